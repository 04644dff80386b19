//! Offers: coins or a MIT against a price, taken by anybody who pays it (white paper, MIP-15).

use crate::wallet::{
	chain::State,
	coins::{Draft, Input},
	contract::{Contract, Kind},
	files,
	names::Names,
	preview::address,
	Outcome, Session, WalletError,
};
use pillars_ledger::{templates, Lock, Output, Policy, Value};
use pillars_primitives::AccountId;
use std::path::PathBuf;

/// Options of `offer`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct OfferArgs {
	/// How much is offered, in its asset.
	#[arg(required_unless_present = "mit")]
	amount: Option<String>,

	/// Of which asset.
	#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
	asset: String,

	/// Offer this MIT instead of coins.
	#[arg(long, value_name = "SYMBOL", conflicts_with_all = ["amount", "asset"])]
	mit: Option<String>,

	#[clap(flatten)]
	price: PriceArgs,

	/// Where the offer is written: who is to take it needs the file, and so does who wants to take it back.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// What is asked for an offer.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct PriceArgs {
	/// The price.
	#[arg(long, value_name = "AMOUNT")]
	price: String,

	/// The asset that it is paid in.
	#[arg(long = "for", value_name = "SYMBOL", default_value = "ETP")]
	price_asset: String,
}

/// Options of `take` and `withdraw`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct FileArgs {
	/// The file of the offer.
	file: PathBuf,
}

/// Options of `reprice`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RepriceArgs {
	/// The file of the offer; it is brought up to date.
	file: PathBuf,

	#[clap(flatten)]
	price: PriceArgs,
}

impl PriceArgs {
	async fn value(&self, state: &State<'_>) -> Result<Value, WalletError> {
		state.asset(&self.price_asset).await?.value(&self.price)
	}
}

/// `offer`
pub(super) async fn offer(session: &Session, args: OfferArgs) -> Result<Outcome, WalletError> {
	files::check_new(&args.out)?;
	let maker = session.account()?;
	let state = session.chain.best().await?;
	let price = args.price.value(&state).await?;
	let (value, inputs) = match (&args.mit, &args.amount) {
		(Some(symbol), _) => {
			let mit = state.mit(symbol).await?;
			let input = session.chain.mit_coin(&maker, mit.id, symbol).await?;
			(Value::Unique(mit.id), vec![input])
		},
		(None, amount) => {
			let asset = state.asset(&args.asset).await?;
			(asset.value(amount.as_deref().unwrap_or_default())?, Vec::new())
		},
	};
	let policy = templates::swap(maker.clone(), price)?;
	let output = Output { value, lock: policy.lock() };
	let draft = Draft { inputs, ..Draft::of(&maker, vec![output]) };
	let genesis = session.chain.genesis;
	session.knows(&policy);
	let sent = session.pay(draft, |_, txid| {
		let contract = Contract::new(Kind::Offer, genesis, txid, &[(value, policy)]);
		files::write_new(&args.out, &contract)
	});
	let outcome = Outcome::from(sent.await?);
	Ok(outcome.with("file", args.out.display().to_string()))
}

/// `take`
pub(super) async fn take(session: &Session, args: FileArgs) -> Result<Outcome, WalletError> {
	let taker = session.account()?;
	let contract = Contract::read(&args.file, Kind::Offer, session.chain.genesis)?;
	let state = session.chain.best().await?;
	let (input, policy) = contract.take(&state).await?;
	let (maker, price) = terms(&policy)?;
	let offered = &input.coin.output;
	let payment = Output { value: price, lock: Lock::Account(maker.clone()) };
	let names = Names::of(&state, [offered, &payment]).await?;
	let (what, price) = (names.value(&offered.value), names.value(&price));
	eprintln!("{} offers {what} for {price}", address(&maker));
	let draft = taking(input, payment, &taker);
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

/// The transaction that pays for an offer and brings the taker what was offered.
fn taking(input: Input, payment: Output, taker: &AccountId) -> Draft {
	let value = input.coin.output.value;
	let goods = Output { value, lock: Lock::Account(taker.clone()) };
	let draft = Draft { inputs: vec![input], ..Draft::of(taker, vec![payment]) };
	if value.etp_amount() > 0 {
		// The fee can be paid from it: the taker may have no other ETP.
		return Draft { change_is_meant: Some(": what was offered is the taker's"), ..draft };
	}
	Draft { outputs: draft.outputs.into_iter().chain([goods]).collect(), ..draft }
}

/// Who offers, for what.
///
/// # Errors
///
/// If the policy is not that of an offer.
fn terms(policy: &Policy) -> Result<(AccountId, Value), WalletError> {
	if let Policy::Any(branches) = policy {
		if let [Policy::Key(maker), Policy::Pays { value, lock_hash }] = branches.as_slice() {
			if *lock_hash == Lock::Account(maker.clone()).hash() {
				return Ok((maker.clone(), *value));
			}
		}
	}
	Err(WalletError::Input("the file holds no offer with a price for its maker".into()))
}

/// `reprice`
pub(super) async fn reprice(session: &Session, args: RepriceArgs) -> Result<Outcome, WalletError> {
	let maker = session.account()?;
	let _held = files::hold(&args.file)?;
	let contract = Contract::read(&args.file, Kind::Offer, session.chain.genesis)?;
	let state = session.chain.best().await?;
	let price = args.price.value(&state).await?;
	let policy = templates::swap(maker.clone(), price)?;
	let claimed = contract.claim(&state, &maker, policy.lock(), Vec::new()).await?;
	let values: Vec<Value> = claimed.inputs.iter().map(|input| input.coin.output.value).collect();
	// The whole of it moves: the maker pays the fee with other coins.
	let lock = policy.lock();
	let outputs = values.iter().map(|value| Output { value: *value, lock: lock.clone() }).collect();
	let draft = Draft { inputs: claimed.inputs, ..Draft::of(&maker, outputs) };
	let offers: Vec<_> = values.into_iter().map(|value| (value, policy.clone())).collect();
	session.knows(&policy);
	let renewed = |txid| Contract::new(Kind::Offer, contract.genesis, txid, &offers);
	let mut last = None;
	let sent = session.pay(draft, |_, txid| {
		last = Some(txid);
		files::write(&args.file, &contract.clone().followed_by(renewed(txid)))
	});
	let sent = sent.await?;
	// Until the block is final, either of them may be the one that there is; what is spent does no harm in the file.
	let is_final = sent.included.as_ref().is_some_and(|included| included.finalised);
	if let Some(txid) = last.filter(|_| is_final) {
		files::write(&args.file, &renewed(txid))?;
	}
	Ok(sent.into())
}

/// `withdraw`
pub(super) async fn withdraw(session: &Session, args: FileArgs) -> Result<Outcome, WalletError> {
	let maker = session.account()?;
	let contract = Contract::read(&args.file, Kind::Offer, session.chain.genesis)?;
	let state = session.chain.best().await?;
	let lock = Lock::Account(maker.clone());
	let draft = contract.claim(&state, &maker, lock, Vec::new()).await?;
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_ledger::{CoinOrigin, OutPoint, Unspent};
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	#[test]
	fn what_was_offered_goes_to_the_taker_whatever_is_said_of_the_change() {
		let (maker, taker) = (Alice.to_account_id(), Bob.to_account_id());
		let take = |value| {
			let output = Output { value, lock: Lock::Policy(Default::default()) };
			let coin = Unspent { output, height: 1, origin: CoinOrigin::Transfer };
			let input = Input::owned(OutPoint::default(), coin, maker.clone());
			taking(input, Output::etp(5, maker.clone()), &taker)
		};
		for value in [Value::Coins { asset: 3, amount: 7 }, Value::Unique(4)] {
			let draft = take(value);
			assert_eq!(draft.outputs[1], Output { value, lock: Lock::Account(taker.clone()) });
			assert_eq!(draft.change_is_meant, None);
		}
		let draft = take(Value::etp(9));
		assert_eq!(draft.change, Lock::Account(taker.clone()));
		assert!(draft.change_is_meant.is_some());
	}

	#[test]
	fn the_price_goes_to_the_maker_and_nobody_else() {
		let maker = Alice.to_account_id();
		let price = Value::etp(5);
		let offer = templates::swap(maker.clone(), price).unwrap();
		assert_eq!(terms(&offer).unwrap(), (maker.clone(), price));
		let to_another = Policy::Any(vec![
			Policy::Key(maker),
			Policy::Pays { value: price, lock_hash: Lock::Account(Bob.to_account_id()).hash() },
		]);
		terms(&to_another).unwrap_err();
		terms(&Policy::After(1)).unwrap_err();
	}
}

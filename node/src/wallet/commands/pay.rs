//! Payments.

use crate::{
	cli::parse_account,
	wallet::{
		amount,
		coins::Draft,
		names::{etp, AssetName},
		preview::{address, holder, MEMO_TEXT},
		target::Target,
		Outcome, Session, WalletError,
	},
};
use pillars_ledger::{Lock, Memo, Output, Value, MIN_OUTPUT};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId};
use pillars_runtime::{Runtime, RuntimeCall};

/// Options of `send`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SendArgs {
	/// Who gets them: an address, or policy:<hash>.
	#[arg(value_name = "TARGET")]
	to: Target,

	/// How much, in the asset, for example 12 or 0.5.
	amount: String,

	/// Of which asset.
	#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
	asset: String,

	/// A text that everybody can read, of at most 255 bytes.
	#[arg(long, value_name = "TEXT")]
	memo: Option<String>,
}

/// Options of `send-mit`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SendMitArgs {
	/// Symbol of the MIT.
	symbol: String,

	/// Who gets it: an address, or policy:<hash>.
	#[arg(value_name = "TARGET")]
	to: Target,
}

/// Options of `redeem`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RedeemArgs {
	/// How much ETP.
	amount: String,

	/// Whose balance, instead of the account of the key.
	#[arg(long, value_name = "SS58", value_parser = parse_account)]
	to: Option<AccountId>,
}

/// Options of `fund`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct FundArgs {
	/// How much ETP.
	amount: String,

	/// Who gets the output, instead of the account of the key: an address, or policy:<hash>.
	#[arg(long, value_name = "TARGET")]
	to: Option<Target>,
}

/// Options of `burn`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct BurnArgs {
	/// How much, in the asset.
	#[arg(required_unless_present = "mit")]
	amount: Option<String>,

	/// Of which asset.
	#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
	asset: String,

	/// Destroy this MIT instead of coins.
	#[arg(long, value_name = "SYMBOL", conflicts_with_all = ["amount", "asset"])]
	mit: Option<String>,
}

/// `burn`
pub(super) async fn burn(session: &Session, args: BurnArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let state = session.chain.best().await?;
	let (value, inputs) = match &args.mit {
		Some(symbol) => {
			let mit = state.mit(symbol).await?;
			let input = session.chain.mit_coin(&account, mit.id, symbol).await?;
			(Value::Unique(mit.id), vec![input])
		},
		None => {
			let asset = state.asset(&args.asset).await?;
			(asset.value(args.amount.as_deref().unwrap_or_default())?, Vec::new())
		},
	};
	let output = Output { value, lock: Lock::Burn };
	let draft = Draft { inputs, ..Draft::of(&account, vec![output]) };
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

/// `send`
pub(super) async fn send(session: &Session, args: SendArgs) -> Result<Outcome, WalletError> {
	let asset = session.chain.best().await?.asset(&args.asset).await?;
	let output = Output { value: asset.value(&args.amount)?, lock: args.to.lock() };
	let mut draft = Draft::of(&session.account()?, vec![output]);
	if let Some(text) = &args.memo {
		draft.memo = memo(text)?;
	}
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

fn memo(text: &str) -> Result<Memo, WalletError> {
	let bytes = [&[MEMO_TEXT], text.as_bytes()].concat();
	bytes.try_into().map_err(|_| WalletError::Input("the memo has more than 255 bytes".into()))
}

/// `send-mit`
pub(super) async fn send_mit(session: &Session, args: SendMitArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let mit = session.chain.best().await?.mit(&args.symbol).await?;
	let input = session.chain.mit_coin(&account, mit.id, &args.symbol).await?;
	let output = Output { value: Value::Unique(mit.id), lock: args.to.lock() };
	let draft = Draft { inputs: vec![input], ..Draft::of(&account, vec![output]) };
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

/// `redeem`
pub(super) async fn redeem(session: &Session, args: RedeemArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let to = args.to.unwrap_or_else(|| account.clone());
	let value = AssetName::etp().value(&args.amount)?;
	let draft = Draft::of(&account, vec![Output { value, lock: Lock::Balance(to) }]);
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

/// `fund`
pub(super) async fn fund(session: &Session, args: FundArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let amount = amount::parse(&args.amount, TOKEN_DECIMALS)?;
	if amount < MIN_OUTPUT {
		let least = etp(MIN_OUTPUT);
		return Err(WalletError::Input(format!("an output is of {least} at least")));
	}
	let lock = args.to.map_or_else(|| Lock::Account(account.clone()), |target| target.lock());
	let text = vec![format!(
		"moves {} from the balance of {} to an output of {}",
		etp(amount),
		address(&account),
		holder(&lock)
	)];
	let call = pallet_utxo_assets::Call::<Runtime>::fund { amount, lock };
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_memo_is_marked_as_text() {
		assert_eq!(memo("hé").unwrap().to_vec(), [&[1], "hé".as_bytes()].concat());
		memo(&"x".repeat(255)).unwrap();
		assert!(memo(&"x".repeat(256)).unwrap_err().to_string().contains("255"));
	}
}

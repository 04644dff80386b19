//! How a channel ends: together, alone, or because the other cheats.

use super::{
	command::{read, signer, StateArgs},
	message::Message,
	record::Record,
	transactions::{delayed, Delayed},
	ChannelError,
};
use crate::wallet::{
	amount,
	coins::{Input, Unlock, Unsigned},
	contract::{as_bytes, move_to},
	error::WalletError,
	files,
	names::AssetName,
	preview::address,
	recipe::{solve, Facts},
	session::Session,
	target::Target,
	Outcome,
};
use pillars_ledger::Lock;
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Balance};
use sp_runtime::MultiSignature;
use std::{collections::BTreeSet, path::PathBuf};

/// Options of `channel close`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct CloseArgs {
	#[clap(flatten)]
	file: StateArgs,

	/// Where the message for the other is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// Options of `channel claim` and `channel punish`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct TakeArgs {
	#[clap(flatten)]
	file: StateArgs,

	/// Who gets the coins, instead of the account of the key: an address, or policy:<hash>.
	#[arg(long, value_name = "TARGET")]
	to: Option<Target>,
}

/// `channel close`: signs a transaction that ends the channel, for the other to sign and to send.
pub(super) async fn close(session: &Session, args: CloseArgs) -> Result<Outcome, WalletError> {
	let path = &args.file.state;
	let (mut record, _held) = read(session, &args.file)?;
	Message::check_out(&args.out, path)?;
	let account = session.account()?;
	let fee = match &session.args.sending.fee {
		Some(fee) => amount::parse(fee, AssetName::etp().decimals)?,
		None => session.least_fee(&record.closing(0)?, true).await?,
	};
	let unsigned = record.closing(fee)?;
	let json = session.show_and_ask(&unsigned).await?;
	if session.args.sending.dry_run {
		return Ok(Outcome { text: vec!["nothing was signed".into()], json });
	}
	let message = record.close(&unsigned, &signer(session, &account))?;
	files::write(path, &record)?;
	message.write(&args.out, path)?;
	let text = vec!["signed: the other signs and sends it with `channel receive`".into()];
	Ok(Outcome { text, json }.with("message", args.out.display().to_string()))
}

/// `channel force-close`: publishes our last commitment.
pub(super) async fn force_close(
	session: &Session,
	args: StateArgs,
) -> Result<Outcome, WalletError> {
	let (mut record, _held) = read(session, &args)?;
	let (unsigned, signature) = record.end_alone()?;
	let (number, last) = record.last()?;
	let part = delayed(&record.terms, &last.split, record.side, record.hash(number))?;
	part.iter().for_each(|part| session.knows(&part.policy));
	// A message that comes after this is sent must find that the channel is closing.
	let write = || files::write(&args.state, &record);
	let sent = send_signed(session, &record, unsigned, &signature, write).await?;
	Ok(sent.with("state", number))
}

/// Sends a transaction that both sign: the other's signature is there. `before` is done when nothing but the sending
/// is left.
///
/// # Errors
///
/// [`WalletError::NotUnspent`] if the channel has ended, [`ChannelError::FeeSigned`], or what else stands against the
/// transaction.
pub(super) async fn send_signed(
	session: &Session,
	record: &Record,
	mut unsigned: Unsigned,
	signature: &MultiSignature,
	before: impl FnOnce() -> Result<(), WalletError>,
) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let coin = state.coin(record.terms.outpoint()).await?;
	if coin.output != record.terms.funding()? {
		return Err(WalletError::OutputDiffers(record.terms.outpoint()));
	}
	for input in &mut unsigned.inputs {
		input.coin = coin.clone();
	}
	if !session.args.sending.from_account {
		check_fee(&unsigned, session.least_fee(&unsigned, false).await?)?;
	}
	let own = record.terms.account(record.side);
	let hash = unsigned.hash(&session.chain.genesis)?;
	let sign = |account: &AccountId| {
		if account == own {
			session.sign(account, &hash)
		} else {
			Ok(signature.clone())
		}
	};
	Ok(session.pay_signed(unsigned, &sign, |_, _| before()).await?.into())
}

/// Both have signed the fee, so it can not be raised.
fn check_fee(unsigned: &Unsigned, least: Balance) -> Result<(), ChannelError> {
	if unsigned.fee >= least {
		return Ok(());
	}
	let show = |sum| amount::format(sum, TOKEN_DECIMALS);
	Err(ChannelError::FeeSigned { fee: show(unsigned.fee), least: show(least) })
}

/// `channel claim`: takes our part of a commitment of ours, after its delay.
pub(super) async fn claim(session: &Session, args: TakeArgs) -> Result<Outcome, WalletError> {
	let (record, _held) = read(session, &args.file)?;
	let mut found = Vec::new();
	for (number, state) in (0u32..).zip(&record.states) {
		let part = delayed(&record.terms, &state.split, record.side, record.hash(number))?;
		found.extend(part.map(|part| (part, None)));
	}
	take(session, &record, found, args.to, "no commitment of ours is in the chain").await
}

/// `channel punish`: takes the other's part of a commitment that it has revoked and published all the same.
pub(super) async fn punish(session: &Session, args: TakeArgs) -> Result<Outcome, WalletError> {
	let (record, _held) = read(session, &args.file)?;
	let mut found = Vec::new();
	for state in &record.states {
		let Some(secret) = &state.secret else { continue };
		let part = delayed(&record.terms, &state.split, record.side.other(), state.hash)?;
		found.extend(part.map(|part| (part, Some(secret.0))));
	}
	take(session, &record, found, args.to, "the other has published no revoked state").await
}

/// Takes those of the parts that are in the chain.
async fn take(
	session: &Session,
	record: &Record,
	parts: Vec<(Delayed, Option<[u8; 32]>)>,
	to: Option<Target>,
	nothing: &'static str,
) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	if account != *record.terms.account(record.side) {
		return Err(ChannelError::NotAParty(address(&account)).into());
	}
	let state = session.chain.best().await?;
	let outpoints: Vec<_> = parts.iter().map(|(part, _)| part.outpoint).collect();
	let coins = state.unspent(&outpoints).await?;
	let mut inputs = Vec::new();
	for ((part, secret), coin) in parts.into_iter().zip(coins) {
		let Some(coin) = coin else { continue };
		if coin.output != part.output {
			return Err(WalletError::OutputDiffers(part.outpoint));
		}
		let facts = Facts {
			keys: BTreeSet::from([account.clone()]),
			preimages: secret.into_iter().collect(),
			now: state.next(),
			age: state.next().saturating_sub(coin.height),
			pays: false,
		};
		let recipe = solve(&part.policy, &facts)?;
		let unlock = Unlock::Policy { policy: as_bytes(&part.policy)?, recipe };
		inputs.push(Input { outpoint: part.outpoint, coin, unlock });
	}
	if inputs.is_empty() {
		return Err(ChannelError::Nothing(nothing).into());
	}
	let lock = to.map_or_else(|| Lock::Account(account.clone()), |target| target.lock());
	let draft = move_to(inputs, &account, lock)?;
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_ledger::Memo;

	#[test]
	fn a_fee_that_is_signed_and_too_low_is_told_with_the_way_out() {
		let unsigned = Unsigned {
			inputs: Vec::new(),
			outputs: Vec::new(),
			changes: 0,
			not_before: 0,
			memo: Memo::default(),
			fee: 200_000,
		};
		check_fee(&unsigned, 200_000).unwrap();
		let error = check_fee(&unsigned, 200_001).unwrap_err().to_string();
		assert!(error.contains("0.00200001") && error.contains("--from-account"), "{error}");
	}
}

//! How a channel ends: together, alone, or because the other cheats.

use super::{
	command::{read, signer, StateArgs},
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
use pillars_primitives::AccountId;
use sp_runtime::MultiSignature;
use std::{collections::BTreeSet, path::PathBuf};

/// Outputs that are asked for at once.
const LOT: usize = 500;

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
	let mut record = read(session, &args.file)?;
	let account = session.account()?;
	let fee = match &session.args.sending.fee {
		Some(fee) => amount::parse(fee, AssetName::etp().decimals)?,
		None => session.least_fee(&record.closing(0)?).await?,
	};
	let unsigned = record.closing(fee)?;
	let json = session.show_and_ask(&unsigned).await?;
	if session.args.sending.dry_run {
		return Ok(Outcome { text: vec!["nothing was signed".into()], json });
	}
	let message = record.close(&unsigned, &signer(session, &account))?;
	files::write(&args.file.state, &record)?;
	files::write(&args.out, &message)?;
	let text = vec!["signed: the other signs and sends it with `channel receive`".into()];
	Ok(Outcome { text, json }.with("message", args.out.display().to_string()))
}

/// `channel force-close`: publishes our last commitment.
pub(super) async fn force_close(
	session: &Session,
	args: StateArgs,
) -> Result<Outcome, WalletError> {
	let record = read(session, &args)?;
	let (number, last) = record.last()?;
	let unsigned = record.own_commitment(number, &last.split)?;
	let sent = send_signed(session, &record, unsigned, &last.signature.0).await?;
	Ok(sent.with("state", number))
}

/// Sends a transaction that both sign: the other's signature is there.
///
/// # Errors
///
/// [`WalletError::NotUnspent`] if the channel has ended, or what stands against the transaction.
pub(super) async fn send_signed(
	session: &Session,
	record: &Record,
	mut unsigned: Unsigned,
	signature: &MultiSignature,
) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let coin = state.coin(record.terms.outpoint()).await?;
	if coin.output != record.terms.funding()? {
		return Err(WalletError::OutputDiffers(record.terms.outpoint()));
	}
	for input in &mut unsigned.inputs {
		input.coin = coin.clone();
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
	Ok(session.pay_signed(unsigned, &sign, |_, _| Ok(())).await?.into())
}

/// `channel claim`: takes our part of a commitment of ours, after its delay.
pub(super) async fn claim(session: &Session, args: TakeArgs) -> Result<Outcome, WalletError> {
	let record = read(session, &args.file)?;
	let mut found = Vec::new();
	for (number, state) in (0u32..).zip(&record.states) {
		let part = delayed(&record.terms, &state.split, record.side, record.hash(number))?;
		found.extend(part.map(|part| (part, None)));
	}
	take(session, &record, found, args.to, "no commitment of ours is in the chain").await
}

/// `channel punish`: takes the other's part of a commitment that it has revoked and published all the same.
pub(super) async fn punish(session: &Session, args: TakeArgs) -> Result<Outcome, WalletError> {
	let record = read(session, &args.file)?;
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
	// Outputs are asked for in lots: a long life has many states.
	let mut coins = Vec::with_capacity(outpoints.len());
	for lot in outpoints.chunks(LOT) {
		coins.extend(state.unspent(lot).await?);
	}
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

//! How a channel is opened.

use super::{
	command::signer,
	message::{Body, Message},
	record::Record,
	show::look_at,
	terms::{Side, Split, Terms},
	transactions, ChannelError,
};
use crate::{
	rpc::utxo::json::Amount,
	wallet::{
		amount,
		coins::{Draft, Unsigned},
		error::WalletError,
		files::{self, Scale},
		names::{etp, AssetName},
		preview::{address, confirm},
		sending::Sent,
		session::Session,
		Outcome,
	},
};
use pillars_ledger::{check_balance, Output, Transaction};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use serde_json::json;
use sp_core::H256;
use std::path::{Path, PathBuf};

/// Options of `channel open`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct OpenArgs {
	/// The account of the other party.
	#[arg(value_name = "SS58", value_parser = crate::cli::parse_account)]
	peer: AccountId,

	/// What the channel holds, in ETP: all of it comes from the own account.
	capacity: String,

	/// How much of it belongs to the other from the start, in ETP.
	#[arg(long, value_name = "ETP", default_value = "0")]
	give: String,

	/// How many blocks whoever ends the channel alone waits for its part: the time the other has to notice fraud.
	#[arg(long, value_name = "BLOCKS", default_value_t = 1_000)]
	delay: BlockNumber,

	/// What is set aside for the fee of a commitment, in ETP; twice the least fee of now unless given.
	#[arg(long, value_name = "ETP")]
	commitment_fee: Option<String>,

	/// File that keeps the state of the channel. It is needed to get the money back: keep it safe and secret.
	#[arg(long, value_name = "FILE")]
	state: PathBuf,

	/// Where the message for the other is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// Options of `channel accept`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct AcceptArgs {
	/// The message of who opens the channel.
	message: PathBuf,

	/// File that keeps the state of the channel. It is needed to get the money back: keep it safe and secret, and in one
	/// folder with those of the other channels of the account, where an offer that comes twice is found.
	#[arg(long, value_name = "FILE")]
	state: PathBuf,

	/// Refuse a shorter delay: within it the fraud of the other must be noticed and punished.
	#[arg(long, value_name = "BLOCKS", default_value_t = 100)]
	min_delay: BlockNumber,

	/// Refuse a longer delay: so long the own part waits if this side ends the channel alone.
	#[arg(long, value_name = "BLOCKS", default_value_t = 10_000)]
	max_delay: BlockNumber,

	/// Where the answer is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// `channel open`
pub(super) async fn open(session: &Session, args: OpenArgs) -> Result<Outcome, WalletError> {
	files::check_new(&args.state)?;
	Message::check_out(&args.out, &args.state)?;
	let funder = session.account()?;
	let capacity = etp_value(&args.capacity)?;
	let mut terms = Terms {
		genesis: session.chain.genesis,
		funder: funder.clone(),
		partner: args.peer,
		capacity: Amount(capacity),
		fee: Amount(0),
		delay: args.delay,
		txid: H256::zero(),
		index: 0,
	};
	terms.fee = Amount(match &args.commitment_fee {
		Some(fee) => etp_value(fee)?,
		None => least_fee(session, &terms).await?.saturating_mul(2),
	});
	let given = amount::parse(&args.give, AssetName::etp().decimals)?;
	let split = terms.first_split(given)?;
	terms.check(&split)?;

	session.knows(&terms.policy()?);
	let draft = Draft::of(&funder, vec![terms.funding()?]);
	let unsigned = session.complete(draft).await?;
	terms.txid = unsigned.transaction()?.txid();
	for line in offer_lines(&terms, Side::Funder, split.of(Side::Funder)) {
		eprintln!("{line}");
	}
	if session.args.sending.dry_run {
		return Ok(offered(&terms, Side::Funder, split.of(Side::Funder)));
	}
	let (mut record, message) = Record::open(terms, split)?;
	record.opening = Some(Scale((unsigned.transaction()?, unsigned.coins())));
	files::write_new(&args.state, &record)?;
	message.write(&args.out, &args.state)?;
	Ok(look_at(&record)?.with("message", args.out.display().to_string()))
}

fn etp_value(text: &str) -> Result<Balance, WalletError> {
	Ok(AssetName::etp().value(text)?.etp_amount())
}

/// The least fee of a commitment now, in satoshi.
async fn least_fee(session: &Session, terms: &Terms) -> Result<Balance, WalletError> {
	let half = Amount(terms.capacity.0.div_euclid(2));
	let split = Split { funder: half, partner: half };
	let unsigned = transactions::commitment(terms, &split, Side::Funder, H256::zero())?;
	session.least_fee(&unsigned, false).await
}

fn offer_lines(terms: &Terms, side: Side, own: Balance) -> Vec<String> {
	vec![
		format!("channel with {}", address(terms.account(side.other()))),
		format!("  holds {}, of which {} are yours", etp(terms.capacity.0), etp(own)),
		format!("  who ends it alone waits {} blocks for its part", terms.delay),
		format!("  {} are set aside for the fee of that", etp(terms.fee.0)),
	]
}

/// What a dry run tells of an offer.
fn offered(terms: &Terms, side: Side, own: Balance) -> Outcome {
	let exact = |sum| amount::format(sum, AssetName::etp().decimals);
	let json = json!({
		"channel": terms.txid,
		"peer": address(terms.account(side.other())),
		"funder": side == Side::Funder,
		"capacity": exact(terms.capacity.0),
		"own": exact(own),
		"delay": terms.delay,
		"commitmentFee": exact(terms.fee.0),
	});
	Outcome { text: vec!["nothing was signed or written".into()], json }
}

/// `channel accept`
pub(super) async fn accept(session: &Session, args: AcceptArgs) -> Result<Outcome, WalletError> {
	files::check_new(&args.state)?;
	Message::check_out(&args.out, &args.state)?;
	// Two offers of one capacity must not be accepted at the same time either.
	let _held = files::hold(&args.state.with_file_name("channels"))?;
	let message: Message = files::read(&args.message)?;
	let Body::Open { terms, split, .. } = &message.body else {
		return Err(ChannelError::Unexpected("this one opens no channel").into());
	};
	if terms.genesis != session.chain.genesis {
		let genesis = terms.genesis;
		return Err(WalletError::ForeignFile { path: args.message, genesis });
	}
	terms.check(split)?;
	terms.check_delay(args.min_delay, args.max_delay)?;
	ensure_unknown(session, terms, &args.state).await?;
	let least = least_fee(session, terms).await?;
	if terms.fee.0 < least {
		return Err(WalletError::FeeTooLow(amount::format(least, AssetName::etp().decimals)));
	}
	for line in offer_lines(terms, Side::Partner, split.of(Side::Partner)) {
		eprintln!("{line}");
	}
	if session.args.sending.dry_run {
		return Ok(offered(terms, Side::Partner, split.of(Side::Partner)));
	}
	confirm("Sign the first state?", session.args.sending.yes)?;
	let account = session.account()?;
	let (record, answer) = Record::accept(&message, &account, &signer(session, &account))?;
	files::write_new(&args.state, &record)?;
	answer.write(&args.out, &args.state)?;
	Ok(look_at(&record)?.with("message", args.out.display().to_string()))
}

/// Checks that the capacity is of no channel that there is: a signature under a new first state of it would undo all
/// that was paid since.
async fn ensure_unknown(session: &Session, terms: &Terms, path: &Path) -> Result<(), WalletError> {
	let found = session.chain.best().await?.unspent(&[terms.outpoint()]).await?;
	if found.into_iter().flatten().next().is_some() {
		return Err(ChannelError::InChain.into());
	}
	match Record::accepted_before(path, terms)? {
		Some(other) => Err(ChannelError::AcceptedBefore(other).into()),
		None => Ok(()),
	}
}

/// Sends the funding transaction of a channel whose first commitment we hold, if that is still to be done.
///
/// # Errors
///
/// If coins that it was to spend are gone, or what stands against the transaction.
pub(super) async fn fund(
	session: &Session,
	record: &mut Record,
	path: &Path,
) -> Result<Option<Sent>, WalletError> {
	let Some(Scale((tx, coins))) = record.opening.clone() else { return Ok(None) };
	record.last()?;
	let funder = record.terms.funder.clone();
	let Transaction::V1(body) = &tx;
	let state = session.chain.best().await?;
	let done = state.unspent(&[record.terms.outpoint()]).await?;
	if done.into_iter().flatten().next().is_some() {
		// An earlier run did it and could not write that down.
		record.opening = None;
		files::write(path, record)?;
		return Ok(None);
	}
	let found = state.unspent(tx.inputs()).await?;
	let mut inputs = Vec::with_capacity(coins.len());
	for ((outpoint, coin), told) in tx.inputs().iter().zip(found).zip(&coins) {
		let coin = coin.ok_or(WalletError::NotUnspent(*outpoint))?;
		if coin.output != told.output {
			return Err(WalletError::OutputDiffers(*outpoint));
		}
		inputs.push(state.own(&funder, *outpoint, coin).await?);
	}
	let spent: Vec<Output> = inputs.iter().map(|input| input.coin.output.clone()).collect();
	let fee = check_balance(spent.iter(), &body.outputs)?.surplus;
	let unsigned = Unsigned {
		inputs,
		changes: body.outputs.len().saturating_sub(1),
		outputs: body.outputs.to_vec(),
		not_before: body.not_before,
		memo: body.memo.clone(),
		fee,
	};
	let sent = session.pay_as_is(unsigned, |_, _| Ok(())).await?;
	if sent.included.is_some() {
		record.opening = None;
		files::write(path, record)?;
	}
	Ok(Some(sent))
}

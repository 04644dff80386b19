//! The commands about channels.

use super::{
	closing::{self, CloseArgs, TakeArgs},
	message::Message,
	opening::{self, AcceptArgs, OpenArgs},
	protocol::Reply,
	record::Record,
	show::{changes, look_at, show},
	ChannelError,
};
use crate::wallet::{
	error::WalletError,
	files::{self, Held},
	names::AssetName,
	session::Session,
	Outcome,
};
use pillars_primitives::AccountId;
use sp_core::H256;
use sp_runtime::MultiSignature;
use std::path::PathBuf;

/// `channel`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum ChannelCommand {
	/// Offer somebody a channel. Nothing is paid before the answer is there.
	Open(OpenArgs),
	/// Accept an offer.
	Accept(AcceptArgs),
	/// Pay the other.
	Update(UpdateArgs),
	/// Take a message in and write the answer: goes on with opening, paying, or closing.
	Receive(ReceiveArgs),
	/// Write the last message once more.
	Resend(ResendArgs),
	/// End the channel together.
	Close(CloseArgs),
	/// End the channel alone, with the last state.
	ForceClose(StateArgs),
	/// After that and the delay: take the own part.
	Claim(TakeArgs),
	/// Take everything if the other has published a state that it had revoked.
	Punish(TakeArgs),
	/// Tell where the channel stands.
	Show(StateArgs),
}

/// Which channel.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct StateArgs {
	/// File that keeps the state of the channel. Never go back to an older copy of it: the other could take all.
	#[arg(long, value_name = "FILE")]
	pub(super) state: PathBuf,
}

/// Options of `channel update`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct UpdateArgs {
	#[clap(flatten)]
	file: StateArgs,

	/// How much to pay the other, in ETP.
	#[arg(long, value_name = "ETP")]
	pay: String,

	/// Where the message for the other is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// Options of `channel receive`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ReceiveArgs {
	/// The message.
	message: PathBuf,

	#[clap(flatten)]
	file: StateArgs,

	/// Where the answer is written, if there is one.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
}

/// Options of `channel resend`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ResendArgs {
	#[clap(flatten)]
	file: StateArgs,

	/// Where the message is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(
	session: &Session,
	command: ChannelCommand,
) -> Result<Outcome, WalletError> {
	match command {
		ChannelCommand::Open(args) => opening::open(session, args).await,
		ChannelCommand::Accept(args) => opening::accept(session, args).await,
		ChannelCommand::Update(args) => update(session, &args).await,
		ChannelCommand::Receive(args) => receive(session, args).await,
		ChannelCommand::Resend(args) => resend(session, &args),
		ChannelCommand::Close(args) => closing::close(session, args).await,
		ChannelCommand::ForceClose(args) => closing::force_close(session, args).await,
		ChannelCommand::Claim(args) => closing::claim(session, args).await,
		ChannelCommand::Punish(args) => closing::punish(session, args).await,
		ChannelCommand::Show(args) => show(session, &args).await,
	}
}

/// The file of a channel on the chain of this session, which no other run may use meanwhile.
pub(super) fn read(session: &Session, args: &StateArgs) -> Result<(Record, Held), WalletError> {
	let held = files::hold(&args.state)?;
	Ok((Record::read(&args.state, session.chain.genesis)?, held))
}

/// Signs with the key of this session.
pub(super) fn signer<'a>(
	session: &'a Session,
	account: &'a AccountId,
) -> impl Fn(&H256) -> Result<MultiSignature, WalletError> + 'a {
	move |hash| session.sign(account, hash)
}

/// Checks that the capacity is in the chain and stays there: what is paid in a channel that is not open is worth
/// nothing.
async fn ensure_open(session: &Session, record: &Record) -> Result<(), WalletError> {
	let capacity = record.terms.outpoint();
	session.chain.best().await?.coin(capacity).await?;
	let found = session.chain.finalised().await?.unspent(&[capacity]).await?;
	let coin = found.into_iter().flatten().next().ok_or(ChannelError::NotFinal)?;
	if coin.output != record.terms.funding()? {
		return Err(WalletError::OutputDiffers(capacity));
	}
	Ok(())
}

async fn update(session: &Session, args: &UpdateArgs) -> Result<Outcome, WalletError> {
	let path = &args.file.state;
	let (mut record, _held) = read(session, &args.file)?;
	Message::check_out(&args.out, path)?;
	ensure_open(session, &record).await?;
	let sum = AssetName::etp().value(&args.pay)?.etp_amount();
	let before = record.clone();
	let message = record.propose(sum)?;
	if session.asked(&changes(&before, &record), "Propose this?")? {
		return look_at(&record);
	}
	files::write(path, &record)?;
	message.write(&args.out, path)?;
	Ok(look_at(&record)?.with("message", args.out.display().to_string()))
}

async fn receive(session: &Session, args: ReceiveArgs) -> Result<Outcome, WalletError> {
	let path = &args.file.state;
	let (mut record, _held) = read(session, &args.file)?;
	let message: Message = files::read(&args.message)?;
	if message.needs_open() {
		ensure_open(session, &record).await?;
	}
	let before = record.clone();
	let account = record.terms.account(record.side).clone();
	let reply = record.receive(&message, &signer(session, &account))?;
	let answer = match reply {
		Reply::Nothing => None,
		Reply::Answer(answer) => Some(answer),
		Reply::Close(unsigned, signature) => {
			let write = || files::write(path, &record);
			return closing::send_signed(session, &record, *unsigned, &signature, write).await;
		},
	};
	let out = args.out.as_deref();
	match (&answer, out) {
		(Some(_), None) => return Err(ChannelError::NoOut.into()),
		(_, Some(out)) => Message::check_out(out, path)?,
		(None, None) => {},
	}
	// The funding transaction is asked for by itself, and what is only learned or repeated needs no question.
	let funds = message.number == 0 && record.opening.is_some();
	let asks = answer.is_some() && record != before && !funds;
	if asks && session.asked(&changes(&before, &record), "Sign this?")? {
		return look_at(&record);
	}
	if session.args.sending.dry_run {
		return look_at(&record);
	}
	// The message may be answered as soon as what it changes can not be lost, and not before.
	files::write(path, &record)?;
	let (Some(answer), Some(out)) = (answer, out) else { return look_at(&record) };
	// The other's signature under our first commitment is there: now the money can go in.
	let funded = opening::fund(session, &mut record, path).await?;
	let stand = look_at(&record)?;
	let outcome = match funded {
		Some(sent) => merge(sent.into(), stand),
		None => stand,
	};
	answer.write(out, path)?;
	Ok(outcome.with("message", out.display().to_string()))
}

/// What two steps tell.
fn merge(mut first: Outcome, second: Outcome) -> Outcome {
	first.text.extend(second.text);
	if let (Some(fields), serde_json::Value::Object(more)) =
		(first.json.as_object_mut(), second.json)
	{
		fields.extend(more);
	}
	first
}

fn resend(session: &Session, args: &ResendArgs) -> Result<Outcome, WalletError> {
	let (record, _held) = read(session, &args.file)?;
	let message = record.sent.as_ref().ok_or(ChannelError::Nothing("no message was sent yet"))?;
	message.write(&args.out, &args.file.state)?;
	Ok(look_at(&record)?.with("message", args.out.display().to_string()))
}

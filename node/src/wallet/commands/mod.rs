//! The commands.
//!
//! | file | commands |
//! |---|---|
//! | `look` | `balance`, `unspent`, `history` |
//! | `lookup` | `transaction` |
//! | `pay` | `send`, `send-mit`, `redeem`, `fund`, `burn` |
//! | `stake` | `stake deposit`, `stake key` |
//! | `issue`, `domain` | `issue` |
//! | `assets`, `certificates` | `reissue`, `set-metadata`, `register-mit`; `grant-naming`, `transfer-certificate` |
//! | `offer` | `offer`, `take`, `reprice`, `withdraw` |
//! | `locks`, `htlc` | `timelock`, `vesting`, `recovery`; `htlc` |
//! | `multisig`, `payment` | `multisig` |
//! | `policy` | `policy show` |
//!
//! Those about avatars, certificates, candidates and mining are in [`society`](super::society).

mod assets;
mod certificates;
mod domain;
mod htlc;
mod issue;
mod locks;
mod look;
mod lookup;
mod multisig;
mod offer;
mod pay;
mod payment;
mod policy;
mod stake;

pub(crate) use policy::run as policy;

use super::{channel, sending::Sent, society, Outcome, Session, WalletError};
use serde_json::json;

/// What the wallet can do.
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum Command {
	/// Show what an account or a policy holds in outputs, and the balance of the account.
	Balance(look::OwnerArgs),
	/// List the unspent outputs of an account or a policy.
	Unspent(look::UnspentArgs),
	/// List the last transactions of an account or a policy.
	History(look::HistoryArgs),
	/// Show a transaction by its id.
	Transaction(lookup::TransactionArgs),
	/// Send coins to an account or a policy.
	Send(pay::SendArgs),
	/// Send a MIT.
	SendMit(pay::SendMitArgs),
	/// Bring ETP from outputs to the balance of an account.
	Redeem(pay::RedeemArgs),
	/// Bring ETP from the account's balance to an output.
	Fund(pay::FundArgs),
	/// Destroy coins or a MIT for ever.
	Burn(pay::BurnArgs),
	/// Deposits and keys of stakers.
	#[command(subcommand)]
	Stake(stake::StakeCommand),
	/// Issue a token.
	Issue(issue::IssueArgs),
	/// Issue more of a token.
	Reissue(assets::ReissueArgs),
	/// Change the metadata of a token.
	SetMetadata(assets::SetMetadataArgs),
	/// Let an account issue a token in one's own domain.
	GrantNaming(certificates::GrantNamingArgs),
	/// Give a certificate to an account.
	TransferCertificate(certificates::TransferCertificateArgs),
	/// Register a MIT.
	RegisterMit(assets::RegisterMitArgs),
	/// Offer coins or a MIT for a price that anybody can pay.
	Offer(offer::OfferArgs),
	/// Take an offer.
	Take(offer::FileArgs),
	/// Change the price of an own offer.
	Reprice(offer::RepriceArgs),
	/// Take an own offer back.
	Withdraw(offer::FileArgs),
	/// Coins that wait for a height.
	#[command(subcommand)]
	Timelock(locks::TimelockCommand),
	/// Coins that become free in tranches.
	#[command(subcommand)]
	Vesting(locks::VestingCommand),
	/// Coins that a second key can recover after a delay.
	#[command(subcommand)]
	Recovery(locks::RecoveryCommand),
	/// Coins for whoever knows a secret, until a height.
	#[command(subcommand)]
	Htlc(htlc::HtlcCommand),
	/// Coins that several keys spend together.
	#[command(subcommand)]
	Multisig(multisig::MultisigCommand),
	/// Payment channels.
	#[command(subcommand)]
	Channel(channel::ChannelCommand),
	/// Names of accounts, and what others attest of them.
	#[command(subcommand)]
	Avatar(society::AvatarCommand),
	/// Show the MARS of an account: its witness score, and the reputation of its avatar.
	Mars(society::MarsArgs),
	/// Certificates of witnesses, and their grants.
	#[command(subcommand)]
	Certificate(society::CertificateCommand),
	/// Stand for election as a witness, and bond for it.
	#[command(subcommand)]
	Candidate(society::CandidateCommand),
	/// Lend stake of the account's balance to the holder of a certificate, for a part of its rewards.
	Delegate(society::DelegationArgs),
	/// Take delegated stake back. It can be withdrawn after two whole epochs.
	Undelegate(society::DelegationArgs),
	/// Withdraw delegated stake that was taken back and is free.
	WithdrawDelegation(society::NodeArgs),
	/// Claim the rewards of a delegation.
	Claim(society::NodeArgs),
	/// List the delegations of an account, and what they have earned.
	Delegations(society::DelegationsArgs),
	/// Tokens that are mined along with blocks.
	#[command(subcommand)]
	Mine(society::MineCommand),
	/// Look into policies.
	#[command(subcommand)]
	Policy(policy::PolicyCommand),
}

/// Does what the command says.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(session: &Session, command: Command) -> Result<Outcome, WalletError> {
	match command {
		Command::Balance(args) => look::balance(session, args).await,
		Command::Unspent(args) => look::unspent(session, args).await,
		Command::History(args) => look::history(session, args).await,
		Command::Transaction(args) => lookup::transaction(session, args).await,
		Command::Send(args) => pay::send(session, args).await,
		Command::SendMit(args) => pay::send_mit(session, args).await,
		Command::Redeem(args) => pay::redeem(session, args).await,
		Command::Fund(args) => pay::fund(session, args).await,
		Command::Burn(args) => pay::burn(session, args).await,
		Command::Stake(command) => stake::run(session, command).await,
		Command::Issue(args) => issue::issue(session, args).await,
		Command::Reissue(args) => assets::reissue(session, args).await,
		Command::SetMetadata(args) => assets::set_metadata(session, args).await,
		Command::GrantNaming(args) => certificates::grant_naming(session, args).await,
		Command::TransferCertificate(args) => {
			certificates::transfer_certificate(session, args).await
		},
		Command::RegisterMit(args) => assets::register_mit(session, args).await,
		Command::Offer(args) => offer::offer(session, args).await,
		Command::Take(args) => offer::take(session, args).await,
		Command::Reprice(args) => offer::reprice(session, args).await,
		Command::Withdraw(args) => offer::withdraw(session, args).await,
		Command::Timelock(command) => locks::timelock(session, command).await,
		Command::Vesting(command) => locks::vesting(session, command).await,
		Command::Recovery(command) => locks::recovery(session, command).await,
		Command::Htlc(command) => htlc::htlc(session, command).await,
		Command::Multisig(command) => multisig::run(session, command).await,
		Command::Channel(command) => channel::run(session, command).await,
		Command::Avatar(command) => society::avatar(session, command).await,
		Command::Mars(args) => society::mars(session, args).await,
		Command::Certificate(command) => society::certificate(session, command).await,
		Command::Candidate(command) => society::candidate(session, command).await,
		Command::Delegate(args) => society::delegate(session, args).await,
		Command::Undelegate(args) => society::undelegate(session, args).await,
		Command::WithdrawDelegation(args) => society::withdraw(session, args).await,
		Command::Claim(args) => society::claim(session, args).await,
		Command::Delegations(args) => society::delegations(session, args).await,
		Command::Mine(command) => society::mine(session, command).await,
		Command::Policy(command) => policy(command),
	}
}

impl From<Sent> for Outcome {
	fn from(Sent { included, mut json }: Sent) -> Self {
		let line = match &included {
			Some(included) => format!("done, in block #{} {:#x}", included.number, included.block),
			None => "nothing was signed or sent".into(),
		};
		if let serde_json::Value::Object(fields) = &mut json {
			fields.insert("sent".into(), json!(included.is_some()));
		}
		let mut text = vec![line];
		if let Some(txid) = json.get("txid").and_then(|txid| txid.as_str()) {
			text.insert(0, format!("transaction {txid}"));
		}
		Self { text, json }
	}
}

impl Outcome {
	/// With one more thing to tell.
	pub(super) fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
		let value = value.into();
		let shown = value.as_str().map_or_else(|| value.to_string(), Into::into);
		self.text.push(format!("{name}: {shown}"));
		if let serde_json::Value::Object(fields) = &mut self.json {
			fields.insert(name.into(), value);
		}
		self
	}
}

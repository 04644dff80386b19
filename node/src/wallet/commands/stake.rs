//! Deposits and keys of stakers.

use crate::{
	cli::parse_account,
	wallet::{coins::Draft, names::AssetName, preview::address, Outcome, Session, WalletError},
};
use pillars_ledger::{Lock, Output};
use pillars_primitives::{AccountId, BlockNumber};
use pillars_runtime::{Runtime, RuntimeCall};
use sp_core::sr25519::Public;

/// `stake`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum StakeCommand {
	/// Lock ETP as a stake deposit.
	Deposit(DepositArgs),
	/// Have blocks that stake the own coins sealed by another key.
	Key(StakingKeyArgs),
}

/// Options of `stake deposit`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct DepositArgs {
	/// How much ETP.
	amount: String,

	/// For how many blocks from the best one on.
	#[arg(long, required_unless_present = "until", conflicts_with = "until")]
	blocks: Option<BlockNumber>,

	/// Until this height.
	#[arg(long)]
	until: Option<BlockNumber>,
}

/// Options of `stake key`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct StakingKeyArgs {
	/// The sr25519 key as an SS58 address.
	#[arg(value_name = "SS58", value_parser = parse_account, required_unless_present = "own")]
	key: Option<AccountId>,

	/// The key of the account itself again.
	#[arg(long, conflicts_with = "key")]
	own: bool,
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(super) async fn run(session: &Session, command: StakeCommand) -> Result<Outcome, WalletError> {
	match command {
		StakeCommand::Deposit(args) => deposit(session, args).await,
		StakeCommand::Key(args) => key(session, args).await,
	}
}

async fn deposit(session: &Session, args: DepositArgs) -> Result<Outcome, WalletError> {
	let owner = session.account()?;
	let best = session.chain.best().await?.head.number;
	let until = match (args.until, args.blocks) {
		(Some(until), _) => until,
		(None, blocks) => best.saturating_add(blocks.unwrap_or_default()),
	};
	if until <= best {
		return Err(WalletError::Input(format!("block {until} has been already, best is {best}")));
	}
	let value = AssetName::etp().value(&args.amount)?;
	let lock = Lock::Deposit { owner: owner.clone(), until };
	let draft = Draft::of(&owner, vec![Output { value, lock }]);
	let sent = session.pay(draft, |_, _| Ok(())).await?;
	Ok(Outcome::from(sent).with("until", until))
}

async fn key(session: &Session, args: StakingKeyArgs) -> Result<Outcome, WalletError> {
	let text = vec![match &args.key {
		Some(key) => format!("has blocks with the own coins sealed by {}", address(key)),
		None => "has blocks with the own coins sealed by the own key again".into(),
	}];
	let key = args.key.map(|key| Public::from_raw(key.into()));
	let call = pallet_utxo_assets::Call::<Runtime>::set_staking_key { key };
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

//! Deposits and keys of stakers.

use crate::{
	cli::parse_account,
	wallet::{
		coins::Draft,
		names::{etp, AssetName},
		preview::address,
		Outcome, Session, WalletError,
	},
};
use pallet_utxo_assets::LONGEVITY;
use pillars_ledger::{Lock, Output};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_rules::{check_deposit, DepositError, Parameters};
use pillars_runtime::{Runtime, RuntimeCall};
use sp_core::sr25519::Public;

/// For how many blocks the pool may hold a transaction.
const WAITS: BlockNumber = LONGEVITY as BlockNumber;

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

	/// For at least so many blocks; 64 more, for so long it may wait for a block.
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
	let state = session.chain.best().await?;
	// The last height at which the pool still holds it.
	let last = state.head.number.saturating_add(WAITS);
	let until = match (args.until, args.blocks) {
		(Some(until), _) => until,
		(None, blocks) => last.saturating_add(blocks.unwrap_or_default()),
	};
	let value = AssetName::etp().value(&args.amount)?;
	let key = pallet_hybrid_consensus::ChainParameters::<Runtime>::hashed_key().to_vec();
	if let Some(parameters) = state.value::<Parameters>(key).await? {
		check(&parameters, value.etp_amount(), last, until)?;
	}
	let lock = Lock::Deposit { owner: owner.clone(), until };
	let draft = Draft::of(&owner, vec![Output { value, lock }]);
	let sent = session.pay(draft, |_, _| Ok(())).await?;
	Ok(Outcome::from(sent).with("until", until))
}

/// Refuses what the chain would take and not count, if it is in the block `last`.
fn check(
	parameters: &Parameters,
	amount: Balance,
	last: BlockNumber,
	until: BlockNumber,
) -> Result<(), WalletError> {
	let refused = |error| match error {
		DepositError::TooSmall(least) => format!(
			"a stake deposit is of {} at least; `timelock lock` locks less, without a stake",
			etp(least)
		),
		DepositError::TooShort(lock) => {
			let first = last.saturating_add(lock);
			format!(
				"a stake deposit lasts {lock} blocks at least: it takes --blocks {lock} or --until {first}, or more"
			)
		},
	};
	check_deposit(amount, until, last, parameters)
		.map_err(|error| WalletError::Input(refused(error)))
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

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_primitives::units::ETP;

	#[test]
	fn what_would_not_count_is_refused_with_what_would() {
		let parameters = Parameters::mainnet();
		let said = |amount, until| {
			check(&parameters, amount, 164, until).map_err(|error| error.to_string())
		};
		assert_eq!(said(1_000 * ETP, 24_164), Ok(()));
		let short = said(1_000 * ETP, 24_163).unwrap_err();
		assert!(short.contains("--blocks 24000 or --until 24164"), "{short}");
		let small = said(1_000 * ETP - 1, 24_164).unwrap_err();
		assert!(small.contains("1000.00000000 ETP"), "{small}");
	}
}

//! Coins that wait: for a height, in tranches, for a recovery key.

use crate::{
	cli::parse_account,
	wallet::{
		coins::Draft,
		contract::{Contract, Kind},
		files::{self, Scale},
		names::AssetName,
		target::Target,
		Outcome, Session, WalletError,
	},
};
use pillars_ledger::{templates, Lock, Output, Policy, Value};
use pillars_primitives::{AccountId, BlockNumber};
use std::path::PathBuf;

/// What is locked, and where that is written down.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct CoinsArgs {
	/// How much, in the asset.
	amount: String,

	/// Of which asset.
	#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
	asset: String,

	#[clap(flatten)]
	pub(super) out: OutArgs,
}

/// Where it is written down.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct OutArgs {
	/// File that is needed to spend the coins later: give a copy to whoever may.
	#[arg(long, value_name = "FILE")]
	pub(super) out: PathBuf,
}

/// Spends coins of a file.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ClaimArgs {
	/// The file that was written when the coins were locked.
	file: PathBuf,

	/// Who gets them, instead of the account of the key: an address, or policy:<hash>.
	#[arg(long, value_name = "TARGET")]
	to: Option<Target>,
}

/// `timelock`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum TimelockCommand {
	/// Lock coins until a height.
	Lock {
		#[clap(flatten)]
		coins: CoinsArgs,
		/// First height at which they can be spent.
		#[arg(long)]
		until: BlockNumber,
		/// Whose they are then, instead of the account of the key.
		#[arg(long, value_name = "SS58", value_parser = parse_account)]
		owner: Option<AccountId>,
	},
	/// Spend them.
	Claim(ClaimArgs),
}

/// `vesting`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum VestingCommand {
	/// Lock coins in tranches.
	Lock {
		/// Whose they become.
		#[arg(long, value_name = "SS58", value_parser = parse_account)]
		owner: AccountId,
		/// A height and how much is free from it on; give it once for each tranche.
		#[arg(long = "tranche", value_name = "HEIGHT:AMOUNT", required = true, value_parser = parse_tranche)]
		tranches: Vec<Tranche>,
		/// Of which asset.
		#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
		asset: String,
		#[clap(flatten)]
		out: OutArgs,
	},
	/// Spend the tranches that are free.
	Claim(ClaimArgs),
}

/// `recovery`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum RecoveryCommand {
	/// Put coins where a second key can get them after a delay.
	Lock {
		#[clap(flatten)]
		coins: CoinsArgs,
		/// The account of the second key.
		#[arg(long, value_name = "SS58", value_parser = parse_account)]
		recovery_key: AccountId,
		/// For how many blocks the owner alone can spend them.
		#[arg(long, value_name = "BLOCKS")]
		delay: BlockNumber,
	},
	/// Spend them, as the owner or, after the delay, with the second key.
	Claim(ClaimArgs),
}

/// A height and an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tranche(BlockNumber, String);

fn parse_tranche(text: &str) -> Result<Tranche, String> {
	let parts = text.split_once(':').and_then(|(h, amount)| Some((h.parse().ok()?, amount)));
	let (height, amount) = parts.ok_or("a tranche is written <height>:<amount>")?;
	Ok(Tranche(height, amount.into()))
}

/// `timelock`
pub(super) async fn timelock(
	session: &Session,
	command: TimelockCommand,
) -> Result<Outcome, WalletError> {
	match command {
		TimelockCommand::Lock { coins, until, owner } => {
			session.chain.best().await?.lies_ahead(until)?;
			let owner = owner.map_or_else(|| session.account(), Ok)?;
			let policy = templates::time_lock(owner, until);
			lock(session, Kind::Timelock, coins, policy, None).await
		},
		TimelockCommand::Claim(args) => claim(session, Kind::Timelock, args, Vec::new()).await,
	}
}

/// `vesting`
pub(super) async fn vesting(
	session: &Session,
	command: VestingCommand,
) -> Result<Outcome, WalletError> {
	let (owner, tranches, asset, out) = match command {
		VestingCommand::Lock { owner, tranches, asset, out } => (owner, tranches, asset, out),
		VestingCommand::Claim(args) => {
			return claim(session, Kind::Vesting, args, Vec::new()).await
		},
	};
	let asset = session.chain.best().await?.asset(&asset).await?;
	let mut locked = Vec::with_capacity(tranches.len());
	for Tranche(height, amount) in tranches {
		let value = asset.value(&amount)?;
		locked.push((value, templates::time_lock(owner.clone(), height)));
	}
	lock_all(session, Kind::Vesting, locked, out, None).await
}

/// `recovery`
pub(super) async fn recovery(
	session: &Session,
	command: RecoveryCommand,
) -> Result<Outcome, WalletError> {
	match command {
		RecoveryCommand::Lock { coins, recovery_key, delay } => {
			let policy = templates::recovery(session.account()?, recovery_key, delay)?;
			lock(session, Kind::Recovery, coins, policy, None).await
		},
		RecoveryCommand::Claim(args) => claim(session, Kind::Recovery, args, Vec::new()).await,
	}
}

/// Locks coins under a policy.
///
/// # Errors
///
/// What stands against it.
pub(super) async fn lock(
	session: &Session,
	kind: Kind,
	coins: CoinsArgs,
	policy: Policy,
	secret: Option<[u8; 32]>,
) -> Result<Outcome, WalletError> {
	let asset: AssetName = session.chain.best().await?.asset(&coins.asset).await?;
	let value = asset.value(&coins.amount)?;
	lock_all(session, kind, vec![(value, policy)], coins.out, secret).await
}

/// Locks values under policies, each in an output of its own, and writes down what is needed to spend them.
async fn lock_all(
	session: &Session,
	kind: Kind,
	coins: Vec<(Value, Policy)>,
	out: OutArgs,
	secret: Option<[u8; 32]>,
) -> Result<Outcome, WalletError> {
	let out = out.out;
	files::check_new(&out)?;
	for (_, policy) in &coins {
		policy.check()?;
	}
	coins.iter().for_each(|(_, policy)| session.knows(policy));
	let output = |(value, policy): &(Value, Policy)| Output { value: *value, lock: policy.lock() };
	let draft = Draft::of(&session.account()?, coins.iter().map(output).collect());
	let genesis = session.chain.genesis;
	let sent = session.pay(draft, |_, txid| {
		let contract = Contract::new(kind, genesis, txid, &coins);
		files::write_new(&out, &Contract { preimage: secret.map(Scale), ..contract })
	});
	let outcome = Outcome::from(sent.await?);
	Ok(outcome.with("file", out.display().to_string()))
}

/// Spends the coins of a file as far as they can be, also with the secret that the file may hold.
///
/// # Errors
///
/// What is missing, or what stands against it.
pub(super) async fn claim(
	session: &Session,
	kind: Kind,
	args: ClaimArgs,
	mut preimages: Vec<[u8; 32]>,
) -> Result<Outcome, WalletError> {
	let owner = session.account()?;
	let contract = Contract::read(&args.file, kind, session.chain.genesis)?;
	preimages.extend(contract.preimage.map(|secret| secret.0));
	let lock = args.to.map_or_else(|| Lock::Account(owner.clone()), |target| target.lock());
	let state = session.chain.best().await?;
	let draft = contract.claim(&state, &owner, lock, preimages).await?;
	Ok(session.pay(draft, |_, _| Ok(())).await?.into())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn tranches_are_a_height_and_an_amount() {
		assert_eq!(parse_tranche("100:0.5"), Ok(Tranche(100, "0.5".into())));
		for bad in ["", "100", ":5", "x:5", "-1:5"] {
			parse_tranche(bad).unwrap_err();
		}
	}
}

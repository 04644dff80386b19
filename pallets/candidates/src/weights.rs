//! Weights of the calls, and of what the hooks of the consensus ask.
//!
//! These are estimates, made by counting reads and writes of storage and rounding the time of computing up generously;
//! they stand until the pallet is benchmarked. Reading the score of a witness is counted as four reads: certificate,
//! its level 1, record of misses, bond.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the calls, and of what the hooks of the consensus ask.
pub trait WeightInfo {
	/// The call `bond`.
	fn bond() -> Weight;
	/// The call `unbond`.
	fn unbond() -> Weight;
	/// The call `withdraw_bond`.
	fn withdraw_bond() -> Weight;
	/// The call `register_candidate`, if `n` candidates have to be looked at.
	fn register_candidate(n: u32) -> Weight;
	/// The call `set_keys`.
	fn set_keys() -> Weight;
	/// The call `leave`.
	fn leave() -> Weight;
	/// The call `set_commission`.
	fn set_commission() -> Weight;
	/// The call `delegate`.
	fn delegate() -> Weight;
	/// The call `undelegate`.
	fn undelegate() -> Weight;
	/// The call `withdraw_delegation`.
	fn withdraw_delegation() -> Weight;
	/// The call `claim_rewards`.
	fn claim_rewards() -> Weight;
	/// The call `report_equivocation`.
	fn report_equivocation() -> Weight;
	/// Freezing `n` candidates.
	fn freeze(n: u32) -> Weight;
	/// Taking `n` frozen candidates.
	fn take_frozen(n: u32) -> Weight;
	/// Striking frozen candidates at the end of an epoch.
	fn epoch_ended() -> Weight;
}

/// Estimates for a node on RocksDB, with the costs that the runtime states for its database.
pub struct SubstrateWeight<T>(PhantomData<T>);

/// Writes the functions of both implementations, each an estimate under the costs of a database.
macro_rules! estimates {
	($db:expr) => {
		fn bond() -> Weight {
			change_bond($db)
		}

		fn unbond() -> Weight {
			change_bond($db)
		}

		fn withdraw_bond() -> Weight {
			change_bond($db)
		}

		fn register_candidate(n: u32) -> Weight {
			register_candidate($db, n)
		}

		fn set_keys() -> Weight {
			set_keys($db)
		}

		fn leave() -> Weight {
			leave($db)
		}

		fn set_commission() -> Weight {
			set_commission($db)
		}

		fn delegate() -> Weight {
			change_delegation($db)
		}

		fn undelegate() -> Weight {
			change_delegation($db)
		}

		fn withdraw_delegation() -> Weight {
			withdraw_delegation($db)
		}

		fn claim_rewards() -> Weight {
			claim_rewards($db)
		}

		fn report_equivocation() -> Weight {
			report_equivocation($db)
		}

		fn freeze(n: u32) -> Weight {
			freeze($db, n)
		}

		fn take_frozen(n: u32) -> Weight {
			take_frozen($db, n)
		}

		fn epoch_ended() -> Weight {
			epoch_ended($db)
		}
	};
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	estimates!(T::DbWeight::get());
}

/// For tests.
impl WeightInfo for () {
	estimates!(RocksDbWeight::get());
}

/// Reads ledger, epoch, parameters, candidate, pool, account, its holds; writes ledger, pool, mark, account, holds,
/// event and its count. What the certificates do about it: two reads and two writes.
fn change_bond(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(60_000_000, 8_000).saturating_add(db.reads_writes(10, 9))
}

/// Reads avatar, candidate, ledger, parameters, both keys, count; writes candidate, keys, count, event and its count;
/// verifies two signatures. Of each candidate looked at: key, ledger, pool, parameters, score.
fn register_candidate(db: RuntimeDbWeight, n: u32) -> Weight {
	let each = Weight::from_parts(5_000_000, 300).saturating_add(db.reads(8));
	Weight::from_parts(200_000_000, 6_000)
		.saturating_add(db.reads_writes(8, 10))
		.saturating_add(each.saturating_mul(n.into()))
}

/// Reads candidate and both keys; writes candidate, four keys, event and its count; verifies two signatures.
fn set_keys(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(200_000_000, 4_000).saturating_add(db.reads_writes(5, 7))
}

/// Reads candidate, count, pool; writes them, two keys, event and its count.
fn leave(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(40_000_000, 4_000).saturating_add(db.reads_writes(5, 7))
}

/// Reads candidate, pool, freezings, ledger; writes pool, mark, event and its count.
fn set_commission(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30_000_000, 4_000).saturating_add(db.reads_writes(6, 4))
}

/// Reads certificate and its level 1, pool, freezings, ledger, delegation, mark, candidate, account, holds; writes
/// pool, two marks, delegation, account, holds, event and its count.
fn change_delegation(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(70_000_000, 8_000).saturating_add(db.reads_writes(12, 8))
}

/// Reads delegation, freezings, account, holds; writes delegation, account, holds, event and its count.
fn withdraw_delegation(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(50_000_000, 6_000).saturating_add(db.reads_writes(6, 5))
}

/// Reads delegation, pool, freezings, ledger, mark, two accounts; writes delegation, pool, two marks, two accounts,
/// event and its count.
fn claim_rewards(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(70_000_000, 8_000).saturating_add(db.reads_writes(9, 8))
}

/// Reads epoch, witnesses, punished, candidate, ledger, pool, two accounts, holds, frozen candidates; writes punished,
/// ledger, pool, mark, two accounts, holds, issuance, frozen candidates, event and its count. Hashes two headers of
/// 4 KiB, verifies two signatures, and decodes and encodes 120 KB.
fn report_equivocation(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(500_000_000, 140_000).saturating_add(db.reads_writes(16, 15))
}

/// Reads count, parameters; writes freezings, frozen candidates, event and its count. Of each candidate: keys, ledger
/// twice, pool, parameters, score.
fn freeze(db: RuntimeDbWeight, n: u32) -> Weight {
	let each = Weight::from_parts(6_000_000, 400).saturating_add(db.reads(9));
	Weight::from_parts(40_000_000, 4_000)
		.saturating_add(db.reads_writes(4, 4))
		.saturating_add(each.saturating_mul(n.into()))
}

/// Reads and removes one value of 112 bytes for each.
fn take_frozen(db: RuntimeDbWeight, n: u32) -> Weight {
	Weight::from_parts(10_000_000, 1_000)
		.saturating_add(db.reads_writes(1, 1))
		.saturating_add(Weight::from_parts(100_000, 112).saturating_mul(n.into()))
}

/// Reads and writes the frozen candidates, and an event for each of at most 64 that are struck.
fn epoch_ended(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(300_000_000, 120_000).saturating_add(db.reads_writes(2, 66))
}

//! Weights of the calls and hooks.
//!
//! These are estimates, made by counting reads and writes of storage and rounding the time of
//! computing up generously; they stand until the pallet is benchmarked. The calls that may end a
//! level-1 certificate are weighed as if it had as many of level 2 as it can.

use crate::{MAX_LEVEL1, MAX_LEVEL2};
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the calls and hooks.
pub trait WeightInfo {
	/// The call `issue_level1`.
	fn issue_level1() -> Weight;
	/// The call `propose_level2`.
	fn propose_level2() -> Weight;
	/// The call `withdraw_proposal`.
	fn withdraw_proposal() -> Weight;
	/// The call `approve_level2`.
	fn approve_level2() -> Weight;
	/// The call `unfreeze`.
	fn unfreeze() -> Weight;
	/// The call `revoke`.
	fn revoke() -> Weight;
	/// The call `settle`.
	fn settle() -> Weight;
	/// The call `claim_grant`.
	fn claim_grant() -> Weight;
	/// The call `join_waiting_list`.
	fn join_waiting_list() -> Weight;
	/// The call `leave_waiting_list`.
	fn leave_waiting_list() -> Weight;
	/// What block 1 has to do at its end.
	fn start_clocks() -> Weight;
	/// What the end of an epoch of `w` witnesses takes, without the certificates that it freezes or revokes.
	fn epoch_ended(w: u32) -> Weight;
	/// What a change of a bond adds, for whoever tells of it.
	fn bond_changed() -> Weight;
}

/// Estimates for a node on RocksDB, with the costs that the runtime states for its database.
pub struct SubstrateWeight<T>(PhantomData<T>);

/// Implements the trait by the functions below, with the costs of a database.
macro_rules! by_counting {
	($db:expr) => {
		fn issue_level1() -> Weight {
			issue_level1($db)
		}
		fn propose_level2() -> Weight {
			propose_level2($db)
		}
		fn withdraw_proposal() -> Weight {
			withdraw_proposal($db)
		}
		fn approve_level2() -> Weight {
			approve_level2($db)
		}
		fn unfreeze() -> Weight {
			unfreeze($db)
		}
		fn revoke() -> Weight {
			end_level1($db)
		}
		fn settle() -> Weight {
			settle($db)
		}
		fn claim_grant() -> Weight {
			claim_grant($db)
		}
		fn join_waiting_list() -> Weight {
			join_waiting_list($db)
		}
		fn leave_waiting_list() -> Weight {
			leave_waiting_list($db)
		}
		fn start_clocks() -> Weight {
			start_clocks($db)
		}
		fn epoch_ended(w: u32) -> Weight {
			epoch_ended($db, w)
		}
		fn bond_changed() -> Weight {
			bond_changed($db)
		}
	};
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	by_counting!(T::DbWeight::get());
}

/// For tests.
impl WeightInfo for () {
	by_counting!(RocksDbWeight::get());
}

/// Reads and writes the certificates and grants of one of level 1 and all under it, two accounts, the sum set aside,
/// the lists of proposals, holders and level 2, and their number.
fn end_level1(db: RuntimeDbWeight) -> Weight {
	let members = u64::from(MAX_LEVEL2);
	Weight::from_parts(80_000_000, 16_000)
		.saturating_add(Weight::from_parts(20_000_000, 600).saturating_mul(members))
		.saturating_add(db.reads_writes(10, 10))
		.saturating_add(db.reads_writes(3, 3).saturating_mul(members))
}

/// Reads time, parameters, avatar, certificate, lists of holders and waiting, grant, account, sum; writes the last
/// five and the certificate. The account may have had another certificate, and the new one may become active.
fn issue_level1(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(90_000_000, 16_000)
		.saturating_add(db.reads_writes(11, 6))
		.saturating_add(end_level1(db))
}

/// Reads time, parameters, two certificates and one above, avatar, bond, lists of level 2, waiting, proposals; writes
/// the last.
fn propose_level2(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(40_000_000, 14_000).saturating_add(db.reads_writes(11, 1))
}

/// Reads and writes the list.
fn withdraw_proposal(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(db.reads_writes(1, 1))
}

/// As `propose_level2`, and reads and writes two grants, an account, the sum, the list and the number of level 2; the
/// account may have had another certificate.
fn approve_level2(db: RuntimeDbWeight) -> Weight {
	propose_level2(db)
		.saturating_add(Weight::from_parts(100_000_000, 16_000))
		.saturating_add(db.reads_writes(7, 10))
		.saturating_add(end_level1(db))
}

/// Reads time, parameters, certificate, list of level 2, grant, account, sum; writes four of them. It may become active
/// then, or expire, and all under it are written.
fn unfreeze(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(80_000_000, 14_000)
		.saturating_add(db.reads_writes(10, 8))
		.saturating_add(end_level1(db))
}

/// An end, or an activation, or the end of a waiting.
fn settle(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(40_000_000, 8_000)
		.saturating_add(db.reads_writes(6, 1))
		.saturating_add(end_level1(db))
}

/// Reads time, parameters, grant, certificate, the one above, its list, two accounts, the sum; writes four of them.
fn claim_grant(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(80_000_000, 14_000).saturating_add(db.reads_writes(10, 5))
}

/// Reads time, parameters, avatar, bond, two certificates, the list; writes the last.
fn join_waiting_list(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30_000_000, 6_000).saturating_add(db.reads_writes(7, 1))
}

/// Reads and writes the list.
fn leave_waiting_list(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(20_000_000, 5_000).saturating_add(db.reads_writes(1, 1))
}

/// Reads time, parameters, the list of level-1 holders; reads and writes their certificates.
fn start_clocks(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30_000_000, 4_000)
		.saturating_add(Weight::from_parts(5_000_000, 200).saturating_mul(MAX_LEVEL1.into()))
		.saturating_add(db.reads_writes(3, 0))
		.saturating_add(db.reads_writes(1, 1).saturating_mul(MAX_LEVEL1.into()))
}

/// For each witness, reads certificate, what its score is made of, and grant, and writes certificate and grant, and an
/// event.
fn epoch_ended(db: RuntimeDbWeight, w: u32) -> Weight {
	Weight::from_parts(20_000_000, 2_000)
		.saturating_add(db.reads(2))
		.saturating_add(Weight::from_parts(15_000_000, 500).saturating_mul(w.into()))
		.saturating_add(db.reads_writes(8, 3).saturating_mul(w.into()))
}

/// Reads time, parameters, list of waiting, two certificates, a list of level 2, two grants, account, sum; writes all
/// but the first two.
fn bond_changed(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(80_000_000, 16_000).saturating_add(db.reads_writes(10, 8))
}

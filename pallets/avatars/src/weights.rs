//! Weights of the calls.
//!
//! These are estimates, made by counting reads and writes of storage and rounding the time of
//! computing up generously; they stand until the pallet is benchmarked. The height and the events
//! with their count are counted with each. What other pallets do when a fee is taken, when a tie is
//! looked for and when an avatar moves is part of them, as it is in the runtime of Pillars.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	/// The call `register`, the fee included.
	fn register() -> Weight;
	/// The call `offer_transfer`, the ties included.
	fn offer_transfer() -> Weight;
	/// The call `withdraw_offer`.
	fn withdraw_offer() -> Weight;
	/// The call `accept_transfer`, the ties and those who are told included.
	fn accept_transfer() -> Weight;
	/// The call `attest`.
	fn attest() -> Weight;
	/// The call `revoke_attestation`.
	fn revoke_attestation() -> Weight;
	/// The call `name_kind`.
	fn name_kind() -> Weight;
}

/// Estimates for a node on RocksDB, with the costs that the runtime states for its database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		register(T::DbWeight::get())
	}

	fn offer_transfer() -> Weight {
		offer_transfer(T::DbWeight::get())
	}

	fn withdraw_offer() -> Weight {
		withdraw_offer(T::DbWeight::get())
	}

	fn accept_transfer() -> Weight {
		accept_transfer(T::DbWeight::get())
	}

	fn attest() -> Weight {
		attest(T::DbWeight::get())
	}

	fn revoke_attestation() -> Weight {
		revoke_attestation(T::DbWeight::get())
	}

	fn name_kind() -> Weight {
		name_kind(T::DbWeight::get())
	}
}

/// For tests.
impl WeightInfo for () {
	fn register() -> Weight {
		register(RocksDbWeight::get())
	}

	fn offer_transfer() -> Weight {
		offer_transfer(RocksDbWeight::get())
	}

	fn withdraw_offer() -> Weight {
		withdraw_offer(RocksDbWeight::get())
	}

	fn accept_transfer() -> Weight {
		accept_transfer(RocksDbWeight::get())
	}

	fn attest() -> Weight {
		attest(RocksDbWeight::get())
	}

	fn revoke_attestation() -> Weight {
		revoke_attestation(RocksDbWeight::get())
	}

	fn name_kind() -> Weight {
		name_kind(RocksDbWeight::get())
	}
}

/// Reads height, events (2), the avatars by account and by id; writes both and the event (2). The fee
/// reads and writes three accounts and the fees of the block, and leaves two events.
fn register(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(80_000_000, 12_000).saturating_add(db.reads_writes(9, 8))
}

/// Reads height, events (2), two avatars by account, the offer, and for the ties a certificate, a
/// candidate and a pool; writes the offer and the event (2).
fn offer_transfer(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30_000_000, 10_000).saturating_add(db.reads_writes(9, 3))
}

/// Reads height, events (2), the avatar by account, the offer; writes the offer and the event (2).
fn withdraw_offer(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(25_000_000, 4_000).saturating_add(db.reads_writes(5, 3))
}

/// Reads height, events (2), the offer, an avatar by account and by id, and the ties as above; writes
/// the offer, two avatars by account, one by id and the event (2). Whoever is told reads and writes
/// two values for each of the two accounts.
fn accept_transfer(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(60_000_000, 16_000).saturating_add(db.reads_writes(13, 10))
}

/// Reads height, events (2), the avatar by account, two by id, the kind, the attestation, the account
/// and its holds; writes the attestation, the account, its holds and two events (2).
fn attest(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(60_000_000, 12_000).saturating_add(db.reads_writes(10, 5))
}

/// Reads height, events (2), the attestation, the account and its holds; writes the last three and
/// two events (2).
fn revoke_attestation(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(50_000_000, 8_000).saturating_add(db.reads_writes(6, 5))
}

/// Reads height, events (2), the kind and the name; writes the last two and the event (2).
fn name_kind(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(25_000_000, 6_000).saturating_add(db.reads_writes(5, 4))
}

//! Weights of the calls and hooks.
//!
//! These are estimates, made by counting reads and writes of storage and rounding the time of
//! computing up generously; they stand until the pallet is benchmarked. What the ledger, the
//! difficulty and the mining of tokens do in the hooks is part of them.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the calls and hooks.
pub trait WeightInfo {
	/// `on_initialize` of a block that opens no epoch.
	fn on_initialize() -> Weight;
	/// What opening an epoch adds, with `w` witnesses in it and `c` candidates that they were drawn from.
	fn open_epoch(w: u32, c: u32) -> Weight;
	/// `on_finalize`, the ledger's part included.
	fn on_finalize() -> Weight;
	/// The call `coinbase`.
	fn coinbase() -> Weight;
	/// The call `set_parameters`.
	fn set_parameters() -> Weight;
}

/// Estimates for a node on RocksDB, with the costs that the runtime states for its database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn on_initialize() -> Weight {
		on_initialize(T::DbWeight::get())
	}

	fn open_epoch(w: u32, c: u32) -> Weight {
		open_epoch(T::DbWeight::get(), w, c)
	}

	fn on_finalize() -> Weight {
		on_finalize(T::DbWeight::get())
	}

	fn coinbase() -> Weight {
		coinbase(T::DbWeight::get())
	}

	fn set_parameters() -> Weight {
		set_parameters(T::DbWeight::get())
	}
}

/// For tests.
impl WeightInfo for () {
	fn on_initialize() -> Weight {
		on_initialize(RocksDbWeight::get())
	}

	fn open_epoch(w: u32, c: u32) -> Weight {
		open_epoch(RocksDbWeight::get(), w, c)
	}

	fn on_finalize() -> Weight {
		on_finalize(RocksDbWeight::get())
	}

	fn coinbase() -> Weight {
		coinbase(RocksDbWeight::get())
	}

	fn set_parameters() -> Weight {
		set_parameters(RocksDbWeight::get())
	}
}

/// Reads digest, parent hash, parameters, head, shape, difficulties, sums, duties, randomness; writes the last
/// five but the shape.
fn on_initialize(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(65_000_000, 8_000).saturating_add(db.reads_writes(9, 5))
}

/// Reads list, duties, randomness, sums, references, digest, events, the authorities of finality; writes list, duties,
/// randomness, sums, references, digest, authorities, event, its count, and removes two old lists.
///
/// A witness takes two hashes of the Merkle tree and a draw. Weighing a candidate takes a few additions. What others do
/// at the end of the epoch, and reading and freezing the candidates, they register themselves.
fn open_epoch(db: RuntimeDbWeight, w: u32, c: u32) -> Weight {
	let witness = Weight::from_parts(30_000_000, 1_000);
	Weight::from_parts(80_000_000, 20_000)
		.saturating_add(witness.saturating_mul(w.into()))
		.saturating_add(Weight::from_parts(500_000, 0).saturating_mul(c.into()))
		.saturating_add(db.reads_writes(10, 13))
}

/// Reads head, token, fees, pool, shape, parent hash, issuance, two accounts, the token's mining,
/// the ledger's sums; writes the pool, the fees, the issuance, two accounts, the ledger's sums, the
/// token's, three outputs, two events and their count. For a follower: certificate, delegations with
/// what they had earned, their account and that of the witness are read, the last four written. What reputations follow of
/// three outputs takes four reads and two writes each.
fn on_finalize(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(230_000_000, 24_000).saturating_add(db.reads_writes(36, 28))
}

/// Reads index, head, moment and token; writes the token.
fn coinbase(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(20_000_000, 3_000).saturating_add(db.reads_writes(4, 1))
}

/// Reads the parameters; writes them and an event.
fn set_parameters(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(25_000_000, 3_000).saturating_add(db.reads_writes(1, 1))
}

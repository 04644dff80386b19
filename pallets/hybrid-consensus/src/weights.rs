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
	/// What opening an epoch with `w` witnesses adds.
	fn open_epoch(w: u32) -> Weight;
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

	fn open_epoch(w: u32) -> Weight {
		open_epoch(T::DbWeight::get(), w)
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

	fn open_epoch(w: u32) -> Weight {
		open_epoch(RocksDbWeight::get(), w)
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

/// Reads digest, parent hash, parameters, head, shape, difficulties, sums, duties; writes the last
/// four but the shape.
fn on_initialize(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(60_000_000, 8_000).saturating_add(db.reads_writes(8, 4))
}

/// Reads list, sums, references, digest, events; writes list, duties, sums, references, digest,
/// event, its count, and removes two old lists. The Merkle tree takes two hashes for each witness.
fn open_epoch(db: RuntimeDbWeight, w: u32) -> Weight {
	Weight::from_parts(60_000_000, 12_000)
		.saturating_add(Weight::from_parts(10_000_000, 80).saturating_mul(w.into()))
		.saturating_add(db.reads_writes(6, 9))
}

/// Reads head, token, fees, pool, shape, parent hash, issuance, two accounts, the token's mining,
/// the ledger's sums; writes the pool, the fees, the issuance, two accounts, the ledger's sums, the
/// token's, three outputs, two events and their count.
fn on_finalize(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(200_000_000, 20_000).saturating_add(db.reads_writes(16, 16))
}

/// Reads index, head, moment and token; writes the token.
fn coinbase(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(20_000_000, 3_000).saturating_add(db.reads_writes(4, 1))
}

/// Reads the parameters; writes them and an event.
fn set_parameters(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(25_000_000, 3_000).saturating_add(db.reads_writes(1, 1))
}

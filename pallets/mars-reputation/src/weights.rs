//! What the pallet takes when it is told of something. It has no calls: those who tell it count this with theirs, but
//! for the end of an epoch, which registers its own weight with the block.
//!
//! These are estimates on the safe side, made from the accesses to the state that the code does at most, to be
//! replaced by benchmarks. Of others, an avatar takes two reads, a certificate two and a bond three.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// What it takes to be told of something.
pub trait WeightInfo {
	/// That an epoch with `w` witnesses is over.
	fn epoch_ended(w: u32) -> Weight;
	/// Of a transaction with outputs of `a` accounts, spent and made.
	fn applied(a: u32) -> Weight;
	/// Of a deposit, an issue or a registration.
	fn counted() -> Weight;
	/// That an avatar has moved.
	fn avatar_moved() -> Weight;
}

/// Estimates with the costs that the runtime states for its database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn epoch_ended(w: u32) -> Weight {
		epoch_ended(T::DbWeight::get(), w)
	}

	fn applied(a: u32) -> Weight {
		applied(T::DbWeight::get(), a)
	}

	fn counted() -> Weight {
		counted(T::DbWeight::get())
	}

	fn avatar_moved() -> Weight {
		avatar_moved(T::DbWeight::get())
	}
}

/// For tests: the same with the costs of RocksDB.
impl WeightInfo for () {
	fn epoch_ended(w: u32) -> Weight {
		epoch_ended(RocksDbWeight::get(), w)
	}

	fn applied(a: u32) -> Weight {
		applied(RocksDbWeight::get(), a)
	}

	fn counted() -> Weight {
		counted(RocksDbWeight::get())
	}

	fn avatar_moved() -> Weight {
		avatar_moved(RocksDbWeight::get())
	}
}

/// The events and their count; for each witness its record, its certificate and its bond, two logarithms.
fn epoch_ended(db: RuntimeDbWeight, w: u32) -> Weight {
	let witness = Weight::from_parts(20_000_000, 500).saturating_add(db.reads_writes(6, 1));
	db.reads_writes(2, 2).saturating_add(witness.saturating_mul(w.into()))
}

/// The height and the parameters; for each account its avatar, its window and its circle.
fn applied(db: RuntimeDbWeight, a: u32) -> Weight {
	let account = Weight::from_parts(5_000_000, 1_000).saturating_add(db.reads_writes(4, 2));
	db.reads(2).saturating_add(account.saturating_mul(a.into()))
}

/// The height, the parameters, the avatar and its window.
fn counted(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(5_000_000, 500).saturating_add(db.reads_writes(5, 1))
}

/// The avatar; what is removed.
fn avatar_moved(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(5_000_000, 500).saturating_add(db.reads_writes(2, 2))
}

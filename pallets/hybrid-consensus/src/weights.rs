//! Weights of `pallet_hybrid_consensus`: the worst that was measured and a quarter more, for machines differ. Written by
//! `scripts/benchmark.sh`, not by hand.
//!
//! DATE: 2026-11-23, STEPS: 20, REPEAT: 10, CPU: Intel(R) Xeon(R) Processor, frame-benchmarking-cli 64.0.0

#![allow(unused_variables, missing_docs, reason = "generated")]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// A quarter more.
fn with_margin(measured: Weight) -> Weight {
	measured.saturating_add(measured.saturating_div(4))
}

/// What each benchmark took.
pub trait WeightInfo {
	fn on_initialize() -> Weight;
	fn open_epoch(w: u32, c: u32) -> Weight;
	fn on_finalize() -> Weight;
	fn coinbase() -> Weight;
	fn set_parameters() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Shortest time seen: 35_836 ns.
	fn on_initialize() -> Weight {
		with_margin(
			Weight::from_parts(39_237_000, 3991)
				.saturating_add(T::DbWeight::get().reads(8_u64))
				.saturating_add(T::DbWeight::get().writes(5_u64)),
		)
	}
	/// `w` is in `[1, 64]`.
	/// `c` is in `[64, 1024]`.
	/// Shortest time seen: 296_614 ns.
	fn open_epoch(w: u32, c: u32) -> Weight {
		with_margin(
			Weight::from_parts(155_493_988, 116175)
				// Standard error: 62_439
				.saturating_add(Weight::from_parts(8_714_485, 0).saturating_mul(w.into()))
				// Standard error: 4_133
				.saturating_add(Weight::from_parts(207_841, 0).saturating_mul(c.into()))
				.saturating_add(T::DbWeight::get().reads(25_u64))
				.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(w.into())))
				.saturating_add(T::DbWeight::get().writes(12_u64))
				.saturating_add(Weight::from_parts(0, 2586).saturating_mul(w.into())),
		)
	}
	/// Shortest time seen: 220_657 ns.
	fn on_finalize() -> Weight {
		with_margin(
			Weight::from_parts(244_615_000, 6300)
				.saturating_add(T::DbWeight::get().reads(21_u64))
				.saturating_add(T::DbWeight::get().writes(14_u64)),
		)
	}
	/// Shortest time seen: 15_568 ns.
	fn coinbase() -> Weight {
		with_margin(
			Weight::from_parts(17_415_000, 1656)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 14_269 ns.
	fn set_parameters() -> Weight {
		with_margin(
			Weight::from_parts(18_516_000, 1706)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn on_initialize() -> Weight {
		with_margin(
			Weight::from_parts(39_237_000, 3991)
				.saturating_add(ParityDbWeight::get().reads(8_u64))
				.saturating_add(ParityDbWeight::get().writes(5_u64)),
		)
	}
	fn open_epoch(w: u32, c: u32) -> Weight {
		with_margin(
			Weight::from_parts(155_493_988, 116175)
				.saturating_add(Weight::from_parts(8_714_485, 0).saturating_mul(w.into()))
				.saturating_add(Weight::from_parts(207_841, 0).saturating_mul(c.into()))
				.saturating_add(ParityDbWeight::get().reads(25_u64))
				.saturating_add(ParityDbWeight::get().reads(2_u64.saturating_mul(w.into())))
				.saturating_add(ParityDbWeight::get().writes(12_u64)),
		)
	}
	fn on_finalize() -> Weight {
		with_margin(
			Weight::from_parts(244_615_000, 6300)
				.saturating_add(ParityDbWeight::get().reads(21_u64))
				.saturating_add(ParityDbWeight::get().writes(14_u64)),
		)
	}
	fn coinbase() -> Weight {
		with_margin(
			Weight::from_parts(17_415_000, 1656)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn set_parameters() -> Weight {
		with_margin(
			Weight::from_parts(18_516_000, 1706)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
}

//! Weights of `pallet_mars_reputation`: the worst that was measured and a quarter more, for machines differ. Written by
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
	fn epoch_ended(w: u32) -> Weight;
	fn applied(a: u32) -> Weight;
	fn counted() -> Weight;
	fn avatar_moved() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// `w` is in `[1, 64]`.
	/// Shortest time seen: 74_906 ns.
	fn epoch_ended(w: u32) -> Weight {
		with_margin(
			Weight::from_parts(77_432_000, 1706)
				// Standard error: 200_137
				.saturating_add(Weight::from_parts(52_835_952, 0).saturating_mul(w.into()))
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(w.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(w.into())))
				.saturating_add(Weight::from_parts(0, 5172).saturating_mul(w.into())),
		)
	}
	/// `a` is in `[1, 32]`.
	/// Shortest time seen: 18_341 ns.
	fn applied(a: u32) -> Weight {
		with_margin(
			Weight::from_parts(25_035_266, 1706)
				// Standard error: 141_455
				.saturating_add(Weight::from_parts(23_298_082, 0).saturating_mul(a.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64))
				.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(a.into())))
				.saturating_add(Weight::from_parts(0, 2912).saturating_mul(a.into())),
		)
	}
	/// Shortest time seen: 16_578 ns.
	fn counted() -> Weight {
		with_margin(
			Weight::from_parts(21_441_000, 3645)
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 13_006 ns.
	fn avatar_moved() -> Weight {
		with_margin(
			Weight::from_parts(14_738_000, 3553)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(2_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn epoch_ended(w: u32) -> Weight {
		with_margin(
			Weight::from_parts(77_432_000, 1706)
				.saturating_add(Weight::from_parts(52_835_952, 0).saturating_mul(w.into()))
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().reads(5_u64.saturating_mul(w.into())))
				.saturating_add(ParityDbWeight::get().writes(0_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(w.into()))),
		)
	}
	fn applied(a: u32) -> Weight {
		with_margin(
			Weight::from_parts(25_035_266, 1706)
				.saturating_add(Weight::from_parts(23_298_082, 0).saturating_mul(a.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().reads(3_u64.saturating_mul(a.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64))
				.saturating_add(ParityDbWeight::get().writes(2_u64.saturating_mul(a.into()))),
		)
	}
	fn counted() -> Weight {
		with_margin(
			Weight::from_parts(21_441_000, 3645)
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn avatar_moved() -> Weight {
		with_margin(
			Weight::from_parts(14_738_000, 3553)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(2_u64)),
		)
	}
}

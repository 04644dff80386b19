//! Weights of `pallet_witness_certificates`: the worst that was measured and a quarter more, for machines differ. Written by
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
	fn issue_level1() -> Weight;
	fn propose_level2() -> Weight;
	fn withdraw_proposal() -> Weight;
	fn approve_level2() -> Weight;
	fn unfreeze() -> Weight;
	fn revoke() -> Weight;
	fn settle() -> Weight;
	fn claim_grant() -> Weight;
	fn join_waiting_list() -> Weight;
	fn leave_waiting_list() -> Weight;
	fn start_clocks() -> Weight;
	fn epoch_ended(w: u32) -> Weight;
	fn bond_changed() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Shortest time seen: 2_945_673 ns.
	fn issue_level1() -> Weight {
		with_margin(
			Weight::from_parts(4_945_108_000, 123143)
				.saturating_add(T::DbWeight::get().reads(104_u64))
				.saturating_add(T::DbWeight::get().writes(102_u64)),
		)
	}
	/// Shortest time seen: 97_392 ns.
	fn propose_level2() -> Weight {
		with_margin(
			Weight::from_parts(147_977_000, 8748)
				.saturating_add(T::DbWeight::get().reads(9_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 18_137 ns.
	fn withdraw_proposal() -> Weight {
		with_margin(
			Weight::from_parts(32_382_000, 4986)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 3_164_668 ns.
	fn approve_level2() -> Weight {
		with_margin(
			Weight::from_parts(5_087_052_000, 125742)
				.saturating_add(T::DbWeight::get().reads(109_u64))
				.saturating_add(T::DbWeight::get().writes(106_u64)),
		)
	}
	/// Shortest time seen: 720_591 ns.
	fn unfreeze() -> Weight {
		with_margin(
			Weight::from_parts(1_167_039_000, 123143)
				.saturating_add(T::DbWeight::get().reads(100_u64))
				.saturating_add(T::DbWeight::get().writes(51_u64)),
		)
	}
	/// Shortest time seen: 2_842_180 ns.
	fn revoke() -> Weight {
		with_margin(
			Weight::from_parts(4_643_162_000, 123143)
				.saturating_add(T::DbWeight::get().reads(102_u64))
				.saturating_add(T::DbWeight::get().writes(101_u64)),
		)
	}
	/// Shortest time seen: 2_966_703 ns.
	fn settle() -> Weight {
		with_margin(
			Weight::from_parts(5_012_546_000, 123143)
				.saturating_add(T::DbWeight::get().reads(105_u64))
				.saturating_add(T::DbWeight::get().writes(102_u64)),
		)
	}
	/// Shortest time seen: 138_207 ns.
	fn claim_grant() -> Weight {
		with_margin(
			Weight::from_parts(234_444_000, 6196)
				.saturating_add(T::DbWeight::get().reads(10_u64))
				.saturating_add(T::DbWeight::get().writes(5_u64)),
		)
	}
	/// Shortest time seen: 85_028 ns.
	fn join_waiting_list() -> Weight {
		with_margin(
			Weight::from_parts(151_251_000, 6162)
				.saturating_add(T::DbWeight::get().reads(7_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 16_155 ns.
	fn leave_waiting_list() -> Weight {
		with_margin(
			Weight::from_parts(30_812_000, 4687)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 155_518 ns.
	fn start_clocks() -> Weight {
		with_margin(
			Weight::from_parts(249_949_000, 60468)
				.saturating_add(T::DbWeight::get().reads(26_u64))
				.saturating_add(T::DbWeight::get().writes(23_u64)),
		)
	}
	/// `w` is in `[1, 23]`.
	/// Shortest time seen: 77_221 ns.
	fn epoch_ended(w: u32) -> Weight {
		with_margin(
			Weight::from_parts(36_076_085, 1706)
				// Standard error: 257_061
				.saturating_add(Weight::from_parts(68_457_899, 0).saturating_mul(w.into()))
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(w.into())))
				.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(w.into())))
				.saturating_add(Weight::from_parts(0, 4916).saturating_mul(w.into())),
		)
	}
	/// Shortest time seen: 148_561 ns.
	fn bond_changed() -> Weight {
		with_margin(
			Weight::from_parts(243_740_000, 6188)
				.saturating_add(T::DbWeight::get().reads(10_u64))
				.saturating_add(T::DbWeight::get().writes(7_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn issue_level1() -> Weight {
		with_margin(
			Weight::from_parts(4_945_108_000, 123143)
				.saturating_add(ParityDbWeight::get().reads(104_u64))
				.saturating_add(ParityDbWeight::get().writes(102_u64)),
		)
	}
	fn propose_level2() -> Weight {
		with_margin(
			Weight::from_parts(147_977_000, 8748)
				.saturating_add(ParityDbWeight::get().reads(9_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn withdraw_proposal() -> Weight {
		with_margin(
			Weight::from_parts(32_382_000, 4986)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn approve_level2() -> Weight {
		with_margin(
			Weight::from_parts(5_087_052_000, 125742)
				.saturating_add(ParityDbWeight::get().reads(109_u64))
				.saturating_add(ParityDbWeight::get().writes(106_u64)),
		)
	}
	fn unfreeze() -> Weight {
		with_margin(
			Weight::from_parts(1_167_039_000, 123143)
				.saturating_add(ParityDbWeight::get().reads(100_u64))
				.saturating_add(ParityDbWeight::get().writes(51_u64)),
		)
	}
	fn revoke() -> Weight {
		with_margin(
			Weight::from_parts(4_643_162_000, 123143)
				.saturating_add(ParityDbWeight::get().reads(102_u64))
				.saturating_add(ParityDbWeight::get().writes(101_u64)),
		)
	}
	fn settle() -> Weight {
		with_margin(
			Weight::from_parts(5_012_546_000, 123143)
				.saturating_add(ParityDbWeight::get().reads(105_u64))
				.saturating_add(ParityDbWeight::get().writes(102_u64)),
		)
	}
	fn claim_grant() -> Weight {
		with_margin(
			Weight::from_parts(234_444_000, 6196)
				.saturating_add(ParityDbWeight::get().reads(10_u64))
				.saturating_add(ParityDbWeight::get().writes(5_u64)),
		)
	}
	fn join_waiting_list() -> Weight {
		with_margin(
			Weight::from_parts(151_251_000, 6162)
				.saturating_add(ParityDbWeight::get().reads(7_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn leave_waiting_list() -> Weight {
		with_margin(
			Weight::from_parts(30_812_000, 4687)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn start_clocks() -> Weight {
		with_margin(
			Weight::from_parts(249_949_000, 60468)
				.saturating_add(ParityDbWeight::get().reads(26_u64))
				.saturating_add(ParityDbWeight::get().writes(23_u64)),
		)
	}
	fn epoch_ended(w: u32) -> Weight {
		with_margin(
			Weight::from_parts(36_076_085, 1706)
				.saturating_add(Weight::from_parts(68_457_899, 0).saturating_mul(w.into()))
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().reads(6_u64.saturating_mul(w.into())))
				.saturating_add(ParityDbWeight::get().writes(0_u64))
				.saturating_add(ParityDbWeight::get().writes(2_u64.saturating_mul(w.into()))),
		)
	}
	fn bond_changed() -> Weight {
		with_margin(
			Weight::from_parts(243_740_000, 6188)
				.saturating_add(ParityDbWeight::get().reads(10_u64))
				.saturating_add(ParityDbWeight::get().writes(7_u64)),
		)
	}
}

//! Weights of `pallet_candidates`: the worst that was measured and a quarter more, for machines differ. Written by
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
	fn bond() -> Weight;
	fn unbond() -> Weight;
	fn withdraw_bond() -> Weight;
	fn register_candidate(n: u32) -> Weight;
	fn set_keys() -> Weight;
	fn leave() -> Weight;
	fn set_commission() -> Weight;
	fn delegate() -> Weight;
	fn undelegate() -> Weight;
	fn withdraw_delegation() -> Weight;
	fn claim_rewards() -> Weight;
	fn report_equivocation() -> Weight;
	fn freeze(n: u32) -> Weight;
	fn take_frozen(n: u32) -> Weight;
	fn epoch_ended() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Shortest time seen: 231_947 ns.
	fn bond() -> Weight {
		with_margin(
			Weight::from_parts(392_453_000, 6196)
				.saturating_add(T::DbWeight::get().reads(15_u64))
				.saturating_add(T::DbWeight::get().writes(12_u64)),
		)
	}
	/// Shortest time seen: 264_867 ns.
	fn unbond() -> Weight {
		with_margin(
			Weight::from_parts(477_147_000, 116175)
				.saturating_add(T::DbWeight::get().reads(15_u64))
				.saturating_add(T::DbWeight::get().writes(8_u64)),
		)
	}
	/// Shortest time seen: 94_177 ns.
	fn withdraw_bond() -> Weight {
		with_margin(
			Weight::from_parts(107_539_000, 3635)
				.saturating_add(T::DbWeight::get().reads(5_u64))
				.saturating_add(T::DbWeight::get().writes(5_u64)),
		)
	}
	/// `n` is in `[0, 32]`.
	/// Shortest time seen: 178_504 ns.
	fn register_candidate(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(283_465_815, 6162)
				// Standard error: 368_129
				.saturating_add(Weight::from_parts(57_107_974, 0).saturating_mul(n.into()))
				.saturating_add(T::DbWeight::get().reads(13_u64))
				.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
				.saturating_add(T::DbWeight::get().writes(7_u64))
				.saturating_add(Weight::from_parts(0, 5172).saturating_mul(n.into())),
		)
	}
	/// Shortest time seen: 156_749 ns.
	fn set_keys() -> Weight {
		with_margin(
			Weight::from_parts(182_474_000, 3577)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(5_u64)),
		)
	}
	/// Shortest time seen: 38_014 ns.
	fn leave() -> Weight {
		with_margin(
			Weight::from_parts(50_515_000, 3609)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(5_u64)),
		)
	}
	/// Shortest time seen: 45_944 ns.
	fn set_commission() -> Weight {
		with_margin(
			Weight::from_parts(88_227_000, 3635)
				.saturating_add(T::DbWeight::get().reads(4_u64))
				.saturating_add(T::DbWeight::get().writes(2_u64)),
		)
	}
	/// Shortest time seen: 150_759 ns.
	fn delegate() -> Weight {
		with_margin(
			Weight::from_parts(270_726_000, 6162)
				.saturating_add(T::DbWeight::get().reads(11_u64))
				.saturating_add(T::DbWeight::get().writes(6_u64)),
		)
	}
	/// Shortest time seen: 58_558 ns.
	fn undelegate() -> Weight {
		with_margin(
			Weight::from_parts(105_100_000, 3746)
				.saturating_add(T::DbWeight::get().reads(5_u64))
				.saturating_add(T::DbWeight::get().writes(4_u64)),
		)
	}
	/// Shortest time seen: 76_743 ns.
	fn withdraw_delegation() -> Weight {
		with_margin(
			Weight::from_parts(89_975_000, 3746)
				.saturating_add(T::DbWeight::get().reads(4_u64))
				.saturating_add(T::DbWeight::get().writes(3_u64)),
		)
	}
	/// Shortest time seen: 111_520 ns.
	fn claim_rewards() -> Weight {
		with_margin(
			Weight::from_parts(119_829_000, 6196)
				.saturating_add(T::DbWeight::get().reads(7_u64))
				.saturating_add(T::DbWeight::get().writes(6_u64)),
		)
	}
	/// Shortest time seen: 619_051 ns.
	fn report_equivocation() -> Weight {
		with_margin(
			Weight::from_parts(689_930_000, 116175)
				.saturating_add(T::DbWeight::get().reads(22_u64))
				.saturating_add(T::DbWeight::get().writes(13_u64)),
		)
	}
	/// `n` is in `[1, 32]`.
	/// Shortest time seen: 95_193 ns.
	fn freeze(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(40_115_744, 3577)
				// Standard error: 751_967
				.saturating_add(Weight::from_parts(81_646_384, 0).saturating_mul(n.into()))
				.saturating_add(T::DbWeight::get().reads(4_u64))
				.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
				.saturating_add(T::DbWeight::get().writes(2_u64))
				.saturating_add(Weight::from_parts(0, 5172).saturating_mul(n.into())),
		)
	}
	/// `n` is in `[1, 1024]`.
	/// Shortest time seen: 9_780 ns.
	fn take_frozen(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(15_531_898, 116175)
				// Standard error: 593
				.saturating_add(Weight::from_parts(195_573, 0).saturating_mul(n.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 346_865 ns.
	fn epoch_ended() -> Weight {
		with_margin(
			Weight::from_parts(610_655_000, 116175)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn bond() -> Weight {
		with_margin(
			Weight::from_parts(392_453_000, 6196)
				.saturating_add(ParityDbWeight::get().reads(15_u64))
				.saturating_add(ParityDbWeight::get().writes(12_u64)),
		)
	}
	fn unbond() -> Weight {
		with_margin(
			Weight::from_parts(477_147_000, 116175)
				.saturating_add(ParityDbWeight::get().reads(15_u64))
				.saturating_add(ParityDbWeight::get().writes(8_u64)),
		)
	}
	fn withdraw_bond() -> Weight {
		with_margin(
			Weight::from_parts(107_539_000, 3635)
				.saturating_add(ParityDbWeight::get().reads(5_u64))
				.saturating_add(ParityDbWeight::get().writes(5_u64)),
		)
	}
	fn register_candidate(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(283_465_815, 6162)
				.saturating_add(Weight::from_parts(57_107_974, 0).saturating_mul(n.into()))
				.saturating_add(ParityDbWeight::get().reads(13_u64))
				.saturating_add(ParityDbWeight::get().reads(6_u64.saturating_mul(n.into())))
				.saturating_add(ParityDbWeight::get().writes(7_u64)),
		)
	}
	fn set_keys() -> Weight {
		with_margin(
			Weight::from_parts(182_474_000, 3577)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(5_u64)),
		)
	}
	fn leave() -> Weight {
		with_margin(
			Weight::from_parts(50_515_000, 3609)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(5_u64)),
		)
	}
	fn set_commission() -> Weight {
		with_margin(
			Weight::from_parts(88_227_000, 3635)
				.saturating_add(ParityDbWeight::get().reads(4_u64))
				.saturating_add(ParityDbWeight::get().writes(2_u64)),
		)
	}
	fn delegate() -> Weight {
		with_margin(
			Weight::from_parts(270_726_000, 6162)
				.saturating_add(ParityDbWeight::get().reads(11_u64))
				.saturating_add(ParityDbWeight::get().writes(6_u64)),
		)
	}
	fn undelegate() -> Weight {
		with_margin(
			Weight::from_parts(105_100_000, 3746)
				.saturating_add(ParityDbWeight::get().reads(5_u64))
				.saturating_add(ParityDbWeight::get().writes(4_u64)),
		)
	}
	fn withdraw_delegation() -> Weight {
		with_margin(
			Weight::from_parts(89_975_000, 3746)
				.saturating_add(ParityDbWeight::get().reads(4_u64))
				.saturating_add(ParityDbWeight::get().writes(3_u64)),
		)
	}
	fn claim_rewards() -> Weight {
		with_margin(
			Weight::from_parts(119_829_000, 6196)
				.saturating_add(ParityDbWeight::get().reads(7_u64))
				.saturating_add(ParityDbWeight::get().writes(6_u64)),
		)
	}
	fn report_equivocation() -> Weight {
		with_margin(
			Weight::from_parts(689_930_000, 116175)
				.saturating_add(ParityDbWeight::get().reads(22_u64))
				.saturating_add(ParityDbWeight::get().writes(13_u64)),
		)
	}
	fn freeze(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(40_115_744, 3577)
				.saturating_add(Weight::from_parts(81_646_384, 0).saturating_mul(n.into()))
				.saturating_add(ParityDbWeight::get().reads(4_u64))
				.saturating_add(ParityDbWeight::get().reads(6_u64.saturating_mul(n.into())))
				.saturating_add(ParityDbWeight::get().writes(2_u64)),
		)
	}
	fn take_frozen(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(15_531_898, 116175)
				.saturating_add(Weight::from_parts(195_573, 0).saturating_mul(n.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn epoch_ended() -> Weight {
		with_margin(
			Weight::from_parts(610_655_000, 116175)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
}

//! Weights of `pallet_avatars`: the worst that was measured and a quarter more, for machines differ. Written by
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
	fn register() -> Weight;
	fn offer_transfer() -> Weight;
	fn withdraw_offer() -> Weight;
	fn accept_transfer() -> Weight;
	fn attest() -> Weight;
	fn revoke_attestation() -> Weight;
	fn name_kind() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Shortest time seen: 140_149 ns.
	fn register() -> Weight {
		with_margin(
			Weight::from_parts(235_607_000, 8799)
				.saturating_add(T::DbWeight::get().reads(6_u64))
				.saturating_add(T::DbWeight::get().writes(6_u64)),
		)
	}
	/// Shortest time seen: 57_762 ns.
	fn offer_transfer() -> Weight {
		with_margin(
			Weight::from_parts(108_262_000, 6116)
				.saturating_add(T::DbWeight::get().reads(6_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 24_166 ns.
	fn withdraw_offer() -> Weight {
		with_margin(
			Weight::from_parts(28_657_000, 3553)
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 72_958 ns.
	fn accept_transfer() -> Weight {
		with_margin(
			Weight::from_parts(94_976_000, 3607)
				.saturating_add(T::DbWeight::get().reads(6_u64))
				.saturating_add(T::DbWeight::get().writes(6_u64)),
		)
	}
	/// Shortest time seen: 113_126 ns.
	fn attest() -> Weight {
		with_margin(
			Weight::from_parts(190_526_000, 6224)
				.saturating_add(T::DbWeight::get().reads(7_u64))
				.saturating_add(T::DbWeight::get().writes(3_u64)),
		)
	}
	/// Shortest time seen: 70_611 ns.
	fn revoke_attestation() -> Weight {
		with_margin(
			Weight::from_parts(83_415_000, 3649)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(3_u64)),
		)
	}
	/// Shortest time seen: 25_180 ns.
	fn name_kind() -> Weight {
		with_margin(
			Weight::from_parts(31_351_000, 3518)
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().writes(2_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn register() -> Weight {
		with_margin(
			Weight::from_parts(235_607_000, 8799)
				.saturating_add(ParityDbWeight::get().reads(6_u64))
				.saturating_add(ParityDbWeight::get().writes(6_u64)),
		)
	}
	fn offer_transfer() -> Weight {
		with_margin(
			Weight::from_parts(108_262_000, 6116)
				.saturating_add(ParityDbWeight::get().reads(6_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn withdraw_offer() -> Weight {
		with_margin(
			Weight::from_parts(28_657_000, 3553)
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn accept_transfer() -> Weight {
		with_margin(
			Weight::from_parts(94_976_000, 3607)
				.saturating_add(ParityDbWeight::get().reads(6_u64))
				.saturating_add(ParityDbWeight::get().writes(6_u64)),
		)
	}
	fn attest() -> Weight {
		with_margin(
			Weight::from_parts(190_526_000, 6224)
				.saturating_add(ParityDbWeight::get().reads(7_u64))
				.saturating_add(ParityDbWeight::get().writes(3_u64)),
		)
	}
	fn revoke_attestation() -> Weight {
		with_margin(
			Weight::from_parts(83_415_000, 3649)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(3_u64)),
		)
	}
	fn name_kind() -> Weight {
		with_margin(
			Weight::from_parts(31_351_000, 3518)
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().writes(2_u64)),
		)
	}
}

//! Weights of `pallet_utxo_assets`: the worst that was measured and a quarter more, for machines differ. Written by
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
	fn spend(i: u32, o: u32) -> Weight;
	fn submit(i: u32, o: u32) -> Weight;
	fn authorize_submit(i: u32, o: u32) -> Weight;
	fn payments_to_accounts(p: u32) -> Weight;
	fn signatures_sr25519(s: u32) -> Weight;
	fn signatures_ed25519(s: u32) -> Weight;
	fn signatures_ecdsa(s: u32) -> Weight;
	fn policy_nodes(n: u32) -> Weight;
	fn fund() -> Weight;
	fn set_staking_key() -> Weight;
	fn commit_domain() -> Weight;
	fn issue() -> Weight;
	fn reissue(s: u32) -> Weight;
	fn set_metadata() -> Weight;
	fn grant_naming() -> Weight;
	fn transfer_certificate() -> Weight;
	fn register_mit() -> Weight;
}

/// With the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// `i` is in `[1, 32]`.
	/// `o` is in `[1, 32]`.
	/// Shortest time seen: 220_623 ns.
	fn spend(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(90_380_259, 3509)
				// Standard error: 104_814
				.saturating_add(Weight::from_parts(14_128_406, 0).saturating_mul(i.into()))
				// Standard error: 104_814
				.saturating_add(Weight::from_parts(9_080_763, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(T::DbWeight::get().writes(2_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(o.into())),
		)
	}
	/// `i` is in `[1, 32]`.
	/// `o` is in `[1, 32]`.
	/// Shortest time seen: 125_561 ns.
	fn submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(81_556_647, 1501)
				// Standard error: 100_571
				.saturating_add(Weight::from_parts(13_581_596, 0).saturating_mul(i.into()))
				// Standard error: 100_571
				.saturating_add(Weight::from_parts(4_201_836, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().writes(2_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into())),
		)
	}
	/// `i` is in `[1, 32]`.
	/// `o` is in `[1, 32]`.
	/// Shortest time seen: 118_181 ns.
	fn authorize_submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(53_121_658, 3509)
				// Standard error: 40_455
				.saturating_add(Weight::from_parts(11_193_751, 0).saturating_mul(i.into()))
				// Standard error: 40_455
				.saturating_add(Weight::from_parts(4_519_948, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(o.into())),
		)
	}
	/// `p` is in `[1, 32]`.
	/// Shortest time seen: 120_351 ns.
	fn payments_to_accounts(p: u32) -> Weight {
		with_margin(
			Weight::from_parts(119_540_522, 3593)
				// Standard error: 152_257
				.saturating_add(Weight::from_parts(95_793_645, 0).saturating_mul(p.into()))
				.saturating_add(T::DbWeight::get().reads(5_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
				.saturating_add(T::DbWeight::get().writes(4_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
				.saturating_add(Weight::from_parts(0, 2603).saturating_mul(p.into())),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 115_676 ns.
	fn signatures_sr25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(64_134_856, 3509)
				// Standard error: 856_963
				.saturating_add(Weight::from_parts(121_308_927, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 118_051 ns.
	fn signatures_ed25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(50_115_699, 3509)
				// Standard error: 585_769
				.saturating_add(Weight::from_parts(129_844_669, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 121_046 ns.
	fn signatures_ecdsa(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(40_386_911, 3509)
				// Standard error: 1_376_287
				.saturating_add(Weight::from_parts(139_825_623, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `n` is in `[2, 32]`.
	/// Shortest time seen: 188_148 ns.
	fn policy_nodes(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(370_694_746, 3509)
				// Standard error: 23_693
				.saturating_add(Weight::from_parts(1_562_367, 0).saturating_mul(n.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// Shortest time seen: 80_158 ns.
	fn fund() -> Weight {
		with_margin(
			Weight::from_parts(150_554_000, 3593)
				.saturating_add(T::DbWeight::get().reads(4_u64))
				.saturating_add(T::DbWeight::get().writes(4_u64)),
		)
	}
	/// Shortest time seen: 27_475 ns.
	fn set_staking_key() -> Weight {
		with_margin(
			Weight::from_parts(49_623_000, 3584)
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().writes(3_u64)),
		)
	}
	/// Shortest time seen: 11_000 ns.
	fn commit_domain() -> Weight {
		with_margin(
			Weight::from_parts(23_172_000, 0).saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 169_714 ns.
	fn issue() -> Weight {
		with_margin(
			Weight::from_parts(314_456_000, 6196)
				.saturating_add(T::DbWeight::get().reads(10_u64))
				.saturating_add(T::DbWeight::get().writes(13_u64)),
		)
	}
	/// `s` is in `[1, 256]`.
	/// Shortest time seen: 62_276 ns.
	fn reissue(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(111_776_030, 3837)
				// Standard error: 33_263
				.saturating_add(Weight::from_parts(8_575_268, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(6_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
				.saturating_add(T::DbWeight::get().writes(4_u64))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(s.into())),
		)
	}
	/// Shortest time seen: 25_242 ns.
	fn set_metadata() -> Weight {
		with_margin(
			Weight::from_parts(36_571_000, 3837)
				.saturating_add(T::DbWeight::get().reads(2_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 28_375 ns.
	fn grant_naming() -> Weight {
		with_margin(
			Weight::from_parts(54_337_000, 6170)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 19_493 ns.
	fn transfer_certificate() -> Weight {
		with_margin(
			Weight::from_parts(36_636_000, 3580)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 87_513 ns.
	fn register_mit() -> Weight {
		with_margin(
			Weight::from_parts(169_397_000, 3593)
				.saturating_add(T::DbWeight::get().reads(6_u64))
				.saturating_add(T::DbWeight::get().writes(8_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn spend(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(90_380_259, 3509)
				.saturating_add(Weight::from_parts(14_128_406, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(9_080_763, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(ParityDbWeight::get().writes(2_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(o.into()))),
		)
	}
	fn submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(81_556_647, 1501)
				.saturating_add(Weight::from_parts(13_581_596, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(4_201_836, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(2_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(o.into()))),
		)
	}
	fn authorize_submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(53_121_658, 3509)
				.saturating_add(Weight::from_parts(11_193_751, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(4_519_948, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn payments_to_accounts(p: u32) -> Weight {
		with_margin(
			Weight::from_parts(119_540_522, 3593)
				.saturating_add(Weight::from_parts(95_793_645, 0).saturating_mul(p.into()))
				.saturating_add(ParityDbWeight::get().reads(5_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(p.into())))
				.saturating_add(ParityDbWeight::get().writes(4_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(p.into()))),
		)
	}
	fn signatures_sr25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(64_134_856, 3509)
				.saturating_add(Weight::from_parts(121_308_927, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn signatures_ed25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(50_115_699, 3509)
				.saturating_add(Weight::from_parts(129_844_669, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn signatures_ecdsa(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(40_386_911, 3509)
				.saturating_add(Weight::from_parts(139_825_623, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn policy_nodes(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(370_694_746, 3509)
				.saturating_add(Weight::from_parts(1_562_367, 0).saturating_mul(n.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn fund() -> Weight {
		with_margin(
			Weight::from_parts(150_554_000, 3593)
				.saturating_add(ParityDbWeight::get().reads(4_u64))
				.saturating_add(ParityDbWeight::get().writes(4_u64)),
		)
	}
	fn set_staking_key() -> Weight {
		with_margin(
			Weight::from_parts(49_623_000, 3584)
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().writes(3_u64)),
		)
	}
	fn commit_domain() -> Weight {
		with_margin(
			Weight::from_parts(23_172_000, 0)
				.saturating_add(ParityDbWeight::get().reads(0_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn issue() -> Weight {
		with_margin(
			Weight::from_parts(314_456_000, 6196)
				.saturating_add(ParityDbWeight::get().reads(10_u64))
				.saturating_add(ParityDbWeight::get().writes(13_u64)),
		)
	}
	fn reissue(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(111_776_030, 3837)
				.saturating_add(Weight::from_parts(8_575_268, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(6_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(s.into())))
				.saturating_add(ParityDbWeight::get().writes(4_u64)),
		)
	}
	fn set_metadata() -> Weight {
		with_margin(
			Weight::from_parts(36_571_000, 3837)
				.saturating_add(ParityDbWeight::get().reads(2_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn grant_naming() -> Weight {
		with_margin(
			Weight::from_parts(54_337_000, 6170)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn transfer_certificate() -> Weight {
		with_margin(
			Weight::from_parts(36_636_000, 3580)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn register_mit() -> Weight {
		with_margin(
			Weight::from_parts(169_397_000, 3593)
				.saturating_add(ParityDbWeight::get().reads(6_u64))
				.saturating_add(ParityDbWeight::get().writes(8_u64)),
		)
	}
}

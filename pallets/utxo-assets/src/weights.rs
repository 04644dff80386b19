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
	/// Shortest time seen: 263_126 ns.
	fn spend(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(76_922_004, 3553)
				// Standard error: 106_071
				.saturating_add(Weight::from_parts(12_338_120, 0).saturating_mul(i.into()))
				// Standard error: 106_071
				.saturating_add(Weight::from_parts(11_316_141, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(o.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(o.into())),
		)
	}
	/// `i` is in `[1, 32]`.
	/// `o` is in `[1, 32]`.
	/// Shortest time seen: 181_964 ns.
	fn submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(72_278_416, 1517)
				// Standard error: 172_216
				.saturating_add(Weight::from_parts(10_725_241, 0).saturating_mul(i.into()))
				// Standard error: 172_216
				.saturating_add(Weight::from_parts(5_760_289, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(0, 2563).saturating_mul(o.into())),
		)
	}
	/// `i` is in `[1, 32]`.
	/// `o` is in `[1, 32]`.
	/// Shortest time seen: 25_890 ns.
	fn authorize_submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(46_070_975, 3509)
				// Standard error: 56_862
				.saturating_add(Weight::from_parts(9_156_832, 0).saturating_mul(i.into()))
				// Standard error: 56_862
				.saturating_add(Weight::from_parts(103_908, 0).saturating_mul(o.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(i.into())),
		)
	}
	/// `p` is in `[1, 32]`.
	/// Shortest time seen: 100_501 ns.
	fn payments_to_accounts(p: u32) -> Weight {
		with_margin(
			Weight::from_parts(113_956_092, 3593)
				// Standard error: 431_122
				.saturating_add(Weight::from_parts(74_702_473, 0).saturating_mul(p.into()))
				.saturating_add(T::DbWeight::get().reads(4_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
				.saturating_add(T::DbWeight::get().writes(3_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
				.saturating_add(Weight::from_parts(0, 2603).saturating_mul(p.into())),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 112_394 ns.
	fn signatures_sr25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(124_493_000, 3509)
				// Standard error: 405_098
				.saturating_add(Weight::from_parts(109_217_819, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 107_490 ns.
	fn signatures_ed25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(116_791_000, 3509)
				// Standard error: 417_406
				.saturating_add(Weight::from_parts(110_199_448, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `s` is in `[1, 64]`.
	/// Shortest time seen: 102_718 ns.
	fn signatures_ecdsa(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(80_259_245, 3509)
				// Standard error: 1_191_093
				.saturating_add(Weight::from_parts(125_072_185, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// `n` is in `[2, 32]`.
	/// Shortest time seen: 135_286 ns.
	fn policy_nodes(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(192_103_713, 3509)
				// Standard error: 20_399
				.saturating_add(Weight::from_parts(1_266_081, 0).saturating_mul(n.into()))
				.saturating_add(T::DbWeight::get().reads(1_u64)),
		)
	}
	/// Shortest time seen: 87_706 ns.
	fn fund() -> Weight {
		with_margin(
			Weight::from_parts(154_361_000, 3593)
				.saturating_add(T::DbWeight::get().reads(5_u64))
				.saturating_add(T::DbWeight::get().writes(4_u64)),
		)
	}
	/// Shortest time seen: 31_950 ns.
	fn set_staking_key() -> Weight {
		with_margin(
			Weight::from_parts(56_601_000, 3834)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(3_u64)),
		)
	}
	/// Shortest time seen: 21_537 ns.
	fn commit_domain() -> Weight {
		with_margin(
			Weight::from_parts(47_295_000, 3553)
				.saturating_add(T::DbWeight::get().reads(1_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 210_649 ns.
	fn issue() -> Weight {
		with_margin(
			Weight::from_parts(375_480_000, 6196)
				.saturating_add(T::DbWeight::get().reads(13_u64))
				.saturating_add(T::DbWeight::get().writes(15_u64)),
		)
	}
	/// `s` is in `[1, 256]`.
	/// Shortest time seen: 74_896 ns.
	fn reissue(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(131_835_886, 3837)
				// Standard error: 55_104
				.saturating_add(Weight::from_parts(6_405_586, 0).saturating_mul(s.into()))
				.saturating_add(T::DbWeight::get().reads(7_u64))
				.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
				.saturating_add(T::DbWeight::get().writes(4_u64))
				.saturating_add(Weight::from_parts(0, 2574).saturating_mul(s.into())),
		)
	}
	/// Shortest time seen: 36_362 ns.
	fn set_metadata() -> Weight {
		with_margin(
			Weight::from_parts(43_591_000, 3837)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 46_585 ns.
	fn grant_naming() -> Weight {
		with_margin(
			Weight::from_parts(53_140_000, 6170)
				.saturating_add(T::DbWeight::get().reads(5_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 37_699 ns.
	fn transfer_certificate() -> Weight {
		with_margin(
			Weight::from_parts(64_502_000, 6116)
				.saturating_add(T::DbWeight::get().reads(3_u64))
				.saturating_add(T::DbWeight::get().writes(1_u64)),
		)
	}
	/// Shortest time seen: 116_923 ns.
	fn register_mit() -> Weight {
		with_margin(
			Weight::from_parts(216_486_000, 3645)
				.saturating_add(T::DbWeight::get().reads(8_u64))
				.saturating_add(T::DbWeight::get().writes(8_u64)),
		)
	}
}

/// For tests.
impl WeightInfo for () {
	fn spend(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(76_922_004, 3553)
				.saturating_add(Weight::from_parts(12_338_120, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(11_316_141, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().reads(2_u64.saturating_mul(o.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(o.into()))),
		)
	}
	fn submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(72_278_416, 1517)
				.saturating_add(Weight::from_parts(10_725_241, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(5_760_289, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(o.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(o.into()))),
		)
	}
	fn authorize_submit(i: u32, o: u32) -> Weight {
		with_margin(
			Weight::from_parts(46_070_975, 3509)
				.saturating_add(Weight::from_parts(9_156_832, 0).saturating_mul(i.into()))
				.saturating_add(Weight::from_parts(103_908, 0).saturating_mul(o.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(i.into())))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn payments_to_accounts(p: u32) -> Weight {
		with_margin(
			Weight::from_parts(113_956_092, 3593)
				.saturating_add(Weight::from_parts(74_702_473, 0).saturating_mul(p.into()))
				.saturating_add(ParityDbWeight::get().reads(4_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(p.into())))
				.saturating_add(ParityDbWeight::get().writes(3_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(p.into()))),
		)
	}
	fn signatures_sr25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(124_493_000, 3509)
				.saturating_add(Weight::from_parts(109_217_819, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn signatures_ed25519(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(116_791_000, 3509)
				.saturating_add(Weight::from_parts(110_199_448, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn signatures_ecdsa(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(80_259_245, 3509)
				.saturating_add(Weight::from_parts(125_072_185, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn policy_nodes(n: u32) -> Weight {
		with_margin(
			Weight::from_parts(192_103_713, 3509)
				.saturating_add(Weight::from_parts(1_266_081, 0).saturating_mul(n.into()))
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(0_u64)),
		)
	}
	fn fund() -> Weight {
		with_margin(
			Weight::from_parts(154_361_000, 3593)
				.saturating_add(ParityDbWeight::get().reads(5_u64))
				.saturating_add(ParityDbWeight::get().writes(4_u64)),
		)
	}
	fn set_staking_key() -> Weight {
		with_margin(
			Weight::from_parts(56_601_000, 3834)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(3_u64)),
		)
	}
	fn commit_domain() -> Weight {
		with_margin(
			Weight::from_parts(47_295_000, 3553)
				.saturating_add(ParityDbWeight::get().reads(1_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn issue() -> Weight {
		with_margin(
			Weight::from_parts(375_480_000, 6196)
				.saturating_add(ParityDbWeight::get().reads(13_u64))
				.saturating_add(ParityDbWeight::get().writes(15_u64)),
		)
	}
	fn reissue(s: u32) -> Weight {
		with_margin(
			Weight::from_parts(131_835_886, 3837)
				.saturating_add(Weight::from_parts(6_405_586, 0).saturating_mul(s.into()))
				.saturating_add(ParityDbWeight::get().reads(7_u64))
				.saturating_add(ParityDbWeight::get().reads(1_u64.saturating_mul(s.into())))
				.saturating_add(ParityDbWeight::get().writes(4_u64)),
		)
	}
	fn set_metadata() -> Weight {
		with_margin(
			Weight::from_parts(43_591_000, 3837)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn grant_naming() -> Weight {
		with_margin(
			Weight::from_parts(53_140_000, 6170)
				.saturating_add(ParityDbWeight::get().reads(5_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn transfer_certificate() -> Weight {
		with_margin(
			Weight::from_parts(64_502_000, 6116)
				.saturating_add(ParityDbWeight::get().reads(3_u64))
				.saturating_add(ParityDbWeight::get().writes(1_u64)),
		)
	}
	fn register_mit() -> Weight {
		with_margin(
			Weight::from_parts(216_486_000, 3645)
				.saturating_add(ParityDbWeight::get().reads(8_u64))
				.saturating_add(ParityDbWeight::get().writes(8_u64)),
		)
	}
}

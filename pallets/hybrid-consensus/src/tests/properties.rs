//! Whatever blocks claim, the invariants hold.

use super::*;
use proptest::prelude::*;

prop_compose! {
	fn claim()(kind in 0..3, a in any::<u128>(), b in any::<u32>(), c in any::<u64>()) -> Claim {
		match kind {
			0 => Claim::Pow { difficulty: a },
			1 => {
				let stake = OutPoint { txid: Hash::repeat_byte(1), index: b };
				Claim::Pos { difficulty: a, slot: c, stake }
			},
			_ => Claim::Dpos { epoch: b, turn: b },
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn any_claims_keep_the_invariants(
		witness_count in 1u32..4,
		turns_per_witness in 1u32..4,
		witnesses in 0u8..4,
		phase2_at in 0u32..30,
		blocks in prop::collection::vec(
			(1u8..5, claim(), 0..2 * ETP / 1_000, prop::option::of(6u32..8)),
			0..60,
		),
	) {
		ExtBuilder::default()
			.shape(witness_count, turns_per_witness)
			.witnesses(witnesses.min(witness_count as u8))
			.parameters(|p| p.phase2_at = phase2_at)
			.build_and_execute(|mut chain| {
				for (author, claim, fees, mst) in blocks {
					let foretold = HybridConsensus::context(chain.hash, 0, account(1), None);
					let parent = Head::<Test>::get();
					(chain.fees, chain.mst) = (fees, mst);
					chain.block(author, claim);
					let head = head();
					assert_eq!(head.modifier, foretold.modifier);
					assert!(head.kind == Kind::Pow || head.turn == foretold.turn);
					// Epochs and turns go on one by one.
					let pow_count = parent.map_or(0, |parent| parent.pow_count);
					assert_eq!(head.pow_count, pow_count + u64::from(head.kind == Kind::Pow));
				}
			});
	}
}

//! Turns, gap, modifier and duties.

use super::*;
use crate::Duties;
use pillars_rules::{modifier, next_modifier};
use pillars_traits::BlockClaim;

fn duties(epoch: u32) -> Vec<Duty> {
	Duties::<Test>::get(epoch).into_inner()
}

#[test]
fn before_the_first_pow_block_epoch_and_turn_are_zero() {
	build_and_execute(|mut chain| {
		chain.pos();
		chain.pos();
		assert_eq!((head().turn, head().pow_count), (turn(0, 0), 0));
		// The first Pow block has turn 0 whatever its height.
		chain.pow();
		assert_eq!((head().turn, head().pow_count), (turn(0, 0), 1));
		chain.pow();
		assert_eq!((head().turn, head().pow_count), (turn(0, 1), 2));
	});
}

#[test]
fn other_blocks_inherit_the_turn_of_the_last_pow_block() {
	build_and_execute(|mut chain| {
		chain.pows(3);
		for kind in [Kind::Dpos, Kind::Pos, Kind::Pos] {
			chain.kind(kind);
			assert_eq!(head().turn, turn(0, 2));
		}
		chain.pow();
		assert_eq!(head().turn, turn(0, 3));
	});
}

#[test]
fn the_last_pow_block_of_an_epoch_and_its_follower_are_of_that_epoch() {
	build_and_execute(|mut chain| {
		chain.pows(N - 1);
		assert_eq!(head().turn, turn(0, N - 2));
		chain.pow();
		assert_eq!(head().turn, turn(0, N - 1));
		chain.dpos();
		assert_eq!(head().turn, turn(0, N - 1));
		chain.pos();
		assert_eq!(head().turn, turn(0, N - 1));
		chain.pow();
		assert_eq!(head().turn, turn(1, 0));
		chain.dpos();
		assert_eq!(head().turn, turn(1, 0));
		// Turn N - 1 = 11 was the third witness's, turn 0 is the first one's; both were taken.
		assert_eq!(duties(0), [duty(4, 0), duty(4, 0), duty(4, 1)]);
		assert_eq!(duties(1), [duty(1, 1), duty(0, 0), duty(0, 0)]);
	});
}

#[test]
fn the_gap_counts_blocks_since_the_last_pos() {
	build_and_execute(|mut chain| {
		let kinds = [Kind::Pow, Kind::Dpos, Kind::Pow, Kind::Pos, Kind::Pos, Kind::Pow];
		let gaps: Vec<u32> = kinds
			.into_iter()
			.map(|kind| {
				chain.kind(kind);
				head().gap
			})
			.collect();
		assert_eq!(gaps, [1, 2, 3, 0, 0, 1]);
	});
}

#[test]
fn the_modifier_changes_only_after_pow_blocks() {
	build_and_execute(|mut chain| {
		// The modifier for a block is that for the children of its parent; genesis is not a Pow
		// block.
		chain.pow();
		assert_eq!(head().modifier, Hash::zero());
		let hash = chain.hash;
		chain.dpos();
		let after_pow = modifier(&hash, &Hash::zero());
		assert_eq!(head().modifier, after_pow);
		for kind in [Kind::Pos, Kind::Dpos, Kind::Pow] {
			chain.kind(kind);
			assert_eq!(head().modifier, after_pow, "the modifier for a {kind} block");
		}
		let hash = chain.hash;
		chain.pos();
		assert_eq!(head().modifier, next_modifier(Some(Kind::Pow), &hash, &after_pow));
		assert_ne!(head().modifier, after_pow);
	});
}

#[test]
fn a_turn_without_a_follower_is_missed() {
	build_and_execute(|mut chain| {
		chain.pow();
		assert_eq!(duties(0), [duty(1, 0), duty(0, 0), duty(0, 0)]);
		chain.dpos();
		assert_eq!(duties(0), [duty(1, 1), duty(0, 0), duty(0, 0)]);
		// Turn 1 is missed: a main block is built on its Pow block.
		chain.pow();
		chain.pos();
		// Turn 2 is missed too, turn 3 is the first witness's again.
		chain.pow();
		chain.pow();
		chain.dpos();
		assert_eq!(duties(0), [duty(2, 2), duty(1, 0), duty(1, 0)]);
	});
}

#[test]
fn turns_are_assigned_from_the_block_before_phase_two_on() {
	ExtBuilder::default().parameters(|p| p.phase2_at = 4).build_and_execute(|mut chain| {
		// A follower of block 2 would be block 3, in phase one; one of block 3 is in phase two.
		chain.pows(2);
		assert_eq!(duties(0), [duty(0, 0); 3]);
		chain.pow();
		assert_eq!(duties(0), [duty(0, 0), duty(0, 0), duty(1, 0)]);
		chain.dpos();
		assert_eq!((System::block_number(), head().turn), (4, turn(0, 2)));
		assert_eq!(duties(0), [duty(0, 0), duty(0, 0), duty(1, 1)]);
	});
}

#[test]
fn the_phase_switch_does_not_restart_the_turns() {
	ExtBuilder::default().parameters(|p| p.phase2_at = 14).build_and_execute(|mut chain| {
		chain.pows(13);
		assert_eq!(head().turn, turn(1, 0));
		chain.pow();
		assert_eq!(head().turn, turn(1, 1));
	});
}

#[test]
fn a_turn_is_not_assigned_where_the_window_asks_for_pos() {
	ExtBuilder::default().parameters(|p| p.window = 4).build_and_execute(|mut chain| {
		chain.pows(2);
		// The gap after the third block is 3 = W - 1: only a Pos block may come.
		chain.pow();
		assert_eq!(duties(0), [duty(1, 0), duty(1, 0), duty(0, 0)]);
		chain.pos();
		chain.pow();
		assert_eq!(duties(0), [duty(2, 0), duty(1, 0), duty(0, 0)]);
	});
}

#[test]
fn fewer_witnesses_than_seats_share_all_turns() {
	ExtBuilder::default().witnesses(2).build_and_execute(|mut chain| {
		chain.pows(5);
		chain.dpos();
		assert_eq!(duties(0), [duty(3, 1), duty(2, 0)]);
	});
}

#[test]
fn without_witnesses_nobody_has_duties() {
	ExtBuilder::default().witnesses(0).build_and_execute(|mut chain| {
		chain.pow();
		chain.dpos();
		chain.pows(N);
		assert_eq!(head().turn, turn(1, 0));
		assert_eq!((duties(0), duties(1)), (vec![], vec![]));
	});
}

#[test]
fn other_pallets_see_the_claim_of_the_block_under_execution() {
	build_and_execute(|mut chain| {
		assert_eq!(HybridConsensus::kind(), None);
		chain.pow();
		chain.begin(STAKER, chain::pos());
		assert_eq!(HybridConsensus::kind(), Some(Kind::Pos));
		assert_eq!(HybridConsensus::author(), Some(account(STAKER)));
		assert_eq!(<HybridConsensus as BlockClaim>::stake(), Some(chain::stake()));
		chain.inherents();
		chain.finish();

		// A pool validates transactions in a block without a claim.
		System::initialize(&3, &chain.hash, &Digest::default());
		assert_eq!(HybridConsensus::kind(), None);
		assert_eq!(HybridConsensus::author(), None);
		assert_eq!(<HybridConsensus as BlockClaim>::stake(), None);
		System::set_block_number(2);
	});
}

#[test]
fn the_stake_maturity_of_a_block_is_that_before_its_retarget() {
	// No scale: the difference between two difficulties shows.
	let builder = ExtBuilder::default().parameters(|p| p.maturity_scale.denominator = 1);
	builder.parameters(|p| p.pos.min_difficulty = POS).build_and_execute(|mut chain| {
		chain.pos();
		let before = HybridConsensus::stake_maturity();
		chain.begin(STAKER, chain::pos());
		assert_eq!(<HybridConsensus as BlockClaim>::stake_maturity(), before);
		assert!(HybridConsensus::stake_maturity() > before);
		chain.inherents();
		chain.finish();
	});
}

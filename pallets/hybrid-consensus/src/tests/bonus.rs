//! What stakers earn more while `Pow` is easy.

use super::*;
use crate::{BonusHolds, PoolLeft, References, Sums};
use pillars_rules::{PosBonus, ReferenceSum, REWARD_POOL};

const POS_REWARD: Balance = 3 * ETP / 10;
/// Difficulties below it are low.
const BELOW: u128 = 10_000;

fn with_bonus(percent: u32) -> ExtBuilder {
	ExtBuilder::default().parameters(|p| p.pos_bonus = PosBonus { percent, below: BELOW })
}

/// What a `Pos` block is paid now.
fn reward_of_pos(chain: &mut Chain) -> Balance {
	let before = PoolLeft::<Test>::get();
	chain.pos();
	before - PoolLeft::<Test>::get()
}

/// Ends the epoch under way as if all its `Pow` blocks had had this difficulty, and returns whether the bonus holds in
/// the next one.
fn epoch(chain: &mut Chain, difficulty: u128) -> bool {
	chain.pows(N - head().turn.turn - 1);
	Sums::<Test>::mutate(|sums| {
		sums.pow = ReferenceSum::default();
		(0..N).for_each(|_| sums.pow.add(difficulty));
	});
	chain.pow();
	assert_eq!(References::<Test>::get().next.pow, difficulty);
	BonusHolds::<Test>::get()
}

#[test]
fn it_begins_and_ends_after_two_epochs_running() {
	with_bonus(50).build_and_execute(|mut chain| {
		chain.pow();
		let low_and_high = [
			(BELOW - 1, false),
			(BELOW, false),
			(1, false),
			(1, true),
			(BELOW, true),
			(1, true),
			(BELOW, true),
			(u128::MAX, false),
			(1, false),
		];
		for (difficulty, holds) in low_and_high {
			assert_eq!(epoch(&mut chain, difficulty), holds, "after {difficulty}");
			let expected = if holds { POS_REWARD * 3 / 2 } else { POS_REWARD };
			assert_eq!(reward_of_pos(&mut chain), expected);
		}
	});
}

#[test]
fn nothing_is_paid_by_default() {
	build_and_execute(|mut chain| {
		chain.pow();
		assert!(!epoch(&mut chain, 1) && !epoch(&mut chain, 1));
		assert_eq!(reward_of_pos(&mut chain), POS_REWARD);
	});
}

#[test]
fn it_is_drawn_from_the_pool_as_far_as_that_goes() {
	with_bonus(100).build_and_execute(|mut chain| {
		chain.pow();
		epoch(&mut chain, 1);
		assert!(epoch(&mut chain, 1));
		assert_eq!(reward_of_pos(&mut chain), 2 * POS_REWARD);
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL - 2 * POS_REWARD);
		PoolLeft::<Test>::put(POS_REWARD + 1);
		assert_eq!(reward_of_pos(&mut chain), POS_REWARD + 1);
		assert_eq!(reward_of_pos(&mut chain), 0);
	});
}

#[test]
fn governance_takes_it_away_at_once() {
	with_bonus(50).build_and_execute(|mut chain| {
		chain.pow();
		epoch(&mut chain, 1);
		epoch(&mut chain, 1);
		crate::ChainParameters::<Test>::mutate(|parameters| parameters.pos_bonus.percent = 0);
		assert_eq!(reward_of_pos(&mut chain), POS_REWARD);
	});
}

//! `try_state` finds what does not hold.

use super::*;
use crate::{
	ChainParameters, CoinbaseMst, Duties, DutyList, PoolLeft, Randomness, References, Shape, Sums,
	Witnesses,
};
use pillars_rules::REWARD_POOL;

/// Breaks a chain in its second epoch.
fn finds(expected: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		Chain::new().pows(N + 2);
		try_state();
		break_it();
		assert_eq!(HybridConsensus::do_try_state(), Err(expected.into()));
	});
}

fn change_head(change: impl FnOnce(&mut BlockHead)) {
	let mut changed = head();
	change(&mut changed);
	Head::<Test>::put(changed);
}

#[test]
fn bounds() {
	finds("the parameters break a bound", || {
		ChainParameters::<Test>::mutate(|parameters| parameters.divisor = 0);
	});
	finds("the shape of the epochs breaks a bound", || {
		Shape::<Test>::mutate(|shape| shape.witness_count = 65);
	});
}

#[test]
fn the_pool() {
	finds("the reward pool has grown", || PoolLeft::<Test>::put(REWARD_POOL + 1));
}

#[test]
fn what_belongs_to_a_block() {
	finds("a coinbase outlived its block", || CoinbaseMst::<Test>::put(None::<Asset>));
}

#[test]
fn turns() {
	finds("the turn is not that of the last Pow block", || {
		change_head(|head| head.turn.turn += 1);
	});
	finds("the turn is not that of the last Pow block", || change_head(|head| head.pow_count += 1));
	finds("not every Pow block of the epoch counts", || {
		Sums::<Test>::mutate(|sums| sums.pow.count += 1);
	});
}

#[test]
fn lists() {
	finds("an epoch has no list of witnesses", || Witnesses::<Test>::remove(1));
	finds("not every witness has a duty", || Duties::<Test>::remove(0));
	finds("not every witness has a duty", || {
		Duties::<Test>::insert(1, DutyList::truncate_from(vec![Duty::default(); 4]));
	});
	finds("an epoch has more witnesses than seats", || {
		Shape::<Test>::put(EpochShape { witness_count: 2, turns_per_witness: 6 });
	});
	finds("an epoch has a witness twice", || change_list(1, |list| list[1].0 = list[0].0.clone()));
	finds("two witnesses of an epoch have the same key", || {
		change_list(1, |list| list[1].1 = list[0].1.clone());
	});
	finds("more turns were assigned than an epoch has", || {
		Duties::<Test>::insert(0, DutyList::truncate_from(vec![duty(5, 0); 3]));
	});
	finds("the list of an old epoch is still there", || {
		Witnesses::<Test>::insert(2, Witnesses::<Test>::get(1).unwrap());
	});
	finds("the duties of an old epoch are still there", || {
		Duties::<Test>::insert(2, Duties::<Test>::get(1));
	});
}

fn change_list(epoch: u32, change: impl FnOnce(&mut [(AccountId, WitnessKey)])) {
	let mut list = Witnesses::<Test>::get(epoch).unwrap();
	change(list.as_mut());
	Witnesses::<Test>::insert(epoch, list);
}

#[test]
fn randomness() {
	finds("the draw of an epoch had no randomness", || {
		Randomness::<Test>::mutate(|randomness| randomness.current = Hash::zero());
	});
	finds("an epoch has not taken in what it should have", || {
		Randomness::<Test>::mutate(|randomness| randomness.acc = Hash::zero());
	});
}

#[test]
fn randomness_before_the_second_epoch() {
	ExtBuilder::default().build().execute_with(|| {
		let mut chain = Chain::new();
		chain.pos();
		try_state();
		let change = |change: fn(&mut crate::EpochRandomness)| Randomness::<Test>::mutate(change);
		change(|randomness| randomness.current = Hash::repeat_byte(1));
		let error = "the draw of an epoch had no randomness";
		assert_eq!(HybridConsensus::do_try_state(), Err(error.into()));
		change(|randomness| randomness.current = Hash::zero());
		change(|randomness| randomness.acc = Hash::repeat_byte(1));
		let error = "an epoch has not taken in what it should have";
		assert_eq!(HybridConsensus::do_try_state(), Err(error.into()));
	});
}

#[test]
fn references() {
	finds("a reference is 0", || {
		References::<Test>::mutate(|references| references.next.pos = 0);
	});
}

//! Stake deposits.

use super::*;
use crate::{DepositEntry, Deposits, Error, MAX_DEPOSITS};
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::OUTPUT_FEE;
use pillars_traits::StakeInspect;

/// Least amount and least lock in blocks in the parameters of these tests.
const AMOUNT: Balance = 1_000 * ETP;
const LOCK: BlockNumber = 50;

fn count(n: u8) -> usize {
	UtxoAssets::deposits(owner(n)).len()
}

#[test]
fn the_least_amount_and_lock_count() {
	ExtBuilder::default().build_and_execute(|| {
		go_to(10);
		assert_ok!(fund(1, AMOUNT, deposit(2, 10 + LOCK)));
		assert_eq!(
			UtxoAssets::deposits(owner(2)),
			vec![DepositEntry { until: 60, amount: AMOUNT }]
		);
		// Less of either is an ordinary output.
		assert_ok!(fund(1, AMOUNT - 1, deposit(2, 10 + LOCK)));
		assert_ok!(fund(1, AMOUNT, deposit(2, 9 + LOCK)));
		assert_ok!(fund(1, AMOUNT, deposit(2, 3)));
		assert_eq!(count(2), 1);
		assert_eq!(amount_of(&coin(3)), AMOUNT);
	});
}

#[test]
fn the_parameters_in_force_decide() {
	ExtBuilder::default().build_and_execute(|| {
		let parameters =
			Parameters { deposit_min_lock: 0, deposit_min_amount: 0, ..Parameters::development() };
		ChainParameters::set(parameters);
		assert_ok!(fund(1, ETP, deposit(1, 2)));
		assert_eq!(count(1), 1);
		// What does not lock anything is no deposit, whatever they are.
		assert_ok!(fund(1, ETP, deposit(1, 1)));
		assert_eq!(count(1), 1);
	});
}

#[test]
fn it_counts_while_enough_blocks_are_left() {
	ExtBuilder::default().output(deposit(1, 100), AMOUNT).build_and_execute(|| {
		for (now, remaining, expected) in [
			(0, 100, true),
			(1, 100, false),
			(95, 5, true),
			(96, 5, false),
			(99, 0, true),
			(100, 0, false),
			(101, 0, false),
			(u32::MAX, 0, false),
			(0, u32::MAX, false),
		] {
			let has = UtxoAssets::has_deposit(&owner(1), now, remaining);
			assert_eq!(has, expected, "at {now} with {remaining} left");
			assert!(!UtxoAssets::has_deposit(&owner(2), now, remaining));
			let deposited = UtxoAssets::deposited(&owner(1), now, remaining);
			assert_eq!(deposited, if expected { AMOUNT } else { 0 }, "at {now}");
			assert_eq!(UtxoAssets::deposited(&owner(2), now, remaining), 0);
		}
	});
}

#[test]
fn those_that_last_add_up() {
	let builder = ExtBuilder::default().output(deposit(1, 100), AMOUNT);
	builder.output(deposit(1, 50), 2 * AMOUNT).build_and_execute(|| {
		let deposited = |remaining| UtxoAssets::deposited(&owner(1), 0, remaining);
		assert_eq!([50, 51, 100, 101].map(deposited), [3 * AMOUNT, AMOUNT, AMOUNT, 0]);
	});
}

#[test]
fn it_is_spent_from_its_height_on() {
	ExtBuilder::default().output(deposit(1, 100), AMOUNT).build_and_execute(|| {
		let tx = tx([coin(0)], [etp(1, AMOUNT)]);
		go_to(99);
		assert_noop!(spend(1, &tx), Error::<Test>::Immature);
		go_to(100);
		assert_noop!(spend(2, &tx), Error::<Test>::NotOwner);
		assert_ok!(spend(1, &tx));
		assert!(!Deposits::<Test>::contains_key(owner(1)));
	});
}

#[test]
fn it_may_be_renewed_in_one_transaction() {
	let builder = ExtBuilder::default().output(deposit(1, 100), AMOUNT);
	builder.output(deposit(1, 200), AMOUNT).build_and_execute(|| {
		go_to(100);
		assert_ok!(spend(1, &tx([coin(0)], [locked(deposit(1, 150), AMOUNT)])));
		let untils: Vec<_> =
			UtxoAssets::deposits(owner(1)).iter().map(|entry| entry.until).collect();
		assert_eq!(untils, [200, 150]);
	});
}

#[test]
fn there_is_room_for_sixteen_and_expired_ones_make_room() {
	ExtBuilder::default().build_and_execute(|| {
		let fill = |until| fund(1, AMOUNT, deposit(2, until));
		for _ in 0..MAX_DEPOSITS {
			assert_ok!(fill(100));
		}
		assert_noop!(fill(101), Error::<Test>::TooManyDeposits);
		// Others, and outputs that do not count, have room.
		assert_ok!(fund(1, AMOUNT, deposit(3, 100)));
		assert_ok!(fund(1, ETP, deposit(2, 100)));
		go_to(99);
		assert_noop!(fill(200), Error::<Test>::TooManyDeposits);
		go_to(100);
		assert_ok!(fill(200));
		assert_eq!(count(2), 1);
		// Those pruned can be spent all the same.
		assert_ok!(spend(2, &tx([coin(0)], [etp(2, AMOUNT)])));
		assert_eq!(count(2), 1);
	});
}

#[test]
fn a_transaction_that_makes_too_many_makes_none() {
	ExtBuilder::default().coin(1, 100_000 * ETP).build_and_execute(|| {
		let split = |n: u32| {
			let outputs: Vec<Output> =
				(0..n).map(|_| locked(deposit(1, 100), AMOUNT + OUTPUT_FEE)).collect();
			tx([coin(0)], outputs)
		};
		assert_noop!(spend(1, &split(MAX_DEPOSITS + 1)), Error::<Test>::TooManyDeposits);
		assert_ok!(spend(1, &split(MAX_DEPOSITS)));
		assert_eq!(count(1), MAX_DEPOSITS as usize);
	});
}

#[test]
fn deposits_that_look_alike_are_kept_apart() {
	ExtBuilder::default().build_and_execute(|| {
		// GIVEN a deposit that counts and one with the same end that was made too late to count
		assert_ok!(fund(1, AMOUNT, deposit(1, 60)));
		go_to(30);
		assert_ok!(fund(1, AMOUNT, deposit(1, 60)));
		assert_eq!(count(1), 1);
		// WHEN they are spent, in any order
		go_to(60);
		assert_ok!(spend(1, &tx([coin(1)], [etp(1, AMOUNT)])));
		UtxoAssets::do_try_state().unwrap();
		assert_ok!(spend(1, &tx([coin(0)], [etp(1, AMOUNT)])));
		// THEN nothing is left.
		assert_eq!(count(1), 0);
	});
}

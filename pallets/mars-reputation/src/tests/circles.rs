//! With whom an avatar dealt.

use super::*;
use crate::MAX_COUNTERPARTIES;

fn met(n: u8) -> u32 {
	counters(n).counterparties
}

#[test]
fn who_pays_and_who_is_paid_are_counterparties() {
	build_and_execute(|| {
		pay(1, [2]);
		assert_eq!((met(1), met(2), met(3)), (1, 1, 0));
		pay(3, [2, 1]);
		assert_eq!((met(1), met(2), met(3)), (2, 2, 2));
	});
}

#[test]
fn each_counts_once() {
	build_and_execute(|| {
		pay(1, [2, 2]);
		pay(1, [2]);
		pay(2, [1]);
		assert_eq!((met(1), met(2)), (1, 1));
	});
}

#[test]
fn those_paid_together_are_none_of_each_other() {
	build_and_execute(|| {
		transact([old(1), old(2)], [etp(3, ETP)], 0);
		assert_eq!((met(1), met(2), met(3)), (1, 0, 1));
	});
}

#[test]
fn nobody_is_its_own() {
	build_and_execute(|| {
		pay(1, [1]);
		assert_eq!(met(1), 0);
		pay(1, [1, 2]);
		assert_eq!(met(1), 1);
	});
}

#[test]
fn an_avatar_counts_once_it_is_more_than_a_month_old() {
	build_and_execute(|| {
		give(2, 2, 900, 900);
		// It counts for nobody yet, others count for it.
		pay(1, [2]);
		assert_eq!((met(1), met(2)), (0, 1));
		assert_eq!(counters(1).transfers, 1);
		go_to(1_001);
		pay(2, [1]);
		assert_eq!((met(1), met(2)), (1, 1));
		// Its age is that of its registration, not of its last move.
		give(3, 3, 900, 1_000);
		pay(1, [3]);
		assert_eq!((met(1), met(3)), (2, 1));
	});
}

#[test]
fn each_window_begins_with_nobody() {
	build_and_execute(|| {
		pay(1, [2, 3]);
		go_to(1_100);
		assert_eq!((met(1), last(1).counters.counterparties), (0, 2));
		pay(1, [2]);
		assert_eq!((met(1), last(1).counters.counterparties), (1, 2));
		assert_eq!(Circles::<Test>::get(id(1)).unwrap().start, 1_100);
		go_to(1_300);
		assert_eq!((met(1), last(1).counters.counterparties), (0, 0));
		MarsReputation::do_try_state().unwrap();
		MarsReputation::issued(&who(1));
	});
}

#[test]
fn the_first_fifty_are_counted() {
	ExtBuilder::default().avatars(120).build_and_execute(|| {
		for n in 2..=50 {
			pay(1, [n]);
		}
		assert_eq!(met(1), 49);
		pay(1, 40..60);
		assert_eq!(met(1), MAX_COUNTERPARTIES);
		pay(1, 60..120);
		pay(120, [1]);
		assert_eq!((met(1), met(119), met(120)), (50, 1, 1));
		// Of a single transaction too.
		pay(2, 3..=120);
		assert_eq!(met(2), MAX_COUNTERPARTIES);
		assert_eq!(MAX_COUNTERPARTIES, 50);
	});
}

#[test]
fn the_avatar_counts_and_not_its_account() {
	build_and_execute(|| {
		pay(1, [2]);
		move_avatar(2, 9);
		pay(1, [9]);
		assert_eq!((met(1), met(2)), (1, 1));
	});
}

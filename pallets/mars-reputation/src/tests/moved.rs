//! Avatars move to other accounts.

use super::*;

#[test]
fn all_but_the_age_starts_anew() {
	build_and_execute(|| {
		give(1, 1, 500, 500);
		transact([old(1)], [etp(1, 50), etp(2, 1)], 7);
		MarsReputation::issued(&who(1));
		go_to(1_150);
		assert_eq!(last(1).mean, held(50, 0));
		assert_eq!(age(1), 650);

		move_avatar(1, 9);

		assert_eq!(MarsReputation::mars_of(who(1)), None);
		assert_eq!((mars_of(9).avatar, last(9), age(9)), (id(1), Complete::default(), 650));
		assert_eq!((Windows::<Test>::get(id(1)), Circles::<Test>::get(id(1))), (None, None));
		// What others did stays.
		assert_eq!(last(2).counters.counterparties, 1);
	});
}

#[test]
fn what_the_old_account_holds_does_not_go_from_the_new_one() {
	build_and_execute(|| {
		receive(etp(1, 50));
		receive(etp(9, 70));
		go_to(1_010);
		move_avatar(1, 9);
		// In the block of the move, and from before it.
		receive(etp(9, 80));
		go_to(1_020);
		receive(etp(9, 90));
		assert_eq!(window(1).unwrap().held, held(90, 0));
		transact([made(1_000, etp(1, 50))], [], 0);
		transact([made(1_000, etp(9, 70)), made(1_010, etp(9, 80))], [], 0);
		assert_eq!(window(1).unwrap().held, held(90, 0));
		go_to(1_120);
		assert_eq!(last(9).mean, held(90, 0));
	});
}

#[test]
fn nothing_comes_back_with_the_avatar() {
	build_and_execute(|| {
		receive(etp(1, 50));
		go_to(1_010);
		move_avatar(1, 9);
		go_to(1_020);
		receive(etp(1, 60));
		go_to(1_030);
		move_avatar(9, 1);
		go_to(1_040);
		receive(etp(1, 70));
		transact([made(1_000, etp(1, 50)), made(1_020, etp(1, 60))], [], 0);
		assert_eq!(window(1).unwrap().held, held(70, 0));
		assert_eq!(window(1).unwrap().start, 1_040);
	});
}

#[test]
fn a_new_avatar_of_the_old_account_has_nothing_of_the_first() {
	build_and_execute(|| {
		receive(etp(1, 50));
		go_to(1_010);
		move_avatar(1, 9);
		give(1, 4, 1_010, 1_010);
		go_to(1_011);
		receive(etp(1, 60));
		transact([made(1_000, etp(1, 50))], [], 0);
		assert_eq!(window(4).unwrap().held, held(60, 0));
		assert_eq!(age(1), 1);
	});
}

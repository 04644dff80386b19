//! What is held, and for how long.

use super::*;

/// What is held now.
fn now(n: u8) -> Held {
	window(n).map(|window| window.held).unwrap_or_default()
}

#[test]
fn the_mean_is_over_the_blocks_of_the_window() {
	build_and_execute(|| {
		// GIVEN 100 for 40 blocks, 300 for 10, nothing for 20, 7 for 30
		receive(etp(1, 100));
		go_to(1_040);
		receive(etp(1, 200));
		go_to(1_050);
		transact([made(1_000, etp(1, 100)), made(1_040, etp(1, 200))], [], 0);
		go_to(1_070);
		receive(etp(1, 7));
		go_to(1_099);
		assert_eq!(last(1), Complete::default());
		// WHEN the window is over
		go_to(1_100);
		// THEN the mean is rounded down.
		assert_eq!((100 * 40 + 300 * 10 + 7 * 30) / 100, 72);
		assert_eq!(last(1).mean, held(72, 0));
	});
}

#[test]
fn mits_are_counted_and_tokens_are_not() {
	build_and_execute(|| {
		let value = Value::Coins { asset: 5, amount: 1_000 };
		receive(Output { value, lock: Lock::Account(who(1)) });
		assert_eq!(window(1), None);
		receive(mit(1));
		receive(mit(1));
		go_to(1_050);
		transact([made(1_000, mit(1))], [mit(9)], 0);
		assert_eq!(now(1), held(0, 1));
		go_to(1_100);
		assert_eq!(last(1).mean, held(0, 1));
		go_to(1_200);
		assert_eq!(last(1).mean, held(0, 1));
	});
}

#[test]
fn deposits_are_held_but_not_what_others_may_spend() {
	build_and_execute(|| {
		let deposit = Lock::Deposit { owner: who(1), until: 9_999 };
		let others = [Lock::Policy(id(1)), Lock::Balance(who(1)), Lock::Burn];
		receive(locked(deposit.clone()));
		transact([], others.map(locked), 0);
		assert_eq!(now(1), held(ETP, 0));
		transact([made(1_000, locked(deposit))], [], 0);
		assert_eq!(now(1), held(0, 0));
	});
}

#[test]
fn rewards_are_held() {
	build_and_execute(|| {
		apply(CoinOrigin::Coinbase, &[], &[etp(1, 3), mit(2)], 0);
		assert_eq!((now(1), now(2)), (held(3, 0), held(0, 1)));
	});
}

#[test]
fn what_is_from_before_the_avatar_neither_comes_nor_goes() {
	build_and_execute(|| {
		give(1, 1, 1_000, 1_000);
		// In the block of the registration.
		receive(etp(1, 5));
		assert_eq!(window(1), None);
		go_to(1_001);
		receive(etp(1, 7));
		assert_eq!(now(1), held(7, 0));
		transact([made(999, etp(1, 3)), made(1_000, etp(1, 5)), made(0, mit(1))], [], 0);
		assert_eq!(now(1), held(7, 0));
		transact([made(1_001, etp(1, 7))], [], 0);
		assert_eq!(now(1), held(0, 0));
	});
}

#[test]
fn a_coin_from_before_counts_from_when_it_is_staked() {
	build_and_execute(|| {
		give(1, 1, 1_000, 1_000);
		go_to(1_010);
		let stake = |height| {
			let spent = [made(height, etp(1, ETP))];
			apply(CoinOrigin::Coinstake, &spent, &[etp(1, ETP)], 0);
		};
		stake(5);
		assert_eq!(now(1), held(ETP, 0));
		// From then on it only moves, of which nothing is noted.
		go_to(1_030);
		let noted = Windows::<Test>::get(id(1));
		stake(1_010);
		assert_eq!(Windows::<Test>::get(id(1)), noted);
		go_to(1_110);
		assert_eq!(last(1).mean, held(ETP, 0));
	});
}

#[test]
fn change_comes_back() {
	build_and_execute(|| {
		receive(etp(1, 10));
		go_to(1_001);
		transact([made(1_000, etp(1, 10))], [etp(2, 3), etp(1, 6)], 1);
		assert_eq!((now(1), now(2)), (held(6, 0), held(3, 0)));
	});
}

#[test]
fn what_comes_and_goes_in_one_block_is_not_held() {
	build_and_execute(|| {
		receive(etp(1, 10));
		transact([made(1_000, etp(1, 10))], [etp(2, 10)], 0);
		go_to(1_100);
		assert_eq!((last(1).mean, last(2).mean), (held(0, 0), held(10, 0)));
	});
}

#[test]
fn amounts_of_several_owners_are_not_mixed() {
	build_and_execute(|| {
		receive(etp(1, 10));
		receive(etp(2, 20));
		go_to(1_001);
		let spent = [made(1_000, etp(2, 20)), made(1_000, etp(1, 10)), made(0, etp(9, 5))];
		transact(spent, [etp(1, 12), etp(2, 17), etp(9, 6)], 0);
		assert_eq!((now(1), now(2)), (held(12, 0), held(17, 0)));
	});
}

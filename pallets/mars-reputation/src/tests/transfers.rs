//! What counts as activity, and whose it is.

use super::*;

fn transfers(n: u8) -> u32 {
	counters(n).transfers
}

#[test]
fn a_transfer_is_the_payers() {
	build_and_execute(|| {
		pay(1, [2]);
		assert_eq!((transfers(1), transfers(2)), (1, 0));
		pay(1, [2]);
		assert_eq!((transfers(1), transfers(2)), (2, 0));
	});
}

#[test]
fn a_transaction_is_one_transfer_whatever_it_pays() {
	build_and_execute(|| {
		pay(1, [2, 2, 3, 1, 9]);
		assert_eq!(transfers(1), 1);
	});
}

#[test]
fn what_goes_to_nobody_with_an_avatar_is_none() {
	build_and_execute(|| {
		pay(1, []);
		pay(1, [1]);
		pay(1, [9]);
		let nobodys = [Lock::Policy(id(2)), Lock::Burn, Lock::Balance(who(1))].map(locked);
		transact([old(1)], nobodys, 0);
		assert_eq!(transfers(1), 0);
	});
}

#[test]
fn deposits_and_credits_of_others_are_paid_too() {
	for lock in [Lock::Deposit { owner: who(2), until: 9 }, Lock::Balance(who(2))] {
		build_and_execute(|| {
			transact([old(1)], [locked(lock)], 0);
			assert_eq!(transfers(1), 1);
		});
	}
}

#[test]
fn tokens_and_mits_are_transferred_as_well() {
	build_and_execute(|| {
		transact([old(1)], [mit(2)], 0);
		let value = Value::Coins { asset: 5, amount: 1 };
		transact([old(1)], [Output { value, lock: Lock::Account(who(2)) }], 0);
		assert_eq!(transfers(1), 2);
	});
}

#[test]
fn the_owner_of_the_first_input_pays() {
	build_and_execute(|| {
		transact([old(1), old(2)], [etp(3, ETP)], 7);
		assert_eq!((transfers(1), counters(1).fees), (1, 7));
		assert_eq!(window(2), None);
		// It is paid by others if they stand behind it.
		transact([old(2), old(1)], [etp(1, ETP)], 5);
		assert_eq!((transfers(2), counters(2).fees), (1, 5));
		assert_eq!((transfers(1), counters(1).fees), (1, 7));
		let deposit = made(0, locked(Lock::Deposit { owner: who(3), until: 9 }));
		transact([deposit], [etp(1, ETP)], 3);
		assert_eq!((transfers(3), counters(3).fees), (1, 3));
	});
}

#[test]
fn who_has_no_avatar_pays_for_nobody() {
	build_and_execute(|| {
		transact([old(9), old(1)], [etp(2, ETP)], 7);
		let policy = made(0, locked(Lock::Policy(id(1))));
		transact([policy, old(1)], [etp(2, ETP)], 7);
		assert_eq!(window(1), None);
		assert_eq!(counters(2), Counters::default());
		assert_eq!(Windows::<Test>::iter().count(), 1);
	});
}

#[test]
fn fees_count_without_a_transfer_too() {
	build_and_execute(|| {
		transact([old(1)], [etp(1, ETP)], 7);
		transact([old(1)], [], 5);
		let expected = Counters { fees: 12, ..Counters::default() };
		assert_eq!(counters(1), expected);
	});
}

#[test]
fn coinbases_and_coinstakes_pay_nobody() {
	build_and_execute(|| {
		for origin in [CoinOrigin::Coinbase, CoinOrigin::Coinstake, CoinOrigin::Genesis] {
			apply(origin, &[old(1)], &[etp(2, ETP)], 7);
		}
		assert_eq!(window(1), None);
		assert_eq!(counters(2), Counters::default());
	});
}

#[test]
fn deposits_issues_and_registrations_are_the_accounts() {
	build_and_execute(|| {
		MarsReputation::deposited(&who(1), ETP);
		MarsReputation::deposited(&who(1), 1);
		(0..3).for_each(|_| MarsReputation::issued(&who(1)));
		(0..4).for_each(|_| MarsReputation::registered_mit(&who(1)));
		let expected =
			Counters { deposits: 2, msts_issued: 3, mits_registered: 4, ..Counters::default() };
		assert_eq!(counters(1), expected);
	});
}

#[test]
fn nothing_is_noted_of_accounts_without_avatars() {
	build_and_execute(|| {
		transact([old(8)], [etp(9, ETP)], 7);
		MarsReputation::deposited(&who(9), ETP);
		MarsReputation::issued(&who(9));
		MarsReputation::registered_mit(&who(9));
		MarsReputation::avatar_moved(&who(8), &who(9));
		assert_eq!(Windows::<Test>::iter().count(), 0);
		assert_eq!(Circles::<Test>::iter().count(), 0);
	});
}

#[test]
fn counters_do_not_overflow() {
	build_and_execute(|| {
		pay(1, [2]);
		Windows::<Test>::mutate(id(1), |window| {
			let counters = &mut window.as_mut().unwrap().counters;
			let counterparties = counters.counterparties;
			*counters = Counters {
				transfers: u32::MAX,
				deposits: u32::MAX,
				mits_registered: u32::MAX,
				msts_issued: u32::MAX,
				fees: Balance::MAX,
				counterparties,
			};
		});
		let before = counters(1);
		transact([old(1)], [etp(2, ETP)], Balance::MAX);
		MarsReputation::deposited(&who(1), ETP);
		MarsReputation::issued(&who(1));
		MarsReputation::registered_mit(&who(1));
		assert_eq!(counters(1), before);
	});
}

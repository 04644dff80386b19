//! The waiting list goes first.

use super::*;

fn join(n: u16) -> DispatchResult {
	WitnessCertificates::join_waiting_list(signed(n))
}

fn leave(n: u16) -> DispatchResult {
	WitnessCertificates::leave_waiting_list(signed(n))
}

#[test]
fn while_someone_waits_only_those_who_wait_are_issued_level_2() {
	with_active(|| {
		for n in [5, 6, 7] {
			bond(n, BOND);
		}
		assert_ok!(propose(A, 7));
		assert_ok!(join(5));
		assert_ok!(join(6));
		assert_eq!(WitnessCertificates::waiting_list(), vec![account(5), account(6)]);
		assert_noop!(approve(A, 7), Error::OthersWait);
		bond(8, BOND);
		assert_noop!(propose(A, 8), Error::OthersWait);
		// In any order.
		assert_ok!(propose(A, 6));
		assert_ok!(approve(A, 6));
		assert_noop!(approve(A, 7), Error::OthersWait);
		assert_ok!(propose(A, 5));
		assert_ok!(approve(A, 5));
		assert!(WaitingList::<Test>::get().is_empty());
		assert_ok!(approve(A, 7));
	});
}

#[test]
fn one_waits_once() {
	build_and_execute(|| {
		bond(5, BOND);
		assert_ok!(join(5));
		assert_noop!(join(5), Error::AlreadyWaiting);
		assert_eq!(events(), vec![Event::Waiting { who: account(5) }]);
	});
}

#[test]
fn one_can_leave() {
	build_and_execute(|| {
		bond(5, BOND);
		assert_noop!(leave(5), Error::NotWaiting);
		assert_ok!(join(5));
		assert_ok!(leave(5));
		assert_noop!(leave(5), Error::NotWaiting);
		assert_eq!(events().last(), Some(&Event::WaitingEnded { who: account(5) }));
	});
}

#[test]
fn an_avatar_waits() {
	build_and_execute(|| {
		bond(5, BOND);
		NoAvatars::set(vec![account(5)]);
		assert_noop!(join(5), Error::NotAvatar);
	});
}

#[test]
fn the_certified_do_not_wait() {
	with_active(|| {
		bond(A, BOND);
		assert_noop!(join(A), Error::AlreadyCertified);
		assert_noop!(join(A1), Error::AlreadyCertified);
		set_height(LIFE);
		assert_ok!(join(A1));
	});
}

#[test]
fn waiting_needs_the_bond() {
	build_and_execute(|| {
		bond(5, BOND - 1);
		assert_noop!(join(5), Error::BondTooSmall);
		bond(5, BOND);
		assert_ok!(join(5));
		// More or less of it, as long as it suffices.
		bond(5, 2 * BOND);
		bond(5, BOND);
		assert_eq!(WaitingList::<Test>::get().len(), 1);
		bond(5, BOND - 1);
		assert!(WaitingList::<Test>::get().is_empty());
	});
}

#[test]
fn the_first_100_wait() {
	build_and_execute(|| {
		for n in 100..200 {
			bond(n, BOND);
			assert_ok!(join(n));
		}
		bond(5, BOND);
		assert_noop!(join(5), Error::WaitingListFull);
		assert_ok!(leave(150));
		assert_ok!(join(5));
		let list = WitnessCertificates::waiting_list();
		assert_eq!((list.first(), list.last()), (Some(&account(100)), Some(&account(5))));
	});
}

#[test]
fn level_1_ends_the_waiting() {
	build_and_execute(|| {
		bond(A, BOND);
		assert_ok!(join(A));
		assert_ok!(issue_level1(A));
		assert!(WaitingList::<Test>::get().is_empty());
	});
}

#[test]
fn who_has_no_right_to_wait_any_more_can_be_settled() {
	build_and_execute(|| {
		for n in [5, 6, 7] {
			bond(n, if n == 7 { 2 * BOND } else { BOND });
			assert_ok!(join(n));
			assert_noop!(settle(n), Error::NothingToSettle);
		}
		// An avatar that waits can be transferred.
		assert!(!WitnessCertificates::is_tied(&account(5)));
		NoAvatars::set(vec![account(5)]);
		assert_ok!(settle(5));
		ChainParameters::mutate(|parameters| parameters.min_bond = 2 * BOND);
		assert_ok!(settle(6));
		assert_noop!(settle(7), Error::NothingToSettle);
		assert_eq!(WitnessCertificates::waiting_list(), vec![account(7)]);
	});
}

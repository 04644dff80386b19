//! Lending stake and taking it back.

use super::*;
use crate::{Delegations, Marks};

#[test]
fn stake_is_lent_to_holders_of_certificates() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, 3 * ETP));
		assert_eq!(
			last_event(),
			Event::Delegated { delegator: account(ALICE), node: account(NODE), amount: 3 * ETP }
		);
		assert_eq!(held(ALICE, HoldReason::Delegation), 3 * ETP);
		assert_eq!(held(ALICE, HoldReason::Bond), 0);
		let info = Candidacy::delegation(account(ALICE), account(NODE)).unwrap();
		assert_eq!((info.active, info.pending), (0, 3 * ETP));
		open_epochs(1);
		let info = Candidacy::delegation(account(ALICE), account(NODE)).unwrap();
		assert_eq!((info.active, info.pending), (3 * ETP, 0));
	});
}

#[test]
fn each_rule_of_delegating() {
	build_and_execute(|| {
		assert_noop!(delegate(ALICE, NODE, MIN_DELEGATION - 1), Error::DelegationTooSmall);
		assert_noop!(delegate(ALICE, NODE, 0), Error::DelegationTooSmall);
		assert_noop!(delegate(NODE, NODE, ETP), Error::DelegationToSelf);
		assert_noop!(delegate(ALICE, BOB, ETP), Error::NotCertified);
		let too_much = delegate(ALICE, NODE, WEALTH);
		assert_eq!(too_much, Err(TokenError::FundsUnavailable.into()));
		let too_much = delegate(ALICE, NODE, Balance::MAX);
		assert!(too_much.is_err());
		assert_ok!(delegate(ALICE, NODE, MIN_DELEGATION));
	});
}

#[test]
fn a_certificate_that_ends_takes_nothing_away() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, ETP));
		Certified::take();
		assert_noop!(delegate(ALICE, NODE, ETP), Error::NotCertified);
		open_epochs(1);
		assert_eq!(Candidacy::counted_bond(&account(NODE)), ETP);
		assert_ok!(undelegate(ALICE, NODE, ETP));
	});
}

#[test]
fn each_rule_of_undelegating() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, 3 * ETP));
		assert_noop!(undelegate(ALICE, NODE, 0), Error::ZeroAmount);
		let too_much = undelegate(ALICE, NODE, 3 * ETP + 1);
		assert_noop!(too_much, Error::DelegationInsufficient);
		assert_noop!(undelegate(BOB, NODE, 1), Error::DelegationInsufficient);
		assert_noop!(undelegate(ALICE, BOB, 1), Error::DelegationInsufficient);
		// What stays is a delegation that could be made, or nothing.
		for amount in [2 * ETP + 1, 3 * ETP - 1] {
			assert_noop!(undelegate(ALICE, NODE, amount), Error::RemainderTooSmall);
		}
		assert_ok!(undelegate(ALICE, NODE, 2 * ETP));
		assert_eq!(
			last_event(),
			Event::Undelegated {
				delegator: account(ALICE),
				node: account(NODE),
				amount: 2 * ETP,
				free_at: 3,
			}
		);
		assert_noop!(undelegate(ALICE, NODE, 1), Error::RemainderTooSmall);
		assert_ok!(undelegate(ALICE, NODE, ETP));
	});
}

#[test]
fn what_was_undelegated_is_free_after_two_whole_epochs() {
	build_and_execute(|| {
		let withdraw = || Candidacy::withdraw_delegation(signed(ALICE), account(NODE));
		assert_ok!(delegate(ALICE, NODE, 3 * ETP));
		assert_noop!(withdraw(), Error::NothingToWithdraw);
		assert_ok!(undelegate(ALICE, NODE, 3 * ETP));
		assert_eq!(held(ALICE, HoldReason::Delegation), 3 * ETP);
		open_epochs(2);
		assert_noop!(withdraw(), Error::NothingToWithdraw);
		open_epochs(1);
		assert_ok!(withdraw());
		assert_eq!(
			last_event(),
			Event::DelegationWithdrawn {
				delegator: account(ALICE),
				node: account(NODE),
				amount: 3 * ETP
			}
		);
		assert_eq!(Balances::balance(&account(ALICE)), WEALTH);
		assert!(!Delegations::<Test>::contains_key(account(ALICE), account(NODE)));
		assert!(!Pools::<Test>::contains_key(account(NODE)));
		assert_eq!(Marks::<Test>::iter().count(), 0);
	});
}

#[test]
fn undelegating_is_always_possible() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, 100 * ETP));
		for epoch in 0..20 {
			assert_ok!(undelegate(ALICE, NODE, ETP));
			assert_ok!(undelegate(ALICE, NODE, ETP));
			open_epochs(epoch % 3);
		}
	});
}

#[test]
fn what_does_not_count_yet_goes_first() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, 3 * ETP));
		open_epochs(1);
		assert_ok!(delegate(ALICE, NODE, 2 * ETP));
		let info = || {
			let info = Candidacy::delegation(account(ALICE), account(NODE)).unwrap();
			(info.active, info.pending)
		};
		assert_ok!(undelegate(ALICE, NODE, ETP));
		assert_eq!(info(), (3 * ETP, ETP));
		assert_ok!(undelegate(ALICE, NODE, 2 * ETP));
		assert_eq!(info(), (2 * ETP, 0));
	});
}

#[test]
fn delegations_to_several_nodes_are_apart() {
	build_and_execute(|| {
		Certified::set([account(NODE), account(BOB)].into());
		assert_ok!(delegate(ALICE, NODE, 3 * ETP));
		assert_ok!(delegate(ALICE, BOB, 5 * ETP));
		assert_eq!(held(ALICE, HoldReason::Delegation), 8 * ETP);
		open_epochs(1);
		assert_ok!(undelegate(ALICE, NODE, 3 * ETP));
		assert_eq!(Candidacy::counted_bond(&account(NODE)), 0);
		assert_eq!(Candidacy::counted_bond(&account(BOB)), 5 * ETP);
		open_epochs(3);
		let of_bob = Candidacy::withdraw_delegation(signed(ALICE), account(BOB));
		assert_noop!(of_bob, Error::NothingToWithdraw);
		assert_ok!(Candidacy::withdraw_delegation(signed(ALICE), account(NODE)));
		assert_eq!(held(ALICE, HoldReason::Delegation), 5 * ETP);
	});
}

#[test]
fn who_left_keeps_its_delegations() {
	build_and_execute(|| {
		stand(NODE, MIN_BOND);
		assert_ok!(Candidacy::set_commission(signed(NODE), Perbill::from_percent(10)));
		assert_ok!(delegate(ALICE, NODE, ETP));
		open_epochs(1);
		assert_ok!(Candidacy::leave(signed(NODE)));
		let pool = Candidacy::pool_of(account(NODE)).unwrap();
		assert_eq!((pool.active, pool.commission), (ETP, Perbill::from_percent(10)));
		assert_ok!(undelegate(ALICE, NODE, ETP));
		assert!(!Pools::<Test>::contains_key(account(NODE)));
	});
}

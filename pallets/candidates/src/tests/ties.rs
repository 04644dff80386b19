//! What ties an avatar to its account.

use super::*;

fn is_tied(n: u8) -> bool {
	Candidacy::is_tied(&account(n))
}

#[test]
fn a_bond_ties_until_it_is_withdrawn() {
	build_and_execute(|| {
		assert!(!is_tied(ALICE));
		assert_ok!(Candidacy::bond(signed(ALICE), 1));
		assert!(is_tied(ALICE));
		assert_ok!(Candidacy::unbond(signed(ALICE), 1));
		open_epochs(3);
		assert!(is_tied(ALICE));
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert!(!is_tied(ALICE));
	});
}

#[test]
fn delegations_tie_both_sides() {
	build_and_execute(|| {
		assert!(!is_tied(NODE));
		assert_ok!(delegate(ALICE, NODE, ETP));
		assert!(is_tied(NODE) && is_tied(ALICE));
		open_epochs(1);
		assert!(is_tied(NODE) && is_tied(ALICE));
		assert_ok!(undelegate(ALICE, NODE, ETP));
		// What leaves is the delegator's matter only.
		assert!(!is_tied(NODE) && is_tied(ALICE));
		open_epochs(3);
		assert_ok!(Candidacy::withdraw_delegation(signed(ALICE), account(NODE)));
		assert!(!is_tied(ALICE));
	});
}

#[test]
fn a_stranger_ties_nobody_for_good() {
	build_and_execute(|| {
		stand(NODE, MIN_BOND);
		assert_ok!(delegate(ALICE, NODE, 2 * ETP));
		open_epochs(1);
		reward(NODE, 100 * ETP);
		Certified::take();
		assert!(is_tied(NODE));
		assert_ok!(Candidacy::leave(signed(NODE)));
		assert_ok!(Candidacy::unbond(signed(NODE), MIN_BOND));
		open_epochs(4);
		assert_ok!(Candidacy::withdraw_bond(signed(NODE)));
		assert!(!is_tied(NODE));
		// Nor does it harm the delegator that the avatar has moved.
		NoAvatars::set([account(NODE)].into());
		assert!(is_tied(ALICE));
		Candidacy::do_try_state().unwrap();
		assert_ok!(Candidacy::claim_rewards(signed(ALICE), account(NODE)));
		assert_ok!(undelegate(ALICE, NODE, 2 * ETP));
		assert!(!Pools::<Test>::contains_key(account(NODE)));
		open_epochs(3);
		assert_ok!(Candidacy::withdraw_delegation(signed(ALICE), account(NODE)));
		assert!(!is_tied(ALICE));
	});
}

#[test]
fn who_is_certified_again_is_tied_again() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, ETP));
		let certified = Certified::take();
		assert!(!is_tied(NODE));
		Certified::set(certified);
		assert!(is_tied(NODE));
	});
}

#[test]
fn candidacy_ties() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		// Even if all of the bond were gone.
		Ledgers::<Test>::remove(account(ALICE));
		let reason = HoldReason::Bond.into();
		Balances::release_all(&reason, &account(ALICE), Precision::Exact).unwrap();
		assert!(is_tied(ALICE));
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert!(!is_tied(ALICE));
	});
}

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

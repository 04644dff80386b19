//! Own bonds.

use super::*;

#[test]
fn a_bond_is_held() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), 5 * ETP));
		assert_ok!(Candidacy::bond(signed(ALICE), 2 * ETP));
		assert_eq!(Candidacy::own_bond(&account(ALICE)), 7 * ETP);
		assert_eq!(Candidacy::counted_bond(&account(ALICE)), 7 * ETP);
		assert_eq!(held(ALICE, HoldReason::Bond), 7 * ETP);
		assert_eq!(held(ALICE, HoldReason::Delegation), 0);
		assert_eq!(Balances::balance(&account(ALICE)), WEALTH - 7 * ETP);
		let bonded = Event::Bonded { who: account(ALICE), amount: 2 * ETP, bond: 7 * ETP };
		assert_eq!(last_event(), bonded);
	});
}

#[test]
fn nothing_can_not_be_bonded() {
	build_and_execute(|| {
		assert_noop!(Candidacy::bond(signed(ALICE), 0), Error::ZeroAmount);
	});
}

#[test]
fn a_bond_leaves_the_existential_deposit() {
	build_and_execute(|| {
		let too_much = Candidacy::bond(signed(ALICE), WEALTH - EXISTENTIAL + 1);
		assert_eq!(too_much, Err(TokenError::FundsUnavailable.into()));
		assert_ok!(Candidacy::bond(signed(ALICE), WEALTH - EXISTENTIAL));
	});
}

#[test]
fn no_unit_is_bonded_and_delegated() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), WEALTH - 2 * ETP));
		assert_ok!(delegate(ALICE, NODE, ETP));
		let too_much = delegate(ALICE, NODE, ETP);
		assert_eq!(too_much, Err(TokenError::FundsUnavailable.into()));
	});
}

#[test]
fn what_leaves_is_free_after_two_whole_epochs() {
	build_and_execute(|| {
		open_epochs(5);
		assert_ok!(Candidacy::bond(signed(ALICE), 10 * ETP));
		assert_ok!(Candidacy::unbond(signed(ALICE), 4 * ETP));
		assert_eq!(
			last_event(),
			Event::Unbonded { who: account(ALICE), amount: 4 * ETP, bond: 6 * ETP, free_at: 8 }
		);
		assert_eq!(Candidacy::own_bond(&account(ALICE)), 6 * ETP);
		assert_eq!(held(ALICE, HoldReason::Bond), 10 * ETP);
		open_epochs(2);
		assert_noop!(Candidacy::withdraw_bond(signed(ALICE)), Error::NothingToWithdraw);
		open_epochs(1);
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		let withdrawn = Event::BondWithdrawn { who: account(ALICE), amount: 4 * ETP };
		assert_eq!(last_event(), withdrawn);
		assert_eq!(held(ALICE, HoldReason::Bond), 6 * ETP);
		assert_noop!(Candidacy::withdraw_bond(signed(ALICE)), Error::NothingToWithdraw);
	});
}

#[test]
fn what_leaves_when_frozen_is_free_an_epoch_later() {
	build_and_execute(|| {
		stand(ALICE, 9 * ETP + MIN_BOND);
		open_epochs(1);
		assert_eq!(frozen(), [ALICE]);
		assert_ok!(Candidacy::unbond(signed(ALICE), 4 * ETP));
		assert_eq!(
			last_event(),
			Event::Unbonded {
				who: account(ALICE),
				amount: 4 * ETP,
				bond: 5 * ETP + MIN_BOND,
				free_at: 5
			}
		);
		// Who is struck will not be a witness; what left before waits as it was told.
		let duty = WitnessDuty { who: account(ALICE), assigned: 9, made: 0 };
		Candidacy::epoch_ended(1, &[duty]);
		assert_ok!(Candidacy::unbond(signed(ALICE), ETP));
		assert_ok!(Candidacy::leave(signed(ALICE)));
		let unlocking = || Candidacy::bond_of(account(ALICE)).unlocking.0.into_inner();
		let chunk = |amount, free_at| Chunk { amount: amount * ETP, free_at };
		assert_eq!(unlocking(), [chunk(1, 4), chunk(4, 5)]);
		open_epochs(1);
		assert!(frozen().is_empty());
		assert_ok!(Candidacy::unbond(signed(ALICE), 2 * ETP));
		assert_eq!(unlocking(), [chunk(1, 4), chunk(6, 5)]);
		open_epochs(2);
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert_eq!(unlocking(), [chunk(6, 5)]);
	});
}

#[test]
fn more_than_the_bond_can_not_leave() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), 10 * ETP));
		assert_noop!(Candidacy::unbond(signed(ALICE), 0), Error::ZeroAmount);
		assert_noop!(Candidacy::unbond(signed(ALICE), 10 * ETP + 1), Error::BondInsufficient);
		assert_noop!(Candidacy::unbond(signed(BOB), 1), Error::BondInsufficient);
		assert_ok!(Candidacy::unbond(signed(ALICE), 10 * ETP));
		// What is leaving has left already, as far as that goes.
		assert_noop!(Candidacy::unbond(signed(ALICE), 1), Error::BondInsufficient);
	});
}

#[test]
fn a_bond_leaves_no_trace() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), 10 * ETP));
		assert_ok!(Candidacy::unbond(signed(ALICE), 10 * ETP));
		open_epochs(3);
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert!(!Ledgers::<Test>::contains_key(account(ALICE)));
		assert_eq!(Balances::balance(&account(ALICE)), WEALTH);
	});
}

#[test]
fn a_candidate_keeps_the_least_bond() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND + 5);
		assert_noop!(Candidacy::unbond(signed(ALICE), 6), Error::CandidateNeedsBond);
		assert_ok!(Candidacy::unbond(signed(ALICE), 5));
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_ok!(Candidacy::unbond(signed(ALICE), MIN_BOND));
	});
}

#[test]
fn certificates_are_told_of_the_bond() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), 10 * ETP));
		assert_ok!(Candidacy::unbond(signed(ALICE), 4 * ETP));
		open_epochs(3);
		// What is withdrawn has not counted for long.
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert_eq!(BondChanges::get(), [(account(ALICE), 10 * ETP), (account(ALICE), 6 * ETP)]);
	});
}

//! `try_state` finds what is wrong.

use super::*;
use crate::LevelOne;
use frame_support::traits::{fungible::MutateHold, tokens::Precision};

/// Spoils the state of a chain with certificates and grants, and expects this complaint.
fn finds(complaint: &'static str, spoil: impl FnOnce()) {
	ExtBuilder::default().certificate(A, true, A1, 2).build().execute_with(|| {
		issue_level2(A, 5);
		try_state();
		spoil();
		assert_eq!(WitnessCertificates::do_try_state(), Err(complaint.into()));
	});
}

#[test]
fn money_that_is_not_held() {
	finds("what is set aside is not what is held", || {
		let reason = HoldReason::Grant.into();
		assert_ok!(Balances::release(&reason, &Treasury::get(), 1, Precision::Exact));
	});
}

#[test]
fn grants_that_are_not_the_sum() {
	finds("the grants are not what is set aside", || SetAside::<Test>::mutate(|sum| *sum -= 1));
}

#[test]
fn a_grant_that_outlives_its_certificate() {
	finds("the grant outlived its certificate", || {
		Certificates::<Test>::mutate_extant(account(5), |one| one.state = State::Revoked);
	});
}

#[test]
fn a_claim_beyond_what_was_released() {
	finds("more was claimed than was released", || {
		Grants::<Test>::mutate_extant(account(5), |grant| grant.claimed = 1);
	});
}

#[test]
fn a_missing_level_2() {
	finds("a level 2 is not where its level 1 has it", || {
		Groups::<Test>::mutate(account(A), |members| members.remove(0));
	});
}

#[test]
fn a_wrong_bond() {
	finds("a level 2 has another bond", || {
		OwnBonds::mutate(|bonds| bonds.insert(account(A1), BOND + 1));
	});
}

#[test]
fn a_wrong_term() {
	finds("a level 2 has another term", || {
		Groups::<Test>::mutate(account(A), |members| members[0].until += 1);
	});
}

#[test]
fn a_wrong_number() {
	finds("the number of level 2 is wrong", || Level2Count::<Test>::put(4));
}

#[test]
fn a_holder_that_is_not_listed() {
	finds("the list of level-1 holders is wrong", Level1Holders::<Test>::kill);
}

#[test]
fn a_holder_that_waits() {
	finds("someone waits who has a certificate", || {
		assert_ok!(WaitingList::<Test>::try_append(account(A1)));
	});
}

#[test]
fn proposals_of_someone_who_can_not() {
	finds("someone proposes that can not", || {
		assert_ok!(Proposals::<Test>::try_append(account(A1), account(6)));
	});
}

#[test]
fn a_frozen_level_2() {
	finds("a level 2 is written as issued or frozen", || {
		let since = 1;
		Certificates::<Test>::mutate_extant(account(A1), |one| one.state = State::Frozen { since });
	});
}

#[test]
fn an_active_level_1_without_a_term() {
	finds("an active level 1 has no term", || {
		Certificates::<Test>::mutate_extant(account(A), |certificate| {
			let one = LevelOne { activate_by: 0, low_epochs: 0, freezes: 0, frozen_ms: 0 };
			(certificate.level, certificate.term) = (Level::One(one), None);
		});
	});
}

//! Grants are released over the time in which the certificate is valid.

use super::*;
use crate::MONTH_MS;

const LEVEL1_GRANT: Balance = ISSUE_GRANT + ACTIVATION_GRANT;

/// A has an active certificate since START, in a chain with lives long enough for all grants.
fn active(test: impl FnOnce()) {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 23);
		assert_eq!(state(A), State::Active);
		test();
	});
}

#[test]
fn amounts_and_times() {
	assert_eq!(ISSUE_GRANT, 18_000 * ETP);
	assert_eq!(ACTIVATION_GRANT, 158_000 * ETP);
	assert_eq!(LEVEL2_GRANT, 6_000 * ETP);
	assert_eq!(MONTH_MS, 2_592_000_000);
	assert_eq!(LEVEL1_RELEASE_MS, 12 * MONTH_MS);
	assert_eq!(LEVEL2_RELEASE_MS, 6 * MONTH_MS);
}

#[test]
fn level_1_is_released_over_12_months() {
	active(|| {
		assert_eq!(claimable(A), 0);
		pass(1);
		assert_eq!(claimable(A), LEVEL1_GRANT / u128::from(LEVEL1_RELEASE_MS));
		pass(6 * MONTH_MS - 1);
		assert_eq!(claimable(A), LEVEL1_GRANT / 2);
		pass(6 * MONTH_MS - 1);
		assert!(claimable(A) < LEVEL1_GRANT);
		pass(1);
		assert_eq!(claimable(A), LEVEL1_GRANT);
		pass(MONTH_MS);
		assert_eq!(claimable(A), LEVEL1_GRANT);
	});
}

#[test]
fn level_2_is_released_over_6_months() {
	active(|| {
		pass(3 * MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
		pass(3 * MONTH_MS - 1);
		assert!(claimable(A1) < LEVEL2_GRANT);
		pass(1);
		assert_eq!(claimable(A1), LEVEL2_GRANT);
		pass(MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT);
	});
}

#[test]
fn a_claim_pays_what_is_released() {
	active(|| {
		assert_noop!(claim(A1), Error::NothingToClaim);
		assert_noop!(claim(ANYONE), Error::NothingToClaim);
		pass(2 * MONTH_MS);
		let before = held();
		System::reset_events();
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT / 3);
		assert_eq!(held(), before - LEVEL2_GRANT / 3);
		let paid = Event::GrantClaimed { who: account(A1), amount: LEVEL2_GRANT / 3 };
		assert_eq!(events(), vec![paid]);
		assert_noop!(claim(A1), Error::NothingToClaim);
		try_state();
		pass(MONTH_MS);
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT / 2);
		pass(4 * MONTH_MS);
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT);
		// Nothing of it is left.
		assert!(!Grants::<Test>::contains_key(account(A1)));
		assert_noop!(claim(A1), Error::NothingToClaim);
	});
}

#[test]
fn claims_lose_nothing_by_rounding() {
	active(|| {
		for _ in 0..100 {
			pass(7_919);
			assert_ok!(claim(A1));
		}
		pass(LEVEL2_RELEASE_MS);
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT);
	});
}

#[test]
fn the_grant_of_the_issue_waits_for_the_activation() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 22);
		pass(ACTIVATION / 2);
		assert_eq!(claimable(A), 0);
		assert_noop!(claim(A), Error::NothingToClaim);
		issue_level2(A, 5);
		assert_eq!((state(A), claimable(A)), (State::Active, 0));
		pass(6 * MONTH_MS);
		assert_eq!(claimable(A), LEVEL1_GRANT / 2);
	});
}

#[test]
fn a_certificate_of_the_genesis_state_has_only_the_grant_of_its_activation() {
	ExtBuilder::default().certificate(A, false, A1, 22).build_and_execute(|| {
		assert_eq!(held(), 0);
		issue_level2(A, 5);
		assert_eq!(held(), ACTIVATION_GRANT + LEVEL2_GRANT);
		pass(6 * MONTH_MS);
		assert_eq!(claimable(A), ACTIVATION_GRANT / 2);
		assert_eq!(claimable(A1), 0);
	});
}

#[test]
fn revocation_returns_what_is_not_released() {
	active(|| {
		pass(3 * MONTH_MS);
		assert_ok!(claim(A1));
		let before = free();
		System::reset_events();
		assert_ok!(revoke(A));
		// A quarter is A's, a half theirs; one of them has it already.
		let owed = LEVEL1_GRANT / 4 + 22 * LEVEL2_GRANT / 2;
		assert_eq!(held(), owed);
		assert_eq!(free(), before + LEVEL1_GRANT * 3 / 4 + 23 * LEVEL2_GRANT / 2);
		let returned = Event::GrantReturned { who: account(A), amount: LEVEL1_GRANT * 3 / 4 };
		assert!(events().contains(&returned));
		try_state();
		// What is theirs stays so.
		pass(MONTH_MS);
		assert_eq!(claimable(A), LEVEL1_GRANT / 4);
		assert_ok!(claim(A));
		assert_eq!(balance(A), LEVEL1_GRANT / 4);
		assert_ok!(claim(A1 + 1));
		assert_eq!(balance(A1 + 1), LEVEL2_GRANT / 2);
		assert_noop!(claim(A1), Error::NothingToClaim);
	});
}

#[test]
fn what_an_earlier_certificate_left_can_be_claimed_later() {
	active(|| {
		pass(3 * MONTH_MS);
		assert_ok!(revoke(A1));
		issue_level2(A, A1);
		try_state();
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
		pass(3 * MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT);
		assert_ok!(claim(A1));
		pass(3 * MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
	});
}

#[test]
fn expiry_returns_what_is_not_released() {
	active(|| {
		// Settled at its height, the moment is known.
		NowMs::mutate(|now| *now += 3 * MONTH_MS);
		set_height(1 + LIFE);
		let before = free();
		assert_ok!(settle(A1));
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
		assert_eq!(free(), before + LEVEL2_GRANT / 2);
		assert_ok!(settle(A));
		assert_eq!(claimable(A), LEVEL1_GRANT / 4);
		pass(MONTH_MS);
		assert_eq!(claimable(A), LEVEL1_GRANT / 4);
	});
}

#[test]
fn settled_late_an_expiry_is_interpolated() {
	active(|| {
		// Half of the blocks since the grant was written lie before the expiry.
		NowMs::mutate(|now| *now += 4 * MONTH_MS);
		set_height(1 + 2 * LIFE);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 3);
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT / 3);
		// What was written after the expiry changes no more.
		pass(MONTH_MS);
		assert_eq!(claimable(A1), 0);
		assert_ok!(settle(A1));
		assert_eq!(claimable(A1), 0);
		assert_ok!(settle(A));
		let ran = 5 * MONTH_MS * u64::from(LIFE) / u64::from(2 * LIFE + 1);
		assert_eq!(claimable(A), LEVEL1_GRANT * u128::from(ran) / u128::from(LEVEL1_RELEASE_MS));
	});
}

#[test]
fn who_takes_its_bond_out_forfeits_the_rest() {
	active(|| {
		pass(3 * MONTH_MS);
		let before = free();
		// More and less of it do not matter while it suffices.
		bond(A1, 2 * BOND);
		bond(A1, BOND);
		assert_eq!(free(), before);
		bond(A1, BOND - 1);
		assert_eq!(free(), before + LEVEL2_GRANT / 2);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
		assert!(!is_certified(A1));
		// The certificate is valid again with the bond, but the grant is gone.
		bond(A1, BOND);
		assert!(is_certified(A1));
		pass(3 * MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 2);
		assert_ok!(claim(A1));
		assert_noop!(claim(A1), Error::NothingToClaim);
	});
}

#[test]
fn a_bond_can_leave_when_all_is_released() {
	active(|| {
		pass(6 * MONTH_MS - 1);
		bond(A1, 0);
		pass(1);
		bond(A1 + 1, 0);
		let all = LEVEL2_GRANT;
		assert_eq!(claimable(A1), all - all.div_ceil(u128::from(LEVEL2_RELEASE_MS)));
		assert_eq!(claimable(A1 + 1), all);
	});
}

#[test]
fn a_higher_least_bond_pauses_and_forfeits_nothing() {
	active(|| {
		pass(MONTH_MS);
		assert_ok!(claim(A1));
		ChainParameters::mutate(|parameters| parameters.min_bond = 2 * BOND);
		assert!(!is_certified(A1));
		assert_eq!(valid_under(A), 0);
		pass(MONTH_MS);
		assert_eq!(claimable(A1), 0);
		// A step towards it is none out.
		bond(A1, BOND + 1);
		bond(A1, 2 * BOND);
		assert!(is_certified(A1));
		assert_eq!(valid_under(A), 1);
		pass(5 * MONTH_MS);
		assert_ok!(claim(A1));
		assert_eq!(balance(A1), LEVEL2_GRANT);
	});
}

#[test]
fn a_claim_that_can_not_be_received_changes_nothing() {
	active(|| {
		// Less than an account needs to exist.
		pass(20);
		let amount = claimable(A1);
		assert!(amount > 0 && amount < ExistentialDeposit::get());
		let error = sp_runtime::TokenError::CannotCreate;
		assert_noop!(claim(A1), error);
		pass(MONTH_MS);
		assert_ok!(claim(A1));
	});
}

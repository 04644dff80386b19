//! Grants stand while the level 1 is frozen.

use super::*;
use crate::MONTH_MS;

const LEVEL1_GRANT: Balance = ISSUE_GRANT + ACTIVATION_GRANT;

fn active(test: impl FnOnce()) {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 23);
		test();
	});
}

#[test]
fn a_freeze_pauses_and_extends() {
	active(|| {
		pass(MONTH_MS);
		freeze(A);
		let (of_a, of_a1) = (LEVEL1_GRANT / 12, LEVEL2_GRANT / 6);
		assert_eq!((claimable(A), claimable(A1)), (of_a, of_a1));
		pass(10 * MONTH_MS);
		assert_eq!((claimable(A), claimable(A1)), (of_a, of_a1));
		// What was released before can be claimed.
		assert_ok!(claim(A1));
		assert_ok!(unfreeze(A));
		assert_eq!((claimable(A), claimable(A1)), (of_a, 0));
		pass(5 * MONTH_MS);
		assert_eq!((claimable(A), claimable(A1)), (LEVEL1_GRANT / 2, 5 * of_a1));
		pass(6 * MONTH_MS - 1);
		assert!(claimable(A) < LEVEL1_GRANT);
		pass(1);
		assert_eq!(claimable(A), LEVEL1_GRANT);
	});
}

#[test]
fn freezes_add_up() {
	active(|| {
		for _ in 0..2 {
			pass(MONTH_MS);
			freeze(A);
			pass(MONTH_MS);
			assert_ok!(unfreeze(A));
		}
		assert_eq!(claimable(A), LEVEL1_GRANT / 6);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 3);
	});
}

#[test]
fn level_2_issued_after_a_freeze_has_its_own_time() {
	active(|| {
		freeze(A);
		pass(MONTH_MS);
		assert_ok!(unfreeze(A));
		issue_level2(A, 5);
		assert_eq!(claimable(5), 0);
		pass(MONTH_MS);
		assert_eq!(claimable(5), LEVEL2_GRANT / 6);
	});
}

#[test]
fn a_revocation_pays_nothing_for_the_time_frozen() {
	active(|| {
		pass(MONTH_MS);
		freeze(A);
		pass(MONTH_MS);
		assert_ok!(revoke(A));
		assert_eq!((claimable(A), claimable(A1)), (LEVEL1_GRANT / 12, LEVEL2_GRANT / 6));
	});
}

#[test]
fn the_third_freeze_returns_what_is_not_released() {
	active(|| {
		for _ in 0..2 {
			freeze(A);
			assert_ok!(unfreeze(A));
		}
		pass(6 * MONTH_MS);
		freeze(A);
		assert_eq!(written(A), State::Revoked);
		assert_eq!(held(), LEVEL1_GRANT / 2 + 23 * LEVEL2_GRANT);
		assert_eq!(free(), FUNDS - held());
	});
}

#[test]
fn a_bond_that_leaves_while_frozen_forfeits_the_rest() {
	active(|| {
		pass(MONTH_MS);
		freeze(A);
		pass(MONTH_MS);
		bond(A1, 0);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 6);
		assert_ok!(unfreeze(A));
		pass(MONTH_MS);
		assert_eq!(claimable(A1), LEVEL2_GRANT / 6);
	});
}

#[test]
fn a_freeze_before_the_activation_pauses_level_2() {
	build_and_execute(|| {
		ChainParameters::mutate(|parameters| parameters.activation_time_ms = 4 * MONTH_MS);
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 22);
		pass(MONTH_MS);
		freeze(A);
		pass(MONTH_MS);
		assert_ok!(unfreeze(A));
		pass(MONTH_MS);
		assert_eq!((claimable(A), claimable(A1)), (0, LEVEL2_GRANT / 3));
		issue_level2(A, 5);
		pass(MONTH_MS);
		assert_eq!((claimable(A), claimable(A1)), (LEVEL1_GRANT / 12, LEVEL2_GRANT / 2));
	});
}

#[test]
fn a_missed_activation_ends_the_grants_at_its_moment() {
	build_and_execute(|| {
		ChainParameters::mutate(|parameters| parameters.activation_time_ms = 2 * MONTH_MS);
		assert_ok!(issue_level1(A));
		issue_level2(A, A1);
		pass(5 * MONTH_MS);
		// Claimed before and after it is settled.
		assert_eq!(claimable(A1), LEVEL2_GRANT / 3);
		assert_ok!(claim(A1));
		assert_ok!(settle(A));
		assert_eq!((claimable(A), claimable(A1)), (0, 0));
		assert_eq!(held(), 0);
		assert_eq!(free(), FUNDS - LEVEL2_GRANT / 3);
	});
}

#[test]
fn unfrozen_after_its_life_nothing_runs_on() {
	active(|| {
		pass(MONTH_MS);
		freeze(A);
		NowMs::mutate(|now| *now += MONTH_MS);
		set_height(1 + 2 * LIFE);
		assert_ok!(unfreeze(A));
		assert_eq!(written(A), State::Expired);
		assert_eq!(claimable(A), LEVEL1_GRANT / 12);
	});
}

#[test]
fn the_clock_goes_on_under_a_new_level_1() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 23);
		freeze(A);
		pass(MONTH_MS);
		assert_ok!(unfreeze(A));
		set_height(1_000);
		issue_level2(A, 5);
		NowMs::mutate(|now| *now += MONTH_MS);
		set_height(1 + LIFE);
		assert_ok!(issue_level1(A));
		assert_eq!(state(A), State::Issued);
		assert_eq!(claimable(5), LEVEL2_GRANT / 6);
		pass(ACTIVATION);
		let earned =
			LEVEL2_GRANT * u128::from(MONTH_MS + ACTIVATION) / u128::from(LEVEL2_RELEASE_MS);
		assert_eq!(claimable(5), earned);
		// It stops when that is not activated in time.
		pass(MONTH_MS);
		assert_eq!(claimable(5), earned);
	});
}

/// A level 2 lives for so many blocks, each a thousandth of its release; its level 1 is frozen and unfrozen at these
/// heights, and long after that its grant has accrued for so many blocks.
fn accrues(life: BlockNumber, frozen_at: BlockNumber, unfrozen_at: BlockNumber, blocks: u128) {
	active(|| {
		let at = |height| {
			set_height(height);
			NowMs::set(START + u64::from(height - 1) * (LEVEL2_RELEASE_MS / 1_000));
		};
		ChainParameters::mutate(|parameters| parameters.certificate_life = life);
		issue_level2(A, 5);
		at(frozen_at);
		freeze(A);
		assert_eq!(written(5).is_ended(), life < frozen_at);
		try_state();
		at(unfrozen_at);
		assert_ok!(unfreeze(A));
		assert_eq!(written(5).is_ended(), life < unfrozen_at);
		try_state();
		at(1_901);
		assert_eq!(claimable(5), LEVEL2_GRANT * blocks / 1_000);
		let _ = settle(5);
		assert_eq!(claimable(5), LEVEL2_GRANT * blocks / 1_000);
	});
}

#[test]
fn what_expires_while_frozen_accrues_up_to_the_freeze() {
	accrues(200, 101, 301, 100);
	// Soon after it, and looked at long after.
	accrues(110, 101, 1_101, 100);
	accrues(1_000, 101, 1_001, 100);
}

#[test]
fn what_expired_before_the_freeze_accrues_up_to_its_expiry() {
	accrues(50, 201, 301, 50);
	accrues(100, 101, 301, 100);
}

#[test]
fn what_expires_after_the_freeze_accrues_around_it() {
	accrues(400, 101, 301, 200);
	accrues(1_001, 11, 1_001, 11);
}

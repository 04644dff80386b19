//! What other pallets ask.

use super::*;

#[test]
fn without_a_certificate() {
	build_and_execute(|| {
		assert!(!is_certified(ANYONE));
		assert_eq!(valid_under(ANYONE), 0);
		assert!(!WitnessCertificates::is_tied(&account(ANYONE)));
		bond(ANYONE, BOND);
		bond(ANYONE, 0);
		assert!(events().is_empty());
	});
}

#[test]
fn level_2_is_valid_with_its_bond() {
	with_active(|| {
		assert!(is_certified(A1));
		bond(A1, BOND - 1);
		assert!(!is_certified(A1));
		assert_eq!(valid_under(A), 22);
		// It is tied nevertheless.
		assert!(WitnessCertificates::is_tied(&account(A1)));
		assert_eq!(state(A1), State::Active);
		bond(A1, BOND);
		assert!(is_certified(A1));
		assert_eq!(valid_under(A), 23);
	});
}

#[test]
fn level_1_needs_no_bond() {
	with_active(|| {
		bond(A, 0);
		assert!(is_certified(A));
	});
}

#[test]
fn level_2_counts_under_its_own_level_1() {
	ExtBuilder::default()
		.certificate(A, true, A1, 3)
		.certificate(B, false, B1, 4)
		.build_and_execute(|| {
			assert_eq!((valid_under(A), valid_under(B), valid_under(A1)), (3, 4, 0));
			// Under one that is only issued it is valid too.
			assert!(is_certified(B1) && !is_certified(B));
			freeze(A);
			assert_eq!((valid_under(A), valid_under(B)), (0, 4));
		});
}

#[test]
fn the_least_bond_is_that_of_now() {
	with_active(|| {
		bond(A1, 3 * BOND);
		ChainParameters::mutate(|parameters| parameters.min_bond = 3 * BOND);
		assert_eq!(valid_under(A), 1);
		assert!(is_certified(A1) && !is_certified(A1 + 1));
		ChainParameters::mutate(|parameters| parameters.min_bond = 0);
		bond(A1, 0);
		assert_eq!(valid_under(A), 23);
		assert!(is_certified(A1));
	});
}

#[test]
fn a_bond_that_changes_after_the_end_is_of_no_concern() {
	with_active(|| {
		assert_ok!(revoke(A1));
		System::reset_events();
		bond(A1, 0);
		bond(A1, BOND);
		assert!(events().is_empty());
		assert_eq!(valid_under(A), 22);
	});
}

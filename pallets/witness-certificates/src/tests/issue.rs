//! Issue of level 1.

use super::*;
use sp_runtime::DispatchError;

#[test]
fn the_foundation_issues_level_1_with_its_grant() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		let certificate = Certificates::<Test>::get(account(A)).unwrap();
		let Level::One(one) = certificate.level else { panic!("not of level 1") };
		assert_eq!((one.low_epochs, one.freezes, one.frozen_ms), (0, 0, 0));
		assert_eq!(one.activate_by, START + ACTIVATION);
		assert_eq!((certificate.issued_at, certificate.issued_ms), (1, START));
		assert_eq!((certificate.state, certificate.term), (State::Issued, None));
		assert_eq!(WitnessCertificates::level1(), vec![account(A)]);
		assert_eq!(held(), ISSUE_GRANT);
		assert_eq!(free(), FUNDS - ISSUE_GRANT);
		let activate_by = START + ACTIVATION;
		assert_eq!(
			events(),
			vec![
				Event::Level1Issued { who: account(A), activate_by },
				Event::GrantMade { who: account(A), amount: ISSUE_GRANT },
			]
		);
		// It is not valid before it is active.
		assert!(!is_certified(A));
	});
}

#[test]
fn only_the_foundation_decides() {
	with_active(|| {
		let (a, other) = (account(A), account(5));
		let refused = DispatchError::BadOrigin;
		assert_noop!(WitnessCertificates::issue_level1(signed(A), other.clone()), refused);
		assert_noop!(WitnessCertificates::approve_level2(signed(A), a.clone(), other), refused);
		assert_noop!(WitnessCertificates::unfreeze(signed(A), a.clone()), refused);
		assert_noop!(WitnessCertificates::revoke(signed(A), a), refused);
	});
}

#[test]
fn a_holder_is_an_avatar() {
	build_and_execute(|| {
		NoAvatars::set(vec![account(A)]);
		assert_noop!(issue_level1(A), Error::NotAvatar);
	});
}

#[test]
fn an_account_has_one_certificate() {
	with_active(|| {
		assert_noop!(issue_level1(A), Error::AlreadyCertified);
		assert_noop!(issue_level1(A1), Error::AlreadyCertified);
		freeze(A);
		assert_noop!(issue_level1(A), Error::AlreadyCertified);
		assert_noop!(issue_level1(A1), Error::AlreadyCertified);
	});
}

#[test]
fn there_are_23_of_level_1() {
	build_and_execute(|| {
		for n in 0..22 {
			assert_ok!(issue_level1(100 + n));
		}
		assert_ok!(issue_level1(A));
		assert_noop!(issue_level1(B), Error::TooManyLevel1);
		// One that has lapsed makes room when that is written.
		NowMs::mutate(|now| *now += ACTIVATION + 1);
		assert_noop!(issue_level1(B), Error::TooManyLevel1);
		assert_ok!(settle(A));
		assert_ok!(issue_level1(B));
	});
}

#[test]
fn a_grant_needs_funds() {
	build_and_execute(|| {
		let least = ExistentialDeposit::get();
		Balances::set_balance(&Treasury::get(), ISSUE_GRANT + least - 1);
		assert_noop!(issue_level1(A), Error::FoundationTooPoor);
		Balances::set_balance(&Treasury::get(), ISSUE_GRANT + least);
		assert_ok!(issue_level1(A));
		assert_eq!(free(), least);
	});
}

#[test]
fn another_certificate_can_follow_a_revoked_one() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		assert_ok!(revoke(A));
		assert_ok!(issue_level1(A));
		assert_eq!(state(A), State::Issued);
		assert_eq!(held(), ISSUE_GRANT);
		// Nothing of the first one counts: the lapse needs not be written before the third one.
		NowMs::mutate(|now| *now += ACTIVATION + 1);
		assert_eq!((state(A), written(A)), (State::Revoked, State::Issued));
		assert_ok!(issue_level1(A));
		assert_eq!(WitnessCertificates::level1(), vec![account(A)]);
		assert_eq!(held(), ISSUE_GRANT);
	});
}

#[test]
fn a_new_certificate_takes_over_the_level_2_of_an_expired_one() {
	with_active(|| {
		// One under it was issued later, and lives longer.
		set_height(1_000);
		issue_level2(A, 5);
		set_height(LIFE);
		assert_eq!(state(A), State::Expired);
		assert_ok!(issue_level1(A));
		assert_eq!((state(A), valid_under(A)), (State::Issued, 1));
		assert!(is_certified(5));
		// Until it is revoked: then they are, too.
		NowMs::mutate(|now| *now += ACTIVATION + 1);
		assert_eq!((state(A), state(5)), (State::Revoked, State::Revoked));
	});
}

#[test]
fn a_new_certificate_with_enough_of_level_2_is_active_at_once() {
	ExtBuilder::default().certificate(A, true, A1, 0).build_and_execute(|| {
		set_height(10);
		issue_many(A, A1, 23);
		set_height(LIFE);
		assert_eq!(state(A), State::Expired);
		assert_ok!(issue_level1(A));
		assert_eq!(state(A), State::Active);
		assert_eq!(held(), ISSUE_GRANT + ACTIVATION_GRANT + 23 * LEVEL2_GRANT);
	});
}

//! The Foundation revokes.

use super::*;

#[test]
fn level_1_is_revoked_with_all_under_it() {
	with_active(|| {
		assert_ok!(revoke(A));
		assert_eq!(
			(written(A), written(A1), written(A1 + 22)),
			(State::Revoked, State::Revoked, State::Revoked)
		);
		assert!(!is_certified(A) && !is_certified(A1));
		assert!(!WitnessCertificates::is_tied(&account(A)));
		assert!(!Groups::<Test>::contains_key(account(A)));
		assert_eq!(Level2Count::<Test>::get(), 0);
		assert_eq!(events().len(), 24);
	});
}

#[test]
fn level_2_is_revoked_alone() {
	with_active(|| {
		assert_ok!(revoke(A1));
		assert_eq!((written(A), written(A1)), (State::Active, State::Revoked));
		assert_eq!(valid_under(A), 22);
		assert_eq!(events(), vec![Event::Revoked { who: account(A1) }]);
	});
}

#[test]
fn each_state_can_be_revoked() {
	ExtBuilder::default()
		.certificate(A, true, A1, 2)
		.certificate(B, true, B1, 2)
		.build_and_execute(|| {
			// Issued
			assert_ok!(issue_level1(5));
			assert_ok!(revoke(5));
			assert_eq!(written(5), State::Revoked);
			// Frozen, and level 2 under it
			freeze(A);
			assert_ok!(revoke(A1));
			assert_ok!(revoke(A));
			assert_eq!((written(A), written(A1 + 1)), (State::Revoked, State::Revoked));
			// Expired, written or not
			set_height(LIFE);
			assert_ok!(settle(B));
			assert_ok!(settle(B1));
			assert_eq!((written(B), written(B1)), (State::Expired, State::Expired));
			assert_ok!(revoke(B1));
			assert_eq!(written(B1), State::Revoked);
			assert_ok!(revoke(B));
			// What had expired before its level 1 was revoked has expired.
			assert_eq!((written(B), written(B1 + 1)), (State::Revoked, State::Expired));
		});
}

#[test]
fn what_is_not_there_can_not_be_revoked() {
	with_active(|| {
		assert_noop!(revoke(ANYONE), Error::NoCertificate);
		assert_ok!(revoke(A));
		assert_noop!(revoke(A), Error::CertificateRevoked);
		assert_noop!(revoke(A1), Error::CertificateRevoked);
		// One that was not activated in time is revoked already.
		assert_ok!(issue_level1(B));
		issue_level2(B, B1);
		NowMs::mutate(|now| *now += ACTIVATION + 1);
		assert_noop!(revoke(B), Error::CertificateRevoked);
		assert_noop!(revoke(B1), Error::CertificateRevoked);
	});
}

#[test]
fn there_is_nothing_to_settle_of_one_in_force() {
	with_active(|| {
		assert_noop!(settle(ANYONE), Error::NothingToSettle);
		assert_noop!(settle(A), Error::NothingToSettle);
		assert_noop!(settle(A1), Error::NothingToSettle);
		freeze(A);
		assert_noop!(settle(A), Error::NothingToSettle);
		assert_noop!(settle(A1), Error::NothingToSettle);
	});
}

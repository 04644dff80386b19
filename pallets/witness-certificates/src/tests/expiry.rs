//! Certificates expire at their height.

use super::*;

#[test]
fn level_1_is_valid_below_its_height() {
	with_active(|| {
		set_height(LIFE - 1);
		assert_eq!((state(A), valid_under(A)), (State::Active, 23));
		assert!(is_certified(A));
		assert_noop!(settle(A), Error::NothingToSettle);
		set_height(LIFE);
		assert_eq!((state(A), written(A), valid_under(A)), (State::Expired, State::Active, 0));
		assert!(!is_certified(A));
		assert!(!WitnessCertificates::is_tied(&account(A)));
		assert_ok!(settle(A));
		assert_eq!(written(A), State::Expired);
		assert!(Level1Holders::<Test>::get().is_empty());
		assert_eq!(events().last(), Some(&Event::Expired { who: account(A) }));
	});
}

#[test]
fn level_2_is_valid_below_its_height() {
	with_active(|| {
		set_height(10);
		issue_level2(A, 5);
		set_height(LIFE);
		assert!(!is_certified(A1) && is_certified(5));
		set_height(10 + LIFE - 1);
		assert!(is_certified(5) && WitnessCertificates::is_tied(&account(5)));
		set_height(10 + LIFE);
		assert_eq!((state(5), written(5)), (State::Expired, State::Active));
		assert!(!is_certified(5) && !WitnessCertificates::is_tied(&account(5)));
		assert_ok!(settle(5));
		assert_eq!(written(5), State::Expired);
		assert_eq!(Level2Count::<Test>::get(), 23);
	});
}

#[test]
fn level_2_outlives_an_expired_level_1() {
	with_active(|| {
		set_height(10);
		issue_level2(A, 5);
		set_height(LIFE);
		assert_ok!(settle(A));
		assert!(is_certified(5));
		// Nobody is paid for it any more.
		assert_eq!(valid_under(A), 0);
		// It can be revoked through its level 1 still.
		assert_ok!(revoke(A));
		assert_eq!(
			(state(A), state(5), state(A1)),
			(State::Revoked, State::Revoked, State::Expired)
		);
	});
}

#[test]
fn a_count_is_right_at_each_height() {
	ExtBuilder::default().certificate(A, true, A1, 0).build_and_execute(|| {
		ChainParameters::mutate(|parameters| parameters.certificate_life = 100);
		for height in 1..=5 {
			set_height(height);
			issue_level2(A, A1 + height as u16);
		}
		for height in 1..=110u32 {
			set_height(height);
			let expected = (1..=5u32).filter(|from| height < from + 100).count();
			assert_eq!(valid_under(A), expected as u32, "at {height}");
		}
	});
}

#[test]
fn an_expired_holder_can_get_another_one() {
	with_active(|| {
		set_height(LIFE);
		bond(A1, BOND);
		assert_ok!(issue_level1(B));
		// Its lapse is written on the way.
		assert_ok!(propose(B, A1));
		assert_ok!(approve(B, A1));
		assert!(is_certified(A1));
		assert_eq!(valid_under(B), 1);
		assert_eq!(WitnessCertificates::level2_of(account(A)).len(), 22);
	});
}

#[test]
fn a_life_beyond_the_last_height_never_ends() {
	build_and_execute(|| {
		ChainParameters::mutate(|parameters| parameters.certificate_life = u32::MAX);
		set_height(7);
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 23);
		set_height(u32::MAX - 1);
		assert!(is_certified(A) && is_certified(A1));
	});
}

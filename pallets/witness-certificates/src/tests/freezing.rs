//! Low scores freeze.

use super::*;

#[test]
fn the_third_low_epoch_freezes_level_1_and_all_under_it() {
	with_active(|| {
		epoch(&[A], LOW);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Active);
		epoch(&[A], LOW);
		let frozen = State::Frozen { since: START };
		assert_eq!((state(A), state(A1)), (frozen, frozen));
		assert!(!is_certified(A) && !is_certified(A1));
		assert_eq!(valid_under(A), 0);
		// They keep their avatars.
		assert!(WitnessCertificates::is_tied(&account(A)));
		assert!(WitnessCertificates::is_tied(&account(A1)));
		// Level 2 is not written.
		assert_eq!((written(A), written(A1)), (frozen, State::Active));
		assert_eq!(events(), vec![Event::Frozen { who: account(A), freezes: 1 }]);
	});
}

#[test]
fn a_good_epoch_between_begins_the_run_anew() {
	with_active(|| {
		for score in [LOW, LOW, GOOD, LOW, LOW] {
			epoch(&[A], score);
		}
		assert_eq!(state(A), State::Active);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Frozen { since: START });
	});
}

#[test]
fn only_epochs_in_which_it_was_elected_count() {
	with_active(|| {
		epoch(&[A], LOW);
		epoch(&[A], LOW);
		Scores::mutate(|scores| scores.insert(account(B), GOOD));
		epoch(&[B], GOOD);
		assert_eq!(state(A), State::Active);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Frozen { since: START });
	});
}

#[test]
fn level_2_is_not_judged() {
	with_active(|| {
		freeze(A1);
		freeze(ANYONE);
		assert_eq!((state(A), state(A1)), (State::Active, State::Active));
		assert!(events().is_empty());
	});
}

#[test]
fn each_of_the_elected_is_judged_by_its_own_score() {
	ExtBuilder::default()
		.certificate(A, true, A1, 1)
		.certificate(B, true, B1, 1)
		.build_and_execute(|| {
			Scores::set([(account(A), LOW), (account(B), GOOD)].into());
			for _ in 0..3 {
				WitnessCertificates::epoch_ended(1, &[duty(A), duty(B)]);
			}
			assert_eq!((state(A), state(B)), (State::Frozen { since: START }, State::Active));
			assert!(!is_certified(A1) && is_certified(B1));
		});
}

#[test]
fn at_most_64_are_judged() {
	with_active(|| {
		let mut duties: Vec<_> = (0..64).map(|n| duty(3_000 + n)).collect();
		duties.push(duty(A));
		Scores::set([(account(A), LOW)].into());
		for _ in 0..3 {
			WitnessCertificates::epoch_ended(1, &duties);
		}
		assert_eq!(state(A), State::Active);
		for _ in 0..3 {
			WitnessCertificates::epoch_ended(1, &duties[1..]);
		}
		assert_eq!(state(A), State::Frozen { since: START });
	});
}

#[test]
fn the_foundation_unfreezes() {
	with_active(|| {
		freeze(A);
		assert_ok!(unfreeze(A));
		assert_eq!((state(A), state(A1), valid_under(A)), (State::Active, State::Active, 23));
		assert_eq!(events().last(), Some(&Event::Unfrozen { who: account(A) }));
		// The run is zero.
		epoch(&[A], LOW);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn a_frozen_one_is_not_judged() {
	with_active(|| {
		freeze(A);
		freeze(A);
		freeze(A);
		assert_eq!(state(A), State::Frozen { since: START });
		let Level::One(one) = Certificates::<Test>::get(account(A)).unwrap().level else {
			panic!("not of level 1")
		};
		assert_eq!((one.freezes, one.low_epochs), (1, 3));
	});
}

#[test]
fn the_third_freeze_revokes_all() {
	with_active(|| {
		for _ in 0..2 {
			freeze(A);
			assert_ok!(unfreeze(A));
		}
		assert_eq!(state(A), State::Active);
		freeze(A);
		assert_eq!((written(A), written(A1)), (State::Revoked, State::Revoked));
		assert!(!is_certified(A) && !is_certified(A1));
		assert_noop!(unfreeze(A), Error::CertificateRevoked);
		assert!(events().contains(&Event::Frozen { who: account(A), freezes: 3 }));
	});
}

#[test]
fn one_that_is_issued_is_frozen_too() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 22);
		freeze(A);
		assert_eq!(state(A), State::Frozen { since: START });
		assert!(!is_certified(A1));
		assert_ok!(unfreeze(A));
		assert_eq!(state(A), State::Issued);
		assert!(is_certified(A1));
		issue_level2(A, 5);
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn one_that_is_frozen_misses_its_activation_like_others() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 2);
		freeze(A);
		NowMs::set(START + ACTIVATION);
		assert_eq!(state(A), State::Frozen { since: START });
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!((state(A), state(A1)), (State::Revoked, State::Revoked));
		assert_noop!(unfreeze(A), Error::CertificateRevoked);
		assert_ok!(settle(A));
		assert_eq!((written(A), written(A1)), (State::Revoked, State::Revoked));
	});
}

#[test]
fn to_be_unfrozen_can_activate() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, 22);
		bond(A1, BOND - 1);
		issue_level2(A, 5);
		freeze(A);
		bond(A1, BOND);
		assert_eq!(state(A), State::Frozen { since: START });
		assert_ok!(unfreeze(A));
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn a_frozen_one_expires_when_it_is_unfrozen_too_late() {
	with_active(|| {
		set_height(1_000);
		issue_level2(A, 5);
		freeze(A);
		set_height(LIFE);
		// Under it, level 2 expires by its own height and is frozen before.
		let frozen = State::Frozen { since: START };
		assert_eq!((state(A), state(5), state(A1)), (frozen, frozen, State::Expired));
		assert_noop!(settle(A), Error::NothingToSettle);
		assert_ok!(unfreeze(A));
		assert_eq!((written(A), state(5)), (State::Expired, State::Active));
		assert!(is_certified(5));
	});
}

#[test]
fn unfreezing_needs_a_frozen_level_1() {
	with_active(|| {
		assert_noop!(unfreeze(ANYONE), Error::NoCertificate);
		assert_noop!(unfreeze(A), Error::NotFrozen);
		freeze(A);
		assert_noop!(unfreeze(A1), Error::NotLevel1);
		assert_ok!(unfreeze(A));
		assert_ok!(issue_level1(B));
		assert_noop!(unfreeze(B), Error::NotFrozen);
		set_height(LIFE);
		assert_noop!(unfreeze(A), Error::CertificateExpired);
		assert_ok!(revoke(A));
		assert_noop!(unfreeze(A), Error::CertificateRevoked);
	});
}

#[test]
fn one_whose_life_is_over_is_not_judged() {
	with_active(|| {
		epoch(&[A], LOW);
		epoch(&[A], LOW);
		set_height(LIFE);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Expired);
		assert!(events().is_empty());
	});
}

#[test]
fn the_end_of_an_epoch_weighs_what_it_did() {
	use crate::WeightInfo;
	use frame_support::dispatch::DispatchClass;

	let weight = || *System::block_weight().get(DispatchClass::Mandatory);
	let judged = <() as WeightInfo>::epoch_ended(1);
	with_active(|| {
		for _ in 0..2 {
			freeze(A);
			assert_ok!(unfreeze(A));
		}
		epoch(&[A], LOW);
		let before = weight();
		epoch(&[A], LOW);
		assert_eq!(weight(), before + judged);
		// The third freeze.
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Revoked);
		assert_eq!(weight(), before + judged.saturating_mul(2) + <() as WeightInfo>::revoke());
		WitnessCertificates::epoch_ended(2, &[duty(A), duty(B)]);
		let two = <() as WeightInfo>::epoch_ended(2);
		assert_eq!(
			weight(),
			before + judged.saturating_mul(2) + <() as WeightInfo>::revoke() + two
		);
	});
}

#[test]
fn a_freeze_weighs_as_much_as_an_end() {
	use crate::WeightInfo;
	use frame_support::dispatch::DispatchClass;

	with_active(|| {
		epoch(&[A], LOW);
		epoch(&[A], LOW);
		let before = *System::block_weight().get(DispatchClass::Mandatory);
		epoch(&[A], LOW);
		assert_eq!(state(A), State::Frozen { since: START });
		let after = *System::block_weight().get(DispatchClass::Mandatory);
		// For it writes all under it.
		let most = <() as WeightInfo>::epoch_ended(1) + <() as WeightInfo>::revoke();
		assert_eq!(after, before + most);
	});
}

#[test]
fn to_freeze_and_unfreeze_settles_what_expired_under_it() {
	with_active(|| {
		set_height(1_000);
		ChainParameters::mutate(|parameters| parameters.certificate_life = 10);
		issue_level2(A, 5);
		ChainParameters::mutate(|parameters| parameters.certificate_life = 100);
		issue_level2(A, 6);
		ChainParameters::mutate(|parameters| parameters.certificate_life = 500);
		issue_level2(A, 7);
		set_height(1_010);
		System::reset_events();
		freeze(A);
		assert!(events().contains(&Event::Expired { who: account(5) }));
		assert_eq!((written(5), written(6)), (State::Expired, State::Active));
		assert_eq!(Level2Count::<Test>::get(), 25);
		try_state();
		set_height(1_100);
		assert_ok!(unfreeze(A));
		assert_eq!((written(6), written(7)), (State::Expired, State::Active));
		assert_eq!(Level2Count::<Test>::get(), 24);
		assert_noop!(settle(6), Error::NothingToSettle);
		assert!(is_certified(7));
	});
}

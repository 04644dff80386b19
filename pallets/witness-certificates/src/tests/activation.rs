//! A level 1 becomes active with 23 valid ones of level 2, in time.

use super::*;

/// A has been issued a certificate with so many of level 2 under it.
fn issued(level2: u16, test: impl FnOnce()) {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		issue_many(A, A1, level2);
		test();
	});
}

#[test]
fn the_23rd_activates() {
	issued(22, || {
		assert_eq!((state(A), valid_under(A)), (State::Issued, 22));
		assert!(!is_certified(A));
		set_height(50);
		System::reset_events();
		issue_level2(A, 5);
		assert_eq!((state(A), valid_under(A)), (State::Active, 23));
		assert!(is_certified(A));
		assert_eq!(held(), ISSUE_GRANT + ACTIVATION_GRANT + 23 * LEVEL2_GRANT);
		let who = account(A);
		assert!(events().contains(&Event::Activated { who, until: 50 + LIFE }));
	});
}

#[test]
fn it_stays_active_with_fewer() {
	issued(23, || {
		assert_ok!(revoke(A1));
		assert_eq!((state(A), valid_under(A)), (State::Active, 22));
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn only_valid_ones_count() {
	issued(22, || {
		bond(A1, BOND - 1);
		issue_level2(A, 5);
		assert_eq!((state(A), valid_under(A)), (State::Issued, 22));
		// It has its bond again.
		bond(A1, BOND);
		assert_eq!((state(A), valid_under(A)), (State::Active, 23));
	});
}

#[test]
fn it_can_be_activated_until_its_moment() {
	issued(22, || {
		NowMs::set(START + ACTIVATION);
		assert_eq!(state(A), State::Issued);
		issue_level2(A, 5);
		assert_eq!(state(A), State::Active);
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn after_its_moment_it_is_revoked_with_all_under_it() {
	issued(22, || {
		assert!(is_certified(A1));
		NowMs::set(START + ACTIVATION + 1);
		// That counts at once,
		assert_eq!((state(A), state(A1)), (State::Revoked, State::Revoked));
		assert!(!is_certified(A) && !is_certified(A1));
		assert_eq!(valid_under(A), 0);
		assert!(!WitnessCertificates::is_tied(&account(A)));
		assert!(!WitnessCertificates::is_tied(&account(A1)));
		// and is written when someone under it is settled.
		assert_eq!((written(A), written(A1)), (State::Issued, State::Active));
		System::reset_events();
		assert_ok!(settle(A1));
		assert_eq!((written(A), written(A1)), (State::Revoked, State::Revoked));
		assert_eq!(written(A1 + 21), State::Revoked);
		let revoked = |event: &Event<Test>| matches!(event, Event::Revoked { .. });
		assert_eq!(events().iter().filter(|event| revoked(event)).count(), 23);
		assert_eq!(Level2Count::<Test>::get(), 0);
		assert!(Level1Holders::<Test>::get().is_empty());
		// What level 2 earned in that time is theirs, the rest is the Foundation's.
		let earned = LEVEL2_GRANT * u128::from(ACTIVATION) / u128::from(LEVEL2_RELEASE_MS);
		assert_eq!(claimable(A1), earned);
		assert_eq!(held(), 22 * earned);
		assert_noop!(settle(A1), Error::NothingToSettle);
	});
}

#[test]
fn a_late_bond_activates_nothing() {
	issued(22, || {
		bond(A1, BOND - 1);
		issue_level2(A, 5);
		NowMs::set(START + ACTIVATION + 1);
		bond(A1, BOND);
		assert_eq!(state(A), State::Revoked);
	});
}

#[test]
fn an_activation_that_can_not_be_paid_stops_no_level_2() {
	issued(22, || {
		let least = ExistentialDeposit::get();
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		Balances::set_balance(&Treasury::get(), LEVEL2_GRANT + least - 1);
		assert_noop!(approve(A, 5), Error::FoundationTooPoor);
		Balances::set_balance(&Treasury::get(), LEVEL2_GRANT + ACTIVATION_GRANT + least - 1);
		assert_ok!(approve(A, 5));
		assert_eq!((state(A), valid_under(A)), (State::Issued, 23));
		assert_eq!(held(), ISSUE_GRANT + 23 * LEVEL2_GRANT);
		assert_noop!(settle(A), Error::FoundationTooPoor);
		Balances::set_balance(&Treasury::get(), ACTIVATION_GRANT + least);
		assert_ok!(settle(A));
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn an_activation_that_can_not_be_paid_stops_no_bond() {
	issued(22, || {
		bond(A1, BOND - 1);
		issue_level2(A, 5);
		Balances::set_balance(&Treasury::get(), ACTIVATION_GRANT);
		bond(A1, BOND);
		assert_eq!((state(A), valid_under(A)), (State::Issued, 23));
		// Its time to become active runs on.
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!(state(A), State::Revoked);
	});
}

#[test]
fn a_lower_least_bond_activates_when_settled() {
	issued(22, || {
		bond(A1, BOND - 1);
		issue_level2(A, 5);
		ChainParameters::mutate(|parameters| parameters.min_bond = BOND - 1);
		assert_eq!((state(A), valid_under(A)), (State::Issued, 23));
		assert_ok!(settle(A));
		assert_eq!(state(A), State::Active);
	});
}

#[test]
fn the_time_to_activate_is_that_of_the_issue() {
	issued(0, || {
		ChainParameters::mutate(|parameters| parameters.activation_time_ms = 1);
		NowMs::set(START + ACTIVATION);
		assert_eq!(state(A), State::Issued);
		// However long it may be.
		ChainParameters::mutate(|parameters| parameters.activation_time_ms = u64::MAX);
		assert_ok!(issue_level1(B));
		NowMs::set(u64::MAX);
		assert_eq!((state(A), state(B)), (State::Revoked, State::Issued));
	});
}

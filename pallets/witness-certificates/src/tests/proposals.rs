//! Level 2: proposal and second approval.

use super::*;

#[test]
fn two_approvals_issue_level_2() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		bond(A1, BOND);
		System::reset_events();
		assert_ok!(propose(A, A1));
		assert_eq!(WitnessCertificates::proposals(account(A)), vec![account(A1)]);
		assert!(!is_certified(A1));
		assert_ok!(approve(A, A1));
		assert!(is_certified(A1));
		assert_eq!(WitnessCertificates::level2_of(account(A)), vec![account(A1)]);
		assert!(!Proposals::<Test>::contains_key(account(A)));
		assert_eq!(Level2Count::<Test>::get(), 1);
		assert_eq!(held(), ISSUE_GRANT + LEVEL2_GRANT);
		let (under, who) = (account(A), account(A1));
		assert_eq!(
			events(),
			vec![
				Event::Level2Proposed { under: under.clone(), who: who.clone() },
				Event::Level2Issued { under, who: who.clone(), until: 1 + LIFE },
				Event::GrantMade { who, amount: LEVEL2_GRANT },
			]
		);
	});
}

#[test]
fn only_who_has_a_certificate_of_level_1_proposes() {
	with_active(|| {
		bond(5, BOND);
		assert_noop!(propose(ANYONE, 5), Error::NoCertificate);
		assert_noop!(propose(A1, 5), Error::NotLevel1);
	});
}

#[test]
fn a_frozen_certificate_issues_nothing() {
	with_active(|| {
		bond(5, BOND);
		bond(6, BOND);
		assert_ok!(propose(A, 6));
		freeze(A);
		assert_noop!(propose(A, 5), Error::CertificateFrozen);
		assert_noop!(approve(A, 6), Error::CertificateFrozen);
		assert_ok!(unfreeze(A));
		assert_ok!(approve(A, 6));
	});
}

#[test]
fn an_expired_certificate_issues_nothing() {
	with_active(|| {
		bond(5, BOND);
		bond(6, BOND);
		assert_ok!(propose(A, 6));
		set_height(LIFE - 1);
		assert_ok!(propose(A, 5));
		assert_ok!(approve(A, 5));
		set_height(LIFE);
		assert_noop!(propose(A, 5), Error::CertificateExpired);
		assert_noop!(approve(A, 6), Error::CertificateExpired);
	});
}

#[test]
fn a_revoked_certificate_issues_nothing() {
	with_active(|| {
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		assert_ok!(revoke(A));
		assert_noop!(propose(A, 5), Error::CertificateRevoked);
		assert_noop!(approve(A, 5), Error::CertificateRevoked);
		assert!(!Proposals::<Test>::contains_key(account(A)));
	});
}

#[test]
fn a_certificate_that_missed_its_activation_issues_nothing() {
	build_and_execute(|| {
		assert_ok!(issue_level1(A));
		bond(5, BOND);
		NowMs::set(START + ACTIVATION);
		assert_ok!(propose(A, 5));
		NowMs::set(START + ACTIVATION + 1);
		assert_noop!(approve(A, 5), Error::CertificateRevoked);
	});
}

#[test]
fn the_foundation_approves_only_what_is_proposed() {
	with_active(|| {
		bond(5, BOND);
		assert_noop!(approve(A, 5), Error::NotProposed);
		// A proposal of another holder is none.
		assert_ok!(issue_level1(B));
		assert_ok!(propose(B, 5));
		assert_noop!(approve(A, 5), Error::NotProposed);
		assert_ok!(approve(B, 5));
		// It is used up.
		assert_noop!(approve(B, 5), Error::NotProposed);
	});
}

#[test]
fn a_proposal_can_be_withdrawn() {
	with_active(|| {
		bond(5, BOND);
		let withdraw = |n| WitnessCertificates::withdraw_proposal(signed(n), account(5));
		assert_noop!(withdraw(A), Error::NotProposed);
		assert_ok!(propose(A, 5));
		assert_noop!(withdraw(5), Error::NotProposed);
		assert_ok!(withdraw(A));
		assert_noop!(approve(A, 5), Error::NotProposed);
		let last = Event::ProposalWithdrawn { under: account(A), who: account(5) };
		assert_eq!(events().last(), Some(&last));
	});
}

#[test]
fn nobody_is_proposed_twice_by_one_holder() {
	with_active(|| {
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		assert_noop!(propose(A, 5), Error::AlreadyProposed);
		assert_ok!(issue_level1(B));
		assert_ok!(propose(B, 5));
	});
}

#[test]
fn a_holder_proposes_46_at_a_time() {
	with_active(|| {
		for n in 0..46 {
			bond(100 + n, BOND);
			assert_ok!(propose(A, 100 + n));
		}
		bond(5, BOND);
		assert_noop!(propose(A, 5), Error::TooManyProposals);
		assert_ok!(approve(A, 100));
		assert_ok!(propose(A, 5));
	});
}

#[test]
fn of_level_2_is_an_avatar() {
	with_active(|| {
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		NoAvatars::set(vec![account(5), account(6)]);
		assert_noop!(approve(A, 5), Error::NotAvatar);
		bond(6, BOND);
		assert_noop!(propose(A, 6), Error::NotAvatar);
	});
}

#[test]
fn of_level_2_has_no_other_certificate() {
	with_active(|| {
		bond(A, BOND);
		bond(5, BOND);
		assert_noop!(propose(A, A), Error::AlreadyCertified);
		assert_noop!(propose(A, A1), Error::AlreadyCertified);
		assert_ok!(propose(A, 5));
		assert_ok!(issue_level1(5));
		assert_noop!(approve(A, 5), Error::AlreadyCertified);
	});
}

#[test]
fn of_level_2_has_the_least_bond() {
	with_active(|| {
		bond(5, BOND - 1);
		assert_noop!(propose(A, 5), Error::BondTooSmall);
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		bond(5, BOND - 1);
		assert_noop!(approve(A, 5), Error::BondTooSmall);
		bond(5, BOND);
		assert_ok!(approve(A, 5));
	});
}

#[test]
fn there_are_46_under_a_level_1() {
	ExtBuilder::default().certificate(A, true, A1, 45).build_and_execute(|| {
		for n in [5, 6] {
			bond(n, BOND);
			assert_ok!(propose(A, n));
		}
		assert_ok!(approve(A, 5));
		assert_noop!(approve(A, 6), Error::TooManyLevel2);
		// One that has ended makes room.
		assert_ok!(revoke(A1));
		assert_ok!(approve(A, 6));
		assert_eq!(valid_under(A), MAX_LEVEL2);
	});
}

#[test]
fn there_are_1058_of_level_2_in_all() {
	with_active(|| {
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		Level2Count::<Test>::put(1_058);
		assert_noop!(approve(A, 5), Error::TooManyLevel2InAll);
		Level2Count::<Test>::put(1_057);
		assert_ok!(approve(A, 5));
		Level2Count::<Test>::put(24);
	});
}

#[test]
fn the_grant_of_level_2_needs_funds() {
	with_active(|| {
		let least = ExistentialDeposit::get();
		bond(5, BOND);
		assert_ok!(propose(A, 5));
		Balances::set_balance(&Treasury::get(), LEVEL2_GRANT + least - 1);
		assert_noop!(approve(A, 5), Error::FoundationTooPoor);
		Balances::set_balance(&Treasury::get(), LEVEL2_GRANT + least);
		assert_ok!(approve(A, 5));
	});
}

#[test]
fn who_leads_level_2_under_an_expired_certificate_gets_none() {
	with_active(|| {
		set_height(1_000);
		issue_level2(A, 5);
		assert_ok!(issue_level1(B));
		bond(A, BOND);
		set_height(LIFE);
		assert_eq!(state(A), State::Expired);
		assert_noop!(propose(B, A), Error::StillLeads);
		set_height(1_000 + LIFE);
		assert_ok!(settle(5));
		for n in A1..A1 + 22 {
			assert_ok!(settle(n));
		}
		assert_noop!(propose(B, A), Error::StillLeads);
		assert_ok!(settle(A1 + 22));
		assert_ok!(propose(B, A));
		assert_ok!(approve(B, A));
		assert!(is_certified(A));
		assert_eq!(WitnessCertificates::level1(), vec![account(B)]);
	});
}

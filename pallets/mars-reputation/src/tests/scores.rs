//! What a witness score is made of.

use super::*;
use crate::WitnessScore;
use pillars_rules::MissRecord;
use pillars_traits::WitnessScores;

fn bond(n: u8, amount: Balance) {
	Bonded::mutate(|all| all.insert(who(n), amount));
}

fn score(n: u8) -> u32 {
	<MarsReputation as WitnessScores>::score(&who(n))
}

#[test]
fn who_was_never_elected_has_missed_nothing() {
	build_and_execute(|| {
		assert_eq!(score(1), 30_000);
		assert_eq!(score(9), 30_000);
		assert_eq!(Records::<Test>::iter().count(), 0);
	});
}

#[test]
fn certificate_and_bond_are_added() {
	build_and_execute(|| {
		Certified::set(vec![who(1), who(2)]);
		assert_eq!(score(1), 60_000);
		bond(1, 100_000 * ETP);
		assert_eq!(score(1), 90_900);
		bond(3, 100_000 * ETP);
		assert_eq!(score(3), 60_900);
		bond(3, ETP - 1);
		assert_eq!(score(3), 30_000);
	});
}

#[test]
fn missed_turns_are_taken_off() {
	build_and_execute(|| {
		Certified::set(vec![who(1)]);
		Records::<Test>::insert(who(1), MissRecord { x: -100_000, n: 3 });
		assert_eq!(score(1), 58_500);
		Records::<Test>::insert(who(1), MissRecord { x: -200_000, n: 3 });
		assert_eq!(score(1), 57_000);
		Records::<Test>::insert(who(1), MissRecord { x: -200_001, n: 3 });
		assert_eq!(score(1), 30_000);
		Records::<Test>::insert(who(1), MissRecord { x: -1_000_000, n: 12 });
		assert_eq!(score(1), 30_000);
	});
}

#[test]
fn the_test_score_is_that_of_somebody_certified() {
	build_and_execute(|| {
		bond(1, 10 * ETP);
		bond(2, 10 * ETP);
		Certified::set(vec![who(2)]);
		assert_eq!(score(1), 36_180);
		assert_eq!(MarsReputation::test_score(&who(1)), 66_180);
		assert_eq!(MarsReputation::test_score(&who(2)), score(2));
	});
}

#[test]
fn a_staker_is_judged_by_the_bond_of_a_candidate_or_else_by_its_deposit() {
	build_and_execute(|| {
		let staker = |deposited| MarsReputation::staker_score(&who(1), deposited);
		assert_eq!(staker(0), 30_000);
		assert_eq!(staker(100 * ETP), 42_360);
		// A bond without candidacy stands for nothing.
		bond(1, 1_000 * ETP);
		assert_eq!(staker(0), 30_000);
		assert_eq!(staker(10_000 * ETP), 54_720);
		// A candidate does not lift itself by a deposit.
		Standing::set(vec![who(1)]);
		assert_eq!(staker(0), 48_540);
		assert_eq!(staker(10_000 * ETP), 48_540);
		Standing::set(vec![]);
		assert_eq!(staker(Balance::MAX), MarsReputation::staker_score(&who(2), Balance::MAX));
		// It needs no certificate, and has the points of one.
		Certified::set(vec![who(1)]);
		assert_eq!(staker(0), 60_000);
		Standing::set(vec![who(1)]);
		assert_eq!(staker(0), 78_540);
	});
}

#[test]
fn wallets_are_told_the_parts() {
	build_and_execute(|| {
		Certified::set(vec![who(1)]);
		bond(1, 10 * ETP);
		Records::<Test>::insert(who(1), MissRecord { x: -100_000, n: 3 });
		let expected = WitnessScore {
			total: 64_680,
			certificate: 30_000,
			stake: 6_180,
			miss: 28_500,
			x: -100_000,
			n: 3,
		};
		assert_eq!(MarsReputation::witness_score(who(1)), expected);
		assert_eq!(expected.total, score(1));
		let expected =
			WitnessScore { total: 30_000, certificate: 0, stake: 0, miss: 30_000, x: 0, n: 0 };
		assert_eq!(MarsReputation::witness_score(who(9)), expected);
	});
}

//! How blocks move the difficulties.

use super::*;
use pillars_traits::DifficultyAdjustment;
use proptest::prelude::*;

/// θ of both kinds in the parameters of these tests, in ms.
const THETA: u64 = 2_433;
/// A time, in ms since 1970.
const START: u64 = 1_800_000_000_000;

fn parameters() -> Parameters {
	Parameters::local_testnet()
}

fn block(kind: Kind, timestamp: u64) {
	Difficulty::retarget(kind, Phase::One, timestamp, &parameters());
}

#[test]
fn the_first_block_of_a_kind_only_records_its_time() {
	build_and_execute(12_800, 25_600, || {
		block(Kind::Pow, START);
		assert_eq!(
			state(Kind::Pow),
			DifficultyState { difficulty: 12_800, last_timestamp: Some(START) }
		);
		assert_eq!(state(Kind::Pos), DifficultyState::new(25_600));
	});
}

#[test]
fn pow_moves_by_its_interval() {
	// A step is 12 800 / 128 = 100; the adjustment is 2 less one for each whole θ.
	for (interval, difficulty) in [
		(1, 13_000),
		(THETA - 1, 13_000),
		(THETA, 12_900),
		(2 * THETA, 12_800),
		(5 * THETA, 12_500),
		(101 * THETA, 2_900),
		(1_000 * THETA, 2_900),
	] {
		build_and_execute(12_800, 1_000, || {
			block(Kind::Pow, START);
			block(Kind::Pow, START + interval);
			assert_eq!(Difficulty::difficulty(Kind::Pow), difficulty, "interval {interval}");
			assert_eq!(state(Kind::Pow).last_timestamp, Some(START + interval));
		});
	}
}

#[test]
fn pos_moves_by_its_interval() {
	for (interval, difficulty) in
		[(1, 14_600), (18 * THETA, 12_800), (19 * THETA, 12_700), (117 * THETA, 2_900)]
	{
		build_and_execute(1_000, 12_800, || {
			block(Kind::Pos, START);
			block(Kind::Pos, START + interval);
			assert_eq!(Difficulty::difficulty(Kind::Pos), difficulty, "interval {interval}");
		});
	}
}

#[test]
fn only_blocks_of_the_kind_count() {
	build_and_execute(12_800, 12_800, || {
		block(Kind::Pow, START);
		// GIVEN a Pos block between two Pow blocks
		block(Kind::Pos, START + 4 * THETA);
		block(Kind::Pow, START + 5 * THETA);
		// THEN the interval of Pow is that between its own
		assert_eq!(Difficulty::difficulty(Kind::Pow), 12_500);
		// AND Pos, which had one block, has not moved.
		assert_eq!(Difficulty::difficulty(Kind::Pos), 12_800);
	});
}

#[test]
fn dpos_changes_nothing() {
	build_and_execute(12_800, 12_800, || {
		block(Kind::Pow, START);
		let before = Difficulties::<Test>::get();
		block(Kind::Dpos, START + 1);
		assert_eq!(Difficulties::<Test>::get(), before);
	});
}

#[test]
fn the_phase_of_the_block_chooses_theta() {
	let mut parameters = parameters();
	parameters.pow.theta_ms.two = 2 * THETA;
	for (phase, difficulty) in [(Phase::One, 12_600), (Phase::Two, 12_800)] {
		build_and_execute(12_800, 12_800, || {
			Difficulty::retarget(Kind::Pow, phase, START, &parameters);
			Difficulty::retarget(Kind::Pow, phase, START + 4 * THETA, &parameters);
			assert_eq!(Difficulty::difficulty(Kind::Pow), difficulty);
		});
	}
}

#[test]
fn time_that_stands_still_or_runs_back_is_the_shortest_interval() {
	for timestamp in [START, START - 1_000] {
		build_and_execute(12_800, 12_800, || {
			block(Kind::Pow, START);
			block(Kind::Pow, timestamp);
			assert_eq!(Difficulty::difficulty(Kind::Pow), 13_000);
			assert_eq!(state(Kind::Pow).last_timestamp, Some(timestamp));
		});
	}
}

proptest! {
	#[test]
	fn no_sequence_of_blocks_breaks_the_invariant(
		pow in 1u128..,
		pos in 1u128..,
		blocks in prop::collection::vec((0usize..3, any::<u64>(), any::<bool>()), 0..40),
	) {
		build_and_execute(pow, pos, || {
			for (kind, timestamp, second) in blocks {
				let phase = if second { Phase::Two } else { Phase::One };
				Difficulty::retarget(Kind::ALL[kind], phase, timestamp, &parameters());
			}
		});
	}
}

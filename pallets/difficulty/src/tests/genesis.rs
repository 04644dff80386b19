//! What holds before the first block.

use super::*;
use frame_support::traits::Get;
use pillars_traits::DifficultyAdjustment;

#[test]
fn genesis_difficulties_are_those_configured() {
	build_and_execute(600, 45_000, || {
		assert_eq!(state(Kind::Pow), DifficultyState::new(600));
		assert_eq!(state(Kind::Pos), DifficultyState::new(45_000));
	});
}

#[test]
fn view_and_seam_agree_and_dpos_has_no_difficulty() {
	build_and_execute(600, 45_000, || {
		for (kind, difficulty) in [(Kind::Pow, 600), (Kind::Pos, 45_000), (Kind::Dpos, 0)] {
			assert_eq!(Difficulty::difficulty(kind), difficulty);
			assert_eq!(<Difficulty as DifficultyAdjustment>::difficulty(kind), difficulty);
		}
	});
}

#[test]
#[should_panic(expected = "the genesis difficulty of Pow must be at least 1")]
fn a_genesis_without_pow_difficulty_is_refused() {
	genesis(0, 1);
}

#[test]
#[should_panic(expected = "the genesis difficulty of Pos must be at least 1")]
fn a_genesis_without_pos_difficulty_is_refused() {
	genesis(1, 0);
}

#[test]
fn without_a_genesis_the_difficulties_are_least() {
	sp_io::TestExternalities::default().execute_with(|| {
		assert_eq!(Difficulty::difficulty(Kind::Pow), 1);
		assert_eq!(Difficulty::difficulty(Kind::Pos), 1);
		Difficulty::do_try_state().unwrap();
	});
}

#[test]
fn try_state_finds_a_difficulty_of_zero() {
	for kind in [Kind::Pow, Kind::Pos] {
		genesis(1, 1).execute_with(|| {
			Difficulties::<Test>::mutate(|states| states.of_mut(kind).unwrap().difficulty = 0);
			assert!(Difficulty::do_try_state().is_err());
		});
	}
}

#[test]
fn explorers_find_the_target_block_time() {
	let target: u64 = <Test as pallet_difficulty::Config>::TargetBlockTime::get();
	assert_eq!(target, 16_350);
}

//! How governance changes the parameters, and when they bind.

use super::{
	chain::{pos, pow},
	*,
};
use crate::Error;
use frame_support::{assert_noop, assert_ok};
use pillars_traits::{BlockClaim, ConsensusParameters};
use sp_runtime::traits::BadOrigin;

fn set(parameters: Parameters) -> sp_runtime::DispatchResult {
	HybridConsensus::set_parameters(RuntimeOrigin::root(), Box::new(parameters))
}

fn changed(change: impl FnOnce(&mut Parameters)) -> Parameters {
	let mut parameters = HybridConsensus::parameters();
	change(&mut parameters);
	parameters
}

#[test]
fn root_changes_them_and_an_event_says_from_what_to_what() {
	build_and_execute(|mut chain| {
		chain.begin(MINER, pow());
		let old = HybridConsensus::parameters();
		let new = changed(|p| p.divisor = 2_048);
		assert_ok!(set(new.clone()));
		assert_eq!(HybridConsensus::parameters(), new);
		assert_eq!(<HybridConsensus as ConsensusParameters>::parameters(), new);
		let event = Event::ParametersChanged { old: Box::new(old), new: Box::new(new) };
		assert_eq!(events(), [event]);
	});
}

#[test]
fn nobody_else_changes_them() {
	build_and_execute(|_| {
		for origin in [RuntimeOrigin::signed(account(RICH)), RuntimeOrigin::none()] {
			let parameters = Box::new(Parameters::mainnet());
			assert_noop!(HybridConsensus::set_parameters(origin, parameters), BadOrigin);
		}
	});
}

#[test]
fn each_bound_has_its_error() {
	type Change = fn(&mut Parameters);
	use Error::*;
	let cases: [(Change, Error<Test>); 29] = [
		(|p| p.divisor = 99, DivisorTooSmall),
		(|p| p.pow.theta_ms.one = 0, ThetaOutOfRange),
		(|p| p.pos.theta_ms.two = 0, ThetaOutOfRange),
		(|p| p.pow.min_difficulty = 0, MinDifficultyZero),
		(|p| p.pos.min_difficulty = 0, MinDifficultyZero),
		(|p| p.window = 1, WindowOutOfRange),
		(|p| p.target_block_time_ms.one = 0, TargetBlockTimeOutOfRange),
		(|p| p.pos_slot_ms = 0, SlotOutOfRange),
		(|p| p.follower_min_ms = 0, FollowerMinZero),
		(|p| p.follower_min_ms = p.follower_max_ms + 1, FollowerWindowEmpty),
		(|p| p.follower_max_ms = u64::MAX, FollowerMaxTooLong),
		(|p| p.maturity_scale.numerator = 0, MaturityScaleZero),
		(|p| p.maturity_scale.denominator = 0, MaturityScaleZero),
		(|p| p.coinbase_maturity = 0, CoinbaseMaturityZero),
		(|p| p.deposit_remaining = p.deposit_min_lock + 1, DepositRemainingAboveLock),
		(|p| p.pow.min_difficulty = u128::MAX, MinDifficultyTooHigh),
		(|p| p.pos.min_difficulty = u128::MAX, MinDifficultyTooHigh),
		(|p| p.maturity_scale.numerator = u32::MAX, MaturityScaleTooLarge),
		(|p| p.coinbase_maturity = u32::MAX, CoinbaseMaturityTooLong),
		(|p| p.deposit_min_amount = u128::MAX, DepositTooLarge),
		(|p| p.deposit_min_lock = u32::MAX, DepositLockTooLong),
		(|p| p.min_bond = 0, MinBondOutOfRange),
		(|p| p.pos_min_mars = u32::MAX, MinMarsTooHigh),
		(|p| p.pos_bonus.percent = 101, PosBonusTooHigh),
		(|p| p.month_blocks = 0, MonthOutOfRange),
		(|p| p.certificate_life = 0, CertificateLifeOutOfRange),
		(|p| p.activation_time_ms = 0, ActivationTimeOutOfRange),
		(|p| p.freeze_below = u32::MAX, FreezeBelowTooHigh),
		(|p| p.freeze_epochs = 0, FreezeEpochsOutOfRange),
	];
	build_and_execute(|_| {
		for (change, error) in cases {
			let parameters = changed(change);
			assert_noop!(set(parameters), error);
		}
	});
}

#[test]
fn a_change_binds_the_retarget_from_the_next_block_on() {
	let after = |change: bool| {
		let mut difficulties = vec![];
		build_and_execute(|mut chain| {
			chain.pow();
			chain.begin(MINER, pow());
			if change {
				// Twice the step.
				assert_ok!(set(changed(|p| p.divisor = 200)));
			}
			chain.inherents();
			chain.finish();
			difficulties.push(Difficulty::difficulty(Kind::Pow));
			chain.pow();
			difficulties.push(Difficulty::difficulty(Kind::Pow));
		});
		difficulties
	};
	let (kept, changed) = (after(false), after(true));
	assert_eq!(kept[0], changed[0]);
	assert_eq!(kept[1], kept[0] + kept[0] / 128 * 2);
	assert_eq!(changed[1], changed[0] + changed[0] / 200 * 2);
}

#[test]
fn a_change_does_not_touch_the_stake_maturity_of_its_own_block() {
	build_and_execute(|mut chain| {
		chain.begin(STAKER, pos());
		let before = <HybridConsensus as BlockClaim>::stake_maturity();
		assert_ok!(set(changed(|p| p.maturity_scale.denominator = 1)));
		assert_eq!(<HybridConsensus as BlockClaim>::stake_maturity(), before);
		assert!(HybridConsensus::stake_maturity() > before);
		chain.inherents();
		chain.finish();
		chain.begin(STAKER, pos());
		assert!(<HybridConsensus as BlockClaim>::stake_maturity() > before);
	});
}

#[test]
fn a_change_of_the_phase_switch_assigns_turns_from_the_next_block_on() {
	ExtBuilder::default().parameters(|p| p.phase2_at = 1_000).build_and_execute(|mut chain| {
		chain.begin(MINER, pow());
		assert_ok!(set(changed(|p| p.phase2_at = 1)));
		chain.inherents();
		chain.finish();
		assert_eq!(crate::Duties::<Test>::get(0).into_inner(), [duty(0, 0); 3]);
		chain.pow();
		let assigned = [duty(0, 0), duty(1, 0), duty(0, 0)];
		assert_eq!(crate::Duties::<Test>::get(0).into_inner(), assigned);
	});
}

//! What blocks earn.

use super::*;

#[test]
fn the_reward_falls_with_each_interval() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		let cases = [
			(1, 300_000_000),
			(499_999, 300_000_000),
			(500_000, 285_000_000),
			(999_999, 285_000_000),
			(1_000_000, 270_750_000),
			(1_500_000, 257_212_500),
		];
		for (elapsed, reward) in cases {
			assert_eq!(mine_after(GOLD, elapsed, 1), reward, "after {elapsed} blocks");
		}
		assert_eq!(mined(GOLD), cases.iter().map(|(_, reward)| reward).sum());
	});
}

#[test]
fn nothing_is_earned_at_the_height_of_the_issue_or_before() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		assert_eq!(MstMining::mine(GOLD, 0, 1), 0);
		assert_eq!(MstMining::mine(GOLD, ISSUED - 1, 1), 0);
		assert_eq!(MstMining::mine(GOLD, ISSUED, 1), 0);
		assert_eq!(mined(GOLD), 0);
		assert_eq!(mine_after(GOLD, 1, 1), PAPER.initial.into());
	});
}

#[test]
fn a_follower_earns_its_part_rounded_down() {
	let model = MiningModel { initial: 100, ..PAPER };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 23), 4);
		assert_eq!(mine_after(GOLD, 2, 100), 1);
		assert_eq!(mine_after(GOLD, 3, 101), 0);
		assert_eq!(mine_after(GOLD, 4, u32::MAX), 0);
		assert_eq!(mined(GOLD), 5);
	});
}

#[test]
fn a_divisor_of_0_earns_nothing() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 0), 0);
		assert_eq!(mined(GOLD), 0);
	});
}

#[test]
fn what_is_unknown_earns_nothing_and_leaves_nothing() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		for asset in [ETP_ASSET, GOLD + 1, Asset::MAX] {
			assert_eq!(mine_after(asset, 1, 1), 0);
		}
		assert_eq!(Mineables::<Test>::iter().count(), 1);
		assert_eq!(mined(GOLD), 0);
	});
}

#[test]
fn the_cap_cuts_the_last_reward() {
	let model = MiningModel { initial: 40, cap: Some(100), ..PAPER };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 1), 40);
		assert_eq!(mine_after(GOLD, 2, 1), 40);
		assert!(events().is_empty());
		assert_eq!(mine_after(GOLD, 3, 1), 20);
		assert_eq!(events(), [Event::Exhausted { asset: GOLD, cap: 100 }]);
		assert_eq!(mine_after(GOLD, 4, 1), 0);
		assert_eq!(mined(GOLD), 100);
		assert_eq!(events().len(), 1);
	});
}

#[test]
fn the_cap_may_be_met_exactly() {
	let model = MiningModel { initial: 50, cap: Some(100), ..PAPER };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 1), 50);
		assert_eq!(mine_after(GOLD, 2, 1), 50);
		assert_eq!(mine_after(GOLD, 3, 1), 0);
		assert_eq!(events(), [Event::Exhausted { asset: GOLD, cap: 100 }]);
	});
}

#[test]
fn the_cap_is_applied_after_the_division() {
	let model = MiningModel { initial: 100, cap: Some(60), ..PAPER };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 2), 50);
		assert_eq!(mine_after(GOLD, 2, 2), 10);
	});
}

#[test]
fn a_decay_of_0_leaves_one_interval() {
	let model = MiningModel { initial: 7, interval: 2, decay: Permill::zero(), cap: None };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 1), 7);
		assert_eq!(mine_after(GOLD, 2, 1), 0);
		assert_eq!(mine_after(GOLD, 1_000_000, 1), 0);
	});
}

#[test]
fn a_decay_of_1_goes_on_for_ever() {
	let model = MiningModel { initial: u64::MAX, interval: 1, decay: Permill::one(), cap: None };
	ExtBuilder::default().token(model).build_and_execute(|| {
		assert_eq!(mine_after(GOLD, 1, 1), u64::MAX.into());
		assert_eq!(mine_after(GOLD, BlockNumber::MAX - ISSUED, 1), u64::MAX.into());
		assert_eq!(mined(GOLD), 2 * Balance::from(u64::MAX));
	});
}

#[test]
fn tokens_do_not_touch_each_other() {
	let silver = MiningModel { initial: 9, cap: Some(9), ..PAPER };
	ExtBuilder::default().token(PAPER).token(silver).build_and_execute(|| {
		assert_eq!(mine_after(GOLD + 1, 1, 1), 9);
		assert_eq!(mine_after(GOLD + 1, 2, 1), 0);
		assert_eq!(mine_after(GOLD, 3, 1), PAPER.initial.into());
		assert_eq!((mined(GOLD), mined(GOLD + 1)), (PAPER.initial.into(), 9));
	});
}

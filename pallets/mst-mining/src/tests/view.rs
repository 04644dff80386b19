//! What wallets and miners are told.

use super::*;

fn next_reward(asset: Asset) -> Balance {
	MstMining::mining(asset).unwrap().next_reward
}

#[test]
fn nothing_is_told_of_other_tokens() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		assert_eq!(MstMining::mining(GOLD + 1), None);
		assert_eq!(MstMining::mining(ETP_ASSET), None);
	});
}

#[test]
fn the_model_and_the_sum_are_told() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		let expected = MiningInfo {
			model: PAPER,
			issued_at: ISSUED,
			mined: 0,
			next_reward: PAPER.initial.into(),
		};
		assert_eq!(MstMining::mining(GOLD), Some(expected));
		let earned = mine_after(GOLD, 1, 3);
		assert_eq!(earned, 100_000_000);
		assert_eq!(MstMining::mining(GOLD), Some(MiningInfo { mined: earned, ..expected }));
	});
}

#[test]
fn the_next_reward_is_what_the_next_block_earns() {
	let model = MiningModel { cap: Some(600_000_000), ..PAPER };
	ExtBuilder::default().token(model).build_and_execute(|| {
		for elapsed in [1, 499_999, 500_000, 500_001] {
			System::set_block_number(ISSUED + elapsed - 1);
			let told = next_reward(GOLD);
			assert_eq!(mine_after(GOLD, elapsed, 1), told, "after {elapsed} blocks");
		}
		// The third of them was cut by the cap to nothing.
		assert_eq!(mined(GOLD), 600_000_000);
		assert_eq!(next_reward(GOLD), 0);
	});
}

#[test]
fn at_the_last_height_there_is_an_answer() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		System::set_block_number(BlockNumber::MAX);
		assert_eq!(next_reward(GOLD), 0);
	});
}

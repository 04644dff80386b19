//! Whatever the model and whoever mines.

use super::*;
use pillars_rules::mst::mst_reward;
use proptest::prelude::*;

prop_compose! {
	fn model()(
		initial in prop_oneof![1u64..1_000, any::<u64>().prop_map(|n| n.max(1))],
		interval in prop_oneof![1u32..100, any::<u32>().prop_map(|n| n.max(1))],
		parts in 0u32..=1_000_000,
		cap in prop::option::of(prop_oneof![1u128..10_000, 1..=Balance::MAX]),
	) -> MiningModel {
		MiningModel { initial, interval, decay: Permill::from_parts(parts), cap }
	}
}

/// Gaps between blocks that mine, and the divisor of each.
fn blocks() -> impl Strategy<Value = Vec<(u32, u32)>> {
	let gap = prop_oneof![1u32..50, 1u32..10_000_000];
	let divisor = prop_oneof![Just(1u32), 1u32..64];
	prop::collection::vec((gap, divisor), 0..60)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	/// The sum is that of what was returned and never above the cap; whole rewards never rise; each is
	/// what the formula says, as far as the cap allows.
	#[test]
	fn mining_keeps_to_the_model(model in model(), blocks in blocks()) {
		ExtBuilder::default().token(model).build_and_execute(|| {
			let cap = model.cap.unwrap_or(Balance::MAX);
			let (mut elapsed, mut sum, mut last) = (0u32, 0u128, Balance::MAX);
			for (gap, divisor) in blocks {
				elapsed += gap;
				let decay = model.decay.deconstruct();
				let reward = mst_reward(model.initial, model.interval, decay, elapsed);
				assert!(reward <= last);
				last = reward;
				let earned = mine_after(GOLD, elapsed, divisor);
				assert_eq!(earned, (reward / Balance::from(divisor)).min(cap - sum));
				sum += earned;
				assert_eq!(mined(GOLD), sum);
			}
			assert!(sum <= cap);
		});
	}

	/// Of two blocks the later one never earns more, and what the token is told to pay next is paid.
	#[test]
	fn what_is_told_is_earned(model in model(), at in 1u32..1_000_000, later in 0u32..1_000_000) {
		ExtBuilder::default().token(model).build_and_execute(|| {
			System::set_block_number(ISSUED + at - 1);
			let first = MstMining::mining(GOLD).unwrap().next_reward;
			System::set_block_number(ISSUED + at + later);
			let second = MstMining::mining(GOLD).unwrap().next_reward;
			assert!(second <= first);
			assert_eq!(mine_after(GOLD, at + later + 1, 1), second);
		});
	}

	/// Once exhausted, always exhausted.
	#[test]
	fn an_exhausted_token_stays_so(cap in 1u128..1_000, blocks in blocks()) {
		let model = MiningModel { initial: 1_000, cap: Some(cap), ..PAPER };
		ExtBuilder::default().token(model).build_and_execute(|| {
			let mut elapsed = 1;
			assert_eq!(mine_after(GOLD, elapsed, 1), cap);
			for (gap, divisor) in blocks {
				elapsed += gap;
				assert_eq!(mine_after(GOLD, elapsed, divisor), 0);
			}
			assert_eq!(mined(GOLD), cap);
			assert_eq!(events(), [Event::Exhausted { asset: GOLD, cap }]);
		});
	}
}

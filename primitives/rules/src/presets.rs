//! The parameters of the known chains.
//!
//! The θ of the retarget are solved for the block times of the white paper, from the mean
//! `θ / ln(1 + 1/b)` at which exponential arrivals settle:
//!
//! | | phase one | phase two | `local_testnet`, `development` |
//! |---|---|---|---|
//! | `Pow` | 11 353 ms (28 s) | 14 151 ms (34.9 s) | 2 433 ms (6 s) |
//! | `Pos` | 13 625 ms (252 s) | 14 144 ms (261.6 s = 16 x 16.35 s) | 2 433 ms (45 s) |
//!
//! (White paper: a divisor of 10 s, which would settle at 24.7 s and 185 s, not at its own times;
//! and 268 s, which is not 16 x 16.35 s.) The activation heights of the old chain, 1 924 000 and
//! 2 541 142, mean nothing on a new one; phase one lasts their difference.

use crate::params::{KindParameters, Parameters, PerPhase, PosBonus, Ratio};
use pillars_primitives::units::ETP;

/// The least amount of a stake deposit on every known chain: 1 000 ETP in satoshi.
const DEPOSIT: u128 = 1_000 * ETP;
/// A minute in ms.
const MINUTE_MS: u64 = 60_000;
/// A day in ms.
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;

impl Parameters {
	/// The parameters of the public chain.
	pub const fn mainnet() -> Self {
		Self {
			phase2_at: 617_142,
			window: 30,
			window_from: 1_000,
			divisor: 2_048,
			pow: KindParameters {
				theta_ms: PerPhase { one: 11_353, two: 14_151 },
				min_difficulty: 1 << 16,
			},
			pos: KindParameters {
				theta_ms: PerPhase { one: 13_625, two: 14_144 },
				min_difficulty: 1 << 16,
			},
			target_block_time_ms: PerPhase { one: 25_200, two: 16_350 },
			pos_slot_ms: 16_000,
			follower_min_ms: 1_000,
			follower_max_ms: 12_000,
			maturity_scale: Ratio { numerator: 1, denominator: 1 },
			coinbase_maturity: 500,
			deposit_min_amount: DEPOSIT,
			deposit_min_lock: 24_000,
			deposit_remaining: 1_000,
			min_bond: 100_000 * ETP,
			pos_min_mars: 0,
			pos_bonus: PosBonus::NONE,
			month_blocks: 158_532,
			certificate_life: 2_000_000,
			activation_time_ms: 60 * DAY_MS,
			freeze_below: 70_000,
			freeze_epochs: 3,
			finality_follows_elections: true,
		}
	}

	/// The parameters of a test network on one machine or a few: fast, with both phases.
	pub const fn local_testnet() -> Self {
		// `Pow` every 6 s, `Pos` every 45 s, and in phase two a follower to each `Pow`:
		// 1 / (1/6 + 1/45) s and 1 / (2/6 + 1/45) s.
		Self {
			phase2_at: 50,
			window: 30,
			window_from: 0,
			divisor: 128,
			pow: KindParameters { theta_ms: PerPhase::both(2_433), min_difficulty: 256 },
			pos: KindParameters { theta_ms: PerPhase::both(2_433), min_difficulty: 256 },
			target_block_time_ms: PerPhase { one: 5_294, two: 2_813 },
			pos_slot_ms: 1_000,
			follower_min_ms: 500,
			follower_max_ms: 4_000,
			maturity_scale: Ratio { numerator: 1, denominator: 50 },
			coinbase_maturity: 10,
			deposit_min_amount: DEPOSIT,
			deposit_min_lock: 100,
			deposit_remaining: 5,
			min_bond: 1_000 * ETP,
			pos_min_mars: 0,
			pos_bonus: PosBonus::NONE,
			month_blocks: 100,
			certificate_life: 2_000,
			activation_time_ms: 10 * MINUTE_MS,
			freeze_below: 70_000,
			freeze_epochs: 3,
			finality_follows_elections: true,
		}
	}

	/// The parameters of a chain of one node: as [`Self::local_testnet`], but in phase two from the
	/// first block, with younger coins and a finality set that never changes.
	pub const fn development() -> Self {
		Self {
			phase2_at: 1,
			maturity_scale: Ratio { numerator: 1, denominator: 100 },
			coinbase_maturity: 5,
			deposit_min_lock: 50,
			finality_follows_elections: false,
			..Self::local_testnet()
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn presets_are_within_their_bounds() {
		for preset in
			[Parameters::mainnet(), Parameters::local_testnet(), Parameters::development()]
		{
			assert_eq!(preset.validate(), Ok(()));
		}
	}

	#[test]
	fn stated_block_times_follow_from_those_of_the_kinds() {
		// Means in ms of Pow and Pos, in phase one and two; a phase two adds a follower per Pow.
		let check = |stated: u64, pow: u64, pos: u64, per_pow: u64| {
			let exact = pow * pos / (per_pow * pos + pow);
			assert!(stated.abs_diff(exact) <= 10, "{stated} is not {exact}");
		};
		let mainnet = Parameters::mainnet().target_block_time_ms;
		check(mainnet.one, 28_000, 252_000, 1);
		check(mainnet.two, 34_880, 261_600, 2);
		let development = Parameters::development().target_block_time_ms;
		check(development.one, 6_000, 45_000, 1);
		check(development.two, 6_000, 45_000, 2);
	}
}

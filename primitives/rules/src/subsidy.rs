//! The reward of a block and the split of its fees.
//!
//! With `k = floor(height / 500 000)` a block earns `base * 95^k / 100^k` satoshi, rounded half up,
//! and nothing from k = 400 on:
//!
//! | kind | base | fees |
//! |---|---|---|
//! | `Pow` | 3 ETP | all to the author |
//! | `Pos` | 0.3 ETP | all to the author |
//! | `Dpos` | 0.5 ETP | 60 % to the witness, 40 % to the author of the `Pow` parent, so that building on the follower pays |
//!
//! At most 100 000 000 ETP are ever minted, and burning frees nothing: 50 M at genesis, at most 30 M
//! by `Pow` (500 000 * 3 ETP / (1 - 0.95)), and at most the 20 M of the reward pool, which once was
//! the interest of deposits, by `Pos` and `Dpos`.

use crate::{kind::Kind, wide::Wide};
use pillars_primitives::{units::ETP, Balance, BlockNumber};

/// The most satoshi ever minted.
pub const MAX_SUPPLY: Balance = 100_000_000 * ETP;
/// The satoshi of which the rewards of `Pos` and `Dpos` blocks are drawn.
pub const REWARD_POOL: Balance = 20_000_000 * ETP;
/// The number of blocks after which a reward falls by a twentieth.
pub const DECAY_INTERVAL: BlockNumber = 500_000;
/// The k from which on there is no reward.
pub const LAST_DECAY: u32 = 400;

/// How many fifths of its fees a follower leaves to the author of its parent.
const PARENT_FIFTHS: Balance = 2;
/// How many fifths there are.
const FIFTHS: Balance = 5;

/// The reward before any decay, in satoshi.
const fn base_reward(kind: Kind) -> u64 {
	match kind {
		Kind::Pow => 300_000_000,
		Kind::Pos => 30_000_000,
		Kind::Dpos => 50_000_000,
	}
}

/// The reward in satoshi of a block of `kind` at `height`.
pub fn subsidy(kind: Kind, height: BlockNumber) -> Balance {
	let decays = height / DECAY_INTERVAL;
	if decays >= LAST_DECAY {
		return 0;
	}
	let twice = base_reward(kind).saturating_mul(2);
	// 95 / 100 = 19 / 20. Rounding half up is floor((floor(2x) + 1) / 2); and dividing k times with
	// rounding down is dividing once by the power.
	let mut wide = Wide::new(twice);
	(0..decays).for_each(|_| wide.multiply(19));
	(0..decays).for_each(|_| wide.divide(20));
	// It has only become less, so it fits.
	let floor = wide.to_u64().unwrap_or(twice);
	Balance::from(floor.div_ceil(2))
}

/// Splits the fees of a block of `kind` into what its author gets and what the author of its parent
/// gets, in satoshi. The parent's part is rounded down; nothing is lost.
pub fn split_fees(kind: Kind, fees: Balance) -> (Balance, Balance) {
	let parent_author = match kind {
		Kind::Pow | Kind::Pos => 0,
		// Whole fifths and the rest apart, so that nothing can overflow.
		Kind::Dpos => {
			let rest = (fees % FIFTHS).saturating_mul(PARENT_FIFTHS) / FIFTHS;
			(fees / FIFTHS).saturating_mul(PARENT_FIFTHS).saturating_add(rest)
		},
	};
	(fees.saturating_sub(parent_author), parent_author)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The largest k with a reward rule.
	const LAST: BlockNumber = LAST_DECAY - 1;

	#[test]
	fn the_widest_product_fits() {
		let mut wide = Wide::new(2 * base_reward(Kind::Pow));
		(0..LAST).for_each(|_| wide.multiply(19));
		// 29.2 + 399 * 4.248 bits, far from the 1 792 there are.
		assert_eq!(wide.bits(), 1_725);
	}

	#[test]
	fn a_reward_changes_with_the_interval() {
		assert_eq!(subsidy(Kind::Pow, 0), 3 * ETP);
		assert_eq!(subsidy(Kind::Pow, 499_999), 3 * ETP);
		assert_eq!(subsidy(Kind::Pow, 500_000), 285_000_000);
		assert_eq!(subsidy(Kind::Dpos, 0), ETP / 2);
		assert_eq!(subsidy(Kind::Pos, 0), ETP * 3 / 10);
		assert_eq!(subsidy(Kind::Pow, u32::MAX), 0);
	}

	#[test]
	fn halves_are_rounded_up() {
		// 300 000 000 * 0.95^5 = 232 134 281.25; 30 000 000 * 0.95^4 = 24 435 187.5
		assert_eq!(subsidy(Kind::Pow, 5 * DECAY_INTERVAL), 232_134_281);
		assert_eq!(subsidy(Kind::Pos, 4 * DECAY_INTERVAL), 24_435_188);
	}

	#[test]
	fn pow_never_mints_more_than_thirty_millions() {
		let total: Balance = (0..LAST_DECAY)
			.map(|k| subsidy(Kind::Pow, k * DECAY_INTERVAL) * Balance::from(DECAY_INTERVAL))
			.sum();
		assert!(total <= 30_000_000 * ETP, "{total}");
		assert!(total > 29_999_990 * ETP, "{total}");
	}

	#[test]
	fn only_a_follower_shares_its_fees() {
		assert_eq!(split_fees(Kind::Pow, 100), (100, 0));
		assert_eq!(split_fees(Kind::Pos, 100), (100, 0));
		assert_eq!(split_fees(Kind::Dpos, 100), (60, 40));
		assert_eq!(split_fees(Kind::Dpos, 104), (63, 41));
		assert_eq!(split_fees(Kind::Dpos, 1), (1, 0));
		let (author, parent) = split_fees(Kind::Dpos, Balance::MAX);
		assert_eq!(author.checked_add(parent), Some(Balance::MAX));
		assert_eq!(parent, Balance::MAX / 5 * 2);
	}
}

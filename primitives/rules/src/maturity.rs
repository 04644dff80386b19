//! Stake maturity: the age a coin must have to stake (white paper, the sigmoid g(z)).
//!
//! ```text
//! clamp(floor(1000 * D_Pos / (D_Pos + D_min)), 250, 1000) blocks * maturity_scale,
//! ```
//!
//! rounded down, at least 1. The white paper's sigmoid `1 / (1 + e^-z)`, at `z = ln(D / D_min)`, is
//! exactly `D / (D + D_min)`: no exponential is needed. Genesis coins are mature.

use crate::params::Ratio;
use pillars_primitives::BlockNumber;
use primitive_types::U256;

/// The least maturity in blocks, before it is scaled.
pub const MIN_MATURITY: BlockNumber = 250;
/// The limit of the maturity in blocks, before it is scaled.
pub const MAX_MATURITY: BlockNumber = 1_000;

/// The age in blocks a coin must have at the height of the block it stakes for.
///
/// `difficulty_pos` is `D_Pos` in the parent's state (not `D_eff`), `min` its least value. A
/// denominator of 0 is taken as 1; what does not fit is clamped.
pub fn stake_maturity(difficulty_pos: u128, min: u128, scale: Ratio) -> BlockNumber {
	let difficulty = U256::from(difficulty_pos);
	let blocks = difficulty
		.saturating_mul(MAX_MATURITY.into())
		.checked_div(difficulty.saturating_add(min.into()))
		.map_or(0, |quotient| quotient.low_u64())
		.clamp(MIN_MATURITY.into(), MAX_MATURITY.into());
	let scaled = blocks
		.saturating_mul(scale.numerator.into())
		.checked_div(scale.denominator.max(1).into())
		.unwrap_or(blocks);
	BlockNumber::try_from(scaled).unwrap_or(BlockNumber::MAX).max(1)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn scaled(numerator: u32, denominator: u32) -> BlockNumber {
		stake_maturity(256, 256, Ratio { numerator, denominator })
	}

	#[test]
	fn the_least_difficulty_needs_half_the_limit() {
		assert_eq!(scaled(1, 1), 500);
	}

	#[test]
	fn extremes_are_clamped() {
		let one = Ratio { numerator: 1, denominator: 1 };
		assert_eq!(stake_maturity(0, 0, one), 250);
		assert_eq!(stake_maturity(1, u128::MAX, one), 250);
		assert_eq!(stake_maturity(u128::MAX, u128::MAX, one), 500);
		assert_eq!(stake_maturity(u128::MAX, 0, one), 1_000);
	}

	#[test]
	fn scale_rounds_down_but_not_to_zero() {
		assert_eq!(scaled(1, 50), 10);
		assert_eq!(scaled(1, 100), 5);
		assert_eq!(scaled(1, 300), 1);
		assert_eq!(scaled(1, 501), 1);
		assert_eq!(scaled(3, 2), 750);
		assert_eq!(scaled(u32::MAX, 1), u32::MAX);
		assert_eq!(scaled(1, 0), 500);
	}
}

//! The reward of a token that is mined along with blocks.
//!
//! At `elapsed` blocks after its issue a block earns `initial * decay^n`, `n = floor(elapsed / interval)`, rounded to
//! the nearest; nothing in the block of the issue. Ties are rounded up.

use pillars_primitives::{Balance, BlockNumber};
use primitive_types::{U256, U512};

/// Bits behind the point of a power of the decay.
const BITS: u32 = 192;
/// A whole, in millionths.
const MILLION: u32 = 1_000_000;

/// The reward in the token's smallest units: `decay_ppm` is what is left from one interval to the next, in millionths
/// (more than all is taken as all); an interval of 0 is taken as 1.
///
/// The power is computed by squaring with 192 bits behind the point, each product rounded up, so that it is above the
/// true one by less than 2^-150; ties are therefore found, and the reward never rises with `elapsed`.
#[allow(clippy::arithmetic_side_effects, reason = "shifts by less than the width do not overflow")]
pub fn mst_reward(
	initial: u64,
	interval: BlockNumber,
	decay_ppm: u32,
	elapsed: BlockNumber,
) -> Balance {
	if elapsed == 0 {
		return 0;
	}
	let n = elapsed.checked_div(interval.max(1)).unwrap_or_default();
	let share = U512::from(power(decay_ppm.min(MILLION), n));
	let half = U512::one() << (BITS - 1);
	let reward = share.saturating_mul(initial.into()).saturating_add(half) >> BITS;
	// At most `initial`.
	Balance::from(reward.min(initial.into()).low_u64())
}

/// `(ppm / 10^6)^n` with [`BITS`] bits behind the point, rounded up.
#[allow(clippy::arithmetic_side_effects, reason = "shifts by less than the width do not overflow")]
fn power(ppm: u32, mut n: u32) -> U256 {
	let one = U256::one() << BITS;
	let mut result = one;
	let mut square = div_up(one.saturating_mul(ppm.into()), MILLION.into());
	while n > 0 {
		if n & 1 == 1 {
			result = multiply(result, square);
		}
		square = multiply(square, square);
		n >>= 1;
	}
	result
}

/// The product of two numbers of at most 1, rounded up.
#[allow(clippy::arithmetic_side_effects, reason = "shifts by less than the width do not overflow")]
fn multiply(a: U256, b: U256) -> U256 {
	let product = a.full_mul(b);
	let last = (U512::one() << BITS).saturating_sub(U512::one());
	let rounded = product.saturating_add(last) >> BITS;
	U256::try_from(rounded).unwrap_or(U256::MAX)
}

fn div_up(a: U256, b: U256) -> U256 {
	a.saturating_add(b.saturating_sub(U256::one())).checked_div(b).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn the_table() {
		let reward = |elapsed| mst_reward(300_000_000, 500_000, 950_000, elapsed);
		assert_eq!(reward(0), 0);
		assert_eq!(reward(1), 300_000_000);
		assert_eq!(reward(499_999), 300_000_000);
		assert_eq!(reward(500_000), 285_000_000);
		assert_eq!(reward(1_000_000), 270_750_000);
		assert_eq!(reward(1_500_000), 257_212_500);
	}

	#[test]
	fn extremes() {
		assert_eq!(mst_reward(u64::MAX, 1, MILLION, u32::MAX), u128::from(u64::MAX));
		assert_eq!(mst_reward(u64::MAX, 1, MILLION + 1, 7), u128::from(u64::MAX));
		assert_eq!(mst_reward(u64::MAX, 1, 0, 1), 0);
		assert_eq!(mst_reward(7, 2, 0, 1), 7);
		assert_eq!(mst_reward(7, 0, 0, 1), 0);
		assert_eq!(mst_reward(u64::MAX, 1, 999_999, u32::MAX), 0);
	}

	#[test]
	fn ties_go_up() {
		assert_eq!(mst_reward(1, 1, 500_000, 1), 1);
		assert_eq!(mst_reward(10, 1, 950_000, 1), 10);
		assert_eq!(mst_reward(400, 1, 950_000, 3), 343);
	}

	proptest! {
		/// Against the exact fraction, where it fits.
		#[test]
		fn small_powers_are_exact(initial: u64, ppm in 0..=MILLION, n in 1u32..20) {
			let exact = U512::from(initial) * U512::from(ppm).pow(n.into());
			let all = U512::from(MILLION).pow(n.into());
			let rounded = (exact * 2 + all) / (all * 2);
			prop_assert_eq!(U512::from(mst_reward(initial, 1, ppm, n)), rounded);
		}

		#[test]
		fn it_never_rises(initial: u64, interval in 1u32..1_000, ppm in 0..=MILLION, elapsed in 1u32..u32::MAX) {
			let now = mst_reward(initial, interval, ppm, elapsed);
			prop_assert!(mst_reward(initial, interval, ppm, elapsed + 1) <= now);
		}
	}
}

//! The decimal logarithm in fixed point.

use primitive_types::U256;

/// Bits behind the point of [`log10`].
pub const LOG_BITS: u32 = 40;
/// Bits behind the point of a mantissa; the rest of 128 holds what is below 10.
const MANTISSA_BITS: u32 = 124;

/// The logarithm of `n` to the base 10, times 2^40, rounded down; 0 for 0.
///
/// It is below the true one by less than 2^-39, never falls as `n` rises, and is exact at powers of ten: the
/// mantissa is squared once for each bit, and what the 124 bits behind its point lose by that is far below the last
/// bit of the result.
#[allow(clippy::arithmetic_side_effects, reason = "shifts by less than the width do not overflow")]
pub fn log10(n: u128) -> u64 {
	let Some(whole) = n.checked_ilog10() else { return 0 };
	let power = U256::from(10u128.saturating_pow(whole));
	// In [1, 10), so it fits.
	let shifted = U256::from(n) << MANTISSA_BITS;
	let mut mantissa = shifted.checked_div(power).unwrap_or_default();
	let ten = U256::from(10u8) << MANTISSA_BITS;
	let mut result = u64::from(whole);
	for _ in 0..LOG_BITS {
		// Below 100 with 124 bits behind the point: nothing overflows.
		mantissa = mantissa.saturating_mul(mantissa) >> MANTISSA_BITS;
		result <<= 1;
		if mantissa >= ten {
			mantissa = mantissa.checked_div(U256::from(10u8)).unwrap_or_default();
			result |= 1;
		}
	}
	result
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn powers_of_ten_are_exact() {
		for exponent in 0..=38 {
			assert_eq!(log10(10u128.pow(exponent)), u64::from(exponent) << LOG_BITS);
		}
		assert_eq!(log10(0), 0);
	}

	#[test]
	fn known_digits() {
		// log10(2) and log10(2^128 - 1), from tables.
		let check = |n: u128, digits: u128| {
			let scaled = (u128::from(log10(n)) * 1_000_000_000_000) >> LOG_BITS;
			assert!(digits.abs_diff(scaled) <= 2, "{scaled}");
		};
		check(2, 301_029_995_663);
		check(7, 845_098_040_014);
		check(99_999_999, 7_999_999_995_657);
		check(u128::MAX, 38_531_839_444_989);
	}

	proptest! {
		#[test]
		fn it_never_falls(n in 0..u128::MAX) {
			prop_assert!(log10(n) <= log10(n + 1));
		}

		#[test]
		fn it_rises_between_small_numbers(n in 1u128..100_000_000) {
			prop_assert!(log10(n) < log10(n + 1));
		}

		#[test]
		fn a_product_has_the_sum(a in 1..u128::from(u64::MAX), b in 1..u128::from(u64::MAX)) {
			// 2^-39 of each is less than 10^-9.
			let (sum, product) = (log10(a) + log10(b), log10(a * b));
			prop_assert!(product.abs_diff(sum) <= 4);
		}
	}
}

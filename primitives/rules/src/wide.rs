//! An unsigned integer wide enough for `2 * base * 19^399`, with the two operations it needs.

/// The number of limbs: 1 792 bits.
const LIMBS: usize = 28;
/// The number of bits of a limb.
const LIMB_BITS: u32 = u64::BITS;

/// The integer, least significant limb first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wide([u64; LIMBS]);

impl Wide {
	/// `value`, widened.
	pub(crate) fn new(value: u64) -> Self {
		let mut limbs = [0; LIMBS];
		if let Some(lowest) = limbs.first_mut() {
			*lowest = value;
		}
		Self(limbs)
	}

	/// Multiplies with `factor`, modulo 2^1792.
	pub(crate) fn multiply(&mut self, factor: u64) {
		let mut carry = 0u128;
		for limb in &mut self.0 {
			// At most (2^64 - 1)^2 + 2^64 - 1, so nothing saturates.
			let product = u128::from(*limb).saturating_mul(factor.into()).saturating_add(carry);
			*limb = product as u64;
			carry = product >> LIMB_BITS;
		}
	}

	/// Divides by `divisor`, rounding down; 0 is taken as 1.
	pub(crate) fn divide(&mut self, divisor: u64) {
		let divisor = u128::from(divisor.max(1));
		let mut remainder = 0u128;
		for limb in self.0.iter_mut().rev() {
			// The remainder is less than the divisor, so the quotient fits a limb.
			let dividend = (remainder << LIMB_BITS) | u128::from(*limb);
			*limb = dividend.checked_div(divisor).unwrap_or(0) as u64;
			remainder = dividend.checked_rem(divisor).unwrap_or(0);
		}
	}

	/// The integer, if it fits.
	pub(crate) fn to_u64(&self) -> Option<u64> {
		let (lowest, others) = self.0.split_first()?;
		others.iter().all(|limb| *limb == 0).then_some(*lowest)
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use primitive_types::U512;
	use proptest::prelude::*;

	impl Wide {
		/// The number of bits the integer needs.
		pub(crate) fn bits(&self) -> u32 {
			let unused = self.0.iter().rev().take_while(|limb| **limb == 0).count();
			match self.0.iter().rev().nth(unused) {
				Some(highest) => (LIMBS - unused) as u32 * LIMB_BITS - highest.leading_zeros(),
				None => 0,
			}
		}
	}

	#[test]
	fn powers_have_their_known_width() {
		let mut power = Wide::new(1);
		assert_eq!((power.bits(), Wide::new(0).bits()), (1, 0));
		(0..1_791).for_each(|_| power.multiply(2));
		assert_eq!(power.bits(), 1_792);
		assert_eq!(power.to_u64(), None);
		power.multiply(2);
		assert_eq!(power, Wide::new(0));
	}

	proptest! {
		#[test]
		fn agrees_with_a_stock_integer(value: u64, factors: [u64; 6], divisors: [u64; 5]) {
			let mut wide = Wide::new(value);
			let mut stock = U512::from(value);
			for factor in factors {
				wide.multiply(factor);
				stock *= U512::from(factor);
			}
			for divisor in divisors {
				wide.divide(divisor);
				stock /= U512::from(divisor.max(1));
			}
			let (low, high) = wide.0.split_at(8);
			prop_assert_eq!(low, &stock.0[..]);
			prop_assert!(high.iter().all(|limb| *limb == 0));
		}

		#[test]
		fn division_undoes_multiplication(value: u64, factor in 1u64.., times in 0usize..27) {
			let mut wide = Wide::new(value);
			(0..times).for_each(|_| wide.multiply(factor));
			(0..times).for_each(|_| wide.divide(factor));
			prop_assert_eq!(wide.to_u64(), Some(value));
		}
	}
}

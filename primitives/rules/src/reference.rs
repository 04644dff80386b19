//! The reference of a kind's weight.
//!
//! `ref_k >= 1` is the mean, rounded down, of `D_k` before retarget (for `Pos`: of `D_Pos`, not of
//! `D_eff`) over the blocks of kind k in epoch e - 2, e being the epoch of the parent. An epoch
//! without such a block keeps the previous reference; for e < 2 it is the genesis difficulty.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use primitive_types::U256;
use scale_info::TypeInfo;

/// The difficulties of the blocks of one kind in one epoch, of which the mean is the reference.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ReferenceSum {
	/// The sum of the difficulties; 2^32 of them can not overflow it.
	pub sum: U256,
	/// The number of blocks.
	pub count: u32,
}

impl ReferenceSum {
	/// Counts a block with `difficulty`, the `D_k` before its retarget. Beyond 2^32 - 1 blocks
	/// nothing is counted any more.
	pub fn add(&mut self, difficulty: u128) {
		if let Some(count) = self.count.checked_add(1) {
			self.count = count;
			self.sum = self.sum.saturating_add(difficulty.into());
		}
	}

	/// The reference: the mean, or `previous` if no block was counted; at least 1.
	pub fn mean(&self, previous: u128) -> u128 {
		self.sum
			.checked_div(self.count.into())
			.map_or(previous, |mean| u128::try_from(mean).unwrap_or(u128::MAX))
			.max(1)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn sum_of(difficulties: &[u128]) -> ReferenceSum {
		let mut sum = ReferenceSum::default();
		difficulties.iter().for_each(|difficulty| sum.add(*difficulty));
		sum
	}

	#[test]
	fn the_mean_is_rounded_down() {
		assert_eq!(sum_of(&[1, 2, 5]).mean(77), 2);
		assert_eq!(sum_of(&[600]).mean(77), 600);
	}

	#[test]
	fn nothing_counted_keeps_the_previous() {
		assert_eq!(sum_of(&[]).mean(77), 77);
		assert_eq!(sum_of(&[]).mean(0), 1);
		assert_eq!(sum_of(&[0, 1]).mean(77), 1);
	}

	#[test]
	fn extremes_do_not_overflow() {
		assert_eq!(sum_of(&[u128::MAX; 3]).mean(1), u128::MAX);
		let mut full = ReferenceSum { sum: U256::MAX, count: u32::MAX };
		full.add(1);
		assert_eq!(full, ReferenceSum { sum: U256::MAX, count: u32::MAX });
		assert_eq!(full.mean(1), u128::MAX);
	}

	#[test]
	fn encoding_has_a_fixed_length() {
		let encoded = sum_of(&[7]).encode();
		assert_eq!(encoded.len(), ReferenceSum::max_encoded_len());
		assert_eq!(ReferenceSum::decode(&mut &encoded[..]).unwrap(), sum_of(&[7]));
	}
}

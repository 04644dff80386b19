//! The choice between two branches (white paper, "51% Attack Resistance").
//!
//! Only branches that hold the finalised block are compared at all. With s the length of the shorter
//! of the two above their common ancestor,
//!
//! 1. if `s < W`, the larger weight wins;
//! 2. if `s >= W`, the larger `(support, weight, lower tip hash)` wins, support being the number of
//!    distinct witnesses, of those elected at the common ancestor, that sealed a follower in the
//!    branch;
//! 3. equal: the one seen first stays.
//!
//! With W = 0, on a chain without stakers, the depth of the second rule is never reached: weight
//! alone decides.
//!
//! More than two tips are resolved from the highest common ancestor down; only the winner of each
//! fork is compared further. The white paper does not accept a branch of W blocks at all. That
//! would split the chain for good after a partition of some minutes; here a secret branch that no
//! witness supported can not win beyond W blocks either, but the two halves of a partition compare
//! the same two tuples and agree.

use core::cmp::{Ordering, Reverse};
use primitive_types::H256;

/// One side of a fork, from the common ancestor (excluded) to the tip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Branch {
	/// The number of its blocks.
	pub length: u32,
	/// Its weight; either both branches from the ancestor, or both from genesis.
	pub weight: u128,
	/// How many distinct witnesses, of those elected at the common ancestor, sealed a follower in it.
	pub support: u32,
	/// The hash of its last block.
	pub tip: H256,
}

/// Compares two branches above their common ancestor, `window` being W in blocks.
///
/// `Greater` means that `a` wins, `Less` that `b` wins, `Equal` that the one seen first stays.
pub fn prefer(a: &Branch, b: &Branch, window: u32) -> Ordering {
	let shorter = a.length.min(b.length);
	if window == 0 || shorter < window {
		a.weight.cmp(&b.weight)
	} else {
		let rank = |branch: &Branch| (branch.support, branch.weight, Reverse(branch.tip));
		rank(a).cmp(&rank(b))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn branch(length: u32, weight: u128, support: u32, tip: u8) -> Branch {
		Branch { length, weight, support, tip: H256::repeat_byte(tip) }
	}

	#[test]
	fn weight_decides_while_one_side_is_short() {
		let heavy_but_short = branch(1, 9, 0, 2);
		assert_eq!(prefer(&heavy_but_short, &branch(100, 8, 20, 1), 30), Ordering::Greater);
		assert_eq!(prefer(&heavy_but_short, &branch(100, 10, 0, 1), 30), Ordering::Less);
		assert_eq!(prefer(&heavy_but_short, &branch(5, 9, 7, 1), 30), Ordering::Equal);
	}

	#[test]
	fn support_decides_from_the_window_on() {
		let supported = |length| branch(length, 8, 3, 2);
		let heavy = |length| branch(length, 9, 2, 1);
		assert_eq!(prefer(&supported(29), &heavy(29), 30), Ordering::Less);
		assert_eq!(prefer(&supported(30), &heavy(29), 30), Ordering::Less);
		assert_eq!(prefer(&supported(30), &heavy(30), 30), Ordering::Greater);
		assert_eq!(prefer(&supported(31), &heavy(31), 30), Ordering::Greater);
	}

	#[test]
	fn ties_beyond_the_window_go_to_weight_then_to_the_lower_hash() {
		assert_eq!(prefer(&branch(30, 9, 3, 2), &branch(30, 8, 3, 1), 30), Ordering::Greater);
		assert_eq!(prefer(&branch(30, 8, 3, 1), &branch(30, 8, 3, 2), 30), Ordering::Greater);
		assert_eq!(prefer(&branch(30, 8, 3, 1), &branch(30, 8, 3, 1), 30), Ordering::Equal);
	}

	#[test]
	fn without_a_window_only_weight_counts() {
		assert_eq!(prefer(&branch(99, 8, 3, 1), &branch(99, 9, 0, 2), 0), Ordering::Less);
		assert_eq!(prefer(&branch(99, 9, 3, 1), &branch(99, 9, 0, 2), 0), Ordering::Equal);
	}
}

//! The weight of a block: what it adds to its chain.
//!
//! ```text
//! w(Pow)  = min(8U, U * D / ref_Pow)          U = 2^32
//! w(Pos)  = min(8U, 4U * D_eff / ref_Pos)
//! w(Dpos) = U / 2
//! ```
//!
//! rounded down, `ref_k` being the kind's [reference](mod@crate::reference). The weight comes from
//! the difficulty claimed, never from the luck of a hash. The weight of a chain is the sum. In
//! expectation phase two is 49 % `Pow`, 26 % `Pos` and 25 % `Dpos`: no class has a majority.

use crate::kind::Kind;
use primitive_types::U256;

/// U, the weight of a `Pow` block at its reference.
pub const UNIT: u128 = 1 << 32;

/// The greatest weight of a block.
const MAX_WEIGHT: u128 = 8 * UNIT;
/// The weight of a `Pos` block at its reference.
const POS_UNIT: u128 = 4 * UNIT;
/// The weight of a follower.
const FOLLOWER_WEIGHT: u128 = UNIT / 2;

/// The weight of a block of `kind`.
///
/// `difficulty` is what the block claims (`D_Pow`, or `D_eff` of a `Pos` block), `reference` that
/// of its kind, read at the parent (0 is taken as 1). A `Dpos` block needs neither.
pub fn block_weight(kind: Kind, difficulty: u128, reference: u128) -> u128 {
	let unit = match kind {
		Kind::Pow => UNIT,
		Kind::Pos => POS_UNIT,
		Kind::Dpos => return FOLLOWER_WEIGHT,
	};
	U256::from(difficulty)
		.saturating_mul(unit.into())
		.checked_div(reference.max(1).into())
		.map_or(MAX_WEIGHT, |weight| weight.min(MAX_WEIGHT.into()).low_u128())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn at_its_reference_a_block_weighs_its_unit() {
		assert_eq!(block_weight(Kind::Pow, 600, 600), UNIT);
		assert_eq!(block_weight(Kind::Pos, 600, 600), 4 * UNIT);
		assert_eq!(block_weight(Kind::Dpos, 600, 600), UNIT / 2);
	}

	#[test]
	fn weight_is_linear_up_to_its_limit() {
		assert_eq!(block_weight(Kind::Pow, 7 * 600 + 300, 600), 7 * UNIT + UNIT / 2);
		assert_eq!(block_weight(Kind::Pow, 8 * 600 + 1, 600), 8 * UNIT);
		assert_eq!(block_weight(Kind::Pos, 150, 600), UNIT);
		assert_eq!(block_weight(Kind::Pos, 1_200 + 1, 600), 8 * UNIT);
		assert_eq!(block_weight(Kind::Pow, 1, 3), UNIT / 3);
	}

	#[test]
	fn extremes_do_not_overflow() {
		for kind in [Kind::Pow, Kind::Pos] {
			assert_eq!(block_weight(kind, u128::MAX, 0), 8 * UNIT);
			assert_eq!(block_weight(kind, 0, 0), 0);
			assert_eq!(block_weight(kind, 1, u128::MAX), 0);
		}
		assert_eq!(block_weight(Kind::Pow, u128::MAX, u128::MAX), UNIT);
	}
}

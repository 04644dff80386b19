//! Epochs and turns.
//!
//! `Pow` blocks are numbered p = 0, 1, ... from block 1 on, in both phases. With `N = witness_count *
//! turns_per_witness` (23 x 10 in the white paper), the epoch of a `Pow` block is `p / N` and its
//! turn `p mod N`; every other block inherits those of the last `Pow` block (before the first: epoch
//! 0, turn 0). The witness of a turn is `list[turn mod n]` of the n elected ones.
//!
//! Absent witnesses can not freeze an epoch, for it is counted in `Pow` blocks. (White paper: in
//! blocks the witnesses made.)

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The largest number of witnesses of an epoch.
pub const MAX_WITNESSES: u32 = 64;

/// The size of an epoch, fixed at genesis.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EpochShape {
	/// How many witnesses are elected for an epoch, if there are so many candidates.
	pub witness_count: u32,
	/// How many turns each of them has.
	pub turns_per_witness: u32,
}

impl EpochShape {
	/// N, the length of an epoch in `Pow` blocks; at least 1.
	#[allow(clippy::len_without_is_empty)] // An epoch is never empty.
	pub const fn len(self) -> u32 {
		match self.witness_count.saturating_mul(self.turns_per_witness) {
			0 => 1,
			length => length,
		}
	}

	/// Checks the bounds.
	///
	/// # Errors
	///
	/// One [`ShapeError`] per bound.
	pub const fn validate(self) -> Result<(), ShapeError> {
		if self.witness_count == 0 || self.witness_count > MAX_WITNESSES {
			return Err(ShapeError::WitnessCountOutOfRange);
		}
		if self.turns_per_witness == 0 {
			return Err(ShapeError::NoTurns);
		}
		match self.witness_count.checked_mul(self.turns_per_witness) {
			Some(_) => Ok(()),
			None => Err(ShapeError::TooLong),
		}
	}
}

/// Why the shape of an epoch is refused; one variant per cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShapeError {
	/// There is no witness, or there are more than [`MAX_WITNESSES`].
	WitnessCountOutOfRange,
	/// A witness has no turn.
	NoTurns,
	/// The epoch has more turns than can be numbered.
	TooLong,
}

impl fmt::Display for ShapeError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::WitnessCountOutOfRange => {
				write!(f, "the number of witnesses is 0 or above {MAX_WITNESSES}")
			},
			Self::NoTurns => f.write_str("a witness has no turn"),
			Self::TooLong => f.write_str("the epoch has too many turns"),
		}
	}
}

impl core::error::Error for ShapeError {}

/// The place of a `Pow` block in the schedule of the witnesses.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Turn {
	/// The number of the epoch, from 0.
	pub epoch: u32,
	/// The number of the turn in its epoch, from 0 to N - 1.
	pub turn: u32,
}

/// The epoch and turn of the `Pow` block number `pow_index`, the first one being 0.
pub fn turn_of(pow_index: u64, shape: EpochShape) -> Turn {
	let length = u64::from(shape.len());
	let epoch = pow_index.checked_div(length).unwrap_or(pow_index);
	let turn = pow_index.checked_rem(length).unwrap_or(0);
	Turn {
		epoch: u32::try_from(epoch).unwrap_or(u32::MAX),
		turn: u32::try_from(turn).unwrap_or(u32::MAX),
	}
}

/// The position in the list of an epoch of the witness of `turn`; none if the list is empty.
///
/// `list_len` is the number of those elected, which may be less than the seats.
pub const fn witness_index(turn: u32, list_len: u32) -> Option<u32> {
	turn.checked_rem(list_len)
}

#[cfg(test)]
mod tests {
	use super::*;

	const MAINNET: EpochShape = EpochShape { witness_count: 23, turns_per_witness: 10 };

	#[test]
	fn turns_roll_over_into_epochs() {
		assert_eq!(MAINNET.len(), 230);
		assert_eq!(turn_of(0, MAINNET), Turn { epoch: 0, turn: 0 });
		assert_eq!(turn_of(229, MAINNET), Turn { epoch: 0, turn: 229 });
		assert_eq!(turn_of(230, MAINNET), Turn { epoch: 1, turn: 0 });
		assert_eq!(turn_of(u64::MAX, MAINNET).epoch, u32::MAX);
	}

	#[test]
	fn witnesses_take_turns() {
		assert_eq!(witness_index(0, 23), Some(0));
		assert_eq!(witness_index(22, 23), Some(22));
		assert_eq!(witness_index(23, 23), Some(0));
		assert_eq!(witness_index(229, 3), Some(1));
		assert_eq!(witness_index(5, 0), None);
	}

	#[test]
	fn shapes_have_bounds() {
		let check = |witness_count, turns_per_witness| {
			EpochShape { witness_count, turns_per_witness }.validate()
		};
		assert_eq!(MAINNET.validate(), Ok(()));
		assert_eq!(check(1, 1), Ok(()));
		assert_eq!(check(64, 1), Ok(()));
		assert_eq!(check(0, 1), Err(ShapeError::WitnessCountOutOfRange));
		assert_eq!(check(65, 1), Err(ShapeError::WitnessCountOutOfRange));
		assert_eq!(check(1, 0), Err(ShapeError::NoTurns));
		assert_eq!(check(64, 1 << 26), Err(ShapeError::TooLong));
	}

	#[test]
	fn an_invalid_shape_is_harmless() {
		let empty = EpochShape { witness_count: 0, turns_per_witness: 7 };
		assert_eq!(turn_of(5, empty), Turn { epoch: 5, turn: 0 });
	}
}

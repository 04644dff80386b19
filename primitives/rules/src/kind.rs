//! The kinds of block and the phases of the chain.
//!
//! | kind | who may make it | sealed by |
//! |---|---|---|
//! | `Pow` | anyone | an Ethash solution |
//! | `Pos` | the owner of a staked coin that wins the kernel lottery | the staking key |
//! | `Dpos` | the elected witness whose turn it is, right after a `Pow` block | the witness key |
//!
//! Genesis has no kind, hence the `Option<Kind>` wherever a parent is meant.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// The kind of a block.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
	/// Proof of work: a main block, sealed by an Ethash solution.
	#[codec(index = 1)]
	Pow,
	/// Proof of stake: a main block, sealed by the winner of the kernel lottery.
	#[codec(index = 2)]
	Pos,
	/// Delegated proof of stake: a follower, sealed by the witness of the turn.
	#[codec(index = 3)]
	Dpos,
}

impl Kind {
	/// Every kind, in codec order.
	pub const ALL: [Kind; 3] = [Kind::Pow, Kind::Pos, Kind::Dpos];

	/// Whether blocks of this kind compete for every height (`Pow`, `Pos`), instead of following.
	pub const fn is_main(self) -> bool {
		matches!(self, Kind::Pow | Kind::Pos)
	}

	/// The name in RPC answers, metrics and logs: `pow`, `pos` or `dpos`.
	pub const fn name(self) -> &'static str {
		match self {
			Kind::Pow => "pow",
			Kind::Pos => "pos",
			Kind::Dpos => "dpos",
		}
	}
}

impl fmt::Display for Kind {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.pad(self.name())
	}
}

/// The phase of the chain a block belongs to, by its own height.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
	/// `Pow` and `Pos` blocks, 9 to 1.
	#[codec(index = 0)]
	One,
	/// `Pow`, `Pos` and `Dpos` blocks, 15 to 2 to 15.
	#[codec(index = 1)]
	Two,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codec_indices_are_those_of_the_wire() {
		assert_eq!(Kind::ALL.map(|kind| kind.encode()), [vec![1], vec![2], vec![3]]);
		assert_eq!([Phase::One, Phase::Two].map(|phase| phase.encode()), [vec![0], vec![1]]);
		assert!(Kind::decode(&mut &[0u8][..]).is_err());
		assert!(Kind::decode(&mut &[4u8][..]).is_err());
	}

	#[test]
	fn only_followers_are_not_main() {
		assert_eq!(Kind::ALL.map(Kind::is_main), [true, true, false]);
	}

	#[test]
	fn json_and_display_use_the_name() {
		for kind in Kind::ALL {
			assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.name()));
			assert_eq!(kind.to_string(), kind.name());
		}
		assert_eq!(format!("{:>5}", Kind::Pow), "  pow");
	}
}

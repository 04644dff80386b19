//! The parameters of the consensus, kept on chain and changed by governance.
//!
//! Their values on the known chains are in [`presets`](crate::presets), their bounds in
//! [`bounds`](crate::bounds). In JSON (genesis patches) the names are in camel case, unknown ones
//! are refused, and a number above 2^64 can not be given.

use crate::kind::{Kind, Phase};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_primitives::{Balance, BlockNumber};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A value for each phase.
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
pub struct PerPhase<T> {
	/// The value in phase one.
	pub one: T,
	/// The value in phase two.
	pub two: T,
}

impl<T: Copy> PerPhase<T> {
	/// The same value in both phases.
	pub const fn both(value: T) -> Self {
		Self { one: value, two: value }
	}

	/// The value in `phase`.
	pub const fn get(&self, phase: Phase) -> T {
		match phase {
			Phase::One => self.one,
			Phase::Two => self.two,
		}
	}
}

/// A rational factor.
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
pub struct Ratio {
	/// What is multiplied with.
	pub numerator: u32,
	/// What is divided by.
	pub denominator: u32,
}

/// What `Pos` blocks earn more while `Pow` is easy, so that the chain is not left to few (white paper: "PoS will gain
/// 50 %", to be determined). It begins, or ends, once the mean `Pow` difficulties of two epochs running are both below
/// [`below`](Self::below), or both are not.
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
pub struct PosBonus {
	/// So many hundredths of the reward; 0 for none.
	pub percent: u32,
	/// Mean difficulties of `Pow` below this one are low.
	pub below: u128,
}

impl PosBonus {
	/// None, whatever the difficulty.
	pub const NONE: Self = Self { percent: 0, below: 0 };

	/// Whether the bonus holds in an epoch, if in the one before it did (`held`): from the mean difficulties of `Pow`
	/// in the last two epochs that are over.
	pub const fn holds(&self, held: bool, means: [u128; 2]) -> bool {
		let [older, newer] = means;
		match (older < self.below, newer < self.below) {
			(true, true) => true,
			(false, false) => false,
			_ => held,
		}
	}

	/// A reward in satoshi and the bonus on it, rounded down.
	pub const fn on(&self, reward: Balance) -> Balance {
		// No reward comes near the greatest balance.
		let bonus = reward.saturating_mul(self.percent as Balance) / 100;
		reward.saturating_add(bonus)
	}
}

/// The parameters of a kind of block that has a difficulty.
#[derive(
	Clone,
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
pub struct KindParameters {
	/// θ, the step of the retarget in ms: each θ between two blocks of the kind takes one from the
	/// adjustment. See [`difficulty`](crate::difficulty).
	pub theta_ms: PerPhase<u64>,
	/// The least difficulty.
	pub min_difficulty: u128,
}

/// All consensus parameters.
#[derive(
	Clone,
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
pub struct Parameters {
	/// The first height of phase two.
	pub phase2_at: BlockNumber,
	/// W in blocks: any W consecutive blocks hold a `Pos` block. 0 switches the rule off.
	pub window: u32,
	/// The first height at which the window rule is in force.
	pub window_from: BlockNumber,
	/// A difficulty changes in steps of one part in so many.
	pub divisor: u32,
	/// Retarget of `Pow`.
	pub pow: KindParameters,
	/// Retarget of `Pos`.
	pub pos: KindParameters,
	/// The stated mean time between blocks in ms, for explorers; no rule reads it.
	pub target_block_time_ms: PerPhase<u64>,
	/// The length of a slot of the kernel lottery in ms.
	pub pos_slot_ms: u64,
	/// A follower is at least so many ms younger than its parent.
	pub follower_min_ms: u64,
	/// A follower is at most so many ms younger than its parent.
	pub follower_max_ms: u64,
	/// Scales the maturity of staked coins (1 on a public chain).
	pub maturity_scale: Ratio,
	/// The age in blocks at which a coinbase output may be spent.
	pub coinbase_maturity: BlockNumber,
	/// The least amount of a stake deposit in satoshi.
	pub deposit_min_amount: Balance,
	/// The least lock of a stake deposit in blocks, when it is made.
	pub deposit_min_lock: BlockNumber,
	/// A deposit makes its owner a staker while at least so many blocks of its lock are left.
	pub deposit_remaining: BlockNumber,
	/// The least bond of a candidate in satoshi.
	pub min_bond: Balance,
	/// The least witness score of a staker, in milli-points.
	pub pos_min_mars: u32,
	/// What `Pos` blocks earn more while `Pow` is easy.
	pub pos_bonus: PosBonus,
	/// Blocks of a month: the window of reputations.
	pub month_blocks: BlockNumber,
	/// The life of a witness certificate in blocks.
	pub certificate_life: BlockNumber,
	/// The time in ms in which a level-1 certificate must become active.
	pub activation_time_ms: u64,
	/// A test score below it, in milli-points, is low.
	pub freeze_below: u32,
	/// A certificate is frozen after so many epochs running with a low score.
	pub freeze_epochs: u32,
	/// Whether the finality authorities follow the elections of witnesses.
	pub finality_follows_elections: bool,
}

impl Parameters {
	/// The phase of the block at height `number`.
	pub const fn phase(&self, number: BlockNumber) -> Phase {
		if number >= self.phase2_at {
			Phase::Two
		} else {
			Phase::One
		}
	}

	/// The retarget parameters of `kind`; none for `Dpos`, which has no difficulty.
	pub const fn kind(&self, kind: Kind) -> Option<&KindParameters> {
		match kind {
			Kind::Pow => Some(&self.pow),
			Kind::Pos => Some(&self.pos),
			Kind::Dpos => None,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn phase_two_begins_at_its_height() {
		let parameters = Parameters::mainnet();
		assert_eq!(parameters.phase(0), Phase::One);
		assert_eq!(parameters.phase(617_141), Phase::One);
		assert_eq!(parameters.phase(617_142), Phase::Two);
		assert_eq!(parameters.phase(u32::MAX), Phase::Two);
	}

	#[test]
	fn only_main_blocks_have_a_difficulty() {
		let parameters = Parameters::mainnet();
		for kind in Kind::ALL {
			assert_eq!(parameters.kind(kind).is_some(), kind.is_main());
		}
	}

	#[test]
	fn json_survives_a_value_without_arbitrary_precision() {
		let parameters = Parameters::mainnet();
		let json = serde_json::to_value(&parameters).unwrap();
		assert_eq!(json["phase2At"], 617_142);
		assert_eq!(json["pow"]["thetaMs"]["one"], 11_353);
		assert_eq!(serde_json::from_value::<Parameters>(json).unwrap(), parameters);
	}

	#[test]
	fn the_bonus_begins_and_ends_after_two_epochs() {
		let bonus = PosBonus { percent: 50, below: 100 };
		for held in [false, true] {
			assert!(bonus.holds(held, [99, 0]));
			assert!(!bonus.holds(held, [100, 100]));
			assert_eq!(bonus.holds(held, [99, 100]), held);
			assert_eq!(bonus.holds(held, [100, 99]), held);
			assert!(!PosBonus::NONE.holds(held, [1, 1]));
		}
	}

	#[test]
	fn the_bonus_is_a_part_of_the_reward() {
		let bonus = |percent| PosBonus { percent, below: 0 };
		assert_eq!([0, 50, 100].map(|percent| bonus(percent).on(31)), [31, 46, 62]);
		assert_eq!(bonus(50).on(0), 0);
		assert_eq!(PosBonus::NONE.on(31), 31);
	}

	#[test]
	fn unknown_names_are_refused() {
		let mut json = serde_json::to_value(Parameters::mainnet()).unwrap();
		json["windowfrom"] = 7.into();
		assert!(serde_json::from_value::<Parameters>(json).is_err());
	}

	#[test]
	fn encoding_keeps_everything_within_the_stated_length() {
		let encoded = Parameters::development().encode();
		assert!(encoded.len() <= Parameters::max_encoded_len());
		let decoded = Parameters::decode(&mut &encoded[..]).unwrap();
		assert_eq!(decoded, Parameters::development());
	}
}

//! The bounds of the parameters: what governance can not set, whatever it wants.
//!
//! They keep every formula meaningful (no division by zero, no empty window of time) and catch a
//! mistake of units. The functions of this crate do not rely on them to be safe.

use crate::{
	kind::Kind,
	params::{KindParameters, Parameters, PerPhase},
};
use core::fmt;
use pillars_primitives::{units::ETP, Balance};

/// The least divisor: with it, the greatest decrease of 99 steps still leaves a hundredth.
pub const MIN_DIVISOR: u32 = 100;
/// The largest W in blocks.
pub const MAX_WINDOW: u32 = 1_000;
/// The longest time a parameter may state in ms: an hour. A longer one is a mistake of units.
pub const MAX_INTERVAL_MS: u64 = 3_600_000;
/// The largest least difficulty. It bounds the floor, not the difficulty: a floor beyond reach would end its kind.
pub const MAX_MIN_DIFFICULTY: u128 = 1 << 64;
/// The largest numerator or denominator of the maturity scale.
pub const MAX_MATURITY_FACTOR: u32 = 10_000;
/// The longest maturity or lock in blocks, more than ten years at the mean block time of the white paper.
pub const MAX_BLOCKS: u32 = 20_000_000;
/// The largest least deposit, in satoshi: a hundredth of all ETP there will ever be.
pub const MAX_DEPOSIT: Balance = 1_000_000 * ETP;

/// The largest least bond, in satoshi: as [`MAX_DEPOSIT`].
pub const MAX_BOND: Balance = MAX_DEPOSIT;
/// The highest score that a parameter may ask for, in milli-points: what a witness with all ETP has, and a little.
pub const MAX_SCORE: u32 = 110_000;
/// The largest bonus of `Pos` blocks in hundredths of the reward: as much again.
pub const MAX_POS_BONUS: u32 = 100;
/// The longest time to activate a certificate in ms: ten years.
pub const MAX_ACTIVATION_MS: u64 = 315_360_000_000;
/// Most epochs that a freeze may take.
pub const MAX_FREEZE_EPOCHS: u32 = 1_000;

/// Why parameters are refused; one variant per cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterError {
	/// The divisor is below [`MIN_DIVISOR`].
	DivisorTooSmall,
	/// A θ of this kind is 0 or above [`MAX_INTERVAL_MS`].
	ThetaOutOfRange(Kind),
	/// The least difficulty of this kind is 0.
	MinDifficultyZero(Kind),
	/// The least difficulty of this kind is above [`MAX_MIN_DIFFICULTY`].
	MinDifficultyTooHigh(Kind),
	/// W is 1, or above [`MAX_WINDOW`].
	WindowOutOfRange,
	/// A stated block time is 0 or above [`MAX_INTERVAL_MS`].
	TargetBlockTimeOutOfRange,
	/// The slot is 0 or above [`MAX_INTERVAL_MS`].
	SlotOutOfRange,
	/// The least time of a follower is 0: it would be no later than its parent.
	FollowerMinZero,
	/// The least time of a follower is above the greatest.
	FollowerWindowEmpty,
	/// The greatest time of a follower is above [`MAX_INTERVAL_MS`].
	FollowerMaxTooLong,
	/// The numerator or the denominator of the maturity scale is 0.
	MaturityScaleZero,
	/// The numerator or the denominator of the maturity scale is above [`MAX_MATURITY_FACTOR`].
	MaturityScaleTooLarge,
	/// The coinbase maturity is 0.
	CoinbaseMaturityZero,
	/// The coinbase maturity is above [`MAX_BLOCKS`].
	CoinbaseMaturityTooLong,
	/// The least deposit is above [`MAX_DEPOSIT`].
	DepositTooLarge,
	/// The least lock of a deposit is above [`MAX_BLOCKS`].
	DepositLockTooLong,
	/// A deposit must have more blocks left than it is locked for.
	DepositRemainingAboveLock,
	/// The least bond is below 1 ETP or above [`MAX_BOND`].
	MinBondOutOfRange,
	/// The least score of a staker is above [`MAX_SCORE`].
	MinMarsTooHigh,
	/// The bonus of `Pos` blocks is above [`MAX_POS_BONUS`].
	PosBonusTooHigh,
	/// A month is 0 or above [`MAX_BLOCKS`].
	MonthOutOfRange,
	/// The life of certificates is 0 or above [`MAX_BLOCKS`].
	CertificateLifeOutOfRange,
	/// The time to activate certificates is 0 or above [`MAX_ACTIVATION_MS`].
	ActivationTimeOutOfRange,
	/// The score below which certificates are frozen is above [`MAX_SCORE`].
	FreezeBelowTooHigh,
	/// The number of epochs to a freeze is 0 or above [`MAX_FREEZE_EPOCHS`].
	FreezeEpochsOutOfRange,
}

impl fmt::Display for ParameterError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::DivisorTooSmall => write!(f, "the divisor is below {MIN_DIVISOR}"),
			Self::ThetaOutOfRange(kind) => {
				write!(f, "a theta of {kind} is 0 or above {MAX_INTERVAL_MS} ms")
			},
			Self::MinDifficultyZero(kind) => write!(f, "the least difficulty of {kind} is 0"),
			Self::MinDifficultyTooHigh(kind) => {
				write!(f, "the least difficulty of {kind} is above {MAX_MIN_DIFFICULTY}")
			},
			Self::WindowOutOfRange => write!(f, "the window is 1 or above {MAX_WINDOW} blocks"),
			Self::TargetBlockTimeOutOfRange => {
				write!(f, "a stated block time is 0 or above {MAX_INTERVAL_MS} ms")
			},
			Self::SlotOutOfRange => write!(f, "the slot is 0 or above {MAX_INTERVAL_MS} ms"),
			Self::FollowerMinZero => f.write_str("the least time of a follower is 0"),
			Self::FollowerWindowEmpty => {
				f.write_str("the least time of a follower is above the greatest")
			},
			Self::FollowerMaxTooLong => {
				write!(f, "the greatest time of a follower is above {MAX_INTERVAL_MS} ms")
			},
			Self::MaturityScaleZero => f.write_str("the maturity scale has a 0"),
			Self::MaturityScaleTooLarge => {
				write!(f, "the maturity scale has a number above {MAX_MATURITY_FACTOR}")
			},
			Self::CoinbaseMaturityZero => f.write_str("the coinbase maturity is 0"),
			Self::CoinbaseMaturityTooLong => {
				write!(f, "the coinbase maturity is above {MAX_BLOCKS} blocks")
			},
			Self::DepositTooLarge => write!(f, "the least deposit is above {MAX_DEPOSIT} satoshi"),
			Self::DepositLockTooLong => {
				write!(f, "the least lock of a deposit is above {MAX_BLOCKS} blocks")
			},
			Self::DepositRemainingAboveLock => {
				f.write_str("a deposit must have more blocks left than it is locked for")
			},
			Self::MinBondOutOfRange => {
				write!(f, "the least bond is below 1 ETP or above {MAX_BOND} satoshi")
			},
			Self::MinMarsTooHigh => {
				write!(f, "the least score of a staker is above {MAX_SCORE} milli-points")
			},
			Self::PosBonusTooHigh => {
				write!(f, "the bonus of Pos blocks is above {MAX_POS_BONUS} hundredths")
			},
			Self::MonthOutOfRange => write!(f, "a month is 0 or above {MAX_BLOCKS} blocks"),
			Self::CertificateLifeOutOfRange => {
				write!(f, "the life of certificates is 0 or above {MAX_BLOCKS} blocks")
			},
			Self::ActivationTimeOutOfRange => {
				write!(f, "the time to activate certificates is 0 or above {MAX_ACTIVATION_MS} ms")
			},
			Self::FreezeBelowTooHigh => {
				write!(f, "the score that freezes is above {MAX_SCORE} milli-points")
			},
			Self::FreezeEpochsOutOfRange => {
				write!(f, "the number of epochs to a freeze is 0 or above {MAX_FREEZE_EPOCHS}")
			},
		}
	}
}

impl core::error::Error for ParameterError {}

impl Parameters {
	/// Checks every bound; the error is the first one that does not hold.
	pub fn validate(&self) -> Result<(), ParameterError> {
		use ParameterError::*;
		ensure(self.divisor >= MIN_DIVISOR, DivisorTooSmall)?;
		self.pow.validate(Kind::Pow)?;
		self.pos.validate(Kind::Pos)?;
		ensure(self.window == 0 || (2..=MAX_WINDOW).contains(&self.window), WindowOutOfRange)?;
		ensure(both_in_range(self.target_block_time_ms), TargetBlockTimeOutOfRange)?;
		ensure(in_range(self.pos_slot_ms), SlotOutOfRange)?;
		ensure(self.follower_min_ms > 0, FollowerMinZero)?;
		ensure(self.follower_min_ms <= self.follower_max_ms, FollowerWindowEmpty)?;
		ensure(self.follower_max_ms <= MAX_INTERVAL_MS, FollowerMaxTooLong)?;
		let scale = self.maturity_scale;
		ensure(scale.numerator > 0 && scale.denominator > 0, MaturityScaleZero)?;
		let largest = scale.numerator.max(scale.denominator);
		ensure(largest <= MAX_MATURITY_FACTOR, MaturityScaleTooLarge)?;
		ensure(self.coinbase_maturity > 0, CoinbaseMaturityZero)?;
		ensure(self.coinbase_maturity <= MAX_BLOCKS, CoinbaseMaturityTooLong)?;
		ensure(self.deposit_min_amount <= MAX_DEPOSIT, DepositTooLarge)?;
		ensure(self.deposit_min_lock <= MAX_BLOCKS, DepositLockTooLong)?;
		ensure(self.deposit_remaining <= self.deposit_min_lock, DepositRemainingAboveLock)?;
		self.validate_society()
	}

	/// The bounds of what concerns candidates, certificates and reputations.
	fn validate_society(&self) -> Result<(), ParameterError> {
		use ParameterError::*;
		ensure((ETP..=MAX_BOND).contains(&self.min_bond), MinBondOutOfRange)?;
		ensure(self.pos_min_mars <= MAX_SCORE, MinMarsTooHigh)?;
		ensure(self.pos_bonus.percent <= MAX_POS_BONUS, PosBonusTooHigh)?;
		ensure((1..=MAX_BLOCKS).contains(&self.month_blocks), MonthOutOfRange)?;
		ensure((1..=MAX_BLOCKS).contains(&self.certificate_life), CertificateLifeOutOfRange)?;
		let time = 1..=MAX_ACTIVATION_MS;
		ensure(time.contains(&self.activation_time_ms), ActivationTimeOutOfRange)?;
		ensure(self.freeze_below <= MAX_SCORE, FreezeBelowTooHigh)?;
		ensure((1..=MAX_FREEZE_EPOCHS).contains(&self.freeze_epochs), FreezeEpochsOutOfRange)
	}
}

impl KindParameters {
	fn validate(&self, kind: Kind) -> Result<(), ParameterError> {
		ensure(both_in_range(self.theta_ms), ParameterError::ThetaOutOfRange(kind))?;
		ensure(self.min_difficulty > 0, ParameterError::MinDifficultyZero(kind))?;
		let reachable = self.min_difficulty <= MAX_MIN_DIFFICULTY;
		ensure(reachable, ParameterError::MinDifficultyTooHigh(kind))
	}
}

fn ensure(holds: bool, error: ParameterError) -> Result<(), ParameterError> {
	if holds {
		Ok(())
	} else {
		Err(error)
	}
}

fn in_range(interval_ms: u64) -> bool {
	(1..=MAX_INTERVAL_MS).contains(&interval_ms)
}

fn both_in_range(interval_ms: PerPhase<u64>) -> bool {
	in_range(interval_ms.one) && in_range(interval_ms.two)
}

#[cfg(test)]
mod tests {
	use super::{ParameterError::*, *};

	fn refused(change: impl FnOnce(&mut Parameters)) -> ParameterError {
		let mut parameters = Parameters::mainnet();
		change(&mut parameters);
		parameters.validate().expect_err("out of bounds")
	}

	#[test]
	fn each_cause_has_its_error() {
		assert_eq!(refused(|p| p.divisor = 99), DivisorTooSmall);
		assert_eq!(refused(|p| p.min_bond = ETP - 1), MinBondOutOfRange);
		assert_eq!(refused(|p| p.min_bond = MAX_BOND + 1), MinBondOutOfRange);
		assert_eq!(refused(|p| p.pos_min_mars = MAX_SCORE + 1), MinMarsTooHigh);
		assert_eq!(refused(|p| p.pos_bonus.percent = MAX_POS_BONUS + 1), PosBonusTooHigh);
		assert_eq!(refused(|p| p.month_blocks = 0), MonthOutOfRange);
		assert_eq!(refused(|p| p.month_blocks = MAX_BLOCKS + 1), MonthOutOfRange);
		assert_eq!(refused(|p| p.certificate_life = 0), CertificateLifeOutOfRange);
		assert_eq!(refused(|p| p.certificate_life = MAX_BLOCKS + 1), CertificateLifeOutOfRange);
		assert_eq!(refused(|p| p.activation_time_ms = 0), ActivationTimeOutOfRange);
		assert_eq!(
			refused(|p| p.activation_time_ms = MAX_ACTIVATION_MS + 1),
			ActivationTimeOutOfRange
		);
		assert_eq!(refused(|p| p.freeze_below = MAX_SCORE + 1), FreezeBelowTooHigh);
		assert_eq!(refused(|p| p.freeze_epochs = 0), FreezeEpochsOutOfRange);
		assert_eq!(refused(|p| p.freeze_epochs = 1_001), FreezeEpochsOutOfRange);
		assert_eq!(refused(|p| p.pow.theta_ms.one = 0), ThetaOutOfRange(Kind::Pow));
		assert_eq!(refused(|p| p.pow.min_difficulty = 0), MinDifficultyZero(Kind::Pow));
		assert_eq!(refused(|p| p.pos.theta_ms.two = 3_600_001), ThetaOutOfRange(Kind::Pos));
		assert_eq!(refused(|p| p.pos.min_difficulty = 0), MinDifficultyZero(Kind::Pos));
		let too_high = MAX_MIN_DIFFICULTY + 1;
		assert_eq!(refused(|p| p.pow.min_difficulty = too_high), MinDifficultyTooHigh(Kind::Pow));
		assert_eq!(refused(|p| p.pos.min_difficulty = too_high), MinDifficultyTooHigh(Kind::Pos));
		assert_eq!(refused(|p| p.window = 1), WindowOutOfRange);
		assert_eq!(refused(|p| p.window = 1_001), WindowOutOfRange);
		assert_eq!(refused(|p| p.target_block_time_ms.two = 0), TargetBlockTimeOutOfRange);
		assert_eq!(refused(|p| p.pos_slot_ms = 0), SlotOutOfRange);
		assert_eq!(refused(|p| p.follower_min_ms = 0), FollowerMinZero);
		assert_eq!(refused(|p| p.follower_min_ms = 12_001), FollowerWindowEmpty);
		assert_eq!(refused(|p| p.follower_max_ms = 3_600_001), FollowerMaxTooLong);
		assert_eq!(refused(|p| p.maturity_scale.numerator = 0), MaturityScaleZero);
		assert_eq!(refused(|p| p.maturity_scale.denominator = 0), MaturityScaleZero);
		assert_eq!(refused(|p| p.maturity_scale.numerator = 10_001), MaturityScaleTooLarge);
		assert_eq!(refused(|p| p.maturity_scale.denominator = 10_001), MaturityScaleTooLarge);
		assert_eq!(refused(|p| p.coinbase_maturity = 0), CoinbaseMaturityZero);
		assert_eq!(refused(|p| p.coinbase_maturity = 20_000_001), CoinbaseMaturityTooLong);
		assert_eq!(refused(|p| p.deposit_min_amount = MAX_DEPOSIT + 1), DepositTooLarge);
		assert_eq!(refused(|p| p.deposit_min_lock = 20_000_001), DepositLockTooLong);
		assert_eq!(refused(|p| p.deposit_remaining = 24_001), DepositRemainingAboveLock);
	}

	#[test]
	fn a_chain_without_stakers_is_allowed() {
		let parameters = Parameters { window: 0, ..Parameters::mainnet() };
		assert_eq!(parameters.validate(), Ok(()));
	}
}

//! Which error of the pallet stands for which bound of the parameters.

use crate::Error;
use pillars_rules::ParameterError;

impl<T> From<ParameterError> for Error<T> {
	fn from(error: ParameterError) -> Self {
		match error {
			ParameterError::DivisorTooSmall => Self::DivisorTooSmall,
			ParameterError::ThetaOutOfRange(_) => Self::ThetaOutOfRange,
			ParameterError::MinDifficultyZero(_) => Self::MinDifficultyZero,
			ParameterError::WindowOutOfRange => Self::WindowOutOfRange,
			ParameterError::TargetBlockTimeOutOfRange => Self::TargetBlockTimeOutOfRange,
			ParameterError::SlotOutOfRange => Self::SlotOutOfRange,
			ParameterError::FollowerMinZero => Self::FollowerMinZero,
			ParameterError::FollowerWindowEmpty => Self::FollowerWindowEmpty,
			ParameterError::FollowerMaxTooLong => Self::FollowerMaxTooLong,
			ParameterError::MaturityScaleZero => Self::MaturityScaleZero,
			ParameterError::CoinbaseMaturityZero => Self::CoinbaseMaturityZero,
			ParameterError::DepositRemainingAboveLock => Self::DepositRemainingAboveLock,
			ParameterError::MinDifficultyTooHigh(_) => Self::MinDifficultyTooHigh,
			ParameterError::MaturityScaleTooLarge => Self::MaturityScaleTooLarge,
			ParameterError::CoinbaseMaturityTooLong => Self::CoinbaseMaturityTooLong,
			ParameterError::DepositTooLarge => Self::DepositTooLarge,
			ParameterError::DepositLockTooLong => Self::DepositLockTooLong,
			ParameterError::MinBondOutOfRange => Self::MinBondOutOfRange,
			ParameterError::MinMarsTooHigh => Self::MinMarsTooHigh,
			ParameterError::PosBonusTooHigh => Self::PosBonusTooHigh,
			ParameterError::MonthOutOfRange => Self::MonthOutOfRange,
			ParameterError::CertificateLifeOutOfRange => Self::CertificateLifeOutOfRange,
			ParameterError::ActivationTimeOutOfRange => Self::ActivationTimeOutOfRange,
			ParameterError::FreezeBelowTooHigh => Self::FreezeBelowTooHigh,
			ParameterError::FreezeEpochsOutOfRange => Self::FreezeEpochsOutOfRange,
		}
	}
}

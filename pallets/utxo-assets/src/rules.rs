//! Which error of the pallet stands for which rule of the ledger.

use crate::{Config, Error};
use pillars_ledger::{CoinstakeError, RuleError};

impl<T: Config> From<RuleError> for Error<T> {
	fn from(error: RuleError) -> Self {
		match error {
			RuleError::NoInputs => Self::NoInputs,
			RuleError::DuplicateInput => Self::DuplicateInput,
			RuleError::NoOutputs => Self::NoOutputs,
			RuleError::ZeroOutput => Self::ZeroOutput,
			RuleError::OutputTooSmall => Self::OutputTooSmall,
			RuleError::NotEtp => Self::NotEtp,
			RuleError::BadMemo => Self::BadMemo,
			RuleError::Overflow => Self::Overflow,
			RuleError::Inflation => Self::Inflation,
			RuleError::Vanished => Self::Vanished,
			RuleError::FeeTooLow => Self::FeeTooLow,
			RuleError::Immature => Self::Immature,
			RuleError::WitnessCount => Self::WitnessCount,
			RuleError::NotOwner => Self::NotOwner,
			RuleError::UnknownMode => Self::UnknownMode,
			RuleError::NoSuchOutput => Self::NoSuchOutput,
			RuleError::BadReference => Self::BadReference,
			RuleError::BadSignature => Self::BadSignature,
			RuleError::PolicyMismatch => Self::PolicyMismatch,
			RuleError::BadPolicy => Self::BadPolicy,
			RuleError::BadSatisfaction => Self::BadSatisfaction,
			RuleError::WrongPreimage => Self::WrongPreimage,
			RuleError::TooEarly => Self::TooEarly,
			RuleError::NotPaid => Self::NotPaid,
			RuleError::OutputClaimed => Self::OutputClaimed,
		}
	}
}

impl<T: Config> From<CoinstakeError> for Error<T> {
	fn from(error: CoinstakeError) -> Self {
		match error {
			CoinstakeError::NotKernel => Self::CoinstakeNotKernel,
			CoinstakeError::TooManyInputs => Self::CoinstakeTooManyInputs,
			CoinstakeError::BadInputs => Self::CoinstakeBadInputs,
			CoinstakeError::ForeignInput => Self::CoinstakeForeignInput,
			CoinstakeError::LargeInput => Self::CoinstakeLargeInput,
			CoinstakeError::ImmatureInput => Self::CoinstakeImmatureInput,
			CoinstakeError::NeedlessCollect => Self::CoinstakeNeedlessCollect,
			CoinstakeError::NoMarker => Self::CoinstakeNoMarker,
			CoinstakeError::BadOutputs => Self::CoinstakeBadOutputs,
			CoinstakeError::NotConserved => Self::CoinstakeNotConserved,
			CoinstakeError::NotPlain => Self::CoinstakeNotPlain,
			CoinstakeError::Overflow => Self::Overflow,
		}
	}
}

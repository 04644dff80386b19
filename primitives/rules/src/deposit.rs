//! Stake deposits: which locked ETP makes its owner a staker (white paper, "Adjustment of Original
//! ETP Locking Reward": what locking earned, staking earns).
//!
//! A deposit must have a least amount and a least lock when it is made, and must lock something whatever these are. It
//! counts while at least *remaining* blocks are left until its height.

use crate::params::Parameters;
use core::fmt;
use pillars_primitives::{Balance, BlockNumber};

/// Why locked ETP is no stake deposit; one variant per cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DepositError {
	/// It is less than this amount, in satoshi.
	TooSmall(Balance),
	/// It is locked for less than so many blocks.
	TooShort(BlockNumber),
}

impl fmt::Display for DepositError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TooSmall(least) => write!(f, "a stake deposit is of {least} satoshi at least"),
			Self::TooShort(least) => write!(f, "a stake deposit lasts {least} blocks at least"),
		}
	}
}

impl core::error::Error for DepositError {}

/// Whether `amount`, in satoshi, that the block `now` locks until the height `until` is a stake deposit.
///
/// # Errors
///
/// One [`DepositError`] per rule: amount, lock, in that order.
pub fn check_deposit(
	amount: Balance,
	until: BlockNumber,
	now: BlockNumber,
	parameters: &Parameters,
) -> Result<(), DepositError> {
	let least = parameters.deposit_min_amount.max(1);
	if amount < least {
		return Err(DepositError::TooSmall(least));
	}
	let least = parameters.deposit_min_lock.max(1);
	if until.saturating_sub(now) < least {
		return Err(DepositError::TooShort(least));
	}
	Ok(())
}

/// Whether a deposit can not be spent yet at the height `now`, and will not be for `remaining` blocks.
pub const fn deposit_lasts(until: BlockNumber, now: BlockNumber, remaining: BlockNumber) -> bool {
	let left = until.saturating_sub(now);
	left > 0 && left >= remaining
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_primitives::units::ETP;

	#[test]
	fn it_has_a_least_amount_and_a_least_lock() {
		let mainnet = Parameters::mainnet();
		let check = |amount, until| check_deposit(amount, until, 10, &mainnet);
		assert_eq!(check(1_000 * ETP, 24_010), Ok(()));
		assert_eq!(check(1_000 * ETP - 1, 24_010), Err(DepositError::TooSmall(1_000 * ETP)));
		assert_eq!(check(1_000 * ETP, 24_009), Err(DepositError::TooShort(24_000)));
		assert_eq!(check(1_000 * ETP, 9), Err(DepositError::TooShort(24_000)));
		assert_eq!(check(0, 0), Err(DepositError::TooSmall(1_000 * ETP)));
	}

	#[test]
	fn nothing_and_what_is_not_locked_are_none_whatever_the_parameters_are() {
		let none =
			Parameters { deposit_min_amount: 0, deposit_min_lock: 0, ..Parameters::mainnet() };
		assert_eq!(check_deposit(1, 11, 10, &none), Ok(()));
		assert_eq!(check_deposit(0, 11, 10, &none), Err(DepositError::TooSmall(1)));
		assert_eq!(check_deposit(1, 10, 10, &none), Err(DepositError::TooShort(1)));
	}

	#[test]
	fn it_lasts_while_enough_blocks_are_left() {
		assert!(deposit_lasts(100, 95, 5));
		assert!(!deposit_lasts(100, 96, 5));
		assert!(deposit_lasts(100, 99, 0));
		assert!(!deposit_lasts(100, 100, 0));
		assert!(!deposit_lasts(100, u32::MAX, 0));
	}
}

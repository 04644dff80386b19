//! The window rule: any W consecutive blocks hold a `Pos` block (white paper, W = 30).
//!
//! A block of another kind is invalid when the gap `g >= W - 1`. The rule is in force from the
//! height `window_from` on, unless W = 0, which switches it off for chains without stakers.
//!
//! # Rescue
//!
//! No lack of stakers can end the chain: where the rule is in force and `g >= W - 1`,
//!
//! - 600 s after the parent ([`STAKE_RESCUE_MS`]) a staker needs neither a deposit, nor a witness
//!   score, nor a mature coin;
//! - 3 600 s after it ([`POW_RESCUE_MS`]) the rule does not exclude `Pow` any more.
//!
//! Every other rule holds. It never admits `Dpos`.

use crate::{kind::Kind, params::Parameters};
use core::fmt;
use pillars_primitives::BlockNumber;

/// Time in ms since the parent after which the conditions on a staker are waived.
pub const STAKE_RESCUE_MS: u64 = 600_000;
/// Time in ms since the parent after which the window rule does not exclude `Pow`.
pub const POW_RESCUE_MS: u64 = 3_600_000;

/// The window rule of a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
	/// W in blocks; 0 switches the rule off.
	pub length: u32,
	/// The first height at which it is in force.
	pub from: BlockNumber,
}

impl From<&Parameters> for Window {
	fn from(parameters: &Parameters) -> Self {
		Self { length: parameters.window, from: parameters.window_from }
	}
}

impl Window {
	/// Whether the rule is in force at height `number`.
	pub const fn in_force(self, number: BlockNumber) -> bool {
		self.length > 0 && number >= self.from
	}

	/// Whether the rule asks for a `Pos` block at height `number`, the gap being `gap`.
	pub const fn requires_pos(self, number: BlockNumber, gap: u32) -> bool {
		self.in_force(number) && only_pos_left(self.length, gap)
	}
}

/// Why a block may not stand where it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WindowError {
	/// Only a `Pos` block may come after so many blocks without one.
	PosRequired {
		/// The gap: the number of blocks since the last `Pos` block, parent included.
		gap: u32,
	},
}

impl fmt::Display for WindowError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self::PosRequired { gap } = self;
		write!(f, "only a pos block may come after {gap} blocks without one")
	}
}

impl core::error::Error for WindowError {}

/// `g >= W - 1`: one more block without `Pos` would fill the window.
pub(crate) const fn only_pos_left(window: u32, gap: u32) -> bool {
	gap >= window.saturating_sub(1)
}

/// Whether the window rule is in force at height `number`.
pub fn in_force(parameters: &Parameters, number: BlockNumber) -> bool {
	Window::from(parameters).in_force(number)
}

/// Whether the window rule allows a block of `kind` at height `number`.
///
/// `gap` is the number of blocks since the last `Pos`, parent included, `since_parent_ms` the time
/// from the parent to the block.
///
/// # Errors
///
/// [`WindowError::PosRequired`] if only `Pos` is allowed.
pub fn check_window(
	kind: Kind,
	number: BlockNumber,
	gap: u32,
	since_parent_ms: u64,
	parameters: &Parameters,
) -> Result<(), WindowError> {
	let required = Window::from(parameters).requires_pos(number, gap);
	let allowed = match kind {
		Kind::Pos => true,
		Kind::Pow => !required || since_parent_ms >= POW_RESCUE_MS,
		Kind::Dpos => !required,
	};
	if allowed {
		Ok(())
	} else {
		Err(WindowError::PosRequired { gap })
	}
}

/// Whether the staker of a `Pos` block at height `number` needs no deposit, no witness score and no
/// mature coin. The arguments are those of [`check_window`].
pub fn stake_conditions_waived(
	number: BlockNumber,
	gap: u32,
	since_parent_ms: u64,
	parameters: &Parameters,
) -> bool {
	since_parent_ms >= STAKE_RESCUE_MS && Window::from(parameters).requires_pos(number, gap)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The kinds allowed at height `number` of the main net.
	fn allowed(number: BlockNumber, gap: u32, since_parent_ms: u64) -> Vec<Kind> {
		let allows =
			|kind| check_window(kind, number, gap, since_parent_ms, &Parameters::mainnet()).is_ok();
		Kind::ALL.into_iter().filter(|kind| allows(*kind)).collect()
	}

	#[test]
	fn the_last_place_of_a_window_is_for_pos() {
		assert_eq!(allowed(1_000, 28, 0), Kind::ALL);
		assert_eq!(allowed(1_000, 29, 0), [Kind::Pos]);
		assert_eq!(allowed(1_000, 30, 0), [Kind::Pos]);
		let error = check_window(Kind::Pow, 1_000, 29, 0, &Parameters::mainnet());
		assert_eq!(error, Err(WindowError::PosRequired { gap: 29 }));
	}

	#[test]
	fn it_is_in_force_from_its_height() {
		assert_eq!(allowed(999, 998, 0), Kind::ALL);
		assert_eq!(allowed(1_000, 999, 0), [Kind::Pos]);
		assert!(!in_force(&Parameters::mainnet(), 999));
		assert!(in_force(&Parameters::mainnet(), 1_000));
	}

	#[test]
	fn rescue_admits_pow_and_never_dpos() {
		assert_eq!(allowed(1_000, 29, POW_RESCUE_MS - 1), [Kind::Pos]);
		assert_eq!(allowed(1_000, 29, POW_RESCUE_MS), [Kind::Pow, Kind::Pos]);
		assert_eq!(allowed(1_000, 1_000, u64::MAX), [Kind::Pow, Kind::Pos]);
	}

	#[test]
	fn stake_conditions_are_waived_only_in_need() {
		let mainnet = Parameters::mainnet();
		assert!(stake_conditions_waived(1_000, 29, STAKE_RESCUE_MS, &mainnet));
		assert!(!stake_conditions_waived(1_000, 29, STAKE_RESCUE_MS - 1, &mainnet));
		assert!(!stake_conditions_waived(1_000, 28, STAKE_RESCUE_MS, &mainnet));
		assert!(!stake_conditions_waived(999, 998, STAKE_RESCUE_MS, &mainnet));
	}

	#[test]
	fn zero_switches_it_off() {
		let parameters = Parameters { window: 0, ..Parameters::development() };
		assert!(!in_force(&parameters, u32::MAX));
		assert_eq!(check_window(Kind::Dpos, 9, u32::MAX, 0, &parameters), Ok(()));
		assert!(!stake_conditions_waived(9, u32::MAX, u64::MAX, &parameters));
	}
}

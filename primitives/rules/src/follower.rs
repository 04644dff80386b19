//! Where a follower, a `Dpos` block, may stand (white paper, "DPoS follower-block production").
//!
//! Only in phase two, only on a `Pow` parent, and only where the [window rule](crate::window) does
//! not ask for `Pos`; the rescue never admits it. So there is at most one follower to a `Pow` block,
//! and never two in a row. Its epoch and turn are those of its parent, its time that of
//! [`time`](crate::time).
//!
//! A follower is optional: a main block may be built on the `Pow` block at any time. The turn then
//! counts as missed if it was *assigned*, that is if a follower would have been valid there. (White
//! paper: "PoW or PoS" in one place; but only followers of `Pow` blocks give its 15 : 2 : 15.)

use crate::{
	kind::{Kind, Phase},
	params::Parameters,
	window::{check_window, WindowError},
};
use core::fmt;
use pillars_primitives::BlockNumber;

/// Why a follower may not stand on a parent; one variant per cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FollowerError {
	/// The follower would stand in phase one.
	PhaseOne,
	/// The parent is not a `Pow` block, but of this kind (none: genesis).
	ParentNotPow(Option<Kind>),
	/// The window rule asks for a `Pos` block.
	Window(WindowError),
}

impl From<WindowError> for FollowerError {
	fn from(error: WindowError) -> Self {
		Self::Window(error)
	}
}

impl fmt::Display for FollowerError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::PhaseOne => f.write_str("there are no followers in phase one"),
			Self::ParentNotPow(Some(kind)) => write!(f, "the parent is a {kind} block, not pow"),
			Self::ParentNotPow(None) => f.write_str("the parent is genesis, not a pow block"),
			Self::Window(error) => error.fmt(f),
		}
	}
}

impl core::error::Error for FollowerError {}

/// Whether a `Dpos` block may stand on a parent.
///
/// `parent_gap_after` is the gap seen by the child: the number of blocks since the last `Pos`, the
/// parent included.
///
/// # Errors
///
/// One [`FollowerError`] per rule: phase, parent, window, in that order.
pub fn follower_allowed(
	parent_kind: Option<Kind>,
	parent_number: BlockNumber,
	parent_gap_after: u32,
	parameters: &Parameters,
) -> Result<(), FollowerError> {
	let number = parent_number.saturating_add(1);
	if parameters.phase(number) != Phase::Two {
		return Err(FollowerError::PhaseOne);
	}
	if parent_kind != Some(Kind::Pow) {
		return Err(FollowerError::ParentNotPow(parent_kind));
	}
	// No time since the parent: the rescue is not for followers.
	Ok(check_window(Kind::Dpos, number, parent_gap_after, 0, parameters)?)
}

/// Whether the turn of a block is assigned: a follower would be valid on it, so that its absence
/// counts as missed. The arguments are those of [`follower_allowed`].
pub fn turn_assigned(
	parent_kind: Option<Kind>,
	parent_number: BlockNumber,
	parent_gap_after: u32,
	parameters: &Parameters,
) -> bool {
	follower_allowed(parent_kind, parent_number, parent_gap_after, parameters).is_ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn on(kind: Option<Kind>, number: BlockNumber, gap: u32) -> Result<(), FollowerError> {
		follower_allowed(kind, number, gap, &Parameters::mainnet())
	}

	const LAST_OF_PHASE_ONE: BlockNumber = 617_141;

	#[test]
	fn the_first_follower_may_be_the_first_block_of_phase_two() {
		assert_eq!(on(Some(Kind::Pow), LAST_OF_PHASE_ONE - 1, 1), Err(FollowerError::PhaseOne));
		assert_eq!(on(Some(Kind::Pow), LAST_OF_PHASE_ONE, 1), Ok(()));
	}

	#[test]
	fn only_pow_is_followed() {
		for kind in [Some(Kind::Pos), Some(Kind::Dpos), None] {
			assert_eq!(on(kind, 700_000, 1), Err(FollowerError::ParentNotPow(kind)));
		}
	}

	#[test]
	fn the_last_place_of_a_window_is_not_for_followers() {
		assert_eq!(on(Some(Kind::Pow), 700_000, 28), Ok(()));
		let error = FollowerError::Window(WindowError::PosRequired { gap: 29 });
		assert_eq!(on(Some(Kind::Pow), 700_000, 29), Err(error));
	}

	#[test]
	fn a_turn_is_assigned_where_a_follower_is_allowed() {
		let mainnet = Parameters::mainnet();
		assert!(turn_assigned(Some(Kind::Pow), 700_000, 28, &mainnet));
		assert!(!turn_assigned(Some(Kind::Pow), 700_000, 29, &mainnet));
		assert!(!turn_assigned(Some(Kind::Pow), 1_000, 1, &mainnet));
		assert!(!turn_assigned(Some(Kind::Pos), 700_000, 0, &mainnet));
	}
}

//! Time: which timestamps a block may have, and which its author takes (white paper, "Timestamp
//! attack").
//!
//! - Every block is later than its parent (genesis: 0), and at most 38 s ahead of the local clock;
//!   one that is further ahead is refused without blaming the peer and tried again when due.
//! - `Pow`: nothing more; authors take `max(now, parent + 1 ms)`.
//! - `Pos`: `timestamp = slot * pos_slot_ms` and `slot > parent.timestamp / pos_slot_ms`. The second
//!   follows from the first for a block later than its parent, so it has no error of its own.
//!   Authors take the latest slot with `slot * pos_slot_ms <= now`, if it is allowed.
//! - `Dpos`: from `follower_min_ms` to `follower_max_ms` after the parent; authors take the time in
//!   that window that is nearest to now.

use crate::{kind::Kind, params::Parameters};
use core::fmt;
use pillars_primitives::Moment;

/// How far ahead of the local clock a block may be, in ms.
pub const MAX_FUTURE_MS: u64 = 38_000;

/// Why a timestamp is refused; one variant per cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeError {
	/// The block is not later than its parent.
	NotAfterParent,
	/// A `Pos` block claims no slot.
	SlotMissing,
	/// A block of another kind claims a slot.
	SlotUnexpected,
	/// The timestamp of a `Pos` block is not the beginning of its slot.
	NotAtSlot,
	/// A follower comes too early.
	FollowerTooEarly,
	/// A follower comes too late.
	FollowerTooLate,
}

impl fmt::Display for TimeError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NotAfterParent => "the block is not later than its parent",
			Self::SlotMissing => "a pos block claims no slot",
			Self::SlotUnexpected => "a block other than pos claims a slot",
			Self::NotAtSlot => "the timestamp is not the beginning of the slot",
			Self::FollowerTooEarly => "the follower comes too early after its parent",
			Self::FollowerTooLate => "the follower comes too late after its parent",
		})
	}
}

impl core::error::Error for TimeError {}

/// Whether the local clock, `now`, has come near enough to `timestamp` for the block to be judged.
pub const fn is_due(timestamp: Moment, now: Moment) -> bool {
	timestamp <= now.saturating_add(MAX_FUTURE_MS)
}

/// Checks everything about the time of a block but the local clock (that is [`is_due`]).
///
/// `slot` is what the block claims; only a `Pos` block does.
///
/// # Errors
///
/// One [`TimeError`] per rule; that the block is later than its parent is checked first.
pub fn check_time(
	kind: Kind,
	parent_ms: Moment,
	timestamp: Moment,
	slot: Option<u64>,
	parameters: &Parameters,
) -> Result<(), TimeError> {
	let since_parent = match timestamp.checked_sub(parent_ms) {
		None | Some(0) => return Err(TimeError::NotAfterParent),
		Some(since_parent) => since_parent,
	};
	match (kind, slot) {
		(Kind::Pos, None) => Err(TimeError::SlotMissing),
		(Kind::Pos, Some(slot)) => match slot.checked_mul(parameters.pos_slot_ms) {
			Some(begin) if begin == timestamp => Ok(()),
			_ => Err(TimeError::NotAtSlot),
		},
		(_, Some(_)) => Err(TimeError::SlotUnexpected),
		(Kind::Pow, None) => Ok(()),
		(Kind::Dpos, None) if since_parent < parameters.follower_min_ms => {
			Err(TimeError::FollowerTooEarly)
		},
		(Kind::Dpos, None) if since_parent > parameters.follower_max_ms => {
			Err(TimeError::FollowerTooLate)
		},
		(Kind::Dpos, None) => Ok(()),
	}
}

/// The timestamp the author of a `Pow` block takes at `now`.
pub fn pow_timestamp(now: Moment, parent: Moment) -> Moment {
	now.max(parent.saturating_add(1))
}

/// The slot the author of a `Pos` block takes at `now`; none if no slot has begun since the parent.
pub fn pos_slot(now: Moment, parent_ms: Moment, parameters: &Parameters) -> Option<u64> {
	let slot = now.checked_div(parameters.pos_slot_ms)?;
	let slot_of_parent = parent_ms.checked_div(parameters.pos_slot_ms)?;
	(slot > slot_of_parent).then_some(slot)
}

/// The timestamp a witness takes for a follower at `now`: in the follower's window, nearest to now.
pub fn follower_timestamp(now: Moment, parent: Moment, parameters: &Parameters) -> Moment {
	let least = parent.saturating_add(parameters.follower_min_ms);
	let greatest = parent.saturating_add(parameters.follower_max_ms);
	now.max(least).min(greatest)
}

#[cfg(test)]
mod tests {
	use super::{TimeError::*, *};

	/// Checks against a parent at 20 s of the main net (slots of 16 s, followers after 1 to 12 s).
	fn check(kind: Kind, timestamp: Moment, slot: Option<u64>) -> Result<(), TimeError> {
		check_time(kind, 20_000, timestamp, slot, &Parameters::mainnet())
	}

	#[test]
	fn every_block_is_later_than_its_parent() {
		for (kind, slot) in [(Kind::Pow, None), (Kind::Pos, Some(1)), (Kind::Dpos, None)] {
			assert_eq!(check(kind, 20_000, slot), Err(NotAfterParent));
			assert_eq!(check(kind, 16_000, slot), Err(NotAfterParent));
		}
		assert_eq!(check(Kind::Pow, 20_001, None), Ok(()));
		assert_eq!(check_time(Kind::Pow, 0, 1, None, &Parameters::mainnet()), Ok(()));
	}

	#[test]
	fn pos_stands_at_the_beginning_of_its_slot() {
		assert_eq!(check(Kind::Pos, 32_000, Some(2)), Ok(()));
		assert_eq!(check(Kind::Pos, 48_000, Some(3)), Ok(()));
		assert_eq!(check(Kind::Pos, 32_001, Some(2)), Err(NotAtSlot));
		assert_eq!(check(Kind::Pos, 32_000, Some(3)), Err(NotAtSlot));
		assert_eq!(check(Kind::Pos, u64::MAX, Some(u64::MAX)), Err(NotAtSlot));
		assert_eq!(check(Kind::Pos, 32_000, None), Err(SlotMissing));
		assert_eq!(check(Kind::Pow, 32_000, Some(2)), Err(SlotUnexpected));
		assert_eq!(check(Kind::Dpos, 32_000, Some(2)), Err(SlotUnexpected));
	}

	#[test]
	fn followers_have_a_window() {
		assert_eq!(check(Kind::Dpos, 20_999, None), Err(FollowerTooEarly));
		assert_eq!(check(Kind::Dpos, 21_000, None), Ok(()));
		assert_eq!(check(Kind::Dpos, 32_000, None), Ok(()));
		assert_eq!(check(Kind::Dpos, 32_001, None), Err(FollowerTooLate));
	}

	#[test]
	fn the_clock_has_a_tolerance() {
		assert!(is_due(138_000, 100_000));
		assert!(!is_due(138_001, 100_000));
		assert!(is_due(u64::MAX, u64::MAX));
	}

	#[test]
	fn authors_take_the_nearest_allowed_time() {
		let mainnet = Parameters::mainnet();
		assert_eq!(pow_timestamp(30_000, 20_000), 30_000);
		assert_eq!(pow_timestamp(10_000, 20_000), 20_001);
		assert_eq!(pos_slot(31_999, 20_000, &mainnet), None);
		assert_eq!(pos_slot(32_000, 20_000, &mainnet), Some(2));
		assert_eq!(pos_slot(32_000, 32_000, &mainnet), None);
		assert_eq!(pos_slot(100_000, 20_000, &mainnet), Some(6));
		assert_eq!(follower_timestamp(20_000, 20_000, &mainnet), 21_000);
		assert_eq!(follower_timestamp(25_000, 20_000, &mainnet), 25_000);
		assert_eq!(follower_timestamp(40_000, 20_000, &mainnet), 32_000);
	}
}

//! The urgency ramp: `Pos` becomes easier while it is missing.
//!
//! It keeps the [window rule](crate::window) from halting the chain. With `g` the gap, `Δ` the time
//! since the parent and `r` = 15 in phase one, 16 in phase two,
//!
//! ```text
//! D_eff = max(1, D_Pos >> min(127, floor(max(0, g - r) / 2)
//!                                  + [g >= W - 1] * floor(max(0, Δ - 60 s) / 30 s)))
//! ```
//!
//! and `D_eff = D_Pos` if W = 0. `Pos` blocks claim `D_eff`; what is retargeted is `D_Pos`.

use crate::{kind::Phase, window::only_pos_left};

/// Time in ms after which the difficulty of a `Pos` block nothing else may replace begins to fall.
const PATIENCE_MS: u64 = 60_000;
/// Time in ms in which it then halves.
const HALVING_MS: u64 = 30_000;
/// The gap at which the ramp begins in phase one and two, in blocks.
const FREE_GAP: (u32, u32) = (15, 16);
/// The number of blocks in which the difficulty halves on the ramp.
const HALVING_BLOCKS: u32 = 2;
/// The greatest number of halvings.
const MAX_HALVINGS: u64 = 127;

/// The difficulty `D_eff` of a `Pos` block, from `difficulty`, the `D_Pos` in the parent's state.
///
/// `phase` is that of the block, `window` is W in blocks, `gap` the number of blocks since the last
/// `Pos`, parent included, `since_parent_ms` the time from the parent to the block.
pub fn effective_difficulty(
	difficulty: u128,
	phase: Phase,
	window: u32,
	gap: u32,
	since_parent_ms: u64,
) -> u128 {
	if window == 0 {
		return difficulty;
	}
	let free_gap = match phase {
		Phase::One => FREE_GAP.0,
		Phase::Two => FREE_GAP.1,
	};
	let by_gap = gap.saturating_sub(free_gap) / HALVING_BLOCKS;
	let by_time = if only_pos_left(window, gap) {
		since_parent_ms.saturating_sub(PATIENCE_MS) / HALVING_MS
	} else {
		0
	};
	let halvings = by_time.saturating_add(by_gap.into()).min(MAX_HALVINGS);
	let halvings = u32::try_from(halvings).unwrap_or(u32::MAX);
	difficulty.checked_shr(halvings).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn gap_halves_it_every_two_blocks() {
		let at = |phase, gap| effective_difficulty(1 << 20, phase, 30, gap, 0);
		assert_eq!(at(Phase::One, 16), 1 << 20);
		assert_eq!(at(Phase::One, 17), 1 << 19);
		assert_eq!(at(Phase::Two, 17), 1 << 20);
		assert_eq!(at(Phase::Two, 18), 1 << 19);
		assert_eq!(at(Phase::Two, 29), 1 << 14);
	}

	#[test]
	fn time_counts_only_when_nothing_else_is_allowed() {
		let at = |gap, ms| effective_difficulty(1 << 20, Phase::Two, 30, gap, ms);
		assert_eq!(at(28, 3_600_000), 1 << 14);
		assert_eq!(at(29, 89_999), 1 << 14);
		assert_eq!(at(29, 90_000), 1 << 13);
		assert_eq!(at(29, u64::MAX), 1);
	}

	#[test]
	fn no_window_no_ramp() {
		assert_eq!(effective_difficulty(1 << 20, Phase::One, 0, u32::MAX, u64::MAX), 1 << 20);
	}
}

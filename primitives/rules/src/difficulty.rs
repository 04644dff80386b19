//! Difficulty of `Pow` and `Pos`: retarget and target (white paper, "PoW Difficulty Adjustment",
//! "Designing PoS").
//!
//! Each kind k keeps its own difficulty `D_k`, and only its own blocks change it: when one is
//! executed, with `Δ` the time since the last one of its kind,
//!
//! ```text
//! adj  = clamp(b_k - floor(Δ / θ_k), -99, b_k)                b_Pow = 2, b_Pos = 18
//! D_k' = max(D_min_k, D_k + max(1, floor(D_k / divisor)) * adj)
//! ```
//!
//! computed as with signed integers of any size, then clamped (below at `D_min`, above at the width
//! of the type). θ is that of the phase of the executed block. The first block of a kind claims from
//! the genesis difficulty and changes nothing: it has no `Δ`.
//!
//! With exponential arrivals the mean time settles at `θ / ln(1 + 1/b)`. The white paper measures
//! `Δ` from the parent of any kind, which would import the other kind's scale, and doubles the step
//! in phase two after a main block, which would make it depend on whether a witness was online.

use crate::{
	kind::{Kind, Phase},
	params::Parameters,
};
use primitive_types::U256;

/// b of `Pow`: the greatest increase in steps.
pub const POW_BASE: u32 = 2;
/// b of `Pos`: the greatest increase in steps.
pub const POS_BASE: u32 = 18;
/// The greatest decrease in steps.
pub const MAX_DECREASE: u32 = 99;

/// b of a kind; none for `Dpos`, which has no difficulty.
pub const fn base(kind: Kind) -> Option<u32> {
	match kind {
		Kind::Pow => Some(POW_BASE),
		Kind::Pos => Some(POS_BASE),
		Kind::Dpos => None,
	}
}

/// The difficulty after a block of difficulty `current`, which came `interval_ms` after the last of
/// its kind.
///
/// `b` is the greatest increase in steps, `theta_ms` the time that takes one step away, `divisor`
/// the part of the difficulty that is a step, `min` the least difficulty. A `theta_ms` or `divisor`
/// of 0 is taken as 1.
pub fn next_difficulty(
	current: u128,
	interval_ms: u64,
	b: u32,
	theta_ms: u64,
	divisor: u32,
	min: u128,
) -> u128 {
	let elapsed = interval_ms.checked_div(theta_ms).unwrap_or(interval_ms);
	let step = current.checked_div(divisor.into()).unwrap_or(current).max(1);
	let increase = u64::from(b).saturating_sub(elapsed);
	let decrease = elapsed.saturating_sub(b.into()).min(MAX_DECREASE.into());
	// At most one of the two is not 0. Saturation below is a clamp at 0, and so at `min`.
	current
		.saturating_add(step.saturating_mul(increase.into()))
		.saturating_sub(step.saturating_mul(decrease.into()))
		.max(min)
}

/// The difficulty of `kind` after a block of that kind in `phase` with difficulty `current`, which
/// came `interval_ms` after the last of its kind. `Dpos` has no difficulty: `current` comes back.
pub fn retarget(
	kind: Kind,
	phase: Phase,
	current: u128,
	interval_ms: u64,
	parameters: &Parameters,
) -> u128 {
	let (Some(b), Some(of_kind)) = (base(kind), parameters.kind(kind)) else { return current };
	let theta_ms = of_kind.theta_ms.get(phase);
	next_difficulty(current, interval_ms, b, theta_ms, parameters.divisor, of_kind.min_difficulty)
}

/// The greatest hash that meets `difficulty`: `floor((2^256 - 1) / difficulty)`; 0 is taken as 1.
pub fn target(difficulty: u128) -> U256 {
	U256::MAX.checked_div(difficulty.into()).unwrap_or(U256::MAX)
}

/// Whether an Ethash result, a big-endian number, meets `difficulty`.
pub fn meets_target(result: &[u8; 32], difficulty: u128) -> bool {
	U256::from_big_endian(result) <= target(difficulty)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn steps_are_counted_from_the_base() {
		let next = |interval_ms| next_difficulty(1_000_000, interval_ms, 2, 10, 100, 1);
		assert_eq!(next(0), 1_020_000);
		assert_eq!(next(9), 1_020_000);
		assert_eq!(next(10), 1_010_000);
		assert_eq!(next(20), 1_000_000);
		assert_eq!(next(30), 990_000);
		assert_eq!(next(1_010), 10_000);
		assert_eq!(next(1_020), 10_000);
		assert_eq!(next(u64::MAX), 10_000);
	}

	#[test]
	fn a_small_difficulty_still_moves() {
		assert_eq!(next_difficulty(10, 0, 2, 10, 2_048, 1), 12);
		assert_eq!(next_difficulty(10, 30, 2, 10, 2_048, 1), 9);
		assert_eq!(next_difficulty(10, 30, 2, 10, 2_048, 10), 10);
	}

	#[test]
	fn retarget_takes_the_theta_of_the_phase() {
		let mainnet = Parameters::mainnet();
		let pow = |phase| retarget(Kind::Pow, phase, 1 << 32, 14_000, &mainnet);
		assert_eq!(pow(Phase::One), (1 << 32) + (1 << 21));
		assert_eq!(pow(Phase::Two), (1 << 32) + (1 << 22));
		assert_eq!(
			retarget(Kind::Pos, Phase::One, 1 << 32, 0, &mainnet),
			(1 << 32) + 18 * (1 << 21)
		);
		assert_eq!(retarget(Kind::Dpos, Phase::Two, 7, 0, &mainnet), 7);
	}

	#[test]
	fn target_is_inclusive_and_big_endian() {
		assert_eq!(target(0), U256::MAX);
		assert_eq!(target(1), U256::MAX);
		assert_eq!(target(2), U256::MAX >> 1);
		let mut result = [0xff; 32];
		assert!(meets_target(&result, 1));
		assert!(!meets_target(&result, 2));
		result[0] = 0x7f;
		assert!(meets_target(&result, 2));
		result[0] = 0x80;
		assert!(!meets_target(&result, 2));
	}
}

//! What holds for every input of the rules, not only for those of the vectors.
#![allow(clippy::arithmetic_side_effects)]

use pillars_rules::*;
use primitive_types::H256;
use proptest::prelude::*;

/// Difficulties of every magnitude: uniform bits would nearly always be huge.
fn difficulty() -> impl Strategy<Value = u128> {
	(any::<u128>(), 0u32..128).prop_map(|(bits, shift)| bits >> shift)
}

fn phase() -> impl Strategy<Value = Phase> {
	prop_oneof![Just(Phase::One), Just(Phase::Two)]
}

fn kind() -> impl Strategy<Value = Kind> {
	proptest::sample::select(Kind::ALL.to_vec())
}

fn parent() -> impl Strategy<Value = Option<Kind>> {
	proptest::option::of(kind())
}

/// Gaps around W = 30, and sometimes any.
fn gap() -> impl Strategy<Value = u32> {
	prop_oneof![4 => 0u32..60, 1 => any::<u32>()]
}

/// Intervals in ms around the times of the rescue, and sometimes any.
fn interval() -> impl Strategy<Value = u64> {
	prop_oneof![4 => 0u64..4_000_000, 1 => any::<u64>()]
}

fn hash() -> impl Strategy<Value = H256> {
	// Leading zeros, so that kernels are won now and then.
	(any::<[u8; 32]>(), 0usize..17).prop_map(|(mut bytes, zeros)| {
		bytes.iter_mut().take(zeros).for_each(|byte| *byte = 0);
		H256(bytes)
	})
}

/// Branches that often agree in part, so that ties are met.
fn branch() -> impl Strategy<Value = Branch> {
	(25u32..35, 0u128..4, 0u32..3, 0u8..3).prop_map(|(length, weight, support, tip)| Branch {
		length,
		weight,
		support,
		tip: H256::repeat_byte(tip),
	})
}

proptest! {
	#[test]
	fn difficulty_never_rises_with_the_interval(
		current in difficulty(), a in interval(), b in interval(),
		base in 0u32..100, theta in 0u64..20_000, divisor in 0u32..5_000, min in difficulty(),
	) {
		let next = |interval| next_difficulty(current, interval, base, theta, divisor, min);
		prop_assert!(next(a.max(b)) <= next(a.min(b)));
		prop_assert!(next(a) >= min);
	}

	#[test]
	fn difficulty_stays_within_its_steps(
		current in difficulty(), interval in interval(), phase in phase(), kind in kind(),
	) {
		let mainnet = Parameters::mainnet();
		let min = mainnet.kind(kind).map_or(0, |of_kind| of_kind.min_difficulty);
		let current = current.max(min);
		let next = retarget(kind, phase, current, interval, &mainnet);
		let step = (current / u128::from(mainnet.divisor)).max(1);
		let up = step.saturating_mul(base(kind).unwrap_or(0).into());
		let down = step.saturating_mul(MAX_DECREASE.into());
		prop_assert!(next <= current.saturating_add(up));
		prop_assert!(next >= current.saturating_sub(down).max(min));
	}

	#[test]
	fn a_larger_difficulty_has_a_smaller_target(a in difficulty(), b in difficulty(), hash in hash()) {
		let (easy, hard) = (a.min(b), a.max(b));
		prop_assert!(target(hard) <= target(easy));
		prop_assert!(!meets_target(&hash.0, hard) || meets_target(&hash.0, easy));
	}

	#[test]
	fn maturity_is_bounded_and_monotone(a in difficulty(), b in difficulty(), min in difficulty()) {
		let maturity = |d| stake_maturity(d, min, Ratio { numerator: 1, denominator: 1 });
		prop_assert!((MIN_MATURITY..=MAX_MATURITY).contains(&maturity(a)));
		prop_assert!(maturity(a.min(b)) <= maturity(a.max(b)));
		let least = Ratio { numerator: 1, denominator: u32::MAX };
		prop_assert_eq!(stake_maturity(a, min, least), 1);
	}

	#[test]
	fn ramp_only_ever_eases(
		current in difficulty(), phase in phase(), window in 0u32..40,
		(g, h) in (gap(), gap()), (s, t) in (interval(), interval()),
	) {
		let current = current.max(1);
		let at = |gap, ms| effective_difficulty(current, phase, window, gap, ms);
		prop_assert!((1..=current).contains(&at(g, s)));
		prop_assert!(at(g.max(h), s) <= at(g.min(h), s));
		prop_assert!(at(g, s.max(t)) <= at(g, s.min(t)));
	}

	#[test]
	fn more_coins_never_lose_and_a_harder_kernel_never_wins(
		ticket in hash(), (v, w) in (difficulty(), difficulty()), (d, e) in (difficulty(), difficulty()),
	) {
		prop_assert!(!meets_kernel(&ticket, v.min(w), d) || meets_kernel(&ticket, v.max(w), d));
		prop_assert!(!meets_kernel(&ticket, v, d.max(e)) || meets_kernel(&ticket, v, d.min(e)));
	}

	#[test]
	fn authors_take_times_that_are_accepted(now in 0u64..1 << 50, parent in 0u64..1 << 50) {
		for parameters in [Parameters::mainnet(), Parameters::development()] {
			let check = |kind, ms, slot| check_time(kind, parent, ms, slot, &parameters);
			prop_assert_eq!(check(Kind::Pow, pow_timestamp(now, parent), None), Ok(()));
			let follower = follower_timestamp(now, parent, &parameters);
			prop_assert_eq!(check(Kind::Dpos, follower, None), Ok(()));
			if let Some(slot) = pos_slot(now, parent, &parameters) {
				let begin = slot * parameters.pos_slot_ms;
				prop_assert!(begin <= now);
				prop_assert_eq!(check(Kind::Pos, begin, Some(slot)), Ok(()));
			}
		}
	}

	#[test]
	fn slot_after_the_parents_is_the_same_as_later(parent in 0u64..1 << 20, slot in 0u64..80) {
		let mainnet = Parameters::mainnet();
		let begin = slot * mainnet.pos_slot_ms;
		let accepted = check_time(Kind::Pos, parent, begin, Some(slot), &mainnet).is_ok();
		prop_assert_eq!(accepted, slot > parent / mainnet.pos_slot_ms);
	}

	#[test]
	fn a_full_window_takes_only_pos(
		kind in kind(), number: u32, gap in gap(), since_parent in interval(),
	) {
		let mainnet = Parameters::mainnet();
		let full = number >= mainnet.window_from && gap >= mainnet.window - 1;
		let rescued = kind == Kind::Pow && since_parent >= POW_RESCUE_MS;
		let allowed = check_window(kind, number, gap, since_parent, &mainnet).is_ok();
		prop_assert_eq!(allowed, !full || kind == Kind::Pos || rescued);
		let waived = stake_conditions_waived(number, gap, since_parent, &mainnet);
		prop_assert_eq!(waived, full && since_parent >= STAKE_RESCUE_MS);
	}

	#[test]
	fn turns_count_up_and_roll_over(
		index in 0u64..1 << 30, witness_count in 1u32..=64, turns_per_witness in 1u32..20,
	) {
		let shape = EpochShape { witness_count, turns_per_witness };
		let (here, next) = (turn_of(index, shape), turn_of(index + 1, shape));
		prop_assert!(here.turn < shape.len());
		if here.turn + 1 < shape.len() {
			prop_assert_eq!(next, Turn { epoch: here.epoch, turn: here.turn + 1 });
		} else {
			prop_assert_eq!(next, Turn { epoch: here.epoch + 1, turn: 0 });
		}
		let back = u64::from(here.epoch) * u64::from(shape.len()) + u64::from(here.turn);
		prop_assert_eq!(back, index);
	}

	#[test]
	fn followers_stand_only_on_pow_in_phase_two(parent in parent(), number: u32, gap in gap()) {
		let testnet = Parameters::local_testnet();
		let allowed = parent == Some(Kind::Pow) && number >= testnet.phase2_at - 1 && gap < 29;
		prop_assert_eq!(turn_assigned(parent, number, gap, &testnet), allowed);
	}

	#[test]
	fn weight_is_bounded_and_monotone(
		kind in kind(), (d, e) in (difficulty(), difficulty()), reference in difficulty(),
	) {
		prop_assert!(block_weight(kind, d, reference) <= 8 * UNIT);
		prop_assert!(
			block_weight(kind, d.min(e), reference) <= block_weight(kind, d.max(e), reference)
		);
	}

	#[test]
	fn reference_lies_among_its_difficulties(
		difficulties in proptest::collection::vec(difficulty(), 1..20), previous in difficulty(),
	) {
		let mut sum = ReferenceSum::default();
		difficulties.iter().for_each(|difficulty| sum.add(*difficulty));
		let least = difficulties.iter().min().copied().unwrap_or_default().max(1);
		let greatest = difficulties.iter().max().copied().unwrap_or_default().max(1);
		prop_assert!((least..=greatest).contains(&sum.mean(previous)));
	}

	#[test]
	fn preference_is_antisymmetric(a in branch(), b in branch(), window in 0u32..40) {
		prop_assert_eq!(prefer(&a, &b, window), prefer(&b, &a, window).reverse());
		prop_assert!(prefer(&a, &a, window).is_eq());
	}

	#[test]
	fn subsidy_never_rises(kind in kind(), a: u32, b: u32) {
		prop_assert!(subsidy(kind, a.max(b)) <= subsidy(kind, a.min(b)));
	}

	#[test]
	fn fees_are_split_without_loss(kind in kind(), fees in difficulty()) {
		let (author, parent) = split_fees(kind, fees);
		prop_assert_eq!(author.checked_add(parent), Some(fees));
		prop_assert!(kind == Kind::Dpos || parent == 0);
		prop_assert_eq!(kind == Kind::Dpos && fees > 2, parent > 0);
	}
}

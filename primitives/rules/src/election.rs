//! The election of witnesses.
//!
//! Who stands for election weighs `MARS (milli-points) * clamp(bond, B, 4 B)`, B the least bond: splitting a bond of up
//! to 4 B over identities never gains.
//!
//! The draw is weighted sampling without replacement: for the seats j = 0, 1, .. in turn,
//! `x = blake2_256("pillars/draw/1" ++ R ++ j ++ ctr)` with the first ctr = 0, 1, .. for which x is below the largest
//! multiple of the weights left; `x mod` their sum falls into the place of one of those left, in the order of their
//! accounts. The order of drawing is the order of turns.
//!
//! The randomness R is that of the epoch: `R_0` is zero, `acc` of each epoch begins with zero and takes in, as
//! `blake2_256("pillars/acc/1" ++ acc ++ hash)`, the hashes of the `Pow` blocks of the first two thirds of its turns;
//! then `R' = blake2_256("pillars/epoch/1" ++ epoch ++ R ++ acc)`. `Pos` and `Dpos` blocks add nothing, for their authors
//! could sign them again.

use alloc::vec::Vec;
use pillars_primitives::{Balance, Hash};
use primitive_types::U256;
use sp_crypto_hashing::blake2_256;

/// A bond counts up to so many times the least one.
pub const MAX_BONDS: Balance = 4;

/// The weight of a candidate with this score (milli-points) and bond (satoshi).
pub fn election_weight(score: u32, bond: Balance, min_bond: Balance) -> u128 {
	let most = min_bond.saturating_mul(MAX_BONDS);
	u128::from(score).saturating_mul(bond.max(min_bond).min(most))
}

/// Takes the hash of a `Pow` block in.
pub fn accumulate(acc: &Hash, block: &Hash) -> Hash {
	let mut input = Vec::from(*b"pillars/acc/1");
	input.extend_from_slice(&acc.0);
	input.extend_from_slice(&block.0);
	blake2_256(&input).into()
}

/// The randomness of an epoch, from that of the one before it and what that has taken in.
pub fn next_randomness(next_epoch: u32, randomness: &Hash, acc: &Hash) -> Hash {
	let mut input = Vec::from(*b"pillars/epoch/1");
	input.extend_from_slice(&next_epoch.to_le_bytes());
	input.extend_from_slice(&randomness.0);
	input.extend_from_slice(&acc.0);
	blake2_256(&input).into()
}

/// Whether a block whose parent is the `Pow` block of this turn takes the parent's hash in; an epoch has `turns`.
pub fn accumulates(turn: u32, turns: u32) -> bool {
	u64::from(turn) < u64::from(turns).saturating_mul(2) / 3
}

/// Elects: `weights` are those of the candidates in the order of their accounts. Returns who was drawn, in the order of
/// drawing: all if there are fewer than `seats`. A weight of 0 is never drawn.
pub fn elect(weights: &[u128], seats: u32, randomness: &Hash) -> Vec<usize> {
	let mut left = Weights::new(weights);
	let mut elected = Vec::new();
	for seat in 0..seats {
		let Some(place) = draw(left.total, randomness, seat) else { break };
		let Some(index) = left.take(place) else { break };
		elected.push(index);
	}
	elected
}

/// A number below `total` for a seat; `None` if there is none.
fn draw(total: U256, randomness: &Hash, seat: u32) -> Option<U256> {
	// 2^256 mod T is ((2^256 - 1) mod T + 1) mod T; what is at or above 2^256 minus that is drawn anew.
	let rest = U256::MAX.checked_rem(total)?.saturating_add(U256::one()).checked_rem(total)?;
	let last = U256::MAX.saturating_sub(rest);
	(0u32..=u32::MAX).find_map(|counter| {
		let mut input = Vec::from(*b"pillars/draw/1");
		input.extend_from_slice(&randomness.0);
		input.extend_from_slice(&seat.to_le_bytes());
		input.extend_from_slice(&counter.to_le_bytes());
		let x = U256::from_big_endian(&blake2_256(&input));
		(x <= last).then(|| x.checked_rem(total)).flatten()
	})
}

/// The weights of those left, in a binary indexed tree: a draw takes a time of the order of the logarithm of their
/// number.
struct Weights {
	/// Sums of ranges of weights, by the usual rule of the tree; the first place is not used.
	tree: Vec<U256>,
	/// Of all that are left.
	total: U256,
	/// The greatest power of two that is not above their number.
	top: usize,
}

impl Weights {
	fn new(weights: &[u128]) -> Self {
		let count = weights.len();
		let mut tree: Vec<U256> = core::iter::once(U256::zero())
			.chain(weights.iter().map(|weight| U256::from(*weight)))
			.collect();
		let mut total = U256::zero();
		for (weight, place) in weights.iter().zip(1usize..) {
			total = total.saturating_add(U256::from(*weight));
			let sum = tree.get(place).copied().unwrap_or_default();
			if let Some(parent) = tree.get_mut(next(place)) {
				*parent = parent.saturating_add(sum);
			}
		}
		Self { tree, total, top: count.checked_ilog2().map_or(0, |log| 1 << log) }
	}

	/// Takes away the one in whose range of the cumulative weights `x` falls, and tells which it is.
	fn take(&mut self, mut x: U256) -> Option<usize> {
		let mut index = 0usize;
		let mut step = self.top;
		while step > 0 {
			let place = index.saturating_add(step);
			if let Some(sum) = self.tree.get(place).filter(|sum| **sum <= x) {
				x = x.saturating_sub(*sum);
				index = place;
			}
			step >>= 1;
		}
		let weight = self.weight(index.saturating_add(1))?;
		let mut place = index.saturating_add(1);
		while let Some(sum) = self.tree.get_mut(place) {
			*sum = sum.saturating_sub(weight);
			place = next(place);
		}
		self.total = self.total.saturating_sub(weight);
		Some(index)
	}

	/// The weight at a place of the tree.
	fn weight(&self, place: usize) -> Option<U256> {
		let mut weight = *self.tree.get(place)?;
		let parent = place & place.saturating_sub(1);
		let mut below = place.saturating_sub(1);
		while below > parent {
			weight = weight.saturating_sub(*self.tree.get(below)?);
			below &= below.saturating_sub(1);
		}
		Some(weight)
	}
}

/// The next place of the tree whose sum holds that of `place`.
const fn next(place: usize) -> usize {
	place.saturating_add(place & place.wrapping_neg())
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "tests may panic")]
mod tests {
	use super::*;
	use crate::mars::{witness_score, MissRecord};
	use alloc::vec;
	use pillars_primitives::units::ETP;
	use proptest::prelude::*;

	const B: Balance = 100_000 * ETP;

	#[test]
	fn bonds_count_between_their_bounds() {
		assert_eq!(election_weight(10, B - 1, B), 10 * B);
		assert_eq!(election_weight(10, B, B), 10 * B);
		assert_eq!(election_weight(10, 3 * B, B), 30 * B);
		assert_eq!(election_weight(10, 5 * B, B), 40 * B);
		assert_eq!(election_weight(0, B, B), 0);
	}

	#[test]
	fn two_thirds_of_the_turns_count() {
		assert!(accumulates(152, 230));
		assert!(!accumulates(153, 230));
		assert!(accumulates(7, 12));
		assert!(!accumulates(8, 12));
		assert!(!accumulates(0, 1));
	}

	#[test]
	fn few_candidates_are_all_elected() {
		let all = elect(&[5, 7], 23, &Hash::repeat_byte(1));
		assert_eq!(all.len(), 2);
		assert!(all.contains(&0) && all.contains(&1));
		assert!(elect(&[], 23, &Hash::zero()).is_empty());
		assert_eq!(elect(&[0, 3, 0], 3, &Hash::zero()), vec![1]);
	}

	/// The draw as it is written down, with a sum over all of those left for each seat.
	fn naive(weights: &[u128], seats: u32, randomness: &Hash) -> Vec<usize> {
		let mut left: Vec<(usize, u128)> =
			weights.iter().copied().enumerate().filter(|(_, weight)| *weight > 0).collect();
		let mut elected = vec![];
		for seat in 0..seats {
			let total = left.iter().fold(U256::zero(), |sum, (_, weight)| sum + *weight);
			let Some(mut x) = draw(total, randomness, seat) else { break };
			let place = left
				.iter()
				.position(|(_, weight)| {
					let here = x < U256::from(*weight);
					if !here {
						x -= U256::from(*weight);
					}
					here
				})
				.unwrap();
			elected.push(left.remove(place).0);
		}
		elected
	}

	/// Draws by so many different seeds.
	fn draws(weights: &[u128], seats: u32, count: u32) -> Vec<Vec<usize>> {
		let seed = |n: u32| Hash::from(blake2_256(&n.to_le_bytes()));
		(0..count).map(|n| elect(weights, seats, &seed(n))).collect()
	}

	/// How far counts are from what is expected of them (chi squared), in thousandths.
	fn distance(pairs: impl IntoIterator<Item = (u128, u128)>) -> u128 {
		pairs
			.into_iter()
			.map(|(count, expected)| count.abs_diff(expected).pow(2) * 1_000 / expected)
			.sum()
	}

	#[test]
	fn the_first_seat_is_drawn_by_weight() {
		let drawn = draws(&[1, 2, 3, 4], 1, 10_000);
		let count = |index: usize| drawn.iter().filter(|one| one[..] == [index]).count() as u128;
		// Of 3 degrees of freedom, one in a thousand is beyond 16.27.
		assert!(distance((0..4).map(|i| (count(i), 1_000 * (i as u128 + 1)))) < 16_270);
	}

	#[test]
	fn the_second_seat_is_drawn_by_weight_among_those_left() {
		let drawn = draws(&[1, 2, 3, 4], 2, 10_080);
		let count = |pair: [usize; 2]| drawn.iter().filter(|one| one[..] == pair).count() as u128;
		let pairs = (0..4).flat_map(|a| (0..4).filter(move |b| a != *b).map(move |b| [a, b]));
		let expected = |[a, b]: [usize; 2]| {
			let (first, second) = (a as u128 + 1, b as u128 + 1);
			10_080 * first * second / (10 * (10 - first))
		};
		// Of 11 degrees of freedom, one in a thousand is beyond 31.26.
		assert!(distance(pairs.map(|pair| (count(pair), expected(pair)))) < 31_260);
	}

	proptest! {
		#[test]
		fn the_tree_draws_as_a_list_does(
			weights in proptest::collection::vec(prop_oneof![Just(0), 1u128..100, any::<u128>()], 0..40),
			seats in 0u32..30,
			randomness: [u8; 32],
		) {
			let randomness = Hash::from(randomness);
			prop_assert_eq!(elect(&weights, seats, &randomness), naive(&weights, seats, &randomness));
		}

		#[test]
		fn nobody_is_elected_twice(
			weights in proptest::collection::vec(1u128..1_000, 1..100),
			randomness: [u8; 32],
		) {
			let elected = elect(&weights, 23, &Hash::from(randomness));
			prop_assert_eq!(elected.len(), weights.len().min(23));
			let mut sorted = elected.clone();
			sorted.sort();
			sorted.dedup();
			prop_assert_eq!(sorted.len(), elected.len());
		}

		/// Splitting a bond of up to four times the least one never gains.
		#[test]
		fn splitting_a_bond_never_gains(
			whole in B..=4 * B,
			mut cuts in proptest::collection::vec(0..=1_000u128, 0..=3),
			certified: bool,
			x in -1_000_000i32..=0,
		) {
			let record = MissRecord { x, n: 12 };
			let weigh = |bond| election_weight(witness_score(certified, bond, &record), bond, B);
			// As many parts as there is room for; what they have above B is cut at these thousandths.
			cuts.truncate(usize::try_from(whole / B - 1).unwrap());
			cuts.sort();
			let extra = whole - (cuts.len() as u128 + 1) * B;
			let ends = cuts.iter().map(|cut| extra * cut / 1_000).chain([extra]);
			let starts = cuts.iter().map(|cut| extra * cut / 1_000);
			let bonds: Vec<Balance> = core::iter::once(0)
				.chain(starts)
				.zip(ends)
				.map(|(start, end)| B + end - start)
				.collect();
			prop_assert_eq!(bonds.iter().sum::<Balance>(), whole);
			prop_assert!(bonds.iter().map(|bond| weigh(*bond)).sum::<u128>() <= weigh(whole));
		}
	}
}

//! The election of the witnesses of an epoch.

use crate::{Config, Pallet, Randomness, Shape, WitnessList};
use alloc::vec::Vec;
use pillars_primitives::Hash;
use pillars_rules::{accumulate, accumulates, elect, next_randomness, Kind};
use pillars_traits::{Electorate, FinalityAuthorities, FrozenCandidate};
use sp_core::ed25519;

/// The list of an epoch, as it was drawn.
pub(crate) struct Drawn {
	/// Who was elected, in the order of drawing.
	pub(crate) witnesses: WitnessList,
	/// The keys under which they finalise.
	finality: Vec<ed25519::Public>,
	/// How many stood for election.
	pub(crate) candidates: u32,
}

impl<T: Config> Pallet<T> {
	/// Takes the hash of the parent in, if that is a `Pow` block of the first two thirds of its epoch: `parent` is its
	/// kind and turn.
	///
	/// The authors of `Pos` and `Dpos` blocks could sign them again, so these add nothing.
	pub(crate) fn take_in(parent: Option<(Kind, u32)>, hash: &Hash) {
		let turns = Shape::<T>::get().len();
		if parent.is_some_and(|(kind, turn)| kind == Kind::Pow && accumulates(turn, turns)) {
			Randomness::<T>::mutate(|randomness| {
				randomness.acc = accumulate(&randomness.acc, hash);
			});
		}
	}

	/// Ends the randomness of an epoch and begins that of the next one, which it returns.
	pub(crate) fn next_randomness(epoch: u32) -> Hash {
		Randomness::<T>::mutate(|randomness| {
			randomness.current = next_randomness(epoch, &randomness.current, &randomness.acc);
			randomness.acc = Hash::zero();
			randomness.current
		})
	}

	/// Draws the witnesses among the candidates frozen when the epoch that ends was opened; `None` without any.
	pub(crate) fn draw(randomness: &Hash) -> Option<Drawn> {
		let frozen = T::Electorate::take_frozen();
		let weights: Vec<u128> = frozen.iter().map(|candidate| candidate.weight).collect();
		let elected: Vec<&FrozenCandidate> =
			elect(&weights, Shape::<T>::get().witness_count, randomness)
				.into_iter()
				.filter_map(|index| frozen.get(index))
				.collect();
		let witnesses: Vec<_> = elected
			.iter()
			.map(|candidate| (candidate.who.clone(), candidate.witness_key.into()))
			.collect();
		(!witnesses.is_empty()).then(|| Drawn {
			witnesses: WitnessList::truncate_from(witnesses),
			finality: elected.iter().map(|candidate| candidate.grandpa_key).collect(),
			candidates: u32::try_from(frozen.len()).unwrap_or(u32::MAX),
		})
	}

	/// Hands those elected to finality, if that follows elections. If nobody was, it stays with whom it was.
	pub(crate) fn follow(drawn: Option<&Drawn>, follows: bool) {
		if follows {
			T::Finality::schedule(drawn.map_or_else(Vec::new, |drawn| drawn.finality.clone()));
		}
	}
}

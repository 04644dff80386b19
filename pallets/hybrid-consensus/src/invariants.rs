//! What must hold in any state.

use crate::{
	types::turn_at, ChainParameters, CoinbaseMst, Config, Duties, Head, Pallet, PoolLeft,
	Randomness, References, Shape, Sums, Witnesses,
};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pillars_rules::{accumulates, turn_of, Kind, Turn, REWARD_POOL};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks what must hold between blocks, whatever the blocks claimed.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(ChainParameters::<T>::get().validate().is_ok(), "the parameters break a bound");
		ensure!(Shape::<T>::get().validate().is_ok(), "the shape of the epochs breaks a bound");
		ensure!(PoolLeft::<T>::get() <= REWARD_POOL, "the reward pool has grown");
		ensure!(!CoinbaseMst::<T>::exists(), "a coinbase outlived its block");
		Self::try_turn()?;
		Self::try_lists()?;
		Self::try_randomness()?;
		Self::try_references()
	}

	/// The turn follows from the number of `Pow` blocks, and so does the number of those in the
	/// epoch.
	fn try_turn() -> Result<(), TryRuntimeError> {
		let head = Head::<T>::get();
		let pow_count = head.as_ref().map_or(0, |head| head.pow_count);
		let (turn, in_epoch) = match pow_count.checked_sub(1) {
			Some(last) => {
				let turn = turn_of(last, Shape::<T>::get());
				(turn, turn.turn.saturating_add(1))
			},
			None => (Turn::default(), 0),
		};
		ensure!(turn_at(head.as_ref()) == turn, "the turn is not that of the last Pow block");
		ensure!(Sums::<T>::get().pow.count == in_epoch, "not every Pow block of the epoch counts");
		Ok(())
	}

	/// The lists of this epoch and the two before it are there, with a duty for each witness, and
	/// no others.
	fn try_lists() -> Result<(), TryRuntimeError> {
		let shape = Shape::<T>::get();
		let epoch = turn_at(Head::<T>::get().as_ref()).epoch;
		let kept = epoch.saturating_sub(2)..=epoch;
		for epoch in kept.clone() {
			let witnesses =
				Witnesses::<T>::get(epoch).ok_or("an epoch has no list of witnesses")?;
			let duties = Duties::<T>::get(epoch);
			ensure!(duties.len() == witnesses.len(), "not every witness has a duty");
			ensure!(
				u32::try_from(witnesses.len()).is_ok_and(|len| len <= shape.witness_count),
				"an epoch has more witnesses than seats"
			);
			let accounts: BTreeSet<_> = witnesses.iter().map(|(account, _)| account).collect();
			ensure!(accounts.len() == witnesses.len(), "an epoch has a witness twice");
			let keys: BTreeSet<_> = witnesses.iter().map(|(_, key)| key).collect();
			ensure!(keys.len() == witnesses.len(), "two witnesses of an epoch have the same key");
			let assigned = duties.iter().fold(0u32, |sum, duty| sum.saturating_add(duty.assigned));
			ensure!(assigned <= shape.len(), "more turns were assigned than an epoch has");
		}
		ensure!(
			Witnesses::<T>::iter_keys().all(|epoch| kept.contains(&epoch)),
			"the list of an old epoch is still there"
		);
		ensure!(
			Duties::<T>::iter_keys().all(|epoch| kept.contains(&epoch)),
			"the duties of an old epoch are still there"
		);
		Ok(())
	}

	/// There is none in epoch 0, and nothing is taken in before the first `Pow` block of the epoch has a child.
	fn try_randomness() -> Result<(), TryRuntimeError> {
		let randomness = Randomness::<T>::get();
		let head = Head::<T>::get();
		let Turn { epoch, turn } = turn_at(head.as_ref());
		ensure!(
			randomness.current.is_zero() == (epoch == 0),
			"the draw of an epoch had no randomness"
		);
		let has_child =
			head.is_some_and(|head| head.pow_count > 0 && (turn > 0 || head.kind != Kind::Pow));
		let takes = has_child && accumulates(0, Shape::<T>::get().len());
		ensure!(randomness.acc.is_zero() != takes, "an epoch has not taken in what it should have");
		Ok(())
	}

	fn try_references() -> Result<(), TryRuntimeError> {
		let references = References::<T>::get();
		let all = [references.current, references.next];
		ensure!(all.iter().all(|of| of.pow >= 1 && of.pos >= 1), "a reference is 0");
		Ok(())
	}
}

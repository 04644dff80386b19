//! Staking keys: an owner's choice of who seals for its coins.
//!
//! A key belongs to its owner from the moment it is announced until the change that replaces it comes into
//! force: while it must seal, or is about to, nobody else can have it. A change that is overtaken by another
//! one before its height lets go of its key at once, for it never sealed anything. Nobody asks the key itself: who names
//! a stranger's key only lets the stranger stake for it. But the own key of somebody with deposits can not be taken. Who
//! makes a first deposit after somebody named its key seals with it all the same, for both.
//!
//! No hook carries changes out. What is in force follows from the height, and an overdue change is carried out
//! when its owner makes the next one or when somebody else wants a key that it frees.

use crate::{
	types::{PendingKey, StakingKeyState},
	Config, Deposits, Error, Event, Pallet, StakingKeyOwners, StakingKeys,
};
use frame_support::{ensure, traits::Get};
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::sr25519::Public;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_staking_key(owner: &AccountId, key: Option<Public>) -> DispatchResult {
		let now = Self::now();
		let stored = StakingKeys::<T>::get(owner);
		let StakingKeyState { current, .. } = stored.settled(now);
		// To keep the key in force is not a change: it only calls off the one announced, and that at once.
		let from = now.saturating_add(T::StakingKeyDelay::get());
		let next = (key != current).then_some(PendingKey { key, from });
		let state = StakingKeyState { current, next };
		if let Some(key) = key {
			Self::vacate(&key, owner, now)?;
		}
		Self::replace(owner, stored, state);
		let from = next.map_or(now, |next| next.from);
		let owner = owner.clone();
		Self::deposit_event(Event::StakingKeySet { owner, old: current, new: key, from });
		Ok(())
	}

	/// Makes sure that nobody but `owner` holds the key at the height `now`, or has it as its own: who has deposits seals
	/// with the key of its account as long as it names no other.
	fn vacate(key: &Public, owner: &AccountId, now: BlockNumber) -> Result<(), Error<T>> {
		let own = AccountId::from(*key);
		let is_own = own != *owner && Deposits::<T>::contains_key(&own);
		ensure!(!is_own, Error::StakingKeyTaken);
		match StakingKeyOwners::<T>::get(key) {
			Some(other) if other != *owner => {
				let stored = StakingKeys::<T>::get(&other);
				let settled = stored.settled(now);
				ensure!(!settled.holds(key), Error::StakingKeyTaken);
				Self::replace(&other, stored, settled);
				Ok(())
			},
			_ => Ok(()),
		}
	}

	/// Writes the keys of an owner, with the index by key.
	fn replace(owner: &AccountId, old: StakingKeyState, new: StakingKeyState) {
		old.keys().filter(|key| !new.holds(key)).for_each(StakingKeyOwners::<T>::remove);
		new.keys()
			.filter(|key| !old.holds(key))
			.for_each(|key| StakingKeyOwners::<T>::insert(key, owner));
		if new == StakingKeyState::default() {
			StakingKeys::<T>::remove(owner);
		} else {
			StakingKeys::<T>::insert(owner, new);
		}
	}

	/// The key that must seal for the owner at the height `now`: the one registered, else its own.
	pub(crate) fn key_in_force(owner: &AccountId, now: BlockNumber) -> Public {
		let registered = StakingKeys::<T>::get(owner).settled(now).current;
		registered.unwrap_or_else(|| Public::from_raw(*owner.as_ref()))
	}

	/// Who holds the key at the height `now`.
	pub(crate) fn holder_of_key(key: &Public, now: BlockNumber) -> Option<AccountId> {
		let owner = StakingKeyOwners::<T>::get(key)?;
		StakingKeys::<T>::get(&owner).settled(now).holds(key).then_some(owner)
	}
}

//! The waiting list for level 2.

use crate::{Config, Error, Event, Now, Pallet, WaitingList};
use frame_support::ensure;
use pillars_primitives::AccountId;
use pillars_traits::{Avatars, Bonds};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::join_waiting_list`].
	pub(crate) fn do_join_waiting_list(who: &AccountId) -> DispatchResult {
		Self::check_waiting(who, Self::now())?;
		WaitingList::<T>::try_mutate(|list| {
			ensure!(!list.contains(who), Error::<T>::AlreadyWaiting);
			list.try_push(who.clone()).map_err(|_| Error::<T>::WaitingListFull)
		})?;
		Self::deposit_event(Event::Waiting { who: who.clone() });
		Ok(())
	}

	/// Whether the account may be on the list.
	pub(crate) fn check_waiting(who: &AccountId, now: Now) -> Result<(), Error<T>> {
		ensure!(T::Avatars::is_avatar(who), Error::<T>::NotAvatar);
		Self::ended_state(who, now)?;
		ensure!(T::Bonds::own_bond(who) >= now.min_bond, Error::<T>::BondTooSmall);
		Ok(())
	}

	/// Takes an account off the list, and says whether it was on it.
	pub(crate) fn end_waiting(who: &AccountId) -> bool {
		let mut list = WaitingList::<T>::get();
		if !list.contains(who) {
			return false;
		}
		list.retain(|other| other != who);
		WaitingList::<T>::put(list);
		Self::deposit_event(Event::WaitingEnded { who: who.clone() });
		true
	}
}

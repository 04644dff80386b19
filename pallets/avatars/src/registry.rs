//! Avatars and the accounts that have them.

use crate::{
	names::{avatar_id, check_symbol, NameError},
	AvatarDetails, AvatarOf, Avatars, Config, Error, Event, Offers, Pallet, Symbol,
	REGISTRATION_FEE,
};
use frame_support::ensure;
use pillars_primitives::{AccountId, BlockNumber};
use pillars_traits::{AvatarId, AvatarTies, Holding, OnAvatarMoved, ServiceFees};
use sp_runtime::{DispatchResult, SaturatedConversion};

impl<T: Config> From<NameError> for Error<T> {
	fn from(error: NameError) -> Self {
		match error {
			NameError::Empty => Self::EmptySymbol,
			NameError::TooLong => Self::SymbolTooLong,
			NameError::BadSign => Self::BadSign,
			NameError::Reserved => Self::ReservedSymbol,
			NameError::AddressLike => Self::AddressLike,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The height under execution.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	pub(crate) fn do_register(who: AccountId, symbol: Symbol) -> DispatchResult {
		check_symbol(&symbol).map_err(Error::<T>::from)?;
		ensure!(!AvatarOf::<T>::contains_key(&who), Error::<T>::HasAvatar);
		let avatar = avatar_id(&symbol);
		ensure!(!Avatars::<T>::contains_key(avatar), Error::<T>::SymbolTaken);
		T::Fees::charge(&who, REGISTRATION_FEE)?;
		Self::make(avatar, symbol.clone(), who.clone());
		Self::deposit_event(Event::Registered { avatar, symbol, account: who });
		Ok(())
	}

	/// Writes an avatar that was not there, of an account that had none.
	pub(crate) fn make(avatar: AvatarId, symbol: Symbol, account: AccountId) {
		let born = Self::now();
		AvatarOf::<T>::insert(&account, Holding { avatar, born, since: born });
		let details = AvatarDetails { symbol, account, born, held_since: born, transfers: 0 };
		Avatars::<T>::insert(avatar, details);
	}

	pub(crate) fn do_offer_transfer(who: AccountId, to: AccountId) -> DispatchResult {
		let Holding { avatar, .. } = AvatarOf::<T>::get(&who).ok_or(Error::<T>::NotAvatar)?;
		ensure!(!AvatarOf::<T>::contains_key(&to), Error::<T>::RecipientHasAvatar);
		ensure!(!T::Ties::is_tied(&who), Error::<T>::Tied);
		let old = Offers::<T>::get(avatar);
		Offers::<T>::insert(avatar, &to);
		Self::deposit_event(Event::TransferOffered { avatar, from: who, old, new: to });
		Ok(())
	}

	pub(crate) fn do_withdraw_offer(who: AccountId) -> DispatchResult {
		let Holding { avatar, .. } = AvatarOf::<T>::get(&who).ok_or(Error::<T>::NotAvatar)?;
		let to = Offers::<T>::take(avatar).ok_or(Error::<T>::NoOffer)?;
		Self::deposit_event(Event::OfferWithdrawn { avatar, from: who, to });
		Ok(())
	}

	pub(crate) fn do_accept_transfer(to: AccountId, avatar: AvatarId) -> DispatchResult {
		let recipient = Offers::<T>::get(avatar).ok_or(Error::<T>::NoOffer)?;
		ensure!(recipient == to, Error::<T>::OfferedToAnother);
		// It may have registered one since.
		ensure!(!AvatarOf::<T>::contains_key(&to), Error::<T>::RecipientHasAvatar);
		let mut details = Avatars::<T>::get(avatar).ok_or(Error::<T>::NoSuchAvatar)?;
		let from = core::mem::replace(&mut details.account, to.clone());
		ensure!(!T::Ties::is_tied(&from), Error::<T>::Tied);
		details.transfers = details.transfers.checked_add(1).ok_or(Error::<T>::TooManyTransfers)?;
		details.held_since = Self::now();
		let transfers = details.transfers;
		let holding = Holding { avatar, born: details.born, since: details.held_since };

		Offers::<T>::remove(avatar);
		AvatarOf::<T>::remove(&from);
		AvatarOf::<T>::insert(&to, holding);
		Avatars::<T>::insert(avatar, details);
		T::OnMoved::avatar_moved(&from, &to);
		Self::deposit_event(Event::Transferred { avatar, from, to, transfers });
		Ok(())
	}
}

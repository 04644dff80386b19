//! What wallets and other pallets ask.

use crate::{names::avatar_id, AvatarDetails, AvatarOf, Avatars, Config, Pallet};
use pillars_primitives::AccountId;
use pillars_traits::{AvatarId, Holding, PrefixedMap};

impl<T: Config> Pallet<T> {
	/// The avatar of this name, in whatever case.
	pub(crate) fn avatar_named(symbol: &[u8]) -> Option<(AvatarId, AvatarDetails)> {
		let avatar = avatar_id(symbol);
		Avatars::<T>::get(avatar).map(|details| (avatar, details))
	}

	/// The avatar of an account.
	pub(crate) fn avatar_with(who: &AccountId) -> Option<(AvatarId, AvatarDetails)> {
		let Holding { avatar, .. } = AvatarOf::<T>::fetch(who)?;
		Avatars::<T>::get(avatar).map(|details| (avatar, details))
	}
}

impl<T: Config> pillars_traits::Avatars for Pallet<T> {
	fn avatar_of(who: &AccountId) -> Option<AvatarId> {
		Self::holding(who).map(|holding| holding.avatar)
	}

	fn account_of(avatar: &AvatarId) -> Option<AccountId> {
		Avatars::<T>::get(avatar).map(|details| details.account)
	}

	fn holding(who: &AccountId) -> Option<Holding> {
		AvatarOf::<T>::fetch(who)
	}

	fn is_avatar(who: &AccountId) -> bool {
		AvatarOf::<T>::has(who)
	}
}

//! The state before the first block.

use crate::{
	names::{avatar_id, check_kind_name, check_signs},
	AvatarOf, Avatars, Config, GenesisAvatar, GenesisKind, KindName, Kinds, KindsByName, Pallet,
	Symbol,
};
use alloc::{vec, vec::Vec};

/// The kinds of attestations that every chain has, unless its genesis says otherwise.
pub(crate) fn default_kinds() -> Vec<GenesisKind> {
	vec![
		GenesisKind { kind: 1, name: "kyc".into() },
		GenesisKind { kind: 2, name: "achievement".into() },
	]
}

impl<T: Config> Pallet<T> {
	/// Makes the avatars and the kinds.
	///
	/// # Panics
	///
	/// If a name can not be had or is had twice, if an account has two avatars, or if a kind has two
	/// names.
	pub(crate) fn build_genesis(avatars: &[GenesisAvatar], kinds: &[GenesisKind]) {
		for GenesisAvatar { symbol, account } in avatars {
			let bytes = symbol.as_bytes();
			let right = check_signs(bytes);
			assert!(right.is_ok(), "a genesis avatar can not have the name {symbol}: {right:?}");
			let avatar = avatar_id(bytes);
			let taken = Avatars::<T>::contains_key(avatar);
			assert!(!taken, "two genesis avatars have the name {symbol}");
			let has = AvatarOf::<T>::contains_key(account);
			assert!(!has, "the account of the genesis avatar {symbol} has another one");
			// Nothing is cut off: the length was checked.
			Self::make(avatar, Symbol::truncate_from(bytes.to_vec()), account.clone());
		}
		for GenesisKind { kind, name } in kinds {
			let bytes = name.as_bytes();
			let right = check_kind_name(bytes);
			assert!(right.is_ok(), "a genesis kind can not have the name {name}: {right:?}");
			let bounded = KindName::truncate_from(bytes.to_vec());
			assert!(!Kinds::<T>::contains_key(kind), "the genesis kind {kind} has two names");
			let taken = KindsByName::<T>::contains_key(&bounded);
			assert!(!taken, "two genesis kinds have the name {name}");
			Self::make_kind(*kind, bounded);
		}
	}
}

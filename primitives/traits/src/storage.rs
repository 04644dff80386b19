//! Accesses to maps on the way of every transaction.

use alloc::vec::Vec;
use codec::FullCodec;
use frame_support::storage::{generator::StorageMap, unhashed};

/// The accesses of a `StorageMap` with a prefix that was hashed when the runtime was compiled.
///
/// Those of `frame-support` 49 let the host hash the names of the pallet and of the map each time
/// (`storage::storage_prefix`), which takes longer than all else about the key. These make the same keys.
///
/// Values are as they are in the state: none where there is none, whatever the map answers then.
pub trait PrefixedMap<K: FullCodec, V: FullCodec>: StorageMap<K, V> {
	/// The key of the state under which the value of `key` is.
	fn state_key(key: &K) -> Vec<u8> {
		let prefix = Self::prefix_hash();
		let hashed = key.using_encoded(<Self::Hasher as frame_support::StorageHasher>::hash);
		let hashed = hashed.as_ref();
		let mut whole = Vec::with_capacity(prefix.len().saturating_add(hashed.len()));
		whole.extend_from_slice(&prefix);
		whole.extend_from_slice(hashed);
		whole
	}

	/// The value of `key`, as `try_get`.
	fn fetch(key: &K) -> Option<V> {
		unhashed::get(&Self::state_key(key))
	}

	/// Whether `key` has a value, as `contains_key`.
	fn has(key: &K) -> bool {
		unhashed::exists(&Self::state_key(key))
	}

	/// Gives `key` a value, as `insert`.
	fn store(key: &K, value: &V) {
		unhashed::put(&Self::state_key(key), value);
	}

	/// Takes the value of `key` away, as `remove`.
	fn erase(key: &K) {
		unhashed::kill(&Self::state_key(key));
	}
}

impl<K: FullCodec, V: FullCodec, M: StorageMap<K, V>> PrefixedMap<K, V> for M {}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::{
		storage::types::{Key, StorageMap, StorageNMap, ValueQuery},
		traits::StorageInstance,
		Blake2_128Concat, Identity, Twox64Concat,
	};
	use sp_io::TestExternalities;

	struct Names;

	impl StorageInstance for Names {
		fn pallet_prefix() -> &'static str {
			"Pallet"
		}

		const STORAGE_PREFIX: &'static str = "Map";
	}

	type Plain = StorageMap<Names, Identity, u32, u64>;
	type Mixed = StorageMap<Names, Blake2_128Concat, (u8, [u8; 32]), Vec<u8>>;
	type Counts = StorageMap<Names, Twox64Concat, u32, u64, ValueQuery>;

	#[test]
	fn keys_are_those_of_frame_support() {
		TestExternalities::default().execute_with(|| {
			assert_eq!(Plain::state_key(&7), Plain::hashed_key_for(7));
			assert_eq!(Mixed::state_key(&(7, [9; 32])), Mixed::hashed_key_for((7, [9; 32])));
			assert_eq!(Counts::state_key(&7), Counts::hashed_key_for(7));
			type Same = StorageNMap<Names, Key<Identity, u32>, u64>;
			assert_eq!(Plain::state_key(&7), Same::hashed_key_for((7,)));
		});
	}

	#[test]
	fn accesses_are_those_of_frame_support() {
		TestExternalities::default().execute_with(|| {
			assert_eq!(Plain::fetch(&7), None);
			assert!(!Plain::has(&7));
			Plain::store(&7, &70);
			assert_eq!((Plain::fetch(&7), Plain::get(7)), (Some(70), Some(70)));
			assert!(Plain::has(&7));
			Plain::insert(8, 80);
			assert_eq!(Plain::fetch(&8), Some(80));
			Plain::erase(&7);
			assert_eq!((Plain::fetch(&7), Plain::get(7)), (None, None));
		});
	}

	#[test]
	fn no_value_is_none_even_where_the_map_answers_a_default() {
		TestExternalities::default().execute_with(|| {
			assert_eq!((Counts::fetch(&7), Counts::get(7)), (None, 0));
		});
	}
}

//! The seed and the cache of an epoch.

use crate::{
	hashimoto::{hash_one, Output},
	item::{from_lanes, hash_item, Item, ITEM_BYTES, PAGE_BYTES},
	keccak::{bytes, keccak256, keccak512, lanes},
	sizes::{cache_size, dataset_size},
};
use std::{fmt, iter, num::NonZeroU32};

/// Passes of RandMemoHash over the cache.
const ROUNDS: usize = 3;

/// The seed of an epoch: 32 zero bytes, hashed with Keccak-256 `epoch` times.
///
/// It names the epoch in `eth_getWork` and is what its cache grows from. Takes one hash per epoch.
/// Ethash specification, "Cache Generation".
pub fn seed_hash(epoch: u32) -> [u8; 32] {
	bytes((0..epoch).fold([0; 4], |seed, _| keccak256(&seed)))
}

/// The cache of one epoch: enough to compute any page of the dataset, hence to hash without it
/// ("light").
pub struct Cache {
	epoch: u32,
	items: Vec<Item>,
	/// The number of `items`.
	count: NonZeroU32,
	/// The number of pages of the dataset, without which a hash is not defined.
	pages: NonZeroU32,
}

impl Cache {
	/// Builds the cache of an epoch: [`cache_size`] bytes, about a million Keccak-512, in the
	/// calling thread.
	///
	/// The caller vouches for the epoch: a far one costs time and memory in proportion.
	pub fn new(epoch: u32) -> Self {
		Self::with_sizes(epoch, cache_size(epoch), dataset_size(epoch))
	}

	/// A cache of any size (bytes), for a dataset of any size (bytes).
	pub(crate) fn with_sizes(epoch: u32, cache_bytes: usize, dataset_bytes: u64) -> Self {
		let count = rows(cache_bytes as u64, ITEM_BYTES);
		let items = generate(&seed_hash(epoch), count);
		Self { epoch, items, count, pages: rows(dataset_bytes, PAGE_BYTES) }
	}

	/// The epoch this cache belongs to.
	pub fn epoch(&self) -> u32 {
		self.epoch
	}

	/// Hashes with the cache alone (`hashimoto_light` of the Ethash specification): a hundred or so
	/// times slower than with the [`Dataset`](crate::Dataset), same output.
	pub fn hash(&self, header_hash: &[u8; 32], nonce: u64) -> Output {
		hash_one(self, header_hash, nonce)
	}

	/// The item at `number` modulo the size.
	#[inline(always)]
	pub(crate) fn item(&self, number: u32) -> &Item {
		static NONE: Item = [0; 16];
		// The remainder is always below the number of items; there is nothing to panic about.
		self.items.get((number % self.count) as usize).unwrap_or(&NONE)
	}

	/// The number of pages of this epoch's dataset.
	pub(crate) fn page_count(&self) -> NonZeroU32 {
		self.pages
	}
}

impl fmt::Debug for Cache {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Cache")
			.field("epoch", &self.epoch)
			.field("items", &self.count)
			.finish_non_exhaustive()
	}
}

/// Whole rows in so many bytes, at least one. Saturates for epochs beyond Ethash's definition.
fn rows(bytes: u64, row: u32) -> NonZeroU32 {
	let rows = bytes.checked_div(u64::from(row)).unwrap_or_default();
	NonZeroU32::new(u32::try_from(rows).unwrap_or(u32::MAX)).unwrap_or(NonZeroU32::MIN)
}

/// Sergio Lerner's RandMemoHash over a chain of Keccak-512 that starts at the seed.
fn generate(seed: &[u8; 32], count: NonZeroU32) -> Vec<Item> {
	let first = from_lanes(&keccak512(&lanes(seed)));
	let mut items: Vec<Item> = iter::successors(Some(first), |item| Some(hash_item(item)))
		.take(count.get() as usize)
		.collect();
	for _ in 0..ROUNDS {
		let mut previous = items.last().copied().unwrap_or_default();
		for position in 0..items.len() {
			let other = items
				.get(position)
				.and_then(|item| items.get((item[0] % count) as usize))
				.copied()
				.unwrap_or_default();
			for (word, with) in previous.iter_mut().zip(other) {
				*word ^= with;
			}
			previous = hash_item(&previous);
			if let Some(item) = items.get_mut(position) {
				*item = previous;
			}
		}
	}
	items
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::{hex_of, unhex};

	#[test]
	fn published_seeds() {
		assert_eq!(seed_hash(0), [0; 32]);
		for (epoch, seed) in [
			(1, "290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563"),
			(20, "4a5c69f25c2f9aa90e476c86b0a67af98a13d4b69fe7036432b965132d340a76"),
			(171, "a9b0e0c9aca72c07ba06b5bbdae8b8f69e61878301508473379bb4f71807d707"),
			(2048, "20a7678ca7b50829183baac2e1e3c43fa3c4bcbc171b11cf5a9f30bebd172920"),
		] {
			assert_eq!(seed_hash(epoch), unhex(seed), "epoch {epoch}");
		}
	}

	/// First and last item of 1024-byte caches, as published with the Go implementation.
	#[test]
	fn published_small_caches() {
		for (epoch, first, last) in [
			(
				0,
				"7ce2991c951f7bf4c4c1bb119887ee07871eb5339d7b97b8588e85c742de90e5\
				 bafd5bbe6ce93a134fb6be9ad3e30db99d9528a2ea7846833f52e9ca119b6b54",
				"845f64fd8324bb85312979dead74f764c9677aab89801ad4f927f1c00f12e28f\
				 22422bb44200d1969d9ab377dd6b099dc6dbc3222e9321b2c1e84f8e2f07731c",
			),
			(
				1,
				"1f56855d59cc5a085720899b4377a0198f1abe948d85fe5820dc0e346b7c0931\
				 b9cde8e541d751de3b2b3275d0aabfae316209d5879297d8bd99f8a033c9d4df",
				"5f470eb0165c6375eb8f245d50a25d521d1e569e3b2dccce626752bb26eae624\
				 a24511e831a81fab6898a791579f462574ca4851e6588116493dbccc3072e0c5",
			),
		] {
			let cache = Cache::with_sizes(epoch, 1024, 32 * 1024);
			assert_eq!(cache.epoch(), epoch);
			assert_eq!(hex_of(cache.item(0)), first, "epoch {epoch}");
			assert_eq!(hex_of(cache.item(15)), last, "epoch {epoch}");
			assert_eq!(cache.item(16), cache.item(0));
		}
	}

	/// Items of the whole caches of epochs 0 and 171, as published with the C++ implementation.
	#[test]
	fn published_caches() {
		for (epoch, number, item) in [
			(
				0,
				176_162,
				"b67128c2b592f834aaa17dad7990596f62cb85b11b3ee7072fc9f8d054366d30\
				 bed498a1d2e296920ce01ec0e32559c434a6a20329e23020ecce615ff7938c23",
			),
			(
				0,
				262_138,
				"724f2f86c24c487809dc3897acbbd32d5d791e4536aa1520e65e93891a40dde5\
				 887899ffc556cbd174f426e32ae2ab711be859601c024d1514b29a27370b662e",
			),
			(
				171,
				612_348,
				"ec45073bd7820fe58ea29fa89375050cfb1da7bdb17b79f20f8e427bef1cdc09\
				 76d1291597fece7f538e5281a9d8df3f0b842bb691ade89d3864dfa965c7e187",
			),
		] {
			assert_eq!(hex_of(Cache::new(epoch).item(number)), item, "epoch {epoch}");
		}
	}

	#[test]
	fn a_cache_has_at_least_one_item() {
		let cache = Cache::with_sizes(0, 0, 0);
		assert_eq!(cache.items.len(), 1);
		assert_eq!(cache.page_count(), NonZeroU32::MIN);
	}

	#[test]
	fn debug_does_not_print_the_items() {
		let text = format!("{:?}", Cache::with_sizes(3, 1024, 32 * 1024));
		assert_eq!(text, "Cache { epoch: 3, items: 16, .. }");
	}
}

//! Items of caches and datasets, and the FNV that mixes them.

use crate::keccak::keccak512;

/// 64 bytes as little-endian words: an item of a cache or half a page of a dataset.
pub(crate) type Item = [u32; 16];

/// 128 bytes: what one access to the dataset reads, two adjoining items.
pub(crate) type Page = [Item; 2];

/// Bytes of an [`Item`].
pub(crate) const ITEM_BYTES: u32 = 64;
/// Bytes of a [`Page`].
pub(crate) const PAGE_BYTES: u32 = 128;

const FNV_PRIME: u32 = 0x0100_0193;

/// Ethash's variant of FNV: multiply, then xor.
#[inline(always)]
pub(crate) const fn fnv(a: u32, b: u32) -> u32 {
	a.wrapping_mul(FNV_PRIME) ^ b
}

/// Mixes `other` into `item`, word by word.
#[inline(always)]
pub(crate) fn absorb(item: &mut Item, other: &Item) {
	for (word, with) in item.iter_mut().zip(other) {
		*word = fnv(*word, *with);
	}
}

/// Keccak-512 of an item.
#[inline]
pub(crate) fn hash_item(item: &Item) -> Item {
	let mut lanes = [0u64; 8];
	for (lane, [low, high]) in lanes.iter_mut().zip(item.as_chunks().0) {
		*lane = u64::from(*low) | u64::from(*high) << 32;
	}
	from_lanes(&keccak512(&lanes))
}

/// The words of eight lanes.
#[inline]
pub(crate) fn from_lanes(lanes: &[u64; 8]) -> Item {
	let mut item = [0; 16];
	for ([low, high], lane) in item.as_chunks_mut().0.iter_mut().zip(lanes) {
		*low = *lane as u32;
		*high = (*lane >> 32) as u32;
	}
	item
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn fnv_multiplies_then_xors() {
		assert_eq!(fnv(0, 7), 7);
		assert_eq!(fnv(1, 0), FNV_PRIME);
		assert_eq!(fnv(0xffff_ffff, 0), 0u32.wrapping_sub(FNV_PRIME));
		// The product comes first: (2 ^ 3) * prime would differ.
		assert_eq!(fnv(2, 3), (2 * FNV_PRIME) ^ 3);
	}

	#[test]
	fn words_of_lanes_are_little_endian() {
		let item = from_lanes(&[0x0706_0504_0302_0100, 0, 0, 0, 0, 0, 0, 1 << 63]);
		assert_eq!(item[0], 0x0302_0100);
		assert_eq!(item[1], 0x0706_0504);
		assert_eq!(item[15], 1 << 31);
	}
}

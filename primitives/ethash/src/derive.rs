//! Pages of the dataset, derived from the cache.
//!
//! An item is a chain of 256 reads of the cache, each at a place that depends on the one before:
//! alone, it waits for memory nearly all of its time. So several pages are derived side by side,
//! and their reads overlap.

use crate::{
	cache::Cache,
	item::{absorb, fnv, hash_item, Item, Page},
};

/// Items of the cache that one item of the dataset depends on.
const PARENTS: u32 = 256;

/// Computes `K` pages by their numbers (`calc_dataset_item` of the Ethash specification, twice for
/// each page).
pub(crate) fn derive_pages<const K: usize>(cache: &Cache, numbers: [u32; K]) -> [Page; K] {
	let items = numbers.map(|number| {
		let first = number.wrapping_mul(2);
		[first, first | 1]
	});
	let mut pages: [Page; K] = items.map(|pair| pair.map(|number| start(cache, number)));
	let mut parents = [Page::default(); K];
	for round in 0..PARENTS {
		// All reads of a round come before the first use of one, so that they overlap.
		let mixes = pages.as_flattened().iter().zip(items.as_flattened());
		for (parent, (mix, number)) in parents.as_flattened_mut().iter_mut().zip(mixes) {
			let word = mix.get((round % 16) as usize).copied().unwrap_or_default();
			*parent = *cache.item(fnv(number ^ round, word));
		}
		for (mix, parent) in pages.as_flattened_mut().iter_mut().zip(parents.as_flattened()) {
			absorb(mix, parent);
		}
	}
	pages.map(|page| page.map(|mix| hash_item(&mix)))
}

#[inline(always)]
fn start(cache: &Cache, number: u32) -> Item {
	let mut mix = *cache.item(number);
	mix[0] ^= number;
	hash_item(&mix)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::{hex_of_page, small_cache};
	use proptest::prelude::*;

	/// From the dataset over a 1 KiB cache published with the Go implementation.
	#[test]
	fn published_page() {
		let [page] = derive_pages(small_cache(), [0]);
		assert_eq!(
			hex_of_page(&page),
			[
				"4bc09fbd530a041dd2ec296110a29e8f130f179c59d223f51ecce3126e8b0c74\
				 326abc2f32ccd9d7f976bd0944e3ccf8479db39343cbbffa467046ca97e2da63",
				"da5f9d9688c7c33ab7b8aace570e422fa48b24659b72fc534669209d66389ca1\
				 5b099c5604601e7581488e3bd6925cec0f12d465f8004d4fa84793f8e1e46a1b",
			]
		);
		let [last] = derive_pages(small_cache(), [255]);
		assert_eq!(
			hex_of_page(&last)[1],
			"55876f4d31330caa02aedd0b0c121c3c41e736853a08071f0dd4ddc7412db0bb\
			 e274a9ac2932552bb37c40e72c2ef1d7cca8236942e480d709d3ea9d5ae0a1b7",
		);
	}

	#[test]
	fn pages_wrap_at_32_bits() {
		let cache = small_cache();
		assert_eq!(derive_pages(cache, [0]), derive_pages(cache, [1 << 31]));
	}

	proptest! {
		#[test]
		fn pages_do_not_depend_on_their_company(numbers: [u32; 8]) {
			let cache = small_cache();
			let together = derive_pages(cache, numbers);
			for (page, number) in together.iter().zip(numbers) {
				prop_assert_eq!([*page], derive_pages(cache, [number]));
			}
		}
	}
}

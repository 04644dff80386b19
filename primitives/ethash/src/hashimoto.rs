//! The hash itself, over a cache or a dataset.

use crate::{
	cache::Cache,
	derive::derive_pages,
	item::{absorb, fnv, from_lanes, Page},
	keccak::{bytes, keccak256, keccak512, lanes},
};
use std::num::NonZeroU32;

/// Pages of the dataset one hash reads.
const ACCESSES: u32 = 64;

/// What hashing a header hash and a nonce gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
	/// The compressed mix: goes into the seal, so that [`quick_result`](crate::quick_result) works
	/// without the cache.
	pub mix_hash: [u8; 32],
	/// The number that is compared with the boundary, big-endian.
	pub result: [u8; 32],
}

impl Output {
	/// Whether the result is at most `boundary` (a big-endian number, itself allowed).
	pub fn meets(&self, boundary: &[u8; 32]) -> bool {
		self.result <= *boundary
	}
}

/// Where pages come from.
pub(crate) trait Source {
	/// The number of pages there are.
	fn page_count(&self) -> NonZeroU32;

	/// `K` pages, by numbers below the count.
	fn pages<const K: usize>(&self, numbers: [u32; K]) -> [Page; K];
}

impl Source for Cache {
	fn page_count(&self) -> NonZeroU32 {
		Cache::page_count(self)
	}

	fn pages<const K: usize>(&self, numbers: [u32; K]) -> [Page; K] {
		derive_pages(self, numbers)
	}
}

/// Hashes one nonce.
pub(crate) fn hash_one<S: Source>(source: &S, header_hash: &[u8; 32], nonce: u64) -> Output {
	let [output] = hashimoto(source, header_hash, [nonce]);
	output
}

/// Hashes `K` nonces side by side: each is a chain of reads that wait for memory, several overlap.
pub(crate) fn hashimoto<S: Source, const K: usize>(
	source: &S,
	header_hash: &[u8; 32],
	nonces: [u64; K],
) -> [Output; K] {
	let count = source.page_count();
	let seeds = nonces.map(|nonce| seed(header_hash, nonce));
	let starts = seeds.map(|seed| from_lanes(&seed));
	let mut mixes: [Page; K] = starts.map(|start| [start, start]);
	let mut numbers = [0u32; K];
	for access in 0..ACCESSES {
		for ((number, mix), start) in numbers.iter_mut().zip(&mixes).zip(&starts) {
			let word = mix.as_flattened().get((access % 32) as usize).copied().unwrap_or_default();
			*number = fnv(access ^ start[0], word) % count;
		}
		for (mix, page) in mixes.iter_mut().zip(source.pages(numbers)) {
			for (half, with) in mix.iter_mut().zip(&page) {
				absorb(half, with);
			}
		}
	}
	let mut outputs = [Output { mix_hash: [0; 32], result: [0; 32] }; K];
	for ((output, seed), mix) in outputs.iter_mut().zip(&seeds).zip(&mixes) {
		output.mix_hash = compress(mix);
		output.result = result(seed, &output.mix_hash);
	}
	outputs
}

/// Keccak-512 of the header hash and the nonce, the latter in little-endian order.
pub(crate) fn seed(header_hash: &[u8; 32], nonce: u64) -> [u64; 8] {
	let [a, b, c, d] = lanes(header_hash);
	keccak512(&[a, b, c, d, nonce])
}

/// Keccak-256 of the seed and the mix hash.
pub(crate) fn result(seed: &[u64; 8], mix_hash: &[u8; 32]) -> [u8; 32] {
	let mut input = [0u64; 12];
	for (lane, word) in input.iter_mut().zip(seed.iter().chain(&lanes(mix_hash))) {
		*lane = *word;
	}
	bytes(keccak256(&input))
}

/// Folds every four words of the mix into one.
fn compress(mix: &Page) -> [u8; 32] {
	let mut hash = [0; 32];
	let words = mix.as_flattened().as_chunks().0;
	for (bytes, [a, b, c, d]) in hash.as_chunks_mut().0.iter_mut().zip(words) {
		*bytes = fnv(fnv(fnv(*a, *b), *c), *d).to_le_bytes();
	}
	hash
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::{small_cache, unhex};
	use proptest::prelude::*;

	/// Published with the Go implementation.
	#[test]
	fn published_hash_over_a_small_cache() {
		let header = unhex("c9149cc0386e689d789a1c2f3d5d169a61a6218ed30e74414dc736e442ef3d1f");
		let output = small_cache().hash(&header, 0);
		assert_eq!(
			output.mix_hash,
			unhex("e4073cffaef931d37117cefd9afd27ea0f1cad6a981dd2605c4a1ac97c519800"),
		);
		assert_eq!(
			output.result,
			unhex("d3539235ee2e6f8db665c0a72169f55b7f6c605712330b778ec3944f0eb5a557"),
		);
	}

	#[test]
	fn the_boundary_is_inclusive_and_big_endian() {
		let output = Output { mix_hash: [0; 32], result: unhex(&format!("01{}", "00".repeat(31))) };
		assert!(output.meets(&output.result));
		assert!(!output.meets(&unhex(&format!("00{}", "ff".repeat(31)))));
		assert!(output.meets(&unhex(&format!("01{}01", "00".repeat(30)))));
	}

	proptest! {
		#[test]
		fn hashes_do_not_depend_on_their_company(header: [u8; 32], nonces: [u64; 8]) {
			let cache = small_cache();
			for (output, nonce) in hashimoto(cache, &header, nonces).into_iter().zip(nonces) {
				prop_assert_eq!(output, cache.hash(&header, nonce));
			}
		}
	}
}

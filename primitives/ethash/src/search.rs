//! Looking for a nonce.

use crate::{
	cache::Cache,
	dataset::Dataset,
	hashimoto::{hash_one, hashimoto, Output, Source},
};
use std::array;

/// Nonces that are hashed side by side; more do not go faster.
const LANES: u64 = 16;

/// What to hash with.
#[derive(Clone, Copy, Debug)]
pub enum Lookup<'a> {
	/// The cache: slow, small, at once.
	Light(&'a Cache),
	/// The dataset: fast, large, minutes to build.
	Full(&'a Dataset),
}

/// Tries `attempts` nonces from `start_nonce` upwards (after 2^64 - 1 comes 0) and returns the
/// first whose result is at most `boundary` (big-endian), with its output.
///
/// Runs in the calling thread and cannot be interrupted: a miner calls it with few attempts at a
/// time and looks for new work in between. Multiples of 16 are best.
pub fn search(
	lookup: Lookup<'_>,
	header_hash: &[u8; 32],
	boundary: &[u8; 32],
	start_nonce: u64,
	attempts: u64,
) -> Option<(u64, Output)> {
	match lookup {
		Lookup::Light(cache) => search_in(cache, header_hash, boundary, start_nonce, attempts),
		Lookup::Full(dataset) => search_in(dataset, header_hash, boundary, start_nonce, attempts),
	}
}

fn search_in<S: Source>(
	source: &S,
	header_hash: &[u8; 32],
	boundary: &[u8; 32],
	start_nonce: u64,
	attempts: u64,
) -> Option<(u64, Output)> {
	let (groups, rest) = (attempts / LANES, attempts % LANES);
	let meets = |(_, output): &(u64, Output)| output.meets(boundary);
	for group in 0..groups {
		let first = start_nonce.wrapping_add(group.wrapping_mul(LANES));
		let nonces: [u64; LANES as usize] = array::from_fn(|lane| first.wrapping_add(lane as u64));
		let outputs = hashimoto(source, header_hash, nonces);
		if let Some(found) = nonces.into_iter().zip(outputs).find(meets) {
			return Some(found);
		}
	}
	(attempts.wrapping_sub(rest)..attempts)
		.map(|offset| start_nonce.wrapping_add(offset))
		.map(|nonce| (nonce, hash_one(source, header_hash, nonce)))
		.find(meets)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::{small_cache, small_dataset};
	use proptest::prelude::*;

	const NEVER: [u8; 32] = [0; 32];
	const ALWAYS: [u8; 32] = [0xff; 32];

	#[test]
	fn the_number_of_attempts_is_exact() {
		let cache = small_cache();
		let lookup = Lookup::Light(cache);
		assert_eq!(search(lookup, &[1; 32], &ALWAYS, 5, 0), None);
		assert_eq!(search(lookup, &[1; 32], &NEVER, 5, 40), None);
		for wanted in 0..40 {
			let boundary = cache.hash(&[1; 32], wanted).result;
			let found = search(lookup, &[1; 32], &boundary, wanted, 1).unwrap();
			assert_eq!(found, (wanted, cache.hash(&[1; 32], wanted)));
			assert_eq!(search(lookup, &[1; 32], &boundary, wanted, 0), None);
		}
	}

	#[test]
	fn nonces_wrap() {
		let cache = small_cache();
		// A boundary only the nonce after the wrap meets.
		let nonces = (0..24u64).map(|offset| (u64::MAX - 5).wrapping_add(offset));
		let best = nonces.min_by_key(|nonce| cache.hash(&[2; 32], *nonce).result).unwrap();
		let boundary = cache.hash(&[2; 32], best).result;
		let found = search(Lookup::Light(cache), &[2; 32], &boundary, u64::MAX - 5, 24);
		assert_eq!(found.unwrap().0, best);
	}

	proptest! {
		#[test]
		fn the_first_nonce_is_found(header: [u8; 32], start: u64, attempts in 0u64..60) {
			let cache = small_cache();
			let mut boundary = ALWAYS;
			boundary[0] = 0x10;
			let first = (0..attempts)
				.map(|offset| start.wrapping_add(offset))
				.map(|nonce| (nonce, cache.hash(&header, nonce)))
				.find(|(_, output)| output.meets(&boundary));
			for lookup in [Lookup::Light(cache), Lookup::Full(small_dataset())] {
				prop_assert_eq!(search(lookup, &header, &boundary, start, attempts), first);
			}
		}
	}
}

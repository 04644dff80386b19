//! Checking the seal of others.

use crate::{
	cache::Cache,
	hashimoto::{result, seed},
};

/// The result a seal claims: Keccak-256 of (Keccak-512 of header hash and nonce) and the mix hash.
///
/// Two Keccak permutations and no cache. A claim whose quick result exceeds the boundary is false
/// whatever the cache says, so a flood of random seals costs the verifier nothing; one that is at
/// most the boundary took about as much work as a true one, but must still be [`verify`]d.
pub fn quick_result(header_hash: &[u8; 32], nonce: u64, mix_hash: &[u8; 32]) -> [u8; 32] {
	result(&seed(header_hash, nonce), mix_hash)
}

/// The result (big-endian) of header hash and nonce if `mix_hash` is theirs in the epoch of
/// `cache`, else `None`.
///
/// The caller has chosen the cache by the block's number and compares the result with the boundary
/// itself. Takes one light hash, a millisecond or two.
pub fn verify(
	cache: &Cache,
	header_hash: &[u8; 32],
	nonce: u64,
	mix_hash: &[u8; 32],
) -> Option<[u8; 32]> {
	let output = cache.hash(header_hash, nonce);
	(output.mix_hash == *mix_hash).then_some(output.result)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::small_cache;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn a_true_seal_verifies(header: [u8; 32], nonce: u64) {
			let cache = small_cache();
			let output = cache.hash(&header, nonce);
			prop_assert_eq!(verify(cache, &header, nonce, &output.mix_hash), Some(output.result));
			prop_assert_eq!(quick_result(&header, nonce, &output.mix_hash), output.result);
		}

		#[test]
		fn a_mutated_seal_does_not(header: [u8; 32], nonce: u64, bit in 0usize..256) {
			let cache = small_cache();
			let output = cache.hash(&header, nonce);
			let mut mix_hash = output.mix_hash;
			mix_hash[bit / 8] ^= 1 << (bit % 8);
			prop_assert_eq!(verify(cache, &header, nonce, &mix_hash), None);
			prop_assert_ne!(quick_result(&header, nonce, &mix_hash), output.result);

			let other = nonce ^ (1 << (bit % 64));
			prop_assert_eq!(verify(cache, &header, other, &output.mix_hash), None);

			let mut header = header;
			header[bit / 8] ^= 1 << (bit % 8);
			prop_assert_eq!(verify(cache, &header, nonce, &output.mix_hash), None);
		}
	}
}

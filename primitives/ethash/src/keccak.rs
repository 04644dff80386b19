//! Keccak-256 and Keccak-512 (the original padding, not NIST's) over whole 64-bit lanes.
//!
//! Every input of Ethash is a multiple of 8 bytes and shorter than one block of the sponge, so a
//! hash is one permutation, and the lanes need no buffer.

use tiny_keccak::keccakf;

/// The last lane of a Keccak-256 block of 136 bytes.
const LAST_256: usize = 16;
/// The last lane of a Keccak-512 block of 72 bytes.
const LAST_512: usize = 8;

/// Keccak-256 of `N` lanes, the bytes of each in little-endian order.
pub(crate) fn keccak256<const N: usize>(input: &[u64; N]) -> [u64; 4] {
	sponge::<N, LAST_256, 4>(input)
}

/// Keccak-512 of `N` lanes, the bytes of each in little-endian order.
#[inline]
pub(crate) fn keccak512<const N: usize>(input: &[u64; N]) -> [u64; 8] {
	sponge::<N, LAST_512, 8>(input)
}

/// One block of `IN` lanes and padding (1 after the input, 0x80 in the last byte of the block).
#[inline]
fn sponge<const IN: usize, const LAST: usize, const OUT: usize>(input: &[u64; IN]) -> [u64; OUT] {
	const { assert!(IN <= LAST, "the input and its padding fit one block") };
	let mut state = [0u64; 25];
	for (lane, word) in state.iter_mut().zip(input) {
		*lane = *word;
	}
	for (position, lane) in state.iter_mut().enumerate().skip(IN) {
		if position == IN {
			*lane ^= 1;
		}
		if position == LAST {
			*lane ^= 1 << 63;
		}
	}
	keccakf(&mut state);
	let mut output = [0u64; OUT];
	for (word, lane) in output.iter_mut().zip(state) {
		*word = lane;
	}
	output
}

/// The four lanes of 32 bytes.
pub(crate) fn lanes(bytes: &[u8; 32]) -> [u64; 4] {
	let mut lanes = [0; 4];
	for (lane, chunk) in lanes.iter_mut().zip(bytes.as_chunks().0) {
		*lane = u64::from_le_bytes(*chunk);
	}
	lanes
}

/// The bytes of four lanes.
pub(crate) fn bytes(lanes: [u64; 4]) -> [u8; 32] {
	let mut bytes = [0; 32];
	for (chunk, lane) in bytes.as_chunks_mut().0.iter_mut().zip(lanes) {
		*chunk = lane.to_le_bytes();
	}
	bytes
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use tiny_keccak::{Hasher, Keccak};

	fn reference(mut hasher: Keccak, input: &[u64], output: &mut [u8]) {
		for lane in input {
			hasher.update(&lane.to_le_bytes());
		}
		hasher.finalize(output);
	}

	fn check<const N: usize>(input: [u64; N]) {
		let mut want = [0; 32];
		reference(Keccak::v256(), &input, &mut want);
		assert_eq!(bytes(keccak256(&input)), want);
		if const { N <= LAST_512 } {
			let mut want = [0; 64];
			reference(Keccak::v512(), &input, &mut want);
			assert_eq!(short(&input).map(u64::to_le_bytes).as_flattened(), want);
		}
	}

	/// Keccak-512 of at most eight lanes; the length is not known to the compiler here.
	fn short(input: &[u64]) -> [u64; 8] {
		match input.len() {
			4 => keccak512::<4>(input.try_into().unwrap()),
			5 => keccak512::<5>(input.try_into().unwrap()),
			_ => keccak512::<8>(input.try_into().unwrap()),
		}
	}

	proptest! {
		#[test]
		fn agrees_with_the_byte_hasher(seed: [u64; 12]) {
			check::<12>(seed);
			check::<8>(seed[..8].try_into().unwrap());
			check::<5>(seed[..5].try_into().unwrap());
			check::<4>(seed[..4].try_into().unwrap());
		}

		#[test]
		fn lanes_and_bytes_are_inverse(input: [u8; 32]) {
			prop_assert_eq!(bytes(lanes(&input)), input);
		}
	}
}

//! Properties over the real cache of epoch 0.

use pillars_ethash::{quick_result, search, verify, Cache, Lookup};
use proptest::prelude::*;
use std::sync::OnceLock;

fn cache() -> &'static Cache {
	static CACHE: OnceLock<Cache> = OnceLock::new();
	CACHE.get_or_init(|| Cache::new(0))
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn only_the_true_seal_verifies(header: [u8; 32], nonce: u64, bit in 0usize..256) {
		let output = cache().hash(&header, nonce);
		let claim = |header, nonce, mix| verify(cache(), &header, nonce, &mix);
		prop_assert_eq!(claim(header, nonce, output.mix_hash), Some(output.result));
		prop_assert_eq!(quick_result(&header, nonce, &output.mix_hash), output.result);

		let flip = |mut bytes: [u8; 32]| {
			bytes[bit / 8] ^= 1 << (bit % 8);
			bytes
		};
		prop_assert_eq!(claim(header, nonce, flip(output.mix_hash)), None);
		prop_assert_eq!(claim(flip(header), nonce, output.mix_hash), None);
		prop_assert_eq!(claim(header, nonce ^ 1 << (bit % 64), output.mix_hash), None);
		// The nonce's byte order matters.
		if nonce != nonce.swap_bytes() {
			prop_assert_eq!(claim(header, nonce.swap_bytes(), output.mix_hash), None);
		}
	}

	#[test]
	fn what_is_found_verifies_and_meets_the_boundary(header: [u8; 32], start: u64) {
		let mut boundary = [0xff; 32];
		boundary[0] = 0x0f; // one in sixteen
		if let Some((nonce, output)) = search(Lookup::Light(cache()), &header, &boundary, start, 50) {
			prop_assert!(nonce.wrapping_sub(start) < 50);
			prop_assert!(output.result <= boundary);
			prop_assert_eq!(verify(cache(), &header, nonce, &output.mix_hash), Some(output.result));
		}
	}
}

//! Known answers: blocks of Ethereum and of the original Metaverse networks, and random inputs
//! hashed by the C++ implementation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use pillars_ethash::{quick_result, search, verify, Cache, CachePool, Dataset, Lookup};
use serde_json::Value;
use std::sync::atomic::AtomicBool;

/// One case of a vector file.
struct Case {
	source: String,
	epoch: u32,
	header_hash: [u8; 32],
	nonce: u64,
	mix_hash: [u8; 32],
	result: [u8; 32],
}

fn cases(file: &str) -> Vec<Case> {
	let file: Value = serde_json::from_str(file).unwrap();
	let hash = |case: &Value, key: &str| -> [u8; 32] {
		hex::decode(case[key].as_str().unwrap()).unwrap().try_into().unwrap()
	};
	let read = |case: &Value| Case {
		source: case["source"].as_str().unwrap().to_owned(),
		epoch: case["epoch"].as_u64().unwrap().try_into().unwrap(),
		header_hash: hash(case, "header_hash"),
		// Written as a big-endian number.
		nonce: u64::from_str_radix(case["nonce"].as_str().unwrap(), 16).unwrap(),
		mix_hash: hash(case, "mix_hash"),
		result: hash(case, "result"),
	};
	file["cases"].as_array().unwrap().iter().map(read).collect()
}

fn check(cases: &[Case]) {
	let pool = CachePool::new();
	for Case { source, epoch, header_hash, nonce, mix_hash, result } in cases {
		let cache = pool.get(*epoch);
		let output = cache.hash(header_hash, *nonce);
		assert_eq!(output.mix_hash, *mix_hash, "{source}");
		assert_eq!(output.result, *result, "{source}");
		assert_eq!(quick_result(header_hash, *nonce, mix_hash), *result, "{source}");
		assert_eq!(verify(&cache, header_hash, *nonce, mix_hash), Some(*result), "{source}");
		let found = search(Lookup::Light(&cache), header_hash, result, *nonce, 8);
		assert_eq!(found, Some((*nonce, output)), "{source}");
		// Of a neighbouring epoch it is not.
		if *epoch == 1 {
			assert_eq!(verify(&pool.get(0), header_hash, *nonce, mix_hash), None, "{source}");
		}
	}
}

#[test]
fn metaverse_and_ethereum_blocks_and_random_inputs() {
	let cases = cases(include_str!("vectors/ethash.json"));
	assert_eq!(cases.len(), 15);
	check(&cases);
}

#[test]
fn ethereum_blocks_of_far_epochs() {
	let cases = cases(include_str!("vectors/ethereum.json"));
	assert_eq!(cases.len(), 3);
	check(&cases);
}

/// The same answers from the whole dataset of a real epoch.
#[test]
#[ignore = "takes a gigabyte of memory and minutes"]
fn full_dataset_of_epoch_0() {
	let cache = Cache::new(0);
	let dataset = Dataset::generate(&cache, 2, |_, _| (), &AtomicBool::new(false)).unwrap();
	let mut cases = cases(include_str!("vectors/ethash.json"));
	cases.retain(|case| case.epoch == 0);
	assert_eq!(cases.len(), 6);
	for Case { source, header_hash, nonce, mix_hash, result, .. } in &cases {
		let output = dataset.hash(header_hash, *nonce);
		assert_eq!((output.mix_hash, output.result), (*mix_hash, *result), "{source}");
	}
	for nonce in 0..500 {
		assert_eq!(dataset.hash(&[9; 32], nonce), cache.hash(&[9; 32], nonce), "nonce {nonce}");
	}
}

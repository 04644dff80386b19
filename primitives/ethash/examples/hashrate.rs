//! Measures this machine: `cargo run --release -p pillars-ethash --example hashrate [EPOCH] [full]`.
//!
//! Prints how long the cache takes and how many hashes a second one thread makes; with `full` the
//! same for the dataset, which needs over a gigabyte of memory and minutes to build.

use pillars_ethash::{search, Cache, Dataset, Lookup};
use std::{
	env,
	sync::atomic::AtomicBool,
	thread,
	time::{Duration, Instant},
};

/// Hashes for some seconds over a boundary that is never met, and returns hashes a second.
fn rate(lookup: Lookup<'_>, attempts: u64) -> u128 {
	let (mut nonce, start) = (0u64, Instant::now());
	while start.elapsed() < Duration::from_secs(5) {
		search(lookup, &[7; 32], &[0; 32], nonce, attempts);
		nonce = nonce.saturating_add(attempts);
	}
	u128::from(nonce)
		.saturating_mul(1_000_000)
		.checked_div(start.elapsed().as_micros())
		.unwrap_or_default()
}

fn main() {
	let epoch = env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or_default();
	let start = Instant::now();
	let cache = Cache::new(epoch);
	println!("epoch {epoch}: cache built in {} ms", start.elapsed().as_millis());
	println!("light, one nonce at a time: {} H/s", rate(Lookup::Light(&cache), 1));
	println!("light, search: {} H/s", rate(Lookup::Light(&cache), 64));

	if env::args().any(|argument| argument == "full") {
		let (start, threads) = (Instant::now(), thread::available_parallelism());
		let threads = threads.map_or(1, usize::from);
		let never = AtomicBool::new(false);
		match Dataset::generate(&cache, threads, |_, _| (), &never) {
			Some(dataset) => {
				println!("dataset: {} s with {threads} threads", start.elapsed().as_secs());
				println!("full, search: {} H/s", rate(Lookup::Full(&dataset), 4096));
			},
			None => println!("dataset: not enough memory"),
		}
	}
}

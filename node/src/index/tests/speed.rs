//! How long answers take with many outputs; not part of the usual tests:
//!
//! ```text
//! cargo test --release -p pillars-node many_outputs -- --ignored --nocapture
//! ```

use super::*;
use std::time::{Duration, Instant};

/// Outputs of the owner.
const OUTPUTS: u64 = 10_000;
/// Outputs of others.
const OTHERS: u64 = 200_000;
/// Longest time for a balance.
const LIMIT: Duration = Duration::from_millis(50);

/// The time of one of several runs in the middle.
fn time<T>(what: &str, mut run: impl FnMut() -> T) -> Duration {
	let mut times: Vec<Duration> = (0..21)
		.map(|_| {
			let start = Instant::now();
			std::hint::black_box(run());
			start.elapsed()
		})
		.collect();
	times.sort();
	println!("{what}: {:?} (first to last of 21: {:?} to {:?})", times[10], times[0], times[20]);
	times[10]
}

#[test]
#[ignore = "measures"]
fn answers_with_many_outputs() {
	let scratch = Scratch::new();
	let index = scratch.open();
	let mut tree = Tree::new("chain", &[]);
	let mut tip = tree.genesis();
	go(&index, &tree, tip);
	let (mut owned, mut foreign) = (0, 0);
	for seed in 0.. {
		if owned >= OUTPUTS && foreign >= OTHERS {
			break;
		}
		let mut outputs = Vec::new();
		for number in 0..250u64 {
			let own = owned < OUTPUTS && number % 20 == 0;
			*if own { &mut owned } else { &mut foreign } += 1;
			let owner = if own { account(1) } else { account(2 + (number % 200) as u8) };
			outputs.push(Output::etp(Balance::from(seed * 1_000 + number) + 1, owner));
		}
		let next = BlockRef { number: tip.number + 1, hash: H256::from_low_u64_be(seed) };
		let start = Instant::now();
		index.apply(next, &[made(seed, CoinOrigin::Transfer, outputs)]).unwrap();
		if seed % 200 == 0 {
			println!("a block of 250 outputs: {:?}", start.elapsed());
		}
		tip = next;
	}
	tree.finalise(0);
	let owner = Owner::Account(account(1));
	let clock = Clock { now: tip.number + 1, coinbase_maturity: 10 };
	let balance = || index.read(|view| view.balance(&owner, clock)).unwrap();
	println!("{owned} outputs of the owner, {foreign} of others; {:?}", balance());
	assert_eq!(u64::from(balance().assets[0].count), OUTPUTS);
	let taken = time("utxo_balance", balance);
	time("utxo_unspent of 100", || {
		index.read(|view| view.unspent(&owner, &Filter::default(), None, 100, clock)).unwrap()
	});
	time("utxo_select of 200 coins", || {
		let most = Balance::from(tip.number) * 1_000;
		index.read(|view| view.select(&owner, ETP_ASSET, most * 190, clock)).unwrap()
	});
	assert!(taken < LIMIT, "a balance takes {taken:?}");
}

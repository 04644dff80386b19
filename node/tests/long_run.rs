//! A long run of the development chain; not part of the usual tests:
//!
//! ```text
//! PILLARS_LONG_RUN_BLOCKS=1000 cargo test --release -p pillars-node --test long_run -- --ignored --nocapture
//! ```

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use common::{
	chain, check_chain, machine, seconds, wait_for, Block, FinalityWatch, Node, MAX_RESIDENT_KIB,
	WINDOW,
};
use pillars_rules::Kind;
use std::{env, ops::RangeInclusive};

/// How many blocks to watch unless `PILLARS_LONG_RUN_BLOCKS` says otherwise.
const BLOCKS: u32 = 300;
/// The `Pow` blocks at these heights are looked at for followers, once the start is over.
const FOLLOWED: RangeInclusive<u32> = 100..=300;
/// A follower is not in time if the next main block comes so many ms after the `Pow` block.
const HASTE_MS: u64 = 1_000;
/// A chain in good order has all kinds among so many blocks.
const LAST: usize = 100;

/// Of the `Pow` blocks that could have had a follower, how many there are and how many had one.
fn followers(blocks: &[Block]) -> (usize, usize) {
	let (mut possible, mut had) = (0, 0);
	let mut gap = 0;
	for (index, block) in blocks.iter().enumerate() {
		gap = if block.kind() == Kind::Pos { 0 } else { gap + 1 };
		// A child of another kind than Pos is invalid after so many blocks without one.
		let allowed = gap < WINDOW - 1;
		if block.kind() != Kind::Pow || !allowed || !FOLLOWED.contains(&block.number) {
			continue;
		}
		let after = &blocks[index + 1..];
		let Some(main) = after.iter().find(|block| block.kind().is_main()) else { continue };
		if main.timestamp - block.timestamp > HASTE_MS {
			possible += 1;
			had += usize::from(after[0].kind() == Kind::Dpos);
		}
	}
	(possible, had)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a quarter of an hour and more"]
async fn a_long_run_keeps_every_rule() {
	let _machine = machine().await;
	let wanted = env::var("PILLARS_LONG_RUN_BLOCKS");
	let wanted: u32 = wanted.map_or(BLOCKS, |number| number.parse().unwrap());
	assert!(wanted >= *FOLLOWED.end(), "at least {} blocks", FOLLOWED.end());
	let folder = tempfile::tempdir().unwrap();
	let node = Node::dev(folder.path()).start().await;

	let (mut finality, mut shown, mut resident) = (FinalityWatch::default(), 0, 0);
	// Three times the mean block time.
	let limit = seconds(u64::from(wanted) * 9);
	wait_for("the blocks of a long run", limit, async || {
		let status = node.rpc.status().await;
		let best = status.best_number;
		finality.note(&status);
		resident = resident.max(node.resident_kib());
		if best >= shown + 50 {
			shown = best;
			println!("#{best} after {:?}: {resident} KiB", node.started.elapsed());
		}
		(status.finality.number >= wanted).then_some(())
	})
	.await;

	let blocks = chain(&node.rpc, 1..=wanted).await;
	check_chain(&blocks);
	let (possible, had) = followers(&blocks);
	let last = &blocks[blocks.len() - LAST..];
	let counts = |blocks: &[Block]| {
		Kind::ALL.map(|kind| blocks.iter().filter(|block| block.kind() == kind).count())
	};
	println!("Pow, Pos, Dpos: {:?}, of the last {LAST}: {:?}", counts(&blocks), counts(last));
	println!("{had} of {possible} possible followers");
	println!("{}", finality.summary());
	let span = blocks[blocks.len() - 1].timestamp - blocks[0].timestamp;
	println!("mean block time {} ms; at most {resident} KiB", span / u64::from(wanted - 1));
	assert!(counts(last).iter().all(|count| *count > 0), "a kind is made no more");
	assert!(possible > 0 && had * 100 >= possible * 95, "{had} of {possible} followers");
	assert!(resident < MAX_RESIDENT_KIB, "{resident} KiB of memory");
	node.terminate().await;
}

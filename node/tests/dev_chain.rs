//! The development chain, as `pillars --dev` runs it.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use common::{
	chain, check_chain, machine, seconds, wait_for, FinalityWatch, Node, MAX_RESIDENT_KIB,
};
use pillars_primitives::AccountId;
use pillars_rules::Kind;
use sp_keyring::Sr25519Keyring;

/// Blocks among which there must be one of each kind.
const BLOCKS: u32 = 40;
/// Who makes the blocks of a development chain.
const AUTHORS: [Sr25519Keyring; 3] =
	[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie];

#[tokio::test(flavor = "multi_thread")]
async fn one_command_makes_and_finalises_all_kinds_of_blocks() {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	let node = Node::dev(folder.path()).start().await;

	let first = async || (node.rpc.status().await.best_number > 0).then_some(());
	wait_for("the first block", seconds(60), first).await;
	println!("first block after {:?}", node.started.elapsed());
	assert_eq!(node.miner_threads(), 1);

	let mut finality = FinalityWatch::default();
	wait_for("blocks and their finality", seconds(600), async || {
		let status = node.rpc.status().await;
		finality.note(&status);
		(status.finality.number >= BLOCKS).then_some(())
	})
	.await;
	let resident = node.resident_kib();
	println!("{BLOCKS} blocks after {:?}, {resident} KiB of memory", node.started.elapsed());
	println!("{}", finality.summary());
	assert!(resident < MAX_RESIDENT_KIB, "{resident} KiB of memory");

	let blocks = chain(&node.rpc, 1..=BLOCKS).await;
	check_chain(&blocks);
	for kind in Kind::ALL {
		let count = blocks.iter().filter(|block| block.kind() == kind).count();
		println!("{count} {kind:?}");
		assert!(count > 0, "no {kind:?} among the first {BLOCKS} blocks");
	}
	let authors = AUTHORS.map(|key| key.to_account_id());
	let alice = &authors[0];
	let right = |kind: Kind, author: &AccountId| match kind {
		Kind::Pow => author == alice,
		Kind::Pos | Kind::Dpos => authors.contains(author),
	};
	for block in &blocks {
		assert!(right(block.kind(), &block.author), "the author of {block:?}");
	}
	node.terminate().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_miner_uses_as_many_threads_as_it_is_told() {
	let _machine = machine().await;
	for (threads, mines) in [("2", true), ("0", false)] {
		let folder = tempfile::tempdir().unwrap();
		let eve = Sr25519Keyring::Eve.to_account_id();
		let author = ["--author", &eve.to_string()];
		let node = Node::dev(folder.path()).args(&["--mine", threads]).args(&author).start().await;
		let expected: usize = threads.parse().unwrap();
		let started = async || (node.miner_threads() == expected).then_some(());
		wait_for("the miner's threads", seconds(30), started).await;
		if mines {
			let mined = async || {
				let best = node.rpc.status().await.best_number;
				let blocks = chain(&node.rpc, 1..=best).await;
				blocks.into_iter().find(|block| block.kind() == Kind::Pow)
			};
			let block = wait_for("a block that was mined", seconds(120), mined).await;
			assert_eq!(block.author, eve);
		}
		assert_eq!(node.miner_threads(), expected);
		node.terminate().await;
	}
}

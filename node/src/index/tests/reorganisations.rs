//! Blocks added and taken back in any order.

use super::{
	random::{block, build, genesis, BlockPlan},
	*,
};
use proptest::{
	collection::vec,
	prelude::*,
	test_runner::{Config, TestRunner},
};

/// Random ledgers on which a block is taken back, unless the environment variable `PILLARS_LEDGER_CASES` says otherwise.
const LEDGERS: u32 = 100_000;
/// Blocks that one index gets, each on the ledger that those before left.
const BLOCKS: u32 = 32;

/// A branch: how far below the last tip it begins, and its blocks.
fn branches() -> impl Strategy<Value = Vec<(u32, Vec<BlockPlan>)>> {
	vec((0..6u32, vec(block(), 1..6)), 1..8)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn a_block_taken_back_leaves_no_trace(blocks in vec(block(), 1..8)) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		go(&index, &tree, tip);
		let mut before = vec![dump(&scratch.path)];
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
			go(&index, &tree, tip);
			let after = dump(&scratch.path);
			prop_assert_eq!(index.revert().unwrap(), tip);
			prop_assert_eq!(&dump(&scratch.path), before.last().unwrap());
			go(&index, &tree, tip);
			prop_assert_eq!(&dump(&scratch.path), &after);
			before.push(after);
		}
		// All the way back.
		while before.len() > 1 {
			prop_assert_eq!(&dump(&scratch.path), &before.pop().unwrap());
			index.revert().unwrap();
		}
		prop_assert_eq!(&dump(&scratch.path), &before.pop().unwrap());
		prop_assert!(matches!(index.revert(), Err(IndexError::NothingToUndo(0))));
	}

	#[test]
	fn whatever_the_way_it_ends_as_the_straight_way(branches in branches()) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		go(&index, &tree, tip);
		for (depth, blocks) in &branches {
			tip = tree.ancestor(tip, *depth);
			for plans in blocks {
				tip = build(&mut tree, tip, plans);
			}
			go(&index, &tree, tip);
			let unspent = tree.ledger(tip).len() as u64;
			prop_assert_eq!(Follower::new(&index, &tree).check().unwrap(), unspent);
			prop_assert_eq!(dump(&scratch.path), straight(&tree, tip));
		}
	}

	#[test]
	fn blocks_that_the_chain_lost_are_taken_back(
		blocks in vec(block(), 2..8),
		lost in any::<prop::sample::Index>(),
		others in vec(block(), 0..4),
	) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);
		let depth = lost.index(blocks.len()) as u32;
		tree.forget(tree.ancestor(tip, depth));
		let mut tip = tree.block_at(tip.number - depth - 1).unwrap().unwrap();
		for plans in &others {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);
		prop_assert_eq!(dump(&scratch.path), straight(&tree, tip));
	}
}

/// What [`a_block_taken_back_leaves_no_trace`] says, on many more ledgers.
#[test]
fn no_block_of_many_leaves_a_trace() {
	let ledgers = std::env::var("PILLARS_LEDGER_CASES").ok().and_then(|cases| cases.parse().ok());
	let cases = ledgers.unwrap_or(LEDGERS).div_ceil(BLOCKS);
	let config = Config { cases, failure_persistence: None, ..Config::default() };
	let result = TestRunner::new(config).run(&vec(block(), BLOCKS as usize), |blocks| {
		let scratch = Scratch::new();
		let index = scratch.open();
		let db = schema::open_reader(&scratch.path).unwrap();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		go(&index, &tree, tip);
		let mut before = bytes(&db);
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
			go(&index, &tree, tip);
			let after = bytes(&db);
			prop_assert!(after != before, "the index does not follow");
			prop_assert_eq!(index.revert().unwrap(), tip);
			prop_assert!(bytes(&db) == before, "block {} leaves a trace", tip.number);
			go(&index, &tree, tip);
			prop_assert!(bytes(&db) == after, "block {} is another one now", tip.number);
			before = after;
		}
		Ok(())
	});
	result.unwrap();
}

#[test]
fn a_long_way_goes_by_steps() {
	let scratch = Scratch::new();
	let index = scratch.open();
	let mut tree = Tree::new("chain", &genesis());
	let mut tip = tree.genesis();
	for seed in 0..600 {
		let reward = Output::etp(Balance::from(seed) + 1, account(1));
		tip = tree.add(tip, vec![made(seed, CoinOrigin::Coinbase, vec![reward])]);
	}
	for finalised in [0, 300, 600] {
		tree.finalise(finalised);
		let follower = Follower::new(&index, &tree);
		assert_eq!(follower.step(tip).unwrap(), Step::At(tree.genesis()));
		let mut last = 0;
		while let Step::At(at) = follower.step(tip).unwrap() {
			assert!(at.number > last && at.number - last <= 256);
			last = at.number;
		}
		assert_eq!(index.tip().unwrap(), Some(tip));
		index.clear().unwrap();
	}
}

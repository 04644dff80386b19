//! The process ends at whatever moment: the file is as it was after one of the blocks.

use super::{
	random::{block, build, genesis},
	*,
};
use crate::index::{write, Base};
use proptest::{collection::vec, prelude::*};
use std::fs;

/// What a crash leaves: the files as they are in this moment, opened by the next process.
fn crash(path: &Path) -> Scratch {
	let next = Scratch::new();
	for (from, to) in schema::files(path).iter().zip(schema::files(&next.path)) {
		// Whoever opens the file first makes the shared memory anew.
		if from.exists() && !from.to_string_lossy().ends_with("-shm") {
			fs::copy(from, to).unwrap();
		}
	}
	next
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn a_block_is_there_wholly_or_not_at_all(
		blocks in vec(block(), 1..5),
		unfinished in block(),
	) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);
		let next = build(&mut tree, tip, &unfinished);
		let before = dump(&scratch.path);

		// Everything of a block is written but for the end of the transaction.
		let db = schema::open_writer(&scratch.path).unwrap().unwrap();
		let tx = db.unchecked_transaction().unwrap();
		write::apply(&tx, next, &tree.applied(next.hash).unwrap()).unwrap();
		let crashed = crash(&scratch.path);
		drop(tx);
		drop(db);
		prop_assert_eq!(&dump(&scratch.path), &before, "dropped without a commit");

		let again = crashed.open();
		prop_assert_eq!(again.tip().unwrap(), Some(tip));
		prop_assert_eq!(&dump(&crashed.path), &before);
		go(&again, &tree, next);
		prop_assert_eq!(dump(&crashed.path), straight(&tree, next));

		// And with the end of the transaction.
		go(&index, &tree, next);
		let crashed = crash(&scratch.path);
		prop_assert_eq!(crashed.open().tip().unwrap(), Some(next));
		prop_assert_eq!(dump(&crashed.path), straight(&tree, next));
	}
}

#[test]
fn a_beginning_that_fails_changes_nothing() {
	let scratch = Scratch::new();
	let index = scratch.open();
	let mut tree = Tree::new("chain", &genesis());
	let start = tree.genesis();
	let tip = build(&mut tree, start, &[]);
	go(&index, &tree, tip);
	let before = dump(&scratch.path);
	let base = Base { genesis: tree.genesis().hash, block: tip };
	let failed = index.rebase(base, |from| match from {
		None => tree.unspents(tip.hash, None, 2),
		Some(_) => Err(IndexError::NoState(1)),
	});
	assert!(matches!(failed, Err(IndexError::NoState(1))));
	assert_eq!(dump(&scratch.path), before);
}

#[test]
fn a_block_that_does_not_fit_changes_nothing() {
	let scratch = Scratch::new();
	let index = scratch.open();
	let tree = Tree::new("chain", &genesis());
	go(&index, &tree, tree.genesis());
	let before = dump(&scratch.path);
	let next = BlockRef { number: 1, hash: H256::repeat_byte(1) };
	let coin = Output::etp(1, account(1));

	let mut unknown = made(1, CoinOrigin::Transfer, vec![coin.clone()]);
	unknown.applied.spent = vec![(outpoint(5, 0), coin.clone())];
	let refusal = index.apply(next, &[unknown]).unwrap_err();
	assert!(matches!(refusal, IndexError::NotUnspent(_)) && refusal.is_contradiction());

	let twice = made(1, CoinOrigin::Transfer, vec![coin]);
	let refusal = index.apply(next, &[twice.clone(), twice]).unwrap_err();
	assert!(matches!(refusal, IndexError::OutputExists(_)) && refusal.is_contradiction());

	let refusal = index.apply(BlockRef { number: 2, ..next }, &[]).unwrap_err();
	assert!(matches!(refusal, IndexError::OutOfOrder { last: 0, found: 2 }));
	assert_eq!(dump(&scratch.path), before);
}

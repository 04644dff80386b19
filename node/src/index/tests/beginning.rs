//! Where an index begins: states that are gone, other chains, contradictions.

use super::{
	random::{build, genesis, BlockPlan, Plan},
	*,
};

fn reward() -> BlockPlan {
	vec![Plan::Coinbase(0, 500)]
}

/// A chain of so many blocks, of which all but the last five are final.
fn chain(name: &str, blocks: u32) -> (Tree, BlockRef) {
	let mut tree = Tree::new(name, &genesis());
	let mut tip = tree.genesis();
	for _ in 0..blocks {
		tip = build(&mut tree, tip, &reward());
	}
	tree.finalise(blocks - 5);
	(tree, tip)
}

fn history_from(index: &Index) -> BlockNumber {
	index.read(|view| view.history_from()).unwrap()
}

#[test]
fn it_begins_with_genesis_or_with_a_state_that_stays_for_a_while() {
	for (states_from, base) in [(0, 0), (1, 13), (2, 13), (13, 19), (24, 24), (25, 25)] {
		let (mut tree, tip) = chain("chain", 30);
		tree.states_from = states_from;
		let scratch = Scratch::new();
		let index = scratch.open();
		go(&index, &tree, tip);
		assert_eq!(history_from(&index), base + 1);
		assert_eq!(Follower::new(&index, &tree).check().unwrap(), 8 + 30);
	}
}

#[test]
fn it_waits_for_a_state_to_begin_with() {
	let (mut tree, tip) = chain("chain", 30);
	tree.states_from = 26;
	let scratch = Scratch::new();
	let index = scratch.open();
	let refusal = Follower::new(&index, &tree).step(tip).unwrap_err();
	assert!(matches!(refusal, IndexError::NoState(25)) && !refusal.is_contradiction());
	assert_eq!(index.tip().unwrap(), None);
	assert!(matches!(index.read(|_| Ok(())), Err(IndexError::Empty)));
	tree.finalise(27);
	go(&index, &tree, tip);
	assert_eq!(history_from(&index), 27);
}

#[test]
fn an_index_left_behind_begins_anew() {
	let (mut tree, tip) = chain("chain", 30);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tree.ancestor(tip, 20));
	assert_eq!(history_from(&index), 1);
	tree.states_from = 15;
	go(&index, &tree, tip);
	assert_eq!(history_from(&index), 21);
	assert_eq!(Follower::new(&index, &tree).check().unwrap(), 8 + 30);
}

#[test]
fn a_fork_below_the_beginning_begins_anew() {
	let (mut tree, tip) = chain("chain", 30);
	tree.states_from = 20;
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	assert_eq!(history_from(&index), 23);
	let mut other = tree.ancestor(tip, 12);
	for _ in 0..14 {
		other = build(&mut tree, other, &reward());
	}
	go(&index, &tree, other);
	assert_eq!(Follower::new(&index, &tree).check().unwrap(), 8 + 32);
}

#[test]
fn an_index_of_another_chain_begins_anew() {
	let (tree, tip) = chain("chain", 30);
	let (other, other_tip) = chain("other", 7);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	go(&index, &other, other_tip);
	assert_eq!(dump(&scratch.path), straight(&other, other_tip));
}

#[test]
fn a_chain_that_was_removed_is_followed_from_its_start() {
	let (tree, tip) = chain("chain", 30);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	// The same genesis block, other blocks.
	let mut again = Tree::new("chain", &genesis());
	let start = again.genesis();
	let next = build(&mut again, start, &[Plan::Register(1)]);
	go(&index, &again, next);
	assert_eq!(dump(&scratch.path), straight(&again, next));
}

#[test]
fn a_contradiction_is_found_and_mended_by_beginning_anew() {
	let (tree, tip) = chain("chain", 10);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	schema::open_writer(&scratch.path)
		.unwrap()
		.unwrap()
		.execute_batch("DELETE FROM outputs WHERE height = 3")
		.unwrap();
	let follower = Follower::new(&index, &tree);
	let error = follower.check().unwrap_err();
	assert!(matches!(error, IndexError::Differs(10)));
	follower.clear(&error).unwrap();
	go(&index, &tree, tip);
	assert_eq!(Follower::new(&index, &tree).check().unwrap(), 18);
}

#[test]
fn a_file_of_another_layout_is_made_anew_but_not_by_those_who_only_ask() {
	let (tree, tip) = chain("chain", 7);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	drop(index);
	let db = schema::open_writer(&scratch.path).unwrap().unwrap();
	db.pragma_update(None, "user_version", 999).unwrap();
	drop(db);
	let refusal = Index::inspect(&scratch.path, |_| Ok(())).unwrap_err();
	assert!(matches!(refusal, IndexError::OtherVersion(_)), "{refusal}");
	let index = scratch.open();
	assert_eq!(index.tip().unwrap(), None);
	go(&index, &tree, tip);
}

#[test]
fn a_file_that_is_none_is_told_and_can_be_replaced() {
	let scratch = Scratch::new();
	let refusal = Index::inspect(&scratch.path, |_| Ok(())).unwrap_err();
	assert!(matches!(refusal, IndexError::Missing(_)));
	std::fs::write(&scratch.path, [b'x'; 5_000]).unwrap();
	let refusal = Index::open(&scratch.path).err().unwrap();
	assert!(refusal.to_string().contains("pillars index rebuild"), "{refusal}");
	assert_eq!(Index::create(&scratch.path).unwrap().tip().unwrap(), None);
}

#[test]
fn a_file_that_is_damaged_while_it_is_used_is_replaced() {
	let (tree, tip) = chain("chain", 30);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tree.ancestor(tip, 10));
	drop(index);
	// Everything but the first page.
	let mut bytes = std::fs::read(&scratch.path).unwrap();
	bytes[4096..].fill(0xff);
	std::fs::write(&scratch.path, bytes).unwrap();

	let index = scratch.open();
	let follower = Follower::new(&index, &tree);
	let error = follower.step(tip).unwrap_err();
	assert!(error.is_contradiction() && error.is_broken_file(), "{error}");
	assert!(index.read(|view| view.counts()).is_err());
	follower.clear(&error).unwrap();
	go(&index, &tree, tip);
	assert_eq!(follower.check().unwrap(), 8 + 30);
	drop(index);
	assert_eq!(dump(&scratch.path), straight(&tree, tip));
}

#[test]
fn looking_at_a_file_changes_nothing() {
	let (tree, tip) = chain("chain", 7);
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, &tree, tip);
	// Also while it is written to.
	let found = || Index::inspect(&scratch.path, |view| Ok(view.tip())).unwrap();
	assert_eq!(found(), tip);
	drop(index);
	let before = std::fs::read(&scratch.path).unwrap();
	assert_eq!(found(), tip);
	assert_eq!(std::fs::read(&scratch.path).unwrap(), before);
	// What holds no tables is not given any.
	let other = Scratch::new();
	std::fs::write(&other.path, "").unwrap();
	Index::inspect(&other.path, |_| Ok(())).unwrap_err();
	assert_eq!(std::fs::metadata(&other.path).unwrap().len(), 0);
}

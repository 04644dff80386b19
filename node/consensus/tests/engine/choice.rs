//! The choice between tips: around W blocks, among three, without states, and past leaves that can not be judged.

use crate::common::{Chain, SLOT, START};
use pillars_primitives::{opaque::Block, Hash};
use pillars_rules::Kind::{self, Dpos, Pos, Pow};
use sc_client_api::HeaderBackend;
use sc_consensus::StateAction;
use serde_json::Value;
use sp_consensus::{BlockOrigin, SelectChain};
use std::collections::BTreeSet;

/// Branches of 3 blocks are deep, and the window rule is not in force.
fn shallow(genesis: &mut Value) {
	let parameters = &mut genesis["hybridConsensus"]["parameters"];
	parameters["window"] = 3.into();
	parameters["windowFrom"] = u32::MAX.into();
}

#[test]
fn the_leading_branch_loses_its_lead_when_it_reaches_the_window() {
	let chain = Chain::with(shallow);
	let supported = chain.grow_all(chain.genesis(), &[Pow, Dpos, Pow, Dpos], START);
	let start = START + 1_000_000;
	// Heavier with one block and, at W - 1, with two.
	let one = chain.grow(chain.genesis(), Pos, start);
	assert_eq!((chain.best(), chain.client.info().best_hash), (one, one));
	let two = chain.grow(one, Pos, start + SLOT);
	assert_eq!((chain.best(), chain.client.info().best_hash), (two, two));
	// At W and W + 1 its being the best block's child does not help: no witness supports it.
	let three = chain.grow(two, Pow, start + 2 * SLOT);
	assert!(chain.weight(three) > chain.weight(supported));
	assert_eq!(chain.best(), supported);
	assert_ne!(chain.client.info().best_hash, three);
	let four = chain.grow(three, Pow, start + 3 * SLOT);
	assert_eq!(chain.best(), supported);
	assert_ne!(chain.client.info().best_hash, four);
	let next = chain.grow(supported, Pow, START + 4 * SLOT);
	assert_eq!((chain.best(), chain.client.info().best_hash), (next, next));
}

/// The blocks of a branch on genesis.
fn branch(kinds: &[Kind], timestamp: u64) -> Vec<Block> {
	let chain = Chain::with(shallow);
	let mut parent = chain.genesis();
	let make = |(kind, n): (&Kind, u64)| {
		let block = chain.make(parent, *kind, timestamp + n * SLOT);
		parent = chain.import(block.clone()).unwrap();
		block
	};
	kinds.iter().zip(0u64..).map(make).collect()
}

#[test]
fn of_three_branches_that_beat_each_other_all_nodes_choose_the_same() {
	// By weight the second beats the first and the first the third; by support the third beats the second.
	let branches = [
		branch(&[Pos, Pos], START + 2_000_000),
		branch(&[Pos, Pos, Pow], START + 1_000_000),
		branch(&[Pow, Dpos, Pow], START),
	];
	let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
	let chosen: BTreeSet<Hash> = orders
		.iter()
		.map(|order| {
			let chain = Chain::with(shallow);
			for block in order.iter().flat_map(|n| branches[*n].clone()) {
				chain.import(block).unwrap();
			}
			chain.best()
		})
		.collect();
	assert_eq!(chosen.len(), 1);
}

#[test]
fn without_finality_a_fork_is_judged_when_its_states_are_gone() {
	let chain = Chain::pruned(4, |_| {});
	let trunk = chain.grow(chain.genesis(), Pow, START);
	chain.grow_all(trunk, &[Dpos, Pow], START + SLOT);
	let kinds = [Pos, Pow, Dpos, Pow].repeat(6);
	let best = chain.grow_all(trunk, &kinds, START + 10 * SLOT);
	assert_eq!((chain.best(), chain.client.info().best_hash), (best, best));
	let backend = &*chain.backend;
	assert!(!sc_client_api::Backend::have_state_at(backend, trunk, 1), "else this tests nothing");
	assert!(futures::executor::block_on(chain.select_chain.finality_target(trunk, None)).is_ok());
}

#[test]
fn support_is_counted_when_the_state_of_the_ancestor_is_gone() {
	let chain = Chain::pruned(4, shallow);
	let trunk = chain.grow(chain.genesis(), Pow, START);
	let secret = chain.grow_all(trunk, &[Pos, Pos, Pos], START + 1_000_000);
	let supported = chain.grow_all(trunk, &[Dpos, Pow, Pow], START + SLOT);
	assert!(chain.weight(secret) > chain.weight(supported));
	let mut best = supported;
	for n in 4..30 {
		best = chain.grow(best, if n % 2 == 0 { Dpos } else { Pow }, START + n * SLOT);
		assert_eq!(chain.best(), best);
	}
	let backend = &*chain.backend;
	assert!(!sc_client_api::Backend::have_state_at(backend, trunk, 1), "else this tests nothing");
}

#[test]
fn leaves_that_can_not_be_judged_are_passed_over() {
	let chain = Chain::new();
	let stateless = |timestamp| {
		let block = chain.make(chain.genesis(), Pow, timestamp);
		chain.import_from(block, BlockOrigin::NetworkInitialSync, StateAction::Skip).unwrap()
	};
	// As in a fast sync before the state has come.
	stateless(START);
	let best = futures::executor::block_on(chain.select_chain.best_chain());
	assert_eq!(best.unwrap_err().to_string(), "no tip of the chain can be judged");
	// What can be judged can be imported and is chosen.
	let good = chain.grow(chain.genesis(), Pow, START + SLOT);
	assert_eq!((chain.best(), chain.client.info().best_hash), (good, good));
	stateless(START + 2 * SLOT);
	let next = chain.grow(good, Dpos, START + 2 * SLOT);
	assert_eq!((chain.best(), chain.client.info().best_hash), (next, next));
}

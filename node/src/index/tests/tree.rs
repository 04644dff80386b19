//! A tree of blocks in memory, with the ledger after each.

use super::*;
use crate::index::chain::Route;
use codec::Encode;
use pillars_ledger::UnspentPage;
use sp_io::hashing::blake2_256;
use std::collections::{BTreeMap, HashMap};

/// Ledger: what is unspent.
pub(super) type Ledger = BTreeMap<OutPoint, Unspent>;

struct Node {
	block: BlockRef,
	parent: Hash,
	applied: Vec<AppliedAt>,
	ledger: Ledger,
}

/// The tree.
pub(super) struct Tree {
	genesis: BlockRef,
	nodes: HashMap<Hash, Node>,
	/// The last block of the chain that the client takes as the best.
	best: BlockRef,
	finalized: BlockNumber,
	/// States below this height are gone.
	pub(super) states_from: BlockNumber,
}

impl Tree {
	/// With a genesis block only, after which these outputs are unspent.
	pub(super) fn new(name: &str, outputs: &[Output]) -> Self {
		let genesis = BlockRef { number: 0, hash: blake2_256(name.as_bytes()).into() };
		let unspent = |output: &Output| Unspent {
			output: output.clone(),
			height: 0,
			origin: CoinOrigin::Genesis,
		};
		let ledger = (0..)
			.map(|seed| outpoint(1_000_000 + seed, 0))
			.zip(outputs.iter().map(unspent))
			.collect();
		let node = Node { block: genesis, parent: Hash::zero(), applied: Vec::new(), ledger };
		Self {
			genesis,
			nodes: HashMap::from([(genesis.hash, node)]),
			best: genesis,
			finalized: 0,
			states_from: 0,
		}
	}

	/// Adds a child, which becomes the best block of the client, and does not look whether it is valid.
	pub(super) fn add(&mut self, parent: BlockRef, applied: Vec<AppliedAt>) -> BlockRef {
		let number = parent.number + 1;
		let siblings = self.nodes.len();
		let hash = blake2_256(&(parent.hash, applied.encode(), siblings as u64).encode()).into();
		let block = BlockRef { number, hash };
		let mut ledger = self.ledger(parent).clone();
		for AppliedAt { applied, origin } in &applied {
			apply(&mut ledger, applied, number, *origin);
		}
		self.nodes.insert(hash, Node { block, parent: parent.hash, applied, ledger });
		self.best = block;
		block
	}

	/// What is unspent after a block.
	pub(super) fn ledger(&self, block: BlockRef) -> &Ledger {
		&self.nodes[&block.hash].ledger
	}

	/// The ancestor so many blocks above, or genesis.
	pub(super) fn ancestor(&self, block: BlockRef, depth: u32) -> BlockRef {
		let mut found = block;
		for _ in 0..depth.min(block.number) {
			found = self.nodes[&self.nodes[&found.hash].parent].block;
		}
		found
	}

	/// What the blocks after genesis did, up to this one.
	pub(super) fn path(&self, to: BlockRef) -> Vec<(BlockRef, &[AppliedAt])> {
		let mut path: Vec<_> = (0..to.number)
			.map(|depth| {
				let block = self.ancestor(to, depth);
				(block, &self.nodes[&block.hash].applied[..])
			})
			.collect();
		path.reverse();
		path
	}

	/// Makes the best chain final up to this height.
	pub(super) fn finalise(&mut self, number: BlockNumber) {
		self.finalized = number;
	}

	/// Forgets a block and all that come after it, as when a database lost them; the parent becomes the best.
	pub(super) fn forget(&mut self, block: BlockRef) {
		let parent = self.ancestor(block, 1);
		let lost: Vec<Hash> = self
			.nodes
			.values()
			.map(|node| node.block)
			.filter(|other| {
				other.number >= block.number
					&& self.ancestor(*other, other.number - block.number) == block
			})
			.map(|other| other.hash)
			.collect();
		self.nodes.retain(|hash, _| !lost.contains(hash));
		self.best = parent;
	}
}

/// What a transaction changes.
pub(super) fn apply(
	ledger: &mut Ledger,
	applied: &Applied,
	height: BlockNumber,
	origin: CoinOrigin,
) {
	for (outpoint, _) in &applied.spent {
		ledger.remove(outpoint);
	}
	for (outpoint, output) in &applied.created {
		if output.lock.is_stored() {
			ledger.insert(*outpoint, Unspent { output: output.clone(), height, origin });
		}
	}
}

impl Chain for Tree {
	fn genesis(&self) -> BlockRef {
		self.genesis
	}

	fn finalized(&self) -> BlockRef {
		self.block_at(self.finalized).unwrap().unwrap()
	}

	fn block_at(&self, number: BlockNumber) -> Result<Option<BlockRef>, IndexError> {
		let depth = self.best.number.checked_sub(number);
		Ok(depth.map(|depth| self.ancestor(self.best, depth)))
	}

	fn knows(&self, block: Hash) -> Result<bool, IndexError> {
		Ok(self.nodes.contains_key(&block))
	}

	fn route(&self, from: Hash, to: Hash) -> Result<Route, IndexError> {
		let (mut left, mut right) = (self.nodes[&from].block, self.nodes[&to].block);
		let (mut retracted, mut enacted) = (Vec::new(), Vec::new());
		while left != right {
			if left.number >= right.number {
				retracted.push(left);
				left = self.ancestor(left, 1);
			} else {
				enacted.push(right);
				right = self.ancestor(right, 1);
			}
		}
		enacted.reverse();
		Ok(Route { retracted, enacted })
	}

	fn has_state(&self, block: BlockRef) -> bool {
		block.number >= self.states_from
	}

	fn applied(&self, block: Hash) -> Result<Vec<AppliedAt>, IndexError> {
		let node = &self.nodes[&block];
		assert!(self.has_state(node.block), "asked of a state that is gone");
		Ok(node.applied.clone())
	}

	fn unspents(
		&self,
		block: Hash,
		from: Option<OutPoint>,
		limit: u32,
	) -> Result<UnspentPage, IndexError> {
		let node = &self.nodes[&block];
		assert!(self.has_state(node.block), "asked of a state that is gone");
		// Short pages, so that there are some.
		let limit = limit.min(3) as usize;
		let after = |outpoint: &&OutPoint| from.is_none_or(|from| **outpoint > from);
		let mut rest = node
			.ledger
			.iter()
			.filter(|(outpoint, _)| after(outpoint))
			.map(|(a, b)| (*a, b.clone()));
		let coins: Vec<_> = rest.by_ref().take(limit).collect();
		let last = coins.last().map(|(outpoint, _)| *outpoint);
		Ok(UnspentPage { next: rest.next().and(last), coins })
	}
}

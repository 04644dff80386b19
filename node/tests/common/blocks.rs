//! The chain as its headers tell it, and the rules that it must keep.

use super::{Rpc, Status};
use pillars_consensus_primitives::{parse_sealed, Claim};
use pillars_primitives::{AccountId, BlockNumber, Hash, Moment};
use pillars_rules::Kind;
use std::ops::RangeInclusive;

/// W: so many consecutive blocks hold at least one `Pos` block.
pub(crate) const WINDOW: usize = 30;

/// A block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
	/// Its height.
	pub(crate) number: BlockNumber,
	/// Its hash.
	pub(crate) hash: Hash,
	/// Who is credited for it, from item 0 of the digest.
	pub(crate) author: AccountId,
	/// When it was made, in ms since 1970.
	pub(crate) timestamp: Moment,
	/// What it claims to be.
	pub(crate) claim: Claim,
}

impl Block {
	/// Its kind.
	pub(crate) fn kind(&self) -> Kind {
		self.claim.kind()
	}
}

/// The blocks of the best chain at these heights.
///
/// # Panics
///
/// If the digest of one is not as it must be, or they are not each other's children.
pub(crate) async fn chain(rpc: &Rpc, heights: RangeInclusive<BlockNumber>) -> Vec<Block> {
	let mut blocks: Vec<Block> = Vec::new();
	for number in heights {
		let hash = rpc.hash(number).await.unwrap();
		let header = rpc.header(hash).await.unwrap();
		assert_eq!(header.hash(), hash);
		if let Some(parent) = blocks.last() {
			assert_eq!(header.parent_hash, parent.hash, "#{number} is on another fork");
		}
		let claimed = parse_sealed(&header).unwrap().claimed;
		let (author, pre_digest) = (claimed.author, claimed.pre_digest);
		let (timestamp, claim) = (pre_digest.timestamp, pre_digest.claim);
		blocks.push(Block { number, hash, author, timestamp, claim });
	}
	blocks
}

/// Checks the rules over a chain that begins with the first block: time goes forward, any [`WINDOW`] blocks hold
/// a `Pos` block, and a `Dpos` block follows a `Pow` block only.
pub(crate) fn check_chain(blocks: &[Block]) {
	assert_eq!(blocks.first().map(|block| block.number), Some(1));
	for pair in blocks.windows(2) {
		let [parent, child] = pair else { unreachable!() };
		assert!(child.timestamp > parent.timestamp, "{child:?} is older than {parent:?}");
		if child.kind() == Kind::Dpos {
			assert_eq!(parent.kind(), Kind::Pow, "{child:?} follows {parent:?}");
		}
	}
	assert_ne!(blocks[0].kind(), Kind::Dpos, "the first block follows no Pow block");
	for window in blocks.windows(WINDOW) {
		let has_stake = window.iter().any(|block| block.kind() == Kind::Pos);
		assert!(has_stake, "no Pos block among the {WINDOW} from #{} on", window[0].number);
	}
}

/// Checks that a node still has what it had before, and more weight rather than less.
pub(crate) async fn check_nothing_lost(rpc: &Rpc, before: &Status) {
	let after = rpc.status().await;
	assert!(after.weight() >= before.weight(), "{after:?} is lighter than {before:?}");
	assert!(after.finality.number >= before.finality.number, "{after:?} lost of {before:?}");
	assert_eq!(rpc.hash(before.finality.number).await, Some(before.finality.hash));
	assert!(rpc.header(before.best_hash).await.is_some(), "the best block is gone");
	check_chain(&chain(rpc, 1..=after.best_number).await);
}

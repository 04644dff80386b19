//! Blocks from the future: kept aside without blame for the peer, and tried again when they are due.
//!
//! Only blocks that are good but for their time come here, and of one author one at a time: the places are few, and
//! whoever wants to fill them must pay for each with a block that could have been on the chain.

use crate::verifier::now;
use futures_timer::Delay;
use parking_lot::Mutex;
use pillars_consensus_primitives::parse_claim;
use pillars_primitives::{opaque::Block, AccountId, Moment};
use pillars_rules::MAX_FUTURE_MS;
use sc_consensus::{
	import_queue::{ImportQueueService, IncomingBlock},
	BlockImportParams,
};
use sp_consensus::BlockOrigin;
use std::{sync::Arc, time::Duration};

/// Most blocks that are kept.
const MOST: usize = 16;
/// Blocks further ahead of what is allowed than this are not kept, in ms.
const LONGEST: u64 = 600_000;

/// A block, its author and when it is due.
struct Deferred {
	due: Moment,
	author: AccountId,
	block: IncomingBlock<Block>,
}

/// The blocks kept aside; cheap to clone.
#[derive(Clone, Default)]
pub struct DeferredBlocks {
	list: Arc<Mutex<Vec<Deferred>>>,
}

impl DeferredBlocks {
	/// Keeps a block, with its seal still in the header, that is `ahead_ms` ahead of the clock.
	pub(crate) fn keep(&self, block: &BlockImportParams<Block>, ahead_ms: u64) {
		let wait = ahead_ms.saturating_sub(MAX_FUTURE_MS);
		let hash = block.post_hash();
		let Ok(claimed) = parse_claim(&block.header.digest) else { return };
		let author = claimed.author;
		let mut list = self.list.lock();
		let known = list.iter().any(|other| other.author == author);
		if known || wait > LONGEST || list.len() >= MOST {
			return;
		}
		let incoming = IncomingBlock {
			hash,
			header: Some(block.header.clone()),
			body: block.body.clone(),
			indexed_body: block.indexed_body.clone(),
			justifications: block.justifications.clone(),
			origin: None,
			allow_missing_state: false,
			skip_execution: false,
			import_existing: false,
			state: None,
		};
		list.push(Deferred { due: now().saturating_add(wait), author, block: incoming });
	}

	fn take_due(&self, now: Moment) -> Vec<IncomingBlock<Block>> {
		let mut list = self.list.lock();
		let (due, later): (Vec<_>, Vec<_>) =
			std::mem::take(&mut *list).into_iter().partition(|deferred| deferred.due <= now);
		*list = later;
		due.into_iter().map(|deferred| deferred.block).collect()
	}

	/// Hands the blocks back to the queue as they become due, for ever.
	pub async fn retry(self, mut queue: Box<dyn ImportQueueService<Block>>) {
		loop {
			Delay::new(Duration::from_secs(1)).await;
			for block in self.take_due(now()) {
				queue.import_blocks(BlockOrigin::NetworkBroadcast, vec![block]);
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_consensus_primitives::{Claim, Claimed, PreDigest};
	use pillars_primitives::{Hash, Header};
	use sp_runtime::{traits::Header as _, Digest};

	/// A block of this author.
	fn block(author: u8, number: u32) -> BlockImportParams<Block> {
		let zero = Hash::zero();
		let claim = Claim::Pow { difficulty: 1 };
		let claimed = Claimed {
			author: AccountId::new([author; 32]),
			pre_digest: PreDigest { timestamp: 0, claim },
		};
		let digest = Digest { logs: claimed.digest_items() };
		let header = Header::new(number, zero, zero, zero, digest);
		BlockImportParams::new(BlockOrigin::NetworkBroadcast, header)
	}

	#[test]
	fn blocks_come_back_when_they_are_due_and_not_before() {
		let deferred = DeferredBlocks::default();
		deferred.keep(&block(1, 1), MAX_FUTURE_MS + 5_000);
		deferred.keep(&block(2, 2), MAX_FUTURE_MS + LONGEST + 1);
		assert!(deferred.take_due(now()).is_empty());
		let due = deferred.take_due(now() + 5_000);
		assert_eq!(due.len(), 1, "and not what is too far ahead");
		assert_eq!(due[0].hash, block(1, 1).header.hash());
		assert!(deferred.take_due(u64::MAX).is_empty());
	}

	#[test]
	fn of_one_author_one_is_kept_until_it_is_due() {
		let deferred = DeferredBlocks::default();
		for number in 1..5 {
			deferred.keep(&block(1, number), MAX_FUTURE_MS + 1);
		}
		let due = deferred.take_due(u64::MAX);
		assert_eq!(
			due.iter().map(|block| block.hash).collect::<Vec<_>>(),
			[block(1, 1).header.hash()]
		);
		deferred.keep(&block(1, 5), MAX_FUTURE_MS + 1);
		assert_eq!(deferred.take_due(u64::MAX).len(), 1);
	}

	#[test]
	fn no_peer_can_fill_the_memory() {
		let deferred = DeferredBlocks::default();
		for author in 0..100 {
			deferred.keep(&block(author, 1), MAX_FUTURE_MS + 1);
		}
		assert_eq!(deferred.take_due(u64::MAX).len(), MOST);
	}
}

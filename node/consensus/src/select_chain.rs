//! The chain to build on and to finalise: the heaviest, by [`crate::fork_choice`].

use crate::{
	aux_schema,
	client::EngineClient,
	fork_choice::{best_of, Tip},
	Error,
};
use parking_lot::Mutex;
use pillars_primitives::{opaque::Block, BlockNumber, Hash, Header};
use sc_client_api::Backend;
use sp_blockchain::{lowest_common_ancestor, Backend as _};
use sp_consensus::SelectChain;
use std::{collections::BTreeSet, sync::Arc};

/// Chooses the heaviest chain that descends from the finalised block.
///
/// Authors, the import decision and GRANDPA ask this and never the client's own best block, which finality may
/// set to the finalised block itself. The answer is kept until leaves or finality change.
///
/// A leaf of which nothing is noted is passed over: the blocks that a fast sync brings before it has the state are
/// such leaves, and one damaged leaf must not stop the node.
pub struct HeaviestChain<BE, C> {
	backend: Arc<BE>,
	client: Arc<C>,
	shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
	last: Option<Answer>,
	/// The leaves that were passed over last time: each is worth one line in the log.
	passed_over: BTreeSet<Hash>,
}

struct Answer {
	leaves: Vec<Hash>,
	finalized: Hash,
	best: Tip,
}

impl<BE, C> Clone for HeaviestChain<BE, C> {
	fn clone(&self) -> Self {
		Self {
			backend: self.backend.clone(),
			client: self.client.clone(),
			shared: self.shared.clone(),
		}
	}
}

impl<BE: Backend<Block>, C: EngineClient> HeaviestChain<BE, C> {
	/// Over the blocks of this client and backend.
	pub fn new(backend: Arc<BE>, client: Arc<C>) -> Self {
		Self { backend, client, shared: Arc::default() }
	}

	/// The best tip.
	///
	/// The import lock is held meanwhile: the database names a new leaf, and no longer its parent, before the
	/// block itself can be read.
	pub(crate) fn best_tip(&self) -> Result<Tip, Error> {
		let _committed = self.backend.get_import_lock().read();
		let leaves = self.backend.blockchain().leaves()?;
		let info = self.client.info();
		let finalized = info.finalized_hash;
		if let Some(last) = &self.shared.lock().last {
			if last.leaves == leaves && last.finalized == finalized {
				return Ok(last.best.clone());
			}
		}
		let Tips { tips, passed_over } = self.tips(&leaves);
		let best = match best_of(&*self.client, tips)? {
			Some(best) => best,
			None if passed_over => return Err(Error::NoTip),
			None => self.tip(finalized, info.finalized_number)?,
		};
		self.shared.lock().last = Some(Answer { leaves, finalized, best: best.clone() });
		Ok(best)
	}

	/// Whether the chain would be built on this block, were it imported.
	///
	/// That it follows the best block is not enough: with it a branch may reach the length at which no longer
	/// weight decides.
	pub(crate) fn would_be_best(&self, new: &Tip) -> Result<bool, Error> {
		let _committed = self.backend.get_import_lock().read();
		let parent = new.pending.as_ref().map(|header| header.parent_hash);
		let mut leaves = self.backend.blockchain().leaves()?;
		leaves.retain(|leaf| Some(*leaf) != parent && *leaf != new.hash);
		let mut tips = self.tips(&leaves).tips;
		tips.push(new.clone());
		Ok(best_of(&*self.client, tips)?.is_some_and(|best| best.hash == new.hash))
	}

	/// Those of the leaves that descend from the finalised block and can be judged.
	fn tips(&self, leaves: &[Hash]) -> Tips {
		let mut tips = Vec::with_capacity(leaves.len());
		let mut passed_over = BTreeSet::new();
		let before = std::mem::take(&mut self.shared.lock().passed_over);
		for leaf in leaves {
			match self.tip_above_finality(*leaf) {
				Ok(tip) => tips.extend(tip),
				Err(error) => {
					if !before.contains(leaf) {
						log::warn!(target: "pillars::import", "Leaf {leaf} is passed over: {error}");
					}
					passed_over.insert(*leaf);
				},
			}
		}
		let result = Tips { tips, passed_over: !passed_over.is_empty() };
		self.shared.lock().passed_over = passed_over;
		result
	}

	fn tip_above_finality(&self, leaf: Hash) -> Result<Option<Tip>, Error> {
		let info = self.client.info();
		let number = self.client.header_metadata(leaf)?.number;
		// What lies below need not be there after a warp sync, so it is not even looked at.
		if number < info.finalized_number
			|| (number == info.finalized_number && leaf != info.finalized_hash)
		{
			return Ok(None);
		}
		let common = lowest_common_ancestor(&*self.client, leaf, info.finalized_hash)?;
		if common.hash != info.finalized_hash {
			return Ok(None);
		}
		self.tip(leaf, number).map(Some)
	}

	fn tip(&self, hash: Hash, number: BlockNumber) -> Result<Tip, Error> {
		let record = aux_schema::record(&*self.client, &hash, number)?;
		Ok(Tip { hash, number, record, pending: None })
	}
}

/// What came of a list of leaves.
struct Tips {
	tips: Vec<Tip>,
	/// Whether there were leaves that can not be judged.
	passed_over: bool,
}

#[async_trait::async_trait]
impl<BE: Backend<Block>, C: EngineClient> SelectChain<Block> for HeaviestChain<BE, C> {
	async fn leaves(&self) -> Result<Vec<Hash>, sp_consensus::Error> {
		self.backend
			.blockchain()
			.leaves()
			.map_err(|error| sp_consensus::Error::ChainLookup(error.to_string()))
	}

	async fn best_chain(&self) -> Result<Header, sp_consensus::Error> {
		let best = self.best_tip()?;
		self.client
			.expect_header(best.hash)
			.map_err(|error| sp_consensus::Error::ChainLookup(error.to_string()))
	}

	async fn finality_target(
		&self,
		base_hash: Hash,
		maybe_max_number: Option<BlockNumber>,
	) -> Result<Hash, sp_consensus::Error> {
		let target = || -> Result<Hash, Error> {
			let best = self.best_tip()?;
			let base = lowest_common_ancestor(&*self.client, best.hash, base_hash)?;
			if base.hash != base_hash {
				// The best chain does not hold the base: there is nothing better than the base itself.
				return Ok(base_hash);
			}
			let mut metadata = self.client.header_metadata(best.hash)?;
			while maybe_max_number.is_some_and(|max| metadata.number > max) {
				metadata = self.client.header_metadata(metadata.parent)?;
			}
			Ok(metadata.hash)
		};
		Ok(target()?)
	}
}

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
use std::sync::Arc;

/// Chooses the heaviest chain that descends from the finalised block.
///
/// Authors, the import decision and GRANDPA ask this and never the client's own best block, which finality may
/// set to the finalised block itself. The answer is kept until leaves or finality change.
pub struct HeaviestChain<BE, C> {
	backend: Arc<BE>,
	client: Arc<C>,
	last: Arc<Mutex<Option<Answer>>>,
}

struct Answer {
	leaves: Vec<Hash>,
	finalized: Hash,
	best: Tip,
}

impl<BE, C> Clone for HeaviestChain<BE, C> {
	fn clone(&self) -> Self {
		Self { backend: self.backend.clone(), client: self.client.clone(), last: self.last.clone() }
	}
}

impl<BE: Backend<Block>, C: EngineClient> HeaviestChain<BE, C> {
	/// Over the blocks of this client and backend.
	pub fn new(backend: Arc<BE>, client: Arc<C>) -> Self {
		Self { backend, client, last: Arc::default() }
	}

	/// The best tip.
	pub(crate) fn best_tip(&self) -> Result<Tip, Error> {
		let _committed = self.backend.get_import_lock().read();
		self.best_tip_of_committed()
	}

	/// The same, while the caller holds the import lock: the database names a new leaf, and no longer its parent,
	/// before the block itself can be read.
	fn best_tip_of_committed(&self) -> Result<Tip, Error> {
		let leaves = self.backend.blockchain().leaves()?;
		let finalized = self.client.info().finalized_hash;
		if let Some(last) = self.last.lock().as_ref() {
			if last.leaves == leaves && last.finalized == finalized {
				return Ok(last.best.clone());
			}
		}
		let best = match best_of(&*self.client, self.tips(&leaves)?)? {
			Some(best) => best,
			None => self.tip(finalized, self.client.info().finalized_number)?,
		};
		*self.last.lock() = Some(Answer { leaves, finalized, best: best.clone() });
		Ok(best)
	}

	/// Whether the chain would be built on this block, were it imported.
	pub(crate) fn would_be_best(&self, new: &Tip) -> Result<bool, Error> {
		let _committed = self.backend.get_import_lock().read();
		let parent = new.pending.as_ref().map(|header| header.parent_hash);
		if parent == Some(self.best_tip_of_committed()?.hash) {
			return Ok(true);
		}
		let mut leaves = self.backend.blockchain().leaves()?;
		leaves.retain(|leaf| Some(*leaf) != parent && *leaf != new.hash);
		let mut tips = self.tips(&leaves)?;
		tips.push(new.clone());
		Ok(best_of(&*self.client, tips)?.is_some_and(|best| best.hash == new.hash))
	}

	/// Those of the leaves that descend from the finalised block.
	fn tips(&self, leaves: &[Hash]) -> Result<Vec<Tip>, Error> {
		let info = self.client.info();
		let mut tips = Vec::with_capacity(leaves.len());
		for leaf in leaves {
			let number = self.client.header_metadata(*leaf)?.number;
			let common = lowest_common_ancestor(&*self.client, *leaf, info.finalized_hash)?;
			if common.hash == info.finalized_hash {
				tips.push(self.tip(*leaf, number)?);
			}
		}
		Ok(tips)
	}

	fn tip(&self, hash: Hash, number: BlockNumber) -> Result<Tip, Error> {
		let record = aux_schema::record(&*self.client, &hash, number)?;
		Ok(Tip { hash, number, weight: record.weight, seen: record.seen, pending: None })
	}
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

//! What the index asks of the chain.

use super::{BlockRef, IndexError};
use crate::service::{Backend, Client};
use pillars_ledger::{AppliedAt, LedgerApi, OutPoint, UnspentPage};
use pillars_primitives::{BlockNumber, Hash};
use sc_client_api::Backend as _;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::{tree_route, HeaderBackend};
use std::sync::Arc;

/// The way from one block to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
	/// To be taken back, the last one first.
	pub(crate) retracted: Vec<BlockRef>,
	/// To be added after that, the first one first.
	pub(crate) enacted: Vec<BlockRef>,
}

/// The blocks and the ledger after each of them.
pub(crate) trait Chain {
	/// The first block.
	fn genesis(&self) -> BlockRef;

	/// The last block that is final.
	fn finalized(&self) -> BlockRef;

	/// The block at this height of the chain that ends in the client's best block; it is the only one at heights that
	/// are final.
	fn block_at(&self, number: BlockNumber) -> Result<Option<BlockRef>, IndexError>;

	/// Whether the block is known.
	fn knows(&self, block: Hash) -> Result<bool, IndexError>;

	/// The way between two blocks that are known.
	fn route(&self, from: Hash, to: Hash) -> Result<Route, IndexError>;

	/// Whether the state after the block is there.
	fn has_state(&self, block: BlockRef) -> bool;

	/// What the block did to the ledger, in order.
	fn applied(&self, block: Hash) -> Result<Vec<AppliedAt>, IndexError>;

	/// Up to `limit` unspent outputs after the block, from an outpoint on.
	fn unspents(
		&self,
		block: Hash,
		from: Option<OutPoint>,
		limit: u32,
	) -> Result<UnspentPage, IndexError>;
}

/// The chain of a node.
pub(crate) struct NodeChain {
	client: Arc<Client>,
	backend: Arc<Backend>,
}

impl NodeChain {
	/// Over this client and its database.
	pub(crate) fn new(client: Arc<Client>, backend: Arc<Backend>) -> Self {
		Self { client, backend }
	}
}

impl Chain for NodeChain {
	fn genesis(&self) -> BlockRef {
		BlockRef { number: 0, hash: self.client.info().genesis_hash }
	}

	fn finalized(&self) -> BlockRef {
		let info = self.client.info();
		BlockRef { number: info.finalized_number, hash: info.finalized_hash }
	}

	fn block_at(&self, number: BlockNumber) -> Result<Option<BlockRef>, IndexError> {
		Ok(self.client.hash(number)?.map(|hash| BlockRef { number, hash }))
	}

	fn knows(&self, block: Hash) -> Result<bool, IndexError> {
		Ok(self.client.header(block)?.is_some())
	}

	fn route(&self, from: Hash, to: Hash) -> Result<Route, IndexError> {
		let route = tree_route(&*self.client, from, to)?;
		let blocks = |blocks: &[sp_blockchain::HashAndNumber<_>]| {
			blocks.iter().map(|block| BlockRef { number: block.number, hash: block.hash }).collect()
		};
		Ok(Route { retracted: blocks(route.retracted()), enacted: blocks(route.enacted()) })
	}

	fn has_state(&self, block: BlockRef) -> bool {
		self.backend.have_state_at(block.hash, block.number)
	}

	fn applied(&self, block: Hash) -> Result<Vec<AppliedAt>, IndexError> {
		Ok(self.client.runtime_api().applied(block)?)
	}

	fn unspents(
		&self,
		block: Hash,
		from: Option<OutPoint>,
		limit: u32,
	) -> Result<UnspentPage, IndexError> {
		Ok(self.client.runtime_api().unspents(block, from, limit)?)
	}
}

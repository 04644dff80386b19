//! The queue through which blocks of others come in.

use crate::{client::EngineClient, verifier::HybridVerifier, DeferredBlocks, Metrics};
use pillars_ethash::CachePool;
use pillars_primitives::opaque::Block;
use sc_consensus::{
	import_queue::{BasicQueue, BoxBlockImport, BoxJustificationImport},
	BlockImport,
};
use sp_core::traits::SpawnEssentialNamed;
use std::sync::Arc;
use substrate_prometheus_endpoint::Registry;

/// What [`import_queue`] needs.
pub struct ImportQueueParams<'a, I, C, S> {
	/// The outermost block import.
	pub block_import: I,
	/// GRANDPA's.
	pub justification_import: Option<BoxJustificationImport<Block>>,
	/// The client whose state decides.
	pub client: Arc<C>,
	/// Ethash caches, shared with the miner.
	pub caches: Arc<CachePool>,
	/// Where blocks from the future are kept; spawn [`DeferredBlocks::retry`] with the queue's service.
	pub deferred: DeferredBlocks,
	/// Where the queue's task runs.
	pub spawner: &'a S,
	/// For the queue's own metrics.
	pub registry: Option<&'a Registry>,
	/// For the engine's.
	pub metrics: Option<Metrics>,
}

/// Starts the queue: verifies and imports blocks strictly one after the other.
pub fn import_queue<I, C, S>(params: ImportQueueParams<'_, I, C, S>) -> BasicQueue<Block>
where
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	C: EngineClient,
	S: SpawnEssentialNamed,
{
	let ImportQueueParams {
		block_import,
		justification_import,
		client,
		caches,
		deferred,
		spawner,
		registry,
		metrics,
	} = params;
	let verifier = HybridVerifier::new(client, caches, deferred, metrics);
	let block_import: BoxBlockImport<Block> = Box::new(block_import);
	BasicQueue::new(verifier, block_import, justification_import, spawner, registry)
}

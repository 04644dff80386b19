//! What the engine needs of the client, under one name.

use pillars_consensus_primitives::HybridConsensusApi;
use pillars_primitives::opaque::Block;
use sc_client_api::{AuxStore, BlockBackend};
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_block_builder::BlockBuilder;
use sp_blockchain::{HeaderBackend, HeaderMetadata};

/// A client of the chain whose runtime answers the engine's questions.
pub trait EngineClient:
	HeaderBackend<Block>
	+ HeaderMetadata<Block, Error = sp_blockchain::Error>
	+ AuxStore
	+ BlockBackend<Block>
	+ ProvideRuntimeApi<Block, Api: HybridConsensusApi<Block> + BlockBuilder<Block> + ApiExt<Block>>
	+ Send
	+ Sync
	+ 'static
{
}

impl<C> EngineClient for C where
	C: HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = sp_blockchain::Error>
		+ AuxStore
		+ BlockBackend<Block>
		+ ProvideRuntimeApi<
			Block,
			Api: HybridConsensusApi<Block> + BlockBuilder<Block> + ApiExt<Block>,
		> + Send
		+ Sync
		+ 'static
{
}

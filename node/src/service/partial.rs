//! What a node and the sub-commands share: database, client, transaction pool and import queue.

use crate::error::Error;
use pillars_consensus::{
	import_queue, DeferredBlocks, HeaviestChain, HybridBlockImport, ImportQueueParams, Metrics,
};
use pillars_ethash::CachePool;
use pillars_primitives::{opaque::Block, BlockNumber, Hash};
use pillars_runtime::apis::RuntimeApi;
use sc_chain_spec::{BuildGenesisBlock, GenesisBlockBuilder};
use sc_client_api::Backend as _;
use sc_consensus::{DefaultImportQueue, ImportQueue as _};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf};
use sc_executor::WasmExecutor;
use sc_service::{Configuration, PartialComponents};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sp_blockchain::HeaderBackend;
use sp_core::storage::Storage;
use sp_runtime::traits::Block as _;
use std::sync::Arc;

/// The node adds nothing to what the SDK's host offers a runtime.
type HostFunctions = sp_io::SubstrateHostFunctions;
type Executor = WasmExecutor<HostFunctions>;

/// The database.
pub(crate) type Backend = sc_service::TFullBackend<Block>;
/// The client.
pub(crate) type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// Tells which chain is the best.
pub(crate) type SelectChain = HeaviestChain<Backend, Client>;
/// The block import, from the outside in: the engine's, GRANDPA's, the client.
pub(crate) type BlockImport =
	HybridBlockImport<GrandpaBlockImport<Backend, Block, Client, SelectChain>, Backend, Client>;
/// The transaction pool.
pub(crate) type Pool = TransactionPoolHandle<Block, Client>;

/// Parts that only a running node needs.
pub(crate) struct Other {
	/// For the authors.
	pub(crate) block_import: BlockImport,
	/// For the voter.
	pub(crate) grandpa_link: LinkHalf<Block, Client, SelectChain>,
	/// Ethash caches, shared by the verifier and the miner.
	pub(crate) caches: Arc<CachePool>,
	/// Of the engine.
	pub(crate) metrics: Option<Metrics>,
	/// Where the node reports to, if anywhere.
	pub(crate) telemetry: Option<Telemetry>,
}

/// The parts, wired up.
pub(crate) type Partial =
	PartialComponents<Client, Backend, SelectChain, DefaultImportQueue<Block>, Pool, Other>;

/// Least distance in blocks between two justifications that are kept.
pub(crate) const JUSTIFICATION_PERIOD: u32 = 512;

/// Opens the database and makes the parts.
///
/// # Errors
///
/// If a part can not be made, or the database holds another chain.
pub(crate) fn partial(config: &Configuration) -> Result<Partial, Error> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()
		.map_err(sc_service::Error::from)?;

	let executor = sc_service::new_wasm_executor::<HostFunctions>(&config.executor);
	let backend = sc_service::new_db_backend(config.db_config())?;
	let genesis =
		config.chain_spec.as_storage_builder().build_storage().map_err(sc_service::Error::from)?;
	ensure_same_chain(config, &backend, &genesis, &executor)?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts_with_genesis_builder::<Block, RuntimeApi, _, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor.clone(),
			backend.clone(),
			GenesisBlockBuilder::new_with_storage(
				genesis,
				!config.no_genesis(),
				backend,
				executor,
			)?,
			false,
		)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let registry = config.prometheus_registry();
	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(registry)
		.build(),
	);

	let select_chain = HeaviestChain::new(backend.clone(), client.clone());
	let (grandpa_block_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;
	let metrics = registry.map(Metrics::register).transpose().map_err(sc_service::Error::from)?;
	let block_import = HybridBlockImport::new(
		grandpa_block_import.clone(),
		client.clone(),
		select_chain.clone(),
		metrics.clone(),
	)?;
	let caches = Arc::new(CachePool::new());
	let deferred = DeferredBlocks::default();
	let import_queue = import_queue(ImportQueueParams {
		block_import: block_import.clone(),
		justification_import: Some(Box::new(grandpa_block_import)),
		client: client.clone(),
		caches: caches.clone(),
		deferred: deferred.clone(),
		spawner: &task_manager.spawn_essential_handle(),
		registry,
		metrics: metrics.clone(),
	});
	task_manager.spawn_handle().spawn(
		"deferred-blocks",
		Some("block-import"),
		deferred.retry(import_queue.service()),
	);

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Other { block_import, grandpa_link, caches, metrics, telemetry },
	})
}

/// Checks that the database is empty or begins with the genesis block of the chain specification:
/// the SDK would go on with whatever chain it finds.
fn ensure_same_chain(
	config: &Configuration,
	backend: &Arc<Backend>,
	genesis: &Storage,
	executor: &Executor,
) -> Result<(), Error> {
	let found = backend.blockchain().info().genesis_hash;
	if found == Hash::default() {
		return Ok(());
	}
	let builder = GenesisBlockBuilder::<Block, _, _>::new_with_storage(
		genesis.clone(),
		false,
		backend.clone(),
		executor.clone(),
	)?;
	// The operation that comes with the block is dropped: nothing is written.
	let expected = builder.build_genesis_block()?.0.hash();
	if found == expected {
		return Ok(());
	}
	Err(Error::OtherChain {
		path: config.database.path().map(Into::into).unwrap_or_default(),
		chain: config.chain_spec.name().into(),
		found: format!("{found:?}"),
		expected: format!("{expected:?}"),
	})
}

/// Takes back what the engine and GRANDPA noted of the last `blocks` blocks, before these are taken
/// back.
///
/// # Errors
///
/// If the database fails.
pub(crate) fn revert_aux(
	client: Arc<Client>,
	backend: Arc<Backend>,
	blocks: BlockNumber,
) -> sc_cli::Result<()> {
	pillars_consensus::revert(&*client, &*backend, blocks)
		.map_err(|error| sc_cli::Error::Application(Box::new(error)))?;
	sc_consensus_grandpa::revert(client, blocks)?;
	Ok(())
}

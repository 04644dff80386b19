//! A running node.
//!
//! | file | what |
//! |---|---|
//! | `ports` | the addresses to listen on are free |
//! | `partial` | database, client, pool, block import and queue |
//! | `keys` | the keys for what the node is to do |
//! | `authoring` | which blocks it makes |
//! | `finality` | the GRANDPA voter |
//! | `informant` | a line from time to time |
//! | this file | all of it, put together with the network and the RPC server |

use crate::{
	error::Error,
	index::{self, Index},
	mining::{Mining, NodeToken},
	rpc,
};
use futures::FutureExt;
use pillars_consensus::authoring::{Author, AuthorParams};
use pillars_primitives::{opaque::Block, Hash};
use sc_client_api::Backend as _;
use sc_consensus_grandpa::SharedVoterState;
use sc_network::{config::FullNetworkConfiguration, NetworkBackend};
use sc_service::{
	BuildNetworkParams, Configuration, KeystoreContainer, PartialComponents, SpawnTasksParams,
	TaskManager, WarpSyncConfig,
};
use sc_telemetry::Telemetry;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

mod authoring;
mod finality;
pub(crate) mod informant;
mod keys;
mod partial;
pub(crate) mod ports;

pub(crate) use authoring::{Authoring, Dataset, SharedAuthor};
pub(crate) use partial::{partial, revert_aux, Backend, Client, Pool, SelectChain};

/// Starts a node, with an index of owners if it is to keep one. It runs until an essential task of it ends.
///
/// # Errors
///
/// If a part can not be started, or a key is missing for what it is to do.
pub(crate) fn run<N: NetworkBackend<Block, Hash>>(
	config: Configuration,
	authoring: Authoring,
	with_index: bool,
) -> Result<TaskManager, Error> {
	// A node that lacks a key must not begin a chain.
	keys::prepare(&KeystoreContainer::new(&config.keystore)?.keystore(), &authoring)?;
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: partial::Other { block_import, grandpa_link, caches, metrics, mut telemetry },
	} = partial(&config)?;
	let keystore = keystore_container.keystore();
	keys::prepare(&keystore, &authoring)?;
	let index = with_index.then(|| Index::open(&index::path(&config))).transpose()?.map(Arc::new);

	let registry = config.prometheus_registry().cloned();
	let mut net_config =
		FullNetworkConfiguration::<Block, Hash, N>::new(&config.network, registry.clone());
	let notification_metrics = N::register_notification_metrics(registry.as_ref());
	let grandpa_protocol = finality::Protocol::add_to::<N>(
		&mut net_config,
		&client,
		&config,
		notification_metrics.clone(),
	);
	let warp_sync = sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	);
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
			block_relay: None,
			metrics: notification_metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			enable_http_requests: true,
			custom_extensions: |_| Vec::new(),
		})
		.map_err(sc_service::Error::from)?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	if let Some(index) = &index {
		task_manager.spawn_handle().spawn_blocking(
			"owner-index",
			None,
			index::follow(index.clone(), client.clone(), backend.clone(), select_chain.clone()),
		);
	}

	let token = Arc::new(NodeToken::new(client.clone(), authoring.mst.clone()));
	let author = Author::new(AuthorParams {
		client: client.clone(),
		select_chain,
		env: sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			transaction_pool.clone(),
			registry.as_ref(),
			telemetry.as_ref().map(Telemetry::handle),
		),
		block_import,
		sync_oracle: sync_service.clone(),
		justification_sync_link: sync_service.clone(),
		keystore: keystore.clone(),
		caches,
		stake_offline: config.force_authoring,
		token: token.clone(),
		metrics,
	});
	let mining = Arc::new(Mining::new(client.clone(), authoring.clone(), author.clone(), token));

	let voter_state = SharedVoterState::empty();
	let voter = finality::Voter::new(&config, keystore.clone(), voter_state.clone());
	let rpc_builder = rpc::builder(rpc::Deps {
		client: client.clone(),
		backend: backend.clone(),
		mining: mining.clone(),
		pool: transaction_pool.clone(),
		index,
		voter_state,
		authority_set: grandpa_link.shared_authority_set().clone(),
		justifications: grandpa_link.justification_stream(),
	});
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore,
		transaction_pool: transaction_pool.clone(),
		rpc_builder,
		network: Arc::new(network.clone()),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	task_manager.spawn_handle().spawn(
		"pillars-informant",
		None,
		informant::run(client, sync_service.clone()),
	);
	let miner = authoring::start(&authoring, &author, &transaction_pool, &task_manager)?;
	miner.into_iter().for_each(|miner| mining.started(miner));

	if let Some(voter) = voter {
		voter.start(
			&task_manager,
			finality::VoterParts {
				link: grandpa_link,
				network,
				sync: sync_service,
				protocol: grandpa_protocol,
				registry,
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				pool: transaction_pool,
			},
		)?;
	}
	Ok(task_manager)
}

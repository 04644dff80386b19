//! The GRANDPA voter.

use super::partial::{Client, Pool, SelectChain, JUSTIFICATION_PERIOD};
use crate::error::Error;
use pillars_primitives::{opaque::Block, Hash};
use sc_consensus_grandpa::{
	grandpa_peers_set_config, protocol_standard_name, run_grandpa_voter, Config, GrandpaParams,
	LinkHalf, SharedVoterState, VotingRulesBuilder,
};
use sc_network::{
	config::FullNetworkConfiguration,
	service::{traits::NetworkService, NotificationMetrics},
	types::ProtocolName,
	NetworkBackend, NotificationService,
};
use sc_network_sync::SyncingService;
use sc_service::{ChainType, Configuration, TaskManager};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_blockchain::HeaderBackend;
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;

/// How long a vote takes to reach everybody, as GRANDPA assumes. A round takes two to four times as long.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);
/// The same on a development chain, where one node votes alone and a vote has no way to go. There blocks can come
/// four a second for some seconds; with rounds of a second, finality would be a dozen blocks behind.
const DEV_GOSSIP_DURATION: Duration = Duration::from_millis(50);

/// The network protocol of the votes.
pub(crate) struct Protocol {
	name: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

impl Protocol {
	/// Adds it to the configuration of the network.
	pub(crate) fn add_to<N: NetworkBackend<Block, Hash>>(
		net_config: &mut FullNetworkConfiguration<Block, Hash, N>,
		client: &Client,
		config: &Configuration,
		metrics: NotificationMetrics,
	) -> Self {
		let name = protocol_standard_name(&client.info().genesis_hash, &config.chain_spec);
		let (protocol, notifications) =
			grandpa_peers_set_config::<_, N>(name.clone(), metrics, net_config.peer_store_handle());
		net_config.add_notification_protocol(protocol);
		Self { name, notifications }
	}
}

/// What the voter takes from the configuration before that is given away.
pub(crate) struct Voter {
	name: String,
	gossip_duration: Duration,
	role: sc_network::config::Role,
	keystore: Option<KeystorePtr>,
	state: SharedVoterState,
}

/// What the voter takes from the running node.
pub(crate) struct VoterParts {
	/// From the block import.
	pub(crate) link: LinkHalf<Block, Client, SelectChain>,
	/// The network.
	pub(crate) network: Arc<dyn NetworkService>,
	/// The synchronisation.
	pub(crate) sync: Arc<SyncingService<Block>>,
	/// The protocol of the votes.
	pub(crate) protocol: Protocol,
	/// For metrics.
	pub(crate) registry: Option<Registry>,
	/// For telemetry.
	pub(crate) telemetry: Option<TelemetryHandle>,
	/// For reports.
	pub(crate) pool: Arc<Pool>,
}

impl Voter {
	/// None with `--no-grandpa`. Whoever is no authority follows the votes without casting any.
	pub(crate) fn new(
		config: &Configuration,
		keystore: KeystorePtr,
		state: SharedVoterState,
	) -> Option<Self> {
		(!config.disable_grandpa).then(|| Self {
			name: config.network.node_name.clone(),
			gossip_duration: match config.chain_spec.chain_type() {
				ChainType::Development => DEV_GOSSIP_DURATION,
				_ => GOSSIP_DURATION,
			},
			role: config.role,
			keystore: config.role.is_authority().then_some(keystore),
			state,
		})
	}

	/// Starts it. If it ends, so does the node.
	///
	/// # Errors
	///
	/// If its data in the database can not be read.
	pub(crate) fn start(self, tasks: &TaskManager, parts: VoterParts) -> Result<(), Error> {
		let params = GrandpaParams {
			config: Config {
				gossip_duration: self.gossip_duration,
				justification_generation_period: JUSTIFICATION_PERIOD,
				observer_enabled: false,
				local_role: self.role,
				name: Some(self.name),
				keystore: self.keystore,
				telemetry: parts.telemetry.clone(),
				protocol_name: parts.protocol.name,
			},
			link: parts.link,
			network: parts.network,
			sync: parts.sync,
			notification_service: parts.protocol.notifications,
			voting_rule: VotingRulesBuilder::default().build(),
			prometheus_registry: parts.registry,
			shared_voter_state: self.state,
			telemetry: parts.telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(parts.pool),
		};
		tasks.spawn_essential_handle().spawn_blocking(
			"grandpa-voter",
			None,
			run_grandpa_voter(params)?,
		);
		Ok(())
	}
}

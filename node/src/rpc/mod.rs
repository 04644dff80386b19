//! What the node answers over JSON-RPC beside the SDK's own methods.

mod hybrid;
pub(crate) mod mining;
mod status;
pub(crate) mod utxo;

use crate::{
	index::Index,
	mining::Mining,
	service::{Backend, Client, Pool},
};
use hybrid::{Hybrid, HybridApiServer};
use jsonrpsee::RpcModule;
use mining::{MiningApiServer, MiningRpc};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use pillars_primitives::{opaque::Block, BlockNumber, Hash};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};
use utxo::{Utxo, UtxoApiServer};

/// What the methods need.
pub(crate) struct Deps {
	/// The client.
	pub(crate) client: Arc<Client>,
	/// The database.
	pub(crate) backend: Arc<Backend>,
	/// The authors.
	pub(crate) mining: Arc<Mining>,
	/// The transaction pool.
	pub(crate) pool: Arc<Pool>,
	/// The index of owners, if the node keeps one.
	pub(crate) index: Option<Arc<Index>>,
	/// Where the finality votes stand.
	pub(crate) voter_state: SharedVoterState,
	/// Who votes.
	pub(crate) authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Proofs of finality as they come.
	pub(crate) justifications: GrandpaJustificationStream<Block>,
}

/// Makes a module of methods for each listener.
pub(crate) type Builder =
	Box<dyn Fn(SubscriptionTaskExecutor) -> Result<RpcModule<()>, sc_service::Error>>;

/// The methods over these parts of the node.
pub(crate) fn builder(deps: Deps) -> Builder {
	let proofs = FinalityProofProvider::new_for_service(
		deps.backend.clone(),
		Some(deps.authority_set.clone()),
	);
	Box::new(move |executor| {
		let mut module = RpcModule::new(());
		let failed = |error| sc_service::Error::Application(Box::new(error));
		module
			.merge(System::new(deps.client.clone(), deps.pool.clone()).into_rpc())
			.map_err(failed)?;
		module.merge(TransactionPayment::new(deps.client.clone()).into_rpc()).map_err(failed)?;
		let grandpa = Grandpa::new(
			executor,
			deps.authority_set.clone(),
			deps.voter_state.clone(),
			deps.justifications.clone(),
			proofs.clone(),
		);
		module.merge(grandpa.into_rpc()).map_err(failed)?;
		let hybrid = Hybrid::new(deps.client.clone(), deps.voter_state.clone());
		module.merge(hybrid.into_rpc()).map_err(failed)?;
		module.merge(MiningRpc(deps.mining.clone()).into_rpc()).map_err(failed)?;
		let utxo = Utxo::new(deps.index.clone(), deps.client.clone(), deps.pool.clone());
		module.merge(utxo.into_rpc()).map_err(failed)?;
		Ok(module)
	})
}

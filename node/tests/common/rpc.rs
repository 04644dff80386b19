//! The questions that the tests ask a node.

use super::{seconds, wait_for};
use jsonrpsee::{
	core::{client::ClientT, traits::ToRpcParams},
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use pillars_primitives::{BlockNumber, Hash, Header};
use serde::{de::DeserializeOwned, Deserialize};
use std::time::Duration;

/// Longest time for a few blocks.
const BLOCKS_LIMIT: Duration = seconds(180);

/// A connection to a node. Every method panics if the node does not answer.
pub(crate) struct Rpc(WsClient);

/// The part of the answer of `hybrid_status` that the tests look at.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
	weight: String,
	/// The best block.
	pub(crate) best_hash: Hash,
	/// Its height.
	pub(crate) best_number: BlockNumber,
	/// Where finality stands.
	pub(crate) finality: Finality,
}

/// Where finality stands.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Finality {
	/// The last finalised block.
	pub(crate) hash: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
	/// How many blocks it is behind the best.
	pub(crate) lag: BlockNumber,
	/// Why.
	pub(crate) reason: String,
}

impl Status {
	/// Weight of the chain.
	pub(crate) fn weight(&self) -> u128 {
		self.weight.parse().unwrap()
	}
}

impl Rpc {
	/// Connects, if somebody listens.
	pub(crate) async fn connect(url: &str) -> Option<Self> {
		WsClientBuilder::default().build(url).await.ok().map(Self)
	}

	/// Where the consensus stands.
	pub(crate) async fn status(&self) -> Status {
		self.call("hybrid_status", rpc_params![]).await
	}

	/// Waits until the chain is finalised up to this height.
	pub(crate) async fn finalised(&self, number: BlockNumber) -> Status {
		wait_for("finality", BLOCKS_LIMIT, async || {
			let status = self.status().await;
			(status.finality.number >= number).then_some(status)
		})
		.await
	}

	/// The hash of the block at this height on the best chain.
	pub(crate) async fn hash(&self, number: BlockNumber) -> Option<Hash> {
		self.call("chain_getBlockHash", rpc_params![number]).await
	}

	/// The header of this block, if it is in the database.
	pub(crate) async fn header(&self, hash: Hash) -> Option<Header> {
		self.call("chain_getHeader", rpc_params![hash]).await
	}

	/// The name of the node in the network.
	pub(crate) async fn peer_id(&self) -> String {
		self.call("system_localPeerId", rpc_params![]).await
	}

	async fn call<T: DeserializeOwned>(
		&self,
		method: &str,
		parameters: impl ToRpcParams + Send,
	) -> T {
		let answer = self.0.request(method, parameters).await;
		answer.unwrap_or_else(|error| panic!("{method}: {error}"))
	}
}

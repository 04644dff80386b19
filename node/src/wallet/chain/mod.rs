//! The node at the other end: the connection, and what is asked of it.
//!
//! | file | what |
//! |---|---|
//! | `state` | reads of the chain's state and calls of the runtime |
//! | `index` | the `utxo_*` methods, each answer checked against the state |
//! | `submit` | sends a transaction and follows it into a block |
//! | `node` | what is asked of the node itself: keys, mining |
//! | `explain` | errors of the runtime as text |

mod explain;
mod index;
mod node;
mod state;
mod submit;

pub(crate) use explain::{call_name, explain};
pub(crate) use state::{Head, State};
pub(crate) use submit::{Included, Wait};

use super::error::WalletError;
use jsonrpsee::{
	core::{
		client::{ClientT, Error as ClientError},
		traits::ToRpcParams,
	},
	rpc_params,
	types::error::METHOD_NOT_FOUND_CODE,
	ws_client::{WsClient, WsClientBuilder},
};
use pillars_primitives::{Hash, Header};
use serde::{de::DeserializeOwned, Deserialize};
use std::time::Duration;

/// Longest wait for a connection and for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Most bytes of an answer: a full block in hex, and more than a node sends unless told to.
const MAX_RESPONSE: u32 = 16 * 1024 * 1024;

/// A connection to a node of a chain that this wallet makes transactions for.
pub(crate) struct Chain {
	client: WsClient,
	/// Hash of the chain's first block; every signature commits to it.
	pub(crate) genesis: Hash,
	/// The chain's name, as the node tells it.
	pub(crate) name: String,
}

/// The part of a runtime's version that transactions depend on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
	spec_name: String,
	spec_version: u32,
	transaction_version: u32,
}

impl std::fmt::Display for Version {
	fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
		let Self { spec_name, spec_version, transaction_version } = self;
		write!(f, "{spec_name} {spec_version} (transactions {transaction_version})")
	}
}

impl Version {
	fn of_this_binary() -> Self {
		let version = pillars_runtime::VERSION;
		Self {
			spec_name: version.spec_name.into(),
			spec_version: version.spec_version,
			transaction_version: version.transaction_version,
		}
	}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Health {
	is_syncing: bool,
}

impl Chain {
	/// Connects to the node at `url` and checks that it is on a chain that this wallet can sign for; if `genesis` is
	/// given, on that one.
	///
	/// # Errors
	///
	/// [`WalletError::Connect`], [`WalletError::OtherGenesis`], [`WalletError::OtherRuntime`].
	pub(crate) async fn connect(url: &str, genesis: Option<Hash>) -> Result<Self, WalletError> {
		let refused = |error: ClientError| WalletError::Connect {
			url: url.into(),
			reason: error.to_string(),
		};
		let client = WsClientBuilder::default()
			.connection_timeout(PATIENCE)
			.request_timeout(PATIENCE)
			.max_response_size(MAX_RESPONSE)
			.build(url)
			.await
			.map_err(refused)?;
		let mut chain = Self { client, genesis: Hash::zero(), name: String::new() };
		chain.genesis = chain.first_block().await?;
		if let Some(expected) = genesis.filter(|expected| *expected != chain.genesis) {
			return Err(WalletError::OtherGenesis { expected, found: chain.genesis });
		}
		chain.check_version().await?;
		chain.name = chain.ask("system_chain", rpc_params![]).await?;
		let health: Health = chain.ask("system_health", rpc_params![]).await?;
		if health.is_syncing {
			eprintln!("Warning: the node is still catching up, what it tells may be old");
		}
		Ok(chain)
	}

	/// The hash of the first block, which must be that of its header.
	async fn first_block(&self) -> Result<Hash, WalletError> {
		const METHOD: &str = "chain_getBlockHash";
		let hash: Option<Hash> = self.ask(METHOD, rpc_params![0u32]).await?;
		let hash = hash.ok_or(WalletError::Unreadable(METHOD))?;
		let header: Option<Header> = self.ask("chain_getHeader", rpc_params![hash]).await?;
		match header {
			Some(header) if header.number == 0 && header.hash() == hash => Ok(hash),
			_ => Err(WalletError::Unreadable("chain_getHeader")),
		}
	}

	/// # Errors
	///
	/// [`WalletError::OtherRuntime`].
	async fn check_version(&self) -> Result<(), WalletError> {
		let found: Version = self.ask("state_getRuntimeVersion", rpc_params![]).await?;
		let expected = Version::of_this_binary();
		if found != expected {
			return Err(WalletError::OtherRuntime {
				expected: expected.to_string(),
				found: found.to_string(),
			});
		}
		Ok(())
	}

	/// Asks the node.
	async fn ask<T: DeserializeOwned>(
		&self,
		method: &'static str,
		parameters: impl ToRpcParams + Send,
	) -> Result<T, WalletError> {
		self.client.request(method, parameters).await.map_err(|error| failed(method, error))
	}
}

/// What an answer that is none means.
fn failed(method: &'static str, error: ClientError) -> WalletError {
	match error {
		ClientError::Call(error) if error.code() == METHOD_NOT_FOUND_CODE => {
			// As sc-rpc tells that a method is not for everybody.
			match error.message().contains("unsafe") {
				true => WalletError::Unsafe(method),
				false => WalletError::NoMethod(method),
			}
		},
		ClientError::Call(error) => {
			let data = error.data().map(|data| data.get().trim_matches('"')).unwrap_or_default();
			let colon = if data.is_empty() { "" } else { ": " };
			WalletError::Rpc { method, reason: format!("{}{colon}{data}", error.message()) }
		},
		ClientError::ParseError(_) => WalletError::Unreadable(method),
		other => WalletError::Rpc { method, reason: other.to_string() },
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use jsonrpsee::types::ErrorObjectOwned;

	#[test]
	fn the_version_is_read_from_what_a_node_tells() {
		let told = serde_json::to_value(pillars_runtime::VERSION).unwrap();
		let version: Version = serde_json::from_value(told).unwrap();
		assert_eq!(version, Version::of_this_binary());
		assert_eq!(version.to_string(), "pillars 1 (transactions 1)");
	}

	#[test]
	fn refusals_are_told_with_their_reason() {
		let error =
			|code, data: Option<&str>| ClientError::Call(ErrorObjectOwned::owned(code, "No", data));
		let line = |error| failed("some_method", error).to_string();
		assert_eq!(line(error(5, None)), "the node refuses some_method: No");
		assert_eq!(line(error(5, Some("busy"))), "the node refuses some_method: No: busy");
		assert!(line(error(METHOD_NOT_FOUND_CODE, None)).contains("no method some_method"));
		let denied = ErrorObjectOwned::from(sc_rpc_api::UnsafeRpcError);
		assert!(line(ClientError::Call(denied)).contains("on its own machine"));
	}
}

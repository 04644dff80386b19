//! What is asked of the node itself: for keys, and what it mines.

use super::Chain;
use crate::{
	rpc::mining::{MinedToken, MiningInfo},
	wallet::error::WalletError,
};
use codec::Encode;
use jsonrpsee::rpc_params;
use pillars_primitives::AccountId;
use sc_rpc_api::author::GeneratedSessionKeys;
use sp_core::Bytes;

impl Chain {
	/// Has the node make new keys for a witness. They are in its keystore then, and the answer proves to the chain
	/// that they are there for this account.
	///
	/// # Errors
	///
	/// [`WalletError::Unsafe`], or if the node does not answer.
	pub(crate) async fn rotate_keys(
		&self,
		owner: &AccountId,
	) -> Result<GeneratedSessionKeys, WalletError> {
		self.ask("author_rotateKeysWithOwner", rpc_params![Bytes(owner.encode())]).await
	}

	/// What the node does to make blocks.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn mining_info(&self) -> Result<MiningInfo, WalletError> {
		self.ask("mining_info", rpc_params![]).await
	}

	/// Has the node mine another token along with its blocks, or none.
	///
	/// # Errors
	///
	/// [`WalletError::Unsafe`], or if the node does not answer.
	pub(crate) async fn set_mined_token(
		&self,
		symbol: Option<&str>,
	) -> Result<Option<MinedToken>, WalletError> {
		self.ask("mining_setMst", rpc_params![symbol]).await
	}
}

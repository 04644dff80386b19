//! `mining_*`: the node's own part in making blocks.

use super::utxo::json::Amount;
use crate::mining::{parse_symbol, Finding, Mining, TokenState};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
	types::{
		error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
		ErrorObjectOwned,
	},
	Extensions,
};
use pillars_consensus::authoring::{CoinSum, StakeCoins};
use pillars_ledger::Asset;
use pillars_rules::Kind;
use sc_rpc_api::check_if_safe;
use serde::{Deserialize, Serialize};
use sp_core::crypto::Ss58Codec;
use std::sync::Arc;

/// The token that is mined along with blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MinedToken {
	/// Its symbol.
	pub(crate) symbol: String,
	/// Its number, if there is one of this symbol.
	pub(crate) asset: Option<Asset>,
	/// Whether the next block earns of it.
	pub(crate) pays: bool,
	/// Where it stands.
	pub(crate) state: TokenState,
	/// What the next block earns if it is a `Pow` or `Pos` block, in its smallest units.
	pub(crate) next_reward: Amount,
}

impl From<(String, Finding)> for MinedToken {
	fn from((symbol, finding): (String, Finding)) -> Self {
		let Finding { state, asset, next_reward } = finding;
		let pays = state == TokenState::Pays;
		Self { symbol, asset, pays, state, next_reward: Amount(next_reward) }
	}
}

/// Coins and their sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Coins {
	/// How many.
	pub(crate) coins: u64,
	/// What they hold together, in satoshi.
	pub(crate) amount: Amount,
}

impl From<CoinSum> for Coins {
	fn from(CoinSum { coins, amount }: CoinSum) -> Self {
		Self { coins, amount: Amount(amount) }
	}
}

/// The coins of the stakers, of at least 1 000 ETP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stakes {
	/// May stake in the next block.
	pub(crate) available: Coins,
	/// Are not old enough.
	pub(crate) maturing: Coins,
}

impl From<StakeCoins> for Stakes {
	fn from(StakeCoins { available, maturing }: StakeCoins) -> Self {
		Self { available: available.into(), maturing: maturing.into() }
	}
}

/// What the node does to make blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MiningInfo {
	/// The kinds of blocks that it makes when it can: `pow`, `pos`, `dpos`.
	pub(crate) kinds: Vec<String>,
	/// Whom mined blocks are credited to, as an SS58 address; none if it does not mine.
	pub(crate) payee: Option<String>,
	/// Hashes a second of its own miner.
	pub(crate) hashrate: u64,
	/// The token that is mined along with all blocks.
	pub(crate) mst: Option<MinedToken>,
	/// What the stakers had at most some seconds ago; none if it does not stake, or can not tell.
	pub(crate) stake: Option<Stakes>,
}

/// The methods.
#[rpc(server)]
pub(crate) trait MiningApi {
	/// What the node does to make blocks.
	#[method(name = "mining_info")]
	async fn info(&self) -> RpcResult<MiningInfo>;

	/// Has the token of this symbol mined along with all blocks of the node from the next one on, or none if null.
	/// Answers what is known of it. Unsafe: not for everybody.
	#[method(name = "mining_setMst", with_extensions, blocking)]
	fn set_mst(&self, symbol: Option<String>) -> RpcResult<Option<MinedToken>>;
}

/// Answers for this node.
pub(super) struct MiningRpc(pub(super) Arc<Mining>);

#[async_trait]
impl MiningApiServer for MiningRpc {
	async fn info(&self) -> RpcResult<MiningInfo> {
		let mining = &self.0;
		let stake = mining.stake_coins().await;
		Ok(MiningInfo {
			kinds: mining.kinds().into_iter().map(name).map(String::from).collect(),
			payee: mining.payee().map(Ss58Codec::to_ss58check),
			hashrate: mining.hashrate(),
			mst: mining.token().map_err(internal)?.map(MinedToken::from),
			stake: stake.map(Stakes::from),
		})
	}

	fn set_mst(
		&self,
		extensions: &Extensions,
		symbol: Option<String>,
	) -> RpcResult<Option<MinedToken>> {
		check_if_safe(extensions)?;
		let symbol =
			symbol.as_deref().map(parse_symbol).transpose().map_err(|reason| {
				ErrorObjectOwned::owned(INVALID_PARAMS_CODE, reason, None::<()>)
			})?;
		self.0.set_token(symbol);
		Ok(self.0.token().map_err(internal)?.map(MinedToken::from))
	}
}

const fn name(kind: Kind) -> &'static str {
	match kind {
		Kind::Pow => "pow",
		Kind::Pos => "pos",
		Kind::Dpos => "dpos",
	}
}

fn internal(error: impl std::fmt::Display) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(INTERNAL_ERROR_CODE, error.to_string(), None::<()>)
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn amounts_are_decimal_strings_and_names_in_camel_case() {
		let finding = Finding { state: TokenState::Pays, asset: Some(7), next_reward: u128::MAX };
		let sum = |coins, amount| CoinSum { coins, amount };
		let info = MiningInfo {
			kinds: Kind::ALL.map(name).map(String::from).to_vec(),
			payee: None,
			hashrate: 120,
			mst: Some(("GOLD".to_string(), finding).into()),
			stake: Some(StakeCoins { available: sum(2, 5), maturing: sum(0, 0) }.into()),
		};
		let told = serde_json::to_value(&info).unwrap();
		assert_eq!(told["mst"]["nextReward"], "340282366920938463463374607431768211455");
		assert_eq!(told["mst"]["state"], "pays");
		assert_eq!(told["stake"]["available"], json!({ "coins": 2, "amount": "5" }));
		assert_eq!(told["kinds"].as_array().unwrap().len(), 3);
		assert_eq!(serde_json::from_value::<MiningInfo>(told).unwrap(), info);
	}

	#[test]
	fn a_token_that_does_not_pay_says_why() {
		let finding = Finding { state: TokenState::Unknown, asset: None, next_reward: 0 };
		let told = serde_json::to_value(MinedToken::from(("GOLD".into(), finding))).unwrap();
		assert_eq!(
			told,
			json!({
				"symbol": "GOLD",
				"asset": null,
				"pays": false,
				"state": "unknown",
				"nextReward": "0",
			})
		);
	}
}

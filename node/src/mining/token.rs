//! The token (MST) that the node mines along with its blocks. It is known by its symbol, which is looked up in the state
//! of each parent: it may be issued, exhausted, or gone with a fork meanwhile.

use crate::service::Client;
use codec::{DecodeAll, Encode};
use frame_support::view_functions::{runtime_api::RuntimeViewFunction, ViewFunction};
use pallet_mst_mining::{MiningInfo, MiningViewFunction};
use parking_lot::Mutex;
use pillars_consensus::authoring::MinedToken;
use pillars_ledger::{check_symbol, Asset, LedgerApi};
use pillars_primitives::{Balance, Hash};
use pillars_runtime::Runtime;
use serde::{Deserialize, Serialize};
use sp_api::{ApiError, ProvideRuntimeApi};
use std::sync::Arc;

/// Where a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum TokenState {
	/// The next block earns of it.
	Pays,
	/// There is none of this symbol.
	Unknown,
	/// Blocks do not earn it.
	NotMineable,
	/// Nothing is left to earn.
	Exhausted,
}

/// What is found of a token in the state after a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finding {
	/// Where it stands.
	pub(crate) state: TokenState,
	/// Its number, if there is one.
	pub(crate) asset: Option<Asset>,
	/// What the next block earns if it is a `Pow` or `Pos` block, in its smallest units.
	pub(crate) next_reward: Balance,
}

impl Finding {
	/// Of a token of this number, if there is one, which is mined so, if it is.
	fn of(asset: Option<Asset>, mining: Option<MiningInfo>) -> Self {
		let next_reward = mining.map_or(0, |mining| mining.next_reward);
		let state = match (asset, mining) {
			(None, _) => TokenState::Unknown,
			(_, None) => TokenState::NotMineable,
			_ if next_reward == 0 => TokenState::Exhausted,
			_ => TokenState::Pays,
		};
		Self { state, asset, next_reward }
	}

	/// The token that a coinbase is to name: only one that pays.
	fn named(&self) -> Option<Asset> {
		self.asset.filter(|_| self.state == TokenState::Pays)
	}
}

/// Knows tokens by their symbols.
pub(crate) trait Registry: Send + Sync {
	/// What is known of a token in the state after the block `at`.
	///
	/// # Errors
	///
	/// If the state can not be asked.
	fn find(&self, symbol: &str, at: Hash) -> Result<Finding, ApiError>;
}

impl Registry for Client {
	fn find(&self, symbol: &str, at: Hash) -> Result<Finding, ApiError> {
		let api = self.runtime_api();
		let found = api.asset_by_symbol(at, symbol.as_bytes().to_vec())?;
		let Some(asset) = found.map(|info| info.id) else { return Ok(Finding::of(None, None)) };
		let function = MiningViewFunction::<Runtime>::new(asset);
		let id = MiningViewFunction::<Runtime>::id();
		let answer = api.execute_view_function(at, id, function.encode())?;
		let answer = answer.map_err(|error| ApiError::Application(format!("{error:?}").into()))?;
		let mining = Option::<MiningInfo>::decode_all(&mut &answer[..]);
		let mining = mining.map_err(|error| ApiError::FailedToDecodeReturnValue {
			function: "mining",
			error,
			raw: answer.clone(),
		})?;
		Ok(Finding::of(Some(asset), mining))
	}
}

/// A token, if one is to be mined, and what was told of it.
#[derive(Debug, Default)]
struct Choice {
	symbol: Option<String>,
	told: Option<TokenState>,
}

impl Choice {
	/// What is to be told of a finding, unless that was told before.
	fn news(&mut self, symbol: &str, state: TokenState) -> Option<String> {
		// Another one may have been chosen meanwhile.
		if self.symbol.as_deref() != Some(symbol) || self.told == Some(state) {
			return None;
		}
		self.told = Some(state);
		Some(match state {
			TokenState::Pays => format!("Mining the token {symbol} along with all blocks"),
			TokenState::Unknown => {
				format!("There is no token {symbol}: blocks are made without it until there is")
			},
			TokenState::NotMineable => {
				format!("The token {symbol} can not be mined: blocks are made without it")
			},
			TokenState::Exhausted => {
				format!("Nothing is left to mine of the token {symbol}: blocks are made without it")
			},
		})
	}
}

/// The token that a node mines along with its blocks.
pub(crate) struct Token<R> {
	registry: Arc<R>,
	choice: Mutex<Choice>,
}

impl<R: Registry> Token<R> {
	/// The one of this symbol, or none.
	pub(crate) fn new(registry: Arc<R>, symbol: Option<String>) -> Self {
		Self { registry, choice: Mutex::new(Choice { symbol, told: None }) }
	}

	/// Takes another one, or none.
	pub(crate) fn set(&self, symbol: Option<String>) {
		let mut choice = self.choice.lock();
		if symbol.is_none() && choice.symbol.is_some() {
			log::info!(target: "pillars::pow", "No token is mined along with blocks any more");
		}
		*choice = Choice { symbol, told: None };
	}

	/// What is known of it in the state after the block `at`; nothing if there is none.
	///
	/// # Errors
	///
	/// If the state can not be asked.
	pub(crate) fn look(&self, at: Hash) -> Result<Option<(String, Finding)>, ApiError> {
		// Not held while the runtime is asked.
		let symbol = self.choice.lock().symbol.clone();
		let Some(symbol) = symbol else { return Ok(None) };
		let finding = self.registry.find(&symbol, at)?;
		Ok(Some((symbol, finding)))
	}
}

impl<R: Registry> MinedToken for Token<R> {
	fn at(&self, parent: Hash) -> Option<Asset> {
		let (symbol, finding) = match self.look(parent) {
			Ok(found) => found?,
			Err(error) => {
				log::debug!(target: "pillars::pow", "The token mined can not be looked up: {error}");
				return None;
			},
		};
		if let Some(line) = self.choice.lock().news(&symbol, finding.state) {
			let is_good = finding.state == TokenState::Pays;
			let level = if is_good { log::Level::Info } else { log::Level::Warn };
			log::log!(target: "pillars::pow", level, "{line}");
		}
		finding.named()
	}
}

/// The symbol of a token.
///
/// # Errors
///
/// What is wrong with the text.
pub(crate) fn parse_symbol(text: &str) -> Result<String, String> {
	match check_symbol(text.as_bytes()) {
		Ok(()) => Ok(text.into()),
		Err(_) => Err("not the symbol of a token: labels of A-Z and 0-9 with dots between them, \
		               1 to 64 signs, not ETP"
			.into()),
	}
}

#[cfg(test)]
mod tests;

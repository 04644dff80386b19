//! The `utxo_*` methods. They are asked where coins are; what the coins hold is taken from the state only.

use super::{Chain, Head, State};
use crate::{
	rpc::utxo::{
		answers::{Balances, Filter, HistoryPage, Selection, Transaction, UnspentPage},
		json::{self, Amount},
	},
	wallet::{amount, coins::Input, error::WalletError, names::Names},
};
use futures_timer::Delay;
use jsonrpsee::{core::params::ArrayParams, rpc_params};
use pillars_ledger::{check_unlocked, Asset, MitId, OutPoint, Unspent, Value};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
use serde::de::DeserializeOwned;
use sp_core::{crypto::Ss58Codec, H256};
use std::time::Duration;

/// How often the index is asked before its answer counts as wrong: it follows the best block at a short distance.
const ATTEMPTS: usize = 40;
/// Time between.
const PAUSE: Duration = Duration::from_millis(250);
/// What is said when it never got there.
const LATE: &str = "Warning: the index of the node does not keep up, what it tells is old";
/// Outputs in a page.
const PAGE: u32 = 1_000;

impl Chain {
	/// What an owner (an account, or the hash of a policy) holds, as the index tells it.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn balances(&self, owner: &str) -> Result<Balances, WalletError> {
		let at = |found: &Balances| (found.indexed_height, found.indexed_hash);
		self.ask_index("utxo_balance", rpc_params![owner], at).await
	}

	/// A page of the unspent outputs of an owner, as the index tells it.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn unspent_page(
		&self,
		owner: &str,
		filter: &Filter,
		cursor: Option<String>,
	) -> Result<UnspentPage, WalletError> {
		let at = |found: &UnspentPage| (found.indexed_height, found.indexed_hash);
		self.ask_index("utxo_unspent", rpc_params![owner, filter, cursor, PAGE], at).await
	}

	/// A page of the transactions of an owner, the last ones first, as the index tells it.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn history(
		&self,
		owner: &str,
		cursor: Option<String>,
		limit: u32,
	) -> Result<HistoryPage, WalletError> {
		let at = |found: &HistoryPage| (found.indexed_height, found.indexed_hash);
		self.ask_index("utxo_history", rpc_params![owner, cursor, limit], at).await
	}

	/// A transaction in a block, as the index tells it; none if it knows none of this id.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn transaction(&self, txid: H256) -> Result<Option<Transaction>, WalletError> {
		self.ask("utxo_transaction", rpc_params![txid]).await
	}

	/// Asks until the index stands at the block that is the best one now, or at a later one.
	async fn ask_index<T: DeserializeOwned>(
		&self,
		method: &'static str,
		parameters: ArrayParams,
		at: impl Fn(&T) -> (BlockNumber, Hash),
	) -> Result<T, WalletError> {
		for _ in 0..ATTEMPTS {
			// The best block may have been replaced by another of its height.
			let best = self.best().await?.head;
			let answer: T = self.ask(method, parameters.clone()).await?;
			if keeps_up(at(&answer), best) {
				return Ok(answer);
			}
			Delay::new(PAUSE).await;
		}
		eprintln!("{LATE}");
		self.ask(method, parameters).await
	}

	/// Coins of the owner that it may spend in the next block, each checked against the state: together they are
	/// worth at least the amount.
	///
	/// # Errors
	///
	/// [`WalletError::NotEnough`], [`WalletError::TooManyCoins`], [`WalletError::IndexDiffers`].
	pub(crate) async fn select(
		&self,
		owner: &AccountId,
		asset: Asset,
		wanted: Balance,
	) -> Result<Vec<Input>, WalletError> {
		let mut last = WalletError::Unreadable("utxo_select");
		for _ in 0..ATTEMPTS {
			let address = owner.to_ss58check();
			let asked = self.ask("utxo_select", rpc_params![address, asset, Amount(wanted)]);
			let selection: Selection = asked.await?;
			let state = self.best().await?;
			match state.check_selection(owner, asset, wanted, &selection).await {
				Ok(inputs) => return Ok(inputs),
				// What is short may only be late.
				Err(error @ (WalletError::IndexDiffers(_) | WalletError::NotEnough { .. })) => {
					last = error;
				},
				Err(error) => return Err(error),
			}
			if keeps_up((selection.indexed_height, selection.indexed_hash), state.head) {
				if let WalletError::NotEnough { .. } = last {
					return Err(last);
				}
			}
			Delay::new(PAUSE).await;
		}
		eprintln!("{LATE}");
		Err(last)
	}

	/// Where all coins under a policy are.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn outpoints_of(&self, policy: &H256) -> Result<Vec<OutPoint>, WalletError> {
		let owner = format!("{policy:#x}");
		let filter = Filter::default();
		let (mut found, mut cursor) = (Vec::new(), None);
		loop {
			let page = self.unspent_page(&owner, &filter, cursor).await?;
			found.extend(page.coins.iter().map(outpoint));
			cursor = page.next;
			if cursor.is_none() {
				return Ok(found);
			}
		}
	}

	/// The output of the owner that holds a MIT.
	///
	/// # Errors
	///
	/// [`WalletError::MitElsewhere`].
	pub(crate) async fn mit_coin(
		&self,
		owner: &AccountId,
		mit: MitId,
		symbol: &str,
	) -> Result<Input, WalletError> {
		let address = owner.to_ss58check();
		let filter = Filter { mit: Some(true), ..Filter::default() };
		let is_it = |value: &json::Value| *value == json::Value::Unique { mit };
		let mut cursor = None;
		loop {
			let page = self.unspent_page(&address, &filter, cursor).await?;
			if let Some(found) = page.coins.iter().find(|coin| is_it(&coin.output.value)) {
				let outpoint = outpoint(found);
				let state = self.best().await?;
				let coin = state.coin(outpoint).await?;
				let fits = coin.output.value == Value::Unique(mit);
				return match state.own(owner, outpoint, coin).await {
					Ok(input) if fits => Ok(input),
					_ => Err(WalletError::IndexDiffers(outpoint)),
				};
			}
			cursor = match page.next {
				Some(next) => Some(next),
				None => return Err(WalletError::MitElsewhere(symbol.into(), address)),
			};
		}
	}
}

impl State<'_> {
	/// The coins of a selection as the state has them.
	async fn check_selection(
		&self,
		owner: &AccountId,
		asset: Asset,
		wanted: Balance,
		selection: &Selection,
	) -> Result<Vec<Input>, WalletError> {
		let outpoints = outpoints(selection);
		let coins = self.unspent(&outpoints).await?;
		let maturity = self.ledger("coinbase_maturity", ()).await?;
		let mut inputs = Vec::with_capacity(outpoints.len());
		let mut sum: Balance = 0;
		for (outpoint, coin) in outpoints.into_iter().zip(coins) {
			let coin = coin.ok_or(WalletError::IndexDiffers(outpoint))?;
			let Value::Coins { asset: of, amount } = coin.output.value else {
				return Err(WalletError::IndexDiffers(outpoint));
			};
			let input = self.own_with(owner, outpoint, coin, maturity)?;
			if of != asset {
				return Err(WalletError::IndexDiffers(outpoint));
			}
			sum = sum.saturating_add(amount);
			inputs.push(input);
		}
		match wanted.checked_sub(sum) {
			None | Some(0) => Ok(inputs),
			Some(_) if selection.limited => Err(WalletError::TooManyCoins),
			Some(missing) => {
				let names = Names::load(self, [asset], []).await?;
				Err(WalletError::NotEnough {
					owner: owner.to_ss58check(),
					amount: amount::format(missing, names.decimals(asset)),
					asset: names.symbol(asset),
				})
			},
		}
	}

	/// A coin that the signature of this owner unlocks in the next block.
	///
	/// # Errors
	///
	/// [`WalletError::IndexDiffers`] if it is not one.
	pub(crate) async fn own(
		&self,
		owner: &AccountId,
		outpoint: OutPoint,
		coin: Unspent,
	) -> Result<Input, WalletError> {
		let maturity = self.ledger("coinbase_maturity", ()).await?;
		self.own_with(owner, outpoint, coin, maturity)
	}

	fn own_with(
		&self,
		owner: &AccountId,
		outpoint: OutPoint,
		coin: Unspent,
		maturity: BlockNumber,
	) -> Result<Input, WalletError> {
		let owned = coin.output.lock.owner() == Some(owner);
		if !owned || check_unlocked(&coin, self.next(), maturity).is_err() {
			return Err(WalletError::IndexDiffers(outpoint));
		}
		Ok(Input::owned(outpoint, coin, owner.clone()))
	}
}

/// Whether the index stands at the best block or a later one.
fn keeps_up(at: (BlockNumber, Hash), best: Head) -> bool {
	let (height, hash) = at;
	height > best.number || (height == best.number && hash == best.hash)
}

fn outpoint(coin: &json::Coin) -> OutPoint {
	OutPoint { txid: coin.output.txid, index: coin.output.index }
}

fn outpoints(selection: &Selection) -> Vec<OutPoint> {
	selection.coins.iter().map(outpoint).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_index_must_stand_at_the_same_block_not_only_at_its_height() {
		let best = Head { hash: Hash::repeat_byte(1), number: 5 };
		assert!(keeps_up((5, best.hash), best));
		assert!(keeps_up((6, Hash::repeat_byte(2)), best));
		assert!(!keeps_up((5, Hash::repeat_byte(2)), best));
		assert!(!keeps_up((4, Hash::repeat_byte(3)), best));
	}
}

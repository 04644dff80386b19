//! `utxo_*`: the ledger by owner, from the node's index, and transactions that no account signs.
//!
//! | file | what |
//! |---|---|
//! | `json` | amounts, locks and outputs as JSON |
//! | `answers` | what the methods are asked and answer |
//! | `params` | what is made of the parameters |
//! | `submit` | from the parts of a transaction to an extrinsic |
//! | `error` | what is refused, with which code |
//!
//! An owner is the SS58 address of an account, or the hash of a policy in hex. Everything but `utxo_submit` is told of
//! the block at which the index stands (`indexedHeight`, `indexedHash`); what may be spent is told of the block that
//! comes next.
//!
//! What one question costs is bounded: pages have at most 1000 entries and look at 10 000 outputs, a selection as well,
//! a balance sums up a million outputs at most, and only so many questions are answered at a time.

pub(crate) mod answers;
mod error;
pub(crate) mod json;
mod params;
mod submit;

use crate::{
	index::{Clock, Index, IndexError, View},
	service::{Client, Pool},
};
use answers::{
	Balances, Created, Filter, HistoryPage, Selection, Submitted, Transaction, UnspentPage,
};
use json::{Amount, Output};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
};
use pillars_ledger::{Asset, LedgerApi};
use pillars_primitives::BlockNumber;
use sc_transaction_pool_api::{TransactionPool, TransactionSource};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::{Bytes, H256};
use std::sync::Arc;

/// The methods of the ledger.
#[rpc(server)]
pub(crate) trait UtxoApi {
	/// The unspent outputs of an owner, the oldest first, in pages of `limit` (1 to 1000, 100 unless given). `cursor`
	/// is the `next` of the page before. With a filter a page may be short, even empty, and still have a `next`.
	#[method(name = "utxo_unspent", blocking)]
	fn unspent(
		&self,
		owner: String,
		filter: Option<Filter>,
		cursor: Option<String>,
		limit: Option<u32>,
	) -> RpcResult<UnspentPage>;

	/// What an owner holds, by asset.
	#[method(name = "utxo_balance", blocking)]
	fn balance(&self, owner: String) -> RpcResult<Balances>;

	/// Spendable coins of an owner that hold at least an amount of an asset, as few as possible.
	#[method(name = "utxo_select", blocking)]
	fn select(&self, owner: String, asset: Asset, amount: Amount) -> RpcResult<Selection>;

	/// A transaction in a block; null if there is none of this id.
	#[method(name = "utxo_transaction", blocking)]
	fn transaction(&self, txid: H256) -> RpcResult<Option<Transaction>>;

	/// The transactions of an owner, the newest first, in pages as those of `utxo_unspent`.
	#[method(name = "utxo_history", blocking)]
	fn history(
		&self,
		owner: String,
		cursor: Option<String>,
		limit: Option<u32>,
	) -> RpcResult<HistoryPage>;

	/// Puts a transaction into the pool that its witnesses authorise: `tx` is a Transaction, `spent` the list of the
	/// Outputs that its inputs name, `witnesses` the list of its Witnesses, each SCALE-encoded.
	#[method(name = "utxo_submit")]
	async fn submit(&self, tx: Bytes, spent: Bytes, witnesses: Bytes) -> RpcResult<Submitted>;
}

/// Answers from the index.
pub(crate) struct Utxo {
	index: Option<Arc<Index>>,
	client: Arc<Client>,
	pool: Arc<Pool>,
}

impl Utxo {
	/// Over these parts of the node; without an index only `utxo_submit` works.
	pub(crate) fn new(index: Option<Arc<Index>>, client: Arc<Client>, pool: Arc<Pool>) -> Self {
		Self { index, client, pool }
	}

	fn look<T>(&self, look: impl FnOnce(&View<'_>) -> Result<T, IndexError>) -> RpcResult<T> {
		let index = self.index.as_ref().ok_or_else(error::index_off)?;
		index.read(look).map_err(error::of_index)
	}

	/// Blocks that an output of a coinbase has to wait, by the parameters in force.
	fn maturity(&self) -> RpcResult<BlockNumber> {
		let best = self.client.info().best_hash;
		self.client.runtime_api().coinbase_maturity(best).map_err(error::of_runtime)
	}
}

/// Of the block that comes next after the one at which the index stands.
fn clock(view: &View<'_>, coinbase_maturity: BlockNumber) -> Clock {
	Clock { now: view.tip().number.saturating_add(1), coinbase_maturity }
}

#[async_trait]
impl UtxoApiServer for Utxo {
	fn unspent(
		&self,
		owner: String,
		filter: Option<Filter>,
		cursor: Option<String>,
		limit: Option<u32>,
	) -> RpcResult<UnspentPage> {
		let owner = params::owner(&owner)?;
		let filter = filter.unwrap_or_default().into();
		let after = params::cursor(cursor.as_deref())?;
		let limit = usize::try_from(params::limit(limit)?).unwrap_or(usize::MAX);
		let maturity = self.maturity()?;
		self.look(|view| {
			let page = view.unspent(&owner, &filter, after, limit, clock(view, maturity))?;
			Ok(UnspentPage::new(view.tip(), page))
		})
	}

	fn balance(&self, owner: String) -> RpcResult<Balances> {
		let owner = params::owner(&owner)?;
		let maturity = self.maturity()?;
		self.look(|view| {
			let found = view.balance(&owner, clock(view, maturity))?;
			Ok(Balances::new(view.tip(), found))
		})
	}

	fn select(&self, owner: String, asset: Asset, amount: Amount) -> RpcResult<Selection> {
		let owner = params::owner(&owner)?;
		let amount = params::amount(amount)?;
		let maturity = self.maturity()?;
		self.look(|view| {
			let found = view.select(&owner, asset, amount, clock(view, maturity))?;
			Ok(Selection::new(view.tip(), found))
		})
	}

	fn transaction(&self, txid: H256) -> RpcResult<Option<Transaction>> {
		self.look(|view| {
			let Some(found) = view.transaction(&txid)? else { return Ok(None) };
			let created = |made: &(_, _)| -> Result<_, IndexError> {
				let spender = view.spender(&made.0)?;
				Ok(Created {
					output: made.into(),
					spent_by: spender.map(|spender| spender.txid),
					spent_height: spender.map(|spender| spender.height),
				})
			};
			Ok(Some(Transaction {
				indexed_height: view.tip().number,
				indexed_hash: view.tip().hash,
				txid,
				height: found.height,
				block_hash: found.block_hash,
				origin: found.origin.into(),
				fee: Amount(found.applied.fee),
				spent: found.applied.spent.iter().map(Output::from).collect(),
				created: found.applied.created.iter().map(created).collect::<Result<_, _>>()?,
			}))
		})
	}

	fn history(
		&self,
		owner: String,
		cursor: Option<String>,
		limit: Option<u32>,
	) -> RpcResult<HistoryPage> {
		let owner = params::owner(&owner)?;
		let before = params::cursor(cursor.as_deref())?;
		let limit = params::limit(limit)?;
		self.look(|view| {
			let page = view.history(&owner, before, limit)?;
			Ok(HistoryPage::new(view.tip(), view.history_from()?, page))
		})
	}

	async fn submit(&self, tx: Bytes, spent: Bytes, witnesses: Bytes) -> RpcResult<Submitted> {
		let (tx, extrinsic) = submit::extrinsic(&tx, &spent, &witnesses)?;
		let best = self.client.info().best_hash;
		let submitted = self.pool.submit_one(best, TransactionSource::External, extrinsic).await;
		let extrinsic_hash = submitted.map_err(error::of_pool)?;
		Ok(Submitted { txid: tx.txid(), extrinsic_hash })
	}
}

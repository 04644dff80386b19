//! What the `utxo_*` methods are asked and answer, as JSON: amounts are decimal strings in the smallest unit of the
//! asset (ETP: satoshi); accounts are SS58 addresses; hashes and bytes are hex with `0x`.

use super::{
	json::{Amount, Coin, Origin, Output, State},
	params::next,
};
use crate::index::{self, BlockRef};
use pillars_ledger::{Asset, MitId};
use pillars_primitives::BlockNumber;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// Which of the unspent outputs are asked for: all that every given condition holds for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Filter {
	/// Only coins of this asset.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) asset: Option<Asset>,
	/// True: only MITs; false: no MITs.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) mit: Option<bool>,
	/// Only those in this state.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) state: Option<State>,
}

/// Answer of `utxo_unspent`: the oldest come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnspentPage {
	/// The block after which this holds.
	pub(crate) indexed_height: BlockNumber,
	/// Its hash.
	pub(crate) indexed_hash: H256,
	/// The outputs.
	pub(crate) coins: Vec<Coin>,
	/// Asks for the rest; none at the end.
	pub(crate) next: Option<String>,
}

impl UnspentPage {
	/// As it is after this block.
	pub(super) fn new(at: BlockRef, page: index::Page<index::Coin, index::CoinCursor>) -> Self {
		let coins = page.items.into_iter().map(Coin::from).collect();
		let next = page.next.as_ref().map(next);
		Self { indexed_height: at.number, indexed_hash: at.hash, coins, next }
	}
}

/// What an owner holds of an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AssetBalance {
	/// Which; 0 is ETP.
	pub(crate) asset: Asset,
	/// All of it: the sum of the following three.
	pub(crate) total: Amount,
	/// What the next block may spend.
	pub(crate) spendable: Amount,
	/// In outputs of coinbases that are too young.
	pub(crate) immature: Amount,
	/// In deposits whose height has not come.
	pub(crate) deposited: Amount,
	/// In how many outputs.
	pub(crate) count: u32,
}

impl From<index::AssetBalance> for AssetBalance {
	fn from(balance: index::AssetBalance) -> Self {
		Self {
			asset: balance.asset,
			total: Amount(balance.total()),
			spendable: Amount(balance.spendable),
			immature: Amount(balance.immature),
			deposited: Amount(balance.deposited),
			count: balance.count,
		}
	}
}

/// Answer of `utxo_balance`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Balances {
	/// The block after which this holds.
	pub(crate) indexed_height: BlockNumber,
	/// Its hash.
	pub(crate) indexed_hash: H256,
	/// Each asset of which there is some, by its number.
	pub(crate) assets: Vec<AssetBalance>,
	/// How many MITs there are.
	pub(crate) mits: u32,
}

impl Balances {
	/// As it is after this block.
	pub(super) fn new(at: BlockRef, found: index::Balances) -> Self {
		let assets = found.assets.into_iter().map(AssetBalance::from).collect();
		let mits = found.mits;
		Self { indexed_height: at.number, indexed_hash: at.hash, assets, mits }
	}
}

/// Answer of `utxo_select`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Selection {
	/// The block after which this holds.
	pub(crate) indexed_height: BlockNumber,
	/// Its hash.
	pub(crate) indexed_hash: H256,
	/// The coins to spend; all that can be spent at once if they do not suffice.
	pub(crate) coins: Vec<Coin>,
	/// Their sum.
	pub(crate) sum: Amount,
	/// By how much they do not suffice; "0" if they do.
	pub(crate) missing: Amount,
	/// Whether there are more coins, but not more inputs in a transaction: put small coins together first.
	pub(crate) limited: bool,
}

impl Selection {
	/// As it is after this block.
	pub(super) fn new(at: BlockRef, found: index::Selection) -> Self {
		Self {
			indexed_height: at.number,
			indexed_hash: at.hash,
			coins: found.coins.into_iter().map(Coin::from).collect(),
			sum: Amount(found.sum),
			missing: Amount(found.missing),
			limited: found.limited,
		}
	}
}

/// An output that a transaction made, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Created {
	/// What and where it is.
	#[serde(flatten)]
	pub(crate) output: Output,
	/// Id of the transaction that spent it, if any.
	pub(crate) spent_by: Option<H256>,
	/// Height of that transaction.
	pub(crate) spent_height: Option<BlockNumber>,
}

/// Answer of `utxo_transaction`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Transaction {
	/// The block up to which transactions were looked at.
	pub(crate) indexed_height: BlockNumber,
	/// Its hash.
	pub(crate) indexed_hash: H256,
	/// Its id, or what stands for it.
	pub(crate) txid: H256,
	/// Height of its block.
	pub(crate) height: BlockNumber,
	/// Hash of its block.
	pub(crate) block_hash: H256,
	/// How it came to be.
	pub(crate) origin: Origin,
	/// ETP of its inputs that went to the fees of the block.
	pub(crate) fee: Amount,
	/// What it spent.
	pub(crate) spent: Vec<Output>,
	/// What it made, including what was paid to an account or burned.
	pub(crate) created: Vec<Created>,
}

/// How much of an asset a transaction brought an owner and took from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change {
	/// Which; 0 is ETP.
	pub(crate) asset: Asset,
	/// In outputs that were made.
	pub(crate) received: Amount,
	/// In outputs that were spent.
	pub(crate) spent: Amount,
}

/// A transaction in the history of an owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HistoryEntry {
	/// Its id, or what stands for it.
	pub(crate) txid: H256,
	/// Height of its block.
	pub(crate) height: BlockNumber,
	/// Hash of its block.
	pub(crate) block_hash: H256,
	/// How it came to be.
	pub(crate) origin: Origin,
	/// ETP of its inputs (of whatever owner) that went to the fees of the block.
	pub(crate) fee: Amount,
	/// What it changed for the owner, by asset.
	pub(crate) changes: Vec<Change>,
	/// The MITs that came to the owner.
	pub(crate) mits_received: Vec<MitId>,
	/// The MITs that left the owner.
	pub(crate) mits_spent: Vec<MitId>,
}

impl From<index::HistoryEntry> for HistoryEntry {
	fn from(entry: index::HistoryEntry) -> Self {
		let change = |(asset, flow): (Asset, index::Flow)| Change {
			asset,
			received: Amount(flow.received),
			spent: Amount(flow.spent),
		};
		Self {
			txid: entry.txid,
			height: entry.height,
			block_hash: entry.block_hash,
			origin: entry.origin.into(),
			fee: Amount(entry.fee),
			changes: entry.changes.into_iter().map(change).collect(),
			mits_received: entry.mits_received,
			mits_spent: entry.mits_spent,
		}
	}
}

/// Answer of `utxo_history`: the newest come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HistoryPage {
	/// The block up to which transactions were looked at.
	pub(crate) indexed_height: BlockNumber,
	/// Its hash.
	pub(crate) indexed_hash: H256,
	/// The first block whose transactions are known; 1 if all are.
	pub(crate) history_from: BlockNumber,
	/// The transactions.
	pub(crate) entries: Vec<HistoryEntry>,
	/// Asks for the rest; none at the end.
	pub(crate) next: Option<String>,
}

impl HistoryPage {
	/// As it is after this block.
	pub(super) fn new(
		at: BlockRef,
		history_from: BlockNumber,
		page: index::Page<index::HistoryEntry, index::HistoryCursor>,
	) -> Self {
		let entries = page.items.into_iter().map(HistoryEntry::from).collect();
		let next = page.next.as_ref().map(next);
		let (indexed_height, indexed_hash) = (at.number, at.hash);
		Self { indexed_height, indexed_hash, history_from, entries, next }
	}
}

/// Answer of `utxo_submit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Submitted {
	/// Id of the transaction.
	pub(crate) txid: H256,
	/// Hash of the extrinsic that carries it.
	pub(crate) extrinsic_hash: H256,
}

//! The transactions of an owner.

use super::{transactions::Recorded, Page, View};
use crate::index::{row, IndexError, Owner};
use codec::{Decode, Encode};
use pillars_ledger::{Asset, CoinOrigin, MitId, OutPoint, Output, Value};
use pillars_primitives::{Balance, BlockNumber, Hash};
use rusqlite::params;
use sp_core::H256;
use std::collections::BTreeMap;

/// What a transaction changed for an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HistoryEntry {
	/// Its id.
	pub(crate) txid: H256,
	/// Height of its block.
	pub(crate) height: BlockNumber,
	/// Hash of its block.
	pub(crate) block_hash: Hash,
	/// How it came to be.
	pub(crate) origin: CoinOrigin,
	/// ETP of its inputs that went to the fees of the block, in satoshi.
	pub(crate) fee: Balance,
	/// What came and what went, by asset.
	pub(crate) changes: BTreeMap<Asset, Flow>,
	/// The MITs that came.
	pub(crate) mits_received: Vec<MitId>,
	/// The MITs that went.
	pub(crate) mits_spent: Vec<MitId>,
}

/// How much of an asset came and how much went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flow {
	/// In outputs that were made.
	pub(crate) received: Balance,
	/// In outputs that were spent.
	pub(crate) spent: Balance,
}

impl HistoryEntry {
	fn new(owner: &Owner, recorded: &Recorded) -> Self {
		let Recorded { height, block_hash, origin, applied } = recorded;
		let mut entry = Self {
			txid: applied.txid,
			height: *height,
			block_hash: *block_hash,
			origin: *origin,
			fee: applied.fee,
			changes: BTreeMap::new(),
			mits_received: Vec::new(),
			mits_spent: Vec::new(),
		};
		for value in values_of(owner, &applied.created) {
			match value {
				Value::Coins { asset, amount } => {
					let flow = entry.changes.entry(asset).or_default();
					flow.received = flow.received.saturating_add(amount);
				},
				Value::Unique(id) => entry.mits_received.push(id),
			}
		}
		for value in values_of(owner, &applied.spent) {
			match value {
				Value::Coins { asset, amount } => {
					let flow = entry.changes.entry(asset).or_default();
					flow.spent = flow.spent.saturating_add(amount);
				},
				Value::Unique(id) => entry.mits_spent.push(id),
			}
		}
		entry
	}
}

/// What those of the outputs hold that are the owner's.
fn values_of<'a>(
	owner: &'a Owner,
	outputs: &'a [(OutPoint, Output)],
) -> impl Iterator<Item = Value> + 'a {
	let own = outputs.iter().filter(|(_, output)| Owner::of(&output.lock).as_ref() == Some(owner));
	own.map(|(_, output)| output.value)
}

/// The last transaction of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(crate) struct HistoryCursor {
	height: BlockNumber,
	seq: u32,
}

/// The newest first.
pub(super) const HISTORY: &str = "
	SELECT history.height, history.seq, blocks.hash, origin, applied
	FROM history
		JOIN transactions ON transactions.height = history.height AND transactions.seq = history.seq
		JOIN blocks ON blocks.height = history.height
	WHERE owner = ?1 AND (history.height, history.seq) < (?2, ?3)
	ORDER BY history.height DESC, history.seq DESC
	LIMIT ?4";

impl View<'_> {
	/// Up to `limit` of the transactions of an owner, the newest first.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn history(
		&self,
		owner: &Owner,
		before: Option<HistoryCursor>,
		limit: u32,
	) -> Result<Page<HistoryEntry, HistoryCursor>, IndexError> {
		let mut statement = self.db.prepare_cached(HISTORY)?;
		let (height, seq) =
			before.map_or((i64::MAX, 0), |cursor| (cursor.height.into(), cursor.seq));
		// One more, to see whether there is a next page.
		let most = limit.saturating_add(1);
		let mut rows = statement.query(params![owner.key(), height, seq, most])?;
		let (mut items, mut last) = (Vec::new(), None);
		while let Some(row) = rows.next()? {
			if u32::try_from(items.len()).is_ok_and(|len| len >= limit) {
				return Ok(Page { items, next: last });
			}
			let (height, seq) = (row::get(row, 0)?, row::get(row, 1)?);
			let recorded = Recorded {
				height,
				block_hash: row::hash(row, 2)?,
				origin: row::origin(row, 3)?,
				applied: row::encoded(row, 4, "a transaction")?,
			};
			items.push(HistoryEntry::new(owner, &recorded));
			last = Some(HistoryCursor { height, seq });
		}
		Ok(Page { items, next: None })
	}
}

//! A transaction by its id.

use super::View;
use crate::index::{row, IndexError};
use pillars_ledger::{Applied, CoinOrigin, OutPoint};
use pillars_primitives::{BlockNumber, Hash};
use rusqlite::{params, OptionalExtension};
use sp_core::H256;

/// A transaction in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recorded {
	/// Height of the block.
	pub(crate) height: BlockNumber,
	/// Hash of the block.
	pub(crate) block_hash: Hash,
	/// How it came to be.
	pub(crate) origin: CoinOrigin,
	/// What it did.
	pub(crate) applied: Applied,
}

/// The transaction that spent an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spender {
	/// Its id.
	pub(crate) txid: H256,
	/// Height of its block.
	pub(crate) height: BlockNumber,
}

impl View<'_> {
	/// The transaction of this id.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn transaction(&self, txid: &H256) -> Result<Option<Recorded>, IndexError> {
		let mut statement = self.db.prepare_cached(
			"SELECT transactions.height, blocks.hash, origin, applied
			FROM transactions JOIN blocks USING (height)
			WHERE txid = ?1
			ORDER BY transactions.height DESC, seq DESC LIMIT 1",
		)?;
		let mut rows = statement.query([txid.as_bytes()])?;
		let Some(row) = rows.next()? else { return Ok(None) };
		Ok(Some(Recorded {
			height: row::get(row, 0)?,
			block_hash: row::hash(row, 1)?,
			origin: row::origin(row, 2)?,
			applied: row::encoded(row, 3, "a transaction")?,
		}))
	}

	/// Who spent an output; none if nobody did, or it never was unspent.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn spender(&self, outpoint: &OutPoint) -> Result<Option<Spender>, IndexError> {
		let mut statement = self.db.prepare_cached(
			"SELECT transactions.txid, transactions.height
			FROM outputs JOIN transactions
				ON transactions.height = spent_height AND transactions.seq = spent_seq
			WHERE outputs.txid = ?1 AND idx = ?2",
		)?;
		let found = statement
			.query_row(params![outpoint.txid.as_bytes(), outpoint.index], |row| {
				Ok(Spender { txid: row::hash(row, 0)?, height: row.get(1)? })
			})
			.optional()?;
		Ok(found)
	}
}

//! What the index is asked.
//!
//! | file | what |
//! |---|---|
//! | `clock` | whether a coin may be spent |
//! | `coins` | the unspent outputs of an owner, page by page |
//! | `balance` | their sums |
//! | `select` | which of them to spend |
//! | `transactions` | a transaction by its id |
//! | `history` | the transactions of an owner, page by page |
//! | this file | where the index stands |

mod balance;
mod clock;
mod coins;
mod history;
mod select;
mod transactions;

pub(crate) use balance::{AssetBalance, Balances};
pub(crate) use clock::{Clock, State};
pub(crate) use coins::{Coin, CoinCursor, Filter};
pub(crate) use history::{Flow, HistoryCursor, HistoryEntry};
pub(crate) use select::Selection;

use super::{write, BlockRef, IndexError};
use pillars_primitives::BlockNumber;
use rusqlite::Connection;

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page<T, C> {
	/// The part.
	pub(crate) items: Vec<T>,
	/// Where the rest begins; none at the end.
	pub(crate) next: Option<C>,
}

/// How much is in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
	/// Transactions.
	pub(crate) transactions: u64,
	/// Outputs, spent ones included.
	pub(crate) outputs: u64,
	/// Unspent outputs.
	pub(crate) unspent: u64,
}

/// The index as it is after a block.
pub(crate) struct View<'a> {
	db: &'a Connection,
	tip: BlockRef,
}

impl<'a> View<'a> {
	/// Within a transaction of the database, so that nothing changes meanwhile.
	///
	/// # Errors
	///
	/// [`IndexError::Empty`], or if the database fails.
	pub(super) fn new(db: &'a Connection) -> Result<Self, IndexError> {
		let tip = write::tip(db)?.ok_or(IndexError::Empty)?;
		Ok(Self { db, tip })
	}

	/// The block at which the index stands.
	pub(crate) const fn tip(&self) -> BlockRef {
		self.tip
	}

	/// The first block whose transactions are known; 1 if all are.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn history_from(&self) -> Result<BlockNumber, IndexError> {
		let mut statement = self.db.prepare_cached("SELECT min(height) FROM blocks")?;
		let base: BlockNumber = statement.query_row([], |row| row.get(0))?;
		Ok(base.saturating_add(1))
	}

	/// How much is in it.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn counts(&self) -> Result<Counts, IndexError> {
		let count = |statement: &str| -> Result<u64, IndexError> {
			let count: i64 = self.db.query_row(statement, [], |row| row.get(0))?;
			Ok(count.try_into().unwrap_or_default())
		};
		Ok(Counts {
			transactions: count("SELECT count(*) FROM transactions")?,
			outputs: count("SELECT count(*) FROM outputs")?,
			unspent: count("SELECT count(*) FROM outputs WHERE spent_height IS NULL")?,
		})
	}
}

#[cfg(test)]
mod tests;

//! Which coins to spend.

use super::{Clock, Coin, State, View};
use crate::index::{IndexError, Owner};
use pillars_ledger::{Asset, MAX_INPUTS};
use pillars_primitives::Balance;
use rusqlite::params;

/// Outputs that are looked at for a selection, in each of its two ways.
const EXAMINED: usize = 10_000;

/// Coins that a transaction may spend at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Selection {
	/// The coins; if they do not suffice, all that can be spent at once.
	pub(crate) coins: Vec<Coin>,
	/// Their sum.
	pub(crate) sum: Balance,
	/// By how much they do not suffice.
	pub(crate) missing: Balance,
	/// Whether there are more coins, but not more inputs in a transaction; or so many that can not be spent yet that the
	/// rest was not looked at.
	pub(crate) limited: bool,
}

/// The largest first.
pub(super) const LARGEST: &str = "
	SELECT txid, idx, output, height, origin, until
	FROM outputs INDEXED BY unspent_by_amount
	WHERE owner = ?1 AND asset = ?2 AND spent_height IS NULL
	ORDER BY amount DESC";

/// The smallest first, from an amount on.
pub(super) const SMALLEST_FROM: &str = "
	SELECT txid, idx, output, height, origin, until
	FROM outputs INDEXED BY unspent_by_amount
	WHERE owner = ?1 AND asset = ?2 AND spent_height IS NULL AND amount >= ?3
	ORDER BY amount";

impl View<'_> {
	/// Chooses among the spendable coins of an owner: the largest ones as long as none suffices alone for what is
	/// left, then the smallest that does. So there are as few inputs as can be, and large coins stay whole.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn select(
		&self,
		owner: &Owner,
		asset: Asset,
		amount: Balance,
		clock: Clock,
	) -> Result<Selection, IndexError> {
		let most = usize::try_from(MAX_INPUTS).unwrap_or(usize::MAX);
		let mut selected = Selection { missing: amount, ..Default::default() };
		let mut statement = self.db.prepare_cached(LARGEST)?;
		let mut rows = statement.query(params![owner.key(), asset])?;
		let mut left = EXAMINED;
		while let Some(row) = rows.next()? {
			if selected.missing == 0 {
				break;
			}
			if left == 0 {
				selected.limited = true;
				break;
			}
			left = left.saturating_sub(1);
			let coin = Coin::read(row, clock)?;
			if coin.state != State::Spendable {
				continue;
			}
			if selected.coins.len() >= most {
				selected.limited = true;
				break;
			}
			let enough = coin.amount() >= selected.missing;
			let smaller = match enough {
				true => self.smallest_from(owner, asset, &selected, clock)?,
				false => None,
			};
			selected.add(smaller.unwrap_or(coin));
		}
		Ok(selected)
	}

	/// The smallest spendable coin, not yet selected, that suffices for what is missing; none if it is not among the
	/// first that are looked at.
	fn smallest_from(
		&self,
		owner: &Owner,
		asset: Asset,
		selected: &Selection,
		clock: Clock,
	) -> Result<Option<Coin>, IndexError> {
		let mut statement = self.db.prepare_cached(SMALLEST_FROM)?;
		let least = selected.missing.to_be_bytes();
		let mut rows = statement.query(params![owner.key(), asset, least])?;
		for _ in 0..EXAMINED {
			let Some(row) = rows.next()? else { break };
			let coin = Coin::read(row, clock)?;
			let is_new = selected.coins.iter().all(|other| other.outpoint != coin.outpoint);
			if coin.state == State::Spendable && is_new {
				return Ok(Some(coin));
			}
		}
		Ok(None)
	}
}

impl Selection {
	fn add(&mut self, coin: Coin) {
		self.sum = self.sum.saturating_add(coin.amount());
		self.missing = self.missing.saturating_sub(coin.amount());
		self.coins.push(coin);
	}
}

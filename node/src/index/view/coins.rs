//! The unspent outputs of an owner.

use super::{Clock, Page, State, View};
use crate::index::{row, IndexError, Owner};
use codec::{Decode, Encode};
use pillars_ledger::{Asset, OutPoint, Output, Unspent, Value};
use pillars_primitives::{Balance, BlockNumber};
use rusqlite::{params, Row};

/// Outputs that are looked at for a page.
const EXAMINED: usize = 10_000;

/// An unspent output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coin {
	/// Where it is.
	pub(crate) outpoint: OutPoint,
	/// What it is.
	pub(crate) unspent: Unspent,
	/// Whether it may be spent.
	pub(crate) state: State,
}

impl Coin {
	/// How much of its asset it holds; 0 for a MIT.
	pub(crate) const fn amount(&self) -> Balance {
		match self.unspent.output.value {
			Value::Coins { amount, .. } => amount,
			Value::Unique(_) => 0,
		}
	}

	/// From the columns `txid, idx, output, height, origin, until`.
	pub(super) fn read(row: &Row<'_>, clock: Clock) -> Result<Self, IndexError> {
		let outpoint = row::outpoint(row, 0, 1)?;
		let output: Output = row::encoded(row, 2, "an output")?;
		let (height, origin) = (row::get(row, 3)?, row::origin(row, 4)?);
		let state = clock.state(origin, height, row::get(row, 5)?);
		Ok(Self { outpoint, unspent: Unspent { output, height, origin }, state })
	}
}

/// Which coins are wanted: all that every given condition holds for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Filter {
	/// Coins of this asset.
	pub(crate) asset: Option<Asset>,
	/// True: MITs; false: no MITs.
	pub(crate) mit: Option<bool>,
	/// Those in this state.
	pub(crate) state: Option<State>,
}

impl Filter {
	fn takes(&self, coin: &Coin) -> bool {
		let (asset, is_mit) = match coin.unspent.output.value {
			Value::Coins { asset, .. } => (Some(asset), false),
			Value::Unique(_) => (None, true),
		};
		(self.asset.is_none() || self.asset == asset)
			&& self.mit.is_none_or(|mit| mit == is_mit)
			&& self.state.is_none_or(|state| state == coin.state)
	}
}

/// The last coin that was looked at for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(crate) struct CoinCursor {
	height: BlockNumber,
	outpoint: OutPoint,
}

/// The oldest first; of the same age, by outpoint.
pub(super) const UNSPENT: &str = "
	SELECT txid, idx, output, height, origin, until
	FROM outputs INDEXED BY unspent_by_age
	WHERE owner = ?1 AND spent_height IS NULL AND (height, txid, idx) > (?2, ?3, ?4)
	ORDER BY height, txid, idx";

impl View<'_> {
	/// An unspent output.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn coin(&self, outpoint: &OutPoint) -> Result<Option<Unspent>, IndexError> {
		let mut statement = self.db.prepare_cached(
			"SELECT output, height, origin FROM outputs
			WHERE txid = ?1 AND idx = ?2 AND spent_height IS NULL",
		)?;
		let mut rows = statement.query(params![outpoint.txid.as_bytes(), outpoint.index])?;
		let Some(row) = rows.next()? else { return Ok(None) };
		let output = row::encoded(row, 0, "an output")?;
		Ok(Some(Unspent { output, height: row::get(row, 1)?, origin: row::origin(row, 2)? }))
	}

	/// Up to `limit` of the unspent outputs of an owner, the oldest first. If few fit the filter, a page may be
	/// shorter, or empty, and there are more all the same.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn unspent(
		&self,
		owner: &Owner,
		filter: &Filter,
		after: Option<CoinCursor>,
		limit: usize,
		clock: Clock,
	) -> Result<Page<Coin, CoinCursor>, IndexError> {
		self.unspent_among(owner, filter, after, limit, clock, EXAMINED)
	}

	/// As [`Self::unspent`], looking at so many outputs at most.
	pub(in crate::index) fn unspent_among(
		&self,
		owner: &Owner,
		filter: &Filter,
		after: Option<CoinCursor>,
		limit: usize,
		clock: Clock,
		examined: usize,
	) -> Result<Page<Coin, CoinCursor>, IndexError> {
		let mut statement = self.db.prepare_cached(UNSPENT)?;
		let (height, txid, index) = match &after {
			Some(CoinCursor { height, outpoint }) => {
				(i64::from(*height), outpoint.txid.as_bytes(), outpoint.index)
			},
			None => (-1, &[][..], 0),
		};
		let mut rows = statement.query(params![owner.key(), height, txid, index])?;
		let mut items: Vec<Coin> = Vec::new();
		let mut last = None;
		let mut left = examined;
		while let Some(row) = rows.next()? {
			if items.len() >= limit || left == 0 {
				return Ok(Page { items, next: last });
			}
			left = left.saturating_sub(1);
			let coin = Coin::read(row, clock)?;
			let (height, outpoint) = (coin.unspent.height, coin.outpoint);
			last = Some(CoinCursor { height, outpoint });
			if filter.takes(&coin) {
				items.push(coin);
			}
		}
		Ok(Page { items, next: None })
	}
}

//! What an owner holds.

use super::{Clock, State, View};
use crate::index::{row, IndexError, Owner};
use pillars_ledger::Asset;
use pillars_primitives::Balance;

/// What an owner holds of an asset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct AssetBalance {
	/// Which.
	pub(crate) asset: Asset,
	/// What may be spent.
	pub(crate) spendable: Balance,
	/// In outputs of coinbases that are too young.
	pub(crate) immature: Balance,
	/// In deposits whose height has not come.
	pub(crate) deposited: Balance,
	/// In how many outputs.
	pub(crate) count: u32,
}

impl AssetBalance {
	/// All of it.
	pub(crate) const fn total(&self) -> Balance {
		self.spendable.saturating_add(self.immature).saturating_add(self.deposited)
	}
}

/// What an owner holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Balances {
	/// Of each asset of which there is some, by its number.
	pub(crate) assets: Vec<AssetBalance>,
	/// How many MITs.
	pub(crate) mits: u32,
}

/// Answered from the index of the table alone, in which the outputs of an owner lie beside each other.
pub(super) const BALANCE: &str = "
	SELECT asset, amount, height, origin, until
	FROM outputs INDEXED BY unspent_by_amount
	WHERE owner = ?1 AND spent_height IS NULL
	ORDER BY asset";

/// Most outputs that are summed up: to have so many costs more than an answer, which takes a few seconds then.
const MOST: u32 = 1_000_000;

impl View<'_> {
	/// What an owner holds. All its outputs are looked at, for what may be spent depends on the height.
	///
	/// # Errors
	///
	/// [`IndexError::TooManyOutputs`], or if the database fails.
	pub(crate) fn balance(&self, owner: &Owner, clock: Clock) -> Result<Balances, IndexError> {
		let mut statement = self.db.prepare_cached(BALANCE)?;
		let mut rows = statement.query([owner.key()])?;
		let mut found = Balances::default();
		let mut left = MOST;
		while let Some(row) = rows.next()? {
			left = left.checked_sub(1).ok_or(IndexError::TooManyOutputs(MOST))?;
			let (Some(asset), Some(amount)) =
				(row::get::<Option<Asset>>(row, 0)?, row::amount(row, 1)?)
			else {
				found.mits = found.mits.saturating_add(1);
				continue;
			};
			if found.assets.last().map(|last| last.asset) != Some(asset) {
				found.assets.push(AssetBalance { asset, ..Default::default() });
			}
			let Some(balance) = found.assets.last_mut() else { continue };
			let part = match clock.state(row::origin(row, 3)?, row::get(row, 2)?, row::get(row, 4)?)
			{
				State::Spendable => &mut balance.spendable,
				State::Immature => &mut balance.immature,
				State::Deposited => &mut balance.deposited,
			};
			*part = part.saturating_add(amount);
			balance.count = balance.count.saturating_add(1);
		}
		Ok(found)
	}
}

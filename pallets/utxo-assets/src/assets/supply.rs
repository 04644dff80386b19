//! How much of a token there is: issued, mined, burned.

use crate::{Config, Error, Pallet, Supplies};
use pillars_ledger::Asset;
use pillars_primitives::Balance;

impl<T: Config> Pallet<T> {
	/// Counts an amount as issued.
	///
	/// # Errors
	///
	/// [`Error::NoSuchAsset`], [`Error::SupplyTooLarge`].
	pub(crate) fn count_issued(asset: Asset, amount: Balance) -> Result<(), Error<T>> {
		Supplies::<T>::try_mutate(asset, |supply| {
			let supply = supply.as_mut().ok_or(Error::NoSuchAsset)?;
			if amount > supply.room() {
				return Err(Error::SupplyTooLarge);
			}
			supply.issued = supply.issued.saturating_add(amount);
			Ok(())
		})
	}

	/// Counts as mined, and returns, what the supply has room for; nothing of a token that was never issued.
	pub(crate) fn count_mined(asset: Asset, amount: Balance) -> Balance {
		Supplies::<T>::mutate(asset, |supply| {
			let Some(supply) = supply else { return 0 };
			let amount = amount.min(supply.room());
			supply.mined = supply.mined.saturating_add(amount);
			amount
		})
	}

	/// Counts an amount as burned, which outputs held.
	pub(crate) fn count_burned(asset: Asset, amount: Balance) {
		Supplies::<T>::mutate(asset, |supply| {
			if let Some(supply) = supply {
				supply.burned = supply.burned.saturating_add(amount);
			}
		});
	}
}

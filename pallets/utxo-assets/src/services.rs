//! What services of the chain cost, and who gets it.

use crate::{Config, Pallet};
use frame_support::{
	storage::with_storage_layer,
	traits::{fungible::Mutate, tokens::Preservation, Get},
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{RewardLedger, ServiceFees};
use sp_runtime::DispatchResult;

/// One part in so many of a service fee is a fee of the block.
const BLOCK_PART: Balance = 5;

impl<T: Config> ServiceFees for Pallet<T> {
	/// The fifth is rounded down.
	fn charge(who: &AccountId, amount: Balance) -> DispatchResult {
		let to_block = amount / BLOCK_PART;
		let to_treasury = amount.saturating_sub(to_block);
		// Who asks for it may go on if it fails, so half of it is never taken.
		with_storage_layer(|| {
			Self::pay_block(who, to_block)?;
			let treasury = T::Treasury::get();
			T::Currency::transfer(who, &treasury, to_treasury, Preservation::Expendable)?;
			Ok(())
		})
	}
}

impl<T: Config> Pallet<T> {
	/// Takes a fee of the block from an account.
	pub(crate) fn pay_block(who: &AccountId, amount: Balance) -> DispatchResult {
		T::Currency::transfer(who, &Self::account_id(), amount, Preservation::Expendable)?;
		Self::note_fees(amount);
		Ok(())
	}
}

//! Rewards and fees: minting below the supply cap, and the coinbase of a block.

use crate::{change::Change, Config, Fees, Minted, Pallet};
use alloc::vec::Vec;
use frame_support::{
	defensive,
	traits::{fungible::Mutate, Get},
};
use pillars_ledger::{
	coinbase_id, CoinOrigin, Lock, OutPoint, Output, Value, ETP_ASSET, MIN_OUTPUT,
};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
use pillars_traits::{CoinbaseOutput, RewardLedger};

impl<T: Config> Pallet<T> {
	/// Mints what the cap leaves of `amount`, in satoshi. Burning frees nothing: the cap is on all that was
	/// ever minted.
	fn mint(who: &AccountId, amount: Balance) -> Balance {
		let minted = Minted::<T>::get();
		let amount = amount.min(T::MaxSupply::get().saturating_sub(minted));
		if amount == 0 || T::Currency::mint_into(who, amount).is_err() {
			return 0;
		}
		Minted::<T>::put(minted.saturating_add(amount));
		amount
	}
}

impl<T: Config> RewardLedger for Pallet<T> {
	fn note_fees(amount: Balance) {
		if amount > 0 {
			Fees::<T>::mutate(|fees| *fees = fees.saturating_add(amount));
		}
	}

	fn take_fees() -> Balance {
		Fees::<T>::take()
	}

	fn mint_to_account(who: &AccountId, amount: Balance) -> Balance {
		Self::mint(who, amount)
	}

	fn mint_to_outputs(amount: Balance) -> Balance {
		Self::mint(&Self::account_id(), amount)
	}

	fn pay_coinbase(
		height: BlockNumber,
		parent_hash: &Hash,
		author: &AccountId,
		outputs: Vec<CoinbaseOutput>,
	) {
		let txid = coinbase_id(height, parent_hash, author);
		let mut created = Vec::with_capacity(outputs.len());
		let (mut paid, mut carried): (Balance, Balance) = (0, 0);
		for (index, output) in (0..).zip(outputs) {
			let Some((owner, value)) = output else { continue };
			match value {
				Value::Coins { asset: ETP_ASSET, amount } if amount < MIN_OUTPUT => {
					carried = carried.saturating_add(amount);
				},
				Value::Coins { amount: 0, .. } => {},
				Value::Coins { .. } => {
					paid = paid.saturating_add(value.etp_amount());
					let lock = Lock::Account(owner);
					created.push((OutPoint { txid, index }, Output { value, lock }));
				},
			}
		}
		Self::note_fees(carried);
		if created.is_empty() {
			return;
		}
		let change =
			Change::<T>::prepare(txid, height, CoinOrigin::Coinbase, Vec::new(), created, 0);
		match change.map(Change::apply) {
			Ok(Ok(())) => {},
			// No two blocks have the same coinbase id, and its outputs are all stored.
			_ => {
				defensive!("a coinbase can not be paid");
				Self::note_fees(paid);
			},
		}
	}
}

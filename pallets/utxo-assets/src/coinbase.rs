//! Rewards and fees: minting below the supply cap, and the coinbase of a block.

use crate::{
	change::{Change, Flow},
	Config, Minted, Pallet, Totals,
};
use alloc::{borrow::Cow, vec::Vec};
use frame_support::{
	defensive,
	storage::with_storage_layer,
	traits::{fungible::Mutate, Get},
};
use pillars_ledger::{coinbase_id, CoinOrigin, Lock, Output, Value, ETP_ASSET, MIN_OUTPUT};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
use pillars_traits::{CoinbaseOutput, RewardLedger};
use sp_core::H256;
use sp_runtime::DispatchResult;

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

	/// Makes the outputs of a coinbase; of a token as much as its supply has room for.
	fn pay_outputs(txid: H256, height: BlockNumber, outputs: Vec<(u32, Output)>) -> DispatchResult {
		let mine = |(index, output): (u32, Output)| match output.value {
			Value::Coins { asset, amount } if asset != ETP_ASSET => {
				let amount = Self::count_mined(asset, amount);
				let value = Value::Coins { asset, amount };
				(amount > 0).then_some((index, Output { value, ..output }))
			},
			_ => Some((index, output)),
		};
		let (indices, outputs): (_, Vec<Output>) = outputs.into_iter().filter_map(mine).unzip();
		if outputs.is_empty() {
			return Ok(());
		}
		let flow =
			Flow { inputs: &[], coins: Vec::new(), outputs: Cow::Owned(outputs), indices, fee: 0 };
		Change::<T>::prepare(txid, height, CoinOrigin::Coinbase, flow)?.apply()
	}
}

impl<T: Config> RewardLedger for Pallet<T> {
	fn note_fees(amount: Balance) {
		if amount > 0 {
			Totals::<T>::mutate(|totals| totals.fees = totals.fees.saturating_add(amount));
		}
	}

	fn take_fees() -> Balance {
		Totals::<T>::mutate(|totals| core::mem::take(&mut totals.fees))
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
		let (mut etp, mut carried): (Balance, Balance) = (0, 0);
		let mut payable = Vec::with_capacity(outputs.len());
		for (index, output) in (0..).zip(outputs) {
			let Some((owner, value)) = output else { continue };
			match value {
				Value::Coins { asset: ETP_ASSET, amount } if amount < MIN_OUTPUT => {
					carried = carried.saturating_add(amount);
					continue;
				},
				Value::Coins { .. } => etp = etp.saturating_add(value.etp_amount()),
				// A MIT is registered, never mined.
				Value::Unique(_) => continue,
			}
			let lock = Lock::Account(owner);
			payable.push((index, Output { value, lock }));
		}
		Self::note_fees(carried);
		// No two blocks have the same coinbase id, and its outputs are all stored.
		let paid = with_storage_layer(|| Self::pay_outputs(txid, height, payable));
		if paid.is_err() {
			defensive!("a coinbase can not be paid");
			Self::note_fees(etp);
		}
	}
}

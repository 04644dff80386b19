//! What must hold in any state.

use crate::{
	types::{DepositEntry, EtpTotals},
	Config, Deposits, Minted, Pallet, StakingKeyOwners, StakingKeys, Totals, Unspents,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};
use pillars_ledger::{Asset, Lock, MitId, Value, ETP_ASSET, MIN_OUTPUT};
use pillars_primitives::{AccountId, Balance};
use sp_runtime::TryRuntimeError;

/// What all the unspent outputs hold.
#[derive(Default)]
struct Outputs {
	/// The sum for each asset.
	sums: BTreeMap<Asset, Balance>,
	/// The MITs.
	unique: BTreeSet<MitId>,
	/// Those under `Deposit` locks.
	waiting: Vec<(AccountId, DepositEntry)>,
}

impl<T: Config> Pallet<T> {
	/// Checks the conservation law and that what is stored fits together. Reads the whole ledger.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let Outputs { mut sums, unique, waiting } = Self::try_outputs()?;
		let etp = sums.remove(&ETP_ASSET).unwrap_or_default();
		ensure!(etp == Totals::<T>::get().held, "the outputs are not what is held");
		Self::try_supply()?;
		Self::try_assets(&sums, &unique)?;
		Self::try_deposits(waiting)?;
		Self::try_staking_keys()
	}

	fn try_outputs() -> Result<Outputs, TryRuntimeError> {
		let mut outputs = Outputs::default();
		let now = Self::now();
		for (_, coin) in Unspents::<T>::iter() {
			let etp = coin.output.value.etp_amount();
			match coin.output.value {
				Value::Coins { asset, amount } => {
					let least = if asset == ETP_ASSET { MIN_OUTPUT } else { 1 };
					ensure!(amount >= least, "an output is below the least amount");
					let sum = outputs.sums.entry(asset).or_default();
					*sum = sum.checked_add(amount).ok_or("a sum of outputs is too large")?;
				},
				Value::Unique(id) => {
					ensure!(outputs.unique.insert(id), "two outputs hold the same MIT");
				},
			}
			ensure!(coin.output.lock.is_stored(), "an output under its lock is not to be stored");
			ensure!(coin.height <= now, "an output is from the future");
			if let Lock::Deposit { owner, until } = coin.output.lock {
				outputs.waiting.push((owner, DepositEntry { until, amount: etp }));
			}
		}
		Ok(outputs)
	}

	fn try_supply() -> Result<(), TryRuntimeError> {
		let minted = Minted::<T>::get();
		ensure!(minted <= T::MaxSupply::get(), "more was minted than there may ever be");
		ensure!(T::Currency::total_issuance() <= minted, "more exists than was ever minted");
		let EtpTotals { held, fees } = Totals::<T>::get();
		let owed = held
			.checked_add(fees)
			.and_then(|owed| owed.checked_add(T::Currency::minimum_balance()))
			.ok_or("what is held is too large")?;
		let balance = T::Currency::total_balance(&Self::account_id());
		ensure!(balance >= owed, "the ledger's account does not cover what is held");
		Ok(())
	}

	/// Each entry has an output of its own.
	fn try_deposits(waiting: Vec<(AccountId, DepositEntry)>) -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<(AccountId, DepositEntry), u32>::new();
		for output in waiting {
			let count = counts.entry(output).or_default();
			*count = count.saturating_add(1);
		}
		for (owner, list) in Deposits::<T>::iter() {
			ensure!(!list.is_empty(), "an empty list of deposits is stored");
			for entry in list {
				let left = counts
					.get_mut(&(owner.clone(), entry))
					.and_then(|count| count.checked_sub(1).map(|left| *count = left));
				ensure!(left.is_some(), "a deposit has no output");
			}
		}
		Ok(())
	}

	/// Keys and owners name each other.
	fn try_staking_keys() -> Result<(), TryRuntimeError> {
		for (owner, state) in StakingKeys::<T>::iter() {
			let owned = |key| StakingKeyOwners::<T>::get(key).as_ref() == Some(&owner);
			ensure!(state.keys().all(owned), "a staking key is not its owner's");
			let latest = Self::now().saturating_add(T::StakingKeyDelay::get());
			let is_due = state.next.is_none_or(|next| next.from <= latest);
			ensure!(is_due, "a staking key changes too late");
		}
		for (key, owner) in StakingKeyOwners::<T>::iter() {
			let state = StakingKeys::<T>::get(owner);
			ensure!(state.holds(&key), "an owner does not have its staking key");
		}
		Ok(())
	}
}

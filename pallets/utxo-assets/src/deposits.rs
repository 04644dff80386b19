//! Stake deposits: which of the outputs under a `Deposit` lock make their owner a staker.

use crate::{
	types::{DepositEntries, DepositEntry},
	Config, Deposits, Error, Pallet,
};
use alloc::collections::BTreeMap;
use core::marker::PhantomData;
use pillars_ledger::{CoinOrigin, Lock, Output};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_rules::{check_deposit, deposit_lasts};
use pillars_traits::ConsensusParameters;

/// The lists of deposits that a transaction changes, not yet written.
pub(crate) struct DepositChanges<T> {
	lists: BTreeMap<AccountId, DepositEntries>,
	_config: PhantomData<T>,
}

impl<T: Config> DepositChanges<T> {
	pub(crate) fn new() -> Self {
		Self { lists: BTreeMap::new(), _config: PhantomData }
	}

	/// Takes an output that is spent from the list of its owner, if it is in it.
	///
	/// Of several that look alike any will do: only outputs whose height has come can be spent, and from
	/// that height on their entries count for nothing.
	pub(crate) fn release(&mut self, output: &Output) {
		let Some((owner, spent)) = deposit(output) else { return };
		let list = self.list(owner);
		if let Some(position) = list.iter().position(|entry| *entry == spent) {
			list.remove(position);
		}
	}

	/// Puts a new output on the list of its owner, if it is a deposit of the least amount and lock. Those of
	/// genesis are whatever their amount and lock, for genesis states what it means.
	///
	/// # Errors
	///
	/// [`Error::TooManyDeposits`] if the list is full of deposits that count.
	pub(crate) fn register(
		&mut self,
		output: &Output,
		origin: CoinOrigin,
		now: BlockNumber,
	) -> Result<(), Error<T>> {
		let Some((owner, made)) = deposit(output) else { return Ok(()) };
		if !counts::<T>(made, origin, now) {
			return Ok(());
		}
		let list = self.list(owner);
		if list.is_full() {
			list.retain(|entry| entry.until > now);
		}
		list.try_push(made).map_err(|_| Error::TooManyDeposits)
	}

	/// Writes the lists.
	pub(crate) fn commit(self) {
		for (owner, list) in self.lists {
			if list.is_empty() {
				Deposits::<T>::remove(owner);
			} else {
				Deposits::<T>::insert(owner, list);
			}
		}
	}

	fn list(&mut self, owner: &AccountId) -> &mut DepositEntries {
		self.lists.entry(owner.clone()).or_insert_with(|| Deposits::<T>::get(owner))
	}
}

fn deposit(output: &Output) -> Option<(&AccountId, DepositEntry)> {
	match &output.lock {
		Lock::Deposit { owner, until } => {
			Some((owner, DepositEntry { until: *until, amount: output.value.etp_amount() }))
		},
		_ => None,
	}
}

fn counts<T: Config>(made: DepositEntry, origin: CoinOrigin, now: BlockNumber) -> bool {
	origin == CoinOrigin::Genesis
		|| check_deposit(made.amount, made.until, now, &T::Parameters::parameters()).is_ok()
}

impl<T: Config> Pallet<T> {
	/// Whether one of the owner's deposits can not be spent yet at the height `now` and will not be for
	/// `remaining` blocks.
	pub(crate) fn is_depositor(
		owner: &AccountId,
		now: BlockNumber,
		remaining: BlockNumber,
	) -> bool {
		Deposits::<T>::get(owner).iter().any(|entry| deposit_lasts(entry.until, now, remaining))
	}

	/// What is in such deposits, in satoshi.
	pub(crate) fn sum_of_deposits(
		owner: &AccountId,
		now: BlockNumber,
		remaining: BlockNumber,
	) -> Balance {
		let deposits = Deposits::<T>::get(owner);
		let lasting = deposits.iter().filter(|entry| deposit_lasts(entry.until, now, remaining));
		lasting.fold(0, |sum, entry| sum.saturating_add(entry.amount))
	}
}

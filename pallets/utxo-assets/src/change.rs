//! The one place where outputs come and go: every transaction, of whatever origin, is a [`Change`].

use crate::{deposits::DepositChanges, Config, Error, Event, Fees, HeldEtp, Pallet, Unspents};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance},
	},
};
use pillars_ledger::{CoinOrigin, Lock, OutPoint, Output, Unspent};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// What a transaction does to the ledger, checked and not yet written.
pub(crate) struct Change<T> {
	txid: H256,
	height: BlockNumber,
	origin: CoinOrigin,
	spent: Vec<(OutPoint, Output)>,
	created: Vec<(OutPoint, Output)>,
	fee: Balance,
	held: Balance,
	deposits: DepositChanges<T>,
}

impl<T: Config> Change<T> {
	/// Checks what depends on the state only: `spent` are unspent outputs, `created` what takes their place
	/// (with what the caller has put into the ledger's account), `fee` what is left, in satoshi.
	///
	/// # Errors
	///
	/// [`Error::OutputExists`], [`Error::BelowExistentialDeposit`], [`Error::CannotReceive`],
	/// [`Error::TooManyDeposits`], [`Error::Overflow`].
	pub(crate) fn prepare(
		txid: H256,
		height: BlockNumber,
		origin: CoinOrigin,
		spent: Vec<(OutPoint, Output)>,
		created: Vec<(OutPoint, Output)>,
		fee: Balance,
	) -> Result<Self, Error<T>> {
		let mut deposits = DepositChanges::new();
		let mut held = HeldEtp::<T>::get();
		for (_, output) in &spent {
			held = held.checked_sub(output.value.etp_amount()).ok_or(Error::Overflow)?;
			deposits.release(output);
		}
		for (outpoint, output) in &created {
			let amount = output.value.etp_amount();
			match &output.lock {
				Lock::Account(_) | Lock::Deposit { .. } => {
					ensure!(!Unspents::<T>::contains_key(outpoint), Error::OutputExists);
					held = held.checked_add(amount).ok_or(Error::Overflow)?;
					deposits.register(output, origin, height)?;
				},
				Lock::Balance(account) => check_receives::<T>(account, amount)?,
				Lock::Burn => {},
			}
		}
		Ok(Self { txid, height, origin, spent, created, fee, held, deposits })
	}

	/// Writes it and deposits its event.
	///
	/// # Errors
	///
	/// If the currency refuses to pay what leaves the ledger. Then some of it may have been written, so only
	/// a call, whose writes are undone, may create outputs that are not stored.
	pub(crate) fn apply(self) -> DispatchResult {
		let Self { txid, height, origin, spent, created, fee, held, deposits } = self;
		for (outpoint, _) in &spent {
			Unspents::<T>::remove(outpoint);
		}
		for (outpoint, output) in &created {
			let output = output.clone();
			match &output.lock {
				Lock::Account(_) | Lock::Deposit { .. } => {
					Unspents::<T>::insert(outpoint, Unspent { output, height, origin });
				},
				Lock::Balance(account) => pay::<T>(account, output.value.etp_amount())?,
				Lock::Burn => burn::<T>(output.value.etp_amount())?,
			}
		}
		HeldEtp::<T>::put(held);
		if fee > 0 {
			Fees::<T>::mutate(|fees| *fees = fees.saturating_add(fee));
		}
		deposits.commit();
		Pallet::<T>::deposit_event(Event::Applied { txid, spent, created, fee });
		Ok(())
	}
}

/// Each output is judged for itself: one that would be refused alone is refused beside others too.
fn check_receives<T: Config>(account: &AccountId, amount: Balance) -> Result<(), Error<T>> {
	match T::Currency::can_deposit(account, amount, Provenance::Extant) {
		DepositConsequence::Success => Ok(()),
		DepositConsequence::BelowMinimum => Err(Error::BelowExistentialDeposit),
		_ => Err(Error::CannotReceive),
	}
}

fn pay<T: Config>(account: &AccountId, amount: Balance) -> DispatchResult {
	let pot = Pallet::<T>::account_id();
	T::Currency::transfer(&pot, account, amount, Preservation::Preserve).map(drop)
}

fn burn<T: Config>(amount: Balance) -> DispatchResult {
	let pot = Pallet::<T>::account_id();
	T::Currency::burn_from(
		&pot,
		amount,
		Preservation::Preserve,
		Precision::Exact,
		Fortitude::Polite,
	)
	.map(drop)
}

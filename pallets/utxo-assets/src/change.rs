//! The one place where outputs come and go: every transaction, of whatever origin, is a [`Change`].

use crate::{deposits::DepositChanges, Config, Error, Event, Fees, HeldEtp, Pallet, Unspents};
use alloc::vec::Vec;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance},
};
use pillars_ledger::{CoinOrigin, Lock, OutPoint, Output, Unspent, Value, ETP_ASSET};
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
	deposits: DepositChanges<T>,
}

impl<T: Config> Change<T> {
	/// Checks what depends on the state only: `spent` are unspent outputs, `created` what takes their place
	/// (with what the caller has put into the ledger's account, or issued), `fee` what is left, in satoshi.
	///
	/// # Errors
	///
	/// Those of [`check`].
	pub(crate) fn prepare(
		txid: H256,
		height: BlockNumber,
		origin: CoinOrigin,
		spent: Vec<(OutPoint, Output)>,
		created: Vec<(OutPoint, Output)>,
		fee: Balance,
	) -> Result<Self, Error<T>> {
		let (going, coming) =
			(spent.iter().map(|(_, output)| output), created.iter().map(|(_, output)| output));
		let deposits = check(going, coming, origin, height)?;
		Ok(Self { txid, height, origin, spent, created, fee, deposits })
	}

	/// Writes it and deposits its event.
	///
	/// # Errors
	///
	/// If the currency refuses to pay what leaves the ledger. Then some of it may have been written, so only
	/// a call, whose writes are undone, may create outputs that are not stored.
	pub(crate) fn apply(self) -> DispatchResult {
		let held = self.held_after().ok_or(Error::<T>::Overflow)?;
		let Self { txid, height, origin, spent, created, fee, deposits } = self;
		for (outpoint, _) in &spent {
			Unspents::<T>::remove(outpoint);
		}
		for (outpoint, output) in &created {
			let output = output.clone();
			match &output.lock {
				Lock::Account(_) | Lock::Deposit { .. } | Lock::Policy(_) => {
					Unspents::<T>::insert(outpoint, Unspent { output, height, origin });
				},
				Lock::Balance(account) => pay::<T>(account, output.value.etp_amount())?,
				Lock::Burn => burn::<T>(output.value)?,
			}
		}
		HeldEtp::<T>::put(held);
		if fee > 0 {
			Fees::<T>::mutate(|fees| *fees = fees.saturating_add(fee));
		}
		deposits.commit();
		Pallet::<T>::deposit_event(Event::Applied { txid, spent, created, fee, origin });
		Ok(())
	}

	/// The sum of unspent ETP after it.
	fn held_after(&self) -> Option<Balance> {
		let sum = |outputs: &[(OutPoint, Output)]| {
			outputs
				.iter()
				.filter(|(_, output)| output.lock.is_stored())
				.try_fold(0, |sum: Balance, (_, output)| sum.checked_add(output.value.etp_amount()))
		};
		HeldEtp::<T>::get().checked_sub(sum(&self.spent)?)?.checked_add(sum(&self.created)?)
	}
}

/// Checks what outputs that come and go depend on beside the ledger, and returns how the stake deposits change.
///
/// # Errors
///
/// [`Error::BelowExistentialDeposit`], [`Error::CannotReceive`], [`Error::TooManyDeposits`].
pub(crate) fn check<'a, T: Config>(
	spent: impl Iterator<Item = &'a Output>,
	created: impl Iterator<Item = &'a Output>,
	origin: CoinOrigin,
	height: BlockNumber,
) -> Result<DepositChanges<T>, Error<T>> {
	let mut deposits = DepositChanges::new();
	spent.for_each(|output| deposits.release(output));
	for output in created {
		match &output.lock {
			Lock::Account(_) | Lock::Policy(_) | Lock::Burn => {},
			Lock::Deposit { .. } => deposits.register(output, origin, height)?,
			Lock::Balance(account) => check_receives::<T>(account, output.value.etp_amount())?,
		}
	}
	Ok(deposits)
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

/// Destroys what an output held. Tokens and MITs are nowhere but in outputs, so there it is only noted.
fn burn<T: Config>(value: Value) -> DispatchResult {
	match value {
		Value::Coins { asset: ETP_ASSET, amount } => {
			let pot = Pallet::<T>::account_id();
			let (keep, exact) = (Preservation::Preserve, Precision::Exact);
			T::Currency::burn_from(&pot, amount, keep, exact, Fortitude::Polite)?;
		},
		Value::Coins { asset, amount } => Pallet::<T>::count_burned(asset, amount),
		Value::Unique(id) => Pallet::<T>::note_burned(id),
	}
	Ok(())
}

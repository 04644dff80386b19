//! The one place where outputs come and go: every transaction, of whatever origin, is a [`Change`].

use crate::{
	deposits::DepositChanges, types::EtpTotals, Config, Error, Event, Pallet, Totals, Unspents,
};
use alloc::{borrow::Cow, vec::Vec};
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance},
};
use pillars_ledger::{CoinOrigin, Lock, OutPoint, Output, Unspent, Value, ETP_ASSET};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_traits::{LedgerActivity, PrefixedMap};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// What goes in and comes out. Lists that a transaction has are borrowed from it: most changes are only checked.
pub(crate) struct Flow<'a> {
	/// Names of what is spent.
	pub(crate) inputs: &'a [OutPoint],
	/// What is spent, as it is stored, in the same order.
	pub(crate) coins: Vec<Unspent>,
	/// What takes its place, with what the caller has put into the ledger's account, or issued.
	pub(crate) outputs: Cow<'a, [Output]>,
	/// The index of each of them.
	pub(crate) indices: Vec<u32>,
	/// What is left, in satoshi.
	pub(crate) fee: Balance,
}

/// What a transaction does to the ledger, checked and not yet written.
pub(crate) struct Change<'a, T> {
	txid: H256,
	height: BlockNumber,
	origin: CoinOrigin,
	flow: Flow<'a>,
	deposits: DepositChanges<T>,
}

impl<'a, T: Config> Change<'a, T> {
	/// Checks what depends on the state only.
	///
	/// # Errors
	///
	/// Those of [`check`].
	pub(crate) fn prepare(
		txid: H256,
		height: BlockNumber,
		origin: CoinOrigin,
		flow: Flow<'a>,
	) -> Result<Self, Error<T>> {
		let going = flow.coins.iter().map(|coin| &coin.output);
		let deposits = check(going, flow.outputs.iter(), origin, height)?;
		Ok(Self { txid, height, origin, flow, deposits })
	}

	/// Writes it, tells of it and deposits its event.
	///
	/// # Errors
	///
	/// If the currency refuses to pay what leaves the ledger. Then some of it may have been written, so only
	/// a call, whose writes are undone, may create outputs that are not stored.
	pub(crate) fn apply(self) -> DispatchResult {
		let totals = self.totals_after().ok_or(Error::<T>::Overflow)?;
		let Self { txid, height, origin, flow, deposits } = self;
		let Flow { inputs, coins, outputs, indices, fee } = flow;
		for outpoint in inputs {
			Unspents::<T>::erase(outpoint);
		}
		let mut created = Vec::with_capacity(outputs.len());
		for (index, output) in indices.into_iter().zip(outputs.iter()) {
			let outpoint = OutPoint { txid, index };
			match &output.lock {
				Lock::Account(_) | Lock::Deposit { .. } | Lock::Policy(_) => {
					let output = output.clone();
					Unspents::<T>::store(&outpoint, &Unspent { output, height, origin });
				},
				Lock::Balance(account) => pay::<T>(account, output.value.etp_amount())?,
				Lock::Burn => burn::<T>(output.value)?,
			}
			created.push((outpoint, output.clone()));
		}
		Totals::<T>::put(totals);
		deposits.commit();
		// Nobody did what genesis states.
		if origin != CoinOrigin::Genesis {
			T::Activity::applied(height, origin, &coins, &outputs, fee);
		}
		let spent = inputs.iter().copied().zip(coins.into_iter().map(|coin| coin.output)).collect();
		Pallet::<T>::deposit_event(Event::Applied { txid, spent, created, fee, origin });
		Ok(())
	}

	/// What the ledger's account keeps after it.
	fn totals_after(&self) -> Option<EtpTotals> {
		let EtpTotals { held, fees } = Totals::<T>::get();
		let spent = sum_stored(self.flow.coins.iter().map(|coin| &coin.output))?;
		let held = held.checked_sub(spent)?.checked_add(sum_stored(self.flow.outputs.iter())?)?;
		Some(EtpTotals { held, fees: fees.checked_add(self.flow.fee)? })
	}
}

/// The ETP of those outputs that are in the ledger, in satoshi.
fn sum_stored<'a>(mut outputs: impl Iterator<Item = &'a Output>) -> Option<Balance> {
	outputs.try_fold(0, |sum: Balance, output| {
		let amount = if output.lock.is_stored() { output.value.etp_amount() } else { 0 };
		sum.checked_add(amount)
	})
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

//! Transactions of users: `spend`, and `fund` from an account.

use crate::{change::Change, Config, Error, NextSerial, Pallet, Unspents};
use alloc::{vec, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation},
};
use pillars_ledger::{
	check_balance, check_shape, check_unlocked, serial_id, verify_witnesses, CoinOrigin, Lock,
	OutPoint, Output, Transaction, Unspent, Value, Witness, MIN_OUTPUT,
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::ConsensusParameters;
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks a transaction, cheapest first, writing nothing.
	pub(crate) fn check_spend(
		signer: &AccountId,
		tx: &Transaction,
		witnesses: &[Witness],
	) -> Result<Change<T>, Error<T>> {
		check_shape(tx)?;
		let now = Self::now();
		ensure!(now >= tx.not_before(), Error::NotYet);

		let coins = Self::unspent_all(tx.inputs())?;
		let maturity = T::Parameters::parameters().coinbase_maturity;
		coins.iter().try_for_each(|coin| check_unlocked(coin, now, maturity))?;

		let spent: Vec<Output> = coins.into_iter().map(|coin| coin.output).collect();
		let surplus = check_balance(spent.iter(), tx.outputs())?.surplus;
		verify_witnesses(tx, &spent, witnesses, Some(signer), &genesis_hash::<T>())?;

		let txid = tx.txid();
		let spent = tx.inputs().iter().copied().zip(spent).collect();
		let created = outputs_of(txid, tx).collect();
		Change::prepare(txid, now, CoinOrigin::Transfer, spent, created, surplus)
	}

	/// Moves ETP of an account into a new output.
	pub(crate) fn do_fund(who: &AccountId, amount: Balance, lock: Lock) -> DispatchResult {
		ensure!(lock.is_stored(), Error::<T>::NotFundable);
		ensure!(amount >= MIN_OUTPUT, Error::<T>::OutputTooSmall);
		let serial = NextSerial::<T>::get();
		let change = Self::prepare_serial(serial, amount, lock, CoinOrigin::Transfer)?;
		// A wallet may move all that an account has; what would be dust then is the account's loss, as in
		// any transfer.
		T::Currency::transfer(who, &Self::account_id(), amount, Preservation::Expendable)?;
		NextSerial::<T>::put(serial.saturating_add(1));
		change.apply()
	}

	/// The outputs that outpoints name.
	///
	/// # Errors
	///
	/// [`Error::NotUnspent`] if one is spent or never was.
	pub(crate) fn unspent_all(outpoints: &[OutPoint]) -> Result<Vec<Unspent>, Error<T>> {
		let get = |outpoint| Unspents::<T>::get(outpoint).ok_or(Error::NotUnspent);
		outpoints.iter().map(get).collect()
	}

	/// An output of ETP that no transaction makes, under the given serial number.
	pub(crate) fn prepare_serial(
		serial: u64,
		amount: Balance,
		lock: Lock,
		origin: CoinOrigin,
	) -> Result<Change<T>, Error<T>> {
		let txid = serial_id(serial);
		let output = Output { value: Value::etp(amount), lock };
		let created = vec![(OutPoint { txid, index: 0 }, output)];
		Change::prepare(txid, Self::now(), origin, Vec::new(), created, 0)
	}
}

/// The outputs of a transaction with their names.
pub(crate) fn outputs_of(
	txid: H256,
	tx: &Transaction,
) -> impl Iterator<Item = (OutPoint, Output)> + '_ {
	(0..).zip(tx.outputs()).map(move |(index, output)| (OutPoint { txid, index }, output.clone()))
}

fn genesis_hash<T: Config>() -> H256 {
	frame_system::Pallet::<T>::block_hash(frame_system::pallet_prelude::BlockNumberFor::<T>::zero())
}

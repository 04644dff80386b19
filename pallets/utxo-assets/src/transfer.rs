//! Transactions of accounts: `spend`, and `fund` from an account. What a `submit` has in common with them.

use crate::{
	change::{Change, Flow},
	Config, Error, NextSerial, Pallet, Unspents,
};
use alloc::{borrow::Cow, vec, vec::Vec};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation},
};
use pillars_ledger::{
	check_balance, check_shape, check_unlocked, serial_id, verify_witnesses, Balanced, CoinOrigin,
	Lock, OutPoint, Output, SpendContext, Transaction, Unspent, Value, Witness,
	MAX_TRANSACTION_SIZE, MIN_OUTPUT,
};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_traits::{ConsensusParameters, LedgerActivity, PrefixedMap};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks a transaction, cheapest first, writing nothing.
	pub(crate) fn check_spend<'a>(
		signer: &AccountId,
		tx: &'a Transaction,
		witnesses: &[Witness],
	) -> Result<Change<'a, T>, Error<T>> {
		let now = Self::now();
		Self::check_form(tx, tx.encoded_size().saturating_add(witnesses.encoded_size()), now)?;
		let coins = Self::unspent_all(tx.inputs())?;
		let surplus = Self::check_coins(tx, &coins, now)?.surplus;
		let genesis_hash = genesis_hash::<T>();
		let context = SpendContext { genesis_hash: &genesis_hash, now, signer: Some(signer) };
		verify_witnesses(tx, &coins, witnesses, &context)?;
		Self::check_new(tx, tx.txid())?;
		Self::prepare_transfer(tx, coins, surplus, now)
	}

	/// Checks what can be seen from a transaction alone; `size` is that of all its parts, in bytes.
	///
	/// # Errors
	///
	/// [`Error::TooLarge`], those of the shape, [`Error::NotYet`].
	pub(crate) fn check_form(
		tx: &Transaction,
		size: usize,
		now: BlockNumber,
	) -> Result<(), Error<T>> {
		ensure!(size <= MAX_TRANSACTION_SIZE, Error::TooLarge);
		check_shape(tx)?;
		ensure!(now >= tx.not_before(), Error::NotYet);
		Ok(())
	}

	/// Checks the outputs that a transaction spends against it, all but their witnesses.
	///
	/// # Errors
	///
	/// [`Error::Immature`], and those of the balance.
	pub(crate) fn check_coins(
		tx: &Transaction,
		coins: &[Unspent],
		now: BlockNumber,
	) -> Result<Balanced, Error<T>> {
		// Most transactions spend no coinbase: they do without the parameters.
		let maturity = if coins.iter().any(|coin| coin.origin == CoinOrigin::Coinbase) {
			T::Parameters::parameters().coinbase_maturity
		} else {
			0
		};
		coins.iter().try_for_each(|coin| check_unlocked(coin, now, maturity))?;
		Ok(check_balance(coins.iter().map(|coin| &coin.output), tx.outputs())?)
	}

	/// Checks that no output has the name of one that the transaction makes. None can as long as no two transactions
	/// have the same id; but of one that was carried out already, the pool finds out here.
	///
	/// # Errors
	///
	/// [`Error::OutputExists`].
	pub(crate) fn check_new(tx: &Transaction, txid: H256) -> Result<(), Error<T>> {
		let is_there = (0u32..)
			.zip(tx.outputs())
			.filter(|(_, output)| output.lock.is_stored())
			.any(|(index, _)| Unspents::<T>::has(&OutPoint { txid, index }));
		ensure!(!is_there, Error::OutputExists);
		Ok(())
	}

	/// The change that a transaction makes; what it leaves is a fee of the block.
	///
	/// # Errors
	///
	/// Those of [`Change::prepare`].
	pub(crate) fn prepare_transfer(
		tx: &Transaction,
		coins: Vec<Unspent>,
		surplus: Balance,
		now: BlockNumber,
	) -> Result<Change<'_, T>, Error<T>> {
		let flow = Flow {
			inputs: tx.inputs(),
			coins,
			outputs: Cow::Borrowed(tx.outputs()),
			indices: (0..).zip(tx.outputs()).map(|(index, _)| index).collect(),
			fee: surplus,
		};
		Change::prepare(tx.txid(), now, CoinOrigin::Transfer, flow)
	}

	/// Moves ETP of an account into a new output.
	pub(crate) fn do_fund(who: &AccountId, amount: Balance, lock: Lock) -> DispatchResult {
		ensure!(lock.is_stored(), Error::<T>::NotFundable);
		ensure!(amount >= MIN_OUTPUT, Error::<T>::OutputTooSmall);
		let serial = NextSerial::<T>::get();
		let output = Output { value: Value::etp(amount), lock };
		let change = Self::prepare_serial(serial, output, CoinOrigin::Transfer)?;
		// A wallet may move all that an account has; what would be dust then is the account's loss, as in
		// any transfer.
		T::Currency::transfer(who, &Self::account_id(), amount, Preservation::Expendable)?;
		NextSerial::<T>::put(serial.saturating_add(1));
		change.apply()?;
		T::Activity::deposited(who, amount);
		Ok(())
	}

	/// Makes an output for an account of what was issued to it.
	pub(crate) fn make_for(who: &AccountId, value: Value) -> DispatchResult {
		let serial = NextSerial::<T>::get();
		let output = Output { value, lock: Lock::Account(who.clone()) };
		let change = Self::prepare_serial(serial, output, CoinOrigin::Transfer)?;
		NextSerial::<T>::put(serial.saturating_add(1));
		change.apply()
	}

	/// The outputs that outpoints name.
	///
	/// # Errors
	///
	/// [`Error::NotUnspent`] if one is spent or never was.
	pub(crate) fn unspent_all(outpoints: &[OutPoint]) -> Result<Vec<Unspent>, Error<T>> {
		let get = |outpoint| Unspents::<T>::fetch(outpoint).ok_or(Error::NotUnspent);
		outpoints.iter().map(get).collect()
	}

	/// An output that no transaction makes, under the given serial number.
	pub(crate) fn prepare_serial(
		serial: u64,
		output: Output,
		origin: CoinOrigin,
	) -> Result<Change<'static, T>, Error<T>> {
		let flow = Flow {
			inputs: &[],
			coins: Vec::new(),
			outputs: Cow::Owned(vec![output]),
			indices: vec![0],
			fee: 0,
		};
		Change::prepare(serial_id(serial), Self::now(), origin, flow)
	}
}

/// What signatures commit to, so that they hold on this chain only.
pub(crate) fn genesis_hash<T: Config>() -> H256 {
	frame_system::BlockHash::<T>::fetch(&Zero::zero()).unwrap_or_default()
}

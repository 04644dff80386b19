//! The genesis state of the ledger.

use crate::{change::Change, types::GenesisOutput, Config, Minted, NextSerial, Pallet};
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use pillars_ledger::{CoinOrigin, Output, Value, MIN_OUTPUT};
use pillars_primitives::Balance;

impl<T: Config> Pallet<T> {
	/// Makes the outputs and endows the ledger's account with them and with the existential deposit.
	///
	/// # Panics
	///
	/// If an output is below the least amount or under a lock that is not stored, if an owner has too many
	/// deposits, or if more is minted than there may ever be.
	pub(crate) fn build_genesis(outputs: &[GenesisOutput]) {
		for output in outputs {
			assert!(output.amount > 0, "a genesis output is of amount zero");
			assert!(output.amount >= MIN_OUTPUT, "a genesis output is below the least amount");
			assert!(output.lock.is_stored(), "a genesis output is under a lock that is not stored");
		}
		let sum = outputs.iter().fold(0, |sum: Balance, output| sum.saturating_add(output.amount));
		let cap = T::MaxSupply::get();
		let endowment = sum.saturating_add(T::Currency::minimum_balance());
		let issuance = T::Currency::total_issuance().saturating_add(endowment);
		assert!(issuance <= cap, "genesis mints more than there may ever be: {issuance} of {cap}");
		let minted = T::Currency::mint_into(&Self::account_id(), endowment);
		assert!(minted.is_ok(), "the account of the ledger can not be endowed");
		Minted::<T>::put(T::Currency::total_issuance());

		let serials = NextSerial::<T>::get()..;
		for (serial, GenesisOutput { lock, amount }) in serials.zip(outputs.iter().cloned()) {
			let output = Output { value: Value::etp(amount), lock };
			let made = Self::prepare_serial(serial, output, CoinOrigin::Genesis)
				.map_err(Into::into)
				.and_then(Change::apply);
			assert!(made.is_ok(), "a genesis output can not be made: {made:?}");
			NextSerial::<T>::put(serial.saturating_add(1));
		}
	}
}

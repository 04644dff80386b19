//! `submit`: what the pool holds and a block takes.

use super::*;
use crate::{Call, Error};
use codec::Encode;
use frame_support::{assert_noop, traits::Authorize};
use frame_system::RawOrigin;
use pillars_ledger::{sighash, Mode};
use sp_runtime::{
	traits::Dispatchable,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
};

mod fees;
mod limits;
mod pool;
mod rules;
mod signatures;

/// A `submit`, part by part, so that a test can spoil one.
#[derive(Clone)]
pub(super) struct Parts {
	pub(super) tx: Transaction,
	pub(super) spent: Vec<Output>,
	pub(super) witnesses: Vec<Witness>,
}

impl Parts {
	/// Of outputs that are unspent or made by one of the transactions `parents`, not signed.
	pub(super) fn unsigned(tx: &Transaction, parents: &[&Transaction]) -> Self {
		let spent = tx.inputs().iter().map(|outpoint| {
			match parents.iter().find(|parent| parent.txid() == outpoint.txid) {
				Some(parent) => parent.outputs()[outpoint.index as usize].clone(),
				None => unspent(outpoint).unwrap().output,
			}
		});
		let spent = spent.collect();
		Self { tx: tx.clone(), spent, witnesses: vec![] }
	}

	/// The same, signed by the owners of the inputs.
	pub(super) fn of(tx: &Transaction, parents: &[&Transaction]) -> Self {
		Self::unsigned(tx, parents).sign()
	}

	/// Signs anew.
	pub(super) fn sign(mut self) -> Self {
		let signer = |output: &Output| (1..=9).find(|n| output.lock.owner() == Some(&owner(*n)));
		let sign = |output| self.signature(signer(output).unwrap());
		self.witnesses = self.spent.iter().map(sign).collect();
		self
	}

	/// What `owner(n)` signs for the whole of it.
	pub(super) fn hash(&self) -> H256 {
		sighash(&self.tx, &self.spent, &System::block_hash(0), Mode::All, 0).unwrap()
	}

	pub(super) fn signature(&self, n: u8) -> Witness {
		let sig = pair(n).sign(self.hash().as_bytes()).into();
		Witness::Signature { mode: 0, sig }
	}

	pub(super) fn call(&self) -> Call<Test> {
		Call::submit {
			tx: self.tx.clone(),
			spent: self.spent.clone().try_into().unwrap(),
			witnesses: self.witnesses.clone().try_into().unwrap(),
		}
	}

	/// What is said of it where it comes from there.
	pub(super) fn authorize(
		&self,
		source: TransactionSource,
	) -> Result<ValidTransaction, TransactionValidityError> {
		self.call().authorize(source).unwrap().map(|(valid, _)| valid)
	}

	/// What the pool says of it.
	pub(super) fn pool(&self) -> Result<ValidTransaction, TransactionValidityError> {
		let external = self.authorize(TransactionSource::External);
		assert_eq!(self.authorize(TransactionSource::Local), external);
		external
	}

	/// Carries it out as a block does.
	pub(super) fn block(&self) -> Result<(), TransactionValidityError> {
		self.authorize(TransactionSource::InBlock)?;
		// What is authorised does not fail.
		self.dispatch().unwrap();
		Ok(())
	}

	/// Carries it out as if it were authorised.
	pub(super) fn dispatch(&self) -> DispatchResult {
		let origin = RuntimeOrigin::from(RawOrigin::Authorized);
		let result = RuntimeCall::from(self.call()).dispatch(origin);
		result.map(drop).map_err(|failed| failed.error)
	}

	/// Neither the pool nor a block takes it.
	pub(super) fn refused(&self, error: Error<Test>) {
		assert_eq!(self.pool().unwrap_err(), invalid(&error), "{error:?} in the pool");
		self.refused_in_block(error);
	}

	/// A block does not take it.
	pub(super) fn refused_in_block(&self, error: Error<Test>) {
		assert_noop!(self.block(), invalid(&error));
	}

	/// Neither the pool nor a block takes it, and the call fails whoever authorises it. What is named, the fee and the
	/// witnesses are the authorisation's alone.
	pub(super) fn refused_everywhere(&self, error: Error<Test>) {
		let number = invalid(&error);
		assert_noop!(self.dispatch(), error);
		assert_eq!(self.pool(), Err(number));
		assert_noop!(self.block(), number);
	}
}

/// How the pool knows an error.
pub(super) fn invalid(error: &Error<Test>) -> TransactionValidityError {
	InvalidTransaction::Custom(error.encode()[0]).into()
}

/// Coins of 10 and 5 ETP of owner 1 and of 3 ETP of owner 2; a deposit of owner 1 until height 50.
fn ledger() -> ExtBuilder {
	ExtBuilder::default()
		.coin(1, 10 * ETP)
		.coin(1, 5 * ETP)
		.coin(2, 3 * ETP)
		.output(deposit(1, 50), 7 * ETP)
}

/// Enough to pay for any transaction here.
const FEE: Balance = 10 * MILLI_ETP;

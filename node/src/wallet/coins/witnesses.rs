//! Signatures, and whether the ledger will accept them.

use super::{Unlock, Unsigned};
use crate::wallet::error::WalletError;
use pillars_ledger::{
	sighash, verify_witnesses, Lock, Mode, Output, SpendContext, Transaction, Witness,
};
use pillars_primitives::{AccountId, BlockNumber, Hash};
use pillars_runtime::{Runtime, RuntimeCall};
use sp_core::{ecdsa, H256};
use sp_runtime::MultiSignature;
use std::collections::BTreeMap;

/// Makes signatures of an account over what has to be signed.
pub(crate) type Sign<'a, E> = &'a mut dyn FnMut(&AccountId) -> Result<MultiSignature, E>;

/// A transaction with its witnesses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
	/// The transaction.
	pub(crate) tx: Transaction,
	/// What it spends, in the order of its inputs.
	pub(crate) spent: Vec<Output>,
	/// The witnesses, in the order of its inputs.
	pub(crate) witnesses: Vec<Witness>,
}

impl Unsigned {
	/// What its signatures sign.
	///
	/// # Errors
	///
	/// If it is too large to be a transaction.
	pub(crate) fn hash(&self, genesis: &Hash) -> Result<H256, WalletError> {
		Ok(sighash(&self.transaction()?, &self.spent(), genesis, Mode::All, 0)?)
	}

	/// The transaction with witnesses that `sign` makes over [`Self::hash`]. The caller of a `spend` needs none for
	/// its own coins: they are `Signer`.
	///
	/// # Errors
	///
	/// Those of `sign`.
	pub(crate) fn sign<E: From<WalletError>>(
		&self,
		caller: Option<&AccountId>,
		sign: Sign<'_, E>,
	) -> Result<Signed, E> {
		let witnesses = witnesses(self, caller, sign)?;
		Ok(Signed { tx: self.transaction()?, spent: self.spent(), witnesses })
	}

	/// The transaction with witnesses as large as the real ones can be, to know what it costs.
	///
	/// # Errors
	///
	/// If it is too large to be a transaction.
	pub(crate) fn sized(&self) -> Result<Signed, WalletError> {
		self.sign(None, &mut |_| Ok(longest_signature()))
	}

	/// As [`Self::sized`], in a call of this account.
	///
	/// # Errors
	///
	/// If it is too large to be a transaction.
	pub(crate) fn sized_for(&self, caller: &AccountId) -> Result<Signed, WalletError> {
		self.sign(Some(caller), &mut |_| Ok(longest_signature()))
	}

	/// How many stored outputs there are beyond the number of inputs.
	pub(crate) fn outputs_added(&self) -> u32 {
		let stored = self.outputs.iter().filter(|output| output.lock.is_stored()).count();
		u32::try_from(stored.saturating_sub(self.inputs.len())).unwrap_or(u32::MAX)
	}

	/// Payments to accounts among its outputs.
	pub(crate) fn payments(&self) -> u32 {
		let is_payment = |output: &&Output| matches!(output.lock, Lock::Balance(_));
		u32::try_from(self.outputs.iter().filter(is_payment).count()).unwrap_or(u32::MAX)
	}

	/// Stake deposits among its outputs and those that it spends.
	pub(crate) fn deposits(&self) -> u32 {
		let spent = self.inputs.iter().map(|input| &input.coin.output);
		let deposits = spent
			.chain(&self.outputs)
			.filter(|output| matches!(output.lock, Lock::Deposit { .. }))
			.count();
		u32::try_from(deposits).unwrap_or(u32::MAX)
	}
}

fn longest_signature() -> MultiSignature {
	MultiSignature::Ecdsa(ecdsa::Signature::from_raw([0; 65]))
}

/// One witness for each input; one signature serves all coins of an owner.
fn witnesses<E>(
	unsigned: &Unsigned,
	caller: Option<&AccountId>,
	sign: Sign<'_, E>,
) -> Result<Vec<Witness>, E> {
	let mut signed = BTreeMap::<&AccountId, u8>::new();
	let mut witnesses = Vec::with_capacity(unsigned.inputs.len());
	for (index, input) in (0u8..=u8::MAX).zip(&unsigned.inputs) {
		witnesses.push(match &input.unlock {
			Unlock::Owner(owner) if caller == Some(owner) => Witness::Signer,
			Unlock::Owner(owner) => match signed.get(owner) {
				Some(earlier) => Witness::As(*earlier),
				None => {
					signed.insert(owner, index);
					Witness::Signature { mode: 0, sig: sign(owner)? }
				},
			},
			Unlock::Policy { policy, recipe } => {
				Witness::Policy { policy: policy.clone(), satisfaction: recipe.fill(sign)? }
			},
		});
	}
	Ok(witnesses)
}

impl Signed {
	/// Checks the witnesses as the ledger does: at the height `now`, in a call of `signer` if there is one.
	///
	/// # Errors
	///
	/// [`WalletError::Rule`].
	pub(crate) fn check(
		&self,
		unsigned: &Unsigned,
		genesis: &Hash,
		now: BlockNumber,
		signer: Option<&AccountId>,
	) -> Result<(), WalletError> {
		let context = SpendContext { genesis_hash: genesis, now, signer };
		verify_witnesses(&self.tx, &unsigned.coins(), &self.witnesses, &context)?;
		Ok(())
	}

	/// The call that needs no account.
	///
	/// # Errors
	///
	/// [`WalletError::TooManyCoins`].
	pub(crate) fn submit(self) -> Result<RuntimeCall, WalletError> {
		let Self { tx, spent, witnesses } = self;
		Ok(RuntimeCall::UtxoAssets(pallet_utxo_assets::Call::<Runtime>::submit {
			tx,
			spent: spent.try_into().map_err(|_| WalletError::TooManyCoins)?,
			witnesses: witnesses.try_into().map_err(|_| WalletError::TooManyCoins)?,
		}))
	}

	/// The call of an account.
	///
	/// # Errors
	///
	/// [`WalletError::TooManyCoins`].
	pub(crate) fn spend(self) -> Result<RuntimeCall, WalletError> {
		let Self { tx, witnesses, .. } = self;
		Ok(RuntimeCall::UtxoAssets(pallet_utxo_assets::Call::<Runtime>::spend {
			tx,
			witnesses: witnesses.try_into().map_err(|_| WalletError::TooManyCoins)?,
		}))
	}
}

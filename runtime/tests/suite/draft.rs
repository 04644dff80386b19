//! Transactions of outputs, made and signed as a wallet does.

use crate::chain::Chain;
use codec::Encode;
use pallet_utxo_assets::{Call, Error};
use pillars_ledger::{
	sighash, Mode, OutPoint, Output, Policy, Satisfaction, Transaction, Unspent, Witness,
};
use pillars_primitives::Balance;
use pillars_runtime::{Runtime, System, UncheckedExtrinsic, UtxoAssets};
use pillars_traits::StakeInspect;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	MultiSignature,
};

/// An output and its name.
pub(crate) type Coin = (OutPoint, Output);

/// A transaction with what it spends, and its witnesses so far.
#[derive(Clone)]
pub(crate) struct Draft {
	pub(crate) tx: Transaction,
	pub(crate) spent: Vec<Output>,
	witnesses: Vec<Witness>,
	genesis: H256,
}

impl Draft {
	pub(crate) fn new(
		chain: &mut Chain,
		coins: impl Into<Vec<Coin>>,
		outputs: impl Into<Vec<Output>>,
	) -> Self {
		let (inputs, spent): (_, Vec<_>) = coins.into().into_iter().unzip();
		let tx = Transaction::new(inputs, outputs.into()).unwrap();
		// Not signed yet: it refers to itself, which nothing may.
		let witnesses = vec![Witness::As(u8::MAX); spent.len()];
		Self { tx, spent, witnesses, genesis: chain.at(|| System::block_hash(0)) }
	}

	/// An output that it makes.
	pub(crate) fn coin(&self, index: u32) -> Coin {
		let output = self.tx.outputs()[index as usize].clone();
		(OutPoint { txid: self.tx.txid(), index }, output)
	}

	/// A signature for all of it.
	pub(crate) fn sign(&self, who: Sr25519Keyring) -> MultiSignature {
		self.sign_in(who, Mode::All, 0)
	}

	/// A signature for an input.
	pub(crate) fn sign_in(&self, who: Sr25519Keyring, mode: Mode, input: usize) -> MultiSignature {
		let hash = sighash(&self.tx, &self.spent, &self.genesis, mode, input).unwrap();
		who.sign(hash.as_bytes()).into()
	}

	/// Signs an input of an account for all of it.
	pub(crate) fn account(self, input: usize, who: Sr25519Keyring) -> Self {
		let sig = self.sign(who);
		self.witness(input, Witness::Signature { mode: 0, sig })
	}

	/// Satisfies the policy of an input.
	pub(crate) fn policy(self, input: usize, policy: &Policy, by: Satisfaction) -> Self {
		let policy = policy.to_bytes().unwrap();
		self.witness(input, Witness::Policy { policy, satisfaction: by })
	}

	pub(crate) fn witness(mut self, input: usize, witness: Witness) -> Self {
		self.witnesses[input] = witness;
		self
	}

	/// The call of it.
	pub(crate) fn call(&self) -> Call<Runtime> {
		Call::submit {
			tx: self.tx.clone(),
			spent: self.spent.clone().try_into().unwrap(),
			witnesses: self.witnesses.clone().try_into().unwrap(),
		}
	}

	/// The transaction that anybody may send.
	pub(crate) fn submit(&self) -> UncheckedExtrinsic {
		Chain::general(self.call())
	}
}

/// What meets a key of a policy.
pub(crate) fn key(sig: MultiSignature) -> Satisfaction {
	Satisfaction::Sig { mode: 0, sig }
}

/// How a block and the pool refuse a rule's breach.
pub(crate) fn broken(error: Error<Runtime>) -> TransactionValidityError {
	InvalidTransaction::Custom(error.encode()[0]).into()
}

/// ETP to an account.
pub(crate) fn to(owner: Sr25519Keyring, amount: Balance) -> Output {
	Output::etp(amount, owner.to_account_id())
}

/// A coin of 5 000 ETP of an owner in the preset.
pub(crate) fn coin(chain: &mut Chain, owner: Sr25519Keyring) -> Coin {
	let coin = chain.coins(owner)[0].clone();
	(coin.outpoint, coin.output)
}

/// Neither the pool nor a block takes it.
pub(crate) fn refused(chain: &mut Chain, draft: &Draft, error: Error<Runtime>) {
	let error = broken(error);
	assert_eq!(chain.validate(draft.submit()), Err(error));
	assert_eq!(chain.apply(draft.submit()), Err(error));
}

/// What is unspent of it.
pub(crate) fn unspent(chain: &mut Chain, coin: &Coin) -> Option<Unspent> {
	chain.at(|| UtxoAssets::coin(&coin.0))
}

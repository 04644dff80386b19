//! What the tests of several modules share.

use crate::{
	sighash, verify_witnesses, Checked, CoinOrigin, Lock, Mode, OutPoint, Output, Policy,
	RuleError, Satisfaction, SpendContext, Transaction, Unspent, Value, Witness,
};
use alloc::vec::Vec;
use codec::Encode;
use pillars_primitives::{AccountId, Balance, BlockNumber};
use sp_core::{sr25519, Pair, H256};
use sp_crypto_hashing::sha2_256;
use sp_runtime::MultiSignature;

pub(crate) const GENESIS: H256 = H256::repeat_byte(9);
pub(crate) const SECRET: [u8; 32] = [7; 32];
/// Height at which the coins were made, and that of the block that spends them.
pub(crate) const MADE: BlockNumber = 90;
pub(crate) const NOW: BlockNumber = 100;

pub(crate) fn pair(n: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[n; 32])
}

pub(crate) fn account(n: u8) -> AccountId {
	pair(n).public().into()
}

pub(crate) fn secret_hash() -> H256 {
	sha2_256(&SECRET).into()
}

pub(crate) fn outpoint(index: u32) -> OutPoint {
	OutPoint { txid: H256::repeat_byte(1), index }
}

/// Wants an output of so much ETP under the `Account` lock of `to`.
pub(crate) fn pays(amount: Balance, to: &AccountId) -> Policy {
	Policy::Pays { value: Value::etp(amount), lock_hash: Lock::Account(to.clone()).hash() }
}

/// Reveals a policy, which may be a bad one.
pub(crate) fn reveal(policy: &Policy, satisfaction: Satisfaction) -> Witness {
	Witness::Policy { policy: policy.encode().try_into().unwrap(), satisfaction }
}

/// A transaction with the outputs that it spends.
#[derive(Clone)]
pub(crate) struct Spend {
	pub(crate) tx: Transaction,
	pub(crate) spent: Vec<Output>,
	pub(crate) now: BlockNumber,
	pub(crate) signer: Option<AccountId>,
}

impl Spend {
	/// Spends coins of 1 000 000 satoshi under these locks.
	pub(crate) fn new(locks: impl IntoIterator<Item = Lock>, outputs: Vec<Output>) -> Self {
		let output = |lock| Output { value: Value::etp(1_000_000), lock };
		let spent: Vec<Output> = locks.into_iter().map(output).collect();
		let inputs = (0..spent.len() as u32).map(outpoint).collect();
		Self { tx: Transaction::new(inputs, outputs).unwrap(), spent, now: NOW, signer: None }
	}

	/// The same in a block of another height.
	pub(crate) fn at(self, now: BlockNumber) -> Self {
		Self { now, ..self }
	}

	/// The same in a call of this account.
	pub(crate) fn called_by(self, who: &AccountId) -> Self {
		Self { signer: Some(who.clone()), ..self }
	}

	pub(crate) fn hash(&self, mode: Mode, input: usize) -> H256 {
		sighash(&self.tx, &self.spent, &GENESIS, mode, input).unwrap()
	}

	/// The signature of a key for the whole transaction.
	pub(crate) fn sign(&self, key: u8) -> MultiSignature {
		pair(key).sign(self.hash(Mode::All, 0).as_bytes()).into()
	}

	/// The same as a satisfaction.
	pub(crate) fn key(&self, key: u8) -> Satisfaction {
		Satisfaction::Sig { mode: 0, sig: self.sign(key) }
	}

	/// The signature of a key for one input and its output.
	pub(crate) fn sign_one(&self, key: u8, input: usize) -> MultiSignature {
		pair(key).sign(self.hash(Mode::SingleAnyoneCanPay, input).as_bytes()).into()
	}

	pub(crate) fn verify(&self, witnesses: &[Witness]) -> Result<Checked, RuleError> {
		let coin = |output: &Output| Unspent {
			output: output.clone(),
			height: MADE,
			origin: CoinOrigin::Transfer,
		};
		let coins: Vec<Unspent> = self.spent.iter().map(coin).collect();
		let context =
			SpendContext { genesis_hash: &GENESIS, now: self.now, signer: self.signer.as_ref() };
		verify_witnesses(&self.tx, &coins, witnesses, &context)
	}
}

//! Transactions of the ledger: which coins they spend, what they leave as change and as fee, and their witnesses.
//!
//! | file | what |
//! |---|---|
//! | this file | a transaction on its way: [`Draft`], then [`Unsigned`] |
//! | `difference` | what a transaction lacks, and what it leaves |
//! | `complete` | adds coins, change and the fee |
//! | `witnesses` | signs |
//!
//! What goes in is what comes out and the fee, per asset, and no output is below the least amount: what would be is
//! left to the fee. [`pillars_ledger`] checks it once more before anything is signed.

mod complete;
mod difference;
mod witnesses;

#[cfg(test)]
mod tests;

pub(crate) use complete::{complete, Source};

use super::{error::WalletError, recipe::Recipe};
use pillars_ledger::{
	Lock, Memo, OutPoint, Output, PolicyBytes, Transaction, TransactionV1, Unspent,
};
use pillars_primitives::{AccountId, Balance, BlockNumber};

/// How an input is unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unlock {
	/// By the signature of its owner.
	Owner(AccountId),
	/// By its policy.
	Policy {
		/// The policy, encoded.
		policy: PolicyBytes,
		/// How it is satisfied.
		recipe: Recipe,
	},
}

/// An output that is to be spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
	/// Which.
	pub(crate) outpoint: OutPoint,
	/// What it holds.
	pub(crate) coin: Unspent,
	/// How it is unlocked.
	pub(crate) unlock: Unlock,
}

impl Input {
	/// A coin that the signature of its owner unlocks.
	pub(crate) const fn owned(outpoint: OutPoint, coin: Unspent, owner: AccountId) -> Self {
		Self { outpoint, coin, unlock: Unlock::Owner(owner) }
	}
}

/// A transaction as the user means it: coins, change and the fee are still missing.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
	/// What it spends in any case.
	pub(crate) inputs: Vec<Input>,
	/// What it makes in any case; these come first.
	pub(crate) outputs: Vec<Output>,
	/// First height at which it may be in a block.
	pub(crate) not_before: BlockNumber,
	/// A note.
	pub(crate) memo: Memo,
	/// Whose coins make up for what is missing; nobody's if there is none.
	pub(crate) payer: Option<AccountId>,
	/// Where goes what is left.
	pub(crate) change: Lock,
	/// If what is left is what the transaction is for, so that it must go there: how to have it go elsewhere.
	pub(crate) change_is_meant: Option<&'static str>,
	/// The fee in satoshi, if it is not to be computed.
	pub(crate) fee: Option<Balance>,
}

impl Draft {
	/// A payment of an account that makes these outputs.
	pub(crate) fn of(payer: &AccountId, outputs: Vec<Output>) -> Self {
		Self {
			inputs: Vec::new(),
			outputs,
			not_before: 0,
			memo: Memo::default(),
			payer: Some(payer.clone()),
			change: Lock::Account(payer.clone()),
			change_is_meant: None,
			fee: None,
		}
	}
}

/// A transaction that is whole but for its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsigned {
	/// What it spends.
	pub(crate) inputs: Vec<Input>,
	/// What it makes; the change comes last.
	pub(crate) outputs: Vec<Output>,
	/// How many of the outputs are change.
	pub(crate) changes: usize,
	/// First height at which it may be in a block.
	pub(crate) not_before: BlockNumber,
	/// A note.
	pub(crate) memo: Memo,
	/// What it leaves, in satoshi.
	pub(crate) fee: Balance,
}

impl Unsigned {
	/// The transaction.
	///
	/// # Errors
	///
	/// [`WalletError::TooManyCoins`] if it has more inputs or outputs than there may be.
	pub(crate) fn transaction(&self) -> Result<Transaction, WalletError> {
		let inputs: Vec<OutPoint> = self.inputs.iter().map(|input| input.outpoint).collect();
		Ok(Transaction::V1(TransactionV1 {
			inputs: inputs.try_into().map_err(|_| WalletError::TooManyCoins)?,
			outputs: self.outputs.clone().try_into().map_err(|_| WalletError::TooManyCoins)?,
			not_before: self.not_before,
			memo: self.memo.clone(),
		}))
	}

	/// The outputs that it spends, in the order of its inputs.
	pub(crate) fn spent(&self) -> Vec<Output> {
		self.inputs.iter().map(|input| input.coin.output.clone()).collect()
	}

	/// The outputs that it spends with their heights.
	pub(crate) fn coins(&self) -> Vec<Unspent> {
		self.inputs.iter().map(|input| input.coin.clone()).collect()
	}
}

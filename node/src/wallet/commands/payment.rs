//! A payment from coins under a policy, on its way round among those who sign it.

use crate::wallet::{
	chain::State,
	coins::{Input, Unlock, Unsigned},
	contract::as_bytes,
	files::{self, Scale},
	preview::address,
	recipe::{solve, Facts},
	WalletError,
};
use pillars_ledger::{
	check_balance, OutPoint, Output, Policy, Transaction, Unspent, Value, ETP_ASSET, MIN_OUTPUT,
};
use pillars_primitives::{AccountId, Balance, Hash};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};
use sp_runtime::{traits::Verify, MultiSignature};
use std::{
	cmp::Reverse,
	collections::{BTreeMap, BTreeSet},
	path::Path,
};

/// ETP in satoshi that is far more than a payment costs.
const FOR_FEE: Balance = 100 * MIN_OUTPUT;

/// A payment on its way round.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Payment {
	/// The chain, by the hash of its genesis block.
	pub(super) genesis: Hash,
	/// The policy of the coins, SCALE-encoded.
	pub(super) policy: Bytes,
	/// The transaction.
	pub(super) tx: Scale<Transaction>,
	/// What it spends.
	pub(super) coins: Vec<Scale<Unspent>>,
	/// Signatures by the address of the signer.
	pub(super) signatures: BTreeMap<String, Scale<MultiSignature>>,
}

/// As many of the coins as it takes, those that hold more first, with enough ETP among them for the fee.
pub(super) fn enough(mut inputs: Vec<Input>, output: &Output) -> Vec<Input> {
	let part = |value: &Value| match value {
		Value::Coins { asset, amount } => Some((*asset, *amount)),
		Value::Unique(_) => None,
	};
	let Some((wanted, amount)) = part(&output.value) else { return inputs };
	let mut goals = BTreeMap::from([(ETP_ASSET, FOR_FEE)]);
	let goal = goals.entry(wanted).or_default();
	*goal = goal.saturating_add(amount);
	inputs.sort_by_key(|input| Reverse(part(&input.coin.output.value)));
	inputs.retain(|input| {
		let Some((asset, amount)) = part(&input.coin.output.value) else { return false };
		let Some(missing) = goals.get_mut(&asset).filter(|missing| **missing > 0) else {
			return false;
		};
		*missing = missing.saturating_sub(amount);
		true
	});
	inputs
}

/// How a coin is unlocked by the keys of the facts.
///
/// # Errors
///
/// What is missing.
pub(super) fn unlock(
	policy: &Policy,
	coin: &Unspent,
	facts: &Facts,
) -> Result<Unlock, WalletError> {
	let age = facts.now.saturating_sub(coin.height);
	let recipe = solve(policy, &Facts { age, ..facts.clone() })?;
	Ok(Unlock::Policy { policy: as_bytes(policy)?, recipe })
}

/// All of the coins as inputs.
///
/// # Errors
///
/// If one is gone or not under the policy, or what the policy misses.
pub(super) fn all_of(
	policy: &Policy,
	coins: Vec<(OutPoint, Option<Unspent>)>,
	facts: &Facts,
) -> Result<Vec<Input>, WalletError> {
	let mut inputs = Vec::with_capacity(coins.len());
	for (outpoint, coin) in coins {
		let coin = coin.ok_or(WalletError::NotUnspent(outpoint))?;
		if coin.output.lock != policy.lock() {
			return Err(WalletError::OutputDiffers(outpoint));
		}
		let unlock = unlock(policy, &coin, facts)?;
		inputs.push(Input { outpoint, coin, unlock });
	}
	Ok(inputs)
}

/// Those of the coins as inputs that are there and can be spent now.
///
/// # Errors
///
/// If there is none, what the policy misses; if one is not under the policy.
pub(super) fn those_free(
	policy: &Policy,
	coins: Vec<(OutPoint, Option<Unspent>)>,
	facts: &Facts,
) -> Result<Vec<Input>, WalletError> {
	let (mut inputs, mut unmet) = (Vec::new(), None);
	for (outpoint, coin) in coins {
		// What was spent a moment ago is none of them.
		if coin.is_none() {
			continue;
		}
		match all_of(policy, vec![(outpoint, coin)], facts) {
			Ok(input) => inputs.extend(input),
			Err(error @ WalletError::Unmet(_)) => unmet = unmet.or(Some(error)),
			Err(error) => return Err(error),
		}
	}
	match unmet {
		Some(unmet) if inputs.is_empty() => Err(unmet),
		_ => Ok(inputs),
	}
}

/// The keys that a policy names.
pub(super) fn keys_of(policy: &Policy) -> BTreeSet<AccountId> {
	match policy {
		Policy::Key(account) => [account.clone()].into(),
		Policy::All(list) | Policy::Any(list) | Policy::Threshold(_, list) => {
			list.iter().flat_map(keys_of).collect()
		},
		_ => BTreeSet::new(),
	}
}

impl Payment {
	/// Reads the file of one on this chain.
	///
	/// # Errors
	///
	/// If it is for another chain, or none.
	pub(super) fn read(path: &Path, genesis: Hash) -> Result<Self, WalletError> {
		let payment: Self = files::read(path)?;
		if payment.genesis != genesis {
			let genesis = payment.genesis;
			return Err(WalletError::ForeignFile { path: path.into(), genesis });
		}
		Ok(payment)
	}

	/// The policy of its coins.
	///
	/// # Errors
	///
	/// If there is none.
	pub(super) fn policy(&self) -> Result<Policy, WalletError> {
		Ok(Policy::decode_all_checked(&self.policy)?)
	}

	/// The transaction as these keys unlock it, with its coins as the state has them.
	///
	/// # Errors
	///
	/// Those of [`Self::with_coins`].
	pub(super) async fn unsigned(
		&self,
		state: &State<'_>,
		keys: BTreeSet<AccountId>,
	) -> Result<Unsigned, WalletError> {
		let found = state.unspent(self.tx.0.inputs()).await?;
		self.with_coins(found, Facts { keys, now: state.next(), ..Facts::default() })
	}

	/// The transaction as these facts unlock it. Only coins under the policy that it names are spent: a signature over
	/// others would be worth something elsewhere.
	///
	/// # Errors
	///
	/// If a coin is gone or holds something else, or what the policy misses.
	fn with_coins(
		&self,
		found: Vec<Option<Unspent>>,
		facts: Facts,
	) -> Result<Unsigned, WalletError> {
		let policy = self.policy()?;
		let tx = &self.tx.0;
		let mut inputs = Vec::with_capacity(found.len());
		for ((outpoint, coin), told) in tx.inputs().iter().zip(found).zip(&self.coins) {
			let coin = coin.ok_or(WalletError::NotUnspent(*outpoint))?;
			if coin.output != told.0.output || coin.output.lock != policy.lock() {
				return Err(WalletError::OutputDiffers(*outpoint));
			}
			let unlock = unlock(&policy, &coin, &facts)?;
			inputs.push(Input { outpoint: *outpoint, coin, unlock });
		}
		if inputs.len() != tx.inputs().len() || inputs.is_empty() {
			return Err(WalletError::Input("the file does not tell what every input holds".into()));
		}
		let spent: Vec<Output> = inputs.iter().map(|input| input.coin.output.clone()).collect();
		let balanced = check_balance(spent.iter(), tx.outputs())?;
		let is_change = |output: &&Output| output.lock == policy.lock();
		let Transaction::V1(body) = tx;
		Ok(Unsigned {
			inputs,
			changes: tx.outputs().iter().rev().take_while(is_change).count(),
			outputs: tx.outputs().to_vec(),
			not_before: body.not_before,
			memo: body.memo.clone(),
			fee: balanced.surplus,
		})
	}

	/// The signatures that hold.
	///
	/// # Errors
	///
	/// If there is no policy.
	pub(super) fn valid(
		&self,
		hash: &H256,
	) -> Result<BTreeMap<AccountId, MultiSignature>, WalletError> {
		let keys = keys_of(&self.policy()?).into_iter();
		let signed = keys.filter_map(|key| {
			let signature = &self.signatures.get(&address(&key))?.0;
			signature.verify(hash.as_bytes(), &key).then(|| (key, signature.clone()))
		});
		Ok(signed.collect())
	}
}

#[cfg(test)]
mod tests;

//! Coins under policies: the file that keeps what is needed to spend them, and how they are spent.

use super::{
	chain::State,
	coins::{Draft, Input, Unlock},
	error::WalletError,
	files::{self, Scale},
	recipe::{solve, Facts},
};
use pillars_ledger::{
	Asset, Lock, OutPoint, Output, Policy, PolicyBytes, RuleError, Unspent, Value, ETP_ASSET,
	MIN_OUTPUT,
};
use pillars_primitives::{AccountId, Balance, Hash};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
};

/// ETP in satoshi, 0.1 ETP, that is far more than it costs to bring it to an owner.
const ENOUGH: Balance = 100 * MIN_OUTPUT;

/// What a coin under a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
	/// An owner who has to wait.
	Timelock,
	/// Tranches, each with a height.
	Vesting,
	/// An owner, or a recovery key after a delay.
	Recovery,
	/// Whoever knows a preimage, or the sender after a height.
	Htlc,
	/// An offer that anybody can take for its price.
	Offer,
}

/// A file about coins under policies. Without it the coins can not be spent: the chain knows the hashes only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Contract {
	/// What it is about.
	pub(crate) kind: Kind,
	/// The chain, by the hash of its genesis block.
	pub(crate) genesis: Hash,
	/// The coins.
	pub(crate) coins: Vec<LockedCoin>,
	/// A secret that the coins wait for, if it was made here.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) preimage: Option<Scale<[u8; 32]>>,
}

/// A coin under a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LockedCoin {
	/// Id of the transaction that makes it.
	pub(crate) txid: H256,
	/// Its index there.
	pub(crate) index: u32,
	/// The output, SCALE-encoded.
	pub(crate) output: Scale<Output>,
	/// The policy, SCALE-encoded.
	pub(crate) policy: Bytes,
}

impl LockedCoin {
	/// Where it is.
	pub(crate) const fn outpoint(&self) -> OutPoint {
		OutPoint { txid: self.txid, index: self.index }
	}

	/// Its policy, which must be the one that the output is under.
	///
	/// # Errors
	///
	/// If it is another one, or none.
	pub(crate) fn policy(&self) -> Result<Policy, WalletError> {
		let policy = Policy::decode_all_checked(&self.policy)?;
		if policy.lock() != self.output.0.lock {
			return Err(RuleError::PolicyMismatch.into());
		}
		Ok(policy)
	}

	/// As an input of a transaction.
	///
	/// # Errors
	///
	/// What is missing to satisfy the policy.
	fn input(&self, unspent: Unspent, facts: &Facts) -> Result<Input, WalletError> {
		let policy = self.policy()?;
		let age = facts.now.saturating_sub(unspent.height);
		let recipe = solve(&policy, &Facts { age, ..facts.clone() })?;
		let policy = as_bytes(&policy)?;
		let unlock = Unlock::Policy { policy, recipe };
		Ok(Input { outpoint: self.outpoint(), coin: unspent, unlock })
	}
}

/// A policy as witnesses show it.
///
/// # Errors
///
/// If it is too large.
pub(crate) fn as_bytes(policy: &Policy) -> Result<PolicyBytes, WalletError> {
	Ok(policy.to_bytes()?)
}

impl Contract {
	/// About these values, which outputs of one transaction from the first on hold under these policies.
	pub(crate) fn new(kind: Kind, genesis: Hash, txid: H256, coins: &[(Value, Policy)]) -> Self {
		use codec::Encode;
		let coin = |(index, (value, policy)): (u32, &(Value, Policy))| LockedCoin {
			txid,
			index,
			output: Scale(Output { value: *value, lock: policy.lock() }),
			policy: Bytes(policy.encode()),
		};
		let coins = (0..).zip(coins).map(coin).collect();
		Self { kind, genesis, coins, preimage: None }
	}

	/// With the coins of another one, which take the place of these as soon as the block that makes them is final.
	pub(crate) fn followed_by(mut self, next: Self) -> Self {
		self.coins
			.retain(|coin| next.coins.iter().all(|other| other.outpoint() != coin.outpoint()));
		self.coins.extend(next.coins);
		self
	}

	/// Reads the file of a contract of this kind on this chain.
	///
	/// # Errors
	///
	/// If it is another one, or none.
	pub(crate) fn read(path: &Path, kind: Kind, genesis: Hash) -> Result<Self, WalletError> {
		let contract: Self = files::read(path)?;
		if contract.genesis != genesis {
			return Err(WalletError::ForeignFile { path: path.into(), genesis: contract.genesis });
		}
		if contract.kind != kind {
			let name = serde_json::to_string(&contract.kind).unwrap_or_default();
			let reason = format!("this is about something else: {name}");
			return Err(WalletError::File { path: path.into(), reason });
		}
		Ok(contract)
	}

	/// The coins that are unspent, with what the state tells of them.
	///
	/// # Errors
	///
	/// [`WalletError::NotUnspent`] if none is; [`WalletError::OutputDiffers`] if one holds something else than the
	/// file says.
	pub(crate) async fn unspent(
		&self,
		state: &State<'_>,
	) -> Result<Vec<(&LockedCoin, Unspent)>, WalletError> {
		let outpoints: Vec<OutPoint> = self.coins.iter().map(LockedCoin::outpoint).collect();
		let found = state.unspent(&outpoints).await?;
		let mut coins = Vec::new();
		for (coin, unspent) in self.coins.iter().zip(found) {
			let Some(unspent) = unspent else { continue };
			if unspent.output != coin.output.0 {
				return Err(WalletError::OutputDiffers(coin.outpoint()));
			}
			coins.push((coin, unspent));
		}
		match (coins.is_empty(), outpoints.last()) {
			(true, Some(last)) => Err(WalletError::NotUnspent(*last)),
			_ => Ok(coins),
		}
	}

	/// A transaction that spends all coins which this account can spend in the next block, with these preimages, and
	/// brings what they hold under `lock`, as [`move_to`] does.
	///
	/// # Errors
	///
	/// [`WalletError::NotUnspent`]; if no coin can be spent, what is missing.
	pub(crate) async fn claim(
		&self,
		state: &State<'_>,
		owner: &AccountId,
		lock: Lock,
		preimages: Vec<[u8; 32]>,
	) -> Result<Draft, WalletError> {
		let facts = Facts {
			keys: BTreeSet::from([owner.clone()]),
			preimages,
			now: state.next(),
			..Facts::default()
		};
		let mut inputs = Vec::new();
		let mut unmet = None;
		for (coin, unspent) in self.unspent(state).await? {
			match coin.input(unspent, &facts) {
				Ok(input) => inputs.push(input),
				Err(error @ WalletError::Unmet(_)) => unmet = unmet.or(Some(error)),
				Err(error) => return Err(error),
			}
		}
		match unmet {
			Some(unmet) if inputs.is_empty() => Err(unmet),
			_ => move_to(inputs, owner, lock),
		}
	}

	/// The one coin that is unspent, as it is taken: by a transaction that pays what its policy asks for.
	///
	/// # Errors
	///
	/// [`WalletError::NotUnspent`]; what is missing.
	pub(crate) async fn take(&self, state: &State<'_>) -> Result<(Input, Policy), WalletError> {
		let facts = Facts { now: state.next(), pays: true, ..Facts::default() };
		let coins = self.unspent(state).await?;
		let Some((coin, unspent)) = coins.into_iter().last() else {
			return Err(WalletError::Input("the file names no coin".into()));
		};
		Ok((coin.input(unspent, &facts)?, coin.policy()?))
	}
}

/// A transaction that brings all that the inputs hold under `lock`. If there is ETP enough among it, that pays the fee;
/// else `owner` does.
///
/// # Errors
///
/// If the sums are beyond 2^128.
pub(crate) fn move_to(
	inputs: Vec<Input>,
	owner: &AccountId,
	lock: Lock,
) -> Result<Draft, WalletError> {
	let mut sums = BTreeMap::<Asset, Balance>::new();
	let mut values = Vec::new();
	for input in &inputs {
		match input.coin.output.value {
			Value::Coins { asset, amount } => {
				let sum = sums.entry(asset).or_default();
				*sum = sum.checked_add(amount).ok_or(RuleError::Overflow)?;
			},
			item @ Value::Unique(_) => values.push(item),
		}
	}
	let pays_itself = sums.get(&ETP_ASSET).is_some_and(|sum| *sum >= ENOUGH);
	if pays_itself {
		sums.remove(&ETP_ASSET);
	}
	values.extend(sums.into_iter().map(|(asset, amount)| Value::Coins { asset, amount }));
	let outputs = values.into_iter().map(|value| Output { value, lock: lock.clone() }).collect();
	let draft = Draft { inputs, ..Draft::of(owner, outputs) };
	if !pays_itself {
		return Ok(draft);
	}
	Ok(Draft { change: lock, change_is_meant: Some(": give --to"), payer: None, ..draft })
}

#[cfg(test)]
mod tests;

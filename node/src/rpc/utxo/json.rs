//! Amounts, locks and outputs as JSON.

use crate::index;
use codec::Encode;
use pillars_ledger::{Asset, CoinOrigin, MitId};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sp_core::{crypto::Ss58Codec, Bytes, H256};

/// An amount, as a decimal string: JSON numbers are not exact beyond 2^53.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount(pub(crate) Balance);

impl Serialize for Amount {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(&self.0)
	}
}

impl<'de> Deserialize<'de> for Amount {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		// A sign is not a digit.
		let digits = text.bytes().all(|byte| byte.is_ascii_digit());
		match text.parse() {
			Ok(amount) if digits => Ok(Self(amount)),
			_ => Err(serde::de::Error::custom(format!(
				"\"{text}\" is not an amount: a decimal string of an integer below 2^128"
			))),
		}
	}
}

/// What an output is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Value {
	/// `"asset": 0, "amount": "5"`
	Coins {
		/// Which asset; 0 is ETP.
		asset: Asset,
		/// How many of its smallest units.
		amount: Amount,
	},
	/// `"mit": 7`
	Unique {
		/// Which MIT.
		mit: MitId,
	},
}

impl From<pillars_ledger::Value> for Value {
	fn from(value: pillars_ledger::Value) -> Self {
		match value {
			pillars_ledger::Value::Coins { asset, amount } => {
				Self::Coins { asset, amount: Amount(amount) }
			},
			pillars_ledger::Value::Unique(mit) => Self::Unique { mit },
		}
	}
}

/// Who may spend an output: `{"account": "5Grw…"}`, `{"deposit": {"owner": "5Grw…", "until": 9}}`,
/// `{"policy": "0x…"}`, `{"balance": "5Grw…"}` or `"burn"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Lock {
	/// The account, by its signature.
	Account(String),
	/// The owner, from a height on.
	Deposit {
		/// Whose it is.
		owner: String,
		/// First height at which it may be spent.
		until: BlockNumber,
	},
	/// Whoever satisfies the policy of this hash.
	Policy(H256),
	/// Nobody: it was credited to the account.
	Balance(String),
	/// Nobody: it was destroyed.
	Burn,
}

impl From<&pillars_ledger::Lock> for Lock {
	fn from(lock: &pillars_ledger::Lock) -> Self {
		let address = |account: &AccountId| account.to_ss58check();
		match lock {
			pillars_ledger::Lock::Account(account) => Self::Account(address(account)),
			pillars_ledger::Lock::Deposit { owner, until } => {
				Self::Deposit { owner: address(owner), until: *until }
			},
			pillars_ledger::Lock::Policy(hash) => Self::Policy(*hash),
			pillars_ledger::Lock::Balance(account) => Self::Balance(address(account)),
			pillars_ledger::Lock::Burn => Self::Burn,
		}
	}
}

/// How outputs came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Origin {
	/// In the genesis state.
	Genesis,
	/// By a transaction or a call.
	Transfer,
	/// By the reward of a block.
	Coinbase,
	/// By staking.
	Coinstake,
}

impl From<CoinOrigin> for Origin {
	fn from(origin: CoinOrigin) -> Self {
		match origin {
			CoinOrigin::Genesis => Self::Genesis,
			CoinOrigin::Transfer => Self::Transfer,
			CoinOrigin::Coinbase => Self::Coinbase,
			CoinOrigin::Coinstake => Self::Coinstake,
		}
	}
}

/// Whether the next block may spend an output, as far as heights have a say: a policy may still ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum State {
	/// It may.
	Spendable,
	/// Not yet: it is of a coinbase that is too young.
	Immature,
	/// Not yet: it is a deposit.
	Deposited,
}

impl From<index::State> for State {
	fn from(state: index::State) -> Self {
		match state {
			index::State::Spendable => Self::Spendable,
			index::State::Immature => Self::Immature,
			index::State::Deposited => Self::Deposited,
		}
	}
}

/// An output: where it is, what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Output {
	/// Id of the transaction that made it.
	pub(crate) txid: H256,
	/// Its index there.
	pub(crate) index: u32,
	/// What it is worth: `asset` and `amount`, or `mit`.
	#[serde(flatten)]
	pub(crate) value: Value,
	/// Who may spend it.
	pub(crate) lock: Lock,
	/// The SCALE-encoded output, as `utxo_submit` names it.
	pub(crate) output: Bytes,
}

impl From<&(pillars_ledger::OutPoint, pillars_ledger::Output)> for Output {
	fn from((outpoint, output): &(pillars_ledger::OutPoint, pillars_ledger::Output)) -> Self {
		Self {
			txid: outpoint.txid,
			index: outpoint.index,
			value: output.value.into(),
			lock: (&output.lock).into(),
			output: output.encode().into(),
		}
	}
}

/// An unspent output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Coin {
	/// What and where it is.
	#[serde(flatten)]
	pub(crate) output: Output,
	/// Height of the block that made it.
	pub(crate) height: BlockNumber,
	/// How it was made.
	pub(crate) origin: Origin,
	/// Whether it may be spent.
	pub(crate) state: State,
}

impl From<index::Coin> for Coin {
	fn from(coin: index::Coin) -> Self {
		let index::Coin { outpoint, unspent, state } = coin;
		Self {
			output: (&(outpoint, unspent.output)).into(),
			height: unspent.height,
			origin: unspent.origin.into(),
			state: state.into(),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_ledger::{OutPoint, Unspent};
	use serde_json::{from_value, json, to_value};
	use sp_keyring::Sr25519Keyring;

	#[test]
	fn amounts_are_decimal_strings() {
		let most = Amount(u128::MAX);
		assert_eq!(to_value(most).unwrap(), "340282366920938463463374607431768211455");
		for (json, amount) in [(json!("0"), 0), (json!("007"), 7)] {
			assert_eq!(from_value::<Amount>(json).unwrap(), Amount(amount));
		}
		for bad in [json!(5), json!(""), json!("-1"), json!("+1"), json!("1.5"), json!("0x5")] {
			from_value::<Amount>(bad).unwrap_err();
		}
		from_value::<Amount>(json!("340282366920938463463374607431768211456")).unwrap_err();
	}

	#[test]
	fn coins_are_flat() {
		let alice = Sr25519Keyring::Alice.to_account_id();
		let address = alice.to_ss58check();
		let output = pillars_ledger::Output {
			value: pillars_ledger::Value::etp(12),
			lock: pillars_ledger::Lock::Deposit { owner: alice, until: 9 },
		};
		let encoded = Bytes(output.encode());
		let coin = Coin::from(index::Coin {
			outpoint: OutPoint { txid: H256::repeat_byte(1), index: 2 },
			unspent: Unspent { output, height: 3, origin: CoinOrigin::Coinstake },
			state: index::State::Deposited,
		});
		let json = to_value(&coin).unwrap();
		let expected = json!({
			"txid": H256::repeat_byte(1),
			"index": 2,
			"asset": 0,
			"amount": "12",
			"lock": { "deposit": { "owner": address, "until": 9 } },
			"output": encoded,
			"height": 3,
			"origin": "coinstake",
			"state": "deposited",
		});
		assert_eq!(json, expected);
		assert_eq!(from_value::<Coin>(json).unwrap(), coin);
	}

	#[test]
	fn values_and_locks_of_all_kinds_are_told_apart() {
		let mit = Value::from(pillars_ledger::Value::Unique(7));
		assert_eq!(to_value(mit).unwrap(), json!({ "mit": 7 }));
		assert_eq!(from_value::<Value>(json!({ "mit": 7 })).unwrap(), mit);
		let hash = H256::repeat_byte(5);
		for (lock, json) in [
			(Lock::Account("5F".into()), json!({ "account": "5F" })),
			(Lock::Policy(hash), json!({ "policy": hash })),
			(Lock::Balance("5F".into()), json!({ "balance": "5F" })),
			(Lock::Burn, json!("burn")),
		] {
			assert_eq!(to_value(&lock).unwrap(), json);
			assert_eq!(from_value::<Lock>(json).unwrap(), lock);
		}
	}
}

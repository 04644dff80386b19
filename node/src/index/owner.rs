//! Whose an output is.

use pillars_ledger::{Applied, Lock};
use pillars_primitives::AccountId;
use sp_core::H256;
use std::collections::BTreeSet;

/// An account or a policy.
///
/// The two are kept apart although both are 32 bytes: else anybody could make outputs for an account that nobody can
/// spend, by using its id as the hash of a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
	/// Of outputs under an `Account` or a `Deposit` lock; also of what a `Balance` lock credits.
	Account(AccountId),
	/// Of outputs under the `Policy` lock of this hash.
	Policy(H256),
}

impl Owner {
	/// The owner of outputs under this lock.
	pub(crate) fn of(lock: &Lock) -> Option<Self> {
		match lock {
			Lock::Account(owner) | Lock::Deposit { owner, .. } | Lock::Balance(owner) => {
				Some(Self::Account(owner.clone()))
			},
			Lock::Policy(hash) => Some(Self::Policy(*hash)),
			Lock::Burn => None,
		}
	}

	/// All owners that a transaction takes from or gives to.
	pub(crate) fn all_of(applied: &Applied) -> BTreeSet<Self> {
		let outputs = applied.spent.iter().chain(&applied.created);
		outputs.filter_map(|(_, output)| Self::of(&output.lock)).collect()
	}

	/// How the tables name it: a byte for the kind, then the account or the hash.
	pub(crate) fn key(&self) -> [u8; 33] {
		let (kind, bytes): (u8, &[u8; 32]) = match self {
			Self::Account(account) => (1, account.as_ref()),
			Self::Policy(hash) => (3, hash.as_fixed_bytes()),
		};
		let mut key = [kind; 33];
		for (target, source) in key.iter_mut().skip(1).zip(bytes) {
			*target = *source;
		}
		key
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_account_is_not_the_policy_of_the_same_bytes() {
		let account = Owner::Account(AccountId::new([7; 32]));
		let policy = Owner::Policy(H256::repeat_byte(7));
		assert_ne!(account.key(), policy.key());
		assert_eq!(account.key()[1..], [7; 32]);
		assert_eq!(policy.key()[1..], [7; 32]);
	}
}

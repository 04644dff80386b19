//! Who is to get an output, as people write it.

use crate::cli::parse_account;
use pillars_ledger::Lock;
use pillars_primitives::AccountId;
use sp_core::H256;
use std::str::FromStr;

/// What stands before the hash of a policy.
const POLICY: &str = "policy:";

/// An account, or whoever satisfies a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
	/// An SS58 address.
	Account(AccountId),
	/// `policy:` and the hash of the policy.
	Policy(H256),
}

impl Target {
	/// The lock of an output for it.
	pub(crate) fn lock(&self) -> Lock {
		match self {
			Self::Account(account) => Lock::Account(account.clone()),
			Self::Policy(hash) => Lock::Policy(*hash),
		}
	}
}

impl FromStr for Target {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		match text.strip_prefix(POLICY) {
			Some(hash) => {
				let bytes = sp_core::bytes::from_hex(hash).ok();
				let bytes: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
				let hash = bytes.ok_or("not the hash of a policy: 0x and 64 digits")?;
				Ok(Self::Policy(H256(hash)))
			},
			None => parse_account(text).map(Self::Account),
		}
	}
}

/// How the target of these outputs is written.
pub(crate) fn policy_target(hash: &H256) -> String {
	format!("{POLICY}{hash:#x}")
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::crypto::Ss58Codec;
	use sp_keyring::Sr25519Keyring::Bob;

	#[test]
	fn accounts_and_policies_are_told_apart() {
		let account = Bob.to_account_id();
		let target: Target = account.to_ss58check().parse().unwrap();
		assert_eq!(target.lock(), Lock::Account(account));
		let hash = H256::repeat_byte(0xab);
		let target: Target = policy_target(&hash).parse().unwrap();
		assert_eq!(target.lock(), Lock::Policy(hash));
		for bad in ["", "policy:", "policy:0xab", "0x00", "nobody"] {
			bad.parse::<Target>().unwrap_err();
		}
	}
}

//! Policies in words.

use crate::wallet::{
	contract::Contract, describe::describe, files, target::policy_target, Outcome, WalletError,
};
use pillars_ledger::Policy;
use sp_core::bytes::from_hex;
use std::path::Path;

/// `policy`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum PolicyCommand {
	/// Tell what a policy asks for.
	Show {
		/// Its encoding in hex, or a file that holds coins under policies.
		policy: String,
	},
}

/// Does it.
///
/// # Errors
///
/// If there is no policy.
pub(crate) fn run(command: PolicyCommand) -> Result<Outcome, WalletError> {
	let PolicyCommand::Show { policy } = command;
	let encoded = match from_hex(&policy) {
		Ok(bytes) if policy.starts_with("0x") => vec![bytes],
		_ => {
			let contract: Contract = files::read(Path::new(&policy))?;
			contract.coins.into_iter().map(|coin| coin.policy.0).collect()
		},
	};
	let mut text = Vec::new();
	let mut shown = Vec::new();
	for bytes in encoded {
		let policy = Policy::decode_all_checked(&bytes)?;
		let target = policy_target(&policy.hash());
		text.push(target.clone());
		let lines = describe(&policy);
		shown.push(serde_json::json!({ "target": target, "asks": lines }));
		text.extend(lines);
	}
	Ok(Outcome { text, json: shown.into() })
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::wallet::preview::address;
	use pillars_ledger::{templates, Value};
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	fn show(policy: &Policy) -> Vec<String> {
		let hex = sp_core::bytes::to_hex(&policy.to_bytes().unwrap(), false);
		run(PolicyCommand::Show { policy: hex }).unwrap().text
	}

	#[test]
	fn a_policy_is_told_line_by_line() {
		let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
		let policy = templates::recovery(alice.clone(), bob.clone(), 100).unwrap();
		assert_eq!(
			show(&policy),
			[
				policy_target(&policy.hash()),
				"  one of these:".into(),
				format!("    a signature of {}", address(&alice)),
				"    all of these:".into(),
				format!("      a signature of {}", address(&bob)),
				"      an age of 100 blocks or more".into(),
			]
		);
	}

	#[test]
	fn a_price_names_who_gets_it() {
		let alice = Alice.to_account_id();
		let lines = show(&templates::swap(alice.clone(), Value::etp(150_000_000)).unwrap());
		assert!(lines[3].contains("exactly 1.50000000 ETP"), "{lines:?}");
		assert!(lines[4].ends_with(&format!("the lock of {}", address(&alice))), "{lines:?}");
	}

	#[test]
	fn what_is_no_policy_is_refused() {
		let refuse = |policy: &str| run(PolicyCommand::Show { policy: policy.into() }).unwrap_err();
		assert!(matches!(refuse("0x09"), WalletError::Rule(_)));
		assert!(matches!(refuse("no/such/file"), WalletError::File { .. }));
	}
}

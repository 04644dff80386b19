//! Policies in words.

use crate::wallet::{
	contract::Contract, files, preview::address, target::policy_target, Outcome, WalletError,
};
use pillars_ledger::{Lock, Policy, Value};
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
		let mut lines = Vec::new();
		describe(&policy, 1, &mut lines);
		shown.push(serde_json::json!({ "target": target, "asks": lines }));
		text.extend(lines);
	}
	Ok(Outcome { text, json: shown.into() })
}

/// One line for each node, indented by its depth; policies are four deep at most.
fn describe(policy: &Policy, depth: usize, lines: &mut Vec<String>) {
	let line = match policy {
		Policy::Key(account) => format!("a signature of {}", address(account)),
		Policy::Sha256(hash) => format!("32 bytes with the SHA-256 hash {hash:#x}"),
		Policy::After(height) => format!("the height {height} or a later one"),
		Policy::Older(blocks) => format!("an age of {blocks} blocks or more"),
		Policy::All(_) => "all of these:".into(),
		Policy::Any(_) => "one of these:".into(),
		Policy::Threshold(least, branches) => format!("{least} of these {}:", branches.len()),
		Policy::Pays { value, lock_hash } => {
			let value = match value {
				Value::Coins { asset: 0, amount } => crate::wallet::names::etp(*amount),
				Value::Coins { asset, amount } => {
					format!("{amount} of the smallest unit of asset {asset}")
				},
				Value::Unique(item) => format!("the MIT number {item}"),
			};
			format!("an output of exactly {value} under the lock with the hash {lock_hash:#x}")
		},
	};
	lines.push(format!("{}{line}", "  ".repeat(depth)));
	if let Policy::All(list) | Policy::Any(list) | Policy::Threshold(_, list) = policy {
		for branch in list {
			describe(branch, depth.saturating_add(1), lines);
			note_receiver(policy, branch, depth, lines);
		}
	}
}

/// A lock is told by its hash only; if it is that of an account named beside it, that is said.
fn note_receiver(parent: &Policy, branch: &Policy, depth: usize, lines: &mut Vec<String>) {
	let (Policy::Any(list) | Policy::All(list), Policy::Pays { lock_hash, .. }) = (parent, branch)
	else {
		return;
	};
	for other in list {
		if let Policy::Key(account) = other {
			if Lock::Account(account.clone()).hash() == *lock_hash {
				let indent = "  ".repeat(depth.saturating_add(2));
				lines.push(format!("{indent}which is the lock of {}", address(account)));
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_ledger::templates;
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

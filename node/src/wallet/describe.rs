//! Policies in words.

use super::{names::etp, preview::address};
use pillars_ledger::{Lock, Policy, Value};

/// What a policy asks for, in indented lines.
pub(crate) fn describe(policy: &Policy) -> Vec<String> {
	let mut lines = Vec::new();
	add_lines(policy, 1, &mut lines);
	lines
}

/// One line for each node, indented by its depth; policies are four deep at most.
fn add_lines(policy: &Policy, depth: usize, lines: &mut Vec<String>) {
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
				Value::Coins { asset: 0, amount } => etp(*amount),
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
			add_lines(branch, depth.saturating_add(1), lines);
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

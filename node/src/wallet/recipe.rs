//! How a policy can be satisfied with what is at hand.

use pillars_ledger::{Policy, Satisfaction};
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::{crypto::Ss58Codec, H256};
use sp_crypto_hashing::sha2_256;
use sp_runtime::MultiSignature;
use std::{collections::BTreeSet, fmt};

/// A satisfaction whose signatures are still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Recipe {
	/// Nothing to show: a height, an age or a payment.
	Nothing,
	/// A signature over the whole transaction.
	Sign(AccountId),
	/// A preimage.
	Preimage([u8; 32]),
	/// Branches by their number.
	Many(Vec<(u8, Recipe)>),
}

/// What is at hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
	/// Whose signatures can be made.
	pub(crate) keys: BTreeSet<AccountId>,
	/// Known preimages.
	pub(crate) preimages: Vec<[u8; 32]>,
	/// Height of the block that comes next.
	pub(crate) now: BlockNumber,
	/// How old the output is in that block, in blocks.
	pub(crate) age: BlockNumber,
	/// Whether the transaction pays what the policy asks for.
	pub(crate) pays: bool,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unmet {
	/// A signature of this account.
	Signature(AccountId),
	/// The preimage of this hash.
	Preimage(H256),
	/// This height; the block that comes next has the second.
	Height(BlockNumber, BlockNumber),
	/// This age in blocks; in the block that comes next it has the second.
	Age(BlockNumber, BlockNumber),
	/// A payment: the output has to be taken, not claimed.
	Payment,
	/// Enough of these.
	Some(Vec<Unmet>),
}

impl std::error::Error for Unmet {}

impl fmt::Display for Unmet {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Self::Signature(account) => write!(f, "a signature of {}", account.to_ss58check()),
			Self::Preimage(hash) => write!(f, "the preimage of {hash:#x}"),
			Self::Height(height, now) => write!(f, "the height {height} (next is {now})"),
			Self::Age(blocks, age) => write!(f, "an age of {blocks} blocks (next is {age})"),
			Self::Payment => write!(f, "the payment that is asked for"),
			Self::Some(unmet) => {
				for (index, unmet) in unmet.iter().enumerate() {
					let or = if index == 0 { "" } else { ", or " };
					write!(f, "{or}{unmet}")?;
				}
				Ok(())
			},
		}
	}
}

/// How to satisfy the policy; of several ways the first.
///
/// # Errors
///
/// What is missing.
pub(crate) fn solve(policy: &Policy, facts: &Facts) -> Result<Recipe, Unmet> {
	let when = |holds: bool, unmet: Unmet| if holds { Ok(Recipe::Nothing) } else { Err(unmet) };
	match policy {
		Policy::Key(account) if facts.keys.contains(account) => Ok(Recipe::Sign(account.clone())),
		Policy::Key(account) => Err(Unmet::Signature(account.clone())),
		Policy::Sha256(hash) => {
			let preimage = facts.preimages.iter().find(|preimage| sha2_256(*preimage) == hash.0);
			preimage.map(|found| Recipe::Preimage(*found)).ok_or(Unmet::Preimage(*hash))
		},
		Policy::After(height) => when(facts.now >= *height, Unmet::Height(*height, facts.now)),
		Policy::Older(blocks) => when(facts.age >= *blocks, Unmet::Age(*blocks, facts.age)),
		Policy::Pays { .. } => when(facts.pays, Unmet::Payment),
		Policy::All(branches) => some_of(branches, branches.len(), facts),
		Policy::Any(branches) => some_of(branches, 1, facts),
		Policy::Threshold(least, branches) => some_of(branches, usize::from(*least), facts),
	}
}

/// The first `least` branches that can be satisfied.
fn some_of(branches: &[Policy], least: usize, facts: &Facts) -> Result<Recipe, Unmet> {
	let mut solved = Vec::new();
	let mut unmet = Vec::new();
	for (number, branch) in (0u8..).zip(branches) {
		if solved.len() == least {
			break;
		}
		match solve(branch, facts) {
			Ok(recipe) => solved.push((number, recipe)),
			Err(missing) => unmet.push(missing),
		}
	}
	if solved.len() == least {
		return Ok(Recipe::Many(solved));
	}
	// Of what must all hold, one thing at a time is told.
	if least == branches.len() {
		unmet.truncate(1);
	}
	Err(Unmet::Some(unmet))
}

impl Recipe {
	/// The satisfaction with the signatures that `sign` makes.
	///
	/// # Errors
	///
	/// That of `sign`.
	pub(crate) fn fill<E>(
		&self,
		sign: &mut dyn FnMut(&AccountId) -> Result<MultiSignature, E>,
	) -> Result<Satisfaction, E> {
		Ok(match self {
			Self::Nothing => Satisfaction::None,
			Self::Sign(account) => Satisfaction::Sig { mode: 0, sig: sign(account)? },
			Self::Preimage(preimage) => Satisfaction::Preimage(*preimage),
			Self::Many(branches) => {
				let mut filled = Vec::with_capacity(branches.len());
				for (number, recipe) in branches {
					filled.push((*number, recipe.fill(sign)?));
				}
				Satisfaction::Many(filled)
			},
		})
	}
}

#[cfg(test)]
mod tests;

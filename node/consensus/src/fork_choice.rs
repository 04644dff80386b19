//! Which of two tips is better, and which of many is best.
//!
//! 1. Only tips that descend from the finalised block count.
//! 2. With `s` the length of the *shorter* of two branches above their common ancestor: below *W* the larger
//!    weight wins; from *W* on the larger `(support, weight, lower tip hash)`, where the support of a branch is the
//!    number of distinct witnesses elected at the common ancestor that sealed a follower in it. So beyond *W*
//!    blocks a secret branch, which no witness supported, can not win, but two halves of a partition, which
//!    compare the same two tuples, always agree.
//! 3. Equal: first seen.
//!
//! Of more than two tips, forks are resolved from the highest common ancestor down; only the winner of each is
//! compared further. Nothing is refused for its depth alone.

use crate::{client::EngineClient, Error};
use pillars_consensus_primitives::{parse_claim, HybridConsensusApi};
use pillars_primitives::{AccountId, BlockNumber, Hash, Header};
use pillars_rules::{prefer, Branch, Kind};
use sp_blockchain::lowest_common_ancestor;
use std::{cmp::Ordering, collections::BTreeSet};

/// The end of a branch.
#[derive(Clone, Debug)]
pub(crate) struct Tip {
	/// Its hash.
	pub(crate) hash: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
	/// Weight of its chain.
	pub(crate) weight: u128,
	/// How many blocks were seen before it.
	pub(crate) seen: u64,
	/// The header, if the block is not in the database yet.
	pub(crate) pending: Option<Header>,
}

impl Tip {
	/// The highest block of the branch that is in the database.
	fn anchor(&self) -> Hash {
		self.pending.as_ref().map_or(self.hash, |header| header.parent_hash)
	}
}

/// The best of these tips; `None` if there is none.
pub(crate) fn best_of<C: EngineClient>(
	client: &C,
	mut tips: Vec<Tip>,
) -> Result<Option<Tip>, Error> {
	// First seen first: it stays where two are equal.
	tips.sort_by_key(|tip| tip.seen);
	while let Some((first, second, ancestor)) = highest_fork(client, &tips)? {
		let (Some(a), Some(b)) = (tips.get(first), tips.get(second)) else { break };
		let loser = match compare(client, a, b, &ancestor)? {
			Ordering::Less => first,
			Ordering::Equal | Ordering::Greater => second,
		};
		tips.remove(loser);
	}
	Ok(tips.pop())
}

/// A common ancestor of two tips.
struct Ancestor {
	hash: Hash,
	number: BlockNumber,
}

/// The pair of tips whose common ancestor is the highest.
fn highest_fork<C: EngineClient>(
	client: &C,
	tips: &[Tip],
) -> Result<Option<(usize, usize, Ancestor)>, Error> {
	let mut highest: Option<(usize, usize, Ancestor)> = None;
	for (i, a) in tips.iter().enumerate() {
		for (j, b) in tips.iter().enumerate().skip(i.saturating_add(1)) {
			let found = lowest_common_ancestor(client, a.anchor(), b.anchor())?;
			if highest.as_ref().is_none_or(|(_, _, best)| found.number > best.number) {
				highest = Some((i, j, Ancestor { hash: found.hash, number: found.number }));
			}
		}
	}
	Ok(highest)
}

/// `Greater` means that `a` is better.
fn compare<C: EngineClient>(
	client: &C,
	a: &Tip,
	b: &Tip,
	ancestor: &Ancestor,
) -> Result<Ordering, Error> {
	let branch = |tip: &Tip| Branch {
		length: tip.number.saturating_sub(ancestor.number),
		weight: tip.weight,
		support: 0,
		tip: tip.hash,
	};
	let (mut left, mut right) = (branch(a), branch(b));
	// The shortest forks, which are nearly all, need no question to the runtime.
	if left.length.min(right.length) < 2 {
		return Ok(left.weight.cmp(&right.weight));
	}
	let api = client.runtime_api();
	let nobody = AccountId::new([0; 32]);
	let context = api.context(ancestor.hash, ancestor.hash, 0, nobody, None)?;
	let window = context.parameters.window;
	if window != 0 && left.length.min(right.length) >= window {
		let elected: BTreeSet<AccountId> = api
			.witnesses(ancestor.hash, context.turn.epoch)?
			.unwrap_or_default()
			.into_iter()
			.map(|(witness, _)| witness)
			.collect();
		left.support = support(client, a, ancestor, &elected)?;
		right.support = support(client, b, ancestor, &elected)?;
	}
	Ok(prefer(&left, &right, window))
}

/// Number of distinct elected witnesses that sealed a follower between the ancestor and the tip.
fn support<C: EngineClient>(
	client: &C,
	tip: &Tip,
	ancestor: &Ancestor,
	elected: &BTreeSet<AccountId>,
) -> Result<u32, Error> {
	let mut witnesses = BTreeSet::new();
	let mut next = tip.pending.clone();
	let mut hash = tip.hash;
	while hash != ancestor.hash {
		let header = match next.take() {
			Some(header) => header,
			None => client.expect_header(hash)?,
		};
		let claimed = parse_claim(&header.digest)?;
		if claimed.pre_digest.claim.kind() == Kind::Dpos && elected.contains(&claimed.author) {
			witnesses.insert(claimed.author);
		}
		hash = header.parent_hash;
	}
	Ok(u32::try_from(witnesses.len()).unwrap_or(u32::MAX))
}

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
//!
//! # Three branches at one block
//!
//! The second rule compares by weight or by support, as the lengths are, so three branches can beat each other in
//! a circle. Then the order of the comparisons decides, and it must not be the order in which this node happened to
//! see them: the branches that meet at one block are compared in the order of their tips' hashes, the winner of
//! each comparison against the next. Only where two are equal does the first seen stay.
//!
//! # No state
//!
//! *W* and the list of the witnesses at the common ancestor are noted with its children ([`ForkRules`]), the rest is
//! in the headers. States are pruned, and without finality the ancestor may be older than all that are kept.

use crate::{
	aux_schema::{self, BlockRecord, ForkRules},
	client::EngineClient,
	Error,
};
use pillars_consensus_primitives::parse_claim;
use pillars_primitives::{AccountId, BlockNumber, Hash, Header};
use pillars_rules::{prefer, Branch, Kind};
use sp_blockchain::lowest_common_ancestor;
use std::{
	cmp::{Ordering, Reverse},
	collections::BTreeSet,
};

/// The end of a branch.
#[derive(Clone, Debug)]
pub(crate) struct Tip {
	/// Its hash.
	pub(crate) hash: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
	/// What is noted of it.
	pub(crate) record: BlockRecord,
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
	// The order that all nodes share.
	tips.sort_by_key(|tip| tip.hash);
	let mut lost = BTreeSet::new();
	for Fork { ancestor, number, first, second } in forks(client, &tips)? {
		if lost.contains(&first) || lost.contains(&second) {
			continue;
		}
		let (Some(a), Some(b)) = (tips.get(first), tips.get(second)) else { continue };
		let order = compare(client, a, b, &ancestor, number)?
			// The first seen stays.
			.then_with(|| b.record.seen.cmp(&a.record.seen));
		lost.insert(if order == Ordering::Less { first } else { second });
	}
	let best = tips.into_iter().enumerate().find(|(index, _)| !lost.contains(index));
	Ok(best.map(|(_, tip)| tip))
}

/// Where two tips, given by their places in the list, part.
struct Fork {
	ancestor: Hash,
	number: BlockNumber,
	first: usize,
	second: usize,
}

/// The forks between each two tips, the highest first; at one height in the order of the tips.
fn forks<C: EngineClient>(client: &C, tips: &[Tip]) -> Result<Vec<Fork>, Error> {
	let mut forks = Vec::new();
	for (first, a) in tips.iter().enumerate() {
		for (second, b) in tips.iter().enumerate().skip(first.saturating_add(1)) {
			let found = lowest_common_ancestor(client, a.anchor(), b.anchor())?;
			forks.push(Fork { ancestor: found.hash, number: found.number, first, second });
		}
	}
	// A stable sort: what is equal keeps the order of the loops.
	forks.sort_by_key(|fork| Reverse(fork.number));
	Ok(forks)
}

/// `Greater` means that `a` is better, `Equal` that the first seen stays.
fn compare<C: EngineClient>(
	client: &C,
	a: &Tip,
	b: &Tip,
	ancestor: &Hash,
	number: BlockNumber,
) -> Result<Ordering, Error> {
	let branch = |tip: &Tip| Branch {
		length: tip.number.saturating_sub(number),
		weight: tip.record.weight,
		support: 0,
		tip: tip.hash,
	};
	let (mut left, mut right) = (branch(a), branch(b));
	let (shorter, length) =
		if left.length <= right.length { (a, left.length) } else { (b, right.length) };
	// Of a block that came with its state nothing is noted; forks right above it go by weight.
	let Some(rules) = rules_at(client, shorter, length)? else {
		return Ok(left.weight.cmp(&right.weight));
	};
	if rules.window != 0 && length >= rules.window {
		let elected = aux_schema::elected(client, &rules.elected)?;
		left.support = support(client, a, ancestor, &elected)?;
		right.support = support(client, b, ancestor, &elected)?;
	}
	Ok(prefer(&left, &right, rules.window))
}

/// What decides between branches that start `length` blocks below the tip: noted with the first block above.
fn rules_at<C: EngineClient>(
	client: &C,
	tip: &Tip,
	length: BlockNumber,
) -> Result<Option<ForkRules>, Error> {
	let steps = match (length, &tip.pending) {
		(0, _) => return Ok(None),
		(1, _) => return Ok(tip.record.fork),
		(_, Some(_)) => length.saturating_sub(2),
		(_, None) => length.saturating_sub(1),
	};
	let mut metadata = client.header_metadata(tip.anchor())?;
	for _ in 0..steps {
		metadata = client.header_metadata(metadata.parent)?;
	}
	Ok(aux_schema::record(client, &metadata.hash, metadata.number)?.fork)
}

/// Number of distinct elected witnesses that sealed a follower between the ancestor and the tip.
fn support<C: EngineClient>(
	client: &C,
	tip: &Tip,
	ancestor: &Hash,
	elected: &BTreeSet<AccountId>,
) -> Result<u32, Error> {
	let mut witnesses = BTreeSet::new();
	let mut next = tip.pending.clone();
	let mut hash = tip.hash;
	// More than all can not be found, however long the branch is.
	while hash != *ancestor && witnesses.len() < elected.len() {
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

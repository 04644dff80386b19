//! The pool: in whatever order transactions come, a block of what their tags allow is valid, and the same
//! transactions make the same ledger.

use super::{super::submit::Parts, *};
use crate::Totals;
use prop::sample::Index;
use sp_runtime::transaction_validity::{TransactionSource, ValidTransaction};
use std::collections::{BTreeMap, BTreeSet};

/// Transactions of which each spends outputs of the base state or of earlier ones, drawn with replacement
/// over all of them, so that some collide.
fn transactions(plans: &[Plan]) -> Vec<Parts> {
	let mut ever: Vec<(OutPoint, Output)> = Unspents::<Test>::iter()
		.map(|(outpoint, coin)| (outpoint, coin.output))
		.filter(|(_, output)| output.lock.owner().is_some())
		.collect();
	let mut all = vec![];
	for plan in plans {
		let coins: BTreeMap<OutPoint, Output> =
			plan.inputs.iter().map(|index| index.get(&ever).clone()).collect();
		let coins: Vec<_> = coins.into_iter().collect();
		let (tx, spent) = plan.build(&coins);
		let witnesses = plan.witnesses(&tx, &spent, None);
		let outputs =
			(0..).zip(tx.outputs()).map(|(index, output)| (output_of(&tx, index), output.clone()));
		// The rest could not be spent in the same block whatever its order.
		ever.extend(outputs.filter(|(_, output)| matches!(output.lock, Lock::Account(_))));
		all.push(Parts { tx, spent, witnesses });
	}
	all
}

/// What a block takes of a pool to which these came in this order: whatever waits for nothing that is not
/// there, and collides with nothing taken before.
fn take<'a>(pool: &[(&'a Parts, &ValidTransaction)]) -> Vec<&'a Parts> {
	let (mut provided, mut taken) = (BTreeSet::new(), vec![]);
	let mut waiting = pool.to_vec();
	loop {
		let count = taken.len();
		waiting.retain(|(parts, valid)| {
			let ready = valid.requires.iter().all(|tag| provided.contains(tag));
			let free = valid.provides.iter().all(|tag| !provided.contains(tag));
			if ready && free {
				provided.extend(valid.provides.iter().cloned());
				taken.push(*parts);
			}
			!ready || !free
		});
		if taken.len() == count {
			return taken;
		}
	}
}

/// The unspent outputs, the sum of ETP in them, and the fees.
type Ledger = (BTreeMap<OutPoint, Unspent>, Balance, Balance);

/// The ledger after a block of these, which all must be valid in it, and after which the others are not.
fn ledger_after(taken: &[&Parts], left: &[(&Parts, &ValidTransaction)]) -> Ledger {
	rolled_back(|| {
		for parts in taken {
			parts.block().unwrap();
		}
		for (parts, _) in left {
			if !taken.iter().any(|taken| taken.tx == parts.tx) {
				assert!(parts.block().is_err(), "a double spend, or a child without its parent");
			}
		}
		UtxoAssets::do_try_state().unwrap();
		(Unspents::<Test>::iter().collect(), Totals::<Test>::get().held, Totals::<Test>::get().fees)
	})
}

fn in_order<'a, T>(all: &[&'a T], order: &[Index]) -> Vec<&'a T> {
	let mut rest: Vec<&T> = all.to_vec();
	let mut order = order.iter().cycle();
	let mut result = vec![];
	while !rest.is_empty() {
		let index = order.next().unwrap().index(rest.len());
		result.push(rest.remove(index));
	}
	result
}

#[test]
fn the_order_of_arrival_does_not_matter() {
	let plans = prop::collection::vec(build::plan(), 2..6);
	let order = || prop::collection::vec(any::<Index>(), 6);
	let (taken, left) = check((plans, order(), order()), |(plans, one, other)| {
		let all = transactions(&plans);
		let pool: Vec<(&Parts, ValidTransaction)> = all
			.iter()
			.filter_map(|parts| Some((parts, parts.authorize(TransactionSource::External).ok()?)))
			.collect();
		let pool: Vec<&(&Parts, ValidTransaction)> = pool.iter().collect();
		let arrange = |order: &[Index]| -> Vec<(&Parts, &ValidTransaction)> {
			in_order(&pool, order).into_iter().map(|(parts, valid)| (*parts, valid)).collect()
		};
		let (one, other) = (arrange(&one), arrange(&other));
		let (taken, also) = (take(&one), take(&other));
		let (ledger, other_ledger) = (ledger_after(&taken, &one), ledger_after(&also, &other));
		let set = |taken: &[&Parts]| -> BTreeSet<H256> {
			taken.iter().map(|parts| parts.tx.txid()).collect()
		};
		if set(&taken) == set(&also) {
			assert_eq!(ledger, other_ledger, "the order made a difference");
		} else {
			// Of those that collide, the first to come is taken.
			let mut seen = BTreeSet::new();
			let mut tags = pool.iter().flat_map(|(_, valid)| &valid.provides);
			assert!(tags.any(|tag| !seen.insert(tag)), "the order made a difference");
		}
		(taken.len() as u32, (all.len() - taken.len()) as u32)
	});
	are_mixed(taken, left);
}

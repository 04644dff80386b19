//! Balance, pages, history and transactions against the model.

use super::{
	random::{block, build, genesis, owners},
	*,
};
use crate::index::{Balances, Coin, Flow, HistoryEntry};
use pillars_ledger::check_unlocked;
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeMap;

const MATURITY: BlockNumber = 3;

fn clock(tip: BlockRef) -> Clock {
	Clock { now: tip.number + 1, coinbase_maturity: MATURITY }
}

/// The coins of an owner, the oldest first, with whether the ledger lets the next block spend them.
fn coins_of(tree: &Tree, tip: BlockRef, owner: &Owner) -> Vec<(OutPoint, Unspent, bool)> {
	let mut coins: Vec<_> = tree
		.ledger(tip)
		.iter()
		.filter(|(_, coin)| Owner::of(&coin.output.lock).as_ref() == Some(owner))
		.map(|(outpoint, coin)| {
			let spendable = check_unlocked(coin, tip.number + 1, MATURITY).is_ok();
			(*outpoint, coin.clone(), spendable)
		})
		.collect();
	coins.sort_by_key(|(outpoint, coin, _)| (coin.height, *outpoint));
	coins
}

/// All pages of the unspent outputs of an owner.
fn pages(index: &Index, owner: &Owner, filter: &Filter, limit: usize, clock: Clock) -> Vec<Coin> {
	let (mut found, mut after) = (Vec::new(), None);
	loop {
		let page = index.read(|view| view.unspent(owner, filter, after, limit, clock)).unwrap();
		assert!(page.items.len() == limit || page.next.is_none());
		found.extend(page.items);
		after = page.next;
		if after.is_none() {
			return found;
		}
	}
}

fn histories(index: &Index, owner: &Owner, limit: u32) -> Vec<HistoryEntry> {
	let (mut found, mut before) = (Vec::new(), None);
	loop {
		let page = index.read(|view| view.history(owner, before, limit)).unwrap();
		found.extend(page.items);
		before = page.next;
		if before.is_none() {
			return found;
		}
	}
}

/// Sum of what is spendable and of all, and how many outputs, by asset.
fn sums(coins: &[(OutPoint, Unspent, bool)]) -> BTreeMap<u32, (Balance, Balance, u32)> {
	let mut sums = BTreeMap::<_, (Balance, Balance, u32)>::new();
	for (_, coin, spendable) in coins {
		if let Value::Coins { asset, amount } = coin.output.value {
			let sum = sums.entry(asset).or_default();
			sum.0 += if *spendable { amount } else { 0 };
			sum.1 += amount;
			sum.2 += 1;
		}
	}
	sums
}

fn check_balance(found: &Balances, coins: &[(OutPoint, Unspent, bool)]) {
	let found_sums: BTreeMap<_, _> = found
		.assets
		.iter()
		.map(|balance| (balance.asset, (balance.spendable, balance.total(), balance.count)))
		.collect();
	assert_eq!(found.assets.len(), found_sums.len(), "an asset is there twice");
	assert_eq!(found_sums, sums(coins));
	let mits = coins.iter().filter(|(_, coin, _)| matches!(coin.output.value, Value::Unique(_)));
	assert_eq!(found.mits as usize, mits.count());
}

/// What the blocks up to this one changed for an owner, the newest first.
fn changes_of(
	tree: &Tree,
	tip: BlockRef,
	owner: &Owner,
) -> Vec<(H256, BlockRef, BTreeMap<u32, Flow>)> {
	let mut found = Vec::new();
	for (block, applied) in tree.path(tip) {
		for AppliedAt { applied, .. } in applied {
			let mut flows = BTreeMap::<u32, Flow>::new();
			let mut touched = false;
			let sides = [(&applied.created, true), (&applied.spent, false)];
			for (outputs, received) in sides {
				for (_, output) in outputs {
					if Owner::of(&output.lock).as_ref() != Some(owner) {
						continue;
					}
					touched = true;
					if let Value::Coins { asset, amount } = output.value {
						let flow = flows.entry(asset).or_default();
						*if received { &mut flow.received } else { &mut flow.spent } += amount;
					}
				}
			}
			if touched {
				found.push((applied.txid, block, flows));
			}
		}
	}
	found.reverse();
	found
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn answers_are_those_of_the_model(
		blocks in vec(block(), 1..10),
		limit in 1..5usize,
		other in vec(block(), 0..3),
	) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		// There and back, so that there was something to forget.
		for plans in &other {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);
		tip = tree.genesis();
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);

		for owner in owners() {
			let coins = coins_of(&tree, tip, &owner);
			check_balance(&index.read(|view| view.balance(&owner, clock(tip))).unwrap(), &coins);
			let found = pages(&index, &owner, &Filter::default(), limit, clock(tip));
			let found: Vec<_> = found
				.into_iter()
				.map(|coin| (coin.outpoint, coin.unspent, coin.state == State::Spendable))
				.collect();
			prop_assert_eq!(&found, &coins);

			let found = histories(&index, &owner, limit as u32);
			let found: Vec<_> = found
				.into_iter()
				.map(|entry| {
					let block = BlockRef { number: entry.height, hash: entry.block_hash };
					(entry.txid, block, entry.changes)
				})
				.collect();
			prop_assert_eq!(found, changes_of(&tree, tip, &owner));
		}
	}

	#[test]
	fn transactions_are_found_with_those_that_spent_their_outputs(blocks in vec(block(), 1..8)) {
		let scratch = Scratch::new();
		let index = scratch.open();
		let mut tree = Tree::new("chain", &genesis());
		let mut tip = tree.genesis();
		for plans in &blocks {
			tip = build(&mut tree, tip, plans);
		}
		go(&index, &tree, tip);
		let path = tree.path(tip);
		let mut spenders = BTreeMap::new();
		for (block, applied) in &path {
			for AppliedAt { applied, .. } in *applied {
				for (outpoint, _) in &applied.spent {
					spenders.insert(*outpoint, (applied.txid, block.number));
				}
			}
		}
		for (block, applied) in &path {
			for AppliedAt { applied, origin } in *applied {
				let found = index.read(|view| view.transaction(&applied.txid)).unwrap().unwrap();
				prop_assert_eq!(&found.applied, applied);
				prop_assert_eq!(found.origin, *origin);
				prop_assert_eq!((found.height, found.block_hash), (block.number, block.hash));
				for (outpoint, _) in &applied.created {
					let spender = index.read(|view| view.spender(outpoint)).unwrap();
					let spender = spender.map(|spender| (spender.txid, spender.height));
					prop_assert_eq!(spender, spenders.get(outpoint).copied());
				}
			}
		}
		let unknown = H256::repeat_byte(0xee);
		prop_assert_eq!(index.read(|view| view.transaction(&unknown)).unwrap(), None);
	}
}

/// One owner with a coin, a young reward, a deposit, coins of a token and a MIT.
fn mixed() -> (Scratch, Index, BlockRef) {
	let scratch = Scratch::new();
	let index = scratch.open();
	let mut tree = Tree::new("chain", &[]);
	let owner = account(1);
	let output = |value, lock| Output { value, lock };
	let own = || Lock::Account(owner.clone());
	let outputs = vec![
		output(Value::etp(5), own()),
		output(Value::etp(40), Lock::Deposit { owner: owner.clone(), until: 9 }),
		output(Value::Coins { asset: 7, amount: u128::MAX }, own()),
		output(Value::Unique(3), own()),
		// Somebody else's: the policy whose hash is the account.
		output(Value::etp(900), Lock::Policy(H256::repeat_byte(1))),
	];
	let tip = tree.add(tree.genesis(), vec![made(1, CoinOrigin::Transfer, outputs)]);
	let reward = vec![Output::etp(300, owner.clone())];
	let tip = tree.add(tip, vec![made(2, CoinOrigin::Coinbase, reward)]);
	go(&index, &tree, tip);
	(scratch, index, tip)
}

#[test]
fn a_balance_has_its_parts() {
	let (_scratch, index, tip) = mixed();
	let owner = Owner::Account(account(1));
	let balance = |clock| index.read(|view| view.balance(&owner, clock)).unwrap();
	let found = balance(clock(tip));
	let [etp, token] = &found.assets[..] else { panic!("{found:?}") };
	assert_eq!((etp.asset, etp.spendable, etp.immature, etp.deposited), (0, 5, 300, 40));
	assert_eq!((etp.total(), etp.count), (345, 3));
	assert_eq!((token.asset, token.spendable, token.count), (7, u128::MAX, 1));
	assert_eq!(found.mits, 1);
	// Later, all is free.
	let later = balance(Clock { now: 9, coinbase_maturity: MATURITY });
	assert_eq!((later.assets[0].spendable, later.assets[0].total()), (345, 345));
	let nobody = Owner::Account(account(99));
	assert_eq!(index.read(|view| view.balance(&nobody, clock(tip))).unwrap(), Balances::default());
}

#[test]
fn filters_hold_together() {
	let (_scratch, index, tip) = mixed();
	let owner = Owner::Account(account(1));
	let count = |filter: Filter| pages(&index, &owner, &filter, 2, clock(tip)).len();
	let all = Filter::default();
	assert_eq!(count(all), 5);
	assert_eq!(count(Filter { asset: Some(0), ..all }), 3);
	assert_eq!(count(Filter { asset: Some(7), ..all }), 1);
	assert_eq!(count(Filter { asset: Some(8), ..all }), 0);
	assert_eq!(count(Filter { mit: Some(true), ..all }), 1);
	assert_eq!(count(Filter { mit: Some(false), ..all }), 4);
	assert_eq!(count(Filter { state: Some(State::Spendable), ..all }), 3);
	assert_eq!(count(Filter { state: Some(State::Immature), ..all }), 1);
	assert_eq!(count(Filter { state: Some(State::Deposited), ..all }), 1);
	let both = Filter { asset: Some(0), mit: None, state: Some(State::Spendable) };
	assert_eq!(count(both), 1);
	assert_eq!(count(Filter { mit: Some(true), ..both }), 0);
}

#[test]
fn a_page_looks_at_so_many_outputs_and_goes_on() {
	let (_scratch, index, tip) = mixed();
	let owner = Owner::Account(account(1));
	let filter = Filter { mit: Some(true), ..Filter::default() };
	let (mut found, mut after, mut empty) = (0, None, 0);
	for _ in 0..10 {
		let page = index
			.read(|view| view.unspent_among(&owner, &filter, after, 10, clock(tip), 2))
			.unwrap();
		found += page.items.len();
		empty += usize::from(page.items.is_empty());
		after = page.next;
		if after.is_none() {
			assert_eq!((found, empty), (1, 2));
			return;
		}
	}
	panic!("no end of pages");
}

#[test]
fn a_snapshot_does_not_change_while_blocks_come() {
	let (_scratch, index, tip) = mixed();
	let owner = Owner::Account(account(1));
	index
		.read(|view| {
			let before = view.balance(&owner, clock(tip))?;
			let next = BlockRef { number: tip.number + 1, hash: H256::repeat_byte(9) };
			let reward = vec![Output::etp(1_000, account(1))];
			index.apply(next, &[made(3, CoinOrigin::Coinbase, reward)])?;
			assert_eq!(view.balance(&owner, clock(tip))?, before);
			assert_eq!(view.tip(), tip);
			Ok(())
		})
		.unwrap();
	let after = index.read(|view| view.balance(&owner, clock(tip))).unwrap();
	assert_eq!(after.assets[0].total(), 1_345);
}

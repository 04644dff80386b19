//! Which coins are chosen.

use super::*;
use crate::index::Selection;
use pillars_ledger::MAX_INPUTS;
use proptest::{collection::vec, prelude::*};

/// An index in which account 1 has these amounts of ETP, and some that can not be spent.
fn with_coins(amounts: &[Balance]) -> (Scratch, Index) {
	let scratch = Scratch::new();
	let index = scratch.open();
	let mut tree = Tree::new("chain", &[]);
	let owner = account(1);
	let locked = [
		Output {
			value: Value::etp(1 << 100),
			lock: Lock::Deposit { owner: owner.clone(), until: 1_000 },
		},
		Output { value: Value::Coins { asset: 7, amount: 1 << 100 }, lock: Lock::Account(owner) },
		Output::etp(1 << 100, account(2)),
	];
	let coins = amounts.iter().map(|amount| Output::etp(*amount, account(1)));
	let outputs = coins.chain(locked).collect();
	let tip = tree.add(tree.genesis(), vec![made(1, CoinOrigin::Transfer, outputs)]);
	let reward = vec![Output::etp(1 << 100, account(1))];
	let tip = tree.add(tip, vec![made(2, CoinOrigin::Coinbase, reward)]);
	go(&index, &tree, tip);
	(scratch, index)
}

fn select(index: &Index, amount: Balance) -> Selection {
	let clock = Clock { now: 3, coinbase_maturity: 10 };
	let owner = Owner::Account(account(1));
	index.read(|view| view.select(&owner, ETP_ASSET, amount, clock)).unwrap()
}

fn amounts(selection: &Selection) -> Vec<Balance> {
	selection.coins.iter().map(|coin| coin.amount()).collect()
}

#[test]
fn the_smallest_coin_that_suffices_is_chosen() {
	let (_scratch, index) = with_coins(&[1_000, 50, 7, 20, 20]);
	assert_eq!(amounts(&select(&index, 1)), [7]);
	assert_eq!(amounts(&select(&index, 8)), [20]);
	assert_eq!(amounts(&select(&index, 50)), [50]);
	assert_eq!(amounts(&select(&index, 51)), [1_000]);
}

#[test]
fn several_are_the_largest_and_then_the_smallest_that_suffices() {
	let (_scratch, index) = with_coins(&[100, 90, 80, 5, 4]);
	assert_eq!(amounts(&select(&index, 105)), [100, 5]);
	assert_eq!(amounts(&select(&index, 175)), [100, 80]);
	assert_eq!(amounts(&select(&index, 279)), [100, 90, 80, 5, 4]);
	let (_kept, equal) = with_coins(&[10, 10, 10]);
	assert_eq!(amounts(&select(&equal, 25)), [10, 10, 10]);
}

#[test]
fn what_is_missing_is_told() {
	let (_scratch, index) = with_coins(&[100, 90]);
	let found = select(&index, 200);
	assert_eq!((found.sum, found.missing, found.limited), (190, 10, false));
	assert_eq!(amounts(&found), [100, 90]);
	let (_scratch, empty) = with_coins(&[]);
	let found = select(&empty, 200);
	assert_eq!((found.sum, found.missing, found.coins.len()), (0, 200, 0));
}

#[test]
fn a_transaction_has_so_many_inputs_and_not_more() {
	let most = MAX_INPUTS as usize;
	let (_scratch, index) = with_coins(&vec![2; most + 1]);
	let found = select(&index, 2 * most as Balance);
	assert_eq!((found.coins.len(), found.missing, found.limited), (most, 0, false));
	let found = select(&index, 2 * most as Balance + 1);
	assert_eq!((found.coins.len(), found.missing, found.limited), (most, 1, true));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn no_fewer_coins_would_do(
		coins in vec(1..1_000u128, 0..40),
		amount in 1..20_000u128,
	) {
		let (_scratch, index) = with_coins(&coins);
		let found = select(&index, amount);
		let mut sorted = coins.clone();
		sorted.sort_by(|a, b| b.cmp(a));
		let total: Balance = sorted.iter().sum();
		prop_assert_eq!(found.sum, amounts(&found).iter().sum::<Balance>());
		prop_assert_eq!(found.missing, amount.saturating_sub(total));
		let mut outpoints: Vec<_> = found.coins.iter().map(|coin| coin.outpoint).collect();
		outpoints.sort();
		outpoints.dedup();
		prop_assert_eq!(outpoints.len(), found.coins.len());
		prop_assert!(found.coins.iter().all(|coin| coin.state == State::Spendable));
		if found.missing == 0 {
			prop_assert!(found.sum >= amount);
			let fewer = &sorted[..found.coins.len() - 1];
			prop_assert!(fewer.iter().sum::<Balance>() < amount);
		} else {
			prop_assert_eq!(found.coins.len(), coins.len());
		}
	}
}

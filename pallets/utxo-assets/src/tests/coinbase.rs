//! Rewards, fees and the supply cap.

use super::*;
use crate::{Error, Minted, Totals};
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::{coinbase_id, CoinOrigin, MIN_OUTPUT};
use pillars_traits::{CoinbaseOutput, RewardLedger};

const PARENT: Hash = Hash::repeat_byte(7);

fn reward(n: u8, amount: Balance) -> CoinbaseOutput {
	Some((owner(n), Value::etp(amount)))
}

fn coinbase(height: BlockNumber, index: u32) -> OutPoint {
	OutPoint { txid: coinbase_id(height, &PARENT, &owner(1)), index }
}

/// Pays the coinbase of block 1 by owner 1.
fn pay(outputs: Vec<CoinbaseOutput>) {
	UtxoAssets::pay_coinbase(1, &PARENT, &owner(1), outputs);
}

#[test]
fn minted_rewards_become_outputs() {
	ExtBuilder::default().build_and_execute(|| {
		let minted = Minted::<Test>::get();
		assert_eq!(UtxoAssets::mint_to_outputs(3 * ETP), 3 * ETP);
		pay(vec![reward(1, 3 * ETP)]);
		let expected = Unspent { output: etp(1, 3 * ETP), height: 1, origin: CoinOrigin::Coinbase };
		assert_eq!(unspent(&coinbase(1, 0)), Some(expected));
		assert_eq!(Totals::<Test>::get().held, 3 * ETP);
		assert_eq!(Minted::<Test>::get(), minted + 3 * ETP);
		let event = Event::Applied {
			txid: coinbase_id(1, &PARENT, &owner(1)),
			spent: vec![],
			created: vec![(coinbase(1, 0), etp(1, 3 * ETP))],
			fee: 0,
			origin: CoinOrigin::Coinbase,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn outputs_keep_their_index() {
	ExtBuilder::default().build_and_execute(|| {
		UtxoAssets::mint_to_outputs(6 * ETP);
		pay(vec![reward(1, ETP), None, reward(2, 2 * ETP), reward(2, 0), reward(3, 3 * ETP)]);
		let amounts = [0, 1, 2, 3, 4].map(|index| amount_of(&coinbase(1, index)));
		assert_eq!(amounts, [ETP, 0, 2 * ETP, 0, 3 * ETP]);
	});
}

#[test]
fn fees_are_paid_with_the_block() {
	ExtBuilder::default().coin(1, 10 * ETP).build_and_execute(|| {
		assert_ok!(spend(1, &tx([coin(0)], [etp(1, 8 * ETP)])));
		assert_eq!(UtxoAssets::take_fees(), 2 * ETP);
		assert_eq!(UtxoAssets::take_fees(), 0);
		pay(vec![reward(1, ETP), None, reward(2, ETP)]);
		assert_eq!(Totals::<Test>::get().held, 10 * ETP);
	});
}

#[test]
fn what_is_too_small_is_carried_over() {
	ExtBuilder::default().build_and_execute(|| {
		let minted = 2 * (MIN_OUTPUT - 1) + ETP;
		assert_eq!(UtxoAssets::mint_to_outputs(minted), minted);
		pay(vec![reward(1, MIN_OUTPUT - 1), reward(1, ETP), reward(2, MIN_OUTPUT - 1)]);
		assert_eq!(unspent(&coinbase(1, 0)), None);
		assert_eq!(amount_of(&coinbase(1, 1)), ETP);
		assert_eq!(Totals::<Test>::get().fees, 2 * (MIN_OUTPUT - 1));
		UtxoAssets::do_try_state().unwrap();
		// The next block pays it.
		let carried = UtxoAssets::take_fees();
		go_to(2);
		UtxoAssets::pay_coinbase(2, &PARENT, &owner(1), vec![reward(1, carried)]);
		assert_eq!(amount_of(&coinbase(2, 0)), 2 * (MIN_OUTPUT - 1));
	});
}

#[test]
fn a_coinbase_without_outputs_leaves_no_trace() {
	ExtBuilder::default().build_and_execute(|| {
		pay(vec![None, reward(1, 0), None]);
		assert!(System::events().is_empty());
		assert_eq!(Totals::<Test>::get().fees, 0);
	});
}

#[test]
fn an_output_is_spent_when_it_is_mature() {
	ExtBuilder::default().build_and_execute(|| {
		UtxoAssets::mint_to_outputs(ETP);
		pay(vec![reward(1, ETP)]);
		let tx = tx([coinbase(1, 0)], [etp(1, ETP)]);
		go_to(5);
		assert_noop!(spend(1, &tx), Error::<Test>::Immature);
		go_to(6);
		assert_ok!(spend(1, &tx));
	});
}

#[test]
fn the_parameters_decide_when_it_is_mature() {
	ExtBuilder::default().build_and_execute(|| {
		UtxoAssets::mint_to_outputs(ETP);
		pay(vec![reward(1, ETP)]);
		let tx = tx([coinbase(1, 0)], [etp(1, ETP)]);
		go_to(20);
		ChainParameters::set(Parameters { coinbase_maturity: 20, ..Parameters::development() });
		assert_noop!(spend(1, &tx), Error::<Test>::Immature);
		go_to(21);
		assert_ok!(spend(1, &tx));
	});
}

#[test]
fn nothing_is_minted_beyond_the_cap() {
	let genesis = 4 * ENDOWMENT + EXISTENTIAL_DEPOSIT;
	ExtBuilder::default().max_supply(genesis + 5 * ETP).build_and_execute(|| {
		assert_eq!(UtxoAssets::mint_to_outputs(3 * ETP), 3 * ETP);
		assert_eq!(UtxoAssets::mint_to_account(&owner(2), 3 * ETP), 2 * ETP);
		assert_eq!(UtxoAssets::mint_to_outputs(3 * ETP), 0);
		assert_eq!(UtxoAssets::mint_to_account(&owner(2), 1), 0);
		assert_eq!(Balances::free_balance(owner(2)), ENDOWMENT + 2 * ETP);
		pay(vec![reward(1, 3 * ETP)]);
		assert_eq!(Minted::<Test>::get(), MaxSupply::get());
		// Burning frees nothing.
		go_to(50);
		assert_ok!(spend(1, &tx([coinbase(1, 0)], [locked(Lock::Burn, 3 * ETP)])));
		assert_eq!(UtxoAssets::mint_to_outputs(ETP), 0);
	});
}

#[test]
fn what_an_account_can_not_take_is_not_minted() {
	ExtBuilder::default().build_and_execute(|| {
		let minted = Minted::<Test>::get();
		assert_eq!(UtxoAssets::mint_to_account(&owner(9), EXISTENTIAL_DEPOSIT - 1), 0);
		assert_eq!(UtxoAssets::mint_to_account(&owner(9), 0), 0);
		assert_eq!(Minted::<Test>::get(), minted);
		let ed = EXISTENTIAL_DEPOSIT;
		assert_eq!(UtxoAssets::mint_to_account(&owner(9), ed), ed);
		assert_eq!(Balances::free_balance(owner(9)), ed);
	});
}

#[test]
fn fees_of_accounts_are_noted() {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	ExtBuilder::default().build_and_execute(|| {
		Balances::transfer(&owner(1), &pot(), ETP, Preservation::Preserve).unwrap();
		UtxoAssets::note_fees(ETP);
		UtxoAssets::do_try_state().unwrap();
		assert_eq!(UtxoAssets::take_fees(), ETP);
		pay(vec![reward(2, ETP)]);
		assert_eq!(amount_of(&coinbase(1, 0)), ETP);
	});
}

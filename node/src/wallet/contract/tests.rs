//! Files of contracts, and where what they hold goes.

#![allow(clippy::arithmetic_side_effects, reason = "sums of a test are small")]

use super::*;
use pillars_ledger::{templates, CoinOrigin};
use sp_keyring::Sr25519Keyring::{Alice, Bob};

const GENESIS: H256 = H256::repeat_byte(9);

fn contract() -> Contract {
	let policy = templates::time_lock(Alice.to_account_id(), 100);
	let coins = [(Value::etp(5), policy.clone()), (Value::Coins { asset: 2, amount: 7 }, policy)];
	Contract::new(Kind::Timelock, GENESIS, H256::repeat_byte(1), &coins)
}

fn input(index: u32, value: Value) -> Input {
	let owner = Alice.to_account_id();
	let output = Output { value, lock: Lock::Account(owner.clone()) };
	let coin = Unspent { output, height: 1, origin: CoinOrigin::Transfer };
	Input::owned(OutPoint { txid: H256::zero(), index }, coin, owner)
}

#[test]
fn a_file_is_of_one_kind_and_one_chain() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("contract.json");
	files::write(&path, &contract()).unwrap();
	assert_eq!(Contract::read(&path, Kind::Timelock, GENESIS).unwrap(), contract());
	let other = Contract::read(&path, Kind::Timelock, H256::zero()).unwrap_err();
	assert!(matches!(other, WalletError::ForeignFile { .. }), "{other}");
	let other = Contract::read(&path, Kind::Htlc, GENESIS).unwrap_err().to_string();
	assert!(other.contains("\"timelock\""), "{other}");
}

#[test]
fn the_outputs_follow_each_other() {
	let contract = contract();
	let places: Vec<_> = contract.coins.iter().map(LockedCoin::outpoint).collect();
	let txid = H256::repeat_byte(1);
	assert_eq!(places, [OutPoint { txid, index: 0 }, OutPoint { txid, index: 1 }]);
	for coin in &contract.coins {
		assert_eq!(coin.policy().unwrap().lock(), coin.output.0.lock);
	}
}

#[test]
fn a_policy_of_another_output_is_refused() {
	let mut coin = contract().coins.remove(0);
	coin.policy = Bytes(templates::time_lock(Bob.to_account_id(), 1).to_bytes().unwrap().into());
	assert!(matches!(coin.policy(), Err(WalletError::Rule(_))));
}

#[test]
fn coins_that_can_pay_for_themselves_do() {
	let (alice, lock) = (Alice.to_account_id(), Lock::Account(Bob.to_account_id()));
	let inputs = vec![input(0, Value::etp(ENOUGH)), input(1, Value::Unique(3))];
	let draft = move_to(inputs, &alice, lock.clone()).unwrap();
	assert_eq!((draft.payer, &draft.change), (None, &lock));
	assert_eq!(draft.outputs, [Output { value: Value::Unique(3), lock }]);
	// All that is left is what was to be moved.
	assert!(draft.change_is_meant.is_some());
}

#[test]
fn a_coin_that_was_replaced_stays_in_the_file() {
	let policy = templates::time_lock(Alice.to_account_id(), 200);
	let next =
		|txid| Contract::new(Kind::Timelock, GENESIS, txid, &[(Value::etp(5), policy.clone())]);
	let before = contract();
	let both = before.clone().followed_by(next(H256::repeat_byte(2)));
	assert_eq!(both.coins[..2], before.coins[..]);
	assert_eq!(both.coins[2].txid, H256::repeat_byte(2));
	// Sent once more it is there once.
	assert_eq!(both.clone().followed_by(next(H256::repeat_byte(2))), both);
}

#[test]
fn for_others_the_owner_pays_and_keeps_the_change() {
	let (alice, lock) = (Alice.to_account_id(), Lock::Account(Bob.to_account_id()));
	let gold = |amount| Value::Coins { asset: 2, amount };
	let inputs = vec![input(0, gold(5)), input(1, Value::etp(ENOUGH - 1)), input(2, gold(6))];
	let draft = move_to(inputs, &alice, lock.clone()).unwrap();
	assert_eq!(draft.payer, Some(alice.clone()));
	assert_eq!(draft.change, Lock::Account(alice));
	let values: Vec<_> = draft.outputs.iter().map(|output| output.value).collect();
	assert_eq!(values, [Value::etp(ENOUGH - 1), gold(11)]);
	assert!(draft.outputs.iter().all(|output| output.lock == lock));
}

//! Which coins are spent, and which signatures count.

#![allow(clippy::arithmetic_side_effects, reason = "sums of a test are small")]

use super::*;
use pillars_ledger::{templates, CoinOrigin, Lock, OutPoint};
use sp_core::Pair;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};

fn coin(index: u32, value: Value, lock: Lock) -> Input {
	let output = Output { value, lock };
	let coin = Unspent { output, height: 1, origin: CoinOrigin::Transfer };
	let outpoint = OutPoint { txid: H256::repeat_byte(1), index };
	Input::owned(outpoint, coin, Alice.to_account_id())
}

fn policy() -> Policy {
	templates::multisig(2, &[Alice, Bob, Charlie].map(|key| key.to_account_id())).unwrap()
}

#[test]
fn large_coins_are_spent_first_with_etp_for_the_fee() {
	let lock = policy().lock();
	let gold = |amount| Value::Coins { asset: 1, amount };
	let coins = vec![
		coin(0, gold(5), lock.clone()),
		coin(1, Value::etp(2 * FOR_FEE), lock.clone()),
		coin(2, gold(9), lock.clone()),
		coin(3, Value::etp(3 * FOR_FEE), lock.clone()),
		coin(4, gold(1), lock.clone()),
		coin(5, Value::Coins { asset: 2, amount: 1 }, lock.clone()),
	];
	let chosen = |value| {
		let output = Output { value, lock: lock.clone() };
		let inputs = enough(coins.clone(), &output);
		let mut indexes: Vec<_> = inputs.into_iter().map(|input| input.outpoint.index).collect();
		indexes.sort_unstable();
		indexes
	};
	assert_eq!(chosen(gold(8)), [2, 3]);
	assert_eq!(chosen(gold(10)), [0, 2, 3]);
	assert_eq!(chosen(Value::etp(FOR_FEE)), [3]);
	// A sum that is met exactly leaves nothing for the fee.
	assert_eq!(chosen(Value::etp(3 * FOR_FEE)), [1, 3]);
}

#[test]
fn only_signatures_of_the_keys_over_this_payment_count() {
	let policy = policy();
	let tx = Transaction::new(vec![], vec![]).unwrap();
	let hash = H256::repeat_byte(7);
	let by = |key: sp_keyring::Sr25519Keyring, hash: &H256| {
		let signature: MultiSignature = key.pair().sign(hash.as_bytes()).into();
		(address(&key.to_account_id()), Scale(signature))
	};
	let mut payment = Payment {
		genesis: H256::zero(),
		policy: Bytes(policy.to_bytes().unwrap().into_inner()),
		tx: Scale(tx),
		coins: Vec::new(),
		signatures: [by(Alice, &hash), by(Bob, &H256::zero())].into(),
	};
	payment.signatures.extend([by(sp_keyring::Sr25519Keyring::Eve, &hash)]);
	let valid = payment.valid(&hash).unwrap();
	assert_eq!(valid.keys().collect::<Vec<_>>(), [&Alice.to_account_id()]);

	let text = serde_json::to_string(&payment).unwrap();
	let read: Payment = serde_json::from_str(&text).unwrap();
	assert_eq!(read.valid(&hash).unwrap(), valid);
}

#[test]
fn only_coins_under_the_policy_are_signed_for() {
	let policy = policy();
	let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
	let others = templates::multisig(2, &[Alice, Bob].map(|key| key.to_account_id())).unwrap();
	let with = |lock: Lock| {
		let spent = coin(0, Value::etp(10 * FOR_FEE), lock);
		let paid = Output::etp(9 * FOR_FEE, bob.clone());
		let payment = Payment {
			genesis: H256::zero(),
			policy: Bytes(policy.to_bytes().unwrap().into_inner()),
			tx: Scale(Transaction::new(vec![spent.outpoint], vec![paid]).unwrap()),
			coins: vec![Scale(spent.coin.clone())],
			signatures: BTreeMap::new(),
		};
		let facts = Facts { keys: keys_of(&policy), now: 5, ..Facts::default() };
		payment.with_coins(vec![Some(spent.coin)], facts)
	};
	assert_eq!(with(policy.lock()).unwrap().fee, FOR_FEE);
	// The file tells truly what they hold, but they are the signer's own, or of another policy.
	for lock in [Lock::Account(alice), others.lock()] {
		let error = with(lock).unwrap_err();
		assert!(matches!(error, WalletError::OutputDiffers(_)), "{error}");
	}
}

#[test]
fn coins_that_are_too_young_are_left_where_they_are() {
	let both = Policy::All(vec![Policy::Key(Alice.to_account_id()), Policy::Older(10)]);
	let aged = |index, height| {
		let mut input = coin(index, Value::etp(FOR_FEE), both.lock());
		input.coin.height = height;
		(input.outpoint, Some(input.coin))
	};
	let gone = (OutPoint { txid: H256::zero(), index: 9 }, None);
	let facts = Facts { keys: keys_of(&both), now: 20, ..Facts::default() };
	let coins = vec![gone, aged(0, 15), aged(1, 10), aged(2, 11)];
	let free = those_free(&both, coins.clone(), &facts).unwrap();
	assert_eq!(free.iter().map(|input| input.outpoint.index).collect::<Vec<_>>(), [1]);
	// Those that were asked for must all be free.
	assert!(matches!(all_of(&both, coins, &facts), Err(WalletError::NotUnspent(_))));
	let young = vec![aged(0, 15)];
	assert!(matches!(all_of(&both, young.clone(), &facts), Err(WalletError::Unmet(_))));
	assert!(matches!(those_free(&both, young, &facts), Err(WalletError::Unmet(_))));
	assert!(those_free(&both, vec![], &facts).unwrap().is_empty());
}

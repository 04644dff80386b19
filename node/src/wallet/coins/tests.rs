//! What goes in comes out, is change, or the fee.

#![allow(clippy::arithmetic_side_effects, reason = "sums of a test are small")]

use super::*;
use crate::wallet::recipe::Recipe;
use futures::executor::block_on;
use pillars_ledger::{Asset, CoinOrigin, MitId, Value, Witness, ETP_ASSET, MIN_OUTPUT, OUTPUT_FEE};
use proptest::prelude::*;
use sp_core::{sr25519, Pair, H256};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::MultiSignature;
use std::collections::BTreeMap;

/// Coins of Alice, and a price for every part of a transaction.
struct Purse {
	coins: Vec<Input>,
	price: Balance,
}

fn coin(index: u32, value: Value) -> Input {
	let owner = Alice.to_account_id();
	let output = Output { value, lock: Lock::Account(owner.clone()) };
	let coin = Unspent { output, height: 1, origin: CoinOrigin::Transfer };
	Input::owned(OutPoint { txid: H256::repeat_byte(1), index }, coin, owner)
}

fn purse(values: &[Value], price: Balance) -> Purse {
	Purse { coins: (0..).zip(values).map(|(index, value)| coin(index, *value)).collect(), price }
}

impl Source for Purse {
	async fn select(
		&self,
		_: &AccountId,
		asset: Asset,
		amount: Balance,
	) -> Result<Vec<Input>, WalletError> {
		let mut sum = 0;
		let mut chosen = Vec::new();
		for coin in &self.coins {
			let Value::Coins { asset: of, amount: held } = coin.coin.output.value else { continue };
			if of == asset && sum < amount {
				sum += held;
				chosen.push(coin.clone());
			}
		}
		if sum >= amount {
			return Ok(chosen);
		}
		let lacking = (amount - sum).to_string();
		Err(WalletError::NotEnough { owner: "Alice".into(), amount: lacking, asset: "ETP".into() })
	}

	async fn least_fee(&self, unsigned: &Unsigned) -> Result<Balance, WalletError> {
		let parts = (unsigned.inputs.len() + unsigned.outputs.len()) as Balance;
		Ok(parts * self.price + OUTPUT_FEE * Balance::from(unsigned.outputs_added()))
	}
}

fn pay(value: Value) -> Draft {
	let output = Output { value, lock: Lock::Account(Bob.to_account_id()) };
	Draft::of(&Alice.to_account_id(), vec![output])
}

fn sums(outputs: &[Output]) -> (BTreeMap<Asset, Balance>, Vec<MitId>) {
	let mut coins = BTreeMap::new();
	let mut items = Vec::new();
	for output in outputs {
		match output.value {
			Value::Coins { asset, amount } => *coins.entry(asset).or_insert(0) += amount,
			Value::Unique(item) => items.push(item),
		}
	}
	items.sort_unstable();
	(coins, items)
}

/// The law: in = out + fee + change, nothing below the least amount, the fee suffices.
fn check(unsigned: &Unsigned, purse: &Purse) {
	let (ins, items_in) = sums(&unsigned.spent());
	let (mut outs, items_out) = sums(&unsigned.outputs);
	*outs.entry(ETP_ASSET).or_insert(0) += unsigned.fee;
	assert_eq!((&ins, &items_in), (&outs, &items_out), "{unsigned:?}");
	for output in &unsigned.outputs {
		let Value::Coins { asset, amount } = output.value else { continue };
		assert!(amount > 0 && (asset != ETP_ASSET || amount >= MIN_OUTPUT), "{output:?}");
	}
	let least = block_on(purse.least_fee(unsigned)).unwrap();
	assert!(unsigned.fee >= least);
	// No more is left to the fee than an output can not hold, and what a further output would cost.
	assert!(unsigned.fee < least + 2 * MIN_OUTPUT + OUTPUT_FEE + 4 * purse.price, "{unsigned:?}");
	pillars_ledger::check_shape(&unsigned.transaction().unwrap()).unwrap();
}

#[test]
fn change_goes_back_to_the_payer() {
	let purse = purse(&[Value::etp(10 * MIN_OUTPUT)], 10);
	let unsigned = block_on(complete(pay(Value::etp(3 * MIN_OUTPUT)), &purse)).unwrap();
	check(&unsigned, &purse);
	assert_eq!(unsigned.fee, OUTPUT_FEE + 30);
	assert_eq!(unsigned.changes, 1);
	let change = Output::etp(7 * MIN_OUTPUT - unsigned.fee, Alice.to_account_id());
	assert_eq!(unsigned.outputs[1], change);
}

#[test]
fn dust_is_left_to_the_fee() {
	let purse = purse(&[Value::etp(4 * MIN_OUTPUT)], 10);
	let unsigned = block_on(complete(pay(Value::etp(3 * MIN_OUTPUT + 5)), &purse)).unwrap();
	check(&unsigned, &purse);
	assert_eq!((unsigned.changes, unsigned.fee), (0, MIN_OUTPUT - 5));
}

#[test]
fn a_token_brings_etp_for_its_fee_along() {
	let gold = |amount| Value::Coins { asset: 2, amount };
	let purse = purse(&[gold(5), Value::etp(10 * MIN_OUTPUT), gold(4)], 10);
	let unsigned = block_on(complete(pay(gold(7)), &purse)).unwrap();
	check(&unsigned, &purse);
	assert_eq!(unsigned.inputs.len(), 3);
	assert_eq!(unsigned.changes, 2);
	let short = block_on(complete(pay(gold(10)), &purse)).unwrap_err();
	assert!(matches!(short, WalletError::NotEnough { .. }), "{short}");
}

#[test]
fn a_mit_that_is_not_passed_on_comes_back() {
	let purse = purse(&[Value::etp(10 * MIN_OUTPUT)], 10);
	let mut draft = pay(Value::etp(MIN_OUTPUT));
	draft.inputs = vec![coin(9, Value::Unique(3))];
	let unsigned = block_on(complete(draft, &purse)).unwrap();
	check(&unsigned, &purse);
	let back = Output { value: Value::Unique(3), lock: Lock::Account(Alice.to_account_id()) };
	assert!(unsigned.outputs.contains(&back));
	// One that is not there can not be passed on.
	let error = block_on(complete(pay(Value::Unique(4)), &purse)).unwrap_err().to_string();
	assert!(error.contains("MIT number 4"), "{error}");
}

#[test]
fn a_fee_that_is_named_is_paid_or_refused() {
	let purse = purse(&[Value::etp(10 * MIN_OUTPUT)], 10);
	let named = |fee| Draft { fee: Some(fee), ..pay(Value::etp(MIN_OUTPUT)) };
	let unsigned = block_on(complete(named(2 * OUTPUT_FEE), &purse)).unwrap();
	assert_eq!(unsigned.fee, 2 * OUTPUT_FEE);
	let error = block_on(complete(named(OUTPUT_FEE), &purse)).unwrap_err();
	assert_eq!(error.to_string(), "the fee must be at least 0.00100030 ETP");
}

#[test]
fn without_a_payer_the_coins_must_suffice() {
	let purse = purse(&[], 10);
	let mut draft = pay(Value::etp(3 * MIN_OUTPUT));
	draft.payer = None;
	draft.inputs = vec![coin(0, Value::etp(3 * MIN_OUTPUT))];
	let error = block_on(complete(draft.clone(), &purse)).unwrap_err().to_string();
	assert!(error.contains("lack 0.0"), "{error}");
	draft.inputs = vec![coin(0, Value::etp(4 * MIN_OUTPUT))];
	check(&block_on(complete(draft, &purse)).unwrap(), &purse);
}

#[test]
fn an_output_that_is_too_small_is_refused() {
	let purse = purse(&[Value::etp(10 * MIN_OUTPUT)], 10);
	let error = block_on(complete(pay(Value::etp(MIN_OUTPUT - 1)), &purse)).unwrap_err();
	assert!(error.to_string().contains("(OutputTooSmall)"), "{error}");
}

#[test]
fn one_signature_serves_all_coins_of_an_owner() {
	let purse = purse(&[Value::etp(2 * MIN_OUTPUT), Value::etp(9 * MIN_OUTPUT)], 10);
	let unsigned = block_on(complete(pay(Value::etp(5 * MIN_OUTPUT)), &purse)).unwrap();
	let genesis = H256::repeat_byte(9);
	let hash = unsigned.hash(&genesis).unwrap();
	let mut count = 0;
	let sign = &mut |_: &AccountId| -> Result<MultiSignature, WalletError> {
		count += 1;
		Ok(Alice.pair().sign(hash.as_bytes()).into())
	};
	let signed = unsigned.sign(None, sign).unwrap();
	signed.check(&unsigned, &genesis, 5, None).unwrap();
	assert!(matches!(signed.witnesses[..], [Witness::Signature { .. }, Witness::As(0)]));
	assert_eq!(count, 1);
	// Somebody else's is found before anything is sent.
	let by_bob = unsigned.sign(None, &mut |_: &AccountId| -> Result<_, WalletError> {
		Ok(Bob.pair().sign(hash.as_bytes()).into())
	});
	let error = by_bob.unwrap().check(&unsigned, &genesis, 5, None).unwrap_err();
	assert!(error.to_string().contains("(BadSignature)"), "{error}");
	// In a call of its own Alice needs none.
	let alice = Alice.to_account_id();
	let spend = unsigned.sign(Some(&alice), &mut |_: &AccountId| -> Result<_, WalletError> {
		Err(WalletError::NoKey)
	});
	spend.unwrap().check(&unsigned, &genesis, 5, Some(&alice)).unwrap();
}

#[test]
fn the_size_that_is_paid_for_is_not_below_the_real_one() {
	use codec::Encode;
	let mut draft = pay(Value::etp(MIN_OUTPUT));
	let policy = pillars_ledger::templates::time_lock(Alice.to_account_id(), 1);
	let recipe = Recipe::Many(vec![(0, Recipe::Sign(Alice.to_account_id())), (1, Recipe::Nothing)]);
	let mut locked = coin(7, Value::etp(5 * MIN_OUTPUT));
	locked.unlock = Unlock::Policy { policy: policy.to_bytes().unwrap(), recipe };
	draft.inputs = vec![locked];
	let unsigned = block_on(complete(draft, &purse(&[], 10))).unwrap();
	let real = unsigned.sign(None, &mut |_: &AccountId| -> Result<_, WalletError> {
		Ok(MultiSignature::Sr25519(sr25519::Signature::default()))
	});
	let real = real.unwrap().submit().unwrap().encoded_size();
	let sized = unsigned.sized().unwrap().submit().unwrap().encoded_size();
	assert!((real..=real + 1).contains(&sized), "{real} {sized}");
}

fn value() -> impl Strategy<Value = Value> {
	let etp = (MIN_OUTPUT..50 * MIN_OUTPUT).prop_map(Value::etp);
	let gold = (1u128..1_000).prop_map(|amount| Value::Coins { asset: 2, amount });
	prop_oneof![3 => etp, 1 => gold]
}

proptest! {
	#[test]
	fn what_goes_in_comes_out_or_is_the_fee(
		values in prop::collection::vec(value(), 0..20),
		wanted in prop::collection::vec(value(), 1..4),
		fixed in prop::collection::vec(value(), 0..3),
		price in 1u128..20_000,
	) {
		let purse = purse(&values, price);
		let mut draft = pay(wanted[0]);
		for value in &wanted[1..] {
			draft.outputs.push(Output { value: *value, lock: Lock::Burn });
		}
		draft.inputs = (100..).zip(&fixed).map(|(index, value)| coin(index, *value)).collect();
		match block_on(complete(draft.clone(), &purse)) {
			Ok(unsigned) => {
				check(&unsigned, &purse);
				prop_assert_eq!(&unsigned.outputs[..wanted.len()], &draft.outputs[..]);
				for input in &draft.inputs {
					prop_assert!(unsigned.inputs.contains(input));
				}
			},
			Err(error) => prop_assert!(matches!(error, WalletError::NotEnough { .. }), "{}", error),
		}
	}
}

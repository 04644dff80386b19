use super::*;
use crate::{Memo, OutPoint, TransactionV1};
use pillars_primitives::AccountId;
use proptest::prelude::*;
use sp_core::H256;

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn outpoint(n: u8) -> OutPoint {
	OutPoint { txid: H256::repeat_byte(n), index: n.into() }
}

fn good() -> TransactionV1 {
	let Transaction::V1(tx) =
		Transaction::new(vec![outpoint(1), outpoint(2)], vec![Output::etp(MIN_OUTPUT, account(1))])
			.unwrap();
	tx
}

fn shape_after(change: impl FnOnce(&mut TransactionV1)) -> Result<(), RuleError> {
	let mut tx = good();
	change(&mut tx);
	check_shape(&Transaction::V1(tx))
}

#[test]
fn a_plain_transaction_has_a_good_shape() {
	assert_eq!(shape_after(|_| {}), Ok(()));
}

#[test]
fn each_broken_shape_has_its_own_error() {
	assert_eq!(shape_after(|tx| tx.inputs.clear()), Err(RuleError::NoInputs));
	assert_eq!(shape_after(|tx| tx.outputs.clear()), Err(RuleError::NoOutputs));
	assert_eq!(
		shape_after(|tx| tx.inputs.try_push(outpoint(1)).unwrap()),
		Err(RuleError::DuplicateInput)
	);
	assert_eq!(shape_after(|tx| tx.outputs[0].value = Value::etp(0)), Err(RuleError::ZeroOutput));
	assert_eq!(
		shape_after(|tx| tx.outputs[0].value = Value::etp(MIN_OUTPUT - 1)),
		Err(RuleError::OutputTooSmall)
	);
	assert_eq!(
		shape_after(|tx| tx.outputs[0] = Output {
			value: Value::Coins { asset: 1, amount: 1 },
			lock: Lock::Balance(account(1))
		}),
		Err(RuleError::NotEtp)
	);
}

#[test]
fn memos_are_marked_by_their_first_byte() {
	let memo = |bytes: &[u8]| {
		let memo = Memo::try_from(bytes.to_vec()).unwrap();
		shape_after(|tx| tx.memo = memo)
	};
	assert_eq!(memo(b"\x00\xff"), Ok(()));
	assert_eq!(memo("\u{1}hällo".as_bytes()), Ok(()));
	assert_eq!(memo(b"\x02\xff"), Ok(()));
	assert_eq!(memo(b"\x01\xff"), Err(RuleError::BadMemo));
	assert_eq!(memo(b"\x03"), Err(RuleError::BadMemo));
}

#[test]
fn the_257th_input_is_refused_at_decoding() {
	use codec::{Decode, Encode};
	let many = |n: u16| -> Vec<u8> {
		let inputs: Vec<OutPoint> =
			(0..n).map(|i| OutPoint { txid: H256::from_low_u64_be(i.into()), index: 0 }).collect();
		(1u8, inputs, Vec::<Output>::new(), 0u32, Vec::<u8>::new()).encode()
	};
	assert!(Transaction::decode(&mut &many(256)[..]).is_ok());
	assert!(Transaction::decode(&mut &many(257)[..]).is_err());
}

#[test]
fn locks_open_at_their_height_and_not_before() {
	let coin = |lock, origin| Unspent {
		output: Output { value: Value::etp(1), lock },
		height: 100,
		origin,
	};
	let deposit = coin(Lock::Deposit { owner: account(1), until: 200 }, CoinOrigin::Transfer);
	assert_eq!(check_unlocked(&deposit, 199, 5), Err(RuleError::Immature));
	assert_eq!(check_unlocked(&deposit, 200, 5), Ok(()));
	let coinbase = coin(Lock::Account(account(1)), CoinOrigin::Coinbase);
	assert_eq!(check_unlocked(&coinbase, 104, 5), Err(RuleError::Immature));
	assert_eq!(check_unlocked(&coinbase, 105, 5), Ok(()));
	let plain = coin(Lock::Account(account(1)), CoinOrigin::Transfer);
	assert_eq!(check_unlocked(&plain, 100, 5), Ok(()));
}

fn etp(amount: Balance) -> Output {
	Output::etp(amount, account(1))
}

fn token(amount: Balance) -> Output {
	Output { value: Value::Coins { asset: 7, amount }, lock: Lock::Account(account(1)) }
}

#[test]
fn balance_is_per_asset_and_charges_added_outputs() {
	let check = |ins: &[Output], outs: &[Output]| check_balance(ins.iter(), outs);
	assert_eq!(
		check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP * 8)]),
		Ok(Balanced { surplus: MILLI_ETP * 2, output_fee: 0 })
	);
	assert_eq!(
		check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP), etp(MILLI_ETP * 8)]),
		Ok(Balanced { surplus: MILLI_ETP, output_fee: MILLI_ETP })
	);
	assert_eq!(
		check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP), etp(MILLI_ETP * 9)]),
		Err(RuleError::FeeTooLow)
	);
	assert_eq!(check(&[etp(5)], &[etp(6)]), Err(RuleError::Inflation));
	assert_eq!(check(&[etp(5)], &[etp(4), token(1)]), Err(RuleError::Inflation));
	assert_eq!(check(&[etp(5), token(2)], &[etp(5), token(1)]), Err(RuleError::Vanished));
	assert_eq!(check(&[etp(u128::MAX), etp(1)], &[etp(1), etp(1)]), Err(RuleError::Overflow));
	let burned = Output { value: Value::etp(MILLI_ETP), lock: Lock::Burn };
	assert_eq!(check(&[etp(MILLI_ETP)], &[burned]), Ok(Balanced { surplus: 0, output_fee: 0 }));
}

proptest! {
	/// What is accepted never makes money: surplus and outputs add up to the inputs.
	#[test]
	fn accepted_balances_conserve(
		ins in prop::collection::vec((0u32..3, 0u128..10_000_000), 1..6),
		outs in prop::collection::vec((0u32..3, 0u128..10_000_000), 1..6),
	) {
		let make = |list: &[(u32, u128)]| -> Vec<Output> {
			list.iter().map(|(asset, amount)| Output {
				value: Value::Coins { asset: *asset, amount: *amount },
				lock: Lock::Account(account(1)),
			}).collect()
		};
		if let Ok(balanced) = check_balance(make(&ins).iter(), &make(&outs)) {
			for asset in 0..3 {
				let sum = |list: &[(u32, u128)]| -> u128 {
					list.iter().filter(|(a, _)| *a == asset).map(|(_, amount)| amount).sum()
				};
				let surplus = if asset == ETP_ASSET { balanced.surplus } else { 0 };
				prop_assert_eq!(sum(&ins), sum(&outs) + surplus);
			}
			prop_assert!(balanced.surplus >= balanced.output_fee);
		}
	}
}

use super::*;
use crate::{Memo, OutPoint, TransactionV1};
use pillars_primitives::AccountId;
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
	assert_eq!(
		shape_after(|tx| tx.outputs[0] =
			Output { value: Value::Unique(7), lock: Lock::Balance(account(1)) }),
		Err(RuleError::NotEtp)
	);
}

#[test]
fn values_may_be_under_any_other_lock() {
	let deposit = Lock::Deposit { owner: account(1), until: 9 };
	for lock in [Lock::Account(account(1)), deposit, Lock::Policy(H256::zero()), Lock::Burn] {
		for value in
			[Value::etp(MIN_OUTPUT), Value::Coins { asset: 1, amount: 1 }, Value::Unique(7)]
		{
			let output = Output { value, lock: lock.clone() };
			assert_eq!(shape_after(|tx| tx.outputs[0] = output), Ok(()));
		}
	}
	let paid = Output { value: Value::etp(MIN_OUTPUT), lock: Lock::Balance(account(1)) };
	assert_eq!(shape_after(|tx| tx.outputs[0] = paid), Ok(()));
}

#[test]
fn the_limits_of_the_lists_keep_transactions_below_the_limit_of_the_size() {
	use codec::MaxEncodedLen;
	assert!(Transaction::max_encoded_len() < MAX_TRANSACTION_SIZE);
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

//! The bytes that are hashed, put together by hand, for wallets in other languages do the same.

use super::*;
use crate::{testing::GENESIS, Lock, Memo, TransactionV1, Value};
use alloc::vec;
use pillars_primitives::AccountId;
use sp_crypto_hashing::blake2_256;

/// What is done to a transaction and the outputs it spends.
type Change<'a> = &'a dyn Fn(&mut TransactionV1, &mut Vec<Output>);

fn outpoint(byte: u8, index: u32) -> OutPoint {
	OutPoint { txid: H256::repeat_byte(byte), index }
}

/// Two coins, one of them a token, to two outputs, with a height and a memo.
fn case() -> (TransactionV1, Vec<Output>) {
	let owner = AccountId::new([7; 32]);
	let spent = vec![
		Output::etp(5, owner.clone()),
		Output { value: Value::Coins { asset: 3, amount: 9 }, lock: Lock::Policy([8; 32].into()) },
	];
	let outputs = vec![
		Output { value: Value::etp(4), lock: Lock::Burn },
		Output { value: Value::Unique(6), lock: Lock::Account(owner) },
	];
	let inputs = vec![outpoint(1, 2), outpoint(3, 4)];
	let Some(Transaction::V1(mut body)) = Transaction::new(inputs, outputs) else { panic!() };
	body.not_before = 0x0a0b_0c0d;
	body.memo = Memo::try_from(vec![0, 0xee]).unwrap();
	(body, spent)
}

fn etp_to_account(amount: u8) -> Vec<u8> {
	[&[1, 0, 0, 0, 0, amount << 2, 1][..], &[7; 32]].concat()
}

fn token_under_policy() -> Vec<u8> {
	[&[1, 3, 0, 0, 0, 9 << 2, 3][..], &[8; 32]].concat()
}

const ETP_BURNED: &[u8] = &[1, 0, 0, 0, 0, 4 << 2, 5];

fn item_to_account() -> Vec<u8> {
	[&[2, 6, 0, 0, 0, 1][..], &[7; 32]].concat()
}

/// The height, and the memo with its length.
const END: &[u8] = &[0x0d, 0x0c, 0x0b, 0x0a, 2 << 2, 0, 0xee];

fn hashed(parts: &[&[u8]]) -> Result<H256, RuleError> {
	let start = [b"pillars/sighash/1".as_slice(), &[9; 32]].concat();
	Ok(blake2_256(&[start, parts.concat()].concat()).into())
}

#[test]
fn a_signature_for_all_signs_all_of_it() {
	let (body, spent) = case();
	let expected = hashed(&[
		&[0],
		&[2 << 2],
		&[1; 32],
		&[2, 0, 0, 0],
		&etp_to_account(5),
		&[3; 32],
		&[4, 0, 0, 0],
		&token_under_policy(),
		&[2 << 2],
		ETP_BURNED,
		&item_to_account(),
		END,
	]);
	let tx = Transaction::V1(body);
	for input in [0, 1, 7] {
		assert_eq!(sighash(&tx, &spent, &GENESIS, Mode::All, input), expected);
	}
}

#[test]
fn a_signature_for_one_signs_its_input_and_output() {
	let (body, spent) = case();
	let first = hashed(&[&[1], &[1; 32], &[2, 0, 0, 0], &etp_to_account(5), ETP_BURNED, END]);
	let second =
		hashed(&[&[1], &[3; 32], &[4, 0, 0, 0], &token_under_policy(), &item_to_account(), END]);
	let tx = Transaction::V1(body);
	let single = Mode::SingleAnyoneCanPay;
	assert_eq!(sighash(&tx, &spent, &GENESIS, single, 0), first);
	assert_eq!(sighash(&tx, &spent, &GENESIS, single, 1), second);
}

#[test]
fn a_signature_for_one_changes_with_all_it_signs_and_nothing_else() {
	let hash = |change: Change<'_>| {
		let (mut body, mut spent) = case();
		change(&mut body, &mut spent);
		let tx = Transaction::V1(body);
		sighash(&tx, &spent, &GENESIS, Mode::SingleAnyoneCanPay, 1).unwrap()
	};
	let unchanged = hash(&|_, _| {});
	let signed: [Change<'_>; 9] = [
		&|body, _| body.inputs[1].txid = H256::zero(),
		&|body, _| body.inputs[1].index = 0,
		&|_, spent| spent[1].value = Value::Coins { asset: 3, amount: 8 },
		&|_, spent| spent[1].lock = Lock::Policy(H256::zero()),
		&|body, _| body.outputs[1].value = Value::Unique(7),
		&|body, _| body.outputs[1].lock = Lock::Burn,
		&|body, _| body.not_before = 0,
		&|body, _| body.memo = Memo::default(),
		&|body, _| body.memo[1] = 0xef,
	];
	for (number, change) in signed.iter().enumerate() {
		assert_ne!(hash(change), unchanged, "change {number}");
	}
	let others: [Change<'_>; 4] = [
		&|body, _| body.inputs[0].index = 9,
		&|_, spent| spent[0].value = Value::etp(6),
		&|body, _| body.outputs[0].value = Value::etp(3),
		&|body, spent| {
			body.inputs.try_push(outpoint(5, 5)).unwrap();
			spent.push(Output::etp(1, AccountId::new([2; 32])));
		},
	];
	for (number, change) in others.iter().enumerate() {
		assert_eq!(hash(change), unchanged, "change {number}");
	}
	let (body, spent) = case();
	let elsewhere =
		sighash(&Transaction::V1(body), &spent, &H256::zero(), Mode::SingleAnyoneCanPay, 1);
	assert_ne!(elsewhere, Ok(unchanged), "another chain");
}

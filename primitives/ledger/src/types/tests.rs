//! What is on the wire, byte by byte, and what is not taken from it.

use super::*;
use alloc::{vec, vec::Vec};
use codec::Compact;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

fn account() -> AccountId {
	AccountId::new([7; 32])
}

#[test]
fn locks_are_encoded_as_stated() {
	let bytes = |start: &[u8], end: &[u8]| [start, end].concat();
	let deposit = Lock::Deposit { owner: account(), until: 0x0102_0304 };
	for (lock, expected) in [
		(Lock::Account(account()), bytes(&[1], &[7; 32])),
		(deposit, [&[2][..], &[7; 32], &[4, 3, 2, 1]].concat()),
		(Lock::Policy([8; 32].into()), bytes(&[3], &[8; 32])),
		(Lock::Balance(account()), bytes(&[4], &[7; 32])),
		(Lock::Burn, vec![5]),
	] {
		assert_eq!(lock.encode(), expected);
		assert_eq!(Lock::decode(&mut &expected[..]), Ok(lock.clone()));
		assert_eq!(lock.hash(), H256(blake2_256(&expected)));
	}
}

#[test]
fn reserved_locks_and_unknown_values_are_refused() {
	for index in [0u8].into_iter().chain(6..=255) {
		let bytes = [&[index][..], &[7; 64]].concat();
		assert!(Lock::decode(&mut &bytes[..]).is_err(), "lock {index}");
	}
	for index in [0u8].into_iter().chain(3..=255) {
		let bytes = [&[index][..], &[0; 64]].concat();
		assert!(Value::decode(&mut &bytes[..]).is_err(), "value {index}");
	}
	for version in [0u8].into_iter().chain(2..=255) {
		let bytes = [&[version][..], &[0; 64]].concat();
		assert!(Transaction::decode(&mut &bytes[..]).is_err(), "version {version}");
	}
	for origin in 4u8..=255 {
		assert!(CoinOrigin::decode(&mut &[origin][..]).is_err(), "origin {origin}");
	}
}

#[test]
fn unspent_outputs_are_encoded_as_stated() {
	let origins =
		[CoinOrigin::Genesis, CoinOrigin::Transfer, CoinOrigin::Coinbase, CoinOrigin::Coinstake];
	for (number, origin) in (0u8..).zip(origins) {
		let coin = Unspent { output: Output::etp(5, account()), height: 0x0102_0304, origin };
		let output = [&[1, 0, 0, 0, 0, 5 << 2, 1][..], &[7; 32]].concat();
		let expected = [&output[..], &[4, 3, 2, 1], &[number]].concat();
		assert_eq!(coin.encode(), expected);
		assert_eq!(Unspent::decode(&mut &expected[..]), Ok(coin));
	}
}

/// A transaction with so many inputs, outputs and bytes of memo, as nobody could make it but by hand.
fn encoded(inputs: u32, outputs: u32, memo: u32) -> Vec<u8> {
	let mut bytes = vec![1];
	bytes.extend(Compact(inputs).encode());
	for index in 0..inputs {
		bytes.extend(OutPoint { txid: H256::zero(), index }.encode());
	}
	bytes.extend(Compact(outputs).encode());
	for _ in 0..outputs {
		bytes.extend(Output::etp(5, account()).encode());
	}
	bytes.extend(0u32.encode());
	bytes.extend(Compact(memo).encode());
	bytes.resize(bytes.len() + memo as usize, 0);
	bytes
}

#[test]
fn bounds_hold_when_it_is_decoded() {
	let decode = |bytes: Vec<u8>| Transaction::decode(&mut &bytes[..]);
	let largest = decode(encoded(256, 256, 256)).unwrap();
	assert_eq!(
		(largest.inputs().len(), largest.outputs().len(), largest.memo().len()),
		(256, 256, 256)
	);
	assert!(decode(encoded(257, 1, 0)).is_err());
	assert!(decode(encoded(1, 257, 0)).is_err());
	assert!(decode(encoded(1, 1, 257)).is_err());
	assert!(Transaction::new(vec![OutPoint::default(); 257], vec![]).is_none());
	assert!(Transaction::new(vec![], vec![Output::etp(5, account()); 257]).is_none());
}

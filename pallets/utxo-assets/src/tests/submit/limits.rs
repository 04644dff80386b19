//! The largest transactions, and those that are larger.

use super::*;
use codec::{Decode, DecodeAll};
use frame_support::assert_ok;
use pillars_ledger::{Satisfaction, MAX_TRANSACTION_SIZE};
use sp_runtime::DispatchError;

/// A witness of so many bytes in its policy.
fn heavy(bytes: usize) -> Witness {
	Witness::Policy { policy: vec![0; bytes].try_into().unwrap(), satisfaction: Satisfaction::None }
}

/// What an encoded call has beside its number in the pallet: all parts.
fn size(parts: &Parts) -> usize {
	parts.call().encoded_size() - 1
}

/// The same with witnesses until all its parts together have so many bytes.
fn filled(parts: Parts, target: usize) -> Parts {
	let mut parts = Parts { witnesses: vec![], ..parts };
	// As many as leave room for a last one whose length has two bytes, as that of the largest.
	while size(&parts) + 2 * heavy(2_048).encoded_size() < target {
		parts.witnesses.push(heavy(2_048));
	}
	parts.witnesses.extend([heavy(64), heavy(64)]);
	let missing = target - size(&parts);
	parts.witnesses.truncate(parts.witnesses.len() - 2);
	parts.witnesses.extend([heavy(64 + missing / 2), heavy(64 + missing - missing / 2)]);
	assert_eq!(size(&parts), target);
	parts
}

/// A transaction, outputs named and witnesses, of which each is the largest part of one.
fn large() -> Vec<Parts> {
	let inputs: Vec<OutPoint> = (0..256).map(coin).collect();
	let outputs = vec![locked(deposit(1, 50), ETP); 256];
	let large_tx = Parts { tx: tx(inputs, outputs.clone()), spent: vec![], witnesses: vec![] };
	let small = tx([coin(0)], [etp(3, ETP)]);
	let large_named = Parts { tx: small.clone(), spent: outputs, witnesses: vec![] };
	let large_witnesses = Parts { tx: small, spent: vec![etp(1, 10 * ETP)], witnesses: vec![] };
	vec![large_tx, large_named, large_witnesses]
}

#[test]
fn all_parts_together_have_a_hundred_kibibytes_at_most() {
	ledger().build_and_execute(|| {
		for parts in large() {
			filled(parts.clone(), MAX_TRANSACTION_SIZE + 1).refused(Error::TooLarge);
			// What else is wrong with it is told then.
			let largest = filled(parts, MAX_TRANSACTION_SIZE);
			assert_ne!(largest.pool().unwrap_err(), invalid(&Error::TooLarge));
			assert_ne!(largest.block().unwrap_err(), invalid(&Error::TooLarge));
		}
	});
}

#[test]
fn a_spend_of_so_many_bytes_is_refused_too() {
	ledger().build_and_execute(|| {
		let spend = |parts: &Parts| spend_with(1, &parts.tx, parts.witnesses.clone());
		for parts in [&large()[0], &large()[2]] {
			// A spend names no outputs.
			let unnamed = Parts { spent: vec![], ..parts.clone() };
			let named = Vec::<Output>::new().encoded_size();
			let too_large = filled(unnamed.clone(), MAX_TRANSACTION_SIZE + named + 1);
			assert_noop!(spend(&too_large), Error::<Test>::TooLarge);
			let largest = filled(unnamed, MAX_TRANSACTION_SIZE + named);
			assert_ne!(spend(&largest), Err(DispatchError::from(Error::<Test>::TooLarge)));
		}
	});
}

#[test]
fn as_many_inputs_and_outputs_as_there_may_be() {
	let mut builder = ExtBuilder::default();
	for _ in 0..256 {
		builder = builder.coin(1, ETP);
	}
	builder.build_and_execute(|| {
		let inputs: Vec<OutPoint> = (0..256).map(coin).collect();
		let outputs: Vec<Output> = (0..256).map(|_| etp(2, ETP - 2 * MILLI_ETP)).collect();
		let parts = Parts::unsigned(&tx(inputs.clone(), outputs), &[]);
		let mut witnesses = vec![parts.signature(1)];
		witnesses.resize(256, Witness::As(0));
		let parts = Parts { witnesses, ..parts };
		assert_ok!(parts.pool());
		assert_ok!(parts.block());
		assert!(inputs.iter().all(|outpoint| unspent(outpoint).is_none()));
		assert_eq!(amount_of(&output_of(&parts.tx, 255)), ETP - 2 * MILLI_ETP);
	});
}

/// A call from its bytes, in which the list that it ends with is this one.
fn ending(call: &Call<Test>, list: &impl Encode) -> Result<Call<Test>, codec::Error> {
	let mut bytes = call.encode();
	assert_eq!(bytes.pop(), Some(0), "the list was empty");
	list.encode_to(&mut bytes);
	Call::decode_all(&mut &bytes[..])
}

#[test]
fn more_than_256_of_anything_is_no_call() {
	let parts = Parts { tx: tx([coin(0)], [etp(1, ETP)]), spent: vec![], witnesses: vec![] };
	let submit = parts.call();
	let spend = Call::spend { tx: parts.tx.clone(), witnesses: Default::default() };
	let reissue = Call::reissue { asset: 1, amount: 1, shown: Default::default() };
	let register =
		Call::register_mit { symbol: vec![b'x'].try_into().unwrap(), content: Default::default() };
	let witnesses = |count| vec![Witness::Signer; count];
	for call in [&submit, &spend] {
		assert!(ending(call, &witnesses(256)).is_ok());
		assert!(ending(call, &witnesses(257)).is_err());
	}
	assert!(ending(&reissue, &vec![coin(0); 256]).is_ok());
	assert!(ending(&reissue, &vec![coin(0); 257]).is_err());
	assert!(ending(&register, &vec![0u8; 256]).is_ok());
	assert!(ending(&register, &vec![0u8; 257]).is_err());
	// The outputs named stand before the witnesses.
	let named = |count| {
		let number = &submit.encode()[..1];
		let bytes = [number, &(&parts.tx, vec![etp(1, ETP); count]).encode(), &[0]].concat();
		Call::<Test>::decode(&mut &bytes[..])
	};
	assert!(named(256).is_ok());
	assert!(named(257).is_err());
}

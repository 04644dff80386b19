//! Nobody but the signers can change a transaction, or what proves it, on its way.

use super::*;
use crate::{testing::*, Output};
use alloc::{vec, vec::Vec};
use codec::{Decode, Encode};
use proptest::prelude::*;
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSigner};

/// Spends coins of all three schemes, and one under a policy, with a signature each.
fn signed() -> (Spend, Vec<Witness>) {
	let ed = ed25519::Pair::from_seed(&[2; 32]);
	let ec = ecdsa::Pair::from_seed(&[3; 32]);
	let policy = Policy::All(vec![Policy::Key(account(4)), Policy::Sha256(secret_hash())]);
	let locks = [
		Lock::Account(account(1)),
		Lock::Account(ed.public().into()),
		Lock::Account(MultiSigner::from(ec.public()).into_account()),
		policy.lock(),
		Lock::Account(account(1)),
	];
	let outputs = vec![Output::etp(4_000_000, account(5)), Output::etp(300_000, account(6))];
	let mut spend = Spend::new(locks, outputs);
	let Transaction::V1(tx) = &mut spend.tx;
	tx.memo = vec![1, b'a', b'b'].try_into().unwrap();
	let hash = spend.hash(Mode::All, 0);
	let parts = vec![(0, spend.key(4)), (1, Satisfaction::Preimage(SECRET))];
	let witnesses = vec![
		Witness::Signature { mode: 0, sig: spend.sign(1) },
		Witness::Signature { mode: 0, sig: ed.sign(hash.as_bytes()).into() },
		Witness::Signature { mode: 0, sig: ec.sign(hash.as_bytes()).into() },
		reveal(&policy, Satisfaction::Many(parts)),
		Witness::As(0),
	];
	(spend, witnesses)
}

#[test]
fn other_signatures_of_the_same_keys_leave_the_id() {
	let (first, second) = (signed(), signed());
	assert_ne!(first.1, second.1, "sr25519 signatures are made with randomness");
	for (spend, witnesses) in [&first, &second] {
		assert_eq!(spend.verify(witnesses), Ok(Checked { signatures: 4, nodes: 3 }));
	}
	assert_eq!(first.0.tx.txid(), second.0.tx.txid());
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(512))]

	/// Of the bytes of a transaction and its witnesses, none can be changed: the result is refused, and if it is a
	/// transaction it is of another id just if it is another transaction.
	#[test]
	fn no_changed_byte_is_accepted(place: prop::sample::Index, flip in 1u8..) {
		let (spend, witnesses) = signed();
		prop_assert!(spend.verify(&witnesses).is_ok());
		let mut bytes = (&spend.tx, &witnesses).encode();
		let place = place.index(bytes.len());
		bytes[place] ^= flip;
		if let Ok((tx, changed)) = <(Transaction, Vec<Witness>)>::decode(&mut &bytes[..]) {
			prop_assert_eq!(tx == spend.tx, tx.txid() == spend.tx.txid());
			let case = Spend { tx, ..spend };
			prop_assert!(case.verify(&changed).is_err());
		}
	}
}

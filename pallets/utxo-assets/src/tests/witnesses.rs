//! Who may spend. The signatures themselves are tested with the ledger's primitives.

use super::*;
use crate::Error;
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::{sighash, wrapped, Mode};

fn ledger() -> ExtBuilder {
	ExtBuilder::default().coin(1, 10 * ETP).coin(2, 5 * ETP).coin(2, 3 * ETP)
}

fn signed(n: u8, message: &[u8]) -> Witness {
	Witness::Signature { mode: 0, sig: pair(n).sign(message).into() }
}

/// The hash that owners sign for the whole of a transaction on the chain of the given genesis hash.
fn hash_on(genesis_hash: &H256, tx: &Transaction) -> H256 {
	let spent: Vec<Output> =
		tx.inputs().iter().map(|outpoint| unspent(outpoint).unwrap().output).collect();
	sighash(tx, &spent, genesis_hash, Mode::All, 0).unwrap()
}

fn hash(tx: &Transaction) -> H256 {
	hash_on(&System::block_hash(0), tx)
}

fn join() -> Transaction {
	tx([coin(0), coin(1), coin(2)], [etp(3, 18 * ETP)])
}

#[test]
fn the_caller_signs_for_itself_and_others_by_signature() {
	ledger().build_and_execute(|| {
		let signature = signed(2, hash(&join()).as_bytes());
		assert_ok!(spend_with(1, &join(), vec![Witness::Signer, signature, Witness::As(1)]));
		assert_eq!(amount_of(&output_of(&join(), 0)), 18 * ETP);
	});
}

#[test]
fn the_caller_need_not_own_anything() {
	ledger().build_and_execute(|| {
		let hash = hash(&join());
		let witnesses =
			vec![signed(1, hash.as_bytes()), signed(2, &wrapped(&hash)), Witness::As(1)];
		assert_ok!(spend_with(4, &join(), witnesses));
	});
}

#[test]
fn each_fault_has_its_error() {
	ledger().build_and_execute(|| {
		let good = signed(2, hash(&join()).as_bytes());
		let foreign = signed(2, hash_on(&H256::zero(), &join()).as_bytes());
		let mode = |mode| match good.clone() {
			Witness::Signature { sig, .. } => Witness::Signature { mode, sig },
			_ => unreachable!(),
		};
		let (signer, second) = (Witness::Signer, Witness::As(1));
		for (witnesses, error) in [
			(vec![], Error::<Test>::WitnessCount),
			(vec![signer.clone(), good.clone()], Error::WitnessCount),
			(vec![signer.clone(); 3], Error::NotOwner),
			(vec![signer.clone(), mode(2), second.clone()], Error::UnknownMode),
			(vec![signer.clone(), mode(1), second.clone()], Error::NoSuchOutput),
			(vec![signer.clone(), good.clone(), Witness::As(0)], Error::BadReference),
			(vec![signer.clone(), foreign, second.clone()], Error::BadSignature),
			(vec![good.clone(), good, second], Error::BadSignature),
		] {
			assert_noop!(spend_with(1, &join(), witnesses), error);
		}
	});
}

//! Chains of transactions that are not confirmed, double spends, replay.

use super::*;
use crate::{ENVELOPE, LONGEVITY, MAX_UNPAID_SIGNATURES};
use frame_support::assert_ok;
use std::collections::BTreeSet;

/// All of one output to another owner, less a fee.
fn pass(from: OutPoint, amount: Balance, to: u8) -> Transaction {
	tx([from], [etp(to, amount - FEE)])
}

fn spends(outpoint: OutPoint) -> Vec<u8> {
	("in", outpoint).encode()
}

fn made_by(txid: H256) -> Vec<u8> {
	("tx", txid).encode()
}

#[test]
fn a_transaction_of_what_is_there_waits_for_nothing() {
	ledger().build_and_execute(|| {
		let parts = Parts::of(&tx([coin(0), coin(2)], [etp(3, 12 * ETP)]), &[]);
		let valid = parts.pool().unwrap();
		assert_eq!(valid.requires, Vec::<Vec<u8>>::new());
		let provides = [spends(coin(0)), spends(coin(2)), made_by(parts.tx.txid())];
		assert_eq!(valid.provides, provides);
		assert_eq!((valid.longevity, valid.propagate), (64, true));
		assert_eq!((LONGEVITY, ENVELOPE), (64, 16));
	});
}

#[test]
fn a_chain_waits_link_by_link() {
	ledger().build_and_execute(|| {
		let first = pass(coin(0), 10 * ETP, 2);
		let second = pass(output_of(&first, 0), 10 * ETP - FEE, 3);
		let third = pass(output_of(&second, 0), 10 * ETP - 2 * FEE, 4);
		let parts =
			[Parts::of(&first, &[]), Parts::of(&second, &[&first]), Parts::of(&third, &[&second])];
		let valid = parts.clone().map(|parts| parts.pool().unwrap());
		assert!(valid[0].requires.is_empty());
		assert_eq!(valid[1].requires, [made_by(first.txid())]);
		assert_eq!(valid[2].requires, [made_by(second.txid())]);
		for (child, parent) in [(1, 0), (2, 1)] {
			assert!(valid[parent].provides.contains(&valid[child].requires[0]));
		}
		// In a block a parent that is missing is an error, in the right order none is.
		parts[1].refused_in_block(Error::NotUnspent);
		assert_ok!(parts[0].block());
		parts[2].refused_in_block(Error::NotUnspent);
		assert_ok!(parts[1].block());
		// What is in the state by now is not waited for.
		assert!(parts[2].pool().unwrap().requires.is_empty());
		assert_ok!(parts[2].block());
		assert_eq!(amount_of(&output_of(&third, 0)), 10 * ETP - 3 * FEE);
	});
}

#[test]
fn each_parent_is_waited_for_once() {
	ledger().build_and_execute(|| {
		let split = tx([coin(0)], [etp(1, 5 * ETP), etp(2, 4 * ETP)]);
		let other = pass(coin(1), 5 * ETP, 1);
		let inputs = [output_of(&split, 0), coin(2), output_of(&split, 1), output_of(&other, 0)];
		let join = tx(inputs, [etp(3, 16 * ETP)]);
		let valid = Parts::of(&join, &[&split, &other]).pool().unwrap();
		let requires: BTreeSet<_> = valid.requires.iter().cloned().collect();
		assert_eq!(requires, [split.txid(), other.txid()].map(made_by).into());
		assert_eq!(valid.requires.len(), 2);
		assert_eq!(valid.provides.len(), 5);
	});
}

#[test]
fn two_that_spend_the_same_provide_the_same() {
	ledger().build_and_execute(|| {
		let [one, two] = [2, 3].map(|to| Parts::of(&pass(coin(0), 10 * ETP, to), &[]));
		let shared = |parts: &Parts| parts.pool().unwrap().provides[0].clone();
		assert_eq!(shared(&one), shared(&two));
		assert_eq!(shared(&one), spends(coin(0)));
		assert_ok!(one.block());
		two.refused_in_block(Error::NotUnspent);
		assert_noop!(two.dispatch(), Error::<Test>::NotUnspent);
		// So do two that spend what is not there yet.
		let parent = pass(coin(1), 5 * ETP, 1);
		let [one, two] = [2, 3].map(|to| {
			let child = pass(output_of(&parent, 0), 5 * ETP - FEE, to);
			shared(&Parts::of(&child, &[&parent]))
		});
		assert_eq!(one, two);
	});
}

#[test]
fn who_names_what_is_not_there_falsely_is_in_nobodys_way() {
	ledger().build_and_execute(|| {
		let parent = pass(coin(0), 10 * ETP, 2);
		let child = Parts::of(&pass(output_of(&parent, 0), 10 * ETP - FEE, 3), &[&parent]);
		let rightful = child.pool().unwrap();
		let forged = pass(output_of(&parent, 0), 1_000_000 * ETP, 5);
		let spent = vec![etp(4, 1_000_001 * ETP)];
		let forged = Parts { tx: forged, spent, witnesses: vec![] }.sign().pool().unwrap();
		assert_eq!(forged.requires, rightful.requires);
		assert!(forged.provides.iter().all(|tag| !rightful.provides.contains(tag)));
		assert_eq!((forged.priority, rightful.priority), (0, 0));
		// Once the parent is there, all is known, and what is left counts.
		assert_ok!(Parts::of(&parent, &[]).block());
		let valid = child.pool().unwrap();
		assert!(valid.priority > 0);
		assert_eq!(valid.provides[0], spends(output_of(&parent, 0)));
	});
}

#[test]
fn a_block_tells_pools_what_it_spends() {
	ledger().build_and_execute(|| {
		let parts = Parts::of(&tx([coin(0), coin(2)], [etp(3, 12 * ETP)]), &[]);
		let in_pool = parts.pool().unwrap();
		let in_block = parts.authorize(TransactionSource::InBlock).unwrap();
		assert_eq!(in_block.provides, in_pool.provides);
		assert_eq!(in_block.requires, in_pool.requires);
	});
}

#[test]
fn the_same_transaction_with_other_witnesses_provides_the_same() {
	ledger().build_and_execute(|| {
		let parts = Parts::of(&tx([coin(0), coin(1)], [etp(2, 14 * ETP)]), &[]);
		let mut other = parts.clone();
		other.witnesses[1] = Witness::As(0);
		assert_eq!(parts.pool().unwrap().provides, other.pool().unwrap().provides);
	});
}

#[test]
fn what_was_carried_out_is_not_carried_out_again() {
	ledger().build_and_execute(|| {
		let parts = Parts::of(&pass(coin(0), 10 * ETP, 2), &[]);
		assert_ok!(parts.block());
		parts.refused_in_block(Error::NotUnspent);
		assert_noop!(parts.dispatch(), Error::<Test>::NotUnspent);
		// The pool sees that its output is there.
		assert_eq!(parts.pool().unwrap_err(), invalid(&Error::OutputExists));
		// Once that is spent, all that it can know is that the input is not there: the transaction waits
		// for one that will not come, and no block takes it.
		assert_ok!(Parts::of(&pass(output_of(&parts.tx, 0), 10 * ETP - FEE, 3), &[]).block());
		assert_eq!(parts.pool().unwrap().requires, [made_by(coin(0).txid)]);
		parts.refused_in_block(Error::NotUnspent);
	});
}

#[test]
fn what_is_named_falsely_is_found_when_the_parent_is_there() {
	ledger().build_and_execute(|| {
		let parent = pass(coin(0), 10 * ETP, 2);
		// GIVEN a child that names more than its parent makes, and an owner of its choice
		let child = pass(output_of(&parent, 0), 100 * ETP, 4);
		let parts = Parts { tx: child, spent: vec![etp(4, 100 * ETP)], witnesses: vec![] }.sign();
		assert_eq!(parts.pool().unwrap().requires, [made_by(parent.txid())]);
		assert_ok!(Parts::of(&parent, &[]).block());
		parts.refused(Error::NamedDiffers);
	});
}

#[test]
fn what_is_not_there_yet_is_of_age_zero() {
	ledger().build_and_execute(|| {
		let older = |blocks| {
			let key = pillars_ledger::Policy::Key(owner(1));
			pillars_ledger::Policy::All(vec![key, pillars_ledger::Policy::Older(blocks)])
		};
		for (blocks, error) in [(0, None), (1, Some(Error::<Test>::TooEarly))] {
			let policy = older(blocks);
			let parent = tx([coin(0)], [locked(policy.lock(), 10 * ETP - FEE)]);
			let child = pass(output_of(&parent, 0), 10 * ETP - FEE, 2);
			let mut parts = Parts::unsigned(&child, &[&parent]);
			let Witness::Signature { mode, sig } = parts.signature(1) else { unreachable!() };
			let satisfaction = pillars_ledger::Satisfaction::Many(vec![
				(0, pillars_ledger::Satisfaction::Sig { mode, sig }),
				(1, pillars_ledger::Satisfaction::None),
			]);
			let policy = policy.to_bytes().unwrap();
			parts.witnesses = vec![Witness::Policy { policy, satisfaction }];
			let expected = error.map_or(Ok(()), |error| Err(invalid(&error)));
			assert_eq!(parts.pool().map(drop), expected);
		}
		// A deposit that is not there yet waits for its height all the same.
		let parent = tx([coin(0)], [locked(deposit(1, 9), 10 * ETP - FEE)]);
		let child = pass(output_of(&parent, 0), 10 * ETP - FEE, 2);
		let parts = Parts::of(&child, &[&parent]);
		assert_eq!(parts.pool().unwrap_err(), invalid(&Error::Immature));
		go_to(9);
		assert_ok!(parts.pool());
	});
}

#[test]
fn what_has_no_owner_is_not_spent_before_it_is_there() {
	ledger().build_and_execute(|| {
		let nowhere = OutPoint { txid: H256::repeat_byte(7), index: 0 };
		for lock in [Lock::Burn, Lock::Balance(owner(1))] {
			let spent = vec![locked(lock, 10 * ETP)];
			let tx = pass(nowhere, 10 * ETP, 1);
			let parts = Parts { tx, spent, witnesses: vec![Witness::As(0)] };
			assert!(parts.pool().is_err());
		}
	});
}

#[test]
fn no_more_than_so_many_signatures_are_verified_for_what_is_not_there() {
	ledger().build_and_execute(|| {
		let policy = pillars_ledger::Policy::Key(owner(1));
		let parent = tx([coin(0)], [locked(policy.lock(), 10 * ETP - FEE)]);
		// It leaves enough for a fee whatever it has for witnesses.
		let child = pass(output_of(&parent, 0), ETP, 2);
		let mut parts = Parts::unsigned(&child, &[&parent]);
		let Witness::Signature { mode, sig } = parts.signature(1) else { unreachable!() };
		// GIVEN a child that has too many signatures for its policy, which is found when they are looked at
		let mut with = |count: u32| {
			let one = (0, pillars_ledger::Satisfaction::Sig { mode, sig: sig.clone() });
			let satisfaction = pillars_ledger::Satisfaction::Many(vec![one; count as usize]);
			let policy = policy.to_bytes().unwrap();
			parts.witnesses = vec![Witness::Policy { policy, satisfaction }];
			parts.clone()
		};
		// THEN they are looked at up to the bound
		let most = with(MAX_UNPAID_SIGNATURES);
		assert_eq!(most.pool(), Err(invalid(&Error::BadSatisfaction)));
		let more = with(MAX_UNPAID_SIGNATURES + 1);
		assert_eq!(more.pool(), Err(invalid(&Error::TooManySignatures)));
		// The transaction pays for them when its parent is there.
		assert_ok!(Parts::of(&parent, &[]).block());
		more.refused(Error::BadSatisfaction);
	});
}

//! Witnesses: a transaction is the same, and makes the same, whoever witnesses it and however.

use super::{super::submit::Parts, *};
use crate::EtpTotals;
use pillars_ledger::{sighash, Mode};
use std::collections::BTreeMap;

/// The same transaction with a signature for each input of an account, where it can be over this input and its output
/// alone.
fn each_for_itself(parts: &Parts) -> Parts {
	let sign = |index: usize, owner: &AccountId| {
		// What such a signature covers can not be the price of an offer as well.
		let single = index < parts.tx.outputs().len() && build::offers(&parts.spent) == 0;
		let (mode, number) = if single { (Mode::SingleAnyoneCanPay, 1) } else { (Mode::All, 0) };
		let hash = sighash(&parts.tx, &parts.spent, &System::block_hash(0), mode, index).unwrap();
		let n = (0..4).find(|n| who(*n) == *owner).unwrap();
		Witness::Signature { mode: number, sig: KEYS[n].sign(hash.as_bytes()).into() }
	};
	let mut other = parts.clone();
	for (index, (witness, output)) in other.witnesses.iter_mut().zip(&parts.spent).enumerate() {
		if let Some(owner) = output.lock.owner() {
			*witness = sign(index, owner);
		}
	}
	other
}

/// A `spend` by the account of `who(n)`.
fn spend(n: usize, parts: &Parts) -> DispatchResult {
	let witnesses = parts.witnesses.clone().try_into().unwrap();
	by(n, Call::spend { tx: parts.tx.clone(), witnesses })
}

/// What is unspent, and the sums, after this if it is carried out, which can be done once; as the transaction that it is.
fn after(
	parts: &Parts,
	run: impl Fn() -> bool,
) -> Option<(BTreeMap<OutPoint, Unspent>, EtpTotals)> {
	rolled_back(|| {
		if !run() {
			return None;
		}
		let id = parts.tx.txid();
		let events = System::read_events_for_pallet::<Event<Test>>();
		let created = events.iter().find_map(|event| match event {
			Event::Applied { txid, created, .. } if *txid == id => Some(created),
			_ => None,
		});
		let made = |(outpoint, _): &(OutPoint, Output)| *outpoint;
		let outputs = parts.tx.outputs().len() as u32;
		let expected = (0..outputs).map(|index| output_of(&parts.tx, index));
		assert!(created.unwrap().iter().map(made).eq(expected), "it is another one");
		assert!(!run(), "it was carried out twice");
		Some((Unspents::<Test>::iter().collect(), crate::Totals::<Test>::get()))
	})
}

#[test]
fn witnesses_do_not_change_what_a_transaction_is() {
	let steps = prop::collection::vec(steps::step(), 0..3);
	let strategy = (steps, build::plan(), 0usize..4);
	let (accepted, refused) = check(strategy, |(steps, plan, caller)| {
		let mut model = Model::new();
		for step in &steps {
			step.run(&mut model);
		}
		let coins = model.pick(&plan.inputs);
		let (tx, spent) = plan.build(&coins);
		let signed_by = |caller| Parts {
			witnesses: plan.witnesses(&tx, &spent, caller),
			tx: tx.clone(),
			spent: spent.clone(),
		};
		// GIVEN it as the owners sign it, with references; as each signs for itself; as an account spends it
		let parts = signed_by(None);
		let mut outcomes = vec![after(&parts, || parts.block().is_ok())];
		if plan.spoil != build::Spoil::Steal {
			let parts = each_for_itself(&parts);
			outcomes.push(after(&parts, || parts.block().is_ok()));
			assert_eq!(outcomes[0], outcomes[1], "the witnesses made a difference");
		}
		let parts = signed_by(Some(caller));
		outcomes.push(after(&parts, || spend(caller, &parts).is_ok()));
		let forms = outcomes.len() as u32;
		// THEN all that are carried out do the same
		let done: Vec<_> = outcomes.into_iter().flatten().collect();
		assert!(done.windows(2).all(|pair| pair[0] == pair[1]), "the witnesses made a difference");
		(done.len() as u32, forms - done.len() as u32)
	});
	are_mixed(accepted, refused);
}

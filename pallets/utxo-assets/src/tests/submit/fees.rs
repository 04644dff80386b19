//! What a `submit` pays.

use super::*;
use crate::{Totals, ENVELOPE};
use frame_support::{assert_ok, dispatch::GetDispatchInfo};
use pillars_ledger::{count_witnesses, Checked, SubmitSize, OUTPUT_FEE};
use sp_runtime::Weight;

/// One coin of 10 ETP to as many outputs, leaving this much.
fn leaving(fee: Balance, outputs: usize) -> Parts {
	let rest = 10 * ETP - fee - (outputs as u128 - 1) * ETP;
	let mut all = vec![etp(2, ETP); outputs - 1];
	all.push(etp(1, rest));
	Parts::of(&tx([coin(0)], all), &[])
}

/// What it must leave, by the rules: they do not look at the witnesses' content.
fn minimum(parts: &Parts) -> Balance {
	let call = parts.call();
	let weight = call.get_dispatch_info().call_weight + call.weight_of_authorize();
	let length = RuntimeCall::from(call).encoded_size() as u32 + 16;
	let added = parts.tx.outputs().len().saturating_sub(parts.spent.len()) as u128;
	Seams::minimum(length, weight) + added * OUTPUT_FEE
}

#[test]
fn not_a_satoshi_less_than_the_least() {
	ledger().build_and_execute(|| {
		for outputs in [1, 2, 5] {
			let least = minimum(&leaving(FEE, outputs));
			leaving(least - 1, outputs).refused(Error::FeeBelowMinimum);
			assert_ok!(leaving(least, outputs).pool());
		}
		let least = minimum(&leaving(FEE, 3));
		assert_ok!(leaving(least, 3).block());
		assert_eq!(Totals::<Test>::get().fees, least);
	});
}

#[test]
fn below_the_fee_of_the_outputs_it_is_told_so() {
	ledger().build_and_execute(|| {
		leaving(4 * OUTPUT_FEE - 1, 5).refused_everywhere(Error::FeeTooLow);
		leaving(4 * OUTPUT_FEE, 5).refused(Error::FeeBelowMinimum);
	});
}

#[test]
fn wallets_are_told_the_least() {
	ledger().build_and_execute(|| {
		for outputs in [1u32, 4] {
			let parts = leaving(FEE, outputs as usize);
			let length = RuntimeCall::from(parts.call()).encoded_size() as u32;
			let Checked { signatures, nodes } = count_witnesses(&parts.witnesses);
			assert_eq!((signatures, nodes), (1, 0));
			let outputs_added = outputs - 1;
			let size = SubmitSize {
				length,
				inputs: 1,
				outputs,
				outputs_added,
				payments: 0,
				deposits: 0,
				signatures,
				nodes,
			};
			assert_eq!(UtxoAssets::submit_fee(size), minimum(&parts));
		}
		assert_eq!(ENVELOPE, 16);
	});
}

#[test]
fn priority_is_what_is_left_above_the_least() {
	ledger().build_and_execute(|| {
		let least = minimum(&leaving(FEE, 2));
		assert_eq!(leaving(least, 2).pool().unwrap().priority, 0);
		assert_eq!(leaving(least + 77, 2).pool().unwrap().priority, 77);
	});
}

#[test]
fn witnesses_that_are_not_verified_are_given_back() {
	ledger().build_and_execute(|| {
		// GIVEN a policy of which only one of two branches is verified
		let keys = [1, 2].map(|n| pillars_ledger::Policy::Key(owner(n))).to_vec();
		let policy = pillars_ledger::Policy::Any(keys);
		fund(1, ETP, policy.lock()).unwrap();
		let mut parts = Parts::unsigned(&tx([coin(4)], [etp(1, ETP - FEE)]), &[]);
		let Witness::Signature { mode, sig } = parts.signature(2) else { unreachable!() };
		let satisfaction = pillars_ledger::Satisfaction::Many(vec![(
			1,
			pillars_ledger::Satisfaction::Sig { mode, sig },
		)]);
		parts.witnesses =
			vec![Witness::Policy { policy: policy.to_bytes().unwrap(), satisfaction }];
		// WHEN it is authorised
		let (_, refund) = parts.call().authorize(TransactionSource::InBlock).unwrap().unwrap();
		// THEN what is given back is no more than what is paid for at first.
		assert!(refund.all_lte(parts.call().weight_of_authorize()));
		let all = parts.call().weight_of_authorize() - refund;
		let checked = Checked { signatures: 1, nodes: 2 };
		let least = crate::weighing::of_checked::<Test>(&parts.tx, checked);
		assert!(all.all_gte(least) && all != Weight::zero());
		assert_ok!(parts.block());
	});
}

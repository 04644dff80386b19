//! Coinbase and coinstake in a block: where they may stand, and what makes a block invalid.

use crate::chain::Chain;
use pillars_consensus_primitives::{Claim, Claimed, PreDigest};
use pillars_ledger::{build_coinstake, Memo, Output, Transaction, TransactionV1, Value};
use pillars_primitives::units::ETP;
use pillars_rules::Kind;
use pillars_runtime::{Timestamp, UncheckedExtrinsic};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult,
};

const POW: Claim = Claim::Pow { difficulty: 600 };

/// What a block says of an inherent that fails, and an importer of the block: it is invalid.
const INVALID: ApplyExtrinsicResult =
	Err(TransactionValidityError::Invalid(InvalidTransaction::BadMandatory));

fn claimed(chain: &Chain, claim: Claim) -> Claimed {
	let author = if claim.kind() == Kind::Pos { Bob } else { Eve };
	let pre_digest = PreDigest { timestamp: chain.time + 6_000, claim };
	Claimed { author: author.to_account_id(), pre_digest }
}

/// The claim of a `Pos` block by Bob, with its coinstake: one of his coins of 5 000 ETP, split.
fn pos(chain: &mut Chain) -> (Claimed, Transaction) {
	let stake = chain.coins(Bob)[0].clone();
	let slot = (chain.at(Timestamp::get) + 6_000) / 1_000;
	let claim = Claim::Pos { difficulty: 6_750_000, slot, stake: stake.outpoint };
	let coinstake = build_coinstake((stake.outpoint, stake.output), []).unwrap();
	(claimed(chain, claim), coinstake)
}

/// The last result of these extrinsics; all before must be applied.
fn last(
	chain: &mut Chain,
	claimed: &Claimed,
	all: Vec<UncheckedExtrinsic>,
) -> ApplyExtrinsicResult {
	let mut results = chain.apply_all(claimed, all);
	let last = results.pop().unwrap();
	assert!(results.iter().all(|result| *result == Ok(Ok(()))), "{results:?}");
	last
}

#[test]
fn the_right_inherents_are_applied() {
	let mut chain = Chain::new("development");
	let pow = claimed(&chain, POW);
	let right = chain.inherents(&pow, None);
	assert_eq!(last(&mut chain, &pow, right), Ok(Ok(())));
	let (pos, coinstake) = pos(&mut chain);
	let right = chain.inherents(&pos, Some(coinstake));
	assert_eq!(last(&mut chain, &pos, right), Ok(Ok(())));
}

#[test]
fn a_coinstake_against_the_rules_makes_the_block_invalid() {
	let mut chain = Chain::new("development");
	let (claimed, coinstake) = pos(&mut chain);
	let others = chain.coins(Bob)[1].outpoint;
	let foreign = chain.coins(Alice)[0].outpoint;
	let alice = Alice.to_account_id();
	let changes: [&dyn Fn(&mut TransactionV1); 11] = [
		// Another kernel than the header claims, one coin twice, a large coin or somebody else's as well
		&|tx| tx.inputs[0] = others,
		&|tx| tx.inputs.try_push(tx.inputs[0]).unwrap(),
		&|tx| tx.inputs.try_push(others).unwrap(),
		&|tx| tx.inputs.try_push(foreign).unwrap(),
		// No marker, or another
		&|tx| {
			tx.outputs.remove(0);
		},
		&|tx| tx.outputs[0].value = Value::etp(1),
		// To somebody else, less, more, of wrong parts
		&|tx| tx.outputs[1] = Output::etp(tx.outputs[1].value.etp_amount(), alice.clone()),
		&|tx| tx.outputs[2].value = Value::etp(tx.outputs[2].value.etp_amount() - 1),
		&|tx| tx.outputs[2].value = Value::etp(tx.outputs[2].value.etp_amount() + 1),
		// Not plain
		&|tx| tx.memo = Memo::try_from(vec![0]).unwrap(),
		&|tx| tx.not_before = 1,
	];
	for (number, change) in changes.iter().enumerate() {
		let Transaction::V1(mut body) = coinstake.clone();
		change(&mut body);
		let all = chain.inherents(&claimed, Some(Transaction::V1(body)));
		assert_eq!(last(&mut chain, &claimed, all), INVALID, "change {number}");
	}
	let Transaction::V1(mut halves) = coinstake;
	for output in halves.outputs.iter_mut().skip(1) {
		output.value = Value::etp(2_500 * ETP);
	}
	let all = chain.inherents(&claimed, Some(Transaction::V1(halves)));
	assert_eq!(last(&mut chain, &claimed, all), INVALID);
}

#[test]
fn a_coinstake_stands_third_in_a_pos_block_only_and_once() {
	let mut chain = Chain::new("development");
	let (claimed_pos, coinstake) = pos(&mut chain);
	let right = chain.inherents(&claimed_pos, Some(coinstake));
	let [timestamp, coinbase, stake] = [0, 1, 2].map(|n: usize| right[n].clone());
	assert_eq!(right.len(), 3);

	let pow = claimed(&chain, POW);
	let in_pow = vec![timestamp.clone(), coinbase.clone(), stake.clone()];
	assert_eq!(last(&mut chain, &pow, in_pow), INVALID);
	let twice = vec![timestamp.clone(), coinbase.clone(), stake.clone(), stake.clone()];
	assert_eq!(last(&mut chain, &claimed_pos, twice), INVALID);
	let early = vec![timestamp.clone(), stake.clone()];
	assert_eq!(last(&mut chain, &claimed_pos, early), INVALID);
	let remark = frame_system::Call::remark { remark: vec![] };
	let remark = chain.sign(Alice, remark, 0, 0);
	let late = vec![timestamp, coinbase, remark, stake];
	assert_eq!(last(&mut chain, &claimed_pos, late), INVALID);
}

#[test]
fn a_coinbase_stands_second_and_once() {
	let mut chain = Chain::new("development");
	let claimed = claimed(&chain, POW);
	let right = chain.inherents(&claimed, None);
	let [timestamp, coinbase] = [0, 1].map(|n: usize| right[n].clone());
	assert_eq!(last(&mut chain, &claimed, vec![coinbase.clone()]), INVALID);
	let twice = vec![timestamp.clone(), coinbase.clone(), coinbase.clone()];
	assert_eq!(last(&mut chain, &claimed, twice), INVALID);
	let remark = frame_system::Call::remark { remark: vec![] };
	let remark = chain.sign(Alice, remark, 0, 0);
	assert_eq!(last(&mut chain, &claimed, vec![timestamp, remark, coinbase]), INVALID);
}

//! Outputs under policies. The policies themselves are tested with the ledger's primitives.

use super::{submit::Parts, *};
use crate::{weighing, Error, WeightInfo};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::Authorize};
use pillars_consensus_primitives::inherents::COINSTAKE_INDEX;
use pillars_ledger::{count_witnesses, Checked, Policy, Satisfaction};

const PREIMAGE: [u8; 32] = [3; 32];

fn key(n: u8) -> Policy {
	Policy::Key(owner(n))
}

/// Owner 1 with a preimage, or owner 2 from height 20 on.
fn policy() -> Policy {
	let hash = sp_io::hashing::sha2_256(&PREIMAGE).into();
	Policy::Any(vec![
		Policy::All(vec![key(1), Policy::Sha256(hash)]),
		Policy::All(vec![key(2), Policy::After(20)]),
	])
}

/// A coin of 10 ETP under a policy, which is coin 0.
fn ledger(policy: &Policy) -> ExtBuilder {
	ExtBuilder::default().output(policy.lock(), 10 * ETP).coin(1, ETP)
}

fn witness(policy: &Policy, satisfaction: Satisfaction) -> Witness {
	Witness::Policy { policy: policy.to_bytes().unwrap(), satisfaction }
}

/// Takes all of coin 0, less a fee.
fn take() -> Parts {
	Parts::unsigned(&tx([coin(0)], [etp(3, 9 * ETP)]), &[])
}

fn with_witness(policy: &Policy, satisfaction: Satisfaction) -> Parts {
	Parts { witnesses: vec![witness(policy, satisfaction)], ..take() }
}

fn signed(n: u8) -> Satisfaction {
	match take().signature(n) {
		Witness::Signature { mode, sig } => Satisfaction::Sig { mode, sig },
		_ => unreachable!(),
	}
}

fn first(key: Satisfaction, preimage: [u8; 32]) -> Satisfaction {
	let both = Satisfaction::Many(vec![(0, key), (1, Satisfaction::Preimage(preimage))]);
	Satisfaction::Many(vec![(0, both)])
}

fn second(key: Satisfaction) -> Satisfaction {
	let both = Satisfaction::Many(vec![(0, key), (1, Satisfaction::None)]);
	Satisfaction::Many(vec![(1, both)])
}

#[test]
fn a_policy_is_satisfied_by_signatures() {
	ledger(&policy()).build_and_execute(|| {
		let parts = with_witness(&policy(), first(signed(1), PREIMAGE));
		assert_ok!(parts.pool());
		assert_ok!(parts.block());
		assert_eq!(amount_of(&output_of(&parts.tx, 0)), 9 * ETP);
	});
}

#[test]
fn the_caller_of_a_spend_needs_no_signature() {
	ledger(&policy()).build_and_execute(|| {
		let witness = |satisfaction| vec![witness(&policy(), satisfaction)];
		let by_caller = || first(Satisfaction::Signer, PREIMAGE);
		assert_noop!(spend_with(2, &take().tx, witness(by_caller())), Error::<Test>::NotOwner);
		// There is none of a `submit`.
		with_witness(&policy(), by_caller()).refused(Error::NotOwner);
		assert_ok!(spend_with(1, &take().tx, witness(by_caller())));
	});
}

#[test]
fn each_fault_has_its_error() {
	ledger(&policy()).build_and_execute(|| {
		let with = with_witness;
		let other = Policy::All(vec![key(1)]);
		with(&other, Satisfaction::Many(vec![(0, signed(1))])).refused(Error::PolicyMismatch);
		with(&policy(), Satisfaction::None).refused(Error::BadSatisfaction);
		with(&policy(), first(signed(2), PREIMAGE)).refused(Error::BadSignature);
		with(&policy(), first(signed(1), [4; 32])).refused(Error::WrongPreimage);
		with(&policy(), second(signed(2))).refused(Error::TooEarly);
		// A policy has no owner that signs for it.
		Parts { witnesses: vec![take().signature(1)], ..take() }.refused(Error::NotOwner);
		go_to(20);
		assert_ok!(with(&policy(), second(signed(2))).block());
	});
}

/// Bytes of a policy, revealed for a coin of 10 ETP under their hash.
fn revealed(bytes: Vec<u8>, satisfaction: Satisfaction) -> (ExtBuilder, Witness) {
	let lock = Lock::Policy(sp_io::hashing::blake2_256(&bytes).into());
	let policy = bytes.try_into().unwrap();
	(ExtBuilder::default().output(lock, 10 * ETP), Witness::Policy { policy, satisfaction })
}

/// What would meet a policy that asks for nothing, if it made sense: its first branches.
fn met(policy: &Policy) -> Satisfaction {
	let (branches, needed) = match policy {
		Policy::All(list) => (list, list.len()),
		Policy::Any(list) => (list, 1),
		Policy::Threshold(k, list) => (list, usize::from(*k)),
		_ => return Satisfaction::None,
	};
	Satisfaction::Many((0..).zip(branches.iter().take(needed).map(met)).collect())
}

#[test]
fn a_policy_that_makes_no_sense_locks_for_good() {
	let after = || Policy::After(0);
	let different = |count: u32| (0..count).map(Policy::After).collect::<Vec<_>>();
	let deep = |levels: u32| (1..levels).fold(after(), |policy, _| Policy::All(vec![policy]));
	for senseless in [
		Policy::Any(vec![]),
		Policy::All(vec![]),
		Policy::Threshold(0, vec![after()]),
		Policy::Threshold(2, vec![after()]),
		Policy::Any(vec![after(), after()]),
		Policy::All(vec![after(), after()]),
		Policy::Threshold(1, vec![after(), after()]),
		Policy::Threshold(1, different(32)),
		deep(5),
	] {
		let (ledger, witness) = revealed(senseless.encode(), met(&senseless));
		ledger.build_and_execute(|| {
			let parts = Parts { witnesses: vec![witness.clone()], ..take() };
			parts.refused(Error::BadPolicy);
		});
	}
	for bytes in [[after().encode(), vec![0]].concat(), vec![8], vec![]] {
		let (ledger, witness) = revealed(bytes, Satisfaction::None);
		ledger.build_and_execute(|| {
			Parts { witnesses: vec![witness.clone()], ..take() }.refused(Error::BadPolicy);
		});
	}
	// As large and as deep as they may be.
	for policy in [deep(4), Policy::Threshold(1, different(31))] {
		let (ledger, witness) = revealed(policy.encode(), met(&policy));
		ledger.build_and_execute(|| {
			let parts = Parts { witnesses: vec![witness.clone()], ..take() };
			assert_ok!(parts.pool());
			assert_ok!(parts.block());
		});
	}
}

#[test]
fn a_satisfaction_says_what_is_needed_and_no_more() {
	let none = || Satisfaction::None;
	let many =
		|parts: &[u8]| Satisfaction::Many(parts.iter().map(|branch| (*branch, none())).collect());
	let branches = || vec![Policy::After(0), Policy::Older(0), Policy::After(1)];
	for (policy, good, bad) in [
		(
			Policy::Any(branches()),
			many(&[1]),
			vec![many(&[]), many(&[0, 1]), many(&[3]), none(), Satisfaction::Signer],
		),
		(
			Policy::All(branches()),
			many(&[0, 1, 2]),
			vec![many(&[0, 1]), many(&[0, 1, 3]), many(&[0, 1, 1]), many(&[0, 1, 2, 2]), none()],
		),
		(
			Policy::Threshold(2, branches()),
			many(&[0, 2]),
			vec![many(&[0]), many(&[0, 0]), many(&[2, 0]), many(&[0, 1, 2]), many(&[0, 3])],
		),
		(Policy::After(0), none(), vec![many(&[]), Satisfaction::Preimage([0; 32])]),
	] {
		let (ledger, witness) = revealed(policy.encode(), good);
		ledger.build_and_execute(|| {
			for satisfaction in bad.clone() {
				with_witness(&policy, satisfaction).refused(Error::BadSatisfaction);
			}
			let parts = Parts { witnesses: vec![witness.clone()], ..take() };
			assert_ok!(parts.pool());
			assert_ok!(parts.block());
		});
	}
}

#[test]
fn a_price_must_be_paid_to_each_who_asks_for_it() {
	let price = locked(Lock::Account(owner(1)), 4 * ETP);
	let offer = Policy::Pays { value: price.value, lock_hash: price.lock.hash() };
	let builder = ExtBuilder::default().output(offer.lock(), 3 * ETP);
	builder.output(offer.lock(), 3 * ETP).coin(2, 20 * ETP).build_and_execute(|| {
		let buy = |outputs: &[Output]| {
			let tx = tx([coin(0), coin(1), coin(2)], outputs);
			let parts = Parts::unsigned(&tx, &[]);
			let offer = witness(&offer, Satisfaction::None);
			let witnesses = vec![offer.clone(), offer, parts.signature(2)];
			Parts { witnesses, ..parts }
		};
		let rest = etp(2, 17 * ETP);
		buy(std::slice::from_ref(&rest)).refused(Error::NotPaid);
		buy(&[price.clone(), rest.clone()]).refused(Error::NotPaid);
		buy(&[etp(1, 8 * ETP), rest.clone()]).refused(Error::NotPaid);
		assert_ok!(buy(&[price.clone(), rest, price.clone()]).block());
	});
}

#[test]
fn an_output_that_pays_for_an_input_is_not_claimed_again() {
	let price = etp(1, 4 * ETP);
	let offer = Policy::Pays { value: price.value, lock_hash: price.lock.hash() };
	let builder = ExtBuilder::default().output(offer.lock(), 3 * ETP);
	builder.coin(2, 20 * ETP).build_and_execute(|| {
		// The offer takes output 1, for output 0 is another one, before input 1 signs for it.
		let tx = tx([coin(0), coin(1)], [etp(3, 18 * ETP), price.clone()]);
		let parts = Parts::unsigned(&tx, &[]);
		let hash = pillars_ledger::sighash(
			&parts.tx,
			&parts.spent,
			&System::block_hash(0),
			pillars_ledger::Mode::SingleAnyoneCanPay,
			1,
		);
		let sig = pair(2).sign(hash.unwrap().as_bytes()).into();
		let witnesses =
			vec![witness(&offer, Satisfaction::None), Witness::Signature { mode: 1, sig }];
		Parts { witnesses, ..parts }.refused(Error::OutputClaimed);
	});
}

#[test]
fn what_is_under_a_policy_neither_stakes_nor_is_a_deposit() {
	ExtBuilder::default()
		.output(key(1).lock(), 1_500 * ETP)
		.coin(1, 1_000 * ETP)
		.output(key(1).lock(), 5 * ETP)
		.build_and_execute(|| {
			go_to(30);
			System::set_extrinsic_index(COINSTAKE_INDEX);
			let stake = |inputs: &[OutPoint], amount| {
				let (author, kind) = (Some(owner(1)), Some(Kind::Pos));
				let stake = inputs.first().copied();
				Claim::set(TestClaim { author, kind, stake, maturity: 10 });
				let outputs = [Output::COINSTAKE_MARKER, etp(1, amount)];
				UtxoAssets::coinstake(RuntimeOrigin::none(), tx(inputs, outputs))
			};
			let foreign = Error::<Test>::CoinstakeForeignInput;
			assert_noop!(stake(&[coin(0)], 1_500 * ETP), foreign);
			let foreign = Error::<Test>::CoinstakeForeignInput;
			assert_noop!(stake(&[coin(1), coin(2)], 1_005 * ETP), foreign);
			assert!(UtxoAssets::deposits(owner(1)).is_empty());
			let coins = UtxoAssets::coins(&[owner(1)], None, 10, 10).coins;
			assert_eq!(coins.iter().map(|coin| coin.outpoint).collect::<Vec<_>>(), [coin(1)]);
			assert_ok!(fund(2, ETP, key(1).lock()));
			assert!(UtxoAssets::new_coins(&[owner(1)], 10).is_empty());
		});
}

#[test]
fn the_weight_counts_signatures_and_nodes() {
	ledger(&policy()).build_and_execute(|| {
		let parts = with_witness(&policy(), first(signed(1), PREIMAGE));
		let checked = count_witnesses(&parts.witnesses);
		assert!(checked.signatures >= 1 && checked.nodes >= 4);
		let none = weighing::of_checked::<Test>(&parts.tx, Checked { signatures: 0, nodes: 0 });
		let signatures = weighing::of_checked::<Test>(&parts.tx, Checked { nodes: 0, ..checked });
		let all = parts.call().weight_of_authorize();
		assert_eq!(all, weighing::of_checked::<Test>(&parts.tx, checked));
		assert!(none.ref_time() < signatures.ref_time() && signatures.ref_time() < all.ref_time());
		let info = parts.call().get_dispatch_info();
		// That its owners' reputations follow is counted.
		let followed = <Seams as LedgerActivity>::weight(2);
		assert_eq!(info.call_weight, <() as WeightInfo>::submit(1, 1) + followed);
	});
}

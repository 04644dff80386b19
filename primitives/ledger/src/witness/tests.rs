use super::*;
use crate::{sighash, testing::*, OutPoint, Output};
use alloc::vec;
use sp_core::{ecdsa, ed25519, sr25519, Pair, U256};
use sp_runtime::{traits::IdentifyAccount, MultiSigner};

/// Spends coins of these owners, with one output.
fn case(owners: &[AccountId]) -> Spend {
	let outputs = vec![Output::etp(1_000_000, owners[0].clone())];
	Spend::new(owners.iter().cloned().map(Lock::Account), outputs)
}

fn signature(mode: u8, sig: impl Into<MultiSignature>) -> Witness {
	Witness::Signature { mode, sig: sig.into() }
}

fn signatures(signatures: u32) -> Result<Checked, RuleError> {
	Ok(Checked { signatures, nodes: 0 })
}

#[test]
fn all_three_schemes_and_the_wrapped_form_are_accepted() {
	let ed = ed25519::Pair::from_seed(&[2; 32]);
	let ec = ecdsa::Pair::from_seed(&[3; 32]);
	let ec_owner = MultiSigner::from(ec.public()).into_account();
	let case = case(&[account(1), ed.public().into(), ec_owner.clone(), account(4), ec_owner]);
	let hash = case.hash(Mode::All, 0);
	let message = wrapped(&hash);
	assert_eq!(message, format!("<Bytes>0x{}</Bytes>", hex::encode(hash)).into_bytes());
	let witnesses = [
		signature(0, pair(1).sign(hash.as_bytes())),
		signature(0, ed.sign(hash.as_bytes())),
		signature(0, ec.sign(hash.as_bytes())),
		signature(0, pair(4).sign(&message)),
		signature(0, ec.sign(&message)),
	];
	assert_eq!(case.verify(&witnesses), signatures(5));
}

#[test]
fn a_signature_by_somebody_else_or_for_another_chain_is_refused() {
	let case = case(&[account(1)]);
	let hash = case.hash(Mode::All, 0);
	let by = |pair: sr25519::Pair, hash: H256| [signature(0, pair.sign(hash.as_bytes()))];
	assert_eq!(case.verify(&by(pair(2), hash)), Err(RuleError::BadSignature));
	let other = sighash(&case.tx, &case.spent, &H256::zero(), Mode::All, 0).unwrap();
	assert_eq!(case.verify(&by(pair(1), other)), Err(RuleError::BadSignature));
	assert_eq!(case.verify(&by(pair(1), hash)), signatures(1));
}

#[test]
fn a_signature_names_what_is_spent() {
	let mut case = case(&[account(1), account(1)]);
	let witnesses = [signature(0, case.sign(1)), Witness::As(0)];
	assert_eq!(case.verify(&witnesses), signatures(1));
	// The coin under the second outpoint turns out to hold more.
	case.spent[1] = Output::etp(2_000_000, account(1));
	assert_eq!(case.verify(&witnesses), Err(RuleError::BadSignature));
}

/// The order of secp256k1.
const ORDER: U256 = U256([
	0xbfd2_5e8c_d036_4141,
	0xbaae_dce6_af48_a03b,
	0xffff_ffff_ffff_fffe,
	0xffff_ffff_ffff_ffff,
]);

#[test]
fn ecdsa_signatures_have_one_form() {
	let ec = ecdsa::Pair::from_seed(&[3; 32]);
	let owner = MultiSigner::from(ec.public()).into_account();
	let case = case(core::slice::from_ref(&owner));
	let hash = case.hash(Mode::All, 0);
	let good = ec.sign(hash.as_bytes());
	let mut odd_v = good;
	odd_v.0[64] += 27;

	// s' = n - s with the other v recovers the same key, and must be refused all the same.
	let mut high = good;
	let s = ORDER - U256::from_big_endian(&good.0[32..64]);
	high.0[32..64].copy_from_slice(&s.to_big_endian());
	high.0[64] ^= 1;
	for twin in [odd_v, high] {
		assert!(MultiSignature::from(twin).verify(hash.as_bytes(), &owner));
		assert_eq!(case.verify(&[signature(0, twin)]), Err(RuleError::BadSignature));
	}
	assert_eq!(case.verify(&[signature(0, good)]), signatures(1));
}

#[test]
fn the_other_chains_address_scheme_is_refused() {
	let eth = ecdsa::KeccakPair::from_seed(&[3; 32]);
	let owner = MultiSigner::Eth(eth.public()).into_account();
	let case = case(core::slice::from_ref(&owner));
	let hash = case.hash(Mode::All, 0);
	let sig = MultiSignature::Eth(eth.sign(hash.as_bytes()));
	assert!(sig.verify(hash.as_bytes(), &owner));
	assert_eq!(case.verify(&[signature(0, sig)]), Err(RuleError::BadSignature));
}

#[test]
fn the_caller_needs_no_signature_for_its_own_inputs_only() {
	let case = case(&[account(1), account(2)]);
	let witnesses = [Witness::Signer, signature(0, case.sign(2))];
	assert_eq!(case.clone().called_by(&account(1)).verify(&witnesses), signatures(1));
	assert_eq!(case.clone().called_by(&account(2)).verify(&witnesses), Err(RuleError::NotOwner));
	assert_eq!(case.verify(&witnesses), Err(RuleError::NotOwner));
}

#[test]
fn one_signature_covers_the_later_inputs_of_its_owner() {
	let case = case(&[account(1), account(2), account(1)]);
	let verify =
		|last| case.verify(&[signature(0, case.sign(1)), signature(0, case.sign(2)), last]);
	assert_eq!(verify(Witness::As(0)), signatures(2));
	assert_eq!(verify(Witness::As(1)), Err(RuleError::BadReference));
	assert_eq!(verify(Witness::As(2)), Err(RuleError::BadReference));
	assert_eq!(verify(Witness::As(255)), Err(RuleError::BadReference));
}

#[test]
fn the_caller_and_references_cover_later_inputs_too() {
	let deposit = Lock::Deposit { owner: account(1), until: 0 };
	let locks = [Lock::Account(account(1)), deposit, Lock::Account(account(1))];
	let case = Spend::new(locks, vec![Output::etp(1_000_000, account(2))]);
	let chain = [Witness::Signer, Witness::As(0), Witness::As(1)];
	assert_eq!(case.clone().called_by(&account(1)).verify(&chain), signatures(0));
	assert_eq!(case.verify(&chain), Err(RuleError::NotOwner));
	let first = [Witness::As(0), Witness::As(0), Witness::As(0)];
	assert_eq!(case.verify(&first), Err(RuleError::BadReference));
}

#[test]
fn witnesses_are_of_the_kind_of_the_lock() {
	let policy = Policy::Key(account(1));
	let locks = [policy.lock(), Lock::Account(account(1))];
	let case = Spend::new(locks, vec![Output::etp(1_000_000, account(2))]).called_by(&account(1));
	let own = signature(0, case.sign(1));
	let revealed = reveal(&policy, Satisfaction::Signer);
	let verify = |first: &Witness, second: &Witness| case.verify(&[first.clone(), second.clone()]);
	assert_eq!(verify(&revealed, &own), Ok(Checked { signatures: 1, nodes: 1 }));
	for other in [Witness::Signer, own.clone(), Witness::As(0)] {
		assert_eq!(verify(&other, &own), Err(RuleError::NotOwner));
	}
	assert_eq!(verify(&revealed, &revealed), Err(RuleError::PolicyMismatch));
	// What meets a policy covers its own input only.
	assert_eq!(verify(&revealed, &Witness::As(0)), Err(RuleError::BadReference));
	let other = reveal(&Policy::Key(account(2)), Satisfaction::Signer);
	assert_eq!(verify(&other, &own), Err(RuleError::PolicyMismatch));
}

#[test]
fn a_single_signature_covers_its_own_input_and_output_only() {
	let mut case = case(&[account(1), account(1)]);
	let sig = signature(1, case.sign_one(1, 0));
	// It can not stand for a second input, which has no output of its index.
	assert_eq!(case.verify(&[sig.clone(), Witness::As(0)]), Err(RuleError::BadReference));
	assert_eq!(case.verify(&[sig.clone(), sig.clone()]), Err(RuleError::NoSuchOutput));
	// Somebody adds an input and an output: it still holds.
	let Transaction::V1(tx) = &mut case.tx;
	tx.outputs.try_push(Output::etp(5, account(2))).unwrap();
	let added = signature(1, case.sign_one(1, 1));
	assert_eq!(case.verify(&[sig.clone(), added.clone()]), signatures(2));
	// Its own output changes: it does not.
	let Transaction::V1(tx) = &mut case.tx;
	tx.outputs[0] = Output::etp(6, account(2));
	assert_eq!(case.verify(&[sig, added]), Err(RuleError::BadSignature));
}

#[test]
fn hashes_of_no_input_or_output_are_errors() {
	let mut case = case(&[account(1), account(1)]);
	let hash = |case: &Spend, spent: &[Output], mode, input| {
		sighash(&case.tx, spent, &GENESIS, mode, input).map(drop)
	};
	let single = Mode::SingleAnyoneCanPay;
	assert_eq!(hash(&case, &case.spent, single, 0), Ok(()));
	assert_eq!(hash(&case, &case.spent, single, 1), Err(RuleError::NoSuchOutput));
	assert_eq!(hash(&case, &case.spent, single, 2), Err(RuleError::WitnessCount));
	for mode in [Mode::All, single] {
		assert_eq!(hash(&case, &case.spent[1..], mode, 0), Err(RuleError::WitnessCount));
	}
	let Transaction::V1(tx) = &mut case.tx;
	tx.inputs.try_push(OutPoint::default()).unwrap();
	assert_eq!(case.verify(&[Witness::Signer, Witness::Signer]), Err(RuleError::WitnessCount));
}

#[test]
fn witnesses_must_match_the_inputs_in_number_and_mode() {
	let case = case(&[account(1)]);
	let good = signature(0, case.sign(1));
	assert_eq!(case.verify(&[]), Err(RuleError::WitnessCount));
	assert_eq!(case.verify(&[good.clone(), good]), Err(RuleError::WitnessCount));
	assert_eq!(case.verify(&[signature(2, case.sign(1))]), Err(RuleError::UnknownMode));
}

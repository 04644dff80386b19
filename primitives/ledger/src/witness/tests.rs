use super::*;
use crate::{OutPoint, Transaction};
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_runtime::traits::IdentifyAccount;

const GENESIS: H256 = H256::repeat_byte(9);

struct Case {
	tx: Transaction,
	spent: Vec<Output>,
}

fn case(owners: &[AccountId]) -> Case {
	let inputs = (0..owners.len() as u32)
		.map(|index| OutPoint { txid: H256::repeat_byte(1), index })
		.collect();
	let spent: Vec<Output> = owners.iter().map(|o| Output::etp(1_000_000, o.clone())).collect();
	Case { tx: Transaction::new(inputs, vec![spent[0].clone()]).unwrap(), spent }
}

impl Case {
	fn hash(&self, mode: Mode, input: usize) -> H256 {
		sighash(&self.tx, &self.spent, &GENESIS, mode, input).unwrap()
	}

	fn verify(&self, witnesses: &[Witness], signer: Option<&AccountId>) -> Result<u32, RuleError> {
		verify_witnesses(&self.tx, &self.spent, witnesses, signer, &GENESIS)
	}
}

fn pair(n: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[n; 32])
}

fn owner(n: u8) -> AccountId {
	pair(n).public().into()
}

fn signature(mode: u8, sig: impl Into<MultiSignature>) -> Witness {
	Witness::Signature { mode, sig: sig.into() }
}

#[test]
fn all_three_schemes_and_the_wrapped_form_are_accepted() {
	let ed = ed25519::Pair::from_seed(&[2; 32]);
	let ec = ecdsa::Pair::from_seed(&[3; 32]);
	let ec_owner = sp_runtime::MultiSigner::from(ec.public()).into_account();
	let case = case(&[owner(1), ed.public().into(), ec_owner, owner(4)]);
	let hash = case.hash(Mode::All, 0);
	let witnesses = [
		signature(0, pair(1).sign(hash.as_bytes())),
		signature(0, ed.sign(hash.as_bytes())),
		signature(0, ec.sign(hash.as_bytes())),
		signature(0, pair(4).sign(&wrapped(&hash))),
	];
	assert_eq!(case.verify(&witnesses, None), Ok(4));
}

#[test]
fn a_signature_by_somebody_else_or_for_another_chain_is_refused() {
	let case = case(&[owner(1)]);
	let hash = case.hash(Mode::All, 0);
	let by = |pair: sr25519::Pair, hash: H256| [signature(0, pair.sign(hash.as_bytes()))];
	assert_eq!(case.verify(&by(pair(2), hash), None), Err(RuleError::BadSignature));
	let other = sighash(&case.tx, &case.spent, &H256::zero(), Mode::All, 0).unwrap();
	assert_eq!(case.verify(&by(pair(1), other), None), Err(RuleError::BadSignature));
}

#[test]
fn altered_ecdsa_signatures_are_refused() {
	let ec = ecdsa::Pair::from_seed(&[3; 32]);
	let case = case(&[sp_runtime::MultiSigner::from(ec.public()).into_account()]);
	let good = ec.sign(case.hash(Mode::All, 0).as_bytes());
	let mut odd_v = good;
	odd_v.0[64] += 27;
	assert_eq!(case.verify(&[signature(0, odd_v)], None), Err(RuleError::BadSignature));

	// s' = n - s with the other v recovers the same key, and must be refused all the same.
	const ORDER: [u8; 32] = [
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36,
		0x41, 0x41,
	];
	let mut high = good;
	let mut borrow = 0i16;
	for i in (0..32).rev() {
		let digit = i16::from(ORDER[i]) - i16::from(good.0[32 + i]) - borrow;
		borrow = i16::from(digit < 0);
		high.0[32 + i] = digit.rem_euclid(256) as u8;
	}
	high.0[64] ^= 1;
	assert_eq!(case.verify(&[signature(0, high)], None), Err(RuleError::BadSignature));
	assert_eq!(case.verify(&[signature(0, good)], None), Ok(1));
}

#[test]
fn the_caller_needs_no_signature_for_its_own_inputs_only() {
	let case = case(&[owner(1), owner(2)]);
	let hash = case.hash(Mode::All, 1);
	let second = signature(0, pair(2).sign(hash.as_bytes()));
	let witnesses = [Witness::Signer, second];
	assert_eq!(case.verify(&witnesses, Some(&owner(1))), Ok(1));
	assert_eq!(case.verify(&witnesses, Some(&owner(2))), Err(RuleError::NotOwner));
	assert_eq!(case.verify(&witnesses, None), Err(RuleError::NotOwner));
}

#[test]
fn one_signature_covers_the_later_inputs_of_its_owner() {
	let case = case(&[owner(1), owner(2), owner(1)]);
	let hash = case.hash(Mode::All, 0);
	let first = signature(0, pair(1).sign(hash.as_bytes()));
	let second = signature(0, pair(2).sign(hash.as_bytes()));
	let verify = |last| case.verify(&[first.clone(), second.clone(), last], None);
	assert_eq!(verify(Witness::As(0)), Ok(2));
	assert_eq!(verify(Witness::As(1)), Err(RuleError::BadReference));
	assert_eq!(verify(Witness::As(2)), Err(RuleError::BadReference));
}

#[test]
fn a_single_signature_covers_its_own_input_and_output_only() {
	let mut case = case(&[owner(1), owner(1)]);
	let sig = signature(1, pair(1).sign(case.hash(Mode::SingleAnyoneCanPay, 0).as_bytes()));
	// It can not stand for a second input, which has no output of its index.
	assert_eq!(case.verify(&[sig.clone(), Witness::As(0)], None), Err(RuleError::BadReference));
	assert_eq!(case.verify(&[sig.clone(), sig.clone()], None), Err(RuleError::NoSuchOutput));
	// Somebody adds an input and an output: it still holds.
	let Transaction::V1(tx) = &mut case.tx;
	tx.outputs.try_push(Output::etp(5, owner(2))).unwrap();
	let added = signature(1, pair(1).sign(case.hash(Mode::SingleAnyoneCanPay, 1).as_bytes()));
	assert_eq!(case.verify(&[sig.clone(), added.clone()], None), Ok(2));
	// Its own output changes: it does not.
	let Transaction::V1(tx) = &mut case.tx;
	tx.outputs[0] = Output::etp(6, owner(2));
	assert_eq!(case.verify(&[sig, added], None), Err(RuleError::BadSignature));
}

#[test]
fn witnesses_must_match_the_inputs_in_number_and_mode() {
	let case = case(&[owner(1)]);
	assert_eq!(case.verify(&[], None), Err(RuleError::WitnessCount));
	let sig = pair(1).sign(case.hash(Mode::All, 0).as_bytes());
	assert_eq!(case.verify(&[signature(2, sig)], None), Err(RuleError::UnknownMode));
}

//! Keys and signatures of all schemes and forms, in the pool and in a block.

use super::*;
use frame_support::assert_ok;
use pillars_ledger::wrapped;
use sp_core::{ecdsa, ed25519, U256};
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	MultiSignature, MultiSigner,
};

/// The order of secp256k1.
const ORDER: U256 = U256([
	0xbfd2_5e8c_d036_4141,
	0xbaae_dce6_af48_a03b,
	0xffff_ffff_ffff_fffe,
	0xffff_ffff_ffff_ffff,
]);

fn ec() -> ecdsa::Pair {
	ecdsa::Pair::from_seed(&[3; 32])
}

fn account(signer: impl Into<MultiSigner>) -> AccountId {
	signer.into().into_account()
}

/// A coin of this owner is coin 0.
fn ledger_of(owner: AccountId) -> ExtBuilder {
	ExtBuilder::default().output(Lock::Account(owner), 10 * ETP)
}

/// All of it to owner 3, not signed.
fn pass_on() -> Parts {
	Parts::unsigned(&tx([coin(0)], [etp(3, 10 * ETP - FEE)]), &[])
}

fn with(sig: impl Into<MultiSignature>) -> Parts {
	Parts { witnesses: vec![Witness::Signature { mode: 0, sig: sig.into() }], ..pass_on() }
}

fn accepted(parts: &Parts) {
	assert_ok!(parts.pool());
	assert_ok!(parts.block());
}

#[test]
fn three_schemes_and_the_wrapped_form_are_accepted() {
	let ed = ed25519::Pair::from_seed(&[2; 32]);
	let hash = || pass_on().hash();
	ledger_of(owner(1)).build_and_execute(|| accepted(&with(pair(1).sign(hash().as_bytes()))));
	ledger_of(owner(1)).build_and_execute(|| accepted(&with(pair(1).sign(&wrapped(&hash())))));
	for wrap in [false, true] {
		let message = || if wrap { wrapped(&hash()) } else { hash().as_bytes().to_vec() };
		ledger_of(account(ed.public())).build_and_execute(|| accepted(&with(ed.sign(&message()))));
		let owner = account(ec().public());
		ledger_of(owner).build_and_execute(|| accepted(&with(ec().sign(&message()))));
	}
}

#[test]
fn what_is_wrapped_is_no_other_hash() {
	ledger_of(owner(1)).build_and_execute(|| {
		let other = wrapped(&H256::zero());
		with(pair(1).sign(&other)).refused(Error::BadSignature);
		let mut bare = b"<Bytes>".to_vec();
		bare.extend_from_slice(pass_on().hash().as_bytes());
		bare.extend_from_slice(b"</Bytes>");
		with(pair(1).sign(&bare)).refused(Error::BadSignature);
	});
}

#[test]
fn an_ecdsa_signature_has_one_form() {
	let owner = account(ec().public());
	ledger_of(owner.clone()).build_and_execute(|| {
		let hash = pass_on().hash();
		let good = ec().sign(hash.as_bytes());
		assert!(good.0[64] < 2);
		// v as Bitcoin and Ethereum write it, and as no curve point has it.
		for more in [27, 2, 26] {
			let mut odd = good;
			odd.0[64] += more;
			with(odd).refused(Error::BadSignature);
		}
		// s' = n - s with the other v recovers the same key.
		let mut high = good;
		let s = ORDER - U256::from_big_endian(&good.0[32..64]);
		high.0[32..64].copy_from_slice(&s.to_big_endian());
		high.0[64] ^= 1;
		assert!(MultiSignature::from(high).verify(hash.as_bytes(), &owner));
		with(high).refused(Error::BadSignature);
		accepted(&with(good));
	});
}

#[test]
fn the_scheme_of_another_chain_is_refused() {
	let eth = ecdsa::KeccakPair::from_seed(&[3; 32]);
	let owner = MultiSigner::Eth(eth.public()).into_account();
	ledger_of(owner.clone()).build_and_execute(|| {
		let hash = pass_on().hash();
		let sig = MultiSignature::Eth(eth.sign(hash.as_bytes()));
		assert!(sig.verify(hash.as_bytes(), &owner));
		with(sig).refused(Error::BadSignature);
	});
}

#[test]
fn a_signature_for_one_input_leaves_the_rest_to_others() {
	ledger().build_and_execute(|| {
		// GIVEN that owner 1 gives its coin of 5 ETP for 2 ETP
		let alone = Parts::unsigned(&tx([coin(1)], [etp(1, 2 * ETP)]), &[]);
		let single = |parts: &Parts, n: u8, input: usize| {
			let (mode, genesis) = (Mode::SingleAnyoneCanPay, System::block_hash(0));
			let hash = sighash(&parts.tx, &parts.spent, &genesis, mode, input).unwrap();
			Witness::Signature { mode: 1, sig: pair(n).sign(hash.as_bytes()).into() }
		};
		let offer = single(&alone, 1, 0);
		// WHEN owner 2 adds its own coin and takes the rest
		let filled = |outputs: Vec<Output>| {
			let parts = Parts::unsigned(&tx([coin(1), coin(2)], outputs), &[]);
			Parts { witnesses: vec![offer.clone(), parts.signature(2)], ..parts }
		};
		// THEN it must pay what was signed, at the same place
		filled(vec![etp(1, 2 * ETP - 1), etp(2, 5 * ETP)]).refused(Error::BadSignature);
		filled(vec![etp(2, 5 * ETP), etp(1, 2 * ETP)]).refused(Error::BadSignature);
		let mut later = filled(vec![etp(1, 2 * ETP), etp(2, 5 * ETP)]);
		later.tx = super::super::with(later.tx, |body| body.not_before = 1);
		later.witnesses[1] = later.signature(2);
		later.refused(Error::BadSignature);
		// AND both inputs can not have the one output.
		let parts = Parts::unsigned(&tx([coin(1), coin(2)], [etp(1, 2 * ETP)]), &[]);
		let lone = Witness::Signature { mode: 1, sig: pair(2).sign(&[0; 32]).into() };
		Parts { witnesses: vec![offer.clone(), lone], ..parts }.refused(Error::NoSuchOutput);
		accepted(&filled(vec![etp(1, 2 * ETP), etp(2, 5 * ETP)]));
	});
}

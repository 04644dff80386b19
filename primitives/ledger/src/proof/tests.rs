use super::*;
use crate::{count_witnesses, testing::*, Checked, OutPoint, Output, Transaction};
use alloc::vec;
use codec::{DecodeAll, DecodeWithMemLimit};
use proptest::prelude::*;
use sp_core::{ecdsa, ed25519, sr25519};

fn refused(bytes: &[u8]) -> bool {
	Satisfaction::decode_all(&mut &bytes[..]).is_err()
}

/// A list of these encoded branches, all of number 0.
fn list(branches: &[Vec<u8>]) -> Vec<u8> {
	let mut bytes = vec![4];
	Compact(branches.len() as u32).encode_to(&mut bytes);
	for branch in branches {
		bytes.push(0);
		bytes.extend(branch);
	}
	bytes
}

fn flat(branches: usize) -> Vec<u8> {
	list(&vec![vec![0]; branches])
}

#[test]
fn witnesses_are_encoded_as_stated() {
	let signature = sr25519::Signature::from_raw([5; 64]);
	let multi: Vec<u8> = [vec![1], vec![5; 64]].concat();
	let sig = MultiSignature::Sr25519(signature);
	let all: Vec<(Satisfaction, Vec<u8>)> = vec![
		(Satisfaction::None, vec![0]),
		(Satisfaction::Signer, vec![1]),
		(Satisfaction::Sig { mode: 1, sig: sig.clone() }, [vec![2, 1], multi.clone()].concat()),
		(Satisfaction::Preimage(SECRET), [vec![3], SECRET.to_vec()].concat()),
		(Satisfaction::Many(vec![(6, Satisfaction::Signer)]), vec![4, 1 << 2, 6, 1]),
	];
	for (satisfaction, bytes) in all {
		assert_eq!(satisfaction.encode(), bytes);
		assert_eq!(Satisfaction::decode_all(&mut &bytes[..]), Ok(satisfaction));
	}
	assert_eq!(Witness::Signer.encode(), [1]);
	assert_eq!(Witness::Signature { mode: 0, sig }.encode(), [vec![2, 0], multi].concat());
	let policy = PolicyBytes::try_from(vec![8, 9]).unwrap();
	let revealed = Witness::Policy { policy, satisfaction: Satisfaction::None };
	assert_eq!(revealed.encode(), [3, 2 << 2, 8, 9, 0]);
	assert_eq!(Witness::As(7).encode(), [4, 7]);
	assert!(Witness::decode_all(&mut &[0u8][..]).is_err());
	assert!(Witness::decode_all(&mut &[5u8][..]).is_err());
	assert!(refused(&[5]));
}

#[test]
fn satisfactions_are_as_deep_as_policies_at_most() {
	let deep = |depth: usize| (1..depth).fold(vec![0], |inner, _| list(&[inner]));
	assert!(!refused(&deep(4)));
	assert!(refused(&deep(5)));
	assert!(refused(&deep(1_000)));
	// The same without an end.
	assert!(refused(&[4, 4, 0].repeat(100_000)));
}

#[test]
fn satisfactions_have_as_many_nodes_as_policies_at_most() {
	assert!(!refused(&flat(31)));
	assert!(refused(&flat(32)));
	assert!(!refused(&list(&[flat(14), flat(15)])));
	assert!(refused(&list(&[flat(15), flat(15)])));
	// A list that says it is long.
	assert!(refused(&[vec![4], Compact(u32::MAX).encode(), vec![0; 1_000]].concat()));
}

#[test]
fn the_memory_of_satisfactions_is_announced() {
	let bytes = flat(31);
	let within = |limit| Satisfaction::decode_with_mem_limit(&mut &bytes[..], limit).is_ok();
	let size = size_of::<(u8, Satisfaction)>();
	// A limit must not be reached.
	assert!(within(31 * size + 1));
	assert!(!within(31 * size));
}

#[test]
fn a_policy_of_2049_bytes_is_refused_at_decoding() {
	let witness = |length: usize| [(3u8, vec![0u8; length]).encode(), vec![0]].concat();
	assert!(Witness::decode_all(&mut &witness(2_048)[..]).is_ok());
	assert!(Witness::decode_all(&mut &witness(2_049)[..]).is_err());
}

#[test]
fn witnesses_are_counted_before_they_are_verified() {
	let sig = || MultiSignature::Sr25519(sr25519::Signature::from_raw([5; 64]));
	let branch = |n| (n, Satisfaction::Sig { mode: 0, sig: sig() });
	let inner = Satisfaction::Many(vec![branch(0), (1, Satisfaction::Preimage(SECRET))]);
	let satisfaction = Satisfaction::Many(vec![branch(0), (1, inner), branch(2)]);
	let revealed = |length| Witness::Policy {
		policy: vec![0; length].try_into().unwrap(),
		satisfaction: satisfaction.clone(),
	};
	let own = [Witness::Signer, Witness::Signature { mode: 0, sig: sig() }, Witness::As(1)];
	assert_eq!(count_witnesses(&own), Checked { signatures: 1, nodes: 0 });
	assert_eq!(count_witnesses(&[revealed(5)]), Checked { signatures: 3, nodes: 3 });
	assert_eq!(count_witnesses(&[revealed(2_048)]), Checked { signatures: 3, nodes: 32 });
	let several = [revealed(2_048), own[1].clone(), revealed(10)];
	assert_eq!(count_witnesses(&several), Checked { signatures: 7, nodes: 37 });
}

fn any_signature() -> impl Strategy<Value = MultiSignature> {
	(0u8..4, any::<u8>()).prop_map(|(kind, byte)| match kind {
		0 => MultiSignature::Ed25519(ed25519::Signature::from_raw([byte; 64])),
		1 => MultiSignature::Sr25519(sr25519::Signature::from_raw([byte; 64])),
		2 => MultiSignature::Ecdsa(ecdsa::Signature::from_raw([byte; 65])),
		_ => MultiSignature::Eth(ecdsa::KeccakSignature::from_raw([byte; 65])),
	})
}

fn any_satisfaction() -> impl Strategy<Value = Satisfaction> {
	let leaf = prop_oneof![
		Just(Satisfaction::None),
		Just(Satisfaction::Signer),
		any::<[u8; 32]>().prop_map(Satisfaction::Preimage),
		(any::<u8>(), any_signature()).prop_map(|(mode, sig)| Satisfaction::Sig { mode, sig }),
	];
	// At most 3 lists deep, of at most 2 branches: 15 nodes.
	leaf.prop_recursive(3, 15, 2, |inner| {
		prop::collection::vec((any::<u8>(), inner), 0..3).prop_map(Satisfaction::Many)
	})
}

proptest! {
	#[test]
	fn witnesses_survive_their_encoding(
		mode: u8,
		sig in any_signature(),
		satisfaction in any_satisfaction(),
		policy in prop::collection::vec(any::<u8>(), 0..100),
		earlier: u8,
	) {
		let policy = PolicyBytes::try_from(policy).unwrap();
		let witnesses = vec![
			Witness::Signer,
			Witness::Signature { mode, sig },
			Witness::Policy { policy, satisfaction },
			Witness::As(earlier),
		];
		prop_assert_eq!(Vec::<Witness>::decode_all(&mut &witnesses.encode()[..]), Ok(witnesses));
	}

	/// Whatever can be decoded is encoded in this one way, so that no one can change the bytes of a call and leave its
	/// meaning.
	#[test]
	fn no_bytes_do_harm(
		bytes in prop::collection::vec(prop_oneof![0u8..9, any::<u8>()], 0..400),
	) {
		if let Ok(satisfaction) = Satisfaction::decode_all(&mut &bytes[..]) {
			prop_assert_eq!(satisfaction.encode(), bytes.clone());
		}
		if let Ok(witnesses) = Vec::<Witness>::decode_all(&mut &bytes[..]) {
			prop_assert_eq!(witnesses.encode(), bytes.clone());
		}
		if let Ok(tx) = Transaction::decode_all(&mut &bytes[..]) {
			prop_assert_eq!(tx.encode(), bytes.clone());
		}
		if let Ok(output) = Output::decode_all(&mut &bytes[..]) {
			prop_assert_eq!(output.encode(), bytes.clone());
		}
		if let Ok(outpoint) = OutPoint::decode_all(&mut &bytes[..]) {
			prop_assert_eq!(outpoint.encode(), bytes);
		}
	}
}

//! Keys of nodes, and who they belong to.

use super::*;
use crate::{GrandpaKeys, WitnessKeys, MAX_PROOF};
use codec::Encode;
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::proof_of_possession::ProofOfPossessionGenerator;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};

/// Bind key types as the pallets of a runtime do.
pub struct Witness;
pub struct Grandpa;

impl sp_runtime::BoundToRuntimeAppPublic for Witness {
	type Public = WitnessKey;
}

impl sp_runtime::BoundToRuntimeAppPublic for Grandpa {
	type Public = sp_consensus_grandpa::AuthorityId;
}

sp_runtime::impl_opaque_keys! {
	pub struct SessionKeys {
		pub witness: Witness,
		pub grandpa: Grandpa,
	}
}

pub(super) type Proof = BoundedVec<u8, ConstU32<MAX_PROOF>>;

pub(super) fn witness_pair(n: u16) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//witness{n}"), None).unwrap()
}

pub(super) fn grandpa_pair(n: u16) -> ed25519::Pair {
	ed25519::Pair::from_string(&format!("//grandpa{n}"), None).unwrap()
}

/// The keys of the account with this number.
pub(super) fn of(n: u8) -> CandidateKeys {
	CandidateKeys {
		witness: witness_pair(n.into()).public(),
		grandpa: grandpa_pair(n.into()).public(),
	}
}

/// The witness key of one number and the GRANDPA key of another, proven to be the account's.
pub(super) fn mixed(who: &AccountId, witness: u16, grandpa: u16) -> (SessionKeys, Proof) {
	let (mut witness, mut grandpa) = (witness_pair(witness), grandpa_pair(grandpa));
	let keys = SessionKeys { witness: witness.public().into(), grandpa: grandpa.public().into() };
	let proof = (
		witness.generate_proof_of_possession(who.as_ref()),
		grandpa.generate_proof_of_possession(who.as_ref()),
	);
	(keys, proof.encode().try_into().unwrap())
}

/// The keys of the account with this number, proven to be its.
pub(super) fn proven(n: u8) -> (SessionKeys, Proof) {
	mixed(&account(n), n.into(), n.into())
}

fn set_keys(n: u8, (keys, proof): (SessionKeys, Proof)) -> DispatchResult {
	Candidacy::set_keys(signed(n), keys, proof)
}

#[test]
fn what_a_node_makes_registers() {
	let mut ext = ExtBuilder::default().build();
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext.execute_with(|| {
		// As `author_rotateKeysWithOwner` has it made.
		let made = SessionKeys::generate(&account(ALICE).encode(), None);
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));
		let proof = made.proof.encode().try_into().unwrap();
		assert_ok!(Candidacy::register_candidate(signed(ALICE), made.keys.clone(), proof));
		let keys = Candidates::<Test>::get(account(ALICE)).unwrap();
		assert_eq!(keys.witness, made.keys.witness.into_inner());
		assert_eq!(keys.grandpa, made.keys.grandpa.into_inner());
		Candidacy::do_try_state().unwrap();
	});
}

#[test]
fn keys_are_proven_to_be_the_callers() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));
		let register = |keys, proof: Proof| {
			Candidacy::register_candidate(signed(ALICE), keys, proof).map_err(|e| e.error)
		};
		let (keys, proof) = proven(ALICE);
		// Signed for another account.
		let (_, others) = mixed(&account(BOB), ALICE.into(), ALICE.into());
		assert_noop!(register(keys.clone(), others), Error::InvalidProof);
		// By another witness key, and by another GRANDPA key.
		let (_, others) = mixed(&account(ALICE), 77, ALICE.into());
		assert_noop!(register(keys.clone(), others), Error::InvalidProof);
		let (_, others) = mixed(&account(ALICE), ALICE.into(), 77);
		assert_noop!(register(keys.clone(), others), Error::InvalidProof);
		// Too short and too long.
		assert_noop!(register(keys.clone(), Proof::default()), Error::InvalidProof);
		let mut longer = proof.clone();
		longer.try_push(0).unwrap();
		assert_noop!(register(keys.clone(), longer), Error::InvalidProof);
		assert_ok!(register(keys, proof));
	});
}

#[test]
fn no_two_candidates_have_a_key_in_common() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		assert_ok!(Candidacy::bond(signed(BOB), MIN_BOND));
		let register = |(keys, proof)| {
			Candidacy::register_candidate(signed(BOB), keys, proof).map_err(|e| e.error)
		};
		let who = account(BOB);
		assert_noop!(register(mixed(&who, ALICE.into(), 77)), Error::WitnessKeyTaken);
		assert_noop!(register(mixed(&who, 77, ALICE.into())), Error::GrandpaKeyTaken);
		assert_ok!(register(mixed(&who, 77, 77)));
		assert_noop!(set_keys(BOB, mixed(&who, ALICE.into(), 77)), Error::WitnessKeyTaken);
		assert_noop!(set_keys(BOB, mixed(&who, 77, ALICE.into())), Error::GrandpaKeyTaken);
		// Keys of who has left are free.
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_ok!(set_keys(BOB, mixed(&who, ALICE.into(), ALICE.into())));
	});
}

#[test]
fn changed_keys_are_in_force_from_the_next_freezing() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		open_epochs(1);
		let old = of(ALICE);
		assert_ok!(set_keys(ALICE, mixed(&account(ALICE), 77, ALICE.into())));
		let new = CandidateKeys { witness: witness_pair(77).public(), grandpa: old.grandpa };
		assert_eq!(
			last_event(),
			Event::KeysChanged { who: account(ALICE), old: old.clone(), new: new.clone() }
		);
		assert_eq!(WitnessKeys::<Test>::get(old.witness), None);
		assert_eq!(WitnessKeys::<Test>::get(new.witness), Some(account(ALICE)));
		assert_eq!(GrandpaKeys::<Test>::get(new.grandpa), Some(account(ALICE)));

		let frozen = Candidacy::take_frozen();
		assert_eq!(frozen[0].witness_key, old.witness);
		Candidacy::freeze(2);
		let frozen = Candidacy::take_frozen();
		assert_eq!(frozen[0].witness_key, new.witness);
		assert_eq!(frozen[0].grandpa_key, new.grandpa);
	});
}

#[test]
fn only_candidates_have_keys_to_change() {
	build_and_execute(|| {
		assert_noop!(set_keys(ALICE, proven(ALICE)), Error::NotCandidate);
	});
}

#[test]
fn changed_keys_are_proven_too() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		let (keys, _) = mixed(&account(ALICE), 77, 77);
		let (_, proof) = mixed(&account(BOB), 77, 77);
		assert_noop!(set_keys(ALICE, (keys, proof)), Error::InvalidProof);
	});
}

//! What is no evidence: in each test only one rule is broken.

use super::*;
use codec::Encode;
use pillars_consensus_primitives::{
	pre_hash, seal_message, Claim, Claimed, CompatibleDigestItem, PreDigest, Seal,
};
use pillars_ledger::OutPoint;
use pillars_primitives::Hash;
use sp_runtime::{traits::Header as _, Digest, DigestItem};

/// Where the witness equivocates.
pub(super) const EPOCH: u32 = 4;
pub(super) const TURN: u32 = 2;

/// An unsealed header on the parent with this number, told from others by its time.
pub(super) fn header(parent: u8, claim: Claim, timestamp: u64) -> Header {
	let pre_digest = PreDigest { timestamp, claim };
	let claimed = Claimed { author: account(ALICE), pre_digest };
	let digest = Digest { logs: claimed.digest_items() };
	let parent = Hash::repeat_byte(parent);
	Header::new(7, Hash::zero(), Hash::zero(), parent, digest)
}

/// Seals a header with the witness key of this number.
pub(super) fn seal(mut header: Header, key: u16) -> Header {
	let signature = keys::witness_pair(key).sign(&seal_message(&header.hash()));
	header.digest_mut().push(DigestItem::hybrid_seal(&Seal::Dpos(signature.into())));
	header
}

/// A follower on the usual parent, sealed by Alice.
pub(super) fn follower(epoch: u32, turn: u32, timestamp: u64) -> Header {
	seal(header(1, Claim::Dpos { epoch, turn }, timestamp), ALICE.into())
}

pub(super) fn report(reporter: u8, first: Header, second: Header) -> DispatchResult {
	Candidacy::report_equivocation(signed(reporter), Box::new(first), Box::new(second))
}

/// In the epoch of the offence; Alice, who has twice the least bond, had the turn.
pub(super) fn with_witness(test: impl FnOnce()) {
	ExtBuilder::default().candidate(ALICE, 2 * MIN_BOND, 0).build_and_execute(|| {
		Candidacy::freeze(0);
		open_epochs(EPOCH);
		let witness = (account(ALICE), keys::of(ALICE).witness);
		Turns::set([((EPOCH, TURN), witness.clone()), ((EPOCH, TURN + 1), witness)].into());
		test();
	});
}

/// Both orders are refused with this error.
fn refused(first: Header, second: Header, error: Error) {
	let error = DispatchError::from(error);
	assert_eq!(report(BOB, first.clone(), second.clone()), Err(error));
	assert_eq!(report(BOB, second, first), Err(error));
	assert_eq!(held(ALICE, HoldReason::Bond), 2 * MIN_BOND);
}

fn good() -> (Header, Header) {
	(follower(EPOCH, TURN, 1), follower(EPOCH, TURN, 2))
}

#[test]
fn a_malformed_header() {
	with_witness(|| {
		let (good, other) = good();
		refused(
			good.clone(),
			header(1, Claim::Dpos { epoch: EPOCH, turn: TURN }, 2),
			Error::MalformedHeader,
		);
		let mut foreign = header(1, Claim::Dpos { epoch: EPOCH, turn: TURN }, 2);
		foreign.digest_mut().push(DigestItem::Other(vec![1]));
		refused(good.clone(), seal(foreign, ALICE.into()), Error::MalformedHeader);
		let mut trailing = other;
		let Some(DigestItem::Seal(id, mut bytes)) = trailing.digest_mut().pop() else { panic!() };
		bytes.push(0);
		trailing.digest_mut().push(DigestItem::Seal(id, bytes));
		refused(good, trailing, Error::MalformedHeader);
	});
}

#[test]
fn a_header_that_is_too_large() {
	with_witness(|| {
		let mut large = header(1, Claim::Dpos { epoch: EPOCH, turn: TURN }, 2);
		for _ in 0..4_096 {
			large.digest_mut().push(DigestItem::RuntimeEnvironmentUpdated);
		}
		let large = seal(large, ALICE.into());
		assert!(large.encoded_size() > pillars_consensus_primitives::MAX_HEADER_SIZE);
		refused(good().0, large, Error::MalformedHeader);
	});
}

#[test]
fn a_block_of_another_kind() {
	with_witness(|| {
		let pow = Claim::Pow { difficulty: 1 };
		let mut pow = header(1, pow, 2);
		let solution = Seal::Pow { nonce: 0, mix_hash: Hash::zero() };
		pow.digest_mut().push(DigestItem::hybrid_seal(&solution));
		refused(good().0, pow, Error::NotFollower);

		let stake = OutPoint { txid: Hash::zero(), index: 0 };
		let mut pos = header(1, Claim::Pos { difficulty: 1, slot: 1, stake }, 2);
		let signature = keys::witness_pair(ALICE.into()).sign(&seal_message(&pos.hash()));
		pos.digest_mut().push(DigestItem::hybrid_seal(&Seal::Pos(signature.into())));
		refused(good().0, pos, Error::NotFollower);
	});
}

#[test]
fn two_branches() {
	with_witness(|| {
		let claim = Claim::Dpos { epoch: EPOCH, turn: TURN };
		let other = seal(header(2, claim, 2), ALICE.into());
		refused(good().0, other, Error::DifferentParents);
	});
}

#[test]
fn two_turns() {
	with_witness(|| {
		refused(good().0, follower(EPOCH, TURN + 1, 2), Error::DifferentTurns);
		refused(good().0, follower(EPOCH - 1, TURN, 2), Error::DifferentTurns);
	});
}

#[test]
fn one_block_with_two_seals() {
	with_witness(|| {
		let (first, again) = (follower(EPOCH, TURN, 1), follower(EPOCH, TURN, 1));
		// Signatures are not deterministic.
		assert_ne!(first, again);
		assert_eq!(pre_hash(&first), pre_hash(&again));
		refused(first.clone(), first.clone(), Error::SameBlock);
		refused(first, again, Error::SameBlock);
	});
}

#[test]
fn evidence_lasts_two_epochs() {
	with_witness(|| {
		let (first, second) = good();
		open_epochs(3);
		refused(first, second, Error::EvidenceTooOld);
	});
	with_witness(|| {
		let (first, second) = good();
		open_epochs(2);
		assert_ok!(report(BOB, first, second));
	});
}

#[test]
fn a_turn_that_was_nobodys() {
	with_witness(|| {
		for (epoch, turn) in [(EPOCH, TURN + 2), (EPOCH + 1, TURN), (u32::MAX, u32::MAX)] {
			let (first, second) = (follower(epoch, turn, 1), follower(epoch, turn, 2));
			refused(first, second, Error::UnknownTurn);
		}
	});
}

#[test]
fn a_seal_by_somebody_else() {
	with_witness(|| {
		let claim = Claim::Dpos { epoch: EPOCH, turn: TURN };
		let others = seal(header(1, claim, 2), BOB.into());
		refused(good().0, others, Error::WrongSeal);
		// A seal of another block.
		let (first, mut second) = good();
		let moved = first.digest().logs().last().unwrap().clone();
		second.digest_mut().pop();
		second.digest_mut().push(moved);
		refused(first, second, Error::WrongSeal);
	});
}

#[test]
fn the_key_of_that_turn_counts_not_the_one_of_now() {
	with_witness(|| {
		let (keys, proof) = keys::mixed(&account(ALICE), 77, 77);
		assert_ok!(Candidacy::set_keys(signed(ALICE), keys, proof));
		let claim = Claim::Dpos { epoch: EPOCH, turn: TURN };
		let new = |timestamp| seal(header(1, claim.clone(), timestamp), 77);
		refused(new(1), new(2), Error::WrongSeal);
		let (first, second) = good();
		assert_ok!(report(BOB, first, second));
	});
}

#[test]
fn who_has_nothing_at_stake() {
	with_witness(|| {
		let stranger = (account(CAROL), keys::of(ALICE).witness);
		Turns::set([((EPOCH, TURN), stranger)].into());
		let (first, second) = good();
		refused(first, second, Error::NothingAtStake);
	});
}

#[test]
fn a_report_is_signed() {
	with_witness(|| {
		let (first, second) = good();
		let unsigned = Candidacy::report_equivocation(
			RuntimeOrigin::none(),
			Box::new(first),
			Box::new(second),
		);
		assert_eq!(unsigned, Err(DispatchError::BadOrigin));
	});
}

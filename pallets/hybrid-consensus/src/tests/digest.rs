//! A block without a claim is invalid; a claim is never refused.

use super::{chain::pow, *};
use codec::Encode;
use pillars_consensus_primitives::{CompatibleDigestItem, AUTHOR_ENGINE_ID, ENGINE_ID};
use sp_runtime::DigestItem;

fn begin(logs: Vec<DigestItem>) {
	build_and_execute(|mut chain| chain.begin_with(Digest { logs }));
}

fn claim() -> PreDigest {
	PreDigest { timestamp: 5, claim: pow() }
}

#[test]
#[should_panic(expected = "invalid block: digest item 0 is not the author")]
fn a_block_without_a_digest_is_invalid() {
	begin(vec![]);
}

#[test]
#[should_panic(expected = "invalid block: digest item 0 is not the author")]
fn a_claim_before_the_author_is_invalid() {
	begin(vec![DigestItem::claim(&claim()), DigestItem::author(&account(1))]);
}

#[test]
#[should_panic(expected = "invalid block: the author in the digest is not 32 bytes")]
fn a_short_author_is_invalid() {
	begin(vec![DigestItem::PreRuntime(AUTHOR_ENGINE_ID, vec![1; 31]), DigestItem::claim(&claim())]);
}

#[test]
#[should_panic(expected = "invalid block: digest item 1 is not the claim")]
fn an_author_without_a_claim_is_invalid() {
	begin(vec![DigestItem::author(&account(1))]);
}

#[test]
#[should_panic(expected = "invalid block: digest item 1 is not the claim")]
fn a_claim_of_another_engine_is_invalid() {
	let claim = DigestItem::PreRuntime(*b"BABE", claim().encode());
	begin(vec![DigestItem::author(&account(1)), claim]);
}

#[test]
#[should_panic(expected = "invalid block: the claim can not be decoded")]
fn a_claim_with_trailing_bytes_is_invalid() {
	let mut bytes = claim().encode();
	bytes.push(0);
	begin(vec![DigestItem::author(&account(1)), DigestItem::PreRuntime(ENGINE_ID, bytes)]);
}

#[test]
#[should_panic(expected = "invalid block: the claim can not be decoded")]
fn a_claim_of_an_unknown_kind_is_invalid() {
	let mut bytes = claim().encode();
	bytes[8] = 4;
	begin(vec![DigestItem::author(&account(1)), DigestItem::PreRuntime(ENGINE_ID, bytes)]);
}

#[test]
fn the_head_is_what_the_digest_claims() {
	build_and_execute(|mut chain| {
		chain.pos();
		let head = head();
		assert_eq!(head.number, 1);
		assert_eq!(head.kind, Kind::Pos);
		assert_eq!(head.timestamp, chain.time);
		assert_eq!(head.author, account(STAKER));
		assert_eq!(head.parent_author, None);
		assert_eq!(head.stake, Some(chain::stake()));

		chain.pow();
		let head = super::head();
		assert_eq!(head.parent_author, Some(account(STAKER)));
		assert_eq!(head.stake, None);
	});
}

#[test]
fn claims_that_the_engine_would_refuse_are_computed() {
	ExtBuilder::default().parameters(|p| p.phase2_at = 1_000).build_and_execute(|mut chain| {
		// A follower of genesis, in phase one, of an epoch far away; absurd difficulties; time that
		// runs back.
		chain.block(9, Claim::Dpos { epoch: 77, turn: 1_000 });
		assert_eq!(head().turn, turn(0, 0));
		chain.block(9, Claim::Pow { difficulty: u128::MAX });
		chain.block(9, Claim::Pow { difficulty: 0 });
		chain.dpos();
		chain.dpos();
		assert_eq!(head().turn, turn(0, 1));
		let pre_digest = PreDigest { timestamp: 5, claim: pow() };
		chain
			.begin_with(Digest { logs: Claimed { author: account(9), pre_digest }.digest_items() });
		assert_eq!(head().timestamp, 5);
	});
}

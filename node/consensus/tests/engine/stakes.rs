//! Which coins may stake, and the rescue.

use crate::common::{reseal, Chain, SLOT, START};
use pillars_consensus_primitives::{
	Claim, Claimed, Coin, CompatibleDigestItem, HybridConsensusApi,
};
use pillars_primitives::{AccountId, Hash};
use pillars_rules::{
	Kind::{Pos, Pow},
	MAX_SCORE, MIN_STAKE,
};
use sp_api::ProvideRuntimeApi;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DigestItem;

fn alice() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}

/// A coin of Alice at this block that was made at height 1, by the coinstake or, if small, by the coinbase.
fn new_coin(chain: &Chain, at: Hash, is_small: bool) -> Coin {
	let page = chain.client.runtime_api().coins(at, vec![alice()], None, 1_000).unwrap();
	let wanted = |coin: &Coin| coin.height == 1 && (coin.amount() < MIN_STAKE) == is_small;
	page.coins.into_iter().find(wanted).unwrap()
}

/// The claim to stake this coin.
fn claim(chain: &Chain, parent: Hash, timestamp: u64, coin: &Coin) -> Claimed {
	let mut claimed = chain.claim(parent, Pos, timestamp);
	if let Claim::Pos { stake, .. } = &mut claimed.pre_digest.claim {
		*stake = coin.outpoint;
	}
	claimed
}

/// Why a `Pos` block that stakes this coin is refused. The runtime would not build it, so a good block is changed.
fn refused(chain: &Chain, parent: Hash, timestamp: u64, coin: &Coin) -> String {
	let mut block = chain.make(parent, Pos, timestamp);
	let claimed = claim(chain, parent, timestamp, coin);
	block.header.digest.logs[1] = DigestItem::claim(&claimed.pre_digest);
	reseal(chain, &mut block.header, &claimed);
	chain.import(block).unwrap_err()
}

#[test]
fn a_young_coin_does_not_stake() {
	let chain = Chain::new();
	let first = chain.grow(chain.genesis(), Pos, START);
	let young = new_coin(&chain, first, false);
	assert!(!young.is_mature);
	let error = refused(&chain, first, START + SLOT, &young);
	assert_eq!(error, "the staked coin is not mature");
	// Its time comes.
	let later = chain.grow_all(first, &[Pow; 15], START + SLOT);
	let grown = new_coin(&chain, later, false);
	assert!(grown.is_mature);
	let block = chain.make_claimed(later, &claim(&chain, later, START + 20 * SLOT, &grown));
	assert!(chain.import(block).is_ok());
}

#[test]
fn a_small_coin_does_not_stake() {
	let chain = Chain::new();
	let first = chain.grow(chain.genesis(), Pow, START);
	let reward = new_coin(&chain, first, true);
	let error = refused(&chain, first, START + SLOT, &reward);
	assert_eq!(error, "the staked coin is below 1 000 ETP");
}

#[test]
fn a_staker_with_a_low_score_does_not_stake_but_in_need() {
	let chain = Chain::with(|genesis| {
		let parameters = &mut genesis["hybridConsensus"]["parameters"];
		parameters["window"] = 3.into();
		parameters["windowFrom"] = 0.into();
		parameters["posMinMars"] = MAX_SCORE.into();
	});
	let two = chain.grow_all(chain.genesis(), &[Pow; 2], START);
	let after = |seconds: u64| START + SLOT + seconds * 1_000;
	let error = chain.import(chain.make(two, Pos, after(599))).unwrap_err();
	assert!(error.starts_with("the score of the staker, "), "{error}");
	assert!(chain.import(chain.make(two, Pos, after(600))).is_ok());
}

#[test]
fn after_ten_minutes_without_stakers_a_young_coin_stakes_but_only_in_need() {
	let chain = Chain::with(|genesis| {
		let parameters = &mut genesis["hybridConsensus"]["parameters"];
		parameters["window"] = 3.into();
		parameters["windowFrom"] = 0.into();
	});
	let first = chain.grow(chain.genesis(), Pos, START);
	let young = new_coin(&chain, first, false);
	let one = chain.grow(first, Pow, START + SLOT);
	let two = chain.grow(one, Pow, START + 2 * SLOT);
	let after = |seconds: u64| START + 2 * SLOT + seconds * 1_000;
	// One block before the end of the window there is no need yet.
	let error = refused(&chain, one, after(700), &young);
	assert_eq!(error, "the staked coin is not mature");
	let error = refused(&chain, two, after(599), &young);
	assert_eq!(error, "the staked coin is not mature");
	let block = chain.make_claimed(two, &claim(&chain, two, after(600), &young));
	assert!(chain.import(block).is_ok());
}

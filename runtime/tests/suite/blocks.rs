//! Blocks of all kinds in a row.

use crate::chain::Chain;
use pillars_consensus_primitives::Claim;
use pillars_ledger::CoinOrigin;
use pillars_primitives::units::ETP;
use pillars_rules::{subsidy, Kind};
use pillars_runtime::{Difficulty, HybridConsensus, Timestamp};
use pillars_traits::BlockClaim;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Eve};

const POW: Claim = Claim::Pow { difficulty: 600 };

#[test]
fn all_three_kinds_are_executed_and_paid() {
	let mut chain = Chain::new("development");

	chain.add(Eve, POW, vec![]);
	let coinbase = chain.coinbase(Eve, 0).unwrap();
	assert_eq!(coinbase.output.value.etp_amount(), subsidy(Kind::Pow, 1));
	assert_eq!(coinbase.origin, CoinOrigin::Coinbase);
	assert_eq!(coinbase.height, 1);
	chain.at(|| {
		assert_eq!(<HybridConsensus as BlockClaim>::kind(), Some(Kind::Pow));
		assert_eq!(<HybridConsensus as BlockClaim>::author(), Some(Eve.to_account_id()));
	});

	chain.add(Alice, Claim::Dpos { epoch: 0, turn: 0 }, vec![]);
	assert_eq!(chain.at(<HybridConsensus as BlockClaim>::kind), Some(Kind::Dpos));

	let stake = chain.coins(Bob)[0].clone();
	let slot = (chain.at(Timestamp::get) + 6_000) / 1_000;
	let claim = Claim::Pos { difficulty: 6_750_000, slot, stake: stake.outpoint };
	chain.add(Bob, claim, vec![]);
	let coinbase = chain.coinbase(Bob, 0).unwrap();
	assert_eq!(coinbase.output.value.etp_amount(), subsidy(Kind::Pos, 3));
	let coins = chain.coins(Bob);
	assert!(!coins.iter().any(|coin| coin.outpoint == stake.outpoint), "the coin has moved");
	// It was split: 1 000 ETP, and what remains; and there is the reward.
	assert_eq!(coins.len(), 9 + 2 + 1);
	let sum: u128 = coins.iter().map(|coin| coin.amount()).sum();
	assert_eq!(sum, 50_000 * ETP + subsidy(Kind::Pos, 3));

	chain.add(Charlie, POW, vec![]);
	assert_eq!(chain.head().number, 4);
}

#[test]
fn difficulties_move_with_their_own_kind() {
	let mut chain = Chain::new("development");
	chain.add(Eve, POW, vec![]);
	// The first block of a kind retargets nothing.
	assert_eq!(chain.at(|| Difficulty::difficulty(Kind::Pow)), 600);
	chain.add(Eve, POW, vec![]);
	// Six seconds are two steps of 2 433 ms: what is left of the base of 2 is 0.
	assert_eq!(chain.at(|| Difficulty::difficulty(Kind::Pow)), 600);
	assert_eq!(chain.at(|| Difficulty::difficulty(Kind::Pos)), 6_750_000);
}

#[test]
fn epochs_turn_after_as_many_pow_blocks_as_there_are_turns() {
	let mut chain = Chain::new("development");
	for turn in 0..12 {
		chain.add(Eve, POW, vec![]);
		let hash = chain.head().hash();
		let context = chain.at(|| HybridConsensus::context(hash, 0, Eve.to_account_id(), None));
		assert_eq!((context.turn.epoch, context.turn.turn), (0, turn));
		let witness = context.witness.unwrap().0;
		assert_eq!(witness, [Alice, Bob, Charlie][turn as usize % 3].to_account_id());
	}
	chain.add(Eve, POW, vec![]);
	let hash = chain.head().hash();
	let context = chain.at(|| HybridConsensus::context(hash, 0, Eve.to_account_id(), None));
	assert_eq!((context.turn.epoch, context.turn.turn), (1, 0));
	assert_eq!(chain.at(|| HybridConsensus::witnesses(1)).unwrap().len(), 3);
}

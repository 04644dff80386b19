//! What the engine is told.

use super::{chain::INTERVAL, *};
use pillars_consensus_primitives::{Context, Difficulties, Parent};
use pillars_ledger::{serial_id, CoinOrigin};
use pillars_rules::{effective_difficulty, Phase};
use pillars_traits::BlockClaim;
use sp_core::sr25519;

impl Chain {
	/// Of a block by the staker, [`INTERVAL`] after the last one.
	fn context(&self, stake: Option<OutPoint>) -> Context {
		self.context_after(INTERVAL, stake)
	}

	fn context_after(&self, interval: Moment, stake: Option<OutPoint>) -> Context {
		HybridConsensus::context(self.hash, self.time + interval, account(STAKER), stake)
	}
}

/// The genesis outputs are named by serial numbers.
fn genesis_coin(serial: u64) -> OutPoint {
	OutPoint { txid: serial_id(serial), index: 0 }
}

fn own_key(n: u8) -> sr25519::Public {
	sr25519::Public::from_raw([n; 32])
}

#[test]
fn of_a_child_of_genesis() {
	build_and_execute(|chain| {
		let difficulties = Difficulties { pow: POW, pos: POS };
		assert_eq!(
			chain.context(None),
			Context {
				number: 1,
				phase: Phase::Two,
				parent: Parent { kind: None, timestamp: 0, gap: 0, author: None },
				parameters: Parameters::development(),
				shape: SHAPE,
				difficulties,
				effective_pos: POS,
				references: difficulties,
				turn: turn(0, 0),
				witness: Some((account(WITNESS), key(WITNESS))),
				modifier: Hash::zero(),
				stake: None,
			}
		);
	});
}

#[test]
fn of_a_child_of_a_pow_block() {
	build_and_execute(|mut chain| {
		chain.pow();
		chain.pow();
		let context = chain.context(None);
		assert_eq!(context.number, 3);
		assert_eq!(
			context.parent,
			Parent {
				kind: Some(Kind::Pow),
				timestamp: chain.time,
				gap: 2,
				author: Some(account(MINER))
			}
		);
		// Its difficulties are those after the parent.
		assert_eq!(context.difficulties.pow, POW + POW / 128 * 2);
		assert_eq!(context.turn, turn(0, 1));
		assert_eq!(context.witness, Some((account(WITNESS + 1), key(WITNESS + 1))));
	});
}

#[test]
fn the_phase_is_that_of_the_child() {
	ExtBuilder::default().parameters(|p| p.phase2_at = 2).build_and_execute(|mut chain| {
		assert_eq!(chain.context(None).phase, Phase::One);
		chain.pow();
		assert_eq!(chain.context(None).phase, Phase::Two);
	});
}

#[test]
fn the_witness_changes_with_the_turn_and_the_epoch() {
	build_and_execute(|mut chain| {
		for p in 0..=N {
			chain.pow();
			let context = chain.context(None);
			let witness = WITNESS + u8::try_from(p % N % 3).unwrap();
			assert_eq!(context.turn, turn(p / N, p % N));
			assert_eq!(context.witness, Some((account(witness), key(witness))));
		}
	});
}

#[test]
fn without_witnesses_nobody_may_follow() {
	ExtBuilder::default().witnesses(0).build_and_execute(|mut chain| {
		chain.pow();
		assert_eq!(chain.context(None).witness, None);
	});
}

#[test]
fn the_next_block_computes_what_the_context_foretold() {
	build_and_execute(|mut chain| {
		for kind in [Kind::Pow, Kind::Dpos, Kind::Pow, Kind::Pos, Kind::Pos, Kind::Pow, Kind::Pow] {
			let context = chain.context(None);
			let maturity = HybridConsensus::stake_maturity();
			chain.kind(kind);
			assert_eq!(head().modifier, context.modifier);
			assert_eq!(head().number, context.number);
			assert_eq!(<HybridConsensus as BlockClaim>::stake_maturity(), maturity);
			if kind != Kind::Pow {
				assert_eq!(head().turn, context.turn);
			}
		}
	});
}

#[test]
fn the_ramp_lowers_the_effective_difficulty() {
	build_and_execute(|mut chain| {
		chain.pows(20);
		let context = chain.context(None);
		assert_eq!(context.parent.gap, 20);
		// (20 - 16) / 2 halvings.
		assert_eq!(context.effective_pos, POS >> 2);
		assert_eq!(context.difficulties.pos, POS);
		chain.pows(9);
		// With only Pos left, time counts as well: 60 s are free, then each 30 s halve it.
		let expected = |since_parent| effective_difficulty(POS, Phase::Two, 30, 29, since_parent);
		assert!(expected(120_000) < expected(1_000));
		for since_parent in [1_000, 60_000, 89_999, 90_000, 120_000] {
			let context = chain.context_after(since_parent, None);
			assert_eq!(context.effective_pos, expected(since_parent));
		}
	});
}

#[test]
fn a_time_before_the_parent_counts_as_none() {
	build_and_execute(|mut chain| {
		chain.pows(29);
		let context = HybridConsensus::context(chain.hash, 0, account(STAKER), None);
		assert_eq!(context.effective_pos, effective_difficulty(POS, Phase::Two, 30, 29, 0));
	});
}

/// A staker with a coin and a deposit until this height.
fn with_deposit(until: BlockNumber) -> ExtBuilder {
	let owner = account(STAKER);
	ExtBuilder::default()
		.output(Lock::Account(owner.clone()), 2_000 * ETP)
		.output(Lock::Deposit { owner, until }, 1_000 * ETP)
}

#[test]
fn a_staked_coin_comes_with_deposit_maturity_and_key() {
	with_deposit(100).build_and_execute(|chain| {
		let stake = chain.context(Some(genesis_coin(0))).stake.unwrap();
		assert_eq!(stake.coin.output.value.etp_amount(), 2_000 * ETP);
		assert_eq!(stake.coin.origin, CoinOrigin::Genesis);
		assert!(stake.has_deposit);
		assert_eq!(stake.score, 1_000);
		assert!(stake.is_mature);
		assert_eq!(stake.key, own_key(STAKER));
	});
}

#[test]
fn a_spent_or_unknown_coin_is_none() {
	with_deposit(100).build_and_execute(|chain| {
		assert_eq!(chain.context(Some(genesis_coin(9))).stake, None);
		assert_eq!(chain.context(None).stake, None);
	});
}

#[test]
fn a_deposit_counts_while_enough_blocks_are_left() {
	// The development chain asks for five blocks after that of the child.
	with_deposit(8).build_and_execute(|mut chain| {
		for (number, counts) in [(1, true), (2, true), (3, true), (4, false), (5, false)] {
			let context = chain.context(Some(genesis_coin(0)));
			assert_eq!(context.number, number);
			assert_eq!(context.stake.unwrap().has_deposit, counts, "block {number}");
			chain.pow();
		}
	});
}

#[test]
fn a_coin_matures_by_the_stake_maturity() {
	build_and_execute(|mut chain| {
		let paid = chain.pos();
		let txid = pillars_ledger::coinbase_id(1, &paid.parent_hash, &account(STAKER));
		let coin = OutPoint { txid, index: 0 };
		let maturity = HybridConsensus::stake_maturity();
		assert!(maturity > 1);
		for _ in 1..maturity {
			assert!(!chain.context(Some(coin)).stake.unwrap().is_mature);
			chain.pow();
		}
		let context = chain.context(Some(coin));
		assert_eq!(context.number, 1 + maturity);
		assert!(context.stake.unwrap().is_mature);
	});
}

#[test]
fn the_key_is_the_registered_one_once_in_force() {
	with_deposit(100).build_and_execute(|mut chain| {
		let key = own_key(99);
		chain.begin(MINER, chain::pow());
		chain.inherents();
		UtxoAssets::set_staking_key(RuntimeOrigin::signed(account(STAKER)), Some(key)).unwrap();
		chain.finish();
		// In force two blocks after block 1.
		assert_eq!(chain.context(Some(genesis_coin(0))).stake.unwrap().key, own_key(STAKER));
		chain.pow();
		assert_eq!(chain.context(Some(genesis_coin(0))).stake.unwrap().key, key);
	});
}

#[test]
fn a_coin_is_judged_by_its_owner_not_by_whoever_claims_it() {
	with_deposit(100).build_and_execute(|chain| {
		let thief =
			HybridConsensus::context(chain.hash, chain.time, account(9), Some(genesis_coin(0)));
		assert_eq!(thief.stake.unwrap().key, own_key(STAKER));
	});
}

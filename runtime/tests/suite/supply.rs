//! The supply: what blocks of decades mint.
//!
//! Rewards change every 500 000 blocks only, so a chain in which all amounts that there may ever be are a thousandth
//! pays in every thousandth block exactly a thousandth of what the real one pays in all of them.

use crate::chain::{genesis, Chain};
use frame_support::traits::Hooks;
use pallet_hybrid_consensus::{BlockHead, Head, PoolLeft};
use pallet_utxo_assets::Minted;
use pillars_consensus_primitives::Claim;
use pillars_primitives::{units::ETP, Balance, BlockNumber};
use pillars_rules::{subsidy, Kind, MAX_SUPPLY, REWARD_POOL};
use pillars_runtime::{Balances, HybridConsensus, Runtime, System, UtxoAssets};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};

/// One block stands for so many.
const SCALE: BlockNumber = 1_000;
/// Blocks of 25 s in 20 years.
const TWENTY_YEARS: BlockNumber = 20 * 365 * 24 * 60 * 60 / 25;
/// Blocks between two checks of the whole state.
const CHECK: BlockNumber = 2_000_000;

/// Has a block of this kind pay what it pays, without anything before that.
fn pay(number: BlockNumber, kind: Kind, author: Sr25519Keyring) -> Balance {
	System::set_block_number(number);
	let before = Minted::<Runtime>::get();
	let head = Head::<Runtime>::get().expect("a block came before");
	Head::<Runtime>::put(BlockHead {
		number,
		kind,
		author: author.to_account_id(),
		parent_author: Some(Bob.to_account_id()),
		..head
	});
	HybridConsensus::on_finalize(number);
	System::reset_events();
	Minted::<Runtime>::get() - before
}

/// The state after one block, of which no more may be minted than this, and of that so much for the pool.
fn with_left(left: Balance, pool: Balance, run: impl FnOnce()) {
	let mut chain = Chain::new("development");
	chain.add(Alice, Claim::Pow { difficulty: 600 }, vec![]);
	chain.at(|| {
		// What was minted before the test exists no more: burning frees nothing.
		Minted::<Runtime>::put(MAX_SUPPLY - left);
		PoolLeft::<Runtime>::put(pool);
		UtxoAssets::do_try_state().unwrap();
		run();
		UtxoAssets::do_try_state().unwrap();
	});
}

#[test]
fn twenty_years_of_rewards_stay_within_the_supply() {
	let scale = Balance::from(SCALE);
	// What genesis leaves to be minted: the pool, and 30 000 000 ETP for `Pow` blocks.
	let mined: Balance = 30_000_000 * ETP / scale;
	let pool = REWARD_POOL / scale;
	with_left(mined + pool, pool, || {
		let (mut pow, mut others) = (0, 0);
		for height in (SCALE..=TWENTY_YEARS).step_by(SCALE as usize) {
			// As if there were one of each kind in the time of one.
			for (at, kind) in
				[(height, Kind::Pow), (height + 1, Kind::Pos), (height + 2, Kind::Dpos)]
			{
				let minted = pay(at, kind, Alice);
				assert_eq!(minted, subsidy(kind, at), "{kind:?} at {at}");
				*(if kind == Kind::Pow { &mut pow } else { &mut others }) += minted;
			}
			assert_eq!(PoolLeft::<Runtime>::get(), pool - others);
			if height % CHECK == 0 {
				UtxoAssets::do_try_state().unwrap();
			}
		}
		assert!(pow < mined, "more than {mined} for Pow blocks: {pow}");
		// 30 000 000 * (1 - 0.95^50) ETP.
		let expected = 27_691_650 * ETP / scale;
		assert!(pow.abs_diff(expected) < expected / 100, "{pow}");
		assert!(Balances::total_issuance() <= Minted::<Runtime>::get());
	});
}

#[test]
fn an_empty_pool_pays_nothing() {
	let left = 7 * ETP / 10;
	with_left(100 * ETP, left, || {
		assert_eq!(pay(2, Kind::Dpos, Alice), ETP / 2);
		assert_eq!(pay(3, Kind::Pos, Alice), left - ETP / 2);
		for (height, kind) in [(4, Kind::Dpos), (5, Kind::Pos)] {
			assert_eq!(pay(height, kind, Alice), 0);
		}
		// What miners get is not the pool's.
		assert_eq!(pay(6, Kind::Pow, Alice), 3 * ETP);
	});
}

#[test]
fn the_last_block_pays_what_is_left_of_the_supply() {
	with_left(5 * ETP, 3 * ETP, || {
		assert_eq!(pay(2, Kind::Pow, Alice), 3 * ETP);
		assert_eq!(pay(3, Kind::Pow, Alice), 2 * ETP);
		for (height, kind) in [(4, Kind::Pow), (5, Kind::Pos), (6, Kind::Dpos)] {
			assert_eq!(pay(height, kind, Alice), 0, "{kind:?}");
		}
		assert_eq!(Minted::<Runtime>::get(), MAX_SUPPLY);
	});
}

#[test]
fn genesis_leaves_enough_for_all_rewards() {
	genesis("development").execute_with(|| {
		assert_eq!(PoolLeft::<Runtime>::get(), REWARD_POOL);
		assert!(Minted::<Runtime>::get() <= MAX_SUPPLY - REWARD_POOL - 30_000_000 * ETP);
	});
}

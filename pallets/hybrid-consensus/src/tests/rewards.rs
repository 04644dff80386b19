//! What blocks pay.

use super::*;
use crate::PoolLeft;
use pallet_utxo_assets::{Minted, Totals, Unspents};
use pillars_ledger::{coinbase_id, CoinOrigin, Output, Value};
use pillars_rules::{subsidy, REWARD_POOL};

/// 3, 0.3 and 0.5 ETP.
const POW_REWARD: Balance = 3 * ETP;
const POS_REWARD: Balance = 3 * ETP / 10;
const DPOS_REWARD: Balance = ETP / 2;

/// Output of the last block's coinbase at this index.
fn paid(author: u8, index: u32) -> Option<Output> {
	let height = System::block_number();
	let txid = coinbase_id(height, &System::parent_hash(), &account(author));
	let coin = Unspents::<Test>::get(OutPoint { txid, index })?;
	assert_eq!((coin.height, coin.origin), (height, CoinOrigin::Coinbase));
	Some(coin.output)
}

fn etp(owner: u8, amount: Balance) -> Option<Output> {
	Some(Output::etp(amount, account(owner)))
}

fn token(owner: u8, amount: Balance) -> Option<Output> {
	let value = Value::Coins { asset: TOKEN, amount };
	Some(Output { value, lock: Lock::Account(account(owner)) })
}

fn rewarded(kind: Kind, author: u8, reward: Balance, fees: Balance, parent: Balance) {
	let event =
		Event::Rewarded { kind, author: account(author), reward, fees, parent_fees: parent };
	assert_eq!(events().last(), Some(&event));
}

#[test]
fn a_pow_block_pays_reward_and_fees_to_output_0() {
	build_and_execute(|mut chain| {
		chain.fees = ETP;
		chain.pow();
		assert_eq!([paid(MINER, 0), paid(MINER, 1)], [etp(MINER, POW_REWARD + ETP), None]);
		rewarded(Kind::Pow, MINER, POW_REWARD, ETP, 0);
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL);
		assert_eq!((Totals::<Test>::get().held, Totals::<Test>::get().fees), (POW_REWARD + ETP, 0));
	});
}

#[test]
fn a_pos_block_pays_reward_and_fees_to_output_0_and_draws_from_the_pool() {
	build_and_execute(|mut chain| {
		chain.fees = ETP;
		chain.pow();
		chain.pos();
		assert_eq!(paid(STAKER, 0), etp(STAKER, POS_REWARD + ETP));
		assert_eq!([paid(STAKER, 1), paid(STAKER, 2)], [None, None]);
		rewarded(Kind::Pos, STAKER, POS_REWARD, ETP, 0);
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL - POS_REWARD);
	});
}

#[test]
fn a_follower_pays_reward_to_the_account_and_shares_its_fees_with_the_parents_author() {
	build_and_execute(|mut chain| {
		chain.pow();
		chain.fees = ETP;
		chain.dpos();
		assert_eq!(paid(WITNESS, 0), etp(WITNESS, ETP * 6 / 10));
		assert_eq!(paid(WITNESS, 1), None);
		assert_eq!(paid(WITNESS, 2), etp(MINER, ETP * 4 / 10));
		assert_eq!(Balances::free_balance(account(WITNESS)), DPOS_REWARD);
		rewarded(Kind::Dpos, WITNESS, DPOS_REWARD, ETP * 6 / 10, ETP * 4 / 10);
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL - DPOS_REWARD);
	});
}

#[test]
fn a_follower_without_fees_pays_only_to_the_account() {
	build_and_execute(|mut chain| {
		chain.pow();
		chain.dpos();
		assert_eq!((0..3).find_map(|index| paid(WITNESS, index)), None);
		assert_eq!(Balances::free_balance(account(WITNESS)), DPOS_REWARD);
	});
}

#[test]
fn a_follower_of_genesis_keeps_all_fees() {
	build_and_execute(|mut chain| {
		chain.fees = ETP;
		chain.dpos();
		assert_eq!([paid(WITNESS, 0), paid(WITNESS, 2)], [etp(WITNESS, ETP), None]);
		rewarded(Kind::Dpos, WITNESS, DPOS_REWARD, ETP, 0);
	});
}

#[test]
fn shares_below_the_least_output_are_carried_to_the_next_block() {
	build_and_execute(|mut chain| {
		chain.pow();
		// 60 % is the least amount of an output, 40 % is below it.
		chain.fees = ETP / 600;
		chain.dpos();
		let share = chain.fees * 2 / 5;
		assert_eq!(paid(WITNESS, 0), etp(WITNESS, chain.fees - share));
		assert_eq!((paid(WITNESS, 2), Totals::<Test>::get().fees), (None, share));
		chain.fees = 0;
		chain.pow();
		assert_eq!(paid(MINER, 0), etp(MINER, POW_REWARD + share));
		assert_eq!(Totals::<Test>::get().fees, 0);
	});
}

#[test]
fn rewards_fall_with_the_height() {
	build_and_execute(|mut chain| {
		for (height, kind) in [
			(499_999, Kind::Pow),
			(500_000, Kind::Pow),
			(1_000_000, Kind::Pos),
			(1_500_000, Kind::Dpos),
		] {
			System::set_block_number(height - 1);
			chain.kind(kind);
			let Some(Event::Rewarded { reward, .. }) = events().pop() else { panic!("no reward") };
			assert_eq!(reward, subsidy(kind, height));
		}
		assert_eq!(subsidy(Kind::Pow, 500_000), POW_REWARD * 95 / 100);
	});
}

#[test]
fn an_exhausted_pool_pays_what_is_left_and_then_nothing() {
	build_and_execute(|mut chain| {
		PoolLeft::<Test>::put(POS_REWARD + DPOS_REWARD / 2);
		chain.pos();
		assert_eq!(paid(STAKER, 0), etp(STAKER, POS_REWARD));
		chain.pow();
		chain.dpos();
		rewarded(Kind::Dpos, WITNESS, DPOS_REWARD / 2, 0, 0);
		assert_eq!(Balances::free_balance(account(WITNESS)), DPOS_REWARD / 2);
		assert_eq!(PoolLeft::<Test>::get(), 0);
		chain.pos();
		assert_eq!(paid(STAKER, 0), None);
		// Pow does not live on the pool.
		chain.pow();
		assert_eq!(paid(MINER, 0), etp(MINER, POW_REWARD));
	});
}

#[test]
fn nothing_is_minted_beyond_the_supply_cap() {
	build_and_execute(|mut chain| {
		Minted::<Test>::put(MAX_SUPPLY - POW_REWARD - DPOS_REWARD / 2);
		chain.pow();
		assert_eq!(paid(MINER, 0), etp(MINER, POW_REWARD));
		chain.dpos();
		assert_eq!(Balances::free_balance(account(WITNESS)), DPOS_REWARD / 2);
		// The pool is counted down by what was minted only.
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL - DPOS_REWARD / 2);
		chain.fees = ETP;
		for (kind, author) in [(Kind::Pow, MINER), (Kind::Pos, STAKER)] {
			chain.kind(kind);
			assert_eq!(paid(author, 0), etp(author, ETP));
			rewarded(kind, author, 0, ETP, 0);
		}
		assert_eq!(Minted::<Test>::get(), MAX_SUPPLY);
	});
}

#[test]
fn a_reward_that_an_account_can_not_take_stays_in_the_pool() {
	build_and_execute(|mut chain| {
		// Less than an account must hold, for a witness that has none.
		PoolLeft::<Test>::put(ExistentialDeposit::get() - 1);
		chain.dpos();
		rewarded(Kind::Dpos, WITNESS, 0, 0, 0);
		assert_eq!(PoolLeft::<Test>::get(), ExistentialDeposit::get() - 1);
	});
}

#[test]
fn a_mined_token_is_output_1() {
	build_and_execute(|mut chain| {
		issue_token();
		chain.mst = Some(TOKEN);
		for (kind, author, amount) in [
			(Kind::Pow, MINER, TOKEN_REWARD),
			(Kind::Pos, STAKER, TOKEN_REWARD),
			// One part in three witnesses, rounded down.
			(Kind::Dpos, WITNESS, 33),
		] {
			chain.kind(kind);
			assert_eq!(paid(author, 1), token(author, amount));
		}
	});
}

#[test]
fn a_follower_pays_three_outputs() {
	build_and_execute(|mut chain| {
		issue_token();
		chain.pow();
		chain.mst = Some(TOKEN);
		chain.fees = ETP;
		chain.dpos();
		assert_eq!(
			[paid(WITNESS, 0), paid(WITNESS, 1), paid(WITNESS, 2)],
			[etp(WITNESS, ETP * 6 / 10), token(WITNESS, 33), etp(MINER, ETP * 4 / 10)]
		);
	});
}

#[test]
fn an_unknown_token_and_etp_itself_pay_nothing_and_do_no_harm() {
	build_and_execute(|mut chain| {
		for mst in [TOKEN + 1, pillars_ledger::ETP_ASSET] {
			chain.mst = Some(mst);
			chain.pow();
			assert_eq!([paid(MINER, 0), paid(MINER, 1)], [etp(MINER, POW_REWARD), None]);
		}
		assert_eq!(Totals::<Test>::get().held, 2 * POW_REWARD);
	});
}

#[test]
fn nothing_is_paid_without_a_claim() {
	build_and_execute(|_| {
		HybridConsensus::pay_block(0);
		assert_eq!((Totals::<Test>::get().held, events()), (0, vec![]));
	});
}

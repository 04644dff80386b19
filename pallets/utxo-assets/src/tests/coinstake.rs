//! The inherent of `Pos` blocks.

use super::*;
use crate::{Call, Error, Totals};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
	inherent::{InherentData, ProvideInherent},
};
use pillars_consensus_primitives::inherents::{BlockInherents, InherentError, COINSTAKE_INDEX};
use pillars_ledger::{build_coinstake, CoinOrigin};
use pillars_traits::RewardLedger;
use sp_runtime::DispatchError;

const MARKER: Output = Output::COINSTAKE_MARKER;

/// Coin 0 is the kernel, of 1 000 ETP; 1 is small, 2 is large; 3 is somebody else's; 4 is a deposit.
fn ledger() -> ExtBuilder {
	ExtBuilder::default()
		.coin(1, 1_000 * ETP)
		.coin(1, 500 * ETP)
		.coin(1, 2_500 * ETP)
		.coin(2, 10 * ETP)
		.output(deposit(1, 1), 1_000 * ETP)
}

/// A `Pos` block of owner 1 at height 30 that stakes this coin.
fn pos_block(stake: OutPoint) {
	go_to(30);
	let (author, kind) = (Some(owner(1)), Some(Kind::Pos));
	Claim::set(TestClaim { author, kind, stake: Some(stake), maturity: 10 });
	System::set_extrinsic_index(COINSTAKE_INDEX);
}

fn stake(tx: &Transaction) -> DispatchResult {
	UtxoAssets::coinstake(RuntimeOrigin::none(), tx.clone())
}

fn refused(inputs: impl Into<Vec<OutPoint>>, outputs: impl Into<Vec<Output>>, error: Error<Test>) {
	assert_noop!(stake(&tx(inputs, outputs)), error);
}

/// The plain coinstake of coin 0.
fn plain() -> Transaction {
	tx([coin(0)], [MARKER, etp(1, 1_000 * ETP)])
}

#[test]
fn the_staked_coin_moves_to_itself() {
	ledger().build_and_execute(|| {
		pos_block(coin(0));
		let held = Totals::<Test>::get().held;
		assert_ok!(stake(&plain()));
		assert_eq!(unspent(&coin(0)), None);
		assert_eq!(unspent(&output_of(&plain(), 0)), None);
		let output = etp(1, 1_000 * ETP);
		let expected =
			Unspent { output: output.clone(), height: 30, origin: CoinOrigin::Coinstake };
		assert_eq!(unspent(&output_of(&plain(), 1)), Some(expected));
		assert_eq!((Totals::<Test>::get().held, Totals::<Test>::get().fees), (held, 0));
		let event = Event::Applied {
			txid: plain().txid(),
			spent: vec![(coin(0), output.clone())],
			created: vec![(output_of(&plain(), 1), output)],
			fee: 0,
			origin: CoinOrigin::Coinstake,
		};
		assert_eq!(last_event(), event);
		// It follows stake maturity only: its owner may spend it at once.
		assert_ok!(spend(1, &tx([output_of(&plain(), 1)], [etp(2, 1_000 * ETP)])));
	});
}

#[test]
fn small_coins_are_collected() {
	ledger().build_and_execute(|| {
		pos_block(coin(0));
		let named = |n| (coin(n), unspent(&coin(n)).unwrap().output);
		let tx = build_coinstake(named(0), [named(1), named(2), named(3)]).unwrap();
		assert_eq!(tx.inputs(), [coin(0), coin(1)]);
		assert_ok!(stake(&tx));
		assert_eq!(amount_of(&output_of(&tx, 1)), 1_500 * ETP);
	});
}

#[test]
fn a_large_coin_is_split() {
	ledger().build_and_execute(|| {
		pos_block(coin(2));
		let kernel = (coin(2), unspent(&coin(2)).unwrap().output);
		let tx = build_coinstake(kernel, []).unwrap();
		assert_ok!(stake(&tx));
		assert_eq!(amount_of(&output_of(&tx, 1)), 1_000 * ETP);
		assert_eq!(amount_of(&output_of(&tx, 2)), 1_500 * ETP);
	});
}

#[test]
fn the_age_of_the_kernel_is_the_engines_business() {
	ledger().build_and_execute(|| {
		let amount = UtxoAssets::mint_to_outputs(1_000 * ETP);
		let reward = vec![Some((owner(1), Value::etp(amount)))];
		UtxoAssets::pay_coinbase(1, &H256::zero(), &owner(1), reward);
		let Event::Applied { created, .. } = last_event() else { panic!("no coinbase") };
		let (outpoint, output) = created[0].clone();
		pos_block(outpoint);
		Claim::set(TestClaim { maturity: 1_000, ..Claim::get() });
		ChainParameters::set(Parameters { coinbase_maturity: 500, ..Parameters::development() });
		assert_ok!(stake(&tx([outpoint], [MARKER, output])));
	});
}

#[test]
fn it_stands_at_its_index_in_a_pos_block_only() {
	ledger().build_and_execute(|| {
		pos_block(coin(0));
		for index in [0, 1, 3] {
			System::set_extrinsic_index(index);
			assert_noop!(stake(&plain()), Error::<Test>::CoinstakeMisplaced);
		}
		System::set_extrinsic_index(COINSTAKE_INDEX);
		for kind in [None, Some(Kind::Pow), Some(Kind::Dpos)] {
			Claim::set(TestClaim { kind, ..Claim::get() });
			assert_noop!(stake(&plain()), Error::<Test>::NotPos);
		}
		pos_block(coin(0));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(owner(1))] {
			assert_noop!(UtxoAssets::coinstake(origin, plain()), DispatchError::BadOrigin);
		}
		assert_ok!(stake(&plain()));
		assert_noop!(stake(&plain()), Error::<Test>::NotUnspent);
	});
}

#[test]
fn it_is_the_authors_and_of_the_kernel_claimed() {
	ledger().build_and_execute(|| {
		pos_block(coin(0));
		for author in [None, Some(owner(2))] {
			Claim::set(TestClaim { author, ..Claim::get() });
			assert_noop!(stake(&plain()), Error::<Test>::CoinstakeNotAuthor);
		}
		for kernel in [None, Some(coin(1)), Some(OutPoint { index: 1, ..coin(0) })] {
			pos_block(coin(0));
			Claim::set(TestClaim { stake: kernel, ..Claim::get() });
			assert_noop!(stake(&plain()), Error::<Test>::CoinstakeNotKernel);
		}
	});
}

#[test]
fn its_inputs_follow_the_rules() {
	ledger().build_and_execute(|| {
		for _ in 0..10 {
			assert_ok!(fund(1, ETP, Lock::Account(owner(1))));
		}
		go_to(21);
		assert_ok!(fund(1, ETP, Lock::Account(owner(1))));
		pos_block(coin(0));
		let out = |amount| [MARKER, etp(1, amount)];
		refused([], out(ETP), Error::CoinstakeBadInputs);
		refused([coin(0), coin(99)], out(1_000 * ETP), Error::NotUnspent);
		refused([coin(1), coin(0)], out(1_500 * ETP), Error::CoinstakeNotKernel);
		refused([coin(0), coin(0)], out(2_000 * ETP), Error::CoinstakeBadInputs);
		refused([coin(0), coin(3)], out(1_010 * ETP), Error::CoinstakeForeignInput);
		refused([coin(0), coin(4)], out(2_000 * ETP), Error::CoinstakeForeignInput);
		refused([coin(0), coin(2)], out(3_500 * ETP), Error::CoinstakeLargeInput);
		refused([coin(0), coin(15)], out(1_001 * ETP), Error::CoinstakeImmatureInput);
		let eleven: Vec<OutPoint> = [0].into_iter().chain(5..15).map(coin).collect();
		refused(eleven, out(1_010 * ETP), Error::CoinstakeTooManyInputs);
		pos_block(coin(2));
		refused([coin(2), coin(1)], out(3_000 * ETP), Error::CoinstakeNeedlessCollect);
		pos_block(coin(4));
		refused([coin(4)], out(1_000 * ETP), Error::CoinstakeForeignInput);
	});
}

#[test]
fn its_outputs_follow_the_rules() {
	ledger().build_and_execute(|| {
		pos_block(coin(0));
		refused([coin(0)], [], Error::CoinstakeNoMarker);
		refused([coin(0)], [etp(1, 1_000 * ETP)], Error::CoinstakeNoMarker);
		refused([coin(0)], [MARKER], Error::CoinstakeBadOutputs);
		refused([coin(0)], [MARKER, etp(2, 1_000 * ETP)], Error::CoinstakeBadOutputs);
		let halves = [MARKER, etp(1, 500 * ETP), etp(1, 500 * ETP)];
		refused([coin(0)], halves, Error::CoinstakeBadOutputs);
		for amount in [1_000 * ETP - 1, 1_000 * ETP + 1] {
			refused([coin(0)], [MARKER, etp(1, amount)], Error::CoinstakeNotConserved);
		}
		let memo = with(plain(), |body| body.memo = vec![0].try_into().unwrap());
		assert_noop!(stake(&memo), Error::<Test>::CoinstakeNotPlain);
		let later = with(plain(), |body| body.not_before = 1);
		assert_noop!(stake(&later), Error::<Test>::CoinstakeNotPlain);
	});
}

fn inherents(kind: Kind, coinstake: Option<Transaction>) -> InherentData {
	let mut data = InherentData::new();
	BlockInherents { kind, mst: None, coinstake }.provide(&mut data).unwrap();
	data
}

#[test]
fn the_inherent_is_made_of_what_the_engine_gives() {
	let create = |kind, tx| UtxoAssets::create_inherent(&inherents(kind, tx));
	let call = create(Kind::Pos, Some(plain())).unwrap();
	assert_eq!(call, Call::coinstake { tx: plain() });
	assert!(UtxoAssets::is_inherent(&call));
	assert_eq!(call.get_dispatch_info().class, DispatchClass::Mandatory);
	let other = Call::set_staking_key { key: None };
	assert!(!UtxoAssets::is_inherent(&other));

	assert_eq!(create(Kind::Pos, None), None);
	assert_eq!(create(Kind::Pow, Some(plain())), None);
	assert_eq!(UtxoAssets::create_inherent(&InherentData::new()), None);
}

#[test]
fn only_pos_blocks_need_one() {
	let required = |kind| UtxoAssets::is_inherent_required(&inherents(kind, None));
	assert_eq!(required(Kind::Pos), Ok(Some(InherentError::NoCoinstake)));
	assert_eq!(required(Kind::Pow), Ok(None));
	assert_eq!(required(Kind::Dpos), Ok(None));
	let unknown = UtxoAssets::is_inherent_required(&InherentData::new());
	assert_eq!(unknown, Err(InherentError::NoKind));
	let call = Call::coinstake { tx: plain() };
	assert_eq!(UtxoAssets::check_inherent(&call, &inherents(Kind::Pos, None)), Ok(()));
}

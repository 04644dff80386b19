//! The `coinbase`.

use super::{
	chain::{dispatch_at, pow},
	*,
};
use crate::{Call, CoinbaseMst, Error};
use frame_support::{assert_noop, inherent::ProvideInherent};
use pillars_consensus_primitives::inherents::{
	BlockInherents, InherentError, COINBASE_INDEX, MST_IDENTIFIER,
};
use sp_inherents::InherentData;
use sp_runtime::{traits::BadOrigin, DispatchError};

fn coinbase(mst: Option<Asset>) -> Call<Test> {
	Call::coinbase { mst }
}

/// A block whose moment is set.
fn with_time(test: impl FnOnce(Chain)) {
	build_and_execute(|mut chain| {
		chain.begin(MINER, pow());
		dispatch_at(0, pallet_timestamp::Call::set { now: chain.time }).unwrap();
		test(chain);
		CoinbaseMst::<Test>::kill();
	});
}

fn refused(index: u32, error: impl Into<DispatchError>) {
	System::set_extrinsic_index(index);
	assert_noop!(HybridConsensus::coinbase(RuntimeOrigin::none(), None), error.into());
}

#[test]
fn it_must_stand_at_its_index() {
	with_time(|_| {
		for index in [0, 2, 3, u32::MAX] {
			refused(index, Error::<Test>::CoinbaseMisplaced);
		}
		dispatch_at(COINBASE_INDEX, coinbase(None)).unwrap();
	});
}

#[test]
fn it_must_stand_there_once() {
	for mst in [None, Some(TOKEN)] {
		with_time(|_| {
			dispatch_at(COINBASE_INDEX, coinbase(mst)).unwrap();
			refused(COINBASE_INDEX, Error::<Test>::SecondCoinbase);
			assert_eq!(CoinbaseMst::<Test>::get(), Some(mst));
		});
	}
}

#[test]
fn the_moment_must_be_the_time_claimed() {
	for error in [-1, 1] {
		build_and_execute(|mut chain| {
			chain.begin(MINER, pow());
			let now = chain.time.saturating_add_signed(error);
			dispatch_at(0, pallet_timestamp::Call::set { now }).unwrap();
			refused(COINBASE_INDEX, Error::<Test>::WrongTime);
		});
	}
}

#[test]
fn the_moment_of_an_earlier_block_does_not_do() {
	build_and_execute(|mut chain| {
		chain.pow();
		chain.begin(MINER, pow());
		refused(COINBASE_INDEX, Error::<Test>::WrongTime);
	});
}

#[test]
fn nobody_can_sign_it() {
	with_time(|_| {
		System::set_extrinsic_index(COINBASE_INDEX);
		for origin in [RuntimeOrigin::signed(account(MINER)), RuntimeOrigin::root()] {
			assert_noop!(HybridConsensus::coinbase(origin, None), BadOrigin);
		}
	});
}

#[test]
fn it_does_not_outlive_its_block() {
	build_and_execute(|mut chain| {
		issue_token();
		chain.mst = Some(TOKEN);
		chain.pow();
		assert_eq!(CoinbaseMst::<Test>::get(), None);
		// The next block names its own.
		chain.mst = None;
		chain.pow();
		let minted = pallet_utxo_assets::Unspents::<Test>::iter_values();
		assert_eq!(minted.filter(|coin| coin.output.value.etp_amount() == 0).count(), 1);
	});
}

#[test]
fn rewards_are_paid_even_without_one() {
	build_and_execute(|mut chain| {
		chain.begin(MINER, pow());
		dispatch_at(0, pallet_timestamp::Call::set { now: chain.time }).unwrap();
		chain.finish();
		assert!(matches!(events()[..], [Event::Rewarded { .. }]));
	});
}

#[test]
fn authors_get_one_with_the_token_they_name() {
	build_and_execute(|_| {
		for mst in [None, Some(TOKEN)] {
			let mut data = InherentData::new();
			BlockInherents { kind: Kind::Pow, mst, coinstake: None }.provide(&mut data).unwrap();
			assert_eq!(HybridConsensus::create_inherent(&data), Some(coinbase(mst)));
		}
	});
}

#[test]
fn authors_get_one_without_data_and_with_broken_data() {
	build_and_execute(|_| {
		let mut data = InherentData::new();
		assert_eq!(HybridConsensus::create_inherent(&data), Some(coinbase(None)));
		data.put_data(MST_IDENTIFIER, &7u8).unwrap();
		assert_eq!(HybridConsensus::create_inherent(&data), Some(coinbase(None)));
	});
}

#[test]
fn every_block_must_have_one() {
	let data = InherentData::new();
	let required = HybridConsensus::is_inherent_required(&data);
	assert_eq!(required, Ok(Some(InherentError::NoCoinbase)));
	assert!(HybridConsensus::is_inherent(&coinbase(Some(TOKEN))));
	let other = Call::set_parameters { parameters: Box::new(Parameters::mainnet()) };
	assert!(!HybridConsensus::is_inherent(&other));
}

#[test]
fn it_is_mandatory() {
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	assert_eq!(coinbase(None).get_dispatch_info().class, DispatchClass::Mandatory);
}

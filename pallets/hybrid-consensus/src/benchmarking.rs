//! Benchmarks: the most that the calls and hooks can take.
//!
//! Opening an epoch is measured up to all seats and candidates there can be. What others do when they are told of its
//! end, and when they freeze and hand over candidates, they weigh themselves: here they find little to do.

use super::*;
use alloc::{boxed::Box, vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Time};
use frame_system::{Pallet as System, RawOrigin};
use pillars_consensus_primitives::{Claim, Claimed, PreDigest, WitnessKey};
use pillars_primitives::{units::ETP, AccountId, BlockNumber, Hash, Moment};
use pillars_rules::{EpochShape, Kind, Parameters, Turn, MAX_WITNESSES};
use pillars_traits::{BenchmarkHelper, RewardLedger};
use sp_runtime::{Digest, SaturatedConversion};

/// Height of the parent in the benchmarks.
const PARENT: BlockNumber = 10;
/// Its time, in ms since 1970.
const MOMENT: Moment = 1_700_000_000_000;

fn author() -> AccountId {
	account("author", 0, 0)
}

fn parent_author() -> AccountId {
	account("parent", 0, 0)
}

/// Parameters under which followers are valid and finality follows the elections.
fn set_up<T: Config>(seats: u32) {
	let parameters = Parameters {
		phase2_at: 1,
		window: 30,
		window_from: 1,
		finality_follows_elections: true,
		..Parameters::mainnet()
	};
	ChainParameters::<T>::put(parameters);
	Shape::<T>::put(EpochShape { witness_count: seats, turns_per_witness: 10 });
	let witness = |n: u32| {
		let mut key = [0; 32];
		key[..4].copy_from_slice(&n.to_be_bytes());
		(account("witness", n, 0), WitnessKey::from(sp_core::sr25519::Public::from_raw(key)))
	};
	Witnesses::<T>::insert(0, WitnessList::truncate_from((0..seats).map(witness).collect()));
	let duties = vec![Duty::default(); seats.saturated_into()];
	Duties::<T>::insert(0, DutyList::truncate_from(duties));
}

/// A block of this kind, number `pow_count` of the `Pow` blocks (or after it).
fn head(number: BlockNumber, kind: Kind, pow_count: u64) -> BlockHead {
	BlockHead {
		number,
		kind,
		timestamp: MOMENT,
		author: author(),
		parent_author: Some(parent_author()),
		gap: 1,
		stake: None,
		stake_maturity: 1_000,
		modifier: Hash::repeat_byte(1),
		pow_count,
		turn: Turn { epoch: 0, turn: pow_count.saturating_sub(1).saturated_into() },
	}
}

/// A `Pow` block begins, which is number `pow_count` of them, and so was its parent before it.
fn begin<T: Config>(pow_count: u64) {
	Head::<T>::put(head(PARENT, Kind::Pow, pow_count.saturating_sub(1)));
	let claim = Claim::Pow { difficulty: 1 };
	let pre_digest = PreDigest { timestamp: MOMENT.saturating_add(1_000), claim };
	let logs = Claimed { author: author(), pre_digest }.digest_items();
	System::<T>::set_block_number(PARENT.into());
	let number = PARENT.saturating_add(1).into();
	System::<T>::initialize(&number, &Hash::repeat_byte(2), &Digest { logs });
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn on_initialize() {
		set_up::<T>(MAX_WITNESSES);
		begin::<T>(2);

		#[block]
		{
			Pallet::<T>::begin_block(PARENT.saturating_add(1));
		}

		let turn = Head::<T>::get().map(|head| head.turn);
		assert_eq!(turn, Some(Turn { epoch: 0, turn: 1 }));
	}

	/// With the rest of `on_initialize`, which is counted twice so.
	#[benchmark]
	fn open_epoch(w: Linear<1, 64>, c: Linear<64, 1024>) {
		set_up::<T>(w);
		T::BenchmarkHelper::freeze(c);
		begin::<T>(u64::from(Shape::<T>::get().len()).saturating_add(1));

		#[block]
		{
			Pallet::<T>::begin_block(PARENT.saturating_add(1));
		}

		let turn = Head::<T>::get().map(|head| head.turn);
		assert_eq!(turn, Some(Turn { epoch: 1, turn: 0 }));
		let elected = Witnesses::<T>::get(1).map(|list| list.len());
		assert_eq!(elected, Some(w.saturated_into()));
	}

	/// The end of a follower by a level-1 holder with delegators, which mines a token; reputations follow both authors.
	#[benchmark]
	fn on_finalize() {
		set_up::<T>(MAX_WITNESSES);
		T::BenchmarkHelper::make_avatar(&author());
		T::BenchmarkHelper::make_avatar(&parent_author());
		T::BenchmarkHelper::lead(&author());
		T::BenchmarkHelper::delegate_to(&author());
		let mst = T::BenchmarkHelper::make_mineable();
		CoinbaseMst::<T>::put(Some(mst));
		let fees = T::Ledger::mint_to_outputs(10 * ETP);
		T::Ledger::note_fees(fees);
		let number = PARENT.saturating_add(1);
		System::<T>::set_block_number(number.into());
		Head::<T>::put(head(number, Kind::Dpos, 1));
		let left = PoolLeft::<T>::get();

		#[block]
		{
			Pallet::<T>::pay_block(number);
		}

		assert!(PoolLeft::<T>::get() < left);
	}

	#[benchmark]
	fn coinbase() {
		System::<T>::set_block_number(PARENT.into());
		System::<T>::set_extrinsic_index(1);
		T::BenchmarkHelper::set_moment(MOMENT);
		let timestamp = T::Time::now();
		Head::<T>::put(BlockHead { timestamp, ..head(PARENT, Kind::Pow, 1) });

		#[extrinsic_call]
		_(RawOrigin::None, Some(1));

		assert!(CoinbaseMst::<T>::exists());
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::UpdateOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
		let parameters = Box::new(Parameters::mainnet());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters.clone());

		assert_eq!(ChainParameters::<T>::get(), *parameters);
		Ok(())
	}
}

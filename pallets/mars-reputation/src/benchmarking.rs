//! Benchmarks: the most that it can take to be told of something.

use super::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::BoundedVec;
use frame_system::Pallet as System;
use pillars_ledger::{CoinOrigin, Output, Unspent};
use pillars_primitives::{units::ETP, AccountId};
use pillars_rules::MissRecord;
use pillars_traits::{
	AvatarId, Avatars, BenchmarkHelper, ConsensusParameters, LedgerActivity, OnAvatarMoved,
	OnEpochEnd, WitnessDuty,
};

/// A certified witness with a bond and delegations, which has missed some turns before.
fn witness<T: Config>(n: u32) -> WitnessDuty {
	let who: AccountId = account("witness", n, 0);
	T::BenchmarkHelper::bond(&who, T::Parameters::parameters().min_bond);
	T::BenchmarkHelper::certify(&who);
	T::BenchmarkHelper::delegate_to(&who);
	Records::<T>::insert(&who, MissRecord { x: -100_000, n: 12 });
	WitnessDuty { who, assigned: 10, made: 0 }
}

/// An account with an avatar, which held and did something in the window under way, and knows all others but one that
/// it can be counted to know.
fn party<T: Config>(n: u32) -> (AccountId, AvatarId) {
	let who: AccountId = account("party", n, 0);
	T::BenchmarkHelper::make_avatar(&who);
	let id = T::Avatars::avatar_of(&who).expect("it was just made");
	let known = MAX_COUNTERPARTIES.saturating_sub(1);
	let mut window = Window::open(Pallet::<T>::now(), Pallet::<T>::month());
	window.counters.counterparties = known;
	window.held.etp = ETP.saturating_mul(1_000);
	let met: Vec<Mark> = (0..known).map(|other| u64::from(other).to_le_bytes()).collect();
	let met = BoundedVec::truncate_from(met);
	Circles::<T>::insert(id, Circle { start: window.start, met });
	Windows::<T>::insert(id, window);
	(who, id)
}

/// A little later than a month from now, with the windows of these avatars begun just before.
fn age<T: Config>(avatars: &[AvatarId]) {
	let month = Pallet::<T>::month();
	let start = Pallet::<T>::now().saturating_add(month);
	for id in avatars {
		Windows::<T>::mutate_extant(id, |window| {
			window.start = start;
			window.end = start.saturating_add(month);
			window.summed_to = start;
		});
		Circles::<T>::mutate_extant(id, |circle| circle.start = start);
	}
	System::<T>::set_block_number(start.saturating_add(2).into());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn epoch_ended(w: Linear<1, 64>) {
		let duties: Vec<WitnessDuty> = (0..w).map(|n| witness::<T>(n)).collect();
		let first = duties.first().map(|duty| duty.who.clone()).expect("there is one");
		let before = Records::<T>::get(&first);

		#[block]
		{
			<Pallet<T> as OnEpochEnd>::epoch_ended(1, &duties);
		}

		assert_ne!(Records::<T>::get(&first), before);
	}

	/// One pays all others, each for the first time.
	#[benchmark]
	fn applied(a: Linear<1, 32>) {
		let parties: Vec<(AccountId, AvatarId)> = (0..a).map(|n| party::<T>(n)).collect();
		let ids: Vec<AvatarId> = parties.iter().map(|(_, id)| *id).collect();
		age::<T>(&ids);
		let (payer, id) = parties.first().cloned().expect("there is one");
		let spent = vec![Unspent {
			output: Output::etp(ETP.saturating_mul(100), payer),
			height: Pallet::<T>::now(),
			origin: CoinOrigin::Transfer,
		}];
		let created: Vec<Output> =
			parties.iter().skip(1).map(|(who, _)| Output::etp(ETP, who.clone())).collect();
		let now = Pallet::<T>::now();

		#[block]
		{
			<Pallet<T> as LedgerActivity>::applied(
				now,
				CoinOrigin::Transfer,
				&spent,
				&created,
				ETP,
			);
		}

		let window = Windows::<T>::get(id).expect("it was there before");
		assert_eq!(window.counters.fees, ETP);
	}

	#[benchmark]
	fn counted() {
		let (who, id) = party::<T>(1);
		age::<T>(&[id]);

		#[block]
		{
			<Pallet<T> as LedgerActivity>::issued(&who);
		}

		let window = Windows::<T>::get(id).expect("it was there before");
		assert_eq!(window.counters.msts_issued, 1);
	}

	#[benchmark]
	fn avatar_moved() {
		let (who, id) = party::<T>(1);

		#[block]
		{
			<Pallet<T> as OnAvatarMoved>::avatar_moved(&account("giver", 0, 0), &who);
		}

		assert!(!Windows::<T>::contains_key(id) && !Circles::<T>::contains_key(id));
	}
}

//! Benchmarks: the most that each call and hook can take.
//!
//! What may end a level-1 certificate ends one with as many of level 2 as it can have, each with a grant that runs.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::MutateHold, EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::{Pallet as System, RawOrigin};
use pillars_primitives::{units::ETP, AccountId, Balance, Moment};
use pillars_traits::{
	BenchmarkHelper, Certification, ConsensusParameters, OnEpochEnd, WitnessDuty,
};

/// The moment of the chain in ms since 1970, if nothing else is said.
const MOMENT: Moment = 1_700_000_000_000;
/// The height at which the certificates of the benchmarks were made, and the one at which they are looked at.
const MADE_AT: u32 = 1;
const LOOKED_AT: u32 = 101;

/// When a level-1 certificate has to be active.
#[derive(Clone, Copy)]
enum ActiveBy {
	/// It must have been a while ago.
	Past,
	/// There is time left.
	Future,
	/// It is.
	Already,
}

fn person(name: &'static str, n: u32) -> AccountId {
	account(name, n, 0)
}

fn min_bond<T: Config>() -> Balance {
	T::Parameters::parameters().min_bond
}

/// An avatar with a bond of this many satoshi.
fn avatar<T: Config>(name: &'static str, n: u32, bond: Balance) -> AccountId {
	let who = person(name, n);
	T::BenchmarkHelper::make_avatar(&who);
	T::BenchmarkHelper::bond(&who, bond);
	who
}

/// Sets height and moment: blocks are a second apart, so grants have run for a while.
fn start<T: Config>() {
	System::<T>::set_block_number(LOOKED_AT.into());
	T::BenchmarkHelper::set_moment(MOMENT);
}

/// Sets an amount aside, and notes it as the grant of an account that has run up to a while ago.
fn grant<T: Config>(who: &AccountId, clock: u64) -> Result<(), BenchmarkError> {
	let foundation = T::Foundation::get();
	// Twice, for more may be set aside in the benchmark.
	T::BenchmarkHelper::fund(&foundation, ACTIVATION_GRANT.saturating_mul(2));
	T::Currency::hold(&HoldReason::Grant.into(), &foundation, LEVEL2_GRANT)?;
	SetAside::<T>::mutate(|sum| *sum = sum.saturating_add(LEVEL2_GRANT));
	let mut grant = Grant::default();
	grant.add(LEVEL2_GRANT, LEVEL2_RELEASE_MS, Mark { height: MADE_AT, clock });
	Grants::<T>::insert(who, grant);
	Ok(())
}

/// A level-1 certificate without any under it.
fn level1<T: Config>(who: &AccountId, by: ActiveBy) -> Result<(), BenchmarkError> {
	let until = LOOKED_AT.saturating_add(1_000);
	let (activate_by, state, term) = match by {
		ActiveBy::Past => (MOMENT.saturating_sub(1), State::Issued, None),
		ActiveBy::Future => (MOMENT.saturating_add(1_000_000), State::Issued, None),
		ActiveBy::Already => (MOMENT, State::Active, Some(Term { from: MADE_AT, until })),
	};
	let one = LevelOne { activate_by, low_epochs: 0, freezes: 0, frozen_ms: 0 };
	let certificate = Certificate {
		level: Level::One(one),
		state,
		issued_at: MADE_AT,
		issued_ms: MOMENT.saturating_sub(100_000),
		term,
	};
	Certificates::<T>::insert(who, certificate);
	// The list of the genesis state makes room.
	Level1Holders::<T>::mutate(|holders| {
		holders.truncate(MAX_LEVEL1.saturating_sub(1) as usize);
		let _ = holders.try_push(who.clone());
	});
	grant::<T>(who, MOMENT.saturating_sub(100_000))
}

/// A level-2 certificate under another account's, with a grant.
fn level2<T: Config>(
	under: &AccountId,
	who: &AccountId,
	bond: Balance,
) -> Result<(), BenchmarkError> {
	let until = LOOKED_AT.saturating_add(1_000);
	let certificate = Certificate {
		level: Level::Two { under: under.clone() },
		state: State::Active,
		issued_at: MADE_AT,
		issued_ms: MOMENT.saturating_sub(100_000),
		term: Some(Term { from: MADE_AT, until }),
	};
	Certificates::<T>::insert(who, certificate);
	let member = Member { who: who.clone(), bond, until };
	Groups::<T>::mutate(under, |members| {
		let _ = members.try_push(member);
	});
	Level2Count::<T>::mutate(|count| *count = count.saturating_add(1));
	grant::<T>(who, MOMENT.saturating_sub(100_000))
}

/// A level-1 certificate with so many of level 2; `name` tells them from others.
fn group<T: Config>(
	leader: &AccountId,
	name: &'static str,
	members: u32,
	by: ActiveBy,
) -> Result<(), BenchmarkError> {
	level1::<T>(leader, by)?;
	for n in 0..members {
		level2::<T>(leader, &person(name, n), min_bond::<T>())?;
	}
	Ok(())
}

/// As many as can wait, the account among them.
fn waiting<T: Config>(who: &AccountId) {
	let mut list: Vec<AccountId> = (1..MAX_WAITING).map(|n| person("waiting", n)).collect();
	list.push(who.clone());
	WaitingList::<T>::put(BoundedVec::truncate_from(list));
}

/// As many as a level-1 holder can propose, the account among them.
fn proposals<T: Config>(under: &AccountId, who: &AccountId) {
	let mut list: Vec<AccountId> = (1..MAX_LEVEL2).map(|n| person("proposed", n)).collect();
	list.push(who.clone());
	Proposals::<T>::insert(under, BoundedVec::truncate_from(list));
}

fn foundation<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::FoundationOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

/// An avatar with a bond, whose last certificate, of level 2, has ended with all under that of `above` without having
/// been settled.
fn lapsed<T: Config>(above: &AccountId) -> Result<AccountId, BenchmarkError> {
	let who = avatar::<T>("lapsed", 0, min_bond::<T>());
	group::<T>(above, "below", MAX_LEVEL2.saturating_sub(1), ActiveBy::Past)?;
	level2::<T>(above, &who, min_bond::<T>())?;
	Ok(who)
}

fn state_of<T: Config>(who: &AccountId) -> Option<State> {
	Certificates::<T>::get(who).map(|certificate| certificate.state)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// To who was not active in time before, with all under it.
	#[benchmark]
	fn issue_level1() -> Result<(), BenchmarkError> {
		start::<T>();
		let to = avatar::<T>("holder", 0, min_bond::<T>());
		group::<T>(&to, "below", MAX_LEVEL2, ActiveBy::Past)?;
		waiting::<T>(&to);
		let origin = foundation::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, to.clone());

		assert_eq!(state_of::<T>(&to), Some(State::Issued));
		assert_eq!(state_of::<T>(&person("below", 0)), Some(State::Revoked));
		Ok(())
	}

	#[benchmark]
	fn propose_level2() -> Result<(), BenchmarkError> {
		start::<T>();
		let under = person("leader", 0);
		level1::<T>(&under, ActiveBy::Future)?;
		proposals::<T>(&under, &under);
		Proposals::<T>::mutate(&under, |list| list.pop());
		let to = lapsed::<T>(&person("above", 0))?;
		waiting::<T>(&to);

		#[extrinsic_call]
		_(RawOrigin::Signed(under.clone()), to.clone());

		assert!(Proposals::<T>::get(under).contains(&to));
		Ok(())
	}

	#[benchmark]
	fn withdraw_proposal() {
		let (under, to) = (person("leader", 0), person("proposed", 0));
		proposals::<T>(&under, &to);

		#[extrinsic_call]
		_(RawOrigin::Signed(under.clone()), to.clone());

		assert!(!Proposals::<T>::get(under).contains(&to));
	}

	/// It makes the level 1 active, and an earlier certificate of the account ends with all that ended with it.
	#[benchmark]
	fn approve_level2() -> Result<(), BenchmarkError> {
		start::<T>();
		let under = person("leader", 0);
		let others = MAX_LEVEL2.saturating_sub(1);
		group::<T>(&under, "under", others, ActiveBy::Future)?;
		let to = lapsed::<T>(&person("above", 0))?;
		// Those of the genesis state and of the benchmark are not more than there can be.
		Level2Count::<T>::mutate(|count| {
			*count = (*count).min(MAX_LEVEL2_IN_ALL.saturating_sub(1))
		});
		waiting::<T>(&to);
		proposals::<T>(&under, &to);
		let origin = foundation::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, under.clone(), to.clone());

		assert_eq!(state_of::<T>(&under), Some(State::Active));
		assert_eq!(state_of::<T>(&to), Some(State::Active));
		assert_eq!(state_of::<T>(&person("below", 0)), Some(State::Revoked));
		Ok(())
	}

	/// One that becomes active then.
	#[benchmark]
	fn unfreeze() -> Result<(), BenchmarkError> {
		start::<T>();
		let holder = person("holder", 0);
		group::<T>(&holder, "below", MAX_LEVEL2, ActiveBy::Future)?;
		Certificates::<T>::mutate_extant(&holder, |certificate| {
			certificate.state = State::Frozen { since: MOMENT.saturating_sub(50_000) };
		});
		let origin = foundation::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, holder.clone());

		assert_eq!(state_of::<T>(&holder), Some(State::Active));
		Ok(())
	}

	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		start::<T>();
		let holder = person("holder", 0);
		group::<T>(&holder, "below", MAX_LEVEL2, ActiveBy::Already)?;
		proposals::<T>(&holder, &person("proposed", 0));
		let origin = foundation::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, holder.clone());

		assert_eq!(state_of::<T>(&holder), Some(State::Revoked));
		assert_eq!(state_of::<T>(&person("below", 0)), Some(State::Revoked));
		Ok(())
	}

	/// A certificate ends with all that end with it, and so does a waiting.
	#[benchmark]
	fn settle() -> Result<(), BenchmarkError> {
		start::<T>();
		let above = person("above", 0);
		let who = lapsed::<T>(&above)?;
		proposals::<T>(&above, &person("proposed", 0));
		waiting::<T>(&who);
		T::BenchmarkHelper::bond(&who, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(person("anyone", 0)), who.clone());

		assert_eq!(state_of::<T>(&above), Some(State::Revoked));
		assert!(!WaitingList::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn claim_grant() -> Result<(), BenchmarkError> {
		start::<T>();
		let (leader, who) = (person("leader", 0), avatar::<T>("holder", 0, min_bond::<T>()));
		group::<T>(&leader, "below", MAX_LEVEL2.saturating_sub(1), ActiveBy::Already)?;
		level2::<T>(&leader, &who, min_bond::<T>())?;
		let before = Grants::<T>::get(&who).map(|grant| grant.claimed);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(Grants::<T>::get(&who).map(|grant| grant.claimed) > before);
		Ok(())
	}

	#[benchmark]
	fn join_waiting_list() -> Result<(), BenchmarkError> {
		start::<T>();
		let who = lapsed::<T>(&person("above", 0))?;
		waiting::<T>(&who);
		WaitingList::<T>::mutate(|list| list.pop());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(WaitingList::<T>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn leave_waiting_list() {
		let who = person("waiting", 0);
		waiting::<T>(&who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!WaitingList::<T>::get().contains(&who));
	}

	#[benchmark]
	fn start_clocks() -> Result<(), BenchmarkError> {
		start::<T>();
		Level1Holders::<T>::kill();
		for n in 0..MAX_LEVEL1 {
			level1::<T>(&person("holder", n), ActiveBy::Future)?;
			Certificates::<T>::mutate_extant(person("holder", n), |certificate| {
				if let Level::One(one) = &mut certificate.level {
					one.activate_by = genesis::UNKNOWN;
				}
			});
		}

		#[block]
		{
			Pallet::<T>::start_clocks();
		}

		let issued = Certificates::<T>::get(person("holder", 0)).map(|last| last.issued_ms);
		assert_eq!(issued, Some(MOMENT));
		Ok(())
	}

	/// Each is frozen. What it takes if one is revoked instead is that of `revoke`.
	#[benchmark]
	fn epoch_ended(w: Linear<1, 23>) -> Result<(), BenchmarkError> {
		start::<T>();
		let run = T::Parameters::parameters().freeze_epochs.saturating_sub(1);
		let mut duties = Vec::new();
		for n in 0..w {
			let who = avatar::<T>("holder", n, ETP);
			T::BenchmarkHelper::delegate_to(&who);
			level1::<T>(&who, ActiveBy::Already)?;
			Certificates::<T>::mutate_extant(&who, |certificate| {
				if let Level::One(one) = &mut certificate.level {
					one.low_epochs = run;
				}
			});
			duties.push(WitnessDuty { who, assigned: 10, made: 0 });
		}

		#[block]
		{
			<Pallet<T> as OnEpochEnd>::epoch_ended(1, &duties);
		}

		assert_eq!(state_of::<T>(&person("holder", 0)), Some(State::Frozen { since: MOMENT }));
		Ok(())
	}

	/// It makes the level 1 above active.
	#[benchmark]
	fn bond_changed() -> Result<(), BenchmarkError> {
		start::<T>();
		let (leader, who) = (person("leader", 0), person("holder", 0));
		group::<T>(&leader, "below", MAX_LEVEL2.saturating_sub(1), ActiveBy::Future)?;
		level2::<T>(&leader, &who, 0)?;

		#[block]
		{
			<Pallet<T> as Certification>::bond_changed(&who, min_bond::<T>());
		}

		assert_eq!(state_of::<T>(&leader), Some(State::Active));
		Ok(())
	}
}

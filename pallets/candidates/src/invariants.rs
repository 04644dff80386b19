//! What must hold in any state.

use crate::{
	pool::Pool,
	types::{BondLedger, Unlocking},
	Candidates, Config, Delegations, Freezings, Frozen, GrandpaKeys, HoldReason, Ledgers, Marks,
	Pallet, Pools, WitnessKeys, MAX_CANDIDATES,
};
use alloc::collections::BTreeMap;
use frame_support::{
	ensure,
	traits::fungible::{Inspect, InspectHold},
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::Avatars;
use sp_runtime::TryRuntimeError;

/// What the delegations to a node add up to.
#[derive(Default, PartialEq, Eq)]
struct Sums {
	active: Balance,
	pending: Balance,
	waiting: u32,
}

impl<T: Config> Pallet<T> {
	/// Checks that the records agree with each other and with what is held. Reads all of them.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_candidates()?;
		Self::try_frozen()?;
		Self::try_ledgers()?;
		Self::try_delegations()?;
		Self::try_pot()
	}

	/// Candidates and keys name each other.
	fn try_candidates() -> Result<(), TryRuntimeError> {
		let mut count = 0u32;
		for (who, keys) in Candidates::<T>::iter() {
			count = count.saturating_add(1);
			ensure!(T::Avatars::is_avatar(&who), "a candidate has no avatar");
			let names = |owner: Option<AccountId>| owner.as_ref() == Some(&who);
			ensure!(names(WitnessKeys::<T>::get(keys.witness)), "a witness key is another's");
			ensure!(names(GrandpaKeys::<T>::get(keys.grandpa)), "a GRANDPA key is another's");
		}
		ensure!(count == Candidates::<T>::count(), "the candidates are miscounted");
		ensure!(count <= MAX_CANDIDATES, "there are too many candidates");
		let keys = |of: usize| u32::try_from(of).is_ok_and(|of| of == count);
		ensure!(keys(WitnessKeys::<T>::iter().count()), "a witness key is nobody's");
		ensure!(keys(GrandpaKeys::<T>::iter().count()), "a GRANDPA key is nobody's");
		Ok(())
	}

	fn try_frozen() -> Result<(), TryRuntimeError> {
		let frozen = Frozen::<T>::get();
		let is_sorted = frozen.iter().zip(frozen.iter().skip(1)).all(|(a, b)| a.who < b.who);
		ensure!(is_sorted, "the frozen candidates are not in order");
		ensure!(frozen.iter().all(|entry| entry.weight > 0), "a frozen candidate has no weight");
		Ok(())
	}

	fn try_ledgers() -> Result<(), TryRuntimeError> {
		let reason = HoldReason::Bond.into();
		for (who, ledger) in Ledgers::<T>::iter() {
			let held = T::Currency::balance_on_hold(&reason, &who);
			ensure!(ledger.held() == held, "a bond is not what is held");
			let BondLedger { unlocking, sits_out_until, .. } = ledger;
			ensure!(held > 0 || sits_out_until.is_some(), "an empty bond is stored");
			ensure!(is_in_order(&unlocking), "chunks of a bond are not in order");
		}
		Ok(())
	}

	/// Each pool is the sum of its delegations, each mark is waited for, and what an account delegates is held of it.
	fn try_delegations() -> Result<(), TryRuntimeError> {
		let now = Freezings::<T>::get();
		let mut sums = BTreeMap::<AccountId, Sums>::new();
		let mut held = BTreeMap::<AccountId, Balance>::new();
		let mut marks = BTreeMap::<(AccountId, u32), u32>::new();
		for (delegator, node, delegation) in Delegations::<T>::iter() {
			ensure!(!delegation.is_empty(), "an empty delegation is stored");
			ensure!(is_in_order(&delegation.unlocking), "chunks of a delegation are not in order");
			let sum = held.entry(delegator).or_default();
			*sum =
				sum.saturating_add(delegation.total()).saturating_add(delegation.unlocking.total());
			let sums = sums.entry(node.clone()).or_default();
			sums.active = sums.active.saturating_add(delegation.active);
			match delegation.due(now) {
				Some(freezing) => {
					sums.active = sums.active.saturating_add(delegation.pending);
					let pool = Pools::<T>::get(&node).ok_or("a delegation has no pool")?;
					if pool.freezings >= freezing {
						let waiting = marks.entry((node, freezing)).or_default();
						*waiting = waiting.saturating_add(1);
					}
				},
				None => {
					sums.pending = sums.pending.saturating_add(delegation.pending);
					sums.waiting = sums.waiting.saturating_add(u32::from(delegation.pending > 0));
				},
			}
		}
		for (node, stored) in Pools::<T>::iter() {
			let Pool { active, pending, waiting, .. } =
				Self::peek_pool(&node).ok_or("a pool is not there")?;
			let sums = sums.remove(&node).unwrap_or_default();
			let pool = Sums { active, pending, waiting };
			ensure!(sums == pool, "a pool is not the sum of its delegations");
			ensure!(
				!stored.is_empty() || Candidates::<T>::contains_key(&node),
				"a pool of nothing is stored"
			);
			ensure!(stored.freezings <= now, "a pool counts freezings to come");
		}
		let is_nothing = |sums: &Sums| sums.active == 0 && sums.pending == 0;
		ensure!(sums.values().all(is_nothing), "a delegation has no pool");
		let stored: BTreeMap<_, _> = Marks::<T>::iter()
			.map(|(node, freezing, mark)| ((node, freezing), mark.waiting))
			.collect();
		ensure!(stored == marks, "the marks are not what delegations wait for");
		let reason = HoldReason::Delegation.into();
		let is_held =
			|(who, sum): (&AccountId, &Balance)| T::Currency::balance_on_hold(&reason, who) == *sum;
		ensure!(held.iter().all(is_held), "what is delegated is not what is held");
		Ok(())
	}

	/// The pot covers what can be claimed.
	fn try_pot() -> Result<(), TryRuntimeError> {
		let mut owed: Balance = 0;
		for (delegator, node) in Delegations::<T>::iter_keys() {
			let rewards = Self::delegation_info(&delegator, &node).map_or(0, |info| info.rewards);
			owed = owed.saturating_add(rewards);
		}
		let least = match owed {
			0 => 0,
			_ => owed.saturating_add(T::Currency::minimum_balance()),
		};
		let balance = T::Currency::total_balance(&Self::account_id());
		ensure!(balance >= least, "the pot does not cover what can be claimed");
		Ok(())
	}
}

fn is_in_order(unlocking: &Unlocking) -> bool {
	let chunks = &unlocking.0;
	let is_rising = chunks.iter().zip(chunks.iter().skip(1)).all(|(a, b)| a.free_at < b.free_at);
	is_rising && chunks.iter().all(|chunk| chunk.amount > 0)
}

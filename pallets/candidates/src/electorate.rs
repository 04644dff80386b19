//! Freezing candidates, and striking them.

use crate::{
	types::FrozenEntry, Candidates, Config, Event, Freezings, Frozen, Pallet, WeightInfo,
	LOG_TARGET, MIN_ASSIGNED,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{dispatch::DispatchClass, weights::Weight, BoundedVec};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{Electorate, FrozenCandidate, OnEpochEnd, WitnessDuty};

impl<T: Config> Pallet<T> {
	/// The hook that asks does not know what the answer costs.
	fn pay_for(weight: Weight) {
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			weight,
			DispatchClass::Mandatory,
		);
	}

	/// Takes those out of the frozen candidates for whom this holds; returns who they are.
	pub(crate) fn strike(is_struck: impl Fn(&AccountId) -> bool) -> Vec<AccountId> {
		let mut frozen = Frozen::<T>::get();
		let mut struck = Vec::new();
		frozen.retain(|entry| {
			let stays = !is_struck(&entry.who);
			if !stays {
				struck.push(entry.who.clone());
			}
			stays
		});
		if !struck.is_empty() {
			Frozen::<T>::put(frozen);
		}
		struck
	}
}

impl<T: Config> Electorate for Pallet<T> {
	fn take_frozen() -> Vec<FrozenCandidate> {
		let frozen = Frozen::<T>::take();
		Self::pay_for(T::WeightInfo::take_frozen(len(&frozen)));
		frozen.into_iter().map(Into::into).collect()
	}

	fn freeze(epoch: u32) -> u32 {
		// First: what was delegated so far counts in this freezing.
		Freezings::<T>::put(epoch.saturating_add(1));
		let mut frozen: Vec<_> = Candidates::<T>::iter()
			.map(|(who, keys)| FrozenEntry { weight: Self::weight_of(&who), who, keys })
			.filter(|entry| entry.weight > 0)
			.collect();
		frozen.sort_unstable_by(|a, b| a.who.cmp(&b.who));
		// Nothing is cut off: there are no more candidates than the list has room.
		let frozen = BoundedVec::truncate_from(frozen);
		let count = len(&frozen);
		Frozen::<T>::put(frozen);
		Self::pay_for(T::WeightInfo::freeze(Candidates::<T>::count()));
		log::debug!(target: LOG_TARGET, "{count} candidates frozen in epoch {epoch}");
		Self::deposit_event(Event::CandidatesFrozen { epoch, count });
		count
	}

	fn share_reward(witness: &AccountId, reward: Balance) {
		Self::do_share_reward(witness, reward);
	}
}

/// Strikes who made fewer than half of its turns, if it had enough of them.
impl<T: Config> OnEpochEnd for Pallet<T> {
	fn epoch_ended(epoch: u32, duties: &[WitnessDuty]) {
		Self::pay_for(T::WeightInfo::epoch_ended());
		let is_negligent = |duty: &&WitnessDuty| {
			duty.assigned >= MIN_ASSIGNED && duty.made < duty.assigned.div_ceil(2)
		};
		let negligent: BTreeMap<_, _> =
			duties.iter().filter(is_negligent).map(|duty| (&duty.who, duty)).collect();
		if negligent.is_empty() {
			return;
		}
		for who in Self::strike(|who| negligent.contains_key(who)) {
			if let Some(WitnessDuty { assigned, made, .. }) = negligent.get(&who) {
				let (assigned, made) = (*assigned, *made);
				Self::deposit_event(Event::Struck { who, epoch, assigned, made });
			}
		}
	}
}

fn len<S>(list: &BoundedVec<FrozenEntry, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

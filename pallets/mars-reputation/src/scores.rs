//! The witness score, and what it is made of.

use crate::{Config, Event, Pallet, Records, WeightInfo, WitnessScore};
use frame_support::dispatch::DispatchClass;
use pillars_primitives::{AccountId, Balance};
use pillars_rules::{miss_score, stake_score, witness_score, CERT_SCORE, MAX_WITNESSES};
use pillars_traits::{Bonds, Certification, OnEpochEnd, WitnessDuty, WitnessScores};
use sp_runtime::SaturatedConversion;

impl<T: Config> WitnessScores for Pallet<T> {
	fn score(who: &AccountId) -> u32 {
		let certified = T::Certification::is_certified(who);
		witness_score(certified, T::Bonds::counted_bond(who), &Records::<T>::get(who))
	}

	fn test_score(who: &AccountId) -> u32 {
		witness_score(true, T::Bonds::counted_bond(who), &Records::<T>::get(who))
	}

	fn staker_score(who: &AccountId, deposited: Balance) -> u32 {
		let certified = T::Certification::is_certified(who);
		let stake =
			if T::Bonds::is_candidate(who) { T::Bonds::counted_bond(who) } else { deposited };
		witness_score(certified, stake, &Records::<T>::get(who))
	}
}

impl<T: Config> OnEpochEnd for Pallet<T> {
	fn epoch_ended(_: u32, duties: &[WitnessDuty]) {
		let most = usize::try_from(MAX_WITNESSES).unwrap_or(usize::MAX);
		// The hook that tells does not know what it costs.
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::WeightInfo::epoch_ended(duties.len().min(most).saturated_into()),
			DispatchClass::Mandatory,
		);
		for WitnessDuty { who, assigned, made } in duties.iter().take(most) {
			let record = Records::<T>::get(who);
			let after = record.after(*assigned, *made);
			if after == record {
				continue;
			}
			let certified = T::Certification::is_certified(who);
			let stake = T::Bonds::counted_bond(who);
			let old = witness_score(certified, stake, &record);
			let new = witness_score(certified, stake, &after);
			Records::<T>::insert(who, after);
			if new != old {
				Self::deposit_event(Event::ScoreChanged { who: who.clone(), old, new });
			}
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The witness score of an account with its parts.
	pub(crate) fn score_parts(who: &AccountId) -> WitnessScore {
		let certified = T::Certification::is_certified(who);
		let stake = T::Bonds::counted_bond(who);
		let record = Records::<T>::get(who);
		WitnessScore {
			total: witness_score(certified, stake, &record),
			certificate: if certified { CERT_SCORE } else { 0 },
			stake: stake_score(stake),
			miss: miss_score(record.x),
			x: record.x,
			n: record.n,
		}
	}
}

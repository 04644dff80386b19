//! Who stands for election, and with what keys.

use crate::{
	pool::Pool,
	types::{CandidateKeys, CandidateState},
	Candidates, Config, Error, Event, Freezings, GrandpaKeys, Ledgers, Pallet, Pools, WitnessKeys,
	MAX_CANDIDATES,
};
use codec::Encode;
use frame_support::ensure;
use pillars_consensus_primitives::WITNESS_KEY_TYPE;
use pillars_primitives::AccountId;
use pillars_rules::election_weight;
use pillars_traits::{Avatars, Bonds, WitnessScores};
use sp_runtime::{traits::OpaqueKeys, DispatchError, DispatchResult, Perbill};

impl<T: Config> Pallet<T> {
	/// Returns the number of candidates that had to be looked at.
	pub(crate) fn do_register(
		who: &AccountId,
		keys: &T::Keys,
		proof: &[u8],
	) -> Result<u32, DispatchError> {
		ensure!(T::Avatars::is_avatar(who), Error::<T>::NoAvatar);
		ensure!(!Candidates::<T>::contains_key(who), Error::<T>::AlreadyCandidate);
		ensure!(Self::own_bond(who) >= Self::min_bond(), Error::<T>::BondTooLow);
		let keys = Self::proven_keys(who, keys, proof)?;
		let count = Candidates::<T>::count();
		let looked_at = if count < MAX_CANDIDATES { 0 } else { count };
		if looked_at > 0 {
			Self::make_room_for(who)?;
		}
		Self::insert_candidate(who, keys.clone());
		Self::deposit_event(Event::CandidateRegistered { who: who.clone(), keys });
		Ok(looked_at)
	}

	pub(crate) fn do_set_keys(who: &AccountId, keys: &T::Keys, proof: &[u8]) -> DispatchResult {
		let old = Candidates::<T>::get(who).ok_or(Error::<T>::NotCandidate)?;
		let new = Self::proven_keys(who, keys, proof)?;
		Self::remove_keys(&old);
		Self::insert_candidate(who, new.clone());
		Self::deposit_event(Event::KeysChanged { who: who.clone(), old, new });
		Ok(())
	}

	pub(crate) fn do_leave(who: &AccountId) -> DispatchResult {
		ensure!(Self::remove_candidate(who), Error::<T>::NotCandidate);
		Self::deposit_event(Event::CandidateLeft { who: who.clone() });
		Ok(())
	}

	pub(crate) fn do_set_commission(who: &AccountId, new: Perbill) -> DispatchResult {
		ensure!(Candidates::<T>::contains_key(who), Error::<T>::NotCandidate);
		let mut pool = Self::current_pool(who)
			.unwrap_or_else(|| Pool::new(Freezings::<T>::get(), Self::own_bond(who)));
		let old = core::mem::replace(&mut pool.next_commission, new);
		Pools::<T>::insert(who, pool);
		Self::deposit_event(Event::CommissionChanged { who: who.clone(), old, new });
		Ok(())
	}

	/// The two keys of a set that its owner proved to have, and that nobody else stands with.
	fn proven_keys(
		who: &AccountId,
		keys: &T::Keys,
		proof: &[u8],
	) -> Result<CandidateKeys, Error<T>> {
		let found = CandidateKeys {
			witness: keys.get(WITNESS_KEY_TYPE).ok_or(Error::KeyMissing)?,
			grandpa: keys.get(sp_consensus_grandpa::KEY_TYPE).ok_or(Error::KeyMissing)?,
		};
		let is_other = |owner: Option<AccountId>| owner.is_some_and(|owner| owner != *who);
		ensure!(!is_other(WitnessKeys::<T>::get(found.witness)), Error::WitnessKeyTaken);
		ensure!(!is_other(GrandpaKeys::<T>::get(found.grandpa)), Error::GrandpaKeyTaken);
		let is_proven = who.using_encoded(|who| keys.ownership_proof_is_valid(who, proof));
		ensure!(is_proven, Error::InvalidProof);
		Ok(found)
	}

	/// Removes the lightest candidate, the one with the higher account of two, if the newcomer outweighs it.
	pub(crate) fn make_room_for(newcomer: &AccountId) -> DispatchResult {
		let lightest = Candidates::<T>::iter_keys()
			.map(|who| (Self::weight_of(&who), who))
			.min_by(|(a, a_who), (b, b_who)| a.cmp(b).then_with(|| b_who.cmp(a_who)));
		let Some((weight, who)) = lightest else { return Ok(()) };
		ensure!(Self::weight_of(newcomer) > weight, Error::<T>::RegistryFull);
		Self::remove_candidate(&who);
		Self::deposit_event(Event::CandidateReplaced { who, by: newcomer.clone() });
		Ok(())
	}

	/// Writes a candidate with its keys.
	pub(crate) fn insert_candidate(who: &AccountId, keys: CandidateKeys) {
		WitnessKeys::<T>::insert(keys.witness, who);
		GrandpaKeys::<T>::insert(keys.grandpa, who);
		Candidates::<T>::insert(who, keys);
	}

	fn remove_keys(keys: &CandidateKeys) {
		WitnessKeys::<T>::remove(keys.witness);
		GrandpaKeys::<T>::remove(keys.grandpa);
	}

	/// Ends a candidacy; returns whether there was one. Those frozen already stay so.
	fn remove_candidate(who: &AccountId) -> bool {
		let Some(keys) = Candidates::<T>::take(who) else { return false };
		Self::remove_keys(&keys);
		if let Some(pool) = Pools::<T>::get(who) {
			Self::write_pool(who, &pool);
		}
		true
	}

	/// Whether the account could be frozen now, were it a candidate.
	pub(crate) fn state_of(who: &AccountId) -> CandidateState {
		let ledger = Ledgers::<T>::get(who);
		match ledger.sits_out_until {
			// Whoever is frozen now could be elected for the next epoch.
			Some(until) if ledger.sits_out(Self::epoch().saturating_add(1)) => {
				CandidateState::SittingOut { until }
			},
			_ if ledger.bond < Self::min_bond() => CandidateState::BondTooLow,
			_ => CandidateState::Electable,
		}
	}

	/// Its weight, were it frozen now; 0 if it could not be.
	pub(crate) fn weight_of(who: &AccountId) -> u128 {
		match Self::state_of(who) {
			CandidateState::Electable => {
				let score = T::Scores::score(who);
				election_weight(score, Self::counted_bond(who), Self::min_bond())
			},
			CandidateState::BondTooLow | CandidateState::SittingOut { .. } => 0,
		}
	}
}

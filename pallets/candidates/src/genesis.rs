//! The candidates before the first block.

use crate::{
	pool::Pool,
	types::{BondLedger, CandidateKeys, GenesisCandidate},
	Candidates, Config, GrandpaKeys, HoldReason, Ledgers, Pallet, Pools, WitnessKeys,
	MAX_CANDIDATES,
};
use frame_support::traits::fungible::MutateHold;

impl<T: Config> Pallet<T> {
	/// Registers candidates and holds their bonds. Other pallets may not be built yet, so neither their avatars nor
	/// the least bond are looked at, which is for the runtime: whoever is below that is not frozen.
	///
	/// # Panics
	///
	/// If there are too many, if two have the same account or key, or if a bond is zero or can not be held.
	pub(crate) fn build_genesis(candidates: &[GenesisCandidate]) {
		let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
		assert!(count <= MAX_CANDIDATES, "there are too many genesis candidates");
		for candidate in candidates {
			let GenesisCandidate { who, bond, witness_key, grandpa_key, commission } = candidate;
			assert!(!Candidates::<T>::contains_key(who), "a genesis candidate is named twice");
			assert!(
				!WitnessKeys::<T>::contains_key(witness_key),
				"two genesis candidates have the same witness key"
			);
			assert!(
				!GrandpaKeys::<T>::contains_key(grandpa_key),
				"two genesis candidates have the same GRANDPA key"
			);
			assert!(*bond > 0, "a genesis candidate has no bond");
			let held = T::Currency::hold(&HoldReason::Bond.into(), who, *bond);
			assert!(held.is_ok(), "the bond of a genesis candidate can not be held: {held:?}");
			Ledgers::<T>::insert(who, BondLedger { bond: *bond, ..Default::default() });
			let keys = CandidateKeys { witness: *witness_key, grandpa: *grandpa_key };
			Self::insert_candidate(who, keys);
			let (commission, next_commission) = (*commission, *commission);
			Pools::<T>::insert(who, Pool { commission, next_commission, ..Pool::new(0, *bond) });
		}
	}
}

//! What wallets ask.

use crate::{
	types::{CandidateInfo, CandidateKeys, DelegationInfo},
	Candidates, Config, Delegations, Freezings, Marks, Pallet,
};
use alloc::vec::Vec;
use pillars_primitives::AccountId;
use pillars_traits::Bonds;
use sp_runtime::Perbill;

impl<T: Config> Pallet<T> {
	pub(crate) fn candidate_info(who: AccountId, keys: CandidateKeys) -> CandidateInfo {
		let (commission, next_commission) = Self::peek_pool(&who)
			.map_or((Perbill::zero(), Perbill::zero()), |pool| {
				(pool.commission, pool.next_commission)
			});
		CandidateInfo {
			bond: Self::own_bond(&who),
			counted_bond: Self::counted_bond(&who),
			weight: Self::weight_of(&who),
			keys,
			commission,
			next_commission,
			state: Self::state_of(&who),
			who,
		}
	}

	/// All of them, in the order of their accounts.
	pub(crate) fn all_candidates() -> Vec<CandidateInfo> {
		let mut all: Vec<_> =
			Candidates::<T>::iter().map(|(who, keys)| Self::candidate_info(who, keys)).collect();
		all.sort_unstable_by(|a, b| a.who.cmp(&b.who));
		all
	}

	pub(crate) fn delegation_info(
		delegator: &AccountId,
		node: &AccountId,
	) -> Option<DelegationInfo> {
		let mut delegation = Delegations::<T>::try_get(delegator, node).ok()?;
		if let Some(pool) = Self::peek_pool(node) {
			let mark = delegation.due(Freezings::<T>::get()).map(|freezing| {
				// Until the pool is touched there is no mark, and nothing was earned since.
				Marks::<T>::get(node, freezing).map_or(pool.earned, |mark| mark.earned)
			});
			delegation.settle(pool.earned, mark);
		}
		Some(DelegationInfo {
			active: delegation.active,
			pending: delegation.pending,
			rewards: delegation.unclaimed,
			unlocking: delegation.unlocking.0.into_inner(),
		})
	}
}

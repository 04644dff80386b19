//! Own bonds.

use crate::{
	types::BondLedger, Candidates, Config, Error, Event, Freezings, Frozen, HoldReason, Ledgers,
	Pallet, Pools,
};
use frame_support::{
	ensure,
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::Precision,
	},
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{AvatarTies, Bonds, Certification, ConsensusParameters};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The epoch under way.
	pub(crate) fn epoch() -> u32 {
		Freezings::<T>::get().saturating_sub(1)
	}

	/// The least own bond of a candidate, in satoshi.
	pub(crate) fn min_bond() -> Balance {
		T::Parameters::parameters().min_bond
	}

	/// The last epoch in which the account may be a witness, as far as is known: the next one, if it is frozen for the
	/// draw that opens that.
	fn last_duty(who: &AccountId) -> u32 {
		let is_frozen = Frozen::<T>::get().iter().any(|entry| entry.who == *who);
		Self::epoch().saturating_add(is_frozen.into())
	}

	pub(crate) fn do_bond(who: &AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		T::Currency::hold(&HoldReason::Bond.into(), who, amount)?;
		let mut ledger = Ledgers::<T>::get(who);
		ledger.bond = ledger.bond.saturating_add(amount);
		let bond = ledger.bond;
		Self::write_ledger(who, ledger);
		Self::deposit_event(Event::Bonded { who: who.clone(), amount, bond });
		Ok(())
	}

	pub(crate) fn do_unbond(who: &AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut ledger = Ledgers::<T>::get(who);
		let bond = ledger.bond.checked_sub(amount).ok_or(Error::<T>::BondInsufficient)?;
		ensure!(
			bond >= Self::min_bond() || !Candidates::<T>::contains_key(who),
			Error::<T>::CandidateNeedsBond
		);
		ledger.bond = bond;
		let free_at = ledger.unlocking.add(amount, Self::epoch(), Self::last_duty(who));
		Self::write_ledger(who, ledger);
		Self::deposit_event(Event::Unbonded { who: who.clone(), amount, bond, free_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_bond(who: &AccountId) -> DispatchResult {
		let mut ledger = Ledgers::<T>::get(who);
		let amount = ledger.unlocking.take_ripe(Self::epoch());
		ensure!(amount > 0, Error::<T>::NothingToWithdraw);
		T::Currency::release(&HoldReason::Bond.into(), who, amount, Precision::Exact)?;
		Self::write_ledger(who, ledger);
		Self::deposit_event(Event::BondWithdrawn { who: who.clone(), amount });
		Ok(())
	}

	/// Writes the bond of an account; whoever depends on how large it is gets to know.
	pub(crate) fn write_ledger(who: &AccountId, ledger: BondLedger) {
		let old = Self::own_bond(who);
		// Under the old bond, for that was the bond at the freezings that the pool has yet to account for.
		let pool = Self::current_pool(who);
		let bond = ledger.bond;
		// Who sits out does so even if its bond leaves meanwhile.
		if ledger.held() == 0 && !ledger.sits_out(Self::epoch()) {
			Ledgers::<T>::remove(who);
		} else {
			Ledgers::<T>::insert(who, ledger);
		}
		if let Some(mut pool) = pool.filter(|pool| pool.own > bond) {
			pool.own = bond;
			Pools::<T>::insert(who, pool);
		}
		if bond != old {
			T::Certification::bond_changed(who, bond);
		}
	}
}

impl<T: Config> Bonds for Pallet<T> {
	fn own_bond(who: &AccountId) -> Balance {
		Ledgers::<T>::get(who).bond
	}

	fn counted_bond(who: &AccountId) -> Balance {
		let delegated = Self::peek_pool(who).map_or(0, |pool| pool.active);
		Self::own_bond(who).saturating_add(delegated)
	}

	fn is_candidate(who: &AccountId) -> bool {
		Candidates::<T>::contains_key(who)
	}
}

/// Candidacy, any money held here, and what others delegate, as long as the node is certified.
///
/// Delegations can not be returned by the node: if they tied it for good, any stranger could tie it. To a node that is
/// neither certified nor a candidate they mean nothing, and they stay with its account: when the avatar moves, whoever
/// made them can still take them back and claim what they earned.
impl<T: Config> AvatarTies for Pallet<T> {
	fn is_tied(who: &AccountId) -> bool {
		let held = |reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), who) > 0;
		Candidates::<T>::contains_key(who)
			|| held(HoldReason::Bond)
			|| held(HoldReason::Delegation)
			|| (T::Certification::is_certified(who)
				&& Pools::<T>::get(who).is_some_and(|pool| !pool.is_empty()))
	}
}

//! Stake that others lend to a node, and what it earns.

use crate::{
	pool::{Delegation, Pool},
	Candidates, Config, Delegations, Error, Event, Freezings, HoldReason, Marks, Pallet, Pools,
	LOG_TARGET, MIN_DELEGATION,
};
use frame_support::{
	defensive, ensure,
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{Bonds, Certification};
use sp_core::U256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The account that keeps what delegators have earned until they claim it.
	pub fn account_id() -> AccountId {
		T::PotId::get().into_account_truncating()
	}

	pub(crate) fn do_delegate(
		delegator: &AccountId,
		node: &AccountId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount >= MIN_DELEGATION, Error::<T>::DelegationTooSmall);
		ensure!(delegator != node, Error::<T>::DelegationToSelf);
		ensure!(T::Certification::is_certified(node), Error::<T>::NotCertified);
		T::Currency::hold(&HoldReason::Delegation.into(), delegator, amount)?;
		Self::change_delegation(delegator, node, |pool, delegation| {
			if delegation.pending == 0 {
				pool.waiting = pool.waiting.saturating_add(1);
			}
			delegation.made_in = pool.freezings;
			delegation.pending = delegation.pending.saturating_add(amount);
			pool.pending = pool.pending.saturating_add(amount);
			Ok(())
		})?;
		let (delegator, node) = (delegator.clone(), node.clone());
		Self::deposit_event(Event::Delegated { delegator, node, amount });
		Ok(())
	}

	pub(crate) fn do_undelegate(
		delegator: &AccountId,
		node: &AccountId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let free_at = Self::change_delegation(delegator, node, |pool, delegation| {
			let rest = delegation.total().checked_sub(amount);
			let rest = rest.ok_or(Error::<T>::DelegationInsufficient)?;
			ensure!(rest == 0 || rest >= MIN_DELEGATION, Error::<T>::RemainderTooSmall);
			// First what does not earn yet.
			let of_pending = amount.min(delegation.pending);
			if of_pending > 0 {
				delegation.pending = delegation.pending.saturating_sub(of_pending);
				pool.pending = pool.pending.saturating_sub(of_pending);
				if delegation.pending == 0 {
					pool.waiting = pool.waiting.saturating_sub(1);
				}
			}
			let of_active = amount.saturating_sub(of_pending);
			delegation.active = delegation.active.saturating_sub(of_active);
			pool.active = pool.active.saturating_sub(of_active);
			// Evidence never touches it: it does not matter what the node may still be.
			let epoch = Self::epoch();
			Ok(delegation.unlocking.add(amount, epoch, epoch))
		})?;
		let (delegator, node) = (delegator.clone(), node.clone());
		Self::deposit_event(Event::Undelegated { delegator, node, amount, free_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_delegation(
		delegator: &AccountId,
		node: &AccountId,
	) -> DispatchResult {
		let mut delegation = Delegations::<T>::get(delegator, node);
		let amount = delegation.unlocking.take_ripe(Self::epoch());
		ensure!(amount > 0, Error::<T>::NothingToWithdraw);
		let reason = HoldReason::Delegation.into();
		T::Currency::release(&reason, delegator, amount, Precision::Exact)?;
		Self::write_delegation(delegator, node, delegation);
		let (delegator, node) = (delegator.clone(), node.clone());
		Self::deposit_event(Event::DelegationWithdrawn { delegator, node, amount });
		Ok(())
	}

	pub(crate) fn do_claim(delegator: &AccountId, node: &AccountId) -> DispatchResult {
		let mut delegation = Delegations::<T>::get(delegator, node);
		// Without a pool nothing is delegated, and all was settled when the last of it left.
		if let Some(pool) = Self::current_pool(node) {
			Self::settle(node, &pool, &mut delegation);
		}
		let amount = core::mem::take(&mut delegation.unclaimed);
		ensure!(amount > 0, Error::<T>::NothingToClaim);
		T::Currency::transfer(&Self::account_id(), delegator, amount, Preservation::Preserve)?;
		Self::write_delegation(delegator, node, delegation);
		let (delegator, node) = (delegator.clone(), node.clone());
		Self::deposit_event(Event::RewardsClaimed { delegator, node, amount });
		Ok(())
	}

	/// Gives the delegators of a node their part of a reward that is in the node's account.
	///
	/// What can not be given stays with the node: nothing here may fail, for a block depends on it.
	pub(crate) fn do_share_reward(node: &AccountId, reward: Balance) {
		let Some(mut pool) = Self::current_pool(node).filter(|pool| pool.active > 0) else {
			return;
		};
		let pot = Self::account_id();
		// The first reward that is shared gives the pot what an account must have to exist.
		let endowment =
			T::Currency::minimum_balance().saturating_sub(T::Currency::total_balance(&pot));
		let there =
			T::Currency::reducible_balance(node, Preservation::Expendable, Fortitude::Polite);
		let part = pool.part_of(reward.min(there).saturating_sub(endowment));
		if part == 0 {
			return;
		}
		let amount = part.saturating_add(endowment);
		match T::Currency::transfer(node, &pot, amount, Preservation::Expendable) {
			Ok(_) => {
				pool.credit(part);
				Pools::<T>::insert(node, pool);
				Self::deposit_event(Event::RewardShared { node: node.clone(), amount: part });
			},
			Err(error) => {
				log::error!(target: LOG_TARGET, "a reward can not be shared: {error:?}");
			},
		}
	}

	/// The pool of a node, with all freezings accounted for.
	pub(crate) fn current_pool(node: &AccountId) -> Option<Pool> {
		let mut pool = Pools::<T>::get(node)?;
		let now = Freezings::<T>::get();
		if pool.freezings < now {
			if let Some((freezing, mark)) = pool.roll(now, Self::own_bond(node)) {
				Marks::<T>::insert(node, freezing, mark);
			}
			Pools::<T>::insert(node, &pool);
		}
		Some(pool)
	}

	/// The same, but nothing is written.
	pub(crate) fn peek_pool(node: &AccountId) -> Option<Pool> {
		let mut pool = Pools::<T>::get(node)?;
		pool.roll(Freezings::<T>::get(), Self::own_bond(node));
		Some(pool)
	}

	/// Writes a pool, if there still is something to it.
	pub(crate) fn write_pool(node: &AccountId, pool: &Pool) {
		if pool.is_empty() && !Candidates::<T>::contains_key(node) {
			Pools::<T>::remove(node);
		} else {
			Pools::<T>::insert(node, pool);
		}
	}

	fn write_delegation(delegator: &AccountId, node: &AccountId, delegation: Delegation) {
		if delegation.is_empty() {
			Delegations::<T>::remove(delegator, node);
		} else {
			Delegations::<T>::insert(delegator, node, delegation);
		}
	}

	/// Settles a delegation, changes it with its pool, and writes both.
	fn change_delegation<R>(
		delegator: &AccountId,
		node: &AccountId,
		change: impl FnOnce(&mut Pool, &mut Delegation) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let mut pool = Self::current_pool(node)
			.unwrap_or_else(|| Pool::new(Freezings::<T>::get(), Self::own_bond(node)));
		let mut delegation = Delegations::<T>::get(delegator, node);
		Self::settle(node, &pool, &mut delegation);
		let result = change(&mut pool, &mut delegation)?;
		Self::write_pool(node, &pool);
		Self::write_delegation(delegator, node, delegation);
		Ok(result)
	}

	/// Settles a delegation under the current pool of its node.
	fn settle(node: &AccountId, pool: &Pool, delegation: &mut Delegation) {
		let mark = delegation.due(pool.freezings).map(|freezing| {
			Self::take_mark(node, freezing).unwrap_or_else(|| {
				defensive!("a delegation has no mark to earn from");
				pool.earned
			})
		});
		delegation.settle(pool.earned, mark);
	}

	/// What a unit had earned at a freezing. The last one to ask makes it forgotten.
	fn take_mark(node: &AccountId, freezing: u32) -> Option<U256> {
		Marks::<T>::mutate_exists(node, freezing, |stored| {
			let mark = stored.as_mut()?;
			let earned = mark.earned;
			mark.waiting = mark.waiting.saturating_sub(1);
			if mark.waiting == 0 {
				*stored = None;
			}
			Some(earned)
		})
	}
}

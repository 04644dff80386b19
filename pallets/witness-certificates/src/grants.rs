//! Grants on the Foundation's account.

use crate::{
	Certificate, Certificates, Config, Error, Event, Grant, Grants, HoldReason, Level, Mark, Now,
	Pallet, SetAside,
};
use frame_support::{
	defensive, ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use pillars_primitives::{AccountId, Balance};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Sets ETP aside, to be released from `mark` on.
	///
	/// # Errors
	///
	/// [`Error::FoundationTooPoor`]; then nothing is written.
	pub(crate) fn make_grant(
		who: &AccountId,
		amount: Balance,
		over_ms: u64,
		mark: Mark,
	) -> Result<(), Error<T>> {
		T::Currency::hold(&HoldReason::Grant.into(), &T::Foundation::get(), amount)
			.map_err(|_| Error::<T>::FoundationTooPoor)?;
		SetAside::<T>::mutate(|sum| *sum = sum.saturating_add(amount));
		let mut grant = Grants::<T>::get(who).unwrap_or_default();
		grant.add(amount, over_ms, mark);
		Grants::<T>::insert(who, grant);
		Self::deposit_event(Event::GrantMade { who: who.clone(), amount });
		Ok(())
	}

	/// The grant of an account as it stands at a mark, where its certificate and bond are these.
	fn accrued(
		who: &AccountId,
		certificate: &Certificate,
		bond: Balance,
		mark: Mark,
		now: Now,
	) -> Option<Grant> {
		let mut grant = Grants::<T>::get(who)?;
		if grant.is_closed() {
			return Some(grant);
		}
		let sufficient = match certificate.level {
			Level::One(_) => true,
			Level::Two { .. } => bond >= now.min_bond,
		};
		match certificate.term {
			Some(term) if sufficient => grant.accrue(mark, term.until),
			_ => grant.pause(mark),
		}
		Some(grant)
	}

	/// The grant of an account as it stands now.
	pub(crate) fn grant_now(who: &AccountId, now: Now) -> Option<Grant> {
		let Some(certificate) = Certificates::<T>::get(who) else { return Grants::<T>::get(who) };
		let bond = Self::noted_bond(who, &certificate);
		Self::accrued(who, &certificate, bond, Self::mark(&certificate, now), now)
	}

	/// Writes how far the grant has run, before what that depends on changes.
	pub(crate) fn touch_grant(
		who: &AccountId,
		certificate: &Certificate,
		bond: Balance,
		mark: Mark,
		now: Now,
	) {
		if let Some(grant) = Self::accrued(who, certificate, bond, mark, now) {
			Grants::<T>::insert(who, grant);
		}
	}

	/// Has nothing more released, and gives the rest back to the Foundation.
	pub(crate) fn end_grant(
		who: &AccountId,
		certificate: &Certificate,
		bond: Balance,
		mark: Mark,
		now: Now,
	) {
		let Some(mut grant) = Self::accrued(who, certificate, bond, mark, now) else { return };
		let rest = grant.close();
		Self::keep(who, grant);
		if rest == 0 {
			return;
		}
		SetAside::<T>::mutate(|sum| *sum = sum.saturating_sub(rest));
		let reason = HoldReason::Grant.into();
		let given =
			T::Currency::release(&reason, &T::Foundation::get(), rest, Precision::BestEffort);
		if given != Ok(rest) {
			defensive!("what was set aside is not there");
		}
		Self::deposit_event(Event::GrantReturned { who: who.clone(), amount: rest });
	}

	/// See [`Pallet::claim_grant`].
	pub(crate) fn do_claim_grant(who: &AccountId) -> DispatchResult {
		let mut grant = Self::grant_now(who, Self::now()).ok_or(Error::<T>::NothingToClaim)?;
		let amount = grant.claim();
		ensure!(amount > 0, Error::<T>::NothingToClaim);
		T::Currency::transfer_on_hold(
			&HoldReason::Grant.into(),
			&T::Foundation::get(),
			who,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Polite,
		)?;
		SetAside::<T>::mutate(|sum| *sum = sum.saturating_sub(amount));
		Self::keep(who, grant);
		Self::deposit_event(Event::GrantClaimed { who: who.clone(), amount });
		Ok(())
	}

	/// Writes a grant, unless nothing more can come of it.
	fn keep(who: &AccountId, grant: Grant) {
		if grant.is_closed() && grant.set_aside() == 0 {
			Grants::<T>::remove(who);
		} else {
			Grants::<T>::insert(who, grant);
		}
	}
}

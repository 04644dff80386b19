//! Issue and activation.

use crate::{
	Certificate, Certificates, Config, Error, Event, Groups, Level, Level1Holders, Level2Count,
	LevelOne, Member, Now, Pallet, Proposals, State, Term, WaitingList, ACTIVATION_GRANT,
	ISSUE_GRANT, LEVEL1_RELEASE_MS, LEVEL2_GRANT, LEVEL2_RELEASE_MS, LEVEL2_TO_ACTIVATE,
	MAX_LEVEL2_IN_ALL,
};
use frame_support::ensure;
use pillars_primitives::{AccountId, BlockNumber};
use pillars_traits::{Avatars, Bonds, ConsensusParameters};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::issue_level1`].
	pub(crate) fn do_issue_level1(to: &AccountId) -> DispatchResult {
		let now = Self::now();
		ensure!(T::Avatars::is_avatar(to), Error::<T>::NotAvatar);
		Self::ended_state(to, now)?;
		Self::settle_lapse(to, now);
		Level1Holders::<T>::try_append(to.clone()).map_err(|()| Error::<T>::TooManyLevel1)?;
		// The clock of the level 2 taken over goes on.
		let frozen_ms = match Certificates::<T>::get(to).map(|old| old.level) {
			Some(Level::One(old)) => old.frozen_ms,
			_ => 0,
		};
		let activate_by = now.moment.saturating_add(T::Parameters::parameters().activation_time_ms);
		let certificate = Certificate {
			level: Level::One(LevelOne { activate_by, low_epochs: 0, freezes: 0, frozen_ms }),
			state: State::Issued,
			issued_at: now.height,
			issued_ms: now.moment,
			term: None,
		};
		Certificates::<T>::insert(to, &certificate);
		Self::end_waiting(to);
		Self::deposit_event(Event::Level1Issued { who: to.clone(), activate_by });
		let mark = Self::mark(&certificate, now);
		Self::make_grant(to, ISSUE_GRANT, LEVEL1_RELEASE_MS, mark)?;
		Self::activate_if_due(to, now)?;
		Ok(())
	}

	/// See [`Pallet::propose_level2`].
	pub(crate) fn do_propose_level2(under: &AccountId, to: &AccountId) -> DispatchResult {
		let now = Self::now();
		Self::issuing(under, now)?;
		Self::check_recipient(to, now)?;
		Proposals::<T>::try_mutate(under, |list| {
			ensure!(!list.contains(to), Error::<T>::AlreadyProposed);
			list.try_push(to.clone()).map_err(|_| Error::<T>::TooManyProposals)
		})?;
		Self::deposit_event(Event::Level2Proposed { under: under.clone(), who: to.clone() });
		Ok(())
	}

	/// See [`Pallet::approve_level2`].
	pub(crate) fn do_approve_level2(under: &AccountId, to: &AccountId) -> DispatchResult {
		let now = Self::now();
		let mark = Self::mark(&Self::issuing(under, now)?, now);
		Self::remove_proposal(under, to)?;
		Self::check_recipient(to, now)?;
		Self::settle_lapse(to, now);
		let until = now.height.saturating_add(T::Parameters::parameters().certificate_life);
		Self::add_level2(under, to, until, now)?;
		Self::end_waiting(to);
		Self::deposit_event(Event::Level2Issued { under: under.clone(), who: to.clone(), until });
		Self::make_grant(to, LEVEL2_GRANT, LEVEL2_RELEASE_MS, mark)?;
		Self::activate_if_funded(under, now);
		Ok(())
	}

	/// Writes a level-2 certificate, active until a height.
	pub(crate) fn add_level2(
		under: &AccountId,
		to: &AccountId,
		until: BlockNumber,
		now: Now,
	) -> Result<(), Error<T>> {
		let member = Member { who: to.clone(), bond: T::Bonds::own_bond(to), until };
		Groups::<T>::try_mutate(under, |members| members.try_push(member))
			.map_err(|_| Error::<T>::TooManyLevel2)?;
		Level2Count::<T>::try_mutate(|count| {
			ensure!(*count < MAX_LEVEL2_IN_ALL, Error::<T>::TooManyLevel2InAll);
			*count = count.saturating_add(1);
			Ok(())
		})?;
		let certificate = Certificate {
			level: Level::Two { under: under.clone() },
			state: State::Active,
			issued_at: now.height,
			issued_ms: now.moment,
			term: Some(Term { from: now.height, until }),
		};
		Certificates::<T>::insert(to, certificate);
		Ok(())
	}

	/// Makes a level-1 certificate active if it has come so far, and says whether it had.
	///
	/// # Errors
	///
	/// [`Error::FoundationTooPoor`]; then nothing is written.
	pub(crate) fn activate_if_due(who: &AccountId, now: Now) -> Result<bool, DispatchError> {
		let Some(mut certificate) = Certificates::<T>::get(who) else { return Ok(false) };
		if certificate.state_at(now) != State::Issued
			|| Self::valid_under(who, &certificate, now) < LEVEL2_TO_ACTIVATE
		{
			return Ok(false);
		}
		let mark = Self::mark(&certificate, now);
		Self::make_grant(who, ACTIVATION_GRANT, LEVEL1_RELEASE_MS, mark)?;
		let until = now.height.saturating_add(T::Parameters::parameters().certificate_life);
		certificate.term = Some(Term { from: now.height, until });
		certificate.state = State::Active;
		Certificates::<T>::insert(who, certificate);
		Self::deposit_event(Event::Activated { who: who.clone(), until });
		Ok(true)
	}

	/// The same, but the certificate stays as it is if the Foundation can not pay for the grant: what makes it due
	/// must not fail for that, and it can be settled later.
	pub(crate) fn activate_if_funded(who: &AccountId, now: Now) {
		if Self::activate_if_due(who, now).is_err() {
			log::warn!(target: crate::LOG_TARGET, "no funds for the grant of an activation");
		}
	}

	/// How the last certificate of an account ended, if it had one.
	///
	/// # Errors
	///
	/// [`Error::AlreadyCertified`] if it has not.
	pub(crate) fn ended_state(who: &AccountId, now: Now) -> Result<Option<State>, Error<T>> {
		let state = Certificates::<T>::get(who).map(|last| Self::state_now(&last, now));
		ensure!(state.is_none_or(State::is_ended), Error::<T>::AlreadyCertified);
		Ok(state)
	}

	/// Whether a level-2 certificate can be issued to the account.
	fn check_recipient(to: &AccountId, now: Now) -> Result<(), Error<T>> {
		ensure!(T::Avatars::is_avatar(to), Error::<T>::NotAvatar);
		let last = Self::ended_state(to, now)?;
		let leads = last == Some(State::Expired) && Groups::<T>::contains_key(to);
		ensure!(!leads, Error::<T>::StillLeads);
		ensure!(T::Bonds::own_bond(to) >= now.min_bond, Error::<T>::BondTooSmall);
		let waiting = WaitingList::<T>::get();
		ensure!(waiting.is_empty() || waiting.contains(to), Error::<T>::OthersWait);
		Ok(())
	}

	/// Takes a proposal off the list of its maker.
	pub(crate) fn remove_proposal(under: &AccountId, to: &AccountId) -> Result<(), Error<T>> {
		Proposals::<T>::try_mutate_exists(under, |slot| {
			let list = slot.as_mut().ok_or(Error::<T>::NotProposed)?;
			ensure!(list.contains(to), Error::<T>::NotProposed);
			list.retain(|other| other != to);
			if list.is_empty() {
				*slot = None;
			}
			Ok(())
		})
	}
}

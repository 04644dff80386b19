//! Freezing, and how certificates end.

use crate::{
	Certificate, Certificates, Config, Error, Event, Groups, Level, Level1Holders, Level2Count,
	Mark, Member, Now, Pallet, Proposals, State, WaitingList, LAST_FREEZE,
};
use frame_support::ensure;
use pillars_primitives::{AccountId, Balance};
use pillars_rules::Parameters;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The holder was elected in the epoch that is over and has this score now: freezes its level-1 certificate, if
	/// that is due. Returns whether it was, and with that all under it written, whether frozen or revoked.
	pub(crate) fn note_score(
		who: &AccountId,
		mut certificate: Certificate,
		score: u32,
		parameters: &Parameters,
		now: Now,
	) -> bool {
		let mark = Self::mark(&certificate, now);
		let Level::One(one) = &mut certificate.level else { return false };
		let run =
			if score < parameters.freeze_below { one.low_epochs.saturating_add(1) } else { 0 };
		if run == one.low_epochs {
			return false;
		}
		one.low_epochs = run;
		if run >= parameters.freeze_epochs && run > 0 {
			one.freezes = one.freezes.saturating_add(1);
			let freezes = one.freezes;
			Self::deposit_event(Event::Frozen { who: who.clone(), freezes });
			if freezes >= LAST_FREEZE {
				Self::revoke_level1(who, certificate, now);
				return true;
			}
			Self::touch_grant(who, &certificate, 0, mark, now);
			Self::touch_group(who, mark, now);
			certificate.state = State::Frozen { since: now.moment };
			Certificates::<T>::insert(who, certificate);
			return true;
		}
		Certificates::<T>::insert(who, certificate);
		false
	}

	/// Writes what has become of the level 2 under a level 1, before the clock of that begins to stand or to run:
	/// those whose life is over expire, the grants of the others are written.
	///
	/// If a grant is settled after an expiry, what the clock said then is interpolated from where the grant was last
	/// written; that is right only if the clock has run evenly since.
	fn touch_group(who: &AccountId, mark: Mark, now: Now) {
		let mut expired = false;
		for member in Groups::<T>::get(who) {
			let Some(below) = Certificates::<T>::get(&member.who) else { continue };
			if below.state_at(now) == State::Expired {
				expired = true;
				Self::write_end(&member.who, below, State::Expired, member.bond, mark, now);
			} else {
				Self::touch_grant(&member.who, &below, member.bond, mark, now);
			}
		}
		if expired {
			Self::retain_members(who, |member| now.height < member.until);
		}
	}

	/// Strikes level 2 off the list of those under a level 1.
	fn retain_members(under: &AccountId, stays: impl FnMut(&Member) -> bool) {
		Groups::<T>::mutate_exists(under, |slot| {
			if let Some(members) = slot {
				members.retain(stays);
			}
			if slot.as_ref().is_some_and(|members| members.is_empty()) {
				*slot = None;
			}
		});
	}

	/// See [`Pallet::unfreeze`].
	pub(crate) fn do_unfreeze(who: &AccountId) -> DispatchResult {
		let now = Self::now();
		let mut certificate = Certificates::<T>::get(who).ok_or(Error::<T>::NoCertificate)?;
		let (state, mark) = (certificate.state_at(now), Self::mark(&certificate, now));
		let frozen = certificate.clone();
		let Level::One(one) = &mut certificate.level else {
			return Err(Error::<T>::NotLevel1.into());
		};
		let since = match state {
			State::Frozen { since } => since,
			State::Issued | State::Active => return Err(Error::<T>::NotFrozen.into()),
			State::Expired => return Err(Error::<T>::CertificateExpired.into()),
			State::Revoked => return Err(Error::<T>::CertificateRevoked.into()),
		};
		Self::touch_grant(who, &frozen, 0, mark, now);
		Self::touch_group(who, mark, now);
		one.low_epochs = 0;
		one.frozen_ms = one.frozen_ms.saturating_add(now.moment.saturating_sub(since));
		certificate.state = if certificate.term.is_some() { State::Active } else { State::Issued };
		Certificates::<T>::insert(who, certificate);
		Self::deposit_event(Event::Unfrozen { who: who.clone() });
		Self::activate_if_funded(who, now);
		Self::settle_lapse(who, now);
		Ok(())
	}

	/// See [`Pallet::revoke`].
	pub(crate) fn do_revoke(who: &AccountId) -> DispatchResult {
		let now = Self::now();
		let certificate = Certificates::<T>::get(who).ok_or(Error::<T>::NoCertificate)?;
		let state = Self::state_now(&certificate, now);
		ensure!(state != State::Revoked, Error::<T>::CertificateRevoked);
		match certificate.level {
			Level::One(_) => Self::revoke_level1(who, certificate, now),
			Level::Two { .. } => Self::end_level2(who, certificate, State::Revoked, now),
		}
		Ok(())
	}

	/// See [`Pallet::settle`].
	pub(crate) fn do_settle(who: &AccountId) -> DispatchResult {
		let now = Self::now();
		let lapsed = Self::settle_lapse(who, now);
		let activated = Self::activate_if_due(who, now)?;
		let waits = WaitingList::<T>::get().contains(who);
		let left = waits && Self::check_waiting(who, now).is_err() && Self::end_waiting(who);
		ensure!(lapsed || activated || left, Error::<T>::NothingToSettle);
		Ok(())
	}

	/// Writes the lapse of a certificate, and says whether there was one to write.
	pub(crate) fn settle_lapse(who: &AccountId, now: Now) -> bool {
		let Some(certificate) = Certificates::<T>::get(who) else { return false };
		if certificate.state.is_ended() {
			return false;
		}
		match (&certificate.level, Self::state_now(&certificate, now)) {
			(Level::One(_), State::Expired) => Self::expire_level1(who, certificate, now),
			(Level::One(_), State::Revoked) => Self::revoke_level1(who, certificate, now),
			(Level::Two { .. }, State::Expired) => {
				Self::end_level2(who, certificate, State::Expired, now);
			},
			(Level::Two { under }, State::Revoked) => match Certificates::<T>::get(under) {
				Some(above) => Self::revoke_level1(under, above, now),
				None => Self::end_level2(who, certificate, State::Revoked, now),
			},
			_ => return false,
		}
		true
	}

	/// Ends a level-1 certificate whose life is over. Those under it live on.
	fn expire_level1(who: &AccountId, mut certificate: Certificate, now: Now) {
		Self::end_grant(who, &certificate, 0, Self::mark(&certificate, now), now);
		Self::leave_office(who);
		certificate.state = State::Expired;
		Certificates::<T>::insert(who, certificate);
		Self::deposit_event(Event::Expired { who: who.clone() });
	}

	/// Ends a level-1 certificate and all under it.
	fn revoke_level1(who: &AccountId, mut certificate: Certificate, now: Now) {
		let mark = Self::mark(&certificate, now);
		Self::end_grant(who, &certificate, 0, mark, now);
		for member in Groups::<T>::take(who) {
			let Some(below) = Certificates::<T>::get(&member.who) else { continue };
			let state = match below.state_at(now) {
				State::Expired => State::Expired,
				_ => State::Revoked,
			};
			Self::write_end(&member.who, below, state, member.bond, mark, now);
		}
		Self::leave_office(who);
		certificate.state = State::Revoked;
		Certificates::<T>::insert(who, certificate);
		Self::deposit_event(Event::Revoked { who: who.clone() });
	}

	/// The holder issues nothing any more.
	fn leave_office(who: &AccountId) {
		Proposals::<T>::remove(who);
		Level1Holders::<T>::mutate(|holders| holders.retain(|other| other != who));
	}

	/// Ends a level-2 certificate, if it has not ended; one that has expired can be revoked.
	fn end_level2(who: &AccountId, certificate: Certificate, state: State, now: Now) {
		let bond = Self::noted_bond(who, &certificate);
		let mark = Self::mark(&certificate, now);
		if let Level::Two { under } = &certificate.level {
			Self::retain_members(under, |member| member.who != *who);
		}
		Self::write_end(who, certificate, state, bond, mark, now);
	}

	/// The part of ending a level-2 certificate that does not concern the one above it.
	fn write_end(
		who: &AccountId,
		mut certificate: Certificate,
		state: State,
		bond: Balance,
		mark: Mark,
		now: Now,
	) {
		if !certificate.state.is_ended() {
			Self::end_grant(who, &certificate, bond, mark, now);
			Level2Count::<T>::mutate(|count| *count = count.saturating_sub(1));
		}
		certificate.state = state;
		Certificates::<T>::insert(who, certificate);
		let who = who.clone();
		Self::deposit_event(match state {
			State::Expired => Event::Expired { who },
			_ => Event::Revoked { who },
		});
	}
}

//! What is valid now, whether or not time's work is written.

use crate::{Certificate, Certificates, Config, Error, Groups, Level, Mark, Now, Pallet, State};
use frame_support::{ensure, traits::Time};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{Bonds, ConsensusParameters};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
	/// What validity depends on beside what is stored about certificates.
	pub(crate) fn now() -> Now {
		Now {
			height: frame_system::Pallet::<T>::block_number().saturated_into(),
			moment: T::Time::now(),
			min_bond: T::Parameters::parameters().min_bond,
		}
	}

	/// Where a certificate stands, the level 1 above it regarded.
	pub(crate) fn state_now(certificate: &Certificate, now: Now) -> State {
		let state = certificate.state_at(now);
		let (Level::Two { under }, State::Active) = (&certificate.level, state) else {
			return state;
		};
		match Certificates::<T>::get(under).map(|above| above.state_at(now)) {
			Some(above @ State::Frozen { .. }) => above,
			Some(State::Revoked) | None => State::Revoked,
			Some(State::Issued | State::Active | State::Expired) => State::Active,
		}
	}

	/// Whether a certificate of the account is valid. Its own bond counts as the candidates know it.
	pub(crate) fn is_valid(who: &AccountId, certificate: &Certificate, now: Now) -> bool {
		if Self::state_now(certificate, now) != State::Active {
			return false;
		}
		match certificate.level {
			Level::One(_) => true,
			Level::Two { .. } => T::Bonds::own_bond(who) >= now.min_bond,
		}
	}

	/// Number of valid level-2 certificates under a level-1 certificate.
	pub(crate) fn valid_under(who: &AccountId, certificate: &Certificate, now: Now) -> u32 {
		let (Level::One(_), State::Issued | State::Active) =
			(&certificate.level, certificate.state_at(now))
		else {
			return 0;
		};
		let members = Groups::<T>::get(who);
		members.iter().filter(|member| member.counts(now)).count().saturated_into()
	}

	/// The certificate under which the account may issue level 2.
	pub(crate) fn issuing(who: &AccountId, now: Now) -> Result<Certificate, Error<T>> {
		let certificate = Certificates::<T>::get(who).ok_or(Error::<T>::NoCertificate)?;
		ensure!(matches!(certificate.level, Level::One(_)), Error::<T>::NotLevel1);
		match certificate.state_at(now) {
			State::Issued | State::Active => Ok(certificate),
			State::Frozen { .. } => Err(Error::<T>::CertificateFrozen),
			State::Expired => Err(Error::<T>::CertificateExpired),
			State::Revoked => Err(Error::<T>::CertificateRevoked),
		}
	}

	/// Where the grant of a certificate stands in time.
	pub(crate) fn mark(certificate: &Certificate, now: Now) -> Mark {
		let clock = match &certificate.level {
			Level::One(_) => certificate.clock(now.moment),
			Level::Two { under } => {
				Certificates::<T>::get(under).map_or(0, |above| above.clock(now.moment))
			},
		};
		Mark { height: now.height, clock }
	}

	/// The own bond that the validity of a certificate is judged by in the list it stands in; of level 1: none.
	pub(crate) fn noted_bond(who: &AccountId, certificate: &Certificate) -> Balance {
		let Level::Two { under } = &certificate.level else { return 0 };
		let members = Groups::<T>::get(under);
		members.iter().find(|member| member.who == *who).map_or(0, |member| member.bond)
	}
}

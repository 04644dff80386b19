//! What other pallets ask and tell.

use crate::{Certificates, Config, Groups, Level, Pallet, State, WeightInfo};
use frame_support::dispatch::DispatchClass;
use pillars_primitives::{AccountId, Balance};
use pillars_rules::MAX_WITNESSES;
use pillars_traits::{
	AvatarTies, Certification, ConsensusParameters, OnEpochEnd, WitnessDuty, WitnessScores,
};
use sp_runtime::SaturatedConversion;

impl<T: Config> Certification for Pallet<T> {
	fn is_certified(who: &AccountId) -> bool {
		Certificates::<T>::get(who)
			.is_some_and(|certificate| Self::is_valid(who, &certificate, Self::now()))
	}

	fn valid_level2_under(who: &AccountId) -> u32 {
		Certificates::<T>::get(who)
			.map_or(0, |certificate| Self::valid_under(who, &certificate, Self::now()))
	}

	/// Ends the waiting of an account whose bond is too small now, and the grant of one that took its bond out too
	/// early; makes the level 1 above it active, if it was the one that was missing.
	fn bond_changed(who: &AccountId, bond: Balance) {
		let now = Self::now();
		if bond < now.min_bond {
			Self::end_waiting(who);
		}
		let Some(certificate) = Certificates::<T>::get(who) else { return };
		let Level::Two { under } = &certificate.level else { return };
		if certificate.state.is_ended() {
			return;
		}
		let old = Groups::<T>::mutate_extant(under, |members| {
			let member = members.iter_mut().find(|member| member.who == *who)?;
			Some(core::mem::replace(&mut member.bond, bond))
		});
		let Some(old) = old else { return };
		let mark = Self::mark(&certificate, now);
		if bond < old && bond < now.min_bond {
			// A bond that is too small only because the least bond was raised has not left.
			Self::end_grant(who, &certificate, old, mark, now);
		} else {
			Self::touch_grant(who, &certificate, old, mark, now);
		}
		if bond > old {
			Self::activate_if_funded(under, now);
		}
	}
}

impl<T: Config> AvatarTies for Pallet<T> {
	/// While its certificate has not ended. To wait for one ties nobody.
	fn is_tied(who: &AccountId) -> bool {
		Certificates::<T>::get(who)
			.is_some_and(|certificate| !Self::state_now(&certificate, Self::now()).is_ended())
	}
}

impl<T: Config> OnEpochEnd for Pallet<T> {
	/// Freezes the level-1 certificates of those with low scores. The scores must count this epoch already.
	///
	/// Registers its own weight: the hook that tells does not know it, and to freeze or revoke a certificate takes far
	/// more than to judge it, for all under it are written.
	fn epoch_ended(_: u32, duties: &[WitnessDuty]) {
		let now = Self::now();
		let parameters = T::Parameters::parameters();
		let most = MAX_WITNESSES.saturated_into();
		let mut written = 0u64;
		for WitnessDuty { who, .. } in duties.iter().take(most) {
			let Some(certificate) = Certificates::<T>::get(who) else { continue };
			let (Level::One(_), State::Issued | State::Active) =
				(&certificate.level, certificate.state_at(now))
			else {
				continue;
			};
			let score = T::Scores::test_score(who);
			if Self::note_score(who, certificate, score, &parameters, now) {
				written = written.saturating_add(1);
			}
		}
		let judged = T::WeightInfo::epoch_ended(duties.len().min(most).saturated_into());
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			judged.saturating_add(T::WeightInfo::revoke().saturating_mul(written)),
			DispatchClass::Mandatory,
		);
	}
}

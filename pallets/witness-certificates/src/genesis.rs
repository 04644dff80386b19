//! The certificates before the first block.

use crate::{
	Certificate, Certificates, Config, GenesisConfig, Level, Level1Holders, LevelOne, Pallet,
	State, Term, MAX_LEVEL1, MAX_LEVEL2,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::traits::Time;
use pillars_primitives::{AccountId, Moment};
use pillars_traits::{Avatars, ConsensusParameters};
use serde::{Deserialize, Serialize};

/// A level-1 certificate of the genesis state and all under it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisCertificate {
	/// The holder.
	pub holder: AccountId,
	/// Whether it is active from the start, without regard to the number of level 2.
	pub active: bool,
	/// The holders of level 2. They are valid as soon as they have their bonds.
	pub level2: Vec<AccountId>,
}

impl<T: Config> GenesisConfig<T> {
	/// Stops the building of a chain that breaks a rule.
	pub(crate) fn check(&self) {
		let bound = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
		assert!(self.certificates.len() <= bound(MAX_LEVEL1), "too many level-1 certificates");
		let mut holders = BTreeSet::new();
		for GenesisCertificate { holder, level2, .. } in &self.certificates {
			assert!(level2.len() <= bound(MAX_LEVEL2), "too many certificates under a level 1");
			for who in core::iter::once(holder).chain(level2) {
				assert!(holders.insert(who), "an account has two certificates");
				assert!(T::Avatars::is_avatar(who), "a holder has no avatar");
			}
		}
	}

	/// Writes what [`Self::check`] has passed.
	pub(crate) fn write(&self) {
		let now = Pallet::<T>::now();
		let until = now.height.saturating_add(T::Parameters::parameters().certificate_life);
		for GenesisCertificate { holder, active, level2 } in &self.certificates {
			let term = active.then_some(Term { from: now.height, until });
			let one = LevelOne { activate_by: UNKNOWN, low_epochs: 0, freezes: 0, frozen_ms: 0 };
			let certificate = Certificate {
				level: Level::One(one),
				state: if *active { State::Active } else { State::Issued },
				issued_at: now.height,
				issued_ms: now.moment,
				term,
			};
			Certificates::<T>::insert(holder, certificate);
			let listed = Level1Holders::<T>::try_append(holder.clone()).is_ok();
			assert!(listed, "too many level-1 certificates");
			for who in level2 {
				let added = Pallet::<T>::add_level2(holder, who, until, now).is_ok();
				assert!(added, "too many certificates under a level 1");
			}
		}
	}
}

/// The time to activate a certificate of the genesis state, before the chain knows any moment.
pub(crate) const UNKNOWN: Moment = Moment::MAX;

impl<T: Config> Pallet<T> {
	/// In the first block: the time to activate the certificates of the genesis state, at most 23, begins.
	pub(crate) fn start_clocks() {
		let moment = T::Time::now();
		let by = moment.saturating_add(T::Parameters::parameters().activation_time_ms);
		for holder in Level1Holders::<T>::get() {
			Certificates::<T>::mutate_extant(&holder, |certificate| {
				let Level::One(one) = &mut certificate.level else { return };
				if one.activate_by == UNKNOWN {
					one.activate_by = by;
					certificate.issued_ms = moment;
				}
			});
		}
	}
}

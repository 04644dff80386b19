//! Finality follows the elections: pallet-grandpa without pallet-session.

use crate::{Grandpa, Runtime};
use alloc::{collections::BTreeSet, vec::Vec};
use pallet_grandpa::{CurrentSetId, Stalled};
use pillars_traits::FinalityAuthorities;
use sp_consensus_grandpa::{AuthorityId, AuthorityList};
use sp_core::ed25519;

/// Hands elected witnesses to pallet-grandpa.
///
/// The change is in force from the block under execution on. If governance has noted a stall of finality, it is forced
/// with the delay and the median that were agreed upon, and the note is cleared. That is done even if the same ones were
/// elected: with a stall, those in the state are not yet those by whom the clients finalise, since no change since then
/// was finalised.
pub struct ElectedAuthorities;

impl FinalityAuthorities for ElectedAuthorities {
	fn schedule(authorities: Vec<ed25519::Public>) {
		let elected: BTreeSet<AuthorityId> = authorities.into_iter().map(Into::into).collect();
		let present: BTreeSet<AuthorityId> =
			Grandpa::grandpa_authorities().into_iter().map(|(id, _)| id).collect();
		let next = if elected.is_empty() { &present } else { &elected };
		let stalled = Stalled::<Runtime>::get();
		if next.is_empty() || (*next == present && stalled.is_none()) {
			return;
		}
		let next: AuthorityList = next.iter().map(|id| (id.clone(), 1)).collect();
		let scheduled = match stalled {
			Some((wait, median)) => Grandpa::schedule_change(next, wait, Some(median)),
			None => Grandpa::schedule_change(next, 0, None),
		};
		match scheduled {
			Ok(()) => {
				Stalled::<Runtime>::kill();
				// There are no sessions that would count.
				CurrentSetId::<Runtime>::mutate(|id| *id = id.saturating_add(1));
			},
			// A forced change still waits for its delay, or was made so short a time ago that there can not be
			// another: the next election tries again.
			Err(error) => log::warn!(
				target: "runtime::finality",
				"the authorities of finality stay as they are: {error:?}",
			),
		}
	}
}

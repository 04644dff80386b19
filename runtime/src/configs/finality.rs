//! Finality follows the elections: pallet-grandpa without pallet-session.

use crate::{Grandpa, Runtime};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::defensive;
use pallet_grandpa::{CurrentSetId, Stalled};
use pillars_traits::FinalityAuthorities;
use sp_consensus_grandpa::{AuthorityId, AuthorityList};
use sp_core::ed25519;

/// Hands elected witnesses to pallet-grandpa.
///
/// The change is in force from the block under execution on. If governance has noted a stall of finality, it is forced
/// with the delay and the median that were agreed upon, and the note is cleared.
pub struct ElectedAuthorities;

impl FinalityAuthorities for ElectedAuthorities {
	fn schedule(authorities: Vec<ed25519::Public>) {
		let elected: BTreeSet<AuthorityId> = authorities.into_iter().map(Into::into).collect();
		let present: BTreeSet<AuthorityId> =
			Grandpa::grandpa_authorities().into_iter().map(|(id, _)| id).collect();
		if elected.is_empty() || elected == present {
			return;
		}
		let next: AuthorityList = elected.into_iter().map(|id| (id, 1)).collect();
		let scheduled = match Stalled::<Runtime>::get() {
			Some((wait, median)) => Grandpa::schedule_change(next, wait, Some(median)),
			None => Grandpa::schedule_change(next, 0, None),
		};
		match scheduled {
			Ok(()) => {
				Stalled::<Runtime>::kill();
				// There are no sessions that would count.
				CurrentSetId::<Runtime>::mutate(|id| *id = id.saturating_add(1));
			},
			// Only while a forced change waits for its delay: the next election tries again.
			Err(error) => {
				defensive!("the authorities of finality stay as they are", error);
			},
		}
	}
}

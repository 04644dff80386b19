//! With whom an avatar dealt in a window.

use crate::{Circles, Config, Pallet, Window};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_primitives::BlockNumber;
use pillars_traits::AvatarId;
use scale_info::TypeInfo;
use sp_runtime::SaturatedConversion;

/// Most counterparties that are counted in a window: more give no more credit.
pub const MAX_COUNTERPARTIES: u32 = 50;

/// What is kept of a counterparty: the first bytes of its id. Ids are hashes: that two of fifty begin alike does not
/// happen by chance, and who makes it happen has one counterparty less for it.
pub type Mark = [u8; 8];

/// The first counterparties of a window.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Circle {
	/// First height of the window.
	pub start: BlockNumber,
	/// Whom it met, in order.
	pub met: BoundedVec<Mark, ConstU32<MAX_COUNTERPARTIES>>,
}

impl Circle {
	fn len(&self) -> u32 {
		self.met.len().saturated_into()
	}

	fn meet(&mut self, other: &AvatarId) {
		let Some(mark) = other.as_bytes().first_chunk::<8>() else { return };
		if !self.met.contains(mark) {
			// Beyond the first fifty nobody is counted.
			let _ = self.met.try_push(*mark);
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Counts avatars that this one, in this window, paid or was paid by. Reads nothing once there are enough.
	pub(crate) fn note_met(avatar: &AvatarId, window: &mut Window, others: &[AvatarId]) {
		let counters = &mut window.counters;
		if others.is_empty() || counters.counterparties >= MAX_COUNTERPARTIES {
			return;
		}
		let start = window.start;
		let mut circle = Circles::<T>::get(avatar)
			.filter(|circle| circle.start == start)
			.unwrap_or(Circle { start, met: BoundedVec::new() });
		others.iter().for_each(|other| circle.meet(other));
		if circle.len() != counters.counterparties {
			counters.counterparties = circle.len();
			Circles::<T>::insert(avatar, circle);
		}
	}
}

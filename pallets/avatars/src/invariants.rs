//! What must hold in any state.

use crate::{
	names::{avatar_id, check_kind_name, check_signs},
	Attestations, AvatarOf, Avatars, Config, HoldReason, Kinds, KindsByName, Offers, Pallet,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::Holding;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that avatars and accounts, and kinds and their names, name each other; that offers and
	/// attestations are of avatars; and that of each account so much is held as its attestations say.
	/// Reads all of the pallet's state.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_avatars()?;
		Self::try_offers()?;
		Self::try_attestations()?;
		Self::try_kinds()
	}

	fn try_avatars() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		for (avatar, details) in Avatars::<T>::iter() {
			ensure!(check_signs(&details.symbol).is_ok(), "an avatar has a bad name");
			ensure!(avatar_id(&details.symbol) == avatar, "an avatar has the id of another name");
			let had = AvatarOf::<T>::get(&details.account);
			let had = had.filter(|holding| holding.avatar == avatar);
			let had = had.ok_or("the account of an avatar does not have it")?;
			ensure!(details.born <= details.held_since, "an avatar was had before it was born");
			ensure!(details.held_since <= now, "an avatar is from the future");
			ensure!(
				details.transfers > 0 || details.held_since == details.born,
				"an avatar moved and was not transferred"
			);
			let heights = (details.born, details.held_since);
			ensure!(
				(had.born, had.since) == heights,
				"an account has its avatar since another time"
			);
		}
		for (account, Holding { avatar, .. }) in AvatarOf::<T>::iter() {
			let details =
				Avatars::<T>::get(avatar).ok_or("an account has no avatar that exists")?;
			ensure!(details.account == account, "an account has the avatar of another one");
		}
		Ok(())
	}

	fn try_offers() -> Result<(), TryRuntimeError> {
		for (avatar, to) in Offers::<T>::iter() {
			let details = Avatars::<T>::get(avatar).ok_or("what is offered does not exist")?;
			ensure!(details.account != to, "an avatar is offered to the account that has it");
		}
		Ok(())
	}

	fn try_attestations() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let mut held = BTreeMap::<AccountId, Balance>::new();
		for ((subject, kind, who), attestation) in Attestations::<T>::iter() {
			let of_subject = Avatars::<T>::get(subject).ok_or("nobody is attested")?;
			let of_attester = Avatars::<T>::get(attestation.attester).ok_or("nobody attests")?;
			ensure!(attestation.attester != subject, "an avatar attests itself");
			ensure!(
				attestation.subject_transfers <= of_subject.transfers,
				"a subject is attested that has not come to be"
			);
			ensure!(
				attestation.attester_transfers <= of_attester.transfers,
				"an attester attests that has not come to be"
			);
			ensure!(attestation.height <= now, "an attestation is from the future");
			ensure!(Kinds::<T>::contains_key(kind), "an attestation is of no known kind");
			let sum = held.entry(who).or_default();
			*sum = sum.checked_add(attestation.held).ok_or("a sum of holds is too large")?;
		}
		let reason = HoldReason::Attestation.into();
		for (who, sum) in held {
			let on_hold = T::Currency::balance_on_hold(&reason, &who);
			ensure!(on_hold == sum, "what is held is not what the attestations say");
		}
		Ok(())
	}

	fn try_kinds() -> Result<(), TryRuntimeError> {
		for (kind, name) in Kinds::<T>::iter() {
			ensure!(check_kind_name(&name).is_ok(), "a kind has a bad name");
			let named = KindsByName::<T>::get(&name);
			ensure!(named == Some(kind), "the name of a kind is another one's");
		}
		for (name, kind) in KindsByName::<T>::iter() {
			ensure!(Kinds::<T>::get(kind) == Some(name), "a name is of a kind that has another");
		}
		Ok(())
	}
}

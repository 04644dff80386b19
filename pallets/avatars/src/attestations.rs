//! What avatars say of each other.

use crate::{
	names::check_kind_name, Attestation, Attestations, AvatarOf, Avatars, Config, Error, Event,
	HoldReason, KindName, Kinds, KindsByName, Pallet, ATTESTATION_HOLD,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision},
};
use pillars_primitives::AccountId;
use pillars_traits::{AvatarId, Holding};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attest(
		who: AccountId,
		subject: AvatarId,
		kind: u32,
		hash: H256,
		transfers: u32,
	) -> DispatchResult {
		let Holding { avatar: attester, .. } =
			AvatarOf::<T>::get(&who).ok_or(Error::<T>::NotAvatar)?;
		ensure!(attester != subject, Error::<T>::OwnAvatar);
		ensure!(Kinds::<T>::contains_key(kind), Error::<T>::UnknownKind);
		let of_subject = Avatars::<T>::get(subject).ok_or(Error::<T>::NoSuchAvatar)?;
		ensure!(of_subject.transfers == transfers, Error::<T>::SubjectMoved);
		let of_attester = Avatars::<T>::get(attester).ok_or(Error::<T>::NoSuchAvatar)?;

		let key = (subject, kind, &who);
		let replaced = Attestations::<T>::get(key);
		// What is held for the one replaced is held for this one.
		let held = match &replaced {
			Some(replaced) => replaced.held,
			None => {
				T::Currency::hold(&HoldReason::Attestation.into(), &who, ATTESTATION_HOLD)?;
				ATTESTATION_HOLD
			},
		};
		let attestation = Attestation {
			hash,
			subject_transfers: transfers,
			attester,
			attester_transfers: of_attester.transfers,
			height: Self::now(),
			held,
		};
		Attestations::<T>::insert(key, attestation);
		let old = replaced.map(|replaced| replaced.hash);
		Self::deposit_event(Event::Attested { subject, kind, attester, who, old, new: hash });
		Ok(())
	}

	pub(crate) fn do_revoke_attestation(
		who: AccountId,
		subject: AvatarId,
		kind: u32,
	) -> DispatchResult {
		let revoked = Attestations::<T>::take((subject, kind, &who));
		let Attestation { hash, attester, held, .. } = revoked.ok_or(Error::<T>::NoAttestation)?;
		// Whatever the currency gives back: an attestation must always be revocable.
		T::Currency::release(&HoldReason::Attestation.into(), &who, held, Precision::BestEffort)?;
		Self::deposit_event(Event::AttestationRevoked { subject, kind, attester, who, hash });
		Ok(())
	}

	pub(crate) fn do_name_kind(kind: u32, name: KindName) -> DispatchResult {
		check_kind_name(&name).map_err(|_| Error::<T>::BadKindName)?;
		ensure!(!Kinds::<T>::contains_key(kind), Error::<T>::KindNamed);
		ensure!(!KindsByName::<T>::contains_key(&name), Error::<T>::KindNameTaken);
		Self::make_kind(kind, name.clone());
		Self::deposit_event(Event::KindNamed { kind, name });
		Ok(())
	}

	/// Writes a kind that was not there, of a name that no kind had.
	pub(crate) fn make_kind(kind: u32, name: KindName) {
		KindsByName::<T>::insert(&name, kind);
		Kinds::<T>::insert(kind, name);
	}

	/// The attestation of a subject by an attester, if neither has been transferred since.
	pub(crate) fn valid_attestation(
		subject: AvatarId,
		kind: u32,
		attester: AvatarId,
	) -> Option<Attestation> {
		let of_attester = Avatars::<T>::get(attester)?;
		let attestation = Attestations::<T>::get((subject, kind, of_attester.account))?;
		let of_subject = Avatars::<T>::get(subject)?;
		// The account may have had another avatar when it made it.
		let holds = attestation.attester == attester
			&& attestation.attester_transfers == of_attester.transfers
			&& attestation.subject_transfers == of_subject.transfers;
		holds.then_some(attestation)
	}
}

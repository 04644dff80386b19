//! Certificates: who holds them, and how they change hands.
//!
//! Their holders are avatars, so they go wherever the avatar goes; whoever has the avatar uses them.

use super::{
	domains::domain_certificate,
	types::{CertificateId, Symbol},
};
use crate::{AssetsBySymbol, Certificates, Config, Error, Event, Pallet};
use frame_support::ensure;
use pillars_ledger::check_symbol;
use pillars_primitives::AccountId;
use pillars_traits::{AvatarId, Avatars};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Makes a certificate that nobody holds, for the avatar of this account.
	pub(crate) fn make_certificate(
		certificate: CertificateId,
		holder: &AccountId,
		avatar: AvatarId,
	) {
		Certificates::<T>::insert(&certificate, avatar);
		let holder = holder.clone();
		Self::deposit_event(Event::CertificateMade { certificate, holder });
	}

	/// The account whose avatar holds the certificate.
	pub(crate) fn holder_of(certificate: CertificateId) -> Option<AccountId> {
		T::Avatars::account_of(&Certificates::<T>::get(certificate)?)
	}

	/// Checks that the avatar of the account holds the certificate.
	///
	/// # Errors
	///
	/// [`Error::NoSuchCertificate`], [`Error::NotHolder`].
	pub(crate) fn ensure_holds(
		who: &AccountId,
		certificate: &CertificateId,
	) -> Result<(), Error<T>> {
		let holder = Certificates::<T>::get(certificate).ok_or(Error::NoSuchCertificate)?;
		ensure!(T::Avatars::avatar_of(who) == Some(holder), Error::NotHolder);
		Ok(())
	}

	pub(crate) fn do_grant_naming(
		who: &AccountId,
		symbol: Symbol,
		to: AccountId,
	) -> DispatchResult {
		check_symbol(&symbol).map_err(|_| Error::<T>::BadSymbol)?;
		Self::ensure_holds(who, &domain_certificate::<T>(&symbol)?)?;
		ensure!(!AssetsBySymbol::<T>::contains_key(&symbol), Error::<T>::SymbolTaken);
		let naming = CertificateId::Naming(symbol);
		ensure!(!Certificates::<T>::contains_key(&naming), Error::<T>::CertificateExists);
		let avatar = T::Avatars::avatar_of(&to).ok_or(Error::<T>::RecipientNotAvatar)?;
		Self::make_certificate(naming, &to, avatar);
		Ok(())
	}

	pub(crate) fn do_transfer_certificate(
		who: &AccountId,
		certificate: CertificateId,
		to: AccountId,
	) -> DispatchResult {
		Self::ensure_holds(who, &certificate)?;
		let avatar = T::Avatars::avatar_of(&to).ok_or(Error::<T>::RecipientNotAvatar)?;
		Certificates::<T>::insert(&certificate, avatar);
		let from = who.clone();
		Self::deposit_event(Event::CertificateTransferred { certificate, from, to });
		Ok(())
	}
}

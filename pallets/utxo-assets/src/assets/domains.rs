//! Who may issue a token under a symbol: the domain rule.

use super::types::{CertificateId, Commitment, Symbol, MAX_REVEAL, MIN_REVEAL};
use crate::{Certificates, Commitments, Config, Error, Event, Pallet};
use frame_support::ensure;
use pillars_ledger::{domain_commitment, domain_of};
use pillars_primitives::AccountId;
use pillars_traits::{AvatarId, Avatars};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// What gives the avatar of an account the right to a symbol.
pub(crate) enum NamingRight {
	/// It holds the domain.
	Holder,
	/// It holds this naming certificate, which is used up.
	Named(CertificateId),
	/// It reveals its commitment to a domain that nobody holds, and gets its certificate.
	Reveals(CertificateId),
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_commit_domain(who: &AccountId, hash: H256) -> DispatchResult {
		ensure!(T::Avatars::is_avatar(who), Error::<T>::NotAvatar);
		Commitments::<T>::insert(who, Commitment { hash, height: Self::now() });
		let who = who.clone();
		Self::deposit_event(Event::DomainCommitted { who, commitment: hash });
		Ok(())
	}

	/// By what right the account, which has this avatar, may issue a token of this symbol. Nothing is written.
	///
	/// # Errors
	///
	/// [`Error::NotCommitted`], [`Error::RevealTooEarly`], [`Error::RevealTooLate`],
	/// [`Error::NoNamingCertificate`].
	pub(crate) fn naming_right(
		who: &AccountId,
		avatar: &AvatarId,
		symbol: &Symbol,
		salt: Option<[u8; 32]>,
	) -> Result<NamingRight, Error<T>> {
		let domain = domain_certificate::<T>(symbol)?;
		let naming = CertificateId::Naming(symbol.clone());
		// A symbol that was granted is its holder's alone, even before the holder of the domain.
		if let Some(holder) = Certificates::<T>::get(&naming) {
			ensure!(holder == *avatar, Error::NoNamingCertificate);
			return Ok(NamingRight::Named(naming));
		}
		match Certificates::<T>::get(&domain) {
			Some(holder) => {
				ensure!(holder == *avatar, Error::NoNamingCertificate);
				Ok(NamingRight::Holder)
			},
			None => {
				Self::check_reveal(who, symbol, salt)?;
				Ok(NamingRight::Reveals(domain))
			},
		}
	}

	fn check_reveal(
		who: &AccountId,
		symbol: &Symbol,
		salt: Option<[u8; 32]>,
	) -> Result<(), Error<T>> {
		let commitment = Commitments::<T>::get(who).ok_or(Error::NotCommitted)?;
		let salt = salt.ok_or(Error::NotCommitted)?;
		let hash = domain_commitment(symbol, &salt, who);
		ensure!(commitment.hash == hash, Error::NotCommitted);
		let age = Self::now().saturating_sub(commitment.height);
		ensure!(age >= MIN_REVEAL, Error::RevealTooEarly);
		ensure!(age <= MAX_REVEAL, Error::RevealTooLate);
		Ok(())
	}

	/// Makes use of the right.
	pub(crate) fn exercise(right: NamingRight, who: &AccountId, avatar: AvatarId) {
		match right {
			NamingRight::Holder => {},
			NamingRight::Named(certificate) => {
				Certificates::<T>::remove(&certificate);
				let holder = who.clone();
				Self::deposit_event(Event::CertificateUsed { certificate, holder });
			},
			NamingRight::Reveals(domain) => {
				Commitments::<T>::remove(who);
				Self::make_certificate(domain, who, avatar);
			},
		}
	}
}

/// The certificate of the domain that a symbol is in.
///
/// # Errors
///
/// [`Error::BadSymbol`] if it were longer than a symbol, which a part of a symbol never is.
pub(crate) fn domain_certificate<T: Config>(symbol: &Symbol) -> Result<CertificateId, Error<T>> {
	let label = domain_of(symbol).to_vec();
	label.try_into().map(CertificateId::Domain).map_err(|_| Error::BadSymbol)
}

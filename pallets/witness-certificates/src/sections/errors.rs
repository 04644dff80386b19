//! The errors of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why something was refused: one variant for each rule.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has no avatar.
		NotAvatar,
		/// The account holds a certificate that has not ended.
		AlreadyCertified,
		/// There are as many level-1 certificates as there may be. Those that have lapsed count until they are
		/// settled.
		TooManyLevel1,
		/// The Foundation's account can not set the grant aside.
		FoundationTooPoor,
		/// The account never had a certificate.
		NoCertificate,
		/// The certificate is not of level 1.
		NotLevel1,
		/// The certificate is frozen.
		CertificateFrozen,
		/// The certificate has expired.
		CertificateExpired,
		/// The certificate is revoked.
		CertificateRevoked,
		/// The certificate is not frozen.
		NotFrozen,
		/// The holder proposes the account already.
		AlreadyProposed,
		/// The holder proposes as many as it can.
		TooManyProposals,
		/// The holder does not propose the account.
		NotProposed,
		/// The account's own bond is below the least bond of a witness.
		BondTooSmall,
		/// The account is not on the waiting list, and others are.
		OthersWait,
		/// There are level-2 certificates under an expired level-1 certificate of the account.
		StillLeads,
		/// There are as many level-2 certificates under the level-1 certificate as there may be. Those that have
		/// lapsed count until they are settled.
		TooManyLevel2,
		/// There are as many level-2 certificates in all as there may be, counted in the same way.
		TooManyLevel2InAll,
		/// The account is on the waiting list already.
		AlreadyWaiting,
		/// The waiting list is full.
		WaitingListFull,
		/// The account is not on the waiting list.
		NotWaiting,
		/// Time has done nothing to the account that is not written.
		NothingToSettle,
		/// No grant has released anything to the account that is not claimed.
		NothingToClaim,
	}
}

//! The errors of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why a call fails: one variant for each rule.
	#[pallet::error]
	pub enum Error<T> {
		/// The name has no sign.
		EmptySymbol,
		/// The name has too many signs.
		SymbolTooLong,
		/// The name has another sign than letters, digits, `.`, `@`, `_` and `-`.
		BadSign,
		/// The name is reserved.
		ReservedSymbol,
		/// The name reads like an address of the chain.
		AddressLike,
		/// The name is another avatar's, perhaps in another case.
		SymbolTaken,
		/// The caller has an avatar already.
		HasAvatar,
		/// The caller has no avatar.
		NotAvatar,
		/// The account that should get the avatar has one already.
		RecipientHasAvatar,
		/// The avatar is tied to its account: by a witness certificate, a candidacy or delegations.
		Tied,
		/// The avatar is not offered.
		NoOffer,
		/// The avatar is offered to another account.
		OfferedToAnother,
		/// The avatar was transferred as often as can be counted.
		TooManyTransfers,
		/// There is no avatar of this id.
		NoSuchAvatar,
		/// An avatar can not attest anything of itself.
		OwnAvatar,
		/// The kind of attestation has no name.
		UnknownKind,
		/// The subject has another transfer count than the attester means.
		SubjectMoved,
		/// The caller has made no such attestation.
		NoAttestation,
		/// The name of a kind is not of 1 to 32 lower-case letters, digits and hyphens.
		BadKindName,
		/// The kind has a name already, which can not be changed.
		KindNamed,
		/// Another kind has this name.
		KindNameTaken,
	}
}

//! The events of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An avatar was registered.
		Registered {
			/// Its id.
			avatar: AvatarId,
			/// Its name.
			symbol: Symbol,
			/// The account that has it.
			account: AccountId,
		},
		/// An avatar was offered to an account.
		TransferOffered {
			/// Its id.
			avatar: AvatarId,
			/// The account that has it.
			from: AccountId,
			/// The account to which it was offered before, if any.
			old: Option<AccountId>,
			/// The account to which it is offered.
			new: AccountId,
		},
		/// An offer was withdrawn.
		OfferWithdrawn {
			/// The id of the avatar.
			avatar: AvatarId,
			/// The account that has it.
			from: AccountId,
			/// The account to which it was offered.
			to: AccountId,
		},
		/// An avatar has another account. What was attested of it and by it has lapsed.
		Transferred {
			/// Its id.
			avatar: AvatarId,
			/// The account that had it.
			from: AccountId,
			/// The account that has it.
			to: AccountId,
			/// How often it was transferred, with this time.
			transfers: u32,
		},
		/// An avatar attested something of another one.
		Attested {
			/// The id of the avatar attested.
			subject: AvatarId,
			/// The kind.
			kind: u32,
			/// The id of the avatar that attested it.
			attester: AvatarId,
			/// The account that made it.
			who: AccountId,
			/// The hash of the attestation replaced, if any.
			old: Option<H256>,
			/// The hash of the document.
			new: H256,
		},
		/// An attestation was revoked, and what was held for it is free.
		AttestationRevoked {
			/// The id of the avatar attested.
			subject: AvatarId,
			/// The kind.
			kind: u32,
			/// The id of the avatar that attested it.
			attester: AvatarId,
			/// The account that had made it.
			who: AccountId,
			/// The hash of the document.
			hash: H256,
		},
		/// A kind of attestations got its name.
		KindNamed {
			/// Its number.
			kind: u32,
			/// Its name.
			name: KindName,
		},
	}
}

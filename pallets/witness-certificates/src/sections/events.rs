//! The events of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened. Amounts are in satoshi.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The Foundation issued a level-1 certificate.
		Level1Issued {
			/// The holder.
			who: AccountId,
			/// The last moment (ms) at which it can become active.
			activate_by: Moment,
		},
		/// A level-1 certificate became active.
		Activated {
			/// The holder.
			who: AccountId,
			/// The height at which it expires.
			until: BlockNumber,
		},
		/// The holder of a level-1 certificate proposes someone for level 2.
		Level2Proposed {
			/// That holder.
			under: AccountId,
			/// Who is proposed.
			who: AccountId,
		},
		/// It does no longer.
		ProposalWithdrawn {
			/// That holder.
			under: AccountId,
			/// Who was proposed.
			who: AccountId,
		},
		/// A level-2 certificate was issued.
		Level2Issued {
			/// The holder of the level-1 certificate above it.
			under: AccountId,
			/// The holder.
			who: AccountId,
			/// The height at which it expires.
			until: BlockNumber,
		},
		/// Low scores froze a level-1 certificate, and with it all level 2 under it.
		Frozen {
			/// The holder.
			who: AccountId,
			/// How often that has happened now.
			freezes: u32,
		},
		/// The Foundation unfroze a level-1 certificate.
		Unfrozen {
			/// The holder.
			who: AccountId,
		},
		/// A certificate's expiry was written. It took effect at its height.
		Expired {
			/// The holder.
			who: AccountId,
		},
		/// A certificate was revoked.
		Revoked {
			/// The holder.
			who: AccountId,
		},
		/// ETP was set aside on the Foundation's account.
		GrantMade {
			/// For whom.
			who: AccountId,
			/// How much.
			amount: Balance,
		},
		/// A grant was paid as far as it was released.
		GrantClaimed {
			/// To whom.
			who: AccountId,
			/// How much.
			amount: Balance,
		},
		/// What will not be released of a grant is the Foundation's again.
		GrantReturned {
			/// For whom it was set aside.
			who: AccountId,
			/// How much.
			amount: Balance,
		},
		/// An account joined the waiting list.
		Waiting {
			/// The account.
			who: AccountId,
		},
		/// An account is no longer on the waiting list.
		WaitingEnded {
			/// The account.
			who: AccountId,
		},
	}
}

//! The events of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Outputs were spent and made, by a transaction, a call, a coinbase or a coinstake.
		Applied {
			/// Id of the transaction, or what stands for it.
			txid: H256,
			/// What was unspent before.
			spent: Vec<(OutPoint, Output)>,
			/// What was made, including what is not stored: paid to an account or burned.
			created: Vec<(OutPoint, Output)>,
			/// ETP of the inputs that went to the fees of the block, in satoshi.
			fee: Balance,
			/// How the outputs came to be.
			origin: CoinOrigin,
		},
		/// An owner chose who seals for its coins.
		StakingKeySet {
			/// The owner.
			owner: AccountId,
			/// The key in force; `None` is the owner's own.
			old: Option<Public>,
			/// The key that must seal from the height `from` on.
			new: Option<Public>,
			/// That height.
			from: BlockNumber,
		},
		/// Somebody committed itself to a domain that it does not name yet.
		DomainCommitted {
			/// Who.
			who: AccountId,
			/// The commitment.
			commitment: H256,
		},
		/// A token was issued; its issue certificate is the issuer's.
		Issued {
			/// Its number.
			asset: Asset,
			/// Its symbol.
			symbol: Symbol,
			/// Who issued it.
			issuer: AccountId,
			/// How much of it, in its smallest units.
			supply: Balance,
		},
		/// More of a token was issued.
		Reissued {
			/// Its number.
			asset: Asset,
			/// By the holder of the issue certificate.
			by: AccountId,
			/// How much more, in its smallest units.
			amount: Balance,
		},
		/// The metadata of a token changed.
		MetadataSet {
			/// Its number.
			asset: Asset,
			/// What it was.
			old: Option<H256>,
			/// What it is.
			new: Option<H256>,
		},
		/// A certificate came to be.
		CertificateMade {
			/// Which.
			certificate: CertificateId,
			/// The account of its holder.
			holder: AccountId,
		},
		/// A certificate has another holder. When its holder, an avatar, moves to another account, that is no change of
		/// it.
		CertificateTransferred {
			/// Which.
			certificate: CertificateId,
			/// The account of the old holder.
			from: AccountId,
			/// The account of the new holder.
			to: AccountId,
		},
		/// A naming certificate was used up.
		CertificateUsed {
			/// Which.
			certificate: CertificateId,
			/// The account of its last holder.
			holder: AccountId,
		},
		/// A MIT was registered.
		MitRegistered {
			/// Its number.
			id: MitId,
			/// Its symbol.
			symbol: Symbol,
			/// Who registered it.
			creator: AccountId,
		},
	}
}

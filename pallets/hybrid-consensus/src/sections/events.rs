//! The events of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The first `Pow` block of an epoch.
		EpochOpened {
			/// The epoch.
			epoch: u32,
			/// Number of its witnesses.
			witnesses: u32,
			/// Number of candidates that they were drawn from; 0 if there were none, and the old list goes on.
			candidates: u32,
			/// Merkle root of the witnesses and their keys, as in the digest.
			root: Hash,
		},
		/// A block was paid for.
		Rewarded {
			/// Its kind.
			kind: Kind,
			/// Its author.
			author: AccountId,
			/// ETP minted for it, in satoshi.
			reward: Balance,
			/// The author's part of the fees, in satoshi.
			fees: Balance,
			/// The part of the author of the parent, in satoshi.
			parent_fees: Balance,
		},
		/// Governance changed the parameters. They bind headers from the next block on, transactions at once.
		ParametersChanged {
			/// Those in force up to this block.
			old: Box<Parameters>,
			/// Those in force from the next one on.
			new: Box<Parameters>,
		},
	}
}

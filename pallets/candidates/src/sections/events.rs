//! The events of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened. Amounts are in satoshi.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account raised its bond.
		Bonded {
			/// The account.
			who: AccountId,
			/// By how much.
			amount: Balance,
			/// What the bond is now.
			bond: Balance,
		},
		/// An account lowered its bond.
		Unbonded {
			/// The account.
			who: AccountId,
			/// By how much.
			amount: Balance,
			/// What the bond is now.
			bond: Balance,
			/// The epoch from which on the amount can be withdrawn.
			free_at: u32,
		},
		/// An account took back what had left its bond.
		BondWithdrawn {
			/// The account.
			who: AccountId,
			/// How much.
			amount: Balance,
		},
		/// An account stands for election.
		CandidateRegistered {
			/// The account.
			who: AccountId,
			/// Its keys.
			keys: CandidateKeys,
		},
		/// The lightest candidate had to make room for a heavier one.
		CandidateReplaced {
			/// Who is no longer a candidate.
			who: AccountId,
			/// Who is, instead.
			by: AccountId,
		},
		/// An account no longer stands for election.
		CandidateLeft {
			/// The account.
			who: AccountId,
		},
		/// A candidate has other keys, in force from the next freezing on.
		KeysChanged {
			/// The candidate.
			who: AccountId,
			/// Its keys before.
			old: CandidateKeys,
			/// Its keys now.
			new: CandidateKeys,
		},
		/// A candidate keeps another part of its delegators' rewards, from the next freezing on.
		CommissionChanged {
			/// The candidate.
			who: AccountId,
			/// The part that was to be kept.
			old: Perbill,
			/// The part that is to be kept.
			new: Perbill,
		},
		/// An account delegated to a node. It counts from the next freezing on.
		Delegated {
			/// The account.
			delegator: AccountId,
			/// The node.
			node: AccountId,
			/// How much more.
			amount: Balance,
		},
		/// An account took a delegation back. It does not count any more.
		Undelegated {
			/// The account.
			delegator: AccountId,
			/// The node.
			node: AccountId,
			/// How much.
			amount: Balance,
			/// The epoch from which on the amount can be withdrawn.
			free_at: u32,
		},
		/// An account withdrew what it had undelegated.
		DelegationWithdrawn {
			/// The account.
			delegator: AccountId,
			/// The node.
			node: AccountId,
			/// How much.
			amount: Balance,
		},
		/// The delegators of a node got their part of a reward.
		RewardShared {
			/// The node.
			node: AccountId,
			/// How much all of them got.
			amount: Balance,
		},
		/// An account claimed its rewards.
		RewardsClaimed {
			/// The account.
			delegator: AccountId,
			/// The node that earned them.
			node: AccountId,
			/// How much.
			amount: Balance,
		},
		/// Candidates were frozen for the draw that opens the next epoch.
		CandidatesFrozen {
			/// The epoch that opens now.
			epoch: u32,
			/// How many there are.
			count: u32,
		},
		/// A witness that missed too many turns was struck from the frozen candidates.
		Struck {
			/// The witness.
			who: AccountId,
			/// The epoch.
			epoch: u32,
			/// How many turns it had.
			assigned: u32,
			/// How many of them it made.
			made: u32,
		},
		/// A witness lost half of its bond for two blocks in the place of one.
		Punished {
			/// The witness.
			who: AccountId,
			/// The key that sealed both.
			key: Public,
			/// Where in time.
			turn: Turn,
			/// What it lost.
			taken: Balance,
			/// Who brought the evidence.
			reporter: AccountId,
			/// What the reporter got of it; the rest is burned.
			reward: Balance,
		},
	}
}

//! The errors of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why a call fails.
	#[pallet::error]
	pub enum Error<T> {
		/// An amount is 0.
		ZeroAmount,
		/// More is to leave than is bonded.
		BondInsufficient,
		/// A candidate can not go below the least bond; it has to leave first.
		CandidateNeedsBond,
		/// Nothing is free to be withdrawn.
		NothingToWithdraw,
		/// The account has no avatar.
		NoAvatar,
		/// The account is a candidate already.
		AlreadyCandidate,
		/// The account is not a candidate.
		NotCandidate,
		/// The own bond is below the least one.
		BondTooLow,
		/// The keys are not those of a witness: one of the two is missing.
		KeyMissing,
		/// Another candidate has this witness key.
		WitnessKeyTaken,
		/// Another candidate has this GRANDPA key.
		GrandpaKeyTaken,
		/// The keys are not proven to be the caller's.
		InvalidProof,
		/// There is no room for another candidate, and the lightest is not lighter than the caller.
		RegistryFull,
		/// A delegation is below the least amount.
		DelegationTooSmall,
		/// The delegator and the node are the same account; it can bond.
		DelegationToSelf,
		/// The node has no valid certificate.
		NotCertified,
		/// More is to leave than is delegated.
		DelegationInsufficient,
		/// What would stay delegated is less than the least delegation, and not nothing.
		RemainderTooSmall,
		/// There is no reward to claim.
		NothingToClaim,
		/// A header of the evidence has no sound digest, or is too large.
		MalformedHeader,
		/// A header of the evidence is not that of a `Dpos` block.
		NotFollower,
		/// The headers of the evidence have different parents.
		DifferentParents,
		/// The headers of the evidence are of different turns.
		DifferentTurns,
		/// The headers of the evidence are of the same block.
		SameBlock,
		/// The evidence is from an epoch too long ago.
		EvidenceTooOld,
		/// The evidence is of a turn that was nobody's.
		UnknownTurn,
		/// A header of the evidence is not sealed by the witness whose turn it was.
		WrongSeal,
		/// The witness was punished for what it did with this key after this offence, or for it.
		AlreadyPunished,
		/// The witness neither is a candidate nor has a bond.
		NothingAtStake,
	}
}

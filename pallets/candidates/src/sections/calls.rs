//! The calls of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Raises the bond of the caller.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// The amount is held. It counts at once in the witness score, in elections from the next freezing on.
		///
		/// ## Parameters
		///
		/// - `amount`: in satoshi.
		///
		/// ## Errors
		///
		/// - [`Error::ZeroAmount`], and what the currency has against it.
		///
		/// ## Events
		///
		/// - [`Event::Bonded`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::bond())]
		pub fn bond(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_bond(&who, amount)
		}

		/// Lowers the bond of the caller.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// The amount stops counting at once. It stays held, and evidence can take of it, for this epoch and
		/// [`UNLOCK_EPOCHS`] whole ones; for one more if the caller is among the frozen candidates.
		///
		/// ## Parameters
		///
		/// - `amount`: in satoshi.
		///
		/// ## Errors
		///
		/// - [`Error::ZeroAmount`].
		/// - [`Error::BondInsufficient`]: more than is bonded.
		/// - [`Error::CandidateNeedsBond`]: a candidate would be below the least bond.
		///
		/// ## Events
		///
		/// - [`Event::Unbonded`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::unbond())]
		pub fn unbond(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unbond(&who, amount)
		}

		/// Takes back what has left the bond of the caller and is free.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Errors
		///
		/// - [`Error::NothingToWithdraw`].
		///
		/// ## Events
		///
		/// - [`Event::BondWithdrawn`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_bond())]
		pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_bond(&who)
		}

		/// Makes the caller a candidate from the next freezing on.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by an account with an avatar and a bond of at least *min_bond*.
		///
		/// ## Details
		///
		/// Keys and proof are those that `author_rotateKeysWithOwner` of a node returns for the caller's account.
		/// If there are [`MAX_CANDIDATES`] already, the lightest makes room for a heavier one.
		///
		/// ## Parameters
		///
		/// - `keys`: the keys of the node.
		/// - `proof`: signatures of the caller's account by each of them.
		///
		/// ## Errors
		///
		/// - [`Error::NoAvatar`], [`Error::AlreadyCandidate`], [`Error::BondTooLow`].
		/// - [`Error::KeyMissing`], [`Error::WitnessKeyTaken`], [`Error::GrandpaKeyTaken`],
		///   [`Error::InvalidProof`].
		/// - [`Error::RegistryFull`]: there is no room, and nobody is lighter.
		///
		/// ## Events
		///
		/// - [`Event::CandidateReplaced`], if one had to go.
		/// - [`Event::CandidateRegistered`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::register_candidate(MAX_CANDIDATES))]
		pub fn register_candidate(
			origin: OriginFor<T>,
			keys: T::Keys,
			proof: BoundedVec<u8, ConstU32<MAX_PROOF>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let looked_at = Self::do_register(&who, &keys, &proof)?;
			Ok(Some(T::WeightInfo::register_candidate(looked_at)).into())
		}

		/// Gives a candidate other keys, in force from the next freezing on.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by a candidate.
		///
		/// ## Details
		///
		/// One of the two may stay as it is. Epochs for which candidates are frozen already need the old keys.
		///
		/// ## Parameters
		///
		/// - `keys`, `proof`: as of [`Self::register_candidate`].
		///
		/// ## Errors
		///
		/// - [`Error::NotCandidate`].
		/// - [`Error::KeyMissing`], [`Error::WitnessKeyTaken`], [`Error::GrandpaKeyTaken`],
		///   [`Error::InvalidProof`].
		///
		/// ## Events
		///
		/// - [`Event::KeysChanged`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_keys())]
		pub fn set_keys(
			origin: OriginFor<T>,
			keys: T::Keys,
			proof: BoundedVec<u8, ConstU32<MAX_PROOF>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_keys(&who, &keys, &proof)
		}

		/// Ends the candidacy of the caller.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by a candidate.
		///
		/// ## Details
		///
		/// The bond stays until it is taken back with [`Self::unbond`]. Who is frozen already can still be
		/// elected: otherwise candidates that know the outcome of a draw could change it.
		///
		/// ## Errors
		///
		/// - [`Error::NotCandidate`].
		///
		/// ## Events
		///
		/// - [`Event::CandidateLeft`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(&who)
		}

		/// Says what a candidate keeps of its delegators' rewards, from the next freezing on.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by a candidate.
		///
		/// ## Parameters
		///
		/// - `commission`: in billionths.
		///
		/// ## Errors
		///
		/// - [`Error::NotCandidate`].
		///
		/// ## Events
		///
		/// - [`Event::CommissionChanged`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_commission())]
		pub fn set_commission(origin: OriginFor<T>, commission: Perbill) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_commission(&who, commission)
		}

		/// Lends stake to the holder of a certificate.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// The amount is held of the caller. It counts and earns from the next freezing on. Evidence against the node
		/// never touches it.
		///
		/// ## Parameters
		///
		/// - `node`: the account of the holder.
		/// - `amount`: in satoshi, at least [`MIN_DELEGATION`].
		///
		/// ## Errors
		///
		/// - [`Error::DelegationTooSmall`], [`Error::DelegationToSelf`], [`Error::NotCertified`], and what the
		///   currency has against it.
		///
		/// ## Events
		///
		/// - [`Event::Delegated`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::delegate())]
		pub fn delegate(
			origin: OriginFor<T>,
			node: AccountId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delegate(&who, &node, amount)
		}

		/// Takes stake back, first what does not count yet.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// Always possible, as long as nothing or at least [`MIN_DELEGATION`] stays. The amount stops counting and
		/// earning at once, and stays held for this epoch and [`UNLOCK_EPOCHS`] whole ones. Rewards can still be
		/// claimed.
		///
		/// ## Parameters
		///
		/// - `node`: to whom it was lent.
		/// - `amount`: in satoshi.
		///
		/// ## Errors
		///
		/// - [`Error::ZeroAmount`].
		/// - [`Error::DelegationInsufficient`]: more than is delegated.
		/// - [`Error::RemainderTooSmall`]: less than [`MIN_DELEGATION`] would stay.
		///
		/// ## Events
		///
		/// - [`Event::Undelegated`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::undelegate())]
		pub fn undelegate(
			origin: OriginFor<T>,
			node: AccountId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_undelegate(&who, &node, amount)
		}

		/// Withdraws what was undelegated and is free.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `node`: to whom it was lent.
		///
		/// ## Errors
		///
		/// - [`Error::NothingToWithdraw`].
		///
		/// ## Events
		///
		/// - [`Event::DelegationWithdrawn`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::withdraw_delegation())]
		pub fn withdraw_delegation(origin: OriginFor<T>, node: AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_delegation(&who, &node)
		}

		/// Pays the caller what its delegation to a node has earned.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `node`: the node.
		///
		/// ## Errors
		///
		/// - [`Error::NothingToClaim`].
		///
		/// ## Events
		///
		/// - [`Event::RewardsClaimed`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::claim_rewards())]
		pub fn claim_rewards(origin: OriginFor<T>, node: AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(&who, &node)
		}

		/// Shows that a witness sealed two blocks on one parent at one turn.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by anyone.
		///
		/// ## Details
		///
		/// Half of what is held of the witness's own bond is taken, also of what is leaving. A tenth of that is the
		/// caller's, the rest is burned. The witness sits out [`SIT_OUT_EPOCHS`] epochs.
		///
		/// ## Parameters
		///
		/// - `first`, `second`: the headers, sealed; their order does not matter.
		///
		/// ## Errors
		///
		/// - [`Error::MalformedHeader`], [`Error::NotFollower`].
		/// - [`Error::DifferentParents`], [`Error::DifferentTurns`], [`Error::SameBlock`].
		/// - [`Error::EvidenceTooOld`]: from more than [`EVIDENCE_EPOCHS`] epochs ago.
		/// - [`Error::UnknownTurn`], [`Error::WrongSeal`].
		/// - [`Error::AlreadyPunished`], [`Error::NothingAtStake`].
		///
		/// ## Events
		///
		/// - [`Event::Punished`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::report_equivocation())]
		pub fn report_equivocation(
			origin: OriginFor<T>,
			first: Box<Header>,
			second: Box<Header>,
		) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			Self::do_report(&reporter, &first, &second)
		}
	}
}

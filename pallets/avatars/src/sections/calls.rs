//! The calls of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers an avatar for the caller.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by an account without an avatar.
		///
		/// ## Details
		///
		/// Costs [`REGISTRATION_FEE`]: a fifth to the author of the block, the rest to the treasury.
		///
		/// ## Parameters
		///
		/// - `symbol`: the name, as it is to be shown.
		///
		/// ## Errors
		///
		/// - [`Error::EmptySymbol`], [`Error::SymbolTooLong`], [`Error::BadSign`],
		///   [`Error::ReservedSymbol`], [`Error::AddressLike`]: nobody can have the name.
		/// - [`Error::HasAvatar`]: the caller has one.
		/// - [`Error::SymbolTaken`]: the name is another one's, in whatever case.
		/// - What the fee is refused for.
		///
		/// ## Events
		///
		/// - [`Event::Registered`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(origin: OriginFor<T>, symbol: Symbol) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, symbol)
		}

		/// Offers the avatar of the caller to an account.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by the account that has the avatar.
		///
		/// ## Details
		///
		/// The offer takes the place of an earlier one, and stands until it is accepted or withdrawn.
		///
		/// ## Parameters
		///
		/// - `to`: who may accept it.
		///
		/// ## Errors
		///
		/// - [`Error::NotAvatar`]: the caller has none.
		/// - [`Error::RecipientHasAvatar`]: `to` has one; so has the caller itself.
		/// - [`Error::Tied`]: the avatar must stay with the caller.
		///
		/// ## Events
		///
		/// - [`Event::TransferOffered`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::offer_transfer())]
		pub fn offer_transfer(origin: OriginFor<T>, to: AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_transfer(who, to)
		}

		/// Withdraws the offer of the caller's avatar.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by the account that has the avatar.
		///
		/// ## Errors
		///
		/// - [`Error::NotAvatar`]: the caller has none.
		/// - [`Error::NoOffer`]: it is not offered.
		///
		/// ## Events
		///
		/// - [`Event::OfferWithdrawn`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_offer(who)
		}

		/// Accepts an avatar that is offered to the caller.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by the account to which it is offered.
		///
		/// ## Details
		///
		/// From now on the caller has the avatar, with its age. What was attested of it, and what it
		/// attested, lapses; holds for the latter stay with the account that made them.
		///
		/// ## Parameters
		///
		/// - `avatar`: its id, the [`avatar_id`] of its name.
		///
		/// ## Errors
		///
		/// - [`Error::NoOffer`], [`Error::OfferedToAnother`]: it is not offered to the caller.
		/// - [`Error::RecipientHasAvatar`]: the caller has one by now.
		/// - [`Error::Tied`]: the avatar must stay with its account by now.
		/// - [`Error::TooManyTransfers`]: it was transferred 2^32 - 1 times.
		///
		/// ## Events
		///
		/// - [`Event::Transferred`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::accept_transfer())]
		pub fn accept_transfer(origin: OriginFor<T>, avatar: AvatarId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_transfer(who, avatar)
		}

		/// Attests something of another avatar.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by an account with an avatar.
		///
		/// ## Details
		///
		/// [`ATTESTATION_HOLD`] of the caller is held until it revokes the attestation. If the caller
		/// has attested this kind of this avatar before, the attestation is replaced and nothing more
		/// is held.
		///
		/// ## Parameters
		///
		/// - `avatar`: the id of the subject.
		/// - `kind`: what kind of attestation it is; it must have a name.
		/// - `hash`: the hash of a document.
		/// - `transfers`: the transfer count of the subject as the caller knows it, so that the
		///   attestation is not made of somebody else if the avatar has moved meanwhile.
		///
		/// ## Errors
		///
		/// - [`Error::NotAvatar`]: the caller has none.
		/// - [`Error::OwnAvatar`]: the subject is the caller's.
		/// - [`Error::UnknownKind`], [`Error::NoSuchAvatar`]: there is no such kind or avatar.
		/// - [`Error::SubjectMoved`]: the subject has another transfer count.
		/// - What the currency has against the hold.
		///
		/// ## Events
		///
		/// - [`Event::Attested`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::attest())]
		pub fn attest(
			origin: OriginFor<T>,
			avatar: AvatarId,
			kind: u32,
			hash: H256,
			transfers: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest(who, avatar, kind, hash, transfers)
		}

		/// Revokes an attestation that the caller made, and frees what is held for it.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by the account that made it, whether or not it has an avatar by now.
		///
		/// ## Parameters
		///
		/// - `avatar`: the id of the subject.
		/// - `kind`: the kind of attestation.
		///
		/// ## Errors
		///
		/// - [`Error::NoAttestation`]: the caller made none.
		///
		/// ## Events
		///
		/// - [`Event::AttestationRevoked`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::revoke_attestation())]
		pub fn revoke_attestation(
			origin: OriginFor<T>,
			avatar: AvatarId,
			kind: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_attestation(who, avatar, kind)
		}

		/// Gives a kind of attestations its name, for good.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::UpdateOrigin`].
		///
		/// ## Details
		///
		/// A name can not be changed or removed: the attestations of the kind would then say something
		/// else than what was attested.
		///
		/// ## Parameters
		///
		/// - `kind`: its number, which has no name yet.
		/// - `name`: 1 to 32 lower-case letters, digits and hyphens.
		///
		/// ## Errors
		///
		/// - [`Error::BadKindName`]: the name has other signs or another length.
		/// - [`Error::KindNamed`]: the kind has a name.
		/// - [`Error::KindNameTaken`]: another kind has the name.
		///
		/// ## Events
		///
		/// - [`Event::KindNamed`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::name_kind())]
		pub fn name_kind(origin: OriginFor<T>, kind: u32, name: KindName) -> DispatchResult {
			T::UpdateOrigin::ensure_origin(origin)?;
			Self::do_name_kind(kind, name)
		}
	}
}

//! The calls of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Issues a level-1 certificate.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::FoundationOrigin`].
		///
		/// ## Details
		///
		/// [`ISSUE_GRANT`] is set aside. Level-2 certificates that are left under an expired level-1 certificate of
		/// the account are under the new one; if enough of them are valid, it becomes active at once.
		///
		/// ## Parameters
		///
		/// - `to`: the holder to be, an avatar without a certificate in force.
		///
		/// ## Errors
		///
		/// - [`Error::NotAvatar`], [`Error::AlreadyCertified`]: the account can not hold it.
		/// - [`Error::TooManyLevel1`]: there are [`MAX_LEVEL1`].
		/// - [`Error::FoundationTooPoor`]: a grant can not be set aside.
		///
		/// ## Events
		///
		/// [`Event::Level1Issued`], [`Event::GrantMade`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::issue_level1())]
		pub fn issue_level1(origin: OriginFor<T>, to: AccountId) -> DispatchResult {
			T::FoundationOrigin::ensure_origin(origin)?;
			Self::do_issue_level1(&to)
		}

		/// Proposes an account for a level-2 certificate under that of the caller: the first of two approvals.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the holder of a level-1 certificate that is issued or active.
		///
		/// ## Parameters
		///
		/// - `to`: the holder to be.
		///
		/// ## Errors
		///
		/// - [`Error::NoCertificate`], [`Error::NotLevel1`], [`Error::CertificateFrozen`],
		///   [`Error::CertificateExpired`], [`Error::CertificateRevoked`]: the caller can not issue.
		/// - [`Error::NotAvatar`], [`Error::AlreadyCertified`], [`Error::StillLeads`], [`Error::BondTooSmall`],
		///   [`Error::OthersWait`]: the account can not be given one.
		/// - [`Error::AlreadyProposed`], [`Error::TooManyProposals`].
		///
		/// ## Events
		///
		/// [`Event::Level2Proposed`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::propose_level2())]
		pub fn propose_level2(origin: OriginFor<T>, to: AccountId) -> DispatchResult {
			let under = ensure_signed(origin)?;
			Self::do_propose_level2(&under, &to)
		}

		/// Takes a proposal back that the Foundation has not approved.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the one who made it.
		///
		/// ## Parameters
		///
		/// - `to`: who was proposed.
		///
		/// ## Errors
		///
		/// - [`Error::NotProposed`].
		///
		/// ## Events
		///
		/// [`Event::ProposalWithdrawn`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_proposal())]
		pub fn withdraw_proposal(origin: OriginFor<T>, to: AccountId) -> DispatchResult {
			let under = ensure_signed(origin)?;
			Self::remove_proposal(&under, &to)?;
			Self::deposit_event(Event::ProposalWithdrawn { under, who: to });
			Ok(())
		}

		/// Approves a proposal: the second approval issues the level-2 certificate, which is active at once.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::FoundationOrigin`].
		///
		/// ## Details
		///
		/// [`LEVEL2_GRANT`] is set aside. If it makes the level-1 certificate active, [`ACTIVATION_GRANT`] is too; if
		/// there are no funds for that, the level 1 stays as it is until [`Pallet::settle`] finds them. All that the
		/// proposal had to meet is checked again.
		///
		/// ## Parameters
		///
		/// - `under`: the holder of the level-1 certificate.
		/// - `to`: whom it proposes.
		///
		/// ## Errors
		///
		/// - Those of [`Pallet::propose_level2`] but for the last two.
		/// - [`Error::NotProposed`].
		/// - [`Error::TooManyLevel2`], [`Error::TooManyLevel2InAll`]: there is no room.
		/// - [`Error::FoundationTooPoor`]: its grant can not be set aside.
		///
		/// ## Events
		///
		/// [`Event::Level2Issued`], [`Event::GrantMade`], [`Event::Activated`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::approve_level2())]
		pub fn approve_level2(
			origin: OriginFor<T>,
			under: AccountId,
			to: AccountId,
		) -> DispatchResult {
			T::FoundationOrigin::ensure_origin(origin)?;
			Self::do_approve_level2(&under, &to)
		}

		/// Unfreezes a level-1 certificate, and with it all level 2 under it.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::FoundationOrigin`].
		///
		/// ## Details
		///
		/// The run of low scores begins anew, the number of freezes stays. A certificate whose life is over expires,
		/// be it the level 1 or one under it.
		///
		/// ## Parameters
		///
		/// - `holder`: the holder.
		///
		/// ## Errors
		///
		/// - [`Error::NoCertificate`], [`Error::NotLevel1`], [`Error::NotFrozen`], [`Error::CertificateExpired`],
		///   [`Error::CertificateRevoked`].
		///
		/// ## Events
		///
		/// [`Event::Unfrozen`]; [`Event::Expired`], [`Event::GrantReturned`], [`Event::Activated`] as it may be.
		#[pallet::call_index(4)]
		// One that is over ends instead, with all level 2 under it.
		#[pallet::weight(T::WeightInfo::unfreeze().max(T::WeightInfo::settle()))]
		pub fn unfreeze(origin: OriginFor<T>, holder: AccountId) -> DispatchResult {
			T::FoundationOrigin::ensure_origin(origin)?;
			Self::do_unfreeze(&holder)
		}

		/// Revokes a certificate; one of level 1 with all level 2 under it.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::FoundationOrigin`].
		///
		/// ## Details
		///
		/// What is not released of the grants is the Foundation's again. An expired certificate can be revoked too:
		/// one of level 1 takes the level 2 left under it along.
		///
		/// ## Parameters
		///
		/// - `holder`: the holder.
		///
		/// ## Errors
		///
		/// - [`Error::NoCertificate`], [`Error::CertificateRevoked`].
		///
		/// ## Events
		///
		/// [`Event::Revoked`], [`Event::GrantReturned`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::revoke())]
		pub fn revoke(origin: OriginFor<T>, holder: AccountId) -> DispatchResult {
			T::FoundationOrigin::ensure_origin(origin)?;
			Self::do_revoke(&holder)
		}

		/// Writes what time has done to an account: the lapse of its certificate, its activation, the end of its
		/// waiting.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// A lapse counts from its height or moment on, whether or not it is written. Writing it gives the
		/// Foundation back what was not released, and makes room for others. If a level-1 certificate was not
		/// activated in time, settling one under it settles all.
		///
		/// ## Parameters
		///
		/// - `who`: the account.
		///
		/// ## Errors
		///
		/// - [`Error::NothingToSettle`].
		/// - [`Error::FoundationTooPoor`]: the certificate could become active, but the grant can not be set aside.
		///
		/// ## Events
		///
		/// [`Event::Expired`], [`Event::Revoked`], [`Event::Activated`], [`Event::WaitingEnded`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::settle())]
		pub fn settle(origin: OriginFor<T>, who: AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(&who)
		}

		/// Pays the caller what its grants have released.
		///
		/// ## Dispatch Origin
		///
		/// Signed by who holds, or held, a certificate.
		///
		/// ## Errors
		///
		/// - [`Error::NothingToClaim`].
		/// - What the currency has against it.
		///
		/// ## Events
		///
		/// [`Event::GrantClaimed`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::claim_grant())]
		pub fn claim_grant(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_grant(&who)
		}

		/// Puts the caller on the waiting list for level 2.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an avatar without a certificate in force.
		///
		/// ## Errors
		///
		/// - [`Error::NotAvatar`], [`Error::AlreadyCertified`], [`Error::BondTooSmall`],
		///   [`Error::AlreadyWaiting`], [`Error::WaitingListFull`].
		///
		/// ## Events
		///
		/// [`Event::Waiting`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::join_waiting_list())]
		pub fn join_waiting_list(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_join_waiting_list(&who)
		}

		/// Takes the caller off the waiting list.
		///
		/// ## Dispatch Origin
		///
		/// Signed by who is on it.
		///
		/// ## Errors
		///
		/// - [`Error::NotWaiting`].
		///
		/// ## Events
		///
		/// [`Event::WaitingEnded`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::leave_waiting_list())]
		pub fn leave_waiting_list(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Self::end_waiting(&who), Error::<T>::NotWaiting);
			Ok(())
		}
	}
}

//! The calls of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Spends outputs and makes others. The account pays for the call, the surplus of ETP is a fee beside it.
		///
		/// # Errors
		///
		/// The first rule of the ledger that is broken.
		#[pallet::call_index(0)]
		#[pallet::weight(weighing::of_spend::<T>(tx, witnesses))]
		pub fn spend(
			origin: OriginFor<T>,
			tx: Transaction,
			witnesses: BoundedVec<Witness, ConstU32<MAX_INPUTS>>,
		) -> DispatchResult {
			let signer = ensure_signed(origin)?;
			Self::check_spend(&signer, &tx, &witnesses)?.apply()
		}

		/// Moves `amount` satoshi of the caller's account into an output under an `Account`, `Deposit` or `Policy`
		/// lock.
		///
		/// # Errors
		///
		/// [`Error::NotFundable`], [`Error::OutputTooSmall`], [`Error::TooManyDeposits`], and what the currency has
		/// against it.
		#[pallet::call_index(1)]
		#[pallet::weight(weighing::of_call::<T>(T::WeightInfo::fund()))]
		pub fn fund(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Balance,
			lock: Lock,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, amount, lock)
		}

		/// The inherent of a `Pos` block: moves the staked coin to itself.
		///
		/// # Errors
		///
		/// The first rule of coinstakes that is broken; then the block is invalid.
		#[pallet::call_index(2)]
		#[pallet::weight((
			weighing::of_coinstake::<T>(tx),
			DispatchClass::Mandatory,
		))]
		pub fn coinstake(origin: OriginFor<T>, tx: Transaction) -> DispatchResult {
			ensure_none(origin)?;
			Self::check_coinstake(&tx)?.apply()
		}

		/// Has the blocks that stake the caller's coins sealed by this key, or by the caller's own again, from
		/// [`Config::StakingKeyDelay`] blocks later on. It takes the place of a change announced before; to name the
		/// key in force calls that change off at once.
		///
		/// # Errors
		///
		/// [`Error::StakingKeyTaken`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_staking_key())]
		pub fn set_staking_key(origin: OriginFor<T>, key: Option<Public>) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_set_staking_key(&owner, key)
		}

		/// Spends outputs and makes others without an account: its witnesses authorise it, its surplus of ETP pays
		/// for it. `spent` are the outputs that the inputs name, in their order.
		///
		/// Its witnesses are verified when it is authorised, and not again here; what depends on the state is checked
		/// again.
		///
		/// # Errors
		///
		/// The first rule of the ledger that is broken. The pool and a block refuse the transaction with the number
		/// of that error then, as [`InvalidTransaction::Custom`].
		#[pallet::call_index(4)]
		#[pallet::weight(weighing::of_submit::<T>(tx, spent))]
		#[pallet::authorize(|source, tx, spent, witnesses| {
			Pallet::<T>::authorize_submit(source, tx, spent, witnesses)
		})]
		#[pallet::weight_of_authorize(weighing::of_authorize::<T>(tx, witnesses))]
		pub fn submit(
			origin: OriginFor<T>,
			tx: Transaction,
			spent: BoundedVec<Output, ConstU32<MAX_INPUTS>>,
			witnesses: BoundedVec<Witness, ConstU32<MAX_INPUTS>>,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			// The authorisation needed them.
			let (_, _) = (spent, witnesses);
			Self::do_submit(&tx)
		}

		/// Commits the caller to a domain without naming it: `commitment` is
		/// [`pillars_ledger::domain_commitment`] of the symbol to be issued. It takes the place of an earlier one.
		///
		/// # Errors
		///
		/// [`Error::NotAvatar`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::commit_domain())]
		pub fn commit_domain(origin: OriginFor<T>, commitment: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_commit_domain(&who, commitment)
		}

		/// Issues a token to the caller, whose avatar gets its issue certificate and, if it can be mined, its mining
		/// certificate. `salt` reveals the commitment to the domain, if nobody holds that domain yet.
		///
		/// It costs [`ISSUE_FEE`], of which a fifth is a fee of the block and the rest goes to the treasury.
		///
		/// # Errors
		///
		/// [`Error::NotAvatar`], [`Error::BadSymbol`], [`Error::TooManyDecimals`], [`Error::BadReissue`],
		/// [`Error::BadMiningModel`], [`Error::SupplyTooLarge`], [`Error::SymbolTaken`], those of the domain rule
		/// ([`Error::NotCommitted`], [`Error::RevealTooEarly`], [`Error::RevealTooLate`],
		/// [`Error::NoNamingCertificate`]), [`Error::MiningUnavailable`], [`Error::Overflow`], and what the currency has against it.
		#[pallet::call_index(6)]
		#[pallet::weight(weighing::of_call::<T>(T::WeightInfo::issue()))]
		pub fn issue(
			origin: OriginFor<T>,
			params: IssueParams,
			salt: Option<[u8; 32]>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue(&who, params, salt)
		}

		/// Issues more of a token to the caller, whose avatar holds its issue certificate. `shown` are outputs of the token
		/// under the caller's `Account` lock that are not spent by this; only a token whose reissue is bound to a
		/// share asks for them.
		///
		/// # Errors
		///
		/// [`Error::ZeroOutput`], [`Error::NoSuchAsset`], [`Error::NotHolder`], [`Error::NotReissuable`],
		/// [`Error::ShownTwice`], [`Error::NotUnspent`], [`Error::ShownForeign`], [`Error::Immature`],
		/// [`Error::ShareTooSmall`], [`Error::SupplyTooLarge`], [`Error::Overflow`].
		#[pallet::call_index(7)]
		#[pallet::weight(weighing::of_call::<T>(T::WeightInfo::reissue(shown.len().saturated_into())))]
		pub fn reissue(
			origin: OriginFor<T>,
			asset: Asset,
			amount: Balance,
			shown: BoundedVec<OutPoint, ConstU32<MAX_INPUTS>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reissue(&who, asset, amount, &shown)
		}

		/// Changes the metadata of a token whose issue certificate the caller's avatar holds.
		///
		/// # Errors
		///
		/// [`Error::NoSuchAsset`], [`Error::NotHolder`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_metadata())]
		pub fn set_metadata(
			origin: OriginFor<T>,
			asset: Asset,
			metadata: Option<H256>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_metadata(&who, asset, metadata)
		}

		/// Allows the avatar of an account to issue a token of this symbol, which is in a domain of the caller's avatar.
		///
		/// # Errors
		///
		/// [`Error::BadSymbol`], [`Error::NoSuchCertificate`] and [`Error::NotHolder`] (of the domain certificate),
		/// [`Error::SymbolTaken`], [`Error::CertificateExists`], [`Error::RecipientNotAvatar`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::grant_naming())]
		pub fn grant_naming(origin: OriginFor<T>, symbol: Symbol, to: AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant_naming(&who, symbol, to)
		}

		/// Gives a certificate of the caller's avatar to the avatar of another account.
		///
		/// # Errors
		///
		/// [`Error::NoSuchCertificate`], [`Error::NotHolder`], [`Error::RecipientNotAvatar`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::transfer_certificate())]
		pub fn transfer_certificate(
			origin: OriginFor<T>,
			certificate: CertificateId,
			to: AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_transfer_certificate(&who, certificate, to)
		}

		/// Registers a MIT and makes its one output for the caller. It costs [`MIT_FEE`], a fee of the block.
		///
		/// # Errors
		///
		/// [`Error::BadSymbol`], [`Error::SymbolTaken`], and what the currency has against it.
		#[pallet::call_index(11)]
		#[pallet::weight(weighing::of_call::<T>(T::WeightInfo::register_mit()))]
		pub fn register_mit(
			origin: OriginFor<T>,
			symbol: Symbol,
			content: Content,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_mit(&who, symbol, content)
		}
	}
}

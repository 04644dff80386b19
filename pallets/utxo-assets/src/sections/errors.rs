//! The errors of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why something was refused: one variant for each rule.
	#[pallet::error]
	pub enum Error<T> {
		/// The transaction spends nothing.
		NoInputs,
		/// The transaction spends an outpoint twice.
		DuplicateInput,
		/// The transaction makes nothing.
		NoOutputs,
		/// An output is of amount zero.
		ZeroOutput,
		/// An ETP output is below the least amount.
		OutputTooSmall,
		/// Something else than ETP is to be paid to an account.
		NotEtp,
		/// The memo is of no known kind or is no text.
		BadMemo,
		/// The transaction is too large.
		TooLarge,
		/// The transaction's height has not come.
		NotYet,
		/// A sum is too large.
		Overflow,
		/// More of an asset comes out than goes in.
		Inflation,
		/// Less of an asset other than ETP comes out than goes in.
		Vanished,
		/// The surplus does not pay for the outputs added.
		FeeTooLow,
		/// A deposit before its height or a coinbase output before its maturity is spent.
		Immature,
		/// There is not one witness for each input.
		WitnessCount,
		/// The input is not the caller's, or no account's at all.
		NotOwner,
		/// The mode of a signature is unknown.
		UnknownMode,
		/// There is no output of the input's index, which the signature should cover.
		NoSuchOutput,
		/// A witness refers to no earlier input of the same owner that is signed for the whole transaction.
		BadReference,
		/// A signature is not the owner's or could have been altered.
		BadSignature,
		/// The policy shown is not the one that the output is locked under, if it is under any.
		PolicyMismatch,
		/// The policy can not be decoded, is too deep or too large, or makes no sense.
		BadPolicy,
		/// The satisfaction does not fit the policy, or a part of it is not used.
		BadSatisfaction,
		/// The preimage is not that of the hash.
		WrongPreimage,
		/// A condition of the policy waits for a later height.
		TooEarly,
		/// The transaction has no output that the policy asks for.
		NotPaid,
		/// The output that should pay for an input pays for another one already.
		OutputClaimed,
		/// An input is not unspent: it was spent before or never was.
		NotUnspent,
		/// An output of that name exists.
		OutputExists,
		/// The account to be paid does not exist and the amount does not suffice for it.
		BelowExistentialDeposit,
		/// The account to be paid can not take the amount.
		CannotReceive,
		/// The owner has as many stake deposits as it can have.
		TooManyDeposits,
		/// An account can fund outputs under `Account`, `Deposit` and `Policy` locks only.
		NotFundable,
		/// The coinstake is not at its index.
		CoinstakeMisplaced,
		/// There is a coinstake in a block that is not `Pos`.
		NotPos,
		/// The owner of the staked coin is not the author of the block.
		CoinstakeNotAuthor,
		/// Input 0 of the coinstake is not the kernel of the header.
		CoinstakeNotKernel,
		/// The coinstake collects too many coins.
		CoinstakeTooManyInputs,
		/// The coinstake has no inputs or an outpoint twice.
		CoinstakeBadInputs,
		/// The coinstake spends what is not ETP under the lock of the kernel.
		CoinstakeForeignInput,
		/// The coinstake collects a large coin.
		CoinstakeLargeInput,
		/// The coinstake collects a coin that is not mature.
		CoinstakeImmatureInput,
		/// The coinstake collects coins though the sum is large.
		CoinstakeNeedlessCollect,
		/// Output 0 of the coinstake is not the marker.
		CoinstakeNoMarker,
		/// The outputs of the coinstake are not one or two as the rules have it.
		CoinstakeBadOutputs,
		/// The coinstake does not conserve ETP.
		CoinstakeNotConserved,
		/// The coinstake has a memo or a height.
		CoinstakeNotPlain,
		/// The staking key is another owner's.
		StakingKeyTaken,
		/// There is not one output named for each input.
		NamedCount,
		/// An output named is not what the input holds.
		NamedDiffers,
		/// What is left for the fees of the block is below the least fee of the transaction.
		FeeBelowMinimum,
		/// The caller has no avatar.
		NotAvatar,
		/// The account that should hold the certificate has no avatar.
		RecipientNotAvatar,
		/// The symbol is of other signs, too short or long, has an empty label or is reserved.
		BadSymbol,
		/// The symbol is or was another one's.
		SymbolTaken,
		/// The token has more decimals than there may be.
		TooManyDecimals,
		/// The share that a reissue asks for is not 1 to 100 percent.
		BadReissue,
		/// The interval of a mining model is 0.
		BadMiningModel,
		/// What is issued and mined of the token would be more than there may be.
		SupplyTooLarge,
		/// Tokens can not be made mineable in this way.
		MiningUnavailable,
		/// The domain is free, but the caller did not commit itself to it with this salt.
		NotCommitted,
		/// The commitment is too young.
		RevealTooEarly,
		/// The commitment is too old.
		RevealTooLate,
		/// The domain is another one's, who gave the caller no naming certificate for the symbol.
		NoNamingCertificate,
		/// There is no token of this number.
		NoSuchAsset,
		/// There is no such certificate.
		NoSuchCertificate,
		/// The certificate is not that of the caller's avatar.
		NotHolder,
		/// There is a certificate for this symbol already.
		CertificateExists,
		/// No more of the token can ever be issued.
		NotReissuable,
		/// An output is shown twice.
		ShownTwice,
		/// An output shown is not of the token, or not under the `Account` lock of the caller.
		ShownForeign,
		/// What is shown is less than the share that a reissue asks for.
		ShareTooSmall,
		/// There are more signatures than the pool verifies for outputs that are not there yet.
		TooManySignatures,
	}
}

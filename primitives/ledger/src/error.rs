//! One error for each rule of the ledger.

/// A rule that a transaction breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuleError {
	/// It spends nothing.
	NoInputs,
	/// It spends one outpoint twice.
	DuplicateInput,
	/// It makes nothing.
	NoOutputs,
	/// An output of amount zero.
	ZeroOutput,
	/// An ETP output below [`crate::MIN_OUTPUT`].
	OutputTooSmall,
	/// A `Balance` lock over something else than ETP.
	NotEtp,
	/// The first byte of the memo is none of 0, 1, 2, or a text is not UTF-8.
	BadMemo,
	/// More than [`crate::MAX_TRANSACTION_SIZE`] bytes.
	TooLarge,
	/// `not_before` is a height that has not been reached.
	NotYet,
	/// A sum is beyond 2^128.
	Overflow,
	/// More of an asset comes out than goes in.
	Inflation,
	/// Less of an asset (other than ETP) comes out than goes in: burn the rest explicitly.
	Vanished,
	/// The ETP surplus is below the fee for the outputs added.
	FeeTooLow,
	/// A deposit before its height, or a coinbase output before its maturity.
	Immature,
	/// Not one witness for each input.
	WitnessCount,
	/// `Signer`, but the input is not the caller's.
	NotOwner,
	/// An unknown signature mode.
	UnknownMode,
	/// `SingleAnyoneCanPay` without an output of the same index.
	NoSuchOutput,
	/// `As` names no earlier input of the same owner that is signed for the whole transaction.
	BadReference,
	/// The signature is not by the owner, or is in a form that could be altered.
	BadSignature,
	/// The witness of an input is for another kind of lock, or its policy is not the one of the lock.
	PolicyMismatch,
	/// The policy can not be decoded, is too large, or makes no sense.
	BadPolicy,
	/// The satisfaction is not of the shape of the policy, or some of it is not used.
	BadSatisfaction,
	/// The preimage does not hash to what the policy asks for.
	WrongPreimage,
	/// A height or an age that the policy asks for is not reached.
	TooEarly,
	/// No output that is still free pays what the policy asks for.
	NotPaid,
	/// The output that a signature of mode 1 covers is claimed by another input.
	OutputClaimed,
}

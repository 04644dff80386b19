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
	/// `Signer`, but the input is not the caller's; or a `Signer`, `Signature` or `As` for an input that no account owns.
	NotOwner,
	/// An unknown signature mode.
	UnknownMode,
	/// `SingleAnyoneCanPay` without an output of the same index.
	NoSuchOutput,
	/// `As` names no earlier input of the same owner that is signed for the whole transaction.
	BadReference,
	/// The signature is not by the owner, or is in a form that could be altered.
	BadSignature,
	/// A policy is revealed that is not the one of the input's lock, or for an input that an account owns.
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

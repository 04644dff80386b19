//! Who may spend: the check of witnesses against the owners of the inputs.

use crate::{sighash, sighash::wrapped, Mode, Output, RuleError, Transaction, Witness};
use alloc::vec::Vec;
use pillars_primitives::AccountId;
use sp_core::H256;
use sp_runtime::{traits::Verify, MultiSignature};

/// Half the order of secp256k1, big-endian: a signature whose `s` is above it has a twin below.
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// Checks one witness for each input and returns the number of signatures verified.
///
/// `signer` is the account that made the call, if any; `spent` are the outputs that the inputs name.
/// The hash of mode `All` is computed once.
///
/// # Errors
///
/// [`RuleError::WitnessCount`], [`RuleError::NotOwner`], [`RuleError::UnknownMode`],
/// [`RuleError::NoSuchOutput`], [`RuleError::BadReference`], [`RuleError::BadSignature`].
pub fn verify_witnesses(
	tx: &Transaction,
	spent: &[Output],
	witnesses: &[Witness],
	signer: Option<&AccountId>,
	genesis_hash: &H256,
) -> Result<u32, RuleError> {
	if witnesses.len() != spent.len() || spent.len() != tx.inputs().len() {
		return Err(RuleError::WitnessCount);
	}
	let mut all = None;
	let mut verified = 0u32;
	// The owners of the earlier inputs whose witness covers the whole transaction.
	let mut covered: Vec<Option<&AccountId>> = Vec::with_capacity(spent.len());
	for (index, (output, witness)) in spent.iter().zip(witnesses).enumerate() {
		let owner = output.lock.owner().ok_or(RuleError::NotOwner)?;
		covered.push(match witness {
			Witness::Signer if signer == Some(owner) => Some(owner),
			Witness::Signer => return Err(RuleError::NotOwner),
			Witness::As(earlier) => match covered.get(usize::from(*earlier)) {
				Some(Some(other)) if *other == owner => Some(owner),
				_ => return Err(RuleError::BadReference),
			},
			Witness::Signature { mode, sig } => {
				let mode = Mode::try_from(*mode)?;
				let hash = match (mode, all) {
					(Mode::All, Some(hash)) => hash,
					_ => sighash(tx, spent, genesis_hash, mode, index)?,
				};
				if !signed_by(sig, &hash, owner) {
					return Err(RuleError::BadSignature);
				}
				verified = verified.saturating_add(1);
				(mode == Mode::All).then(|| {
					all = Some(hash);
					owner
				})
			},
		});
	}
	Ok(verified)
}

/// Whether `sig` is a signature of `owner` over the hash, or over the wrapped form that browser
/// extensions sign, and no one could have altered it.
fn signed_by(sig: &MultiSignature, hash: &H256, owner: &AccountId) -> bool {
	let canonical = match sig {
		MultiSignature::Sr25519(_) | MultiSignature::Ed25519(_) => true,
		MultiSignature::Ecdsa(signature) => is_low_s(&signature.0),
		_ => false,
	};
	canonical && (verifies(sig, hash.as_bytes(), owner) || verifies(sig, &wrapped(hash), owner))
}

fn verifies(sig: &MultiSignature, message: &[u8], owner: &AccountId) -> bool {
	sig.verify(message, owner)
}

/// `r ++ s ++ v` with `s` in the lower half and `v` 0 or 1.
fn is_low_s(signature: &[u8; 65]) -> bool {
	let s = signature.get(32..64).unwrap_or_default();
	signature.last().is_some_and(|v| *v <= 1) && s <= HALF_ORDER.as_slice()
}

#[cfg(test)]
mod tests;

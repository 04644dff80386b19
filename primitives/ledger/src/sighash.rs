//! What a signature signs.

use crate::{id::tagged, OutPoint, Output, RuleError, Transaction};
use alloc::vec::Vec;
use sp_core::H256;

/// How much of a transaction a signature covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
	/// All inputs with what they spend, all outputs.
	All,
	/// The input it stands for and the output of the same index; others may add theirs.
	SingleAnyoneCanPay,
}

impl TryFrom<u8> for Mode {
	type Error = RuleError;

	fn try_from(mode: u8) -> Result<Self, RuleError> {
		match mode {
			0 => Ok(Self::All),
			1 => Ok(Self::SingleAnyoneCanPay),
			_ => Err(RuleError::UnknownMode),
		}
	}
}

/// `blake2_256("pillars/sighash/1" ++ genesis_hash ++ mode ++ body)` for the input number `input`.
///
/// `spent` are the outputs that the inputs of `tx` name, in their order. The hash commits to what is spent
/// and to the chain, so that a signature can not be replayed on another one.
///
/// # Errors
///
/// [`RuleError::NoSuchOutput`] in mode `SingleAnyoneCanPay` if there is no output of the input's index;
/// [`RuleError::WitnessCount`] if `spent` is not as long as the inputs.
pub fn sighash(
	tx: &Transaction,
	spent: &[Output],
	genesis_hash: &H256,
	mode: Mode,
	input: usize,
) -> Result<H256, RuleError> {
	match mode {
		Mode::All => sighash_all(tx, spent.iter(), genesis_hash),
		Mode::SingleAnyoneCanPay if spent.len() == tx.inputs().len() => {
			let coin = spent.get(input).ok_or(RuleError::WitnessCount)?;
			sighash_single(tx, coin, genesis_hash, input)
		},
		Mode::SingleAnyoneCanPay => Err(RuleError::WitnessCount),
	}
}

const TAG: &[u8] = b"pillars/sighash/1";

/// The hash of mode `All`, which is the same for all inputs.
pub(crate) fn sighash_all<'a>(
	tx: &Transaction,
	spent: impl ExactSizeIterator<Item = &'a Output>,
	genesis_hash: &H256,
) -> Result<H256, RuleError> {
	if spent.len() != tx.inputs().len() {
		return Err(RuleError::WitnessCount);
	}
	let inputs: Vec<(&OutPoint, &Output)> = tx.inputs().iter().zip(spent).collect();
	Ok(tagged(TAG, &(genesis_hash, 0u8, inputs, tx.outputs(), tx.not_before(), tx.memo())))
}

/// The hash of mode `SingleAnyoneCanPay` for an input that spends `coin`.
pub(crate) fn sighash_single(
	tx: &Transaction,
	coin: &Output,
	genesis_hash: &H256,
	input: usize,
) -> Result<H256, RuleError> {
	let outpoint = tx.inputs().get(input).ok_or(RuleError::WitnessCount)?;
	let output = tx.outputs().get(input).ok_or(RuleError::NoSuchOutput)?;
	Ok(tagged(TAG, &(genesis_hash, 1u8, outpoint, coin, output, tx.not_before(), tx.memo())))
}

/// The message a browser extension signs for a hash: `<Bytes>0x{hex}</Bytes>`.
pub fn wrapped(hash: &H256) -> Vec<u8> {
	const DIGITS: &[u8; 16] = b"0123456789abcdef";
	let mut message = b"<Bytes>0x".to_vec();
	for byte in hash.as_bytes() {
		for nibble in [byte >> 4, byte & 15] {
			message.extend(DIGITS.get(usize::from(nibble)));
		}
	}
	message.extend_from_slice(b"</Bytes>");
	message
}

#[cfg(test)]
mod tests;

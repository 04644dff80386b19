//! One output pays once.

use crate::{Output, RuleError, Value};
use alloc::{vec, vec::Vec};
use sp_core::H256;

/// Which outputs of a transaction are claimed, and by the signature of which input.
pub(crate) struct Claims<'a> {
	outputs: &'a [Output],
	by: Vec<Claim>,
	/// Hashes of the locks, computed when the first is asked for.
	hashes: Vec<H256>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
	Free,
	Paid,
	Signed,
}

impl<'a> Claims<'a> {
	/// None yet.
	pub(crate) fn new(outputs: &'a [Output]) -> Self {
		Self { outputs, by: vec![Claim::Free; outputs.len()], hashes: Vec::new() }
	}

	/// Claims the output of this index for the input of the same index, whose signature covers it. Further
	/// signatures of the same input claim nothing more.
	///
	/// # Errors
	///
	/// [`RuleError::NoSuchOutput`], [`RuleError::OutputClaimed`].
	pub(crate) fn sign(&mut self, index: usize) -> Result<(), RuleError> {
		match self.by.get_mut(index) {
			None => Err(RuleError::NoSuchOutput),
			Some(Claim::Paid) => Err(RuleError::OutputClaimed),
			Some(claim) => {
				*claim = Claim::Signed;
				Ok(())
			},
		}
	}

	/// Claims the first free output that holds exactly `value` under the lock of this hash.
	///
	/// # Errors
	///
	/// [`RuleError::NotPaid`].
	pub(crate) fn pay(&mut self, value: Value, lock_hash: H256) -> Result<(), RuleError> {
		if self.hashes.is_empty() {
			self.hashes = self.outputs.iter().map(|output| output.lock.hash()).collect();
		}
		let mut places = self.by.iter_mut().zip(self.outputs).zip(&self.hashes);
		let fits = places.find(|((claim, output), hash)| {
			**claim == Claim::Free && output.value == value && **hash == lock_hash
		});
		let ((claim, _), _) = fits.ok_or(RuleError::NotPaid)?;
		*claim = Claim::Paid;
		Ok(())
	}
}

#[cfg(test)]
mod tests;

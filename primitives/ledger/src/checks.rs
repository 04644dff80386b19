//! The checks that need nothing but the transaction and the outputs it spends.

use crate::{CoinOrigin, Lock, Output, RuleError, Transaction, Unspent, Value, ETP_ASSET};
use alloc::collections::{BTreeMap, BTreeSet};
use codec::Encode;
use pillars_primitives::{units::MILLI_ETP, Balance, BlockNumber};

/// Least ETP of an output, in satoshi.
pub const MIN_OUTPUT: Balance = MILLI_ETP;
/// Fee in satoshi for each stored output beyond the number of inputs.
pub const OUTPUT_FEE: Balance = MILLI_ETP;
/// Most bytes of an encoded transaction.
pub const MAX_TRANSACTION_SIZE: usize = 100 * 1024;

/// What [`check_balance`] found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Balanced {
	/// ETP that goes in and does not come out, in satoshi; at least `output_fee`.
	pub surplus: Balance,
	/// The part of it that the added outputs cost.
	pub output_fee: Balance,
}

/// Checks what can be seen from the transaction alone.
///
/// # Errors
///
/// The rule that it breaks; see the crate documentation.
pub fn check_shape(tx: &Transaction) -> Result<(), RuleError> {
	if tx.inputs().is_empty() {
		return Err(RuleError::NoInputs);
	}
	if tx.outputs().is_empty() {
		return Err(RuleError::NoOutputs);
	}
	if tx.encoded_size() > MAX_TRANSACTION_SIZE {
		return Err(RuleError::TooLarge);
	}
	let mut seen = BTreeSet::new();
	if !tx.inputs().iter().all(|outpoint| seen.insert(outpoint)) {
		return Err(RuleError::DuplicateInput);
	}
	tx.outputs().iter().try_for_each(check_output)?;
	match tx.memo().split_first() {
		None | Some((0 | 2, _)) => Ok(()),
		Some((1, text)) if core::str::from_utf8(text).is_ok() => Ok(()),
		Some(_) => Err(RuleError::BadMemo),
	}
}

fn check_output(output: &Output) -> Result<(), RuleError> {
	let Value::Coins { asset, amount } = output.value;
	match (asset, amount) {
		(_, 0) => Err(RuleError::ZeroOutput),
		(ETP_ASSET, amount) if amount < MIN_OUTPUT => Err(RuleError::OutputTooSmall),
		(ETP_ASSET, _) => Ok(()),
		_ if matches!(output.lock, Lock::Balance(_)) => Err(RuleError::NotEtp),
		_ => Ok(()),
	}
}

/// Checks that an unspent output may be spent at height `now`.
///
/// # Errors
///
/// [`RuleError::Immature`].
pub fn check_unlocked(
	coin: &Unspent,
	now: BlockNumber,
	coinbase_maturity: BlockNumber,
) -> Result<(), RuleError> {
	let age = now.saturating_sub(coin.height);
	let mature = coin.origin != CoinOrigin::Coinbase || age >= coinbase_maturity;
	let released = match coin.output.lock {
		Lock::Deposit { until, .. } => now >= until,
		_ => true,
	};
	if mature && released {
		Ok(())
	} else {
		Err(RuleError::Immature)
	}
}

/// Checks that per asset what goes in comes out; of ETP, the surplus covers the fee for the added outputs.
///
/// # Errors
///
/// [`RuleError::Overflow`], [`RuleError::Inflation`], [`RuleError::Vanished`], [`RuleError::FeeTooLow`].
pub fn check_balance<'a>(
	spent: impl ExactSizeIterator<Item = &'a Output>,
	outputs: &[Output],
) -> Result<Balanced, RuleError> {
	let inputs = spent.len();
	let ins = sums(spent)?;
	let outs = sums(outputs.iter())?;
	if outs.iter().any(|(asset, out)| *out > ins.get(asset).copied().unwrap_or_default()) {
		return Err(RuleError::Inflation);
	}
	let vanished = |(asset, sum): (&u32, &Balance)| {
		*asset != ETP_ASSET && *sum != outs.get(asset).copied().unwrap_or_default()
	};
	if ins.iter().any(vanished) {
		return Err(RuleError::Vanished);
	}
	let etp = |sums: &BTreeMap<u32, Balance>| sums.get(&ETP_ASSET).copied().unwrap_or_default();
	let surplus = etp(&ins).saturating_sub(etp(&outs));
	let stored = outputs.iter().filter(|output| output.lock.is_stored()).count();
	let added = u128::try_from(stored.saturating_sub(inputs)).unwrap_or(u128::MAX);
	let output_fee = added.saturating_mul(OUTPUT_FEE);
	if surplus < output_fee {
		return Err(RuleError::FeeTooLow);
	}
	Ok(Balanced { surplus, output_fee })
}

fn sums<'a>(
	outputs: impl Iterator<Item = &'a Output>,
) -> Result<BTreeMap<u32, Balance>, RuleError> {
	let mut sums = BTreeMap::<u32, Balance>::new();
	for output in outputs {
		let Value::Coins { asset, amount } = output.value;
		let sum = sums.entry(asset).or_default();
		*sum = sum.checked_add(amount).ok_or(RuleError::Overflow)?;
	}
	Ok(sums)
}

#[cfg(test)]
mod tests;

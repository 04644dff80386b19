//! The checks that need nothing but the transaction and the outputs it spends.

use crate::{
	Asset, CoinOrigin, Lock, MitId, Output, RuleError, Transaction, Unspent, Value, ETP_ASSET,
};
use alloc::collections::{BTreeMap, BTreeSet};
use pillars_primitives::{units::MILLI_ETP, Balance, BlockNumber};

/// Least ETP of an output, in satoshi.
pub const MIN_OUTPUT: Balance = MILLI_ETP;
/// Fee in satoshi for each stored output beyond the number of inputs.
pub const OUTPUT_FEE: Balance = MILLI_ETP;
/// What registering a MIT costs, in satoshi: 0.1 ETP.
pub const MIT_FEE: Balance = 100 * MILLI_ETP;
/// Most bytes of a transaction with its witnesses and the outputs that it names, encoded. A transaction alone is smaller
/// whatever is in it, so that only who has all parts can check it.
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
	match output.value {
		Value::Coins { amount: 0, .. } => Err(RuleError::ZeroOutput),
		Value::Coins { asset: ETP_ASSET, amount } if amount < MIN_OUTPUT => {
			Err(RuleError::OutputTooSmall)
		},
		Value::Coins { asset: ETP_ASSET, .. } => Ok(()),
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

/// Checks that per asset what goes in comes out, and of MITs the same ones; of ETP, the surplus covers the fee for
/// the added outputs.
///
/// # Errors
///
/// [`RuleError::Overflow`], [`RuleError::Inflation`], [`RuleError::Vanished`], [`RuleError::FeeTooLow`].
pub fn check_balance<'a>(
	spent: impl ExactSizeIterator<Item = &'a Output>,
	outputs: &[Output],
) -> Result<Balanced, RuleError> {
	let inputs = spent.len();
	let ins = Sums::of(spent)?;
	let outs = Sums::of(outputs.iter())?;
	let more = |(asset, out): (&Asset, &Balance)| *out > ins.coins_of(*asset);
	if outs.coins.iter().any(more) || !outs.mits.is_subset(&ins.mits) {
		return Err(RuleError::Inflation);
	}
	let less =
		|(asset, sum): (&Asset, &Balance)| *asset != ETP_ASSET && *sum != outs.coins_of(*asset);
	if ins.coins.iter().any(less) || ins.mits != outs.mits {
		return Err(RuleError::Vanished);
	}
	let surplus = ins.coins_of(ETP_ASSET).saturating_sub(outs.coins_of(ETP_ASSET));
	let stored = outputs.iter().filter(|output| output.lock.is_stored()).count();
	let added = u128::try_from(stored.saturating_sub(inputs)).unwrap_or(u128::MAX);
	let output_fee = added.saturating_mul(OUTPUT_FEE);
	if surplus < output_fee {
		return Err(RuleError::FeeTooLow);
	}
	Ok(Balanced { surplus, output_fee })
}

/// What outputs hold together.
#[derive(Default)]
struct Sums {
	coins: BTreeMap<Asset, Balance>,
	mits: BTreeSet<MitId>,
}

impl Sums {
	fn of<'a>(outputs: impl Iterator<Item = &'a Output>) -> Result<Self, RuleError> {
		let mut sums = Self::default();
		for output in outputs {
			match output.value {
				Value::Coins { asset, amount } => {
					let sum = sums.coins.entry(asset).or_default();
					*sum = sum.checked_add(amount).ok_or(RuleError::Overflow)?;
				},
				// There is one of each: a second one is made from nothing.
				Value::Unique(id) if !sums.mits.insert(id) => return Err(RuleError::Inflation),
				Value::Unique(_) => {},
			}
		}
		Ok(sums)
	}

	fn coins_of(&self, asset: Asset) -> Balance {
		self.coins.get(&asset).copied().unwrap_or_default()
	}
}

#[cfg(test)]
mod balance;
#[cfg(test)]
mod tests;

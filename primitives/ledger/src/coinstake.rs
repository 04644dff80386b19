//! The coinstake: the transaction by which a staked coin moves to itself in its `Pos` block.

use crate::{Lock, OutPoint, Output, Transaction, Unspent, Value, ETP_ASSET};
use alloc::{vec, vec::Vec};
use pillars_primitives::{units::ETP, Balance, BlockNumber};

/// Coins below this are collected, and one of this size is split off: 1 000 ETP in satoshi.
pub const STAKE_UNIT: Balance = 1_000 * ETP;
/// From this sum on a coinstake may split; below it, it may collect: 2 000 ETP in satoshi.
pub const SPLIT_AT: Balance = 2 * STAKE_UNIT;
/// Most small coins that one coinstake collects.
pub const MAX_COLLECTED: usize = 9;

/// A rule of coinstakes that a transaction breaks (white paper, rules a to g against confusion attacks).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CoinstakeError {
	/// Input 0 is not the kernel outpoint of the header.
	NotKernel,
	/// More than [`MAX_COLLECTED`] inputs beside the kernel.
	TooManyInputs,
	/// An input is spent twice or the outputs that the inputs name are not given.
	BadInputs,
	/// An input is not ETP under the same `Account` lock as the kernel.
	ForeignInput,
	/// A collected coin is of [`STAKE_UNIT`] or more.
	LargeInput,
	/// A collected coin is not mature.
	ImmatureInput,
	/// Coins are collected although the sum is [`SPLIT_AT`] or more.
	NeedlessCollect,
	/// Output 0 is not the empty marker.
	NoMarker,
	/// Not one output of ETP, or two of which one is of [`STAKE_UNIT`], under the same lock.
	BadOutputs,
	/// What goes in does not come out.
	NotConserved,
	/// It has a memo or a `not_before`.
	NotPlain,
	/// A sum is beyond 2^128.
	Overflow,
}

/// Checks a coinstake: `spent` are the unspent outputs its inputs name, in order, `kernel` the outpoint
/// that the header claims, `now` the height of the block, `maturity` the stake maturity in blocks.
///
/// The kernel coin's own age and size are the engine's business; the coins collected must be mature.
///
/// # Errors
///
/// The rule it breaks.
pub fn check_coinstake(
	tx: &Transaction,
	spent: &[Unspent],
	kernel: &OutPoint,
	now: BlockNumber,
	maturity: BlockNumber,
) -> Result<(), CoinstakeError> {
	let (first, collected) = spent.split_first().ok_or(CoinstakeError::BadInputs)?;
	if tx.inputs().first() != Some(kernel) {
		return Err(CoinstakeError::NotKernel);
	}
	if spent.len() != tx.inputs().len() || has_duplicates(tx.inputs()) {
		return Err(CoinstakeError::BadInputs);
	}
	if collected.len() > MAX_COLLECTED {
		return Err(CoinstakeError::TooManyInputs);
	}
	if tx.not_before() != 0 || !tx.memo().is_empty() {
		return Err(CoinstakeError::NotPlain);
	}
	let lock = &first.output.lock;
	if !matches!(lock, Lock::Account(_)) {
		return Err(CoinstakeError::ForeignInput);
	}
	let mut sum = etp(&first.output).ok_or(CoinstakeError::ForeignInput)?;
	for coin in collected {
		let amount = etp(&coin.output).ok_or(CoinstakeError::ForeignInput)?;
		if coin.output.lock != *lock {
			return Err(CoinstakeError::ForeignInput);
		}
		if amount >= STAKE_UNIT {
			return Err(CoinstakeError::LargeInput);
		}
		if !is_stake_mature(coin, now, maturity) {
			return Err(CoinstakeError::ImmatureInput);
		}
		sum = sum.checked_add(amount).ok_or(CoinstakeError::Overflow)?;
	}
	if !collected.is_empty() && sum >= SPLIT_AT {
		return Err(CoinstakeError::NeedlessCollect);
	}
	check_outputs(tx.outputs(), lock, sum)
}

/// Whether a coin may stake or be collected at height `now`: genesis coins always may.
pub fn is_stake_mature(coin: &Unspent, now: BlockNumber, maturity: BlockNumber) -> bool {
	coin.origin == crate::CoinOrigin::Genesis || now.saturating_sub(coin.height) >= maturity
}

fn check_outputs(outputs: &[Output], lock: &Lock, sum: Balance) -> Result<(), CoinstakeError> {
	let (marker, outputs) = outputs.split_first().ok_or(CoinstakeError::NoMarker)?;
	if *marker != Output::COINSTAKE_MARKER {
		return Err(CoinstakeError::NoMarker);
	}
	if outputs.iter().any(|output| output.lock != *lock) {
		return Err(CoinstakeError::BadOutputs);
	}
	let etp = |output| etp(output).ok_or(CoinstakeError::BadOutputs);
	let out = match outputs {
		[whole] => etp(whole)?,
		[a, b] if sum >= SPLIT_AT => {
			let (a, b) = (etp(a)?, etp(b)?);
			if a != STAKE_UNIT && b != STAKE_UNIT {
				return Err(CoinstakeError::BadOutputs);
			}
			a.checked_add(b).ok_or(CoinstakeError::Overflow)?
		},
		_ => return Err(CoinstakeError::BadOutputs),
	};
	if out == sum {
		Ok(())
	} else {
		Err(CoinstakeError::NotConserved)
	}
}

/// The ETP of an output that is of ETP and not empty, in satoshi.
fn etp(output: &Output) -> Option<Balance> {
	match output.value {
		Value::Coins { asset: ETP_ASSET, amount } if amount > 0 => Some(amount),
		Value::Coins { .. } | Value::Unique(_) => None,
	}
}

fn has_duplicates(inputs: &[OutPoint]) -> bool {
	inputs.iter().enumerate().any(|(i, outpoint)| inputs.iter().take(i).any(|o| o == outpoint))
}

/// Makes the coinstake of an author: collects small coins while the sum stays below [`SPLIT_AT`], and
/// splits off [`STAKE_UNIT`] from there on.
///
/// `small` are mature coins of the same owner; those of [`STAKE_UNIT`] or more are passed over.
pub fn build_coinstake(
	kernel: (OutPoint, Output),
	small: impl IntoIterator<Item = (OutPoint, Output)>,
) -> Option<Transaction> {
	let (outpoint, coin) = kernel;
	let mut inputs = vec![outpoint];
	let mut sum = etp(&coin)?;
	for (other, output) in small {
		let Some(amount) = etp(&output) else { continue };
		let fits = amount < STAKE_UNIT && output.lock == coin.lock && !inputs.contains(&other);
		match sum.checked_add(amount) {
			Some(more) if fits && more < SPLIT_AT && inputs.len() <= MAX_COLLECTED => {
				inputs.push(other);
				sum = more;
			},
			_ => {},
		}
	}
	let output = |amount| Output { value: Value::etp(amount), lock: coin.lock.clone() };
	let mut outputs: Vec<Output> = vec![Output::COINSTAKE_MARKER];
	match sum.checked_sub(STAKE_UNIT) {
		Some(rest) if sum >= SPLIT_AT => outputs.extend([output(STAKE_UNIT), output(rest)]),
		_ => outputs.push(output(sum)),
	}
	Transaction::new(inputs, outputs)
}

#[cfg(test)]
mod tests;

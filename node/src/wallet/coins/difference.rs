//! What a transaction lacks, and what it leaves.

use crate::wallet::error::WalletError;
use pillars_ledger::{Asset, Lock, MitId, Output, Value, ETP_ASSET, MIN_OUTPUT};
use pillars_primitives::Balance;
use std::collections::{BTreeMap, BTreeSet};

/// What goes in, against what comes out and the fee. Every asset is in one of the two maps at most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Difference {
	/// What more has to go in.
	pub(super) missing: BTreeMap<Asset, Balance>,
	/// What goes in too much.
	pub(super) left: BTreeMap<Asset, Balance>,
	/// The MITs that go in and do not come out.
	pub(super) items: BTreeSet<MitId>,
}

/// Compares, with a fee in satoshi.
///
/// # Errors
///
/// If the sums are beyond 2^128, or a MIT comes out that does not go in.
pub(super) fn difference<'a>(
	inputs: impl Iterator<Item = &'a Output>,
	outputs: &[Output],
	fee: Balance,
) -> Result<Difference, WalletError> {
	let ins = Sums::of(inputs)?;
	let mut outs = Sums::of(outputs.iter())?;
	outs.add(ETP_ASSET, fee)?;
	if let Some(item) = outs.items.difference(&ins.items).next() {
		return Err(WalletError::Input(format!(
			"the MIT number {item} is not among what is spent"
		)));
	}
	let mut found = Difference {
		items: ins.items.difference(&outs.items).copied().collect(),
		..Difference::default()
	};
	let assets: BTreeSet<Asset> = ins.coins.keys().chain(outs.coins.keys()).copied().collect();
	for asset in assets {
		let sum = |sums: &Sums| sums.coins.get(&asset).copied().unwrap_or_default();
		let (coming, going) = (sum(&ins), sum(&outs));
		match coming.checked_sub(going) {
			Some(0) => {},
			Some(left) => {
				found.left.insert(asset, left);
			},
			None => {
				found.missing.insert(asset, going.saturating_sub(coming));
			},
		}
	}
	Ok(found)
}

impl Difference {
	/// The outputs that bring back what is left. ETP below the least amount of an output is not among them.
	pub(super) fn changes(&self, lock: &Lock) -> Vec<Output> {
		let coins = self
			.left
			.iter()
			.filter(|(asset, amount)| **asset != ETP_ASSET || **amount >= MIN_OUTPUT)
			.map(|(asset, amount)| Value::Coins { asset: *asset, amount: *amount });
		let items = self.items.iter().map(|item| Value::Unique(*item));
		coins.chain(items).map(|value| Output { value, lock: lock.clone() }).collect()
	}

	/// The ETP left, in satoshi.
	pub(super) fn etp_left(&self) -> Balance {
		self.left.get(&ETP_ASSET).copied().unwrap_or_default()
	}
}

#[derive(Default)]
struct Sums {
	coins: BTreeMap<Asset, Balance>,
	items: BTreeSet<MitId>,
}

impl Sums {
	fn of<'a>(outputs: impl Iterator<Item = &'a Output>) -> Result<Self, WalletError> {
		let mut sums = Self::default();
		for output in outputs {
			match output.value {
				Value::Coins { asset, amount } => sums.add(asset, amount)?,
				Value::Unique(item) => {
					sums.items.insert(item);
				},
			}
		}
		Ok(sums)
	}

	fn add(&mut self, asset: Asset, amount: Balance) -> Result<(), WalletError> {
		let sum = self.coins.entry(asset).or_default();
		*sum = sum.checked_add(amount).ok_or(pillars_ledger::RuleError::Overflow)?;
		Ok(())
	}
}

//! What a commitment leaves in the chain: by its outputs it is told which one ended a channel.

use super::{
	record::Record,
	terms::{Side, Split},
	transactions::commitment,
};
use crate::wallet::error::WalletError;
use pillars_ledger::{Lock, OutPoint};
use sp_core::H256;

/// A commitment that can have been published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
	/// Its state.
	pub(super) number: u32,
	/// Who can have published it.
	pub(super) holder: Side,
	/// Whether the holder has revoked it.
	pub(super) revoked: bool,
	/// Its outputs, and whether it is the one that waits for the delay.
	pub(super) outputs: Vec<(OutPoint, bool)>,
}

/// The commitments that can have been published, the last ones first: those that we hold, those that the other holds,
/// and the one that we have signed for the other and do not hold yet.
///
/// # Errors
///
/// None of the states that a file can hold.
pub(super) fn traces(record: &Record) -> Result<Vec<Trace>, WalletError> {
	let (ours, others) = (record.side, record.side.other());
	let mut found = Vec::new();
	for (number, state) in (0u32..).zip(&record.states) {
		let revoked = state.secret.is_some();
		found.push(trace(record, number, &state.split, ours, record.hash(number), false)?);
		found.push(trace(record, number, &state.split, others, state.hash, revoked)?);
	}
	if let Some(agreed) = record.agreed.as_ref().filter(|agreed| agreed.number == record.next()) {
		found.push(trace(record, agreed.number, &agreed.split, others, agreed.hash, false)?);
	}
	found.reverse();
	Ok(found)
}

fn trace(
	record: &Record,
	number: u32,
	split: &Split,
	holder: Side,
	hash: H256,
	revoked: bool,
) -> Result<Trace, WalletError> {
	let unsigned = commitment(&record.terms, split, holder, hash)?;
	let txid = unsigned.transaction()?.txid();
	let outputs = (0u32..).zip(&unsigned.outputs);
	let outputs = outputs
		.map(|(index, output)| (OutPoint { txid, index }, matches!(output.lock, Lock::Policy(_))))
		.collect();
	Ok(Trace { number, holder, revoked, outputs })
}

impl Trace {
	/// What it means for us: `waiting` is whether the part that waits for the delay is still there.
	pub(super) fn told(&self, ours: Side, waiting: bool) -> String {
		let number = self.number;
		let what = match (self.holder == ours, self.revoked, waiting) {
			(true, _, true) => "we ended it alone: `channel claim` after the delay",
			(true, _, false) => "we ended it alone, and no part of ours is left to claim",
			(false, true, true) => {
				"the other ended it alone, with a revoked state: `channel punish` now!"
			},
			(false, true, false) => {
				"the other ended it alone, with a revoked state, and nothing is left to take"
			},
			(false, false, _) => "the other ended it alone",
		};
		format!("state {number}: {what}")
	}
}

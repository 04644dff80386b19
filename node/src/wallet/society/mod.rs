//! The society of the chain: avatars, their reputation and certificates, candidates and those who delegate to them,
//! and tokens that are mined.
//!
//! | file | commands |
//! |---|---|
//! | `avatar`, `attestation` | `avatar` |
//! | `certificate` | `certificate` |
//! | `candidate`, `keys` | `candidate` |
//! | `delegation` | `delegate`, `undelegate`, `withdraw-delegation`, `claim`, `delegations` |
//! | `mars`, `gauge` | `mars` |
//! | `mine`, `model` | `mine`, and the options of `issue` for a mining certificate |
//! | `who` | accounts and avatars as people write them |
//!
//! State is read by the view functions of the pallets, at the best block.

mod attestation;
mod avatar;
mod candidate;
mod certificate;
mod delegation;
mod gauge;
mod keys;
mod mars;
mod mine;
mod model;
mod who;

pub(crate) use avatar::{run as avatar, AvatarCommand};
pub(crate) use candidate::{run as candidate, CandidateCommand};
pub(crate) use certificate::{run as certificate, CertificateCommand};
pub(crate) use delegation::{
	claim, delegate, delegations, undelegate, withdraw, DelegationArgs, DelegationsArgs, NodeArgs,
};
pub(crate) use mars::{mars, MarsArgs};
pub(crate) use mine::{run as mine, MineCommand};
pub(crate) use model::{words as model_words, MiningArgs};

use super::{amount, chain::State, error::WalletError, names::AssetName};
use pillars_primitives::{units::TOKEN_DECIMALS, Balance};
use sp_runtime::Perbill;

/// Digits behind the point of a percentage: a billionth of the whole is the last.
const PERCENT_DECIMALS: u8 = 7;
/// Digits behind the point of a score, which is counted in thousandths.
const SCORE_DECIMALS: u8 = 3;

/// Length of the hash that stands before a key of storage which users can not choose.
const TWOX_64: usize = 8;
/// Length of the hash that stands before one which they can.
const BLAKE2_128: usize = 16;

/// An amount of ETP that is not zero, in satoshi.
fn etp_amount(text: &str) -> Result<Balance, WalletError> {
	Ok(AssetName::etp().value(text)?.etp_amount())
}

/// An amount of ETP without its symbol, for programs.
fn exact(amount: Balance) -> String {
	amount::format(amount, TOKEN_DECIMALS)
}

/// Milli-points as points.
fn points(milli: u32) -> String {
	amount::format(milli.into(), SCORE_DECIMALS)
}

/// A part of the whole as percent, without zeros at its end.
fn percent(part: Perbill) -> String {
	let text = amount::format(part.deconstruct().into(), PERCENT_DECIMALS);
	format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A percentage.
fn parse_percent(text: &str) -> Result<Perbill, String> {
	let text = text.strip_suffix('%').unwrap_or(text);
	let parts = amount::parse(text, PERCENT_DECIMALS).map_err(|error| error.to_string())?;
	match u32::try_from(parts) {
		Ok(parts @ 0..=1_000_000_000) => Ok(Perbill::from_parts(parts)),
		_ => Err("a percentage is from 0 to 100".into()),
	}
}

impl State<'_> {
	/// The epoch under way.
	async fn epoch(&self) -> Result<u32, WalletError> {
		let key = pallet_candidates::Freezings::<pillars_runtime::Runtime>::hashed_key().to_vec();
		// They are frozen when an epoch opens, the first of which is number 0.
		let freezings: Option<u32> = self.value(key).await?;
		Ok(freezings.unwrap_or_default().saturating_sub(1))
	}
}

/// How much of what leaves is free in this epoch, and what comes later, in words.
fn leaving(chunks: &[pallet_candidates::Chunk], epoch: u32) -> Vec<String> {
	let line = |chunk: &pallet_candidates::Chunk| {
		let amount = super::names::etp(chunk.amount);
		match chunk.free_at.checked_sub(epoch) {
			None | Some(0) => format!("{amount} can be withdrawn"),
			Some(_) => format!("{amount} can be withdrawn from epoch {} on", chunk.free_at),
		}
	};
	chunks.iter().map(line).collect()
}

/// The same for programs.
fn leaving_json(chunks: &[pallet_candidates::Chunk], epoch: u32) -> Vec<serde_json::Value> {
	let entry = |chunk: &pallet_candidates::Chunk| {
		serde_json::json!({
			"amount": exact(chunk.amount),
			"freeAt": chunk.free_at,
			"free": chunk.free_at <= epoch,
		})
	};
	chunks.iter().map(entry).collect()
}

#[cfg(test)]
mod tests;

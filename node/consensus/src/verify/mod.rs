//! The first three stages of import, cheapest first; the fourth is [`crate::HybridBlockImport`].
//!
//! | stage | may look at | checks |
//! |---|---|---|
//! | 1 [`sanity`] | the header, its parent's number, an Ethash cache | size, digest, number, Ethash against the claimed difficulty |
//! | 2 [`positional`] | what is noted of the parent | the parent is known, time order, a follower follows a `Pow` block |
//! | 3 [`contextual`] | the state of the parent, by one runtime call | window rule, phase, claimed difficulty, kernel, turn, signature |
//!
//! The window rule and the follower's window of time depend on chain parameters, which are in the state:
//! they are the first checks of stage 3, before any signature.
//!
//! The clock, [`on_time`], comes after all three. A block from the future is kept until it is due, so it must have
//! cost what a good block costs; else anybody could fill the place for the good ones.

mod contextual;
mod sanity;

pub use contextual::contextual;
pub(crate) use contextual::{check_stake, follower_witness};
pub use sanity::sanity;

use crate::{aux_schema::BlockRecord, Error};
use pillars_consensus_primitives::{Claim, Claimed};
use pillars_primitives::Moment;
use pillars_rules::{is_due, Kind, TimeError};

/// Stage 2: the place of a block in the chain, from what is noted of its parent.
///
/// # Errors
///
/// [`Error::Time`] if the block is not later than its parent, [`Error::NotAfterPow`].
pub fn positional(claimed: &Claimed, parent: &BlockRecord) -> Result<(), Error> {
	if claimed.pre_digest.timestamp <= parent.timestamp {
		return Err(TimeError::NotAfterParent.into());
	}
	match claimed.pre_digest.claim {
		Claim::Dpos { .. } if parent.kind != Some(Kind::Pow) => Err(Error::NotAfterPow),
		_ => Ok(()),
	}
}

/// Whether the node's clock, `now` in ms, has come near enough to the block's time.
///
/// # Errors
///
/// [`Error::FromTheFuture`], the one error that is not the peer's fault.
pub fn on_time(claimed: &Claimed, now: Moment) -> Result<(), Error> {
	let timestamp = claimed.pre_digest.timestamp;
	if is_due(timestamp, now) {
		return Ok(());
	}
	Err(Error::FromTheFuture { ahead_ms: timestamp.saturating_sub(now) })
}

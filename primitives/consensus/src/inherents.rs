//! The inherents of a block and the data that the engine gives for them.
//!
//! | index | extrinsic | in |
//! |---|---|---|
//! | 0 | `timestamp.set`, the claim's timestamp | every block |
//! | 1 | `hybridConsensus.coinbase { mst }` | every block |
//! | 2 | `utxoAssets.coinstake(tx)` | `Pos` blocks |
//!
//! Each is `Mandatory` and fails unless it stands at its index. Whether a block must have them is the business
//! of `check_inherents`, to which the engine gives the claim's own time and kind.

use codec::{Decode, Encode};
use pillars_ledger::{Asset, Transaction};
use pillars_rules::Kind;
use sp_inherents::{InherentIdentifier, IsFatalError};

/// Index of `timestamp.set`.
pub const TIMESTAMP_INDEX: u32 = 0;
/// Index of `hybridConsensus.coinbase`.
pub const COINBASE_INDEX: u32 = 1;
/// Index of `utxoAssets.coinstake` in a `Pos` block.
pub const COINSTAKE_INDEX: u32 = 2;

/// The [`Kind`] of the block, given when a block is made and when it is checked.
pub const KIND_IDENTIFIER: InherentIdentifier = *b"hyb-kind";
/// The token that the author mines, an `Option<`[`Asset`]`>`, given when a block is made.
pub const MST_IDENTIFIER: InherentIdentifier = *b"hyb-mst_";
/// The coinstake, a [`Transaction`], given when a `Pos` block is made.
pub const COINSTAKE_IDENTIFIER: InherentIdentifier = *b"hyb-stke";

/// What `check_inherents` answers about a block that lacks one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum InherentError {
	/// There is no `coinbase`.
	#[codec(index = 0)]
	NoCoinbase,
	/// A `Pos` block without a `coinstake`.
	#[codec(index = 1)]
	NoCoinstake,
	/// The kind of the block was not given to the check.
	#[codec(index = 2)]
	NoKind,
}

impl IsFatalError for InherentError {
	fn is_fatal_error(&self) -> bool {
		true
	}
}

impl core::fmt::Display for InherentError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(match self {
			Self::NoCoinbase => "the block has no coinbase",
			Self::NoCoinstake => "the Pos block has no coinstake",
			Self::NoKind => "the kind of the block was not given to the check of inherents",
		})
	}
}

/// What the engine knows of a block that is made or checked.
#[derive(Clone, Debug)]
pub struct BlockInherents {
	/// Its kind.
	pub kind: Kind,
	/// The token mined, if any; ignored by checks.
	pub mst: Option<Asset>,
	/// The coinstake of a `Pos` block that is made; `None` for checks.
	pub coinstake: Option<Transaction>,
}

#[cfg(feature = "std")]
impl BlockInherents {
	/// Adds this to the inherent data of a block.
	///
	/// # Errors
	///
	/// If something else is there under the same identifiers.
	pub fn provide(
		&self,
		data: &mut sp_inherents::InherentData,
	) -> Result<(), sp_inherents::Error> {
		data.put_data(KIND_IDENTIFIER, &self.kind)?;
		data.put_data(MST_IDENTIFIER, &self.mst)?;
		match &self.coinstake {
			Some(tx) => data.put_data(COINSTAKE_IDENTIFIER, tx),
			None => Ok(()),
		}
	}
}

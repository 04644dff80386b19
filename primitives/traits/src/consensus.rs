//! The seams of the consensus.

use pillars_ledger::OutPoint;
use pillars_primitives::{AccountId, BlockNumber, Moment};
use pillars_rules::{Kind, Parameters, Phase};

/// The chain parameters in force.
pub trait ConsensusParameters {
	/// All of them, in one read.
	fn parameters() -> Parameters;
}

/// The difficulty of each kind of main block.
pub trait DifficultyAdjustment {
	/// Required difficulty of the next block of this kind, before the urgency ramp; 0 for `Dpos`, which
	/// has none.
	fn difficulty(kind: Kind) -> u128;

	/// A block of this kind with this timestamp (ms) is executed in this phase: retargets its kind. The
	/// first block of a kind retargets nothing; `Dpos` blocks never do.
	fn retarget(kind: Kind, phase: Phase, timestamp: Moment, parameters: &Parameters);
}

/// What the block under execution claims.
pub trait BlockClaim {
	/// The account credited.
	fn author() -> Option<AccountId>;
	/// The kind claimed by the block under execution, or by the last one when none is; `None` before the first.
	fn kind() -> Option<Kind>;
	/// The coin that a `Pos` block stakes.
	fn stake() -> Option<OutPoint>;
	/// Stake maturity in blocks, as it was in the state of the parent.
	fn stake_maturity() -> BlockNumber;
}

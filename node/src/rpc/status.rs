//! The answer of `hybrid_status`.

use pillars_primitives::{BlockNumber, Hash, Moment};
use sc_consensus_grandpa::{report::VoterState, AuthorityId};
use serde::Serialize;

/// Finality is in step with the chain up to this lag in blocks: its voting rules stay two blocks
/// behind the best and vote for three quarters of the way.
const IN_STEP: BlockNumber = 5;

/// A value for each kind of block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ByKind<T> {
	/// Of `Pow`.
	pub(crate) pow: T,
	/// Of `Pos`.
	pub(crate) pos: T,
	/// Of `Dpos`.
	pub(crate) dpos: T,
}

/// A witness of the epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WitnessStatus {
	/// Its SS58 address.
	pub(crate) account: String,
	/// Whether the turn of the last `Pow` block is its own.
	pub(crate) has_turn: bool,
}

/// Where finality stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finality {
	/// The last finalised block.
	pub(crate) hash: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
	/// How many blocks it is behind the best.
	pub(crate) lag: BlockNumber,
	/// Why.
	pub(crate) reason: String,
}

/// Where the hybrid consensus stands after the best block. Difficulties and weights are decimal
/// strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
	/// Phase of the next block: 1 or 2.
	pub(crate) phase: u8,
	/// Epoch of the last `Pow` block.
	pub(crate) epoch: u32,
	/// Turn of the last `Pow` block.
	pub(crate) turn: u32,
	/// The witnesses of the epoch in the order of their turns.
	pub(crate) witnesses: Vec<WitnessStatus>,
	/// Required of the next block of each kind; for `Pos` before the urgency ramp, none for `Dpos`.
	pub(crate) difficulty: ByKind<Option<String>>,
	/// When the last block of each kind was made, in ms since 1970; none if that is long ago.
	pub(crate) last_time: ByKind<Option<Moment>>,
	/// Blocks since the last `Pos` block.
	pub(crate) gap: u32,
	/// Weight of the chain.
	pub(crate) weight: String,
	/// The best block.
	pub(crate) best_hash: Hash,
	/// Its height.
	pub(crate) best_number: BlockNumber,
	/// The finalised block and how far it is behind.
	pub(crate) finality: Finality,
}

/// The votes of the best round, by weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Votes {
	round: u64,
	needed: u64,
	prevotes: u64,
	precommits: u64,
}

impl From<VoterState<AuthorityId>> for Votes {
	fn from(state: VoterState<AuthorityId>) -> Self {
		let (round, votes) = state.best_round;
		Self {
			round,
			needed: votes.threshold_weight.get(),
			prevotes: votes.prevote_current_weight.0,
			precommits: votes.precommit_current_weight.0,
		}
	}
}

/// Why finality is so many blocks behind, given the votes if this node follows them.
pub(crate) fn lag_reason(lag: BlockNumber, votes: Option<&Votes>) -> String {
	if lag <= IN_STEP {
		return "in step".into();
	}
	let cause = match votes {
		None => {
			"this node does not follow the votes (it is synchronising, or runs with --no-grandpa)"
				.into()
		},
		Some(Votes { round, needed, prevotes, .. }) if prevotes < needed => {
			format!("round {round} has prevotes of weight {prevotes}, {needed} are needed")
		},
		Some(Votes { round, needed, precommits, .. }) if precommits < needed => {
			format!("round {round} has precommits of weight {precommits}, {needed} are needed")
		},
		Some(Votes { round, .. }) => format!("round {round} is about to end"),
	};
	format!("no finality for {lag} blocks: {cause}")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_small_lag_is_in_step() {
		assert_eq!(lag_reason(0, None), "in step");
		assert_eq!(lag_reason(5, None), "in step");
	}

	#[test]
	fn a_large_lag_has_its_reason() {
		let votes = Votes { round: 7, needed: 3, prevotes: 2, precommits: 0 };
		assert_eq!(
			lag_reason(6, Some(&votes)),
			"no finality for 6 blocks: round 7 has prevotes of weight 2, 3 are needed"
		);
		let votes = Votes { prevotes: 3, precommits: 1, ..votes };
		assert!(lag_reason(6, Some(&votes)).contains("precommits of weight 1, 3 are needed"));
		assert!(lag_reason(6, None).contains("does not follow the votes"));
	}

	#[test]
	fn names_are_in_camel_case_and_large_numbers_are_strings() {
		let status = Status {
			phase: 2,
			epoch: 0,
			turn: 1,
			witnesses: vec![WitnessStatus { account: "5F".into(), has_turn: true }],
			difficulty: ByKind {
				pow: Some("600".into()),
				pos: Some(u128::MAX.to_string()),
				dpos: None,
			},
			last_time: ByKind { pow: Some(1), pos: None, dpos: None },
			gap: 3,
			weight: "12".into(),
			best_hash: Hash::zero(),
			best_number: 4,
			finality: Finality { hash: Hash::zero(), number: 2, lag: 2, reason: "in step".into() },
		};
		let json = serde_json::to_value(&status).unwrap();
		assert_eq!(json["witnesses"][0]["hasTurn"], true);
		assert_eq!(json["difficulty"]["pos"], "340282366920938463463374607431768211455");
		assert_eq!(json["lastTime"]["dpos"], serde_json::Value::Null);
		assert_eq!(json["bestNumber"], 4);
		assert_eq!(json["finality"]["reason"], "in step");
	}
}

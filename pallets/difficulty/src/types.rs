//! What is stored.

use codec::{Decode, Encode, MaxEncodedLen};
use pillars_primitives::Moment;
use pillars_rules::{retarget, Kind, Parameters, Phase};
use scale_info::TypeInfo;

/// Where one kind of block stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DifficultyState {
	/// Expected number of tries for a block; at least 1.
	pub difficulty: u128,
	/// Time of the last block of the kind, in ms since 1970.
	pub last_timestamp: Option<Moment>,
}

impl DifficultyState {
	/// Before the first block of the kind.
	pub const fn new(difficulty: u128) -> Self {
		Self { difficulty, last_timestamp: None }
	}

	/// A block of the kind is executed.
	pub(crate) fn advance(
		&mut self,
		kind: Kind,
		phase: Phase,
		timestamp: Moment,
		parameters: &Parameters,
	) {
		if let Some(last) = self.last_timestamp {
			// The engine sees to it that time goes on; without it the shortest interval is meant.
			let interval = timestamp.saturating_sub(last);
			self.difficulty = retarget(kind, phase, self.difficulty, interval, parameters);
		}
		self.last_timestamp = Some(timestamp);
	}
}

/// Where both kinds of main blocks stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct MainDifficulties {
	/// `Pow`.
	pub pow: DifficultyState,
	/// `Pos`, before the urgency ramp.
	pub pos: DifficultyState,
}

impl MainDifficulties {
	/// Before the first blocks.
	pub const fn new(pow: u128, pos: u128) -> Self {
		Self { pow: DifficultyState::new(pow), pos: DifficultyState::new(pos) }
	}

	/// Of this kind; `None` for `Dpos`.
	pub const fn of(&self, kind: Kind) -> Option<&DifficultyState> {
		match kind {
			Kind::Pow => Some(&self.pow),
			Kind::Pos => Some(&self.pos),
			Kind::Dpos => None,
		}
	}

	pub(crate) fn of_mut(&mut self, kind: Kind) -> Option<&mut DifficultyState> {
		match kind {
			Kind::Pow => Some(&mut self.pow),
			Kind::Pos => Some(&mut self.pos),
			Kind::Dpos => None,
		}
	}
}

/// Without a genesis: the least difficulties.
impl Default for MainDifficulties {
	fn default() -> Self {
		Self::new(1, 1)
	}
}

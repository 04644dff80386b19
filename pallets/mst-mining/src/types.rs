//! What is stored and told of a token that can be mined.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_ledger::MiningModel;
use pillars_primitives::{Balance, BlockNumber};
use pillars_rules::mst::mst_reward;
use scale_info::TypeInfo;

/// Why a token can not be made mineable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
	/// ETP is not a token.
	Etp,
	/// The token has a model already.
	AlreadyMineable,
	/// The reward would always be 0.
	ZeroInitial,
	/// The reward would fall by an interval of 0 blocks.
	ZeroInterval,
	/// At most 0 could be mined.
	ZeroCap,
}

/// Checks that something can be mined by the model. Its decay can not be above 1.
///
/// # Errors
///
/// The rule that is broken, of those on the model alone.
pub(crate) const fn check_model(model: &MiningModel) -> Result<(), Refused> {
	match model {
		MiningModel { initial: 0, .. } => Err(Refused::ZeroInitial),
		MiningModel { interval: 0, .. } => Err(Refused::ZeroInterval),
		MiningModel { cap: Some(0), .. } => Err(Refused::ZeroCap),
		_ => Ok(()),
	}
}

/// A token that can be mined. Amounts are in its smallest units.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Mineable {
	/// How it is mined; never changes.
	pub model: MiningModel,
	/// Height at which it was issued; never changes.
	pub issued_at: BlockNumber,
	/// What blocks have earned of it so far.
	pub mined: Balance,
}

impl Mineable {
	/// What may still be earned, ever; without a cap as much as can be counted.
	pub(crate) fn left(&self) -> Balance {
		self.model.cap.unwrap_or(Balance::MAX).saturating_sub(self.mined)
	}

	/// What a block at this height earns: its reward divided by `divisor`, rounded down, but no more
	/// than is left. 0 if the divisor is 0.
	pub fn due(&self, height: BlockNumber, divisor: u32) -> Balance {
		let MiningModel { initial, interval, decay, .. } = self.model;
		let elapsed = height.saturating_sub(self.issued_at);
		let reward = mst_reward(initial, interval, decay.deconstruct(), elapsed);
		reward.checked_div(divisor.into()).unwrap_or_default().min(self.left())
	}
}

/// What wallets and miners are told of a token that can be mined. Amounts are in its smallest units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct MiningInfo {
	/// How it is mined.
	pub model: MiningModel,
	/// Height at which it was issued.
	pub issued_at: BlockNumber,
	/// What blocks have earned of it so far.
	pub mined: Balance,
	/// What the next block earns if it mines the token and is a `Pow` or `Pos` block.
	pub next_reward: Balance,
}

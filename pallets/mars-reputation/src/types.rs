//! What wallets are told.

use codec::{Decode, Encode};
use pillars_rules::{Activity, Reputation};
use pillars_traits::AvatarId;
use scale_info::TypeInfo;

/// A witness score and its parts, in milli-points.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct WitnessScore {
	/// The sum of the parts.
	pub total: u32,
	/// For a valid certificate.
	pub certificate: u32,
	/// For the bond that counts.
	pub stake: u32,
	/// For few missed turns.
	pub miss: u32,
	/// The miss rate in millionths, -1 000 000 to 0.
	pub x: i32,
	/// Number of epochs that it was made of last, at most 12.
	pub n: u8,
}

/// The reputation of an avatar and what it comes from.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AvatarReputation {
	/// Which avatar.
	pub avatar: AvatarId,
	/// The reputation, and the credits of each group.
	pub reputation: Reputation,
	/// What the avatar did and held in the last window that is over, and its age.
	pub activity: Activity,
}

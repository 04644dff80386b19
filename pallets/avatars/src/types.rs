//! What is stored, and what it costs.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber};
use pillars_traits::AvatarId;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// What registering an avatar costs: 1 ETP, in satoshi.
pub const REGISTRATION_FEE: Balance = ETP;
/// What is held of an account for each of its attestations: 0.1 ETP, in satoshi.
pub const ATTESTATION_HOLD: Balance = ETP / 10;
/// Most signs of the name of an avatar.
pub const MAX_SYMBOL: u32 = 64;
/// Most signs of the name of a kind of attestations.
pub const MAX_KIND_NAME: u32 = 32;

/// The name of an avatar.
pub type Symbol = BoundedVec<u8, ConstU32<MAX_SYMBOL>>;
/// The name of a kind of attestations.
pub type KindName = BoundedVec<u8, ConstU32<MAX_KIND_NAME>>;

/// What is known of an avatar.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AvatarDetails {
	/// Its name as it was written; never changes.
	pub symbol: Symbol,
	/// The account that has it.
	pub account: AccountId,
	/// Height at which it was registered; never changes.
	pub born: BlockNumber,
	/// Height since which the account has it.
	pub held_since: BlockNumber,
	/// How often it was transferred.
	pub transfers: u32,
}

/// What an account attested of an avatar.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Attestation {
	/// Hash of a document.
	pub hash: H256,
	/// The transfer count of the subject of which it was said.
	pub subject_transfers: u32,
	/// The avatar that the account had.
	pub attester: AvatarId,
	/// The transfer count of that avatar.
	pub attester_transfers: u32,
	/// Height at which it was said.
	pub height: BlockNumber,
	/// What is held of the account for it, in satoshi. It is noted, for what is taken of later ones may
	/// become another amount.
	pub held: Balance,
}

/// An avatar of the genesis state, in JSON `{ "symbol": "foundation", "account": "5Grw…" }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisAvatar {
	/// Its name.
	pub symbol: String,
	/// The account that has it.
	pub account: AccountId,
}

/// A kind of attestations of the genesis state, in JSON `{ "kind": 1, "name": "kyc" }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisKind {
	/// Its number.
	pub kind: u32,
	/// Its name.
	pub name: String,
}

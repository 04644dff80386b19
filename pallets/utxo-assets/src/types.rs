//! What the pallet stores beside unspent outputs, and how genesis names its outputs.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_ledger::Lock;
use pillars_primitives::{Balance, BlockNumber};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::sr25519::Public;

/// Most stake deposits of one owner that count at a time.
pub const MAX_DEPOSITS: u32 = 16;

/// What the ledger's account keeps, in satoshi.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EtpTotals {
	/// Sum of the unspent ETP outputs.
	pub held: Balance,
	/// Fees of the block and what earlier blocks carried over.
	pub fees: Balance,
}

/// A stake deposit that counts.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct DepositEntry {
	/// First height at which it may be spent, and from which on it counts no longer.
	pub until: BlockNumber,
	/// Its amount, in satoshi.
	pub amount: Balance,
}

/// The stake deposits of one owner, in the order in which they were made.
pub type DepositEntries = BoundedVec<DepositEntry, ConstU32<MAX_DEPOSITS>>;

/// A change of a staking key that is not yet in force, or was when last looked at.
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
pub struct PendingKey {
	/// The key to come; `None` is the owner's own.
	pub key: Option<Public>,
	/// First height at which it must seal.
	pub from: BlockNumber,
}

/// The staking keys of one owner.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct StakingKeyState {
	/// The key before [`Self::next`]; `None` is the owner's own.
	pub current: Option<Public>,
	/// The change to come. It stays here when its height has come, until somebody needs the room.
	pub next: Option<PendingKey>,
}

impl StakingKeyState {
	/// The state at the height `now` with a change that has come into force carried out.
	pub fn settled(self, now: BlockNumber) -> Self {
		match self.next {
			Some(next) if now >= next.from => Self { current: next.key, next: None },
			_ => self,
		}
	}

	/// The keys that it keeps from others.
	pub fn keys(&self) -> impl Iterator<Item = Public> {
		self.current.into_iter().chain(self.next.and_then(|next| next.key))
	}

	/// Whether it keeps this key from others.
	pub fn holds(&self, key: &Public) -> bool {
		self.keys().any(|held| held == *key)
	}
}

/// An output of the genesis state, in JSON for example
/// `{ "lock": { "account": "5Grw…" }, "amount": 100000000 }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisOutput {
	/// Who may spend it: any lock but `Balance` and `Burn`.
	pub lock: Lock,
	/// How much ETP it holds, in satoshi; below 2^64 in JSON.
	pub amount: Balance,
}

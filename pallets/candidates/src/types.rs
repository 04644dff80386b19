//! What is stored about candidates and bonds.

use crate::{MAX_CHUNKS, UNLOCK_EPOCHS};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::FrozenCandidate;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{ed25519, sr25519};
use sp_runtime::Perbill;

/// The keys of a candidate. Changes are in force from the next freezing on.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct CandidateKeys {
	/// Under which it seals.
	pub witness: sr25519::Public,
	/// Under which it finalises.
	pub grandpa: ed25519::Public,
}

/// Money on its way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Chunk {
	/// How much, in satoshi.
	pub amount: Balance,
	/// The epoch from which on it can be withdrawn.
	pub free_at: u32,
}

/// What is on its way out, in the order in which it becomes free.
///
/// What becomes free in the same epoch is one chunk, and so is all that is free: there never are more than
/// [`MAX_CHUNKS`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Unlocking(pub BoundedVec<Chunk, ConstU32<MAX_CHUNKS>>);

impl Unlocking {
	/// The sum, in satoshi.
	pub fn total(&self) -> Balance {
		self.0.iter().fold(0, |sum, chunk| sum.saturating_add(chunk.amount))
	}

	/// Adds what begins to leave in this epoch, where its owner may be a witness up to the epoch `last`: this one or
	/// the next. Returns the epoch from which on it is free.
	pub(crate) fn add(&mut self, amount: Balance, epoch: u32, last: u32) -> u32 {
		let free_at = last.saturating_add(UNLOCK_EPOCHS).saturating_add(1);
		let ripe = self.take_ripe(epoch);
		let ripe = (ripe > 0).then_some(Chunk { amount: ripe, free_at: epoch });
		let mut chunks: Vec<_> = ripe.into_iter().chain(self.0.iter().copied()).collect();
		match chunks.iter_mut().find(|chunk| chunk.free_at == free_at) {
			Some(chunk) => chunk.amount = chunk.amount.saturating_add(amount),
			None => {
				chunks.push(Chunk { amount, free_at });
				// Who is struck after it began to take money back may be told an earlier epoch than before.
				chunks.sort_unstable_by_key(|chunk| chunk.free_at);
			},
		}
		// Nothing is cut off: one chunk is free, and one for each of the next epochs is not.
		self.0 = BoundedVec::truncate_from(chunks);
		free_at
	}

	/// Takes out what is free in this epoch, and returns how much it is.
	pub(crate) fn take_ripe(&mut self, epoch: u32) -> Balance {
		let before = self.total();
		self.0.retain(|chunk| chunk.free_at > epoch);
		before.saturating_sub(self.total())
	}

	/// Takes up to `amount` away, first of what would be free last. Returns how much it was.
	pub(crate) fn seize(&mut self, amount: Balance) -> Balance {
		let mut left = amount;
		for chunk in self.0.iter_mut().rev() {
			let taken = left.min(chunk.amount);
			chunk.amount = chunk.amount.saturating_sub(taken);
			left = left.saturating_sub(taken);
		}
		self.0.retain(|chunk| chunk.amount > 0);
		amount.saturating_sub(left)
	}
}

/// The bond of an account. Its sum is what is held of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct BondLedger {
	/// What counts, in satoshi.
	pub bond: Balance,
	/// What leaves; evidence takes it as well.
	pub unlocking: Unlocking,
	/// The last epoch in which the account must not be a witness, after evidence against it.
	pub sits_out_until: Option<u32>,
}

impl BondLedger {
	/// All that is held, in satoshi.
	pub fn held(&self) -> Balance {
		self.bond.saturating_add(self.unlocking.total())
	}

	/// Takes up to `amount` away: first of what counts, then of what leaves. Returns how much it was.
	pub(crate) fn seize(&mut self, amount: Balance) -> Balance {
		let of_bond = amount.min(self.bond);
		self.bond = self.bond.saturating_sub(of_bond);
		let of_unlocking = self.unlocking.seize(amount.saturating_sub(of_bond));
		of_bond.saturating_add(of_unlocking)
	}

	/// Whether the account must not be a witness in this epoch.
	pub(crate) fn sits_out(&self, epoch: u32) -> bool {
		self.sits_out_until.is_some_and(|until| epoch <= until)
	}
}

/// A candidate as it was when frozen.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FrozenEntry {
	/// Its account.
	pub who: AccountId,
	/// Its keys.
	pub keys: CandidateKeys,
	/// Its weight in the election, above 0.
	pub weight: u128,
}

impl From<FrozenEntry> for FrozenCandidate {
	fn from(FrozenEntry { who, keys, weight }: FrozenEntry) -> Self {
		Self { who, witness_key: keys.witness, grandpa_key: keys.grandpa, weight }
	}
}

/// A candidate of the genesis state, in JSON for example
/// `{ "who": "5Grw…", "bond": 100000000000, "witnessKey": "5Grw…", "grandpaKey": "5FA9…", "commission": 0 }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisCandidate {
	/// Its account; it has an avatar.
	pub who: AccountId,
	/// Its own bond in satoshi, held of its balance; below 2^64 in JSON.
	pub bond: Balance,
	/// Under which it seals.
	pub witness_key: sr25519::Public,
	/// Under which it finalises.
	pub grandpa_key: ed25519::Public,
	/// What it keeps of its delegators' rewards, in billionths.
	#[serde(default)]
	pub commission: Perbill,
}

/// Whether a candidate can be frozen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum CandidateState {
	/// It can.
	#[codec(index = 0)]
	Electable,
	/// Its own bond is below the least one.
	#[codec(index = 1)]
	BondTooLow,
	/// There was evidence against it.
	#[codec(index = 2)]
	SittingOut {
		/// The last epoch that it sits out.
		until: u32,
	},
}

/// A candidate, for wallets.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CandidateInfo {
	/// Its account.
	pub who: AccountId,
	/// Its own bond in satoshi.
	pub bond: Balance,
	/// The same with the delegations that count.
	pub counted_bond: Balance,
	/// Its weight, were it frozen now; 0 if it could not be.
	pub weight: u128,
	/// Its keys.
	pub keys: CandidateKeys,
	/// What it keeps of its delegators' rewards.
	pub commission: Perbill,
	/// What it will keep from the next freezing on.
	pub next_commission: Perbill,
	/// Whether it can be frozen.
	pub state: CandidateState,
}

/// A delegation, for wallets. Amounts are in satoshi.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DelegationInfo {
	/// What counts and earns.
	pub active: Balance,
	/// What does from the next freezing on.
	pub pending: Balance,
	/// Rewards that can be claimed.
	pub rewards: Balance,
	/// What leaves.
	pub unlocking: Vec<Chunk>,
}

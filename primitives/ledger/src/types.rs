//! The wire types.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedVec, ConstU32, H256};
use sp_io::hashing::blake2_256;

/// Most inputs of a transaction.
pub const MAX_INPUTS: u32 = 256;
/// Most outputs of a transaction.
pub const MAX_OUTPUTS: u32 = 256;
/// Most bytes of a memo.
pub const MAX_MEMO: u32 = 256;

/// Number of an asset: 0 is ETP, others are assigned when the asset is issued.
pub type Asset = u32;
/// The chain's own money.
pub const ETP_ASSET: Asset = 0;

/// Number of a MIT, a unique item: assigned when it is registered.
pub type MitId = u32;

/// Names an output: the id of the transaction that made it and its index there.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct OutPoint {
	/// Id of the transaction.
	pub txid: H256,
	/// Index of the output in it.
	pub index: u32,
}

/// What an output is worth.
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
	Serialize,
	Deserialize,
)]
pub enum Value {
	/// An amount of a divisible asset.
	#[codec(index = 1)]
	Coins {
		/// Which asset.
		asset: Asset,
		/// How many of its smallest units (ETP: satoshi).
		#[codec(compact)]
		amount: Balance,
	},
	/// A MIT, of which there is one.
	#[codec(index = 2)]
	Unique(MitId),
}

impl Value {
	/// An amount of ETP, in satoshi.
	pub const fn etp(amount: Balance) -> Self {
		Self::Coins { asset: ETP_ASSET, amount }
	}

	/// The amount in satoshi if this is ETP, else 0.
	pub const fn etp_amount(&self) -> Balance {
		match self {
			Self::Coins { asset: ETP_ASSET, amount } => *amount,
			Self::Coins { .. } | Self::Unique(_) => 0,
		}
	}
}

/// Who may spend an output, and when. The indices 6 to 15 are reserved for later locks.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Lock {
	/// Spendable by the signature of the account.
	#[codec(index = 1)]
	Account(AccountId),
	/// The owner's, from the height `until` on. It makes its owner a staker meanwhile.
	#[codec(index = 2)]
	Deposit {
		/// Whose it is.
		owner: AccountId,
		/// First height at which it may be spent.
		until: BlockNumber,
	},
	/// Spendable by whoever meets the [`Policy`](crate::Policy) of this hash, which is revealed then.
	#[codec(index = 3)]
	Policy(H256),
	/// ETP only, not stored: credited to the FRAME account.
	#[codec(index = 4)]
	Balance(AccountId),
	/// Not stored: destroyed.
	#[codec(index = 5)]
	Burn,
}

impl Lock {
	/// Whether an output under this lock enters the set of unspent outputs.
	pub const fn is_stored(&self) -> bool {
		matches!(self, Self::Account(_) | Self::Deposit { .. } | Self::Policy(_))
	}

	/// The account whose signature spends it.
	pub const fn owner(&self) -> Option<&AccountId> {
		match self {
			Self::Account(owner) | Self::Deposit { owner, .. } => Some(owner),
			Self::Policy(_) | Self::Balance(_) | Self::Burn => None,
		}
	}

	/// `blake2_256` of its encoding: how a policy names a lock that it wants paid.
	pub fn hash(&self) -> H256 {
		self.using_encoded(blake2_256).into()
	}
}

/// A value under a lock.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Output {
	/// What it is worth.
	pub value: Value,
	/// Who may spend it.
	pub lock: Lock,
}

impl Output {
	/// The first output of a coinstake: nothing, burned. It marks the transaction and is never stored.
	pub const COINSTAKE_MARKER: Self = Self { value: Value::etp(0), lock: Lock::Burn };

	/// ETP (in satoshi) spendable by an account's signature.
	pub const fn etp(amount: Balance, owner: AccountId) -> Self {
		Self { value: Value::etp(amount), lock: Lock::Account(owner) }
	}
}

/// How an output came to be. It decides when it may be spent.
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
pub enum CoinOrigin {
	/// In the genesis state; mature at once.
	#[codec(index = 0)]
	Genesis,
	/// By a transaction or a call.
	#[codec(index = 1)]
	Transfer,
	/// By the reward of a block; spendable after *coinbase_maturity* blocks.
	#[codec(index = 2)]
	Coinbase,
	/// By staking.
	#[codec(index = 3)]
	Coinstake,
}

/// An entry of the set of unspent outputs.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Unspent {
	/// The output.
	pub output: Output,
	/// Height of the block that made it.
	pub height: BlockNumber,
	/// How it was made.
	pub origin: CoinOrigin,
}

/// Up to [`MAX_MEMO`] bytes that go with a transaction: empty, or the first byte tells the kind
/// (0 bytes, 1 UTF-8 text, 2 sealed box).
pub type Memo = BoundedVec<u8, ConstU32<MAX_MEMO>>;

/// A transaction of the ledger, without its witnesses.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Transaction {
	/// The first version.
	#[codec(index = 1)]
	V1(TransactionV1),
}

/// Body of a [`Transaction::V1`].
#[derive(
	Clone,
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
pub struct TransactionV1 {
	/// What it spends; more than [`MAX_INPUTS`] are refused at decoding.
	pub inputs: BoundedVec<OutPoint, ConstU32<MAX_INPUTS>>,
	/// What it makes; more than [`MAX_OUTPUTS`] are refused at decoding.
	pub outputs: BoundedVec<Output, ConstU32<MAX_OUTPUTS>>,
	/// First height at which it may be in a block.
	pub not_before: BlockNumber,
	/// A note.
	pub memo: Memo,
}

impl Transaction {
	/// What it spends.
	pub fn inputs(&self) -> &[OutPoint] {
		let Self::V1(tx) = self;
		&tx.inputs
	}

	/// What it makes.
	pub fn outputs(&self) -> &[Output] {
		let Self::V1(tx) = self;
		&tx.outputs
	}

	/// First height at which it may be in a block.
	pub const fn not_before(&self) -> BlockNumber {
		let Self::V1(tx) = self;
		tx.not_before
	}

	/// Its note.
	pub fn memo(&self) -> &[u8] {
		let Self::V1(tx) = self;
		&tx.memo
	}

	/// A transaction without a memo that may be in any block.
	///
	/// Returns `None` if there are more than [`MAX_INPUTS`] inputs or [`MAX_OUTPUTS`] outputs.
	pub fn new(inputs: Vec<OutPoint>, outputs: Vec<Output>) -> Option<Self> {
		Some(Self::V1(TransactionV1 {
			inputs: inputs.try_into().ok()?,
			outputs: outputs.try_into().ok()?,
			not_before: 0,
			memo: Memo::default(),
		}))
	}
}

#[cfg(test)]
mod tests;

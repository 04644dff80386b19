//! What the engine asks the runtime.

use crate::WitnessKey;
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use pillars_ledger::{OutPoint, Output, Unspent};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash, Moment};
use pillars_rules::{EpochShape, Kind, Parameters, Phase, Turn};
use scale_info::TypeInfo;
use sp_core::sr25519;

/// The parent of the block in question, as far as the consensus goes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Parent {
	/// Its kind; genesis has none.
	pub kind: Option<Kind>,
	/// Its claim's timestamp in ms; 0 for genesis.
	pub timestamp: Moment,
	/// Number of blocks since the last `Pos` block (or genesis), the parent included.
	pub gap: u32,
	/// Who made it.
	pub author: Option<AccountId>,
}

/// A number for each kind of main block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Difficulties {
	/// For `Pow`.
	pub pow: u128,
	/// For `Pos`.
	pub pos: u128,
}

/// A coin that somebody claims to stake, as it stands in the parent's state.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct StakeInfo {
	/// The coin.
	pub coin: Unspent,
	/// Whether its owner has a stake deposit with enough blocks left.
	pub has_deposit: bool,
	/// The witness score of its owner, with its deposit as stake, in milli-points.
	pub score: u32,
	/// Whether it is old enough, by the stake maturity in force.
	pub is_mature: bool,
	/// The key that must seal: the one its owner registered, else the owner's own.
	pub key: sr25519::Public,
}

/// All that decides whether a header may be imported as a child of the block at whose state this was asked.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Context {
	/// Height of the child.
	pub number: BlockNumber,
	/// Phase of the child.
	pub phase: Phase,
	/// The parent.
	pub parent: Parent,
	/// The parameters that bind the child.
	pub parameters: Parameters,
	/// Number of witnesses and of their turns.
	pub shape: EpochShape,
	/// Required difficulties; for `Pos` before the urgency ramp.
	pub difficulties: Difficulties,
	/// Required difficulty of a `Pos` child with the timestamp asked for, after the urgency ramp.
	pub effective_pos: u128,
	/// References of the block weight.
	pub references: Difficulties,
	/// Epoch and turn of the last `Pow` block.
	pub turn: Turn,
	/// Who may seal a follower of the parent, were one allowed.
	pub witness: Option<(AccountId, WitnessKey)>,
	/// Stake modifier for the children of the parent.
	pub modifier: Hash,
	/// The coin asked for, if it is unspent.
	pub stake: Option<StakeInfo>,
}

/// An unspent output and its name.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Coin {
	/// Its name.
	pub outpoint: OutPoint,
	/// The output.
	pub output: Output,
	/// Height of the block that made it.
	pub height: BlockNumber,
	/// Whether it may stake (or be collected) in the next block.
	pub is_mature: bool,
}

impl Coin {
	/// Its amount of ETP, in satoshi.
	pub const fn amount(&self) -> Balance {
		self.output.value.etp_amount()
	}
}

/// A page of [`HybridConsensusApi::coins`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct CoinPage {
	/// The coins found.
	pub coins: Vec<Coin>,
	/// Where to go on, unless this was the last page.
	pub next: Option<OutPoint>,
}

sp_api::decl_runtime_apis! {
	/// The questions of the engine, asked at the state of a parent and answered for its children.
	pub trait HybridConsensusApi {
		/// What decides over a child of the block `parent_hash` (at whose state this is asked) with the
		/// given timestamp and author that stakes the given coin, if any.
		fn context(
			parent_hash: Hash,
			timestamp: Moment,
			author: AccountId,
			stake: Option<OutPoint>,
		) -> Context;

		/// The witnesses of an epoch with their keys, in turn order, while they are kept.
		fn witnesses(epoch: u32) -> Option<Vec<(AccountId, WitnessKey)>>;

		/// The ETP outputs under an `Account` lock of these owners, looking at up to `limit` outputs of the
		/// ledger after the outpoint `from`.
		fn coins(owners: Vec<AccountId>, from: Option<OutPoint>, limit: u32) -> CoinPage;

		/// Which of these outpoints are unspent, and what they hold.
		fn find_coins(outpoints: Vec<OutPoint>) -> Vec<Coin>;

		/// The accounts for which one of these keys must seal in the next block: their registered staking
		/// key, or, where none is registered, their own.
		fn stakers(keys: Vec<sr25519::Public>) -> Vec<AccountId>;

		/// The ETP outputs under an `Account` lock of these owners that this very block made.
		fn new_coins(owners: Vec<AccountId>) -> Vec<Coin>;
	}
}

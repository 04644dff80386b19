//! The seams between the pallets of Pillars: no pallet depends on another pallet.
//!
//! | trait | asked by | answered by |
//! |---|---|---|
//! | [`ConsensusParameters`] | all | `hybrid-consensus` |
//! | [`DifficultyAdjustment`] | `hybrid-consensus` | `difficulty` |
//! | [`BlockClaim`] | `utxo-assets` (coinstake) | `hybrid-consensus` |
//! | [`RewardLedger`] | `hybrid-consensus` (rewards), the runtime (fees) | `utxo-assets` |
//! | [`StakeInspect`] | `hybrid-consensus` (context) | `utxo-assets` |
//! | [`TokenMining`] | `hybrid-consensus` (rewards) | `()` until a pallet mines tokens |
//! | [`MiningRegistry`] | `utxo-assets` (issue) | `()` until a pallet mines tokens |
//! | [`Avatars`] | `utxo-assets` (certificates) | `()` until there are avatars |
//! | [`SubmitFee`] | `utxo-assets` (submit) | the runtime |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

use alloc::vec::Vec;
use pillars_ledger::{Asset, MiningModel, OutPoint, Unspent, Value};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash, Moment};
use pillars_rules::{Kind, Parameters, Phase};
use sp_runtime::{transaction_validity::TransactionPriority, Weight};

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

/// An output of a coinbase. Its place in the list is its index; an absent one keeps the index of the others.
pub type CoinbaseOutput = Option<(AccountId, Value)>;

/// The ledger as the rewards and the fees of a block see it. Amounts of ETP are in satoshi.
pub trait RewardLedger {
	/// Adds fees that already are in the ledger's account to those of the block.
	fn note_fees(amount: Balance);

	/// Takes the fees of the block, with what earlier blocks carried over. They must be paid out or noted
	/// again.
	fn take_fees() -> Balance;

	/// Mints ETP to a FRAME account and returns how much it was: less than asked, or 0, beyond the supply cap.
	fn mint_to_account(who: &AccountId, amount: Balance) -> Balance;

	/// Mints ETP for outputs of the coinbase and returns how much it was, as above.
	fn mint_to_outputs(amount: Balance) -> Balance;

	/// Pays the coinbase of the block from fees taken, ETP minted for outputs and tokens mined.
	///
	/// ETP below the least amount of an output is noted as fees, and so carried to the next block. Of a token,
	/// what its supply has room for is paid and counted as mined; nothing, if it was never issued.
	fn pay_coinbase(
		height: BlockNumber,
		parent_hash: &Hash,
		author: &AccountId,
		outputs: Vec<CoinbaseOutput>,
	);
}

/// The ledger as stakers and those who judge them see it.
pub trait StakeInspect {
	/// An unspent output.
	fn coin(outpoint: &OutPoint) -> Option<Unspent>;

	/// Whether the account has a stake deposit that ends `remaining` blocks or more after the height `now`.
	fn has_deposit(owner: &AccountId, now: BlockNumber, remaining: BlockNumber) -> bool;

	/// The sr25519 key that must seal for the account at the height `now`: the one it registered, else its own.
	fn staking_key(owner: &AccountId, now: BlockNumber) -> sp_core::sr25519::Public;

	/// The account that registered this key, whether or not it is in force already.
	fn owner_of_staking_key(key: &sp_core::sr25519::Public) -> Option<AccountId>;
}

/// Tokens mined along with blocks.
pub trait TokenMining {
	/// Notes as mined, and returns, what a block at this height earns of the token: its reward divided by
	/// `divisor` (more than 1 for `Dpos` blocks), rounded down; 0 if the token is unknown, can not be mined or is
	/// exhausted.
	fn mine(asset: Asset, height: BlockNumber, divisor: u32) -> Balance;
}

/// No token can be mined.
impl TokenMining for () {
	fn mine(_: Asset, _: BlockNumber, _: u32) -> Balance {
		0
	}
}

/// A token that can not be mined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotMineable;

/// Which tokens can be mined.
pub trait MiningRegistry {
	/// Makes a token that is issued at this height mineable, for good.
	///
	/// # Errors
	///
	/// If it can not be: then it must not be issued either.
	fn register(
		asset: Asset,
		issued_at: BlockNumber,
		model: &MiningModel,
	) -> Result<(), NotMineable>;

	/// Whether blocks can mine it.
	fn is_mineable(asset: Asset) -> bool;
}

/// No token can be mined.
impl MiningRegistry for () {
	fn register(_: Asset, _: BlockNumber, _: &MiningModel) -> Result<(), NotMineable> {
		Err(NotMineable)
	}

	fn is_mineable(_: Asset) -> bool {
		false
	}
}

/// Accounts that act under a name of their own: only they issue tokens and hold certificates.
pub trait Avatars {
	/// Whether the account has an avatar.
	fn is_avatar(who: &AccountId) -> bool;
}

/// Every account counts as an avatar.
impl Avatars for () {
	fn is_avatar(_: &AccountId) -> bool {
		true
	}
}

/// What a transaction costs that no account pays for. Amounts are in satoshi, lengths in bytes, and `weight` is
/// that of the call and of what authorises it.
pub trait SubmitFee {
	/// The least fee.
	fn minimum(length: u32, weight: Weight) -> Balance;

	/// Its priority in the pool, by what it pays beyond the least fee.
	fn priority(surplus_above: Balance, length: u32, weight: Weight) -> TransactionPriority;
}

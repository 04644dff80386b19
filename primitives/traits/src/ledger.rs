//! The seams of the ledger.

use alloc::vec::Vec;
use pillars_ledger::{Asset, MiningModel, OutPoint, Unspent, Value};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
use sp_runtime::{transaction_validity::TransactionPriority, Weight};

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

	/// What the account has in such deposits, in satoshi.
	fn deposited(owner: &AccountId, now: BlockNumber, remaining: BlockNumber) -> Balance;

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

/// What a transaction costs that no account pays for. Amounts are in satoshi, lengths in bytes, and `weight` is
/// that of the call and of what authorises it.
pub trait SubmitFee {
	/// The least fee.
	fn minimum(length: u32, weight: Weight) -> Balance;

	/// Its priority in the pool, by what it pays beyond the least fee.
	fn priority(surplus_above: Balance, length: u32, weight: Weight) -> TransactionPriority;
}

//! Contract templates: policies that are in common use, and what meets them.
//!
//! | template | ways to spend |
//! |---|---|
//! | [`multisig`] | m of n keys |
//! | [`time_lock`] | the owner, from a height on |
//! | [`htlc`] | the recipient with the preimage; the other from the expiry on (SHA-256, as in Lightning) |
//! | [`channel_funding`] | both parties of a payment channel |
//! | [`channel_commitment`] | the owner after a delay; the other at once if the state was revoked |
//! | [`vesting`] | the owner, tranche by tranche |
//! | [`swap`] | the maker; anybody who pays the maker the price (white paper, MIP-15) |
//! | [`recovery`] | the owner; another key once the output was not moved for so many blocks |
//!
//! A payment channel is two kinds of outputs. Both parties fund one under [`channel_funding`]. For each state of the
//! channel each of them holds a transaction, signed by the other, that spends it and pays the other at once, and the
//! holder under [`channel_commitment`] with a hash that the holder chose. A state is revoked by telling the other the
//! preimage: whoever publishes a revoked state loses its part within the delay.

use crate::{Lock, Policy, RuleError, Satisfaction, Value};
use alloc::{vec, vec::Vec};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use sp_core::H256;

/// m of n keys.
///
/// # Errors
///
/// [`RuleError::BadPolicy`] if there are fewer keys than `m`, `m` is 0, a key comes twice or there are too many.
pub fn multisig(m: u8, keys: &[AccountId]) -> Result<Policy, RuleError> {
	checked(Policy::Threshold(m, keys.iter().cloned().map(Policy::Key).collect()))
}

/// Meets a [`multisig`] with the signatures of these keys, by their place in the list, in rising order.
pub fn multisig_by(signed: Vec<(u8, Satisfaction)>) -> Satisfaction {
	Satisfaction::Many(signed)
}

/// The owner's from this height on.
pub fn time_lock(owner: AccountId, height: BlockNumber) -> Policy {
	Policy::All(vec![Policy::Key(owner), Policy::After(height)])
}

/// Meets a [`time_lock`], and a tranche of [`vesting`].
pub fn time_lock_release(key: Satisfaction) -> Satisfaction {
	Satisfaction::Many(vec![(0, key), (1, Satisfaction::None)])
}

/// A hashed time-lock contract: the recipient's with the preimage of `hash` (32 bytes, SHA-256), the other's from
/// `expiry` on.
///
/// # Errors
///
/// None for sensible input; [`RuleError::BadPolicy`] if the policy could not be revealed.
pub fn htlc(
	recipient: AccountId,
	refund: AccountId,
	hash: H256,
	expiry: BlockNumber,
) -> Result<Policy, RuleError> {
	checked(Policy::Any(vec![
		Policy::All(vec![Policy::Key(recipient), Policy::Sha256(hash)]),
		Policy::All(vec![Policy::Key(refund), Policy::After(expiry)]),
	]))
}

/// The recipient of an [`htlc`] takes it.
pub fn htlc_claim(key: Satisfaction, preimage: [u8; 32]) -> Satisfaction {
	let both = vec![(0, key), (1, Satisfaction::Preimage(preimage))];
	Satisfaction::Many(vec![(0, Satisfaction::Many(both))])
}

/// An expired [`htlc`] goes back.
pub fn htlc_refund(key: Satisfaction) -> Satisfaction {
	let both = vec![(0, key), (1, Satisfaction::None)];
	Satisfaction::Many(vec![(1, Satisfaction::Many(both))])
}

/// What the two parties of a payment channel put in.
///
/// # Errors
///
/// [`RuleError::BadPolicy`] if they are one.
pub fn channel_funding(a: AccountId, b: AccountId) -> Result<Policy, RuleError> {
	checked(Policy::All(vec![Policy::Key(a), Policy::Key(b)]))
}

/// Meets [`channel_funding`].
pub fn channel_close(a: Satisfaction, b: Satisfaction) -> Satisfaction {
	Satisfaction::Many(vec![(0, a), (1, b)])
}

/// What the owner of a state of a payment channel gets when it publishes that state: its own after `delay` blocks,
/// the other's before and after if the other knows the preimage of `revocation_hash`.
///
/// # Errors
///
/// None for sensible input; [`RuleError::BadPolicy`] if the policy could not be revealed.
pub fn channel_commitment(
	owner: AccountId,
	other: AccountId,
	revocation_hash: H256,
	delay: BlockNumber,
) -> Result<Policy, RuleError> {
	checked(Policy::Any(vec![
		Policy::All(vec![Policy::Key(owner), Policy::Older(delay)]),
		Policy::All(vec![Policy::Key(other), Policy::Sha256(revocation_hash)]),
	]))
}

/// The owner takes its part of a [`channel_commitment`] after the delay.
pub fn channel_claim(key: Satisfaction) -> Satisfaction {
	let both = vec![(0, key), (1, Satisfaction::None)];
	Satisfaction::Many(vec![(0, Satisfaction::Many(both))])
}

/// The other takes the owner's part of a [`channel_commitment`] that was revoked.
pub fn channel_punish(key: Satisfaction, preimage: [u8; 32]) -> Satisfaction {
	let both = vec![(0, key), (1, Satisfaction::Preimage(preimage))];
	Satisfaction::Many(vec![(1, Satisfaction::Many(both))])
}

/// The amounts that become the owner's at these heights, each with its policy: one output for each.
pub fn vesting(owner: &AccountId, tranches: &[(BlockNumber, Balance)]) -> Vec<(Balance, Policy)> {
	let tranche =
		|(height, amount): &(BlockNumber, Balance)| (*amount, time_lock(owner.clone(), *height));
	tranches.iter().map(tranche).collect()
}

/// An offer that anybody can take who pays `price` to the maker's account in the same transaction. The maker changes
/// the price by moving the output under another such policy, and takes the offer back by spending it.
///
/// # Errors
///
/// None for sensible input; [`RuleError::BadPolicy`] if the policy could not be revealed.
pub fn swap(maker: AccountId, price: Value) -> Result<Policy, RuleError> {
	let lock_hash = Lock::Account(maker.clone()).hash();
	checked(Policy::Any(vec![Policy::Key(maker), Policy::Pays { value: price, lock_hash }]))
}

/// The maker moves its [`swap`].
pub fn swap_move(key: Satisfaction) -> Satisfaction {
	Satisfaction::Many(vec![(0, key)])
}

/// Anybody takes a [`swap`].
pub fn swap_take() -> Satisfaction {
	Satisfaction::Many(vec![(1, Satisfaction::None)])
}

/// The owner's; another key's too once the output is `delay` blocks old.
///
/// # Errors
///
/// [`RuleError::BadPolicy`] if the policy could not be revealed.
pub fn recovery(
	owner: AccountId,
	recovery_key: AccountId,
	delay: BlockNumber,
) -> Result<Policy, RuleError> {
	checked(Policy::Any(vec![
		Policy::Key(owner),
		Policy::All(vec![Policy::Key(recovery_key), Policy::Older(delay)]),
	]))
}

/// The owner spends what is under [`recovery`].
pub fn recovery_spend(key: Satisfaction) -> Satisfaction {
	Satisfaction::Many(vec![(0, key)])
}

/// The other key takes what is under [`recovery`].
pub fn recovery_take(key: Satisfaction) -> Satisfaction {
	let both = vec![(0, key), (1, Satisfaction::None)];
	Satisfaction::Many(vec![(1, Satisfaction::Many(both))])
}

fn checked(policy: Policy) -> Result<Policy, RuleError> {
	policy.check().map(|()| policy)
}

#[cfg(test)]
mod channel;
#[cfg(test)]
mod tests;

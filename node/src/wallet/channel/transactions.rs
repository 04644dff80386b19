//! The transactions that can end a channel. Both parties make them from the same facts, so they are the same.

use super::{
	terms::{Side, Split, Terms},
	ChannelError,
};
use crate::wallet::{
	amount,
	coins::{Input, Unlock, Unsigned},
	contract::as_bytes,
	error::WalletError,
	recipe::Recipe,
};
use pillars_ledger::{
	templates, CoinOrigin, Memo, OutPoint, Output, Policy, Unspent, Value, MIN_OUTPUT,
};
use pillars_primitives::{units::TOKEN_DECIMALS, Balance};
use sp_core::H256;

/// The part of the holder of a commitment, which it gets after the delay.
pub(crate) struct Delayed {
	/// Where it is.
	pub(crate) outpoint: OutPoint,
	/// What it is under.
	pub(crate) policy: Policy,
	/// What it holds.
	pub(crate) output: Output,
}

/// The capacity as an input that both sign.
fn capacity(terms: &Terms) -> Result<Input, WalletError> {
	let sign = |side: Side| Recipe::Sign(terms.account(side).clone());
	let recipe = Recipe::Many(vec![(0, sign(Side::Funder)), (1, sign(Side::Partner))]);
	let policy = as_bytes(&terms.policy()?)?;
	// What signatures commit to is the output; its age plays no part.
	let coin = Unspent { output: terms.funding()?, height: 0, origin: CoinOrigin::Transfer };
	Ok(Input { outpoint: terms.outpoint(), coin, unlock: Unlock::Policy { policy, recipe } })
}

fn ending(terms: &Terms, outputs: Vec<Output>) -> Result<Unsigned, WalletError> {
	let paid = outputs.iter().map(|output| output.value.etp_amount());
	let paid = paid.fold(0, Balance::saturating_add);
	Ok(Unsigned {
		inputs: vec![capacity(terms)?],
		outputs,
		changes: 0,
		not_before: 0,
		memo: Memo::default(),
		fee: terms.capacity.0.saturating_sub(paid),
	})
}

/// Under what the part of the holder is.
fn delayed_policy(terms: &Terms, holder: Side, hash: H256) -> Result<Policy, WalletError> {
	let (own, other) = (terms.account(holder).clone(), terms.account(holder.other()).clone());
	Ok(templates::channel_commitment(own, other, hash, terms.delay)?)
}

/// The transaction with which `holder` can end the channel alone at a state: `hash` is of its secret. A part too small
/// for an output is left to the fee.
///
/// # Errors
///
/// If the terms make no sense.
pub(crate) fn commitment(
	terms: &Terms,
	split: &Split,
	holder: Side,
	hash: H256,
) -> Result<Unsigned, WalletError> {
	let mut outputs = Vec::new();
	if split.of(holder) >= MIN_OUTPUT {
		let lock = delayed_policy(terms, holder, hash)?.lock();
		outputs.push(Output { value: Value::etp(split.of(holder)), lock });
	}
	let other = holder.other();
	if split.of(other) >= MIN_OUTPUT {
		outputs.push(Output::etp(split.of(other), terms.account(other).clone()));
	}
	ending(terms, outputs)
}

/// The part of the holder in [`commitment`]; none if it is too small.
///
/// # Errors
///
/// If the terms make no sense.
pub(crate) fn delayed(
	terms: &Terms,
	split: &Split,
	holder: Side,
	hash: H256,
) -> Result<Option<Delayed>, WalletError> {
	if split.of(holder) < MIN_OUTPUT {
		return Ok(None);
	}
	let unsigned = commitment(terms, split, holder, hash)?;
	let outpoint = OutPoint { txid: unsigned.transaction()?.txid(), index: 0 };
	let policy = delayed_policy(terms, holder, hash)?;
	let output = unsigned.outputs.into_iter().next();
	Ok(output.map(|output| Delayed { outpoint, policy, output }))
}

/// The transaction with which both end the channel. What a commitment would have left as its fee, less this fee, is the
/// funder's, who put it in.
///
/// # Errors
///
/// [`ChannelError::NotEnough`] if the fee is more than that and the funder's part.
pub(crate) fn closing(terms: &Terms, split: &Split, fee: Balance) -> Result<Unsigned, WalletError> {
	let funder = split.funder.0.saturating_add(terms.fee.0).checked_sub(fee);
	let short = || ChannelError::NotEnough(amount::format(split.funder.0, TOKEN_DECIMALS));
	let funder = funder.ok_or_else(short)?;
	let parts = [(funder, &terms.funder), (split.partner.0, &terms.partner)];
	let outputs = parts
		.into_iter()
		.filter(|(part, _)| *part >= MIN_OUTPUT)
		.map(|(part, account)| Output::etp(part, account.clone()))
		.collect();
	ending(terms, outputs)
}

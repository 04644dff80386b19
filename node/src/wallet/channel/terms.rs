//! What the parties of a channel agree on.

use super::ChannelError;
use crate::{
	rpc::utxo::json::Amount,
	wallet::{amount, error::WalletError},
};
use pillars_ledger::{templates, OutPoint, Output, Policy, Value, MIN_OUTPUT};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Balance, BlockNumber, Hash};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// Least capacity of a channel, in satoshi: there must be outputs to make of it, and fees to pay.
const MIN_CAPACITY: Balance = 20 * MIN_OUTPUT;

/// Least delay in blocks: within fewer, a reorganisation alone could take the time away in which fraud is noticed.
pub(super) const MIN_DELAY: BlockNumber = 6;

/// Longest delay in blocks, some weeks: whoever ends the channel alone has to wait so long.
pub(super) const MAX_DELAY: BlockNumber = 100_000;

/// One of the two parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Side {
	/// Who put the capacity in.
	Funder,
	/// The other.
	Partner,
}

impl Side {
	/// The other side.
	pub(crate) const fn other(self) -> Self {
		match self {
			Self::Funder => Self::Partner,
			Self::Partner => Self::Funder,
		}
	}
}

/// What never changes. Amounts are in satoshi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Terms {
	/// The chain, by the hash of its genesis block.
	pub(crate) genesis: Hash,
	/// Who puts the capacity in.
	pub(crate) funder: AccountId,
	/// The other.
	pub(crate) partner: AccountId,
	/// What the channel holds.
	pub(crate) capacity: Amount,
	/// What a commitment leaves as its fee, at least.
	pub(crate) fee: Amount,
	/// How many blocks the holder of a commitment has to wait for its part.
	pub(crate) delay: BlockNumber,
	/// Id of the transaction that makes the capacity.
	pub(crate) txid: H256,
	/// Its index there.
	pub(crate) index: u32,
}

/// Whose how much of the capacity is, in satoshi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Split {
	/// The funder's part.
	pub(crate) funder: Amount,
	/// The partner's part.
	pub(crate) partner: Amount,
}

impl Split {
	/// The part of a side.
	pub(crate) const fn of(&self, side: Side) -> Balance {
		match side {
			Side::Funder => self.funder.0,
			Side::Partner => self.partner.0,
		}
	}

	/// After `from` has paid an amount to the other.
	///
	/// # Errors
	///
	/// [`ChannelError::NotEnough`].
	pub(crate) fn paid(&self, from: Side, sum: Balance) -> Result<Self, ChannelError> {
		let short = || ChannelError::NotEnough(amount::format(self.of(from), TOKEN_DECIMALS));
		let payer = Amount(self.of(from).checked_sub(sum).ok_or_else(short)?);
		let payee = Amount(self.of(from.other()).saturating_add(sum));
		Ok(match from {
			Side::Funder => Self { funder: payer, partner: payee },
			Side::Partner => Self { funder: payee, partner: payer },
		})
	}
}

impl Terms {
	/// The account of a side.
	pub(crate) const fn account(&self, side: Side) -> &AccountId {
		match side {
			Side::Funder => &self.funder,
			Side::Partner => &self.partner,
		}
	}

	/// The output that holds the capacity.
	pub(crate) const fn outpoint(&self) -> OutPoint {
		OutPoint { txid: self.txid, index: self.index }
	}

	/// The policy that the capacity is under.
	///
	/// # Errors
	///
	/// If both accounts are one.
	pub(crate) fn policy(&self) -> Result<Policy, WalletError> {
		Ok(templates::channel_funding(self.funder.clone(), self.partner.clone())?)
	}

	/// What holds the capacity.
	///
	/// # Errors
	///
	/// If both accounts are one.
	pub(crate) fn funding(&self) -> Result<Output, WalletError> {
		Ok(Output { value: Value::etp(self.capacity.0), lock: self.policy()?.lock() })
	}

	/// The split at the start, when the funder gives a part to the partner.
	///
	/// # Errors
	///
	/// [`ChannelError::NotEnough`].
	pub(crate) fn first_split(&self, given: Balance) -> Result<Split, ChannelError> {
		let whole = self.capacity.0.saturating_sub(self.fee.0);
		Split { funder: Amount(whole), partner: Amount(0) }.paid(Side::Funder, given)
	}

	/// Checks that the delay is within these bounds.
	///
	/// # Errors
	///
	/// [`ChannelError::BadDelay`].
	pub(crate) fn check_delay(
		&self,
		least: BlockNumber,
		most: BlockNumber,
	) -> Result<(), ChannelError> {
		if (least..=most).contains(&self.delay) {
			return Ok(());
		}
		Err(ChannelError::BadDelay { found: self.delay, least, most })
	}

	/// Checks the terms, and a split by them.
	///
	/// # Errors
	///
	/// [`ChannelError::OneAccount`], [`ChannelError::BadDelay`], [`ChannelError::TooSmall`],
	/// [`ChannelError::BadSplit`].
	pub(crate) fn check(&self, split: &Split) -> Result<(), ChannelError> {
		if self.funder == self.partner {
			return Err(ChannelError::OneAccount);
		}
		self.check_delay(MIN_DELAY, MAX_DELAY)?;
		if self.capacity.0 < MIN_CAPACITY {
			return Err(ChannelError::TooSmall(amount::format(MIN_CAPACITY, TOKEN_DECIMALS)));
		}
		let parts = split.funder.0.checked_add(split.partner.0);
		match parts.and_then(|sum| sum.checked_add(self.fee.0)) {
			Some(sum) if sum == self.capacity.0 => Ok(()),
			_ => Err(ChannelError::BadSplit),
		}
	}
}

//! A grant: how much of it is released, and when.

use codec::{Decode, Encode, MaxEncodedLen};
use pillars_primitives::{units::ETP, Balance, BlockNumber};
use scale_info::TypeInfo;

/// A month in ms: 30 days.
pub const MONTH_MS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// Set aside when a level-1 certificate is issued, in satoshi.
pub const ISSUE_GRANT: Balance = 18_000 * ETP;
/// Set aside when a level-1 certificate becomes active, in satoshi.
pub const ACTIVATION_GRANT: Balance = 158_000 * ETP;
/// Set aside when a level-2 certificate is issued, in satoshi.
pub const LEVEL2_GRANT: Balance = 6_000 * ETP;
/// The grants of a level-1 certificate are released over so many ms in which it is valid.
pub const LEVEL1_RELEASE_MS: u64 = 12 * MONTH_MS;
/// The grant of a level-2 certificate is released over so many ms in which it is valid.
pub const LEVEL2_RELEASE_MS: u64 = 6 * MONTH_MS;

/// A place in time: a height, and what the clock of the level-1 certificate (ms) says there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Mark {
	/// The height.
	pub height: BlockNumber,
	/// The clock.
	pub clock: u64,
}

/// What is set aside for an account. Amounts are in satoshi.
///
/// Both grants of a level-1 certificate are one: neither runs before the certificate is active.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant {
	/// Released under earlier certificates and not claimed.
	pub owed: Balance,
	/// All that is to be released; of a closed grant, all that was.
	pub total: Balance,
	/// What was claimed of `total`.
	pub claimed: Balance,
	/// Time (ms) that it has run.
	pub ran_ms: u64,
	/// Time (ms) after which all of it is released.
	pub over_ms: u64,
	/// Up to where `ran_ms` was counted.
	pub mark: Mark,
}

impl Grant {
	/// Released so far.
	pub fn released(&self) -> Balance {
		if self.is_closed() {
			return self.total;
		}
		self.total
			.saturating_mul(self.ran_ms.into())
			.checked_div(self.over_ms.into())
			.unwrap_or(self.total)
	}

	/// Released and not claimed.
	pub fn claimable(&self) -> Balance {
		self.owed.saturating_add(self.released()).saturating_sub(self.claimed)
	}

	/// What is set aside for it still.
	pub fn set_aside(&self) -> Balance {
		self.owed.saturating_add(self.total).saturating_sub(self.claimed)
	}

	/// Whether nothing more will be released.
	pub fn is_closed(&self) -> bool {
		self.ran_ms >= self.over_ms
	}

	/// Adds an amount, to be released from `mark` on. If the grant is closed, it is a new one that takes `over_ms`;
	/// else it must not have run.
	pub(crate) fn add(&mut self, amount: Balance, over_ms: u64, mark: Mark) {
		if self.is_closed() {
			*self = Self { owed: self.claimable(), over_ms, ..Self::default() };
		}
		self.total = self.total.saturating_add(amount);
		self.mark = mark;
	}

	/// Counts the time up to a mark as run, as far as it lies below the height `until`.
	///
	/// The moment of that height is not known any more when it has passed: it is interpolated.
	pub(crate) fn accrue(&mut self, to: Mark, until: BlockNumber) {
		let from = core::mem::replace(&mut self.mark, to);
		let time = to.clock.saturating_sub(from.clock);
		let blocks = u64::from(to.height.saturating_sub(from.height));
		let within = u64::from(until.min(to.height).saturating_sub(from.height));
		let time = if to.height <= until {
			time
		} else {
			time.saturating_mul(within).checked_div(blocks).unwrap_or(0)
		};
		self.ran_ms = self.ran_ms.saturating_add(time).min(self.over_ms);
	}

	/// Counts the time up to a mark as not run.
	pub(crate) fn pause(&mut self, to: Mark) {
		self.mark = to;
	}

	/// Has nothing more released, and returns what was not.
	pub(crate) fn close(&mut self) -> Balance {
		let released = self.released();
		let rest = self.total.saturating_sub(released);
		self.total = released;
		self.ran_ms = self.over_ms;
		rest
	}

	/// Claims all that can be, and returns how much that is.
	pub(crate) fn claim(&mut self) -> Balance {
		let amount = self.claimable();
		self.owed = 0;
		self.claimed = self.released();
		amount
	}
}

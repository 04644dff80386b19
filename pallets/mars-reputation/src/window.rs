//! Windows: what an avatar did month by month, without anything that is done when a month ends.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_ledger::{Value, ETP_ASSET};
use pillars_primitives::{Balance, BlockNumber};
use scale_info::TypeInfo;
use sp_runtime::SaturatedConversion;

/// What an avatar did in a window.
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
pub struct Counters {
	/// Transactions by which it paid other avatars.
	pub transfers: u32,
	/// Outputs that it made from its account.
	pub deposits: u32,
	/// MITs registered.
	pub mits_registered: u32,
	/// Tokens issued.
	pub msts_issued: u32,
	/// Fees of its transactions, in satoshi.
	pub fees: Balance,
	/// Distinct avatars that it paid or was paid by, as far as they are counted.
	pub counterparties: u32,
}

/// What outputs hold.
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
pub struct Held {
	/// ETP, in satoshi.
	pub etp: Balance,
	/// Number of MITs.
	pub mits: u32,
}

impl Held {
	/// Adds what an output holds; tokens are not counted.
	pub(crate) fn add(&mut self, value: &Value) {
		match value {
			Value::Coins { asset: ETP_ASSET, amount } => {
				self.etp = self.etp.saturating_add(*amount);
			},
			Value::Coins { .. } => {},
			Value::Unique(_) => self.mits = self.mits.saturating_add(1),
		}
	}
}

/// A window that is over.
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
pub struct Complete {
	/// What was done in it.
	pub counters: Counters,
	/// What was held in the mean of its blocks, rounded down.
	pub mean: Held,
}

/// The window of an avatar that is under way, and the one before it.
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
pub struct Window {
	/// Its first height.
	pub start: BlockNumber,
	/// The first height after it. It is as long as a month was when it began.
	pub end: BlockNumber,
	/// The sums are those of the heights from `start` on and before this one.
	pub summed_to: BlockNumber,
	/// What was done in it.
	pub counters: Counters,
	/// What is held since the last change of it.
	pub held: Held,
	/// Sum of the ETP held at each of those heights, in satoshi.
	pub etp_sum: Balance,
	/// The same of MITs.
	pub mit_sum: u64,
	/// The last window that is over; of nothing before the first is.
	pub last: Complete,
}

impl Window {
	/// The first one of an avatar, which holds nothing that counts, with a month of so many blocks.
	pub(crate) fn open(at: BlockNumber, month: BlockNumber) -> Self {
		Self {
			start: at,
			end: at.saturating_add(month.max(1)),
			summed_to: at,
			counters: Counters::default(),
			held: Held::default(),
			etp_sum: 0,
			mit_sum: 0,
			last: Complete::default(),
		}
	}

	/// The window at the height `now`. It does not matter when, and how often, it was looked at in between, as long as
	/// `month`, the blocks of one, is the same: asked only if the window is over, it is the length of those after it.
	pub fn rolled(mut self, now: BlockNumber, month: impl FnOnce() -> BlockNumber) -> Self {
		let end = self.end;
		// One that begins at the last height there is has no end.
		if now < end || end == self.start {
			self.sum_to(now);
			return self;
		}
		let month = month().max(1);
		self.sum_to(end);
		let since = now.saturating_sub(end);
		// Whole windows in which nothing was noted.
		let idle = since.checked_div(month).unwrap_or_default();
		let last = if idle > 0 {
			Complete { counters: Counters::default(), mean: self.held }
		} else {
			Complete { counters: self.counters, mean: self.mean(end) }
		};
		let start = end.saturating_add(idle.saturating_mul(month));
		let mut next = Self { held: self.held, last, ..Self::open(start, month) };
		next.sum_to(now);
		next
	}

	/// Notes that outputs came and went at the height up to which it is summed.
	pub(crate) fn change_held(&mut self, comes: Held, goes: Held) {
		let Held { etp, mits } = &mut self.held;
		// What comes may go in the same transaction.
		*etp = etp.saturating_add(comes.etp).saturating_sub(goes.etp);
		*mits = mits.saturating_add(comes.mits).saturating_sub(goes.mits);
	}

	fn sum_to(&mut self, height: BlockNumber) {
		let blocks = height.saturating_sub(self.summed_to);
		let etp = self.held.etp.saturating_mul(blocks.into());
		let mits = u64::from(self.held.mits).saturating_mul(blocks.into());
		self.etp_sum = self.etp_sum.saturating_add(etp);
		self.mit_sum = self.mit_sum.saturating_add(mits);
		self.summed_to = self.summed_to.max(height);
	}

	/// The mean up to its end, to which it is summed.
	fn mean(&self, end: BlockNumber) -> Held {
		let blocks = end.saturating_sub(self.start);
		let etp = self.etp_sum.checked_div(blocks.into()).unwrap_or_default();
		let mits = self.mit_sum.checked_div(blocks.into()).unwrap_or_default();
		Held { etp, mits: mits.saturated_into() }
	}
}

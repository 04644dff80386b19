//! Who earns what of the rewards of a node: pure accounting, without storage.
//!
//! A pool counts how much one unit of a delegation has earned since the pool came to be ([`Pool::earned`]). A
//! delegation remembers how much that was when it last was settled, so a block and a claim cost the same however many
//! delegations there are.
//!
//! Nothing is done to a delegation when candidates are frozen. What was delegated since the last freezing waits in
//! [`Pool::pending`]; when the pool is touched after a freezing, that counts, and [`Pool::roll`] leaves a [`Mark`]: what
//! a unit had earned at that freezing. From there the waiting delegations earn, whenever they are settled.

use crate::types::Unlocking;
use codec::{Decode, Encode, MaxEncodedLen};
use pillars_primitives::Balance;
use scale_info::TypeInfo;
use sp_core::U256;
use sp_runtime::Perbill;

/// Earnings of a unit are counted in 10^-18.
const SCALE: u64 = 1_000_000_000_000_000_000;

/// The delegations to a node, as a whole. Amounts are in satoshi.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pool {
	/// Number of freezings that are accounted for.
	pub freezings: u32,
	/// Own bond of the node that shares in rewards: that at the last freezing, or less if it has sunk since.
	pub own: Balance,
	/// What counts and earns.
	pub active: Balance,
	/// What does from the next freezing on.
	pub pending: Balance,
	/// Number of delegations with a part in `pending`.
	pub waiting: u32,
	/// What a unit of `active` has earned so far, times 10^18, rounded down.
	pub earned: U256,
	/// What the node keeps of its delegators' rewards.
	pub commission: Perbill,
	/// What it keeps from the next freezing on.
	pub next_commission: Perbill,
}

/// What a unit of a pool had earned at a freezing.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Mark {
	/// [`Pool::earned`] at that time.
	pub earned: U256,
	/// Number of delegations that earn from there and were not settled since.
	pub waiting: u32,
}

impl Pool {
	/// A pool of nothing, after so many freezings.
	pub(crate) fn new(freezings: u32, own: Balance) -> Self {
		Self {
			freezings,
			own,
			active: 0,
			pending: 0,
			waiting: 0,
			earned: U256::zero(),
			commission: Perbill::zero(),
			next_commission: Perbill::zero(),
		}
	}

	/// Whether nothing is delegated.
	pub(crate) fn is_empty(&self) -> bool {
		self.active == 0 && self.pending == 0
	}

	/// Accounts for freezings since, `now` of them in all; `own` is the own bond of the node, which has not changed
	/// since the first of these. Returns the mark to keep, with the number of its freezing.
	pub(crate) fn roll(&mut self, now: u32, own: Balance) -> Option<(u32, Mark)> {
		if self.freezings >= now {
			return None;
		}
		let mark = Mark { earned: self.earned, waiting: self.waiting };
		let at = self.freezings.saturating_add(1);
		self.freezings = now;
		self.own = own;
		self.active = self.active.saturating_add(core::mem::take(&mut self.pending));
		self.waiting = 0;
		self.commission = self.next_commission;
		(mark.waiting > 0).then_some((at, mark))
	}

	/// The delegators' part of a reward: pro rata of own bond and delegations, less the commission; rounded down.
	pub(crate) fn part_of(&self, reward: Balance) -> Balance {
		let all = self.own.saturating_add(self.active);
		let one = Perbill::one().deconstruct();
		let passed_on = one.saturating_sub(self.commission.deconstruct());
		// With all the money that can exist the product is below 2^150.
		let part = || {
			U256::from(reward)
				.checked_mul(passed_on.into())?
				.checked_mul(self.active.into())?
				.checked_div(U256::from(all).checked_mul(one.into())?)
		};
		part().and_then(|part| part.try_into().ok()).unwrap_or_default()
	}

	/// Shares `part` among what is active.
	pub(crate) fn credit(&mut self, part: Balance) {
		let of_unit = U256::from(part)
			.checked_mul(SCALE.into())
			.and_then(|part| part.checked_div(self.active.into()));
		self.earned = self.earned.saturating_add(of_unit.unwrap_or_default());
	}
}

/// What an account delegates to a node. Amounts are in satoshi.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Delegation {
	/// What counted when it last was settled.
	pub active: Balance,
	/// [`Pool::earned`] at that time.
	pub earned: U256,
	/// What counts from the freezing after `made_in` on.
	pub pending: Balance,
	/// Number of freezings before `pending` was delegated.
	pub made_in: u32,
	/// Rewards settled and not claimed.
	pub unclaimed: Balance,
	/// What leaves.
	pub unlocking: Unlocking,
}

impl Delegation {
	/// Whether nothing is left of it.
	pub(crate) fn is_empty(&self) -> bool {
		self.total() == 0 && self.unclaimed == 0 && self.unlocking.0.is_empty()
	}

	/// What is delegated.
	pub(crate) fn total(&self) -> Balance {
		self.active.saturating_add(self.pending)
	}

	/// The freezing at which what is pending began to count, if that was among the first `now`.
	pub(crate) fn due(&self, now: u32) -> Option<u32> {
		(self.pending > 0 && self.made_in < now).then(|| self.made_in.saturating_add(1))
	}

	/// Settles what it has earned, where a unit has earned `earned` in all; `mark` is what that was when the pending
	/// part began to count, if it has.
	pub(crate) fn settle(&mut self, earned: U256, mark: Option<U256>) {
		let mut rewards = reward_of(self.active, earned.saturating_sub(self.earned));
		if let Some(mark) = mark {
			let pending = core::mem::take(&mut self.pending);
			rewards = rewards.saturating_add(reward_of(pending, earned.saturating_sub(mark)));
			self.active = self.active.saturating_add(pending);
		}
		self.unclaimed = self.unclaimed.saturating_add(rewards);
		self.earned = earned;
	}
}

/// What `amount` units earn, rounded down.
fn reward_of(amount: Balance, earned: U256) -> Balance {
	U256::from(amount)
		.checked_mul(earned)
		.and_then(|reward| reward.checked_div(SCALE.into()))
		.and_then(|reward| reward.try_into().ok())
		.unwrap_or_default()
}

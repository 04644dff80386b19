//! Whether a coin may be spent, as far as heights have a say.

use pillars_ledger::CoinOrigin;
use pillars_primitives::BlockNumber;

/// Whether the next block may spend a coin. A policy may still ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
	/// It may.
	Spendable,
	/// Not yet: it is of a coinbase that is too young.
	Immature,
	/// Not yet: it is a deposit.
	Deposited,
}

/// What the rule depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
	/// Height of the block that would spend.
	pub(crate) now: BlockNumber,
	/// Blocks that an output of a coinbase has to wait.
	pub(crate) coinbase_maturity: BlockNumber,
}

impl Clock {
	/// The state of a coin that was made at a height; `until` is of its deposit, if it is one.
	pub(super) fn state(
		self,
		origin: CoinOrigin,
		height: BlockNumber,
		until: Option<BlockNumber>,
	) -> State {
		let age = self.now.saturating_sub(height);
		if until.is_some_and(|until| self.now < until) {
			State::Deposited
		} else if origin == CoinOrigin::Coinbase && age < self.coinbase_maturity {
			State::Immature
		} else {
			State::Spendable
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_ledger::{check_unlocked, Lock, Output, Unspent, Value};
	use pillars_primitives::AccountId;

	#[test]
	fn the_ledger_has_the_same_rule() {
		let origins = [
			CoinOrigin::Genesis,
			CoinOrigin::Transfer,
			CoinOrigin::Coinbase,
			CoinOrigin::Coinstake,
		];
		let owner = AccountId::new([1; 32]);
		let clock = Clock { now: 10, coinbase_maturity: 4 };
		for origin in origins {
			for height in 1..=10 {
				for until in [None, Some(9), Some(10), Some(11)] {
					let lock = match until {
						Some(until) => Lock::Deposit { owner: owner.clone(), until },
						None => Lock::Account(owner.clone()),
					};
					let output = Output { value: Value::etp(1), lock };
					let coin = Unspent { output, height, origin };
					let allowed = check_unlocked(&coin, clock.now, clock.coinbase_maturity).is_ok();
					let state = clock.state(origin, height, until);
					assert_eq!(state == State::Spendable, allowed, "{coin:?} is {state:?}");
				}
			}
		}
	}

	#[test]
	fn the_reason_is_told() {
		let clock = Clock { now: 10, coinbase_maturity: 4 };
		assert_eq!(clock.state(CoinOrigin::Coinbase, 7, None), State::Immature);
		assert_eq!(clock.state(CoinOrigin::Transfer, 7, Some(11)), State::Deposited);
		assert_eq!(clock.state(CoinOrigin::Transfer, 10, Some(10)), State::Spendable);
	}
}

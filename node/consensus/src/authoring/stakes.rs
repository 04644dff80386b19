//! What the stakers of this node have to stake.

use super::pipeline::Author;
use crate::{client::EngineClient, Error};
use pillars_consensus_primitives::{Coin, HybridConsensusApi};
use pillars_ledger::OutPoint;
use pillars_primitives::Balance;
use pillars_rules::MIN_STAKE;

/// Coins asked for in one call of the runtime.
const ASKED: usize = 1_000;

/// A number of coins and their sum.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct CoinSum {
	/// How many.
	pub coins: u64,
	/// What they hold together, in satoshi.
	pub amount: Balance,
}

impl CoinSum {
	fn add(&mut self, amount: Balance) {
		self.coins = self.coins.saturating_add(1);
		self.amount = self.amount.saturating_add(amount);
	}
}

/// The coins that are large enough to stake, of all whose keys are in the keystore.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct StakeCoins {
	/// Those that may stake in the next block.
	pub available: CoinSum,
	/// Those that are not old enough.
	pub maturing: CoinSum,
}

impl StakeCoins {
	fn add(&mut self, coin: &Coin) {
		match coin.amount() {
			..MIN_STAKE => {},
			amount if coin.is_mature => self.available.add(amount),
			amount => self.maturing.add(amount),
		}
	}
}

impl<E, I, BE, C: EngineClient> Author<E, I, BE, C> {
	/// What the stakers have to stake on the block to which their coins were followed last. Nothing before
	/// [`start_pos`](super::start_pos) has tried its first slot.
	///
	/// # Errors
	///
	/// If the runtime can not be asked.
	pub async fn stake_coins(&self) -> Result<StakeCoins, Error> {
		let (at, outpoints) = {
			let book = self.book.lock().await;
			let coins = book.owners().iter().flat_map(|owner| book.of(owner));
			let large = coins.filter(|coin| coin.amount() >= MIN_STAKE);
			(book.at(), large.map(|coin| coin.outpoint).collect::<Vec<OutPoint>>())
		};
		let mut sums = StakeCoins::default();
		for asked in outpoints.chunks(ASKED) {
			let found = self.client.runtime_api().find_coins(at, asked.to_vec())?;
			found.iter().for_each(|coin| sums.add(coin));
		}
		Ok(sums)
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use pillars_ledger::Output;
	use pillars_primitives::{AccountId, Hash};

	#[test]
	fn coins_are_told_apart_by_size_and_age() {
		let coin = |amount, is_mature| Coin {
			outpoint: OutPoint { txid: Hash::zero(), index: 0 },
			output: Output::etp(amount, AccountId::new([1; 32])),
			height: 1,
			is_mature,
		};
		let mut sums = StakeCoins::default();
		for (amount, is_mature) in [
			(MIN_STAKE, true),
			(MIN_STAKE - 1, true),
			(MIN_STAKE + 1, false),
			(MIN_STAKE + 2, true),
		] {
			sums.add(&coin(amount, is_mature));
		}
		assert_eq!(sums.available, CoinSum { coins: 2, amount: 2 * MIN_STAKE + 2 });
		assert_eq!(sums.maturing, CoinSum { coins: 1, amount: MIN_STAKE + 1 });
	}
}

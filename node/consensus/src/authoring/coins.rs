//! The coins of the stakers whose keys this node has.
//!
//! The chain keeps no index by owner, so the ledger is read through once, page by page, and then every imported
//! block is asked for the coins it made. What is held is a superset over all forks: whether a coin is unspent is
//! asked of the state it is to be staked in. Coins that the finalised state does not hold are forgotten.

use crate::{client::EngineClient, Error};
use pillars_consensus_primitives::{Coin, HybridConsensusApi};
use pillars_ledger::OutPoint;
use pillars_primitives::{AccountId, BlockNumber, Hash};
use std::collections::BTreeMap;

/// Outputs of the ledger looked at in one call of the runtime.
const PAGE: u32 = 2_000;

/// The coins known, by name.
#[derive(Default)]
pub(crate) struct CoinBook {
	owners: Vec<AccountId>,
	coins: BTreeMap<OutPoint, Coin>,
}

impl CoinBook {
	/// All coins of an owner.
	pub(crate) fn of<'a>(&'a self, owner: &'a AccountId) -> impl Iterator<Item = &'a Coin> {
		self.coins.values().filter(move |coin| coin.output.lock.owner() == Some(owner))
	}

	/// Whose coins are held.
	pub(crate) fn owners(&self) -> &[AccountId] {
		&self.owners
	}

	/// Reads the ledger through if the owners have changed.
	pub(crate) fn set_owners<C: EngineClient>(
		&mut self,
		client: &C,
		at: Hash,
		owners: Vec<AccountId>,
	) -> Result<(), Error> {
		if owners == self.owners {
			return Ok(());
		}
		let api = client.runtime_api();
		let mut coins = BTreeMap::new();
		let mut from = None;
		loop {
			let page = api.coins(at, owners.clone(), from, PAGE)?;
			coins.extend(page.coins.into_iter().map(|coin| (coin.outpoint, coin)));
			from = page.next;
			if from.is_none() {
				break;
			}
		}
		log::info!(
			target: "pillars::pos",
			"Staking for {} account(s), {} coins", owners.len(), coins.len(),
		);
		*self = Self { owners, coins };
		Ok(())
	}

	/// Adds the coins that a block made.
	pub(crate) fn note_block<C: EngineClient>(
		&mut self,
		client: &C,
		block: Hash,
	) -> Result<(), Error> {
		if self.owners.is_empty() {
			return Ok(());
		}
		let new = client.runtime_api().new_coins(block, self.owners.clone())?;
		self.coins.extend(new.into_iter().map(|coin| (coin.outpoint, coin)));
		Ok(())
	}

	/// Forgets coins of finalised heights that the finalised state does not hold.
	pub(crate) fn note_finality<C: EngineClient>(
		&mut self,
		client: &C,
		block: Hash,
		number: BlockNumber,
	) -> Result<(), Error> {
		let old: Vec<OutPoint> = self
			.coins
			.values()
			.filter(|coin| coin.height <= number)
			.map(|coin| coin.outpoint)
			.collect();
		let found: Vec<OutPoint> = client
			.runtime_api()
			.find_coins(block, old.clone())?
			.into_iter()
			.map(|coin| coin.outpoint)
			.collect();
		for outpoint in old {
			if !found.contains(&outpoint) {
				self.coins.remove(&outpoint);
			}
		}
		Ok(())
	}
}

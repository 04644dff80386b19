//! The coins of the stakers whose keys this node has.
//!
//! The chain keeps no index by owner, so the ledger is read through once, page by page, at the block to build on;
//! from then on the book goes along with that block and asks every block on the way for the coins it made. It does
//! not rely on being told of imports: nobody is told of the blocks of an initial sync.
//!
//! What is held is a superset of what is unspent at that block: whether a coin is unspent is asked of the state it
//! is to be staked in. The ledger is read again when the way is too long, when the states on it are gone, or when a
//! reorganisation went below the block at which it was read, for then coins may be unspent again that were not seen.
//! Coins that the finalised state does not hold are forgotten from time to time.

use crate::{client::EngineClient, Error};
use pillars_consensus_primitives::{Coin, HybridConsensusApi};
use pillars_ledger::OutPoint;
use pillars_primitives::{AccountId, BlockNumber, Hash};
use sp_blockchain::tree_route;
use std::collections::{BTreeMap, BTreeSet};

/// Outputs of the ledger looked at in one call of the runtime.
const PAGE: u32 = 2_000;
/// Coins asked for in one call.
const ASKED: usize = 1_000;
/// From so many blocks on, reading the ledger is cheaper than asking each of them.
const LONGEST_WAY: usize = 512;
/// Finalised blocks between two times that spent coins are forgotten: all coins must be asked for.
const FORGET_EVERY: BlockNumber = 64;

/// The coins known, by name.
#[derive(Default)]
pub(crate) struct CoinBook {
	owners: Vec<AccountId>,
	coins: BTreeMap<OutPoint, Coin>,
	/// The block that the book has come to.
	at: Hash,
	/// Height of the block at which the ledger was read.
	read_at: BlockNumber,
	/// The finalised height at which coins were forgotten last.
	forgotten_at: BlockNumber,
}

impl CoinBook {
	/// All coins of an owner.
	pub(crate) fn of<'a>(&'a self, owner: &'a AccountId) -> impl Iterator<Item = &'a Coin> {
		self.coins.values().filter(move |coin| coin.output.lock.owner() == Some(owner))
	}

	/// The block that the book has come to.
	pub(crate) const fn at(&self) -> Hash {
		self.at
	}

	/// Whose coins are held.
	pub(crate) fn owners(&self) -> &[AccountId] {
		&self.owners
	}

	/// Goes to the block `to`, after which all coins of these owners that are unspent there are held.
	pub(crate) fn follow<C: EngineClient>(
		&mut self,
		client: &C,
		to: Hash,
		owners: Vec<AccountId>,
	) -> Result<(), Error> {
		if owners == self.owners {
			match self.walk(client, to) {
				Ok(true) => return Ok(()),
				Ok(false) => {},
				Err(error) => log::debug!(target: "pillars::pos", "Reading all coins: {error}"),
			}
		}
		self.read(client, to, owners)
	}

	/// Asks the blocks on the way for the coins they made; `false` if that does not do.
	fn walk<C: EngineClient>(&mut self, client: &C, to: Hash) -> Result<bool, Error> {
		if self.at == to || self.owners.is_empty() {
			self.at = to;
			return Ok(true);
		}
		let route = tree_route(client, self.at, to)?;
		if route.common_block().number < self.read_at || route.enacted().len() > LONGEST_WAY {
			return Ok(false);
		}
		for block in route.enacted() {
			let new = client.runtime_api().new_coins(block.hash, self.owners.clone())?;
			self.coins.extend(new.into_iter().map(|coin| (coin.outpoint, coin)));
			self.at = block.hash;
		}
		self.at = to;
		Ok(true)
	}

	/// Reads the ledger through.
	fn read<C: EngineClient>(
		&mut self,
		client: &C,
		at: Hash,
		owners: Vec<AccountId>,
	) -> Result<(), Error> {
		let read_at = client.header_metadata(at)?.number;
		let api = client.runtime_api();
		let mut coins = BTreeMap::new();
		let mut from = None;
		while !owners.is_empty() {
			let page = api.coins(at, owners.clone(), from, PAGE)?;
			coins.extend(page.coins.into_iter().map(|coin| (coin.outpoint, coin)));
			from = page.next;
			if from.is_none() {
				break;
			}
		}
		if owners != self.owners {
			log::info!(
				target: "pillars::pos",
				"Staking for {} account(s), {} coins", owners.len(), coins.len(),
			);
		}
		*self = Self { owners, coins, at, read_at, forgotten_at: self.forgotten_at };
		Ok(())
	}

	/// Forgets coins of finalised heights that the finalised state does not hold.
	pub(crate) fn note_finality<C: EngineClient>(
		&mut self,
		client: &C,
		block: Hash,
		number: BlockNumber,
	) -> Result<(), Error> {
		if number.saturating_sub(self.forgotten_at) < FORGET_EVERY {
			return Ok(());
		}
		self.forgotten_at = number;
		let old: Vec<OutPoint> = self
			.coins
			.values()
			.filter(|coin| coin.height <= number)
			.map(|coin| coin.outpoint)
			.collect();
		for asked in old.chunks(ASKED) {
			let found = client.runtime_api().find_coins(block, asked.to_vec())?;
			let found: BTreeSet<OutPoint> = found.into_iter().map(|coin| coin.outpoint).collect();
			for outpoint in asked.iter().filter(|outpoint| !found.contains(outpoint)) {
				self.coins.remove(outpoint);
			}
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::test_chain::{Chain, SLOT, START};
	use pillars_rules::Kind::{Pos, Pow};
	use sc_client_api::Finalizer;
	use sc_consensus::StateAction;
	use sp_api::ProvideRuntimeApi;
	use sp_consensus::BlockOrigin;
	use sp_keyring::Sr25519Keyring::Alice;

	/// The coins of Alice that are unspent at a block.
	fn unspent(chain: &Chain, at: Hash) -> BTreeSet<OutPoint> {
		let owners = vec![Alice.to_account_id()];
		let page = chain.client.runtime_api().coins(at, owners, None, 1_000).unwrap();
		assert!(page.next.is_none());
		page.coins.into_iter().map(|coin| coin.outpoint).collect()
	}

	fn follow(book: &mut CoinBook, chain: &Chain, to: Hash) -> BTreeSet<OutPoint> {
		book.follow(&*chain.client, to, vec![Alice.to_account_id()]).unwrap();
		book.of(&Alice.to_account_id()).map(|coin| coin.outpoint).collect()
	}

	#[test]
	fn coins_made_during_an_initial_sync_are_known() {
		let chain = Chain::new();
		let mut book = CoinBook::default();
		assert_eq!(follow(&mut book, &chain, chain.genesis()), unspent(&chain, chain.genesis()));
		let mut best = chain.genesis();
		for (n, kind) in [Pos, Pow, Pos].into_iter().enumerate() {
			let block = chain.make(best, kind, START + n as u64 * SLOT);
			best = chain
				.import_from(block, BlockOrigin::NetworkInitialSync, StateAction::Execute)
				.unwrap();
		}
		assert!(!unspent(&chain, best).is_subset(&unspent(&chain, chain.genesis())));
		assert!(follow(&mut book, &chain, best).is_superset(&unspent(&chain, best)));
		assert_eq!(book.read_at, 0, "no need to read the ledger again");
	}

	#[test]
	fn coins_that_a_reorganisation_gives_back_are_known() {
		let chain = Chain::new();
		let spending = chain.grow(chain.genesis(), Pos, START);
		let other = chain.grow(chain.genesis(), Pow, START + SLOT);
		let mut book = CoinBook::default();
		let known = follow(&mut book, &chain, spending);
		assert!(!known.is_superset(&unspent(&chain, other)), "one was spent");
		assert!(follow(&mut book, &chain, other).is_superset(&unspent(&chain, other)));
		assert!(follow(&mut book, &chain, spending).is_superset(&unspent(&chain, spending)));
	}

	#[test]
	fn the_ledger_is_read_again_where_states_are_gone() {
		let chain = Chain::pruned(4, |_| {});
		let mut book = CoinBook::default();
		follow(&mut book, &chain, chain.genesis());
		let best = chain.grow_all(chain.genesis(), &[Pos, Pow, Pow].repeat(6), START);
		assert!(follow(&mut book, &chain, best).is_superset(&unspent(&chain, best)));
		assert_eq!(book.read_at, 18);
	}

	#[test]
	fn spent_coins_are_forgotten_once_that_is_final() {
		let chain = Chain::new();
		let mut book = CoinBook::default();
		follow(&mut book, &chain, chain.genesis());
		let best = chain.grow_all(chain.genesis(), &[Pos, Pow, Pos], START);
		let all = follow(&mut book, &chain, best);
		assert!(all.len() > unspent(&chain, best).len());
		chain.client.finalize_block(best, None, true).unwrap();
		book.note_finality(&*chain.client, best, 3).unwrap();
		assert_eq!(book.coins.len(), all.len(), "not every time");
		// As if so many blocks had been finalised: what counts is the difference.
		book.note_finality(&*chain.client, best, FORGET_EVERY).unwrap();
		let left: BTreeSet<OutPoint> = book.coins.keys().copied().collect();
		assert_eq!(left, unspent(&chain, best));
	}
}

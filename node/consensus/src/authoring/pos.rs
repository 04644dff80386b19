//! The `Pos` author: every slot, over all coins of the stakers whose keys are in the keystore.

use super::{coins::CoinBook, guard::Duty, pipeline::Author};
use crate::{client::EngineClient, verifier::now, verify::check_stake, Error};
use futures::{select, FutureExt, StreamExt};
use futures_timer::Delay;
use pillars_consensus_primitives::{
	seal_message, Claim, Claimed, Coin, Context, HybridConsensusApi, PreDigest, Seal,
	STAKING_KEY_TYPE,
};
use pillars_ledger::{build_coinstake, OutPoint, Transaction};
use pillars_primitives::{opaque::Block, AccountId, Hash, Header};
use pillars_rules::{kernel_hash, meets_kernel, pos_slot, MIN_STAKE};
use sc_client_api::{Backend, BlockchainEvents};
use sc_consensus::BlockImport;
use sp_consensus::Environment;
use sp_core::sr25519;
use sp_keystore::Keystore;
use std::{sync::Arc, time::Duration};

/// Stakes with the keys in the keystore, for as long as the client lives.
pub async fn start_pos<E, I, BE, C>(author: Arc<Author<E, I, BE, C>>)
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient + BlockchainEvents<Block>,
{
	let mut finalised = author.client.finality_notification_stream().fuse();
	let mut last = None;
	let mut tick = Delay::new(Duration::ZERO).fuse();
	loop {
		let noted = select! {
			block = finalised.next() => match block {
				Some(block) => {
					let mut book = author.book.lock().await;
					book.note_finality(&*author.client, block.hash, block.header.number)
				},
				None => return,
			},
			() = tick => {
				let result = author.try_slot(&mut last).await;
				let next = result.as_ref().copied().unwrap_or(Duration::from_secs(1));
				tick = Delay::new(next).fuse();
				result.map(drop)
			},
		};
		if let Err(error) = noted {
			log::warn!(target: "pillars::pos", "{error}");
		}
	}
}

/// A coin that won, and everything that follows from it.
struct Winner {
	slot: u64,
	coin: Coin,
	key: sr25519::Public,
	claimed: Claimed,
	context: Context,
}

impl<E, I, BE, C> Author<E, I, BE, C>
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	/// Tries the slot that has come, once for each parent; returns the time until the next.
	async fn try_slot(&self, last: &mut Option<(Hash, u64)>) -> Result<Duration, Error> {
		const IDLE: Duration = Duration::from_secs(1);
		let Some(parent) = self.parent()? else { return Ok(IDLE) };
		let parent_hash = parent.hash();
		let nobody = AccountId::new([0; 32]);
		let now = now();
		let context = self.context(parent_hash, now, &nobody, None)?;
		let slot_ms = context.parameters.pos_slot_ms.max(1);
		let into_slot = now.checked_rem(slot_ms).unwrap_or_default();
		let next = Duration::from_millis(slot_ms.saturating_sub(into_slot));
		let slot = pos_slot(now, context.parent.timestamp, &context.parameters);
		let Some(slot) = slot.filter(|slot| *last != Some((parent_hash, *slot))) else {
			return Ok(next);
		};
		if !self.may_stake() {
			return Ok(next);
		}
		*last = Some((parent_hash, slot));
		let keys = self.keystore.sr25519_public_keys(STAKING_KEY_TYPE);
		let owners = self.client.runtime_api().stakers(parent_hash, keys)?;
		let book = &mut *self.book.lock().await;
		book.follow(&*self.client, parent_hash, owners)?;
		// The difficulty falls with the time since the parent: asked again for the time of the slot.
		let timestamp = slot.saturating_mul(slot_ms);
		let context = self.context(parent_hash, timestamp, &nobody, None)?;
		for owner in book.owners() {
			if let Some(winner) = self.search(book, owner, parent_hash, slot, &context)? {
				let hash = self.stake(book, winner, &parent).await?;
				log::debug!(target: "pillars::pos", "Staked {hash}");
				break;
			}
		}
		Ok(next)
	}

	/// The first coin of the owner that wins the slot and may stake.
	fn search(
		&self,
		book: &CoinBook,
		owner: &AccountId,
		parent: Hash,
		slot: u64,
		context: &Context,
	) -> Result<Option<Winner>, Error> {
		let timestamp = slot.saturating_mul(context.parameters.pos_slot_ms);
		let wins = |coin: &&Coin| {
			let OutPoint { txid, index } = coin.outpoint;
			let hash = kernel_hash(&context.modifier, slot, &txid, index);
			coin.amount() >= MIN_STAKE && meets_kernel(&hash, coin.amount(), context.effective_pos)
		};
		for coin in book.of(owner).filter(wins) {
			let stake = coin.outpoint;
			let context = self.context(parent, timestamp, owner, Some(stake))?;
			let difficulty = context.effective_pos;
			let claim = Claim::Pos { difficulty, slot, stake };
			let claimed =
				Claimed { author: owner.clone(), pre_digest: PreDigest { timestamp, claim } };
			match check_stake(&claimed, slot, &stake, &context) {
				Ok(key) => {
					return Ok(Some(Winner { slot, coin: coin.clone(), key, claimed, context }))
				},
				Err(error) => log::debug!(target: "pillars::pos", "A coin won but: {error}"),
			}
		}
		Ok(None)
	}

	/// Makes, seals and imports the block.
	async fn stake(&self, book: &CoinBook, winner: Winner, parent: &Header) -> Result<Hash, Error> {
		let Winner { slot, coin, key, claimed, context } = winner;
		let parent_hash = parent.hash();
		let owner = claimed.author.clone();
		let coinstake = self.coinstake(book, &owner, &coin, parent_hash)?;
		let stake = coin.outpoint;
		let unsealed = self.propose(parent, claimed, context, Some(coinstake)).await?;
		self.guard.claim(&Duty::Pos { stake, slot, parent: parent_hash })?;
		let message = seal_message(&unsealed.pre_hash());
		let signature =
			self.keystore.sr25519_sign(STAKING_KEY_TYPE, &key, &message)?.ok_or(Error::NoKey)?;
		self.seal(unsealed, Seal::Pos(signature.into())).await
	}

	/// Moves the coin to itself; collects small coins, splits a large one.
	fn coinstake(
		&self,
		book: &CoinBook,
		owner: &AccountId,
		coin: &Coin,
		parent: Hash,
	) -> Result<Transaction, Error> {
		// Many of them may be spent already; what is too much for one coinstake is left for the next.
		let small = book.of(owner).filter(|other| other.amount() < MIN_STAKE);
		let outpoints: Vec<OutPoint> = small.map(|other| other.outpoint).take(512).collect();
		let found = self.client.runtime_api().find_coins(parent, outpoints)?;
		let mature = found.into_iter().filter(|other| other.is_mature);
		let small = mature.map(|other| (other.outpoint, other.output));
		build_coinstake((coin.outpoint, coin.output.clone()), small)
			.ok_or(Error::Proposing("the coinstake is not valid".into()))
	}
}

//! The witness: seals the follower of a `Pow` block whose turn is ours.

use super::{guard::Duty, pipeline::Author};
use crate::{client::EngineClient, verifier::now, verify::follower_witness, Error};
use futures::StreamExt;
use futures_timer::Delay;
use pillars_consensus_primitives::{
	seal_message, Claim, Claimed, PreDigest, Seal, WitnessKey, WITNESS_KEY_TYPE,
};
use pillars_primitives::{opaque::Block, AccountId, Hash};
use pillars_rules::follower_timestamp;
use sc_client_api::{Backend, BlockchainEvents};
use sc_consensus::BlockImport;
use sp_consensus::{Environment, SelectChain};
use sp_core::crypto::ByteArray;
use sp_keystore::Keystore;
use std::{sync::Arc, time::Duration};

/// Makes followers with the witness keys in the keystore, for as long as the client lives.
pub async fn start_dpos<E, I, BE, C>(author: Arc<Author<E, I, BE, C>>)
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient + BlockchainEvents<Block>,
{
	let mut imported = author.client.import_notification_stream();
	while let Some(mut block) = imported.next().await {
		// Only the newest of those that have piled up can be the best.
		while let Some(Some(newer)) = futures::FutureExt::now_or_never(imported.next()) {
			block = newer;
		}
		match author.follow(block.hash).await {
			Ok(Some(hash)) => log::debug!(target: "pillars::dpos", "Sealed follower {hash}"),
			Ok(None) => {},
			Err(error) => log::warn!(target: "pillars::dpos", "No follower: {error}"),
		}
	}
}

impl<E, I, BE, C> Author<E, I, BE, C>
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	/// Seals a follower of the block, if that is the best and the turn is ours.
	async fn follow(&self, block: Hash) -> Result<Option<Hash>, Error> {
		let Some(parent) = self.parent().await? else { return Ok(None) };
		if parent.hash() != block {
			return Ok(None);
		}
		let nobody = AccountId::new([0; 32]);
		let context = self.context(block, now(), &nobody, None)?;
		let Some((witness, key)) = follower_witness(&context).cloned() else { return Ok(None) };
		if !self.keystore.has_keys(&[(key.to_raw_vec(), WITNESS_KEY_TYPE)]) {
			return Ok(None);
		}
		let parameters = &context.parameters;
		let due = context.parent.timestamp.saturating_add(parameters.follower_min_ms);
		Delay::new(Duration::from_millis(due.saturating_sub(now()))).await;
		// Somebody may have built on the parent, or on something better, meanwhile.
		if self.select_chain.best_chain().await?.hash() != block {
			return Ok(None);
		}
		let timestamp = follower_timestamp(now(), context.parent.timestamp, parameters);
		let (epoch, turn) = (context.turn.epoch, context.turn.turn);
		let claim = Claim::Dpos { epoch, turn };
		let claimed = Claimed { author: witness, pre_digest: PreDigest { timestamp, claim } };
		let unsealed = self.propose(&parent, claimed, context, None).await?;
		self.guard.claim(&Duty::Dpos { epoch, turn, parent: block })?;
		let seal = self.sign_as_witness(&key, &unsealed.pre_hash())?;
		self.seal(unsealed, seal).await.map(Some)
	}

	fn sign_as_witness(&self, key: &WitnessKey, pre_hash: &Hash) -> Result<Seal, Error> {
		self.keystore
			.sr25519_sign(WITNESS_KEY_TYPE, key.as_ref(), &seal_message(pre_hash))?
			.map(|signature| Seal::Dpos(signature.into()))
			.ok_or(Error::NoKey)
	}
}

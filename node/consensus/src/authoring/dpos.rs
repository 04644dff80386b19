//! The witness: seals the follower of a `Pow` block whose turn is ours.

use super::{guard::Duty, pipeline::Author};
use crate::{client::EngineClient, verifier::now, verify::follower_witness, Error};
use futures::{select_biased, FutureExt, Stream, StreamExt};
use futures_timer::Delay;
use pillars_consensus_primitives::{
	seal_message, Claim, Claimed, Context, PreDigest, Seal, WitnessKey, WITNESS_KEY_TYPE,
};
use pillars_primitives::{opaque::Block, AccountId, Hash, Header, Moment};
use pillars_rules::follower_timestamp;
use sc_client_api::{Backend, BlockchainEvents};
use sc_consensus::BlockImport;
use sp_consensus::Environment;
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
	// Of every block: while peers claim a long chain, all blocks count as those of an initial sync.
	let mut imported = author.client.every_import_notification_stream().fuse();
	// The parent whose follower was made, or could not be made, last.
	let mut done = None;
	while imported.next().await.is_some() {
		// Whatever was imported, and in whatever order: what counts is the best block now.
		while let Some(turn) = author.look(&mut imported, done) {
			let wait = Duration::from_millis(turn.due.saturating_sub(now()));
			select_biased! {
				// Somebody may have built on the parent, or on something better: look again.
				block = imported.next() => match block {
					Some(_) => continue,
					None => return,
				},
				() = Delay::new(wait).fuse() => {},
			}
			done = Some(turn.parent.hash());
			match author.follow(turn).await {
				Ok(hash) => log::debug!(target: "pillars::dpos", "Sealed follower {hash}"),
				Err(error) => log::warn!(target: "pillars::dpos", "No follower: {error}"),
			}
		}
	}
}

/// A turn of ours on the best block.
struct OurTurn {
	parent: Header,
	context: Context,
	witness: AccountId,
	key: WitnessKey,
	/// When the follower may be made, in ms since 1970.
	due: Moment,
}

impl<E, I, BE, C> Author<E, I, BE, C>
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	/// The turn on the best block, if it is ours and was not tried before. Notifications that have piled up are
	/// dropped: what they tell of is looked at here.
	fn look<S: Stream + Unpin>(&self, imported: &mut S, done: Option<Hash>) -> Option<OurTurn> {
		while let Some(Some(_)) = imported.next().now_or_never() {}
		self.our_turn(done).unwrap_or_else(|error| {
			log::warn!(target: "pillars::dpos", "No follower: {error}");
			None
		})
	}

	fn our_turn(&self, done: Option<Hash>) -> Result<Option<OurTurn>, Error> {
		let Some(parent) = self.parent()? else { return Ok(None) };
		let parent_hash = parent.hash();
		if done == Some(parent_hash) {
			return Ok(None);
		}
		let nobody = AccountId::new([0; 32]);
		let context = self.context(parent_hash, now(), &nobody, None)?;
		let Some((witness, key)) = follower_witness(&context).cloned() else { return Ok(None) };
		if !self.keystore.has_keys(&[(key.to_raw_vec(), WITNESS_KEY_TYPE)]) {
			return Ok(None);
		}
		let due = context.parent.timestamp.saturating_add(context.parameters.follower_min_ms);
		Ok(Some(OurTurn { parent, context, witness, key, due }))
	}

	/// Seals the follower.
	async fn follow(&self, turn: OurTurn) -> Result<Hash, Error> {
		let OurTurn { parent, context, witness, key, .. } = turn;
		let timestamp = follower_timestamp(now(), context.parent.timestamp, &context.parameters);
		let (epoch, turn) = (context.turn.epoch, context.turn.turn);
		let claim = Claim::Dpos { epoch, turn };
		let claimed = Claimed { author: witness, pre_digest: PreDigest { timestamp, claim } };
		let unsealed = self.propose(&parent, claimed, context, None).await?;
		self.guard.claim(&Duty::Dpos { epoch, turn, parent: parent.hash() })?;
		let seal = self.sign_as_witness(&key, &unsealed.pre_hash())?;
		self.seal(unsealed, seal).await
	}

	fn sign_as_witness(&self, key: &WitnessKey, pre_hash: &Hash) -> Result<Seal, Error> {
		self.keystore
			.sr25519_sign(WITNESS_KEY_TYPE, key.as_ref(), &seal_message(pre_hash))?
			.map(|signature| Seal::Dpos(signature.into()))
			.ok_or(Error::NoKey)
	}
}

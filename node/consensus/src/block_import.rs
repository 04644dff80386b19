//! Stage 4: weight, fork choice and what is noted of a block, in one commit with the block itself.

use crate::{
	aux_schema::{self, BlockRecord, ForkRules},
	client::EngineClient,
	fork_choice::Tip,
	select_chain::HeaviestChain,
	verifier::passes_unchecked,
	Error, Metrics,
};
use pillars_consensus_primitives::{Claim, Claimed, HybridConsensusApi};
use pillars_primitives::{opaque::Block, AccountId, Hash};
use sc_client_api::{Backend, PreCommitActions};
use sc_consensus::{
	BlockCheckParams, BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult,
};
use sp_blockchain::BlockStatus;
use sp_consensus::BlockOrigin;
use std::sync::Arc;

/// What stages 1 to 3 found out about a block.
pub(crate) struct Verified {
	/// Author, time and claim.
	pub(crate) claimed: Claimed,
	/// Weight of the block itself.
	pub(crate) weight: u128,
	/// What is noted of its parent.
	pub(crate) parent: BlockRecord,
	/// *W* in the state of its parent.
	pub(crate) window: u32,
	/// The epoch in the state of its parent.
	pub(crate) epoch: u32,
}

impl Verified {
	/// Under which it travels from the verifier to the import.
	pub(crate) const KEY: &'static [u8] = b"hybrid";
}

/// Imports verified blocks: adds up the weight, decides whether the block is the best, and hands it on.
///
/// It is the outermost import, around GRANDPA's and the client's. One lock spans reading the best tip, deciding
/// and importing, since own blocks come beside those of the queue.
pub struct HybridBlockImport<I, BE, C> {
	inner: I,
	client: Arc<C>,
	select_chain: HeaviestChain<BE, C>,
	lock: Arc<futures::lock::Mutex<()>>,
	metrics: Option<Metrics>,
}

impl<I: Clone, BE, C> Clone for HybridBlockImport<I, BE, C> {
	fn clone(&self) -> Self {
		Self {
			inner: self.inner.clone(),
			client: self.client.clone(),
			select_chain: self.select_chain.clone(),
			lock: self.lock.clone(),
			metrics: self.metrics.clone(),
		}
	}
}

impl<I, BE, C> HybridBlockImport<I, BE, C>
where
	BE: Backend<Block> + 'static,
	C: EngineClient + PreCommitActions<Block>,
{
	/// Around `inner`. Checks the engine's data in the database and registers its clean-up on finality.
	///
	/// # Errors
	///
	/// [`Error::WrongVersion`] if another version of the engine wrote the database.
	pub fn new(
		inner: I,
		client: Arc<C>,
		select_chain: HeaviestChain<BE, C>,
		metrics: Option<Metrics>,
	) -> Result<Self, Error> {
		aux_schema::check_version(&*client)?;
		client.register_finality_action(Box::new(aux_schema::on_finality));
		Ok(Self { inner, client, select_chain, lock: Arc::default(), metrics })
	}
}

impl<I, BE, C> HybridBlockImport<I, BE, C>
where
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	async fn connect(&self, mut block: BlockImportParams<Block>) -> Result<ImportResult, Error> {
		let hash = block.post_hash();
		let _guard = self.lock.lock().await;
		if self.client.status(hash)? == BlockStatus::InChain && !block.import_existing {
			block.intermediates.clear();
			block.fork_choice = Some(ForkChoiceStrategy::Custom(false));
			return Ok(self.inner.import_block(block).await?);
		}
		if passes_unchecked(&block) {
			return self.import_unchecked(block, hash).await;
		}
		let verified = match block.remove_intermediate::<Result<Verified, Error>>(Verified::KEY) {
			Ok(Ok(verified)) => verified,
			Ok(Err(error)) => {
				// Passed over by the queue without a word to the peer.
				log::debug!(target: "pillars::import", "Set aside {hash}: {error}");
				return Ok(ImportResult::MissingState);
			},
			Err(_) => return Err(Error::NotVerified),
		};
		let weight =
			verified.parent.weight.checked_add(verified.weight).ok_or(Error::WeightOverflow)?;
		let parent_hash = block.header.parent_hash;
		let elected = self.elected(&verified, parent_hash, &mut block)?;
		let Verified { window, epoch, .. } = verified;
		let record = BlockRecord {
			weight,
			kind: Some(verified.claimed.pre_digest.claim.kind()),
			timestamp: verified.claimed.pre_digest.timestamp,
			seen: aux_schema::seen(&*self.client)?,
			fork: Some(ForkRules { window, epoch, elected }),
		};
		let header = block.post_header();
		let number = header.number;
		let tip = Tip { hash, number, record, pending: Some(header) };
		let old_best = match self.select_chain.best_tip() {
			// So it may be right after a state was imported.
			Err(Error::NoTip) => None,
			best => Some(best?),
		};
		let is_best = self.select_chain.would_be_best(&tip)?;
		block.fork_choice = Some(ForkChoiceStrategy::Custom(is_best));
		block.auxiliary.extend(aux_schema::entries(&hash, &record));
		let origin = block.origin;
		let transactions = block.body.as_ref().map_or(0, Vec::len);
		let result = self.inner.import_block(block).await?;
		if matches!(result, ImportResult::Imported(_)) {
			let imported = Imported { hash, number, origin, transactions, is_best };
			self.report(&verified, &record, &imported);
			match old_best {
				Some(old) if is_best && parent_hash != old.hash => self.report_reorg(&old, hash),
				_ => {},
			}
		}
		Ok(result)
	}

	/// The list of the witnesses at the parent; the first block of an epoch above its opening has it stored.
	fn elected(
		&self,
		verified: &Verified,
		parent: Hash,
		block: &mut BlockImportParams<Block>,
	) -> Result<Hash, Error> {
		// One chain has one list an epoch.
		if let Some(known) = verified.parent.fork.filter(|fork| fork.epoch == verified.epoch) {
			return Ok(known.elected);
		}
		let witnesses = self.client.runtime_api().witnesses(parent, verified.epoch)?;
		let accounts: Vec<AccountId> =
			witnesses.unwrap_or_default().into_iter().map(|(account, _)| account).collect();
		let (hash, entry) = aux_schema::elected_entry(&accounts);
		block.auxiliary.push(entry);
		Ok(hash)
	}

	/// Blocks with their state start at weight 0; those of a gap carry no weight and are never best.
	async fn import_unchecked(
		&self,
		mut block: BlockImportParams<Block>,
		hash: Hash,
	) -> Result<ImportResult, Error> {
		let with_state = block.with_state();
		block.fork_choice = Some(ForkChoiceStrategy::Custom(with_state));
		if with_state {
			let claimed = pillars_consensus_primitives::parse_claim(&block.header.digest)?;
			let record = BlockRecord {
				weight: 0,
				kind: Some(claimed.pre_digest.claim.kind()),
				timestamp: claimed.pre_digest.timestamp,
				seen: aux_schema::seen(&*self.client)?,
				fork: None,
			};
			block.auxiliary.extend(aux_schema::entries(&hash, &record));
		}
		Ok(self.inner.import_block(block).await?)
	}

	/// One line a block.
	fn report(&self, verified: &Verified, record: &BlockRecord, imported: &Imported) {
		let Imported { hash, number, origin, transactions, is_best } = imported;
		let claimed = &verified.claimed;
		let kind = claimed.pre_digest.claim.kind();
		if let Some(metrics) = &self.metrics {
			let since_parent = record.timestamp.saturating_sub(verified.parent.timestamp);
			metrics.imported(&claimed.pre_digest.claim, *origin == BlockOrigin::Own, since_parent);
		}
		let level = match origin {
			BlockOrigin::NetworkInitialSync | BlockOrigin::File => log::Level::Debug,
			_ => log::Level::Info,
		};
		let difficulty = match claimed.pre_digest.claim {
			Claim::Pow { difficulty } | Claim::Pos { difficulty, .. } => {
				format!("difficulty {difficulty}, ")
			},
			Claim::Dpos { epoch, turn } => format!("epoch {epoch} turn {turn}, "),
		};
		log::log!(
			target: "pillars::import",
			level,
			"{kind} #{number} {hash} by {}, {difficulty}weight {}, {transactions} extrinsics{}{}",
			claimed.author,
			record.weight,
			if *origin == BlockOrigin::Own { ", own" } else { "" },
			if *is_best { "" } else { ", not on the best chain" },
		);
	}

	fn report_reorg(&self, old_best: &Tip, new: Hash) {
		let Ok(route) = sp_blockchain::tree_route(&*self.client, old_best.hash, new) else {
			return;
		};
		let depth = route.retracted().len();
		if depth > 0 {
			log::info!(target: "pillars::import", "Reorganisation, {depth} blocks deep");
		}
		if let Some(metrics) = &self.metrics {
			metrics.reorganised(depth);
		}
	}
}

struct Imported {
	hash: Hash,
	number: u32,
	origin: BlockOrigin,
	transactions: usize,
	is_best: bool,
}

#[async_trait::async_trait]
impl<I, BE, C> BlockImport<Block> for HybridBlockImport<I, BE, C>
where
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	type Error = sp_consensus::Error;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, sp_consensus::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<ImportResult, sp_consensus::Error> {
		self.connect(block).await.map_err(|error| {
			if let Some(metrics) = &self.metrics {
				metrics.rejected(error.reason());
			}
			error.into()
		})
	}
}

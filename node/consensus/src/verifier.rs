//! Verification of blocks from the network or from files, before they are imported.

use crate::{
	aux_schema::{self, BlockRecord},
	block_import::Verified,
	client::EngineClient,
	verify::{contextual, on_time, positional, sanity},
	DeferredBlocks, Error, Metrics,
};
use pillars_consensus_primitives::{inherents::BlockInherents, pre_hash, Context, Sealed};
use pillars_ethash::CachePool;
use pillars_primitives::{opaque::Block, Hash, Header, Moment};
use sc_consensus::{BlockImportParams, ForkChoiceStrategy, StateAction, Verifier};
use sp_api::ApiExt;
use sp_block_builder::BlockBuilder;
use sp_consensus::BlockOrigin;
use std::{
	sync::Arc,
	time::{Instant, SystemTime, UNIX_EPOCH},
};

/// The node's clock, in ms since 1970.
pub(crate) fn now() -> Moment {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Runs stages 1 to 3 on blocks that others made.
pub struct HybridVerifier<C> {
	client: Arc<C>,
	caches: Arc<CachePool>,
	deferred: DeferredBlocks,
	metrics: Option<Metrics>,
}

impl<C: EngineClient> HybridVerifier<C> {
	/// Verifies against the state of this client.
	pub fn new(
		client: Arc<C>,
		caches: Arc<CachePool>,
		deferred: DeferredBlocks,
		metrics: Option<Metrics>,
	) -> Self {
		Self { client, caches, deferred, metrics }
	}

	/// Stage 1, of which nothing but the parent's number must be known.
	fn check_alone(&self, header: &Header) -> Result<Sealed, Error> {
		let parent_number = self
			.client
			.number(header.parent_hash)?
			.ok_or(Error::UnknownParent(header.parent_hash))?;
		sanity(header, parent_number, &self.caches)
	}

	fn check(&self, block: &mut BlockImportParams<Block>) -> Result<Verified, Error> {
		let started = Instant::now();
		let sealed = self.check_alone(&block.header)?;
		let header = &block.header;
		let parent_number = header.number.saturating_sub(1);
		let started = self.stage("sanity", started);
		let parent = aux_schema::record(&*self.client, &header.parent_hash, parent_number)?;
		positional(&sealed.claimed, &parent)?;
		let context = context(&*self.client, &sealed, header.parent_hash)?;
		contextual(&sealed, &pre_hash(header), &context)?;
		let started = self.stage("context", started);
		if !block.state_action.skip_execution_checks() {
			if let Some(body) = block.body.take() {
				let stripped = strip_seal(header);
				let checked = Block { header: stripped, extrinsics: body };
				let result = check_inherents(&*self.client, &sealed, &checked);
				block.body = Some(checked.extrinsics);
				result?;
			}
		}
		self.stage("inherents", started);
		// Last, for a block from the future is kept: only one that is good but for its time may be.
		on_time(&sealed.claimed, now())?;
		Ok(Verified::new(sealed, &context, parent))
	}

	fn refuse(&self, block: &BlockImportParams<Block>, error: Error) -> String {
		log::debug!(
			target: "pillars::import",
			"Refused block #{} {:?}: {error}", block.header.number, block.post_hash(),
		);
		if let Some(metrics) = &self.metrics {
			metrics.rejected(error.reason());
		}
		error.into()
	}

	fn stage(&self, name: &str, started: Instant) -> Instant {
		if let Some(metrics) = &self.metrics {
			metrics.stage(name, started.elapsed());
		}
		Instant::now()
	}
}

/// Asks the runtime at the parent what decides over this header.
pub(crate) fn context<C: EngineClient>(
	client: &C,
	sealed: &Sealed,
	parent: Hash,
) -> Result<Context, Error> {
	use pillars_consensus_primitives::HybridConsensusApi;
	let pre_digest = &sealed.claimed.pre_digest;
	let author = sealed.claimed.author.clone();
	let stake = pre_digest.claim.stake();
	Ok(client.runtime_api().context(parent, parent, pre_digest.timestamp, author, stake)?)
}

fn strip_seal(header: &Header) -> Header {
	let mut header = header.clone();
	header.digest.pop();
	header
}

/// Lets the runtime at the parent judge the inherents, with the claim's own time.
fn check_inherents<C: EngineClient>(
	client: &C,
	sealed: &Sealed,
	block: &Block,
) -> Result<(), Error> {
	let pre_digest = &sealed.claimed.pre_digest;
	let mut data = sp_inherents::InherentData::new();
	let failed = |error: sp_inherents::Error| Error::Inherents(error.to_string());
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &pre_digest.timestamp).map_err(failed)?;
	BlockInherents { kind: pre_digest.claim.kind(), mst: None, coinstake: None }
		.provide(&mut data)
		.map_err(failed)?;
	let mut api = client.runtime_api();
	api.set_call_context(sp_core::traits::CallContext::Onchain { import: false });
	let result = api.check_inherents(block.header.parent_hash, block.clone().into(), data)?;
	if result.ok() {
		return Ok(());
	}
	let mut causes = Vec::new();
	for (identifier, error) in result.into_errors() {
		let name = String::from_utf8_lossy(&identifier).into_owned();
		causes.push(format!("{name} 0x{}", sp_core::hexdisplay::HexDisplay::from(&error)));
	}
	Err(Error::Inherents(causes.join(", ")))
}

/// Moves the seal from the header to the post-runtime digests.
pub(crate) fn split_seal(block: &mut BlockImportParams<Block>) {
	let hash = block.header.hash();
	if let Some(seal) = block.header.digest.pop() {
		block.post_digests.push(seal);
	}
	block.post_hash.get_or_insert(hash);
}

#[async_trait::async_trait]
impl<C: EngineClient> Verifier<Block> for HybridVerifier<C> {
	async fn verify(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<BlockImportParams<Block>, String> {
		if passes_unchecked(&block) {
			let with_state = block.with_state();
			let number = block.header.number;
			// Of a block whose parent has no state, work, number and shape can be judged all the same.
			if !with_state && block.origin != BlockOrigin::WarpSync {
				self.check_alone(&block.header).map_err(|error| self.refuse(&block, error))?;
			}
			split_seal(&mut block);
			block.fork_choice = Some(ForkChoiceStrategy::Custom(with_state));
			log::debug!(target: "pillars::import", "Block #{number} passes unchecked");
			return Ok(block);
		}
		match self.check(&mut block) {
			Ok(verified) => {
				split_seal(&mut block);
				block.insert_intermediate(Verified::KEY, Ok::<_, Error>(verified));
				Ok(block)
			},
			// No fault of the peer: an error here would drop it.
			Err(error @ Error::FromTheFuture { ahead_ms }) => {
				self.deferred.keep(&block, ahead_ms);
				split_seal(&mut block);
				block.insert_intermediate(Verified::KEY, Err::<Verified, _>(error));
				Ok(block)
			},
			Err(error) => Err(self.refuse(&block, error)),
		}
	}
}

/// Blocks that come with their state, and those whose state is not wanted, are proven otherwise: the former by a
/// finality proof, the latter (of a gap that is filled afterwards, or of a fast sync) by what is built on them.
pub(crate) fn passes_unchecked(block: &BlockImportParams<Block>) -> bool {
	block.with_state()
		|| matches!(block.origin, BlockOrigin::GapSync | BlockOrigin::WarpSync)
		|| matches!(block.state_action, StateAction::Skip)
}

impl Verified {
	/// From what stages 1 to 3 found.
	pub(crate) fn new(sealed: Sealed, context: &Context, parent: BlockRecord) -> Self {
		use pillars_consensus_primitives::Claim;
		let kind = sealed.claimed.pre_digest.claim.kind();
		let (difficulty, reference) = match sealed.claimed.pre_digest.claim {
			Claim::Pow { difficulty } => (difficulty, context.references.pow),
			Claim::Pos { difficulty, .. } => (difficulty, context.references.pos),
			Claim::Dpos { .. } => (0, 1),
		};
		Self {
			weight: pillars_rules::block_weight(kind, difficulty, reference),
			claimed: sealed.claimed,
			parent,
			window: context.parameters.window,
			epoch: context.turn.epoch,
		}
	}
}

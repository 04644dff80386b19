//! The `Pow` author: keeps a template ready for miners and imports what they solve.

use super::{
	pipeline::Author,
	template::{MinerHandle, Solution},
};
use crate::{client::EngineClient, verifier::now, Error};
use futures::{
	channel::mpsc,
	future::FusedFuture,
	pin_mut, select_biased,
	stream::{BoxStream, StreamExt},
	FutureExt,
};
use futures_timer::Delay;
use pillars_consensus_primitives::{Claim, Claimed, PreDigest};
use pillars_primitives::{opaque::Block, AccountId};
use pillars_rules::{check_window, pow_timestamp, Kind};
use sc_client_api::{Backend, BlockchainEvents};
use sc_consensus::BlockImport;
use sp_consensus::Environment;
use std::{
	future::Future,
	sync::Arc,
	time::{Duration, Instant},
};

/// Least time between two templates that differ in their transactions only.
const TRANSACTIONS_INTERVAL: Duration = Duration::from_secs(2);
/// How often the hash rate is written to the log and the metrics.
const HASHRATE_INTERVAL: Duration = Duration::from_secs(30);

/// What the `Pow` author needs beside the pipeline.
pub struct PowParams {
	/// The account credited.
	pub author: AccountId,
	/// Ticks when a transaction comes into the pool.
	pub transactions: BoxStream<'static, ()>,
	/// Longest life of a template: its timestamp grows stale.
	pub refresh: Duration,
}

/// The handle for miners and the task that must be spawned.
pub fn start_pow<E, I, BE, C>(
	author: Arc<Author<E, I, BE, C>>,
	params: PowParams,
) -> (MinerHandle, impl Future<Output = ()> + Send)
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient + BlockchainEvents<Block>,
{
	let (handle, solutions) = MinerHandle::new(author.caches.clone(), author.metrics.clone());
	let task = PowAuthor { author, account: params.author, handle: handle.clone() };
	(handle, task.run(solutions, params.transactions, params.refresh))
}

struct PowAuthor<E, I, BE, C> {
	author: Arc<Author<E, I, BE, C>>,
	account: AccountId,
	handle: MinerHandle,
}

impl<E, I, BE, C> PowAuthor<E, I, BE, C>
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient + BlockchainEvents<Block>,
{
	async fn run(
		self,
		mut solutions: mpsc::UnboundedReceiver<Solution>,
		transactions: BoxStream<'static, ()>,
		refresh: Duration,
	) {
		let _stop = StopOnDrop(self.handle.clone());
		let mut transactions = transactions.fuse();
		// Of every block: while peers claim a long chain, all blocks count as those of an initial sync.
		let mut imported = self.author.client.every_import_notification_stream().fuse();
		let mut hashrate = Hashrate::new();
		// Set when transactions came in; armed at most once an interval.
		let mut for_transactions = futures::future::Fuse::terminated();
		loop {
			// What piled up meanwhile asks for one template, not for one each.
			while let Some(Some(_)) = imported.next().now_or_never() {}
			// A solution does not wait for the next template, which would be of no use after it.
			{
				let template = self.refresh().fuse();
				pin_mut!(template);
				select_biased! {
					solution = solutions.next() => match solution {
						Some(solution) => {
							self.import(solution).await;
							continue;
						},
						None => return,
					},
					result = template => if let Err(error) = result {
						log::warn!(target: "pillars::pow", "No template: {error}");
					},
				}
			}
			let mut timer = Delay::new(refresh).fuse();
			loop {
				select_biased! {
					solution = solutions.next() => match solution {
						Some(solution) => {
							self.import(solution).await;
							break
						},
						None => return,
					},
					block = imported.next() => match block {
						Some(_) => break,
						None => return,
					},
					_ = transactions.next() => if for_transactions.is_terminated() {
						for_transactions = Delay::new(TRANSACTIONS_INTERVAL).fuse();
					},
					_ = for_transactions => break,
					_ = timer => break,
				}
			}
			hashrate.report(&self.handle, self.author.metrics.as_ref());
		}
	}

	/// Makes a template on the best block, if a `Pow` block is allowed there.
	async fn refresh(&self) -> Result<(), Error> {
		let Some(parent) = self.author.parent()? else {
			self.handle.retain(None);
			return Ok(());
		};
		let parent_hash = parent.hash();
		self.handle.retain(Some(parent_hash));
		let now = now();
		let context = self.author.context(parent_hash, now, &self.account, None)?;
		let timestamp = pow_timestamp(now, context.parent.timestamp);
		let since_parent = timestamp.saturating_sub(context.parent.timestamp);
		let gap = context.parent.gap;
		let parameters = &context.parameters;
		if check_window(Kind::Pow, context.number, gap, since_parent, parameters).is_err() {
			self.handle.retain(None);
			return Ok(());
		}
		let difficulty = context.difficulties.pow;
		let claimed = Claimed {
			author: self.account.clone(),
			pre_digest: PreDigest { timestamp, claim: Claim::Pow { difficulty } },
		};
		let unsealed = self.author.propose(&parent, claimed, context, None).await?;
		if !self.handle.has_work_on(parent_hash) {
			log::debug!(target: "pillars::pow", "Work on #{}, difficulty {difficulty}", parent.number);
		}
		self.handle.offer(difficulty, unsealed);
		Ok(())
	}

	async fn import(&self, (unsealed, seal): Solution) {
		let number = unsealed.proposal.block.header.number;
		match self.author.seal(unsealed, seal).await {
			Ok(hash) => log::debug!(target: "pillars::pow", "Mined #{number} {hash}"),
			Err(error) => log::warn!(target: "pillars::pow", "Mined #{number} in vain: {error}"),
		}
	}
}

struct StopOnDrop(MinerHandle);

impl Drop for StopOnDrop {
	fn drop(&mut self) {
		self.0.stop();
	}
}

/// Tells the hash rate from time to time.
struct Hashrate {
	since: Instant,
	hashes: u64,
}

impl Hashrate {
	fn new() -> Self {
		Self { since: Instant::now(), hashes: 0 }
	}

	fn report(&mut self, handle: &MinerHandle, metrics: Option<&crate::Metrics>) {
		// Asked here as well, for its windows must not grow long.
		let per_second = handle.hashrate();
		let elapsed = self.since.elapsed();
		if elapsed < HASHRATE_INTERVAL {
			return;
		}
		let total = handle.hashes();
		let hashes = total.saturating_sub(self.hashes);
		log::debug!(target: "pillars::pow", "{per_second} H/s");
		if let Some(metrics) = metrics {
			metrics.hashed(hashes, per_second);
		}
		*self = Self { since: Instant::now(), hashes: total };
	}
}

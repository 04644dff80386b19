//! The work that miners do: block templates, and the one place where solutions are handed in.

use super::pipeline::Unsealed;
use crate::Metrics;
use futures::channel::mpsc;
use parking_lot::{Condvar, Mutex};
use pillars_consensus_primitives::Seal;
use pillars_ethash::{CachePool, EPOCH_LENGTH};
use pillars_primitives::{BlockNumber, Hash};
use pillars_rules::meets_target;
use std::{
	collections::VecDeque,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	time::Duration,
};

/// How many templates of one parent stay valid for late shares.
const KEPT: usize = 8;

/// What a miner works on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Work {
	/// The Ethash header hash.
	pub pre_hash: Hash,
	/// Height of the block; decides the Ethash epoch.
	pub number: BlockNumber,
	/// The result must be at most 2^256 / difficulty.
	pub difficulty: u128,
}

/// Why a solution was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SubmitError {
	/// There is no template of this hash (any more), or it was solved already.
	#[error("no such work, it is stale or solved")]
	Unknown,
	/// The mix hash does not belong to the nonce.
	#[error("the mix hash does not belong to the nonce")]
	WrongMix,
	/// The result is above the target.
	#[error("the result does not meet the difficulty")]
	InsufficientWork,
	/// The author has stopped.
	#[error("the author has stopped")]
	Stopped,
}

impl SubmitError {
	/// A short name of the cause, for metrics.
	pub const fn reason(&self) -> &'static str {
		match self {
			Self::Unknown => "stale",
			Self::WrongMix => "wrong_mix",
			Self::InsufficientWork => "low_difficulty",
			Self::Stopped => "stopped",
		}
	}
}

pub(crate) struct Template {
	work: Work,
	block: Unsealed,
}

/// A block and the seal that was found for it.
pub(crate) type Solution = (Unsealed, Seal);

#[derive(Default)]
struct Templates {
	/// Newest first, all on one parent.
	list: VecDeque<Template>,
	stopped: bool,
}

struct Shared {
	templates: Mutex<Templates>,
	changed: Condvar,
	version: AtomicU64,
	hashes: AtomicU64,
	solutions: mpsc::UnboundedSender<Solution>,
	caches: Arc<CachePool>,
	metrics: Option<Metrics>,
}

/// Gives out work and takes solutions; cheap to clone, for miner threads and work servers alike.
#[derive(Clone)]
pub struct MinerHandle {
	shared: Arc<Shared>,
}

impl MinerHandle {
	pub(crate) fn new(
		caches: Arc<CachePool>,
		metrics: Option<Metrics>,
	) -> (Self, mpsc::UnboundedReceiver<Solution>) {
		let (solutions, receiver) = mpsc::unbounded();
		let shared = Shared {
			templates: Mutex::default(),
			changed: Condvar::new(),
			version: AtomicU64::new(0),
			hashes: AtomicU64::new(0),
			solutions,
			caches,
			metrics,
		};
		(Self { shared: Arc::new(shared) }, receiver)
	}

	/// Counts up whenever [`Self::work`] changes; cheap to poll.
	pub fn version(&self) -> u64 {
		self.shared.version.load(Ordering::Acquire)
	}

	/// The newest work, if there is any.
	pub fn work(&self) -> Option<Work> {
		self.shared.templates.lock().list.front().map(|template| template.work)
	}

	/// Waits up to `timeout` until the version is another than `seen`; `None` once the author has stopped.
	pub fn wait(&self, seen: u64, timeout: Duration) -> Option<()> {
		let mut templates = self.shared.templates.lock();
		if !templates.stopped && self.version() == seen {
			self.shared.changed.wait_for(&mut templates, timeout);
		}
		(!templates.stopped).then_some(())
	}

	/// Hands in a solution. Verifying it and taking the template are one step: of two solutions of one
	/// template the second is refused, and so is a late one of another parent.
	///
	/// # Errors
	///
	/// See [`SubmitError`]; each cause is counted.
	pub fn submit(&self, pre_hash: Hash, nonce: u64, mix_hash: Hash) -> Result<(), SubmitError> {
		let result = self.take(pre_hash, nonce, mix_hash);
		if let Some(metrics) = &self.shared.metrics {
			metrics.work(result.as_ref().map_or_else(|error| error.reason(), |()| "accepted"));
		}
		result
	}

	fn take(&self, pre_hash: Hash, nonce: u64, mix_hash: Hash) -> Result<(), SubmitError> {
		let mut templates = self.shared.templates.lock();
		let index = templates
			.list
			.iter()
			.position(|template| template.work.pre_hash == pre_hash)
			.ok_or(SubmitError::Unknown)?;
		let work = templates.list.get(index).ok_or(SubmitError::Unknown)?.work;
		let mix = mix_hash.to_fixed_bytes();
		let claimed = pillars_ethash::quick_result(pre_hash.as_fixed_bytes(), nonce, &mix);
		if !meets_target(&claimed, work.difficulty) {
			return Err(SubmitError::InsufficientWork);
		}
		let epoch = work.number.checked_div(EPOCH_LENGTH).unwrap_or_default();
		let cache = self.shared.caches.get(epoch);
		if cache.hash(pre_hash.as_fixed_bytes(), nonce).mix_hash != mix {
			return Err(SubmitError::WrongMix);
		}
		let template = templates.list.remove(index).ok_or(SubmitError::Unknown)?;
		// The parent has a child now: nobody goes on working on another.
		templates.list.clear();
		self.bump();
		drop(templates);
		self.shared
			.solutions
			.unbounded_send((template.block, Seal::Pow { nonce, mix_hash }))
			.map_err(|_| SubmitError::Stopped)
	}

	/// Adds a template; those of another parent become stale.
	pub(crate) fn offer(&self, difficulty: u128, block: Unsealed) {
		let work = Work {
			pre_hash: block.pre_hash(),
			number: block.proposal.block.header.number,
			difficulty,
		};
		let mut templates = self.shared.templates.lock();
		let parent = block.parent();
		templates.list.retain(|template| template.block.parent() == parent);
		templates.list.push_front(Template { work, block });
		templates.list.truncate(KEPT);
		self.bump();
	}

	/// Drops all templates that are not built on `parent`.
	pub(crate) fn retain(&self, parent: Option<Hash>) {
		let mut templates = self.shared.templates.lock();
		let before = templates.list.len();
		templates.list.retain(|template| Some(template.block.parent()) == parent);
		if templates.list.len() != before {
			self.bump();
		}
	}

	/// Whether there is work on this parent.
	pub(crate) fn has_work_on(&self, parent: Hash) -> bool {
		self.shared
			.templates
			.lock()
			.list
			.front()
			.is_some_and(|template| template.block.parent() == parent)
	}

	/// Ends all miner threads.
	pub(crate) fn stop(&self) {
		let mut templates = self.shared.templates.lock();
		templates.stopped = true;
		templates.list.clear();
		self.bump();
	}

	/// Notes hashes that were tried.
	pub fn note_hashes(&self, hashes: u64) {
		self.shared.hashes.fetch_add(hashes, Ordering::Relaxed);
	}

	/// Hashes tried so far.
	pub fn hashes(&self) -> u64 {
		self.shared.hashes.load(Ordering::Relaxed)
	}

	pub(crate) fn caches(&self) -> &CachePool {
		&self.shared.caches
	}

	fn bump(&self) {
		self.shared.version.fetch_add(1, Ordering::Release);
		self.shared.changed.notify_all();
	}
}

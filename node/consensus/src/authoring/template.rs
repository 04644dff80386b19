//! The work that miners do: block templates, and the one place where solutions are handed in.

use super::{meter::Meter, pipeline::Unsealed};
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
	time::{Duration, Instant},
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
	meter: Mutex<Meter>,
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
			meter: Mutex::new(Meter::new(Instant::now())),
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

	/// Hashes a second, over the last minute or so.
	pub fn hashrate(&self) -> u64 {
		self.shared.meter.lock().rate(Instant::now(), self.hashes())
	}

	pub(crate) fn caches(&self) -> &CachePool {
		&self.shared.caches
	}

	fn bump(&self) {
		self.shared.version.fetch_add(1, Ordering::Release);
		self.shared.changed.notify_all();
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_consensus_primitives::{Claim, Claimed, Context, Difficulties, Parent, PreDigest};
	use pillars_primitives::{opaque::Block, AccountId, Header};
	use pillars_rules::{EpochShape, Parameters, Phase, Turn};
	use sp_consensus::Proposal;
	use sp_runtime::{traits::Header as _, Digest};
	use std::sync::OnceLock;

	/// High enough for a random hash not to do.
	const DIFFICULTY: u128 = 50;

	fn caches() -> Arc<CachePool> {
		static CACHES: OnceLock<Arc<CachePool>> = OnceLock::new();
		CACHES.get_or_init(Arc::default).clone()
	}

	/// A template of block 1 on this parent.
	fn template(parent: u8, timestamp: u64) -> Unsealed {
		let one = Difficulties { pow: 1, pos: 1 };
		let claim = Claim::Pow { difficulty: DIFFICULTY };
		let claimed =
			Claimed { author: AccountId::new([0; 32]), pre_digest: PreDigest { timestamp, claim } };
		let zero = Hash::zero();
		let digest = Digest { logs: claimed.digest_items() };
		let header = Header::new(1, zero, zero, Hash::repeat_byte(parent), digest);
		let context = Context {
			number: 1,
			phase: Phase::One,
			parent: Parent { kind: None, timestamp: 0, gap: 0, author: None },
			parameters: Parameters::development(),
			shape: EpochShape { witness_count: 1, turns_per_witness: 1 },
			difficulties: one,
			effective_pos: 1,
			references: one,
			turn: Turn { epoch: 0, turn: 0 },
			witness: None,
			modifier: zero,
			stake: None,
		};
		let block = Block { header, extrinsics: Vec::new() };
		let proposal = Proposal { block, storage_changes: Default::default() };
		Unsealed { proposal, claimed, context }
	}

	/// Offers a template and solves it.
	fn offer(handle: &MinerHandle, parent: u8, timestamp: u64) -> (Hash, u64, Hash) {
		let template = template(parent, timestamp);
		let hash = template.pre_hash();
		handle.offer(DIFFICULTY, template);
		let cache = caches().get(0);
		let mut found = (0u64..).filter_map(|nonce| {
			let output = cache.hash(hash.as_fixed_bytes(), nonce);
			meets_target(&output.result, DIFFICULTY).then(|| (nonce, output.mix_hash.into()))
		});
		let (nonce, mix_hash) = found.next().unwrap();
		(hash, nonce, mix_hash)
	}

	#[test]
	fn a_template_is_taken_once_and_with_it_those_of_its_parent() {
		let (handle, mut solutions) = MinerHandle::new(caches(), None);
		let (old, old_nonce, old_mix) = offer(&handle, 1, 1);
		let (hash, nonce, mix) = offer(&handle, 1, 2);
		let version = handle.version();
		assert_eq!(handle.work().unwrap().pre_hash, hash, "the newest is worked on");
		assert_eq!(handle.submit(old, old_nonce, old_mix), Ok(()), "and the one before is valid");
		assert_eq!(handle.submit(old, old_nonce, old_mix), Err(SubmitError::Unknown));
		assert_eq!(handle.submit(hash, nonce, mix), Err(SubmitError::Unknown));
		assert!(handle.version() > version && handle.work().is_none(), "miners look for new work");
		let (block, seal) = solutions.try_recv().unwrap();
		assert_eq!(block.pre_hash(), old);
		assert_eq!(seal, Seal::Pow { nonce: old_nonce, mix_hash: old_mix });
		assert!(solutions.try_recv().is_err(), "one only");
	}

	#[test]
	fn work_on_another_parent_is_stale() {
		let (handle, _solutions) = MinerHandle::new(caches(), None);
		let (hash, nonce, mix) = offer(&handle, 1, 1);
		let (next, ..) = offer(&handle, 2, 2);
		assert_eq!(handle.submit(hash, nonce, mix), Err(SubmitError::Unknown));
		handle.retain(Some(Hash::repeat_byte(2)));
		assert_eq!(handle.work().unwrap().pre_hash, next);
		handle.retain(None);
		assert_eq!(handle.work(), None);
	}

	#[test]
	fn a_solution_needs_the_right_mix_and_enough_work() {
		let (handle, mut solutions) = MinerHandle::new(caches(), None);
		let (hash, nonce, mix) = offer(&handle, 1, 1);
		let quick = |mix: &Hash| {
			let result = pillars_ethash::quick_result(hash.as_fixed_bytes(), nonce, &mix.0);
			meets_target(&result, DIFFICULTY)
		};
		let mut mixes = (0u64..).map(Hash::from_low_u64_be);
		let lucky = mixes.find(quick).unwrap();
		let unlucky = mixes.find(|mix| !quick(mix)).unwrap();
		assert_eq!(handle.submit(hash, nonce, lucky), Err(SubmitError::WrongMix));
		assert_eq!(handle.submit(hash, nonce, unlucky), Err(SubmitError::InsufficientWork));
		assert!(solutions.try_recv().is_err());
		assert_eq!(handle.submit(hash, nonce, mix), Ok(()), "what is wrong does not use it up");
	}

	#[test]
	fn without_its_author_there_is_no_work() {
		let (handle, solutions) = MinerHandle::new(caches(), None);
		let (hash, nonce, mix) = offer(&handle, 1, 1);
		drop(solutions);
		assert_eq!(handle.submit(hash, nonce, mix), Err(SubmitError::Stopped));
		handle.stop();
		assert_eq!(handle.wait(0, Duration::ZERO), None);
	}
}

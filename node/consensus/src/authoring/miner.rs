//! The built-in CPU miner.

use super::template::{MinerHandle, Work};
use parking_lot::Mutex;
use pillars_ethash::{Dataset, Lookup, EPOCH_LENGTH};
use pillars_primitives::Hash;
use std::{
	sync::{
		atomic::{AtomicBool, AtomicU32, Ordering},
		Arc,
	},
	thread,
	time::Duration,
};
use thread_priority::{set_current_thread_priority, ThreadPriority};

/// Nonces a thread tries before it looks for newer work; some tens of milliseconds with a light cache.
const BATCH: u64 = 32;

/// What a miner computes hashes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatasetKind {
	/// From the cache (16 MiB and up): slow, ready at once.
	Light,
	/// From the full dataset (1 GiB and up): fast, minutes to make. Until it is made, from the cache.
	Full,
}

/// How to mine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MinerParams {
	/// Number of threads; no more are ever used, not even to make the dataset.
	pub threads: usize,
	/// What to compute from.
	pub dataset: DatasetKind,
}

/// The dataset of one epoch, made by the first thread that needs it.
#[derive(Default)]
struct Datasets {
	current: Mutex<Option<Arc<Dataset>>>,
	making: AtomicBool,
	cancel: AtomicBool,
}

/// Starts the threads, at the lowest priority. They end when the author of the handle stops.
///
/// # Errors
///
/// If the system gives no thread.
pub fn start_miner(handle: &MinerHandle, params: MinerParams) -> std::io::Result<()> {
	let datasets = Arc::new(Datasets::default());
	for index in 0..params.threads {
		let (handle, datasets) = (handle.clone(), datasets.clone());
		thread::Builder::new()
			.name(format!("pillars-miner-{index}"))
			.spawn(move || mine(&handle, params, &datasets))?;
	}
	log::info!(
		target: "pillars::pow",
		"Mining with {} thread(s), {:?} dataset", params.threads, params.dataset,
	);
	Ok(())
}

fn mine(handle: &MinerHandle, params: MinerParams, datasets: &Datasets) {
	// What the node itself has to do goes first: a busy processor must not delay votes and imports.
	if let Err(error) = set_current_thread_priority(ThreadPriority::Min) {
		log::debug!(target: "pillars::pow", "The miner keeps its priority: {error:?}");
	}
	let mut seen = 0;
	let mut nonce = rand::random::<u64>();
	while handle.wait(seen, Duration::from_secs(1)).is_some() {
		seen = handle.version();
		let Some(work) = handle.work() else { continue };
		let epoch = work.number.checked_div(EPOCH_LENGTH).unwrap_or_default();
		let dataset = match params.dataset {
			DatasetKind::Light => None,
			DatasetKind::Full => datasets.get(handle, epoch),
		};
		let cache = handle.caches().get(epoch);
		let lookup = match &dataset {
			Some(dataset) => Lookup::Full(dataset),
			None => Lookup::Light(&cache),
		};
		while handle.version() == seen {
			let found = search(lookup, &work, nonce);
			nonce = nonce.wrapping_add(BATCH);
			handle.note_hashes(BATCH);
			if let Some((nonce, mix_hash)) = found {
				// A solution that came too late is no error of this thread.
				if let Err(error) = handle.submit(work.pre_hash, nonce, mix_hash) {
					log::debug!(target: "pillars::pow", "Solution not taken: {error}");
				}
				break;
			}
		}
	}
	datasets.cancel.store(true, Ordering::Relaxed);
}

fn search(lookup: Lookup<'_>, work: &Work, nonce: u64) -> Option<(u64, Hash)> {
	let boundary = pillars_rules::target(work.difficulty).to_big_endian();
	let header_hash = work.pre_hash.to_fixed_bytes();
	let (nonce, output) = pillars_ethash::search(lookup, &header_hash, &boundary, nonce, BATCH)?;
	Some((nonce, output.mix_hash.into()))
}

impl Datasets {
	/// The dataset of the epoch, if it is made. The first thread to miss it makes it (and mines nothing
	/// meanwhile); the others go on with the cache.
	fn get(&self, handle: &MinerHandle, epoch: u32) -> Option<Arc<Dataset>> {
		let ready = || self.current.lock().clone().filter(|dataset| dataset.epoch() == epoch);
		if let Some(dataset) = ready() {
			return Some(dataset);
		}
		if self.making.swap(true, Ordering::AcqRel) {
			return None;
		}
		// Free the old one first: two do not fit into the memory of many machines.
		*self.current.lock() = None;
		log::info!(target: "pillars::pow", "Making the Ethash dataset of epoch {epoch}");
		let cache = handle.caches().get(epoch);
		let told = AtomicU32::new(0);
		let progress = |done: u32, total: u32| {
			let tenth = u64::from(done).saturating_mul(10).checked_div(total.into()).unwrap_or(0);
			let tenth = u32::try_from(tenth).unwrap_or(u32::MAX);
			if tenth > told.fetch_max(tenth, Ordering::Relaxed) {
				let percent = tenth.saturating_mul(10);
				log::info!(target: "pillars::pow", "Ethash dataset: {percent} %");
			}
		};
		let dataset = Dataset::generate(&cache, 1, progress, &self.cancel).map(Arc::new);
		self.current.lock().clone_from(&dataset);
		self.making.store(false, Ordering::Release);
		dataset
	}
}

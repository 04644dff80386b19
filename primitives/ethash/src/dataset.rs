//! The full dataset of an epoch, for miners.

use crate::{
	cache::Cache,
	derive::derive_pages,
	hashimoto::{hash_one, Output, Source},
	item::Page,
};
use std::{
	array, fmt,
	num::NonZeroU32,
	slice::ChunksMut,
	sync::{
		atomic::{AtomicBool, Ordering},
		Mutex, PoisonError,
	},
	thread,
};

/// Pages derived side by side; more do not go faster.
const LANES: usize = 16;
/// Pages a thread takes at a time: some milliseconds of work, so that a cancellation is heard soon.
const CHUNK: usize = 1024;

/// The full dataset of one epoch: hashing with it is a matter of 64 reads.
pub struct Dataset {
	epoch: u32,
	pages: Vec<Page>,
	count: NonZeroU32,
}

impl Dataset {
	/// Derives the dataset from its cache (`calc_dataset` of the Ethash specification):
	/// [`dataset_size`](crate::dataset_size) bytes, minutes of work for one core, shared by
	/// `threads` threads, of which the caller's is one.
	///
	/// `progress` is told the number of finished 64-byte items and of all of them; it is called
	/// from any of the threads, never by two at once, with rising numbers, and should return soon.
	///
	/// `None` if `cancel` became true before all the work was handed out, or if there is not enough
	/// memory.
	pub fn generate(
		cache: &Cache,
		threads: usize,
		progress: impl Fn(u32, u32) + Sync,
		cancel: &AtomicBool,
	) -> Option<Self> {
		let count = cache.page_count();
		let mut pages: Vec<Page> = Vec::new();
		pages.try_reserve_exact(count.get() as usize).ok()?;
		pages.resize(count.get() as usize, Page::default());

		let queue = Mutex::new(Queue { chunks: pages.chunks_mut(CHUNK), taken: 0, done: 0 });
		let worker = || queue_worker(&queue, cache, count.get(), &progress, cancel);
		thread::scope(|scope| {
			for number in 1..threads {
				// A thread that cannot be had is not missed: the others do its share.
				let name = format!("ethash-dataset-{number}");
				let _ = thread::Builder::new().name(name).spawn_scoped(scope, worker);
			}
			worker();
		});
		let done = queue.into_inner().unwrap_or_else(PoisonError::into_inner).done;
		(done == count.get()).then_some(Self { epoch: cache.epoch(), pages, count })
	}

	/// The epoch this dataset belongs to.
	pub fn epoch(&self) -> u32 {
		self.epoch
	}

	/// Hashes with the dataset (`hashimoto_full` of the Ethash specification): same output as
	/// [`Cache::hash`].
	pub fn hash(&self, header_hash: &[u8; 32], nonce: u64) -> Output {
		hash_one(self, header_hash, nonce)
	}
}

impl Source for Dataset {
	fn page_count(&self) -> NonZeroU32 {
		self.count
	}

	#[inline(always)]
	fn pages<const K: usize>(&self, numbers: [u32; K]) -> [Page; K] {
		numbers.map(|number| self.pages.get(number as usize).copied().unwrap_or_default())
	}
}

impl fmt::Debug for Dataset {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Dataset")
			.field("epoch", &self.epoch)
			.field("pages", &self.count)
			.finish_non_exhaustive()
	}
}

/// What is still to do, and how many pages are taken and done.
struct Queue<'a> {
	chunks: ChunksMut<'a, Page>,
	taken: u32,
	done: u32,
}

/// Takes chunks until there are none or the work is cancelled.
fn queue_worker(
	queue: &Mutex<Queue<'_>>,
	cache: &Cache,
	total: u32,
	progress: &impl Fn(u32, u32),
	cancel: &AtomicBool,
) {
	let mut finished = 0u32;
	loop {
		let mut shared = queue.lock().unwrap_or_else(PoisonError::into_inner);
		if finished > 0 {
			shared.done = shared.done.saturating_add(finished);
			progress(shared.done.saturating_mul(2), total.saturating_mul(2));
		}
		if cancel.load(Ordering::Relaxed) {
			return;
		}
		let Some(chunk) = shared.chunks.next() else { return };
		let first = shared.taken;
		finished = chunk.len() as u32;
		shared.taken = first.saturating_add(finished);
		drop(shared);
		fill(chunk, first, cache);
	}
}

/// Derives adjoining pages, the first of which has number `first`.
fn fill(chunk: &mut [Page], first: u32, cache: &Cache) {
	let mut number = first;
	let (groups, rest) = chunk.as_chunks_mut::<LANES>();
	for group in groups {
		*group = derive_pages(cache, array::from_fn(|lane| number.wrapping_add(lane as u32)));
		number = number.wrapping_add(LANES as u32);
	}
	for page in rest {
		[*page] = derive_pages(cache, [number]);
		number = number.wrapping_add(1);
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::testing::small_cache;
	use proptest::prelude::*;
	use std::sync::{atomic::AtomicU32, OnceLock};

	fn generate(cache: &Cache, threads: usize) -> Dataset {
		Dataset::generate(cache, threads, |_, _| (), &AtomicBool::new(false)).unwrap()
	}

	/// 64 KiB and 2 MB and a bit: several chunks, and a rest that fills no group.
	fn cache_of_some_chunks() -> &'static Cache {
		static CACHE: OnceLock<Cache> = OnceLock::new();
		CACHE.get_or_init(|| Cache::with_sizes(1, 1 << 16, (5 * CHUNK as u64 + 13) * 128))
	}

	#[test]
	fn any_number_of_threads_gives_the_same_dataset() {
		let cache = cache_of_some_chunks();
		let want = generate(cache, 0);
		assert_eq!(want.pages.len(), 5 * CHUNK + 13);
		assert_eq!(want.epoch(), 1);
		for (number, page) in want.pages.iter().enumerate() {
			assert_eq!([*page], derive_pages(cache, [number as u32]), "page {number}");
		}
		for threads in [1, 2, 7] {
			assert!(generate(cache, threads).pages == want.pages, "{threads} threads");
		}
	}

	#[test]
	fn progress_rises_to_the_end() {
		let (last, calls) = (AtomicU32::new(0), AtomicU32::new(0));
		let progress = |done: u32, total: u32| {
			assert_eq!(total as usize, 2 * (5 * CHUNK + 13));
			assert!(last.swap(done, Ordering::SeqCst) < done);
			calls.fetch_add(1, Ordering::SeqCst);
		};
		let cancel = AtomicBool::new(false);
		Dataset::generate(cache_of_some_chunks(), 3, progress, &cancel).unwrap();
		assert_eq!(last.into_inner() as usize, 2 * (5 * CHUNK + 13));
		assert_eq!(calls.into_inner(), 6);
	}

	#[test]
	fn a_cancelled_generation_ends_early() {
		let cancel = AtomicBool::new(true);
		let never = |_, _| panic!("nothing is done");
		assert!(Dataset::generate(cache_of_some_chunks(), 2, never, &cancel).is_none());

		let (cancel, calls) = (AtomicBool::new(false), AtomicU32::new(0));
		let progress = |_, _| {
			calls.fetch_add(1, Ordering::SeqCst);
			cancel.store(true, Ordering::SeqCst);
		};
		assert!(Dataset::generate(cache_of_some_chunks(), 2, progress, &cancel).is_none());
		assert!(calls.into_inner() <= 2);
	}

	proptest! {
		#[test]
		fn light_and_full_agree(header: [u8; 32], nonce: u64, kib in 1usize..64, pages in 1u64..400) {
			let cache = Cache::with_sizes(2, kib * 1024, pages * 128);
			let dataset = generate(&cache, 2);
			prop_assert_eq!(dataset.hash(&header, nonce), cache.hash(&header, nonce));
		}

		#[test]
		fn light_and_full_agree_over_many_nonces(header: [u8; 32], nonce: u64) {
			static DATASET: OnceLock<Dataset> = OnceLock::new();
			let dataset = DATASET.get_or_init(|| generate(cache_of_some_chunks(), 2));
			let want = cache_of_some_chunks().hash(&header, nonce);
			prop_assert_eq!(dataset.hash(&header, nonce), want);
		}
	}

	#[test]
	fn debug_does_not_print_the_pages() {
		let text = format!("{:?}", generate(small_cache(), 1));
		assert_eq!(text, "Dataset { epoch: 0, pages: 256, .. }");
	}
}

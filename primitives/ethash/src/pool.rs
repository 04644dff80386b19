//! The caches a node holds.

use crate::{cache::Cache, epoch, EPOCH_LENGTH};
use std::{
	fmt,
	ops::Deref,
	sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
	thread,
};

/// At most so many caches are held, those under construction included.
const CAPACITY: usize = 3;
/// So many blocks before the end of an epoch the cache of the next is built.
const AHEAD: u32 = EPOCH_LENGTH / 10;

/// A thread-safe holder of at most three caches: each is built once, the least recently used gives
/// way to a new one, and the next epoch's is built ahead in the background.
///
/// Clones share the same caches. Whoever took a cache may keep it for as long as it likes; the
/// bound is on what the pool itself holds.
#[derive(Clone)]
pub struct CachePool(Arc<Shared>);

struct Shared {
	build: Box<dyn Fn(u32) -> Cache + Send + Sync>,
	/// From the least to the most recently used.
	slots: Mutex<Vec<Slot>>,
	/// Told whenever a construction ends.
	ended: Condvar,
}

struct Slot {
	epoch: u32,
	/// `None` while it is being built.
	cache: Option<Arc<Cache>>,
}

impl CachePool {
	/// An empty pool.
	pub fn new() -> Self {
		Self::with_builder(Cache::new)
	}

	pub(crate) fn with_builder(build: impl Fn(u32) -> Cache + Send + Sync + 'static) -> Self {
		Self(Arc::new(Shared {
			build: Box::new(build),
			slots: Mutex::new(Vec::with_capacity(CAPACITY)),
			ended: Condvar::new(),
		}))
	}

	/// The cache of an epoch, built in the calling thread if no one has yet (about a second).
	///
	/// Callers that ask for one epoch at the same time wait for a single construction; caches of
	/// other epochs remain available meanwhile. Only when three caches are under construction at
	/// once does a caller for a fourth wait for one of them.
	///
	/// The caller vouches for the epoch, see [`Cache::new`].
	pub fn get(&self, epoch: u32) -> Arc<Cache> {
		let shared = &*self.0;
		let mut slots = shared.lock();
		loop {
			if let Some(cache) = use_slot(&mut slots, epoch) {
				return cache;
			}
			if reserve(&mut slots, epoch) {
				drop(slots);
				return Reservation { shared, epoch }.build();
			}
			slots = shared.ended.wait(slots).unwrap_or_else(PoisonError::into_inner);
		}
	}

	/// Starts building the cache of an epoch in a thread of its own, unless it is held or under
	/// construction already, or three others are under construction. Returns at once.
	pub fn prepare(&self, epoch: u32) {
		if !reserve(&mut self.0.lock(), epoch) {
			return;
		}
		let reservation = Reservation { shared: Arc::clone(&self.0), epoch };
		let thread = thread::Builder::new().name(format!("ethash-cache-{epoch}"));
		// Without a thread the reservation is dropped, and whoever needs the cache builds it.
		let _ = thread.spawn(|| reservation.build());
	}

	/// Prepares the next epoch's cache if `block_number` is within the last tenth (3000 blocks) of
	/// its epoch. To be called with every new best block; does nothing most of the time.
	pub fn prepare_ahead(&self, block_number: u32) {
		if block_number % EPOCH_LENGTH >= EPOCH_LENGTH.saturating_sub(AHEAD) {
			self.prepare(epoch(block_number).saturating_add(1));
		}
	}

	/// The epochs whose caches are held or under construction, from the least to the most recently
	/// used: never more than three.
	pub fn epochs(&self) -> Vec<u32> {
		self.0.lock().iter().map(|slot| slot.epoch).collect()
	}
}

impl Default for CachePool {
	fn default() -> Self {
		Self::new()
	}
}

impl fmt::Debug for CachePool {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("CachePool").field(&self.epochs()).finish()
	}
}

impl Shared {
	fn lock(&self) -> MutexGuard<'_, Vec<Slot>> {
		// Nothing under the lock panics, and every state of the list is a valid one.
		self.slots.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// The finished cache of an epoch, which becomes the most recently used.
fn use_slot(slots: &mut [Slot], epoch: u32) -> Option<Arc<Cache>> {
	let position = slots.iter().position(|slot| slot.epoch == epoch)?;
	let rest = slots.get_mut(position..)?;
	let cache = rest.first()?.cache.clone()?;
	rest.rotate_left(1);
	Some(cache)
}

/// Makes room for an epoch, if need be by dropping the finished cache that was used least recently.
/// False if the epoch has its place already or there is no room.
fn reserve(slots: &mut Vec<Slot>, epoch: u32) -> bool {
	if slots.iter().any(|slot| slot.epoch == epoch) {
		return false;
	}
	if slots.len() >= CAPACITY {
		let Some(position) = slots.iter().position(|slot| slot.cache.is_some()) else {
			return false;
		};
		slots.remove(position);
	}
	slots.push(Slot { epoch, cache: None });
	true
}

/// The duty to build a cache for which there is a slot. Dropped without having done so (no thread,
/// or a panic), it gives the slot back, so that those who wait try themselves.
struct Reservation<S: Deref<Target = Shared>> {
	shared: S,
	epoch: u32,
}

impl<S: Deref<Target = Shared>> Reservation<S> {
	fn build(self) -> Arc<Cache> {
		let cache = Arc::new((self.shared.build)(self.epoch));
		let mut slots = self.shared.lock();
		if let Some(slot) = slots.iter_mut().find(|slot| slot.epoch == self.epoch) {
			slot.cache = Some(Arc::clone(&cache));
		}
		drop(slots);
		cache
	}
}

impl<S: Deref<Target = Shared>> Drop for Reservation<S> {
	fn drop(&mut self) {
		// A slot of this epoch that is still empty is this reservation's: there is never another.
		self.shared.lock().retain(|slot| slot.epoch != self.epoch || slot.cache.is_some());
		self.shared.ended.notify_all();
	}
}

#[cfg(test)]
mod tests;

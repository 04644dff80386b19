use super::*;
use proptest::prelude::*;
use std::{
	collections::HashMap,
	panic::{catch_unwind, AssertUnwindSafe},
	sync::{
		atomic::{AtomicUsize, Ordering::SeqCst},
		Barrier,
	},
	time::Duration,
};

fn tiny(epoch: u32) -> Cache {
	Cache::with_sizes(epoch, 64, 128)
}

/// A pool of tiny caches, and how often each was built.
fn counting_pool() -> (CachePool, Arc<Mutex<HashMap<u32, usize>>>) {
	let built = Arc::new(Mutex::new(HashMap::new()));
	let count = Arc::clone(&built);
	let pool = CachePool::with_builder(move |epoch| {
		*count.lock().unwrap().entry(epoch).or_default() += 1;
		tiny(epoch)
	});
	(pool, built)
}

/// Waits for a condition that another thread brings about.
fn eventually(condition: impl Fn() -> bool) {
	for _ in 0..2_000 {
		if condition() {
			return;
		}
		thread::sleep(Duration::from_millis(5));
	}
	panic!("did not happen within ten seconds");
}

#[test]
fn the_least_recently_used_gives_way() {
	let (pool, built) = counting_pool();
	for epoch in [0, 1, 2, 0] {
		assert_eq!(pool.get(epoch).epoch(), epoch);
	}
	assert_eq!(pool.epochs(), [1, 2, 0]);
	pool.get(3);
	assert_eq!(pool.epochs(), [2, 0, 3]);
	assert_eq!(built.lock().unwrap()[&0], 1);
	pool.get(1);
	assert_eq!(built.lock().unwrap()[&1], 2);
	assert_eq!(pool.epochs(), [0, 3, 1]);
}

#[test]
fn a_cache_in_use_outlives_its_slot() {
	let pool = CachePool::with_builder(tiny);
	let first = pool.get(0);
	(1..4).for_each(|epoch| drop(pool.get(epoch)));
	assert_eq!(pool.epochs(), [1, 2, 3]);
	assert_eq!(first.epoch(), 0);
	assert_eq!(Arc::strong_count(&first), 1);
}

#[test]
fn callers_for_one_epoch_share_one_construction() {
	let builds = Arc::new(AtomicUsize::new(0));
	let count = Arc::clone(&builds);
	let pool = CachePool::with_builder(move |epoch| {
		count.fetch_add(1, SeqCst);
		thread::sleep(Duration::from_millis(50));
		tiny(epoch)
	});
	let start = Barrier::new(8);
	thread::scope(|scope| {
		let take = || {
			start.wait();
			pool.get(7)
		};
		let callers: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
		let caches: Vec<_> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
		assert!(caches.iter().all(|cache| Arc::ptr_eq(cache, &caches[0])));
	});
	assert_eq!(builds.load(SeqCst), 1);
}

/// A pool whose constructions of odd epochs wait until told to go on.
fn held_pool() -> (CachePool, Arc<Mutex<()>>) {
	let gate = Arc::new(Mutex::new(()));
	let wait = Arc::clone(&gate);
	let pool = CachePool::with_builder(move |epoch| {
		if epoch % 2 == 1 {
			drop(wait.lock().unwrap());
		}
		tiny(epoch)
	});
	(pool, gate)
}

#[test]
fn a_construction_does_not_block_other_epochs() {
	let (pool, gate) = held_pool();
	let closed = gate.lock().unwrap();
	pool.prepare(1);
	assert_eq!(pool.get(0).epoch(), 0);
	assert_eq!(pool.get(2).epoch(), 2);
	assert_eq!(pool.get(4).epoch(), 4);
	// What is under construction keeps its place.
	assert_eq!(pool.epochs(), [1, 2, 4]);
	drop(closed);
	assert_eq!(pool.get(1).epoch(), 1);
}

#[test]
fn a_fourth_construction_waits_for_a_place() {
	let (pool, gate) = held_pool();
	let closed = gate.lock().unwrap();
	for epoch in [1, 3, 5, 7] {
		pool.prepare(epoch);
	}
	assert_eq!(pool.epochs(), [1, 3, 5], "a preparation without room is dropped");
	thread::scope(|scope| {
		let fourth = scope.spawn(|| pool.get(8));
		thread::sleep(Duration::from_millis(50));
		assert!(!fourth.is_finished());
		assert_eq!(pool.epochs(), [1, 3, 5]);
		drop(closed);
		assert_eq!(fourth.join().unwrap().epoch(), 8);
	});
	assert_eq!(pool.epochs().len(), 3);
}

#[test]
fn a_construction_that_panics_gives_its_place_back() {
	let failing = Arc::new(AtomicUsize::new(0));
	let count = Arc::clone(&failing);
	let pool = CachePool::with_builder(move |epoch| {
		assert!(count.fetch_add(1, SeqCst) > 0, "the first construction fails");
		tiny(epoch)
	});
	assert!(catch_unwind(AssertUnwindSafe(|| pool.get(4))).is_err());
	assert!(pool.epochs().is_empty());
	assert_eq!(pool.get(4).epoch(), 4);
}

#[test]
fn preparing_builds_once_in_the_background() {
	let names = Arc::new(Mutex::new(Vec::new()));
	let list = Arc::clone(&names);
	let pool = CachePool::with_builder(move |epoch| {
		list.lock().unwrap().push(thread::current().name().map(str::to_owned));
		tiny(epoch)
	});
	pool.prepare(6);
	pool.prepare(6);
	assert_eq!(pool.get(6).epoch(), 6);
	pool.prepare(6);
	assert_eq!(*names.lock().unwrap(), [Some("ethash-cache-6".to_owned())]);
}

#[test]
fn the_next_epoch_is_prepared_in_the_last_tenth() {
	let (pool, built) = counting_pool();
	for number in [0, 1, 26_999, 30_000, 56_999] {
		pool.prepare_ahead(number);
	}
	assert!(pool.epochs().is_empty());
	for number in [27_000, 28_500, 29_999] {
		pool.prepare_ahead(number);
	}
	assert_eq!(pool.epochs(), [1]);
	pool.prepare_ahead(57_000);
	assert_eq!(pool.epochs(), [1, 2]);
	eventually(|| built.lock().unwrap().values().sum::<usize>() == 2);
	assert_eq!(pool.clone().get(1).epoch(), 1);
}

proptest! {
	#[test]
	fn never_more_than_three(asked in prop::collection::vec((0u32..6, any::<bool>()), 1..40)) {
		let (pool, _) = counting_pool();
		for (epoch, ahead) in asked {
			if ahead {
				pool.prepare(epoch);
			} else {
				prop_assert_eq!(pool.get(epoch).epoch(), epoch);
				prop_assert_eq!(pool.epochs().pop(), Some(epoch));
			}
			let epochs = pool.epochs();
			prop_assert!(epochs.len() <= 3);
			let distinct: std::collections::BTreeSet<_> = epochs.iter().collect();
			prop_assert_eq!(distinct.len(), epochs.len());
		}
	}
}

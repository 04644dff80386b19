//! Whether this node is far enough in step with the network to make blocks.
//!
//! A major sync is what peers say there is: each of them may claim a long chain. So authors wait for it only while
//! it goes on. It goes on when a block of the past becomes the best; a block of these minutes, be it our own or the
//! network's, shows on the contrary that this node is in step.

use parking_lot::Mutex;
use pillars_primitives::{Hash, Moment};
use std::time::{Duration, Instant};

/// Longest time without progress for which a major sync stops the authors.
const PATIENCE: Duration = Duration::from_secs(60);
/// Blocks older than this, in ms, come from a sync.
const PAST_MS: u64 = 60_000;
/// After so long without a major sync the patience is as it was. Longer than the patience itself, or peers that
/// come and go could stop the authors for most of the time.
const CALM: Duration = Duration::from_secs(600);

/// Watches the progress of a major sync.
pub(crate) struct SyncPause {
	state: Mutex<State>,
}

#[derive(Default)]
struct State {
	best: Hash,
	/// Since when the authors have waited without progress.
	waiting: Option<Instant>,
	/// Since when there has been no major sync.
	calm: Option<Instant>,
}

impl SyncPause {
	pub(crate) fn new() -> Self {
		Self { state: Mutex::default() }
	}

	/// Whether authors must wait, given that a major sync is under way, the best block and its age in ms.
	pub(crate) fn must_wait(&self, is_major_syncing: bool, best: Hash, age_ms: Moment) -> bool {
		self.must_wait_at(is_major_syncing, best, age_ms, Instant::now())
	}

	fn must_wait_at(&self, is_major_syncing: bool, best: Hash, age: Moment, now: Instant) -> bool {
		let mut state = self.state.lock();
		let has_progressed = std::mem::replace(&mut state.best, best) != best && age > PAST_MS;
		if !is_major_syncing {
			let calm = *state.calm.get_or_insert(now);
			if now.saturating_duration_since(calm) >= CALM {
				state.waiting = None;
			}
			return false;
		}
		state.calm = None;
		if has_progressed {
			state.waiting = None;
		}
		let waiting = *state.waiting.get_or_insert(now);
		now.saturating_duration_since(waiting) < PATIENCE
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const OLD: Moment = 3_600_000;
	const NEW: Moment = 5_000;

	fn block(n: u64) -> Hash {
		Hash::from_low_u64_be(n)
	}

	#[test]
	fn a_major_sync_without_progress_stops_authors_for_a_minute_only() {
		let pause = SyncPause::new();
		let start = Instant::now();
		let at = |seconds| start + Duration::from_secs(seconds);
		assert!(!pause.must_wait_at(false, block(5), OLD, at(0)));
		assert!(pause.must_wait_at(true, block(5), OLD, at(1)));
		assert!(pause.must_wait_at(true, block(6), OLD, at(59)), "progress");
		assert!(pause.must_wait_at(true, block(6), OLD, at(118)));
		assert!(!pause.must_wait_at(true, block(6), OLD, at(119)));
		assert!(pause.must_wait_at(true, block(7), OLD, at(200)), "progress again");
	}

	#[test]
	fn own_blocks_and_new_ones_of_others_are_no_progress() {
		let pause = SyncPause::new();
		let start = Instant::now();
		let waits = |seconds| {
			pause.must_wait_at(true, block(seconds), NEW, start + Duration::from_secs(seconds))
		};
		assert!((0..60).all(waits));
		assert!(!(60..600).any(waits), "somebody claims a long chain and does not show it");
	}

	#[test]
	fn peers_that_come_and_go_do_not_stop_the_authors_again_and_again() {
		let pause = SyncPause::new();
		let start = Instant::now();
		let at = |seconds| start + Duration::from_secs(seconds);
		assert!(pause.must_wait_at(true, block(1), NEW, at(0)));
		assert!(!pause.must_wait_at(true, block(1), NEW, at(60)));
		assert!(!pause.must_wait_at(false, block(1), NEW, at(61)));
		assert!(!pause.must_wait_at(true, block(1), NEW, at(62)));
		assert!(!pause.must_wait_at(false, block(1), NEW, at(63)));
		assert!(!pause.must_wait_at(false, block(1), NEW, at(663)));
		assert!(pause.must_wait_at(true, block(1), NEW, at(664)), "long after");
	}
}

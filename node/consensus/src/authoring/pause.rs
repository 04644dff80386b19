//! Whether this node is far enough in step with the network to make blocks.

use parking_lot::Mutex;
use pillars_primitives::BlockNumber;
use std::time::{Duration, Instant};

/// Longest time without import progress for which a major sync stops the authors.
const PATIENCE: Duration = Duration::from_secs(60);

/// Watches the progress of a major sync.
pub(crate) struct SyncPause {
	progress: Mutex<(BlockNumber, Instant)>,
}

impl SyncPause {
	pub(crate) fn new() -> Self {
		Self { progress: Mutex::new((0, Instant::now())) }
	}

	/// Whether authors must wait, given that a major sync is under way and the best block's number.
	pub(crate) fn must_wait(&self, is_major_syncing: bool, best: BlockNumber) -> bool {
		self.must_wait_at(is_major_syncing, best, Instant::now())
	}

	fn must_wait_at(&self, is_major_syncing: bool, best: BlockNumber, now: Instant) -> bool {
		let mut progress = self.progress.lock();
		if !is_major_syncing || best != progress.0 {
			*progress = (best, now);
		}
		is_major_syncing && now.saturating_duration_since(progress.1) < PATIENCE
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_major_sync_without_progress_stops_authors_for_a_minute_only() {
		let pause = SyncPause::new();
		let start = Instant::now();
		let at = |seconds| start + Duration::from_secs(seconds);
		assert!(!pause.must_wait_at(false, 5, at(0)));
		assert!(pause.must_wait_at(true, 5, at(1)));
		assert!(pause.must_wait_at(true, 6, at(59)), "progress");
		assert!(pause.must_wait_at(true, 6, at(118)));
		assert!(!pause.must_wait_at(true, 6, at(119)));
		assert!(pause.must_wait_at(true, 7, at(200)), "progress again");
	}
}

//! Whether finality keeps up with the chain.

use super::{seconds, Status};
use std::{
	collections::BTreeMap,
	time::{Duration, Instant},
};

/// Most blocks that finality may be behind the best block.
pub(crate) const MAX_LAG: u32 = 5;

/// How long finality may be further behind before the test fails. On a quiet machine it was not (see the README), but
/// tests run beside other programs, and a voter that waits for a processor is late. [`FinalityWatch::summary`] says how
/// late it was.
const CATCH_UP: Duration = seconds(3);

/// Looks at the lag of finality from time to time.
#[derive(Debug, Default)]
pub(crate) struct FinalityWatch {
	seen: BTreeMap<u32, u32>,
	behind_since: Option<Instant>,
	longest: Duration,
}

impl FinalityWatch {
	/// Takes note of a status.
	///
	/// # Panics
	///
	/// If finality was too far behind for too long.
	pub(crate) fn note(&mut self, status: &Status) {
		let finality = &status.finality;
		*self.seen.entry(finality.lag).or_default() += 1;
		if finality.lag <= MAX_LAG {
			self.behind_since = None;
			return;
		}
		let behind = self.behind_since.get_or_insert_with(Instant::now).elapsed();
		self.longest = self.longest.max(behind);
		assert!(behind <= CATCH_UP, "lag {} for {behind:?}: {}", finality.lag, finality.reason);
	}

	/// One line about all that was seen.
	pub(crate) fn summary(&self) -> String {
		let Self { seen, longest, .. } = self;
		format!("finality lags (how often seen): {seen:?}; above {MAX_LAG} for at most {longest:?}")
	}
}

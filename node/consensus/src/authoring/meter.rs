//! How fast the miners are.

use std::time::{Duration, Instant};

/// A rate is of the last one or two of these, or of all the time if that is shorter.
const WINDOW: Duration = Duration::from_secs(30);

/// When how many hashes had been tried.
#[derive(Clone, Copy)]
struct Mark {
	at: Instant,
	hashes: u64,
}

/// Knows when which number of hashes had been tried. It is right if it is asked more often than once in a window.
pub(super) struct Meter {
	/// Where the window before this one began.
	before: Mark,
	/// Where this one began.
	since: Mark,
}

impl Meter {
	/// Begins with no hashes.
	pub(super) fn new(at: Instant) -> Self {
		let mark = Mark { at, hashes: 0 };
		Self { before: mark, since: mark }
	}

	/// Hashes a second, if there are `hashes` in all by now.
	pub(super) fn rate(&mut self, at: Instant, hashes: u64) -> u64 {
		if at.saturating_duration_since(self.since.at) >= WINDOW {
			self.before = self.since;
			self.since = Mark { at, hashes };
		}
		let millis = at.saturating_duration_since(self.before.at).as_millis();
		let tried = u128::from(hashes.saturating_sub(self.before.hashes)).saturating_mul(1_000);
		u64::try_from(tried.checked_div(millis).unwrap_or_default()).unwrap_or(u64::MAX)
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;

	#[test]
	fn the_rate_is_that_of_the_last_minute() {
		let start = Instant::now();
		let after = |seconds: u64| start + Duration::from_secs(seconds);
		let mut meter = Meter::new(start);
		assert_eq!(meter.rate(start, 0), 0, "no time, no rate");
		assert_eq!(meter.rate(after(1), 50), 50);
		assert_eq!(meter.rate(after(10), 1_000), 100);
		assert_eq!(meter.rate(after(30), 3_000), 100);
		// Nothing is tried any more: what was long ago does not count.
		assert_eq!(meter.rate(after(60), 3_000), 0);
		assert_eq!(meter.rate(after(70), 3_400), 10, "400 in 40 s");
	}

	#[test]
	fn neither_clocks_nor_counters_that_go_back_break_it() {
		let start = Instant::now();
		let mut meter = Meter::new(start + Duration::from_secs(5));
		assert_eq!(meter.rate(start, 10), 0);
		assert_eq!(meter.rate(start + Duration::from_secs(40), u64::MAX), u64::MAX / 35);
		assert_eq!(meter.rate(start + Duration::from_secs(80), 0), 0);
	}
}

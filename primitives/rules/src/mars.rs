//! MARS of a witness: MARS(node) = Cert + Stake + Miss, in milli-points.
//!
//! | term | rule |
//! |---|---|
//! | Cert | 30 points while the avatar holds a valid certificate, else 0 |
//! | Stake | `6.18 * log10(stake in whole ETP)`, 0 below 1 ETP |
//! | Miss | from the miss rate X: 30 + 15 X if X >= -0.2, else 0 |
//!
//! X is 0 for who never missed a turn and never above. The white paper prints the factor 0 for `X < -0.2`, which would
//! pay 30 points to whoever misses everything; here the term as a whole is 0.
//!
//! Per epoch in which a witness was elected, `x = (made - assigned) / assigned`; then the recursion of the white paper,
//! `X' = (X * (n - 1) + x) / n`, where n is the number of epochs elected so far but at most 12: a long record can not
//! be coasted on. An epoch without an assigned turn leaves X and n as they are. X is kept in millionths, rounded
//! toward minus infinity.

use crate::log::{log10, LOG_BITS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_primitives::{units::ETP, Balance};
use scale_info::TypeInfo;

/// What a certificate counts, in milli-points.
pub const CERT_SCORE: u32 = 30_000;
/// What a perfect record counts, in milli-points.
pub const MISS_SCORE: u32 = 30_000;
/// Most epochs that a record looks back.
pub const MAX_RECORD: u8 = 12;
/// A whole, in millionths.
const MILLION: i64 = 1_000_000;
/// Below it a record counts nothing, in millionths.
const WORST: i32 = -200_000;
/// Milli-points of a stake whose logarithm is 1.
const STAKE_FACTOR: u64 = 6_180;
/// Points that a whole of X counts.
const MISS_FACTOR: i32 = 15;

/// What a stake (in satoshi) counts, in milli-points, rounded down.
pub fn stake_score(stake: Balance) -> u32 {
	let whole = stake.checked_div(ETP).unwrap_or_default();
	let scaled = log10(whole).saturating_mul(STAKE_FACTOR) >> LOG_BITS;
	u32::try_from(scaled).unwrap_or(u32::MAX)
}

/// What a miss rate (in millionths) counts, in milli-points, rounded down.
pub fn miss_score(x: i32) -> u32 {
	if x < WORST {
		return 0;
	}
	let lost = x.min(0).saturating_mul(MISS_FACTOR).div_euclid(1_000);
	MISS_SCORE.saturating_add_signed(lost)
}

/// How reliably a witness made the blocks that were its turn.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct MissRecord {
	/// The miss rate X in millionths, from -1 000 000 (missed all) to 0 (missed none).
	pub x: i32,
	/// Epochs that it looks back, at most [`MAX_RECORD`].
	pub n: u8,
}

impl MissRecord {
	/// After an epoch in which so many turns were assigned, and so many followers made.
	#[must_use]
	pub fn after(self, assigned: u32, made: u32) -> Self {
		if assigned == 0 {
			return self;
		}
		let n = self.n.saturating_add(1).min(MAX_RECORD);
		let missed = i64::from(assigned.saturating_sub(made));
		let epoch = missed.saturating_neg().saturating_mul(MILLION).div_euclid(assigned.into());
		let before = i64::from(self.x).saturating_mul(i64::from(n).saturating_sub(1));
		let x = before.saturating_add(epoch).div_euclid(i64::from(n).max(1));
		// Between -1 000 000 and 0, as the mean of such.
		Self { x: i32::try_from(x).unwrap_or(i32::MIN), n }
	}
}

/// MARS of a witness, in milli-points: `stake` in satoshi is its own bond with what is delegated to it.
pub fn witness_score(certified: bool, stake: Balance, record: &MissRecord) -> u32 {
	let cert = if certified { CERT_SCORE } else { 0 };
	cert.saturating_add(stake_score(stake)).saturating_add(miss_score(record.x))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn terms_add_up() {
		let perfect = MissRecord::default();
		assert_eq!(witness_score(true, 100_000 * ETP, &perfect), 90_900);
		assert_eq!(witness_score(false, 100_000 * ETP, &perfect), 60_900);
		assert_eq!(witness_score(false, ETP - 1, &perfect), 30_000);
		assert_eq!(witness_score(false, 0, &MissRecord { x: -200_001, n: 1 }), 0);
		// All ETP there will ever be.
		assert_eq!(stake_score(100_000_000 * ETP), 49_440);
	}

	#[test]
	fn an_epoch_without_turns_changes_nothing() {
		let record = MissRecord { x: -12_345, n: 3 };
		assert_eq!(record.after(0, 0), record);
		assert_eq!(MissRecord::default().after(0, 5), MissRecord::default());
	}

	#[test]
	fn more_made_than_assigned_is_no_bonus() {
		assert_eq!(MissRecord::default().after(3, 4), MissRecord { x: 0, n: 1 });
	}

	#[test]
	fn a_record_looks_back_twelve_epochs() {
		let mut record = MissRecord::default();
		(0..100).for_each(|_| record = record.after(10, 10));
		assert_eq!(record, MissRecord { x: 0, n: 12 });
		assert_eq!(record.after(10, 0), MissRecord { x: -83_334, n: 12 });
	}

	proptest! {
		/// Missing a turn never raises the score, then or later.
		#[test]
		fn missing_never_pays(
			epochs in proptest::collection::vec((0u32..=20, 0u32..=20), 1..30),
			which in any::<proptest::sample::Index>(),
			stake in 0..1_000_000 * ETP,
		) {
			let which = which.index(epochs.len());
			let run = |missed: u32| {
				let mut record = MissRecord::default();
				for (number, (assigned, made)) in epochs.iter().enumerate() {
					let made = (*made).min(*assigned);
					let made = if number == which { made.saturating_sub(missed) } else { made };
					record = record.after(*assigned, made);
				}
				prop_assert!((-1_000_000..=0).contains(&record.x));
				Ok(witness_score(true, stake, &record))
			};
			prop_assert!(run(1)? <= run(0)?);
		}

		/// More stake never lowers it.
		#[test]
		fn stake_never_costs(stake in 0..100_000_000 * ETP, more in 0..1_000_000 * ETP) {
			prop_assert!(stake_score(stake) <= stake_score(stake + more));
		}

		#[test]
		fn a_better_rate_never_costs(x in -1_000_000i32..0) {
			prop_assert!(miss_score(x) <= miss_score(x + 1));
		}
	}
}

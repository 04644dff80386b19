//! The reputation of an avatar (the open standard MIP-16), in milli-points.
//!
//! `MARS = 200 + 0.258418168 B1 + 0.422866092 B2 + 0.223179327 B3 + 0.095536413 B4`, where the credits of the factors of
//! a group are added:
//!
//! | group | factor, in a window | 20 | 50 | 70 | 100 |
//! |---|---|---|---|---|---|
//! | B1 behaviour | transfers and deposits into outputs | 0-10 | 11-50 | 51-199 | from 200 |
//! | | MITs registered and tokens issued | 0-1 | 2-4 | 5-7 | from 8 |
//! | B2 capability | mean ETP held | < 5 001 | < 200 001 | < 100 000 000 | more |
//! | | mean of tokens held, in ETP: 20 as long as the chain knows no prices | | | | |
//! | | mean of MITs held | 0-10 | 11-50 | 51-199 | from 200 |
//! | B3 credit | fees paid, ETP | < 1 | < 21 | < 50 | more |
//! | B4 social | distinct counterparties | 0-4 | 5-20 | 21-49 | from 50 |
//!
//! and in B2 the age of the avatar: up to 6 months 20, 24: 40, 48: 60, 72: 80, more: 100. (The tables of MIP-16 overlap
//! or leave gaps; these are closed forms.)

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_primitives::{units::ETP, Balance, BlockNumber};
use scale_info::TypeInfo;

/// What an avatar without any credit has, in milli-points.
pub const BASE_SCORE: u32 = 200_000;
/// What a credit counts in the groups, in billionths of a point.
const FACTORS: [u64; 4] = [258_418_168, 422_866_092, 223_179_327, 95_536_413];
/// Billionths in a milli-point.
const BILLIONTHS: u64 = 1_000_000;
/// The credit for tokens as long as the chain knows no prices.
const TOKENS: u32 = 20;

/// What an avatar did in a window, and had on the mean.
#[derive(
	Clone,
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
pub struct Activity {
	/// Transfers.
	pub transfers: u32,
	/// Deposits from its account into outputs.
	pub deposits: u32,
	/// MITs registered.
	pub mits_registered: u32,
	/// Tokens issued.
	pub msts_issued: u32,
	/// Mean ETP held in outputs, in satoshi.
	pub mean_etp: Balance,
	/// Mean number of MITs held.
	pub mean_mit: u32,
	/// Fees paid, in satoshi.
	pub fees: Balance,
	/// Distinct avatars dealt with.
	pub counterparties: u32,
	/// Its age in blocks.
	pub age: BlockNumber,
	/// Blocks of a month, in which ages are told; 0 is taken as 1.
	pub month: BlockNumber,
}

/// The reputation of an avatar and what it is made of.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Reputation {
	/// All of it, in milli-points, rounded down.
	pub total: u32,
	/// Credits of behaviour, B1.
	pub behaviour: u32,
	/// Credits of capability, B2.
	pub capability: u32,
	/// Credits of credit, B3.
	pub credit: u32,
	/// Credits of social life, B4.
	pub social: u32,
}

/// The reputation that follows from an activity.
pub fn reputation(activity: &Activity) -> Reputation {
	let Activity {
		transfers,
		deposits,
		mits_registered,
		msts_issued,
		mean_etp,
		mean_mit,
		fees,
		counterparties,
		age,
		month,
	} = activity;
	let moves = u64::from(*transfers).saturating_add((*deposits).into());
	let made = u64::from(*mits_registered).saturating_add((*msts_issued).into());
	let etp = [5_001, 200_001, 100_000_000].map(|whole: Balance| whole.saturating_mul(ETP));
	let paid = [1, 21, 50].map(|whole: Balance| whole.saturating_mul(ETP));
	let behaviour = sum([credits(moves, [11, 51, 200]), credits(made, [2, 5, 8])]);
	let capability = sum([
		credits(*mean_etp, etp),
		TOKENS,
		credits(*mean_mit, [11, 51, 200]),
		age_credits(*age, *month),
	]);
	let credit = credits(*fees, paid);
	let social = credits(*counterparties, [5, 21, 50]);
	let billionths = [behaviour, capability, credit, social]
		.into_iter()
		.zip(FACTORS)
		.map(|(credits, factor)| u64::from(credits).saturating_mul(factor))
		.fold(0, u64::saturating_add);
	let points = billionths / BILLIONTHS;
	let total = BASE_SCORE.saturating_add(u32::try_from(points).unwrap_or(u32::MAX));
	Reputation { total, behaviour, capability, credit, social }
}

fn sum<const N: usize>(credits: [u32; N]) -> u32 {
	credits.into_iter().fold(0, u32::saturating_add)
}

/// 20, and 50, 70, 100 from these on.
fn credits<N: PartialOrd>(number: N, [fifty, seventy, hundred]: [N; 3]) -> u32 {
	if number >= hundred {
		100
	} else if number >= seventy {
		70
	} else if number >= fifty {
		50
	} else {
		20
	}
}

fn age_credits(age: BlockNumber, month: BlockNumber) -> u32 {
	let month = u64::from(month.max(1));
	let is_within = |months: u64| u64::from(age) <= month.saturating_mul(months);
	[(6, 20), (24, 40), (48, 60), (72, 80)]
		.into_iter()
		.find(|(months, _)| is_within(*months))
		.map_or(100, |(_, credits)| credits)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn idle() -> Activity {
		Activity { month: 100, ..Activity::default() }
	}

	fn of(change: impl FnOnce(&mut Activity)) -> Reputation {
		let mut activity = idle();
		change(&mut activity);
		reputation(&activity)
	}

	#[test]
	fn least_and_most() {
		// 40 B1 + 80 B2 + 20 B3 + 20 B4.
		let least = reputation(&idle());
		let parts = (least.behaviour, least.capability, least.credit, least.social);
		assert_eq!(parts, (40, 80, 20, 20));
		assert_eq!(least.total, 250_540);
		let most = of(|activity| {
			*activity = Activity {
				transfers: u32::MAX,
				deposits: u32::MAX,
				mits_registered: u32::MAX,
				msts_issued: u32::MAX,
				mean_etp: Balance::MAX,
				mean_mit: u32::MAX,
				fees: Balance::MAX,
				counterparties: u32::MAX,
				age: u32::MAX,
				month: 100,
			}
		});
		let parts = (most.behaviour, most.capability, most.credit, most.social);
		assert_eq!(parts, (200, 320, 100, 100));
		assert_eq!(most.total, 418_872);
	}

	#[test]
	fn each_edge_of_the_tables() {
		for (number, expected) in [(10, 40), (11, 70), (50, 70), (51, 90), (199, 90), (200, 120)] {
			assert_eq!(of(|activity| activity.transfers = number).behaviour, expected);
			assert_eq!(of(|activity| activity.deposits = number).behaviour, expected);
			assert_eq!(of(|activity| activity.mean_mit = number).capability, expected + 40);
		}
		assert_eq!(of(|activity| (activity.transfers, activity.deposits) = (5, 6)).behaviour, 70);
		for (number, expected) in [(1, 40), (2, 70), (4, 70), (5, 90), (7, 90), (8, 120)] {
			assert_eq!(of(|activity| activity.mits_registered = number).behaviour, expected);
			assert_eq!(of(|activity| activity.msts_issued = number).behaviour, expected);
		}
		for (satoshi, expected) in [
			(5_001 * ETP - 1, 80),
			(5_001 * ETP, 110),
			(200_001 * ETP - 1, 110),
			(200_001 * ETP, 130),
			(100_000_000 * ETP - 1, 130),
			(100_000_000 * ETP, 160),
		] {
			assert_eq!(of(|activity| activity.mean_etp = satoshi).capability, expected);
		}
		for (satoshi, expected) in [
			(ETP - 1, 20),
			(ETP, 50),
			(21 * ETP - 1, 50),
			(21 * ETP, 70),
			(50 * ETP - 1, 70),
			(50 * ETP, 100),
		] {
			assert_eq!(of(|activity| activity.fees = satoshi).credit, expected);
		}
		for (number, expected) in [(4, 20), (5, 50), (20, 50), (21, 70), (49, 70), (50, 100)] {
			assert_eq!(of(|activity| activity.counterparties = number).social, expected);
		}
		for (age, expected) in [
			(600, 80),
			(601, 100),
			(2_400, 100),
			(2_401, 120),
			(4_800, 120),
			(4_801, 140),
			(7_200, 140),
			(7_201, 160),
		] {
			assert_eq!(of(|activity| activity.age = age).capability, expected);
		}
	}

	proptest! {
		#[test]
		fn more_is_never_less(transfers: u32, fees in 0..100 * ETP, counterparties in 0u32..100) {
			let less = Activity { transfers, fees, counterparties, ..idle() };
			let more = Activity {
				transfers: transfers.saturating_add(1),
				fees: fees + ETP,
				counterparties: counterparties + 1,
				..idle()
			};
			prop_assert!(reputation(&less).total <= reputation(&more).total);
		}
	}
}

//! Whom the elections elect.

use super::*;
use frame_support::storage::{with_transaction, TransactionOutcome};
use pallet_hybrid_consensus::Randomness;
use pillars_consensus_primitives::{Claimed, PreDigest};
use pillars_runtime::{Candidates, Executive, Runtime};

/// How often the same draw is made.
const DRAWS: u32 = 10_000;
/// What a chi-square statistic with 59 degrees of freedom exceeds once in a hundred times.
const CRITICAL: f64 = 87.166;

/// The first seat of the election that opens the next epoch, by its randomness: each is drawn by the block that opens
/// the epoch, as it would be on the chain.
#[test]
#[allow(clippy::float_arithmetic, reason = "a statistic")]
fn the_first_seat_follows_the_weights() {
	let mut society = Society::new();
	while society.next_epoch() == 0 {
		society.turn();
	}
	let claim = Claim::Pow { difficulty: 600 };
	let timestamp = society.chain.time + 6_000;
	let claimed = Claimed { author: keyring(Alice), pre_digest: PreDigest { timestamp, claim } };
	let header = society.chain.header(&claimed);
	let (weights, first) = society.chain.at(|| {
		let weights: Vec<(AccountId, u128)> =
			Candidates::frozen().into_iter().map(|entry| (entry.who, entry.weight)).collect();
		let mut first = vec![0u32; weights.len()];
		for n in 0..DRAWS {
			let winner = with_transaction(|| {
				Randomness::<Runtime>::mutate(|randomness| {
					randomness.acc = blake2_256(&n.to_le_bytes()).into();
				});
				Executive::initialize_block(&header);
				let list = Witnesses::<Runtime>::get(1).unwrap();
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(list[0].0.clone()))
			});
			let winner = winner.unwrap();
			first[weights.iter().position(|(who, _)| *who == winner).unwrap()] += 1;
		}
		(weights, first)
	});
	assert_eq!(weights.len(), CANDIDATES);
	let all: u128 = weights.iter().map(|(_, weight)| weight).sum();
	let statistic: f64 = weights
		.iter()
		.zip(first)
		.map(|((_, weight), seen)| {
			let expected = f64::from(DRAWS) * *weight as f64 / all as f64;
			assert!(expected > 5.0, "too few draws for the test to hold");
			(f64::from(seen) - expected).powi(2) / expected
		})
		.sum();
	assert!(statistic < CRITICAL, "the draws do not follow the weights: {statistic}");
}

#[test]
fn who_is_elected_has_a_seat_once() {
	let mut society = Society::new();
	for _ in 0..3 {
		let epoch = society.epoch();
		let elected = society.witnesses(epoch);
		assert_eq!(elected.len(), SEATS as usize);
		assert_eq!(elected.iter().collect::<BTreeSet<_>>().len(), SEATS as usize);
	}
}

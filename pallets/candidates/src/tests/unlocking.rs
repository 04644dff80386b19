//! What leaves never needs more room than there is, and never gets lost.

use super::*;
use crate::{Unlocking, MAX_CHUNKS};
use proptest::prelude::*;

fn chunk(amount: Balance, free_at: u32) -> Chunk {
	Chunk { amount, free_at }
}

#[test]
fn what_begins_in_one_epoch_is_one_chunk() {
	let mut unlocking = Unlocking::default();
	assert_eq!(unlocking.add(1, 5, 5), 8);
	assert_eq!(unlocking.add(2, 5, 5), 8);
	assert_eq!(unlocking.add(4, 6, 6), 9);
	assert_eq!(unlocking.0.to_vec(), [chunk(3, 8), chunk(4, 9)]);
}

#[test]
fn what_becomes_free_in_one_epoch_is_one_chunk() {
	let mut unlocking = Unlocking::default();
	assert_eq!(unlocking.add(1, 5, 6), 9);
	// Struck since.
	assert_eq!(unlocking.add(2, 5, 5), 8);
	assert_eq!(unlocking.add(4, 6, 6), 9);
	assert_eq!(unlocking.0.to_vec(), [chunk(2, 8), chunk(5, 9)]);
}

#[test]
fn as_many_chunks_as_there_can_be() {
	let mut unlocking = Unlocking::default();
	for epoch in 0..4 {
		unlocking.add(1, epoch, epoch);
	}
	unlocking.add(1, 3, 4);
	let all = [chunk(1, 3), chunk(1, 4), chunk(1, 5), chunk(1, 6), chunk(1, 7)];
	assert_eq!(unlocking.0.to_vec(), all);
	assert_eq!(all.len(), MAX_CHUNKS as usize);
}

#[test]
fn what_is_free_is_one_chunk() {
	let mut unlocking = Unlocking::default();
	for epoch in 0..4 {
		unlocking.add(1, epoch, epoch);
	}
	assert_eq!(unlocking.0.to_vec(), [chunk(1, 3), chunk(1, 4), chunk(1, 5), chunk(1, 6)]);
	unlocking.add(1, 5, 5);
	assert_eq!(unlocking.0.to_vec(), [chunk(3, 5), chunk(1, 6), chunk(1, 8)]);
	assert_eq!(unlocking.take_ripe(5), 3);
	assert_eq!(unlocking.0.to_vec(), [chunk(1, 6), chunk(1, 8)]);
}

#[test]
fn the_last_epochs() {
	let mut unlocking = Unlocking::default();
	assert_eq!(unlocking.add(1, u32::MAX, u32::MAX), u32::MAX);
	assert_eq!(unlocking.add(1, u32::MAX, u32::MAX), u32::MAX);
	assert_eq!(unlocking.total(), 2);
}

#[test]
fn what_is_seized_is_what_would_be_free_last() {
	let mut unlocking = Unlocking::default();
	for epoch in 0..3 {
		unlocking.add(10, epoch, epoch);
	}
	assert_eq!(unlocking.seize(15), 15);
	assert_eq!(unlocking.0.to_vec(), [chunk(10, 3), chunk(5, 4)]);
	assert_eq!(unlocking.seize(100), 15);
	assert_eq!(unlocking, Unlocking::default());
}

proptest! {
	#[test]
	fn nothing_gets_lost(
		steps in prop::collection::vec((0u32..4, 1u128..1_000, 0u32..4, 0u32..2), 0..40),
	) {
		let (mut unlocking, mut epoch) = (Unlocking::default(), 0);
		let mut model = Vec::<Chunk>::new();
		for (later, amount, what, more) in steps {
			epoch += later;
			match what {
				0 => {
					let (ripe, rest): (Vec<_>, Vec<_>) =
						model.into_iter().partition(|chunk| chunk.free_at <= epoch);
					let sum = ripe.iter().map(|chunk| chunk.amount).sum::<Balance>();
					prop_assert_eq!(unlocking.take_ripe(epoch), sum);
					model = rest;
				},
				_ => {
					let free_at = unlocking.add(amount, epoch, epoch + more);
					prop_assert_eq!(free_at, epoch + more + 3);
					model.push(chunk(amount, free_at));
				},
			}
			let sum = model.iter().map(|chunk| chunk.amount).sum::<Balance>();
			prop_assert_eq!(unlocking.total(), sum);
			prop_assert!(unlocking.0.len() <= MAX_CHUNKS as usize);
			prop_assert!(unlocking.0.is_sorted_by_key(|chunk| chunk.free_at));
		}
	}
}

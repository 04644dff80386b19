//! What opening an epoch does.

use super::*;
use crate::{Duties, References, Sums, Witnesses};
use pillars_consensus_primitives::{
	witness_root, CompatibleDigestItem, Difficulties, EpochWitnesses,
};
use sp_runtime::DigestItem;

/// What the runtime has put into a header.
fn deposited(header: &Header) -> Vec<DigestItem> {
	header.digest.logs[2..].to_vec()
}

fn announcement(epoch: u32) -> DigestItem {
	let root = witness_root(&HybridConsensus::witnesses(epoch).unwrap());
	DigestItem::epoch_witnesses(&EpochWitnesses { epoch, root })
}

fn references() -> (Difficulties, Difficulties) {
	let references = References::<Test>::get();
	(references.current, references.next)
}

const GENESIS: Difficulties = Difficulties { pow: POW, pos: POS };

#[test]
fn only_the_first_pow_block_of_an_epoch_announces_its_witnesses() {
	build_and_execute(|mut chain| {
		for number in 1..=3 * N {
			let header = chain.pow();
			let opens = number > 1 && head().turn.turn == 0;
			let expected = if opens { vec![announcement(head().turn.epoch)] } else { vec![] };
			assert_eq!(deposited(&header), expected, "block {number}");
			// What inherits the turn opens nothing.
			assert_eq!(deposited(&chain.dpos()), []);
			assert_eq!(deposited(&chain.pos()), []);
		}
	});
}

#[test]
fn opening_an_epoch_is_an_event() {
	build_and_execute(|mut chain| {
		chain.pows(N);
		assert!(!events().iter().any(|event| matches!(event, Event::EpochOpened { .. })));
		chain.pow();
		let root = witness_root(&HybridConsensus::witnesses(1).unwrap());
		assert_eq!(events()[0], Event::EpochOpened { epoch: 1, witnesses: 3, candidates: 0, root });
	});
}

#[test]
fn without_candidates_the_old_list_goes_on() {
	build_and_execute(|mut chain| {
		let list = HybridConsensus::witnesses(0).unwrap();
		assert_eq!(list.len(), 3);
		assert_eq!(HybridConsensus::witnesses(1), None);
		chain.pows(N);
		assert_eq!(HybridConsensus::witnesses(1), None);
		chain.pow();
		assert_eq!(HybridConsensus::witnesses(1), Some(list));
		assert_eq!(Duties::<Test>::get(1).into_inner(), [duty(1, 0), duty(0, 0), duty(0, 0)]);
	});
}

#[test]
fn lists_are_kept_for_three_epochs() {
	build_and_execute(|mut chain| {
		for epoch in 0..6 {
			chain.pow();
			assert_eq!(head().turn, turn(epoch, 0));
			for other in 0..8 {
				let kept = other <= epoch && other + 3 > epoch;
				assert_eq!(Witnesses::<Test>::contains_key(other), kept, "{other} in {epoch}");
				assert_eq!(Duties::<Test>::contains_key(other), kept, "{other} in {epoch}");
			}
			chain.pows(N - 1);
		}
	});
}

#[test]
fn epochs_of_a_single_turn_work() {
	ExtBuilder::default().shape(1, 1).witnesses(1).build_and_execute(|mut chain| {
		for epoch in 0..5 {
			let header = chain.pow();
			assert_eq!(head().turn, turn(epoch, 0));
			assert_eq!(deposited(&header).len(), usize::from(epoch > 0));
			chain.dpos();
			assert_eq!(Duties::<Test>::get(epoch).into_inner(), [duty(1, 1)]);
		}
	});
}

#[test]
fn references_are_those_of_the_epoch_before_the_previous_one() {
	ExtBuilder::default().shape(1, 2).witnesses(1).build_and_execute(|mut chain| {
		let mut means = vec![];
		for epoch in 0..5usize {
			// GIVEN an epoch of two Pow blocks and a Pos block, whose difficulties we note before
			// they execute
			let mut pow = [0; 2];
			pow[0] = Difficulty::difficulty(Kind::Pow);
			chain.pow();
			// THEN in the whole epoch the reference is the mean of epoch e - 2, genesis for e < 2
			let expected = epoch.checked_sub(2).map_or(GENESIS, |e| means[e]);
			assert_eq!(references().0, expected, "epoch {epoch}");
			let pos = Difficulty::difficulty(Kind::Pos);
			chain.pos();
			pow[1] = Difficulty::difficulty(Kind::Pow);
			chain.pow();
			assert_eq!(references().0, expected, "epoch {epoch}");
			means.push(Difficulties { pow: (pow[0] + pow[1]) / 2, pos });
		}
		// The blocks come fast, so the means all differ: no epoch can be taken for another.
		assert!(means.windows(2).all(|pair| pair[0].pow < pair[1].pow));
		assert!(means[1..].windows(2).all(|pair| pair[0].pos < pair[1].pos));
	});
}

#[test]
fn an_epoch_without_pos_keeps_the_previous_reference() {
	ExtBuilder::default().shape(1, 2).witnesses(1).build_and_execute(|mut chain| {
		// Epoch 0 has three Pos blocks; only from the second one on are there intervals.
		chain.pow();
		chain.pos();
		chain.pos();
		let third = Difficulty::difficulty(Kind::Pos);
		chain.pos();
		let fourth = Difficulty::difficulty(Kind::Pos);
		let mean = (POS + POS + third) / 3;
		assert!(POS < mean && mean < third && third < fourth);
		chain.pow();
		// Epoch 1 has none, epoch 2 has one.
		chain.pows(2);
		chain.pow();
		chain.pos();
		chain.pow();
		// Epoch 3: its reference is that of epoch 1, which had no Pos, and so that of epoch 2.
		chain.pow();
		let (current, next) = references();
		assert_eq!(current.pos, mean);
		assert_eq!(next.pos, fourth);
		assert!(next.pow > current.pow && current.pow > POW);
	});
}

#[test]
fn sums_count_difficulties_before_retarget_in_the_epoch_of_the_block() {
	build_and_execute(|mut chain| {
		chain.pow();
		let second = Difficulty::difficulty(Kind::Pow);
		chain.pow();
		assert!(Difficulty::difficulty(Kind::Pow) > second);
		let sums = Sums::<Test>::get();
		assert_eq!((sums.pow.sum, sums.pow.count), ((POW + second).into(), 2));
		assert_eq!(sums.pos.count, 0);
		// Followers have no difficulty.
		chain.dpos();
		assert_eq!(Sums::<Test>::get(), sums);

		// The block that opens an epoch is the first one to be counted in it.
		chain.pows(N - 2);
		let first = Difficulty::difficulty(Kind::Pow);
		chain.pow();
		let sums = Sums::<Test>::get();
		assert_eq!((sums.pow.sum, sums.pow.count), (first.into(), 1));
	});
}

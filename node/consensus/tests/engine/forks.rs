//! Fork choice, reorganisations, finality and restarts.

use crate::common::{Chain, SLOT, START};
use pillars_consensus::{record, revert, Error};
use pillars_primitives::Hash;
use pillars_rules::{
	Kind::{Dpos, Pos, Pow},
	UNIT,
};
use sc_client_api::{Finalizer, HeaderBackend};
use sp_consensus::SelectChain;
use std::{
	panic::AssertUnwindSafe,
	sync::atomic::{AtomicBool, Ordering},
};

#[test]
fn weights_add_up_from_the_target_difficulty() {
	let chain = Chain::new();
	let genesis = chain.genesis();
	assert_eq!(chain.weight(genesis), 0);
	// The references are the genesis difficulties: a Pow block at them weighs 1, a Pos block 4.
	let pow = chain.grow(genesis, Pow, START);
	assert_eq!(chain.weight(pow), UNIT);
	let dpos = chain.grow(pow, Dpos, START + SLOT);
	assert_eq!(chain.weight(dpos), UNIT + UNIT / 2);
	let pos = chain.grow(genesis, Pos, START);
	assert_eq!(chain.weight(pos), 4 * UNIT);
}

#[test]
fn the_heavier_branch_wins_though_it_is_shorter() {
	let chain = Chain::new();
	let long = chain.grow_all(chain.genesis(), &[Pow, Dpos], START);
	assert_eq!(chain.best(), long);
	let short = chain.grow(chain.genesis(), Pos, START);
	assert_eq!(chain.best(), short);
	assert_eq!(chain.client.info().best_hash, short);
	// And back again.
	let longer = chain.grow_all(long, &[Pow, Pos], START + 2 * SLOT);
	assert_eq!(chain.best(), longer);
}

#[test]
fn of_equal_branches_the_first_seen_stays() {
	let chain = Chain::new();
	let first = chain.grow(chain.genesis(), Pow, START);
	let second = chain.grow(chain.genesis(), Pow, START + 1);
	assert_eq!(chain.weight(first), chain.weight(second));
	assert_eq!(chain.best(), first);
	assert_eq!(chain.client.info().best_hash, first);
	// Building on the second turns it round.
	let child = chain.grow(second, Dpos, START + SLOT);
	assert_eq!(chain.best(), child);
}

/// A chain where branches of 3 blocks are deep, and the window rule is not in force.
fn shallow() -> Chain {
	Chain::with(|genesis| {
		let parameters = &mut genesis["hybridConsensus"]["parameters"];
		parameters["window"] = 3.into();
		parameters["windowFrom"] = u32::MAX.into();
	})
}

#[test]
fn beyond_the_window_support_of_witnesses_decides_and_not_weight() {
	let chain = shallow();
	let supported = chain.grow_all(chain.genesis(), &[Pow, Dpos], START);
	// A secret branch without followers is heavier, and wins while one of the two is short.
	let secret = chain.grow_all(chain.genesis(), &[Pow, Pos, Pow], START + 1_000_000);
	assert_eq!(chain.best(), secret);
	assert!(chain.weight(secret) > chain.weight(supported));
	// At a length of 3 on both sides the witnesses decide.
	let supported = chain.grow(supported, Pow, START + 2 * SLOT);
	assert!(chain.weight(secret) > chain.weight(supported));
	assert_eq!(chain.best(), supported);
}

#[test]
fn two_halves_of_a_partition_agree_whatever_they_saw_first() {
	let branch = |chain: &Chain, at| chain.grow_all(chain.genesis(), &[Pow, Pow, Pow], at);
	let (a, b) = (shallow(), shallow());
	let tips = [branch(&a, START), branch(&a, START + 1_000_000)];
	branch(&b, START + 1_000_000);
	branch(&b, START);
	let lower = tips.into_iter().min().unwrap();
	assert_eq!(a.weight(tips[0]), a.weight(tips[1]));
	assert_eq!(a.best(), lower);
	assert_eq!(b.best(), lower);
}

#[test]
fn a_finalised_block_is_never_left() {
	let chain = Chain::new();
	let light = chain.grow(chain.genesis(), Pow, START);
	chain.client.finalize_block(light, None, true).unwrap();
	let heavy = chain.import(chain.make(chain.genesis(), Pos, START));
	assert!(heavy.is_err(), "the client refuses blocks beside the finalised chain");
	assert_eq!(chain.best(), light);
}

#[test]
fn finality_that_turns_the_best_block_back_does_not_confuse_the_choice() {
	let chain = Chain::new();
	let a = chain.grow_all(chain.genesis(), &[Pow, Dpos], START);
	let b = chain.grow(chain.genesis(), Pow, START + 1);
	assert_eq!(chain.best(), a);
	chain.client.finalize_block(b, None, true).unwrap();
	assert_eq!(chain.best(), b);
	let next = chain.grow(b, Pow, START + SLOT);
	assert_eq!(chain.best(), next);
	assert_eq!(chain.client.info().best_hash, next);
}

#[test]
fn records_of_stale_blocks_are_deleted_on_finality() {
	let chain = Chain::new();
	let stale = chain.grow(chain.genesis(), Pow, START);
	let kept = chain.grow_all(chain.genesis(), &[Pos, Pow], START + SLOT);
	assert!(record(&*chain.client, &stale, 1).is_ok());
	chain.client.finalize_block(kept, None, true).unwrap();
	assert!(matches!(record(&*chain.client, &stale, 1), Err(Error::MissingRecord(_))));
	assert!(record(&*chain.client, &kept, 2).is_ok());
}

#[test]
fn a_missing_record_is_an_error_and_never_zero() {
	let chain = Chain::new();
	let unknown = Hash::repeat_byte(1);
	assert!(matches!(record(&*chain.client, &unknown, 1), Err(Error::MissingRecord(_))));
	assert_eq!(pillars_consensus::chain_weight(&*chain.client, unknown).unwrap(), None);
}

#[test]
fn reverting_takes_the_records_along() {
	let chain = Chain::new();
	let kept = chain.grow(chain.genesis(), Pow, START);
	let gone = chain.grow_all(kept, &[Dpos, Pow], START + SLOT);
	revert(&*chain.client, &*chain.backend, 2).unwrap();
	sc_client_api::Backend::revert(&*chain.backend, 2, false).unwrap();
	assert!(matches!(record(&*chain.client, &gone, 3), Err(Error::MissingRecord(_))));
	assert_eq!(chain.best(), kept);
	chain.grow(kept, Pos, START + SLOT);
}

#[test]
fn a_restart_keeps_weight_and_turn() {
	let folder = tempfile::tempdir().unwrap();
	let chain = Chain::on_disk(folder.path(), |_| {});
	let mut best = chain.genesis();
	let mut expected = Vec::new();
	for (n, kind) in [Pow, Dpos, Pos, Pow, Pow, Dpos].into_iter().enumerate() {
		best = chain.grow(best, kind, START + n as u64 * SLOT);
		expected.push((best, chain.weight(best), chain.context(best, START).turn));
	}
	drop(chain);
	let chain = Chain::on_disk(folder.path(), |_| {});
	assert_eq!(chain.best(), best);
	for (hash, weight, turn) in expected {
		assert_eq!(chain.weight(hash), weight);
		assert_eq!(chain.context(hash, START).turn, turn);
	}
	let next = chain.grow(best, Pow, START + 10 * SLOT);
	assert!(chain.weight(next) > chain.weight(best));
	assert_eq!(chain.best(), next);
}

/// The database names a leaf before its header can be read: who asks meanwhile must get an answer, and one that is
/// not behind what it was told before.
#[test]
fn the_best_chain_can_be_asked_for_while_blocks_are_imported() {
	let folder = tempfile::tempdir().unwrap();
	let chain = Chain::on_disk(folder.path(), |genesis| {
		genesis["hybridConsensus"]["parameters"]["window"] = 0.into();
	});
	let done = AtomicBool::new(false);
	std::thread::scope(|scope| {
		let asker = scope.spawn(|| {
			let mut last = 0;
			let mut asked = 0u64;
			while !done.load(Ordering::Relaxed) {
				let best = futures::executor::block_on(chain.select_chain.best_chain());
				let best = best.map_err(|error| error.to_string())?.number;
				if best < last {
					return Err(format!("#{best} after #{last}"));
				}
				last = best;
				asked += 1;
			}
			Ok(asked)
		});
		let kinds = [Pow, Dpos].repeat(100);
		let grown = std::panic::catch_unwind(AssertUnwindSafe(|| {
			chain.grow_all(chain.genesis(), &kinds, START)
		}));
		done.store(true, Ordering::Relaxed);
		assert!(asker.join().unwrap().unwrap() > 200);
		assert_eq!(chain.best(), grown.unwrap());
	});
}

//! Which kind may follow which, and the window rule.

use crate::common::{Chain, SLOT, START};
use pillars_rules::Kind::{self, Dpos, Pos, Pow};

/// The error for a block of the second kind after one of the first, if there is one.
fn pair(chain: &Chain, first: Option<Kind>, second: Kind) -> Result<(), String> {
	let genesis = chain.genesis();
	let parent = match first {
		None => genesis,
		Some(Dpos) => chain.grow_all(genesis, &[Pow, Dpos], START),
		Some(kind) => chain.grow(genesis, kind, START),
	};
	chain.import(chain.make(parent, second, START + 2 * SLOT)).map(drop)
}

#[test]
fn every_ordered_pair_of_kinds_is_accepted_or_refused_as_the_rules_say() {
	const NOT_AFTER_POW: &str = "a Dpos block must follow a Pow block";
	for first in [None, Some(Pow), Some(Pos), Some(Dpos)] {
		for second in [Pow, Pos, Dpos] {
			let expected = match (first, second) {
				(Some(Pow), Dpos) | (_, Pow | Pos) => Ok(()),
				_ => Err(NOT_AFTER_POW.to_string()),
			};
			let found = pair(&Chain::new(), first, second);
			assert_eq!(found, expected, "{first:?} then {second:?}");
		}
	}
}

#[test]
fn there_are_no_followers_in_phase_1() {
	let from = |height: u32| {
		Chain::with(|genesis| {
			genesis["hybridConsensus"]["parameters"]["phase2At"] = height.into();
		})
	};
	let refused = pair(&from(3), Some(Pow), Dpos);
	assert_eq!(refused, Err("no Dpos blocks in phase 1".to_string()));
	assert_eq!(pair(&from(2), Some(Pow), Dpos), Ok(()));
}

#[test]
fn any_thirty_blocks_hold_a_pos_block() {
	let chain = Chain::new();
	// One Pos block, then 28 others: the 29th other is the last allowed.
	let start = chain.grow(chain.genesis(), Pos, START);
	let at_28 = chain.grow_all(start, &[Pow; 28], START + SLOT);
	assert_eq!(chain.context(at_28, START).parent.gap, 28);
	let follower = chain.make(at_28, Dpos, START + 29 * SLOT);
	let at_29 = chain.grow(at_28, Pow, START + 29 * SLOT);
	assert_eq!(chain.context(at_29, START).parent.gap, 29);
	let after = START + 30 * SLOT;
	for kind in [Pow, Dpos] {
		let error = chain.import(chain.make(at_29, kind, after)).unwrap_err();
		assert!(error.starts_with("the window rule is broken"), "{kind}: {error}");
	}
	// A follower at the 29th place is a good block too, and leaves room for Pos only.
	let at_29_dpos = chain.import(follower).unwrap();
	let error = chain.import(chain.make(at_29_dpos, Pow, after)).unwrap_err();
	assert!(error.starts_with("the window rule is broken"), "{error}");
	let pos = chain.grow(at_29, Pos, after);
	assert_eq!(chain.context(pos, START).parent.gap, 0);
	chain.grow(pos, Pow, after + SLOT);
}

#[test]
fn without_stakers_an_hour_ends_the_window() {
	let chain = Chain::new();
	let start = chain.grow(chain.genesis(), Pos, START);
	let at_29 = chain.grow_all(start, &[Pow; 29], START + SLOT);
	let last = START + 29 * SLOT;
	let at = |seconds: u64| chain.import(chain.make(at_29, Pow, last + seconds * 1_000)).map(drop);
	assert!(at(3_599).unwrap_err().starts_with("the window rule is broken"));
	assert_eq!(at(3_600), Ok(()));
}

#[test]
fn the_window_can_be_switched_off() {
	let chain = Chain::with(|genesis| {
		genesis["hybridConsensus"]["parameters"]["window"] = 0.into();
	});
	chain.grow_all(chain.genesis(), &[Pow; 32], START);
}

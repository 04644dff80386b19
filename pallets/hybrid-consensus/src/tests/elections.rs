//! Who is elected, when, and with what randomness.

use super::*;
use crate::Randomness;
use pillars_rules::{accumulate, elect, next_randomness};

/// Someone with keys of its own.
fn candidate(n: u8, weight: u128) -> FrozenCandidate {
	FrozenCandidate {
		who: account(n),
		witness_key: sr25519::Public::from_raw([n; 32]),
		grandpa_key: ed25519::Public::from_raw([n; 32]),
		weight,
	}
}

fn stand(candidates: impl IntoIterator<Item = FrozenCandidate>) {
	Standing::set(candidates.into_iter().collect());
}

fn accounts(epoch: u32) -> Vec<AccountId> {
	HybridConsensus::witnesses(epoch).unwrap().into_iter().map(|(who, _)| who).collect()
}

fn acc() -> Hash {
	Randomness::<Test>::get().acc
}

#[test]
fn candidates_are_frozen_by_the_first_pow_block_and_then_by_each_epoch() {
	build_and_execute(|mut chain| {
		chain.pos();
		assert!(Freezings::get().is_empty());
		chain.pow();
		assert_eq!(Freezings::get(), [0]);
		chain.pows(N - 1);
		chain.dpos();
		assert_eq!(Freezings::get(), [0]);
		chain.pow();
		assert_eq!(Freezings::get(), [0, 1]);
		chain.pows(N);
		assert_eq!(Freezings::get(), [0, 1, 2]);
	});
}

#[test]
fn who_stands_while_an_epoch_opens_is_drawn_for_the_next() {
	build_and_execute(|mut chain| {
		let genesis = accounts(0);
		chain.pow();
		// Too late for epoch 1.
		stand([candidate(40, 1)]);
		chain.pows(N);
		assert_eq!(accounts(1), genesis);
		chain.pows(N);
		assert_eq!(accounts(2), [account(40)]);
		let keys = HybridConsensus::witnesses(2).unwrap();
		assert_eq!(keys[0].1, WitnessKey::from(sr25519::Public::from_raw([40; 32])));
		// Once nobody stands, the list goes on.
		stand([]);
		chain.pows(N);
		assert_eq!(accounts(3), [account(40)]);
		chain.pows(N);
		assert_eq!(accounts(4), [account(40)]);
	});
}

#[test]
fn the_draw_is_that_of_the_rules() {
	build_and_execute(|mut chain| {
		let all: Vec<_> = (40..60).map(|n| candidate(n, u128::from(n) * 1_000)).collect();
		stand(all.clone());
		let (mut current, mut taken) = (Hash::zero(), Hash::zero());
		for number in 0..3 * N {
			let header = chain.pow();
			let turn = number % N;
			if turn == 0 && number > 0 {
				let epoch = number / N;
				current = next_randomness(epoch, &current, &taken);
				taken = Hash::zero();
				let weights: Vec<u128> = all.iter().map(|one| one.weight).collect();
				let drawn = elect(&weights, 3, &current);
				let drawn: Vec<_> = drawn.into_iter().map(|index| all[index].who.clone()).collect();
				assert_eq!(accounts(epoch), drawn);
				let opened = events().into_iter().find_map(|event| match event {
					Event::EpochOpened { candidates, .. } => Some(candidates),
					_ => None,
				});
				assert_eq!(opened, Some(20));
			}
			// The first two thirds of twelve turns; the child takes the hash in.
			if turn < 8 {
				taken = accumulate(&taken, &header.hash());
			}
			if turn == 3 {
				chain.dpos();
				assert_eq!(acc(), taken);
				chain.pos();
				assert_eq!(acc(), taken, "a follower adds nothing");
			}
		}
		assert_ne!(current, Hash::zero());
	});
}

#[test]
fn an_epoch_ends_before_the_draw() {
	build_and_execute(|mut chain| {
		chain.pow();
		chain.dpos();
		chain.pows(N - 1);
		assert!(Ended::get().is_empty());
		chain.pow();
		let duty = |n, made| WitnessDuty { who: account(n), assigned: 4, made };
		let ended = vec![duty(WITNESS, 1), duty(WITNESS + 1, 0), duty(WITNESS + 2, 0)];
		assert_eq!(Ended::get(), [(0, ended)]);
		// The first block froze.
		assert_eq!(Steps::get(), ["freeze", "end", "take", "freeze"]);
	});
}

#[test]
fn epoch_zero_has_the_list_of_genesis_whoever_stands() {
	build_and_execute(|mut chain| {
		let genesis = accounts(0);
		stand([candidate(40, 1)]);
		chain.pows(N);
		assert_eq!(accounts(0), genesis);
		assert_eq!(Randomness::<Test>::get().current, Hash::zero());
		chain.pow();
		assert_eq!(accounts(1), [account(40)]);
	});
}

#[test]
fn fewer_candidates_than_seats_are_all_elected() {
	build_and_execute(|mut chain| {
		stand([candidate(40, 1), candidate(41, 1_000)]);
		chain.pows(N + 1);
		let mut elected = accounts(1);
		elected.sort();
		assert_eq!(elected, [account(40), account(41)]);
	});
}

#[test]
fn other_blocks_and_the_last_third_add_nothing_to_the_randomness() {
	build_and_execute(|mut chain| {
		chain.pos();
		chain.pos();
		assert_eq!(acc(), Hash::zero(), "there is no Pow block yet");
		let first = chain.pow();
		assert_eq!(acc(), Hash::zero(), "its child takes it in");
		chain.pos();
		let taken = accumulate(&Hash::zero(), &first.hash());
		assert_eq!(acc(), taken);
		chain.pos();
		assert_eq!(acc(), taken);
		// Turns 0 to 7 count of twelve.
		chain.pows(7);
		let seven = acc();
		chain.pow();
		let eight = acc();
		assert_ne!(eight, seven, "turn 7 was taken in by the block of turn 8");
		chain.pows(3);
		assert_eq!((head().turn, acc()), (turn(0, 11), eight));
		chain.pow();
		assert_eq!((head().turn, acc()), (turn(1, 0), Hash::zero()));
		let current = next_randomness(1, &Hash::zero(), &eight);
		assert_eq!(Randomness::<Test>::get().current, current);
	});
}

#[test]
fn finality_follows_if_the_parameters_say_so() {
	for follows in [true, false] {
		let builder = ExtBuilder::default().parameters(|p| p.finality_follows_elections = follows);
		builder.build_and_execute(|mut chain| {
			chain.pows(N + 1);
			// Nobody was elected.
			let nobody = vec![vec![]; usize::from(follows)];
			assert_eq!(Finalisers::get(), nobody);
			stand([candidate(40, 1), candidate(41, 1)]);
			chain.pows(2 * N);
			let told: Vec<Vec<_>> = Finalisers::get()
				.into_iter()
				.map(|mut keys| {
					keys.sort();
					keys
				})
				.collect();
			let both = [40, 41].map(|n| ed25519::Public::from_raw([n; 32])).to_vec();
			assert_eq!(told, if follows { vec![vec![], vec![], both] } else { vec![] });
		});
	}
}

#[test]
fn rewards_of_followers_grow_with_certificates_and_are_shared() {
	build_and_execute(|mut chain| {
		Level2::set(3);
		chain.pow();
		assert!(Shared::get().is_empty());
		chain.dpos();
		let reward = 50_000_000 + 3 * ETP / 100;
		assert_eq!(Shared::get(), [(account(WITNESS), reward)]);
		assert_eq!(crate::PoolLeft::<Test>::get(), pillars_rules::REWARD_POOL - reward);
		chain.pos();
		assert_eq!(Shared::get().len(), 1);
		// What was minted is shared, not what was due.
		crate::PoolLeft::<Test>::put(ETP / 10);
		chain.pow();
		chain.dpos();
		assert_eq!(Shared::get()[1], (account(WITNESS), ETP / 10));
	});
}

#[test]
fn past_witnesses_are_known_by_turn() {
	use pillars_traits::WitnessTables;
	build_and_execute(|mut chain| {
		chain.pow();
		assert_eq!(<HybridConsensus as WitnessTables>::epoch(), 0);
		let at = |epoch, turn| HybridConsensus::witness_at(epoch, turn).map(|(who, _)| who);
		assert_eq!(at(0, 0), Some(account(WITNESS)));
		assert_eq!(at(0, 4), Some(account(WITNESS + 1)));
		assert_eq!(at(0, N - 1), Some(account(WITNESS + 2)));
		assert_eq!((at(0, N), at(1, 0)), (None, None));
		chain.pows(3 * N);
		assert_eq!(<HybridConsensus as WitnessTables>::epoch(), 3);
		assert_eq!(at(0, 0), None, "forgotten");
		assert_eq!(at(1, 11), Some(account(WITNESS + 2)));
	});
}

//! Finality follows the elections, whoever is elected.

use crate::chain::{check_state, Chain};
use codec::Decode;
use pallet_candidates::Frozen;
use pallet_grandpa::{CurrentSetId, Stalled};
use pillars_consensus_primitives::Claim;
use pillars_primitives::AccountId;
use pillars_runtime::{Candidates, Grandpa, HybridConsensus, Runtime, RuntimeOrigin};
use sp_consensus_grandpa::{AuthorityId, ConsensusLog, ScheduledChange, GRANDPA_ENGINE_ID};
use sp_keyring::Sr25519Keyring::{Alice, Dave};
use sp_runtime::{traits::Header as _, DigestItem};
use std::collections::BTreeSet;

/// Turns of an epoch of the local testnet: 4 seats of 5 turns.
const TURNS: u64 = 20;

type Log = ConsensusLog<u32>;

struct Testnet {
	chain: Chain,
	pow_count: u64,
}

impl Testnet {
	/// In the first block of epoch 1, whose witnesses are those of genesis.
	fn new() -> Self {
		let mut testnet = Self { chain: Chain::new("local_testnet"), pow_count: 0 };
		(0..TURNS).for_each(|_| testnet.pow());
		testnet.epoch();
		testnet
	}

	fn pow(&mut self) {
		self.chain.hasten(Alice.to_account_id(), Claim::Pow { difficulty: 600 });
		self.pow_count += 1;
	}

	/// Goes on to the first block of the next epoch and returns what it tells the clients of GRANDPA.
	fn epoch(&mut self) -> Option<Log> {
		loop {
			self.pow();
			if self.pow_count % TURNS == 1 {
				break;
			}
		}
		self.chain.at(check_state);
		self.told()
	}

	/// What the last block tells the clients of GRANDPA.
	fn told(&self) -> Option<Log> {
		let logs = self.chain.head().digest().logs();
		logs.iter().find_map(|log| match log {
			DigestItem::Consensus(GRANDPA_ENGINE_ID, data) => {
				Some(Log::decode(&mut &data[..]).unwrap())
			},
			_ => None,
		})
	}

	/// The keys in the state, and how often they were changed.
	fn authorities(&mut self) -> (BTreeSet<AuthorityId>, u64) {
		self.chain.at(|| {
			let all = Grandpa::grandpa_authorities().into_iter().map(|(id, _)| id).collect();
			(all, CurrentSetId::<Runtime>::get())
		})
	}

	fn note_stalled(&mut self, delay: u32, median: u32) {
		self.chain.at(|| Grandpa::note_stalled(RuntimeOrigin::root(), delay, median).unwrap());
	}

	fn is_stalled(&mut self) -> bool {
		self.chain.at(Stalled::<Runtime>::exists)
	}

	/// Takes a candidate out of the next elections.
	fn leave(&mut self, who: AccountId) {
		self.chain.at(|| Candidates::leave(RuntimeOrigin::signed(who)).unwrap());
	}

	/// Takes all of them out of the next election only.
	fn thaw(&mut self) {
		self.chain.at(Frozen::<Runtime>::kill);
	}
}

fn keys(change: &ScheduledChange<u32>) -> BTreeSet<AuthorityId> {
	assert!(change.next_authorities.iter().all(|(_, weight)| *weight == 1));
	change.next_authorities.iter().map(|(id, _)| id.clone()).collect()
}

fn scheduled(log: Option<Log>) -> ScheduledChange<u32> {
	match log {
		Some(Log::ScheduledChange(change)) => change,
		other => panic!("not a scheduled change: {other:?}"),
	}
}

fn forced(log: Option<Log>) -> (u32, ScheduledChange<u32>) {
	match log {
		Some(Log::ForcedChange(median, change)) => (median, change),
		other => panic!("not a forced change: {other:?}"),
	}
}

#[test]
fn the_same_witnesses_change_nothing() {
	let mut testnet = Testnet::new();
	let before = testnet.authorities();
	assert_eq!((before.0.len(), before.1), (4, 0));
	assert_eq!(testnet.epoch(), None);
	assert_eq!(testnet.authorities(), before);
}

#[test]
fn other_witnesses_finalise_from_the_block_that_elects_them() {
	let mut testnet = Testnet::new();
	let (before, _) = testnet.authorities();
	testnet.leave(Alice.to_account_id());
	// She was frozen for this one.
	assert_eq!(testnet.epoch(), None);
	let change = scheduled(testnet.epoch());
	assert_eq!(change.delay, 0);
	let (now, id) = testnet.authorities();
	assert_eq!((keys(&change), id), (now.clone(), 1));
	assert!(now.len() == 3 && now.is_subset(&before));
	assert_eq!(testnet.chain.at(|| HybridConsensus::witnesses(3)).unwrap().len(), 3);
	assert_eq!((testnet.epoch(), testnet.authorities()), (None, (now, 1)));
}

#[test]
fn a_stall_forces_a_change_to_the_same_ones() {
	let mut testnet = Testnet::new();
	let (before, _) = testnet.authorities();
	testnet.note_stalled(3, 7);
	let (median, change) = forced(testnet.epoch());
	assert_eq!((median, change.delay, keys(&change)), (7, 3, before.clone()));
	assert!(!testnet.is_stalled());
	assert_eq!(testnet.authorities(), (before, 1));
	assert_eq!(testnet.epoch(), None);
}

#[test]
fn a_stall_forces_a_change_even_if_nobody_is_elected() {
	let mut testnet = Testnet::new();
	let (before, _) = testnet.authorities();
	testnet.note_stalled(3, 7);
	testnet.thaw();
	let (_, change) = forced(testnet.epoch());
	assert_eq!(keys(&change), before);
	testnet.thaw();
	assert_eq!(testnet.epoch(), None);
}

#[test]
fn a_change_that_waits_is_not_overtaken() {
	let mut testnet = Testnet::new();
	let (before, _) = testnet.authorities();
	testnet.note_stalled(30, 7);
	testnet.leave(Dave.to_account_id());
	testnet.leave(Alice.to_account_id());
	forced(testnet.epoch());
	// Another set is elected, but the forced change has its delay to wait.
	assert_eq!((testnet.epoch(), testnet.authorities()), (None, (before, 1)));
	// The next election hands over.
	let change = scheduled(testnet.epoch());
	assert_eq!(testnet.authorities(), (keys(&change), 2));
}

#[test]
fn a_second_stall_too_soon_is_tried_again() {
	let mut testnet = Testnet::new();
	testnet.note_stalled(15, 7);
	forced(testnet.epoch());
	testnet.note_stalled(15, 8);
	assert_eq!(testnet.epoch(), None);
	assert!(testnet.is_stalled());
	let (median, _) = forced(testnet.epoch());
	assert_eq!(median, 8);
	assert!(!testnet.is_stalled());
}

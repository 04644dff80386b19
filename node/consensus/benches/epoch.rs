//! How long the worst blocks that open an epoch take, beside an ordinary one and beside the weight that they declare.
//!
//! ```sh
//! cargo bench --workspace --bench epoch            # 20 rounds
//! cargo bench --workspace --bench epoch -- 50
//! ```
//!
//! On the real WASM runtime: 1 024 candidates stand for 23 seats, 23 certificates of level 1 and 1 058 of level 2 are
//! valid, and all witnesses of the epoch that ends have missed what they had to do. The block ends their epoch, scores
//! and strikes them, draws the next ones, hands them to finality and freezes all candidates again. There are two cases:
//!
//! * the witnesses have certificates of level 2, so that all certificates stay and count in the weights of the
//!   candidates;
//! * they have those of level 1, and each is frozen for the third time: so it is revoked with all level 2 under it, and
//!   1 081 grants end. Freezing three times takes longer than a benchmark has, so the first state of that chain says
//!   that it has happened twice; it also has the grants, which a genesis can not make.
//!
//! It panics if a block takes 300 ms or more, or longer than its weight says. Seen on one core of an Intel Xeon (a
//! virtual machine of two, 24 GiB, nothing else running), 20 rounds: the first takes 34 ms and declares 183 ms, the second
//! takes 94 ms and declares 485 ms.

#![allow(
	missing_docs,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	clippy::float_arithmetic,
	clippy::panic,
	reason = "a benchmark ends by panicking and prints fractions"
)]

#[allow(dead_code, unreachable_pub, clippy::panic, reason = "shared with the tests")]
#[path = "../tests/engine/common.rs"]
mod common;

use codec::Decode;
use common::{Chain, START};
use frame_support::{dispatch::PerDispatchClass, traits::fungible::MutateHold, weights::Weight};
use pallet_witness_certificates::{
	Certificate, Certificates, Grant, Grants, HoldReason, Level, Level1Holders, Mark, SetAside,
	ACTIVATION_GRANT, ISSUE_GRANT, LAST_FREEZE, LEVEL1_RELEASE_MS, LEVEL2_GRANT, LEVEL2_RELEASE_MS,
};
use pillars_primitives::{opaque::Block, units::ETP, AccountId, Balance, Hash};
use pillars_rules::Kind;
use pillars_runtime::{configs::ledger::Treasury, Balances, Runtime};
use sc_client_api::StorageProvider;
use serde_json::{json, Value};
use sp_api::{Core, ProvideRuntimeApi};
use sp_core::{ed25519, sr25519, storage::StorageKey, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::traits::Header as _;
use std::time::{Duration, Instant};

const SEATS: usize = 23;
/// As many as it takes to be struck for missing them.
const TURNS: usize = 5;
const CANDIDATES: usize = 1_024;
const LEVEL2_EACH: usize = 46;
/// Longest time that a block may take.
const LIMIT: Duration = Duration::from_millis(300);
/// After so many `Pow` blocks comes a `Pos` block: earlier than the chain demands.
const RUN: usize = 10;

/// Who has missed everything in the epoch that ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missed {
	Level1,
	Level2,
}

/// That of the node.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() {
	// Cargo passes `--bench`.
	let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(20);
	println!("{CANDIDATES} candidates, {SEATS} seats, best of {rounds} rounds, one core");
	println!("{:48} {:>10} {:>14}", "", "us", "declared us");

	let stays = Chain::with(|genesis| worst(genesis, Missed::Level2));
	let [ordinary, opens] = run(&stays, rounds);
	show("an ordinary block", &ordinary);
	show("opens an epoch", &opens);

	let ends = Chain::with_state(|genesis| worst(genesis, Missed::Level1), frozen_twice);
	let before: Vec<AccountId> = stored(&ends, ends.genesis(), &holders_key()).unwrap();
	assert_eq!(before.len(), SEATS, "the certificates are not there");
	let [_, revokes] = run(&ends, rounds);
	show("opens an epoch and ends all certificates", &revokes);
	let left: Vec<AccountId> = stored(&ends, revokes.hash, &holders_key()).unwrap_or_default();
	assert_eq!(left.len(), 0, "not all certificates have ended");

	for block in [opens, revokes] {
		let (time, declared) = (block.time, time_of(block.weight));
		assert!(time < LIMIT, "it takes {time:?}");
		assert!(time < declared, "it takes {time:?}, more than the {declared:?} it declares");
	}
}

/// A block that was measured.
struct Measured {
	hash: Hash,
	time: Duration,
	weight: Weight,
}

fn show(name: &str, block: &Measured) {
	let (time, declared) = (block.time, time_of(block.weight));
	println!("{name:48} {:>10.1} {:>14.1}", micros(time), micros(declared));
}

/// A picosecond is the unit of the weight of time.
fn time_of(weight: Weight) -> Duration {
	Duration::from_nanos(weight.ref_time() / 1_000)
}

fn micros(time: Duration) -> f64 {
	time.as_secs_f64() * 1e6
}

/// Grows the chain to the end of its first epoch, and measures the last `Pow` block of that and the first of the next.
fn run(chain: &Chain, rounds: usize) -> [Measured; 2] {
	let mut parent = chain.genesis();
	let mut timestamp = START;
	for pow in 1..SEATS * TURNS {
		parent = chain.grow(parent, Kind::Pow, timestamp);
		timestamp += 1_000;
		if pow % RUN == 0 {
			parent = chain.grow(parent, Kind::Pos, timestamp);
			timestamp += 1_000;
		}
	}
	let ordinary = measure(chain, parent, timestamp, rounds);
	let opens = measure(chain, ordinary.hash, timestamp + 1_000, rounds);
	let epoch = |block: &Measured| chain.context(block.hash, timestamp + 2_000).turn.epoch;
	assert_eq!((epoch(&ordinary), epoch(&opens)), (0, 1), "no epoch was opened");
	[ordinary, opens]
}

/// The shortest time in which a `Pow` block on the parent is executed. It is imported then.
fn measure(chain: &Chain, parent: Hash, timestamp: u64, rounds: usize) -> Measured {
	let claimed = chain.claim(parent, Kind::Pow, timestamp);
	let block: Block = chain.build(parent, &claimed, None);
	let execute = || {
		let api = chain.client.runtime_api();
		let block = block.clone();
		let parent = *block.header.parent_hash();
		let started = Instant::now();
		api.execute_block(parent, block.into()).unwrap();
		started.elapsed()
	};
	// The first fills caches.
	execute();
	let time = (0..rounds).map(|_| execute()).min().unwrap();
	let hash = chain.grow(parent, Kind::Pow, timestamp);
	let weights: PerDispatchClass<Weight> =
		stored(chain, hash, &frame_system::BlockWeight::<Runtime>::hashed_key()).unwrap();
	Measured { hash, time, weight: weights.total() }
}

/// A value in the state after a block.
fn stored<V: Decode>(chain: &Chain, block: Hash, key: &[u8]) -> Option<V> {
	let bytes = chain.client.storage(block, &StorageKey(key.to_vec())).unwrap()?;
	Some(V::decode(&mut &bytes.0[..]).unwrap())
}

fn holders_key() -> [u8; 32] {
	Level1Holders::<Runtime>::hashed_key()
}

/// An account by its number, with its keys. The first ones hold certificates of level 1, the others of level 2.
fn account(n: usize) -> (AccountId, sr25519::Public, ed25519::Public) {
	let seed = blake2_256(&n.to_le_bytes());
	let pair = sr25519::Pair::from_seed(&seed);
	(pair.public().into(), pair.public(), ed25519::Pair::from_seed(&seed).public())
}

fn accounts() -> Vec<(AccountId, sr25519::Public, ed25519::Public)> {
	(0..SEATS * (LEVEL2_EACH + 1)).map(account).collect()
}

/// As many of everything as there may be.
fn worst(genesis: &mut Value, missed: Missed) {
	let all = accounts();
	let (level1, level2) = all.split_at(SEATS);

	let treasury: AccountId = Treasury::get();
	let balances = genesis["balances"]["balances"].as_array_mut().unwrap();
	// All grants are set aside.
	let is_treasury = |entry: &&mut Value| entry[0] == json!(treasury);
	balances.iter_mut().find(is_treasury).unwrap()[1] = json!((15_000_000 * ETP) as u64);
	balances.extend(all.iter().map(|(who, ..)| json!([who, (2_000 * ETP) as u64])));
	let avatars = genesis["avatars"]["avatars"].as_array_mut().unwrap();
	avatars.extend(
		all.iter()
			.enumerate()
			.map(|(n, (who, ..))| json!({ "symbol": format!("holder{n}"), "account": who })),
	);
	let certificates: Vec<Value> = level1
		.iter()
		.zip(level2.chunks(LEVEL2_EACH))
		.map(|((holder, ..), under)| {
			let under: Vec<_> = under.iter().map(|(who, ..)| who).collect();
			json!({ "holder": holder, "active": true, "level2": under })
		})
		.collect();
	genesis["witnessCertificates"]["certificates"] = json!(certificates);
	let candidates: Vec<Value> = all
		.iter()
		.take(CANDIDATES)
		.map(|(who, seals, finalises)| {
			let bond = (1_000 * ETP) as u64;
			json!({ "who": who, "bond": bond, "witnessKey": seals, "grandpaKey": finalises })
		})
		.collect();
	genesis["candidates"]["candidates"] = json!(candidates);
	let witnesses = if missed == Missed::Level1 { level1 } else { &level2[..SEATS] };
	let witnesses: Vec<Value> =
		witnesses.iter().map(|(who, seals, _)| json!([who, seals])).collect();
	let consensus = &mut genesis["hybridConsensus"];
	consensus["witnesses"] = json!(witnesses);
	consensus["shape"] = json!({ "witnessCount": SEATS, "turnsPerWitness": TURNS });
	consensus["parameters"]["finalityFollowsElections"] = json!(true);
	// One bad epoch is enough.
	consensus["parameters"]["freezeEpochs"] = json!(1);
}

/// Each level-1 certificate was frozen twice, and each certificate has a grant that has hardly begun.
fn frozen_twice() {
	for (n, (who, ..)) in accounts().into_iter().enumerate() {
		if n < SEATS {
			Certificates::<Runtime>::mutate_extant(&who, |certificate: &mut Certificate| {
				let Level::One(one) = &mut certificate.level else { panic!("it is of level 1") };
				one.freezes = LAST_FREEZE - 1;
			});
			set_aside(&who, ISSUE_GRANT + ACTIVATION_GRANT, LEVEL1_RELEASE_MS);
		} else {
			set_aside(&who, LEVEL2_GRANT, LEVEL2_RELEASE_MS);
		}
	}
}

fn set_aside(who: &AccountId, total: Balance, over_ms: u64) {
	Balances::hold(&HoldReason::Grant.into(), &Treasury::get(), total).unwrap();
	SetAside::<Runtime>::mutate(|sum| *sum += total);
	let mark = Mark { height: 0, clock: START };
	Grants::<Runtime>::insert(who, Grant { total, over_ms, mark, ..Grant::default() });
}

//! The society on the real runtime: 60 candidates over many epochs.

use crate::chain::{check_state, genesis_with, Chain};
use frame_support::assert_ok;
use pallet_hybrid_consensus::{Head, Witnesses};
use pallet_witness_certificates::{CertificateInfo, State};
use pillars_consensus_primitives::Claim;
use pillars_primitives::{units::ETP, AccountId, Balance};
use pillars_rules::{turn_of, witness_index, Turn};
use pillars_runtime::{configs::ledger::Treasury, RuntimeCall, RuntimeOrigin, WitnessCertificates};
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{self, Alice, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};
use std::collections::BTreeSet;

mod elections;
mod epochs;

const CANDIDATES: usize = 60;
const SEATS: u32 = 8;
/// Enough for who misses them to be struck.
const TURNS: u32 = 5;
const MIN_BOND: Balance = 1_000 * ETP;
/// What counts of a bond at most.
const MOST: Balance = 4 * MIN_BOND;
/// Blocks for which a certificate holds.
const LIFE: u32 = 4_000;
/// Low epochs after which a level-1 certificate is frozen.
const FREEZE_EPOCHS: u32 = 2;

/// Holds the level-1 certificate of the first 23 others, and never seals anything.
const IDLE: usize = 0;
/// Is given a level-1 certificate, and proposes the next 23.
const LEADER: usize = 1;
/// Signs two blocks for one turn.
const CHEAT: usize = 50;

fn pair(n: usize) -> sr25519::Pair {
	sr25519::Pair::from_seed(&blake2_256(&[n as u8]))
}

fn account(n: usize) -> AccountId {
	pair(n).public().into()
}

/// Under the certificate of [`IDLE`] from genesis on.
fn led_by_idle() -> std::ops::Range<usize> {
	2..25
}

/// Under that of [`LEADER`] once it has one.
fn led_by_leader() -> std::ops::Range<usize> {
	25..48
}

fn bond_of(n: usize) -> Balance {
	// Those who must be elected soon have the most that counts; the others differ.
	match n {
		IDLE | CHEAT => MOST,
		_ => MIN_BOND + n as Balance * 20 * ETP,
	}
}

fn configure(genesis: &mut Value, life: u32) {
	let balances = genesis["balances"]["balances"].as_array_mut().unwrap();
	balances.extend((0..CANDIDATES).map(|n| json!([account(n), (10_000 * ETP) as u64])));
	let avatars = genesis["avatars"]["avatars"].as_array_mut().unwrap();
	avatars.extend(
		(0..CANDIDATES).map(|n| json!({ "symbol": format!("c{n}"), "account": account(n) })),
	);
	let candidate = |n: usize| {
		let finality = ed25519::Pair::from_seed(&blake2_256(&[n as u8]));
		json!({
			"who": account(n),
			"bond": bond_of(n) as u64,
			"witnessKey": pair(n).public(),
			"grandpaKey": finality.public(),
		})
	};
	genesis["candidates"]["candidates"] = (0..CANDIDATES).map(candidate).collect();
	let level2: Vec<AccountId> = led_by_idle().map(account).collect();
	genesis["witnessCertificates"]["certificates"] =
		json!([{ "holder": account(IDLE), "active": true, "level2": level2 }]);
	let consensus = &mut genesis["hybridConsensus"];
	consensus["shape"] = json!({ "witnessCount": SEATS, "turnsPerWitness": TURNS });
	consensus["witnesses"] =
		(2..2 + SEATS as usize).map(|n| json!([account(n), pair(n).public()])).collect();
	consensus["parameters"]["certificateLife"] = json!(life);
	consensus["parameters"]["freezeEpochs"] = json!(FREEZE_EPOCHS);
}

/// A chain with the candidates, and where its epochs stand.
struct Society {
	chain: Chain,
	pow_count: u64,
	/// Who makes no followers.
	idle: BTreeSet<AccountId>,
}

impl Society {
	fn new() -> Self {
		Self::with_life(LIFE)
	}

	/// Where certificates hold for so many blocks.
	fn with_life(life: u32) -> Self {
		let chain = Chain::on(genesis_with("development", |genesis| configure(genesis, life)));
		Self { chain, pow_count: 0, idle: BTreeSet::new() }
	}

	/// What an account does between two blocks.
	fn call(&mut self, who: AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
		let call = call.into();
		self.chain.at(|| {
			let result = call.dispatch(RuntimeOrigin::signed(who));
			result.map(drop).map_err(|failed| failed.error)
		})
	}

	fn refuses(
		&mut self,
		who: AccountId,
		call: impl Into<RuntimeCall>,
		error: impl Into<DispatchError>,
	) {
		assert_eq!(self.call(who, call), Err(error.into()));
	}

	fn foundation(&mut self, call: impl Into<RuntimeCall>) {
		assert_ok!(self.call(Ferdie.to_account_id(), call));
	}

	/// The witnesses of an epoch.
	fn witnesses(&mut self, epoch: u32) -> Vec<AccountId> {
		let list = self.chain.at(|| Witnesses::<pillars_runtime::Runtime>::get(epoch));
		list.unwrap_or_default().into_iter().map(|(who, _)| who).collect()
	}

	fn certificate(&mut self, n: usize) -> CertificateInfo {
		self.chain.at(|| WitnessCertificates::certificate(account(n))).expect("it has one")
	}

	fn state(&mut self, n: usize) -> State {
		self.certificate(n).state
	}

	fn is_frozen(&mut self, n: usize) -> bool {
		matches!(self.state(n), State::Frozen { .. })
	}

	/// The epoch that the next `Pow` block is of.
	fn next_epoch(&self) -> u32 {
		turn_of(self.pow_count, shape()).epoch
	}

	/// Adds a `Pow` block and, unless its witness is idle, the follower. Returns the turn.
	fn turn(&mut self) -> Turn {
		let turn = turn_of(self.pow_count, shape());
		// As if a `Pos` block had come: too long without one, no turn is assigned.
		self.chain.at(|| {
			Head::<pillars_runtime::Runtime>::mutate(|head| {
				head.iter_mut().for_each(|head| head.gap = 0);
			});
		});
		self.chain.hasten(Alice.to_account_id(), Claim::Pow { difficulty: 600 });
		self.pow_count += 1;
		let witnesses = self.witnesses(turn.epoch);
		let index = witness_index(turn.turn, witnesses.len() as u32).unwrap();
		let witness = witnesses[index as usize].clone();
		if !self.idle.contains(&witness) {
			self.chain.hasten(witness, Claim::Dpos { epoch: turn.epoch, turn: turn.turn });
		}
		turn
	}

	/// Goes on to the first block of the next epoch and checks the state.
	fn epoch(&mut self) -> u32 {
		let epoch = self.next_epoch();
		loop {
			let Turn { epoch: of, .. } = self.turn();
			if self.next_epoch() != of {
				break;
			}
		}
		self.turn();
		self.chain.at(check_state);
		self.chain.commit();
		assert_eq!(self.next_epoch(), epoch + 1);
		epoch + 1
	}
}

fn shape() -> pillars_rules::EpochShape {
	pillars_rules::EpochShape { witness_count: SEATS, turns_per_witness: TURNS }
}

fn treasury(society: &mut Society) -> Balance {
	society.chain.balance(&Treasury::get())
}

fn keyring(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

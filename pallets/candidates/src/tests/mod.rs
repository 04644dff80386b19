//! A runtime of this pallet and real balances; other pallets are answered for by values that tests set.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{
	self as pallet_candidates, BondLedger, CandidateKeys, CandidateState, Candidates, Chunk, Event,
	Freezings, Frozen, GenesisCandidate, HoldReason, Ledgers, Pools, MIN_DELEGATION,
};
use frame_support::{
	assert_noop, assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold, Mutate, MutateHold},
		tokens::{Precision, Preservation},
	},
	PalletId,
};
use pillars_consensus_primitives::WitnessKey;
use pillars_primitives::{units::ETP, AccountId, Balance, Header};
use pillars_rules::{election_weight, Parameters};
use pillars_traits::{
	AvatarTies, Avatars, Bonds, Certification, ConsensusParameters, Electorate, OnEpochEnd,
	WitnessDuty, WitnessScores, WitnessTables,
};
use sp_core::{crypto::Pair as _, ed25519, sr25519};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentityLookup},
	BuildStorage, DispatchError, DispatchResult, Perbill, TokenError,
};
use std::collections::{BTreeMap, BTreeSet};

mod bonds;
mod delegation;
mod electorate;
mod equivocation;
mod evidence;
mod genesis;
mod invariants;
mod keys;
mod props;
mod registry;
mod rewards;
mod ties;
mod unlocking;
mod views;

type Error = crate::Error<Test>;
type UncheckedExtrinsic = generic::UncheckedExtrinsic<AccountId, RuntimeCall, (), ()>;
type Block = generic::Block<Header, UncheckedExtrinsic>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Candidacy = pallet_candidates;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Hash = sp_core::H256;
	type Hashing = BlakeTwo256;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

/// Bond B, and what an account must have to exist.
const MIN_BOND: Balance = 1_000 * ETP;
const EXISTENTIAL: Balance = ETP / 1_000;
/// Score of who has no other.
const SCORE: u32 = 90_000;

parameter_types! {
	pub const ExistentialDeposit: Balance = EXISTENTIAL;
	pub const PotId: PalletId = PalletId(*b"pillcand");
	pub static LeastBond: Balance = MIN_BOND;
	pub static NoAvatars: BTreeSet<AccountId> = BTreeSet::new();
	pub static Certified: BTreeSet<AccountId> = BTreeSet::new();
	pub static BondChanges: Vec<(AccountId, Balance)> = Vec::new();
	pub static OwnScores: BTreeMap<AccountId, u32> = BTreeMap::new();
	pub static Turns: BTreeMap<(u32, u32), (AccountId, sr25519::Public)> = BTreeMap::new();
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
}

impl crate::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Keys = keys::SessionKeys;
	type Parameters = Society;
	type Avatars = Society;
	type Certification = Society;
	type Scores = Society;
	type Tables = Society;
	type PotId = PotId;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Answers for the other pallets.
pub struct Society;

impl ConsensusParameters for Society {
	fn parameters() -> Parameters {
		Parameters { min_bond: LeastBond::get(), ..Parameters::development() }
	}
}

impl Avatars for Society {
	fn avatar_of(who: &AccountId) -> Option<pillars_traits::AvatarId> {
		(!NoAvatars::get().contains(who)).then(|| <() as Avatars>::avatar_of(who)).flatten()
	}

	fn account_of(_: &pillars_traits::AvatarId) -> Option<AccountId> {
		None
	}

	fn holding(_: &AccountId) -> Option<pillars_traits::Holding> {
		None
	}
}

impl Certification for Society {
	fn is_certified(who: &AccountId) -> bool {
		Certified::get().contains(who)
	}

	fn valid_level2_under(_: &AccountId) -> u32 {
		0
	}

	fn bond_changed(who: &AccountId, bond: Balance) {
		BondChanges::mutate(|changes| changes.push((who.clone(), bond)));
	}
}

impl WitnessScores for Society {
	fn score(who: &AccountId) -> u32 {
		OwnScores::get().get(who).copied().unwrap_or(SCORE)
	}

	fn test_score(who: &AccountId) -> u32 {
		Self::score(who)
	}

	fn staker_score(who: &AccountId, _: Balance) -> u32 {
		Self::score(who)
	}
}

impl WitnessTables for Society {
	fn epoch() -> u32 {
		Candidacy::epoch()
	}

	fn witness_at(epoch: u32, turn: u32) -> Option<(AccountId, sr25519::Public)> {
		Turns::get().get(&(epoch, turn)).cloned()
	}
}

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn signed(n: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(n))
}

/// Accounts with money.
const ALICE: u8 = 1;
const BOB: u8 = 2;
const CAROL: u8 = 3;
const DAVE: u8 = 4;
/// A certified node that is no candidate from genesis.
const NODE: u8 = 9;
/// What each of the accounts 1 to 20 has.
const WEALTH: Balance = 100_000 * ETP;

#[derive(Default)]
struct ExtBuilder {
	candidates: Vec<GenesisCandidate>,
}

impl ExtBuilder {
	/// Candidates from genesis on, each with this bond and commission.
	fn candidate(mut self, n: u8, bond: Balance, commission: u32) -> Self {
		self.candidates.push(GenesisCandidate {
			who: account(n),
			bond,
			witness_key: keys::of(n).witness,
			grandpa_key: keys::of(n).grandpa,
			commission: Perbill::from_percent(commission),
		});
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		LeastBond::set(MIN_BOND);
		NoAvatars::take();
		Certified::set([account(NODE)].into());
		BondChanges::take();
		OwnScores::take();
		Turns::take();
		let mut balances: BTreeMap<_, _> = (1..=20).map(|n| (account(n), WEALTH)).collect();
		for GenesisCandidate { who, bond, .. } in &self.candidates {
			balances.entry(who.clone()).or_insert(bond + EXISTENTIAL);
		}
		let mut ext: sp_io::TestExternalities = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: balances.into_iter().collect(),
				..Default::default()
			},
			candidacy: crate::GenesisConfig { candidates: self.candidates, ..Default::default() },
			..Default::default()
		}
		.build_storage()
		.unwrap()
		.into();
		// Events are not kept at genesis.
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Candidacy::do_try_state().unwrap();
		});
	}
}

/// Runs a test without genesis candidates, in epoch 0.
fn build_and_execute(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		Candidacy::freeze(0);
		test();
	});
}

/// Opens the next epochs as the consensus does, without any duties.
fn open_epochs(count: u32) {
	for _ in 0..count {
		let epoch = Candidacy::epoch();
		Candidacy::epoch_ended(epoch, &[]);
		Candidacy::take_frozen();
		Candidacy::freeze(epoch + 1);
	}
}

/// Mints the reward of a `Dpos` block to the witness and has it shared.
fn reward(n: u8, amount: Balance) {
	Balances::mint_into(&account(n), amount).unwrap();
	Candidacy::share_reward(&account(n), amount);
}

/// What is held of an account for this reason.
fn held(n: u8, reason: HoldReason) -> Balance {
	Balances::balance_on_hold(&reason.into(), &account(n))
}

fn register(n: u8) -> DispatchResult {
	let (keys, proof) = keys::proven(n);
	Candidacy::register_candidate(signed(n), keys, proof).map(|_| ()).map_err(|e| e.error)
}

/// Bonds, and registers with the keys of the account's number.
fn stand(n: u8, bond: Balance) {
	assert_ok!(Candidacy::bond(signed(n), bond));
	assert_ok!(register(n));
}

fn delegate(delegator: u8, node: u8, amount: Balance) -> DispatchResult {
	Candidacy::delegate(signed(delegator), account(node), amount)
}

fn undelegate(delegator: u8, node: u8, amount: Balance) -> DispatchResult {
	Candidacy::undelegate(signed(delegator), account(node), amount)
}

/// What a delegator could claim.
fn rewards(delegator: u8, node: u8) -> Balance {
	Candidacy::delegation(account(delegator), account(node)).map_or(0, |info| info.rewards)
}

/// Numbers of the frozen candidates.
fn frozen() -> Vec<u8> {
	Frozen::<Test>::get().iter().map(|entry| AsRef::<[u8]>::as_ref(&entry.who)[0]).collect()
}

fn last_event() -> Event<Test> {
	System::read_events_for_pallet().pop().unwrap()
}

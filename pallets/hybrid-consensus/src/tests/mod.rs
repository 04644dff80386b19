//! A runtime of this pallet, the real ledger and the real difficulties, and a chain of blocks over
//! it.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{self as pallet_hybrid_consensus, BlockHead, Duty, Event, Head};
use frame_support::{
	derive_impl, parameter_types,
	traits::{OnFinalize, OnInitialize},
	PalletId,
};
use pillars_consensus_primitives::{Claim, Claimed, PreDigest, WitnessKey};
use pillars_ledger::{Asset, Lock, OutPoint};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber, Hash, Header, Moment};
use pillars_rules::{EpochShape, Kind, Parameters, Turn, MAX_SUPPLY};
use pillars_traits::{
	Certification, Electorate, FinalityAuthorities, FrozenCandidate, OnEpochEnd, WitnessDuty,
	WitnessScores,
};
use sp_core::{ed25519, sr25519};
use sp_runtime::{
	traits::{Dispatchable, IdentityLookup},
	BuildStorage, Digest, Weight,
};

mod bonus;
mod chain;
mod context;
mod digest;
mod elections;
mod epochs;
mod genesis;
mod inherents;
mod invariants;
mod parameters;
mod properties;
mod rewards;
mod turns;

use chain::Chain;

type Block = frame_system::mocking::MockBlockU32<Test>;

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
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Difficulty = pallet_difficulty;
	#[runtime::pallet_index(4)]
	pub type HybridConsensus = pallet_hybrid_consensus;
	#[runtime::pallet_index(5)]
	pub type UtxoAssets = pallet_utxo_assets;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
	pub const ExistentialDeposit: Balance = ETP / 1_000;
	pub const PotId: PalletId = PalletId(*b"pillutxo");
	pub const MaxSupply: Balance = MAX_SUPPLY;
	pub const StakingKeyDelay: BlockNumber = 2;
	pub const TargetBlockTime: u64 = 16_350;
	pub Treasury: AccountId = account(200);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
}

impl pallet_difficulty::Config for Test {
	type TargetBlockTime = TargetBlockTime;
}

impl pallet_utxo_assets::Config for Test {
	type Currency = Balances;
	type Parameters = HybridConsensus;
	type BlockClaim = HybridConsensus;
	type PotId = PotId;
	type MaxSupply = MaxSupply;
	type StakingKeyDelay = StakingKeyDelay;
	type SubmitFee = Free;
	type Avatars = ();
	type Mining = ();
	type Activity = ();
	type Treasury = Treasury;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

impl crate::Config for Test {
	type Time = Timestamp;
	type Difficulty = Difficulty;
	type Ledger = UtxoAssets;
	type TokenMining = OneToken;
	type Electorate = ElectionTest;
	type OnEpochEnd = (ElectionTest, (), ());
	type Finality = ElectionTest;
	type Scores = ElectionTest;
	type Certification = ElectionTest;
	type UpdateOrigin = frame_system::EnsureRoot<AccountId>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Transactions that no account pays for are of no concern here.
pub struct Free;

impl pillars_traits::SubmitFee for Free {
	fn minimum(_: u32, _: Weight) -> Balance {
		0
	}

	fn priority(_: Balance, _: u32, _: Weight) -> u64 {
		0
	}
}

parameter_types! {
	/// Those who stand for election.
	pub static Standing: Vec<FrozenCandidate> = vec![];
	/// Those frozen for the next draw.
	pub static Frozen: Vec<FrozenCandidate> = vec![];
	/// Epochs in which candidates were frozen.
	pub static Freezings: Vec<u32> = vec![];
	/// What was asked of the electorate, in this order.
	pub static Steps: Vec<&'static str> = vec![];
	/// What was told of epochs that ended.
	pub static Ended: Vec<(u32, Vec<WitnessDuty>)> = vec![];
	/// Who was told to finalise.
	pub static Finalisers: Vec<Vec<ed25519::Public>> = vec![];
	/// Rewards that were shared.
	pub static Shared: Vec<(AccountId, Balance)> = vec![];
	/// Level-2 certificates under anybody's.
	pub static Level2: u32 = 0;
}

/// An electorate of those who are [`Standing`], and what else elections ask.
pub struct ElectionTest;

impl Electorate for ElectionTest {
	fn take_frozen() -> Vec<FrozenCandidate> {
		Steps::mutate(|all| all.push("take"));
		Frozen::take()
	}

	fn freeze(epoch: u32) -> u32 {
		Steps::mutate(|all| all.push("freeze"));
		Freezings::mutate(|all| all.push(epoch));
		Frozen::set(Standing::get());
		Standing::get().len() as u32
	}

	fn share_reward(witness: &AccountId, reward: Balance) {
		Shared::mutate(|all| all.push((witness.clone(), reward)));
	}
}

impl OnEpochEnd for ElectionTest {
	fn epoch_ended(epoch: u32, duties: &[WitnessDuty]) {
		Steps::mutate(|all| all.push("end"));
		Ended::mutate(|all| all.push((epoch, duties.to_vec())));
	}
}

impl FinalityAuthorities for ElectionTest {
	fn schedule(authorities: Vec<ed25519::Public>) {
		Finalisers::mutate(|all| all.push(authorities));
	}
}

/// Scores of stakers are their deposits in ETP.
impl WitnessScores for ElectionTest {
	fn score(_: &AccountId) -> u32 {
		0
	}

	fn test_score(_: &AccountId) -> u32 {
		0
	}

	fn staker_score(_: &AccountId, deposited: Balance) -> u32 {
		(deposited / ETP) as u32
	}
}

impl Certification for ElectionTest {
	fn is_certified(_: &AccountId) -> bool {
		true
	}

	fn valid_level2_under(_: &AccountId) -> u32 {
		Level2::get()
	}

	fn bond_changed(_: &AccountId, _: Balance) {}
}

/// The only token that can be mined, and what a whole block earns of it.
const TOKEN: Asset = 1;
const TOKEN_REWARD: Balance = 100;

/// Mines [`TOKEN`].
pub struct OneToken;

impl pillars_traits::TokenMining for OneToken {
	fn mine(asset: Asset, _: BlockNumber, divisor: u32) -> Balance {
		if asset == TOKEN {
			TOKEN_REWARD / Balance::from(divisor)
		} else {
			0
		}
	}
}

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn key(n: u8) -> WitnessKey {
	sp_core::sr25519::Public::from_raw([n.wrapping_add(100); 32]).into()
}

/// Whoever mines.
const MINER: u8 = 1;
/// Whoever stakes.
const STAKER: u8 = 2;
/// Has money to pay fees with.
const RICH: u8 = 3;
/// The first of the witnesses.
const WITNESS: u8 = 10;

/// Difficulties at genesis.
const POW: u128 = 12_800;
const POS: u128 = 25_600;

/// Three witnesses of four turns each.
const SHAPE: EpochShape = EpochShape { witness_count: 3, turns_per_witness: 4 };
/// Turns of an epoch.
const N: u32 = 12;

/// A chain in phase two from the first block, with three witnesses, unless told otherwise.
struct ExtBuilder {
	parameters: Parameters,
	shape: EpochShape,
	witnesses: Vec<(AccountId, WitnessKey)>,
	outputs: Vec<(Lock, Balance)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			parameters: Parameters::development(),
			shape: SHAPE,
			witnesses: (WITNESS..WITNESS + 3).map(|n| (account(n), key(n))).collect(),
			outputs: Vec::new(),
		}
	}
}

impl ExtBuilder {
	fn parameters(mut self, change: impl FnOnce(&mut Parameters)) -> Self {
		change(&mut self.parameters);
		self
	}

	fn shape(mut self, witness_count: u32, turns_per_witness: u32) -> Self {
		self.shape = EpochShape { witness_count, turns_per_witness };
		self
	}

	fn witnesses(mut self, count: u8) -> Self {
		self.witnesses = (WITNESS..WITNESS + count).map(|n| (account(n), key(n))).collect();
		self
	}

	fn output(mut self, lock: Lock, amount: Balance) -> Self {
		self.outputs.push((lock, amount));
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		Standing::set(vec![]);
		Frozen::set(vec![]);
		Freezings::set(vec![]);
		Steps::set(vec![]);
		Ended::set(vec![]);
		Finalisers::set(vec![]);
		Shared::set(vec![]);
		Level2::set(0);
		let outputs = self.outputs.into_iter();
		RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: vec![(account(RICH), 1_000 * ETP)],
				..Default::default()
			},
			difficulty: pallet_difficulty::GenesisConfig {
				pow: POW,
				pos: POS,
				..Default::default()
			},
			hybrid_consensus: crate::GenesisConfig {
				parameters: self.parameters,
				shape: self.shape,
				witnesses: self.witnesses,
				..Default::default()
			},
			utxo_assets: pallet_utxo_assets::GenesisConfig {
				outputs: outputs
					.map(|(lock, amount)| pallet_utxo_assets::GenesisOutput { lock, amount })
					.collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap()
		.into()
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce(Chain)) {
		self.build().execute_with(|| {
			test(Chain::new());
			try_state();
		});
	}
}

/// Issues [`TOKEN`] to the rich before the first block; it makes fees.
fn issue_token() {
	let symbol = b"TOKEN".to_vec();
	let commitment = pillars_ledger::domain_commitment(&symbol, &[0; 32], &account(RICH));
	let origin = || RuntimeOrigin::signed(account(RICH));
	UtxoAssets::commit_domain(origin(), commitment).unwrap();
	System::set_block_number(pallet_utxo_assets::MIN_REVEAL);
	let params = pallet_utxo_assets::IssueParams {
		symbol: symbol.try_into().unwrap(),
		decimals: 0,
		supply: 0,
		description: Default::default(),
		metadata: None,
		reissue: pillars_ledger::Reissue::Never,
		mining: None,
	};
	UtxoAssets::issue(origin(), params, Some([0; 32])).unwrap();
	System::set_block_number(0);
	assert_eq!(pallet_utxo_assets::NextAsset::<Test>::get(), TOKEN + 1);
}

/// Runs a test over the usual chain.
fn build_and_execute(test: impl FnOnce(Chain)) {
	ExtBuilder::default().build_and_execute(test);
}

fn try_state() {
	HybridConsensus::do_try_state().unwrap();
	UtxoAssets::do_try_state().unwrap();
	Difficulty::do_try_state().unwrap();
}

fn head() -> BlockHead {
	Head::<Test>::get().unwrap()
}

fn turn(epoch: u32, turn: u32) -> Turn {
	Turn { epoch, turn }
}

fn duty(assigned: u32, made: u32) -> Duty {
	Duty { assigned, made }
}

/// The events of this pallet in the block.
fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet()
}

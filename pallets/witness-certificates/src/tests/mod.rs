//! A runtime of frame-system, balances and this pallet; time, parameters, avatars, bonds and scores are set by the
//! tests.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{
	self as pallet_witness_certificates, Certificates, Event, GenesisCertificate, Grants, Groups,
	HoldReason, Level, Level1Holders, Level2Count, Proposals, SetAside, State, WaitingList,
	ACTIVATION_GRANT, ISSUE_GRANT, LEVEL1_RELEASE_MS, LEVEL2_GRANT, LEVEL2_RELEASE_MS, MAX_LEVEL2,
};
use frame_support::{
	assert_noop, assert_ok, derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{
		fungible::{Inspect, InspectHold, Mutate},
		OnFinalize, OnInitialize, Time,
	},
};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber, Moment};
use pillars_rules::Parameters;
use pillars_traits::{
	AvatarId, AvatarTies, Avatars, Bonds, Certification, ConsensusParameters, Holding, OnEpochEnd,
	WitnessDuty, WitnessScores,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage};
use std::collections::BTreeMap;

mod activation;
mod expiry;
mod freezing;
mod genesis;
mod grants;
mod invariants;
mod issue;
mod pauses;
mod properties;
mod proposals;
mod queries;
mod revocation;
mod seams;
mod waiting;

type Block = frame_system::mocking::MockBlockU32<Test>;
type Error = crate::Error<Test>;

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
	pub type WitnessCertificates = pallet_witness_certificates;
}

/// The least bond.
const BOND: Balance = 1_000 * ETP;
/// Life of a certificate in blocks.
const LIFE: BlockNumber = 2_000;
/// Time to activate in ms.
const ACTIVATION: u64 = 600_000;
/// A score that freezes.
const LOW: u32 = 69_999;
/// A score that does not.
const GOOD: u32 = 70_000;
/// What the Foundation has at genesis.
const FUNDS: Balance = 10_000_000 * ETP;
/// The moment of block 1.
const START: Moment = 1_700_000_000_000;

parameter_types! {
	pub const ExistentialDeposit: Balance = ETP / 1_000;
	pub Treasury: AccountId = AccountId::new([200; 32]);
	static ChainParameters: Parameters = Parameters::development();
	static NowMs: Moment = 0;
	static NoAvatars: Vec<AccountId> = vec![];
	static OwnBonds: BTreeMap<AccountId, Balance> = BTreeMap::new();
	static Scores: BTreeMap<AccountId, u32> = BTreeMap::new();
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
}

impl crate::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Parameters = Seams;
	type Avatars = Seams;
	type Bonds = Seams;
	type Scores = Seams;
	type FoundationOrigin = frame_system::EnsureRoot<AccountId>;
	type Foundation = Treasury;
	type Time = Seams;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Of the test's time, parameters, avatars, bonds and scores.
pub struct Seams;

impl Time for Seams {
	type Moment = Moment;

	fn now() -> Moment {
		NowMs::get()
	}
}

impl ConsensusParameters for Seams {
	fn parameters() -> Parameters {
		ChainParameters::get()
	}
}

impl Avatars for Seams {
	fn avatar_of(who: &AccountId) -> Option<AvatarId> {
		(!NoAvatars::get().contains(who)).then(|| <() as Avatars>::avatar_of(who)).flatten()
	}

	fn account_of(avatar: &AvatarId) -> Option<AccountId> {
		<() as Avatars>::account_of(avatar)
	}

	fn holding(who: &AccountId) -> Option<Holding> {
		<() as Avatars>::holding(who)
	}
}

impl Bonds for Seams {
	fn own_bond(who: &AccountId) -> Balance {
		OwnBonds::get().get(who).copied().unwrap_or_default()
	}

	fn counted_bond(who: &AccountId) -> Balance {
		Self::own_bond(who)
	}

	fn is_candidate(who: &AccountId) -> bool {
		Self::own_bond(who) > 0
	}
}

/// Everybody scores well unless told otherwise.
impl WitnessScores for Seams {
	fn score(who: &AccountId) -> u32 {
		Self::test_score(who)
	}

	fn test_score(who: &AccountId) -> u32 {
		Scores::get().get(who).copied().unwrap_or(GOOD)
	}

	fn staker_score(who: &AccountId, _: Balance) -> u32 {
		Self::test_score(who)
	}
}

/// A level-1 holder in most tests.
const A: u16 = 1;
/// Another one.
const B: u16 = 2;
/// Of level 2 under `A` come these and those after them, under `B` those from 2 000 on.
const A1: u16 = 1_000;
const B1: u16 = 2_000;
/// Has nothing to do with certificates.
const ANYONE: u16 = 9;

fn account(n: u16) -> AccountId {
	let mut bytes = [7; 32];
	bytes[..2].copy_from_slice(&n.to_be_bytes());
	bytes.into()
}

fn signed(n: u16) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(n))
}

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// A chain at block 1 with a rich Foundation and no certificates, unless told otherwise.
#[derive(Default)]
struct ExtBuilder {
	certificates: Vec<GenesisCertificate>,
}

impl ExtBuilder {
	/// Adds a level 1 with so many of level 2 under it, from account `first` on, all with bonds.
	fn certificate(mut self, holder: u16, active: bool, first: u16, level2: u16) -> Self {
		let level2 = (first..first + level2).map(account).collect();
		self.certificates.push(GenesisCertificate { holder: account(holder), active, level2 });
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		let mut parameters = Parameters::development();
		parameters.min_bond = BOND;
		parameters.certificate_life = LIFE;
		parameters.activation_time_ms = ACTIVATION;
		parameters.freeze_below = GOOD;
		parameters.freeze_epochs = 3;
		ChainParameters::set(parameters);
		NowMs::set(0);
		NoAvatars::set(vec![]);
		Scores::set(BTreeMap::new());
		let level2 = self.certificates.iter().flat_map(|one| one.level2.clone());
		OwnBonds::set(level2.map(|who| (who, BOND)).collect());
		let mut ext: sp_io::TestExternalities = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: vec![(Treasury::get(), FUNDS)],
				..Default::default()
			},
			witness_certificates: crate::GenesisConfig {
				certificates: self.certificates,
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap()
		.into();
		ext.execute_with(|| {
			System::set_block_number(1);
			WitnessCertificates::on_initialize(1);
			NowMs::set(START);
			WitnessCertificates::on_finalize(1);
		});
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			try_state();
		});
	}
}

/// Runs a test over the usual chain.
fn build_and_execute(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(test);
}

/// Runs a test over a chain where A has an active certificate of the genesis state with 23 under it.
fn with_active(test: impl FnOnce()) {
	ExtBuilder::default().certificate(A, true, A1, 23).build_and_execute(test);
}

fn try_state() {
	WitnessCertificates::do_try_state().unwrap();
}

fn set_height(height: BlockNumber) {
	System::set_block_number(height);
}

/// So many ms pass, in one block.
fn pass(ms: u64) {
	NowMs::mutate(|now| *now += ms);
	set_height(System::block_number() + 1);
}

/// Sets the bond of an account and tells of it.
fn bond(n: u16, amount: Balance) {
	OwnBonds::mutate(|bonds| bonds.insert(account(n), amount));
	WitnessCertificates::bond_changed(&account(n), amount);
}

fn issue_level1(n: u16) -> DispatchResult {
	WitnessCertificates::issue_level1(root(), account(n))
}

fn propose(under: u16, to: u16) -> DispatchResult {
	WitnessCertificates::propose_level2(signed(under), account(to))
}

fn approve(under: u16, to: u16) -> DispatchResult {
	WitnessCertificates::approve_level2(root(), account(under), account(to))
}

fn settle(n: u16) -> DispatchResult {
	WitnessCertificates::settle(signed(ANYONE), account(n))
}

fn unfreeze(n: u16) -> DispatchResult {
	WitnessCertificates::unfreeze(root(), account(n))
}

fn revoke(n: u16) -> DispatchResult {
	WitnessCertificates::revoke(root(), account(n))
}

fn claim(n: u16) -> DispatchResult {
	WitnessCertificates::claim_grant(signed(n))
}

/// Bonds an account and gives it a level-2 certificate.
fn issue_level2(under: u16, to: u16) {
	bond(to, BOND);
	assert_ok!(propose(under, to));
	assert_ok!(approve(under, to));
}

/// The same for so many, from account `first` on.
fn issue_many(under: u16, first: u16, count: u16) {
	for to in first..first + count {
		issue_level2(under, to);
	}
}

/// An epoch ends for which these were elected.
fn epoch(elected: &[u16], score: u32) {
	let duties: Vec<_> = elected.iter().map(|n| duty(*n)).collect();
	for WitnessDuty { who, .. } in &duties {
		Scores::mutate(|scores| scores.insert(who.clone(), score));
	}
	WitnessCertificates::epoch_ended(1, &duties);
}

fn duty(n: u16) -> WitnessDuty {
	WitnessDuty { who: account(n), assigned: 4, made: 4 }
}

/// Three low epochs.
fn freeze(n: u16) {
	for _ in 0..3 {
		epoch(&[n], LOW);
	}
}

fn is_certified(n: u16) -> bool {
	WitnessCertificates::is_certified(&account(n))
}

fn valid_under(n: u16) -> u32 {
	WitnessCertificates::valid_level2_under(&account(n))
}

/// Where the certificate of an account stands now.
fn state(n: u16) -> State {
	WitnessCertificates::certificate(account(n)).unwrap().state
}

/// Where it stood when it was last written.
fn written(n: u16) -> State {
	Certificates::<Test>::get(account(n)).unwrap().state
}

fn claimable(n: u16) -> Balance {
	WitnessCertificates::claimable(account(n))
}

fn balance(n: u16) -> Balance {
	Balances::balance(&account(n))
}

/// What is held for grants.
fn held() -> Balance {
	Balances::balance_on_hold(&HoldReason::Grant.into(), &Treasury::get())
}

/// What the Foundation can spend.
fn free() -> Balance {
	Balances::balance(&Treasury::get())
}

/// The events of this pallet in the block.
fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet()
}

//! A runtime of frame-system, balances and this pallet; fees, ties and moves are seen by the tests.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{
	self as pallet_avatars, avatar_id, Attestation, Attestations, AvatarDetails, AvatarOf, Call,
	Error, Event, GenesisAvatar, GenesisKind, HoldReason, KindName, Offers, Symbol,
	ATTESTATION_HOLD, REGISTRATION_FEE,
};
use frame_support::{
	assert_noop, assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{InspectHold, Mutate},
		tokens::Preservation,
		Hooks,
	},
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	AccountId, Balance, BlockNumber,
};
use pillars_traits::{AvatarId, AvatarTies, Holding, OnAvatarMoved, ServiceFees};
use sp_core::H256;
use sp_runtime::{
	traits::{Dispatchable, IdentityLookup},
	BuildStorage, DispatchError, DispatchResult,
};

mod attestations;
mod genesis;
mod invariants;
mod kinds;
mod names;
mod properties;
mod queries;
mod register;
mod transfer;

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
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Avatars = pallet_avatars;
}

/// Balance at genesis of the accounts 1 to [`ACCOUNTS`].
const ENDOWMENT: Balance = 100 * ETP;
const ACCOUNTS: u8 = 6;
/// Kinds of the default genesis.
const KYC: u32 = 1;
const ACHIEVEMENT: u32 = 2;

parameter_types! {
	pub const ExistentialDeposit: Balance = MILLI_ETP;
	static Tied: Vec<AccountId> = vec![];
	static Moves: Vec<(AccountId, AccountId)> = vec![];
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
}

impl crate::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Fees = Seams;
	type Ties = Seams;
	type OnMoved = Seams;
	type UpdateOrigin = frame_system::EnsureRoot<AccountId>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Of the test.
pub struct Seams;

/// To one account.
impl ServiceFees for Seams {
	fn charge(who: &AccountId, amount: Balance) -> DispatchResult {
		Balances::transfer(who, &account(200), amount, Preservation::Preserve).map(drop)
	}
}

impl AvatarTies for Seams {
	fn is_tied(who: &AccountId) -> bool {
		Tied::get().contains(who)
	}
}

impl OnAvatarMoved for Seams {
	fn avatar_moved(from: &AccountId, to: &AccountId) {
		Moves::mutate(|all| all.push((from.clone(), to.clone())));
	}
}

/// Builds the state of a test.
struct ExtBuilder {
	avatars: Vec<GenesisAvatar>,
	kinds: Option<Vec<GenesisKind>>,
}

impl Default for ExtBuilder {
	/// Without avatars, with the default kinds.
	fn default() -> Self {
		Self { avatars: vec![], kinds: None }
	}
}

impl ExtBuilder {
	fn avatar(mut self, symbol: &str, n: u8) -> Self {
		self.avatars.push(GenesisAvatar { symbol: symbol.into(), account: account(n) });
		self
	}

	fn kind(mut self, kind: u32, name: &str) -> Self {
		self.kinds.get_or_insert_default().push(GenesisKind { kind, name: name.into() });
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		Tied::set(vec![]);
		Moves::set(vec![]);
		let mut avatars = crate::GenesisConfig { avatars: self.avatars, ..Default::default() };
		if let Some(kinds) = self.kinds {
			avatars.kinds = kinds;
		}
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: (1..=ACCOUNTS).map(|n| (account(n), ENDOWMENT)).collect(),
				..Default::default()
			},
			avatars,
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Avatars::do_try_state().unwrap();
		});
	}
}

/// A state in which account 1 has `alice`, account 2 `bob` and account 3 `carol`.
fn three() -> ExtBuilder {
	ExtBuilder::default().avatar("alice", 1).avatar("bob", 2).avatar("carol", 3)
}

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn holding(symbol: &str, born: BlockNumber, since: BlockNumber) -> Holding {
	Holding { avatar: id(symbol), born, since }
}

fn id(symbol: &str) -> AvatarId {
	avatar_id(symbol.as_bytes())
}

fn symbol(symbol: &str) -> Symbol {
	symbol.as_bytes().to_vec().try_into().unwrap()
}

fn hash(n: u8) -> H256 {
	H256::repeat_byte(n)
}

/// A call, whose writes are undone if it fails.
fn dispatch(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
	RuntimeCall::from(call).dispatch(origin).map(drop).map_err(|failed| failed.error)
}

/// A call by account `n`.
fn by(n: u8, call: Call<Test>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(account(n)), call)
}

fn register(n: u8, name: &str) -> DispatchResult {
	by(n, Call::register { symbol: symbol(name) })
}

fn offer(n: u8, to: u8) -> DispatchResult {
	by(n, Call::offer_transfer { to: account(to) })
}

fn accept(n: u8, name: &str) -> DispatchResult {
	by(n, Call::accept_transfer { avatar: id(name) })
}

/// Moves the avatar of this name from one account to another.
fn transfer(name: &str, from: u8, to: u8) {
	assert_ok!(offer(from, to));
	assert_ok!(accept(to, name));
}

/// Attests something of the avatar as it is.
fn attest(n: u8, name: &str, kind: u32, hash: H256) -> DispatchResult {
	let transfers = crate::Avatars::<Test>::get(id(name)).map_or(0, |found| found.transfers);
	by(n, Call::attest { avatar: id(name), kind, hash, transfers })
}

fn revoke(n: u8, name: &str, kind: u32) -> DispatchResult {
	by(n, Call::revoke_attestation { avatar: id(name), kind })
}

/// The hash that a valid attestation has.
fn attested(subject: &str, kind: u32, attester: &str) -> Option<H256> {
	Avatars::attestation(id(subject), kind, id(attester)).map(|found| found.hash)
}

fn details(name: &str) -> AvatarDetails {
	crate::Avatars::<Test>::get(id(name)).unwrap()
}

fn held(n: u8) -> Balance {
	Balances::balance_on_hold(&HoldReason::Attestation.into(), &account(n))
}

fn go_to(height: BlockNumber) {
	System::set_block_number(height);
	System::reset_events();
}

fn last_event() -> Event<Test> {
	System::read_events_for_pallet::<Event<Test>>().pop().unwrap()
}

#[test]
fn constants_pass_the_integrity_test() {
	ExtBuilder::default().build_and_execute(|| {
		<Avatars as Hooks<BlockNumber>>::integrity_test();
	});
}

//! A runtime of frame-system and this pallet; avatars, certificates, bonds and the month are set by the tests.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{
	self as pallet_mars_reputation, AvatarReputation, Circles, Complete, Config, Counters, Event,
	Held, Records, Window, Windows,
};
use frame_support::{derive_impl, parameter_types};
use pillars_ledger::{CoinOrigin, Lock, Output, Unspent, Value};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber};
use pillars_rules::Parameters;
use pillars_traits::{
	AvatarId, Avatars, Bonds, Certification, ConsensusParameters, Holding, LedgerActivity,
	OnAvatarMoved,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage};
use std::collections::BTreeMap;

mod circles;
mod epochs;
mod held;
mod invariants;
mod model;
mod months;
mod moved;
mod scores;
mod transfers;
mod views;

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
	pub type MarsReputation = pallet_mars_reputation;
}

/// An avatar and how it came to its account.
#[derive(Clone, Copy)]
struct Own {
	avatar: AvatarId,
	born: BlockNumber,
	since: BlockNumber,
}

/// Blocks of a month, unless a test changes that.
const USUAL_MONTH: BlockNumber = 100;

parameter_types! {
	static Month: BlockNumber = USUAL_MONTH;
	static Owners: BTreeMap<AccountId, Own> = BTreeMap::new();
	static Certified: Vec<AccountId> = vec![];
	static Standing: Vec<AccountId> = vec![];
	static Bonded: BTreeMap<AccountId, Balance> = BTreeMap::new();
}

/// Of what the tests set.
pub struct Seams;

impl Avatars for Seams {
	fn avatar_of(who: &AccountId) -> Option<AvatarId> {
		Owners::get().get(who).map(|own| own.avatar)
	}

	fn account_of(avatar: &AvatarId) -> Option<AccountId> {
		Owners::get().into_iter().find(|(_, own)| own.avatar == *avatar).map(|(who, _)| who)
	}

	fn holding(who: &AccountId) -> Option<Holding> {
		let own = Owners::get().get(who).copied()?;
		Some(Holding { avatar: own.avatar, born: own.born, since: own.since })
	}
}

impl Certification for Seams {
	fn is_certified(who: &AccountId) -> bool {
		Certified::get().contains(who)
	}

	fn valid_level2_under(_: &AccountId) -> u32 {
		unimplemented!("the pallet does not ask")
	}

	fn bond_changed(_: &AccountId, _: Balance) {
		unimplemented!("the pallet does not tell")
	}
}

impl Bonds for Seams {
	fn own_bond(_: &AccountId) -> Balance {
		unimplemented!("the pallet does not ask")
	}

	fn counted_bond(who: &AccountId) -> Balance {
		Bonded::get().get(who).copied().unwrap_or_default()
	}

	fn is_candidate(who: &AccountId) -> bool {
		Standing::get().contains(who)
	}
}

impl ConsensusParameters for Seams {
	fn parameters() -> Parameters {
		Parameters { month_blocks: Month::get(), ..Parameters::development() }
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
}

impl Config for Test {
	type Avatars = Seams;
	type Certification = Seams;
	type Bonds = Seams;
	type Parameters = Seams;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Builds the state of a test. The accounts 1 to `avatars` have avatars of old.
struct ExtBuilder {
	avatars: u8,
	month: BlockNumber,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { avatars: 3, month: USUAL_MONTH }
	}
}

impl ExtBuilder {
	fn avatars(mut self, avatars: u8) -> Self {
		self.avatars = avatars;
		self
	}

	fn month(mut self, month: BlockNumber) -> Self {
		self.month = month;
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		Month::set(self.month);
		Certified::set(vec![]);
		Standing::set(vec![]);
		Bonded::set(BTreeMap::new());
		Owners::set(BTreeMap::new());
		(1..=self.avatars).for_each(|n| give(n, n, 0, 0));
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		// So late that the avatars are of age.
		ext.execute_with(|| go_to(1_000));
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			MarsReputation::do_try_state().unwrap();
		});
	}
}

fn build_and_execute(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(test);
}

fn who(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn id(n: u8) -> AvatarId {
	AvatarId::repeat_byte(n)
}

/// Gives account `n` an avatar.
fn give(n: u8, avatar: u8, born: BlockNumber, since: BlockNumber) {
	let avatar = id(avatar);
	Owners::mutate(|all| all.insert(who(n), Own { avatar, born, since }));
}

/// Moves the avatar of an account to another one at this height, as the pallet of avatars does.
fn move_avatar(from: u8, to: u8) {
	Owners::mutate(|all| {
		let own = all.remove(&who(from)).unwrap();
		all.insert(who(to), Own { since: System::block_number(), ..own });
	});
	MarsReputation::avatar_moved(&who(from), &who(to));
}

fn go_to(height: BlockNumber) {
	System::set_block_number(height);
	System::reset_events();
}

fn etp(n: u8, amount: Balance) -> Output {
	Output::etp(amount, who(n))
}

fn locked(lock: Lock) -> Output {
	Output { value: Value::etp(ETP), lock }
}

fn mit(n: u8) -> Output {
	Output { value: Value::Unique(7), lock: Lock::Account(who(n)) }
}

/// An unspent output made at this height.
fn made(height: BlockNumber, output: Output) -> Unspent {
	Unspent { output, height, origin: CoinOrigin::Transfer }
}

/// An output of 1 ETP of account `n`, from before there were avatars.
fn old(n: u8) -> Unspent {
	made(0, etp(n, ETP))
}

/// Tells of outputs that come and go in this block.
fn apply(origin: CoinOrigin, spent: &[Unspent], created: &[Output], fee: Balance) {
	MarsReputation::applied(System::block_number(), origin, spent, created, fee);
}

fn transact(spent: impl AsRef<[Unspent]>, created: impl AsRef<[Output]>, fee: Balance) {
	apply(CoinOrigin::Transfer, spent.as_ref(), created.as_ref(), fee);
}

/// An output that nobody spends anything for.
fn receive(output: Output) {
	transact([], [output], 0);
}

/// Account `n` pays each of these.
fn pay(n: u8, payees: impl IntoIterator<Item = u8>) {
	let created: Vec<_> = payees.into_iter().map(|payee| etp(payee, ETP)).collect();
	transact([old(n)], created, 0);
}

/// The window of avatar `n` under way, if anything was noted of it.
fn window(n: u8) -> Option<Window> {
	let window = Windows::<Test>::get(id(n))?;
	Some(window.rolled(System::block_number(), Month::get))
}

/// What was counted in it.
fn counters(n: u8) -> Counters {
	window(n).map(|window| window.counters).unwrap_or_default()
}

fn mars_of(n: u8) -> AvatarReputation {
	MarsReputation::mars_of(who(n)).unwrap()
}

/// The last window of the avatar of account `n` that is over, as far as wallets are told.
fn last(n: u8) -> Complete {
	let activity = mars_of(n).activity;
	let counters = Counters {
		transfers: activity.transfers,
		deposits: activity.deposits,
		mits_registered: activity.mits_registered,
		msts_issued: activity.msts_issued,
		fees: activity.fees,
		counterparties: activity.counterparties,
	};
	Complete { counters, mean: held(activity.mean_etp, activity.mean_mit) }
}

fn age(n: u8) -> BlockNumber {
	mars_of(n).activity.age
}

fn held(etp: Balance, mits: u32) -> Held {
	Held { etp, mits }
}

#[test]
fn constants_pass_the_integrity_test() {
	use frame_support::traits::Hooks;
	build_and_execute(<MarsReputation as Hooks<BlockNumber>>::integrity_test);
}

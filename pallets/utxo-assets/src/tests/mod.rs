//! A runtime of frame-system, balances and this pallet; the block's claim and the parameters are set by the tests.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{self as pallet_utxo_assets, Config, Event, GenesisOutput, Unspents};
use frame_support::{derive_impl, parameter_types, PalletId};
use pillars_ledger::{
	serial_id, Asset, CoinOrigin, Lock, MiningModel, OutPoint, Output, Transaction, TransactionV1,
	Unspent, Value, Witness,
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	AccountId, Balance, BlockNumber, Hash,
};
use pillars_rules::{Kind, Parameters};
use pillars_traits::{
	AvatarId, Avatars, BlockClaim, ConsensusParameters, Holding, LedgerActivity, MiningRegistry,
	NotMineable, SubmitFee,
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	traits::IdentityLookup, BuildStorage, DispatchResult, SaturatedConversion, Weight,
};
use std::cell::RefCell;

mod activity;
mod assets;
mod coinbase;
mod coinstake;
mod deposits;
mod fund;
mod genesis;
mod policies;
mod props;
mod queries;
mod services;
mod spend;
mod staking_keys;
mod submit;
mod try_state;
mod withdrawals;
mod witnesses;

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
	pub type UtxoAssets = pallet_utxo_assets;
}

/// Above the least amount of an output, so that the two can be told apart.
const EXISTENTIAL_DEPOSIT: Balance = 10 * MILLI_ETP;
/// Balance at genesis of the accounts 1 to 4.
const ENDOWMENT: Balance = 100_000 * ETP;

/// What the block claims.
#[derive(Clone, Default)]
struct TestClaim {
	author: Option<AccountId>,
	kind: Option<Kind>,
	stake: Option<OutPoint>,
	maturity: BlockNumber,
}

parameter_types! {
	pub const LedgerPotId: PalletId = PalletId(*b"pillutxo");
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	pub const StakingKeyDelay: BlockNumber = 100;
	pub static MaxSupply: Balance = pillars_rules::MAX_SUPPLY;
	static ChainParameters: Parameters = Parameters::development();
	static Claim: TestClaim = TestClaim::default();
	static NoAvatars: Vec<AccountId> = vec![];
	static Moved: Vec<(AccountId, AccountId)> = vec![];
	static Mineable: Vec<(Asset, BlockNumber, MiningModel)> = vec![];
	pub Treasury: AccountId = AccountId::new([200; 32]);
}

/// Of the test's parameters and claim.
pub struct Seams;

impl ConsensusParameters for Seams {
	fn parameters() -> Parameters {
		ChainParameters::get()
	}
}

impl BlockClaim for Seams {
	fn author() -> Option<AccountId> {
		Claim::get().author
	}

	fn kind() -> Option<Kind> {
		Claim::get().kind
	}

	fn stake() -> Option<OutPoint> {
		Claim::get().stake
	}

	fn stake_maturity() -> BlockNumber {
		Claim::get().maturity
	}
}

/// Dear enough that each part of it shows.
impl SubmitFee for Seams {
	fn minimum(length: u32, weight: Weight) -> Balance {
		10_000 + 100 * Balance::from(length) + Balance::from(weight.ref_time() / 10_000)
	}

	fn priority(surplus_above: Balance, _: u32, _: Weight) -> u64 {
		surplus_above.saturated_into()
	}
}

/// An account is its own avatar, unless it has none or that has [`Moved`] from or to it.
impl Avatars for Seams {
	fn avatar_of(who: &AccountId) -> Option<AvatarId> {
		let moved = Moved::get();
		if let Some((from, _)) = moved.iter().find(|(_, to)| to == who) {
			return Some(avatar(from));
		}
		let has_own = !NoAvatars::get().contains(who) && !moved.iter().any(|(from, _)| from == who);
		has_own.then(|| avatar(who))
	}

	fn account_of(id: &AvatarId) -> Option<AccountId> {
		let moved = Moved::get();
		if let Some((_, to)) = moved.iter().find(|(from, _)| avatar(from) == *id) {
			return Some(to.clone());
		}
		let who = AccountId::from(id.0);
		(!NoAvatars::get().contains(&who)).then_some(who)
	}

	fn holding(_: &AccountId) -> Option<Holding> {
		unimplemented!("the ledger does not ask")
	}
}

/// The avatar that an account had first.
fn avatar(who: &AccountId) -> AvatarId {
	H256(*AsRef::<[u8; 32]>::as_ref(who))
}

/// What the ledger told of.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Activity {
	Applied { origin: CoinOrigin, spent: Vec<Unspent>, created: Vec<Output>, fee: Balance },
	Deposited { who: AccountId, amount: Balance },
	Issued(AccountId),
	RegisteredMit(AccountId),
}

thread_local! {
	static TOLD: RefCell<Vec<Activity>> = const { RefCell::new(Vec::new()) };
}

fn hear(activity: Activity) {
	TOLD.with_borrow_mut(|told| told.push(activity));
}

/// What was told since it was asked for last.
fn told() -> Vec<Activity> {
	TOLD.take()
}

impl LedgerActivity for Seams {
	fn applied(
		height: BlockNumber,
		origin: CoinOrigin,
		spent: &[Unspent],
		created: &[Output],
		fee: Balance,
	) {
		assert_eq!(height, System::block_number());
		let (spent, created) = (spent.to_vec(), created.to_vec());
		hear(Activity::Applied { origin, spent, created, fee });
	}

	fn deposited(who: &AccountId, amount: Balance) {
		hear(Activity::Deposited { who: who.clone(), amount });
	}

	fn issued(who: &AccountId) {
		hear(Activity::Issued(who.clone()));
	}

	fn registered_mit(who: &AccountId) {
		hear(Activity::RegisteredMit(who.clone()));
	}

	fn weight(accounts: u32) -> Weight {
		Weight::from_parts(accounts.into(), 0)
	}
}

/// Refuses what would give nothing.
impl MiningRegistry for Seams {
	fn register(asset: Asset, at: BlockNumber, model: &MiningModel) -> Result<(), NotMineable> {
		if model.initial == 0 {
			return Err(NotMineable);
		}
		Mineable::mutate(|all| all.push((asset, at, *model)));
		Ok(())
	}

	fn is_mineable(asset: Asset) -> bool {
		Mineable::get().iter().any(|(other, _, _)| *other == asset)
	}
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

impl Config for Test {
	type Currency = Balances;
	type Parameters = Seams;
	type BlockClaim = Seams;
	type PotId = LedgerPotId;
	type MaxSupply = MaxSupply;
	type StakingKeyDelay = StakingKeyDelay;
	type SubmitFee = Seams;
	type Avatars = Seams;
	type Mining = Seams;
	type Activity = Seams;
	type Treasury = Treasury;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

/// Builds the state of a test.
struct ExtBuilder {
	outputs: Vec<GenesisOutput>,
	max_supply: Balance,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { outputs: vec![], max_supply: 100_000_000 * ETP }
	}
}

impl ExtBuilder {
	/// Adds a coin of `owner(n)`; the outpoints are [`coin`] of 0, 1, ..
	fn coin(self, n: u8, amount: Balance) -> Self {
		self.output(Lock::Account(owner(n)), amount)
	}

	fn output(mut self, lock: Lock, amount: Balance) -> Self {
		self.outputs.push(GenesisOutput { lock, amount });
		self
	}

	fn max_supply(mut self, max_supply: Balance) -> Self {
		self.max_supply = max_supply;
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		MaxSupply::set(self.max_supply);
		ChainParameters::set(Parameters::development());
		Claim::set(TestClaim::default());
		NoAvatars::set(vec![]);
		Moved::set(vec![]);
		told();
		Mineable::set(vec![]);
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: (1..=4).map(|n| (owner(n), ENDOWMENT)).collect(),
				..Default::default()
			},
			utxo_assets: crate::GenesisConfig { outputs: self.outputs, ..Default::default() },
			..Default::default()
		}
		.build_storage()
		.unwrap();
		assert_eq!(told(), [], "nobody did what genesis states");
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			UtxoAssets::do_try_state().unwrap();
		});
	}
}

fn pair(n: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[n; 32])
}

fn owner(n: u8) -> AccountId {
	pair(n).public().into()
}

fn pot() -> AccountId {
	UtxoAssets::account_id()
}

/// An output by a call or of genesis.
fn coin(serial: u64) -> OutPoint {
	OutPoint { txid: serial_id(serial), index: 0 }
}

/// An output of a transaction.
fn output_of(tx: &Transaction, index: u32) -> OutPoint {
	OutPoint { txid: tx.txid(), index }
}

fn etp(n: u8, amount: Balance) -> Output {
	Output::etp(amount, owner(n))
}

fn locked(lock: Lock, amount: Balance) -> Output {
	Output { value: Value::etp(amount), lock }
}

fn deposit(n: u8, until: BlockNumber) -> Lock {
	Lock::Deposit { owner: owner(n), until }
}

fn tx(inputs: impl Into<Vec<OutPoint>>, outputs: impl Into<Vec<Output>>) -> Transaction {
	Transaction::new(inputs.into(), outputs.into()).unwrap()
}

/// Changes what [`tx`] sets to nothing.
fn with(tx: Transaction, change: impl FnOnce(&mut TransactionV1)) -> Transaction {
	let Transaction::V1(mut body) = tx;
	change(&mut body);
	Transaction::V1(body)
}

/// Spends by the account of `owner(n)` with these witnesses.
fn spend_with(n: u8, tx: &Transaction, witnesses: Vec<Witness>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(owner(n));
	UtxoAssets::spend(origin, tx.clone(), witnesses.try_into().unwrap())
}

/// Spends outputs that all are of `owner(n)`.
fn spend(n: u8, tx: &Transaction) -> DispatchResult {
	spend_with(n, tx, vec![Witness::Signer; tx.inputs().len()])
}

fn fund(n: u8, amount: Balance, lock: Lock) -> DispatchResult {
	UtxoAssets::fund(RuntimeOrigin::signed(owner(n)), amount, lock)
}

fn go_to(height: BlockNumber) {
	System::set_block_number(height);
	System::reset_events();
}

fn unspent(outpoint: &OutPoint) -> Option<Unspent> {
	Unspents::<Test>::get(outpoint)
}

/// The amount of an unspent output in satoshi; 0 if it is not unspent.
fn amount_of(outpoint: &OutPoint) -> Balance {
	unspent(outpoint).map_or(0, |coin| coin.output.value.etp_amount())
}

/// The last event of the pallet.
fn last_event() -> Event<Test> {
	let ours = |record: frame_system::EventRecord<RuntimeEvent, H256>| match record.event {
		RuntimeEvent::UtxoAssets(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().rev().find_map(ours).unwrap()
}

#[test]
fn constants_pass_the_integrity_test() {
	use frame_support::traits::Hooks;
	ExtBuilder::default().build_and_execute(|| {
		<UtxoAssets as Hooks<BlockNumber>>::integrity_test();
	});
}

//! Blocks, accounts, time and balances.

use crate::{
	AccountId, Balance, Block, BlockNumber, Hash, Moment, Nonce, OriginCaller, PalletInfo, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, RuntimeOrigin, RuntimeTask,
	System, VERSION,
};
use alloc::boxed::Box;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, Get, VariantCountOf},
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use once_cell::race::OnceBox;
use pillars_primitives::units::{MILLI_ETP, SS58_PREFIX};
use sp_runtime::Perbill;
use sp_version::RuntimeVersion;

/// How much of a block ordinary transactions may fill; the rest is for operational ones and
/// inherents.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// Most time the execution of a block may take by the weights that its transactions declare: six seconds.
///
/// Main blocks come every 25 s on the mean, but the times are random, and a witness has 1 to 12 s for its follower. So a
/// block must be executed, and be executed again by whoever gets it, well within the time in which the next may come,
/// or forks would multiply. What is declared is far above what a full block takes: weights have a margin, signatures
/// count as if all were of the dearest kind and verified twice, and the cost of a write to the database stands for
/// one that is not cached. A block full of transactions of outputs (some 4 500 of them) is executed in less than a
/// second.
const MAXIMUM_BLOCK_TIME: u64 = 6 * WEIGHT_REF_TIME_PER_SECOND;

/// Most bytes of a block: 5 MiB, which a link of 20 Mbit/s carries in two seconds.
const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// Least balance of an account: 0.001 ETP, what the state that it takes costs in the ledger as
/// well.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_ETP;

parameter_types! {
	/// Height up to which the hashes of past blocks are kept; mortal transactions live as long at
	/// most.
	pub const BlockHashCount: BlockNumber = 2_400;
	/// See [`VERSION`].
	pub const Version: RuntimeVersion = VERSION;
	/// Limits of size.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(frame_support::dispatch::DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO.mul_floor(MAXIMUM_BLOCK_LENGTH);
		})
		.build();
	/// Of addresses.
	pub const SS58Prefix: u8 = SS58_PREFIX;
	/// See [`EXISTENTIAL_DEPOSIT`].
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
}

/// Limits of execution. There is no proof of the state in a block, hence no limit of its size.
///
/// A transaction asks for them many times; they are put together once in a call of the runtime.
pub struct RuntimeBlockWeights;

impl Get<BlockWeights> for RuntimeBlockWeights {
	fn get() -> BlockWeights {
		static WEIGHTS: OnceBox<BlockWeights> = OnceBox::new();
		let make = || {
			Box::new(BlockWeights::with_sensible_defaults(
				Weight::from_parts(MAXIMUM_BLOCK_TIME, u64::MAX),
				NORMAL_DISPATCH_RATIO,
			))
		};
		WEIGHTS.get_or_init(make).clone()
	}
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type BlockHashCount = BlockHashCount;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SS58Prefix = SS58Prefix;
	type MaxConsumers = ConstU32<16>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = ();
	/// The claim in a block's digest rules its time; here it only must rise.
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	/// Locks and reserves are of the past: holds and freezes are used here.
	type MaxLocks = ConstU32<0>;
	type MaxReserves = ConstU32<0>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

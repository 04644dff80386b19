//! A runtime of frame-system and this pallet.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{self as pallet_difficulty, Difficulties, DifficultyState};
use frame_support::{derive_impl, traits::ConstU64};
use pillars_rules::{Kind, Parameters, Phase};
use sp_runtime::BuildStorage;

mod genesis;
mod retarget;

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
	pub type Difficulty = pallet_difficulty;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl pallet_difficulty::Config for Test {
	type TargetBlockTime = ConstU64<16_350>;
}

fn genesis(pow: u128, pos: u128) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_difficulty::GenesisConfig::<Test> { pow, pos, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage.into()
}

/// Runs a test over the given genesis and checks the invariants after it.
fn build_and_execute(pow: u128, pos: u128, test: impl FnOnce()) {
	genesis(pow, pos).execute_with(|| {
		test();
		Difficulty::do_try_state().unwrap();
	});
}

fn state(kind: Kind) -> DifficultyState {
	*Difficulties::<Test>::get().of(kind).unwrap()
}

//! A runtime of frame-system and this pallet.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::{self as pallet_mst_mining, Event, Mineable, Mineables, MiningInfo, Refused};
use frame_support::{derive_impl, traits::Hooks};
use pillars_ledger::{Asset, MiningModel, ETP_ASSET};
use pillars_primitives::{Balance, BlockNumber};
use pillars_traits::{MiningRegistry, NotMineable, TokenMining};
use sp_runtime::{BuildStorage, Permill};

mod invariants;
mod mine;
mod properties;
mod register;
mod view;

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
	pub type MstMining = pallet_mst_mining;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl crate::Config for Test {}

/// Height of the issue of the tokens in the tests.
const ISSUED: BlockNumber = 10;
/// The token of most tests.
const GOLD: Asset = 1;

/// The model of the white paper's example: 300 000 000, a twentieth less each 500 000 blocks.
const PAPER: MiningModel = MiningModel {
	initial: 300_000_000,
	interval: 500_000,
	decay: Permill::from_percent(95),
	cap: None,
};

/// Builds the state of a test: at the height [`ISSUED`], with tokens 1, 2, .. made mineable there.
#[derive(Default)]
struct ExtBuilder {
	models: Vec<MiningModel>,
}

impl ExtBuilder {
	/// Makes the next token mineable.
	fn token(mut self, model: MiningModel) -> Self {
		self.models.push(model);
		self
	}

	fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			System::set_block_number(ISSUED);
			for (asset, model) in (GOLD..).zip(&self.models) {
				MstMining::try_register(asset, ISSUED, model).unwrap();
			}
			System::reset_events();
		});
		ext
	}

	/// Runs a test and checks the invariants after it.
	fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			MstMining::do_try_state().unwrap();
		});
	}
}

/// A block that is `elapsed` blocks after the issue mines the token.
fn mine_after(asset: Asset, elapsed: BlockNumber, divisor: u32) -> Balance {
	System::set_block_number(ISSUED + elapsed);
	MstMining::mine(asset, ISSUED + elapsed, divisor)
}

fn mined(asset: Asset) -> Balance {
	Mineables::<Test>::get(asset).unwrap().mined
}

fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet()
}

#[test]
fn constants_pass_the_integrity_test() {
	ExtBuilder::default().build_and_execute(|| {
		<MstMining as Hooks<BlockNumber>>::integrity_test();
	});
}

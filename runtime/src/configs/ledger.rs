//! The ledger of unspent outputs.

use super::fees::SubmitFees;
use crate::{
	AccountId, Avatars, Balance, Balances, BlockNumber, HybridConsensus, MarsReputation, MstMining,
	Runtime,
};
use frame_support::{parameter_types, PalletId};
use pillars_rules::MAX_SUPPLY;
use sp_runtime::traits::AccountIdConversion;

parameter_types! {
	/// The account that holds the ETP of all outputs is made from it.
	pub const LedgerPotId: PalletId = PalletId(*b"pillutxo");
	/// Most ETP ever minted, in satoshi.
	pub const MaxSupply: Balance = MAX_SUPPLY;
	/// Blocks until a newly registered staking key is in force.
	pub const StakingKeyDelay: BlockNumber = 100;
	/// The account of the treasury is made from it.
	pub const TreasuryPotId: PalletId = PalletId(*b"py/trsry");
	/// Gets its part of what issuing costs. It has no key.
	pub Treasury: AccountId = TreasuryPotId::get().into_account_truncating();
}

impl pallet_utxo_assets::Config for Runtime {
	type Currency = Balances;
	type Parameters = HybridConsensus;
	type BlockClaim = HybridConsensus;
	type PotId = LedgerPotId;
	type MaxSupply = MaxSupply;
	type StakingKeyDelay = StakingKeyDelay;
	type SubmitFee = SubmitFees;
	type Avatars = Avatars;
	type Mining = MstMining;
	type Activity = MarsReputation;
	type Treasury = Treasury;
	type WeightInfo = pallet_utxo_assets::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

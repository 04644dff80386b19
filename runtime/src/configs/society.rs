//! Avatars, reputation, certificates, candidates and mined tokens.

use super::ledger::Treasury;
use crate::{
	AccountId, Avatars, Balances, Candidates, HybridConsensus, MarsReputation, Runtime,
	RuntimeHoldReason, SessionKeys, Timestamp, UtxoAssets, WitnessCertificates,
};
use frame_support::{parameter_types, traits::EitherOfDiverse, PalletId};
use frame_system::EnsureRoot;
use pallet_witness_certificates::EnsureFoundation;

parameter_types! {
	/// The account that keeps the rewards of delegators is made from it.
	pub const RewardPotId: PalletId = PalletId(*b"pilldele");
}

/// Speaks for the Foundation: the account named at genesis, or governance.
pub type FoundationOrigin = EitherOfDiverse<EnsureRoot<AccountId>, EnsureFoundation<Runtime>>;

impl pallet_avatars::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Fees = UtxoAssets;
	type Ties = (WitnessCertificates, Candidates);
	type OnMoved = MarsReputation;
	type UpdateOrigin = FoundationOrigin;
	type WeightInfo = pallet_avatars::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_mst_mining::Config for Runtime {}

impl pallet_mars_reputation::Config for Runtime {
	type Parameters = HybridConsensus;
	type Avatars = Avatars;
	type Certification = WitnessCertificates;
	type Bonds = Candidates;
	type WeightInfo = pallet_mars_reputation::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_witness_certificates::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Parameters = HybridConsensus;
	type Avatars = Avatars;
	type Bonds = Candidates;
	type Scores = MarsReputation;
	type FoundationOrigin = FoundationOrigin;
	type Foundation = Treasury;
	type Time = Timestamp;
	type WeightInfo = pallet_witness_certificates::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_candidates::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Keys = SessionKeys;
	type Parameters = HybridConsensus;
	type Avatars = Avatars;
	type Certification = WitnessCertificates;
	type Scores = MarsReputation;
	type Tables = HybridConsensus;
	type PotId = RewardPotId;
	type WeightInfo = pallet_candidates::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

//! Difficulty, the hybrid consensus and finality.

use super::finality::ElectedAuthorities;
use crate::{
	Candidates, Difficulty, HybridConsensus, MarsReputation, MstMining, Runtime, RuntimeEvent,
	System, Timestamp, UtxoAssets, WitnessCertificates,
};
use frame_support::traits::{ConstU32, ConstU64, Get};
use frame_system::EnsureRoot;
use pillars_traits::ConsensusParameters;
use sp_core::Void;

/// Mean time between blocks in ms that the parameters in force aim at, in the phase of the next
/// block. Explorers read it from the constant of the same name.
pub struct TargetBlockTime;

impl Get<u64> for TargetBlockTime {
	fn get() -> u64 {
		let parameters = <HybridConsensus as ConsensusParameters>::parameters();
		let phase = parameters.phase(System::block_number().saturating_add(1));
		parameters.target_block_time_ms.get(phase)
	}
}

impl pallet_difficulty::Config for Runtime {
	type TargetBlockTime = TargetBlockTime;
}

impl pallet_hybrid_consensus::Config for Runtime {
	type Time = Timestamp;
	type Difficulty = Difficulty;
	type Ledger = UtxoAssets;
	type TokenMining = MstMining;
	type Electorate = Candidates;
	type OnEpochEnd = (MarsReputation, WitnessCertificates, Candidates);
	type Finality = ElectedAuthorities;
	type Scores = MarsReputation;
	type Certification = WitnessCertificates;
	type UpdateOrigin = EnsureRoot<Self::AccountId>;
	type WeightInfo = pallet_hybrid_consensus::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	/// As many as there can be witnesses.
	type MaxAuthorities = ConstU32<64>;
	type MaxNominators = ConstU32<0>;
	/// Equivocations are not reported, so no past set need be known.
	type MaxSetIdSessionEntries = ConstU64<0>;
	type KeyOwnerProof = Void;
	type EquivocationReportSystem = ();
}

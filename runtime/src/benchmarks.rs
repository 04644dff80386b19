//! The pallets whose calls are measured: `scripts/benchmark.sh`.

mod helper;

pub use helper::Helper;

use crate::{
	AllPalletsWithSystem, Avatars, Candidates, HybridConsensus, MarsReputation, UtxoAssets,
	WitnessCertificates,
};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};

frame_benchmarking::define_benchmarks!(
	[pallet_utxo_assets, UtxoAssets]
	[pallet_hybrid_consensus, HybridConsensus]
	[pallet_avatars, Avatars]
	[pallet_mars_reputation, MarsReputation]
	[pallet_candidates, Candidates]
	[pallet_witness_certificates, WitnessCertificates]
);

/// What there is to measure, and the storage of the runtime.
pub(crate) fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Measures what is asked for.
pub(crate) fn run(config: &BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

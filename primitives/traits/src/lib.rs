//! The seams between the pallets of Pillars: no pallet depends on another pallet.
//!
//! | trait | asked by | answered by |
//! |---|---|---|
//! | [`ConsensusParameters`] | all | `hybrid-consensus` |
//! | [`DifficultyAdjustment`] | `hybrid-consensus` | `difficulty` |
//! | [`BlockClaim`] | `utxo-assets` (coinstake) | `hybrid-consensus` |
//! | [`WitnessTables`] | `candidates` (evidence) | `hybrid-consensus` |
//! | [`RewardLedger`] | `hybrid-consensus` (rewards), the runtime (fees) | `utxo-assets` |
//! | [`StakeInspect`] | `hybrid-consensus` (context) | `utxo-assets` |
//! | [`ServiceFees`] | `avatars` | `utxo-assets` |
//! | [`SubmitFee`] | `utxo-assets` (submit) | the runtime |
//! | [`TokenMining`] | `hybrid-consensus` (rewards) | `mst-mining` |
//! | [`MiningRegistry`] | `utxo-assets` (issue) | `mst-mining` |
//! | [`Avatars`] | all that act for avatars | `avatars` |
//! | [`AvatarTies`] | `avatars` (transfer) | `witness-certificates`, `candidates` |
//! | [`OnAvatarMoved`] | `avatars` (transfer) | `mars-reputation` |
//! | [`LedgerActivity`] | `utxo-assets` | `mars-reputation` |
//! | [`WitnessScores`] | `candidates`, `witness-certificates`, `hybrid-consensus` | `mars-reputation` |
//! | [`Certification`] | `mars-reputation`, `candidates`, `hybrid-consensus` | `witness-certificates` |
//! | [`Bonds`] | `mars-reputation`, `witness-certificates` | `candidates` |
//! | [`Electorate`] | `hybrid-consensus` | `candidates` |
//! | [`OnEpochEnd`] | `hybrid-consensus` | `mars-reputation`, `witness-certificates`, `candidates`, in this order |
//! | [`FinalityAuthorities`] | `hybrid-consensus` | the runtime |
//!
//! `BenchmarkHelper`, with the feature `runtime-benchmarks`, is for benchmarks alone: the runtime answers it.
//!
//! `()` answers each of them as a chain does that has no such pallet.
//!
//! [`PrefixedMap`] is no seam: it is how pallets get at maps that every transaction reads.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
mod consensus;
mod ledger;
mod society;
mod storage;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarks::*;
pub use consensus::*;
pub use ledger::*;
pub use society::*;
pub use storage::*;

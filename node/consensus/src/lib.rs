//! The hybrid engine: imports, judges and makes `Pow`, `Pos` and `Dpos` blocks.
//!
//! The runtime computes, the engine judges: pallets hold state and answer
//! [`pillars_consensus_primitives::HybridConsensusApi`]; this crate decides from that answer whether a header may
//! be imported. The schedule decides which kind of block is allowed; a header only claims one. Every formula is
//! a pure function of `pillars-rules`.
//!
//! # Life of a block
//!
//! ```text
//! author:  trigger -> claim (rules + context at the parent) -> propose (inherents) -> seal -> import
//! import:  verify()        1 sanity      size, digest shape, number, Ethash against the claim
//!                          2 positional  the parent's record, time order, follower rule
//!                          3 contextual  one runtime call at the parent: window, difficulty, kernel, turn,
//!                                        signature; then check_inherents
//!                            clock       not too far ahead
//!          import_block()  4 connect     weight, fork choice, record and the block itself: one commit
//! ```
//!
//! Stages run cheapest first. The queue imports in order, so the parent's state is there in `verify()`, and a
//! failure of stages 1 to 3 is a verification error, which drops the peer; only a block from the future (more
//! than 38 s ahead of the clock) that is good otherwise is refused without blame, kept aside and tried again when it
//! is due. Blocks whose parent has no state (history that is filled in) pass stage 1 alone. Execution in the client
//! is the last judge.
//!
//! # Weight
//!
//! The weight of a chain is one scalar, the sum of [`pillars_rules::block_weight`] over its blocks, from the
//! target difficulty, never from the luck of a hash. It is written with its block in one database transaction;
//! a missing record of a block that is not genesis is an error, never zero. [`HeaviestChain`] chooses between
//! tips; see [`fork_choice`] for the order.

// Under this name the tests' chain knows it.
#[cfg(test)]
extern crate self as pillars_consensus;

pub mod authoring;
mod aux_schema;
mod block_import;
mod client;
mod deferred;
mod error;
pub mod fork_choice;
mod import_queue;
mod metrics;
mod select_chain;
#[cfg(test)]
#[path = "../tests/engine/common.rs"]
#[allow(
	dead_code,
	unreachable_pub,
	clippy::unwrap_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	clippy::panic,
	reason = "test code, of which the tests beside the code use a part"
)]
mod test_chain;
mod verifier;
mod verify;

pub use aux_schema::{chain_weight, on_finality, record, revert, BlockRecord, ForkRules};
pub use block_import::HybridBlockImport;
pub use client::EngineClient;
pub use deferred::DeferredBlocks;
pub use error::Error;
pub use import_queue::{import_queue, ImportQueueParams};
pub use metrics::Metrics;
pub use select_chain::HeaviestChain;
pub use verifier::HybridVerifier;
pub use verify::{contextual, on_time, positional, sanity};

//! What the runtime and the engine of the hybrid consensus agree on.
//!
//! # A block's header
//!
//! The digest holds these items in this order, and nothing else:
//!
//! 1. `PreRuntime(*b"pow_", author)`: 32 bytes, the account credited; explorers read it from there;
//! 2. `PreRuntime(*b"HYBR", `[`PreDigest`]`)`: the time and the claim: kind, and what the kind needs;
//! 3. what the runtime deposits: at most one `Consensus(*b"FRNK", ..)` (GRANDPA), at most one
//!    `Consensus(*b"HYBR", `[`EpochWitnesses`]`)`, any number of `RuntimeEnvironmentUpdated`;
//! 4. `Seal(*b"HYBR", `[`Seal`]`)`, last.
//!
//! `pre_hash` is the hash of the header without the seal. An Ethash seal is over the `pre_hash`; a signature
//! seal signs `b"pillars/seal/1" ++ pre_hash`. Everything is decoded with `decode_all` (trailing bytes are an
//! error). The encoded header is at most [`MAX_HEADER_SIZE`] bytes. The kind of the claim is the kind of the
//! seal, and a block has a coinstake if and only if it is `Pos` (white paper, "Confusion attack").
//!
//! # Inherents
//!
//! `timestamp`, `coinbase` and, in a `Pos` block, `coinstake`, in that order, see [`inherents`].

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod api;
mod digest;
pub mod inherents;
mod keys;

pub use api::*;
pub use digest::{
	parse_claim, parse_sealed, pre_hash, Claim, Claimed, CompatibleDigestItem, DigestError,
	EpochWitnesses, PreDigest, Seal, Sealed, AUTHOR_ENGINE_ID, ENGINE_ID, MAX_HEADER_SIZE,
};
pub use keys::{
	seal_message, staking, witness, witness_root, StakingKey, WitnessKey, STAKING_KEY_TYPE,
	WITNESS_KEY_TYPE,
};

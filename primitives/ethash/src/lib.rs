//! Ethash, the proof of work of `Pow` blocks, compatible with Ethereum's and with the original
//! Metaverse chain's (white paper: the PoW hash stays fully compatible, so that stock miners and
//! third-party verifiers agree).
//!
//! Native only: it is called by the node and by miners, never by the WASM runtime.
//!
//! # The rule
//!
//! An epoch is [`EPOCH_LENGTH`] blocks of any kind. Each epoch has a seed ([`seed_hash`]), a
//! [`Cache`] of some 16 MiB derived from the seed and a [`Dataset`] of some 1 GiB derived from the
//! cache; both grow with the epoch ([`cache_size`], [`dataset_size`]). Hashing the pair (header
//! hash, nonce) reads 64 pseudorandom pages of the dataset and gives an [`Output`]: the mix, which
//! goes into the seal, and the result, a big-endian 256-bit number that must not exceed the
//! boundary `floor((2^256 - 1) / difficulty)`.
//!
//! The *header hash* is the hash of the header without its seal. The nonce is a number; it enters
//! the hash in little-endian order.
//!
//! # Who calls what
//!
//! * A verifier refuses nonsense with [`quick_result`], takes the epoch's cache from a
//!   [`CachePool`] and calls [`verify`]. It must know the block number (parent + 1) before it does:
//!   building a cache takes about a second, and its size follows the epoch it is asked for.
//! * A miner calls [`search`] over a cache (slow, small) or a dataset (fast, large).
//!
//! Source of the algorithm: the Ethash specification of the Ethereum wiki, revision 23.

#![cfg_attr(
	test,
	allow(clippy::arithmetic_side_effects, reason = "an overflow fails the test, as it should")
)]

mod cache;
mod dataset;
mod derive;
mod hashimoto;
mod item;
mod keccak;
mod pool;
mod search;
mod sizes;
#[cfg(test)]
mod testing;
mod verify;

pub use cache::{seed_hash, Cache};
pub use dataset::Dataset;
pub use hashimoto::Output;
pub use pool::CachePool;
pub use search::{search, Lookup};
pub use sizes::{cache_size, dataset_size};
pub use verify::{quick_result, verify};

/// Blocks in an epoch: all blocks of an epoch share a seed, a cache and a dataset.
pub const EPOCH_LENGTH: u32 = 30_000;

/// The epoch of a block, by its number: `floor(number / 30000)`, so at most 143 165.
pub const fn epoch(block_number: u32) -> u32 {
	block_number / EPOCH_LENGTH
}

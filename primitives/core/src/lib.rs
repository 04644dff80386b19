//! Basic types and units of the Pillars chain.
//!
//! Everything that has no rule of its own and that all other crates agree on: the account, balance and
//! header types, the monetary units, the token's name, and the opaque block for the node.

#![cfg_attr(not(feature = "std"), no_std)]

use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiSignature,
};

pub mod units;

/// A signature of an account transaction: sr25519, ed25519 or ECDSA.
pub type Signature = MultiSignature;
/// An account: 32 bytes, shown as ss58 with prefix [`units::SS58_PREFIX`].
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of money in satoshi (10^-8 ETP) or in the smallest unit of a token.
pub type Balance = u128;
/// The height of a block; genesis is 0.
pub type BlockNumber = u32;
/// The number of transactions an account has made.
pub type Nonce = u32;
/// A 32-byte hash, BLAKE2-256 unless said otherwise.
pub type Hash = sp_core::H256;
/// The hasher of headers, tries and extrinsics.
pub type Hashing = BlakeTwo256;
/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Moment = u64;
/// The block header.
pub type Header = generic::Header<BlockNumber, Hashing>;

/// The types the node works with: extrinsics are bytes to it, so that a runtime upgrade can change
/// their format without a new node.
pub mod opaque {
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block whose extrinsics are opaque bytes.
	pub type Block = sp_runtime::generic::Block<super::Header, UncheckedExtrinsic>;
	/// Names a block by its hash or number.
	pub type BlockId = sp_runtime::generic::BlockId<Block>;
}

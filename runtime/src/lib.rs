//! The state transition function of Pillars: the pallets, put together.
//!
//! | folder or file | what |
//! |---|---|
//! | this file | types, version, the list of pallets and of transaction extensions |
//! | [`configs`] | how each pallet is configured, by theme |
//! | [`apis`] | what the node can ask |
//! | [`genesis`] | the genesis presets |
//! | `allocator` | where the WASM runtime has its memory from |
//! | `benchmarks` | which pallets are measured, with the feature `runtime-benchmarks` |
//!
//! # Inherents
//!
//! A pallet's inherent stands in the block at the place of the pallet in the list. [`Timestamp`]
//! comes before [`HybridConsensus`] (`coinbase`), and that before [`UtxoAssets`] (`coinstake`):
//! each of the three fails unless it stands at its own index, so their order must not change.
//!
//! # Fees
//!
//! Fees and tips of account transactions go to the ledger, which pays them to the author of the
//! block with the coinbase; nothing is burned. See [`configs::fees`].

#![cfg_attr(not(feature = "std"), no_std)]
// Large types of calls and events recurse deep when their codecs are derived.
#![recursion_limit = "256"]
// Tools know the types of the runtime by their path at the root of the crate, where the macros of
// the SDK put them, undocumented.
#![allow(missing_docs, reason = "made by macros of the SDK")]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

#[cfg(substrate_runtime)]
mod allocator;
pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarks;
#[deny(missing_docs)]
pub mod configs;
#[deny(missing_docs)]
pub mod genesis;

pub use pillars_primitives::{
	AccountId, Balance, BlockNumber, Hash, Hashing, Header, Moment, Nonce, Signature,
};

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{generic, MultiAddress};
use sp_version::RuntimeVersion;

/// The version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("pillars"),
	impl_name: Cow::Borrowed("pillars"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// How a call names an account.
pub type Address = MultiAddress<AccountId, ()>;

/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What a transaction carries beside its call, in the order of encoding: stock extensions only, for
/// an own one would break wallets and tools.
///
/// `CheckWeight` is the last one: after a transaction it gives back to the block what the call and all extensions before
/// it did not use, for which other runtimes run `WeightReclaim` as well, at four accesses to the state more.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckNonce<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::CheckWeight<Runtime>,
);

/// An extrinsic as it comes from outside.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What the signature of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

sp_runtime::impl_opaque_keys! {
	/// The keys with which a node takes part: it makes them for `author_rotateKeys`.
	pub struct SessionKeys {
		/// Seals the blocks of a witness.
		pub witness: HybridConsensus,
		/// Votes on finality.
		pub grandpa: Grandpa,
	}
}

#[frame_support::runtime]
mod runtime {
	/// The runtime of Pillars.
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
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;

	#[runtime::pallet_index(3)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(4)]
	pub type Difficulty = pallet_difficulty;

	#[runtime::pallet_index(5)]
	pub type HybridConsensus = pallet_hybrid_consensus;

	#[runtime::pallet_index(6)]
	pub type UtxoAssets = pallet_utxo_assets;

	#[runtime::pallet_index(7)]
	pub type Grandpa = pallet_grandpa;

	#[runtime::pallet_index(8)]
	pub type Utility = pallet_utility;

	#[runtime::pallet_index(9)]
	pub type Avatars = pallet_avatars;

	#[runtime::pallet_index(10)]
	pub type MstMining = pallet_mst_mining;

	#[runtime::pallet_index(11)]
	pub type MarsReputation = pallet_mars_reputation;

	#[runtime::pallet_index(12)]
	pub type Candidates = pallet_candidates;

	// After the bonds that its genesis asks for.
	#[runtime::pallet_index(13)]
	pub type WitnessCertificates = pallet_witness_certificates;
}

//! # Candidates Pallet
//!
//! Who stands for election as a witness: bonds, keys, delegation, and evidence.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes, including its
//! configuration trait, dispatchables, storage items, events, errors and view functions. Other pallets see it as
//! [`Bonds`](pillars_traits::Bonds), [`Electorate`](pillars_traits::Electorate),
//! [`AvatarTies`](pillars_traits::AvatarTies) and [`OnEpochEnd`](pillars_traits::OnEpochEnd).
//!
//! ## Overview
//!
//! ### Candidates
//!
//! An avatar with an own bond of at least *min_bond* registers with the keys of its node: an sr25519 key under which it
//! seals, an ed25519 key under which it finalises. It proves that it has both, and no other candidate has either.
//! Candidacy and changes of keys are in force from the next freezing of candidates on. A candidate can not take its
//! bond below *min_bond* unless it leaves; if evidence or governance puts it below, it stays a candidate but is not
//! frozen.
//!
//! When an epoch opens, the candidates are frozen for the draw that opens the next one, each with its keys and its
//! weight: `MARS (milli-points) * clamp(bond, B, 4B)` in satoshi, where B is *min_bond* and the bond includes the
//! delegations that count. Whoever made fewer than half of its turns in an epoch, of at least [`MIN_ASSIGNED`], is struck
//! from the frozen candidates before that draw; the struck are not replaced. To leave does not unfreeze.
//!
//! There are at most [`MAX_CANDIDATES`] candidates. When there is no room, the lightest (of two as light, the one with
//! the higher account) makes room for whoever outweighs it; who can not be frozen weighs nothing. So nobody needs to
//! look through an unbounded set to find the heaviest when candidates are frozen.
//!
//! ### Bonds
//!
//! Any account can bond. What it takes back stops counting at once and stays held for the rest of the epoch and
//! [`UNLOCK_EPOCHS`] whole ones; one more if the account is among the frozen candidates at that time, for these may be
//! the witnesses of the next epoch. Evidence takes of it meanwhile: so the bond of a witness is there for as long as
//! evidence against it counts. (Of witnesses that go on because nobody was frozen, it is not.) Bonds and delegations
//! are held under reasons of their own: no unit of money counts twice.
//!
//! ### Delegation
//!
//! An account lends stake, at least [`MIN_DELEGATION`], to the holder of a valid certificate. From the next freezing on
//! it counts in the holder's bond and earns its share of the rewards of the holder's `Dpos` blocks. It can always be
//! taken back, as a whole or so that at least [`MIN_DELEGATION`] stays: then it stops counting and earning at once, and
//! stays held for the rest of the epoch and [`UNLOCK_EPOCHS`] whole ones. Evidence never touches it.
//!
//! Delegations tie the avatar of the delegator to its account until they are withdrawn, that of the node only while it
//! is certified or a candidate: nobody can be tied for good by delegations that others do not take back.
//!
//! A reward is split pro rata of own bond and delegations; of what falls to delegations the node keeps its
//! *commission*, and what rounding leaves. The delegators' part waits in the account of the pallet
//! ([`Pallet::account_id`]) to be claimed. A raised own bond shares from the next freezing on, a changed commission
//! counts from there, and a lowered own bond shares less at once.
//!
//! ### Evidence
//!
//! Two sealed headers of `Dpos` blocks with the same parent, the same epoch and turn, and different hashes without their
//! seals, both sealed by the key of the witness whose turn it was, prove that it equivocated. (With different parents they
//! do not: to seal on two branches is honest.) Anyone may show them up to [`EVIDENCE_EPOCHS`] epochs later. Half of
//! what is held of the witness's own bond is taken, a tenth of that is the reporter's, the rest is burned. The witness is
//! struck from the frozen candidates and sits out [`SIT_OUT_EPOCHS`] epochs after the one under way. An account
//! is punished once for all that it did with one key up to the epoch of its punishment: what another account did with
//! that key before or after does not count.
//!
//! ## Low Level / Implementation Details
//!
//! The epoch is known from [`Freezings`]: the consensus freezes candidates whenever an epoch opens, the first included.
//!
//! Rewards are counted as earnings of a unit, see [`pool`](Pool): each block and each claim costs the same however many
//! delegations there are, and nothing is done to a delegation when candidates are frozen.
//!
//! The first reward that is shared endows the account of the pallet with the existential deposit.
//!
//! Freezing and striking register their own weight with the block: the hook that asks for them does not know it.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bonds;
mod delegation;
mod electorate;
mod equivocation;
mod genesis;
mod invariants;
mod pool;
mod queries;
mod registry;
mod sections;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use pool::{Delegation, Mark, Pool};
pub use types::{
	BondLedger, CandidateInfo, CandidateKeys, CandidateState, Chunk, DelegationInfo, FrozenEntry,
	GenesisCandidate, Unlocking,
};
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;
use pillars_primitives::{units::ETP, Balance};

const LOG_TARGET: &str = "runtime::candidates";

/// Most candidates.
pub const MAX_CANDIDATES: u32 = 1_024;
/// The least delegation, in satoshi.
pub const MIN_DELEGATION: Balance = ETP;
/// Whole epochs for which money that leaves stays held, after the last one in which its owner may be a witness.
pub const UNLOCK_EPOCHS: u32 = 2;
/// Evidence is from the epoch under way or from so many before it.
pub const EVIDENCE_EPOCHS: u32 = 2;
/// Epochs that an equivocator sits out.
pub const SIT_OUT_EPOCHS: u32 = 4;
/// Only who had so many turns in an epoch is struck for missing them.
pub const MIN_ASSIGNED: u32 = 5;
/// Most chunks of what leaves a bond or a delegation.
pub const MAX_CHUNKS: u32 = 5;
/// Most bytes of a proof that keys belong to an account.
pub const MAX_PROOF: u32 = 256;

/// The pallet.
#[import_section(sections::calls::calls)]
#[import_section(sections::errors::errors)]
#[import_section(sections::events::events)]
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{InspectHold, Mutate, MutateHold},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use pillars_consensus_primitives::WITNESS_KEY_TYPE;
	use pillars_primitives::{AccountId, Header};
	use pillars_rules::Turn;
	use pillars_traits::{
		Avatars, Certification, ConsensusParameters, WitnessScores, WitnessTables,
	};
	use sp_core::{ed25519, sr25519::Public};
	use sp_runtime::{
		traits::{HeaderProvider, OpaqueKeys},
		Perbill,
	};

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, Block: HeaderProvider<HeaderT = Header>>
	{
		/// Moves and holds ETP.
		type Currency: Mutate<AccountId, Balance = Balance>
			+ InspectHold<AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>
			+ MutateHold<AccountId>;

		/// Why money is held.
		type RuntimeHoldReason: From<HoldReason>;

		/// The keys of a node, as it makes them: among them those of a witness and of GRANDPA.
		type Keys: OpaqueKeys + Parameter;

		/// The least bond.
		type Parameters: ConsensusParameters;

		/// Only avatars stand for election.
		type Avatars: Avatars;

		/// Who can be delegated to, and who is told of bonds.
		type Certification: Certification;

		/// What candidates weigh.
		type Scores: WitnessScores;

		/// Whose turn it was.
		type Tables: WitnessTables;

		/// From it the account is made that keeps the rewards of delegators.
		#[pallet::constant]
		type PotId: Get<PalletId>;

		/// Weights of the calls, and of what hooks ask.
		type WeightInfo: WeightInfo;

		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
	}

	/// Why money is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// It is, or was, the own bond of an account.
		#[codec(index = 0)]
		Bond,
		/// It is, or was, delegated.
		#[codec(index = 1)]
		Delegation,
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// How often candidates were frozen: the number of the epoch under way, and one. Written when an epoch opens.
	#[pallet::storage]
	pub type Freezings<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// The candidates with their keys, at most [`MAX_CANDIDATES`].
	// Blake2_128Concat, here and below: accounts and keys are chosen by users.
	#[pallet::storage]
	pub type Candidates<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, AccountId, CandidateKeys, OptionQuery>;

	/// Which candidate has a witness key.
	#[pallet::storage]
	pub type WitnessKeys<T: Config> =
		StorageMap<_, Blake2_128Concat, Public, AccountId, OptionQuery>;

	/// Which candidate has a GRANDPA key.
	#[pallet::storage]
	pub type GrandpaKeys<T: Config> =
		StorageMap<_, Blake2_128Concat, ed25519::Public, AccountId, OptionQuery>;

	/// Bonds, and what leaves them.
	#[pallet::storage]
	pub type Ledgers<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, BondLedger, ValueQuery>;

	/// What is delegated to a node, as a whole. There is one for who is delegated to, and for candidates that set a
	/// commission.
	#[pallet::storage]
	pub type Pools<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Pool, OptionQuery>;

	/// What an account (first key) delegates to a node (second key), what it earned, and what leaves.
	#[pallet::storage]
	pub type Delegations<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AccountId,
		Blake2_128Concat,
		AccountId,
		Delegation,
		ValueQuery,
	>;

	/// What a unit delegated to a node had earned at a freezing, as long as a delegation needs to know.
	// Twox64Concat: nobody chooses the number of a freezing.
	#[pallet::storage]
	pub type Marks<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountId, Twox64Concat, u32, Mark, OptionQuery>;

	/// The candidates for the next draw, in the order of their accounts. One value, for the draw reads all of it.
	#[pallet::storage]
	pub type Frozen<T: Config> =
		StorageValue<_, BoundedVec<FrozenEntry, ConstU32<MAX_CANDIDATES>>, ValueQuery>;

	/// In which epoch an account (first key) was last punished for what it did with a witness key (second key). Each
	/// entry has cost half a bond.
	// Not by the key alone: keys move between accounts, and the punishment of one must not protect the next.
	#[pallet::storage]
	pub type Punished<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AccountId,
		Blake2_128Concat,
		Public,
		u32,
		OptionQuery,
	>;

	/// The first candidates.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// At most [`MAX_CANDIDATES`], with distinct accounts and keys.
		pub candidates: Vec<GenesisCandidate>,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.candidates);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let types = T::Keys::key_ids();
			assert!(types.contains(&WITNESS_KEY_TYPE), "the keys have one for witnesses");
			assert!(
				types.contains(&sp_consensus_grandpa::KEY_TYPE),
				"the keys have one for GRANDPA"
			);
			// A chunk for each epoch in which something becomes free, at the latest that of who is frozen now, and
			// one of all that is.
			assert_eq!(MAX_CHUNKS, UNLOCK_EPOCHS.saturating_add(3), "there is room for chunks");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A candidate, and what it would weigh if it were frozen now.
		pub fn candidate(who: AccountId) -> Option<CandidateInfo> {
			let keys = Candidates::<T>::get(&who)?;
			Some(Self::candidate_info(who, keys))
		}

		/// All candidates, in the order of their accounts.
		pub fn candidates() -> Vec<CandidateInfo> {
			Self::all_candidates()
		}

		/// The candidates frozen for the next draw, in the order of their accounts.
		pub fn frozen() -> Vec<FrozenEntry> {
			Frozen::<T>::get().into_inner()
		}

		/// The bond of an account, and what leaves it.
		pub fn bond_of(who: AccountId) -> BondLedger {
			Ledgers::<T>::get(who)
		}

		/// What is delegated to a node as a whole, and its commission.
		pub fn pool_of(node: AccountId) -> Option<Pool> {
			Self::peek_pool(&node)
		}

		/// What an account delegates to a node, and what it can claim.
		pub fn delegation(delegator: AccountId, node: AccountId) -> Option<DelegationInfo> {
			Self::delegation_info(&delegator, &node)
		}
	}
}

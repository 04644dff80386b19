//! # Avatars Pallet
//!
//! Accounts that act under a name of their own (white paper, "Metaverse Digital Identity").
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, dispatchables, storage items, events, errors and view
//! functions. Other pallets see it as [`Avatars`](pillars_traits::Avatars).
//!
//! ## Overview
//!
//! An avatar is a name that one account has. The name is for good: the avatar can move to another
//! account, but it can not be renamed, taken back or registered twice. Avatars say things of each
//! other by attestations.
//!
//! ### Names
//!
//! 1. A name, the *symbol*, has 1 to [`MAX_SYMBOL`] signs of `A-Z`, `a-z`, `0-9`, `.`, `@`, `_` and
//!    `-`. It is shown as it was written, and compared in lower case: two avatars never differ in
//!    case only.
//! 2. What belongs to the chain itself, and what an impostor would take, is reserved ([`RESERVED`]),
//!    with or without signs between the letters. A name that reads like an address of the chain is
//!    refused as well. Only genesis may give reserved names.
//! 3. An avatar is known by its id: `blake2_256("pillars/avatar/1" ++ symbol in lower case)`
//!    ([`avatar_id`]).
//!
//! ### Avatars and accounts
//!
//! 4. An account has at most one avatar, an avatar exactly one account.
//! 5. Registering costs [`REGISTRATION_FEE`] (1 ETP): a fifth to the author of the block, the rest to
//!    the treasury.
//! 6. An avatar moves when its account offers it to another one and that one accepts: both sign. The
//!    recipient must not have an avatar, when it is offered and when it is accepted. An offer stands
//!    until it is accepted, withdrawn or replaced.
//! 7. An avatar that is tied to its account (it holds a witness certificate, is a candidate, or has
//!    delegations: [`Config::Ties`]) can neither be offered nor accepted.
//! 8. Transfers of an avatar are counted. What is bound to the avatar and to the account that has it
//!    is bound to that count.
//!
//! ### Attestations
//!
//! 9. An avatar may attest something of another one: a kind, such as `kyc` or `achievement`, and the
//!    hash of a document. There is one attestation for each subject, kind and attester; attesting
//!    again replaces it.
//! 10. Kinds are numbers whose names [`Config::UpdateOrigin`] registers. A name is never changed or
//!     removed, for that would change what was attested.
//! 11. The attester says which transfer count of the subject it means. So nobody can have an avatar
//!     attested and moved to another account in front of the attestation.
//! 12. [`ATTESTATION_HOLD`] (0.1 ETP) of the attester's account is held for each attestation, until
//!     that account revokes it. It can do so at any time: also when the attestation has lapsed, and
//!     when the account has no avatar any more. Nobody else can.
//! 13. An attestation lapses when the subject is transferred, for it was said of whoever had it; and
//!     when the attester is transferred, for whoever gets a name does not get the word of the one who
//!     had it before. It does not come back if the avatar does.
//!
//! ## Low Level / Implementation Details
//!
//! Attestations are stored by the *account* that made them, with the avatar as which it did: the hold
//! stays where the money is, and freeing it needs neither avatar. All calls read and write a fixed
//! number of values, nothing is iterated over.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod attestations;
mod genesis;
mod invariants;
mod names;
mod queries;
mod registry;
mod sections;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use names::{
	avatar_id, check_kind_name, check_symbol, is_reserved, lower_case, reads_like_an_address,
	NameError, RESERVED,
};
pub use pallet::*;
pub use types::{
	Attestation, AvatarDetails, GenesisAvatar, GenesisKind, KindName, Symbol, ATTESTATION_HOLD,
	MAX_KIND_NAME, MAX_SYMBOL, REGISTRATION_FEE,
};
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

/// The pallet.
#[import_section(sections::calls::calls)]
#[import_section(sections::errors::errors)]
#[import_section(sections::events::events)]
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{hold, Inspect},
	};
	use frame_system::pallet_prelude::*;
	use pillars_primitives::{AccountId, Balance, BlockNumber};
	use pillars_traits::{AvatarId, AvatarTies, Holding, OnAvatarMoved, ServiceFees};
	use sp_core::H256;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// In which attesters are held liable.
		type Currency: Inspect<AccountId, Balance = Balance>
			+ hold::Mutate<AccountId, Reason = Self::RuntimeHoldReason>;
		/// The reasons for holds of the runtime.
		type RuntimeHoldReason: From<HoldReason>;
		/// Takes the fee for registering.
		type Fees: ServiceFees;
		/// What ties an avatar to its account.
		type Ties: AvatarTies;
		/// Is told that an avatar has moved.
		type OnMoved: OnAvatarMoved;
		/// Who may name kinds of attestations.
		type UpdateOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why money of an account is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For each attestation that the account made and did not revoke.
		#[codec(index = 0)]
		Attestation,
	}

	/// All avatars. They are never removed, so that no name is used again.
	// Identity, here and in the next but one: an id is a BLAKE2 hash already, so that the trie stays
	// as balanced as with any hasher.
	#[pallet::storage]
	pub type Avatars<T: Config> = StorageMap<_, Identity, AvatarId, AvatarDetails, OptionQuery>;

	/// The avatar of each account that has one, with what the ledger asks of every owner, in one read.
	// Blake2_128Concat: anybody can choose an account.
	#[pallet::storage]
	pub type AvatarOf<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Holding, OptionQuery>;

	/// To whom an avatar is offered. Apart from [`Avatars`], which all others read.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Identity, AvatarId, AccountId, OptionQuery>;

	/// The attestations that were not revoked: the subject, the kind, and the account that made it.
	// Twox64Concat: nobody but governance chooses a kind.
	#[pallet::storage]
	pub type Attestations<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, AvatarId>,
			NMapKey<Twox64Concat, u32>,
			NMapKey<Blake2_128Concat, AccountId>,
		),
		Attestation,
		OptionQuery,
	>;

	/// The names of the kinds of attestations.
	// Twox64Concat: as above.
	#[pallet::storage]
	pub type Kinds<T: Config> = StorageMap<_, Twox64Concat, u32, KindName, OptionQuery>;

	/// The kind of each name, so that no two kinds have the same.
	#[pallet::storage]
	pub type KindsByName<T: Config> = StorageMap<_, Blake2_128Concat, KindName, u32, OptionQuery>;

	/// The first avatars, and the kinds of attestations.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Distinct names of distinct accounts, reserved ones too. They cost nothing.
		pub avatars: Vec<GenesisAvatar>,
		/// Distinct numbers with distinct names.
		pub kinds: Vec<GenesisKind>,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				avatars: Vec::new(),
				kinds: genesis::default_kinds(),
				_config: Default::default(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.avatars, &self.kinds);
		}
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// What registering an avatar costs, in satoshi.
		#[pallet::constant_name(RegistrationFee)]
		fn registration_fee() -> Balance {
			REGISTRATION_FEE
		}

		/// What is held of an account for each of its attestations, in satoshi.
		#[pallet::constant_name(AttestationHold)]
		fn attestation_hold() -> Balance {
			ATTESTATION_HOLD
		}

		/// Most signs of the name of an avatar.
		#[pallet::constant_name(MaxSymbol)]
		fn max_symbol() -> u32 {
			MAX_SYMBOL
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				BlockNumberFor::<T>::max_encoded_len(),
				BlockNumber::max_encoded_len(),
				"heights of avatars are as wide as those of the runtime"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The avatar of this name, in whatever case, with its id.
		pub fn avatar(symbol: Vec<u8>) -> Option<(AvatarId, AvatarDetails)> {
			Self::avatar_named(&symbol)
		}

		/// The avatar of an account, with its id.
		pub fn avatar_of(who: AccountId) -> Option<(AvatarId, AvatarDetails)> {
			Self::avatar_with(&who)
		}

		/// To whom an avatar is offered.
		pub fn offer(avatar: AvatarId) -> Option<AccountId> {
			Offers::<T>::get(avatar)
		}

		/// What the attester attested of the subject, unless it lapsed or was revoked.
		pub fn attestation(
			subject: AvatarId,
			kind: u32,
			attester: AvatarId,
		) -> Option<Attestation> {
			Self::valid_attestation(subject, kind, attester)
		}

		/// The name of a kind of attestations.
		pub fn kind_name(kind: u32) -> Option<KindName> {
			Kinds::<T>::get(kind)
		}
	}
}

//! # Witness Certificates Pallet
//!
//! Certificates of witnesses, of two levels, and the grants that come with them.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, dispatchables, storage items, events, errors and view
//! functions.
//!
//! ## Overview
//!
//! A valid certificate gives a witness 30 points of its score, and the holder of one of level 1 a reward in each of
//! its blocks for every valid one of level 2 under it (white paper, "Designing DPoS").
//!
//! | | level 1 | level 2 |
//! |---|---|---|
//! | number | [`MAX_LEVEL1`] (23) | at most [`MAX_LEVEL2`] (46) under each of level 1, [`MAX_LEVEL2_IN_ALL`] (1 058) in all |
//! | issued by | genesis or the Foundation, to an avatar | the level-1 holder **and** the Foundation, to an avatar with a bond of at least *min_bond* |
//! | becomes active | with [`LEVEL2_TO_ACTIVATE`] (23) valid certificates of level 2, within *activation_time_ms* of its issue; else it is revoked | at once |
//! | life | *certificate_life* blocks from activation | *certificate_life* blocks |
//! | valid | while active, not frozen, not expired | the same, and while its own bond is at least *min_bond* and its level 1 is not frozen or revoked |
//! | transferable | never | never |
//! | grant | 18 000 ETP at issue, 158 000 ETP at activation, released over 12 months | 6 000 ETP, released over 6 months |
//!
//! An account has one certificate at a time. When that has ended, it can get another one.
//!
//! ### States
//!
//! `Issued -> Active -> Expired`, `Issued | Active <-> Frozen`, any `-> Revoked`.
//!
//! * A certificate is active at the heights from its activation until, and without, *certificate_life* blocks later.
//! * An issued one can be activated up to and at the moment of its issue + *activation_time_ms*, be it frozen for a
//!   part of that time; after that it is revoked with all level 2 under it. A certificate of the genesis state has
//!   that time from the moment of block 1 on.
//! * A frozen certificate stays frozen. If its life is over when it is unfrozen, it expires then.
//! * When a level 1 expires, the level 2 under it goes on, for the rest of its own life. If its holder is issued
//!   another level 1, that level 2 is under the new one. Until it has ended the holder can not get a level 2.
//! * A holder can not deactivate a certificate or give it back. An avatar is tied to its account until its
//!   certificate has ended.
//!
//! ### Freezing
//!
//! At the end of an epoch, each level-1 holder that was elected for it is judged by its test score: its score as if
//! it were certified. Below *freeze_below* in *freeze_epochs* epochs running, of those in which it was elected, its
//! certificate is frozen, and with it all level 2 under it. The Foundation unfreezes it. That zeroes the run but not
//! the number of freezes: the third one revokes.
//!
//! ### Grants
//!
//! Grants are set aside on the Foundation's account, by a hold, when they are made; they are never minted. A month is
//! 30 days of block time. A grant accrues, linearly, only while the certificate is valid: those of a level 1 from its
//! activation on, and not while it is frozen, which extends the schedule. What has accrued is the holder's for good
//! and is paid when it claims it. When the certificate ends, the rest is the Foundation's again; so is that of a
//! level-2 holder whose bond is lowered below *min_bond* before all is released. A bond that is too small only because
//! *min_bond* was raised loses nothing but the time since the grant was last written.
//!
//! No certificate is issued without its own grant. If the funds do not suffice for the grant of an activation that has
//! come due by a new level 2, a raised bond or an unfreezing, these take place all the same; the level 1 stays issued,
//! its time to become active runs on, and anyone can have it activated within that time when there are funds
//! ([`Pallet::settle`]).
//!
//! ### Waiting list
//!
//! Avatars with a bond of at least *min_bond* and without a certificate can wait for a level 2, at most
//! [`MAX_WAITING`] (100) at a time. While anybody waits, only those who wait can be proposed and approved. Whoever
//! lowers its bond below *min_bond* waits no longer. Whoever has lost its avatar, or has too small a bond since
//! *min_bond* was raised, can be taken off by anyone ([`Pallet::settle`]). To wait does not tie the avatar.
//!
//! ## Low Level / Implementation Details
//!
//! Nothing iterates over all certificates. Lapses (expiry, a missed activation) count from their height or moment on
//! in everything that is asked, whether or not they are written; anyone can have them written by
//! [`Pallet::settle`], which frees their places and gives back what was set aside. A *clock* in the level 1 stands
//! while it is frozen, and the grants under it run by that clock. If a certificate is settled after its expiry, what
//! the clock said at that height is interpolated between the heights at which the grant was last written and is
//! settled. So that the clock has run evenly between the two, to freeze and to unfreeze a level 1 writes all grants
//! under it, at most 46, and settles those whose certificates have expired.
//!
//! The list of level 2 under a level 1 has what their validity depends on, their bonds included, so that counting
//! the valid ones reads one value of at most 46 entries.
//!
//! In the runtime, the genesis of avatars, parameters and candidates must be built before that of this pallet, and of
//! those told of the end of an epoch, whoever keeps the scores comes first.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod ending;
mod foundation;
mod genesis;
mod grant;
mod grants;
mod issue;
mod queries;
mod seams;
mod sections;
mod try_state;
mod types;
mod validity;
mod waiting;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use foundation::EnsureFoundation;
pub use genesis::GenesisCertificate;
pub use grant::{
	Grant, Mark, ACTIVATION_GRANT, ISSUE_GRANT, LEVEL1_RELEASE_MS, LEVEL2_GRANT, LEVEL2_RELEASE_MS,
	MONTH_MS,
};
pub use pallet::*;
pub use types::{
	Certificate, CertificateInfo, GrantInfo, Level, LevelOne, Member, Members, ProposalList, State,
	Term, LAST_FREEZE, LEVEL2_TO_ACTIVATE, MAX_LEVEL1, MAX_LEVEL2, MAX_LEVEL2_IN_ALL, MAX_WAITING,
};
pub use weights::WeightInfo;

pub(crate) use types::Now;

use frame_support::pallet_macros::import_section;

const LOG_TARGET: &str = "runtime::witness-certificates";

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
		traits::{
			fungible::{Inspect, InspectHold, MutateHold},
			Time,
		},
	};
	use frame_system::pallet_prelude::*;
	use pillars_primitives::{AccountId, Balance, BlockNumber, Moment};
	use pillars_rules::MAX_WITNESSES;
	use pillars_traits::{Avatars, Bonds, ConsensusParameters, WitnessScores};

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// The money of the grants.
		type Currency: Inspect<AccountId, Balance = Balance>
			+ InspectHold<AccountId, Reason = Self::RuntimeHoldReason>
			+ MutateHold<AccountId>;
		/// The reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// The chain parameters: least bond, life of certificates, time to activate, freezing.
		type Parameters: ConsensusParameters;
		/// Who can hold certificates.
		type Avatars: Avatars;
		/// The bonds of level-2 holders.
		type Bonds: Bonds;
		/// The scores that freezing is decided by.
		type Scores: WitnessScores;
		/// Who issues, approves, unfreezes and revokes.
		type FoundationOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The account on which grants are set aside and to which they return: the treasury. It must not change.
		#[pallet::constant]
		type Foundation: Get<AccountId>;
		/// The moment of the chain, in ms since 1970.
		type Time: Time<Moment = Moment>;
		/// Weights of the calls and hooks.
		type WeightInfo: WeightInfo;
		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why money is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// On the Foundation's account: set aside for grants.
		#[codec(index = 0)]
		Grant,
	}

	/// The last certificate of each account, whether or not it has ended.
	// Blake2_128Concat, here and below: anybody can choose the key of an account.
	#[pallet::storage]
	pub type Certificates<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Certificate>;

	/// The level-2 certificates under each level-1 holder that are not written as ended. Apart from the certificates,
	/// for it is larger and not read for all that concerns them.
	#[pallet::storage]
	pub type Groups<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Members, ValueQuery>;

	/// The grant of each account to which something is or may still be released.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Grant>;

	/// Whom each level-1 holder proposes for level 2.
	#[pallet::storage]
	pub type Proposals<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, ProposalList, ValueQuery>;

	/// Those who wait for a level-2 certificate, in the order of their coming.
	#[pallet::storage]
	pub type WaitingList<T: Config> =
		StorageValue<_, BoundedVec<AccountId, ConstU32<MAX_WAITING>>, ValueQuery>;

	/// The holders of level-1 certificates that are not written as ended.
	#[pallet::storage]
	pub type Level1Holders<T: Config> =
		StorageValue<_, BoundedVec<AccountId, ConstU32<MAX_LEVEL1>>, ValueQuery>;

	/// Number of level-2 certificates that are not written as ended.
	#[pallet::storage]
	pub type Level2Count<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// What is held on the Foundation's account for grants, in satoshi.
	#[pallet::storage]
	pub type SetAside<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// The account that speaks for the Foundation, for runtimes that use [`EnsureFoundation`]. Written at genesis only.
	#[pallet::storage]
	pub type Speaker<T: Config> = StorageValue<_, AccountId>;

	/// The certificates of the genesis state. They come without the grants of their issue.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Those of level 1, with those of level 2 under them: distinct avatars, within the bounds of number.
		pub certificates: Vec<GenesisCertificate>,
		/// Who speaks for the Foundation, for runtimes that use [`EnsureFoundation`].
		pub foundation: Option<AccountId>,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.check();
			self.write();
			Speaker::<T>::set(self.foundation.clone());
		}
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Most level-1 certificates in force at a time.
		#[pallet::constant_name(MaxLevel1)]
		fn max_level1() -> u32 {
			MAX_LEVEL1
		}

		/// Most level-2 certificates under a level-1 certificate.
		#[pallet::constant_name(MaxLevel2)]
		fn max_level2() -> u32 {
			MAX_LEVEL2
		}

		/// A level-1 certificate becomes active with so many valid level-2 certificates under it.
		#[pallet::constant_name(Level2ToActivate)]
		fn level2_to_activate() -> u32 {
			LEVEL2_TO_ACTIVATE
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			if number == 1u32.into() {
				T::WeightInfo::start_clocks()
			} else {
				Weight::zero()
			}
		}

		fn on_finalize(number: BlockNumberFor<T>) {
			// The genesis state knows no moment.
			if number == 1u32.into() {
				Self::start_clocks();
			}
		}

		fn integrity_test() {
			assert_eq!(
				BlockNumberFor::<T>::max_encoded_len(),
				BlockNumber::max_encoded_len(),
				"heights in certificates are as wide as those of the runtime"
			);
			let limits = T::BlockWeights::get();
			let limit = limits.get(DispatchClass::Normal).max_extrinsic.unwrap_or(limits.max_block);
			assert!(
				T::WeightInfo::settle().all_lte(limit) && T::WeightInfo::revoke().all_lte(limit),
				"the end of a full level 1 does not fit into a block"
			);
			let all_revoked = T::WeightInfo::revoke().saturating_mul(MAX_LEVEL1.into());
			let epoch = T::WeightInfo::epoch_ended(MAX_WITNESSES).saturating_add(all_revoked);
			assert!(
				epoch.all_lte(limits.max_block),
				"the end of an epoch does not fit into a block"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The last certificate of an account as it stands now, with its grant.
		pub fn certificate(holder: AccountId) -> Option<CertificateInfo> {
			Self::info(&holder)
		}

		/// What is released to an account and not claimed, in satoshi, whether or not it has a certificate.
		pub fn claimable(who: AccountId) -> Balance {
			Self::grant_now(&who, Self::now()).map_or(0, |grant| grant.claimable())
		}

		/// The holders of the level-2 certificates under a level-1 holder that are not written as ended.
		pub fn level2_of(holder: AccountId) -> Vec<AccountId> {
			Groups::<T>::get(holder).into_iter().map(|member| member.who).collect()
		}

		/// The holders of level-1 certificates that are not written as ended.
		pub fn level1() -> Vec<AccountId> {
			Level1Holders::<T>::get().into_inner()
		}

		/// Whom a level-1 holder proposes for level 2.
		pub fn proposals(holder: AccountId) -> Vec<AccountId> {
			Proposals::<T>::get(holder).into_inner()
		}

		/// Those who wait for a level-2 certificate, in the order of their coming.
		pub fn waiting_list() -> Vec<AccountId> {
			WaitingList::<T>::get().into_inner()
		}
	}
}

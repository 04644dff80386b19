//! # MARS Reputation Pallet
//!
//! MARS: the score of a witness, and the reputation of an avatar.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes, including its
//! configuration trait, storage items, events and view functions. It has no calls: other pallets tell it what happens
//! ([`OnEpochEnd`](pillars_traits::OnEpochEnd), [`LedgerActivity`](pillars_traits::LedgerActivity),
//! [`OnAvatarMoved`](pillars_traits::OnAvatarMoved)) and ask it ([`WitnessScores`](pillars_traits::WitnessScores)).
//!
//! ## Overview
//!
//! There are two values of that name, which have nothing to do with each other. Both are numbers of points; here they
//! are in milli-points. The formulas are those of `pillars_rules`.
//!
//! ### The witness score
//!
//! `MARS(node) = Cert + Stake + Miss` (white paper): 30 points while the account has a valid certificate; points for the
//! logarithm of the bond that counts; at most 30 points, fewer the more turns it missed. Elections, the freezing of
//! certificates and stakers go by it.
//!
//! * For each epoch in which a witness was assigned turns, its miss rate becomes the mean over that epoch and those
//!   before it, of which at most the last 12 weigh ([`MissRecord`](pillars_rules::MissRecord)). An epoch without an
//!   assigned turn changes nothing. Who was never elected missed nothing, and has no record.
//! * [`Event::ScoreChanged`] tells of each witness whose score an epoch changed.
//! * A record is that of an account. An avatar that is a candidate or holds a witness certificate can not leave it.
//!
//! ### The reputation of an avatar
//!
//! The open standard MIP-16: credits for what the avatar did and held in the last complete window of *month_blocks*
//! blocks and for its age. It is shown ([`Pallet::mars_of`]) and decides nothing: activity is cheap to fake. Counted are:
//!
//! * **Transfers**: a transaction pays, if its first input is under the lock of an account with an avatar, for that
//!   account. It is a transfer of that avatar if one of its outputs is for another account with an avatar (under its
//!   `Account` or `Deposit` lock, or credited to it). What an account pays to itself is none. Coinbases and coinstakes
//!   pay for nobody.
//! * **Fees**: what the transaction leaves, for the same account, whether or not it is a transfer.
//! * **Counterparties**: of a transfer, the avatar paid is one of the avatar that pays, and the other way round, if it
//!   is more than a month old. Distinct ones, the first [`MAX_COUNTERPARTIES`] of a window.
//! * **Deposits**: `fund` by the account. **MITs registered**, **tokens issued**: those by the account.
//! * **Held**: ETP and MITs in outputs under the `Account` or `Deposit` locks of the account, each block of the window
//!   counting as much as any other. Only outputs made after the account got its avatar (in later blocks) count, both
//!   when they come and when they go, so that no more goes than came.
//!
//! When an avatar moves to another account, all of that starts anew: what was done was the other account's doing, and
//! what is held are its outputs. So a reputation can not be sold but for the age, which stays that of the registration.
//!
//! ## Low Level / Implementation Details
//!
//! **Windows** are each avatar's own. The first begins when something is noted of it; each following one where the one
//! before it ended. Nothing happens when a window ends: whoever reads or changes it next rolls it on
//! ([`Window::rolled`]), in one step however many months went by. In windows without activity only what is held counts.
//! A window is as long as a month was when it began; those that nobody looked at count as begun when they are rolled on.
//!
//! **Cost**: each owner that a transaction concerns is looked up once, its avatar read once and written once if something changes. Circles of
//! counterparties are apart from the windows, so that they are read for transfers only, and not once they are full. The
//! end of an epoch registers its own weight with the block: the hook that tells of it does not know it.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod activity;
mod circle;
mod invariants;
mod scores;
mod types;
pub mod weights;
mod window;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use circle::{Circle, Mark, MAX_COUNTERPARTIES};
pub use pallet::*;
pub use types::{AvatarReputation, WitnessScore};
pub use weights::WeightInfo;
pub use window::{Complete, Counters, Held, Window};

/// The pallet.
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pillars_primitives::{AccountId, BlockNumber};
	use pillars_rules::{reputation, Activity, MissRecord, MAX_WITNESSES};
	use pillars_traits::{AvatarId, Avatars, Bonds, Certification, ConsensusParameters, Holding};
	use sp_runtime::SaturatedConversion;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// Who has which avatar.
		type Avatars: Avatars;
		/// Who holds a valid certificate.
		type Certification: Certification;
		/// Who has bonded what.
		type Bonds: Bonds;
		/// The chain parameters: the length of a month.
		type Parameters: ConsensusParameters;
		/// What it takes to be told of something.
		type WeightInfo: WeightInfo;
		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The turns that witnesses missed. There is none of an account that was never elected.
	// Blake2_128Concat: for accounts that anybody can choose.
	#[pallet::storage]
	pub type Records<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, MissRecord, ValueQuery>;

	/// The windows of avatars of which something was noted, as they were when the last of it was.
	// Identity: an id is a hash already.
	#[pallet::storage]
	pub type Windows<T: Config> = StorageMap<_, Identity, AvatarId, Window>;

	/// The counterparties of avatars, of the last window in which they had any.
	// Identity: as for `Windows`.
	#[pallet::storage]
	pub type Circles<T: Config> = StorageMap<_, Identity, AvatarId, Circle>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An epoch changed the score of one of its witnesses.
		ScoreChanged {
			/// The witness.
			who: AccountId,
			/// Its score with what it had missed before, in milli-points.
			old: u32,
			/// Its score, in milli-points.
			new: u32,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				BlockNumberFor::<T>::max_encoded_len(),
				BlockNumber::max_encoded_len(),
				"heights of windows are as wide as those of the runtime"
			);
			let epoch = T::WeightInfo::epoch_ended(MAX_WITNESSES);
			let limit = T::BlockWeights::get().max_block;
			assert!(epoch.all_lte(limit), "the end of an epoch does not fit into a block");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The witness score of an account, whether or not it is a witness.
		pub fn witness_score(who: AccountId) -> WitnessScore {
			Self::score_parts(&who)
		}

		/// The reputation of the account's avatar, as of now.
		pub fn mars_of(who: AccountId) -> Option<AvatarReputation> {
			let Holding { avatar, born, .. } = T::Avatars::holding(&who)?;
			let (now, month) = (Self::now(), Self::month());
			let age = now.saturating_sub(born);
			let window = Windows::<T>::get(avatar).map(|window| window.rolled(now, || month));
			let Complete { counters, mean } = window.map(|window| window.last).unwrap_or_default();
			let activity = Activity {
				transfers: counters.transfers,
				deposits: counters.deposits,
				mits_registered: counters.mits_registered,
				msts_issued: counters.msts_issued,
				mean_etp: mean.etp,
				mean_mit: mean.mits,
				fees: counters.fees,
				counterparties: counters.counterparties,
				age,
				month,
			};
			Some(AvatarReputation { avatar, reputation: reputation(&activity), activity })
		}
	}

	impl<T: Config> Pallet<T> {
		/// Height of the block under execution, or of the last one.
		pub(crate) fn now() -> BlockNumber {
			frame_system::Pallet::<T>::block_number().saturated_into()
		}

		/// Blocks of a month that begins now.
		pub(crate) fn month() -> BlockNumber {
			T::Parameters::parameters().month_blocks
		}
	}
}

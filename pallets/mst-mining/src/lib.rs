//! # MST Mining Pallet
//!
//! Tokens (MST) that are mined along with blocks (white paper, "MST mining").
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, storage items, events and view functions. It has no calls.
//! Other pallets see it as a [`MiningRegistry`](pillars_traits::MiningRegistry) and as
//! [`TokenMining`](pillars_traits::TokenMining).
//!
//! ## Overview
//!
//! Whoever issues a token may make it mineable. Then the author of a block can name the token, and
//! the block pays what it earns of it beside its reward in ETP.
//!
//! ### The rules
//!
//! 1. A token is made mineable when it is issued, with a
//!    [`MiningModel`](pillars_ledger::MiningModel). That can never be added, changed or taken back
//!    later. A model by which nothing could ever be mined is refused ([`Refused`]): an initial
//!    reward of 0, an interval of 0 blocks, a cap of 0. ETP is no token, and a token has one model.
//! 2. At the height `h`, a token issued at `h0` has the reward `round(initial * decay^n)` with
//!    `n = floor((h - h0) / interval)`, and 0 at `h <= h0`. This is
//!    [`pillars_rules::mst::mst_reward`]: integers only, never rising with `h`, O(log n).
//! 3. A block earns the reward divided by a divisor, rounded down: 1 for `Pow` and `Pos` blocks, the
//!    number of witnesses for `Dpos` blocks. Never more than the `cap` is earned in all: what would
//!    be beyond it is cut off, and then the token is exhausted.
//! 4. A block mines at most one token. One that is unknown, can not be mined or is exhausted earns 0
//!    and does the block no harm.
//!
//! ### What is mined and what is paid
//!
//! This pallet counts what blocks *earned*; whoever pays the coinbase counts what it *paid*. The two
//! are the same but for one case: the ledger bounds what may exist of a token at all (2^127 in
//! `pallet-utxo-assets`, issued and mined), pays what there is room for, and the rest of what was
//! earned is lost. All blocks there can be (2^32) earn less than 2^96 of a token, so that only a
//! token of which more than 2^127 - 2^96 was issued comes there. Then the count here is the larger
//! one: the cap still holds for what is paid, and is reached earlier. How much of a token exists is
//! for the ledger to tell.
//!
//! ## Low Level / Implementation Details
//!
//! Both ways in read and write one value. Their weight is that of the callers, whose benchmarks
//! measure them: of the end of a block (`mine`), and of the call that issues a token (`register`), in
//! whose transaction it is undone if the call fails.

#![cfg_attr(not(feature = "std"), no_std)]

mod invariants;
mod mining;
mod types;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{Mineable, MiningInfo, Refused};

/// The pallet.
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::BlockNumberFor;
	use pillars_ledger::{Asset, MiningModel};
	use pillars_primitives::BlockNumber;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets: nothing beyond the system's.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The tokens that can be mined: how, since when, and how much was. They are never removed. One
	/// value for a token, for a block that mines it needs all of it.
	// Twox64Concat: numbers of tokens are assigned one after another, nobody chooses them.
	#[pallet::storage]
	pub type Mineables<T: Config> = StorageMap<_, Twox64Concat, Asset, Mineable, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// From the next block on, a token can be mined.
		MadeMineable {
			/// Its number.
			asset: Asset,
			/// The height of its issue.
			issued_at: BlockNumber,
			/// How it is mined.
			model: MiningModel,
		},
		/// All that can be mined of a token was mined.
		Exhausted {
			/// Its number.
			asset: Asset,
			/// Its cap, in its smallest units.
			cap: pillars_primitives::Balance,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				BlockNumberFor::<T>::max_encoded_len(),
				BlockNumber::max_encoded_len(),
				"heights of models are as wide as those of the runtime"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How a token is mined, how much of it was, and what the next block would earn of it; `None`
		/// if it can not be mined.
		pub fn mining(asset: Asset) -> Option<MiningInfo> {
			Self::info_of(asset)
		}
	}
}

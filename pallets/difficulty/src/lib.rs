//! # Difficulty Pallet
//!
//! Keeps the difficulty of `Pow` and of `Pos` blocks.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, storage items and view functions. It has no calls, events or
//! errors.
//!
//! ## Overview
//!
//! Each kind of main block has its own difficulty and is retargeted only by its own blocks, from
//! the time between the last two of them. The first block of a kind claims the genesis difficulty
//! and retargets nothing: there is no interval yet. `Dpos` blocks have no difficulty.
//!
//! The formula is [`pillars_rules::retarget`]; this pallet only holds its state and answers
//! [`DifficultyAdjustment`], by which the consensus pallet asks for it and drives it.
//!
//! Explorers find the mean time between blocks in the constant `TargetBlockTime` (ms).

#![cfg_attr(not(feature = "std"), no_std)]

mod types;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{DifficultyState, MainDifficulties};

use frame_support::ensure;
use pillars_primitives::Moment;
use pillars_rules::{Kind, Parameters, Phase};
use pillars_traits::DifficultyAdjustment;
use sp_runtime::TryRuntimeError;

/// The pallet.
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::BlockNumberFor;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Mean time between two blocks of any kind, in ms. Nothing here depends on it; explorers
		/// read it.
		#[pallet::constant]
		type TargetBlockTime: Get<u64>;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Difficulty and last time of each kind. Written by every main block; one value, since both
	/// kinds are read at every block.
	#[pallet::storage]
	pub type Difficulties<T: Config> = StorageValue<_, MainDifficulties, ValueQuery>;

	/// The difficulties of the first `Pow` and of the first `Pos` block.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Of `Pow`; at least 1, and below 2^64 in presets, for JSON has no larger integers.
		pub pow: u128,
		/// Of `Pos`, before the urgency ramp; bounds as for `pow`.
		pub pos: u128,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { pow: 1, pos: 1, _config: Default::default() }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.pow >= 1, "the genesis difficulty of Pow must be at least 1");
			assert!(self.pos >= 1, "the genesis difficulty of Pos must be at least 1");
			Difficulties::<T>::put(MainDifficulties::new(self.pow, self.pos));
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Required difficulty of the next block of this kind, for `Pos` before the urgency ramp; 0
		/// for `Dpos`, which has none.
		pub fn difficulty(kind: Kind) -> u128 {
			Difficulties::<T>::get().of(kind).map_or(0, |state| state.difficulty)
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Checks what must hold in any state: no difficulty is 0.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let MainDifficulties { pow, pos } = Difficulties::<T>::get();
		ensure!(pow.difficulty >= 1, "the difficulty of Pow is 0");
		ensure!(pos.difficulty >= 1, "the difficulty of Pos is 0");
		Ok(())
	}
}

impl<T: Config> DifficultyAdjustment for Pallet<T> {
	fn difficulty(kind: Kind) -> u128 {
		// The view function, which inherent method resolution prefers.
		Self::difficulty(kind)
	}

	fn retarget(kind: Kind, phase: Phase, timestamp: Moment, parameters: &Parameters) {
		if kind == Kind::Dpos {
			return;
		}
		Difficulties::<T>::mutate(|states| {
			if let Some(state) = states.of_mut(kind) {
				state.advance(kind, phase, timestamp, parameters);
			}
		});
	}
}

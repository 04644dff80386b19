//! The state before the first block.

use crate::{
	ChainParameters, Config, Duties, Duty, EpochReferences, GenesisConfig, References, Shape,
	WitnessList, Witnesses,
};
use alloc::{collections::BTreeSet, vec};
use pillars_consensus_primitives::Difficulties;
use pillars_rules::{EpochShape, Kind};
use pillars_traits::DifficultyAdjustment;

/// 23 witnesses of 10 turns each.
pub(crate) const MAINNET_SHAPE: EpochShape =
	EpochShape { witness_count: 23, turns_per_witness: 10 };

impl<T: Config> GenesisConfig<T> {
	/// Stops the building of a chain that could not work.
	pub(crate) fn check(&self) {
		if let Err(error) = self.parameters.validate() {
			refuse(format_args!("the consensus parameters are refused: {error}"));
		}
		if let Err(error) = self.shape.validate() {
			refuse(format_args!("the shape of the epochs is refused: {error}"));
		}
		let distinct: BTreeSet<_> = self.witnesses.iter().map(|(account, _)| account).collect();
		assert!(distinct.len() == self.witnesses.len(), "a genesis witness is named twice");
		let distinct: BTreeSet<_> = self.witnesses.iter().map(|(_, key)| key).collect();
		assert!(distinct.len() == self.witnesses.len(), "two genesis witnesses have the same key");
		let seats = usize::try_from(self.shape.witness_count).unwrap_or(usize::MAX);
		assert!(self.witnesses.len() <= seats, "there are more genesis witnesses than seats");
	}

	/// Writes what [`Self::check`] has passed.
	pub(crate) fn write(&self) {
		ChainParameters::<T>::put(&self.parameters);
		Shape::<T>::put(self.shape);
		// Nothing is cut off: a shape has no more seats than the list has room.
		let witnesses = WitnessList::truncate_from(self.witnesses.clone());
		Duties::<T>::insert(
			0,
			crate::DutyList::truncate_from(vec![Duty::default(); witnesses.len()]),
		);
		Witnesses::<T>::insert(0, witnesses);
		References::<T>::put(EpochReferences::genesis(Difficulties {
			pow: T::Difficulty::difficulty(Kind::Pow),
			pos: T::Difficulty::difficulty(Kind::Pos),
		}));
	}
}

#[allow(clippy::panic, reason = "genesis only: no block runs on a chain that was never built")]
fn refuse(why: core::fmt::Arguments) -> ! {
	panic!("{why}")
}

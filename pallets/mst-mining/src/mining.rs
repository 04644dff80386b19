//! The registry of tokens that can be mined, and the mining.

use crate::{
	types::{check_model, Mineable, MiningInfo, Refused},
	Config, Event, Mineables, Pallet,
};
use frame_support::ensure;
use pillars_ledger::{Asset, MiningModel, ETP_ASSET};
use pillars_primitives::{Balance, BlockNumber};
use pillars_traits::{MiningRegistry, NotMineable, TokenMining};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
	/// The height under execution or, between blocks, that of the last block.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// Makes a token that is issued at this height mineable, for good.
	///
	/// # Errors
	///
	/// The rule that is broken.
	pub fn try_register(
		asset: Asset,
		issued_at: BlockNumber,
		model: &MiningModel,
	) -> Result<(), Refused> {
		ensure!(asset != ETP_ASSET, Refused::Etp);
		ensure!(!Mineables::<T>::contains_key(asset), Refused::AlreadyMineable);
		check_model(model)?;
		let model = *model;
		Mineables::<T>::insert(asset, Mineable { model, issued_at, mined: 0 });
		Self::deposit_event(Event::MadeMineable { asset, issued_at, model });
		Ok(())
	}

	/// What the view function tells.
	pub(crate) fn info_of(asset: Asset) -> Option<MiningInfo> {
		let mineable = Mineables::<T>::get(asset)?;
		let next_reward = mineable.due(Self::now().saturating_add(1), 1);
		let Mineable { model, issued_at, mined } = mineable;
		Some(MiningInfo { model, issued_at, mined, next_reward })
	}
}

impl<T: Config> MiningRegistry for Pallet<T> {
	fn register(
		asset: Asset,
		issued_at: BlockNumber,
		model: &MiningModel,
	) -> Result<(), NotMineable> {
		Self::try_register(asset, issued_at, model).map_err(|_| NotMineable)
	}

	fn is_mineable(asset: Asset) -> bool {
		Mineables::<T>::contains_key(asset)
	}
}

impl<T: Config> TokenMining for Pallet<T> {
	fn mine(asset: Asset, height: BlockNumber, divisor: u32) -> Balance {
		let Some(mut mineable) = Mineables::<T>::get(asset) else { return 0 };
		let earned = mineable.due(height, divisor);
		// A block that earns nothing writes nothing.
		if earned == 0 {
			return 0;
		}
		// It is not above what is left, so it fits.
		mineable.mined = mineable.mined.saturating_add(earned);
		Mineables::<T>::insert(asset, mineable);
		if mineable.left() == 0 {
			Self::deposit_event(Event::Exhausted { asset, cap: mineable.mined });
		}
		earned
	}
}

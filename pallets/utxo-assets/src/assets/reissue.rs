//! What the holder of an issue certificate may do later: issue more, change the metadata.

use super::types::CertificateId;
use crate::{Assets, Config, Error, Event, Pallet, Supplies, Unspents};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pillars_ledger::{check_unlocked, share_suffices, Asset, Lock, OutPoint, Reissue, Value};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::ConsensusParameters;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reissue(
		who: &AccountId,
		asset: Asset,
		amount: Balance,
		shown: &[OutPoint],
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroOutput);
		let details = Assets::<T>::get(asset).ok_or(Error::<T>::NoSuchAsset)?;
		Self::ensure_holds(who, &CertificateId::Issue(asset))?;
		match details.reissue {
			Reissue::Never => return Err(Error::<T>::NotReissuable.into()),
			Reissue::Free => {},
			Reissue::Share(percent) => {
				let sum = Self::sum_shown(who, asset, shown)?;
				let existing = Supplies::<T>::get(asset).unwrap_or_default().existing();
				ensure!(share_suffices(sum, percent, existing), Error::<T>::ShareTooSmall);
			},
		}
		Self::count_issued(asset, amount)?;
		let by = who.clone();
		Self::deposit_event(Event::Reissued { asset, by, amount });
		Self::make_for(who, Value::Coins { asset, amount })
	}

	/// The sum of the outputs of a token that its owner shows without spending them: mature, and under the
	/// owner's `Account` lock, so that nobody shows what others may dispose of.
	fn sum_shown(who: &AccountId, asset: Asset, shown: &[OutPoint]) -> Result<Balance, Error<T>> {
		let now = Self::now();
		let maturity = T::Parameters::parameters().coinbase_maturity;
		let lock = Lock::Account(who.clone());
		let mut seen = BTreeSet::new();
		let mut sum: Balance = 0;
		for outpoint in shown {
			ensure!(seen.insert(outpoint), Error::ShownTwice);
			let coin = Unspents::<T>::get(outpoint).ok_or(Error::NotUnspent)?;
			ensure!(coin.output.lock == lock, Error::ShownForeign);
			let amount = match coin.output.value {
				Value::Coins { asset: shown, amount } if shown == asset => amount,
				_ => return Err(Error::ShownForeign),
			};
			check_unlocked(&coin, now, maturity)?;
			sum = sum.checked_add(amount).ok_or(Error::Overflow)?;
		}
		Ok(sum)
	}

	pub(crate) fn do_set_metadata(
		who: &AccountId,
		asset: Asset,
		new: Option<H256>,
	) -> DispatchResult {
		let mut details = Assets::<T>::get(asset).ok_or(Error::<T>::NoSuchAsset)?;
		Self::ensure_holds(who, &CertificateId::Issue(asset))?;
		let old = core::mem::replace(&mut details.metadata, new);
		Assets::<T>::insert(asset, details);
		Self::deposit_event(Event::MetadataSet { asset, old, new });
		Ok(())
	}
}

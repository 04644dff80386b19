//! The issue of a token.

use super::types::{AssetDetails, CertificateId, IssueParams, Supply, ISSUE_FEE, MAX_ASSET_SUPPLY};
use crate::{Assets, AssetsBySymbol, Config, Error, Event, NextAsset, Pallet, Supplies};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation, Get},
};
use pillars_ledger::{check_symbol, Reissue, Value, MAX_DECIMALS};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::{Avatars, MiningRegistry, RewardLedger};
use sp_runtime::DispatchResult;

/// The part of [`ISSUE_FEE`] that is a fee of the block: a fifth.
const TO_BLOCK: Balance = ISSUE_FEE / 5;
/// The part that goes to the treasury.
const TO_TREASURY: Balance = ISSUE_FEE - TO_BLOCK;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_issue(
		who: &AccountId,
		params: IssueParams,
		salt: Option<[u8; 32]>,
	) -> DispatchResult {
		ensure!(T::Avatars::is_avatar(who), Error::<T>::NotAvatar);
		check_params::<T>(&params)?;
		let IssueParams { symbol, decimals, supply, description, metadata, reissue, mining } =
			params;
		ensure!(!AssetsBySymbol::<T>::contains_key(&symbol), Error::<T>::SymbolTaken);
		let right = Self::naming_right(who, &symbol, salt)?;
		let asset = NextAsset::<T>::get();
		let next = asset.checked_add(1).ok_or(Error::<T>::Overflow)?;

		Self::charge(who, TO_BLOCK)?;
		T::Currency::transfer(who, &T::Treasury::get(), TO_TREASURY, Preservation::Expendable)?;
		Self::exercise(right, who);
		NextAsset::<T>::put(next);
		AssetsBySymbol::<T>::insert(&symbol, asset);
		Supplies::<T>::insert(asset, Supply { issued: supply, ..Supply::default() });
		let details =
			AssetDetails { symbol: symbol.clone(), decimals, description, metadata, reissue };
		Assets::<T>::insert(asset, details);
		Self::make_certificate(CertificateId::Issue(asset), who);
		if let Some(model) = mining {
			T::Mining::register(asset, Self::now(), &model)
				.map_err(|_| Error::<T>::MiningUnavailable)?;
			Self::make_certificate(CertificateId::Mining(asset), who);
		}
		let issuer = who.clone();
		Self::deposit_event(Event::Issued { asset, symbol, issuer, supply });
		match supply {
			0 => Ok(()),
			amount => Self::make_for(who, Value::Coins { asset, amount }),
		}
	}

	/// Takes a fee of the block from an account.
	pub(crate) fn charge(who: &AccountId, amount: Balance) -> DispatchResult {
		T::Currency::transfer(who, &Self::account_id(), amount, Preservation::Expendable)?;
		Self::note_fees(amount);
		Ok(())
	}
}

/// Checks what can be seen from the parameters alone.
fn check_params<T: Config>(params: &IssueParams) -> Result<(), Error<T>> {
	check_symbol(&params.symbol).map_err(|_| Error::BadSymbol)?;
	ensure!(params.decimals <= MAX_DECIMALS, Error::TooManyDecimals);
	if let Reissue::Share(percent) = params.reissue {
		ensure!((1..=100).contains(&percent), Error::BadReissue);
	}
	if let Some(model) = &params.mining {
		ensure!(model.interval >= 1, Error::BadMiningModel);
	}
	ensure!(params.supply <= MAX_ASSET_SUPPLY, Error::SupplyTooLarge);
	Ok(())
}

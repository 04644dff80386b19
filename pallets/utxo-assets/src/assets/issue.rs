//! The issue of a token.

use super::types::{AssetDetails, CertificateId, IssueParams, Supply, ISSUE_FEE, MAX_ASSET_SUPPLY};
use crate::{Assets, AssetsBySymbol, Config, Error, Event, NextAsset, Pallet, Supplies};
use frame_support::ensure;
use pillars_ledger::{check_symbol, Reissue, Value, MAX_DECIMALS};
use pillars_primitives::AccountId;
use pillars_traits::{Avatars, LedgerActivity, MiningRegistry, ServiceFees};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_issue(
		who: &AccountId,
		params: IssueParams,
		salt: Option<[u8; 32]>,
	) -> DispatchResult {
		let avatar = T::Avatars::avatar_of(who).ok_or(Error::<T>::NotAvatar)?;
		check_params::<T>(&params)?;
		let IssueParams { symbol, decimals, supply, description, metadata, reissue, mining } =
			params;
		ensure!(!AssetsBySymbol::<T>::contains_key(&symbol), Error::<T>::SymbolTaken);
		let right = Self::naming_right(who, &avatar, &symbol, salt)?;
		let asset = NextAsset::<T>::get();
		let next = asset.checked_add(1).ok_or(Error::<T>::Overflow)?;

		<Self as ServiceFees>::charge(who, ISSUE_FEE)?;
		Self::exercise(right, who, avatar);
		NextAsset::<T>::put(next);
		AssetsBySymbol::<T>::insert(&symbol, asset);
		Supplies::<T>::insert(asset, Supply { issued: supply, ..Supply::default() });
		let details =
			AssetDetails { symbol: symbol.clone(), decimals, description, metadata, reissue };
		Assets::<T>::insert(asset, details);
		Self::make_certificate(CertificateId::Issue(asset), who, avatar);
		if let Some(model) = mining {
			T::Mining::register(asset, Self::now(), &model)
				.map_err(|_| Error::<T>::MiningUnavailable)?;
			Self::make_certificate(CertificateId::Mining(asset), who, avatar);
		}
		let issuer = who.clone();
		Self::deposit_event(Event::Issued { asset, symbol, issuer, supply });
		T::Activity::issued(who);
		match supply {
			0 => Ok(()),
			amount => Self::make_for(who, Value::Coins { asset, amount }),
		}
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

//! What the node asks about tokens and MITs.

use super::types::{AssetDetails, CertificateId, MitDetails, Symbol};
use crate::{Assets, AssetsBySymbol, Config, Mits, MitsBySymbol, Pallet, Supplies};
use pillars_ledger::{Asset, AssetInfo, MitId, MitInfo};
use pillars_traits::MiningRegistry;

impl<T: Config> Pallet<T> {
	/// All that is known of a token.
	pub fn asset_info(id: Asset) -> Option<AssetInfo> {
		let AssetDetails { symbol, decimals, description, metadata, reissue } =
			Assets::<T>::get(id)?;
		let supply = Supplies::<T>::get(id)?;
		Some(AssetInfo {
			id,
			symbol: symbol.into_inner(),
			decimals,
			description: description.into_inner(),
			metadata,
			reissue,
			issuer: Self::holder_of(CertificateId::Issue(id))?,
			issued: supply.issued,
			mined: supply.mined,
			burned: supply.burned,
			mineable: T::Mining::is_mineable(id),
		})
	}

	/// The token of this symbol.
	pub fn asset_by_symbol(symbol: &[u8]) -> Option<AssetInfo> {
		Self::asset_info(AssetsBySymbol::<T>::get(as_symbol(symbol)?)?)
	}

	/// All that is known of a MIT but where it is.
	pub fn mit_info(id: MitId) -> Option<MitInfo> {
		let MitDetails { symbol, content, creator, burned } = Mits::<T>::get(id)?;
		let (symbol, content) = (symbol.into_inner(), content.into_inner());
		Some(MitInfo { id, symbol, content, creator, burned })
	}

	/// The MIT of this symbol.
	pub fn mit_by_symbol(symbol: &[u8]) -> Option<MitInfo> {
		Self::mit_info(MitsBySymbol::<T>::get(as_symbol(symbol)?)?)
	}
}

fn as_symbol(symbol: &[u8]) -> Option<Symbol> {
	symbol.to_vec().try_into().ok()
}

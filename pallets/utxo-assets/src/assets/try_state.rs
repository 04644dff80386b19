//! What must hold of tokens, MITs and certificates in any state.

use super::types::{CertificateId, MAX_ASSET_SUPPLY};
use crate::{
	Assets, AssetsBySymbol, Certificates, Commitments, Config, Mits, MitsBySymbol, NextAsset,
	NextMit, Pallet, Supplies,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use pillars_ledger::{check_mit_symbol, check_symbol, Asset, MitId, ETP_ASSET};
use pillars_primitives::Balance;
use pillars_traits::{Avatars, MiningRegistry};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks what is known of tokens and MITs against the outputs that hold them: `sums` are those of tokens,
	/// `unique` the MITs that outputs hold, each of which was met once.
	pub(crate) fn try_assets(
		sums: &BTreeMap<Asset, Balance>,
		unique: &BTreeSet<MitId>,
	) -> Result<(), TryRuntimeError> {
		Self::try_supplies(sums)?;
		Self::try_symbols()?;
		Self::try_mits(unique)?;
		Self::try_certificates()?;
		let now = Self::now();
		let is_past = |(_, commitment): (_, super::types::Commitment)| commitment.height <= now;
		ensure!(Commitments::<T>::iter().all(is_past), "a commitment is from the future");
		Ok(())
	}

	fn try_supplies(sums: &BTreeMap<Asset, Balance>) -> Result<(), TryRuntimeError> {
		for asset in sums.keys() {
			ensure!(Supplies::<T>::contains_key(asset), "an output is of a token never issued");
		}
		for (asset, supply) in Supplies::<T>::iter() {
			let made = supply.issued.checked_add(supply.mined).ok_or("a supply is too large")?;
			ensure!(made <= MAX_ASSET_SUPPLY, "a supply is larger than it may be");
			let existing = made.checked_sub(supply.burned);
			let sum = sums.get(&asset).copied().unwrap_or_default();
			ensure!(existing == Some(sum), "the outputs of a token are not what there is of it");
			ensure!(Assets::<T>::contains_key(asset), "nothing is known of a token");
		}
		Ok(())
	}

	/// Tokens and symbols name each other.
	fn try_symbols() -> Result<(), TryRuntimeError> {
		let next = NextAsset::<T>::get();
		for (asset, details) in Assets::<T>::iter() {
			ensure!(asset != ETP_ASSET && asset < next, "a token's number was not assigned");
			ensure!(check_symbol(&details.symbol).is_ok(), "a token has a bad symbol");
			ensure!(Supplies::<T>::contains_key(asset), "a token has no supply");
			let named = AssetsBySymbol::<T>::get(&details.symbol);
			ensure!(named == Some(asset), "a token's symbol is another one's");
		}
		for (symbol, asset) in AssetsBySymbol::<T>::iter() {
			let details = Assets::<T>::get(asset);
			ensure!(
				details.is_some_and(|details| details.symbol == symbol),
				"a symbol has no token"
			);
		}
		Ok(())
	}

	/// A MIT has one output, none once burned.
	fn try_mits(unique: &BTreeSet<MitId>) -> Result<(), TryRuntimeError> {
		let next = NextMit::<T>::get();
		for id in unique {
			ensure!(Mits::<T>::contains_key(id), "an output is of a MIT never registered");
		}
		for (id, mit) in Mits::<T>::iter() {
			ensure!(id < next, "a MIT's number was not assigned");
			ensure!(unique.contains(&id) != mit.burned, "a MIT is neither in an output nor burned");
			ensure!(check_mit_symbol(&mit.symbol).is_ok(), "a MIT has a bad symbol");
			let named = MitsBySymbol::<T>::get(&mit.symbol);
			ensure!(named == Some(id), "a MIT's symbol is another one's");
		}
		for (symbol, id) in MitsBySymbol::<T>::iter() {
			let mit = Mits::<T>::get(id);
			ensure!(mit.is_some_and(|mit| mit.symbol == symbol), "a symbol has no MIT");
		}
		Ok(())
	}

	/// Each token has its issue certificate and somebody holds its domain; no other certificates are of tokens.
	fn try_certificates() -> Result<(), TryRuntimeError> {
		for (asset, details) in Assets::<T>::iter() {
			let issue = Certificates::<T>::contains_key(CertificateId::Issue(asset));
			ensure!(issue, "a token has no issue certificate");
			let mining = Certificates::<T>::contains_key(CertificateId::Mining(asset));
			let mineable = T::Mining::is_mineable(asset);
			ensure!(
				mining == mineable,
				"a mining certificate is of no mineable token, or is missing"
			);
			let domain = super::domains::domain_certificate::<T>(&details.symbol);
			let held = domain.is_ok_and(Certificates::<T>::contains_key);
			ensure!(held, "nobody holds the domain of a token");
		}
		for (certificate, holder) in Certificates::<T>::iter() {
			ensure!(T::Avatars::account_of(&holder).is_some(), "a certificate is nobody's");
			let fits = match &certificate {
				CertificateId::Domain(domain) => check_symbol(domain).is_ok(),
				CertificateId::Naming(symbol) => {
					check_symbol(symbol).is_ok() && !AssetsBySymbol::<T>::contains_key(symbol)
				},
				CertificateId::Issue(asset) | CertificateId::Mining(asset) => {
					Assets::<T>::contains_key(asset)
				},
			};
			ensure!(fits, "a certificate is for nothing");
		}
		Ok(())
	}
}

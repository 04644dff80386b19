//! Symbols and decimals of assets, and amounts as text and as JSON with them.

use super::{amount, chain::State, error::WalletError};
use pillars_ledger::{Asset, AssetInfo, MitId, MitInfo, Output, Value, ETP_ASSET};
use pillars_primitives::{
	units::{TOKEN_DECIMALS, TOKEN_SYMBOL},
	Balance,
};
use serde_json::{json, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// An asset that amounts can be written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AssetName {
	/// Its number.
	pub(crate) id: Asset,
	/// Its symbol.
	pub(crate) symbol: String,
	/// How many digits stand behind the point.
	pub(crate) decimals: u8,
}

impl AssetName {
	/// ETP.
	pub(crate) fn etp() -> Self {
		Self { id: ETP_ASSET, symbol: TOKEN_SYMBOL.into(), decimals: TOKEN_DECIMALS }
	}

	/// A value that is written as an amount of this asset.
	///
	/// # Errors
	///
	/// If it is no amount, or zero.
	pub(crate) fn value(&self, text: &str) -> Result<Value, WalletError> {
		let amount = amount::parse(text, self.decimals)?;
		if amount == 0 {
			return Err(WalletError::Input("an amount of zero moves nothing".into()));
		}
		Ok(Value::Coins { asset: self.id, amount })
	}
}

impl From<AssetInfo> for AssetName {
	fn from(info: AssetInfo) -> Self {
		let symbol = String::from_utf8_lossy(&info.symbol).into_owned();
		Self { id: info.id, symbol, decimals: info.decimals }
	}
}

impl State<'_> {
	/// The asset of this symbol.
	///
	/// # Errors
	///
	/// [`WalletError::NoAsset`].
	pub(crate) async fn asset(&self, symbol: &str) -> Result<AssetName, WalletError> {
		if symbol == TOKEN_SYMBOL {
			return Ok(AssetName::etp());
		}
		Ok(self.asset_info(symbol).await?.into())
	}

	/// What is known of the token of this symbol.
	///
	/// # Errors
	///
	/// [`WalletError::NoAsset`].
	pub(crate) async fn asset_info(&self, symbol: &str) -> Result<AssetInfo, WalletError> {
		let found: Option<AssetInfo> = self.ledger("asset_by_symbol", (symbol.as_bytes(),)).await?;
		found.ok_or_else(|| WalletError::NoAsset(symbol.into()))
	}

	/// What is known of the MIT of this symbol.
	///
	/// # Errors
	///
	/// [`WalletError::NoMit`].
	pub(crate) async fn mit(&self, symbol: &str) -> Result<MitInfo, WalletError> {
		let found: Option<MitInfo> = self.ledger("mit_by_symbol", (symbol.as_bytes(),)).await?;
		found.ok_or_else(|| WalletError::NoMit(symbol.into()))
	}
}

/// Names of assets and MITs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
	assets: BTreeMap<Asset, AssetName>,
	items: BTreeMap<MitId, String>,
}

impl Names {
	/// Those of these assets and MITs.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn load(
		state: &State<'_>,
		assets: impl IntoIterator<Item = Asset>,
		items: impl IntoIterator<Item = MitId>,
	) -> Result<Self, WalletError> {
		let mut names = Self::default();
		let ids: BTreeSet<Asset> = assets.into_iter().filter(|id| *id != ETP_ASSET).collect();
		if !ids.is_empty() {
			let ids: Vec<Asset> = ids.into_iter().collect();
			let found: Vec<AssetInfo> = state.ledger("assets", (ids,)).await?;
			names.assets.extend(found.into_iter().map(|info| (info.id, info.into())));
		}
		for id in items.into_iter().collect::<BTreeSet<_>>() {
			let found: Option<MitInfo> = state.ledger("mit", (id,)).await?;
			if let Some(info) = found {
				names.items.insert(id, String::from_utf8_lossy(&info.symbol).into_owned());
			}
		}
		Ok(names)
	}

	/// Those of all that outputs hold.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn of<'a>(
		state: &State<'_>,
		outputs: impl IntoIterator<Item = &'a Output>,
	) -> Result<Self, WalletError> {
		let (mut assets, mut items) = (BTreeSet::new(), BTreeSet::new());
		for output in outputs {
			match output.value {
				Value::Coins { asset, .. } => assets.insert(asset),
				Value::Unique(item) => items.insert(item),
			};
		}
		Self::load(state, assets, items).await
	}

	/// The symbol of an asset; its number if it has none here.
	pub(crate) fn symbol(&self, asset: Asset) -> String {
		match self.assets.get(&asset) {
			Some(name) => name.symbol.clone(),
			None if asset == ETP_ASSET => TOKEN_SYMBOL.into(),
			None => format!("#{asset}"),
		}
	}

	/// How many digits of an amount of the asset stand behind the point.
	pub(crate) fn decimals(&self, asset: Asset) -> u8 {
		match self.assets.get(&asset) {
			Some(name) => name.decimals,
			None if asset == ETP_ASSET => TOKEN_DECIMALS,
			None => 0,
		}
	}

	/// The symbol of a MIT; its number if it has none here.
	pub(crate) fn item(&self, item: MitId) -> String {
		self.items.get(&item).cloned().unwrap_or_else(|| format!("#{item}"))
	}

	/// An amount with its symbol.
	pub(crate) fn amount(&self, asset: Asset, amount: Balance) -> String {
		format!("{} {}", amount::format(amount, self.decimals(asset)), self.symbol(asset))
	}

	/// A value as text.
	pub(crate) fn value(&self, value: &Value) -> String {
		match value {
			Value::Coins { asset, amount } => self.amount(*asset, *amount),
			Value::Unique(item) => format!("the MIT {}", self.item(*item)),
		}
	}

	/// A value as JSON: the amount in the asset, and in its smallest unit.
	pub(crate) fn json(&self, value: &Value) -> Json {
		match value {
			Value::Coins { asset, amount } => json!({
				"asset": self.symbol(*asset),
				"amount": amount::format(*amount, self.decimals(*asset)),
				"units": amount.to_string(),
			}),
			Value::Unique(item) => json!({ "mit": self.item(*item), "id": item }),
		}
	}
}

/// ETP as text.
pub(crate) fn etp(amount: Balance) -> String {
	Names::default().amount(ETP_ASSET, amount)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn names() -> Names {
		let gold = AssetName { id: 3, symbol: "MY.GOLD".into(), decimals: 2 };
		Names { assets: [(3, gold)].into(), items: [(7, "deed@example".into())].into() }
	}

	#[test]
	fn values_are_told_in_their_units() {
		let names = names();
		assert_eq!(names.value(&Value::etp(150_000_000)), "1.50000000 ETP");
		assert_eq!(names.value(&Value::Coins { asset: 3, amount: 150 }), "1.50 MY.GOLD");
		assert_eq!(names.value(&Value::Unique(7)), "the MIT deed@example");
		assert_eq!(names.value(&Value::Coins { asset: 9, amount: 150 }), "150 #9");
		assert_eq!(
			names.json(&Value::Coins { asset: 3, amount: 150 }),
			json!({ "asset": "MY.GOLD", "amount": "1.50", "units": "150" })
		);
	}

	#[test]
	fn amounts_are_read_in_the_units_of_the_asset() {
		let gold = AssetName { id: 3, symbol: "MY.GOLD".into(), decimals: 2 };
		assert_eq!(gold.value("1.5").unwrap(), Value::Coins { asset: 3, amount: 150 });
		assert!(gold.value("0.001").is_err());
		assert!(gold.value("0").unwrap_err().to_string().contains("zero"));
	}
}

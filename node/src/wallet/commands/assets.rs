//! Tokens that are issued already, and MITs.

use crate::wallet::{
	amount,
	names::{etp, AssetName},
	Outcome, Session, WalletError,
};
use pallet_utxo_assets::{Content, Event, Symbol};
use pillars_ledger::{check_mit_symbol, share_suffices, AssetInfo, Reissue, MIT_FEE};
use pillars_primitives::Balance;
use pillars_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use sp_core::H256;

/// Options of `reissue`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ReissueArgs {
	/// Symbol of the token.
	symbol: String,
	/// How much more, in the token.
	amount: String,
}

/// Options of `set-metadata`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SetMetadataArgs {
	/// Symbol of the token.
	symbol: String,
	/// Hash of a document.
	#[arg(required_unless_present = "none")]
	hash: Option<H256>,
	/// No document.
	#[arg(long, conflicts_with = "hash")]
	none: bool,
}

/// Options of `register-mit`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RegisterMitArgs {
	/// Its symbol: letters, digits and . @ _ -
	#[arg(value_parser = parse_mit_symbol)]
	symbol: Symbol,
	/// What it stands for: a text of at most 256 bytes. It never changes.
	#[arg(long, default_value = "")]
	content: String,
}

fn parse_mit_symbol(text: &str) -> Result<Symbol, String> {
	let bad = || "not a symbol: letters, digits and . @ _ -, 1 to 64 signs";
	check_mit_symbol(text.as_bytes()).map_err(|_| bad())?;
	Symbol::try_from(text.as_bytes().to_vec()).map_err(|_| bad().into())
}

/// `reissue`
pub(super) async fn reissue(session: &Session, args: ReissueArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let info = session.chain.best().await?.asset_info(&args.symbol).await?;
	let amount = amount::parse(&args.amount, info.decimals)?;
	let shown = match info.reissue {
		Reissue::Never => {
			return Err(WalletError::Input(format!("no more {} can be issued", args.symbol)))
		},
		Reissue::Free => Vec::new(),
		Reissue::Share(percent) => {
			let least = least_share(&info, percent);
			let coins = session.chain.select(&account, info.id, least).await;
			coins?.into_iter().map(|coin| coin.outpoint).collect()
		},
	};
	let name = AssetName::from(info);
	let text =
		vec![format!("issues {} {} more", amount::format(amount, name.decimals), name.symbol)];
	let call = pallet_utxo_assets::Call::<Runtime>::reissue {
		asset: name.id,
		amount,
		shown: shown.try_into().map_err(|_| WalletError::TooManyCoins)?,
	};
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

/// The least sum that has to be shown, at least 1: `sum * 100 >= percent * existing`.
fn least_share(info: &AssetInfo, percent: u8) -> Balance {
	let existing = info.issued.saturating_add(info.mined).saturating_sub(info.burned);
	// The product may be beyond 2^128 where the sum is not.
	let hundredths = existing.div_euclid(100).saturating_mul(percent.into());
	let rest = existing.rem_euclid(100).saturating_mul(percent.into()).div_ceil(100);
	let least = hundredths.saturating_add(rest).max(1);
	debug_assert!(share_suffices(least, percent, existing));
	least
}

/// `set-metadata`
pub(super) async fn set_metadata(
	session: &Session,
	args: SetMetadataArgs,
) -> Result<Outcome, WalletError> {
	let asset = session.chain.best().await?.asset_info(&args.symbol).await?.id;
	let text = vec![match args.hash {
		Some(hash) => format!("the metadata of {} become {hash:#x}", args.symbol),
		None => format!("{} has no metadata any more", args.symbol),
	}];
	let call = pallet_utxo_assets::Call::<Runtime>::set_metadata { asset, metadata: args.hash };
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

/// `register-mit`
pub(super) async fn register_mit(
	session: &Session,
	args: RegisterMitArgs,
) -> Result<Outcome, WalletError> {
	let shown = String::from_utf8_lossy(&args.symbol).into_owned();
	let content: Content = args
		.content
		.into_bytes()
		.try_into()
		.map_err(|_| WalletError::Input("the content has more than 256 bytes".into()))?;
	let text = vec![format!("registers the MIT {shown}, for {}", etp(MIT_FEE))];
	let call = pallet_utxo_assets::Call::<Runtime>::register_mit { symbol: args.symbol, content };
	let sent = session.call(RuntimeCall::UtxoAssets(call), text).await?;
	let events = sent.included.iter().flat_map(|included| &included.events);
	let id = events.into_iter().find_map(|event| match event {
		RuntimeEvent::UtxoAssets(Event::MitRegistered { id, .. }) => Some(*id),
		_ => None,
	});
	let outcome = Outcome::from(sent);
	Ok(match id {
		Some(id) => outcome.with("mit", shown).with("id", id),
		None => outcome,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use pillars_primitives::AccountId;
	use proptest::prelude::*;

	fn info(existing: Balance) -> AssetInfo {
		AssetInfo {
			id: 1,
			symbol: b"GOLD".to_vec(),
			decimals: 2,
			description: Vec::new(),
			metadata: None,
			reissue: Reissue::Never,
			issuer: AccountId::new([1; 32]),
			issued: existing,
			mined: 0,
			burned: 0,
			mineable: false,
		}
	}

	proptest! {
		#[test]
		fn no_more_is_shown_than_needed(existing in 1u128..(1 << 127), percent in 1u8..=100) {
			let least = least_share(&info(existing), percent);
			prop_assert!(share_suffices(least, percent, existing));
			prop_assert!(least == 1 || !share_suffices(least.saturating_sub(1), percent, existing));
		}
	}

	#[test]
	fn a_mit_has_more_signs_to_choose_from() {
		parse_mit_symbol("deed-1@my_house.x").unwrap();
		for bad in ["", "a b", "é", &"a".repeat(65)] {
			parse_mit_symbol(bad).unwrap_err();
		}
	}
}

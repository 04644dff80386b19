//! The issue of a token.

use super::domain::{reveal, right, Right};
use crate::wallet::{
	amount,
	names::{etp, AssetName},
	preview::address,
	sending::Sent,
	society::{model_words, MiningArgs},
	Outcome, Session, WalletError,
};
use pallet_utxo_assets::{Event, IssueParams, Symbol, ISSUE_FEE};
use pillars_ledger::{check_symbol, Asset, Reissue};
use pillars_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use sp_core::H256;
use std::path::PathBuf;

/// Options of `issue`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct IssueArgs {
	/// Its symbol: labels of capital letters and digits with dots between them. The first label is the domain.
	#[arg(value_parser = parse_symbol)]
	symbol: Symbol,

	/// How much is issued now, in the token.
	#[arg(long, default_value = "0", value_name = "AMOUNT")]
	supply: String,

	/// How many digits of an amount stand behind the point.
	#[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(0..=18))]
	decimals: u8,

	/// A text of at most 256 bytes.
	#[arg(long, default_value = "")]
	description: String,

	/// Hash of a document.
	#[arg(long, value_name = "HASH")]
	metadata: Option<H256>,

	/// Whether more may be issued: never, free, or share:<percent> for an issuer that shows such a part of it.
	#[arg(long, default_value = "never", value_parser = parse_reissue)]
	reissue: Reissue,

	#[clap(flatten)]
	mining: MiningArgs,

	/// Where the commitment to a new domain is kept until the token is final; <symbol>.commitment.json unless given.
	#[arg(long, value_name = "FILE")]
	commitment: Option<PathBuf>,
}

/// A symbol of a token.
pub(super) fn parse_symbol(text: &str) -> Result<Symbol, String> {
	let bad =
		|| "not a symbol: labels of A-Z and 0-9 with dots between them, 1 to 64 signs, not ETP";
	check_symbol(text.as_bytes()).map_err(|_| bad())?;
	Symbol::try_from(text.as_bytes().to_vec()).map_err(|_| bad().into())
}

fn parse_reissue(text: &str) -> Result<Reissue, String> {
	match text {
		"never" => Ok(Reissue::Never),
		"free" => Ok(Reissue::Free),
		_ => match text.strip_prefix("share:").and_then(|percent| percent.parse().ok()) {
			Some(percent @ 1..=100) => Ok(Reissue::Share(percent)),
			_ => Err("never, free, or share:<percent> with 1 to 100 percent".into()),
		},
	}
}

/// `issue`
pub(super) async fn issue(session: &Session, args: IssueArgs) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let shown = String::from_utf8_lossy(&args.symbol).into_owned();
	let params =
		IssueParams {
			symbol: args.symbol.clone(),
			decimals: args.decimals,
			supply: amount::parse(&args.supply, args.decimals)?,
			description: args.description.into_bytes().try_into().map_err(|_| {
				WalletError::Input("the description has more than 256 bytes".into())
			})?,
			metadata: args.metadata,
			reissue: args.reissue,
			mining: args.mining.model(args.decimals)?,
		};
	let state = session.chain.best().await?;
	let taken: Option<pillars_ledger::AssetInfo> =
		state.ledger("asset_by_symbol", (params.symbol.to_vec(),)).await?;
	if taken.is_some() {
		return Err(WalletError::Input(format!("there is a token {shown} already")));
	}
	let mut salt = None;
	if let Right::Free = right(&state, &account, &params.symbol).await? {
		let path = args.commitment.unwrap_or_else(|| format!("{shown}.commitment.json").into());
		salt = Some((reveal(session, &account, &shown, &path).await?, path));
		if session.args.sending.dry_run {
			return Ok(Outcome::from(Sent { included: None, json: serde_json::json!({}) }));
		}
	}
	let mut text = vec![format!(
		"issues {} {shown} to {}, for {}",
		amount::format(params.supply, params.decimals),
		address(&account),
		etp(ISSUE_FEE)
	)];
	if let Some(model) = &params.mining {
		let name = AssetName { id: 0, symbol: shown.clone(), decimals: params.decimals };
		text.push(format!("blocks mine it: {}", model_words(model, &name)));
	}
	let call = pallet_utxo_assets::Call::<Runtime>::issue {
		params,
		salt: salt.as_ref().map(|(salt, _)| *salt),
	};
	let sent = session.call(RuntimeCall::UtxoAssets(call), text).await?;
	let asset = sent.included.as_ref().and_then(|included| issued(&included.events));
	// Until the block is final the token may have to be issued once more.
	let is_final = sent.included.as_ref().is_some_and(|included| included.finalised);
	let mut outcome = Outcome::from(sent);
	if let Some((_, path)) = &salt {
		if is_final {
			// It has served; if it stays, it only is of no use.
			let _ = std::fs::remove_file(path);
		} else {
			outcome = outcome.with("commitment", path.display().to_string());
		}
	}
	Ok(match asset {
		Some(asset) => outcome.with("symbol", shown).with("asset", asset),
		None => outcome,
	})
}

fn issued(events: &[RuntimeEvent]) -> Option<Asset> {
	events.iter().find_map(|event| match event {
		RuntimeEvent::UtxoAssets(Event::Issued { asset, .. }) => Some(*asset),
		_ => None,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn symbols_are_checked_before_anything_is_asked() {
		assert_eq!(parse_symbol("MY.GOLD").unwrap().to_vec(), b"MY.GOLD");
		for bad in ["", "gold", "MY..GOLD", "ETP", "ETP.X", &"A".repeat(65)] {
			assert!(parse_symbol(bad).unwrap_err().contains("not a symbol"), "{bad}");
		}
	}

	#[test]
	fn a_share_is_a_percentage() {
		assert_eq!(parse_reissue("never"), Ok(Reissue::Never));
		assert_eq!(parse_reissue("free"), Ok(Reissue::Free));
		assert_eq!(parse_reissue("share:100"), Ok(Reissue::Share(100)));
		for bad in ["", "share", "share:0", "share:101", "share:x", "always"] {
			parse_reissue(bad).unwrap_err();
		}
	}
}

//! `mine`: tokens that are mined along with blocks, and which of them the node mines.

use super::{
	exact,
	model::{model_json, shown, words},
	TWOX_64,
};
use crate::{
	mining::{parse_symbol, TokenState},
	rpc::mining::{MinedToken, MiningInfo as NodeInfo, Stakes},
	wallet::{amount, chain::State, names::etp, names::AssetName, Outcome, Session, WalletError},
};
use codec::DecodeAll;
use frame_support::storage::StoragePrefixedMap;
use pallet_mst_mining::{Mineables, MiningInfo, MiningViewFunction};
use pillars_ledger::{Asset, AssetInfo};
use pillars_runtime::Runtime;
use serde_json::{json, Value as Json};

/// Most tokens that are listed.
const LISTED: usize = 1_000;

/// `mine`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum MineCommand {
	/// List the tokens that can be mined.
	List,
	/// Show how a token is mined, how much of it was, and what the next block earns.
	Show {
		/// Symbol of the token.
		#[arg(value_parser = parse_symbol)]
		symbol: String,
	},
	/// Have the node mine a token along with its blocks.
	Set {
		/// Symbol of the token.
		#[arg(value_parser = parse_symbol, required_unless_present = "none")]
		symbol: Option<String>,
		/// No token.
		#[arg(long, conflicts_with = "symbol")]
		none: bool,
	},
	/// Show what the node does to make blocks.
	Status,
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(session: &Session, command: MineCommand) -> Result<Outcome, WalletError> {
	match command {
		MineCommand::List => list(session).await,
		MineCommand::Show { symbol } => show(session, &symbol).await,
		MineCommand::Set { symbol, .. } => set(session, symbol.as_deref()).await,
		MineCommand::Status => status(session).await,
	}
}

async fn mining(state: &State<'_>, asset: Asset) -> Result<Option<MiningInfo>, WalletError> {
	state.view(MiningViewFunction::<Runtime>::new(asset)).await
}

async fn list(session: &Session) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let prefix = Mineables::<Runtime>::final_prefix().to_vec();
	let keys = state.keys(prefix, LISTED).await?;
	let assets: Option<Vec<Asset>> = keys.iter().map(|rest| asset_of(rest)).collect();
	let mut assets = assets.ok_or(WalletError::Unreadable("state_getKeysPaged"))?;
	assets.sort_unstable();
	let known: Vec<AssetInfo> = match assets.is_empty() {
		true => Vec::new(),
		false => state.ledger("assets", (assets,)).await?,
	};
	let (mut text, mut list) = (Vec::new(), Vec::new());
	for name in known.into_iter().map(AssetName::from) {
		let Some(info) = mining(&state, name.id).await? else { continue };
		text.push(format!("{}: {}", name.symbol, next(&info, &name)));
		list.push(token_json(&info, &name));
	}
	if text.is_empty() {
		text.push("there is no token that can be mined".into());
	}
	Ok(Outcome { text, json: Json::Array(list) })
}

/// The token in the key of its entry, of which the beginning was taken away.
fn asset_of(rest: &[u8]) -> Option<Asset> {
	Asset::decode_all(&mut rest.get(TWOX_64..)?).ok()
}

async fn show(session: &Session, symbol: &str) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let name = state.asset(symbol).await?;
	let info = mining(&state, name.id).await?;
	let info = info.ok_or_else(|| WalletError::Input(format!("{symbol} can not be mined")))?;
	Ok(Outcome { text: lines(&info, &name), json: token_json(&info, &name) })
}

fn lines(info: &MiningInfo, name: &AssetName) -> Vec<String> {
	vec![
		format!("{}, issued in block #{}", name.symbol, info.issued_at),
		words(&info.model, name),
		format!("mined so far: {}", shown(info.mined, name)),
		next(info, name),
	]
}

fn next(info: &MiningInfo, name: &AssetName) -> String {
	match info.next_reward {
		0 => "nothing is left to mine".into(),
		reward => format!("the next block earns {}", shown(reward, name)),
	}
}

fn token_json(info: &MiningInfo, name: &AssetName) -> Json {
	let exact = |amount| amount::format(amount, name.decimals);
	json!({
		"symbol": name.symbol,
		"asset": name.id,
		"issuedAt": info.issued_at,
		"model": model_json(&info.model, name),
		"mined": exact(info.mined),
		"nextReward": exact(info.next_reward),
	})
}

async fn set(session: &Session, symbol: Option<&str>) -> Result<Outcome, WalletError> {
	if let Some(symbol) = symbol {
		let state = session.chain.best().await?;
		let name = state.asset(symbol).await?;
		if mining(&state, name.id).await?.is_none() {
			return Err(WalletError::Input(format!("{symbol} can not be mined")));
		}
	}
	if session.args.sending.dry_run {
		let text = vec!["the node was told nothing".into()];
		return Ok(Outcome { text, json: json!({ "mst": symbol, "set": false }) });
	}
	let set = session.chain.set_mined_token(symbol).await?;
	let text = vec![token_line(set.as_ref())];
	Ok(Outcome { text, json: json!({ "mst": set, "set": true }) })
}

/// What the node mines along, in words.
fn token_line(token: Option<&MinedToken>) -> String {
	let Some(MinedToken { symbol, state, .. }) = token else {
		return "the node mines no token along with its blocks".into();
	};
	match state {
		TokenState::Pays => format!("the node mines {symbol} along with its blocks"),
		TokenState::Unknown => format!("the node is to mine {symbol}, but there is no such token"),
		TokenState::NotMineable => {
			format!("the node is to mine {symbol}, but that can not be mined")
		},
		TokenState::Exhausted => {
			format!("the node is to mine {symbol}, but nothing of it is left to mine")
		},
	}
}

async fn status(session: &Session) -> Result<Outcome, WalletError> {
	let info = session.chain.mining_info().await?;
	let json = json!({
		"kinds": info.kinds,
		"payee": info.payee,
		"hashrate": info.hashrate,
		"mst": info.mst,
		"stake": info.stake.as_ref().map(|Stakes { available, maturing }| json!({
			"available": { "coins": available.coins, "amount": exact(available.amount.0) },
			"maturing": { "coins": maturing.coins, "amount": exact(maturing.amount.0) },
		})),
	});
	Ok(Outcome { text: status_lines(&info), json })
}

fn status_lines(info: &NodeInfo) -> Vec<String> {
	let kinds = match info.kinds.is_empty() {
		true => "the node makes no blocks".into(),
		false => format!("the node makes blocks of the kinds {}", info.kinds.join(", ")),
	};
	let mut text = vec![kinds];
	text.extend(
		info.payee
			.as_ref()
			.map(|payee| format!("mines for {payee} with {} hashes a second", info.hashrate)),
	);
	if let Some(Stakes { available, maturing }) = &info.stake {
		for (what, sum) in [("can stake", available), ("are not old enough to stake", maturing)] {
			text.push(format!("{} coins of {} {what}", sum.coins, etp(sum.amount.0)));
		}
	}
	text.push(token_line(info.mst.as_ref()));
	text
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rpc::{mining::Coins, utxo::json::Amount};
	use pillars_ledger::MiningModel;
	use sp_runtime::Permill;

	fn gold() -> AssetName {
		AssetName { id: 3, symbol: "GOLD".into(), decimals: 2 }
	}

	fn info(mined: u128, next_reward: u128) -> MiningInfo {
		let decay = Permill::from_percent(50);
		let model = MiningModel { initial: 800, interval: 10, decay, cap: Some(100_000) };
		MiningInfo { model, issued_at: 7, mined, next_reward }
	}

	#[test]
	fn the_token_is_read_from_the_key() {
		let key = Mineables::<Runtime>::hashed_key_for(77);
		assert_eq!(asset_of(&key[32..]), Some(77));
		assert_eq!(asset_of(&key[33..]), None);
		assert_eq!(asset_of(&[]), None);
	}

	#[test]
	fn a_token_is_shown_with_what_was_mined_and_comes() {
		assert_eq!(
			lines(&info(1_600, 400), &gold()),
			[
				"GOLD, issued in block #7",
				"8.00 GOLD a block, times 0.5 every 10 blocks, at most 1000.00 GOLD in all",
				"mined so far: 16.00 GOLD",
				"the next block earns 4.00 GOLD",
			]
		);
		assert_eq!(lines(&info(100_000, 0), &gold())[3], "nothing is left to mine");
		let json = token_json(&info(1_600, 400), &gold());
		assert_eq!((&json["mined"], &json["nextReward"]), (&json!("16.00"), &json!("4.00")));
	}

	#[test]
	fn the_node_is_shown_with_what_it_does() {
		let mut info = NodeInfo {
			kinds: vec!["pow".into(), "pos".into()],
			payee: Some("5F".into()),
			hashrate: 120,
			mst: None,
			stake: Some(Stakes {
				available: Coins { coins: 2, amount: Amount(500_000_000) },
				maturing: Coins { coins: 0, amount: Amount(0) },
			}),
		};
		assert_eq!(
			status_lines(&info),
			[
				"the node makes blocks of the kinds pow, pos",
				"mines for 5F with 120 hashes a second",
				"2 coins of 5.00000000 ETP can stake",
				"0 coins of 0.00000000 ETP are not old enough to stake",
				"the node mines no token along with its blocks",
			]
		);
		let state = TokenState::Unknown;
		let (symbol, next_reward) = ("GOLD".into(), Amount(0));
		info.mst = Some(MinedToken { symbol, asset: None, pays: false, state, next_reward });
		(info.payee, info.stake) = (None, None);
		info.kinds.clear();
		assert_eq!(
			status_lines(&info),
			["the node makes no blocks", "the node is to mine GOLD, but there is no such token",]
		);
	}
}

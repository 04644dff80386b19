//! What an owner holds, and what happened to it.

use crate::{
	rpc::utxo::{
		answers::{AssetBalance, Change, Filter, HistoryEntry},
		json::{self as wire, Amount, Coin},
	},
	wallet::{
		amount,
		names::{etp, Names},
		preview::address,
		target::Target,
		Outcome, Session, WalletError,
	},
};
use pillars_ledger::{Asset, MitId};
use pillars_primitives::{units::TOKEN_DECIMALS, Balance};
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;

/// Whose.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct OwnerArgs {
	/// An address, or policy:<hash>; the account of the key unless given.
	#[arg(value_name = "OWNER")]
	owner: Option<Target>,
}

/// Options of `unspent`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct UnspentArgs {
	#[clap(flatten)]
	owner: OwnerArgs,

	/// Only of this asset.
	#[arg(long, value_name = "SYMBOL")]
	asset: Option<String>,
}

/// Options of `history`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct HistoryArgs {
	#[clap(flatten)]
	owner: OwnerArgs,

	/// How many transactions at most.
	#[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
	limit: u32,

	/// Go on where an earlier list ended, as it told at its end.
	#[arg(long, value_name = "HEX")]
	cursor: Option<String>,
}

/// How the index names an owner.
fn index_name(owner: &Target) -> String {
	match owner {
		Target::Account(account) => address(account),
		Target::Policy(hash) => format!("{hash:#x}"),
	}
}

/// `balance`
pub(super) async fn balance(session: &Session, args: OwnerArgs) -> Result<Outcome, WalletError> {
	let target = session.owner(args.owner)?;
	let owner = index_name(&target);
	let found = session.chain.balances(&owner).await?;
	let state = session.chain.best().await?;
	let names = Names::load(&state, found.assets.iter().map(|asset| asset.asset), []).await?;
	let mut text = vec![format!("{owner} after block #{}", found.indexed_height)];
	let mut assets = Vec::new();
	for AssetBalance { asset, total, spendable, immature, deposited, count } in found.assets {
		let show = |amount: Amount| names.amount(asset, amount.0);
		let mut line = format!("{} in {count} outputs", show(total));
		for (amount, what) in [(immature, "immature"), (deposited, "deposited")] {
			if amount.0 > 0 {
				line.push_str(&format!(", {} of it {what}", show(amount)));
			}
		}
		text.push(line);
		let exact = |amount: Amount| amount::format(amount.0, names.decimals(asset));
		assets.push(json!({
			"asset": names.symbol(asset),
			"total": exact(total),
			"spendable": exact(spendable),
			"immature": exact(immature),
			"deposited": exact(deposited),
			"outputs": count,
		}));
	}
	if found.mits > 0 {
		text.push(format!("{} MITs", found.mits));
	}
	let height = found.indexed_height;
	let mut json =
		json!({ "owner": owner, "height": height, "assets": assets, "mits": found.mits });
	if let (Target::Account(account), Some(fields)) = (&target, json.as_object_mut()) {
		let held = state.account(account).await?;
		let exact = |amount| amount::format(amount, TOKEN_DECIMALS);
		text.push(format!("{} in the balance of the account", etp(held.free)));
		for (amount, what) in [(held.reserved, "reserved beside it"), (held.frozen, "of it frozen")]
		{
			if amount > 0 {
				text.push(format!("{} {what}", etp(amount)));
			}
		}
		let balance = json!({
			"free": exact(held.free),
			"reserved": exact(held.reserved),
			"frozen": exact(held.frozen),
		});
		fields.insert("balance".into(), balance);
	}
	Ok(Outcome { text, json })
}

/// `unspent`
pub(super) async fn unspent(session: &Session, args: UnspentArgs) -> Result<Outcome, WalletError> {
	let owner = index_name(&session.owner(args.owner.owner)?);
	let state = session.chain.best().await?;
	let mut filter = Filter::default();
	if let Some(symbol) = &args.asset {
		filter.asset = Some(state.asset(symbol).await?.id);
	}
	let mut coins = Vec::new();
	let mut cursor = None;
	loop {
		let page = session.chain.unspent_page(&owner, &filter, cursor).await?;
		coins.extend(page.coins);
		cursor = page.next;
		if cursor.is_none() {
			break;
		}
	}
	let values: Vec<wire::Value> = coins.iter().map(|coin| coin.output.value).collect();
	let names = names_of(session, &values).await?;
	let text = coins.iter().map(|coin| {
		let state = match coin.state {
			wire::State::Spendable => "",
			wire::State::Immature => ", immature",
			wire::State::Deposited => ", deposited",
		};
		let (output, height) = (&coin.output, coin.height);
		let value = names.value(&value(&output.value));
		format!("{value} in {:#x}:{} of block #{height}{state}", output.txid, output.index)
	});
	let text = text.collect();
	let json = coins.iter().map(|coin| coin_json(coin, &names)).collect();
	Ok(Outcome { text, json: Json::Array(json) })
}

fn coin_json(coin: &Coin, names: &Names) -> Json {
	json!({
		"txid": coin.output.txid,
		"index": coin.output.index,
		"value": names.json(&value(&coin.output.value)),
		"lock": coin.output.lock,
		"height": coin.height,
		"origin": coin.origin,
		"state": coin.state,
	})
}

/// `history`
pub(super) async fn history(session: &Session, args: HistoryArgs) -> Result<Outcome, WalletError> {
	let owner = index_name(&session.owner(args.owner.owner)?);
	let page = session.chain.history(&owner, args.cursor, args.limit).await?;
	let state = session.chain.best().await?;
	let changes = page.entries.iter().flat_map(|entry| &entry.changes);
	let assets: BTreeSet<Asset> = changes.map(|change| change.asset).collect();
	let items = |entry: &HistoryEntry| {
		let all = entry.mits_received.iter().chain(&entry.mits_spent);
		all.copied().collect::<Vec<MitId>>()
	};
	let names = Names::load(&state, assets, page.entries.iter().flat_map(items)).await?;
	let mut text: Vec<String> = page.entries.iter().map(|entry| line(entry, &names)).collect();
	if page.history_from > 1 {
		text.push(format!("the node knows nothing of blocks before #{}", page.history_from));
	}
	let entries: Vec<Json> = page.entries.iter().map(|entry| entry_json(entry, &names)).collect();
	let json = json!({ "owner": owner, "historyFrom": page.history_from, "entries": entries });
	let outcome = Outcome { text, json };
	Ok(match page.next {
		Some(next) => outcome.with("next", next),
		None => outcome,
	})
}

fn line(entry: &HistoryEntry, names: &Names) -> String {
	let mut moves = Vec::new();
	for change in &entry.changes {
		let (sign, amount) = net(change);
		moves.push(format!("{sign}{}", names.amount(change.asset, amount)));
	}
	moves.extend(entry.mits_received.iter().map(|item| format!("+MIT {}", names.item(*item))));
	moves.extend(entry.mits_spent.iter().map(|item| format!("-MIT {}", names.item(*item))));
	format!("#{} {:#x} {}", entry.height, entry.txid, moves.join(", "))
}

/// What a transaction brought in the end, and its sign.
fn net(change: &Change) -> (&'static str, Balance) {
	let (received, spent) = (change.received.0, change.spent.0);
	if received >= spent {
		("+", received.saturating_sub(spent))
	} else {
		("-", spent.saturating_sub(received))
	}
}

fn entry_json(entry: &HistoryEntry, names: &Names) -> Json {
	let exact =
		|change: &Change, amount: Amount| amount::format(amount.0, names.decimals(change.asset));
	let changes = entry.changes.iter().map(|change| {
		json!({
			"asset": names.symbol(change.asset),
			"received": exact(change, change.received),
			"spent": exact(change, change.spent),
		})
	});
	let items = |items: &[MitId]| items.iter().map(|item| names.item(*item)).collect::<Vec<_>>();
	json!({
		"txid": entry.txid,
		"height": entry.height,
		"blockHash": entry.block_hash,
		"origin": entry.origin,
		"changes": changes.collect::<Vec<_>>(),
		"mitsReceived": items(&entry.mits_received),
		"mitsSpent": items(&entry.mits_spent),
	})
}

/// The names of what these values are of.
///
/// # Errors
///
/// If the node does not answer.
pub(super) async fn names_of(
	session: &Session,
	values: &[wire::Value],
) -> Result<Names, WalletError> {
	let (mut assets, mut items) = (BTreeSet::new(), BTreeSet::new());
	for value in values {
		match value {
			wire::Value::Coins { asset, .. } => assets.insert(*asset),
			wire::Value::Unique { mit } => items.insert(*mit),
		};
	}
	let state = session.chain.best().await?;
	Names::load(&state, assets, items).await
}

/// A value as the ledger has it.
pub(super) fn value(value: &wire::Value) -> pillars_ledger::Value {
	match value {
		wire::Value::Coins { asset, amount } => {
			pillars_ledger::Value::Coins { asset: *asset, amount: amount.0 }
		},
		wire::Value::Unique { mit } => pillars_ledger::Value::Unique(*mit),
	}
}

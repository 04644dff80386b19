//! Where a channel stands.

use super::{
	command::StateArgs,
	record::{Record, Stage},
	terms::Side,
	traces::traces,
};
use crate::wallet::{
	amount,
	chain::State,
	error::WalletError,
	names::{etp, AssetName},
	preview::{address, place},
	session::Session,
	Outcome,
};
use pillars_ledger::OutPoint;
use serde_json::json;

/// What a channel is, without the chain.
///
/// # Errors
///
/// None of the states that a file can hold.
pub(super) fn look_at(record: &Record) -> Result<Outcome, WalletError> {
	let peer = address(record.terms.account(record.side.other()));
	let stage = match &record.stage {
		Stage::Idle => "nothing is on its way",
		Stage::Proposed { .. } => "waiting for the other to agree",
		Stage::Agreed { .. } => "agreed, waiting for the signature of the other",
		Stage::Committed => "waiting for the other to revoke the state before",
		Stage::Closing => "being closed",
	};
	let mut text = vec![format!("channel {:#x} with {peer}", record.terms.txid)];
	let (mut number, mut own, mut others) = (None, 0, 0);
	if let Ok((last, state)) = record.last() {
		number = Some(last);
		own = state.split.of(record.side);
		others = state.split.of(record.side.other());
		text.push(format!("state {last}: {} are yours, {} the other's", etp(own), etp(others)));
	}
	text.push(stage.into());
	let exact = |sum| amount::format(sum, AssetName::etp().decimals);
	let mut json = json!({
		"channel": record.terms.txid,
		"peer": peer,
		"funder": record.side == Side::Funder,
		"own": exact(own),
		"others": exact(others),
		"stage": stage,
	});
	if let (Some(number), Some(fields)) = (number, json.as_object_mut()) {
		fields.insert("state".into(), json!(number));
	}
	Ok(Outcome { text, json })
}

/// `channel show`
///
/// # Errors
///
/// If the file or the chain holds something else.
pub(super) async fn show(session: &Session, args: &StateArgs) -> Result<Outcome, WalletError> {
	let record = Record::read(&args.state, session.chain.genesis)?;
	let state = session.chain.best().await?;
	let capacity = record.terms.outpoint();
	let found = state.unspent(&[capacity]).await?;
	let place = place(&capacity);
	let chain = match found.into_iter().flatten().next() {
		Some(coin) if coin.output == record.terms.funding()? => {
			format!("open, since block #{} ({place})", coin.height)
		},
		Some(_) => return Err(WalletError::OutputDiffers(capacity)),
		None if record.opening.is_some() => "not opened yet".into(),
		None => ended(&record, &state).await?,
	};
	Ok(look_at(&record)?.with("chain", chain))
}

/// What ended a channel, as far as its outputs tell.
async fn ended(record: &Record, state: &State<'_>) -> Result<String, WalletError> {
	let traces = traces(record)?;
	let outputs = traces.iter().flat_map(|trace| &trace.outputs);
	let outpoints: Vec<OutPoint> = outputs.map(|(outpoint, _)| *outpoint).collect();
	let mut coins = state.unspent(&outpoints).await?.into_iter();
	for trace in &traces {
		let there = coins.by_ref().take(trace.outputs.len()).map(|coin| coin.is_some());
		let there: Vec<bool> = there.collect();
		if there.contains(&true) {
			let mut parts = trace.outputs.iter().zip(there);
			let waiting = parts.any(|((_, waits), is_there)| *waits && is_there);
			return Ok(trace.told(record.side, waiting));
		}
	}
	Ok("not open: it is not in a block yet, or it has ended and was claimed".into())
}

/// What a payment in the channel changes, for the question whether to sign: `before` is the record without it.
pub(super) fn changes(before: &Record, after: &Record) -> Vec<String> {
	let side = after.side;
	let peer = address(after.terms.account(side.other()));
	let mut lines = vec![format!("channel {:#x} with {peer}", after.terms.txid)];
	let (number, split) = match &after.stage {
		Stage::Proposed { split } | Stage::Agreed { split, .. } => (after.next(), *split),
		_ => match after.last() {
			Ok((number, state)) => (number, state.split),
			Err(_) => return lines,
		},
	};
	let earlier = number.checked_sub(1).and_then(|number| usize::try_from(number).ok());
	let earlier = earlier.and_then(|number| before.states.get(number));
	if let Some(earlier) = earlier {
		let (had, has) = (earlier.split.of(side), split.of(side));
		lines.push(match has.checked_sub(had) {
			Some(0) => "nothing is paid".into(),
			Some(sum) => format!("the other pays you {}", etp(sum)),
			None => format!("you pay the other {}", etp(had.saturating_sub(has))),
		});
	}
	let (own, others) = (split.of(side), split.of(side.other()));
	lines.push(format!("state {number}: {} are yours, {} the other's", etp(own), etp(others)));
	lines
}

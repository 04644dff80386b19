//! Where a channel stands.

use super::{
	command::{read, StateArgs},
	record::{Record, Stage},
	terms::Side,
	transactions,
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
	let json = json!({
		"channel": record.terms.txid,
		"peer": peer,
		"funder": record.side == Side::Funder,
		"state": number,
		"own": exact(own),
		"others": exact(others),
		"stage": stage,
	});
	Ok(Outcome { text, json })
}

/// `channel show`
///
/// # Errors
///
/// If the file or the chain holds something else.
pub(super) async fn show(session: &Session, args: &StateArgs) -> Result<Outcome, WalletError> {
	let record = read(session, args)?;
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
	for (number, known) in (0u32..).zip(&record.states) {
		let own = record.hash(number);
		let (ours, others) = (record.side, record.side.other());
		for (holder, hash, what) in [
			(ours, own, "we ended it alone: `channel claim` after the delay"),
			(others, known.hash, "the other ended it alone"),
		] {
			let part = transactions::delayed(&record.terms, &known.split, holder, hash)?;
			let Some(part) = part else { continue };
			if state.unspent(&[part.outpoint]).await?.into_iter().flatten().next().is_none() {
				continue;
			}
			let fraud = holder == others && known.secret.is_some();
			let advice = if fraud { ", with a revoked state: `channel punish` now!" } else { "" };
			return Ok(format!("state {number}: {what}{advice}"));
		}
	}
	Ok("not open: it is not in a block yet, or it has ended and was claimed".into())
}

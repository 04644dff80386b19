//! A transaction by its id.

use super::look::{names_of, value};
use crate::{
	rpc::utxo::json::{self as wire, Lock, Output},
	wallet::{amount, names::etp, names::Names, Outcome, Session, WalletError},
};
use pillars_primitives::units::TOKEN_DECIMALS;
use serde_json::{json, Value as Json};
use sp_core::H256;

/// Options of `transaction`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct TransactionArgs {
	/// Its id, as it was told when it was sent.
	txid: H256,
}

/// `transaction`
pub(super) async fn transaction(
	session: &Session,
	args: TransactionArgs,
) -> Result<Outcome, WalletError> {
	let found = session.chain.transaction(args.txid).await?;
	let found = found.ok_or(WalletError::NoTransaction(args.txid))?;
	let spent = found.spent.iter();
	let outputs = spent.chain(found.created.iter().map(|created| &created.output));
	let values: Vec<wire::Value> = outputs.map(|output| output.value).collect();
	let names = names_of(session, &values).await?;
	let mut text = vec![format!(
		"transaction {:#x} in block #{} {:#x}",
		found.txid, found.height, found.block_hash
	)];
	text.extend(found.spent.iter().map(|output| {
		format!("spent {} of {}", names.value(&value(&output.value)), holder(&output.lock))
	}));
	for created in &found.created {
		let Output { value: amount, lock, index, .. } = &created.output;
		let mut line =
			format!("made {} for {} ({index})", names.value(&value(amount)), holder(lock));
		if let Some(by) = created.spent_by {
			line.push_str(&format!(", spent by {by:#x}"));
		}
		text.push(line);
	}
	text.push(format!("fee {}", etp(found.fee.0)));
	let created = found.created.iter().map(|created| {
		let mut json = output(&created.output, &names);
		if let (Some(by), Some(fields)) = (created.spent_by, json.as_object_mut()) {
			fields.insert("spentBy".into(), json!(by));
			fields.insert("spentHeight".into(), json!(created.spent_height));
		}
		json
	});
	let json = json!({
		"txid": found.txid,
		"height": found.height,
		"blockHash": found.block_hash,
		"origin": found.origin,
		"fee": amount::format(found.fee.0, TOKEN_DECIMALS),
		"spent": found.spent.iter().map(|spent| output(spent, &names)).collect::<Vec<_>>(),
		"created": created.collect::<Vec<_>>(),
	});
	Ok(Outcome { text, json })
}

fn output(output: &Output, names: &Names) -> Json {
	json!({
		"txid": output.txid,
		"index": output.index,
		"value": names.json(&value(&output.value)),
		"lock": output.lock,
	})
}

fn holder(lock: &Lock) -> String {
	match lock {
		Lock::Account(owner) => owner.clone(),
		Lock::Deposit { owner, until } => format!("{owner}, as a deposit until block {until}"),
		Lock::Policy(hash) => crate::wallet::target::policy_target(hash),
		Lock::Balance(account) => format!("the balance of {account}"),
		Lock::Burn => "nobody: it was destroyed".into(),
	}
}

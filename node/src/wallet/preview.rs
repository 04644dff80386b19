//! What is about to be signed, and the question whether to.

use super::{
	coins::{Unlock, Unsigned},
	error::WalletError,
	names::{etp, Names},
	target::policy_target,
};
use pillars_ledger::{Lock, OutPoint, Output};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId};
use serde_json::{json, Value as Json};
use sp_core::{crypto::Ss58Codec, H256};
use std::io::IsTerminal;

/// How an account is written.
pub(crate) fn address(account: &AccountId) -> String {
	account.to_ss58check()
}

/// How an outpoint is written.
pub(crate) fn place(outpoint: &OutPoint) -> String {
	format!("{:#x}:{}", outpoint.txid, outpoint.index)
}

/// Who may spend an output, as text.
pub(crate) fn holder(lock: &Lock) -> String {
	match lock {
		Lock::Account(owner) => address(owner),
		Lock::Deposit { owner, until } => {
			format!("{}, as a deposit until block {until}", address(owner))
		},
		Lock::Policy(hash) => policy_target(hash),
		Lock::Balance(account) => format!("the balance of {}", address(account)),
		Lock::Burn => "nobody: it is destroyed".into(),
	}
}

/// How many of the outputs are meant, and not only what is left. If nothing else is made, that is meant too.
fn own_outputs(unsigned: &Unsigned) -> usize {
	match unsigned.outputs.len().saturating_sub(unsigned.changes) {
		0 => unsigned.outputs.len(),
		own => own,
	}
}

/// The transaction in lines.
pub(crate) fn text(unsigned: &Unsigned, names: &Names) -> Vec<String> {
	let mut lines = Vec::new();
	for input in &unsigned.inputs {
		let Output { value, lock } = &input.coin.output;
		let how = match &input.unlock {
			Unlock::Owner(owner) => address(owner),
			Unlock::Policy { .. } => holder(lock),
		};
		lines.push(format!("spends {} of {how} ({})", names.value(value), place(&input.outpoint)));
	}
	let own = own_outputs(unsigned);
	for (index, Output { value, lock }) in unsigned.outputs.iter().enumerate() {
		let what = if index < own { "pays" } else { "change" };
		lines.push(format!("{what} {} to {}", names.value(value), holder(lock)));
	}
	if unsigned.not_before > 0 {
		lines.push(format!("not before block {}", unsigned.not_before));
	}
	lines.push(format!("fee {}", etp(unsigned.fee)));
	lines
}

/// The transaction as JSON.
pub(crate) fn json(unsigned: &Unsigned, txid: H256, names: &Names) -> Json {
	let spends = unsigned.inputs.iter().map(|input| {
		let Output { value, lock } = &input.coin.output;
		let OutPoint { txid, index } = input.outpoint;
		json!({ "txid": txid, "index": index, "value": names.json(value), "holder": holder(lock) })
	});
	let own = own_outputs(unsigned);
	let makes = unsigned.outputs.iter().enumerate().map(|(index, Output { value, lock })| {
		json!({
			"index": index,
			"value": names.json(value),
			"holder": holder(lock),
			"change": index >= own,
		})
	});
	json!({
		"txid": txid,
		"fee": super::amount::format(unsigned.fee, TOKEN_DECIMALS),
		"spends": spends.collect::<Vec<_>>(),
		"makes": makes.collect::<Vec<_>>(),
	})
}

/// Asks whether to sign, unless the user has said yes in advance.
///
/// # Errors
///
/// [`WalletError::NeedsYes`] if there is nobody to ask, [`WalletError::Declined`].
pub(crate) fn confirm(yes: bool) -> Result<(), WalletError> {
	if yes {
		return Ok(());
	}
	if !std::io::stdin().is_terminal() {
		return Err(WalletError::NeedsYes);
	}
	eprint!("Sign and send? [y/N] ");
	let mut answer = String::new();
	std::io::stdin().read_line(&mut answer)?;
	if is_yes(&answer) {
		Ok(())
	} else {
		Err(WalletError::Declined)
	}
}

fn is_yes(answer: &str) -> bool {
	matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::wallet::coins::Input;
	use pillars_ledger::{CoinOrigin, Memo, Unspent, Value};
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	fn unsigned() -> Unsigned {
		let alice = Alice.to_account_id();
		let coin = Unspent {
			output: Output::etp(300_000_000, alice.clone()),
			height: 1,
			origin: CoinOrigin::Genesis,
		};
		let outpoint = OutPoint { txid: H256::repeat_byte(1), index: 2 };
		Unsigned {
			inputs: vec![Input::owned(outpoint, coin, alice.clone())],
			outputs: vec![
				Output { value: Value::etp(100_000_000), lock: Lock::Balance(Bob.to_account_id()) },
				Output::etp(199_900_000, alice),
			],
			changes: 1,
			not_before: 9,
			memo: Memo::default(),
			fee: 100_000,
		}
	}

	#[test]
	fn all_that_moves_is_shown() {
		let lines = text(&unsigned(), &Names::default());
		let (alice, bob) = (address(&Alice.to_account_id()), address(&Bob.to_account_id()));
		assert_eq!(
			lines,
			[
				format!("spends 3.00000000 ETP of {alice} (0x{}:2)", "01".repeat(32)),
				format!("pays 1.00000000 ETP to the balance of {bob}"),
				format!("change 1.99900000 ETP to {alice}"),
				"not before block 9".into(),
				"fee 0.00100000 ETP".into(),
			]
		);
	}

	#[test]
	fn amounts_in_json_are_strings() {
		let json = json(&unsigned(), H256::zero(), &Names::default());
		assert_eq!(json["fee"], "0.00100000");
		assert_eq!(json["spends"][0]["value"]["amount"], "3.00000000");
		assert_eq!(json["makes"][1]["value"]["units"], "199900000");
		assert_eq!(json["makes"][1]["change"], true);
	}

	#[test]
	fn only_yes_is_yes() {
		for yes in ["y\n", "Yes", " y "] {
			assert!(is_yes(yes));
		}
		for no in ["", "\n", "n", "no", "yeah", "sign"] {
			assert!(!is_yes(no));
		}
	}

	#[test]
	fn nobody_is_asked_where_nobody_is() {
		confirm(true).unwrap();
		if !std::io::stdin().is_terminal() {
			let refusal = confirm(false).unwrap_err().to_string();
			assert!(refusal.contains("--yes"), "{refusal}");
		}
	}
}

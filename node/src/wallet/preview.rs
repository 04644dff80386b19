//! What is about to be signed, and the question whether to.

use super::{
	coins::{Unlock, Unsigned},
	describe::describe,
	error::WalletError,
	names::{etp, Names},
	target::policy_target,
};
use pillars_ledger::{Lock, OutPoint, Output, Policy};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId};
use serde_json::{json, Value as Json};
use sp_core::{crypto::Ss58Codec, hexdisplay::HexDisplay, H256};
use std::{collections::BTreeMap, io::IsTerminal};

/// What stands first in a memo that is text.
pub(crate) const MEMO_TEXT: u8 = 1;

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

/// The transaction in lines, with what the policies ask for that are known.
pub(crate) fn text(unsigned: &Unsigned, names: &Names, known: &[Policy]) -> Vec<String> {
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
	for (hash, policy) in policies(unsigned, known) {
		let target = policy_target(&hash);
		match policy {
			Some(policy) => {
				lines.push(format!("{target} asks for"));
				lines.extend(describe(&policy));
			},
			None => lines.push(format!("{target} is not known here: who can spend it is not told")),
		}
	}
	if unsigned.not_before > 0 {
		lines.push(format!("not before block {}", unsigned.not_before));
	}
	lines.extend(memo(&unsigned.memo).map(|memo| format!("memo {memo}")));
	lines.push(format!("fee {}", etp(unsigned.fee)));
	lines
}

/// A memo as a reader can take it in: text in quotes, with what a terminal would obey escaped, all else in hexadecimal.
fn memo(memo: &[u8]) -> Option<String> {
	let (kind, content) = memo.split_first()?;
	let text = (*kind == MEMO_TEXT).then(|| std::str::from_utf8(content).ok()).flatten();
	Some(text.map_or_else(|| format!("0x{}", HexDisplay::from(&memo)), |text| format!("{text:?}")))
}

/// The policies of the locks, each once, with their content if it is known.
fn policies(unsigned: &Unsigned, known: &[Policy]) -> BTreeMap<H256, Option<Policy>> {
	let mut found = BTreeMap::new();
	let spent = unsigned.inputs.iter().map(|input| &input.coin.output);
	for output in spent.chain(&unsigned.outputs) {
		if let Lock::Policy(hash) = output.lock {
			let policy = known.iter().find(|policy| policy.hash() == hash);
			found.insert(hash, policy.cloned());
		}
	}
	for input in &unsigned.inputs {
		if let Unlock::Policy { policy, .. } = &input.unlock {
			if let Ok(policy) = Policy::decode_all_checked(policy) {
				found.insert(policy.hash(), Some(policy));
			}
		}
	}
	found
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
		"memo": memo(&unsigned.memo),
		"spends": spends.collect::<Vec<_>>(),
		"makes": makes.collect::<Vec<_>>(),
	})
}

/// Asks whether to go on, unless the user has said yes in advance.
///
/// # Errors
///
/// [`WalletError::NeedsYes`] if there is nobody to ask, [`WalletError::Declined`].
pub(crate) fn confirm(question: &str, yes: bool) -> Result<(), WalletError> {
	if yes {
		return Ok(());
	}
	if !std::io::stdin().is_terminal() {
		return Err(WalletError::NeedsYes);
	}
	eprint!("{question} [y/N] ");
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
	use crate::wallet::{coins::Input, recipe::Recipe};
	use pillars_ledger::{templates, CoinOrigin, Memo, Unspent, Value};
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
		let lines = text(&unsigned(), &Names::default(), &[]);
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
	fn a_memo_is_shown_as_what_it_is() {
		for (memo, shown) in [
			(b"\x01for the h\xc3\xa9rons".to_vec(), "\"for the hérons\""),
			(b"\x01\x1b[2Jfee 0".to_vec(), "\"\\u{1b}[2Jfee 0\""),
			(vec![0, 0xfe], "0x00fe"),
			(vec![2, 1], "0x0201"),
		] {
			let unsigned = Unsigned { memo: memo.try_into().unwrap(), ..unsigned() };
			let lines = text(&unsigned, &Names::default(), &[]);
			assert!(lines.contains(&format!("memo {shown}")), "{lines:?}");
			assert_eq!(json(&unsigned, H256::zero(), &Names::default())["memo"], shown);
		}
		assert!(json(&unsigned(), H256::zero(), &Names::default())["memo"].is_null());
	}

	#[test]
	fn what_a_policy_asks_for_is_shown_once_if_it_is_known() {
		let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
		let policy = templates::time_lock(bob.clone(), 70);
		let mut unsigned = unsigned();
		let locked = Output { value: Value::etp(100_000_000), lock: policy.lock() };
		unsigned.outputs = vec![locked.clone(), locked];
		let target = policy_target(&policy.hash());
		let signature = format!("a signature of {}", address(&bob));
		let lines = text(&unsigned, &Names::default(), std::slice::from_ref(&policy));
		assert_eq!(lines.iter().filter(|line| **line == format!("{target} asks for")).count(), 1);
		assert!(lines.iter().any(|line| line.trim() == signature), "{lines:?}");
		assert!(lines.iter().any(|line| line.contains("the height 70")), "{lines:?}");
		let lines = text(&unsigned, &Names::default(), &[]);
		assert!(lines.iter().any(|line| line.contains("is not known here")), "{lines:?}");

		// What is spent under a policy shows it.
		let recipe = Recipe::Many(vec![(0, Recipe::Sign(alice)), (1, Recipe::Nothing)]);
		let shown = policy.to_bytes().unwrap();
		unsigned.inputs[0].coin.output.lock = policy.lock();
		unsigned.inputs[0].unlock = Unlock::Policy { policy: shown, recipe };
		let lines = text(&unsigned, &Names::default(), &[]);
		assert!(lines.iter().any(|line| line.trim() == signature), "{lines:?}");
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
		confirm("Sign?", true).unwrap();
		if !std::io::stdin().is_terminal() {
			let refusal = confirm("Sign?", false).unwrap_err().to_string();
			assert!(refusal.contains("--yes"), "{refusal}");
		}
	}
}

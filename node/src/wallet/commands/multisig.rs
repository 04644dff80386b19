//! Coins that several keys spend together. A transaction goes round as a file, and each of them adds its signature.

use super::payment::{all_of, enough, keys_of, those_free, Payment};
use crate::{
	cli::parse_account,
	wallet::{
		coins::Draft,
		files::{self, Scale},
		preview::address,
		recipe::Facts,
		target::{policy_target, Target},
		Outcome, Session, WalletError,
	},
};
use pillars_ledger::{templates, OutPoint, Output, Policy};
use pillars_primitives::AccountId;
use serde_json::json;
use sp_core::{bytes::from_hex, Bytes, H256};
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};

/// `multisig`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum MultisigCommand {
	/// Tell where coins for so many of these keys are sent to.
	Address {
		/// How many of them must sign.
		least: u8,
		/// The accounts of the keys. Their order matters.
		#[arg(required = true, num_args = 2.., value_name = "SS58", value_parser = parse_account)]
		keys: Vec<AccountId>,
	},
	/// Write down a payment from such coins and sign it.
	Spend(Box<SpendArgs>),
	/// Add a signature.
	Sign {
		/// The file; it is brought up to date.
		file: PathBuf,
	},
	/// Send a payment that has enough signatures.
	Send {
		/// The file.
		file: PathBuf,
	},
}

/// Options of `multisig spend`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SpendArgs {
	/// The policy in hex, as `multisig address` tells it.
	#[arg(long, value_name = "HEX", value_parser = parse_policy)]
	policy: Policy,

	/// Who gets the coins: an address, or policy:<hash>.
	#[arg(value_name = "TARGET")]
	to: Target,

	/// How much, in the asset.
	amount: String,

	/// Of which asset.
	#[arg(long, value_name = "SYMBOL", default_value = "ETP")]
	asset: String,

	/// The coins to spend; all under the policy unless given.
	#[arg(long = "coin", value_name = "TXID:INDEX", value_parser = parse_outpoint)]
	coins: Vec<OutPoint>,

	/// Where the payment is written.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

fn parse_policy(text: &str) -> Result<Policy, String> {
	let bytes = from_hex(text).map_err(|_| "not hex")?;
	Policy::decode_all_checked(&bytes).map_err(|_| "not the encoding of a policy".into())
}

/// An outpoint as it is shown.
fn parse_outpoint(text: &str) -> Result<OutPoint, String> {
	let parts = text.split_once(':').and_then(|(txid, index)| {
		let txid: H256 = txid.parse().ok()?;
		Some(OutPoint { txid, index: index.parse().ok()? })
	});
	parts.ok_or_else(|| "a coin is written <txid>:<index>".into())
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(super) async fn run(
	session: &Session,
	command: MultisigCommand,
) -> Result<Outcome, WalletError> {
	match command {
		MultisigCommand::Address { least, keys } => {
			let policy = templates::multisig(least, &keys)?;
			let target = policy_target(&policy.hash());
			let hex = sp_core::bytes::to_hex(&policy.to_bytes()?, false);
			let text = vec![format!("send coins to: {target}"), format!("spend them with: {hex}")];
			Ok(Outcome { text, json: json!({ "target": target, "policy": hex }) })
		},
		MultisigCommand::Spend(args) => spend(session, *args).await,
		MultisigCommand::Sign { file } => sign(session, &file).await,
		MultisigCommand::Send { file } => send(session, &file).await,
	}
}

async fn spend(session: &Session, args: SpendArgs) -> Result<Outcome, WalletError> {
	files::check_new(&args.out)?;
	let state = session.chain.best().await?;
	let asset = state.asset(&args.asset).await?;
	let output = Output { value: asset.value(&args.amount)?, lock: args.to.lock() };
	let chosen = !args.coins.is_empty();
	let outpoints =
		if chosen { args.coins } else { session.chain.outpoints_of(&args.policy.hash()).await? };
	let unspent = state.unspent(&outpoints).await?;
	let facts = Facts { keys: keys_of(&args.policy), now: state.next(), ..Facts::default() };
	let coins = outpoints.into_iter().zip(unspent).collect();
	let inputs = if chosen {
		all_of(&args.policy, coins, &facts)?
	} else {
		enough(those_free(&args.policy, coins, &facts)?, &output)
	};
	let change = args.policy.lock();
	let draft =
		Draft { inputs, payer: None, change, ..Draft::of(&session.account()?, vec![output]) };
	let unsigned = session.complete(draft).await?;
	let payment = Payment {
		genesis: session.chain.genesis,
		policy: Bytes(args.policy.to_bytes()?.into_inner()),
		tx: Scale(unsigned.transaction()?),
		coins: unsigned.coins().into_iter().map(Scale).collect(),
		signatures: BTreeMap::new(),
	};
	add_signature(session, payment, &args.out, files::write_new).await
}

async fn sign(session: &Session, path: &Path) -> Result<Outcome, WalletError> {
	let _held = files::hold(path)?;
	let payment = Payment::read(path, session.chain.genesis)?;
	add_signature(session, payment, path, files::write).await
}

/// Shows a payment, asks, and writes it with the own signature.
async fn add_signature(
	session: &Session,
	mut payment: Payment,
	path: &Path,
	write: fn(&Path, &Payment) -> Result<(), WalletError>,
) -> Result<Outcome, WalletError> {
	let policy = payment.policy()?;
	let keys = keys_of(&policy);
	let account = session.account()?;
	if !keys.contains(&account) {
		return Err(WalletError::Input(format!("{} is no key of the policy", address(&account))));
	}
	let unsigned = payment.unsigned(&session.chain.best().await?, keys).await?;
	let txid = payment.tx.0.txid();
	let json = session.show_and_ask(&unsigned).await?;
	if session.args.sending.dry_run {
		return Ok(Outcome { text: vec!["nothing was signed".into()], json });
	}
	let hash = unsigned.hash(&session.chain.genesis)?;
	let signature = session.sign(&account, &hash)?;
	payment.signatures.insert(address(&account), Scale(signature));
	write(path, &payment)?;
	let signed = payment.valid(&hash)?.len();
	let outcome = Outcome { text: vec![format!("transaction {txid:#x}")], json };
	Ok(outcome.with("signatures", signed).with("file", path.display().to_string()))
}

async fn send(session: &Session, path: &Path) -> Result<Outcome, WalletError> {
	let payment = Payment::read(path, session.chain.genesis)?;
	let state = session.chain.best().await?;
	let everybody = payment.unsigned(&state, keys_of(&payment.policy()?)).await?;
	let signatures = payment.valid(&everybody.hash(&session.chain.genesis)?)?;
	let unsigned = payment.unsigned(&state, signatures.keys().cloned().collect()).await?;
	let find = |account: &AccountId| {
		let found = signatures.get(account).cloned();
		found.ok_or_else(|| WalletError::ForeignKey(address(account)))
	};
	Ok(session.pay_signed(unsigned, &find, |_, _| Ok(())).await?.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::wallet::preview::place;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	#[test]
	fn coins_and_policies_are_read_as_they_are_shown() {
		let outpoint = OutPoint { txid: H256::repeat_byte(0xab), index: 3 };
		assert_eq!(parse_outpoint(&place(&outpoint)), Ok(outpoint));
		for bad in ["", "0xab:1", "x:1", &format!("{:#x}", outpoint.txid)] {
			parse_outpoint(bad).unwrap_err();
		}
		let keys = [Alice.to_account_id(), Bob.to_account_id()];
		let policy = templates::multisig(2, &keys).unwrap();
		let hex = sp_core::bytes::to_hex(&policy.to_bytes().unwrap(), false);
		assert_eq!(parse_policy(&hex), Ok(policy));
		parse_policy("0x00").unwrap_err();
	}
}

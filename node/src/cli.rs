//! The command line.

use crate::{
	index::IndexCmd,
	service::{Authoring, Dataset},
	wallet::WalletCmd,
};
use clap::error::ErrorKind;
use pillars_primitives::{units::SS58_PREFIX, AccountId};
use sc_cli::SubstrateCli;
use serde_json::json;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};
use sp_keyring::Sr25519Keyring;
use std::{ffi::OsString, process::ExitCode};

/// The options of a node and the sub-commands beside it.
#[derive(Debug, clap::Parser)]
pub(crate) struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub(crate) subcommand: Option<Subcommand>,

	/// The usual options of a node.
	#[clap(flatten)]
	pub(crate) run: sc_cli::RunCmd,

	/// Which blocks it makes.
	#[clap(flatten)]
	pub(crate) authoring: AuthoringParams,

	/// Keep no index of owners: then wallets can not ask this node for balances, coins and history.
	#[arg(long)]
	pub(crate) no_index: bool,
}

/// Which blocks the node makes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Authoring")]
pub(crate) struct AuthoringParams {
	/// The account that mined blocks are credited to.
	///
	/// With a development key (`--alice` and the like, or `--dev`) it is that key's account unless
	/// given here.
	#[arg(long, value_name = "SS58", value_parser = parse_account)]
	pub(crate) author: Option<AccountId>,

	/// Mine proof-of-work blocks with so many threads of this machine.
	///
	/// 0 turns the miner off, also the one that `--dev` starts. Needs `--author`.
	#[arg(long, value_name = "THREADS", value_parser = clap::value_parser!(u16).range(0..=1024))]
	pub(crate) mine: Option<u16>,

	/// What the miner computes with.
	#[arg(long, value_enum, value_name = "DATASET", default_value_t = Dataset::Light)]
	pub(crate) mine_dataset: Dataset,

	/// Mine this token (MST) along with all blocks that the node makes.
	///
	/// A token that does not exist or can not be mined does blocks no harm. `mining_setMst` (JSON-RPC) changes it.
	#[arg(long, value_name = "SYMBOL", value_parser = crate::mining::parse_symbol)]
	pub(crate) mine_mst: Option<String>,

	/// Make proof-of-stake blocks with the coins of the keys of type "stak" in the keystore.
	#[arg(long)]
	pub(crate) stake: bool,

	/// Make follower blocks when it is the turn of a key of type "witn" in the keystore, and vote
	/// on finality as `--validator` does.
	#[arg(long)]
	pub(crate) witness: bool,
}

impl AuthoringParams {
	/// What the options mean on this node: `dev` is whether it runs with `--dev`, `keyring` the
	/// development key that was asked for.
	pub(crate) fn resolve(&self, dev: bool, keyring: Option<Sr25519Keyring>) -> Authoring {
		let keyring = keyring.or(dev.then_some(Sr25519Keyring::Alice));
		Authoring {
			author: self.author.clone().or(keyring.map(|key| key.to_account_id())),
			mine: self.mine.unwrap_or(u16::from(dev)),
			dataset: self.mine_dataset,
			mst: self.mine_mst.clone(),
			stake: self.stake || dev,
			witness: self.witness || dev,
			dev,
			keyring,
		}
	}
}

/// What the binary does instead of running a node.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
	/// Make, show and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Build a chain specification.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Export a chain specification.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Validate a block again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Export blocks.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Import blocks.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Export the state of a block as a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Remove the whole chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take back the last blocks.
	Revert(sc_cli::RevertCmd),

	/// Show where the chain in the database stands.
	ChainInfo(sc_cli::ChainInfoCmd),

	/// The index of owners, from which wallets are answered.
	#[command(subcommand)]
	Index(IndexCmd),

	/// Move coins of the ledger, over the RPC of a node.
	Wallet(Box<WalletCmd>),
}

/// Parses the command line of the process. What is wrong with it is said in one line.
///
/// # Errors
///
/// The exit code, if there is nothing more to do: 0 after help and version, else 1.
pub(crate) fn parse() -> Result<Cli, ExitCode> {
	let quieted = Cli::try_from_iter(std::env::args_os()).map(|mut cli| {
		let quiet = crate::service::informant::QUIET.map(String::from);
		// Before those of the user, which then win.
		cli.run.shared_params.log.splice(0..0, quiet);
		cli
	});
	quieted.map_err(|error| {
		if !error.use_stderr() {
			// Printing can only fail if nobody listens.
			let _ = error.print();
			return ExitCode::SUCCESS;
		}
		if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
			let _ = error.print();
		} else {
			let message = usage_error(&error);
			eprintln!("Error: {message}");
			if answers_in_json(std::env::args_os()) {
				let told = json!({ "error": { "code": "Usage", "message": message } });
				println!("{told}");
			}
		}
		ExitCode::FAILURE
	})
}

/// Whether these arguments are for a command of the wallet whose result is wanted in JSON.
fn answers_in_json(arguments: impl IntoIterator<Item = OsString>) -> bool {
	let mut arguments = arguments.into_iter().skip(1).take_while(|argument| argument != "--");
	arguments.any(|argument| argument == "wallet") && arguments.any(|argument| argument == "--json")
}

/// What is wrong, without the hints below it.
fn usage_error(error: &clap::Error) -> String {
	let text = error.render().to_string();
	let lines = text.lines().take_while(|line| {
		!line.starts_with("Usage:") && !line.starts_with("For more information")
	});
	let text = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
	format!("{} (see --help)", text.strip_prefix("error: ").unwrap_or(&text))
}

/// The account of an SS58 address of this network.
///
/// # Errors
///
/// What is wrong with the text.
pub(crate) fn parse_account(text: &str) -> Result<AccountId, String> {
	let (account, format) = AccountId::from_ss58check_with_version(text)
		.map_err(|_| "not an SS58 address of an account".to_string())?;
	if format != Ss58AddressFormat::from(SS58_PREFIX) {
		return Err(format!(
			"an address of another network (prefix {}), those of Pillars have {SS58_PREFIX}",
			u16::from(format),
		));
	}
	Ok(account)
}

#[cfg(test)]
mod tests;

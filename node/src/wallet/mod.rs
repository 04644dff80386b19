//! `pillars wallet`: moves coins of the ledger, over a node's RPC. It signs in this process; keys never leave it.
//!
//! | file or folder | what |
//! |---|---|
//! | `commands` | the commands, one file for each theme |
//! | `channel` | payment channels |
//! | `society` | avatars, reputation, certificates, candidates, delegation, mined tokens |
//! | `session` | a run of the wallet: options, node, key |
//! | `sending` | how transactions are completed, shown, signed and sent |
//! | `chain` | the node: reads, coins, submission |
//! | `coins`, `market` | what a transaction lacks and leaves, its fee, its witnesses |
//! | `recipe` | how a policy is satisfied with what is at hand |
//! | `contract` | files about coins under policies |
//! | `keys` | the key that signs |
//! | `extrinsic` | extrinsics in the format of the runtime |
//! | `names`, `amount`, `target` | symbols, amounts and recipients as people write them |
//! | `preview`, `describe` | what is shown and asked |
//! | `files`, `error` | what is stored, what goes wrong |
//!
//! # What it does not take for granted
//!
//! The node's index only tells where coins are. What they hold, and whether they can be spent, is read from the chain's
//! state, and checked by the rules of the ledger before anything is signed. Signatures commit to the genesis hash, which
//! `--genesis` pins, and the runtime must be the one that this binary is made for.
//!
//! What is needed to spend coins later (policies, secrets, states of channels) is on disk before the transaction that
//! locks them is sent.

mod amount;
mod chain;
mod channel;
mod coins;
mod commands;
mod contract;
mod describe;
mod error;
mod extrinsic;
mod files;
mod keys;
mod market;
mod names;
mod preview;
mod recipe;
mod sending;
mod session;
mod society;
mod target;

pub(crate) use error::WalletError;

use session::{CommonArgs, Session};

/// `pillars wallet`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct WalletCmd {
	#[clap(flatten)]
	common: CommonArgs,

	#[command(subcommand)]
	command: commands::Command,
}

/// What a command tells at its end.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
	/// For people.
	text: Vec<String>,
	/// For programs.
	json: serde_json::Value,
}

impl WalletCmd {
	/// Does what is asked for and writes the result to standard output; with `--json` also what went wrong, as
	/// `{"error":{"code","message"}}`.
	///
	/// # Errors
	///
	/// What stands against it.
	pub(crate) fn run(self) -> Result<(), WalletError> {
		let as_json = self.common.json;
		match self.outcome() {
			Ok(outcome) if as_json => println!("{}", outcome.json()),
			Ok(outcome) => outcome.text.iter().for_each(|line| println!("{line}")),
			Err(error) => {
				// The line for people comes on standard error, whoever asks.
				if as_json {
					println!("{}", error.json());
				}
				return Err(error);
			},
		}
		Ok(())
	}

	fn outcome(self) -> Result<Outcome, WalletError> {
		match self.command {
			// It asks nobody.
			commands::Command::Policy(command) => commands::policy(command),
			command => sc_cli::build_runtime()?.block_on(async {
				let session = Session::open(self.common).await?;
				commands::run(&session, command).await
			}),
		}
	}
}

impl Outcome {
	/// For programs: an object even if there is nothing to tell.
	fn json(self) -> serde_json::Value {
		match self.json {
			serde_json::Value::Null => serde_json::json!({}),
			json => json,
		}
	}
}

#[cfg(test)]
mod tests;

//! What can go wrong before a node runs, or end it.

use crate::{index::IndexError, wallet::WalletError};
use std::{
	error::Error as StdError,
	net::SocketAddr,
	path::{Path, PathBuf},
};

/// An error for the user.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
	/// Of the command line or of a sub-command.
	#[error(transparent)]
	Cli(#[from] sc_cli::Error),

	/// Of a part of the node.
	#[error(transparent)]
	Service(#[from] sc_service::Error),

	/// Of the consensus engine.
	#[error("the consensus engine: {0}")]
	Engine(#[from] pillars_consensus::Error),

	/// Something else holds a port that this node was to listen on.
	#[error(
		"the {what} address {address} is in use: stop what holds it, \
		 or choose another port with {option}"
	)]
	PortInUse {
		/// What the port is for.
		what: &'static str,
		/// Where.
		address: SocketAddr,
		/// The option that changes it.
		option: &'static str,
	},

	/// Of the index of owners.
	#[error(transparent)]
	Index(#[from] IndexError),

	/// Of the wallet.
	#[error(transparent)]
	Wallet(#[from] WalletError),

	/// The database holds a chain that starts differently.
	#[error(
		"the data in {path} belong to another chain: they start with the genesis block {found}, \
		 the chain \"{chain}\" of this binary with {expected}; choose another --base-path, \
		 or remove the data with `pillars purge-chain`"
	)]
	OtherChain {
		/// The database.
		path: PathBuf,
		/// Name of the chain that was asked for.
		chain: String,
		/// Genesis hash in the database.
		found: String,
		/// Genesis hash of the chain that was asked for.
		expected: String,
	},

	/// The miner has nobody to pay.
	#[error("--mine needs to know whom to pay: give --author <SS58 address>")]
	NoAuthor,

	/// A key is missing without which an option can not work.
	#[error(
		"{option} needs a key of type \"{key_type}\" in the keystore: put one there with \
		 `pillars key insert --key-type {key_type} --scheme sr25519 --suri <secret>` \
		 and the same --chain and --base-path"
	)]
	NoKey {
		/// The option.
		option: &'static str,
		/// The four letters of the key type.
		key_type: String,
	},

	/// The keystore does not take a development key.
	#[error("a development key can not be put into the keystore: {0}")]
	Keystore(#[from] sp_keystore::Error),
}

impl From<sp_blockchain::Error> for Error {
	fn from(error: sp_blockchain::Error) -> Self {
		Self::Service(error.into())
	}
}

impl Error {
	/// The error and its causes in one line.
	pub(crate) fn one_line(&self) -> String {
		let mut text = match self {
			Self::Cli(sc_cli::Error::Input(text)) => text.clone(),
			Self::Cli(sc_cli::Error::NetworkKeyNotFound(path)) => no_network_key(path),
			Self::Service(sc_service::Error::Application(error)) => error.to_string(),
			Self::Service(sc_service::Error::Other(text)) => text.clone(),
			other => other.to_string(),
		};
		let mut source = self.source();
		while let Some(error) = source {
			let cause = error.to_string();
			// Many errors print their cause themselves.
			if !text.contains(&cause) && !cause.contains(&text) {
				text = format!("{text}: {cause}");
			}
			source = error.source();
		}
		text.split_whitespace().collect::<Vec<_>>().join(" ")
	}
}

fn no_network_key(path: &Path) -> String {
	format!(
		"a validator or witness needs a network key that stays the same, and there is none at {}: \
		 make it with `pillars key generate-node-key --file {}`, \
		 or give --unsafe-force-node-key-generation on the first start",
		path.display(),
		path.display(),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn causes_are_named_once_and_in_one_line() {
		let io = std::io::Error::other("the disk\n is full");
		let error = Error::Service(sc_service::Error::Io(io));
		assert_eq!(error.one_line(), "the disk is full");
	}

	#[test]
	fn bad_input_is_not_called_bad_input() {
		let error = Error::Cli("unknown chain \"x\"".into());
		assert_eq!(error.one_line(), "unknown chain \"x\"");
	}

	#[test]
	fn a_missing_network_key_names_the_command_that_makes_one() {
		let error = Error::Cli(sc_cli::Error::NetworkKeyNotFound("/data/key".into()));
		let line = error.one_line();
		assert!(line.contains("`pillars key generate-node-key --file /data/key`"), "{line}");
		assert!(!line.contains('\n'));
	}

	#[test]
	fn a_missing_key_names_the_command_that_inserts_one() {
		let error = Error::NoKey { option: "--witness", key_type: "witn".into() };
		let line = error.one_line();
		assert!(line.contains("pillars key insert --key-type witn"), "{line}");
	}
}

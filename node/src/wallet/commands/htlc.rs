//! Hashed time-locks: coins for whoever knows a secret, until a height.

use super::locks::{claim, lock, ClaimArgs, CoinsArgs};
use crate::{
	cli::parse_account,
	wallet::{
		contract::{Contract, Kind},
		files,
		keys::read_secret,
		Outcome, Session, WalletError,
	},
};
use pillars_ledger::templates;
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::{bytes::from_hex, crypto::ExposeSecret, H256};
use sp_crypto_hashing::sha2_256;
use std::path::{Path, PathBuf};

/// `htlc`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum HtlcCommand {
	/// Lock coins for whoever has the key and the secret, until a height.
	Lock {
		#[clap(flatten)]
		coins: CoinsArgs,
		/// Who can claim them with the secret.
		#[arg(long, value_name = "SS58", value_parser = parse_account)]
		recipient: AccountId,
		/// SHA-256 of the secret of 32 bytes; without it a secret is made and kept in the file.
		#[arg(long, value_name = "HASH")]
		hash: Option<H256>,
		/// Height from which on the sender can take them back.
		#[arg(long, value_name = "HEIGHT")]
		expiry: BlockNumber,
		/// A second file, without the secret, for the recipient.
		#[arg(long, value_name = "FILE")]
		public: Option<PathBuf>,
	},
	/// Claim them as the recipient.
	Claim {
		#[clap(flatten)]
		claim: ClaimArgs,
		#[clap(flatten)]
		secret: SecretArgs,
	},
	/// Take them back after the expiry.
	Refund(ClaimArgs),
}

/// Where the secret comes from: the file of the coins unless given.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SecretArgs {
	/// File with the secret in hex; - is the standard input.
	#[arg(long, value_name = "FILE", conflicts_with = "preimage")]
	preimage_file: Option<PathBuf>,

	/// The secret itself. Other users of the machine can see it: rather use --preimage-file.
	#[arg(long, value_name = "HEX", value_parser = parse_preimage)]
	preimage: Option<[u8; 32]>,
}

impl SecretArgs {
	/// The secret, if it was given.
	///
	/// # Errors
	///
	/// [`WalletError::File`] if the file can not be read or holds something else.
	fn read(&self) -> Result<Option<[u8; 32]>, WalletError> {
		if self.preimage.is_some() {
			eprintln!(
				"Warning: other users of this machine can see what --preimage holds; \
				 --preimage-file keeps it secret until it is in a block"
			);
			return Ok(self.preimage);
		}
		let Some(path) = &self.preimage_file else { return Ok(None) };
		let line = read_secret(path)?;
		let secret = parse_preimage(line.expose_secret());
		let failed = |reason| WalletError::File { path: path.clone(), reason };
		secret.map(Some).map_err(failed)
	}
}

fn parse_preimage(text: &str) -> Result<[u8; 32], String> {
	let bytes = from_hex(text).ok().and_then(|bytes| bytes.try_into().ok());
	bytes.ok_or_else(|| "the secret is 32 bytes: 0x and 64 digits".into())
}

/// `htlc`
pub(super) async fn htlc(session: &Session, command: HtlcCommand) -> Result<Outcome, WalletError> {
	match command {
		HtlcCommand::Lock { coins, recipient, hash, expiry, public } => {
			if let Some(public) = &public {
				files::check_new(public)?;
				files::check_apart(public, &coins.out.out)?;
			}
			let (hash, secret) = match hash {
				Some(hash) => (hash, None),
				None => {
					let secret = H256::random().0;
					(H256(sha2_256(&secret)), Some(secret))
				},
			};
			session.chain.best().await?.lies_ahead(expiry)?;
			let policy = templates::htlc(recipient, session.account()?, hash, expiry)?;
			let out = coins.out.out.clone();
			let outcome = lock(session, Kind::Htlc, coins, policy, secret).await;
			// What was sent may be in a block later, whatever became of it here.
			if let Some(public) = public.filter(|_| out.exists()) {
				let contract: Contract = files::read(&out)?;
				files::write_new(&public, &Contract { preimage: None, ..contract })?;
			}
			Ok(outcome?.with("hash", format!("{hash:#x}")))
		},
		HtlcCommand::Claim { claim: args, secret } => {
			let stdin = Some(Path::new("-"));
			let key = session.args.key.suri_file.as_deref();
			if secret.preimage_file.as_deref() == stdin && key == stdin {
				return Err(WalletError::Input(
					"the standard input can not be both the secret and the key".into(),
				));
			}
			claim(session, Kind::Htlc, args, secret.read()?.into_iter().collect()).await
		},
		HtlcCommand::Refund(args) => claim(session, Kind::Htlc, args, Vec::new()).await,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_secret_has_32_bytes() {
		assert_eq!(parse_preimage(&format!("0x{}", "07".repeat(32))), Ok([7; 32]));
		for bad in ["", "0x", "0x07", "secret"] {
			parse_preimage(bad).unwrap_err();
		}
	}

	#[test]
	fn a_secret_is_read_from_a_file() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("secret");
		let args = SecretArgs { preimage_file: Some(path.clone()), preimage: None };
		assert!(matches!(args.read(), Err(WalletError::File { .. })));
		std::fs::write(&path, format!("0x{}\n", "07".repeat(32))).unwrap();
		assert_eq!(args.read().unwrap(), Some([7; 32]));
		std::fs::write(&path, "a secret").unwrap();
		let error = args.read().unwrap_err().to_string();
		assert!(error.contains("32 bytes") && !error.contains("a secret"), "{error}");
		let none = SecretArgs { preimage_file: None, preimage: None };
		assert_eq!(none.read().unwrap(), None);
	}
}

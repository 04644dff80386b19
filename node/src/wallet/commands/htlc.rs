//! Hashed time-locks: coins for whoever knows a secret, until a height.

use super::locks::{claim, lock, ClaimArgs, CoinsArgs};
use crate::{
	cli::parse_account,
	wallet::{
		contract::{Contract, Kind},
		files, Outcome, Session, WalletError,
	},
};
use pillars_ledger::templates;
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::{bytes::from_hex, H256};
use sp_crypto_hashing::sha2_256;
use std::path::PathBuf;

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
		/// The secret.
		#[arg(long, value_name = "HEX", value_parser = parse_preimage)]
		preimage: [u8; 32],
	},
	/// Take them back after the expiry.
	Refund(ClaimArgs),
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
			}
			let (hash, secret) = match hash {
				Some(hash) => (hash, None),
				None => {
					let secret = H256::random().0;
					(H256(sha2_256(&secret)), Some(secret))
				},
			};
			let policy = templates::htlc(recipient, session.account()?, hash, expiry)?;
			let out = coins.out.out.clone();
			let outcome = lock(session, Kind::Htlc, coins, policy, secret).await?;
			if let Some(public) = public.filter(|_| out.exists()) {
				let contract: Contract = files::read(&out)?;
				files::write(&public, &Contract { preimage: None, ..contract })?;
			}
			Ok(outcome.with("hash", format!("{hash:#x}")))
		},
		HtlcCommand::Claim { claim: args, preimage } => {
			claim(session, Kind::Htlc, args, vec![preimage]).await
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
}

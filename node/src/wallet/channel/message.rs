//! What the parties of a channel send each other, as files.

use super::terms::{Split, Terms};
use crate::wallet::{
	error::WalletError,
	files::{self, Scale},
};
use pillars_ledger::Transaction;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiSignature;
use std::path::Path;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
	/// Which channel, by the id of its funding transaction.
	pub(crate) channel: H256,
	/// About which state.
	pub(crate) number: u32,
	/// What it says.
	pub(crate) body: Body,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Body {
	/// The funder offers a channel.
	Open {
		/// What never changes.
		terms: Box<Terms>,
		/// Whose how much it is.
		split: Split,
		/// Hash of the funder's secret.
		hash: H256,
	},
	/// A new split.
	Propose {
		/// Whose how much it is.
		split: Split,
		/// Hash of the proposer's secret.
		hash: H256,
	},
	/// Consent, with the signature under the proposer's commitment.
	Agree {
		/// Hash of the secret of who agrees.
		hash: H256,
		/// By who agrees.
		signature: Scale<MultiSignature>,
	},
	/// The signature under the other's commitment; the state before is revoked.
	Commit {
		/// By the proposer.
		signature: Scale<MultiSignature>,
		/// The proposer's secret of the state before; none in the first one.
		secret: Option<Scale<[u8; 32]>>,
	},
	/// The state before is revoked by the other as well.
	Revoke {
		/// Its secret of the state before.
		secret: Scale<[u8; 32]>,
	},
	/// A transaction that ends the channel at this state.
	Close {
		/// The transaction.
		tx: Scale<Transaction>,
		/// Under it, by the sender.
		signature: Scale<MultiSignature>,
	},
}

impl Message {
	/// Whether it asks for a payment to be carried on, which is worth something in an open channel only.
	pub(super) const fn needs_open(&self) -> bool {
		match self.body {
			Body::Propose { .. } | Body::Agree { .. } | Body::Commit { .. } => self.number > 0,
			Body::Open { .. } | Body::Revoke { .. } | Body::Close { .. } => false,
		}
	}

	/// Tells messages apart.
	pub(crate) fn digest(&self) -> H256 {
		// What was read from JSON can be written as JSON.
		let text = serde_json::to_vec(self).unwrap_or_default();
		H256(blake2_256(&text))
	}

	/// Checks that a message can be written here: not over the state of the channel, nor over anything else that is
	/// not a message.
	///
	/// # Errors
	///
	/// [`WalletError::SameFile`], [`WalletError::FileExists`].
	pub(super) fn check_out(out: &Path, state: &Path) -> Result<(), WalletError> {
		files::check_apart(out, state)?;
		match files::check_new(out) {
			Err(WalletError::FileExists(_)) if files::read::<Self>(out).is_ok() => Ok(()),
			other => other,
		}
	}

	/// Writes the message.
	///
	/// # Errors
	///
	/// Those of [`Self::check_out`], [`WalletError::File`].
	pub(super) fn write(&self, out: &Path, state: &Path) -> Result<(), WalletError> {
		Self::check_out(out, state)?;
		files::write(out, self)
	}
}

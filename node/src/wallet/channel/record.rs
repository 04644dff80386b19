//! The file that each party of a channel keeps. It holds secrets, and all that is needed to end the channel alone.

use super::{
	message::Message,
	terms::{Side, Split, Terms},
	transactions, ChannelError,
};
use crate::wallet::{
	coins::Unsigned,
	error::WalletError,
	files::{self, Scale},
};
use pillars_ledger::{Transaction, Unspent};
use pillars_primitives::Hash;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::{blake2_256, sha2_256};
use sp_runtime::MultiSignature;
use std::path::{Path, PathBuf};

/// A channel as one of its parties knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
	/// What never changes.
	pub(crate) terms: Terms,
	/// Which of the two we are.
	pub(crate) side: Side,
	/// Our secrets are made from it.
	seed: Scale<[u8; 32]>,
	/// The states, the last one in force. There is none until the other has signed.
	pub(crate) states: Vec<State>,
	/// What is on its way.
	pub(crate) stage: Stage,
	/// The last state that we signed for the other because it proposed it. Until we hold it too, only the other can
	/// publish it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) agreed: Option<Agreed>,
	/// The last message that was answered, by its digest, and the answer.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) answered: Option<(H256, Option<Message>)>,
	/// The last message that we sent, should it be lost.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) sent: Option<Message>,
	/// The funding transaction, until it is in a block.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) opening: Option<Scale<(Transaction, Vec<Unspent>)>>,
}

/// A state of the channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct State {
	/// Whose how much it is.
	pub(crate) split: Split,
	/// Hash of the other's secret.
	pub(crate) hash: H256,
	/// The other's signature under our commitment.
	pub(crate) signature: Scale<MultiSignature>,
	/// The other's secret, once it has revoked the state.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) secret: Option<Scale<[u8; 32]>>,
}

/// A state that the other can publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Agreed {
	/// Its number.
	pub(crate) number: u32,
	/// Whose how much it is.
	pub(crate) split: Split,
	/// Hash of the other's secret in it.
	pub(crate) hash: H256,
}

/// What is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Stage {
	/// Nothing.
	Idle,
	/// We proposed the next state and wait for `Agree`.
	Proposed {
		/// Of the next state.
		split: Split,
	},
	/// We agreed to the next state and wait for `Commit`.
	Agreed {
		/// Of the next state.
		split: Split,
		/// Hash of the other's secret in it.
		hash: H256,
	},
	/// We hold the last state, revoked the one before, and wait for `Revoke`.
	Committed,
	/// We signed or published a transaction that ends the channel.
	Closing,
}

impl Record {
	/// A channel that is about to be opened.
	pub(crate) fn new(terms: Terms, side: Side, stage: Stage) -> Self {
		Self {
			terms,
			side,
			seed: Scale(H256::random().0),
			states: Vec::new(),
			stage,
			agreed: None,
			answered: None,
			sent: None,
			opening: None,
		}
	}

	/// Reads the file of a channel on this chain.
	///
	/// # Errors
	///
	/// If it is another one, or none.
	pub(crate) fn read(path: &Path, genesis: Hash) -> Result<Self, WalletError> {
		let record: Self = files::read(path)?;
		if record.terms.genesis != genesis {
			let genesis = record.terms.genesis;
			return Err(WalletError::ForeignFile { path: path.into(), genesis });
		}
		for state in &record.states {
			record.terms.check(&state.split).map_err(|_| ChannelError::Damaged(path.into()))?;
		}
		Ok(record)
	}

	/// The file beside this one of a channel that the same account has accepted with the same capacity.
	///
	/// # Errors
	///
	/// If the folder can not be read.
	pub(crate) fn accepted_before(
		path: &Path,
		terms: &Terms,
	) -> Result<Option<PathBuf>, WalletError> {
		let is_it = |file: &PathBuf| {
			files::read::<Self>(file).is_ok_and(|record| {
				let known = &record.terms;
				(known.genesis, known.outpoint()) == (terms.genesis, terms.outpoint())
					&& (record.side, &known.partner) == (Side::Partner, &terms.partner)
			})
		};
		Ok(files::beside(path)?.into_iter().find(is_it))
	}

	/// Our secret of a state.
	pub(crate) fn secret(&self, number: u32) -> [u8; 32] {
		let number = number.to_le_bytes();
		blake2_256(&[b"pillars/channel/1".as_slice(), &self.seed.0, &number].concat())
	}

	/// The hash of our secret of a state.
	pub(crate) fn hash(&self, number: u32) -> H256 {
		H256(sha2_256(&self.secret(number)))
	}

	/// The number of the state that comes next.
	pub(crate) fn next(&self) -> u32 {
		u32::try_from(self.states.len()).unwrap_or(u32::MAX)
	}

	/// The last state with its number.
	///
	/// # Errors
	///
	/// If the channel is not open yet.
	pub(crate) fn last(&self) -> Result<(u32, &State), ChannelError> {
		let unopened = ChannelError::Unexpected("the channel is not open yet");
		let state = self.states.last().ok_or(unopened)?;
		Ok((self.next().saturating_sub(1), state))
	}

	/// Our commitment at a state.
	///
	/// # Errors
	///
	/// If the terms make no sense.
	pub(crate) fn own_commitment(
		&self,
		number: u32,
		split: &Split,
	) -> Result<Unsigned, WalletError> {
		transactions::commitment(&self.terms, split, self.side, self.hash(number))
	}

	/// The other's commitment at a state, with the hash of its secret.
	///
	/// # Errors
	///
	/// If the terms make no sense.
	pub(crate) fn other_commitment(
		&self,
		split: &Split,
		hash: H256,
	) -> Result<Unsigned, WalletError> {
		transactions::commitment(&self.terms, split, self.side.other(), hash)
	}
}

//! What a message changes, and what is answered. Nothing here reads or writes files, or asks a node.

use super::{
	message::{Body, Message},
	record::{Record, Stage},
	terms::{Side, Split, Terms},
	transactions, ChannelError,
};
use crate::wallet::{coins::Unsigned, error::WalletError, files::Scale};
use pillars_primitives::{AccountId, Balance};
use sp_core::H256;
use sp_runtime::MultiSignature;

/// Signs a hash with our key.
pub(crate) type Signer<'a> = &'a dyn Fn(&H256) -> Result<MultiSignature, WalletError>;

/// What is to be done after a message was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply {
	/// Send this.
	Answer(Message),
	/// Nothing: the round is complete.
	Nothing,
	/// Sign and send this transaction, which closes the channel; the other's signature is there.
	Close(Box<Unsigned>, MultiSignature),
}

impl Record {
	pub(super) fn message(&self, number: u32, body: Body) -> Message {
		Message { channel: self.terms.txid, number, body }
	}

	/// The funder's side of a new channel, and what it sends.
	///
	/// # Errors
	///
	/// If the terms or the split make no sense.
	pub(crate) fn open(terms: Terms, split: Split) -> Result<(Self, Message), WalletError> {
		terms.check(&split)?;
		let mut record = Self::new(terms.clone(), Side::Funder, Stage::Proposed { split });
		let hash = record.hash(0);
		let message = record.message(0, Body::Open { terms: Box::new(terms), split, hash });
		record.sent = Some(message.clone());
		Ok((record, message))
	}

	/// The partner's side of a channel that it was offered, and its answer.
	///
	/// # Errors
	///
	/// If the message is no such offer, or it makes no sense.
	pub(crate) fn accept(
		message: &Message,
		account: &AccountId,
		sign: Signer<'_>,
	) -> Result<(Self, Message), WalletError> {
		let Body::Open { terms, split, hash } = &message.body else {
			return Err(ChannelError::Unexpected("this one opens no channel").into());
		};
		terms.check(split)?;
		if terms.partner != *account {
			return Err(ChannelError::NotAParty(account.to_string()).into());
		}
		if (message.channel, message.number) != (terms.txid, 0) {
			return Err(ChannelError::OtherChannel.into());
		}
		let mut record = Self::new(Terms::clone(terms), Side::Partner, Stage::Idle);
		let answer = record.agree(split, *hash, sign)?;
		record.answered = Some((message.digest(), Some(answer.clone())));
		record.sent = Some(answer.clone());
		Ok((record, answer))
	}

	/// Proposes to pay the other.
	///
	/// # Errors
	///
	/// If something else is on its way, or there is too little to pay with.
	pub(crate) fn propose(&mut self, sum: Balance) -> Result<Message, WalletError> {
		self.expect_idle()?;
		let (_, last) = self.last()?;
		let split = last.split.paid(self.side, sum)?;
		self.terms.check(&split)?;
		let number = self.next();
		let message = self.message(number, Body::Propose { split, hash: self.hash(number) });
		self.stage = Stage::Proposed { split };
		self.sent = Some(message.clone());
		Ok(message)
	}

	/// The transaction that closes the channel at its last state, with a fee in satoshi.
	///
	/// # Errors
	///
	/// If something is on its way, or the funder can not pay the fee.
	pub(crate) fn closing(&self, fee: Balance) -> Result<Unsigned, WalletError> {
		if self.stage != Stage::Closing {
			self.expect_idle()?;
		}
		let (_, last) = self.last()?;
		transactions::closing(&self.terms, &last.split, fee)
	}

	/// Signs such a transaction and offers it to the other.
	///
	/// # Errors
	///
	/// If the key does not sign.
	pub(crate) fn close(
		&mut self,
		unsigned: &Unsigned,
		sign: Signer<'_>,
	) -> Result<Message, WalletError> {
		let (number, _) = self.last()?;
		let signature = Scale(sign(&unsigned.hash(&self.terms.genesis)?)?);
		let tx = Scale(unsigned.transaction()?);
		let message = self.message(number, Body::Close { tx, signature });
		self.stage = Stage::Closing;
		self.sent = Some(message.clone());
		Ok(message)
	}

	/// Makes ready to publish our last commitment: from now on no message makes us tell its secret.
	///
	/// # Errors
	///
	/// If the channel is not open yet.
	pub(crate) fn end_alone(&mut self) -> Result<(Unsigned, MultiSignature), WalletError> {
		let (number, last) = self.last()?;
		let ending = (self.own_commitment(number, &last.split)?, last.signature.0.clone());
		self.stage = Stage::Closing;
		Ok(ending)
	}

	/// Takes a message in. The record is changed only if that succeeds.
	///
	/// # Errors
	///
	/// If the message does not fit, or would harm us.
	pub(crate) fn receive(
		&mut self,
		message: &Message,
		sign: Signer<'_>,
	) -> Result<Reply, WalletError> {
		if message.channel != self.terms.txid {
			return Err(ChannelError::OtherChannel.into());
		}
		let digest = message.digest();
		match &self.answered {
			Some((last, answer)) if *last == digest => {
				return Ok(answer.clone().map_or(Reply::Nothing, Reply::Answer));
			},
			_ => {},
		}
		let mut changed = self.clone();
		let reply = changed.taken_in(message, sign)?;
		match &reply {
			Reply::Answer(answer) => {
				changed.answered = Some((digest, Some(answer.clone())));
				changed.sent = Some(answer.clone());
			},
			Reply::Nothing => changed.answered = Some((digest, None)),
			// A closing transaction can be signed again.
			Reply::Close(..) => {},
		}
		*self = changed;
		Ok(reply)
	}

	/// # Errors
	///
	/// If something is on its way.
	pub(crate) fn expect_idle(&self) -> Result<(), ChannelError> {
		match self.stage {
			Stage::Idle => Ok(()),
			Stage::Closing => Err(ChannelError::Closing),
			_ => Err(ChannelError::Unexpected("an update is on its way, wait for the answer")),
		}
	}
}

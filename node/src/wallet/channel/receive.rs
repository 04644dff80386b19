//! What a message changes.

use super::{
	message::{Body, Message},
	protocol::{Reply, Signer},
	record::{Agreed, Record, Stage, State},
	terms::{Side, Split},
	transactions, ChannelError,
};
use crate::wallet::{coins::Unsigned, error::WalletError, files::Scale};
use pillars_ledger::{check_balance, Lock, Transaction, MIN_OUTPUT};
use pillars_primitives::Balance;
use sp_core::H256;
use sp_crypto_hashing::sha2_256;
use sp_runtime::MultiSignature;

impl Record {
	pub(super) fn taken_in(
		&mut self,
		message: &Message,
		sign: Signer<'_>,
	) -> Result<Reply, WalletError> {
		let (found, next) = (message.number, self.next());
		let expected = match message.body {
			// These are about the last state, the others about the one that comes.
			Body::Revoke { .. } | Body::Close { .. } => next.saturating_sub(1),
			_ => next,
		};
		if found != expected {
			return Err(ChannelError::OtherState { expected, found }.into());
		}
		match (&message.body, self.stage.clone()) {
			(Body::Propose { split, hash }, stage) => {
				self.expect_proposal(&stage)?;
				let (_, last) = self.last()?;
				if split.of(self.side) < last.split.of(self.side) {
					return Err(ChannelError::TakesFromUs.into());
				}
				self.agree(split, *hash, sign).map(Reply::Answer)
			},
			(Body::Agree { hash, signature }, Stage::Proposed { split }) => {
				self.hold(split, *hash, &signature.0, sign)?;
				let hash_signed =
					self.other_commitment(&split, *hash)?.hash(&self.terms.genesis)?;
				let secret = next.checked_sub(1).map(|old| Scale(self.secret(old)));
				// The first state revokes nothing, so nothing comes back.
				self.stage = if secret.is_some() { Stage::Committed } else { Stage::Idle };
				let signature = Scale(sign(&hash_signed)?);
				Ok(Reply::Answer(self.message(next, Body::Commit { signature, secret })))
			},
			(Body::Commit { signature, secret }, Stage::Agreed { split, hash }) => {
				if next > 0 {
					self.learn(secret.map(|secret| secret.0))?;
				}
				self.hold(split, hash, &signature.0, sign)?;
				self.stage = Stage::Idle;
				Ok(match next.checked_sub(1) {
					Some(old) => {
						let secret = Scale(self.secret(old));
						Reply::Answer(self.message(next, Body::Revoke { secret }))
					},
					None => Reply::Nothing,
				})
			},
			// What the other revokes is good to know also when the channel is about to end.
			(Body::Revoke { secret }, stage @ (Stage::Committed | Stage::Closing)) => {
				self.learn_before_last(secret.0)?;
				if stage == Stage::Committed {
					self.stage = Stage::Idle;
				}
				Ok(Reply::Nothing)
			},
			(Body::Close { tx, signature }, Stage::Idle | Stage::Closing) => {
				let unsigned = self.check_closing(&tx.0)?;
				self.stage = Stage::Closing;
				Ok(Reply::Close(Box::new(unsigned), signature.0.clone()))
			},
			_ => Err(ChannelError::Unexpected("another one has to come before").into()),
		}
	}

	/// If both propose at once, the funder's proposal counts: the partner has not been answered then, and drops its own.
	fn expect_proposal(&self, stage: &Stage) -> Result<(), ChannelError> {
		match (stage, self.side) {
			(Stage::Proposed { .. }, Side::Partner) => Ok(()),
			(Stage::Proposed { .. }, Side::Funder) => {
				Err(ChannelError::Unexpected("both proposed at once, the funder's proposal counts"))
			},
			_ => self.expect_idle(),
		}
	}

	/// Signs the other's commitment at the state that comes next.
	pub(super) fn agree(
		&mut self,
		split: &Split,
		hash: H256,
		sign: Signer<'_>,
	) -> Result<Message, WalletError> {
		self.terms.check(split)?;
		let number = self.next();
		let signed = self.other_commitment(split, hash)?.hash(&self.terms.genesis)?;
		let signature = Scale(sign(&signed)?);
		self.stage = Stage::Agreed { split: *split, hash };
		self.agreed = Some(Agreed { number, split: *split, hash });
		Ok(self.message(number, Body::Agree { hash: self.hash(number), signature }))
	}

	/// Makes the next state ours, if the other's signature lets us publish it.
	fn hold(
		&mut self,
		split: Split,
		hash: H256,
		signature: &MultiSignature,
		sign: Signer<'_>,
	) -> Result<(), WalletError> {
		let unsigned = self.own_commitment(self.next(), &split)?;
		let signed_hash = unsigned.hash(&self.terms.genesis)?;
		let own = self.terms.account(self.side);
		let signed = unsigned.sign(None, &mut |account| -> Result<_, WalletError> {
			if account == own {
				sign(&signed_hash)
			} else {
				Ok(signature.clone())
			}
		})?;
		// Heights play no part in it.
		signed.check(&unsigned, &self.terms.genesis, 0, None)?;
		self.states.push(State { split, hash, signature: Scale(signature.clone()), secret: None });
		Ok(())
	}

	/// Takes the other's secret of the last state in: it has revoked it.
	fn learn(&mut self, secret: Option<[u8; 32]>) -> Result<(), ChannelError> {
		let secret = secret.ok_or(ChannelError::WrongSecret)?;
		let state = self.states.last_mut().ok_or(ChannelError::WrongSecret)?;
		state.learn(secret)
	}

	fn learn_before_last(&mut self, secret: [u8; 32]) -> Result<(), ChannelError> {
		let state = self.states.iter_mut().rev().nth(1).ok_or(ChannelError::WrongSecret)?;
		state.learn(secret)
	}

	/// Checks that a transaction ends the channel and pays us what is ours.
	fn check_closing(&self, tx: &Transaction) -> Result<Unsigned, WalletError> {
		let (_, last) = self.last()?;
		let mut unsigned = transactions::closing(&self.terms, &last.split, 0)?;
		let Transaction::V1(body) = tx;
		unsigned.outputs = body.outputs.to_vec();
		unsigned.not_before = body.not_before;
		unsigned.memo = body.memo.clone();
		let spent = unsigned.spent();
		unsigned.fee = check_balance(spent.iter(), &unsigned.outputs)?.surplus;
		if unsigned.transaction()? != *tx || tx.not_before() > 0 {
			return Err(ChannelError::OtherChannel.into());
		}
		let own = self.terms.account(self.side);
		let due = last.split.of(self.side);
		let lock = Lock::Account(own.clone());
		let paid = body.outputs.iter().filter(|output| output.lock == lock);
		let paid = paid.map(|output| output.value.etp_amount()).fold(0, Balance::saturating_add);
		if paid < due && due >= MIN_OUTPUT {
			return Err(ChannelError::Underpaid.into());
		}
		Ok(unsigned)
	}
}

impl State {
	fn learn(&mut self, secret: [u8; 32]) -> Result<(), ChannelError> {
		if H256(sha2_256(&secret)) != self.hash {
			return Err(ChannelError::WrongSecret);
		}
		self.secret = Some(Scale(secret));
		Ok(())
	}
}

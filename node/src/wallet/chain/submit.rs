//! Sends a transaction and follows it into a block.

use super::{explain::explain_custom, explain::explain_dispatch, Chain};
use crate::wallet::error::WalletError;
use codec::Encode;
use frame_system::{EventRecord, Phase};
use futures::{future::Either, pin_mut, StreamExt};
use futures_timer::Delay;
use jsonrpsee::{
	core::client::{Error as ClientError, Subscription, SubscriptionClientT},
	rpc_params,
};
use pillars_primitives::{BlockNumber, Hash};
use pillars_runtime::{RuntimeEvent, UncheckedExtrinsic};
use sc_transaction_pool_api::TransactionStatus;
use serde::Deserialize;
use sp_core::{Bytes, H256};
use sp_crypto_hashing::twox_128;
use std::time::Duration;

/// Code of the answer that the pool had the transaction a short time ago.
const BANNED: i32 = 1012;
/// Code of the answer that the pool has the transaction.
const ALREADY_IMPORTED: i32 = 1013;
/// Code of the answer that the pool has another transaction that spends the same.
const TOO_LOW_PRIORITY: i32 = 1014;

/// How often it is asked whether a block that was beside the best chain is on it now.
const PAUSE: Duration = Duration::from_millis(500);

/// How long to wait for a transaction, and for what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wait {
	/// Until the block is final, not only until there is one.
	pub(crate) finalised: bool,
	/// At most so many seconds.
	pub(crate) seconds: u64,
}

/// A transaction in a block.
#[derive(Debug, Clone)]
pub(crate) struct Included {
	/// The block.
	pub(crate) block: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
	/// Whether the block is final.
	pub(crate) finalised: bool,
	/// What the transaction caused.
	pub(crate) events: Vec<RuntimeEvent>,
}

#[derive(Deserialize)]
struct SignedBlock {
	block: Block,
}

#[derive(Deserialize)]
struct Block {
	extrinsics: Vec<Bytes>,
}

impl Chain {
	/// Sends an extrinsic, which carries the transaction of this id, and waits until it is in a block. What happens
	/// meanwhile is told on standard error.
	///
	/// # Errors
	///
	/// [`WalletError::Refused`], [`WalletError::InPool`], [`WalletError::Repeated`] or [`WalletError::Outbid`] if the
	/// pool does not take it, [`WalletError::Failed`] if the block tells that it failed; else the transaction may be
	/// in a block all the same: [`WalletError::Lost`], [`WalletError::Timeout`].
	pub(crate) async fn send(
		&self,
		extrinsic: &UncheckedExtrinsic,
		id: H256,
		wait: Wait,
	) -> Result<Included, WalletError> {
		let bytes = Bytes(extrinsic.encode());
		let subscribed = self.client.subscribe(
			"author_submitAndWatchExtrinsic",
			rpc_params![&bytes],
			"author_unwatchExtrinsic",
		);
		let updates: Subscription<TransactionStatus<Hash, Hash>> =
			subscribed.await.map_err(|error| refused(error, id))?;
		let followed = self.follow(updates, &bytes, id, wait.finalised);
		let deadline = Delay::new(Duration::from_secs(wait.seconds));
		pin_mut!(followed);
		match futures::future::select(followed, deadline).await {
			Either::Left((Ok(included), _)) => Ok(included),
			Either::Left((Err(error), _)) => Err(after_sending(error, id)),
			Either::Right(_) => Err(WalletError::Timeout { id, seconds: wait.seconds }),
		}
	}

	async fn follow(
		&self,
		mut updates: Subscription<TransactionStatus<Hash, Hash>>,
		bytes: &Bytes,
		id: H256,
		finalised: bool,
	) -> Result<Included, WalletError> {
		let lost = |reason: &str| Err(WalletError::Lost { id, reason: reason.into() });
		// Of a block beside the best chain nothing follows: it may become a part of it, or another takes its place.
		let mut beside: Vec<(Hash, BlockNumber)> = Vec::new();
		loop {
			let again = Delay::new(PAUSE);
			let update = match futures::future::select(StreamExt::next(&mut updates), again).await {
				Either::Left((Some(update), _)) => update,
				Either::Left((None, _)) => return lost("the node ended the connection"),
				Either::Right(_) => {
					for (block, number) in beside.clone() {
						if self.is_on_best_chain(block, number).await? {
							eprintln!("block #{number} is in the best chain now");
							let included = self.included(block, bytes, false).await?;
							if !finalised {
								return Ok(included);
							}
							beside.clear();
						}
					}
					continue;
				},
			};
			let update =
				update.map_err(|_| WalletError::Unreadable("author_submitAndWatchExtrinsic"))?;
			match update {
				TransactionStatus::Future => eprintln!("waiting for an earlier transaction"),
				TransactionStatus::Ready => eprintln!("in the pool, waiting for a block"),
				TransactionStatus::Broadcast(_) => {},
				TransactionStatus::InBlock((block, _)) => {
					let number = self.number(block).await?;
					if !self.is_on_best_chain(block, number).await? {
						eprintln!("in block #{number}, which is beside the best chain, waiting");
						beside.push((block, number));
						continue;
					}
					let included = self.included(block, bytes, false).await?;
					eprintln!("in block #{number}");
					if !finalised {
						return Ok(included);
					}
					beside.clear();
				},
				TransactionStatus::Retracted(_) => {
					eprintln!("that block is no longer in the chain, waiting for another");
				},
				TransactionStatus::Finalized((block, _)) => {
					let included = self.included(block, bytes, true).await?;
					eprintln!("block #{} is final", included.number);
					return Ok(included);
				},
				TransactionStatus::FinalityTimeout(_) => return lost("finality does not come"),
				TransactionStatus::Usurped(_) => return lost("another transaction took its place"),
				TransactionStatus::Dropped => return lost("the pool is full"),
				TransactionStatus::Invalid => return lost("it is no longer valid"),
			}
		}
	}

	/// Whether a block of this height is on the best chain. The pool tells of blocks on all forks.
	async fn is_on_best_chain(
		&self,
		block: Hash,
		number: BlockNumber,
	) -> Result<bool, WalletError> {
		let hash: Option<Hash> = self.ask("chain_getBlockHash", rpc_params![number]).await?;
		Ok(hash == Some(block))
	}

	/// What became of the extrinsic in a block that holds it.
	async fn included(
		&self,
		block: Hash,
		bytes: &Bytes,
		finalised: bool,
	) -> Result<Included, WalletError> {
		const METHOD: &str = "chain_getBlock";
		let number = self.number(block).await?;
		let body: Option<SignedBlock> = self.ask(METHOD, rpc_params![block]).await?;
		let body = body.ok_or(WalletError::Unreadable(METHOD))?.block;
		let index = body.extrinsics.iter().position(|extrinsic| extrinsic == bytes);
		let index = index.ok_or(WalletError::Unreadable(METHOD))?;

		let key = [twox_128(b"System"), twox_128(b"Events")].concat();
		let records: Vec<EventRecord<RuntimeEvent, Hash>> =
			self.value(key, block).await?.unwrap_or_default();
		let is_ours = |phase: &Phase| matches!(phase, Phase::ApplyExtrinsic(n) if usize::try_from(*n) == Ok(index));
		let events: Vec<RuntimeEvent> = records
			.into_iter()
			.filter(|record| is_ours(&record.phase))
			.map(|record| record.event)
			.collect();
		for event in &events {
			if let RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error,
				..
			}) = event
			{
				let reason = explain_dispatch(*dispatch_error);
				return Err(WalletError::Failed { number, reason });
			}
		}
		Ok(Included { block, number, finalised, events })
	}
}

/// What an error means after the node has taken a transaction: unless a block tells that it failed, it may still be
/// carried out.
fn after_sending(error: WalletError, id: H256) -> WalletError {
	match error {
		WalletError::Failed { .. } | WalletError::Lost { .. } => error,
		other => WalletError::Lost { id, reason: other.to_string() },
	}
}

/// Why the pool does not take a transaction.
fn refused(error: ClientError, id: H256) -> WalletError {
	let ClientError::Call(error) = error else {
		// The question may have reached the node, and only its answer not us.
		return WalletError::Lost { id, reason: error.to_string() };
	};
	match error.code() {
		BANNED => return WalletError::Repeated(id),
		ALREADY_IMPORTED => return WalletError::InPool(id),
		TOO_LOW_PRIORITY => return WalletError::Outbid(id),
		_ => {},
	}
	let data = error.data().map(|data| data.get().trim_matches('"')).unwrap_or_default();
	let custom = data.strip_prefix("Custom error: ").and_then(|number| number.parse().ok());
	WalletError::Refused(match custom {
		Some(number) => explain_custom(number),
		None if data.is_empty() => error.message().into(),
		None => format!("{}: {data}", error.message()),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use jsonrpsee::types::ErrorObjectOwned;
	use pallet_utxo_assets::Error;
	use pillars_runtime::Runtime;

	#[test]
	fn refusals_of_the_pool_name_the_rule() {
		let refuse = |data: &str| {
			let error = ErrorObjectOwned::owned(1010, "Invalid Transaction", Some(data));
			refused(ClientError::Call(error), H256::zero()).to_string()
		};
		let number = Error::<Runtime>::FeeBelowMinimum.encode()[0];
		let line = refuse(&format!("Custom error: {number}"));
		assert!(line.contains("nothing was spent") && line.contains("(FeeBelowMinimum)"), "{line}");
		let line = refuse("Transaction is outdated");
		assert!(line.ends_with("Invalid Transaction: Transaction is outdated"), "{line}");
	}

	#[test]
	fn what_the_pool_knows_already_is_not_called_refused() {
		let id = H256::repeat_byte(7);
		let answer = |code| {
			let error = ErrorObjectOwned::owned(code, "No", None::<()>);
			refused(ClientError::Call(error), id)
		};
		assert!(matches!(answer(1012), WalletError::Repeated(found) if found == id));
		assert!(matches!(answer(1013), WalletError::InPool(found) if found == id));
		assert!(matches!(answer(1014), WalletError::Outbid(found) if found == id));
		assert!(matches!(answer(1010), WalletError::Refused(_)));
		let cut = refused(ClientError::RequestTimeout, id);
		assert!(matches!(cut, WalletError::Lost { id: found, .. } if found == id));
	}

	#[test]
	fn after_sending_only_a_block_tells_that_nothing_comes_of_it() {
		let id = H256::repeat_byte(7);
		let lost = after_sending(WalletError::Unreadable("chain_getBlock"), id);
		assert_eq!(lost.transaction(), Some(id));
		let failed = WalletError::Failed { number: 3, reason: "no".into() };
		assert!(matches!(after_sending(failed, id), WalletError::Failed { number: 3, .. }));
	}
}

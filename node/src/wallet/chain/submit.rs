//! Sends a transaction and follows it into a block.

use super::{explain::explain_custom, explain::explain_dispatch, failed, Chain};
use crate::wallet::error::WalletError;
use codec::Encode;
use frame_system::{EventRecord, Phase};
use futures::{future::Either, pin_mut};
use futures_timer::Delay;
use jsonrpsee::{
	core::client::{Error as ClientError, Subscription, SubscriptionClientT},
	rpc_params,
};
use pillars_primitives::{BlockNumber, Hash};
use pillars_runtime::{RuntimeEvent, UncheckedExtrinsic};
use sc_transaction_pool_api::TransactionStatus;
use serde::Deserialize;
use sp_core::Bytes;
use sp_crypto_hashing::twox_128;
use std::time::Duration;

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
	/// Sends an extrinsic and waits until it is in a block. What happens meanwhile is told on standard error.
	///
	/// # Errors
	///
	/// [`WalletError::Refused`] if the pool does not take it, [`WalletError::Lost`] if the pool drops it,
	/// [`WalletError::Failed`] if the block tells that it failed, [`WalletError::Timeout`].
	pub(crate) async fn send(
		&self,
		extrinsic: &UncheckedExtrinsic,
		wait: Wait,
	) -> Result<Included, WalletError> {
		let bytes = Bytes(extrinsic.encode());
		let subscribed = self.client.subscribe(
			"author_submitAndWatchExtrinsic",
			rpc_params![&bytes],
			"author_unwatchExtrinsic",
		);
		let updates: Subscription<TransactionStatus<Hash, Hash>> =
			subscribed.await.map_err(refused)?;
		let followed = self.follow(updates, &bytes, wait.finalised);
		let deadline = Delay::new(Duration::from_secs(wait.seconds));
		pin_mut!(followed);
		match futures::future::select(followed, deadline).await {
			Either::Left((included, _)) => included,
			Either::Right(_) => Err(WalletError::Timeout(wait.seconds)),
		}
	}

	async fn follow(
		&self,
		mut updates: Subscription<TransactionStatus<Hash, Hash>>,
		bytes: &Bytes,
		finalised: bool,
	) -> Result<Included, WalletError> {
		while let Some(update) = updates.next().await {
			let update =
				update.map_err(|_| WalletError::Unreadable("author_submitAndWatchExtrinsic"))?;
			match update {
				TransactionStatus::Future => eprintln!("waiting for an earlier transaction"),
				TransactionStatus::Ready => eprintln!("in the pool, waiting for a block"),
				TransactionStatus::Broadcast(_) => {},
				TransactionStatus::InBlock((block, _)) => {
					let included = self.included(block, bytes, false).await?;
					eprintln!("in block #{}", included.number);
					if !finalised {
						return Ok(included);
					}
				},
				TransactionStatus::Retracted(_) => {
					eprintln!("that block is no longer in the chain, waiting for another");
				},
				TransactionStatus::Finalized((block, _)) => {
					let included = self.included(block, bytes, true).await?;
					eprintln!("block #{} is final", included.number);
					return Ok(included);
				},
				TransactionStatus::FinalityTimeout(_) => {
					return Err(WalletError::Lost("finality does not come"))
				},
				TransactionStatus::Usurped(_) => {
					return Err(WalletError::Lost("another transaction took its place"))
				},
				TransactionStatus::Dropped => return Err(WalletError::Lost("the pool is full")),
				TransactionStatus::Invalid => {
					return Err(WalletError::Lost("it is no longer valid"))
				},
			}
		}
		Err(WalletError::Lost("the node ended the connection"))
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

/// Why the pool does not take a transaction.
fn refused(error: ClientError) -> WalletError {
	let ClientError::Call(error) = error else {
		return failed("author_submitAndWatchExtrinsic", error);
	};
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
			refused(ClientError::Call(error)).to_string()
		};
		let number = Error::<Runtime>::FeeBelowMinimum.encode()[0];
		let line = refuse(&format!("Custom error: {number}"));
		assert!(line.contains("nothing was spent") && line.contains("(FeeBelowMinimum)"), "{line}");
		let line = refuse("Transaction is outdated");
		assert!(line.ends_with("Invalid Transaction: Transaction is outdated"), "{line}");
	}
}

//! Sends a transaction and follows it into a block.

use super::{explain::explain_custom, explain::explain_dispatch, Chain};
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
use sp_core::{Bytes, H256};
use sp_crypto_hashing::twox_128;
use std::time::Duration;

/// Code of the answer that the pool had the transaction a short time ago.
const BANNED: i32 = 1012;
/// Code of the answer that the pool has the transaction.
const ALREADY_IMPORTED: i32 = 1013;
/// Code of the answer that the pool has another transaction that spends the same.
const TOO_LOW_PRIORITY: i32 = 1014;

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

	/// Waits until a block of the best chain has the extrinsic, or, if asked for, a final one. The pool tells of blocks
	/// on every fork: of one beside the best chain nothing follows, a block that takes its place is told in turn, and one
	/// that comes into the best chain later is told when it is final.
	async fn follow(
		&self,
		mut updates: Subscription<TransactionStatus<Hash, Hash>>,
		bytes: &Bytes,
		id: H256,
		finalised: bool,
	) -> Result<Included, WalletError> {
		let lost = |reason: &str| Err(WalletError::Lost { id, reason: reason.into() });
		while let Some(update) = updates.next().await {
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
						continue;
					}
					let included = self.included(block, bytes, false).await?;
					eprintln!("in block #{number}");
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
				TransactionStatus::FinalityTimeout(_) => return lost("finality does not come"),
				TransactionStatus::Usurped(_) => return lost("another transaction took its place"),
				TransactionStatus::Dropped => return lost("the pool is full"),
				TransactionStatus::Invalid => return lost("it is no longer valid"),
			}
		}
		lost("the node ended the connection")
	}

	/// Whether the block, which has this height, is on the best chain.
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
	use jsonrpsee::{
		core::StringError,
		server::{Server, ServerHandle},
		types::ErrorObjectOwned,
		ws_client::WsClientBuilder,
		RpcModule, SubscriptionMessage,
	};
	use pallet_utxo_assets::Error;
	use pillars_primitives::Header;
	use pillars_runtime::Runtime;
	use serde_json::json;
	use sp_runtime::Digest;

	/// A node whose pool tells of these blocks. All have the height 7, where the chain has the block `best`, and hold the
	/// extrinsic 0x01.
	async fn node(told: &[Hash], best: Hash) -> (ServerHandle, Chain) {
		let mut module = RpcModule::new(told.to_vec());
		let watch = module.register_subscription(
			"watch",
			"update",
			"unwatch",
			|_, pending, told, _| async move {
				let sink = pending.accept().await?;
				for block in told.iter() {
					let status = TransactionStatus::<Hash, Hash>::InBlock((*block, 0));
					sink.send(SubscriptionMessage::from_json(&status)?).await?;
				}
				sink.closed().await;
				Ok::<_, StringError>(())
			},
		);
		watch.unwrap();
		let header = Header {
			parent_hash: Hash::zero(),
			number: 7,
			state_root: Hash::zero(),
			extrinsics_root: Hash::zero(),
			digest: Digest::default(),
		};
		let answers = [
			("chain_getHeader", json!(header)),
			("chain_getBlockHash", json!(best)),
			("chain_getBlock", json!({ "block": { "extrinsics": ["0x01"] } })),
			("state_getStorage", json!(null)),
		];
		for (method, answer) in answers {
			module.register_method(method, move |_, _, _| answer.clone()).unwrap();
		}
		let server = Server::builder().build("127.0.0.1:0").await.unwrap();
		let url = format!("ws://{}", server.local_addr().unwrap());
		let handle = server.start(module);
		let client = WsClientBuilder::default().build(&url).await.unwrap();
		(handle, Chain { client, genesis: Hash::zero(), name: String::new() })
	}

	/// What becomes of the extrinsic there.
	async fn followed(told: &[Hash], best: Hash) -> Result<Included, WalletError> {
		let (handle, chain) = node(told, best).await;
		let updates = chain.client.subscribe("watch", rpc_params![], "unwatch").await.unwrap();
		let followed = chain.follow(updates, &Bytes(vec![1]), H256::zero(), false).await;
		handle.stop().unwrap();
		followed
	}

	#[tokio::test]
	async fn a_block_beside_the_best_chain_does_not_count() {
		let (beside, best) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
		for told in [&[best][..], &[beside, best]] {
			let included = followed(told, best).await.unwrap();
			assert_eq!((included.block, included.number, included.finalised), (best, 7, false));
		}
	}

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

//! Reads of the chain's state.

use super::Chain;
use crate::wallet::error::WalletError;
use codec::{Decode, DecodeAll, Encode};
use frame_support::view_functions::{ViewFunction, ViewFunctionDispatchError};
use frame_system::AccountInfo;
use jsonrpsee::rpc_params;
use pillars_ledger::{OutPoint, Unspent};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash, Header, Nonce};
use pillars_runtime::Runtime;
use serde::Deserialize;
use sp_core::Bytes;

/// Keys of storage asked for in one question.
const KEYS: u32 = 500;

/// Finality that is so many blocks behind does not serve as an anchor.
const FAR_BEHIND: BlockNumber = 64;

/// Outputs that are asked for at once.
const LOT: usize = 500;

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
	/// Its hash.
	pub(crate) hash: Hash,
	/// Its height.
	pub(crate) number: BlockNumber,
}

/// What an account holds in its balance, in satoshi.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
	/// Not reserved.
	pub(crate) free: Balance,
	/// Beside that, set aside.
	pub(crate) reserved: Balance,
	/// What of it can not be paid out.
	pub(crate) frozen: Balance,
}

/// Values of storage at a block, as `state_queryStorageAt` tells them.
#[derive(Deserialize)]
struct Values {
	changes: Vec<(Bytes, Option<Bytes>)>,
}

/// The state after a block.
#[derive(Clone, Copy)]
pub(crate) struct State<'a> {
	chain: &'a Chain,
	/// The block.
	pub(crate) head: Head,
}

impl Chain {
	/// The state after the best block.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn best(&self) -> Result<State<'_>, WalletError> {
		const METHOD: &str = "chain_getHeader";
		let header: Option<Header> = self.ask(METHOD, rpc_params![]).await?;
		let header = header.ok_or(WalletError::Unreadable(METHOD))?;
		let head = Head { hash: header.hash(), number: header.number };
		Ok(State { chain: self, head })
	}

	/// The state after the last block that is final.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn finalised(&self) -> Result<State<'_>, WalletError> {
		let hash: Hash = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		Ok(State { chain: self, head: Head { hash, number: self.number(hash).await? } })
	}

	/// A block that a transaction may refer to: the last finalised one, for it stays in the chain; if finality is far
	/// behind, one that most likely does.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn anchor(&self) -> Result<Head, WalletError> {
		const METHOD: &str = "chain_getBlockHash";
		let best = self.best().await?.head.number;
		let last = self.finalised().await?.head;
		let oldest = best.saturating_sub(FAR_BEHIND);
		if last.number >= oldest {
			return Ok(last);
		}
		let hash: Option<Hash> = self.ask(METHOD, rpc_params![oldest]).await?;
		Ok(Head { hash: hash.ok_or(WalletError::Unreadable(METHOD))?, number: oldest })
	}

	/// Height of a block.
	///
	/// # Errors
	///
	/// If the node does not know it.
	pub(crate) async fn number(&self, hash: Hash) -> Result<BlockNumber, WalletError> {
		const METHOD: &str = "chain_getHeader";
		let header: Option<Header> = self.ask(METHOD, rpc_params![hash]).await?;
		Ok(header.ok_or(WalletError::Unreadable(METHOD))?.number)
	}

	/// The number of the account's next transaction, those that wait in the pool included.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn next_nonce(&self, account: &AccountId) -> Result<Nonce, WalletError> {
		self.ask("system_accountNextIndex", rpc_params![account]).await
	}

	/// What the account pays for an extrinsic, in satoshi.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn account_fee(&self, extrinsic: Vec<u8>) -> Result<Balance, WalletError> {
		#[derive(Deserialize)]
		#[serde(rename_all = "camelCase")]
		struct Info {
			partial_fee: String,
		}
		const METHOD: &str = "payment_queryInfo";
		let info: Info = self.ask(METHOD, rpc_params![Bytes(extrinsic)]).await?;
		info.partial_fee.parse().map_err(|_| WalletError::Unreadable(METHOD))
	}

	/// The entry of storage under this key after a block.
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(super) async fn value<T: Decode>(
		&self,
		key: Vec<u8>,
		at: Hash,
	) -> Result<Option<T>, WalletError> {
		const METHOD: &str = "state_getStorage";
		let value: Option<Bytes> = self.ask(METHOD, rpc_params![Bytes(key), at]).await?;
		value.map(|bytes| decode(&bytes, METHOD)).transpose()
	}
}

impl State<'_> {
	/// Height of the block that comes next.
	pub(crate) const fn next(&self) -> BlockNumber {
		self.head.number.saturating_add(1)
	}

	/// Refuses a height that has been already.
	///
	/// # Errors
	///
	/// [`WalletError::Input`].
	pub(crate) fn lies_ahead(&self, height: BlockNumber) -> Result<(), WalletError> {
		let best = self.head.number;
		if height > best {
			return Ok(());
		}
		Err(WalletError::Input(format!("block {height} has been already, best is {best}")))
	}

	/// The entry of storage under this key.
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(crate) async fn value<T: Decode>(&self, key: Vec<u8>) -> Result<Option<T>, WalletError> {
		self.chain.value(key, self.head.hash).await
	}

	/// What the account holds in its balance.
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(crate) async fn account(&self, account: &AccountId) -> Result<Held, WalletError> {
		type Info = AccountInfo<Nonce, <Runtime as frame_system::Config>::AccountData>;
		let key = frame_system::Account::<Runtime>::hashed_key_for(account);
		let found: Info = self.value(key).await?.unwrap_or_default();
		let data = found.data;
		Ok(Held { free: data.free, reserved: data.reserved, frozen: data.frozen })
	}

	/// What is unspent at these outpoints, in their order.
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(crate) async fn unspent(
		&self,
		outpoints: &[OutPoint],
	) -> Result<Vec<Option<Unspent>>, WalletError> {
		let mut found = Vec::with_capacity(outpoints.len());
		for lot in outpoints.chunks(LOT) {
			found.extend(self.unspent_lot(lot).await?);
		}
		Ok(found)
	}

	async fn unspent_lot(
		&self,
		outpoints: &[OutPoint],
	) -> Result<Vec<Option<Unspent>>, WalletError> {
		const METHOD: &str = "state_queryStorageAt";
		let key = |outpoint| pallet_utxo_assets::Unspents::<Runtime>::hashed_key_for(outpoint);
		let keys: Vec<Bytes> = outpoints.iter().map(key).map(Bytes).collect();
		let asked = self.chain.ask(METHOD, rpc_params![&keys, self.head.hash]);
		let answer: Vec<Values> = asked.await?;
		let changes: Vec<_> = answer.into_iter().flat_map(|values| values.changes).collect();
		let find = |key: &Bytes| {
			let (_, value) = changes
				.iter()
				.find(|(found, _)| found == key)
				.ok_or(WalletError::Unreadable(METHOD))?;
			value.as_ref().map(|bytes| decode(bytes, METHOD)).transpose()
		};
		keys.iter().map(find).collect()
	}

	/// What is unspent at this outpoint.
	///
	/// # Errors
	///
	/// [`WalletError::NotUnspent`].
	pub(crate) async fn coin(&self, outpoint: OutPoint) -> Result<Unspent, WalletError> {
		let found = self.unspent(&[outpoint]).await?;
		found.into_iter().flatten().next().ok_or(WalletError::NotUnspent(outpoint))
	}

	/// Calls a method of [`pillars_ledger::LedgerApi`].
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(crate) async fn ledger<T: Decode>(
		&self,
		method: &'static str,
		arguments: impl Encode,
	) -> Result<T, WalletError> {
		let name = format!("LedgerApi_{method}");
		let arguments = Bytes(arguments.encode());
		let asked = self.chain.ask("state_call", rpc_params![name, arguments, self.head.hash]);
		let answer: Bytes = asked.await?;
		decode(&answer, method)
	}
}

impl State<'_> {
	/// Calls a view function of a pallet.
	///
	/// # Errors
	///
	/// If the node does not answer, or not in the types of this binary.
	pub(crate) async fn view<V>(&self, function: V) -> Result<V::ReturnType, WalletError>
	where
		V: ViewFunction<ReturnType: Decode> + Encode,
	{
		const METHOD: &str = "RuntimeViewFunction_execute_view_function";
		let arguments = Bytes((V::id(), function.encode()).encode());
		let asked = self.chain.ask("state_call", rpc_params![METHOD, arguments, self.head.hash]);
		let answer: Bytes = asked.await?;
		let answer: Result<Vec<u8>, ViewFunctionDispatchError> = decode(&answer, METHOD)?;
		let answer = answer.map_err(|_| WalletError::Unreadable(METHOD))?;
		decode(&answer, METHOD)
	}

	/// The keys of storage that begin with this, at most `most`, without their beginning.
	///
	/// # Errors
	///
	/// If the node does not answer, or with keys that begin in another way.
	pub(crate) async fn keys(
		&self,
		prefix: Vec<u8>,
		most: usize,
	) -> Result<Vec<Vec<u8>>, WalletError> {
		const METHOD: &str = "state_getKeysPaged";
		let prefix = Bytes(prefix);
		let mut found: Vec<Vec<u8>> = Vec::new();
		let mut last: Option<Bytes> = None;
		while found.len() < most {
			let parameters = rpc_params![&prefix, KEYS, &last, self.head.hash];
			let page: Vec<Bytes> = self.chain.ask(METHOD, parameters).await?;
			for key in &page {
				let rest = key.strip_prefix(&prefix[..]).ok_or(WalletError::Unreadable(METHOD))?;
				found.push(rest.to_vec());
			}
			last = match page.last() {
				Some(key) => Some(key.clone()),
				None => break,
			};
		}
		found.truncate(most);
		Ok(found)
	}
}

fn decode<T: Decode>(bytes: &[u8], method: &'static str) -> Result<T, WalletError> {
	T::decode_all(&mut &*bytes).map_err(|_| WalletError::Unreadable(method))
}

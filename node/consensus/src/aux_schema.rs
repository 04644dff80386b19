//! What the engine keeps in the database beside the blocks.
//!
//! | key | value |
//! |---|---|
//! | `hybrid/version` | version of this schema, `u32` |
//! | `hybrid/block/` ++ hash | [`BlockRecord`] |
//! | `hybrid/elected/` ++ hash | the witnesses of an epoch, under the hash of their list |
//! | `hybrid/seen` | number of blocks imported so far, `u64` |
//! | `hybrid/signed` | hashes of what this node signed last, see [`crate::authoring`] |
//!
//! Records are written in the same database transaction as their block, deleted with it when it becomes stale
//! ([`on_finality`]) or is reverted ([`revert`]). A missing record of a block that is not genesis is an error,
//! never zero. Lists of witnesses stay: there is one of some hundred bytes an epoch, and forks share it.
//!
//! All that the choice between two branches needs is here or in the headers, so that it never depends on a
//! state: states are pruned, and without finality the common ancestor may be older than any that is kept.

use crate::Error;
use codec::{Decode, DecodeAll, Encode};
use pillars_primitives::{opaque::Block, AccountId, BlockNumber, Hash, Hashing, Moment};
use pillars_rules::Kind;
use sc_client_api::{AuxDataOperations, AuxStore, FinalityNotification};
use sp_blockchain::{HeaderBackend, HeaderMetadata};
use sp_runtime::traits::Hash as _;
use std::collections::BTreeSet;

const VERSION_KEY: &[u8] = b"hybrid/version";
const SEEN_KEY: &[u8] = b"hybrid/seen";
const SIGNED_KEY: &[u8] = b"hybrid/signed";
const VERSION: u32 = 2;

/// What is noted of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct BlockRecord {
	/// Weight of the chain up to and with this block.
	pub weight: u128,
	/// Its kind; genesis, and blocks that came with their state, have none.
	pub kind: Option<Kind>,
	/// Its timestamp in ms.
	pub timestamp: Moment,
	/// How many blocks were imported before it: the first seen wins a tie.
	pub seen: u64,
	/// How forks at its parent are judged; unknown of genesis and of blocks that came with their state.
	pub fork: Option<ForkRules>,
}

/// What decides between the branches that start at a block, by the state of that block. Noted with each of its
/// children, since a block's own state is not known yet when the block is imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct ForkRules {
	/// *W* in blocks.
	pub window: u32,
	/// The epoch under way.
	pub epoch: u32,
	/// Hash of the list of its witnesses.
	pub elected: Hash,
}

impl BlockRecord {
	/// Of genesis.
	pub const GENESIS: Self = Self { weight: 0, kind: None, timestamp: 0, seen: 0, fork: None };
}

fn block_key(hash: &Hash) -> Vec<u8> {
	[b"hybrid/block/".as_slice(), hash.as_bytes()].concat()
}

fn elected_key(list: &Hash) -> Vec<u8> {
	[b"hybrid/elected/".as_slice(), list.as_bytes()].concat()
}

fn load<T: Decode>(
	store: &impl AuxStore,
	key: &[u8],
	what: &'static str,
) -> Result<Option<T>, Error> {
	store
		.get_aux(key)?
		.map(|bytes| T::decode_all(&mut bytes.as_slice()).map_err(|_| Error::Damaged(what)))
		.transpose()
}

/// Checks that this node knows the schema in the database, and marks an empty one.
///
/// # Errors
///
/// [`Error::WrongVersion`], or if the database can not be read or written.
pub(crate) fn check_version(store: &impl AuxStore) -> Result<(), Error> {
	match load::<u32>(store, VERSION_KEY, "version")? {
		None => Ok(store.insert_aux(&[(VERSION_KEY, VERSION.encode().as_slice())], &[])?),
		Some(VERSION) => Ok(()),
		Some(found) => Err(Error::WrongVersion { found, known: VERSION }),
	}
}

/// What is noted of a block of this hash and number.
///
/// # Errors
///
/// [`Error::MissingRecord`] if it is not genesis and nothing is.
pub fn record(
	store: &impl AuxStore,
	hash: &Hash,
	number: BlockNumber,
) -> Result<BlockRecord, Error> {
	match load(store, &block_key(hash), "block record")? {
		Some(record) => Ok(record),
		None if number == 0 => Ok(BlockRecord::GENESIS),
		None => Err(Error::MissingRecord(*hash)),
	}
}

/// Number of blocks imported so far.
pub(crate) fn seen(store: &impl AuxStore) -> Result<u64, Error> {
	Ok(load(store, SEEN_KEY, "count of blocks")?.unwrap_or_default())
}

/// The entries that go with the import of a block.
pub(crate) fn entries(hash: &Hash, record: &BlockRecord) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
	vec![
		(block_key(hash), Some(record.encode())),
		(SEEN_KEY.to_vec(), Some(record.seen.saturating_add(1).encode())),
	]
}

/// The hash under which a list of witnesses is kept, and the entry that goes with the import of a block.
pub(crate) fn elected_entry(witnesses: &[AccountId]) -> (Hash, (Vec<u8>, Option<Vec<u8>>)) {
	let encoded = witnesses.encode();
	let hash = Hashing::hash(&encoded);
	(hash, (elected_key(&hash), Some(encoded)))
}

/// The witnesses of this list.
pub(crate) fn elected(store: &impl AuxStore, list: &Hash) -> Result<BTreeSet<AccountId>, Error> {
	load::<Vec<AccountId>>(store, &elected_key(list), "list of witnesses")?
		.map(|witnesses| witnesses.into_iter().collect())
		.ok_or(Error::Damaged("list of witnesses"))
}

/// Hashes of what this node signed last, newest first.
pub(crate) fn signed(store: &impl AuxStore) -> Result<Vec<Hash>, Error> {
	Ok(load(store, SIGNED_KEY, "list of what was signed")?.unwrap_or_default())
}

/// Writes that list.
pub(crate) fn store_signed(store: &impl AuxStore, signed: &[Hash]) -> Result<(), Error> {
	Ok(store.insert_aux(&[(SIGNED_KEY, signed.encode().as_slice())], &[])?)
}

/// Weight of the chain up to a block, as a scalar; `None` if the block is unknown.
///
/// # Errors
///
/// If the block is known but nothing is noted of it.
pub fn chain_weight<C>(client: &C, hash: Hash) -> Result<Option<u128>, Error>
where
	C: AuxStore + HeaderBackend<Block>,
{
	match client.number(hash)? {
		Some(number) => record(client, &hash, number).map(|record| Some(record.weight)),
		None => Ok(None),
	}
}

/// Deletes the records of blocks that became stale, in the transaction that finalises.
pub fn on_finality(notification: &FinalityNotification<Block>) -> AuxDataOperations {
	notification.stale_blocks.iter().map(|block| (block_key(&block.hash), None)).collect()
}

/// Deletes the records of the last `blocks` blocks of the best chain and of all forks above what remains.
/// Call it before the blocks themselves are reverted; finalised blocks stay.
///
/// # Errors
///
/// If the database fails.
pub fn revert<C, BE>(client: &C, backend: &BE, blocks: BlockNumber) -> Result<(), Error>
where
	C: HeaderBackend<Block> + HeaderMetadata<Block, Error = sp_blockchain::Error> + AuxStore,
	BE: sc_client_api::Backend<Block>,
{
	use sp_blockchain::Backend as _;
	let info = client.info();
	let revertible = info.best_number.saturating_sub(info.finalized_number);
	let target = info.best_number.saturating_sub(blocks.min(revertible));
	let mut deleted = Vec::new();
	for leaf in backend.blockchain().leaves()? {
		let mut hash = leaf;
		loop {
			let metadata = client.header_metadata(hash)?;
			if metadata.number <= target {
				break;
			}
			deleted.push(block_key(&hash));
			hash = metadata.parent;
		}
	}
	let deleted: Vec<&[u8]> = deleted.iter().map(Vec::as_slice).collect();
	Ok(client.insert_aux(&[], &deleted)?)
}

//! What the engine keeps in the database beside the blocks.
//!
//! | key | value |
//! |---|---|
//! | `hybrid/version` | version of this schema, `u32` |
//! | `hybrid/block/` ++ hash | [`BlockRecord`] |
//! | `hybrid/seen` | number of blocks imported so far, `u64` |
//! | `hybrid/signed` | hashes of what this node signed last, see [`crate::authoring`] |
//!
//! Records are written in the same database transaction as their block, deleted with it when it becomes stale
//! ([`on_finality`]) or is reverted ([`revert`]). A missing record of a block that is not genesis is an error,
//! never zero.

use crate::Error;
use codec::{Decode, DecodeAll, Encode};
use pillars_primitives::{opaque::Block, BlockNumber, Hash, Moment};
use pillars_rules::Kind;
use sc_client_api::{AuxDataOperations, AuxStore, FinalityNotification};
use sp_blockchain::{HeaderBackend, HeaderMetadata};

const VERSION_KEY: &[u8] = b"hybrid/version";
const SEEN_KEY: &[u8] = b"hybrid/seen";
const SIGNED_KEY: &[u8] = b"hybrid/signed";
const VERSION: u32 = 1;

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
}

impl BlockRecord {
	/// Of genesis.
	pub const GENESIS: Self = Self { weight: 0, kind: None, timestamp: 0, seen: 0 };
}

fn block_key(hash: &Hash) -> Vec<u8> {
	[b"hybrid/block/".as_slice(), hash.as_bytes()].concat()
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

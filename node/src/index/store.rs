//! The file of the index: one connection that writes, and some that read.

use super::{
	schema,
	view::View,
	write::{self, Base},
	IndexError,
};
use parking_lot::Mutex;
use pillars_ledger::{AppliedAt, OutPoint, UnspentPage};
use pillars_primitives::{BlockNumber, Hash};
use rusqlite::Connection;
use std::{
	fs,
	io::ErrorKind,
	path::{Path, PathBuf},
};

/// Connections that are kept for the next readers.
const KEPT_READERS: usize = 4;

/// Names a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockRef {
	/// Its height.
	pub(crate) number: BlockNumber,
	/// Its hash.
	pub(crate) hash: Hash,
}

/// The index. It stands at a block, and what it holds is the ledger after that block.
///
/// Every change is one transaction of the database that holds the block's hash as well: at whatever moment the
/// process ends, the file is as it was after one of the blocks.
pub(crate) struct Index {
	path: PathBuf,
	writer: Mutex<Connection>,
	readers: Mutex<Vec<Connection>>,
}

impl Index {
	/// Opens the file, or makes an empty one.
	///
	/// # Errors
	///
	/// [`IndexError::Open`].
	pub(crate) fn open(path: &Path) -> Result<Self, IndexError> {
		match Self::open_as_it_is(path) {
			Err(IndexError::OtherVersion(_)) => {
				log::info!(
					target: "pillars::index",
					"{} is of another version of the node and is made anew", path.display(),
				);
				Self::create(path)
			},
			other => other,
		}
	}

	/// Opens the file, which must be there.
	///
	/// # Errors
	///
	/// [`IndexError::Missing`], [`IndexError::OtherVersion`], [`IndexError::Open`].
	pub(crate) fn open_existing(path: &Path) -> Result<Self, IndexError> {
		if !path.exists() {
			return Err(IndexError::Missing(path.into()));
		}
		Self::open_as_it_is(path)
	}

	fn open_as_it_is(path: &Path) -> Result<Self, IndexError> {
		let failed = |source| IndexError::Open { path: path.into(), source };
		let writer = schema::open_writer(path).map_err(failed)?;
		let writer = writer.ok_or_else(|| IndexError::OtherVersion(path.into()))?;
		Ok(Self { path: path.into(), writer: Mutex::new(writer), readers: Mutex::default() })
	}

	/// Makes an empty file in place of what is there, whatever that is.
	///
	/// # Errors
	///
	/// [`IndexError::Remove`], [`IndexError::Open`].
	pub(crate) fn create(path: &Path) -> Result<Self, IndexError> {
		for file in schema::files(path) {
			match fs::remove_file(&file) {
				Err(source) if source.kind() != ErrorKind::NotFound => {
					return Err(IndexError::Remove { path: file, source });
				},
				_ => {},
			}
		}
		Self::open_as_it_is(path)
	}

	/// The file.
	pub(crate) fn path(&self) -> &Path {
		&self.path
	}

	/// The block at which the index stands; none if it is empty.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn tip(&self) -> Result<Option<BlockRef>, IndexError> {
		write::tip(&self.writer.lock())
	}

	/// The genesis block of the chain that is indexed; none if the index is empty.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn genesis(&self) -> Result<Option<Hash>, IndexError> {
		write::genesis(&self.writer.lock())
	}

	/// Up to `most` of the last blocks, the last one first.
	///
	/// # Errors
	///
	/// If the database fails.
	pub(crate) fn last_blocks(&self, most: u32) -> Result<Vec<BlockRef>, IndexError> {
		write::last_blocks(&self.writer.lock(), most)
	}

	/// Adds the block that follows the one at which the index stands.
	///
	/// # Errors
	///
	/// If it does not fit to what is there, or the database fails. Then nothing has changed.
	pub(crate) fn apply(&self, block: BlockRef, applied: &[AppliedAt]) -> Result<(), IndexError> {
		self.change(|db| write::apply(db, block, applied))
	}

	/// Takes back the block at which the index stands, and returns it.
	///
	/// # Errors
	///
	/// [`IndexError::NothingToUndo`], or if the database fails. Then nothing has changed.
	pub(crate) fn revert(&self) -> Result<BlockRef, IndexError> {
		self.change(write::revert)
	}

	/// Replaces everything by the unspent outputs after a block, which come page by page, each page from the outpoint
	/// that the one before named. Returns how many there are.
	///
	/// # Errors
	///
	/// If the pages can not be had, or the database fails. Then nothing has changed.
	pub(crate) fn rebase(
		&self,
		base: Base,
		page: impl FnMut(Option<OutPoint>) -> Result<UnspentPage, IndexError>,
	) -> Result<u64, IndexError> {
		self.change(|db| write::rebase(db, base, page))
	}

	/// Empties it.
	///
	/// # Errors
	///
	/// If the database fails. Then nothing has changed.
	pub(crate) fn clear(&self) -> Result<(), IndexError> {
		self.change(write::clear)
	}

	/// Looks at the index as it is after one block, whatever is written meanwhile.
	///
	/// # Errors
	///
	/// [`IndexError::Empty`], those of `look`, or if the database fails.
	pub(crate) fn read<T>(
		&self,
		look: impl FnOnce(&View<'_>) -> Result<T, IndexError>,
	) -> Result<T, IndexError> {
		let kept = self.readers.lock().pop();
		let reader = match kept {
			Some(reader) => reader,
			None => schema::open_reader(&self.path)
				.map_err(|source| IndexError::Open { path: self.path.clone(), source })?,
		};
		let snapshot = reader.unchecked_transaction()?;
		let found = View::new(&snapshot).and_then(|view| look(&view));
		// There is nothing to commit.
		snapshot.rollback()?;
		let mut readers = self.readers.lock();
		if readers.len() < KEPT_READERS {
			readers.push(reader);
		}
		found
	}

	/// Changes all of it or nothing.
	fn change<T>(
		&self,
		change: impl FnOnce(&Connection) -> Result<T, IndexError>,
	) -> Result<T, IndexError> {
		let mut writer = self.writer.lock();
		let tx = writer.transaction()?;
		let changed = change(&tx)?;
		tx.commit()?;
		Ok(changed)
	}
}

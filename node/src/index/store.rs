//! The file of the index: one connection that writes, and some that read.

use super::{
	readers::Readers,
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
	// Closed before the writer: the last one to close tidies up, which readers can not do.
	readers: Readers,
	writer: Mutex<Connection>,
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

	/// Looks at a file without changing it, also while a node writes to it.
	///
	/// # Errors
	///
	/// [`IndexError::Missing`], [`IndexError::OtherVersion`], [`IndexError::Open`], [`IndexError::Empty`], those of
	/// `look`, or if the database fails.
	pub(crate) fn inspect<T>(
		path: &Path,
		look: impl FnOnce(&View<'_>) -> Result<T, IndexError>,
	) -> Result<T, IndexError> {
		if !path.exists() {
			return Err(IndexError::Missing(path.into()));
		}
		let failed = |source| IndexError::Open { path: path.into(), source };
		let reader = schema::open_reader(path).map_err(failed)?;
		match schema::is_current(&reader) {
			Ok(true) => {
				let snapshot = reader.unchecked_transaction()?;
				look(&View::new(&snapshot)?)
			},
			Ok(false) => Err(IndexError::OtherVersion(path.into())),
			Err(source) => Err(failed(source)),
		}
	}

	fn open_as_it_is(path: &Path) -> Result<Self, IndexError> {
		let failed = |source| IndexError::Open { path: path.into(), source };
		let writer = schema::open_writer(path).map_err(failed)?;
		let writer = writer.ok_or_else(|| IndexError::OtherVersion(path.into()))?;
		Ok(Self { path: path.into(), writer: Mutex::new(writer), readers: Readers::default() })
	}

	/// Makes an empty file in place of what is there, whatever that is.
	///
	/// # Errors
	///
	/// [`IndexError::Remove`], [`IndexError::Open`].
	pub(crate) fn create(path: &Path) -> Result<Self, IndexError> {
		remove(path)?;
		Self::open_as_it_is(path)
	}

	/// Puts an empty file in the place of this one, whatever has become of it. Who reads meanwhile reads the old one to
	/// its end.
	///
	/// # Errors
	///
	/// [`IndexError::Remove`], [`IndexError::Open`].
	pub(crate) fn replace(&self) -> Result<(), IndexError> {
		let mut writer = self.writer.lock();
		// The old connection must not write to files of the new one.
		*writer = Connection::open_in_memory()?;
		remove(&self.path)?;
		let failed = |source| IndexError::Open { path: self.path.clone(), source };
		let opened = schema::open_writer(&self.path).map_err(failed)?;
		*writer = opened.ok_or_else(|| IndexError::OtherVersion(self.path.clone()))?;
		self.readers.forget();
		Ok(())
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
	/// [`IndexError::Empty`], [`IndexError::Busy`], those of `look`, or if the database fails.
	pub(crate) fn read<T>(
		&self,
		look: impl FnOnce(&View<'_>) -> Result<T, IndexError>,
	) -> Result<T, IndexError> {
		let reader = self.readers.take(|| {
			schema::open_reader(&self.path)
				.map_err(|source| IndexError::Open { path: self.path.clone(), source })
		})?;
		let snapshot = reader.connection()?.unchecked_transaction()?;
		let found = View::new(&snapshot).and_then(|view| look(&view));
		// There is nothing to commit.
		snapshot.rollback()?;
		reader.keep();
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

/// Removes the file and those beside it.
fn remove(path: &Path) -> Result<(), IndexError> {
	for file in schema::files(path) {
		match fs::remove_file(&file) {
			Err(source) if source.kind() != ErrorKind::NotFound => {
				return Err(IndexError::Remove { path: file, source });
			},
			_ => {},
		}
	}
	Ok(())
}

#[cfg(test)]
impl Index {
	/// Has the database write to the file in the middle of a transaction, not only at its end.
	pub(super) fn spill_early(&self) {
		let writer = self.writer.lock();
		writer.pragma_update(None, "cache_size", 5).unwrap();
		writer.pragma_update(None, "cache_spill", 1).unwrap();
	}
}

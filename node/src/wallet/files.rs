//! Files of the user: written whole or not at all, readable by their owner only.

use super::error::WalletError;
use codec::{Decode, DecodeAll, Encode};
use serde::{de::DeserializeOwned, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::{Bytes, H256};
use std::{
	fs::{self, File, OpenOptions, TryLockError},
	io::{self, Write},
	path::{Path, PathBuf},
};

/// A value as the hex of its SCALE encoding, in JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scale<T>(pub(crate) T);

impl<T: Encode> Serialize for Scale<T> {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		Bytes(self.0.encode()).serialize(serializer)
	}
}

impl<'de, T: Decode> Deserialize<'de> for Scale<T> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let bytes = Bytes::deserialize(deserializer)?;
		T::decode_all(&mut &bytes[..]).map(Self).map_err(serde::de::Error::custom)
	}
}

fn failed(path: &Path, reason: impl std::fmt::Display) -> WalletError {
	WalletError::File { path: path.into(), reason: reason.to_string() }
}

/// Reads a file.
///
/// # Errors
///
/// [`WalletError::File`] if it can not be read or holds something else.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, WalletError> {
	let bytes = fs::read(path).map_err(|error| failed(path, error))?;
	serde_json::from_slice(&bytes).map_err(|error| failed(path, error))
}

/// Writes a file, in the place of what was there. If that fails, what was there stays.
///
/// # Errors
///
/// [`WalletError::File`].
pub(crate) fn write<T: Serialize>(path: &Path, content: &T) -> Result<(), WalletError> {
	let temporary = written_beside(path, content)?;
	let renamed = fs::rename(&temporary, path).and_then(|()| sync_folder(path));
	renamed.map_err(|error| abandoned(&temporary, path, &error))
}

/// Writes a file that must not be there yet, also if somebody else makes it in this moment.
///
/// # Errors
///
/// [`WalletError::FileExists`], [`WalletError::File`].
pub(crate) fn write_new<T: Serialize>(path: &Path, content: &T) -> Result<(), WalletError> {
	let temporary = written_beside(path, content)?;
	match fs::hard_link(&temporary, path) {
		Ok(()) => {},
		Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
			abandoned(&temporary, path, &error);
			return Err(WalletError::FileExists(path.into()));
		},
		// Not every file system has links. Then it is at least not written over.
		Err(_) => {
			check_new(path)?;
			fs::rename(&temporary, path).map_err(|error| abandoned(&temporary, path, &error))?;
			return sync_folder(path).map_err(|error| failed(path, error));
		},
	}
	let removed = fs::remove_file(&temporary).and_then(|()| sync_folder(path));
	removed.map_err(|error| failed(path, error))
}

/// Checks that a file that is to be written is not there yet, and that it can be.
///
/// # Errors
///
/// [`WalletError::FileExists`]; [`WalletError::File`] if its folder is not there.
pub(crate) fn check_new(path: &Path) -> Result<(), WalletError> {
	if path.symlink_metadata().is_ok() {
		return Err(WalletError::FileExists(path.into()));
	}
	if !folder(path).is_dir() {
		return Err(failed(path, "there is no such folder"));
	}
	Ok(())
}

/// Checks that two names are of two files.
///
/// # Errors
///
/// [`WalletError::SameFile`]; [`WalletError::File`] if a folder is not there.
pub(crate) fn check_apart(one: &Path, other: &Path) -> Result<(), WalletError> {
	if place(one)? == place(other)? {
		return Err(WalletError::SameFile(one.into()));
	}
	Ok(())
}

/// Where a file is or will be, whatever it is called.
fn place(path: &Path) -> Result<PathBuf, WalletError> {
	if let Ok(found) = fs::canonicalize(path) {
		return Ok(found);
	}
	let folder = fs::canonicalize(folder(path)).map_err(|error| failed(path, error))?;
	Ok(folder.join(path.file_name().ok_or_else(|| failed(path, "this names no file"))?))
}

/// A file that no other run of the wallet uses as long as this lives.
#[derive(Debug)]
pub(crate) struct Held {
	_lock: File,
}

/// Keeps other runs of the wallet from using a file, by a lock on a file beside it, which stays.
///
/// # Errors
///
/// [`WalletError::InUse`]; [`WalletError::File`] if its folder can not be written to.
pub(crate) fn hold(path: &Path) -> Result<Held, WalletError> {
	let lock = hidden_beside(path, "lock")?;
	let mut options = OpenOptions::new();
	options.write(true).create(true).truncate(false);
	let file = private(&mut options).open(&lock).map_err(|error| failed(&lock, error))?;
	match file.try_lock() {
		Ok(()) => Ok(Held { _lock: file }),
		Err(TryLockError::WouldBlock) => Err(WalletError::InUse(path.into())),
		Err(TryLockError::Error(error)) => Err(failed(&lock, error)),
	}
}

/// The files of a folder, by their names.
///
/// # Errors
///
/// [`WalletError::File`].
pub(crate) fn beside(path: &Path) -> Result<Vec<PathBuf>, WalletError> {
	let folder = folder(path);
	let entries = fs::read_dir(folder).map_err(|error| failed(folder, error))?;
	let mut found = Vec::new();
	for entry in entries {
		let path = entry.map_err(|error| failed(folder, error))?.path();
		if path.is_file() {
			found.push(path);
		}
	}
	Ok(found)
}

/// A hidden name in the same folder.
fn hidden_beside(path: &Path, suffix: &str) -> Result<PathBuf, WalletError> {
	let name = path.file_name().ok_or_else(|| failed(path, "this names no file"))?;
	let mut hidden = std::ffi::OsString::from(".");
	hidden.push(name);
	hidden.push(format!(".{suffix}"));
	Ok(path.with_file_name(hidden))
}

/// Writes a file beside the one that is meant, so that it only has to get its name. Nobody can know this name before,
/// and nothing that has it is written to.
fn written_beside<T: Serialize>(path: &Path, content: &T) -> Result<PathBuf, WalletError> {
	let text = serde_json::to_string_pretty(content).map_err(|error| failed(path, error))?;
	let temporary = hidden_beside(path, &format!("{:x}.new", H256::random()))?;
	let written = write_through(&temporary, &text);
	written.map_err(|error| abandoned(&temporary, path, &error))?;
	Ok(temporary)
}

/// Removes what is left of a file that could not be written.
fn abandoned(temporary: &Path, path: &Path, error: &io::Error) -> WalletError {
	// It is of no use; that it can not be removed changes nothing.
	let _ = fs::remove_file(temporary);
	failed(path, error)
}

fn write_through(path: &Path, text: &str) -> io::Result<()> {
	let mut options = OpenOptions::new();
	let mut file = private(options.write(true).create_new(true)).open(path)?;
	file.write_all(text.as_bytes())?;
	file.write_all(b"\n")?;
	file.sync_all()
}

/// Only its owner may read the file.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
	options
}

/// Makes a renaming survive the end of the machine.
fn sync_folder(path: &Path) -> io::Result<()> {
	if cfg!(unix) {
		File::open(folder(path))?.sync_all()?;
	}
	Ok(())
}

fn folder(path: &Path) -> &Path {
	match path.parent() {
		Some(folder) if !folder.as_os_str().is_empty() => folder,
		_ => Path::new("."),
	}
}

#[cfg(test)]
mod tests;

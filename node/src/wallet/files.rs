//! Files of the user: written whole or not at all, readable by their owner only.

use super::error::WalletError;
use codec::{Decode, DecodeAll, Encode};
use serde::{de::DeserializeOwned, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::Bytes;
use std::{
	fs::{self, File, OpenOptions},
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
	let text = serde_json::to_string_pretty(content).map_err(|error| failed(path, error))?;
	let temporary = beside(path)?;
	let written = write_through(&temporary, &text).and_then(|()| fs::rename(&temporary, path));
	written.and_then(|()| sync_folder(path)).map_err(|error| {
		// What is left of it is of no use; that it can not be removed changes nothing.
		let _ = fs::remove_file(&temporary);
		failed(path, error)
	})
}

/// Checks that a file that is to be written is not there yet, and that it can be.
///
/// # Errors
///
/// [`WalletError::FileExists`]; [`WalletError::File`] if its folder is not there.
pub(crate) fn check_new(path: &Path) -> Result<(), WalletError> {
	if path.exists() {
		return Err(WalletError::FileExists(path.into()));
	}
	if !folder(path).is_dir() {
		return Err(failed(path, "there is no such folder"));
	}
	Ok(())
}

/// A name in the same folder, so that it can be renamed, that nothing else has.
fn beside(path: &Path) -> Result<PathBuf, WalletError> {
	let name = path.file_name().ok_or_else(|| failed(path, "this names no file"))?;
	let mut hidden = std::ffi::OsString::from(".");
	hidden.push(name);
	hidden.push(format!(".{}.new", std::process::id()));
	Ok(path.with_file_name(hidden))
}

fn write_through(path: &Path, text: &str) -> io::Result<()> {
	let mut options = OpenOptions::new();
	options.write(true).create(true).truncate(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	let mut file = options.open(path)?;
	file.write_all(text.as_bytes())?;
	file.write_all(b"\n")?;
	file.sync_all()
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

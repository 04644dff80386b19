//! The tables, and connections to them.

use rusqlite::{Connection, OpenFlags};
use std::{
	path::{Path, PathBuf},
	time::Duration,
};

/// Number of this layout of the tables. An index of another layout is made anew.
const VERSION: u32 = 1;

/// Longest wait for another process that holds the file.
const BUSY: Duration = Duration::from_secs(10);

/// The tables.
///
/// Integers are heights, positions and numbers of assets; hashes and amounts (16 bytes, big-endian, so that they sort
/// as numbers) are blobs; `output` and `applied` are SCALE-encoded. A MIT has neither asset nor amount. The position
/// `seq` of a transaction is its place among those of its block. The last column of `unspent_by_amount` is always NULL,
/// but without it a balance would have to look at the table too.
const TABLES: &str = "
CREATE TABLE meta (
	key TEXT PRIMARY KEY,
	value BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE blocks (
	height INTEGER PRIMARY KEY,
	hash BLOB NOT NULL
) STRICT;

CREATE TABLE transactions (
	height INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	txid BLOB NOT NULL,
	origin INTEGER NOT NULL,
	applied BLOB NOT NULL,
	PRIMARY KEY (height, seq)
) STRICT;
CREATE INDEX transactions_by_id ON transactions (txid);

CREATE TABLE outputs (
	txid BLOB NOT NULL,
	idx INTEGER NOT NULL,
	owner BLOB NOT NULL,
	output BLOB NOT NULL,
	asset INTEGER,
	amount BLOB,
	height INTEGER NOT NULL,
	origin INTEGER NOT NULL,
	until INTEGER,
	spent_height INTEGER,
	spent_seq INTEGER,
	PRIMARY KEY (txid, idx)
) WITHOUT ROWID, STRICT;
CREATE INDEX unspent_by_age ON outputs (owner, height, txid, idx) WHERE spent_height IS NULL;
CREATE INDEX unspent_by_amount
	ON outputs (owner, asset, amount, height, origin, until, spent_height)
	WHERE spent_height IS NULL;

CREATE TABLE history (
	owner BLOB NOT NULL,
	height INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (owner, height, seq)
) WITHOUT ROWID, STRICT;
";

/// Opens the file for writing and makes the tables if there are none.
///
/// A commit survives the end of the process at once. The end of the machine may take the last ones with it, but
/// never a part of one: the index then stands at an earlier block.
///
/// Returns `None` if the tables are of another layout.
///
/// # Errors
///
/// If the file can not be made or is no such database.
pub(super) fn open_writer(path: &Path) -> rusqlite::Result<Option<Connection>> {
	let connection = Connection::open(path)?;
	connection.busy_timeout(BUSY)?;
	connection.pragma_update(None, "journal_mode", "WAL")?;
	connection.pragma_update(None, "synchronous", "NORMAL")?;
	match version(&connection)? {
		VERSION => Ok(Some(connection)),
		0 => {
			let tx = connection.unchecked_transaction()?;
			tx.execute_batch(TABLES)?;
			tx.pragma_update(None, "user_version", VERSION)?;
			tx.commit()?;
			Ok(Some(connection))
		},
		_ => Ok(None),
	}
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
	connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether the tables are of this layout.
///
/// # Errors
///
/// If it is no such database.
pub(super) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
	Ok(version(connection)? == VERSION)
}

/// Opens the file for reading. It must have been opened for writing before.
///
/// # Errors
///
/// If it can not be read.
pub(super) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
	let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
	let connection = Connection::open_with_flags(path, flags)?;
	connection.busy_timeout(BUSY)?;
	Ok(connection)
}

/// The file and those that SQLite keeps beside it.
pub(super) fn files(path: &Path) -> [PathBuf; 3] {
	["", "-wal", "-shm"].map(|suffix| {
		let mut name = path.as_os_str().to_owned();
		name.push(suffix);
		name.into()
	})
}

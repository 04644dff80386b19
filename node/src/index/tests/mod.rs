//! The index against a model of the chain.
//!
//! | file | what |
//! |---|---|
//! | `tree` | a tree of blocks in memory, with the ledger after each |
//! | `random` | random blocks for it |
//! | `reorganisations` | blocks added and taken back in any order |
//! | `crash` | the process ends at whatever moment |
//! | `kill` | a process that writes is killed |
//! | `beginning` | states that are gone, other chains, contradictions |
//! | `answers` | balance, pages, history, transactions against the model |
//! | `selection` | which coins are chosen |
//! | `speed` | how long answers take with many outputs |

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod answers;
mod beginning;
mod crash;
mod kill;
mod random;
mod reorganisations;
mod selection;
mod speed;
mod tree;

use super::{
	chain::Chain,
	follower::{Follower, Step},
	schema, BlockRef, Clock, Filter, Index, IndexError, Owner, State,
};
use codec::Encode;
use pillars_ledger::{
	Applied, AppliedAt, CoinOrigin, Lock, OutPoint, Output, Unspent, Value, ETP_ASSET,
};
use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
use rusqlite::{types::ValueRef, Connection};
use sp_core::H256;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tree::Tree;

/// A folder with an index in it.
struct Scratch {
	_folder: TempDir,
	path: PathBuf,
}

impl Scratch {
	fn new() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("index.sqlite");
		Self { _folder: folder, path }
	}

	fn open(&self) -> Index {
		Index::open(&self.path).unwrap()
	}
}

/// Goes to a block in as many steps as it takes.
fn go(index: &Index, tree: &Tree, to: BlockRef) {
	let follower = Follower::new(index, tree);
	for _ in 0..1_000 {
		if follower.step(to).unwrap() == Step::There {
			assert_eq!(index.tip().unwrap(), Some(to));
			return;
		}
	}
	panic!("no end of steps to {to:?}");
}

/// All tables.
const TABLES: [&str; 5] = ["meta", "blocks", "transactions", "outputs", "history"];

/// Everything that the tables hold, as text.
fn dump(path: &Path) -> Vec<String> {
	let db = schema::open_reader(path).unwrap();
	TABLES.iter().flat_map(|table| rows(&db, table)).collect()
}

/// Everything that the tables hold, to be compared: their rows in order, a column after the other.
fn bytes(db: &Connection) -> Vec<Vec<u8>> {
	let table = |table: &&str| {
		let mut statement = db.prepare_cached(&format!("SELECT * FROM {table}")).unwrap();
		let columns = statement.column_count();
		let row = |row: &rusqlite::Row<'_>| {
			let mut cells = table.as_bytes().to_vec();
			for column in 0..columns {
				match row.get_ref(column)? {
					ValueRef::Null => cells.push(0),
					ValueRef::Integer(number) => cells.extend((1u8, number).encode()),
					ValueRef::Real(number) => cells.extend((2u8, number.to_bits()).encode()),
					ValueRef::Text(text) => cells.extend((3u8, text).encode()),
					ValueRef::Blob(blob) => cells.extend((4u8, blob).encode()),
				}
			}
			Ok(cells)
		};
		statement.query_map([], row).unwrap().map(Result::unwrap).collect::<Vec<_>>()
	};
	let mut rows: Vec<_> = TABLES.iter().flat_map(table).collect();
	rows.sort_unstable();
	rows
}

fn rows(db: &Connection, table: &str) -> Vec<String> {
	let mut statement = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
	let columns = statement.column_count();
	let row = |row: &rusqlite::Row<'_>| {
		let cells = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
		Ok(format!("{table}: {}", cells.collect::<Vec<_>>().join(", ")))
	};
	let mut found: Vec<String> =
		statement.query_map([], row).unwrap().map(Result::unwrap).collect();
	found.sort();
	found
}

/// The tables of an index that went straight from genesis to this block.
fn straight(tree: &Tree, to: BlockRef) -> Vec<String> {
	let scratch = Scratch::new();
	let index = scratch.open();
	go(&index, tree, to);
	dump(&scratch.path)
}

fn account(seed: u8) -> AccountId {
	AccountId::new([seed; 32])
}

fn outpoint(seed: u64, index: u32) -> OutPoint {
	OutPoint { txid: H256::from_low_u64_be(seed), index }
}

/// A transaction that makes these outputs of nothing.
fn made(seed: u64, origin: CoinOrigin, outputs: Vec<Output>) -> AppliedAt {
	let created = (0..).map(|index| outpoint(seed, index)).zip(outputs).collect();
	let txid = H256::from_low_u64_be(seed);
	AppliedAt { applied: Applied { txid, spent: Vec::new(), created, fee: 0 }, origin }
}

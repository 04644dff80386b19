//! What a block changes in the tables, and how that is undone.
//!
//! Every function works inside of a transaction of its caller.

use super::{row, BlockRef, IndexError, Owner};
use codec::Encode;
use pillars_ledger::{
	Applied, AppliedAt, CoinOrigin, Lock, OutPoint, Output, Unspent, UnspentPage, Value,
};
use pillars_primitives::{BlockNumber, Hash};
use rusqlite::{params, Connection, ErrorCode, OptionalExtension};

/// Where an index begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Base {
	/// The genesis block of the chain.
	pub(crate) genesis: Hash,
	/// The block whose unspent outputs it begins with.
	pub(crate) block: BlockRef,
}

/// A transaction's place: the height of its block and its position there.
#[derive(Debug, Clone, Copy)]
struct Place {
	height: BlockNumber,
	seq: u32,
}

/// The last block.
pub(super) fn tip(db: &Connection) -> Result<Option<BlockRef>, IndexError> {
	Ok(last_blocks(db, 1)?.pop())
}

/// Up to `most` of the last blocks, the last one first.
pub(super) fn last_blocks(db: &Connection, most: u32) -> Result<Vec<BlockRef>, IndexError> {
	let mut statement =
		db.prepare_cached("SELECT height, hash FROM blocks ORDER BY height DESC LIMIT ?1")?;
	let blocks = statement
		.query_map([most], |row| Ok(BlockRef { number: row.get(0)?, hash: row::hash(row, 1)? }))?;
	Ok(blocks.collect::<Result<_, _>>()?)
}

/// The genesis block of the chain.
pub(super) fn genesis(db: &Connection) -> Result<Option<Hash>, IndexError> {
	let mut statement = db.prepare_cached("SELECT value FROM meta WHERE key = 'genesis'")?;
	Ok(statement.query_row([], |row| row::hash(row, 0)).optional()?)
}

/// Adds the next block.
pub(super) fn apply(
	db: &Connection,
	block: BlockRef,
	applied: &[AppliedAt],
) -> Result<(), IndexError> {
	let last = tip(db)?.ok_or(IndexError::Empty)?.number;
	let height = block.number;
	if last.checked_add(1) != Some(height) {
		return Err(IndexError::OutOfOrder { last, found: height });
	}
	insert_block(db, block)?;
	for (seq, AppliedAt { applied, origin }) in (0..).zip(applied) {
		let place = Place { height, seq };
		db.prepare_cached(
			"INSERT INTO transactions (height, seq, txid, origin, applied) VALUES (?1, ?2, ?3, ?4, ?5)",
		)?
		.execute(params![
			height,
			seq,
			applied.txid.as_bytes(),
			row::origin_code(*origin),
			applied.encode(),
		])?;
		for (outpoint, _) in &applied.spent {
			spend(db, place, outpoint)?;
		}
		for (outpoint, output) in stored(applied) {
			create(db, height, *origin, outpoint, output)?;
		}
		for owner in Owner::all_of(applied) {
			db.prepare_cached("INSERT INTO history (owner, height, seq) VALUES (?1, ?2, ?3)")?
				.execute(params![owner.key(), height, seq])?;
		}
	}
	Ok(())
}

/// Takes back the last block, and returns it.
pub(super) fn revert(db: &Connection) -> Result<BlockRef, IndexError> {
	let mut last = last_blocks(db, 2)?.into_iter();
	let block = last.next().ok_or(IndexError::Empty)?;
	let height = block.number;
	if last.next().is_none() {
		return Err(IndexError::NothingToUndo(height));
	}
	for (seq, applied) in transactions(db, height)? {
		let place = Place { height, seq };
		for (outpoint, _) in stored(&applied) {
			uncreate(db, height, outpoint)?;
		}
		for (outpoint, _) in &applied.spent {
			unspend(db, place, outpoint)?;
		}
		for owner in Owner::all_of(&applied) {
			db.prepare_cached("DELETE FROM history WHERE owner = ?1 AND height = ?2 AND seq = ?3")?
				.execute(params![owner.key(), height, seq])?;
		}
	}
	db.prepare_cached("DELETE FROM transactions WHERE height = ?1")?.execute([height])?;
	db.prepare_cached("DELETE FROM blocks WHERE height = ?1")?.execute([height])?;
	Ok(block)
}

/// Replaces everything by the unspent outputs after a block, and returns how many there are.
pub(super) fn rebase(
	db: &Connection,
	base: Base,
	mut page: impl FnMut(Option<OutPoint>) -> Result<UnspentPage, IndexError>,
) -> Result<u64, IndexError> {
	clear(db)?;
	db.prepare_cached("INSERT INTO meta (key, value) VALUES ('genesis', ?1)")?
		.execute([base.genesis.as_bytes()])?;
	insert_block(db, base.block)?;
	let (mut from, mut count) = (None, 0u64);
	loop {
		let UnspentPage { coins, next } = page(from)?;
		for (outpoint, Unspent { output, height, origin }) in &coins {
			create(db, *height, *origin, outpoint, output)?;
			count = count.saturating_add(1);
		}
		from = next;
		if from.is_none() {
			return Ok(count);
		}
	}
}

/// Empties all tables.
pub(super) fn clear(db: &Connection) -> Result<(), IndexError> {
	Ok(db.execute_batch(
		"DELETE FROM meta; DELETE FROM blocks; DELETE FROM transactions;
		DELETE FROM outputs; DELETE FROM history;",
	)?)
}

fn insert_block(db: &Connection, block: BlockRef) -> Result<(), IndexError> {
	db.prepare_cached("INSERT INTO blocks (height, hash) VALUES (?1, ?2)")?
		.execute(params![block.number, block.hash.as_bytes()])?;
	Ok(())
}

/// The transactions of a block, the last one first.
fn transactions(db: &Connection, height: BlockNumber) -> Result<Vec<(u32, Applied)>, IndexError> {
	let mut statement = db.prepare_cached(
		"SELECT seq, applied FROM transactions WHERE height = ?1 ORDER BY seq DESC",
	)?;
	let mut rows = statement.query([height])?;
	let mut found = Vec::new();
	while let Some(row) = rows.next()? {
		found.push((row.get(0)?, row::encoded(row, 1, "a transaction")?));
	}
	Ok(found)
}

/// Those of the outputs made that enter the set of unspent ones.
fn stored(applied: &Applied) -> impl Iterator<Item = &(OutPoint, Output)> {
	applied.created.iter().filter(|(_, output)| output.lock.is_stored())
}

fn spend(db: &Connection, place: Place, outpoint: &OutPoint) -> Result<(), IndexError> {
	let changed = db
		.prepare_cached(
			"UPDATE outputs SET spent_height = ?3, spent_seq = ?4
			WHERE txid = ?1 AND idx = ?2 AND spent_height IS NULL",
		)?
		.execute(params![outpoint.txid.as_bytes(), outpoint.index, place.height, place.seq])?;
	one(changed, || IndexError::NotUnspent(*outpoint))
}

fn unspend(db: &Connection, place: Place, outpoint: &OutPoint) -> Result<(), IndexError> {
	let changed = db
		.prepare_cached(
			"UPDATE outputs SET spent_height = NULL, spent_seq = NULL
			WHERE txid = ?1 AND idx = ?2 AND spent_height = ?3 AND spent_seq = ?4",
		)?
		.execute(params![outpoint.txid.as_bytes(), outpoint.index, place.height, place.seq])?;
	one(changed, || IndexError::Damaged("an output that a block spent"))
}

fn create(
	db: &Connection,
	height: BlockNumber,
	origin: CoinOrigin,
	outpoint: &OutPoint,
	output: &Output,
) -> Result<(), IndexError> {
	let owner = Owner::of(&output.lock).ok_or(IndexError::Damaged("an output without an owner"))?;
	let (asset, amount) = match output.value {
		Value::Coins { asset, amount } => (Some(asset), Some(amount.to_be_bytes())),
		Value::Unique(_) => (None, None),
	};
	let until = match output.lock {
		Lock::Deposit { until, .. } => Some(until),
		_ => None,
	};
	let inserted = db
		.prepare_cached(
			"INSERT INTO outputs (txid, idx, owner, output, asset, amount, height, origin, until)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		)?
		.execute(params![
			outpoint.txid.as_bytes(),
			outpoint.index,
			owner.key(),
			output.encode(),
			asset,
			amount,
			height,
			row::origin_code(origin),
			until,
		]);
	match inserted {
		Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
			Err(IndexError::OutputExists(*outpoint))
		},
		other => Ok(other.map(drop)?),
	}
}

fn uncreate(db: &Connection, height: BlockNumber, outpoint: &OutPoint) -> Result<(), IndexError> {
	let changed = db
		.prepare_cached("DELETE FROM outputs WHERE txid = ?1 AND idx = ?2 AND height = ?3")?
		.execute(params![outpoint.txid.as_bytes(), outpoint.index, height])?;
	one(changed, || IndexError::Damaged("an output that a block made"))
}

fn one(changed: usize, otherwise: impl FnOnce() -> IndexError) -> Result<(), IndexError> {
	if changed == 1 {
		Ok(())
	} else {
		Err(otherwise())
	}
}

//! Between the types of the ledger and the columns of the tables.

use super::IndexError;
use codec::DecodeAll;
use pillars_ledger::{CoinOrigin, OutPoint};
use pillars_primitives::Balance;
use rusqlite::{types::FromSql, Row};
use sp_core::H256;

/// A hash.
pub(super) fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<H256> {
	row.get::<_, [u8; 32]>(column).map(H256::from)
}

/// An outpoint, in two columns.
pub(super) fn outpoint(row: &Row<'_>, txid: usize, index: usize) -> rusqlite::Result<OutPoint> {
	Ok(OutPoint { txid: hash(row, txid)?, index: row.get(index)? })
}

/// An amount.
pub(super) fn amount(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Balance>> {
	let bytes = row.get::<_, Option<[u8; 16]>>(column)?;
	Ok(bytes.map(Balance::from_be_bytes))
}

/// A SCALE-encoded value.
pub(super) fn encoded<T: DecodeAll>(
	row: &Row<'_>,
	column: usize,
	what: &'static str,
) -> Result<T, IndexError> {
	let mut bytes = row.get_ref(column)?.as_blob().map_err(|_| IndexError::Damaged(what))?;
	T::decode_all(&mut bytes).map_err(|_| IndexError::Damaged(what))
}

/// The number of an origin.
pub(super) const fn origin_code(origin: CoinOrigin) -> u8 {
	match origin {
		CoinOrigin::Genesis => 0,
		CoinOrigin::Transfer => 1,
		CoinOrigin::Coinbase => 2,
		CoinOrigin::Coinstake => 3,
	}
}

/// An origin.
pub(super) fn origin(row: &Row<'_>, column: usize) -> Result<CoinOrigin, IndexError> {
	match get::<u8>(row, column)? {
		0 => Ok(CoinOrigin::Genesis),
		1 => Ok(CoinOrigin::Transfer),
		2 => Ok(CoinOrigin::Coinbase),
		3 => Ok(CoinOrigin::Coinstake),
		_ => Err(IndexError::Damaged("an origin")),
	}
}

/// Any other column.
pub(super) fn get<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T, IndexError> {
	Ok(row.get(column)?)
}

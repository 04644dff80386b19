//! Ids of transactions and of outputs that no transaction made.

use crate::Transaction;
use alloc::vec::Vec;
use codec::Encode;
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// `blake2_256(tag ++ encode(body))`.
pub(crate) fn tagged(tag: &[u8], body: &impl Encode) -> H256 {
	let mut bytes = Vec::with_capacity(tag.len().saturating_add(body.size_hint()));
	bytes.extend_from_slice(tag);
	body.encode_to(&mut bytes);
	blake2_256(&bytes).into()
}

impl Transaction {
	/// Id of the transaction; witnesses have no part in it.
	pub fn txid(&self) -> H256 {
		tagged(b"pillars/tx/1", self)
	}
}

/// Id of outputs made by a call (not a transaction), from the ledger's global counter.
pub fn serial_id(serial: u64) -> H256 {
	tagged(b"pillars/serial/1", &serial)
}

/// Id of the outputs of a block's coinbase.
pub fn coinbase_id(height: BlockNumber, parent_hash: &H256, author: &AccountId) -> H256 {
	tagged(b"pillars/coinbase/1", &(height, parent_hash, author))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{OutPoint, Output};

	#[test]
	fn ids_follow_the_stated_encoding() {
		let owner = AccountId::new([7; 32]);
		let tx = Transaction::new(
			vec![OutPoint { txid: H256::repeat_byte(1), index: 2 }],
			vec![Output::etp(5, owner.clone())],
		)
		.unwrap();
		let mut expected = b"pillars/tx/1".to_vec();
		expected.push(1); // V1
		expected.push(1 << 2); // one input, compact
		expected.extend([1; 32]);
		expected.extend(2u32.to_le_bytes());
		expected.push(1 << 2); // one output
		expected.push(1); // Coins
		expected.extend(0u32.to_le_bytes());
		expected.push(5 << 2); // amount, compact
		expected.push(1); // Account
		expected.extend([7; 32]);
		expected.extend(0u32.to_le_bytes()); // not_before
		expected.push(0); // no memo
		assert_eq!(tx.txid(), blake2_256(&expected).into());

		let mut serial = b"pillars/serial/1".to_vec();
		serial.extend(9u64.to_le_bytes());
		assert_eq!(serial_id(9), blake2_256(&serial).into());

		let mut coinbase = b"pillars/coinbase/1".to_vec();
		coinbase.extend(3u32.to_le_bytes());
		coinbase.extend([4; 32]);
		coinbase.extend([7; 32]);
		assert_eq!(coinbase_id(3, &H256::repeat_byte(4), &owner), blake2_256(&coinbase).into());
	}
}

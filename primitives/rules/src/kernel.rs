//! The kernel lottery of `Pos` (white paper, "PoS Analysis").
//!
//! *Kernel*: with `h = blake2_256("pillars/kernel/1" ++ modifier ++ slot (u64) ++ txid ++ index
//! (u32))`, a coin wins a slot if and only if
//!
//! ```text
//! h * D_eff <= floor(value / 1 ETP) * 2^256
//! ```
//!
//! It is linear in coins and there is no coin age, so neither splitting nor waiting pays. (White
//! paper: `hash < coin * difficulty`, where what is called difficulty is a target.)
//!
//! *Modifier*: for the children of block b it is `blake2_256("pillars/modifier/1" ++ hash(b) ++ M)`
//! if b is `Pow`, else `M`, the value for b itself; 32 zero bytes for genesis. It changes only at
//! `Pow` blocks, so that a staker can not grind it. (White paper: at every block.)

use crate::kind::Kind;
use codec::Encode;
use pillars_primitives::{units::ETP, Balance};
use primitive_types::{H256, U256, U512};
use sp_crypto_hashing::blake2_256;

/// The least value in satoshi of a coin that may stake: 1 000 ETP.
pub const MIN_STAKE: Balance = 1_000 * ETP;

const KERNEL_DOMAIN: &[u8; 16] = b"pillars/kernel/1";
const MODIFIER_DOMAIN: &[u8; 18] = b"pillars/modifier/1";

/// The modifier for the children of a `Pow` block, from its hash and the modifier for itself.
pub fn modifier(block_hash: &H256, previous: &H256) -> H256 {
	(MODIFIER_DOMAIN, block_hash, previous).using_encoded(blake2_256).into()
}

/// The modifier for the children of a block, from its kind (none: genesis), its hash and `current`,
/// the modifier for itself.
pub fn next_modifier(kind_of_block: Option<Kind>, hash: &H256, current: &H256) -> H256 {
	match kind_of_block {
		Some(Kind::Pow) => modifier(hash, current),
		Some(Kind::Pos | Kind::Dpos) | None => *current,
	}
}

/// The ticket of the coin `txid`, `index` in the lottery of `slot`.
pub fn kernel_hash(modifier: &H256, slot: u64, txid: &H256, index: u32) -> H256 {
	// Arrays, hashes and integers encode as they are, integers little-endian.
	(KERNEL_DOMAIN, modifier, slot, txid, index).using_encoded(blake2_256).into()
}

/// Whether a coin of `value` satoshi with the ticket `hash` wins at `effective_difficulty`.
///
/// That the coin may stake at all ([`MIN_STAKE`], maturity, owner) is not this function's business.
pub fn meets_kernel(hash: &H256, value: Balance, effective_difficulty: u128) -> bool {
	let ticket = U256::from_big_endian(hash.as_bytes());
	let product = ticket.full_mul(effective_difficulty.into());
	product <= times_2_pow_256(value / ETP)
}

fn times_2_pow_256(coins: u128) -> U512 {
	let [low, high] = [coins as u64, (coins >> 64) as u64];
	U512([0, 0, 0, 0, low, high, 0, 0])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_pow_changes_the_modifier() {
		let hash = H256::repeat_byte(1);
		let current = H256::repeat_byte(2);
		assert_eq!(next_modifier(Some(Kind::Pow), &hash, &current), modifier(&hash, &current));
		assert_ne!(modifier(&hash, &current), current);
		for kind in [Some(Kind::Pos), Some(Kind::Dpos), None] {
			assert_eq!(next_modifier(kind, &hash, &current), current);
		}
	}

	#[test]
	fn every_part_counts_in_the_ticket() {
		let (a, b) = (H256::repeat_byte(1), H256::repeat_byte(2));
		let ticket = kernel_hash(&a, 1, &a, 1);
		assert_ne!(ticket, kernel_hash(&b, 1, &a, 1));
		assert_ne!(ticket, kernel_hash(&a, 2, &a, 1));
		assert_ne!(ticket, kernel_hash(&a, 1, &b, 1));
		assert_ne!(ticket, kernel_hash(&a, 1, &a, 2));
	}

	#[test]
	fn comparison_is_exact_and_inclusive() {
		// 2^255 * 2 = 1 * 2^256.
		let mut half = H256::zero();
		half.0[0] = 0x80;
		assert!(meets_kernel(&half, ETP, 2));
		assert!(!meets_kernel(&half, ETP, 3));
		assert!(!meets_kernel(&half, ETP - 1, 2));
		half.0[31] = 1;
		assert!(!meets_kernel(&half, ETP, 2));
	}

	#[test]
	fn extremes_do_not_overflow() {
		assert_eq!(times_2_pow_256(u128::MAX), U512::from(u128::MAX) << 256);
		assert!(!meets_kernel(&H256::repeat_byte(0xff), Balance::MAX, u128::MAX));
		assert!(meets_kernel(&H256::repeat_byte(0xff), Balance::MAX, 1));
		assert!(meets_kernel(&H256::zero(), 0, u128::MAX));
	}
}

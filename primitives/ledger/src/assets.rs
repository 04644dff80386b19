//! Rules of tokens (MST) and unique items (MIT) that need no state.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use scale_info::TypeInfo;
use sp_core::{H256, U256};
use sp_io::hashing::blake2_256;
use sp_runtime::Permill;

/// Most bytes of a symbol, of a token or of a MIT.
pub const MAX_SYMBOL: u32 = 64;
/// Most bytes of the description of a token.
pub const MAX_DESCRIPTION: u32 = 256;
/// Most bytes of the content of a MIT.
pub const MAX_CONTENT: u32 = 256;
/// Most decimals of a token.
pub const MAX_DECIMALS: u8 = 18;

/// A symbol that no token, or no MIT, can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadSymbol;

/// Whether and how more of a token can be issued later.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Reissue {
	/// Never.
	#[codec(index = 0)]
	Never,
	/// By the holder of the issue certificate.
	#[codec(index = 1)]
	Free,
	/// By the holder of the issue certificate who shows at least this percentage (1 to 100) of all there is.
	#[codec(index = 2)]
	Share(u8),
}

/// How a token is mined along with blocks (white paper, MIP-2): `initial * decay^n` for a block, with `n` the number
/// of whole intervals since its issue.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct MiningModel {
	/// Reward of the first interval, in the token's smallest units.
	pub initial: u64,
	/// Blocks of an interval; at least 1.
	pub interval: BlockNumber,
	/// What is left of the reward from one interval to the next.
	pub decay: Permill,
	/// Most that is ever mined; `None` if only the decay bounds it.
	pub cap: Option<Balance>,
}

/// Checks the symbol of a token: 1 to 64 of `A-Z`, `0-9` and `.`, no label between the dots empty; `ETP` and what
/// begins with `ETP.` is the chain's.
///
/// # Errors
///
/// [`BadSymbol`], if it is not.
pub fn check_symbol(symbol: &[u8]) -> Result<(), BadSymbol> {
	let known = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'.';
	let labels = symbol.split(|byte| *byte == b'.').all(|label| !label.is_empty());
	let right = symbol.len() <= MAX_SYMBOL as usize && symbol.iter().all(known) && labels;
	(right && domain_of(symbol) != b"ETP").then_some(()).ok_or(BadSymbol)
}

/// The domain of a token's symbol: its first label.
pub fn domain_of(symbol: &[u8]) -> &[u8] {
	symbol.split(|byte| *byte == b'.').next().unwrap_or_default()
}

/// Checks the symbol of a MIT: 1 to 64 of `A-Z`, `a-z`, `0-9`, `.`, `@`, `_` and `-`.
///
/// # Errors
///
/// [`BadSymbol`], if it is not.
pub fn check_mit_symbol(symbol: &[u8]) -> Result<(), BadSymbol> {
	let known = |byte: &u8| byte.is_ascii_alphanumeric() || b".@_-".contains(byte);
	let right = (1..=MAX_SYMBOL as usize).contains(&symbol.len()) && symbol.iter().all(known);
	right.then_some(()).ok_or(BadSymbol)
}

/// Whether `sum` is at least `percent` hundredths of what there is: `sum * 100 >= percent * existing`.
pub fn share_suffices(sum: Balance, percent: u8, existing: Balance) -> bool {
	let times = |amount: Balance, factor: u8| U256::from(amount).checked_mul(factor.into());
	times(sum, 100) >= times(existing, percent)
}

/// What an account commits to before it registers a domain:
/// `blake2_256("pillars/domain/1" ++ account ++ salt ++ domain)`, the domain being that of the symbol.
pub fn domain_commitment(symbol: &[u8], salt: &[u8; 32], who: &AccountId) -> H256 {
	let mut bytes = b"pillars/domain/1".to_vec();
	bytes.extend_from_slice(who.as_ref());
	bytes.extend_from_slice(salt);
	bytes.extend_from_slice(domain_of(symbol));
	blake2_256(&bytes).into()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn symbols_of_tokens() {
		for good in ["A", "A.B", "0", "METAVERSE.GOLD.2", "ETPX", "A.ETP", &"A".repeat(64)] {
			assert_eq!(check_symbol(good.as_bytes()), Ok(()), "{good}");
		}
		for bad in ["", ".", "A.", ".A", "A..B", "a", "A B", "A-B", "ETP", "ETP.A", &"A".repeat(65)]
		{
			assert_eq!(check_symbol(bad.as_bytes()), Err(BadSymbol), "{bad}");
		}
		assert_eq!(domain_of(b"GOLD.COIN"), b"GOLD");
		assert_eq!(domain_of(b"GOLD"), b"GOLD");
	}

	#[test]
	fn symbols_of_mits() {
		for good in ["a", "A.b@c_d-9", &"x".repeat(64)] {
			assert_eq!(check_mit_symbol(good.as_bytes()), Ok(()), "{good}");
		}
		for bad in ["", " ", "a b", "a/b", "é", &"x".repeat(65)] {
			assert_eq!(check_mit_symbol(bad.as_bytes()), Err(BadSymbol), "{bad}");
		}
	}

	#[test]
	fn shares_are_compared_exactly() {
		assert!(share_suffices(10, 10, 100));
		assert!(!share_suffices(10, 10, 101));
		assert!(share_suffices(11, 10, 101));
		assert!(share_suffices(u128::MAX, 100, u128::MAX));
		assert!(!share_suffices(u128::MAX - 1, 100, u128::MAX));
		assert!(share_suffices(0, 1, 0));
	}

	#[test]
	fn a_commitment_hides_a_domain_and_binds_it_to_an_account() {
		let (alice, bob) = (AccountId::new([1; 32]), AccountId::new([2; 32]));
		let hash = domain_commitment(b"GOLD.COIN", &[7; 32], &alice);
		let mut bytes = b"pillars/domain/1".to_vec();
		bytes.extend([1; 32]);
		bytes.extend([7; 32]);
		bytes.extend(b"GOLD");
		assert_eq!(hash, blake2_256(&bytes).into());
		assert_eq!(hash, domain_commitment(b"GOLD", &[7; 32], &alice));
		assert_ne!(hash, domain_commitment(b"GOLD", &[8; 32], &alice));
		assert_ne!(hash, domain_commitment(b"GOLD", &[7; 32], &bob));
	}
}

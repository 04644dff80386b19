//! Monetary units and the token's name, stated once for the runtime, the presets and the node.

use crate::Balance;

/// 10^-8 ETP, the smallest amount.
pub const SATOSHI: Balance = 1;
/// One ETP in satoshi.
pub const ETP: Balance = 100_000_000;
/// A thousandth of an ETP in satoshi.
pub const MILLI_ETP: Balance = ETP / 1_000;

/// The symbol of the chain's own token.
pub const TOKEN_SYMBOL: &str = "ETP";
/// Its decimals.
pub const TOKEN_DECIMALS: u8 = 8;
/// The ss58 address prefix: the generic Substrate one.
pub const SS58_PREFIX: u8 = 42;

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn one_etp_has_as_many_satoshi_as_the_decimals_say() {
		assert_eq!(ETP, 10u128.pow(TOKEN_DECIMALS as u32) * SATOSHI);
		assert_eq!(MILLI_ETP * 1_000, ETP);
	}
}

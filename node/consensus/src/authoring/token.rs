//! The token (MST) that the authors mine along with their blocks.

use pillars_ledger::Asset;
use pillars_primitives::Hash;

/// Says which token the coinbase of a block names. The block pays what it earns of it, if anything: to name a token
/// that does not exist or can not be mined does a block no harm.
pub trait MinedToken: Send + Sync {
	/// The token to name in a child of `parent`, if any. Asked for every template and block, so it must be quick.
	fn at(&self, parent: Hash) -> Option<Asset>;
}

/// None.
impl MinedToken for () {
	fn at(&self, _: Hash) -> Option<Asset> {
		None
	}
}

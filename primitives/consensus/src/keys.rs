//! Keys of stakers and witnesses.

use alloc::vec::Vec;
use codec::Encode;
use pillars_primitives::{AccountId, Hashing};
use sp_core::{crypto::KeyTypeId, H256};

/// Keystore type of the keys that seal `Dpos` blocks.
pub const WITNESS_KEY_TYPE: KeyTypeId = KeyTypeId(*b"witn");
/// Keystore type of the keys that seal `Pos` blocks.
pub const STAKING_KEY_TYPE: KeyTypeId = KeyTypeId(*b"stak");

/// The sr25519 keys of witnesses.
pub mod witness {
	#![allow(missing_docs, reason = "made by a macro of the SDK")]
	mod app {
		use sp_application_crypto::{app_crypto, sr25519};
		app_crypto!(sr25519, crate::keys::WITNESS_KEY_TYPE);
	}
	#[cfg(feature = "std")]
	pub use app::Pair;
	pub use app::{Public, Signature};
}

/// The sr25519 keys of stakers.
pub mod staking {
	#![allow(missing_docs, reason = "made by a macro of the SDK")]
	mod app {
		use sp_application_crypto::{app_crypto, sr25519};
		app_crypto!(sr25519, crate::keys::STAKING_KEY_TYPE);
	}
	#[cfg(feature = "std")]
	pub use app::Pair;
	pub use app::{Public, Signature};
}

/// Public key under which a witness seals.
pub type WitnessKey = witness::Public;
/// Public key under which a staker seals.
pub type StakingKey = staking::Public;

/// What a signature seal signs: `b"pillars/seal/1" ++ pre_hash`.
pub fn seal_message(pre_hash: &H256) -> Vec<u8> {
	[b"pillars/seal/1".as_slice(), pre_hash.as_bytes()].concat()
}

/// BLAKE2-256 Merkle root over `encode((account, witness key))` in turn order.
pub fn witness_root(witnesses: &[(AccountId, WitnessKey)]) -> H256 {
	binary_merkle_tree::merkle_root::<Hashing, _>(witnesses.iter().map(Encode::encode))
}

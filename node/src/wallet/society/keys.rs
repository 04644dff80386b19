//! The keys of a witness: made by its node, or given.

use crate::wallet::{preview::address, Session, WalletError};
use codec::DecodeAll;
use frame_support::{traits::ConstU32, BoundedVec};
use pallet_candidates::MAX_PROOF;
use pillars_primitives::AccountId;
use pillars_runtime::SessionKeys;
use serde_json::{json, Value as Json};
use sp_core::{crypto::Ss58Codec, Bytes};
use sp_runtime::traits::OpaqueKeys;
use std::str::FromStr;

/// Bytes in hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hex(Vec<u8>);

impl FromStr for Hex {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let bytes = sp_core::bytes::from_hex(text).map_err(|_| "not hex digits after 0x")?;
		Ok(Self(bytes))
	}
}

/// Where the keys come from.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct KeysArgs {
	/// The keys, as `author_rotateKeysWithOwner` of a node returns them. Without, the node that the wallet talks to makes
	/// new ones.
	#[arg(long, value_name = "HEX", requires = "proof")]
	keys: Option<Hex>,

	/// The proof that comes with the keys.
	#[arg(long, value_name = "HEX", requires = "keys")]
	proof: Option<Hex>,
}

/// Keys, and the proof that they belong to an account.
#[derive(Debug, Clone)]
pub(super) struct ProvenKeys {
	/// The keys.
	pub(super) keys: SessionKeys,
	/// The proof.
	pub(super) proof: BoundedVec<u8, ConstU32<MAX_PROOF>>,
}

impl ProvenKeys {
	/// The keys that the options name, or new ones of the node, for this account.
	///
	/// # Errors
	///
	/// If there are none, they can not be read, or the proof is for another account.
	pub(super) async fn obtain(
		session: &Session,
		args: KeysArgs,
		owner: &AccountId,
	) -> Result<Self, WalletError> {
		if let KeysArgs { keys: Some(keys), proof: Some(proof) } = args {
			return Self::read(&keys.0, proof.0, owner);
		}
		if session.args.sending.dry_run {
			let reason = "a dry run has the node make no keys: give --keys and --proof";
			return Err(WalletError::Input(reason.into()));
		}
		eprintln!("the node makes new keys; those that it has stay");
		let made = session.chain.rotate_keys(owner).await?;
		let proof = made.proof.ok_or(WalletError::Unreadable("author_rotateKeysWithOwner"))?;
		Self::read(&made.keys, proof.0, owner)
	}

	fn read(keys: &[u8], proof: Vec<u8>, owner: &AccountId) -> Result<Self, WalletError> {
		let wrong = |reason: &str| WalletError::Input(reason.into());
		let keys = SessionKeys::decode_all(&mut &*keys)
			.map_err(|_| wrong("these are not the keys of a Pillars node"))?;
		if !keys.ownership_proof_is_valid(owner.as_ref(), &proof) {
			let reason =
				format!("the proof does not show that the keys are for {}", address(owner));
			return Err(WalletError::Input(reason));
		}
		let proof = proof.try_into().map_err(|_| wrong("the proof is too long"))?;
		Ok(Self { keys, proof })
	}

	/// For people.
	pub(super) fn lines(&self) -> [String; 2] {
		[
			format!("seals with {}", self.keys.witness.to_ss58check()),
			format!("finalises with {}", self.keys.grandpa.to_ss58check()),
		]
	}

	/// For programs.
	pub(super) fn json(&self) -> Json {
		json!({
			"witness": self.keys.witness.to_ss58check(),
			"grandpa": self.keys.grandpa.to_ss58check(),
			"proof": Bytes(self.proof.to_vec()),
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_io::TestExternalities;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};

	/// Keys and proof as a node makes them for Alice.
	fn made() -> (Vec<u8>, Vec<u8>) {
		let mut node = TestExternalities::default();
		node.register_extension(KeystoreExt::new(MemoryKeystore::new()));
		let owner = Alice.to_account_id();
		let made = node.execute_with(|| SessionKeys::generate(&owner.encode(), None));
		(made.keys.encode(), made.proof.encode())
	}

	#[test]
	fn keys_of_a_node_are_read_and_shown() {
		let (keys, proof) = made();
		let read = ProvenKeys::read(&keys, proof, &Alice.to_account_id()).unwrap();
		assert_eq!(read.keys.encode(), keys);
		let [seals, finalises] = read.lines();
		assert!(seals.starts_with("seals with 5") && finalises.starts_with("finalises with 5"));
		let json = read.json();
		assert!(seals.ends_with(json["witness"].as_str().unwrap()));
		assert!(finalises.ends_with(json["grandpa"].as_str().unwrap()));
	}

	#[test]
	fn a_proof_is_for_one_account_and_one_set_of_keys() {
		let (keys, proof) = made();
		let refused = |keys: &[u8], proof: &[u8], owner: AccountId| {
			ProvenKeys::read(keys, proof.to_vec(), &owner).unwrap_err().to_string()
		};
		let alice = Alice.to_account_id();
		assert!(refused(&keys, &proof, Bob.to_account_id()).contains("proof does not show"));
		assert!(refused(&made().0, &proof, alice.clone()).contains("proof does not show"));
		assert!(refused(&keys, &[], alice.clone()).contains("proof does not show"));
		assert!(refused(&keys[1..], &proof, alice).contains("not the keys"));
	}

	#[test]
	fn hex_is_hex() {
		assert_eq!("0x0aFf".parse(), Ok(Hex(vec![10, 255])));
		assert!("0x0g".parse::<Hex>().unwrap_err().contains("hex"));
	}
}

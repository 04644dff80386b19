//! The keys a node needs for what it is to do.

use super::Authoring;
use crate::error::Error;
use pillars_consensus_primitives::{STAKING_KEY_TYPE, WITNESS_KEY_TYPE};
use sp_core::crypto::{key_types::GRANDPA, KeyTypeId};
use sp_keyring::Sr25519Keyring;
use sp_keystore::KeystorePtr;

/// Whose keys a development node holds: the witnesses of its chain.
const DEV_WITNESSES: [Sr25519Keyring; 3] =
	[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie];

/// Puts in the development keys and checks that there is a key for each thing that the node is to do.
///
/// # Errors
///
/// What is missing and how to mend it, or that the keystore does not take a key.
pub(crate) fn prepare(keystore: &KeystorePtr, authoring: &Authoring) -> Result<(), Error> {
	insert(keystore, authoring)?;
	check(keystore, authoring)
}

/// Puts the development keys into the keystore, in memory only: on a development node those of all
/// witnesses and the one that finalises; elsewhere the staking key of the development account that
/// was asked for (its other keys come with the session keys).
///
/// # Errors
///
/// If the keystore does not take them.
fn insert(keystore: &KeystorePtr, authoring: &Authoring) -> Result<(), Error> {
	if authoring.dev {
		for account in DEV_WITNESSES {
			insert_sr25519(keystore, WITNESS_KEY_TYPE, account)?;
			insert_sr25519(keystore, STAKING_KEY_TYPE, account)?;
		}
		keystore.ed25519_generate_new(GRANDPA, Some(&Sr25519Keyring::Alice.to_seed()))?;
	}
	if let Some(account) = authoring.keyring {
		insert_sr25519(keystore, WITNESS_KEY_TYPE, account)?;
		insert_sr25519(keystore, STAKING_KEY_TYPE, account)?;
	}
	Ok(())
}

fn insert_sr25519(
	keystore: &KeystorePtr,
	key_type: KeyTypeId,
	account: Sr25519Keyring,
) -> Result<(), Error> {
	keystore.sr25519_generate_new(key_type, Some(&account.to_seed()))?;
	Ok(())
}

/// Checks that there is a key for each thing that the node is to do.
///
/// # Errors
///
/// What is missing and how to mend it.
fn check(keystore: &KeystorePtr, authoring: &Authoring) -> Result<(), Error> {
	let need = |needed: bool, option, key_type: KeyTypeId| {
		if needed && keystore.sr25519_public_keys(key_type).is_empty() {
			let key_type = String::from_utf8_lossy(&key_type.0).into_owned();
			return Err(Error::NoKey { option, key_type });
		}
		Ok(())
	};
	need(authoring.witness, "--witness", WITNESS_KEY_TYPE)?;
	need(authoring.stake, "--stake", STAKING_KEY_TYPE)?;
	if authoring.mine > 0 && authoring.author.is_none() {
		return Err(Error::NoAuthor);
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keystore::{testing::MemoryKeystore, Keystore};
	use std::sync::Arc;

	fn idle() -> Authoring {
		Authoring::default()
	}

	#[test]
	fn a_development_node_holds_the_keys_of_all_witnesses_and_one_that_finalises() {
		let keystore: KeystorePtr = Arc::new(MemoryKeystore::new());
		insert(&keystore, &Authoring { dev: true, ..idle() }).unwrap();
		for key_type in [WITNESS_KEY_TYPE, STAKING_KEY_TYPE] {
			let keys = keystore.sr25519_public_keys(key_type);
			assert_eq!(keys.len(), 3);
			assert!(DEV_WITNESSES.iter().all(|account| keys.contains(&account.public())));
		}
		let alice = sp_keyring::Ed25519Keyring::Alice.public();
		assert_eq!(keystore.ed25519_public_keys(GRANDPA), vec![alice]);
	}

	#[test]
	fn a_development_account_brings_its_keys() {
		let keystore: KeystorePtr = Arc::new(MemoryKeystore::new());
		let authoring =
			Authoring { keyring: Some(Sr25519Keyring::Bob), stake: true, witness: true, ..idle() };
		insert(&keystore, &authoring).unwrap();
		check(&keystore, &authoring).unwrap();
		assert_eq!(
			keystore.sr25519_public_keys(STAKING_KEY_TYPE),
			vec![Sr25519Keyring::Bob.public()]
		);
	}

	#[test]
	fn each_missing_key_is_told() {
		let keystore: KeystorePtr = Arc::new(MemoryKeystore::new());
		check(&keystore, &idle()).unwrap();
		let error = check(&keystore, &Authoring { witness: true, ..idle() }).unwrap_err();
		assert!(error.one_line().contains("--key-type witn"));
		let error = check(&keystore, &Authoring { stake: true, ..idle() }).unwrap_err();
		assert!(error.one_line().contains("--key-type stak"));
		let error = check(&keystore, &Authoring { mine: 1, ..idle() }).unwrap_err();
		assert!(error.one_line().contains("--author"));
	}
}

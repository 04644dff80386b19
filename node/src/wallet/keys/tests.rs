//! Keys from every source, and what is said when there is none.

use super::*;
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Verify;
use std::fs;

fn args() -> KeyArgs {
	KeyArgs { key_type: KeyTypeId(*b"acco"), ..KeyArgs::default() }
}

fn insert(folder: &Path, suri: &str, scheme: Scheme, password: Option<&str>) -> AccountId {
	let password = password.map(|text| SecretString::new(text.into()));
	let store = LocalKeystore::open(folder, password.clone()).unwrap();
	let with_password = match &password {
		Some(password) => format!("{suri}///{}", password.expose_secret()),
		None => suri.into(),
	};
	let key = Key::from_secret(&SecretString::new(with_password), scheme).unwrap();
	let public: Vec<u8> = match key.secret.signer() {
		MultiSigner::Sr25519(public) => public.to_raw_vec(),
		MultiSigner::Ed25519(public) => public.to_raw_vec(),
		MultiSigner::Ecdsa(public) => public.to_raw_vec(),
		MultiSigner::Eth(_) => unreachable!(),
	};
	store.insert(KeyTypeId(*b"acco"), suri, &public).unwrap();
	key.account
}

fn check_signs(key: &Key) {
	let signature = key.sign(b"message").unwrap();
	assert!(signature.verify(&b"message"[..], key.account()));
	assert!(!signature.verify(&b"massage"[..], key.account()));
}

#[test]
fn a_secret_can_be_in_a_file() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("secret");
	fs::write(&file, "//Alice\nsomething else").unwrap();
	for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
		let key = Key::load(&KeyArgs { suri_file: Some(file.clone()), scheme, ..args() }).unwrap();
		check_signs(&key);
	}
	let key = Key::load(&KeyArgs { suri_file: Some(file.clone()), ..args() }).unwrap();
	assert_eq!(*key.account(), Sr25519Keyring::Alice.to_account_id());

	let bob = Some(Sr25519Keyring::Bob.to_account_id());
	let other = Key::load(&KeyArgs { suri_file: Some(file), account: bob, ..args() });
	assert!(matches!(other, Err(WalletError::OtherAccount { .. })));
	let missing = Key::load(&KeyArgs { suri_file: Some("/no/such/file".into()), ..args() });
	assert!(matches!(missing, Err(WalletError::File { .. })));
}

#[test]
fn a_bad_secret_is_not_repeated() {
	let seed = "07".repeat(32);
	for secret in [
		"one two three",
		"\"one two three\"",
		"one, two three",
		"one two three//Alice/",
		format!("0x{seed}/").as_str(),
		format!("0x{seed}two").as_str(),
		format!("0x{}", "07".repeat(31)).as_str(),
	] {
		for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
			let secret = SecretString::new(secret.into());
			let error = Key::from_secret(&secret, scheme).err().unwrap();
			for text in [error.to_string(), format!("{error:?}")] {
				assert!(!text.contains("two") && !text.contains("0707"), "{text}");
			}
		}
	}
}

#[test]
fn nothing_is_no_secret() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("secret");
	for text in ["", "\n", "  \n//Alice"] {
		fs::write(&file, text).unwrap();
		let error = Key::load(&KeyArgs { suri_file: Some(file.clone()), ..args() }).err().unwrap();
		assert!(error.to_string().contains("it is empty"), "{error}");
	}
}

#[test]
fn keys_of_a_keystore_sign_in_every_scheme() {
	for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
		let folder = tempfile::tempdir().unwrap();
		let keystore = Some(folder.path().to_path_buf());
		let account = insert(folder.path(), "//Alice", scheme, None);
		let key = Key::load(&KeyArgs { keystore, scheme, ..args() }).unwrap();
		assert_eq!(*key.account(), account);
		check_signs(&key);
	}
}

#[test]
fn of_several_keys_one_must_be_named() {
	let folder = tempfile::tempdir().unwrap();
	let keystore = Some(folder.path().to_path_buf());
	let load = |account| Key::load(&KeyArgs { keystore: keystore.clone(), account, ..args() });
	assert!(matches!(load(None), Err(WalletError::NotInKeystore { .. })));
	let alice = insert(folder.path(), "//Alice", Scheme::Sr25519, None);
	let bob = insert(folder.path(), "//Bob", Scheme::Sr25519, None);
	let error = load(None).err().unwrap().to_string();
	assert!(error.contains(&alice.to_ss58check()) && error.contains("--account"), "{error}");
	assert_eq!(*load(Some(bob.clone())).unwrap().account(), bob);
	let eve = Sr25519Keyring::Eve.to_account_id();
	let error = load(Some(eve.clone())).err().unwrap().to_string();
	assert!(error.contains(&eve.to_ss58check()) && error.contains("key insert"), "{error}");
}

#[test]
fn a_keystore_may_have_a_password() {
	let folder = tempfile::tempdir().unwrap();
	insert(folder.path(), "//Alice", Scheme::Sr25519, Some("open sesame"));
	let file = folder.path().join("password");
	let keystore = Some(folder.path().to_path_buf());
	let with = KeyArgs { keystore: keystore.clone(), password_file: Some(file.clone()), ..args() };
	for text in ["open sesame", "open sesame\n", "open sesame\r\n"] {
		fs::write(&file, text).unwrap();
		check_signs(&Key::load(&with).unwrap());
	}
	fs::write(&file, "close sesame").unwrap();
	let wrong = Key::load(&with).unwrap();
	assert!(matches!(wrong.sign(b"message"), Err(WalletError::KeyUnusable(_))));
	// The node takes such a file as it is.
	let whole = tempfile::tempdir().unwrap();
	insert(whole.path(), "//Bob", Scheme::Sr25519, Some("open sesame\n"));
	fs::write(&file, "open sesame\n").unwrap();
	let with = KeyArgs { keystore: Some(whole.path().into()), ..with };
	check_signs(&Key::load(&with).unwrap());
	let without = Key::load(&KeyArgs { keystore, ..args() }).unwrap();
	assert!(matches!(without.sign(b"message"), Err(WalletError::KeyUnusable(_))));
}

#[test]
fn a_keystore_is_not_made() {
	let keystore = Some(PathBuf::from("/no/such/keystore"));
	let error = Key::load(&KeyArgs { keystore, ..args() }).err().unwrap();
	assert!(matches!(error, WalletError::NoKeystore(_)));
	assert!(!Path::new("/no/such/keystore").exists());
}

//! Somebody with a key who runs the wallet.

use crate::common::{ends, Ended};
use serde_json::Value as Json;
use sp_keyring::Sr25519Keyring;
use std::{
	fs,
	path::{Path, PathBuf},
};

/// A user of the wallet.
pub(crate) struct User {
	/// Where the node answers.
	pub(crate) url: String,
	folder: PathBuf,
	secret: PathBuf,
	/// The account.
	pub(crate) address: String,
}

impl User {
	/// With the development key of this name, and a folder for files under `folder`.
	pub(crate) fn new(url: &str, folder: &Path, name: &str) -> Self {
		let folder = folder.join(name);
		fs::create_dir(&folder).unwrap();
		let secret = folder.join("secret");
		fs::write(&secret, format!("//{name}\n")).unwrap();
		let key = Sr25519Keyring::iter().find(|key| key.to_string() == name).unwrap();
		Self { url: url.into(), folder, secret, address: key.to_account_id().to_string() }
	}

	/// A file of the user.
	pub(crate) fn file(&self, name: &str) -> String {
		self.folder.join(name).to_str().unwrap().into()
	}

	/// Gives somebody a copy of a file.
	pub(crate) fn hand_over(&self, name: &str, to: &Self) -> String {
		let copy = to.file(name);
		fs::copy(self.file(name), &copy).unwrap();
		copy
	}

	/// Reads a file as JSON.
	pub(crate) fn read(&self, name: &str) -> Json {
		serde_json::from_str(&fs::read_to_string(self.file(name)).unwrap()).unwrap()
	}

	/// Runs a command to its end.
	pub(crate) async fn run(&self, arguments: &[&str]) -> Ended {
		let secret = self.secret.to_str().unwrap();
		let options = ["wallet", "--url", &self.url, "--suri-file", secret, "--json"];
		ends(&[&options, arguments].concat()).await
	}

	/// Runs a command that must succeed, without questions, and returns what it tells. What it sends is final then: a
	/// chain of a few blocks a second replaces its last block now and then, and what was in it is in another.
	///
	/// # Panics
	///
	/// If it fails.
	pub(crate) async fn does(&self, arguments: &[&str]) -> Json {
		self.does_at_once(&[arguments, &["--finalised"]].concat()).await
	}

	/// As [`Self::does`], but what it sends is in a block only.
	///
	/// # Panics
	///
	/// If it fails.
	pub(crate) async fn does_at_once(&self, arguments: &[&str]) -> Json {
		let ended = self.run(&[arguments, &["--yes"]].concat()).await;
		assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.stderr);
		println!("{arguments:?}\n{}", ended.stderr);
		serde_json::from_str(&ended.stdout).unwrap()
	}

	/// Runs a command that must fail with one line that holds all of these.
	///
	/// # Panics
	///
	/// If it does something else.
	pub(crate) async fn refuses(&self, arguments: &[&str], reasons: &[&str]) {
		let ended = self.run(arguments).await;
		assert_eq!(ended.code, Some(1), "{arguments:?}: {ended:?}");
		let errors: Vec<_> = ended.stderr.lines().filter(|l| l.starts_with("Error: ")).collect();
		assert_eq!(errors.len(), 1, "{arguments:?}: {}", ended.stderr);
		assert_eq!(ended.stderr.lines().last(), errors.first().copied());
		for reason in reasons {
			assert!(errors[0].contains(reason), "\"{reason}\" is not in: {}", errors[0]);
		}
		// Programs are told the same, unless the command line could not even be read.
		if !ended.stdout.is_empty() {
			let told: Json = serde_json::from_str(&ended.stdout).unwrap();
			assert!(told["error"]["code"].is_string(), "{told}");
			let message = told["error"]["message"].as_str().unwrap();
			assert!(errors[0].contains(message), "{message} is not in: {}", errors[0]);
		}
	}

	/// Checks that nobody else can read a file.
	pub(crate) fn is_private(&self, name: &str) {
		use std::os::unix::fs::PermissionsExt;
		let mode = fs::metadata(self.file(name)).unwrap().permissions().mode();
		assert_eq!(mode & 0o777, 0o600, "{name}");
	}

	/// How much of an asset the user has in outputs, in its smallest unit.
	pub(crate) async fn has(&self, asset: &str) -> u128 {
		let told = self.does(&["balance"]).await;
		let assets = told["assets"].as_array().unwrap();
		let found = assets.iter().find(|found| found["asset"] == asset);
		found.map_or(0, |found| units(found["total"].as_str().unwrap()))
	}
}

/// An amount without its point.
pub(crate) fn units(amount: &str) -> u128 {
	amount.replace('.', "").parse().unwrap()
}

/// An amount of ETP in satoshi.
pub(crate) const fn etp(amount: u128) -> u128 {
	amount * 100_000_000
}

/// The fee that a command tells, in satoshi.
pub(crate) fn fee(told: &Json) -> u128 {
	units(told["fee"].as_str().unwrap())
}

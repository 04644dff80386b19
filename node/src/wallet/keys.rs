//! The key that signs: from a keystore, a secret in a file, on the command line, or typed in. It never leaves this
//! process.

use super::error::WalletError;
use pillars_primitives::AccountId;
use sc_keystore::LocalKeystore;
use sp_core::{
	crypto::{ByteArray, ExposeSecret, KeyTypeId, SecretString, SecretStringError, Ss58Codec},
	ecdsa, ed25519, sr25519, Pair,
};
use sp_keystore::Keystore;
use sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner};
use std::{
	io::{IsTerminal, Read},
	path::{Path, PathBuf},
};

/// The kinds of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Scheme {
	/// Schnorrkel, the usual one.
	#[default]
	Sr25519,
	/// Edwards curve.
	Ed25519,
	/// secp256k1.
	Ecdsa,
}

impl Scheme {
	const fn name(self) -> &'static str {
		match self {
			Self::Sr25519 => "sr25519",
			Self::Ed25519 => "ed25519",
			Self::Ecdsa => "ecdsa",
		}
	}
}

/// Where the key is. The options are for every command.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Key")]
pub(crate) struct KeyArgs {
	/// Folder of a keystore: sign with a key of it, made by `pillars key insert --key-type acco`.
	#[arg(long, global = true, value_name = "FOLDER", conflicts_with_all = ["suri", "suri_file"])]
	pub(crate) keystore: Option<PathBuf>,

	/// Type of the keys in the keystore that are looked at.
	#[arg(long, global = true, value_name = "FOUR LETTERS", default_value = "acco", value_parser = parse_key_type)]
	pub(crate) key_type: KeyTypeId,

	/// File with the password of the keystore.
	#[arg(long, global = true, value_name = "FILE")]
	pub(crate) password_file: Option<PathBuf>,

	/// Ask for the password of the keystore.
	#[arg(long, global = true, conflicts_with = "password_file")]
	pub(crate) password_interactive: bool,

	/// File with the secret phrase, seed or derivation path; - is the standard input.
	#[arg(long, global = true, value_name = "FILE", conflicts_with = "suri")]
	pub(crate) suri_file: Option<PathBuf>,

	/// The secret itself. Other users of the machine can see it: rather use --suri-file or --keystore.
	#[arg(long, global = true, value_name = "SECRET")]
	pub(crate) suri: Option<SecretString>,

	/// Kind of the key.
	#[arg(long, global = true, value_enum, default_value_t)]
	pub(crate) scheme: Scheme,

	/// The account: which key of the keystore is meant, or a check that a secret is the right one.
	#[arg(long, global = true, value_name = "SS58", value_parser = crate::cli::parse_account)]
	pub(crate) account: Option<AccountId>,
}

fn parse_key_type(text: &str) -> Result<KeyTypeId, String> {
	KeyTypeId::try_from(text).map_err(|()| "a key type has four letters".into())
}

/// A key that can sign.
pub(crate) struct Key {
	secret: Secret,
	account: AccountId,
}

enum Secret {
	Sr25519(Box<sr25519::Pair>),
	Ed25519(Box<ed25519::Pair>),
	Ecdsa(Box<ecdsa::Pair>),
	Stored { store: LocalKeystore, key_type: KeyTypeId, public: MultiSigner },
}

impl Key {
	/// The key that the options name; without any, the user is asked for the secret.
	///
	/// # Errors
	///
	/// If there is none, or it is not the key of the account that the options name.
	pub(crate) fn load(args: &KeyArgs) -> Result<Self, WalletError> {
		if let Some(folder) = &args.keystore {
			return Self::stored(args, folder);
		}
		let secret = if let Some(secret) = &args.suri {
			eprintln!(
				"Warning: other users of this machine can see what --suri holds; \
				 --suri-file, --keystore or typing it in keeps it secret"
			);
			secret.clone()
		} else if let Some(file) = &args.suri_file {
			read_secret(file)?
		} else if std::io::stdin().is_terminal() {
			SecretString::new(rpassword::prompt_password("Secret phrase or seed: ")?)
		} else {
			return Err(WalletError::NoKey);
		};
		let key = Self::from_secret(&secret, args.scheme)?;
		match &args.account {
			Some(account) if *account != key.account => Err(WalletError::OtherAccount {
				expected: account.to_ss58check(),
				found: key.account.to_ss58check(),
			}),
			_ => Ok(key),
		}
	}

	/// The key of a secret phrase, seed or derivation path.
	///
	/// # Errors
	///
	/// [`WalletError::BadSecret`]; the secret is not in the text.
	fn from_secret(secret: &SecretString, scheme: Scheme) -> Result<Self, WalletError> {
		fn pair<P: Pair>(secret: &SecretString) -> Result<Box<P>, WalletError> {
			let pair = P::from_string(secret.expose_secret().trim(), None);
			pair.map(Box::new).map_err(|error| WalletError::BadSecret(what_is_wrong(&error)))
		}
		// The SDK takes nothing at all for the phrase that everybody knows.
		if secret.expose_secret().trim().is_empty() {
			return Err(WalletError::BadSecret("it is empty"));
		}
		let secret = match scheme {
			Scheme::Sr25519 => Secret::Sr25519(pair(secret)?),
			Scheme::Ed25519 => Secret::Ed25519(pair(secret)?),
			Scheme::Ecdsa => Secret::Ecdsa(pair(secret)?),
		};
		Ok(Self { account: secret.signer().into_account(), secret })
	}

	/// A key of a keystore.
	fn stored(args: &KeyArgs, folder: &Path) -> Result<Self, WalletError> {
		// Opening one makes the folder.
		if !folder.is_dir() {
			return Err(WalletError::NoKeystore(folder.into()));
		}
		let passwords = if args.password_interactive {
			vec![SecretString::new(rpassword::prompt_password("Password of the keystore: ")?)]
		} else {
			args.password_file.as_deref().map(read_passwords).transpose()?.unwrap_or_default()
		};
		let mut passwords = passwords.into_iter();
		let unusable = |reason: String| WalletError::KeyUnusable(reason);
		let open = |password| {
			LocalKeystore::open(folder, password).map_err(|error| unusable(error.to_string()))
		};
		let store = open(passwords.next())?;
		let keys = store.keys(args.key_type).map_err(|e| unusable(e.to_string()))?;
		let mut found: Vec<(MultiSigner, AccountId)> = keys
			.iter()
			.filter_map(|bytes| as_signer(args.scheme, bytes))
			.map(|public| (public.clone(), public.into_account()))
			.filter(|(_, account)| args.account.as_ref().is_none_or(|asked| asked == account))
			.collect();
		let (public, account) = found.pop().ok_or_else(|| WalletError::NotInKeystore {
			scheme: args.scheme.name(),
			key_type: String::from_utf8_lossy(&args.key_type.0).into_owned(),
			account: match &args.account {
				Some(account) => format!(" of {}", account.to_ss58check()),
				None => String::new(),
			},
		})?;
		if !found.is_empty() {
			let accounts = found.iter().map(|(_, other)| other).chain([&account]);
			let list: Vec<_> = accounts.map(AccountId::to_ss58check).collect();
			return Err(WalletError::ManyKeys(list.join(", ")));
		}
		let secret =
			|store| Secret::Stored { store, key_type: args.key_type, public: public.clone() };
		let mut key = Self { secret: secret(store), account };
		for password in passwords {
			if key.sign(&[]).is_err() {
				key.secret = secret(open(Some(password))?);
			}
		}
		Ok(key)
	}

	/// The account that the key signs for.
	pub(crate) const fn account(&self) -> &AccountId {
		&self.account
	}

	/// Signs.
	///
	/// # Errors
	///
	/// [`WalletError::KeyUnusable`] if the keystore does not give the key.
	pub(crate) fn sign(&self, message: &[u8]) -> Result<MultiSignature, WalletError> {
		Ok(match &self.secret {
			Secret::Sr25519(pair) => pair.sign(message).into(),
			Secret::Ed25519(pair) => pair.sign(message).into(),
			Secret::Ecdsa(pair) => pair.sign(message).into(),
			Secret::Stored { store, key_type, public } => {
				let signed = match public {
					MultiSigner::Sr25519(public) => {
						store.sr25519_sign(*key_type, public, message).map(|s| s.map(Into::into))
					},
					MultiSigner::Ed25519(public) => {
						store.ed25519_sign(*key_type, public, message).map(|s| s.map(Into::into))
					},
					MultiSigner::Ecdsa(public) => {
						store.ecdsa_sign(*key_type, public, message).map(|s| s.map(Into::into))
					},
					MultiSigner::Eth(_) => Ok(None),
				};
				let signed = signed.map_err(|error| WalletError::KeyUnusable(error.to_string()))?;
				signed.ok_or_else(|| WalletError::KeyUnusable("the key is gone".into()))?
			},
		})
	}
}

impl Secret {
	fn signer(&self) -> MultiSigner {
		match self {
			Self::Sr25519(pair) => pair.public().into(),
			Self::Ed25519(pair) => pair.public().into(),
			Self::Ecdsa(pair) => pair.public().into(),
			Self::Stored { public, .. } => public.clone(),
		}
	}
}

fn as_signer(scheme: Scheme, bytes: &[u8]) -> Option<MultiSigner> {
	match scheme {
		Scheme::Sr25519 => sr25519::Public::from_slice(bytes).ok().map(Into::into),
		Scheme::Ed25519 => ed25519::Public::from_slice(bytes).ok().map(Into::into),
		Scheme::Ecdsa => ecdsa::Public::from_slice(bytes).ok().map(Into::into),
	}
}

/// What the SDK has against a secret, in words of which none is the secret's: its own may repeat it.
const fn what_is_wrong(error: &SecretStringError) -> &'static str {
	match error {
		SecretStringError::InvalidFormat(_) => "it has characters that none of them has",
		SecretStringError::InvalidPhrase => "its words are not a phrase of BIP-39",
		SecretStringError::InvalidPassword => "its password can not be used",
		SecretStringError::InvalidSeed => "its seed can not be used",
		SecretStringError::InvalidSeedLength => "a seed has 32 bytes",
		SecretStringError::InvalidPath => "its path can not be used with this scheme",
	}
}

/// What may be meant by a file with a password: all of it, as the node's own `--password-filename` takes it, or all but
/// the end of its line, which editors add.
fn read_passwords(path: &Path) -> Result<Vec<SecretString>, WalletError> {
	let text = read_text(path)?;
	let line = text.expose_secret().trim_end_matches(['\r', '\n']);
	let line = (line != text.expose_secret()).then(|| SecretString::new(line.into()));
	Ok([text].into_iter().chain(line).collect())
}

/// The first line of a file or of the standard input.
///
/// # Errors
///
/// [`WalletError::File`].
pub(crate) fn read_secret(path: &Path) -> Result<SecretString, WalletError> {
	let text = read_text(path)?;
	let line = text.expose_secret().lines().next().unwrap_or_default();
	Ok(SecretString::new(line.trim().into()))
}

fn read_text(path: &Path) -> Result<SecretString, WalletError> {
	let text = if path == Path::new("-") {
		let mut text = String::new();
		std::io::stdin().read_to_string(&mut text).map(|_| text)
	} else {
		std::fs::read_to_string(path)
	};
	let failed =
		|error: std::io::Error| WalletError::File { path: path.into(), reason: error.to_string() };
	Ok(SecretString::new(text.map_err(failed)?))
}

#[cfg(test)]
mod tests;

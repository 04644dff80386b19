//! What avatars attest of each other.

use super::{
	who::{name, parse_name},
	BLAKE2_128, TWOX_64,
};
use crate::wallet::{chain::State, names::etp, Outcome, Session, WalletError};
use codec::DecodeAll;
use frame_support::storage::StoragePrefixedMap;
use pallet_avatars::{
	Attestation, AttestationViewFunction, Attestations, Call, KindName, KindNameViewFunction,
	KindsByName, ATTESTATION_HOLD,
};
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use serde_json::{json, Value as Json};
use sp_core::H256;

/// Most attestations of an avatar that are shown.
const SHOWN: usize = 100;

/// A kind of attestations, as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
	Number(u32),
	Name(KindName),
}

fn parse_kind(text: &str) -> Result<Kind, String> {
	if let Ok(number) = text.parse() {
		return Ok(Kind::Number(number));
	}
	let bad = || "not a kind of attestations: a number, or a name such as kyc".to_string();
	pallet_avatars::check_kind_name(text.as_bytes()).map_err(|_| bad())?;
	KindName::try_from(text.as_bytes().to_vec()).map(Kind::Name).map_err(|_| bad())
}

/// Options of `avatar attest`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct AttestArgs {
	/// Name of the avatar.
	#[arg(value_parser = parse_name)]
	avatar: String,
	/// What kind of attestation: its name, for example kyc, or its number.
	#[arg(value_parser = parse_kind)]
	kind: Kind,
	/// Hash of the document that says more.
	hash: H256,
}

/// Options of `avatar revoke-attestation`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RevokeArgs {
	/// Name of the avatar.
	#[arg(value_parser = parse_name)]
	avatar: String,
	/// What kind of attestation.
	#[arg(value_parser = parse_kind)]
	kind: Kind,
}

/// The number of a kind, and its name.
async fn kind(state: &State<'_>, kind: Kind) -> Result<(u32, String), WalletError> {
	let text = |name: &KindName| String::from_utf8_lossy(name).into_owned();
	match kind {
		Kind::Number(number) => {
			let found = state.view(KindNameViewFunction::<Runtime>::new(number)).await?;
			let found = found.ok_or_else(|| unknown(&number.to_string()))?;
			Ok((number, text(&found)))
		},
		Kind::Name(name) => {
			let key = KindsByName::<Runtime>::hashed_key_for(&name);
			let number: Option<u32> = state.value(key).await?;
			Ok((number.ok_or_else(|| unknown(&text(&name)))?, text(&name)))
		},
	}
}

fn unknown(kind: &str) -> WalletError {
	WalletError::Input(format!("there is no kind of attestations \"{kind}\""))
}

/// `avatar attest`
pub(super) async fn attest(session: &Session, args: AttestArgs) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let (avatar, details) = state.avatar(&args.avatar).await?;
	let (kind, kind_name) = kind(&state, args.kind).await?;
	let text = vec![
		format!(
			"attests {kind_name} of {}: {:#x}",
			state.named(&details.account).await?,
			args.hash
		),
		format!("{} are held until that is revoked", etp(ATTESTATION_HOLD)),
	];
	let transfers = details.transfers;
	let call = Call::<Runtime>::attest { avatar, kind, hash: args.hash, transfers };
	let sent = session.call(RuntimeCall::Avatars(call), text).await?;
	Ok(Outcome::from(sent).with("avatar", name(&details)).with("kind", kind_name))
}

/// `avatar revoke-attestation`
pub(super) async fn revoke(session: &Session, args: RevokeArgs) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let (avatar, details) = state.avatar(&args.avatar).await?;
	let (kind, kind_name) = kind(&state, args.kind).await?;
	let text = vec![format!(
		"revokes what was attested of {}: {kind_name}",
		state.named(&details.account).await?
	)];
	let call = Call::<Runtime>::revoke_attestation { avatar, kind };
	Ok(session.call(RuntimeCall::Avatars(call), text).await?.into())
}

/// An attestation of an avatar, to be shown.
pub(super) struct Said {
	kind: u32,
	kind_name: String,
	by: String,
	hash: H256,
	height: u32,
	is_valid: bool,
}

impl Said {
	/// For people.
	pub(super) fn line(&self) -> String {
		let Self { kind_name, by, hash, height, is_valid, .. } = self;
		let lapsed = if *is_valid { "" } else { ", lapsed" };
		format!("{kind_name} attested by {by} in block #{height}: {hash:#x}{lapsed}")
	}

	/// For programs.
	pub(super) fn json(&self) -> Json {
		json!({
			"kind": self.kind,
			"name": self.kind_name,
			"by": self.by,
			"hash": self.hash,
			"height": self.height,
			"valid": self.is_valid,
		})
	}
}

/// What was attested of an avatar and not revoked, up to [`SHOWN`] of it.
///
/// # Errors
///
/// If the node does not answer.
pub(super) async fn all(state: &State<'_>, subject: H256) -> Result<Vec<Said>, WalletError> {
	let prefix = Attestations::<Runtime>::final_prefix();
	// An id is its own hash.
	let prefix = [&prefix[..], subject.as_bytes()].concat();
	let mut said = Vec::new();
	for rest in state.keys(prefix.clone(), SHOWN).await? {
		let (kind, by) = key_of(&rest).ok_or(WalletError::Unreadable("state_getKeysPaged"))?;
		let stored: Option<Attestation> = state.value([&prefix[..], &rest].concat()).await?;
		let Some(stored) = stored else { continue };
		let asked = AttestationViewFunction::<Runtime>::new(subject, kind, stored.attester);
		let is_valid = state.view(asked).await?.as_ref() == Some(&stored);
		let kind_name = state.view(KindNameViewFunction::<Runtime>::new(kind)).await?;
		said.push(Said {
			kind,
			kind_name: kind_name.map_or_else(
				|| format!("kind {kind}"),
				|name| String::from_utf8_lossy(&name).into_owned(),
			),
			by: state.named(&by).await?,
			hash: stored.hash,
			height: stored.height,
			is_valid,
		});
	}
	Ok(said)
}

/// Kind and account in the key of an attestation, of which the avatar was taken away.
fn key_of(rest: &[u8]) -> Option<(u32, AccountId)> {
	let (kind, rest) = rest.get(TWOX_64..)?.split_at_checked(size_of::<u32>())?;
	let account = rest.get(BLAKE2_128..)?;
	Some((u32::decode_all(&mut &*kind).ok()?, AccountId::decode_all(&mut &*account).ok()?))
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring::Bob;

	#[test]
	fn kinds_have_numbers_or_names() {
		assert_eq!(parse_kind("3"), Ok(Kind::Number(3)));
		let kyc = KindName::truncate_from(b"kyc".to_vec());
		assert_eq!(parse_kind("kyc"), Ok(Kind::Name(kyc)));
		for bad in ["", "KYC", "a b", &"a".repeat(33)] {
			assert!(parse_kind(bad).unwrap_err().contains("not a kind"), "{bad}");
		}
	}

	#[test]
	fn kind_and_account_are_read_from_the_key() {
		let (subject, bob) = (H256::repeat_byte(1), Bob.to_account_id());
		let key = Attestations::<Runtime>::hashed_key_for((subject, 7u32, bob.clone()));
		let rest = &key[64..];
		assert_eq!(key_of(rest), Some((7, bob)));
		for short in 0..rest.len() {
			assert_eq!(key_of(&rest[..short]), None, "{short}");
		}
	}

	#[test]
	fn what_lapsed_is_told() {
		let said = |is_valid| Said {
			kind: 1,
			kind_name: "kyc".into(),
			by: "bob".into(),
			hash: H256::zero(),
			height: 5,
			is_valid,
		};
		let zero = format!("0x{}", "00".repeat(32));
		assert_eq!(said(true).line(), format!("kyc attested by bob in block #5: {zero}"));
		assert!(said(false).line().ends_with(", lapsed"));
		assert_eq!(said(false).json()["valid"], false);
	}
}

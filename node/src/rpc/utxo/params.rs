//! The parameters of the `utxo_*` methods.

use super::{
	answers::Filter,
	error::bad_parameter,
	json::{Amount, State},
};
use crate::index::{self, Owner};
use codec::{DecodeAll, Encode};
use jsonrpsee::types::ErrorObjectOwned;
use pillars_primitives::{units::SS58_PREFIX, AccountId, Balance};
use sp_core::{
	bytes::from_hex,
	crypto::{Ss58AddressFormat, Ss58Codec},
	H256,
};

/// Length of a page unless told.
const DEFAULT_LIMIT: u32 = 100;
/// Longest page.
const MAX_LIMIT: u32 = 1_000;

/// An owner: the SS58 address of an account, or the hash of a policy in hex.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn owner(text: &str) -> Result<Owner, ErrorObjectOwned> {
	if text.starts_with("0x") {
		let bytes: Option<[u8; 32]> = from_hex(text).ok().and_then(|bytes| bytes.try_into().ok());
		let bytes = bytes.ok_or_else(|| {
			bad_parameter(format!("\"{text}\" is not the hash of a policy: 0x and 64 digits"))
		})?;
		return Ok(Owner::Policy(H256(bytes)));
	}
	let (account, format) = AccountId::from_ss58check_with_version(text).map_err(|_| {
		bad_parameter(format!(
			"\"{text}\" is neither the SS58 address of an account nor the hash of a policy (0x…)"
		))
	})?;
	if format != Ss58AddressFormat::from(SS58_PREFIX) {
		return Err(bad_parameter(format!(
			"\"{text}\" is an address of another network (prefix {}), those of Pillars have {SS58_PREFIX}",
			u16::from(format),
		)));
	}
	Ok(Owner::Account(account))
}

/// The length of a page.
///
/// # Errors
///
/// If it is 0 or more than [`MAX_LIMIT`].
pub(super) fn limit(limit: Option<u32>) -> Result<u32, ErrorObjectOwned> {
	match limit.unwrap_or(DEFAULT_LIMIT) {
		limit @ 1..=MAX_LIMIT => Ok(limit),
		other => Err(bad_parameter(format!("a limit of {other} is not within 1 to {MAX_LIMIT}"))),
	}
}

/// An amount above zero.
///
/// # Errors
///
/// If it is zero.
pub(super) fn amount(Amount(amount): Amount) -> Result<Balance, ErrorObjectOwned> {
	if amount == 0 {
		return Err(bad_parameter("an amount of 0 needs no coins"));
	}
	Ok(amount)
}

/// What a page before this one named as the beginning of the rest.
///
/// # Errors
///
/// If it is no such name.
pub(super) fn cursor<C: DecodeAll>(text: Option<&str>) -> Result<Option<C>, ErrorObjectOwned> {
	let decode = |text: &str| {
		from_hex(text).ok().and_then(|bytes| C::decode_all(&mut &bytes[..]).ok()).ok_or_else(|| {
			bad_parameter(format!("\"{text}\" is not the \"next\" of a page of this method"))
		})
	};
	text.map(decode).transpose()
}

/// How a page names the beginning of the rest.
pub(super) fn next(cursor: &impl Encode) -> String {
	sp_core::bytes::to_hex(&cursor.encode(), false)
}

impl From<Filter> for index::Filter {
	fn from(filter: Filter) -> Self {
		let Filter { asset, mit, state } = filter;
		Self { asset, mit, state: state.map(Into::into) }
	}
}

impl From<State> for index::State {
	fn from(state: State) -> Self {
		match state {
			State::Spendable => Self::Spendable,
			State::Immature => Self::Immature,
			State::Deposited => Self::Deposited,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring;

	#[test]
	fn an_owner_is_an_address_or_the_hash_of_a_policy() {
		let alice = Sr25519Keyring::Alice.to_account_id();
		assert_eq!(owner(&alice.to_ss58check()).unwrap(), Owner::Account(alice.clone()));
		let hash = H256::repeat_byte(0xab);
		assert_eq!(owner(&format!("{hash:?}")).unwrap(), Owner::Policy(hash));
		let other = alice.to_ss58check_with_version(Ss58AddressFormat::from(0u16));
		for (bad, part) in [
			("", "neither"),
			("alice", "neither"),
			("0x12", "0x and 64 digits"),
			("0xzz", "0x and 64 digits"),
			(&other, "prefix 0"),
		] {
			let refusal = owner(bad).unwrap_err();
			assert!(refusal.message().contains(part), "{refusal:?}");
		}
	}

	#[test]
	fn pages_are_bounded() {
		assert_eq!(limit(None).unwrap(), 100);
		assert_eq!(limit(Some(1)).unwrap(), 1);
		assert_eq!(limit(Some(1_000)).unwrap(), 1_000);
		limit(Some(0)).unwrap_err();
		limit(Some(1_001)).unwrap_err();
	}

	#[test]
	fn only_cursors_of_the_method_are_taken() {
		let place = (7u32, 9u32);
		assert_eq!(cursor::<(u32, u32)>(None).unwrap(), None);
		assert_eq!(cursor(Some(&next(&place))).unwrap(), Some(place));
		for bad in ["", "0x", "0x0102", "next", &next(&(1u32, 2u32, 3u8))] {
			cursor::<(u32, u32)>(Some(bad)).unwrap_err();
		}
	}
}

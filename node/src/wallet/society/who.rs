//! Accounts and avatars as people write them.

use crate::{
	cli::parse_account,
	wallet::{
		chain::State, error::WalletError, preview::address, session::Session, target::Target,
	},
};
use pallet_avatars::{
	reads_like_an_address, AvatarDetails, AvatarOfViewFunction, AvatarViewFunction,
};
use pillars_primitives::AccountId;
use pillars_runtime::Runtime;
use sp_core::H256;
use std::str::FromStr;

/// Most signs of a name.
const MAX_NAME: usize = pallet_avatars::MAX_SYMBOL as usize;

/// An account, or the one that has an avatar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
	/// An SS58 address.
	Account(AccountId),
	/// The name of an avatar.
	Avatar(String),
}

impl FromStr for Who {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		match parse_account(text) {
			Ok(account) => Ok(Self::Account(account)),
			// No avatar has such a name, so it is an address with a mistake.
			Err(reason) if reads_like_an_address(text.as_bytes()) => Err(reason),
			Err(reason) if reason.contains("network") => Err(reason),
			Err(_) => {
				parse_name(text).map(Self::Avatar).map_err(|reason| {
					format!("neither the SS58 address of an account nor the name of an avatar: {reason}")
				})
			},
		}
	}
}

/// A text that can be the name of an avatar; reserved names can, too, for genesis gives them.
pub(super) fn parse_name(text: &str) -> Result<String, String> {
	let known = |byte: u8| byte.is_ascii_alphanumeric() || b".@_-".contains(&byte);
	if (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(known) {
		Ok(text.into())
	} else {
		Err(format!("a name has 1 to {MAX_NAME} letters, digits and . @ _ -"))
	}
}

/// The name of an avatar as it was written.
pub(super) fn name(details: &AvatarDetails) -> String {
	String::from_utf8_lossy(&details.symbol).into_owned()
}

impl State<'_> {
	/// The avatar of this name.
	///
	/// # Errors
	///
	/// [`WalletError::NoAvatar`].
	pub(super) async fn avatar(&self, name: &str) -> Result<(H256, AvatarDetails), WalletError> {
		let asked = AvatarViewFunction::<Runtime>::new(name.as_bytes().to_vec());
		self.view(asked).await?.ok_or_else(|| WalletError::NoAvatar(name.into()))
	}

	/// The avatar of an account, if it has one.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(super) async fn avatar_of(
		&self,
		account: &AccountId,
	) -> Result<Option<(H256, AvatarDetails)>, WalletError> {
		self.view(AvatarOfViewFunction::<Runtime>::new(account.clone())).await
	}

	/// The account that is meant.
	///
	/// # Errors
	///
	/// [`WalletError::NoAvatar`].
	pub(super) async fn account_of(&self, who: &Who) -> Result<AccountId, WalletError> {
		match who {
			Who::Account(account) => Ok(account.clone()),
			Who::Avatar(name) => Ok(self.avatar(name).await?.1.account),
		}
	}

	/// An account with the name of its avatar, if it has one.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(super) async fn named(&self, account: &AccountId) -> Result<String, WalletError> {
		let avatar = self.avatar_of(account).await?;
		Ok(labelled(account, avatar.map(|(_, details)| name(&details)).as_deref()))
	}
}

/// An account with a name, if there is one.
pub(super) fn labelled(account: &AccountId, name: Option<&str>) -> String {
	match name {
		Some(name) => format!("{name} ({})", address(account)),
		None => address(account),
	}
}

impl Session {
	/// The account that is looked at: the one given, or the one that the options name.
	///
	/// # Errors
	///
	/// [`WalletError::NoAvatar`], and those of [`Session::owner`].
	pub(super) async fn looked_at(
		&self,
		state: &State<'_>,
		who: Option<&Who>,
	) -> Result<AccountId, WalletError> {
		match who {
			Some(who) => state.account_of(who).await,
			None => match self.owner(None)? {
				Target::Account(account) => Ok(account),
				Target::Policy(_) => Err(WalletError::Input("a policy has no avatar".into())),
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring::Bob;

	#[test]
	fn addresses_and_names_are_told_apart() {
		let bob = Bob.to_account_id();
		assert_eq!(address(&bob).parse(), Ok(Who::Account(bob)));
		for text in ["bob", "Bob.Of-the_hill@home", "5", &"a".repeat(64)] {
			assert_eq!(text.parse(), Ok(Who::Avatar(text.into())));
		}
	}

	#[test]
	fn an_address_with_a_mistake_is_no_name() {
		let refused = |text: &str| text.parse::<Who>().unwrap_err();
		let mut wrong = address(&Bob.to_account_id());
		wrong.pop();
		wrong.push('z');
		assert!(refused(&wrong).contains("not an SS58 address"));
		// A good one of another network.
		let foreign = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
		assert!(refused(foreign).contains("another network"));
		for text in ["", "a b", "ä", &"a".repeat(65)] {
			assert!(refused(text).contains("1 to 64"), "{text}");
		}
	}

	#[test]
	fn a_name_stands_before_the_address() {
		let bob = Bob.to_account_id();
		assert_eq!(labelled(&bob, Some("bob")), format!("bob ({})", address(&bob)));
		assert_eq!(labelled(&bob, None), address(&bob));
	}
}

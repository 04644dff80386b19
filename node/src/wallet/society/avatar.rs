//! `avatar`: names of accounts, their transfer, and what others attest of them.

use super::{
	attestation::{self, AttestArgs, RevokeArgs},
	who::{labelled, name, parse_name, Who},
};
use crate::{
	cli::parse_account,
	wallet::{names::etp, preview::address, Outcome, Session, WalletError},
};
use pallet_avatars::{
	check_symbol, AvatarDetails, Call, NameError, OfferViewFunction, Symbol, REGISTRATION_FEE,
};
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use serde_json::json;
use sp_core::H256;

/// `avatar`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum AvatarCommand {
	/// Give the account a name, for 1 ETP. It is for good: nobody can have the same, in whatever case.
	Register {
		/// 1 to 64 letters, digits and . @ _ -
		#[arg(value_parser = parse_new_name)]
		name: String,
	},
	/// Show an avatar, and what was attested of it.
	Show {
		/// Its name, or its account; that of the key unless given.
		#[arg(value_name = "AVATAR OR SS58")]
		who: Option<Who>,
	},
	/// Offer the avatar to an account that has none. It moves when that account accepts.
	Offer {
		/// Who may accept it.
		#[arg(value_name = "SS58", value_parser = parse_account)]
		to: AccountId,
	},
	/// Take the offer of the avatar back.
	WithdrawOffer,
	/// Accept an avatar that is offered to the account.
	Accept {
		/// Its name.
		#[arg(value_parser = parse_name)]
		name: String,
	},
	/// Attest something of another avatar. 0.1 ETP are held until that is revoked.
	Attest(AttestArgs),
	/// Take back what was attested.
	RevokeAttestation(RevokeArgs),
}

/// A name that anybody can register.
fn parse_new_name(text: &str) -> Result<String, String> {
	let name = parse_name(text)?;
	check_symbol(name.as_bytes()).map_err(|error| match error {
		NameError::Reserved => "the name is reserved".to_string(),
		NameError::AddressLike => "the name reads like an address".to_string(),
		NameError::Empty | NameError::TooLong | NameError::BadSign => {
			"a name has 1 to 64 letters, digits and . @ _ -".to_string()
		},
	})?;
	Ok(name)
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(session: &Session, command: AvatarCommand) -> Result<Outcome, WalletError> {
	match command {
		AvatarCommand::Register { name } => register(session, name).await,
		AvatarCommand::Show { who } => show(session, who).await,
		AvatarCommand::Offer { to } => offer(session, to).await,
		AvatarCommand::WithdrawOffer => {
			let mine = own(session).await?;
			let text = vec![format!("offers the avatar {} no longer", name(&mine))];
			let call = Call::<Runtime>::withdraw_offer {};
			Ok(session.call(RuntimeCall::Avatars(call), text).await?.into())
		},
		AvatarCommand::Accept { name } => accept(session, &name).await,
		AvatarCommand::Attest(args) => attestation::attest(session, args).await,
		AvatarCommand::RevokeAttestation(args) => attestation::revoke(session, args).await,
	}
}

/// The avatar of the account that signs.
async fn own(session: &Session) -> Result<AvatarDetails, WalletError> {
	let account = session.account()?;
	let found = session.chain.best().await?.avatar_of(&account).await?;
	Ok(found.ok_or_else(|| WalletError::NotAvatar(address(&account)))?.1)
}

async fn register(session: &Session, wanted: String) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let state = session.chain.best().await?;
	if let Some((_, has)) = state.avatar_of(&account).await? {
		let has = labelled(&account, Some(&name(&has)));
		return Err(WalletError::Input(format!("the account has an avatar already: {has}")));
	}
	match state.avatar(&wanted).await {
		Err(WalletError::NoAvatar(_)) => {},
		Ok((_, taken)) => {
			let taken = labelled(&taken.account, Some(&name(&taken)));
			return Err(WalletError::Input(format!("the name is taken: {taken}")));
		},
		Err(error) => return Err(error),
	}
	let text = vec![format!(
		"registers {} as the avatar {wanted}, for {}: for good",
		address(&account),
		etp(REGISTRATION_FEE)
	)];
	let symbol = Symbol::try_from(wanted.clone().into_bytes())
		.map_err(|_| WalletError::NoAvatar(wanted.clone()))?;
	let call = Call::<Runtime>::register { symbol };
	let sent = session.call(RuntimeCall::Avatars(call), text).await?;
	Ok(Outcome::from(sent).with("avatar", wanted))
}

async fn offer(session: &Session, to: AccountId) -> Result<Outcome, WalletError> {
	let mine = own(session).await?;
	if session.chain.best().await?.avatar_of(&to).await?.is_some() {
		return Err(WalletError::Input(format!("{} has an avatar already", address(&to))));
	}
	let text = vec![
		format!("offers the avatar {} to {}", name(&mine), address(&to)),
		"with it go its certificates of tokens and domains; what is attested lapses".into(),
	];
	let call = Call::<Runtime>::offer_transfer { to };
	Ok(session.call(RuntimeCall::Avatars(call), text).await?.into())
}

async fn accept(session: &Session, wanted: &str) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let state = session.chain.best().await?;
	let (avatar, details) = state.avatar(wanted).await?;
	let offered = state.view(OfferViewFunction::<Runtime>::new(avatar)).await?;
	if offered.as_ref() != Some(&account) {
		let reason = format!("the avatar {wanted} is not offered to {}", address(&account));
		return Err(WalletError::Input(reason));
	}
	let text = vec![format!(
		"accepts the avatar {} of {} for {}",
		name(&details),
		address(&details.account),
		address(&account)
	)];
	let call = Call::<Runtime>::accept_transfer { avatar };
	Ok(session.call(RuntimeCall::Avatars(call), text).await?.into())
}

async fn show(session: &Session, who: Option<Who>) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let account = session.looked_at(&state, who.as_ref()).await?;
	let Some((avatar, details)) = state.avatar_of(&account).await? else {
		let text = vec![format!("{} has no avatar", address(&account))];
		return Ok(Outcome { text, json: json!({ "account": address(&account), "avatar": null }) });
	};
	let offered = state.view(OfferViewFunction::<Runtime>::new(avatar)).await?;
	let said = attestation::all(&state, avatar).await?;
	let mut text = lines(avatar, &details, offered.as_ref());
	text.extend(said.iter().map(attestation::Said::line));
	let json = json!({
		"account": address(&details.account),
		"avatar": name(&details),
		"id": avatar,
		"born": details.born,
		"heldSince": details.held_since,
		"transfers": details.transfers,
		"offeredTo": offered.as_ref().map(address),
		"attestations": said.iter().map(attestation::Said::json).collect::<Vec<_>>(),
	});
	Ok(Outcome { text, json })
}

fn lines(avatar: H256, details: &AvatarDetails, offered: Option<&AccountId>) -> Vec<String> {
	let AvatarDetails { account, born, held_since, transfers, .. } = details;
	let mut text = vec![
		labelled(account, Some(&name(details))),
		format!("id {avatar:#x}"),
		format!("registered in block #{born}, with this account since block #{held_since}"),
		format!("transferred {transfers} times"),
	];
	text.extend(offered.map(|to| format!("offered to {}", address(to))));
	text
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	#[test]
	fn reserved_and_misleading_names_are_refused_at_once() {
		assert_eq!(parse_new_name("Alice.In-Chains"), Ok("Alice.In-Chains".into()));
		assert!(parse_new_name("E.T.P").unwrap_err().contains("reserved"));
		let address = format!("5{}", "F".repeat(47));
		assert!(parse_new_name(&address).unwrap_err().contains("address"));
		assert!(parse_new_name("a b").unwrap_err().contains("1 to 64"));
	}

	#[test]
	fn all_of_an_avatar_is_shown() {
		let details = AvatarDetails {
			symbol: Symbol::truncate_from(b"Alice".to_vec()),
			account: Alice.to_account_id(),
			born: 3,
			held_since: 9,
			transfers: 2,
		};
		let bob = Bob.to_account_id();
		let shown = lines(H256::repeat_byte(1), &details, Some(&bob));
		let (alice, bob) = (address(&details.account), address(&bob));
		assert_eq!(
			shown,
			[
				format!("Alice ({alice})"),
				format!("id 0x{}", "01".repeat(32)),
				"registered in block #3, with this account since block #9".into(),
				"transferred 2 times".into(),
				format!("offered to {bob}"),
			]
		);
		assert_eq!(lines(H256::zero(), &details, None).len(), 4);
	}
}

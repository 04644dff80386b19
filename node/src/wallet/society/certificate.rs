//! `certificate`: certificates of witnesses, of two levels, and their grants.

use super::{exact, who::Who};
use crate::wallet::{chain::State, names::etp, preview::address, Outcome, Session, WalletError};
use pallet_witness_certificates::{
	Call, CertificateInfo, CertificateViewFunction, ClaimableViewFunction, Level,
	Level1ViewFunction, Level2OfViewFunction, ProposalsViewFunction, State as Standing,
	WaitingListViewFunction, ISSUE_GRANT, LEVEL2_GRANT,
};
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use serde_json::{json, Value as Json};

/// `certificate`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum CertificateCommand {
	/// As the holder of a level-1 certificate: propose an account for a level-2 certificate under it.
	Propose {
		/// Who is to hold it. It needs an avatar and a bond.
		#[arg(value_name = "AVATAR OR SS58")]
		to: Who,
	},
	/// Take a proposal back that the Foundation has not approved.
	WithdrawProposal {
		/// Who was proposed.
		#[arg(value_name = "AVATAR OR SS58")]
		to: Who,
	},
	/// As the Foundation: approve a proposal, which issues the level-2 certificate.
	Approve {
		/// The holder of the level-1 certificate.
		#[arg(value_name = "AVATAR OR SS58")]
		under: Who,
		/// Whom it proposes.
		#[arg(value_name = "AVATAR OR SS58")]
		to: Who,
	},
	/// As the Foundation: issue a level-1 certificate.
	IssueLevel1 {
		/// Who is to hold it. It needs an avatar.
		#[arg(value_name = "AVATAR OR SS58")]
		to: Who,
	},
	/// As the Foundation: unfreeze a level-1 certificate.
	Unfreeze {
		/// Its holder.
		#[arg(value_name = "AVATAR OR SS58")]
		holder: Who,
	},
	/// As the Foundation: revoke a certificate; one of level 1 with all under it.
	Revoke {
		/// Its holder.
		#[arg(value_name = "AVATAR OR SS58")]
		holder: Who,
	},
	/// Have written what time has done to a certificate: that it expired, or became active.
	Settle {
		/// Its holder.
		#[arg(value_name = "AVATAR OR SS58")]
		holder: Who,
	},
	/// Claim what the grant has released.
	ClaimGrant,
	/// Wait for a level-2 certificate.
	JoinWaitingList,
	/// Wait no longer.
	LeaveWaitingList,
	/// Show the certificate of an account, its grant, and who is under it.
	Show {
		/// Whose; that of the key unless given.
		#[arg(value_name = "AVATAR OR SS58")]
		who: Option<Who>,
	},
	/// List all certificates, and who waits for one.
	List,
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(
	session: &Session,
	command: CertificateCommand,
) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let (call, text): (Call<Runtime>, String) = match command {
		CertificateCommand::Propose { to } => {
			let (to, named) = meant(&state, &to).await?;
			(Call::propose_level2 { to }, format!("proposes {named} for a level-2 certificate"))
		},
		CertificateCommand::WithdrawProposal { to } => {
			let (to, named) = meant(&state, &to).await?;
			(Call::withdraw_proposal { to }, format!("proposes {named} no longer"))
		},
		CertificateCommand::Approve { under, to } => {
			return approve(session, &state, &under, &to).await
		},
		CertificateCommand::IssueLevel1 { to } => {
			let (to, named) = meant(&state, &to).await?;
			let grant = etp(ISSUE_GRANT);
			let text = format!(
				"as the Foundation: issues a level-1 certificate to {named}, with a grant of {grant}"
			);
			(Call::issue_level1 { to }, text)
		},
		CertificateCommand::Unfreeze { holder } => {
			let (holder, named) = meant(&state, &holder).await?;
			let text = format!("as the Foundation: unfreezes the certificate of {named}");
			(Call::unfreeze { holder }, text)
		},
		CertificateCommand::Revoke { holder } => {
			let (holder, named) = meant(&state, &holder).await?;
			let under = state.view(Level2OfViewFunction::<Runtime>::new(holder.clone())).await?;
			let with = match under.len() {
				0 => String::new(),
				count => format!(" and {count} under it"),
			};
			let text = format!("as the Foundation: revokes the certificate of {named}{with}");
			(Call::revoke { holder }, text)
		},
		CertificateCommand::Settle { holder } => {
			let (who, named) = meant(&state, &holder).await?;
			(Call::settle { who }, format!("has written what time has done to {named}"))
		},
		CertificateCommand::ClaimGrant => return claim(session, &state).await,
		CertificateCommand::JoinWaitingList => {
			(Call::join_waiting_list {}, "waits for a level-2 certificate".into())
		},
		CertificateCommand::LeaveWaitingList => {
			(Call::leave_waiting_list {}, "waits no longer for a level-2 certificate".into())
		},
		CertificateCommand::Show { who } => return show(session, &state, who).await,
		CertificateCommand::List => return list(&state).await,
	};
	send(session, call, text).await
}

async fn send(
	session: &Session,
	call: Call<Runtime>,
	text: String,
) -> Result<Outcome, WalletError> {
	Ok(session.call(RuntimeCall::WitnessCertificates(call), vec![text]).await?.into())
}

/// An account, and how it is shown.
async fn meant(state: &State<'_>, who: &Who) -> Result<(AccountId, String), WalletError> {
	let account = state.account_of(who).await?;
	let named = state.named(&account).await?;
	Ok((account, named))
}

async fn approve(
	session: &Session,
	state: &State<'_>,
	under: &Who,
	to: &Who,
) -> Result<Outcome, WalletError> {
	let (under, under_named) = meant(state, under).await?;
	let (to, named) = meant(state, to).await?;
	let proposals = state.view(ProposalsViewFunction::<Runtime>::new(under.clone())).await?;
	if !proposals.contains(&to) {
		return Err(WalletError::Input(format!("{under_named} does not propose {named}")));
	}
	let grant = etp(LEVEL2_GRANT);
	let text = format!(
		"as the Foundation: issues a level-2 certificate under {under_named} to {named}, \
		 with a grant of {grant}"
	);
	send(session, Call::approve_level2 { under, to }, text).await
}

async fn claim(session: &Session, state: &State<'_>) -> Result<Outcome, WalletError> {
	let account = session.account()?;
	let claimable = state.view(ClaimableViewFunction::<Runtime>::new(account)).await?;
	if claimable == 0 {
		let reason = "no grant has released anything that is not claimed";
		return Err(WalletError::Input(reason.into()));
	}
	let text = format!("claims what the grant has released, {} by now", etp(claimable));
	send(session, Call::claim_grant {}, text).await
}

/// Where a certificate stands, in one word.
const fn word(standing: Standing) -> &'static str {
	match standing {
		Standing::Issued => "issued",
		Standing::Active => "active",
		Standing::Frozen { .. } => "frozen",
		Standing::Expired => "expired",
		Standing::Revoked => "revoked",
	}
}

/// A certificate in a line.
fn line(info: &CertificateInfo) -> String {
	let level = if matches!(info.level, Level::One(_)) { 1 } else { 2 };
	let valid = if info.valid { "valid" } else { "not valid" };
	let until = info.valid_until.map(|until| format!(" until #{until}")).unwrap_or_default();
	format!("level {level}, {}, {valid}{until}", word(info.state))
}

fn lines(info: &CertificateInfo, under: Option<&str>) -> Vec<String> {
	let mut text = vec![line(info), format!("issued in block #{}", info.issued.0)];
	match &info.level {
		Level::One(one) => {
			text.push(format!(
				"frozen {} times, {} low epochs running",
				one.freezes, one.low_epochs
			));
		},
		Level::Two { .. } => text.extend(under.map(|under| format!("under {under}"))),
	}
	let grant = &info.grant;
	text.push(format!(
		"grant {}, released {}, {} to claim",
		etp(grant.total),
		etp(grant.released),
		etp(grant.claimable)
	));
	text
}

fn certificate_json(who: &AccountId, info: &CertificateInfo) -> Json {
	let (level, under) = match &info.level {
		Level::One(_) => (1, None),
		Level::Two { under } => (2, Some(address(under))),
	};
	json!({
		"account": address(who),
		"level": level,
		"under": under,
		"state": word(info.state),
		"valid": info.valid,
		"issued": info.issued.0,
		"validUntil": info.valid_until,
		"grant": {
			"total": exact(info.grant.total),
			"released": exact(info.grant.released),
			"claimable": exact(info.grant.claimable),
		},
	})
}

async fn show(
	session: &Session,
	state: &State<'_>,
	who: Option<Who>,
) -> Result<Outcome, WalletError> {
	let who = session.looked_at(state, who.as_ref()).await?;
	let mut text = vec![state.named(&who).await?];
	let found = state.view(CertificateViewFunction::<Runtime>::new(who.clone())).await?;
	let waiting = state.view(WaitingListViewFunction::<Runtime>::new()).await?;
	let place = waiting.iter().position(|other| *other == who).map(|place| place.saturating_add(1));
	let under = match found.as_ref().map(|info| &info.level) {
		Some(Level::Two { under }) => Some(state.named(under).await?),
		_ => None,
	};
	match &found {
		Some(info) => text.extend(lines(info, under.as_deref())),
		None => text.push("never had a certificate".into()),
	}
	text.extend(place.map(|place| format!("waits for one, at place {place}")));
	let members = state.view(Level2OfViewFunction::<Runtime>::new(who.clone())).await?;
	let proposals = state.view(ProposalsViewFunction::<Runtime>::new(who.clone())).await?;
	for (what, list) in [("above", &members), ("proposes", &proposals)] {
		for other in list {
			text.push(format!("{what} {}", state.named(other).await?));
		}
	}
	let json = json!({
		"account": address(&who),
		"certificate": found.as_ref().map(|info| certificate_json(&who, info)),
		"waiting": place,
		"level2": members.iter().map(address).collect::<Vec<_>>(),
		"proposals": proposals.iter().map(address).collect::<Vec<_>>(),
	});
	Ok(Outcome { text, json })
}

async fn list(state: &State<'_>) -> Result<Outcome, WalletError> {
	let (mut text, mut all) = (Vec::new(), Vec::new());
	for holder in state.view(Level1ViewFunction::<Runtime>::new()).await? {
		let members = state.view(Level2OfViewFunction::<Runtime>::new(holder.clone())).await?;
		for (indent, who) in
			[("", holder)].into_iter().chain(members.into_iter().map(|member| ("  ", member)))
		{
			let asked = CertificateViewFunction::<Runtime>::new(who.clone());
			let Some(info) = state.view(asked).await? else { continue };
			text.push(format!("{indent}{} {}", state.named(&who).await?, line(&info)));
			all.push(certificate_json(&who, &info));
		}
	}
	let waiting = state.view(WaitingListViewFunction::<Runtime>::new()).await?;
	for who in &waiting {
		text.push(format!("waits: {}", state.named(who).await?));
	}
	if text.is_empty() {
		text.push("there are no certificates, and nobody waits for one".into());
	}
	let waiting: Vec<String> = waiting.iter().map(address).collect();
	Ok(Outcome { text, json: json!({ "certificates": all, "waiting": waiting }) })
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_witness_certificates::{GrantInfo, LevelOne};
	use pillars_primitives::units::ETP;
	use sp_keyring::Sr25519Keyring::{Alice, Eve};

	fn info(level: Level, state: Standing) -> CertificateInfo {
		CertificateInfo {
			level,
			state,
			valid: state == Standing::Active,
			issued: (3, 1_000),
			valid_until: (state == Standing::Active).then_some(2_003),
			grant: GrantInfo { total: 6_000 * ETP, released: 10 * ETP, claimable: 4 * ETP },
		}
	}

	#[test]
	fn both_levels_are_shown() {
		let one = LevelOne { activate_by: 0, low_epochs: 2, freezes: 1, frozen_ms: 0 };
		let frozen = info(Level::One(one), Standing::Frozen { since: 5 });
		assert_eq!(
			lines(&frozen, None),
			[
				"level 1, frozen, not valid",
				"issued in block #3",
				"frozen 1 times, 2 low epochs running",
				"grant 6000.00000000 ETP, released 10.00000000 ETP, 4.00000000 ETP to claim",
			]
		);
		let two = info(Level::Two { under: Eve.to_account_id() }, Standing::Active);
		let shown = lines(&two, Some("eve"));
		assert_eq!(shown[0], "level 2, active, valid until #2003");
		assert_eq!(shown[2], "under eve");
		let json = certificate_json(&Alice.to_account_id(), &two);
		assert_eq!((&json["level"], &json["valid"]), (&json!(2), &json!(true)));
		assert_eq!(json["under"], address(&Eve.to_account_id()));
		assert_eq!(json["grant"]["claimable"], "4.00000000");
	}
}

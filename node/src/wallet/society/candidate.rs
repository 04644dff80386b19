//! `candidate`: bonds, and standing for election as a witness.

use super::{
	etp_amount, exact,
	keys::{KeysArgs, ProvenKeys},
	leaving, leaving_json, parse_percent, percent,
	who::Who,
};
use crate::wallet::{chain::State, names::etp, preview::address, Outcome, Session, WalletError};
use pallet_candidates::{
	BondLedger, BondOfViewFunction, Call, CandidateInfo, CandidateState, CandidateViewFunction,
	CandidatesViewFunction, FrozenViewFunction,
};
use pallet_hybrid_consensus::WitnessesViewFunction;
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use serde_json::{json, Value as Json};
use sp_core::crypto::Ss58Codec;
use sp_runtime::Perbill;
use std::{cmp::Reverse, collections::BTreeSet};

/// `candidate`
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum CandidateCommand {
	/// Stand for election with the keys of a node. It takes an avatar and a bond.
	Register(KeysArgs),
	/// Change the keys of the candidate's node.
	SetKeys(KeysArgs),
	/// Stand for election no longer. The bond stays until it is taken back with `unbond`.
	Leave,
	/// Say what the candidate keeps of its delegators' rewards.
	Commission {
		/// In percent, for example 5 or 2.5.
		#[arg(value_parser = parse_percent)]
		percent: Perbill,
	},
	/// Bond more of the account's balance.
	Bond {
		/// How much ETP.
		amount: String,
	},
	/// Take some of the bond back. It can be withdrawn after two whole epochs.
	Unbond {
		/// How much ETP.
		amount: String,
	},
	/// Withdraw what has left the bond and is free.
	Withdraw,
	/// Show the bond and the candidacy of an account.
	Show {
		/// Whose; those of the key unless given.
		#[arg(value_name = "AVATAR OR SS58")]
		who: Option<Who>,
	},
	/// List the candidates.
	List,
}

/// Does it.
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn run(
	session: &Session,
	command: CandidateCommand,
) -> Result<Outcome, WalletError> {
	match command {
		CandidateCommand::Register(args) => with_keys(session, args, true).await,
		CandidateCommand::SetKeys(args) => with_keys(session, args, false).await,
		CandidateCommand::Leave => {
			let text = "stands for election no longer, from the next freezing of candidates on";
			send(session, Call::leave {}, text.into()).await
		},
		CandidateCommand::Commission { percent: commission } => {
			let text = format!(
				"keeps {} of its delegators' rewards, from the next freezing of candidates on",
				percent(commission)
			);
			send(session, Call::set_commission { commission }, text).await
		},
		CandidateCommand::Bond { amount } => {
			let amount = etp_amount(&amount)?;
			let text = format!("bonds {} more", etp(amount));
			send(session, Call::bond { amount }, text).await
		},
		CandidateCommand::Unbond { amount } => {
			let amount = etp_amount(&amount)?;
			let text =
				format!("takes {} of the bond back, free after two whole epochs", etp(amount));
			send(session, Call::unbond { amount }, text).await
		},
		CandidateCommand::Withdraw => {
			let text = "withdraws what has left the bond and is free";
			send(session, Call::withdraw_bond {}, text.into()).await
		},
		CandidateCommand::Show { who } => show(session, who).await,
		CandidateCommand::List => list(session).await,
	}
}

async fn send(
	session: &Session,
	call: Call<Runtime>,
	text: String,
) -> Result<Outcome, WalletError> {
	Ok(session.call(RuntimeCall::Candidates(call), vec![text]).await?.into())
}

/// `register` and `set-keys`.
async fn with_keys(
	session: &Session,
	args: KeysArgs,
	registers: bool,
) -> Result<Outcome, WalletError> {
	let owner = session.account()?;
	let state = session.chain.best().await?;
	let candidate = state.view(CandidateViewFunction::<Runtime>::new(owner.clone())).await?;
	let named = state.named(&owner).await?;
	match (registers, &candidate) {
		(true, Some(_)) => {
			return Err(WalletError::Input(format!("{named} is a candidate already: set-keys?")))
		},
		(false, None) => {
			return Err(WalletError::Input(format!("{named} is not a candidate: register?")))
		},
		(true, None) if state.avatar_of(&owner).await?.is_none() => {
			return Err(WalletError::NotAvatar(address(&owner)))
		},
		_ => {},
	}
	let proven = ProvenKeys::obtain(session, args, &owner).await?;
	let what = if registers { "stands for election" } else { "changes the keys of its node" };
	let mut text = vec![format!("{named} {what}, from the next freezing of candidates on")];
	text.extend(proven.lines());
	let json = proven.json();
	let ProvenKeys { keys, proof } = proven;
	let call = match registers {
		true => Call::<Runtime>::register_candidate { keys, proof },
		false => Call::<Runtime>::set_keys { keys, proof },
	};
	let sent = session.call(RuntimeCall::Candidates(call), text).await?;
	Ok(Outcome::from(sent).with("keys", json))
}

/// Whether a candidate can be elected, in words.
fn standing(info: &CandidateInfo) -> String {
	match info.state {
		CandidateState::Electable => format!("can be elected, with the weight {}", info.weight),
		CandidateState::BondTooLow => "can not be elected: its own bond is too low".into(),
		CandidateState::SittingOut { until } => {
			format!("can not be elected up to epoch {until}, after evidence against it")
		},
	}
}

fn candidate_lines(info: &CandidateInfo, is_frozen: bool) -> Vec<String> {
	let delegated = info.counted_bond.saturating_sub(info.bond);
	let mut commission = format!("keeps {} of its delegators' rewards", percent(info.commission));
	if info.next_commission != info.commission {
		commission.push_str(&format!(", soon {}", percent(info.next_commission)));
	}
	let frozen = if is_frozen { "is" } else { "is not" };
	vec![
		standing(info),
		format!("bond {}, delegated {}", etp(info.bond), etp(delegated)),
		commission,
		format!("{frozen} among those of whom the next witnesses are drawn"),
		format!("seals with {}", info.keys.witness.to_ss58check()),
		format!("finalises with {}", info.keys.grandpa.to_ss58check()),
	]
}

fn candidate_json(info: &CandidateInfo, is_frozen: bool) -> Json {
	let (state, until) = match info.state {
		CandidateState::Electable => ("electable", None),
		CandidateState::BondTooLow => ("bondTooLow", None),
		CandidateState::SittingOut { until } => ("sittingOut", Some(until)),
	};
	json!({
		"account": address(&info.who),
		"state": state,
		"until": until,
		"bond": exact(info.bond),
		"countedBond": exact(info.counted_bond),
		"weight": info.weight.to_string(),
		"commission": percent(info.commission),
		"nextCommission": percent(info.next_commission),
		"frozen": is_frozen,
		"witness": info.keys.witness.to_ss58check(),
		"grandpa": info.keys.grandpa.to_ss58check(),
	})
}

/// Those of whom the next witnesses are drawn.
async fn frozen(state: &State<'_>) -> Result<BTreeSet<AccountId>, WalletError> {
	let list = state.view(FrozenViewFunction::<Runtime>::new()).await?;
	Ok(list.into_iter().map(|entry| entry.who).collect())
}

/// Whether an account is among the witnesses of an epoch.
async fn is_seated(state: &State<'_>, epoch: u32, who: &AccountId) -> Result<bool, WalletError> {
	let list = state.view(WitnessesViewFunction::<Runtime>::new(epoch)).await?;
	Ok(list.unwrap_or_default().iter().any(|(witness, _)| witness == who))
}

async fn show(session: &Session, who: Option<Who>) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let who = session.looked_at(&state, who.as_ref()).await?;
	let BondLedger { bond, unlocking, .. } =
		state.view(BondOfViewFunction::<Runtime>::new(who.clone())).await?;
	let candidate = state.view(CandidateViewFunction::<Runtime>::new(who.clone())).await?;
	let (epoch, is_frozen) = (state.epoch().await?, frozen(&state).await?.contains(&who));
	let mut text = vec![state.named(&who).await?];
	match &candidate {
		Some(info) => text.extend(candidate_lines(info, is_frozen)),
		None => text.push(format!("is not a candidate; bond {}", etp(bond))),
	}
	let is_seated = is_seated(&state, epoch, &who).await?;
	text.push(format!("{} a seat in epoch {epoch}", if is_seated { "has" } else { "has not" }));
	text.extend(leaving(&unlocking.0, epoch));
	let json = json!({
		"account": address(&who),
		"epoch": epoch,
		"seated": is_seated,
		"bond": exact(bond),
		"leaving": leaving_json(&unlocking.0, epoch),
		"candidate": candidate.as_ref().map(|info| candidate_json(info, is_frozen)),
	});
	Ok(Outcome { text, json })
}

async fn list(session: &Session) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let mut all = state.view(CandidatesViewFunction::<Runtime>::new()).await?;
	// The heaviest first; of the same weight in the order of their accounts.
	all.sort_by_key(|info| Reverse(info.weight));
	let frozen = frozen(&state).await?;
	let mut text = vec![format!("{} candidates", all.len())];
	for info in &all {
		let drawn = if frozen.contains(&info.who) { ", frozen for the next draw" } else { "" };
		let (who, bond) = (state.named(&info.who).await?, etp(info.counted_bond));
		text.push(format!("{who} {}, bond {bond}{drawn}", standing(info)));
	}
	let json = all.iter().map(|info| candidate_json(info, frozen.contains(&info.who))).collect();
	Ok(Outcome { text, json: Json::Array(json) })
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_candidates::CandidateKeys;
	use pillars_primitives::units::ETP;
	use sp_keyring::{Ed25519Keyring, Sr25519Keyring::Bob};

	fn info(state: CandidateState) -> CandidateInfo {
		CandidateInfo {
			who: Bob.to_account_id(),
			bond: 1_000 * ETP,
			counted_bond: 1_250 * ETP,
			weight: 77,
			keys: CandidateKeys { witness: Bob.public(), grandpa: Ed25519Keyring::Bob.public() },
			commission: Perbill::from_percent(5),
			next_commission: Perbill::from_rational(1u32, 8),
			state,
		}
	}

	#[test]
	fn all_of_a_candidate_is_shown() {
		let lines = candidate_lines(&info(CandidateState::Electable), true);
		assert_eq!(lines[0], "can be elected, with the weight 77");
		assert_eq!(lines[1], "bond 1000.00000000 ETP, delegated 250.00000000 ETP");
		assert_eq!(lines[2], "keeps 5 % of its delegators' rewards, soon 12.5 %");
		assert_eq!(lines[3], "is among those of whom the next witnesses are drawn");
		assert!(lines[4].ends_with(&Bob.public().to_ss58check()));
		let json = candidate_json(&info(CandidateState::Electable), false);
		assert_eq!((&json["weight"], &json["frozen"]), (&json!("77"), &json!(false)));
		assert_eq!(json["countedBond"], "1250.00000000");
	}

	#[test]
	fn who_can_not_be_elected_is_told_why() {
		assert!(standing(&info(CandidateState::BondTooLow)).contains("bond is too low"));
		let out = info(CandidateState::SittingOut { until: 9 });
		assert!(standing(&out).contains("up to epoch 9"));
		assert_eq!(candidate_json(&out, false)["until"], 9);
	}
}

//! `delegate` and what follows: stake lent to the holder of a certificate.

use super::{etp_amount, exact, leaving, leaving_json, who::Who, BLAKE2_128};
use crate::wallet::{names::etp, preview::address, Outcome, Session, WalletError};
use codec::{DecodeAll, Encode};
use frame_support::{storage::StoragePrefixedMap, Blake2_128Concat, StorageHasher};
use pallet_candidates::{
	Call, DelegationInfo, DelegationViewFunction, Delegations, PoolOfViewFunction, MIN_DELEGATION,
};
use pallet_witness_certificates::CertificateViewFunction;
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use serde_json::{json, Value as Json};

/// Most delegations of an account that are shown.
const SHOWN: usize = 200;

/// A node, and how much.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct DelegationArgs {
	/// The holder of a certificate.
	#[arg(value_name = "AVATAR OR SS58")]
	node: Who,
	/// How much ETP.
	amount: String,
}

/// A node.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct NodeArgs {
	/// To whom it was lent.
	#[arg(value_name = "AVATAR OR SS58")]
	node: Who,
}

/// Options of `delegations`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct DelegationsArgs {
	/// Whose; those of the key unless given.
	#[arg(value_name = "AVATAR OR SS58")]
	who: Option<Who>,
}

/// `delegate`
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn delegate(
	session: &Session,
	args: DelegationArgs,
) -> Result<Outcome, WalletError> {
	let amount = etp_amount(&args.amount)?;
	if amount < MIN_DELEGATION {
		let reason = format!("the least delegation is {}", etp(MIN_DELEGATION));
		return Err(WalletError::Input(reason));
	}
	let state = session.chain.best().await?;
	let node = state.account_of(&args.node).await?;
	let named = state.named(&node).await?;
	if node == session.account()? {
		return Err(WalletError::Input("nobody delegates to itself: use candidate bond".into()));
	}
	let certificate = state.view(CertificateViewFunction::<Runtime>::new(node.clone())).await?;
	if !certificate.is_some_and(|certificate| certificate.valid) {
		return Err(WalletError::Input(format!("{named} holds no valid certificate")));
	}
	let pool = state.view(PoolOfViewFunction::<Runtime>::new(node.clone())).await?;
	let kept = super::percent(pool.map(|pool| pool.next_commission).unwrap_or_default());
	let text = vec![
		format!("delegates {} to {named}, which keeps {kept} of the rewards", etp(amount)),
		"it counts and earns from the next freezing of candidates on".into(),
	];
	let call = Call::<Runtime>::delegate { node, amount };
	Ok(session.call(RuntimeCall::Candidates(call), text).await?.into())
}

/// `undelegate`
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn undelegate(
	session: &Session,
	args: DelegationArgs,
) -> Result<Outcome, WalletError> {
	let amount = etp_amount(&args.amount)?;
	let (node, named, info) = own(session, &args.node).await?;
	let most = info.active.saturating_add(info.pending);
	if amount > most {
		let reason = format!("only {} are delegated to {named}", etp(most));
		return Err(WalletError::Input(reason));
	}
	let text = vec![format!(
		"takes {} back from {named}, without rewards from now on, free after two whole epochs",
		etp(amount)
	)];
	let call = Call::<Runtime>::undelegate { node, amount };
	Ok(session.call(RuntimeCall::Candidates(call), text).await?.into())
}

/// `withdraw-delegation`
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn withdraw(session: &Session, args: NodeArgs) -> Result<Outcome, WalletError> {
	let (node, named, info) = own(session, &args.node).await?;
	let epoch = session.chain.best().await?.epoch().await?;
	let free = info.unlocking.iter().filter(|chunk| chunk.free_at <= epoch);
	let free = free.fold(0, |sum: u128, chunk| sum.saturating_add(chunk.amount));
	if free == 0 {
		let later = leaving(&info.unlocking, epoch).join("; ");
		let later = if later.is_empty() { "nothing was taken back".into() } else { later };
		return Err(WalletError::Input(format!("nothing can be withdrawn: {later}")));
	}
	let text = vec![format!("withdraws {} that was delegated to {named}", etp(free))];
	let call = Call::<Runtime>::withdraw_delegation { node };
	let sent = session.call(RuntimeCall::Candidates(call), text).await?;
	Ok(Outcome::from(sent).with("amount", exact(free)))
}

/// `claim`
///
/// # Errors
///
/// What stands against it.
pub(crate) async fn claim(session: &Session, args: NodeArgs) -> Result<Outcome, WalletError> {
	let (node, named, info) = own(session, &args.node).await?;
	if info.rewards == 0 {
		let reason = format!("the delegation to {named} has earned nothing that is not claimed");
		return Err(WalletError::Input(reason));
	}
	let text = vec![format!("claims the rewards from {named}, {} by now", etp(info.rewards))];
	let call = Call::<Runtime>::claim_rewards { node };
	let sent = session.call(RuntimeCall::Candidates(call), text).await?;
	let claimed = sent.included.iter().flat_map(|included| &included.events);
	let claimed = claimed.into_iter().find_map(|event| match event {
		pillars_runtime::RuntimeEvent::Candidates(pallet_candidates::Event::RewardsClaimed {
			amount,
			..
		}) => Some(*amount),
		_ => None,
	});
	let outcome = Outcome::from(sent);
	Ok(match claimed {
		Some(amount) => outcome.with("amount", exact(amount)),
		None => outcome,
	})
}

/// What the account that signs delegates to a node.
async fn own(
	session: &Session,
	node: &Who,
) -> Result<(AccountId, String, DelegationInfo), WalletError> {
	let state = session.chain.best().await?;
	let node = state.account_of(node).await?;
	let named = state.named(&node).await?;
	let asked = DelegationViewFunction::<Runtime>::new(session.account()?, node.clone());
	match state.view(asked).await? {
		Some(info) => Ok((node, named, info)),
		None => Err(WalletError::Input(format!("nothing is delegated to {named}"))),
	}
}

/// `delegations`
///
/// # Errors
///
/// If the node does not answer.
pub(crate) async fn delegations(
	session: &Session,
	args: DelegationsArgs,
) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let who = session.looked_at(&state, args.who.as_ref()).await?;
	let epoch = state.epoch().await?;
	let mut text = vec![state.named(&who).await?];
	let mut list = Vec::new();
	for rest in state.keys(prefix(&who), SHOWN).await? {
		let node = node_of(&rest).ok_or(WalletError::Unreadable("state_getKeysPaged"))?;
		let asked = DelegationViewFunction::<Runtime>::new(who.clone(), node.clone());
		let Some(info) = state.view(asked).await? else { continue };
		let named = state.named(&node).await?;
		text.push(line(&info, &named));
		text.extend(leaving(&info.unlocking, epoch).iter().map(|line| format!("  {line}")));
		list.push(entry(&info, &node, epoch));
	}
	if list.is_empty() {
		text.push("delegates nothing".into());
	}
	let json = json!({ "account": address(&who), "epoch": epoch, "delegations": list });
	Ok(Outcome { text, json })
}

/// With what the keys of all delegations of an account begin.
fn prefix(who: &AccountId) -> Vec<u8> {
	let all = Delegations::<Runtime>::final_prefix();
	[&all[..], &who.using_encoded(Blake2_128Concat::hash)].concat()
}

/// The node in the key of a delegation, of which that was taken away.
fn node_of(rest: &[u8]) -> Option<AccountId> {
	AccountId::decode_all(&mut rest.get(BLAKE2_128..)?).ok()
}

fn line(info: &DelegationInfo, node: &str) -> String {
	let DelegationInfo { active, pending, rewards, .. } = info;
	let mut line = format!("{} to {node}", etp(*active));
	if *pending > 0 {
		line.push_str(&format!(", {} more from the next freezing on", etp(*pending)));
	}
	line.push_str(&format!(", {} to claim", etp(*rewards)));
	line
}

fn entry(info: &DelegationInfo, node: &AccountId, epoch: u32) -> Json {
	json!({
		"node": address(node),
		"active": exact(info.active),
		"pending": exact(info.pending),
		"rewards": exact(info.rewards),
		"leaving": leaving_json(&info.unlocking, epoch),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_candidates::Chunk;
	use pillars_primitives::units::ETP;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	#[test]
	fn the_node_is_read_from_the_key() {
		let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
		let key = Delegations::<Runtime>::hashed_key_for(&alice, &bob);
		let rest = key.strip_prefix(&prefix(&alice)[..]).unwrap();
		assert_eq!(node_of(rest), Some(bob));
		assert_eq!(node_of(&rest[..47]), None);
		assert_eq!(node_of(&[]), None);
	}

	#[test]
	fn a_delegation_is_told_with_what_it_earns_and_what_leaves() {
		let chunk = |amount, free_at| Chunk { amount, free_at };
		let mut info = DelegationInfo {
			active: 5 * ETP,
			pending: 0,
			rewards: ETP / 2,
			unlocking: vec![chunk(ETP, 7), chunk(2 * ETP, 8)],
		};
		assert_eq!(line(&info, "bob"), "5.00000000 ETP to bob, 0.50000000 ETP to claim");
		info.pending = ETP;
		assert!(line(&info, "bob").contains("bob, 1.00000000 ETP more from the next freezing on,"));
		assert_eq!(
			leaving(&info.unlocking, 7),
			["1.00000000 ETP can be withdrawn", "2.00000000 ETP can be withdrawn from epoch 8 on",]
		);
		let json = entry(&info, &Bob.to_account_id(), 7);
		assert_eq!(
			(&json["leaving"][0]["free"], &json["leaving"][1]["free"]),
			(&true.into(), &false.into())
		);
		assert_eq!(json["rewards"], "0.50000000");
	}
}

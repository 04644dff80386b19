//! `mars`: the score of a witness and the reputation of an avatar, as gauges.

use super::{
	exact,
	gauge::{bar, sum},
	points,
	who::Who,
};
use crate::wallet::{amount, preview::address, Outcome, Session, WalletError};
use pallet_mars_reputation::{
	AvatarReputation, MarsOfViewFunction, WitnessScore, WitnessScoreViewFunction,
};
use pillars_primitives::units::ETP;
use pillars_rules::{stake_score, Activity, Reputation, CERT_SCORE, MAX_SUPPLY, MISS_SCORE};
use pillars_runtime::Runtime;
use serde_json::{json, Value as Json};

/// Most credits of a group of factors: 100 for each of its factors.
const CREDITS: [u32; 4] = [200, 400, 100, 100];
/// Digits behind the point of a miss rate.
const RATE_DECIMALS: u8 = 6;

/// Options of `mars`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct MarsArgs {
	/// Whose; those of the key unless given.
	#[arg(value_name = "AVATAR OR SS58")]
	who: Option<Who>,
}

/// `mars`
///
/// # Errors
///
/// If there is no such avatar, or the node does not answer.
pub(crate) async fn mars(session: &Session, args: MarsArgs) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let who = session.looked_at(&state, args.who.as_ref()).await?;
	let score = state.view(WitnessScoreViewFunction::<Runtime>::new(who.clone())).await?;
	let reputation = state.view(MarsOfViewFunction::<Runtime>::new(who.clone())).await?;
	let mut text = vec![state.named(&who).await?];
	text.extend(score_gauge(&score));
	match &reputation {
		Some(AvatarReputation { reputation, activity, .. }) => {
			text.extend(reputation_gauge(reputation));
			text.extend(activity_lines(activity));
		},
		None => text.push("no avatar, so no reputation".into()),
	}
	let json = json!({
		"account": address(&who),
		"witness": score_json(&score),
		"reputation": reputation.as_ref().map(reputation_json),
	});
	Ok(Outcome { text, json })
}

/// Bars are full for what is the most of each term; for the stake that is all ETP there will ever be.
fn score_gauge(score: &WitnessScore) -> [String; 4] {
	let WitnessScore { total, certificate, stake, miss, .. } = *score;
	[
		sum("Witness score", &points(total)),
		bar("Cert", certificate, CERT_SCORE, &points(certificate)),
		bar("Stake", stake, stake_score(MAX_SUPPLY), &points(stake)),
		bar("Miss", miss, MISS_SCORE, &points(miss)),
	]
}

fn reputation_gauge(reputation: &Reputation) -> [String; 5] {
	let Reputation { total, behaviour, capability, credit, social } = *reputation;
	let [b1, b2, b3, b4] = CREDITS;
	let group = |name, credits: u32, most| bar(name, credits, most, &format!("{credits}/{most}"));
	[
		sum("Reputation", &points(total)),
		group("B1 behaviour", behaviour, b1),
		group("B2 capability", capability, b2),
		group("B3 credit", credit, b3),
		group("B4 social", social, b4),
	]
}

/// What the reputation comes from, in the width of the gauges.
fn activity_lines(activity: &Activity) -> Vec<String> {
	let whole = |amount: u128| format!("{} ETP", amount.checked_div(ETP).unwrap_or_default());
	let moves = activity.transfers.saturating_add(activity.deposits);
	let made = activity.mits_registered.saturating_add(activity.msts_issued);
	let months = activity.age.checked_div(activity.month).unwrap_or_default();
	vec![
		sum("B1 transfers, deposits", &moves.to_string()),
		sum("B1 MITs, tokens made", &made.to_string()),
		sum("B2 ETP held, mean", &whole(activity.mean_etp)),
		sum("B2 MITs held, mean", &activity.mean_mit.to_string()),
		sum("B2 age", &format!("{months} months")),
		sum("B3 fees paid", &whole(activity.fees)),
		sum("B4 counterparties", &activity.counterparties.to_string()),
	]
}

fn score_json(score: &WitnessScore) -> Json {
	let lost = amount::format(score.x.unsigned_abs().into(), RATE_DECIMALS);
	let sign = if score.x < 0 { "-" } else { "" };
	json!({
		"total": points(score.total),
		"cert": points(score.certificate),
		"stake": points(score.stake),
		"miss": points(score.miss),
		"missRate": format!("{sign}{lost}"),
		"epochs": score.n,
	})
}

fn reputation_json(found: &AvatarReputation) -> Json {
	let AvatarReputation { avatar, reputation, activity } = found;
	json!({
		"avatar": avatar,
		"total": points(reputation.total),
		"behaviour": reputation.behaviour,
		"capability": reputation.capability,
		"credit": reputation.credit,
		"social": reputation.social,
		"activity": {
			"transfers": activity.transfers,
			"deposits": activity.deposits,
			"mitsRegistered": activity.mits_registered,
			"tokensIssued": activity.msts_issued,
			"meanEtp": exact(activity.mean_etp),
			"meanMits": activity.mean_mit,
			"fees": exact(activity.fees),
			"counterparties": activity.counterparties,
			"age": activity.age,
			"month": activity.month,
		},
	})
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use pillars_rules::{miss_score, reputation, BASE_SCORE};

	fn score(stake: u128, x: i32) -> WitnessScore {
		let (stake, miss) = (stake_score(stake), miss_score(x));
		let total = CERT_SCORE + stake + miss;
		WitnessScore { total, certificate: CERT_SCORE, stake, miss, x, n: 3 }
	}

	#[test]
	fn the_score_is_shown_with_its_terms() {
		assert_eq!(
			score_gauge(&score(100_000 * ETP, -100_000)),
			[
				"Witness score                     89.400",
				"Cert          [###############]   30.000",
				"Stake         [#########......]   30.900",
				"Miss          [##############.]   28.500",
			]
		);
		let json = score_json(&score(100_000 * ETP, -100_000));
		assert_eq!((&json["total"], &json["missRate"]), (&json!("89.400"), &json!("-0.100000")));
		assert_eq!(score_json(&score(0, 0))["missRate"], "0.000000");
	}

	#[test]
	fn the_reputation_is_shown_with_its_groups() {
		let activity = Activity {
			transfers: 30,
			mean_etp: 6_000 * ETP,
			fees: ETP / 2,
			counterparties: 60,
			age: 700,
			month: 100,
			..Activity::default()
		};
		let found = reputation(&activity);
		let shown = reputation_gauge(&found);
		assert_eq!(shown[0], sum("Reputation", &points(found.total)));
		assert_eq!(shown[1], "B1 behaviour  [#####..........]   70/200");
		assert_eq!(shown[2], "B2 capability [####...........]  130/400");
		assert_eq!(shown[3], "B3 credit     [###............]   20/100");
		assert_eq!(shown[4], "B4 social     [###############]  100/100");
		assert!(found.total > BASE_SCORE);
		for line in shown.iter().chain(&activity_lines(&activity)) {
			assert_eq!(line.len(), 40, "{line}");
		}
		assert_eq!(activity_lines(&activity)[4], "B2 age                          7 months");
	}

	#[test]
	fn no_group_has_more_credits_than_its_bar() {
		let most = Activity {
			transfers: u32::MAX,
			deposits: u32::MAX,
			mits_registered: u32::MAX,
			msts_issued: u32::MAX,
			mean_etp: u128::MAX,
			mean_mit: u32::MAX,
			fees: u128::MAX,
			counterparties: u32::MAX,
			age: u32::MAX,
			month: 1,
		};
		let Reputation { behaviour, capability, credit, social, .. } = reputation(&most);
		// Tokens held count 20 as long as they have no prices.
		assert_eq!([behaviour, capability + 80, credit, social], CREDITS);
	}
}

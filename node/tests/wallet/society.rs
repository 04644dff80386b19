//! Avatars, certificates, candidates, delegation, reputation, and a token that is mined.
//!
//! The development chain begins with avatars of its accounts, Ferdie as the Foundation, a level-1 certificate of Eve,
//! and under it those of the witnesses Alice, Bob and Charlie.

use crate::{
	common::{ends, seconds, wait_for},
	user::{etp, units, User},
};
use serde_json::Value as Json;
use std::time::Duration;

/// Longest wait for what takes two epochs.
const EPOCHS: Duration = seconds(600);

/// How much of an asset the user can spend now, in its smallest unit.
async fn spendable(user: &User, asset: &str) -> u128 {
	let told = user.does(&["balance"]).await;
	let assets = told["assets"].as_array().unwrap();
	let found = assets.iter().find(|found| found["asset"] == asset);
	found.map_or(0, |found| units(found["spendable"].as_str().unwrap()))
}

/// Waits until the user can spend so much of an asset.
async fn gets(user: &User, asset: &str, amount: u128) {
	let enough = async || (spendable(user, asset).await >= amount).then_some(());
	wait_for(asset, seconds(300), enough).await;
}

/// The miner, who earns coins, has a name, is spoken of, and gives the name away.
pub(crate) async fn an_avatar_is_named_attested_and_moved(dave: &User, miner: &User, heir: &User) {
	assert_eq!(dave.does(&["avatar", "show"]).await["avatar"], "dave");
	let again = ["avatar", "register", "somebody", "--yes"];
	dave.refuses(&again, &["an avatar already", &dave.address]).await;

	gets(miner, "ETP", etp(15)).await;
	miner.does(&["redeem", "5"]).await;
	miner.does(&["redeem", "3", "--to", &heir.address]).await;
	assert_eq!(miner.does(&["avatar", "show"]).await["avatar"], Json::Null);
	assert_eq!(miner.does(&["avatar", "register", "Traveller"]).await["avatar"], "Traveller");
	let taken = ["avatar", "register", "TRAVELLER", "--yes"];
	heir.refuses(&taken, &["the name is taken", &miner.address]).await;

	let hash = format!("0x{}", "ab".repeat(32));
	dave.does(&["avatar", "attest", "traveller", "kyc", &hash]).await;
	let unknown = ["avatar", "attest", "traveller", "no-such-kind", &hash, "--yes"];
	dave.refuses(&unknown, &["no kind of attestations"]).await;
	let shown = heir.does(&["avatar", "show", "traveller"]).await;
	assert_eq!(shown["account"], miner.address.as_str());
	assert_eq!(
		(&shown["attestations"][0]["hash"], &shown["attestations"][0]["valid"]),
		(&hash.into(), &true.into())
	);

	heir.refuses(&["avatar", "accept", "traveller", "--yes"], &["not offered"]).await;
	miner.does(&["avatar", "offer", &heir.address]).await;
	heir.does(&["avatar", "accept", "traveller"]).await;
	let shown = heir.does(&["avatar", "show"]).await;
	assert_eq!((&shown["avatar"], &shown["transfers"]), (&"Traveller".into(), &1.into()));
	assert_eq!(shown["attestations"][0]["valid"], false, "it was said of another account");
	dave.does(&["avatar", "revoke-attestation", "traveller", "kyc"]).await;
	let shown = heir.does(&["avatar", "show"]).await;
	assert!(shown["attestations"].as_array().unwrap().is_empty(), "{shown}");
}

/// Issued by Dave, mined by the node for the miner, who spends it when it is old enough.
pub(crate) async fn a_token_is_mined_and_spent(dave: &User, miner: &User) {
	let commitment = dave.file("ore.commitment.json");
	let model = ["--mine", "3", "--mine-interval", "1000", "--mine-decay", "0.5"];
	let more = ["--mine-cap", "900", "--decimals", "2", "--commitment", &commitment];
	dave.does(&[&["issue", "ORE"][..], &model, &more].concat()).await;
	let shown = dave.does(&["mine", "show", "ORE"]).await;
	assert_eq!((&shown["mined"], &shown["nextReward"]), (&"0.00".into(), &"3.00".into()));
	assert_eq!(
		(&shown["model"]["cap"], &shown["model"]["interval"]),
		(&"900.00".into(), &1_000.into())
	);

	dave.refuses(&["mine", "set", "TEA"], &["TEA can not be mined"]).await;
	dave.refuses(&["mine", "set", "NONE"], &["no asset \"NONE\""]).await;
	assert_eq!(miner.has("ORE").await, 0);
	let set = dave.does(&["mine", "set", "ORE"]).await;
	assert_eq!((&set["mst"]["symbol"], &set["mst"]["pays"]), (&"ORE".into(), &true.into()));
	let status = dave.does(&["mine", "status"]).await;
	assert_eq!(status["payee"], miner.address.as_str());
	assert_eq!(status["kinds"], serde_json::json!(["pow", "pos", "dpos"]));
	assert_eq!(status["mst"]["symbol"], "ORE");
	assert!(status["stake"]["available"]["coins"].is_u64(), "{status}");

	gets(miner, "ORE", 300).await;
	let before = dave.has("ORE").await;
	miner.does(&["send", &dave.address, "1.25", "--asset", "ORE"]).await;
	assert_eq!(dave.has("ORE").await, before + 125);

	let unset = dave.does(&["mine", "set", "--none"]).await;
	assert_eq!(unset["mst"], Json::Null);
	let listed = dave.does(&["mine", "list"]).await;
	let ore = listed.as_array().unwrap().iter().find(|token| token["symbol"] == "ORE").unwrap();
	assert!(units(ore["mined"].as_str().unwrap()) >= 300, "{listed}");
}

/// As gauges for people, 40 signs wide, and as numbers for programs.
pub(crate) async fn mars_is_shown(dave: &User) {
	let told = dave.does(&["mars", "alice"]).await;
	let of_alice = &told["witness"];
	assert_eq!((&of_alice["cert"], &of_alice["miss"].is_string()), (&"30.000".into(), &true));
	// A bond of 1 000 ETP at least.
	assert!(units(of_alice["stake"].as_str().unwrap()) >= 18_540, "{told}");
	assert!(units(told["reputation"]["total"].as_str().unwrap()) > 200_000, "{told}");
	assert!(told["reputation"]["activity"]["age"].as_u64().unwrap() > 0, "{told}");

	let shown = ends(&["wallet", "--url", &dave.url, "mars", "alice"]).await;
	assert_eq!(shown.code, Some(0), "{}", shown.stderr);
	let lines: Vec<&str> = shown.stdout.lines().collect();
	assert!(lines[0].starts_with("alice (5"), "{}", shown.stdout);
	assert!(lines[1..].iter().all(|line| line.len() == 40), "{}", shown.stdout);
	for part in ["Cert ", "Stake ", "Miss ", "B1 ", "B2 ", "B3 ", "B4 "] {
		assert!(lines.iter().any(|line| line.starts_with(part)), "{part}: {}", shown.stdout);
	}
	dave.refuses(&["mars", "nobody-of-that-name"], &["no avatar \"nobody-of-that-name\""]).await;
}

/// With keys that the node makes; both holders and the Foundation have to agree on a certificate.
pub(crate) async fn a_candidate_stands_and_is_certified(dave: &User, eve: &User, ferdie: &User) {
	dave.refuses(&["candidate", "register", "--yes"], &["(BondTooLow)"]).await;
	dave.does(&["candidate", "bond", "1500"]).await;
	let dry = ["candidate", "register", "--dry-run"];
	dave.refuses(&dry, &["--keys and --proof"]).await;
	let keys = dave.does(&["candidate", "register"]).await["keys"].clone();
	let shown = dave.does(&["candidate", "show"]).await;
	assert_eq!(shown["bond"], "1500.00000000");
	assert_eq!(shown["candidate"]["witness"], keys["witness"]);
	assert_eq!(shown["candidate"]["grandpa"], keys["grandpa"]);
	assert_eq!(shown["candidate"]["state"], "electable");
	let listed = eve.does(&["candidate", "list"]).await;
	let is_dave = |entry: &Json| entry["account"] == dave.address.as_str();
	assert!(listed.as_array().unwrap().iter().any(is_dave), "{listed}");
	dave.refuses(&["candidate", "register", "--yes"], &["a candidate already"]).await;

	let other = dave.does(&["candidate", "set-keys"]).await["keys"].clone();
	assert_ne!(other["witness"], keys["witness"]);
	dave.does(&["candidate", "commission", "12.5"]).await;
	let shown = dave.does(&["candidate", "show", "dave"]).await;
	assert_eq!(shown["candidate"]["nextCommission"], "12.5 %");
	assert_eq!(shown["candidate"]["witness"], other["witness"]);
	dave.refuses(&["candidate", "unbond", "1000", "--yes"], &["(CandidateNeedsBond)"]).await;
	dave.does(&["candidate", "leave"]).await;
	dave.does(&["candidate", "unbond", "100"]).await;
	dave.refuses(&["candidate", "withdraw", "--yes"], &["(NothingToWithdraw)"]).await;

	let approve = ["certificate", "approve", "eve", "dave"];
	ferdie.refuses(&[&approve[..], &["--yes"]].concat(), &["does not propose"]).await;
	dave.refuses(&["certificate", "propose", "ferdie", "--yes"], &["(NoCertificate)"]).await;
	eve.does(&["certificate", "propose", "dave"]).await;
	dave.refuses(&[&approve[..], &["--yes"]].concat(), &["Bad origin"]).await;
	ferdie.does(&approve).await;
	let shown = dave.does(&["certificate", "show"]).await;
	assert_eq!(
		(&shown["certificate"]["level"], &shown["certificate"]["valid"]),
		(&2.into(), &true.into())
	);
	assert_eq!(shown["certificate"]["under"], eve.address.as_str());
	let listed = dave.does(&["certificate", "list"]).await;
	assert!(listed["certificates"].as_array().unwrap().iter().any(is_dave), "{listed}");

	// It releases something with every block.
	let released = async || {
		let shown = dave.does(&["certificate", "show"]).await;
		(units(shown["certificate"]["grant"]["claimable"].as_str().unwrap()) > 0).then_some(())
	};
	wait_for("a part of the grant", seconds(120), released).await;
	dave.does(&["certificate", "claim-grant"]).await;
}

/// Dave lends stake to Alice, a witness.
pub(crate) async fn a_delegation_earns(dave: &User, ferdie: &User) {
	dave.refuses(&["delegate", "ferdie", "10", "--yes"], &["no valid certificate"]).await;
	dave.refuses(&["delegate", "alice", "0.5", "--yes"], &["least delegation"]).await;
	ferdie.refuses(&["claim", "alice", "--yes"], &["nothing is delegated"]).await;
	dave.does(&["delegate", "alice", "500"]).await;
	let earned = async || {
		let told = dave.does(&["delegations"]).await;
		let found = &told["delegations"][0];
		let rewards = units(found["rewards"].as_str().unwrap());
		(rewards > 0).then(|| (found["active"].clone(), rewards))
	};
	let (active, rewards) = wait_for("rewards of a delegation", EPOCHS, earned).await;
	assert_eq!(active, "500.00000000");
	let told = dave.does(&["claim", "alice"]).await;
	assert!(units(told["amount"].as_str().unwrap()) >= rewards, "{told}");

	let most = ["undelegate", "alice", "501", "--yes"];
	dave.refuses(&most, &["only 500.00000000 ETP"]).await;
	dave.does(&["undelegate", "alice", "200"]).await;
	let told = dave.does(&["delegations"]).await;
	let found = &told["delegations"][0];
	assert_eq!(
		(&found["active"], &found["leaving"][0]["amount"]),
		(&"300.00000000".into(), &"200.00000000".into())
	);
	dave.refuses(&["withdraw-delegation", "alice", "--yes"], &["from epoch"]).await;
}

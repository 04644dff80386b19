//! Coins under policies.

use crate::{
	common::{seconds, wait_for, Node},
	user::{etp, fee, User},
};

/// Waits until the best block has this height.
pub(crate) async fn height(node: &Node, height: u32) {
	let reached = async || (node.rpc.status().await.best_number >= height).then_some(());
	wait_for("a height", seconds(300), reached).await;
}

/// The recipient shows the secret.
pub(crate) async fn an_htlc_is_claimed_with_its_secret(dave: &User, eve: &User) {
	let (file, public) = (dave.file("htlc.json"), dave.file("htlc.public.json"));
	let lock = ["htlc", "lock", "20", "--recipient", &eve.address, "--expiry", "4000000"];
	dave.does(&[&lock[..], &["--out", &file, "--public", &public]].concat()).await;
	let secret = dave.read("htlc.json")["preimage"].as_str().unwrap().to_string();
	assert!(dave.read("htlc.public.json")["preimage"].is_null(), "the secret is told");
	dave.is_private("htlc.json");
	let twice = ["--out", &dave.file("two.json"), "--public", &dave.file("./two.json"), "--yes"];
	dave.refuses(&[&lock[..], &twice].concat(), &["is named twice"]).await;
	let copy = dave.hand_over("htlc.public.json", eve);
	eve.refuses(&["htlc", "claim", &copy, "--yes"], &["the preimage of 0x"]).await;

	let before = eve.has("ETP").await;
	let other = format!("0x{}", "00".repeat(32));
	let claim = |secret: &str| ["htlc", "claim", &copy, "--preimage", secret].map(String::from);
	let wrong = claim(&other);
	let wrong: Vec<&str> = wrong.iter().map(String::as_str).chain(["--yes"]).collect();
	eve.refuses(&wrong, &["the preimage of 0x"]).await;
	dave.refuses(&["htlc", "refund", &file, "--yes"], &["the height 4000000"]).await;
	let kept = eve.file("preimage");
	std::fs::write(&kept, format!("{secret}\n")).unwrap();
	let told = eve.does(&["htlc", "claim", &copy, "--preimage-file", &kept]).await;
	assert_eq!(eve.has("ETP").await, before + etp(20) - fee(&told));
	let again = claim(&secret);
	let again: Vec<&str> = again.iter().map(String::as_str).chain(["--yes"]).collect();
	eve.refuses(&again, &["not unspent"]).await;
}

/// Nobody shows it.
pub(crate) async fn an_htlc_goes_back_after_its_expiry(node: &Node, dave: &User, eve: &User) {
	let expiry = node.rpc.status().await.best_number + 10;
	let (file, at) = (dave.file("refund.json"), expiry.to_string());
	let lock = ["htlc", "lock", "20", "--recipient", &eve.address, "--expiry", &at];
	dave.does(&[&lock[..], &["--out", &file]].concat()).await;
	let before = dave.has("ETP").await;
	height(node, expiry).await;
	let told = dave.does(&["htlc", "refund", &file]).await;
	assert_eq!(dave.has("ETP").await, before + etp(20) - fee(&told));
}

/// A time-lock, two tranches, and a second key.
pub(crate) async fn coins_wait_for_their_time(node: &Node, dave: &User, eve: &User) {
	let now = node.rpc.status().await.best_number;
	let (soon, late) = (now + 60, 4_000_000);
	let (timelock, vesting, recovery) =
		(dave.file("timelock.json"), dave.file("vesting.json"), dave.file("recovery.json"));
	let until = soon.to_string();
	dave.does(&["timelock", "lock", "5", "--until", &until, "--out", &timelock]).await;
	let tranches = [format!("{soon}:3"), format!("{late}:4")];
	let lock = ["vesting", "lock", "--owner", &eve.address, "--tranche", &tranches[0]];
	let rest = ["--tranche", &tranches[1], "--out", &vesting];
	dave.does(&[&lock[..], &rest].concat()).await;
	let key = ["--recovery-key", &eve.address, "--delay", "8", "--out", &recovery];
	let told = dave.does(&[&["recovery", "lock", "6"][..], &key].concat()).await;
	let locked = u32::try_from(told["block"].as_u64().unwrap()).unwrap();
	dave.refuses(&["timelock", "claim", &timelock, "--yes"], &[&format!("height {soon}")]).await;
	let copy = dave.hand_over("recovery.json", eve);
	let told = eve.run(&["recovery", "claim", &copy, "--dry-run"]).await;
	if node.rpc.status().await.best_number + 1 < locked + 8 {
		assert!(told.stderr.contains("an age of 8 blocks"), "{}", told.stderr);
	}

	height(node, soon).await;
	let before = dave.has("ETP").await;
	let elsewhere = ["--to", &dave.address, "--change", &eve.address, "--yes"];
	let claim = [&["timelock", "claim", &timelock][..], &elsewhere].concat();
	dave.refuses(&claim, &["--change has no meaning", "--to"]).await;
	let told = dave.does(&["timelock", "claim", &timelock]).await;
	assert_eq!(dave.has("ETP").await, before + etp(5) - fee(&told));

	let copy = dave.hand_over("vesting.json", eve);
	let before = eve.has("ETP").await;
	let told = eve.does(&["vesting", "claim", &copy]).await;
	assert_eq!(eve.has("ETP").await, before + etp(3) - fee(&told));
	eve.refuses(&["vesting", "claim", &copy, "--yes"], &["the height 4000000"]).await;

	height(node, locked + 8).await;
	let copy = dave.hand_over("recovery.json", eve);
	let before = eve.has("ETP").await;
	let told = eve.does(&["recovery", "claim", &copy]).await;
	assert_eq!(eve.has("ETP").await, before + etp(6) - fee(&told));
}

/// A payment that goes round as a file.
pub(crate) async fn two_of_three_spend_together(dave: &User, eve: &User, ferdie: &User) {
	let keys = [dave, eve, ferdie].map(|user| user.address.as_str());
	let told = dave.does(&["multisig", "address", "2", keys[0], keys[1], keys[2]]).await;
	let (target, policy) = (told["target"].as_str().unwrap(), told["policy"].as_str().unwrap());
	eve.does(&["send", target, "30"]).await;

	let held = eve.does(&["balance", target]).await;
	assert_eq!(held["assets"][0]["total"], "30.00000000");
	assert_eq!(eve.does(&["unspent", target]).await.as_array().unwrap().len(), 1);
	assert_eq!(eve.does(&["history", target]).await["entries"].as_array().unwrap().len(), 1);

	let file = dave.file("payment.json");
	let spend = ["multisig", "spend", "--policy", policy, "--out", &file];
	let told = dave.does(&[&spend[..], &[&ferdie.address, "10"]].concat()).await;
	assert_eq!(told["signatures"], 1);
	dave.refuses(&["multisig", "send", &file, "--yes"], &["a signature of", &eve.address]).await;
	let copy = dave.hand_over("payment.json", ferdie);
	assert_eq!(ferdie.does(&["multisig", "sign", &copy]).await["signatures"], 2);
	let before = ferdie.has("ETP").await;
	ferdie.does(&["multisig", "send", &copy]).await;
	assert_eq!(ferdie.has("ETP").await, before + etp(10));
	// What is left is where it was.
	let rest = ["multisig", "spend", "--policy", policy, "--dry-run", "--out", &copy, "x", "1"];
	ferdie.refuses(&rest, &["not an SS58 address"]).await;
	let dry = ["multisig", "spend", "--policy", policy, "--dry-run"];
	let other = ferdie.file("rest.json");
	let to = ["--out", &other, &dave.address, "19"];
	ferdie.does(&[&dry[..], &to].concat()).await;
}

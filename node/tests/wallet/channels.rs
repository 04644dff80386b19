//! Payment channels.

use crate::{
	common::Node,
	contracts::height,
	user::{etp, fee, units, User},
};
use std::fs;

/// A channel as one of the two sees it: its files.
struct End<'a> {
	user: &'a User,
	name: &'a str,
}

impl End<'_> {
	fn state(&self) -> String {
		self.user.file(&format!("{}.state.json", self.name))
	}

	fn out(&self) -> String {
		self.user.file(&format!("{}.message.json", self.name))
	}

	/// Runs a command about the channel, with a message as its result.
	async fn says(&self, command: &[&str]) -> String {
		let (state, out) = (self.state(), self.out());
		let options = ["--state", &state, "--out", &out];
		self.user.does(&[&["channel"], command, &options].concat()).await;
		out
	}

	/// Runs a command about the channel.
	async fn does(&self, command: &[&str]) -> serde_json::Value {
		let state = self.state();
		self.user.does(&[&["channel"], command, &["--state", &state]].concat()).await
	}

	async fn refuses(&self, command: &[&str], reasons: &[&str]) {
		let state = self.state();
		let options = ["--state", &state, "--yes"];
		self.user.refuses(&[&["channel"], command, &options].concat(), reasons).await;
	}
}

/// Opens a channel of 100 ETP of the first, of which the second has 10.
async fn open<'a>(node: &Node, dave: &'a User, eve: &'a User, name: &'a str) -> (End<'a>, End<'a>) {
	let (a, b) = (End { user: dave, name }, End { user: eve, name });
	let offer = a.says(&["open", &eve.address, "100", "--give", "10", "--delay", "8"]).await;
	let accept = ["accept", &offer, "--out", &b.out()];
	b.refuses(&accept, &["the delay of 8 blocks is not within 100 to"]).await;
	let agree = b.says(&["accept", &offer, "--min-delay", "8"]).await;
	let again = End { user: eve, name: &format!("{name}.again") };
	let kept = eve.file(&format!("{name}.offer.json"));
	fs::copy(&offer, &kept).unwrap();
	let accept = ["accept", &kept, "--min-delay", "8", "--out", &again.out()];
	again.refuses(&accept, &["an offer is accepted once"]).await;
	let commit = a.says(&["receive", &agree]).await;
	again.refuses(&accept, &["is in the chain already"]).await;
	eve.is_private(&format!("{name}.state.json"));
	b.does(&["receive", &commit]).await;
	for end in [&a, &b] {
		let told = end.does(&["show"]).await;
		assert!(told["chain"].as_str().unwrap().starts_with("open, since block"), "{told}");
	}
	// Nothing is paid before the capacity is there for good.
	let best = node.rpc.status().await.best_number;
	node.rpc.finalised(best).await;
	(a, b)
}

/// Pays within the channel, which takes four messages.
async fn pay(from: &End<'_>, to: &End<'_>, amount: &str) {
	let propose = from.says(&["update", "--pay", amount]).await;
	let agree = to.says(&["receive", &propose]).await;
	let commit = from.says(&["receive", &agree]).await;
	let revoke = to.says(&["receive", &commit]).await;
	from.does(&["receive", &revoke]).await;
}

async fn own(end: &End<'_>) -> u128 {
	units(end.does(&["show"]).await["own"].as_str().unwrap())
}

/// Three payments, then one transaction that both sign.
pub(crate) async fn closed_together(node: &Node, dave: &User, eve: &User) {
	let (a, b) = open(node, dave, eve, "together").await;
	pay(&a, &b, "20").await;
	pay(&b, &a, "5").await;
	pay(&a, &b, "0.5").await;
	assert_eq!(own(&b).await, etp(25) + etp(1) / 2);
	a.refuses(&["update", "--pay", "90", "--out", &a.out()], &["to pay with in the channel"]).await;
	a.refuses(&["update", "--pay", "1", "--out", &a.state()], &["is named twice"]).await;
	let other = dave.file("secret");
	a.refuses(&["update", "--pay", "1", "--out", &other], &["exists"]).await;
	let unasked = ["channel", "update", "--pay", "1", "--state", &a.state(), "--out", &a.out()];
	dave.refuses(&unasked, &["--yes"]).await;

	let before = (dave.has("ETP").await, eve.has("ETP").await);
	let close = b.says(&["close"]).await;
	let told = a.does(&["receive", &close]).await;
	assert_eq!(eve.has("ETP").await, before.1 + etp(25) + etp(1) / 2);
	let rest = etp(100) - etp(25) - etp(1) / 2 - fee(&told);
	assert_eq!(dave.has("ETP").await, before.0 + rest);
}

/// Eve does not answer any more: Dave publishes the last state and waits.
pub(crate) async fn ended_alone(node: &Node, dave: &User, eve: &User) {
	let (a, b) = open(node, dave, eve, "alone").await;
	pay(&a, &b, "20").await;
	let (daves, eves) = (own(&a).await, own(&b).await);
	let before = (dave.has("ETP").await, eve.has("ETP").await);
	let told = a.does(&["force-close"]).await;
	assert_eq!(told["state"], 1);
	// Whatever comes now, its secret is not told.
	assert_eq!(dave.read("alone.state.json")["stage"], "closing");
	a.refuses(&["update", "--pay", "1", "--out", &a.out()], &["not unspent"]).await;
	// Eve has hers at once, Dave after the delay.
	assert_eq!(eve.has("ETP").await, before.1 + eves);
	assert_eq!(dave.has("ETP").await, before.0);
	a.refuses(&["claim"], &["an age of 8 blocks"]).await;
	b.refuses(&["punish"], &["no revoked state"]).await;
	let shown = a.does(&["show"]).await;
	assert!(shown["chain"].as_str().unwrap().contains("channel claim"), "{shown}");

	let ended = u32::try_from(told["block"].as_u64().unwrap()).unwrap();
	height(node, ended + 8).await;
	let told = a.does(&["claim"]).await;
	assert_eq!(dave.has("ETP").await, before.0 + daves - fee(&told));
}

/// Dave publishes the state before, in which he had more, and loses all of it.
pub(crate) async fn fraud_is_punished(node: &Node, dave: &User, eve: &User) {
	let (a, b) = open(node, dave, eve, "fraud").await;
	let kept = dave.file("kept.json");
	fs::copy(a.state(), &kept).unwrap();
	let daves = own(&a).await;
	pay(&a, &b, "80").await;

	let before = (dave.has("ETP").await, eve.has("ETP").await);
	fs::copy(&kept, a.state()).unwrap();
	let told = a.does(&["force-close"]).await;
	assert_eq!(told["state"], 0);
	let shown = b.does(&["show"]).await;
	assert!(shown["chain"].as_str().unwrap().contains("channel punish"), "{shown}");
	let told = b.does(&["punish"]).await;
	assert_eq!(eve.has("ETP").await, before.1 + etp(10) + daves - fee(&told));
	assert_eq!(dave.has("ETP").await, before.0);
	a.refuses(&["claim"], &["no commitment"]).await;
}

//! The life of a witness on the local testnet: five nodes, four of them those of the genesis witnesses.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;
#[allow(dead_code, reason = "shared with the tests of the wallet")]
#[path = "wallet/user.rs"]
mod user;

use common::{ends, machine, seconds, wait_for, Node, NodeBuilder, Rpc};
use futures::future::join_all;
use pillars_consensus_primitives::parse_sealed;
use pillars_primitives::{AccountId, BlockNumber};
use pillars_rules::Kind;
use serde_json::{json, Value as Json};
use sp_keyring::Sr25519Keyring::One;
use std::{
	fs,
	path::{Path, PathBuf},
	time::Duration,
};
use user::{etp, units, User};

/// Longest wait for what takes some epochs.
const EPOCHS: Duration = seconds(900);

/// The local testnet, made four times as fast, in phase two from its first block, and with a turn more for each witness:
/// one that misses all but one of them is struck all the same.
async fn testnet(folder: &Path) -> PathBuf {
	let built = ends(&["build-spec", "--chain", "local", "--disable-default-bootnode"]).await;
	assert_eq!(built.code, Some(0), "{}", built.stderr);
	let mut spec: Json = serde_json::from_str(&built.stdout).unwrap();
	let consensus = &mut spec["genesis"]["runtimeGenesis"]["patch"]["hybridConsensus"];
	assert_eq!(consensus["shape"], json!({ "witnessCount": 4, "turnsPerWitness": 5 }));
	consensus["shape"]["turnsPerWitness"] = json!(6);
	consensus["parameters"]["phase2At"] = json!(1);
	consensus["parameters"]["followerMinMs"] = json!(125);
	for kind in ["pow", "pos"] {
		consensus["parameters"][kind]["thetaMs"] = json!({ "one": 608, "two": 608 });
	}
	let path = folder.join("testnet.json");
	fs::write(&path, spec.to_string()).unwrap();
	path
}

/// A network of the testnet, and who uses it.
struct Testnet {
	spec: PathBuf,
	folder: PathBuf,
	/// Where new nodes find the first one.
	address: String,
}

impl Testnet {
	fn node(&self, name: &str) -> NodeBuilder {
		let new = Node::on(&self.spec, &self.folder.join(name));
		if self.address.is_empty() {
			new
		} else {
			new.bootnode(&self.address)
		}
	}

	/// The node of a genesis witness, with a name in the network made of this digit.
	fn founder(&self, name: &str, digit: char) -> NodeBuilder {
		let key = digit.to_string().repeat(64);
		let own = format!("--{name}");
		self.node(name).args(&[&own, "--node-key", &key, "--witness", "--stake"])
	}
}

/// The first follower that an account made at this height or above, if it is final already.
async fn follower(rpc: &Rpc, by: &AccountId, from: &mut BlockNumber) -> Option<BlockNumber> {
	let last = rpc.status().await.finality.number;
	while *from <= last {
		let number = *from;
		*from += 1;
		let header = rpc.header(rpc.hash(number).await.unwrap()).await.unwrap();
		let claimed = parse_sealed(&header).unwrap().claimed;
		if claimed.pre_digest.claim.kind() == Kind::Dpos && claimed.author == *by {
			return Some(number);
		}
	}
	None
}

/// Time between two looks at what takes epochs: each starts a wallet.
const PAUSE: Duration = seconds(2);

/// What the wallet shows of the newcomer as a candidate, a moment later.
async fn candidacy(user: &User) -> Json {
	tokio::time::sleep(PAUSE).await;
	user.does(&["candidate", "show", "newcomer"]).await
}

/// Waits until the newcomer has a seat, or has none.
async fn has_seat(user: &User, is_seated: bool) {
	let seen = async || (candidacy(user).await["seated"] == is_seated).then_some(());
	wait_for("an election", EPOCHS, seen).await;
}

/// The witness score of the newcomer in milli-points, a moment later.
async fn mars(user: &User) -> u128 {
	tokio::time::sleep(PAUSE).await;
	units(user.does(&["mars", "newcomer"]).await["witness"]["total"].as_str().unwrap())
}

/// The miss rate of the newcomer in millionths, a moment later.
async fn miss_rate(user: &User) -> i64 {
	tokio::time::sleep(PAUSE).await;
	let told = user.does(&["mars", "newcomer"]).await;
	told["witness"]["missRate"].as_str().unwrap().replace('.', "").parse().unwrap()
}

/// What the newcomer has in the balance of its account, in satoshi.
async fn balance(user: &User) -> u128 {
	units(user.does(&["balance"]).await["balance"]["free"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_elected_earns_fails_and_comes_back() {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	let spec = testnet(folder.path()).await;
	let mut net = Testnet { spec, folder: folder.path().into(), address: String::new() };
	let alice = net.founder("alice", '1').args(&["--mine", "1"]).start().await;
	net.address = alice.p2p_address().await;
	let founders = [("bob", '2'), ("charlie", '3'), ("dave", '4')];
	let founders = join_all(founders.map(|(name, digit)| net.founder(name, digit).start())).await;
	let node = net.node("newcomer").start().await;
	node.rpc.finalised(3).await;

	// Whoever has no account balance yet gets some, and a name.
	let user = |name| User::new(&alice.url, &net.folder, name);
	let (eve, ferdie, mut one) = (user("Eve"), user("Ferdie"), user("One"));
	ferdie.does(&["fund", "6001"]).await;
	ferdie.does(&["redeem", "6000", "--to", &one.address]).await;
	one.does(&["avatar", "register", "newcomer"]).await;
	// A bond, keys that its own node makes, a certificate, and somebody who trusts it.
	one.does(&["candidate", "bond", "4000"]).await;
	one.url.clone_from(&node.url);
	one.does(&["candidate", "register"]).await;
	one.url.clone_from(&alice.url);
	eve.does(&["certificate", "propose", "newcomer"]).await;
	ferdie.does(&["certificate", "approve", "eve", "newcomer"]).await;
	ferdie.does(&["delegate", "newcomer", "500"]).await;
	assert_eq!(candidacy(&one).await["seated"], false);
	let before = balance(&one).await;

	// The same node, which makes blocks now.
	node.terminate().await;
	let node = net.node("newcomer").args(&["--witness"]).start().await;
	has_seat(&one, true).await;
	let account = One.to_account_id();
	let mut from = 1;
	let made = async || follower(&alice.rpc, &account, &mut from).await;
	wait_for("a follower of the newcomer", EPOCHS, made).await;
	// What it has done in an epoch counts from the next one on. A turn that another miner was too fast for is missed.
	let served = async || {
		tokio::time::sleep(PAUSE).await;
		let told = one.does(&["mars", "newcomer"]).await["witness"].clone();
		let score = units(told["total"].as_str().unwrap());
		(told["epochs"].as_u64() > Some(0) && score > 75_000).then_some(score)
	};
	let score = wait_for("points for its turns", EPOCHS, served).await;
	assert!(balance(&one).await > before, "the rewards of its blocks");

	let rewards = async || {
		tokio::time::sleep(PAUSE).await;
		let told = ferdie.does(&["delegations"]).await;
		let rewards = units(told["delegations"][0]["rewards"].as_str().unwrap());
		(rewards > 0).then_some(rewards)
	};
	let rewards = wait_for("rewards of the delegation", EPOCHS, rewards).await;
	let claimed = ferdie.does(&["claim", "newcomer"]).await;
	assert!(units(claimed["amount"].as_str().unwrap()) >= rewards, "{claimed}");

	// It is offline. The chain goes on and so does finality, since the three others are enough.
	node.terminate().await;
	let lost = async || {
		let told = candidacy(&one).await;
		let (is_out, now) = (told["seated"] == false, mars(&one).await);
		(is_out && now < score).then_some(())
	};
	wait_for("a seat lost for missed turns", EPOCHS, lost).await;
	let missed = miss_rate(&one).await;
	assert!(missed < 0, "{missed}");
	let status = alice.rpc.status().await;
	let status = alice.rpc.finalised(status.best_number + 1).await;

	// It is back, and makes up for it.
	let node = net.node("newcomer").args(&["--witness"]).start().await;
	has_seat(&one, true).await;
	let mut from = status.best_number;
	let made = async || follower(&node.rpc, &account, &mut from).await;
	wait_for("a follower after its return", EPOCHS, made).await;
	let better = async || (miss_rate(&one).await > missed).then_some(());
	wait_for("a lower miss rate", EPOCHS, better).await;
	assert!(units(candidacy(&one).await["bond"].as_str().unwrap()) == etp(4_000));

	node.terminate().await;
	join_all(founders.into_iter().map(Node::terminate)).await;
	alice.terminate().await;
}

//! The index of owners of a real node: it follows the chain, survives a kill, and made anew it is the same.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use codec::{DecodeAll, Encode};
use common::{ends, machine, seconds, wait_for, Node};
use jsonrpsee::{
	core::client::{ClientT, Error as ClientError},
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use pillars_ledger::{sighash, Lock, Mode, OutPoint, Output, Transaction, Value, Witness};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance, Hash,
};
use serde_json::Value as Json;
use sp_core::{Bytes, H256};
use sp_keyring::Sr25519Keyring::{self, Alice, Eve};
use std::path::Path;

/// Enough for any transaction here, outputs added included.
const FEE: Balance = 10 * MILLI_ETP;
/// What Eve, who has no outputs at first, is given.
const GIFT: Balance = 12 * ETP;

/// A client of the `utxo_*` methods.
struct Ledger {
	client: WsClient,
	genesis: Hash,
}

impl Ledger {
	async fn of(node: &Node) -> Self {
		let client = WsClientBuilder::default().build(&node.url).await.unwrap();
		Self { client, genesis: node.rpc.hash(0).await.unwrap() }
	}

	/// The answer to a question that names an owner only, once the index has begun.
	async fn of_owner(&self, method: &str, owner: &str) -> Json {
		let begun = async || self.client.request(method, rpc_params![owner]).await.ok();
		wait_for("the index", seconds(60), begun).await
	}

	/// Balance, coins and history of an owner, without the heights at which they were told.
	async fn answers(&self, owner: &str) -> Vec<Json> {
		let mut answers = Vec::new();
		for method in ["utxo_balance", "utxo_unspent", "utxo_history"] {
			let mut answer = self.of_owner(method, owner).await;
			let fields = answer.as_object_mut().unwrap();
			let height = fields.remove("indexedHeight").unwrap();
			let hash = fields.remove("indexedHash").unwrap();
			assert!(height.is_u64() && hash.is_string(), "{height} {hash}");
			answers.push(answer);
		}
		answers
	}

	/// What an owner has of ETP, in satoshi.
	async fn total(&self, owner: &str) -> Balance {
		let balance = self.of_owner("utxo_balance", owner).await;
		let etp = balance["assets"].as_array().unwrap().iter().find(|asset| asset["asset"] == 0);
		etp.map_or(0, |etp| etp["total"].as_str().unwrap().parse().unwrap())
	}

	/// Pays from the coins that the node chooses, signed by one account, and returns the transaction's id.
	async fn pay(
		&self,
		by: Sr25519Keyring,
		amount: Balance,
		lock: Lock,
	) -> Result<H256, ClientError> {
		let parameters = rpc_params![address(by), 0, (amount + FEE).to_string()];
		let selected: Json = self.client.request("utxo_select", parameters).await.unwrap();
		assert_eq!(selected["missing"], "0", "{selected}");
		let coins: Vec<(OutPoint, Output)> =
			selected["coins"].as_array().unwrap().iter().map(coin).collect();
		let sum: Balance = coins.iter().map(|(_, output)| output.value.etp_amount()).sum();
		let change = Output::etp(sum - amount - FEE, by.to_account_id());
		let outputs = vec![Output { value: Value::etp(amount), lock }, change];
		self.submit(by, coins, outputs).await
	}

	async fn submit(
		&self,
		by: Sr25519Keyring,
		coins: Vec<(OutPoint, Output)>,
		outputs: Vec<Output>,
	) -> Result<H256, ClientError> {
		let (inputs, spent): (Vec<_>, Vec<_>) = coins.into_iter().unzip();
		let tx = Transaction::new(inputs, outputs).unwrap();
		let hash = sighash(&tx, &spent, &self.genesis, Mode::All, 0).unwrap();
		let first = Witness::Signature { mode: 0, sig: by.sign(hash.as_bytes()).into() };
		let covered = spent.iter().skip(1).map(|_| Witness::As(0));
		let witnesses: Vec<Witness> = std::iter::once(first).chain(covered).collect();
		let parts = [tx.encode(), spent.encode(), witnesses.encode()].map(Bytes);
		let parameters = rpc_params![&parts[0], &parts[1], &parts[2]];
		let submitted: Json = self.client.request("utxo_submit", parameters).await?;
		let txid: H256 = serde_json::from_value(submitted["txid"].clone()).unwrap();
		assert_eq!(txid, tx.txid());
		assert!(submitted["extrinsicHash"].is_string());
		Ok(txid)
	}

	/// Waits until an owner has this much.
	async fn has(&self, owner: &str, amount: Balance) -> bool {
		for _ in 0..300 {
			if self.total(owner).await == amount {
				return true;
			}
			tokio::time::sleep(seconds(1) / 5).await;
		}
		false
	}
}

fn address(who: Sr25519Keyring) -> String {
	who.to_account_id().to_string()
}

/// A coin as the node tells it.
fn coin(json: &Json) -> (OutPoint, Output) {
	let txid = serde_json::from_value(json["txid"].clone()).unwrap();
	let index = serde_json::from_value(json["index"].clone()).unwrap();
	let bytes: Bytes = serde_json::from_value(json["output"].clone()).unwrap();
	let output = Output::decode_all(&mut &bytes[..]).unwrap();
	assert_eq!(json["amount"], output.value.etp_amount().to_string());
	(OutPoint { txid, index }, output)
}

/// Runs `pillars index` on the data of a node that does not run.
async fn index_command(name: &str, base_path: &Path) -> String {
	let base_path = base_path.to_str().unwrap();
	let ended = ends(&["index", name, "--chain", "dev", "--base-path", base_path]).await;
	assert_eq!(ended.code, Some(0), "{ended:?}");
	ended.stdout
}

/// Has Alice give Eve her first output. A block may stake the coin before the transaction is in one: then once more.
async fn give(ledger: &Ledger) -> H256 {
	let (eve, lock) = (address(Eve), Lock::Account(Eve.to_account_id()));
	for _ in 0..3 {
		let paid = ledger.pay(Alice, GIFT, lock.clone()).await;
		if let Ok(txid) = paid {
			if ledger.has(&eve, GIFT).await {
				return txid;
			}
		}
	}
	panic!("Eve got nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_told_what_they_have_whatever_happens_to_the_node() {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	let node = Node::dev(folder.path()).start().await;
	let ledger = Ledger::of(&node).await;
	let (alice, eve) = (address(Alice), address(Eve));

	// From genesis on.
	let staker = ledger.of_owner("utxo_balance", &alice).await;
	assert_eq!(staker["assets"][0]["deposited"], (1_000 * ETP).to_string(), "{staker}");
	assert_eq!(ledger.total(&eve).await, 0);

	// To Eve, and from Eve to a policy.
	let gift = give(&ledger).await;
	let policy = H256::repeat_byte(0xab);
	ledger.pay(Eve, 5 * ETP, Lock::Policy(policy)).await.unwrap();
	assert!(ledger.has(&eve, GIFT - 5 * ETP - FEE).await);
	let locked = ledger.of_owner("utxo_unspent", &format!("{policy:?}")).await;
	assert_eq!(locked["coins"][0]["amount"], (5 * ETP).to_string(), "{locked}");
	let found: Json = ledger.client.request("utxo_transaction", rpc_params![gift]).await.unwrap();
	let to_eve = &found["created"][0];
	assert_eq!(to_eve["lock"]["account"], eve, "{found}");
	assert!(to_eve["spentBy"].is_string(), "{found}");
	let history = ledger.of_owner("utxo_history", &eve).await;
	assert_eq!(history["historyFrom"], 1);
	let entries = history["entries"].as_array().unwrap();
	assert_eq!(entries.len(), 2, "{history}");
	assert_eq!(entries[1]["changes"][0]["received"], GIFT.to_string(), "{history}");

	// What somebody else signs is refused, with the rule.
	let coins = ledger.of_owner("utxo_unspent", &eve).await;
	let coins: Vec<_> = coins["coins"].as_array().unwrap().iter().map(coin).collect();
	let outputs = vec![Output::etp(ETP, Alice.to_account_id())];
	match ledger.submit(Alice, coins, outputs).await.unwrap_err() {
		ClientError::Call(error) => {
			assert_eq!(error.code(), 9003);
			assert!(error.message().contains("BadSignature"), "{error}");
		},
		other => panic!("{other}"),
	}

	// A kill leaves what is final as it was.
	let before = ledger.answers(&eve).await;
	let best = node.rpc.status().await.best_number;
	node.rpc.finalised(best).await;
	node.kill();
	let node = Node::dev(folder.path()).start().await;
	let ledger = Ledger::of(&node).await;
	assert_eq!(ledger.answers(&eve).await, before);
	let best = node.rpc.status().await.best_number;
	node.rpc.finalised(best + 1).await;
	node.terminate().await;

	// Made anew it tells the same.
	let told = index_command("rebuild", folder.path()).await;
	assert!(told.contains("the same as in the state of the chain"), "{told}");
	assert!(told.contains("History from:  #1\n"), "{told}");
	let info = index_command("info", folder.path()).await;
	// The size of the file may differ.
	let (told, info) = (told.lines().skip(2), info.lines().skip(1));
	assert_eq!(info.collect::<Vec<_>>(), told.collect::<Vec<_>>());
	let node = Node::dev(folder.path()).start().await;
	assert_eq!(Ledger::of(&node).await.answers(&eve).await, before);
	node.terminate().await;

	// Left out it is missed.
	let node = Node::dev(folder.path()).args(&["--no-index"]).start().await;
	let ledger = Ledger::of(&node).await;
	let refused: Result<Json, _> = ledger.client.request("utxo_balance", rpc_params![&eve]).await;
	match refused.unwrap_err() {
		ClientError::Call(error) => assert_eq!(error.code(), 9001, "{error}"),
		other => panic!("{other}"),
	}
	node.terminate().await;

	// Killed at any moment of catching up from genesis, it goes on from where it was.
	let file = folder.path().join("chains/pillars_dev/index.sqlite");
	for suffix in ["", "-wal", "-shm"] {
		let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
	}
	for eighths in 4..28 {
		let after = seconds(1) * eighths / 8;
		Node::follower(folder.path()).killed_after(after).await;
		if file.exists() {
			index_command("info", folder.path()).await;
		}
	}
	let node = Node::follower(folder.path()).start().await;
	let ledger = Ledger::of(&node).await;
	let same = async || (ledger.answers(&eve).await == before).then_some(());
	wait_for("the index to catch up", seconds(60), same).await;
	node.terminate().await;
	let stands = index_command("info", folder.path()).await;
	let told = index_command("rebuild", folder.path()).await;
	// Where it stands, from where on, and how much of what it holds; the size of the file may differ.
	let lines = |text: &str| -> Vec<String> {
		let lines = text.lines().filter(|line| line.contains(": ") && !line.starts_with("Index:"));
		lines.map(Into::into).collect()
	};
	let told = lines(&told);
	assert!(lines(&stands).iter().all(|line| told.contains(line)), "{stands}\n{told:?}");
}

//! Wrong input: one clear line, exit code 1, and data as they were.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use common::{check_nothing_lost, ends, files, free_port, machine, Node};
use std::{fs, net::TcpListener, path::Path};

/// Runs a node that must refuse to start, and checks that it says why in one line.
async fn refuses(base_path: &Path, arguments: &[&str], reasons: &[&str]) {
	let base_path = base_path.to_str().unwrap();
	let rpc_port = free_port().to_string();
	let mut all = vec!["--base-path", base_path, "--no-telemetry", "--no-prometheus", "--no-mdns"];
	if !arguments.contains(&"--rpc-port") {
		all.extend(["--rpc-port", &rpc_port]);
	}
	if !arguments.contains(&"--listen-addr") {
		all.extend(["--listen-addr", "/ip4/127.0.0.1/tcp/0"]);
	}
	all.extend(arguments);
	let ended = ends(&all).await;
	assert_eq!(ended.code, Some(1), "{ended:?}");
	// What was logged before begins with the time.
	let said: Vec<_> = ended.stderr.lines().filter(|line| !line.starts_with("20")).collect();
	assert_eq!(said.len(), 1, "{arguments:?}: {}", ended.stderr);
	assert!(said[0].starts_with("Error: "), "{}", said[0]);
	for reason in reasons {
		assert!(said[0].contains(reason), "\"{reason}\" is not in: {}", said[0]);
	}
}

/// A chain specification with the id of the development chain that begins with another state.
async fn other_chain(folder: &Path) -> String {
	let ended =
		ends(&["build-spec", "--chain", "dev", "--raw", "--disable-default-bootnode"]).await;
	assert_eq!(ended.code, Some(0), "{}", ended.stderr);
	let mut spec: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
	let state = spec["genesis"]["raw"]["top"].as_object_mut().unwrap();
	assert!(state.insert("0x6f74686572".into(), "0x01".into()).is_none());
	let path = folder.join("other.json");
	fs::write(&path, spec.to_string()).unwrap();
	path.to_str().unwrap().into()
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_options_are_refused_and_data_stay() {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path();
	let node = Node::dev(path).start().await;
	node.rpc.finalised(1).await;
	let before = node.rpc.status().await;
	node.terminate().await;
	let data = path.join("chains/pillars_dev");
	let files_before = files(&data);
	assert!(!files_before.is_empty());

	refuses(path, &["--chain", "nonsense"], &["unknown chain \"nonsense\"", "\"dev\", \"local\""])
		.await;
	refuses(path, &["--dev", "--author", "nobody"], &["--author", "not an SS58 address"]).await;
	refuses(path, &["--dev", "--mine", "many"], &["--mine", "many"]).await;
	refuses(path, &["--chain", "local", "--mine", "1"], &["--author"]).await;
	refuses(path, &["--chain", "local", "--stake"], &["--stake", "\"stak\"", "key insert"]).await;
	refuses(path, &["--chain", "local", "--witness"], &["generate-node-key"]).await;
	let witness = ["--chain", "local", "--witness", "--unsafe-force-node-key-generation"];
	refuses(path, &witness, &["--witness", "\"witn\"", "key insert"]).await;

	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port();
	let address = format!("127.0.0.1:{port}");
	let rpc = ["--dev", "--rpc-port", &port.to_string()];
	refuses(path, &rpc, &["in use", &address, "--rpc-port"]).await;
	let listen = format!("/ip4/127.0.0.1/tcp/{port}");
	refuses(path, &["--dev", "--listen-addr", &listen], &["in use", &address, "--port"]).await;
	assert_eq!(files(&data), files_before);

	let other = other_chain(path).await;
	refuses(path, &["--chain", &other], &["another chain", "--base-path", "purge-chain"]).await;
	let node = Node::dev(path).start().await;
	check_nothing_lost(&node.rpc, &before).await;
	node.terminate().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_told_its_mistakes_in_json() {
	let ended = ends(&["wallet", "--json", "send"]).await;
	assert_eq!(ended.code, Some(1), "{ended:?}");
	let told: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
	assert_eq!(told["error"]["code"], "Usage", "{told}");
	assert!(told["error"]["message"].as_str().unwrap().contains("<TARGET>"), "{told}");
}

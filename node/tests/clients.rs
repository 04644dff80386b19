//! Stock clients with default options, run against a development chain: each shows the author of every block,
//! sends a transfer and a ledger transaction, and sees both finalised. The programs are in `clients/`.
//!
//! They must be installed: `npm ci` in `node/tests/clients`; and, with `PILLARS_PYTHON` set to the interpreter to
//! use (else it is `python3`), `clients/requirements.txt` for Python. `scripts/test.sh` does both.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use common::{machine, run, Node};
use std::{env, ffi::OsStr, path::Path};

/// Runs a client program against a fresh chain.
async fn drive(interpreter: impl AsRef<OsStr>, program: &str) {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	let node = Node::dev(folder.path()).start().await;
	let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
	let ended = run(interpreter, &[clients.join(program).to_str().unwrap(), &node.url]).await;
	println!("{}", ended.stdout);
	assert_eq!(ended.code, Some(0), "{program}:\n{}\n{}", ended.stdout, ended.stderr);
	node.terminate().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polkadot_js() {
	drive("node", "polkadot-js.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn papi() {
	drive("node", "papi.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn substrate_interface() {
	let python = env::var_os("PILLARS_PYTHON").unwrap_or_else(|| "python3".into());
	drive(python, "substrate_interface.py").await;
}

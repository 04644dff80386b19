//! A running node.

use super::{free_port, seconds, signal, wait_for, Rpc};
use std::{
	fs,
	path::Path,
	process::{Child, Command, ExitStatus, Stdio},
	time::{Duration, Instant},
};
use tempfile::NamedTempFile;

/// Longest time from the start of the process to its first answer.
const START_LIMIT: Duration = seconds(60);
/// Longest time from SIGTERM to the end of the process.
const STOP_LIMIT: Duration = seconds(60);
/// How much of its log is shown when a test fails.
const LOG_LINES: usize = 80;

/// A node that is to be started.
pub(crate) struct NodeBuilder {
	arguments: Vec<String>,
	p2p_port: u16,
}

impl NodeBuilder {
	/// A node with its data under `base_path` that knows no other nodes.
	fn new(base_path: &Path) -> Self {
		let base_path = base_path.to_str().unwrap();
		let quiet = ["--no-telemetry", "--no-prometheus", "--no-mdns"];
		let new = Self { arguments: Vec::new(), p2p_port: free_port() };
		new.args(&["--base-path", base_path]).args(&quiet)
	}

	/// Adds options.
	pub(crate) fn args(mut self, arguments: &[&str]) -> Self {
		self.arguments.extend(arguments.iter().map(ToString::to_string));
		self
	}

	/// Makes other nodes find it where they found an earlier one.
	pub(crate) fn p2p_port(mut self, port: u16) -> Self {
		self.p2p_port = port;
		self
	}

	/// Makes it connect to the node at this address.
	pub(crate) fn bootnode(self, address: &str) -> Self {
		self.args(&["--bootnodes", address])
	}

	/// Starts its process, which answers at the port that is returned.
	fn spawn(self) -> (Process, u16) {
		let (rpc_port, p2p_port) = (free_port(), self.p2p_port);
		let log = NamedTempFile::new().unwrap();
		let child = Command::new(env!("CARGO_BIN_EXE_pillars"))
			.args(&self.arguments)
			.args(["--rpc-port", &rpc_port.to_string()])
			.args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{p2p_port}")])
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(log.reopen().unwrap())
			.spawn()
			.unwrap();
		(Process { child, log }, rpc_port)
	}

	/// Starts it and kills it after a while, whatever it is at.
	///
	/// # Panics
	///
	/// If it ends by itself before.
	pub(crate) async fn killed_after(self, after: Duration) {
		let (mut process, _) = self.spawn();
		tokio::time::sleep(after).await;
		let ended = process.child.try_wait().unwrap();
		assert!(ended.is_none(), "the node ended at its start, {ended:?}");
		process.kill();
	}

	/// Starts it and waits until it answers.
	pub(crate) async fn start(self) -> Node {
		let p2p_port = self.p2p_port;
		let started = Instant::now();
		let (mut process, rpc_port) = self.spawn();
		let url = format!("ws://127.0.0.1:{rpc_port}");
		let rpc = wait_for("the node to answer", START_LIMIT, async || {
			if let Some(status) = process.child.try_wait().unwrap() {
				panic!("the node ended at its start, {status}");
			}
			Rpc::connect(&url).await
		})
		.await;
		Node { rpc, url, p2p_port, started, process }
	}
}

/// A running node. Dropping it kills it.
pub(crate) struct Node {
	/// For questions.
	pub(crate) rpc: Rpc,
	/// Where its RPC listens.
	pub(crate) url: String,
	/// When its process was started.
	pub(crate) started: Instant,
	/// Where the network listens.
	pub(crate) p2p_port: u16,
	process: Process,
}

impl Node {
	/// A development node, which makes all kinds of blocks.
	pub(crate) fn dev(base_path: &Path) -> NodeBuilder {
		NodeBuilder::new(base_path).args(&["--dev"])
	}

	/// A node of the development chain that makes no blocks.
	pub(crate) fn follower(base_path: &Path) -> NodeBuilder {
		NodeBuilder::new(base_path).args(&["--chain", "dev"])
	}

	/// A node of the chain with this specification that makes no blocks.
	pub(crate) fn on(spec: &Path, base_path: &Path) -> NodeBuilder {
		NodeBuilder::new(base_path).args(&["--chain", spec.to_str().unwrap()])
	}

	/// Where other nodes find it.
	pub(crate) async fn p2p_address(&self) -> String {
		let peer = self.rpc.peer_id().await;
		format!("/ip4/127.0.0.1/tcp/{}/p2p/{peer}", self.p2p_port)
	}

	/// Resident memory in KiB.
	pub(crate) fn resident_kib(&self) -> u64 {
		let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
		let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
		line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
	}

	/// How many of its threads mine.
	pub(crate) fn miner_threads(&self) -> usize {
		fs::read_dir(format!("/proc/{}/task", self.process.id()))
			.unwrap()
			// A thread may end meanwhile.
			.filter_map(|task| fs::read_to_string(task.ok()?.path().join("comm")).ok())
			.filter(|name| name.starts_with("pillars-miner-"))
			.count()
	}

	/// Ends it as an operator does.
	///
	/// # Panics
	///
	/// If it does not end by itself, or with an error.
	pub(crate) async fn terminate(mut self) {
		signal(self.process.id(), "TERM");
		let child = &mut self.process.child;
		let ended = async || child.try_wait().unwrap();
		let status: ExitStatus = wait_for("the node to end", STOP_LIMIT, ended).await;
		assert!(status.success(), "the node ended with {status} after SIGTERM");
	}

	/// Ends it as a power failure would, as far as a process can tell.
	pub(crate) fn kill(mut self) {
		self.process.kill();
	}
}

/// The process and what it wrote.
struct Process {
	child: Child,
	log: NamedTempFile,
}

impl Process {
	fn id(&self) -> u32 {
		self.child.id()
	}

	fn kill(&mut self) {
		// It may have ended already.
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

impl Drop for Process {
	fn drop(&mut self) {
		self.kill();
		if std::thread::panicking() {
			let log = fs::read_to_string(self.log.path()).unwrap_or_default();
			let lines: Vec<_> = log.lines().collect();
			let shown = &lines[lines.len().saturating_sub(LOG_LINES)..];
			eprintln!("--- the end of the log of node {}:\n{}\n---", self.id(), shown.join("\n"));
		}
	}
}

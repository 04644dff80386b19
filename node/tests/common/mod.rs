//! What the end-to-end tests share: the real binary as a child process, JSON-RPC, blocks, and waiting.
//!
//! | file | what |
//! |---|---|
//! | `node` | a running node |
//! | `process` | runs of programs that end by themselves, files, ports and signals |
//! | `rpc` | the questions that the tests ask a node |
//! | `blocks` | the chain as its headers tell it, and the rules that it must keep |
//! | `finality` | whether finality keeps up |
//!
//! Everything listens on loopback only, at ports that are free when it starts, and keeps its data in a folder of
//! its own that is removed at the end. A node is killed when its [`Node`] is dropped, also by a failing test.

#![allow(dead_code, unused_imports, reason = "every test binary uses a part of it")]

mod blocks;
mod finality;
mod node;
mod process;
mod rpc;

pub(crate) use blocks::{chain, check_chain, check_nothing_lost, Block, WINDOW};
pub(crate) use finality::{FinalityWatch, MAX_LAG};
pub(crate) use node::{Node, NodeBuilder};
pub(crate) use process::{ends, files, free_port, run, signal, Ended};
pub(crate) use rpc::{Rpc, Status};

use futures::lock::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Most resident memory of a node, in KiB.
pub(crate) const MAX_RESIDENT_KIB: u64 = 500 * 1024;

/// How often a condition is looked at.
const POLL: Duration = Duration::from_millis(100);

/// Held by a test for as long as its nodes run: the machine has two cores, and miners would slow each other down.
pub(crate) async fn machine() -> MutexGuard<'static, ()> {
	static MACHINE: Mutex<()> = Mutex::new(());
	MACHINE.lock().await
}

/// Asks until there is an answer.
///
/// # Panics
///
/// If there is none within the limit.
pub(crate) async fn wait_for<T>(
	what: &str,
	limit: Duration,
	mut poll: impl AsyncFnMut() -> Option<T>,
) -> T {
	let start = Instant::now();
	loop {
		if let Some(found) = poll().await {
			return found;
		}
		assert!(start.elapsed() < limit, "waited {limit:?} in vain for {what}");
		tokio::time::sleep(POLL).await;
	}
}

/// A limit that is only reached if something is broken.
pub(crate) const fn seconds(seconds: u64) -> Duration {
	Duration::from_secs(seconds)
}

//! Runs of programs that end by themselves, and what the system knows of processes and files.

use super::{seconds, wait_for};
use std::{
	collections::{hash_map::DefaultHasher, BTreeMap},
	ffi::OsStr,
	fs,
	hash::{Hash, Hasher},
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Command, Stdio},
	time::Duration,
};
use tempfile::NamedTempFile;

/// Longest time that a program may take which ends by itself.
const RUN_LIMIT: Duration = seconds(240);

/// How a run of a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
	/// Its exit code, if it was not killed.
	pub(crate) code: Option<i32>,
	/// What it wrote to its standard output.
	pub(crate) stdout: String,
	/// What it wrote to its standard error.
	pub(crate) stderr: String,
}

/// Runs the node's binary until it ends.
pub(crate) async fn ends(arguments: &[&str]) -> Ended {
	run(env!("CARGO_BIN_EXE_pillars"), arguments).await
}

/// Runs a program until it ends.
///
/// # Panics
///
/// If it does not end by itself.
pub(crate) async fn run(program: impl AsRef<OsStr>, arguments: &[&str]) -> Ended {
	let (stdout, stderr) = (NamedTempFile::new().unwrap(), NamedTempFile::new().unwrap());
	let child = Command::new(&program)
		.args(arguments)
		.stdin(Stdio::null())
		.stdout(stdout.reopen().unwrap())
		.stderr(stderr.reopen().unwrap())
		.spawn()
		.unwrap_or_else(|error| panic!("{:?}: {error}", program.as_ref()));
	let mut child = KillOnDrop(child);
	let what = format!("{:?} {arguments:?} to end", program.as_ref());
	let status = wait_for(&what, RUN_LIMIT, async || child.0.try_wait().unwrap()).await;
	Ended {
		code: status.code(),
		stdout: fs::read_to_string(stdout.path()).unwrap(),
		stderr: fs::read_to_string(stderr.path()).unwrap(),
	}
}

struct KillOnDrop(std::process::Child);

impl Drop for KillOnDrop {
	fn drop(&mut self) {
		let _ = self.0.kill();
		let _ = self.0.wait();
	}
}

/// Sends a signal to a process by its id.
pub(crate) fn signal(process: u32, name: &str) {
	let status = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status();
	assert!(status.unwrap().success(), "no process {process} to send SIG{name} to");
}

/// A port on which nobody listens.
pub(crate) fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// All files below a folder with a hash of what they hold.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, u64> {
	let mut found = BTreeMap::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			found.append(&mut files(&path));
		} else {
			let mut hasher = DefaultHasher::new();
			fs::read(&path).unwrap().hash(&mut hasher);
			found.insert(path, hasher.finish());
		}
	}
	found
}

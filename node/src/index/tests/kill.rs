//! A process that writes is killed, again and again, also in the middle of a transaction.

use super::*;
use std::{
	fs,
	process::{Child, Command, Stdio},
	thread::sleep,
	time::{Duration, Instant, SystemTime},
};

/// Names the file to the child.
const FILE: &str = "PILLARS_INDEX_TO_KILL";
/// Blocks of each of the two chains.
const BLOCKS: u64 = 24;
/// Transactions of a block.
const TRANSACTIONS: u64 = 4;
/// Outputs of a transaction.
const OUTPUTS: u32 = 250;
/// How often the child is killed.
const KILLS: u32 = 12;

/// Two chains of large blocks after the same genesis block, each of which spends what the one before has made.
fn forks() -> (Tree, [BlockRef; 2]) {
	let mut tree = Tree::new("kill", &[Output::etp(1, account(1))]);
	let start = tree.genesis();
	let ends = [0u64, 1_000_000].map(|base| {
		let mut tip = start;
		let mut before: Vec<AppliedAt> = Vec::new();
		for number in 0..BLOCKS {
			let transaction = |place: u64| {
				let owner = account(1 + place as u8);
				let outputs = vec![Output::etp(7, owner); OUTPUTS as usize];
				let seed = base + number * TRANSACTIONS + place + 1;
				let mut at = made(seed, CoinOrigin::Transfer, outputs);
				if let Some(spent) = before.get(place as usize) {
					at.applied.spent = spent.applied.created.clone();
				}
				at
			};
			let block: Vec<_> = (0..TRANSACTIONS).map(transaction).collect();
			tip = tree.add(tip, block.clone());
			before = block;
		}
		tip
	});
	(tree, ends)
}

/// The child: goes from one end to the other until it is killed.
#[test]
#[ignore = "runs as a child of the test below"]
fn goes_to_and_fro_until_it_is_killed() {
	let Some(path) = std::env::var_os(FILE) else { return };
	let (tree, ends) = forks();
	let index = Index::open(Path::new(&path)).unwrap();
	index.spill_early();
	for end in ends.iter().cycle() {
		let mut step = 0;
		while Follower::new(&index, &tree).step(*end).unwrap() != Step::There {
			step += 1;
			assert!(step < 1_000);
		}
	}
}

struct Killed(Child);

impl Drop for Killed {
	fn drop(&mut self) {
		self.0.kill().unwrap();
		self.0.wait().unwrap();
	}
}

/// When the file was written to, if it is there.
fn written(path: &Path) -> Option<SystemTime> {
	fs::metadata(path).and_then(|file| file.modified()).ok()
}

#[test]
fn whenever_the_process_is_killed_the_file_is_that_of_a_block() {
	let scratch = Scratch::new();
	let (tree, ends) = forks();
	let mut seen = std::collections::BTreeSet::new();
	for round in 0..KILLS {
		let wal = &schema::files(&scratch.path)[1];
		let before = written(wal);
		let module = module_path!().split_once("::").unwrap().1;
		let child = Command::new(std::env::current_exe().unwrap())
			.args(["--ignored", "--exact"])
			.arg(format!("{module}::goes_to_and_fro_until_it_is_killed"))
			.env(FILE, &scratch.path)
			.stdout(Stdio::null())
			.spawn()
			.unwrap();
		let child = Killed(child);
		// As soon as it writes, and then at some moment of its work.
		let start = Instant::now();
		while written(wal) == before || written(wal).is_none() {
			assert!(start.elapsed() < Duration::from_secs(60), "the child does nothing");
			sleep(Duration::from_millis(1));
		}
		sleep(Duration::from_millis(u64::from(round * 37 % 101) * 3));
		drop(child);

		let index = scratch.open();
		let Some(tip) = index.tip().unwrap() else { continue };
		seen.insert((tip.number, tip.hash));
		Follower::new(&index, &tree).check().unwrap();
		assert_eq!(dump(&scratch.path), straight(&tree, tip), "killed at {tip:?}");
	}
	assert!(seen.len() > 2, "it was always killed at the same block: {seen:?}");
	let index = scratch.open();
	go(&index, &tree, ends[0]);
	assert_eq!(dump(&scratch.path), straight(&tree, ends[0]));
}

//! What must not happen: secrets of published states, second first states, files that are written over.

use super::*;
use crate::wallet::{channel::traces::traces, files};
use pillars_ledger::MIN_OUTPUT;

#[test]
fn who_is_about_to_end_it_alone_tells_no_secret_of_that_state() {
	let mut ends = Ends::open(10 * ETP);
	// Bob has agreed to the next state, and then publishes the one that he holds.
	let propose = ends.alice.propose(ETP).unwrap();
	let agree = answer(ends.bob.receive(&propose, &sign(Bob)).unwrap());
	let commit = answer(ends.alice.receive(&agree, &sign(Alice)).unwrap());
	let (unsigned, _) = ends.bob.end_alone().unwrap();
	assert_eq!(ends.bob.stage, Stage::Closing);
	// The message that would have made him tell its secret comes too late.
	let before = ends.bob.clone();
	ends.bob.receive(&commit, &sign(Bob)).unwrap_err();
	assert_eq!(ends.bob, before);
	ends.bob.propose(1).unwrap_err();
	// It can be sent once more.
	assert_eq!(ends.bob.end_alone().unwrap().0, unsigned);
}

#[test]
fn what_the_other_revokes_is_still_taken_in() {
	let mut ends = Ends::open(10 * ETP);
	let propose = ends.alice.propose(ETP).unwrap();
	let agree = answer(ends.bob.receive(&propose, &sign(Bob)).unwrap());
	let commit = answer(ends.alice.receive(&agree, &sign(Alice)).unwrap());
	let revoke = answer(ends.bob.receive(&commit, &sign(Bob)).unwrap());
	ends.alice.end_alone().unwrap();
	assert_eq!(ends.alice.receive(&revoke, &sign(Alice)).unwrap(), Reply::Nothing);
	assert_eq!(ends.alice.stage, Stage::Closing);
	assert!(ends.alice.states[0].secret.is_some());
}

#[test]
fn a_capacity_is_accepted_once() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("next.json");
	std::fs::write(folder.path().join("other.json"), "something else").unwrap();
	let ends = Ends::open(10 * ETP);
	// The funder's own file does not count, nor do other capacities.
	files::write_new(&folder.path().join("alice.json"), &ends.alice).unwrap();
	assert_eq!(Record::accepted_before(&path, &terms()).unwrap(), None);
	let bobs = folder.path().join("bob.json");
	files::write_new(&bobs, &ends.bob).unwrap();
	assert_eq!(Record::accepted_before(&path, &terms()).unwrap(), Some(bobs));
	let other = Terms { index: 1, ..terms() };
	assert_eq!(Record::accepted_before(&path, &other).unwrap(), None);
}

#[test]
fn a_message_is_written_over_nothing_but_a_message() {
	let folder = tempfile::tempdir().unwrap();
	let path = |name: &str| folder.path().join(name);
	let (state, other, out) = (path("state.json"), path("other.json"), path("message.json"));
	let mut ends = Ends::open(10 * ETP);
	let message = ends.alice.propose(ETP).unwrap();
	// Also before the file of the state is there.
	assert!(matches!(message.write(&state, &state), Err(WalletError::SameFile(_))));
	files::write_new(&state, &ends.alice).unwrap();
	files::write_new(&other, &ends.bob).unwrap();
	let again = folder.path().join(".").join("state.json");
	assert!(matches!(message.write(&again, &state), Err(WalletError::SameFile(_))));
	assert!(matches!(message.write(&other, &state), Err(WalletError::FileExists(_))));
	assert_eq!(files::read::<Record>(&other).unwrap(), ends.bob);
	message.write(&out, &state).unwrap();
	message.write(&out, &state).unwrap();
	assert_eq!(files::read::<Message>(&out).unwrap(), message);
}

#[test]
fn a_state_that_only_the_other_holds_is_known_by_its_outputs() {
	let mut ends = Ends::open(10 * ETP);
	let propose = ends.alice.propose(ETP).unwrap();
	let agree = answer(ends.bob.receive(&propose, &sign(Bob)).unwrap());
	ends.alice.receive(&agree, &sign(Alice)).unwrap();
	let (number, last) = ends.alice.last().unwrap();
	assert_eq!((number, ends.bob.last().unwrap().0), (1, 0));
	let published = ends.alice.own_commitment(1, &last.split).unwrap().transaction().unwrap();
	let seen = |record: &Record| {
		let all = traces(record).unwrap();
		let found = all.into_iter().find(|trace| trace.outputs[0].0.txid == published.txid());
		found.unwrap()
	};
	let trace = seen(&ends.bob);
	assert_eq!((trace.number, trace.holder, trace.revoked), (1, Side::Funder, false));
	// It is not forgotten when the channel is being closed.
	ends.bob.end_alone().unwrap();
	assert_eq!(seen(&ends.bob), trace);
	assert_eq!(trace.told(Side::Partner, true), "state 1: the other ended it alone");
}

#[test]
fn the_own_plain_part_is_known_when_that_of_the_other_is_too_small() {
	let mut ends = Ends::open(0);
	ends.alice_pays(100 * ETP - FEE - MIN_OUTPUT + 1);
	// In Alice's commitment there is only Bob's part, which does not wait.
	let trace = &traces(&ends.bob).unwrap()[0];
	assert_eq!((trace.number, trace.holder), (1, Side::Funder));
	assert_eq!(trace.outputs.iter().map(|(_, waits)| *waits).collect::<Vec<_>>(), [false]);
	// The state before is revoked, and all of it waits.
	let before = traces(&ends.bob).unwrap();
	let before = before.iter().find(|trace| trace.number == 0 && trace.holder == Side::Funder);
	assert!(before.is_some_and(|trace| trace.revoked && trace.outputs[0].1));
}

#[test]
fn too_little_is_told_in_etp() {
	let ends = Ends::open(10 * ETP);
	let error = ends.alice.closing(100 * ETP).unwrap_err().to_string();
	assert!(error.contains("89.99800000 ETP"), "{error}");
}

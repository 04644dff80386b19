//! Connections that read: a few are kept, and there are never more than so many at a time.

use super::IndexError;
use parking_lot::{Condvar, Mutex};
use rusqlite::Connection;
use std::time::Duration;

/// Connections that are kept for the next readers.
const KEPT: usize = 4;
/// Most readers at the same time. A question takes a processor and the disk; more of them at once take longer each.
const MOST: usize = 16;
/// Longest wait for another reader to be done.
const PATIENCE: Duration = Duration::from_secs(5);

/// The readers of a file.
#[derive(Default)]
pub(super) struct Readers {
	state: Mutex<State>,
	done: Condvar,
}

#[derive(Default)]
struct State {
	/// How many read.
	reading: usize,
	/// Which of the files that had the name one after the other.
	file: u64,
	kept: Vec<Connection>,
}

impl Readers {
	/// A connection, an old one or one that `open` makes, as soon as there is room for one more reader.
	///
	/// # Errors
	///
	/// [`IndexError::Busy`], those of `open`.
	pub(super) fn take(
		&self,
		open: impl FnOnce() -> Result<Connection, IndexError>,
	) -> Result<Reader<'_>, IndexError> {
		self.take_within(PATIENCE, open)
	}

	fn take_within(
		&self,
		patience: Duration,
		open: impl FnOnce() -> Result<Connection, IndexError>,
	) -> Result<Reader<'_>, IndexError> {
		let mut state = self.state.lock();
		let full = |state: &mut State| state.reading >= MOST;
		if self.done.wait_while_for(&mut state, full, patience).timed_out() {
			return Err(IndexError::Busy);
		}
		state.reading = state.reading.saturating_add(1);
		let mut reader = Reader { readers: self, file: state.file, connection: state.kept.pop() };
		drop(state);
		if reader.connection.is_none() {
			reader.connection = Some(open()?);
		}
		Ok(reader)
	}

	/// Keeps no connection to the file that there was.
	pub(super) fn forget(&self) {
		let mut state = self.state.lock();
		state.file = state.file.saturating_add(1);
		state.kept.clear();
	}
}

/// A reader, until it is dropped.
pub(super) struct Reader<'a> {
	readers: &'a Readers,
	file: u64,
	connection: Option<Connection>,
}

impl Reader<'_> {
	/// Its connection.
	///
	/// # Errors
	///
	/// None: there is one.
	pub(super) fn connection(&self) -> Result<&Connection, IndexError> {
		self.connection.as_ref().ok_or(IndexError::Busy)
	}

	/// Keeps the connection for the next reader, if it is still one to the file.
	pub(super) fn keep(mut self) {
		let mut state = self.readers.state.lock();
		if state.kept.len() < KEPT && state.file == self.file {
			state.kept.extend(self.connection.take());
		}
	}
}

impl Drop for Reader<'_> {
	fn drop(&mut self) {
		let mut state = self.readers.state.lock();
		state.reading = state.reading.saturating_sub(1);
		drop(state);
		self.readers.done.notify_one();
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn open() -> Result<Connection, IndexError> {
		Ok(Connection::open_in_memory()?)
	}

	#[test]
	fn there_are_so_many_readers_and_not_more() {
		let readers = Readers::default();
		let mut all: Vec<_> = (0..MOST).map(|_| readers.take(open).unwrap()).collect();
		let short = Duration::from_millis(10);
		assert!(matches!(readers.take_within(short, open), Err(IndexError::Busy)));
		all.pop().unwrap().keep();
		drop(readers.take_within(short, || panic!("one was kept")).unwrap());
		// One that can not be opened takes no room.
		drop(all.pop());
		for _ in 0..3 {
			assert!(readers.take_within(short, || Err(IndexError::Empty)).is_err());
		}
		readers.take_within(short, open).unwrap();
	}

	#[test]
	fn who_waits_goes_on_when_another_is_done() {
		let readers = Readers::default();
		let all: Vec<_> = (0..MOST).map(|_| readers.take(open).unwrap()).collect();
		std::thread::scope(|scope| {
			let waiting = scope.spawn(|| readers.take(open).map(drop));
			std::thread::sleep(Duration::from_millis(50));
			drop(all);
			waiting.join().unwrap().unwrap();
		});
	}

	#[test]
	fn connections_to_a_file_that_is_gone_are_not_kept() {
		let readers = Readers::default();
		let old = readers.take(open).unwrap();
		readers.forget();
		old.keep();
		assert!(readers.state.lock().kept.is_empty());
		assert_eq!(readers.state.lock().reading, 0);
	}
}

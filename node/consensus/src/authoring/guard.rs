//! A memory, on disk, of what this node signed: nobody makes it sign twice.

use crate::{aux_schema, Error};
use codec::Encode;
use parking_lot::Mutex;
use pillars_ledger::OutPoint;
use pillars_primitives::{Hash, Hashing};
use pillars_rules::Kind;
use sc_client_api::AuxStore;
use sp_runtime::traits::Hash as _;
use std::sync::Arc;

/// How many signatures are remembered. Parents are recent, so this covers hours.
const REMEMBERED: usize = 256;

/// What a key may sign only once for each parent.
#[derive(Encode)]
pub(crate) enum Duty {
	/// A coin in a slot.
	Pos { stake: OutPoint, slot: u64, parent: Hash },
	/// A turn of an epoch.
	Dpos { epoch: u32, turn: u32, parent: Hash },
}

impl Duty {
	const fn kind(&self) -> Kind {
		match self {
			Self::Pos { .. } => Kind::Pos,
			Self::Dpos { .. } => Kind::Dpos,
		}
	}
}

/// Remembers duties in the database, newest first.
pub(crate) struct SigningGuard<C> {
	client: Arc<C>,
	lock: Mutex<()>,
}

impl<C: AuxStore> SigningGuard<C> {
	pub(crate) fn new(client: Arc<C>) -> Self {
		Self { client, lock: Mutex::new(()) }
	}

	/// Notes that this is about to be signed.
	pub(crate) fn claim(&self, duty: &Duty) -> Result<(), Error> {
		let _guard = self.lock.lock();
		let hash = Hashing::hash_of(duty);
		let mut signed = aux_schema::signed(&*self.client)?;
		if signed.contains(&hash) {
			return Err(Error::AlreadySigned(duty.kind()));
		}
		signed.insert(0, hash);
		signed.truncate(REMEMBERED);
		aux_schema::store_signed(&*self.client, &signed)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::test_chain::{Backend, Chain};
	use std::path::Path;

	fn open(path: &Path) -> SigningGuard<Backend> {
		SigningGuard::new(Chain::on_disk(path, |_| {}).backend)
	}

	#[test]
	fn nothing_is_signed_twice_not_even_after_a_restart() {
		let folder = tempfile::tempdir().unwrap();
		let parent = Hash::repeat_byte(1);
		let dpos = |turn, parent| Duty::Dpos { epoch: 0, turn, parent };
		let stake = OutPoint { txid: Hash::repeat_byte(2), index: 3 };
		let pos = |slot| Duty::Pos { stake, slot, parent };
		let refused = |result| matches!(result, Err(Error::AlreadySigned(_)));

		let guard = open(folder.path());
		assert!(guard.claim(&dpos(1, parent)).is_ok());
		assert!(guard.claim(&pos(7)).is_ok());
		assert!(refused(guard.claim(&dpos(1, parent))));
		drop(guard);

		let guard = open(folder.path());
		assert!(refused(guard.claim(&dpos(1, parent))));
		assert!(refused(guard.claim(&pos(7))));
		assert!(guard.claim(&pos(8)).is_ok(), "another slot");
		assert!(guard.claim(&dpos(1, Hash::repeat_byte(9))).is_ok(), "another parent");
	}

	#[test]
	fn the_memory_is_bounded_and_keeps_the_newest() {
		let folder = tempfile::tempdir().unwrap();
		let guard = open(folder.path());
		let duty = |turn| Duty::Dpos { epoch: 0, turn, parent: Hash::zero() };
		for turn in 0..=REMEMBERED as u32 {
			assert!(guard.claim(&duty(turn)).is_ok());
		}
		assert!(guard.claim(&duty(1)).is_err());
		assert!(guard.claim(&duty(0)).is_ok(), "the oldest is forgotten");
	}
}

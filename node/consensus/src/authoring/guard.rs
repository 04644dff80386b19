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

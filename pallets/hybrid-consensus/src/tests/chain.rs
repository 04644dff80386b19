//! Blocks, executed as the real executive does: hooks, inherents, hooks, header.

use super::*;

/// The tip of a chain and what the next block is made of.
pub(super) struct Chain {
	/// Hash of the last block.
	pub(super) hash: Hash,
	/// Time of the last block begun.
	pub(super) time: Moment,
	/// The token that authors name.
	pub(super) mst: Option<Asset>,
	/// Fees paid in each block.
	pub(super) fees: Balance,
}

/// Time between blocks, in ms.
pub(super) const INTERVAL: Moment = 1_000;

impl Chain {
	pub(super) fn new() -> Self {
		Self { hash: Hash::repeat_byte(0xaa), time: 1_800_000_000_000, mst: None, fees: 0 }
	}

	/// Starts a block with this digest.
	pub(super) fn begin_with(&mut self, digest: Digest) {
		let number = System::block_number() + 1;
		System::reset_events();
		System::initialize(&number, &self.hash, &digest);
		AllPalletsWithSystem::on_initialize(number);
		System::note_finished_initialize();
	}

	/// Starts a block that claims this and comes [`INTERVAL`] after the last one.
	pub(super) fn begin(&mut self, author: u8, claim: Claim) {
		self.time += INTERVAL;
		let pre_digest = PreDigest { timestamp: self.time, claim };
		let logs = Claimed { author: account(author), pre_digest }.digest_items();
		self.begin_with(Digest { logs });
	}

	/// Runs the inherents.
	pub(super) fn inherents(&self) {
		dispatch_at(0, pallet_timestamp::Call::set { now: self.time }).unwrap();
		dispatch_at(1, crate::Call::coinbase { mst: self.mst }).unwrap();
	}

	/// Pays fees into the ledger, as the runtime does for account transactions.
	pub(super) fn pay_fees(&self) {
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		use pillars_traits::RewardLedger;
		if self.fees > 0 {
			let pot = UtxoAssets::account_id();
			Balances::transfer(&account(RICH), &pot, self.fees, Preservation::Preserve).unwrap();
			UtxoAssets::note_fees(self.fees);
		}
	}

	/// Ends the block.
	pub(super) fn finish(&mut self) -> Header {
		let number = System::block_number();
		System::note_finished_extrinsics();
		AllPalletsWithSystem::on_finalize(number);
		let header = System::finalize();
		self.hash = header.hash();
		header
	}

	/// A whole block.
	pub(super) fn block(&mut self, author: u8, claim: Claim) -> Header {
		self.begin(author, claim);
		self.inherents();
		self.pay_fees();
		self.finish()
	}

	pub(super) fn pow(&mut self) -> Header {
		self.block(MINER, pow())
	}

	pub(super) fn pos(&mut self) -> Header {
		self.block(STAKER, pos())
	}

	/// A follower by the first witness, whoever's turn it is: the engine judges, not the runtime.
	pub(super) fn dpos(&mut self) -> Header {
		self.block(WITNESS, dpos())
	}

	pub(super) fn kind(&mut self, kind: Kind) -> Header {
		match kind {
			Kind::Pow => self.pow(),
			Kind::Pos => self.pos(),
			Kind::Dpos => self.dpos(),
		}
	}

	/// So many `Pow` blocks.
	pub(super) fn pows(&mut self, count: u32) {
		(0..count).for_each(|_| drop(self.pow()));
	}
}

/// Applies an inherent as the extrinsic at this index.
pub(super) fn dispatch_at(
	index: u32,
	call: impl Into<RuntimeCall>,
) -> Result<(), sp_runtime::DispatchError> {
	System::set_extrinsic_index(index);
	call.into().dispatch(RuntimeOrigin::none()).map(drop).map_err(|failed| failed.error)
}

pub(super) fn pow() -> Claim {
	Claim::Pow { difficulty: POW }
}

pub(super) fn pos() -> Claim {
	Claim::Pos { difficulty: POS, slot: 1, stake: stake() }
}

pub(super) fn dpos() -> Claim {
	Claim::Dpos { epoch: 0, turn: 0 }
}

/// The coin that [`pos`] stakes.
pub(super) fn stake() -> OutPoint {
	OutPoint { txid: Hash::repeat_byte(0x77), index: 3 }
}

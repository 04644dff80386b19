//! Brings the index to a block of the chain, from wherever it stands.

use super::{
	chain::{Chain, Route},
	Base, BlockRef, Index, IndexError,
};
use pillars_ledger::OutPoint;
use pillars_primitives::BlockNumber;

/// Most blocks that one step adds.
const STEP: BlockNumber = 256;
/// Most blocks that are taken back rather than building the index anew.
const MOST_UNDONE: u32 = 10_000;
/// Outputs that are taken from the state in one call of the runtime.
const PAGE: u32 = 2_000;

/// Where a step has led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
	/// To the block that was asked for.
	There,
	/// To this block; more steps are needed.
	At(BlockRef),
}

/// Follows a chain.
pub(crate) struct Follower<'a, C> {
	index: &'a Index,
	chain: &'a C,
}

impl<'a, C: Chain> Follower<'a, C> {
	/// For this index and chain.
	pub(crate) const fn new(index: &'a Index, chain: &'a C) -> Self {
		Self { index, chain }
	}

	/// Goes a part of the way to this block: adds or takes back blocks, or begins anew if there is no other way.
	///
	/// What is still to do is found out from where the index stands, so a step that failed can be tried again.
	///
	/// # Errors
	///
	/// If the chain does not answer, or the index fails or contradicts the chain.
	pub(crate) fn step(&self, to: BlockRef) -> Result<Step, IndexError> {
		let Some(at) = self.index.tip()? else { return self.begin() };
		if self.index.genesis()? != Some(self.chain.genesis().hash) {
			log::warn!(
				target: "pillars::index",
				"{} is of another chain and is made anew", self.index.path().display(),
			);
			return self.begin();
		}
		if at == to {
			return Ok(Step::There);
		}
		if !self.chain.knows(at.hash)? {
			return self.retreat(at);
		}
		let next = self.target(at, to)?;
		let Route { retracted, enacted } = self.chain.route(at.hash, next.hash)?;
		if !retracted.is_empty() && !self.undo(retracted.len())? {
			return self.begin();
		}
		let most = usize::try_from(STEP).unwrap_or(usize::MAX);
		for block in enacted.iter().take(most) {
			if !self.chain.has_state(*block) {
				log::warn!(
					target: "pillars::index",
					"The state at #{} is gone before the index came there: earlier history is lost",
					block.number,
				);
				return self.begin();
			}
			self.index.apply(*block, &self.chain.applied(block.hash)?)?;
		}
		self.report(to)
	}

	/// Empties the index after an error, for a step to begin anew; a damaged file is replaced by a new one.
	///
	/// # Errors
	///
	/// If there can be no new file.
	pub(crate) fn clear(&self, after: &IndexError) -> Result<(), IndexError> {
		if !after.is_broken_file() && self.index.clear().is_ok() {
			return Ok(());
		}
		self.index.replace()
	}

	/// Checks that the index holds the same unspent outputs as the state at the block where it stands, and returns how
	/// many there are.
	///
	/// # Errors
	///
	/// [`IndexError::Differs`], or if the chain or the index fails.
	pub(crate) fn check(&self) -> Result<u64, IndexError> {
		self.index.read(|view| {
			let at = view.tip();
			let (mut from, mut count) = (None, 0u64);
			loop {
				let page = self.chain.unspents(at.hash, from, PAGE)?;
				for (outpoint, coin) in &page.coins {
					if view.coin(outpoint)?.as_ref() != Some(coin) {
						return Err(IndexError::Differs(at.number));
					}
					count = count.saturating_add(1);
				}
				from = page.next;
				if from.is_none() {
					break;
				}
			}
			if view.counts()?.unspent != count {
				return Err(IndexError::Differs(at.number));
			}
			Ok(count)
		})
	}

	fn report(&self, to: BlockRef) -> Result<Step, IndexError> {
		let at = self.index.tip()?.ok_or(IndexError::Empty)?;
		Ok(if at == to { Step::There } else { Step::At(at) })
	}

	/// A block on the way to `to` that is not far away: long ways through blocks that are final go by short stretches.
	fn target(&self, at: BlockRef, to: BlockRef) -> Result<BlockRef, IndexError> {
		let number = at.number.saturating_add(STEP);
		if number >= to.number || number > self.chain.finalized().number {
			return Ok(to);
		}
		self.chain.block_at(number)?.ok_or(IndexError::NoBlock(number))
	}

	/// The block at which the index stands is not known any more: the chain was taken back or removed, or lost its last
	/// blocks when the machine failed.
	fn retreat(&self, at: BlockRef) -> Result<Step, IndexError> {
		let mut unknown = 0usize;
		for block in self.index.last_blocks(MOST_UNDONE)? {
			if self.chain.knows(block.hash)? {
				log::info!(
					target: "pillars::index",
					"Taking back #{} to #{}, which are not in the database", at.number, block.number,
				);
				self.undo(unknown)?;
				return Ok(Step::At(block));
			}
			unknown = unknown.saturating_add(1);
		}
		self.begin()
	}

	/// Takes back so many blocks; false if the index does not reach back as far.
	fn undo(&self, blocks: usize) -> Result<bool, IndexError> {
		for _ in 0..blocks {
			match self.index.revert() {
				Ok(block) => {
					log::debug!(target: "pillars::index", "Took back #{} {:?}", block.number, block.hash);
				},
				Err(IndexError::NothingToUndo(_)) => return Ok(false),
				Err(error) => return Err(error),
			}
		}
		Ok(true)
	}

	/// Takes the unspent outputs after a block whose state is there; the blocks after it are then added one by one.
	fn begin(&self) -> Result<Step, IndexError> {
		let base = self.base()?;
		let from = base.number.saturating_add(1);
		// An index that is empty, or of another chain, had no history of this one.
		let same = self.index.genesis()? == Some(self.chain.genesis().hash);
		let before = self.index.read(|view| view.history_from()).ok();
		if let Some(before) = before.filter(|before| same && *before < from) {
			log::warn!(
				target: "pillars::index",
				"History began with #{before} and begins with #{from} now, for the states of \
				 earlier blocks are not kept",
			);
		}
		let mut taken = 0usize;
		let genesis = self.chain.genesis().hash;
		let count = self.index.rebase(Base { genesis, block: base }, |from| {
			let page = self.chain.unspents(base.hash, from, PAGE)?;
			taken = taken.saturating_add(page.coins.len());
			if let Some(next) = &page.next {
				log::info!(
					target: "pillars::index",
					"Taking the unspent outputs at #{}: {taken} so far, {} %",
					base.number,
					share_before(next),
				);
			}
			Ok(page)
		})?;
		log::info!(
			target: "pillars::index",
			"The index begins with the {count} unspent outputs at #{}; history from #{} on",
			base.number,
			from,
		);
		Ok(Step::At(base))
	}

	/// Where to begin: with the genesis block if its state is there. Else states are being removed, the oldest with the
	/// next block that becomes final; so halfway between the oldest and the last final block, for the outputs are to be
	/// taken and the blocks after it to be added before their states are gone.
	fn base(&self) -> Result<BlockRef, IndexError> {
		let oldest = self.oldest()?;
		if oldest.number == 0 {
			return Ok(oldest);
		}
		let halfway = oldest.number.midpoint(self.chain.finalized().number);
		Ok(self.chain.block_at(halfway)?.filter(|at| self.chain.has_state(*at)).unwrap_or(oldest))
	}

	/// The oldest final block whose state is there. States are removed in the order of the blocks.
	fn oldest(&self) -> Result<BlockRef, IndexError> {
		let mut found = self.chain.finalized();
		if !self.chain.has_state(found) {
			return Err(IndexError::NoState(found.number));
		}
		let mut gone = 0;
		while gone < found.number {
			// Rounded down, so it is below `found`.
			let middle = gone.midpoint(found.number);
			match self.chain.block_at(middle)? {
				Some(block) if self.chain.has_state(block) => found = block,
				_ => gone = middle.saturating_add(1),
			}
		}
		Ok(found)
	}
}

/// How many percent of all outpoints come before this one: ids are hashes, spread evenly.
fn share_before(outpoint: &OutPoint) -> u32 {
	let [first, ..] = outpoint.txid.0;
	u32::from(first).saturating_mul(100).div_euclid(256)
}

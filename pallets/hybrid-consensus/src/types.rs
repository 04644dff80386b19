//! What is stored.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_consensus_primitives::{Claimed, Difficulties, Parent, WitnessKey};
use pillars_ledger::OutPoint;
use pillars_primitives::{AccountId, BlockNumber, Hash, Moment};
use pillars_rules::{next_modifier, turn_of, EpochShape, Kind, ReferenceSum, Turn, MAX_WITNESSES};
use scale_info::TypeInfo;

/// The witnesses of an epoch and the keys under which they seal, in turn order.
pub type WitnessList = BoundedVec<(AccountId, WitnessKey), ConstU32<MAX_WITNESSES>>;

/// What the witnesses of an epoch did, in the order of their list.
pub type DutyList = BoundedVec<Duty, ConstU32<MAX_WITNESSES>>;

/// What a witness had to do in an epoch, and did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Duty {
	/// Turns at which a follower would have been valid.
	pub assigned: u32,
	/// Followers made.
	pub made: u32,
}

/// The block under execution or, between blocks, the last one executed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct BlockHead {
	/// Its height.
	pub number: BlockNumber,
	/// Its kind.
	pub kind: Kind,
	/// Its claim's timestamp, in ms since 1970.
	pub timestamp: Moment,
	/// The account credited.
	pub author: AccountId,
	/// The author of its parent, if that is not genesis: it shares the fees of a follower.
	pub parent_author: Option<AccountId>,
	/// Number of blocks since the last `Pos` block (or genesis), this one included; 0 if this is
	/// one.
	pub gap: u32,
	/// The coin that it stakes, if it is a `Pos` block.
	pub stake: Option<OutPoint>,
	/// The age in blocks at which coins may stake in it.
	pub stake_maturity: BlockNumber,
	/// The stake modifier that holds for it.
	pub modifier: Hash,
	/// Number of `Pow` blocks up to and including it.
	pub pow_count: u64,
	/// Epoch and turn of the last `Pow` block, which may be this one.
	pub turn: Turn,
}

impl BlockHead {
	/// The head of a block that claims this, on a parent with this head and hash.
	pub(crate) fn child(
		parent: Option<Self>,
		parent_hash: &Hash,
		number: BlockNumber,
		claimed: Claimed,
		stake_maturity: BlockNumber,
		shape: EpochShape,
	) -> Self {
		let Claimed { author, pre_digest } = claimed;
		let kind = pre_digest.claim.kind();
		let modifier = modifier_of_children(parent.as_ref(), parent_hash);
		let gap = gap_of(parent.as_ref());
		let mut pow_count = parent.as_ref().map_or(0, |parent| parent.pow_count);
		let mut turn = turn_at(parent.as_ref());
		if kind == Kind::Pow {
			turn = turn_of(pow_count, shape);
			pow_count = pow_count.saturating_add(1);
		}
		Self {
			number,
			kind,
			timestamp: pre_digest.timestamp,
			author,
			parent_author: parent.map(|parent| parent.author),
			gap: if kind == Kind::Pos { 0 } else { gap.saturating_add(1) },
			stake: pre_digest.claim.stake(),
			stake_maturity,
			modifier,
			pow_count,
			turn,
		}
	}
}

/// The gap at a block; 0 at genesis.
fn gap_of(head: Option<&BlockHead>) -> u32 {
	head.map_or(0, |head| head.gap)
}

/// Epoch and turn at a block; before the first `Pow` block both are 0.
pub(crate) fn turn_at(head: Option<&BlockHead>) -> Turn {
	head.map_or(Turn { epoch: 0, turn: 0 }, |head| head.turn)
}

/// The stake modifier for the children of a block with this head and hash.
pub(crate) fn modifier_of_children(head: Option<&BlockHead>, hash: &Hash) -> Hash {
	let (kind, modifier) =
		head.map_or((None, Hash::zero()), |head| (Some(head.kind), head.modifier));
	next_modifier(kind, hash, &modifier)
}

/// A block as its children see it; genesis has no head.
pub(crate) fn as_parent(head: Option<&BlockHead>) -> Parent {
	Parent {
		kind: head.map(|head| head.kind),
		timestamp: head.map_or(0, |head| head.timestamp),
		gap: gap_of(head),
		author: head.map(|head| head.author.clone()),
	}
}

/// The references of the block weight: the mean difficulties of an earlier epoch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EpochReferences {
	/// For the children of blocks of the epoch under way: from the epoch before the previous one.
	pub current: Difficulties,
	/// For those of the next epoch: from the previous one.
	pub next: Difficulties,
}

impl EpochReferences {
	/// Of the first two epochs: the genesis difficulties.
	pub const fn genesis(difficulties: Difficulties) -> Self {
		Self { current: difficulties, next: difficulties }
	}

	/// An epoch with these sums is over.
	pub(crate) fn roll(self, closed: &EpochSums) -> Self {
		let Self { next, .. } = self;
		Self {
			current: next,
			next: Difficulties { pow: closed.pow.mean(next.pow), pos: closed.pos.mean(next.pos) },
		}
	}
}

/// Without a genesis: the least difficulties.
impl Default for EpochReferences {
	fn default() -> Self {
		Self::genesis(Difficulties { pow: 1, pos: 1 })
	}
}

/// Sums of the difficulties of the blocks of the epoch under way, each before its retarget.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EpochSums {
	/// Over `Pow` blocks.
	pub pow: ReferenceSum,
	/// Over `Pos` blocks, before the urgency ramp.
	pub pos: ReferenceSum,
}

impl EpochSums {
	/// Of this kind; `None` for `Dpos`.
	pub(crate) fn of_mut(&mut self, kind: Kind) -> Option<&mut ReferenceSum> {
		match kind {
			Kind::Pow => Some(&mut self.pow),
			Kind::Pos => Some(&mut self.pos),
			Kind::Dpos => None,
		}
	}
}

/// The randomness that draws take: zero at genesis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EpochRandomness {
	/// That of the epoch under way, which its witnesses were drawn with.
	pub current: Hash,
	/// What the epoch has taken in so far, for the next.
	pub acc: Hash,
}

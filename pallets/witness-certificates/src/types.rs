//! What is stored, and what follows from it and from the time.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_primitives::{AccountId, Balance, BlockNumber, Moment};
use scale_info::TypeInfo;

/// Most level-1 certificates in force at a time.
pub const MAX_LEVEL1: u32 = 23;
/// Most level-2 certificates under a level-1 certificate.
pub const MAX_LEVEL2: u32 = 46;
/// Most level-2 certificates in all.
pub const MAX_LEVEL2_IN_ALL: u32 = 1_058;
/// A level-1 certificate becomes active with so many valid level-2 certificates under it.
pub const LEVEL2_TO_ACTIVATE: u32 = 23;
/// Most accounts on the waiting list.
pub const MAX_WAITING: u32 = 100;
/// This freeze of a level-1 certificate revokes it.
pub const LAST_FREEZE: u32 = 3;

const _: () = assert!(MAX_LEVEL1 * MAX_LEVEL2 == MAX_LEVEL2_IN_ALL);

/// The level-2 certificates under a level-1 certificate, in the order of their issue.
pub type Members = BoundedVec<Member, ConstU32<MAX_LEVEL2>>;
/// Whom the holder of a level-1 certificate proposes for level 2.
pub type ProposalList = BoundedVec<AccountId, ConstU32<MAX_LEVEL2>>;

/// What validity depends on beside what is stored about certificates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
	/// Height of the block under execution, or of the last one.
	pub(crate) height: BlockNumber,
	/// Its time in ms.
	pub(crate) moment: Moment,
	/// The least bond of a witness, in satoshi.
	pub(crate) min_bond: Balance,
}

/// Where a certificate stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum State {
	/// Of level 1, not active yet.
	#[codec(index = 0)]
	Issued,
	/// In force.
	#[codec(index = 1)]
	Active,
	/// Of level 1, and all of level 2 under it. It goes back to `Active` if it was active once, else to `Issued`.
	#[codec(index = 2)]
	Frozen {
		/// Since this moment, in ms.
		since: Moment,
	},
	/// Its life is over.
	#[codec(index = 3)]
	Expired,
	/// Taken back.
	#[codec(index = 4)]
	Revoked,
}

impl State {
	/// Whether it never counts again.
	pub const fn is_ended(self) -> bool {
		matches!(self, Self::Expired | Self::Revoked)
	}
}

/// The heights at which a certificate is active.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Term {
	/// The first.
	pub from: BlockNumber,
	/// The first at which it is no longer.
	pub until: BlockNumber,
}

/// What only a level-1 certificate has.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LevelOne {
	/// The last moment (ms) at which it can become active.
	pub activate_by: Moment,
	/// Epochs running, of those in which its holder was elected, with a low score.
	pub low_epochs: u32,
	/// How often it was frozen.
	pub freezes: u32,
	/// How long (ms) it was frozen before, those of the holder's certificates counted whose level 2 it took over.
	pub frozen_ms: u64,
}

/// The level of a certificate.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Level {
	/// By genesis or the Foundation.
	#[codec(index = 0)]
	One(LevelOne),
	/// By the holder of a level-1 certificate and the Foundation.
	#[codec(index = 1)]
	Two {
		/// That holder.
		under: AccountId,
	},
}

/// A certificate as it was last written. What time has done since is not in it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Certificate {
	/// Its level.
	pub level: Level,
	/// Where it stands; of level 2 never `Issued` or `Frozen`.
	pub state: State,
	/// Height of its issue.
	pub issued_at: BlockNumber,
	/// Moment (ms) of its issue.
	pub issued_ms: Moment,
	/// Its life; none before it is active.
	pub term: Option<Term>,
}

impl Certificate {
	/// Where it stands by its own: of level 2 without regard to the level 1 above it.
	///
	/// A frozen certificate does not expire: it does so when it is unfrozen too late.
	pub(crate) fn state_at(&self, now: Now) -> State {
		match (self.state, &self.level) {
			(State::Active, _) if self.term.is_some_and(|term| now.height >= term.until) => {
				State::Expired
			},
			(State::Issued | State::Frozen { .. }, Level::One(one))
				if self.term.is_none() && now.moment > one.activate_by =>
			{
				State::Revoked
			},
			(state, _) => state,
		}
	}

	/// How long (ms) grants under this level-1 certificate have run: a clock that stands while it is frozen and
	/// stops when it is not activated in time. Only differences mean something. 0 for level 2.
	pub(crate) fn clock(&self, moment: Moment) -> u64 {
		let Level::One(one) = &self.level else { return 0 };
		let moment = match self.term {
			None => moment.min(one.activate_by),
			Some(_) => moment,
		};
		let moment = match self.state {
			State::Frozen { since } => moment.min(since),
			_ => moment,
		};
		moment.saturating_sub(one.frozen_ms)
	}
}

/// A level-2 certificate as the level-1 certificate above it knows it, so that the valid ones can be counted in
/// one read.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member {
	/// The holder.
	pub who: AccountId,
	/// Its own bond in satoshi.
	pub bond: Balance,
	/// The height at which the certificate expires.
	pub until: BlockNumber,
}

impl Member {
	/// Whether the certificate is valid as far as it depends on its holder.
	pub(crate) fn counts(&self, now: Now) -> bool {
		now.height < self.until && self.bond >= now.min_bond
	}
}

/// What wallets are shown of a certificate.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CertificateInfo {
	/// Its level.
	pub level: Level,
	/// Where it stands now, the level 1 above it regarded.
	pub state: State,
	/// Whether it is valid now.
	pub valid: bool,
	/// Height and moment (ms) of its issue.
	pub issued: (BlockNumber, Moment),
	/// The height at which it expires; none before it is active.
	pub valid_until: Option<BlockNumber>,
	/// Its grant.
	pub grant: GrantInfo,
}

/// What wallets are shown of a grant. In satoshi.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct GrantInfo {
	/// All that may be released in the end.
	pub total: Balance,
	/// Released so far, claimed or not.
	pub released: Balance,
	/// What can be claimed now, with what earlier certificates left.
	pub claimable: Balance,
}

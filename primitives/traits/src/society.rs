//! The seams of the society: avatars, certificates, candidates, reputation.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_ledger::{CoinOrigin, Output, Unspent};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use scale_info::TypeInfo;
use sp_core::{ed25519, sr25519, H256};
use sp_runtime::{DispatchResult, Weight};

/// What an avatar is known by for good, whichever account has it: `blake2_256("pillars/avatar/1" ++ name)`, the name
/// in lower case.
pub type AvatarId = H256;

/// The avatar of an account, and since when.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Holding {
	/// Which one.
	pub avatar: AvatarId,
	/// Height at which it was registered.
	pub born: BlockNumber,
	/// Height since which the account has it: that of its registration or of its last transfer.
	pub since: BlockNumber,
}

/// Accounts that act under a name of their own: only they issue tokens and hold certificates.
pub trait Avatars {
	/// The avatar of the account.
	fn avatar_of(who: &AccountId) -> Option<AvatarId>;

	/// The account that has the avatar.
	fn account_of(avatar: &AvatarId) -> Option<AccountId>;

	/// The same with the heights that tell how old it is.
	fn holding(who: &AccountId) -> Option<Holding>;

	/// Whether the account has an avatar.
	fn is_avatar(who: &AccountId) -> bool {
		Self::avatar_of(who).is_some()
	}
}

/// Every account is its own avatar, from the first block on.
impl Avatars for () {
	fn avatar_of(who: &AccountId) -> Option<AvatarId> {
		Some(H256(*AsRef::<[u8; 32]>::as_ref(who)))
	}

	fn account_of(avatar: &AvatarId) -> Option<AccountId> {
		Some(avatar.0.into())
	}

	fn holding(who: &AccountId) -> Option<Holding> {
		Self::avatar_of(who).map(|avatar| Holding { avatar, born: 0, since: 0 })
	}
}

/// What ties an avatar to its account.
pub trait AvatarTies {
	/// Whether the avatar of the account must stay with it.
	fn is_tied(who: &AccountId) -> bool;
}

/// Nothing does.
impl AvatarTies for () {
	fn is_tied(_: &AccountId) -> bool {
		false
	}
}

/// If one of the two does.
impl<A: AvatarTies, B: AvatarTies> AvatarTies for (A, B) {
	fn is_tied(who: &AccountId) -> bool {
		A::is_tied(who) || B::is_tied(who)
	}
}

/// Who is told that an avatar has moved to another account.
pub trait OnAvatarMoved {
	/// The avatar of `from` is that of `to` now.
	fn avatar_moved(from: &AccountId, to: &AccountId);
}

impl OnAvatarMoved for () {
	fn avatar_moved(_: &AccountId, _: &AccountId) {}
}

/// Takes what a service of the chain costs.
pub trait ServiceFees {
	/// Takes `amount` satoshi from the account: a fifth to the fees of the block, the rest to the treasury.
	///
	/// # Errors
	///
	/// If the account can not pay it.
	fn charge(who: &AccountId, amount: Balance) -> DispatchResult;
}

/// Nothing costs anything.
impl ServiceFees for () {
	fn charge(_: &AccountId, _: Balance) -> DispatchResult {
		Ok(())
	}
}

/// Witness certificates, as others see them.
pub trait Certification {
	/// Whether the account holds a certificate that is valid now.
	fn is_certified(who: &AccountId) -> bool;

	/// Number of valid level-2 certificates under the level-1 certificate of the account; 0 without one.
	fn valid_level2_under(who: &AccountId) -> u32;

	/// The own bond of the account has changed and is `bond` satoshi now.
	fn bond_changed(who: &AccountId, bond: Balance);
}

/// Nobody is certified.
impl Certification for () {
	fn is_certified(_: &AccountId) -> bool {
		false
	}

	fn valid_level2_under(_: &AccountId) -> u32 {
		0
	}

	fn bond_changed(_: &AccountId, _: Balance) {}
}

/// Bonds of those who are, or want to be, witnesses. Amounts are in satoshi.
pub trait Bonds {
	/// What the account has bonded itself and not begun to withdraw.
	fn own_bond(who: &AccountId) -> Balance;

	/// The same with what others delegate to it, as far as that counts already: the stake of the witness score.
	fn counted_bond(who: &AccountId) -> Balance;

	/// Whether the account is a candidate.
	fn is_candidate(who: &AccountId) -> bool;
}

/// Nobody has a bond.
impl Bonds for () {
	fn own_bond(_: &AccountId) -> Balance {
		0
	}

	fn counted_bond(_: &AccountId) -> Balance {
		0
	}

	fn is_candidate(_: &AccountId) -> bool {
		false
	}
}

/// MARS of witnesses, in milli-points.
pub trait WitnessScores {
	/// MARS(node) = Cert + Stake + Miss, with the counted bond as stake.
	fn score(who: &AccountId) -> u32;

	/// The same as if the account were certified: what freezing is decided by.
	fn test_score(who: &AccountId) -> u32;

	/// The score of a staker: its stake is the counted bond of a candidate, and of others `deposited` satoshi.
	fn staker_score(who: &AccountId, deposited: Balance) -> u32;
}

/// Everybody has as many as there are.
impl WitnessScores for () {
	fn score(_: &AccountId) -> u32 {
		u32::MAX
	}

	fn test_score(_: &AccountId) -> u32 {
		u32::MAX
	}

	fn staker_score(_: &AccountId, _: Balance) -> u32 {
		u32::MAX
	}
}

/// What a witness had to do in an epoch, and did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessDuty {
	/// Its account.
	pub who: AccountId,
	/// Turns at which a follower would have been valid.
	pub assigned: u32,
	/// Followers made.
	pub made: u32,
}

/// Who is told that an epoch is over, before the draw for the next one. Whoever does something about it registers the
/// weight of that with the block.
pub trait OnEpochEnd {
	/// In the epoch, these were the witnesses, at most 64.
	fn epoch_ended(epoch: u32, duties: &[WitnessDuty]);
}

impl OnEpochEnd for () {
	fn epoch_ended(_: u32, _: &[WitnessDuty]) {}
}

/// One after the other.
impl<A: OnEpochEnd, B: OnEpochEnd, C: OnEpochEnd> OnEpochEnd for (A, B, C) {
	fn epoch_ended(epoch: u32, duties: &[WitnessDuty]) {
		A::epoch_ended(epoch, duties);
		B::epoch_ended(epoch, duties);
		C::epoch_ended(epoch, duties);
	}
}

/// Someone who can be elected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrozenCandidate {
	/// Its account.
	pub who: AccountId,
	/// The key under which it seals.
	pub witness_key: sr25519::Public,
	/// The key under which it finalises.
	pub grandpa_key: ed25519::Public,
	/// Its weight in the election, above 0.
	pub weight: u128,
}

/// Those who can be elected.
pub trait Electorate {
	/// Takes the candidates frozen when the epoch that ends was opened, in the order of their accounts, without
	/// those who were struck since.
	fn take_frozen() -> Vec<FrozenCandidate>;

	/// Freezes the candidates, as they are now, for the next but one epoch: those for the draw that opens the
	/// epoch after `epoch`, which opens now. Returns how many there are.
	fn freeze(epoch: u32) -> u32;

	/// Gives the delegators of a witness their part of the reward (in satoshi) that was minted to its account.
	fn share_reward(witness: &AccountId, reward: Balance);
}

/// Nobody stands for election.
impl Electorate for () {
	fn take_frozen() -> Vec<FrozenCandidate> {
		Vec::new()
	}

	fn freeze(_: u32) -> u32 {
		0
	}

	fn share_reward(_: &AccountId, _: Balance) {}
}

/// The witnesses of past epochs, for evidence.
pub trait WitnessTables {
	/// The epoch under way.
	fn epoch() -> u32;

	/// Who sealed at this turn of the epoch, with what key; `None` if it is forgotten or there was nobody.
	fn witness_at(epoch: u32, turn: u32) -> Option<(AccountId, sr25519::Public)>;
}

/// The authorities of finality follow the elections.
pub trait FinalityAuthorities {
	/// From the block under execution on, these finalise; those who do already, if there are none. If it is the same
	/// ones, something is done only about a stall of finality.
	fn schedule(authorities: Vec<ed25519::Public>);
}

impl FinalityAuthorities for () {
	fn schedule(_: Vec<ed25519::Public>) {}
}

/// Who is told what the ledger does, for reputations.
pub trait LedgerActivity {
	/// Outputs came and went: `spent` as they were stored, `created` at `height`, the one under execution, `fee`
	/// satoshi to the fees of the block.
	fn applied(
		height: BlockNumber,
		origin: CoinOrigin,
		spent: &[Unspent],
		created: &[Output],
		fee: Balance,
	);

	/// The account made `amount` satoshi an output of the ledger.
	fn deposited(who: &AccountId, amount: Balance);

	/// The account issued a token.
	fn issued(who: &AccountId);

	/// The account registered a MIT.
	fn registered_mit(who: &AccountId);

	/// What `applied` takes for outputs of at most so many accounts, and one of the others besides.
	fn weight(accounts: u32) -> Weight;
}

impl LedgerActivity for () {
	fn applied(_: BlockNumber, _: CoinOrigin, _: &[Unspent], _: &[Output], _: Balance) {}
	fn deposited(_: &AccountId, _: Balance) {}
	fn issued(_: &AccountId) {}
	fn registered_mit(_: &AccountId) {}

	fn weight(_: u32) -> Weight {
		Weight::zero()
	}
}

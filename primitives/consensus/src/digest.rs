//! The digest items of a block: the claim at its start, the seal at its end.

use crate::{staking, witness};
use alloc::vec::Vec;
use codec::{Decode, DecodeAll, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pillars_ledger::OutPoint;
use pillars_primitives::{AccountId, Hash, Header, Moment};
use pillars_rules::Kind;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{traits::Header as _, ConsensusEngineId, Digest, DigestItem};

/// Of the author's digest item; explorers know it.
pub const AUTHOR_ENGINE_ID: ConsensusEngineId = *b"pow_";
/// Of the claim, the epoch's witnesses and the seal.
pub const ENGINE_ID: ConsensusEngineId = *b"HYBR";
/// Of GRANDPA's digest item.
const GRANDPA_ENGINE_ID: ConsensusEngineId = *b"FRNK";
/// Most bytes of an encoded header with its seal.
pub const MAX_HEADER_SIZE: usize = 4 * 1024;

/// What a block claims to be.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Claim {
	/// Sealed by an Ethash solution.
	#[codec(index = 1)]
	Pow {
		/// The required difficulty.
		difficulty: u128,
	},
	/// Sealed by the owner of a coin that won the kernel lottery.
	#[codec(index = 2)]
	Pos {
		/// The required difficulty, after the urgency ramp.
		difficulty: u128,
		/// The timestamp in units of *pos_slot_ms*.
		slot: u64,
		/// The coin.
		stake: OutPoint,
	},
	/// Sealed by the witness whose turn it is, right after a `Pow` block.
	#[codec(index = 3)]
	Dpos {
		/// Epoch of the parent.
		epoch: u32,
		/// Turn of the parent.
		turn: u32,
	},
}

impl Claim {
	/// The kind claimed.
	pub const fn kind(&self) -> Kind {
		match self {
			Self::Pow { .. } => Kind::Pow,
			Self::Pos { .. } => Kind::Pos,
			Self::Dpos { .. } => Kind::Dpos,
		}
	}

	/// The coin staked by a `Pos` block.
	pub const fn stake(&self) -> Option<OutPoint> {
		match self {
			Self::Pos { stake, .. } => Some(*stake),
			_ => None,
		}
	}
}

/// The second digest item.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PreDigest {
	/// Time of the block in ms since 1970.
	pub timestamp: Moment,
	/// What it claims to be.
	pub claim: Claim,
}

/// The last digest item.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum Seal {
	/// An Ethash solution for the `pre_hash`.
	#[codec(index = 1)]
	Pow {
		/// Enters the hash little-endian.
		nonce: u64,
		/// The mix that goes with it.
		mix_hash: H256,
	},
	/// By the staking key of the author.
	#[codec(index = 2)]
	Pos(staking::Signature),
	/// By the witness key of the author.
	#[codec(index = 3)]
	Dpos(witness::Signature),
}

impl Seal {
	/// The kind of block it seals.
	pub const fn kind(&self) -> Kind {
		match self {
			Self::Pow { .. } => Kind::Pow,
			Self::Pos(_) => Kind::Pos,
			Self::Dpos(_) => Kind::Dpos,
		}
	}
}

/// Deposited by the block that opens an epoch.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EpochWitnesses {
	/// The epoch opened.
	pub epoch: u32,
	/// [`crate::witness_root`] of its witnesses.
	pub root: H256,
}

/// What the two items before the runtime's say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claimed {
	/// The account credited.
	pub author: AccountId,
	/// Time and claim.
	pub pre_digest: PreDigest,
}

/// What a sealed header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
	/// Author, time and claim.
	pub claimed: Claimed,
	/// Its seal.
	pub seal: Seal,
}

/// What is wrong with a digest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DigestError {
	/// Item 0 is not the author's.
	NoAuthor,
	/// The author is not 32 bytes.
	BadAuthor,
	/// Item 1 is not the claim.
	NoClaim,
	/// The claim can not be decoded, or has trailing bytes.
	BadClaim,
	/// A second author or claim.
	DuplicateClaim,
	/// The last item is not our seal.
	NoSeal,
	/// The seal can not be decoded, or has trailing bytes.
	BadSeal,
	/// A second seal.
	DuplicateSeal,
	/// A second GRANDPA or epoch item.
	DuplicateConsensus,
	/// The epoch's witnesses can not be decoded, or have trailing bytes.
	BadConsensus,
	/// An item that has no place in a header.
	Foreign,
	/// The seal is of another kind than the claim.
	KindMismatch,
	/// The header is longer than [`MAX_HEADER_SIZE`].
	TooLarge,
}

impl DigestError {
	/// One line for logs.
	pub const fn as_str(&self) -> &'static str {
		match self {
			Self::NoAuthor => "digest item 0 is not the author",
			Self::BadAuthor => "the author in the digest is not 32 bytes",
			Self::NoClaim => "digest item 1 is not the claim",
			Self::BadClaim => "the claim can not be decoded",
			Self::DuplicateClaim => "the digest has a second author or claim",
			Self::NoSeal => "the last digest item is not a seal",
			Self::BadSeal => "the seal can not be decoded",
			Self::DuplicateSeal => "the digest has a second seal",
			Self::DuplicateConsensus => "the digest has a consensus item twice",
			Self::BadConsensus => "the epoch's witnesses can not be decoded",
			Self::Foreign => "the digest has a foreign item",
			Self::KindMismatch => "the seal is of another kind than the claim",
			Self::TooLarge => "the header is larger than 4 KiB",
		}
	}
}

impl core::fmt::Display for DigestError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(self.as_str())
	}
}

impl core::error::Error for DigestError {}

/// Digest items of this engine.
pub trait CompatibleDigestItem: Sized {
	/// The author's item.
	fn author(author: &AccountId) -> Self;
	/// The claim's item.
	fn claim(claim: &PreDigest) -> Self;
	/// The item that announces an epoch.
	fn epoch_witnesses(witnesses: &EpochWitnesses) -> Self;
	/// The seal's item.
	fn hybrid_seal(seal: &Seal) -> Self;
}

impl CompatibleDigestItem for DigestItem {
	fn author(author: &AccountId) -> Self {
		Self::PreRuntime(AUTHOR_ENGINE_ID, author.encode())
	}

	fn claim(claim: &PreDigest) -> Self {
		Self::PreRuntime(ENGINE_ID, claim.encode())
	}

	fn epoch_witnesses(witnesses: &EpochWitnesses) -> Self {
		Self::Consensus(ENGINE_ID, witnesses.encode())
	}

	fn hybrid_seal(seal: &Seal) -> Self {
		Self::Seal(ENGINE_ID, seal.encode())
	}
}

impl Claimed {
	/// The two items with which a digest starts.
	pub fn digest_items(&self) -> Vec<DigestItem> {
		[CompatibleDigestItem::author(&self.author), CompatibleDigestItem::claim(&self.pre_digest)]
			.into()
	}
}

/// Reads author and claim from the start of a digest; what follows is not looked at.
///
/// # Errors
///
/// If one is missing or can not be decoded.
pub fn parse_claim(digest: &Digest) -> Result<Claimed, DigestError> {
	let author = match digest.logs().first() {
		Some(DigestItem::PreRuntime(AUTHOR_ENGINE_ID, author)) => author,
		_ => return Err(DigestError::NoAuthor),
	};
	let claim = match digest.logs().get(1) {
		Some(DigestItem::PreRuntime(ENGINE_ID, claim)) => claim,
		_ => return Err(DigestError::NoClaim),
	};
	Ok(Claimed {
		author: AccountId::decode_all(&mut author.as_slice())
			.map_err(|_| DigestError::BadAuthor)?,
		pre_digest: PreDigest::decode_all(&mut claim.as_slice())
			.map_err(|_| DigestError::BadClaim)?,
	})
}

/// Reads a sealed header, with the shape of its whole digest.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn parse_sealed(header: &Header) -> Result<Sealed, DigestError> {
	if header.encoded_size() > MAX_HEADER_SIZE {
		return Err(DigestError::TooLarge);
	}
	let claimed = parse_claim(header.digest())?;
	let (last, rest) = header.digest().logs().split_last().ok_or(DigestError::NoSeal)?;
	let DigestItem::Seal(ENGINE_ID, seal) = last else { return Err(DigestError::NoSeal) };
	check_middle(rest.get(2..).unwrap_or_default())?;
	let seal = Seal::decode_all(&mut seal.as_slice()).map_err(|_| DigestError::BadSeal)?;
	if seal.kind() != claimed.pre_digest.claim.kind() {
		return Err(DigestError::KindMismatch);
	}
	Ok(Sealed { claimed, seal })
}

/// What the runtime deposited.
fn check_middle(items: &[DigestItem]) -> Result<(), DigestError> {
	let (mut grandpa, mut epoch) = (false, false);
	let once = |seen: &mut bool| match core::mem::replace(seen, true) {
		true => Err(DigestError::DuplicateConsensus),
		false => Ok(()),
	};
	for item in items {
		match item {
			DigestItem::RuntimeEnvironmentUpdated => {},
			DigestItem::Consensus(GRANDPA_ENGINE_ID, _) => once(&mut grandpa)?,
			DigestItem::Consensus(ENGINE_ID, witnesses) => {
				once(&mut epoch)?;
				EpochWitnesses::decode_all(&mut witnesses.as_slice())
					.map_err(|_| DigestError::BadConsensus)?;
			},
			DigestItem::PreRuntime(AUTHOR_ENGINE_ID | ENGINE_ID, _) => {
				return Err(DigestError::DuplicateClaim)
			},
			DigestItem::Seal(ENGINE_ID, _) => return Err(DigestError::DuplicateSeal),
			_ => return Err(DigestError::Foreign),
		}
	}
	Ok(())
}

/// Hash of a sealed header without its seal.
pub fn pre_hash(header: &Header) -> Hash {
	let mut header = header.clone();
	header.digest_mut().pop();
	header.hash()
}

#[cfg(test)]
mod tests;

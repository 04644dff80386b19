//! What is stored about tokens, MITs and certificates.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pillars_ledger::{Asset, MiningModel, Reissue, MAX_CONTENT, MAX_DESCRIPTION, MAX_SYMBOL};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber};
use scale_info::TypeInfo;
use sp_core::H256;

/// What issuing a token costs: 10 ETP in satoshi.
pub const ISSUE_FEE: Balance = 10 * ETP;
/// Most that may ever be issued and mined of a token, in its smallest units.
pub const MAX_ASSET_SUPPLY: Balance = 1 << 127;
/// Least blocks between a commitment to a domain and the issue that reveals it.
pub const MIN_REVEAL: BlockNumber = 5;
/// Most blocks between a commitment to a domain and the issue that reveals it.
pub const MAX_REVEAL: BlockNumber = 1_000;

/// The symbol of a token or of a MIT, or a domain.
pub type Symbol = BoundedVec<u8, ConstU32<MAX_SYMBOL>>;
/// The description of a token.
pub type Description = BoundedVec<u8, ConstU32<MAX_DESCRIPTION>>;
/// The content of a MIT.
pub type Content = BoundedVec<u8, ConstU32<MAX_CONTENT>>;

/// What an issuer tells of a token.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct IssueParams {
	/// Labels of capital letters and digits, with dots between them.
	pub symbol: Symbol,
	/// How many digits of an amount stand behind the point; at most 18.
	pub decimals: u8,
	/// How much is issued now, in the smallest units; it may be nothing.
	pub supply: Balance,
	/// Any text.
	pub description: Description,
	/// Hash of a document, if any.
	pub metadata: Option<H256>,
	/// Whether more may be issued later.
	pub reissue: Reissue,
	/// How it is mined, if it is.
	pub mining: Option<MiningModel>,
}

/// What is known of a token.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AssetDetails {
	/// Its symbol.
	pub symbol: Symbol,
	/// How many digits of an amount stand behind the point.
	pub decimals: u8,
	/// A text by its issuer.
	pub description: Description,
	/// Hash of a document; the only thing here that changes.
	pub metadata: Option<H256>,
	/// Whether more may be issued.
	pub reissue: Reissue,
}

/// How much of a token there is, in its smallest units. None of the sums ever falls.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Supply {
	/// Issued by the holders of its issue certificate.
	pub issued: Balance,
	/// Paid by coinbases.
	pub mined: Balance,
	/// Burned.
	pub burned: Balance,
}

impl Supply {
	/// What is left of what was issued and mined.
	pub const fn existing(&self) -> Balance {
		self.issued.saturating_add(self.mined).saturating_sub(self.burned)
	}

	/// How much more may ever be issued or mined; burning makes no room.
	pub const fn room(&self) -> Balance {
		MAX_ASSET_SUPPLY.saturating_sub(self.issued.saturating_add(self.mined))
	}
}

/// What is known of a MIT. But for the last it never changes.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct MitDetails {
	/// Its symbol.
	pub symbol: Symbol,
	/// What it stands for.
	pub content: Content,
	/// Who registered it.
	pub creator: AccountId,
	/// Whether it was burned: then no output holds it any more.
	pub burned: bool,
}

/// A right that an avatar holds.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum CertificateId {
	/// To issue tokens in the domain, and to let others do so.
	#[codec(index = 0)]
	Domain(Symbol),
	/// To issue the token of this symbol in a domain of somebody else.
	#[codec(index = 1)]
	Naming(Symbol),
	/// To issue more of a token and to change its metadata.
	#[codec(index = 2)]
	Issue(Asset),
	/// Tells that a token can be mined.
	#[codec(index = 3)]
	Mining(Asset),
}

/// A commitment to a domain that is not named yet.
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
pub struct Commitment {
	/// Hash of the domain, a salt and the account.
	pub hash: H256,
	/// Height at which it was made.
	pub height: BlockNumber,
}

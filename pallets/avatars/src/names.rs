//! Names of avatars and of kinds of attestations: which there can be, and which are reserved.

use crate::types::{MAX_KIND_NAME, MAX_SYMBOL};
use alloc::vec::Vec;
use pillars_traits::AvatarId;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The names that nobody can register, in lower case and in order: those of the chain's money and
/// parts, and those under which an impostor would ask others for their trust.
pub const RESERVED: [&str; 61] = [
	"admin",
	"administrator",
	"avatar",
	"avatars",
	"blackhole",
	"burn",
	"coinbase",
	"coinstake",
	"collective",
	"committee",
	"consensus",
	"core",
	"council",
	"developer",
	"developercommunity",
	"developers",
	"ethash",
	"etp",
	"foundation",
	"genesis",
	"governance",
	"help",
	"helpdesk",
	"kyc",
	"ledger",
	"mainnet",
	"mars",
	"metaverse",
	"metaversefoundation",
	"metaversepillars",
	"mit",
	"moderator",
	"mpc",
	"mst",
	"mvs",
	"mvsorg",
	"network",
	"nobody",
	"none",
	"null",
	"official",
	"owner",
	"pillars",
	"pillarsfoundation",
	"pillarsofcreation",
	"root",
	"satoshi",
	"security",
	"staff",
	"sudo",
	"superuser",
	"support",
	"system",
	"team",
	"technicalcommittee",
	"testnet",
	"treasury",
	"verified",
	"wallet",
	"witness",
	"witnessregistry",
];

/// Before the name in the preimage of an id.
const ID_PREFIX: &[u8] = b"pillars/avatar/1";
/// The signs between letters and digits.
const SEPARATORS: &[u8] = b".@_-";
/// The signs that base58 leaves out, of letters and digits.
const NOT_BASE58: &[u8] = b"0OIl";

/// Why a name can not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameError {
	/// It has no sign.
	Empty,
	/// It has too many.
	TooLong,
	/// It has another sign than those allowed.
	BadSign,
	/// It is reserved.
	Reserved,
	/// It reads like an address.
	AddressLike,
}

/// The name in lower case: as names are compared.
pub fn lower_case(symbol: &[u8]) -> Vec<u8> {
	symbol.to_ascii_lowercase()
}

/// The id of the avatar of this name: `blake2_256("pillars/avatar/1" ++ name in lower case)`.
pub fn avatar_id(symbol: &[u8]) -> AvatarId {
	let mut bytes = ID_PREFIX.to_vec();
	bytes.extend(lower_case(symbol));
	BlakeTwo256::hash(&bytes)
}

/// Checks the signs of a name and their number: 1 to 64 of `A-Z`, `a-z`, `0-9`, `.`, `@`, `_`, `-`.
///
/// # Errors
///
/// [`NameError::Empty`], [`NameError::TooLong`], [`NameError::BadSign`].
pub(crate) fn check_signs(symbol: &[u8]) -> Result<(), NameError> {
	let known = |byte: &u8| byte.is_ascii_alphanumeric() || SEPARATORS.contains(byte);
	match symbol.len() {
		0 => Err(NameError::Empty),
		len if len > MAX_SYMBOL as usize => Err(NameError::TooLong),
		_ if !symbol.iter().all(known) => Err(NameError::BadSign),
		_ => Ok(()),
	}
}

/// Checks that anybody can register the name.
///
/// # Errors
///
/// The rule that is broken.
pub fn check_symbol(symbol: &[u8]) -> Result<(), NameError> {
	check_signs(symbol)?;
	if is_reserved(symbol) {
		return Err(NameError::Reserved);
	}
	if reads_like_an_address(symbol) {
		return Err(NameError::AddressLike);
	}
	Ok(())
}

/// Whether the name is reserved: whether it is one of [`RESERVED`] in lower case and without the signs
/// between its letters. So `E.T.P` and `Metaverse_Foundation` are reserved.
pub fn is_reserved(symbol: &[u8]) -> bool {
	let letters: Vec<u8> = symbol
		.iter()
		.filter(|byte| !SEPARATORS.contains(byte))
		.map(u8::to_ascii_lowercase)
		.collect();
	RESERVED.binary_search_by(|name| name.as_bytes().cmp(&letters)).is_ok()
}

/// Whether a human takes the name for an address of the chain: 47 or 48 signs of base58 of which the
/// first is `5`. Whether its checksum is right does not matter, for nobody sees that.
pub fn reads_like_an_address(symbol: &[u8]) -> bool {
	let base58 = |byte: &u8| byte.is_ascii_alphanumeric() && !NOT_BASE58.contains(byte);
	matches!(symbol.len(), 47 | 48) && symbol.starts_with(b"5") && symbol.iter().all(base58)
}

/// Checks the name of a kind of attestations: 1 to 32 of `a-z`, `0-9` and `-`.
///
/// # Errors
///
/// [`NameError::Empty`], [`NameError::TooLong`], [`NameError::BadSign`].
pub fn check_kind_name(name: &[u8]) -> Result<(), NameError> {
	let known = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
	match name.len() {
		0 => Err(NameError::Empty),
		len if len > MAX_KIND_NAME as usize => Err(NameError::TooLong),
		_ if !name.iter().all(known) => Err(NameError::BadSign),
		_ => Ok(()),
	}
}

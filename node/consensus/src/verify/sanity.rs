//! Stage 1: what can be seen without the chain's state.

use crate::Error;
use pillars_consensus_primitives::{parse_sealed, pre_hash, Claim, Seal, Sealed};
use pillars_ethash::{CachePool, EPOCH_LENGTH};
use pillars_primitives::{BlockNumber, Header};
use pillars_rules::meets_target;

/// Checks a sealed header by itself: size and shape of the digest, number and the Ethash seal against the *claimed*
/// difficulty.
///
/// The number is known to be the parent's plus one before a cache is touched, so that nobody can make this node
/// build the cache of a far epoch.
///
/// # Errors
///
/// [`Error::Digest`], [`Error::WrongNumber`], [`Error::WrongMix`], [`Error::InsufficientWork`].
pub fn sanity(
	header: &Header,
	parent_number: BlockNumber,
	caches: &CachePool,
) -> Result<Sealed, Error> {
	let sealed = parse_sealed(header)?;
	if Some(header.number) != parent_number.checked_add(1) {
		return Err(Error::WrongNumber { number: header.number, parent: parent_number });
	}
	if let (Claim::Pow { difficulty }, Seal::Pow { nonce, mix_hash }) =
		(&sealed.claimed.pre_digest.claim, &sealed.seal)
	{
		let header_hash = pre_hash(header).to_fixed_bytes();
		let mix_hash = mix_hash.to_fixed_bytes();
		// Two Keccaks tell most nonsense from work; only then the cache is read.
		let claimed = pillars_ethash::quick_result(&header_hash, *nonce, &mix_hash);
		if !meets_target(&claimed, *difficulty) {
			return Err(Error::InsufficientWork);
		}
		let epoch = header.number.checked_div(EPOCH_LENGTH).unwrap_or_default();
		let cache = caches.get(epoch);
		caches.prepare_ahead(header.number);
		if cache.hash(&header_hash, *nonce).mix_hash != mix_hash {
			return Err(Error::WrongMix);
		}
	}
	Ok(sealed)
}

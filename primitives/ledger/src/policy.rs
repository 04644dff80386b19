//! Policies: conditions under which an output may be spent, as verifiable contract templates (white paper, smart
//! contracts).

use crate::{
	Lock, PolicyBytes, RuleError, Value, MAX_POLICY_DEPTH, MAX_POLICY_NODES, MAX_POLICY_SIZE,
};
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode, Input};
use pillars_primitives::{AccountId, BlockNumber};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// A condition on the transaction that spends an output. See the crate documentation for its rules.
#[derive(Clone, PartialEq, Eq, Debug, Encode, TypeInfo)]
pub enum Policy {
	/// A signature of this account.
	#[codec(index = 0)]
	Key(AccountId),
	/// 32 bytes whose SHA-256 this is.
	#[codec(index = 1)]
	Sha256(H256),
	/// From this height on.
	#[codec(index = 2)]
	After(BlockNumber),
	/// When the output is so many blocks old.
	#[codec(index = 3)]
	Older(BlockNumber),
	/// All of these.
	#[codec(index = 4)]
	All(Vec<Policy>),
	/// One of these.
	#[codec(index = 5)]
	Any(Vec<Policy>),
	/// So many of these.
	#[codec(index = 6)]
	Threshold(u8, Vec<Policy>),
	/// An output of the transaction that nothing else claims holds exactly this under the lock of this hash: a
	/// covenant.
	#[codec(index = 7)]
	Pays {
		/// What it holds.
		value: Value,
		/// [`Lock::hash`].
		lock_hash: H256,
	},
}

impl Policy {
	/// The policy of these bytes, checked.
	///
	/// # Errors
	///
	/// [`RuleError::BadPolicy`] if they are more than [`MAX_POLICY_SIZE`], are not the encoding of a policy, have
	/// something behind it, or if [`Policy::check`] refuses it.
	pub fn decode_all_checked(bytes: &[u8]) -> Result<Self, RuleError> {
		if bytes.len() > MAX_POLICY_SIZE as usize {
			return Err(RuleError::BadPolicy);
		}
		let mut rest = bytes;
		let mut nodes = MAX_POLICY_NODES;
		let policy =
			decode_within(&mut rest, MAX_POLICY_DEPTH, &mut nodes).ok_or(RuleError::BadPolicy)?;
		if !rest.is_empty() || !policy.is_sensible() {
			return Err(RuleError::BadPolicy);
		}
		Ok(policy)
	}

	/// Checks that the policy is one that can be revealed: at most [`MAX_POLICY_NODES`] nodes, [`MAX_POLICY_DEPTH`]
	/// deep, of [`MAX_POLICY_SIZE`] bytes; lists not empty, without equal branches, thresholds from 1 to the length
	/// of their list.
	///
	/// # Errors
	///
	/// [`RuleError::BadPolicy`].
	pub fn check(&self) -> Result<(), RuleError> {
		let depth = self.depth() <= MAX_POLICY_DEPTH;
		let nodes = self.nodes() <= MAX_POLICY_NODES;
		if depth && nodes && self.encoded_size() <= MAX_POLICY_SIZE as usize && self.is_sensible() {
			Ok(())
		} else {
			Err(RuleError::BadPolicy)
		}
	}

	/// `blake2_256` of its encoding.
	pub fn hash(&self) -> H256 {
		self.using_encoded(blake2_256).into()
	}

	/// The lock that it opens.
	pub fn lock(&self) -> Lock {
		Lock::Policy(self.hash())
	}

	/// Its encoding, as a witness reveals it.
	///
	/// # Errors
	///
	/// As [`Policy::check`]: what could never be spent is not made.
	pub fn to_bytes(&self) -> Result<PolicyBytes, RuleError> {
		self.check()?;
		self.encode().try_into().map_err(|_| RuleError::BadPolicy)
	}

	/// How many conditions it is made of.
	pub fn nodes(&self) -> u32 {
		self.branches().iter().fold(1, |sum: u32, branch| sum.saturating_add(branch.nodes()))
	}

	fn depth(&self) -> u32 {
		self.branches().iter().map(Self::depth).max().unwrap_or_default().saturating_add(1)
	}

	fn branches(&self) -> &[Self] {
		match self {
			Self::All(list) | Self::Any(list) | Self::Threshold(_, list) => list,
			_ => &[],
		}
	}

	fn is_sensible(&self) -> bool {
		let list = self.branches();
		let counts = match self {
			Self::All(_) | Self::Any(_) => !list.is_empty(),
			Self::Threshold(k, _) => *k >= 1 && usize::from(*k) <= list.len(),
			_ => true,
		};
		let distinct =
			|(place, branch)| !list.iter().skip(place).skip(1).any(|other| other == branch);
		counts && list.iter().enumerate().all(distinct) && list.iter().all(Self::is_sensible)
	}
}

/// Decodes a policy of at most this depth, taking its nodes off what is left of them: no bytes can exhaust the
/// stack, or the memory.
fn decode_within(input: &mut &[u8], depth: u32, nodes: &mut u32) -> Option<Policy> {
	let depth = depth.checked_sub(1)?;
	*nodes = nodes.checked_sub(1)?;
	Some(match input.read_byte().ok()? {
		0 => Policy::Key(Decode::decode(input).ok()?),
		1 => Policy::Sha256(Decode::decode(input).ok()?),
		2 => Policy::After(Decode::decode(input).ok()?),
		3 => Policy::Older(Decode::decode(input).ok()?),
		4 => Policy::All(decode_list(input, depth, nodes)?),
		5 => Policy::Any(decode_list(input, depth, nodes)?),
		6 => {
			let k = u8::decode(input).ok()?;
			Policy::Threshold(k, decode_list(input, depth, nodes)?)
		},
		7 => Policy::Pays {
			value: Decode::decode(input).ok()?,
			lock_hash: Decode::decode(input).ok()?,
		},
		_ => return None,
	})
}

fn decode_list(input: &mut &[u8], depth: u32, nodes: &mut u32) -> Option<Vec<Policy>> {
	let count = Compact::<u32>::decode(input).ok()?.0;
	(0..count).map(|_| decode_within(input, depth, nodes)).collect()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

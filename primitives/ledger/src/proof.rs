//! What proves that an input may be spent. It is no part of the transaction's id.

use alloc::vec::Vec;
use codec::{Compact, Decode, DecodeWithMemTracking, Encode, Error, Input};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};
use sp_runtime::MultiSignature;

/// Most bytes of an encoded policy.
pub const MAX_POLICY_SIZE: u32 = 2_048;
/// How deep policies and satisfactions may be nested; one that has no branches is of depth 1.
pub const MAX_POLICY_DEPTH: u32 = 4;
/// Most nodes of a policy, and of a satisfaction, which has one for each node of the policy that it meets.
pub const MAX_POLICY_NODES: u32 = 32;

/// An encoded [`Policy`](crate::Policy).
pub type PolicyBytes = BoundedVec<u8, ConstU32<MAX_POLICY_SIZE>>;

/// Proof that an input may be spent.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Witness {
	/// The account that made the call owns the input.
	#[codec(index = 1)]
	Signer,
	/// A signature of the owner over the [`crate::sighash`].
	#[codec(index = 2)]
	Signature {
		/// 0 all inputs and outputs, 1 one input and the output of the same index (see [`crate::Mode`]).
		mode: u8,
		/// By the owner's key.
		sig: MultiSignature,
	},
	/// For an input under a `Policy` lock: the policy, and what meets it.
	#[codec(index = 3)]
	Policy {
		/// Its encoding.
		policy: PolicyBytes,
		/// What meets it.
		satisfaction: Satisfaction,
	},
	/// Covered by the `Signature` (of mode 0) or `Signer` of this earlier input, of the same owner.
	#[codec(index = 4)]
	As(u8),
}

/// What meets a policy, of the same shape as the part of the policy that is met.
#[derive(Clone, PartialEq, Eq, Debug, Encode, TypeInfo)]
pub enum Satisfaction {
	/// Nothing is needed: for `After`, `Older` and `Pays`.
	#[codec(index = 0)]
	None,
	/// The account that made the call has the `Key`.
	#[codec(index = 1)]
	Signer,
	/// A signature of the `Key` over the [`crate::sighash`].
	#[codec(index = 2)]
	Sig {
		/// As in [`Witness::Signature`].
		mode: u8,
		/// By the key.
		sig: MultiSignature,
	},
	/// What hashes to the `Sha256`.
	#[codec(index = 3)]
	Preimage([u8; 32]),
	/// Branches of a list, by number, and what meets each: all of an `All`, one of an `Any`, as many as are needed of
	/// a `Threshold`; in rising order.
	#[codec(index = 4)]
	Many(Vec<(u8, Satisfaction)>),
}

impl Decode for Satisfaction {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let mut nodes = MAX_POLICY_NODES;
		decode_within(input, MAX_POLICY_DEPTH, &mut nodes)
	}
}

// The lists are announced below.
impl DecodeWithMemTracking for Satisfaction {}

/// Decodes a satisfaction of at most this depth, taking its nodes off what is left of them: no bytes can exhaust the
/// stack, or the memory.
fn decode_within<I: Input>(
	input: &mut I,
	depth: u32,
	nodes: &mut u32,
) -> Result<Satisfaction, Error> {
	const TOO_MANY: &str = "a satisfaction has too many branches";
	let depth = depth.checked_sub(1).ok_or("a satisfaction is nested too deep")?;
	*nodes = nodes.checked_sub(1).ok_or(TOO_MANY)?;
	Ok(match input.read_byte()? {
		0 => Satisfaction::None,
		1 => Satisfaction::Signer,
		2 => Satisfaction::Sig { mode: u8::decode(input)?, sig: MultiSignature::decode(input)? },
		3 => Satisfaction::Preimage(Decode::decode(input)?),
		4 => {
			let count = Compact::<u32>::decode(input)?.0;
			if count > *nodes {
				return Err(TOO_MANY.into());
			}
			let size = size_of::<(u8, Satisfaction)>();
			input.on_before_alloc_mem(size.saturating_mul(count as usize))?;
			let branch = |_| Ok((u8::decode(input)?, decode_within(input, depth, nodes)?));
			Satisfaction::Many((0..count).map(branch).collect::<Result<_, Error>>()?)
		},
		_ => return Err("no such kind of satisfaction".into()),
	})
}

impl Satisfaction {
	/// How many signatures are in it.
	pub fn signatures(&self) -> u32 {
		match self {
			Self::Sig { .. } => 1,
			Self::Many(parts) => {
				parts.iter().fold(0, |sum: u32, (_, part)| sum.saturating_add(part.signatures()))
			},
			Self::None | Self::Signer | Self::Preimage(_) => 0,
		}
	}
}

#[cfg(test)]
mod tests;

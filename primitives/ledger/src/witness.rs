//! Who may spend: the check of witnesses against the locks of the inputs.

use crate::{
	claims::Claims,
	sighash::{sighash_all, sighash_single, wrapped},
	Lock, Mode, Policy, RuleError, Satisfaction, Transaction, Unspent, Witness, MAX_POLICY_NODES,
};
use alloc::vec::Vec;
use pillars_primitives::{AccountId, BlockNumber};
use sp_core::H256;
use sp_crypto_hashing::sha2_256;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Verify, MultiSignature, SaturatedConversion};

/// Half the order of secp256k1, big-endian: a signature whose `s` is above it has a twin below.
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// Where and by whom a transaction is made.
#[derive(Clone, Copy, Debug)]
pub struct SpendContext<'a> {
	/// Hash of the chain's first block: what a signature commits to.
	pub genesis_hash: &'a H256,
	/// Height of the block that holds the transaction.
	pub now: BlockNumber,
	/// The account that made the call, if any.
	pub signer: Option<&'a AccountId>,
}

/// What the witnesses of a transaction take to verify.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
	/// Signatures.
	pub signatures: u32,
	/// Nodes of policies.
	pub nodes: u32,
}

/// The most that witnesses can take to verify, as far as they tell by themselves.
pub fn count_witnesses(witnesses: &[Witness]) -> Checked {
	let mut sum = Checked::default();
	for witness in witnesses {
		match witness {
			Witness::Signature { .. } => sum.signatures = sum.signatures.saturating_add(1),
			Witness::Policy { policy, satisfaction } => {
				sum.signatures = sum.signatures.saturating_add(satisfaction.signatures());
				// A node that has branches takes two bytes at least, one that has none five.
				let most = policy.len().div_ceil(2).saturated_into::<u32>().min(MAX_POLICY_NODES);
				sum.nodes = sum.nodes.saturating_add(most);
			},
			Witness::Signer | Witness::As(_) => {},
		}
	}
	sum
}

/// Checks one witness for each input and returns what was verified.
///
/// `coins` are the unspent outputs that the inputs name, in their order. The hash of mode `All` is computed once.
///
/// # Errors
///
/// [`RuleError::WitnessCount`], [`RuleError::NotOwner`], [`RuleError::UnknownMode`],
/// [`RuleError::NoSuchOutput`], [`RuleError::BadReference`], [`RuleError::BadSignature`],
/// [`RuleError::PolicyMismatch`], [`RuleError::BadPolicy`], [`RuleError::BadSatisfaction`],
/// [`RuleError::WrongPreimage`], [`RuleError::TooEarly`], [`RuleError::NotPaid`], [`RuleError::OutputClaimed`].
pub fn verify_witnesses(
	tx: &Transaction,
	coins: &[Unspent],
	witnesses: &[Witness],
	context: &SpendContext,
) -> Result<Checked, RuleError> {
	if witnesses.len() != coins.len() || coins.len() != tx.inputs().len() {
		return Err(RuleError::WitnessCount);
	}
	let mut verifier = Verifier {
		tx,
		coins,
		context,
		all: None,
		claims: Claims::new(tx.outputs()),
		checked: Checked::default(),
	};
	// The owners of the earlier inputs whose witness covers the whole transaction.
	let mut covered: Vec<Option<&AccountId>> = Vec::with_capacity(coins.len());
	for (index, (coin, witness)) in coins.iter().zip(witnesses).enumerate() {
		let lock = &coin.output.lock;
		covered.push(match witness {
			Witness::Signer => {
				let owner = lock.owner().ok_or(RuleError::NotOwner)?;
				verifier.check_signer(owner)?;
				Some(owner)
			},
			Witness::As(earlier) => {
				let owner = lock.owner().ok_or(RuleError::NotOwner)?;
				match covered.get(usize::from(*earlier)) {
					Some(Some(other)) if *other == owner => Some(owner),
					_ => return Err(RuleError::BadReference),
				}
			},
			Witness::Signature { mode, sig } => {
				let owner = lock.owner().ok_or(RuleError::NotOwner)?;
				let mode = verifier.check_signature(index, owner, *mode, sig)?;
				(mode == Mode::All).then_some(owner)
			},
			Witness::Policy { policy, satisfaction } => {
				if *lock != Lock::Policy(blake2_256(policy).into()) {
					return Err(RuleError::PolicyMismatch);
				}
				let policy = Policy::decode_all_checked(policy)?;
				verifier.checked.nodes = verifier.checked.nodes.saturating_add(policy.nodes());
				verifier.evaluate(index, coin, &policy, satisfaction)?;
				None
			},
		});
	}
	Ok(verifier.checked)
}

struct Verifier<'a> {
	tx: &'a Transaction,
	coins: &'a [Unspent],
	context: &'a SpendContext<'a>,
	/// The hash of mode `All`, once it was needed.
	all: Option<H256>,
	claims: Claims<'a>,
	checked: Checked,
}

impl Verifier<'_> {
	/// Checks that the input is met; depth and number of the nodes are bounded by the decoding of the policy.
	fn evaluate(
		&mut self,
		input: usize,
		coin: &Unspent,
		policy: &Policy,
		satisfaction: &Satisfaction,
	) -> Result<(), RuleError> {
		let reached = |reached: bool| reached.then_some(()).ok_or(RuleError::TooEarly);
		match (policy, satisfaction) {
			(Policy::Key(owner), Satisfaction::Signer) => self.check_signer(owner),
			(Policy::Key(owner), Satisfaction::Sig { mode, sig }) => {
				self.check_signature(input, owner, *mode, sig).map(drop)
			},
			(Policy::Sha256(hash), Satisfaction::Preimage(preimage)) => {
				let right = sha2_256(preimage) == hash.0;
				right.then_some(()).ok_or(RuleError::WrongPreimage)
			},
			(Policy::After(height), Satisfaction::None) => reached(self.context.now >= *height),
			(Policy::Older(blocks), Satisfaction::None) => {
				reached(self.context.now.saturating_sub(coin.height) >= *blocks)
			},
			(Policy::Pays { value, lock_hash }, Satisfaction::None) => {
				self.claims.pay(*value, *lock_hash)
			},
			(Policy::All(list), Satisfaction::Many(parts)) => {
				self.evaluate_some(input, coin, list, parts, list.len())
			},
			(Policy::Any(list), Satisfaction::Many(parts)) => {
				self.evaluate_some(input, coin, list, parts, 1)
			},
			(Policy::Threshold(k, list), Satisfaction::Many(parts)) => {
				self.evaluate_some(input, coin, list, parts, usize::from(*k))
			},
			_ => Err(RuleError::BadSatisfaction),
		}
	}

	/// Checks that exactly `needed` different branches are met.
	fn evaluate_some(
		&mut self,
		input: usize,
		coin: &Unspent,
		list: &[Policy],
		parts: &[(u8, Satisfaction)],
		needed: usize,
	) -> Result<(), RuleError> {
		let rising = parts.iter().zip(parts.iter().skip(1)).all(|((a, _), (b, _))| a < b);
		if parts.len() != needed || !rising {
			return Err(RuleError::BadSatisfaction);
		}
		for (branch, satisfaction) in parts {
			let policy = list.get(usize::from(*branch)).ok_or(RuleError::BadSatisfaction)?;
			self.evaluate(input, coin, policy, satisfaction)?;
		}
		Ok(())
	}

	fn check_signer(&self, owner: &AccountId) -> Result<(), RuleError> {
		(self.context.signer == Some(owner)).then_some(()).ok_or(RuleError::NotOwner)
	}

	fn check_signature(
		&mut self,
		input: usize,
		owner: &AccountId,
		mode: u8,
		sig: &MultiSignature,
	) -> Result<Mode, RuleError> {
		let mode = Mode::try_from(mode)?;
		let genesis_hash = self.context.genesis_hash;
		let hash = match (mode, self.all) {
			(Mode::All, Some(hash)) => hash,
			(Mode::All, None) => {
				let spent = self.coins.iter().map(|coin| &coin.output);
				*self.all.insert(sighash_all(self.tx, spent, genesis_hash)?)
			},
			(Mode::SingleAnyoneCanPay, _) => {
				let coin = self.coins.get(input).ok_or(RuleError::WitnessCount)?;
				let hash = sighash_single(self.tx, &coin.output, genesis_hash, input)?;
				self.claims.sign(input)?;
				hash
			},
		};
		if !signed_by(sig, &hash, owner) {
			return Err(RuleError::BadSignature);
		}
		self.checked.signatures = self.checked.signatures.saturating_add(1);
		Ok(mode)
	}
}

/// Whether `sig` is a signature of `owner` over the hash, or over the wrapped form that browser
/// extensions sign, and no one could have altered it.
fn signed_by(sig: &MultiSignature, hash: &H256, owner: &AccountId) -> bool {
	let canonical = match sig {
		MultiSignature::Sr25519(_) | MultiSignature::Ed25519(_) => true,
		MultiSignature::Ecdsa(signature) => is_low_s(&signature.0),
		_ => false,
	};
	canonical && (verifies(sig, hash.as_bytes(), owner) || verifies(sig, &wrapped(hash), owner))
}

fn verifies(sig: &MultiSignature, message: &[u8], owner: &AccountId) -> bool {
	sig.verify(message, owner)
}

/// `r ++ s ++ v` with `s` in the lower half and `v` 0 or 1.
fn is_low_s(signature: &[u8; 65]) -> bool {
	let s = signature.get(32..64).unwrap_or_default();
	signature.last().is_some_and(|v| *v <= 1) && s <= HALF_ORDER.as_slice()
}

#[cfg(test)]
mod altered;
#[cfg(test)]
mod tests;

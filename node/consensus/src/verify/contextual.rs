//! Stage 3: the claim against the state of the parent.

use crate::Error;
use pillars_consensus_primitives::{
	seal_message, Claim, Claimed, Context, Seal, Sealed, WitnessKey,
};
use pillars_ledger::{Lock, OutPoint, Value, ETP_ASSET};
use pillars_primitives::{AccountId, Hash};
use pillars_rules::{
	check_time, check_window, follower_allowed, kernel_hash, meets_kernel, stake_conditions_waived,
	FollowerError, Kind, MIN_STAKE,
};
use sp_core::Pair;

/// Checks what a sealed header claims against the answer of the runtime at its parent; inherents aside.
///
/// # Errors
///
/// [`Error::Window`], [`Error::NotInPhase`], [`Error::NotAfterPow`], [`Error::Time`],
/// [`Error::WrongDifficulty`], the errors of a coin that can not stake, [`Error::WrongTurn`],
/// [`Error::NotTheWitness`], [`Error::BadSignature`].
pub fn contextual(sealed: &Sealed, pre_hash: &Hash, context: &Context) -> Result<(), Error> {
	let claimed = &sealed.claimed;
	let pre_digest = &claimed.pre_digest;
	let kind = pre_digest.claim.kind();
	check_kind(kind, pre_digest.timestamp, context)?;
	let slot = match pre_digest.claim {
		Claim::Pos { slot, .. } => Some(slot),
		_ => None,
	};
	let parent_ms = context.parent.timestamp;
	check_time(kind, parent_ms, pre_digest.timestamp, slot, &context.parameters)?;
	match (&pre_digest.claim, &sealed.seal) {
		(Claim::Pow { difficulty }, Seal::Pow { .. }) => {
			check_difficulty(*difficulty, context.difficulties.pow)
		},
		(Claim::Pos { difficulty, slot, stake }, Seal::Pos(signature)) => {
			check_difficulty(*difficulty, context.effective_pos)?;
			let key = check_stake(claimed, *slot, stake, context)?;
			check_signature(&key, &signature.clone().into(), pre_hash)
		},
		(Claim::Dpos { epoch, turn }, Seal::Dpos(signature)) => {
			let key = check_turn(claimed, *epoch, *turn, context)?;
			check_signature(key.as_ref(), &signature.clone().into(), pre_hash)
		},
		// Stage 1 has refused these.
		_ => Err(pillars_consensus_primitives::DigestError::KindMismatch.into()),
	}
}

fn check_kind(kind: Kind, timestamp: u64, context: &Context) -> Result<(), Error> {
	let since_parent = timestamp.saturating_sub(context.parent.timestamp);
	check_window(kind, context.number, context.parent.gap, since_parent, &context.parameters)?;
	if kind != Kind::Dpos {
		return Ok(());
	}
	follower_rules(context)
}

fn follower_rules(context: &Context) -> Result<(), Error> {
	let parent = &context.parent;
	let number = context.number.saturating_sub(1);
	follower_allowed(parent.kind, number, parent.gap, &context.parameters).map_err(|error| {
		match error {
			FollowerError::PhaseOne => Error::NotInPhase,
			FollowerError::ParentNotPow(_) => Error::NotAfterPow,
			FollowerError::Window(error) => Error::Window(error),
		}
	})
}

/// Who may seal a follower of the parent, if one is allowed there.
pub(crate) fn follower_witness(context: &Context) -> Option<&(AccountId, WitnessKey)> {
	follower_rules(context).ok()?;
	context.witness.as_ref()
}

fn check_difficulty(claimed: u128, required: u128) -> Result<(), Error> {
	if claimed == required {
		Ok(())
	} else {
		Err(Error::WrongDifficulty { claimed, required })
	}
}

/// Checks that the coin may stake and wins the lottery of the slot; returns the key that must seal.
pub(crate) fn check_stake(
	claimed: &Claimed,
	slot: u64,
	outpoint: &OutPoint,
	context: &Context,
) -> Result<sp_core::sr25519::Public, Error> {
	let stake = context.stake.as_ref().ok_or(Error::NoSuchCoin)?;
	let Value::Coins { asset: ETP_ASSET, amount } = stake.coin.output.value else {
		return Err(Error::ForeignCoin);
	};
	if stake.coin.output.lock != Lock::Account(claimed.author.clone()) {
		return Err(Error::ForeignCoin);
	}
	if amount < MIN_STAKE {
		return Err(Error::CoinTooSmall);
	}
	let since_parent = claimed.pre_digest.timestamp.saturating_sub(context.parent.timestamp);
	let gap = context.parent.gap;
	if !stake_conditions_waived(context.number, gap, since_parent, &context.parameters) {
		if !stake.has_deposit {
			return Err(Error::NoDeposit);
		}
		let least = context.parameters.pos_min_mars;
		if stake.score < least {
			return Err(Error::ScoreTooLow { score: stake.score, least });
		}
		if !stake.is_mature {
			return Err(Error::ImmatureCoin);
		}
	}
	let hash = kernel_hash(&context.modifier, slot, &outpoint.txid, outpoint.index);
	if meets_kernel(&hash, amount, context.effective_pos) {
		Ok(stake.key)
	} else {
		Err(Error::KernelTooHigh)
	}
}

fn check_turn<'a>(
	claimed: &Claimed,
	epoch: u32,
	turn: u32,
	context: &'a Context,
) -> Result<&'a WitnessKey, Error> {
	if (epoch, turn) != (context.turn.epoch, context.turn.turn) {
		return Err(Error::WrongTurn {
			epoch,
			turn,
			parent_epoch: context.turn.epoch,
			parent_turn: context.turn.turn,
		});
	}
	match &context.witness {
		Some((witness, key)) if *witness == claimed.author => Ok(key),
		_ => Err(Error::NotTheWitness),
	}
}

fn check_signature(
	key: &sp_core::sr25519::Public,
	signature: &sp_core::sr25519::Signature,
	pre_hash: &Hash,
) -> Result<(), Error> {
	if sp_core::sr25519::Pair::verify(signature, seal_message(pre_hash), key) {
		Ok(())
	} else {
		Err(Error::BadSignature)
	}
}

//! Evidence against witnesses that sealed two blocks where only one was theirs to make.

use crate::{
	Candidates, Config, Error, Event, HoldReason, Ledgers, Pallet, Punished, EVIDENCE_EPOCHS,
	SIT_OUT_EPOCHS,
};
use frame_support::{
	ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use pillars_consensus_primitives::{parse_sealed, pre_hash, seal_message, Claim, Seal, WitnessKey};
use pillars_primitives::{AccountId, Balance, Hash, Header};
use pillars_rules::Turn;
use pillars_traits::WitnessTables;
use sp_core::sr25519;
use sp_runtime::{DispatchError, DispatchResult, RuntimeAppPublic};

/// One of the two halves of a piece of evidence.
struct Follower {
	parent: Hash,
	turn: Turn,
	pre_hash: Hash,
	seal: Seal,
}

impl Follower {
	fn parse<T: Config>(header: &Header) -> Result<Self, Error<T>> {
		let sealed = parse_sealed(header).map_err(|_| Error::MalformedHeader)?;
		let Claim::Dpos { epoch, turn } = sealed.claimed.pre_digest.claim else {
			return Err(Error::NotFollower);
		};
		Ok(Self {
			parent: header.parent_hash,
			turn: Turn { epoch, turn },
			pre_hash: pre_hash(header),
			seal: sealed.seal,
		})
	}

	fn is_sealed_by(&self, key: &sr25519::Public) -> bool {
		match &self.seal {
			Seal::Dpos(signature) => {
				WitnessKey::from(*key).verify(&seal_message(&self.pre_hash), signature)
			},
			Seal::Pow { .. } | Seal::Pos(_) => false,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report(
		reporter: &AccountId,
		first: &Header,
		second: &Header,
	) -> DispatchResult {
		let (who, key, turn) = Self::check_evidence(first, second)?;
		let now = T::Tables::epoch();
		let is_new =
			Punished::<T>::get(&who, key).is_none_or(|punished_in| turn.epoch > punished_in);
		ensure!(is_new, Error::<T>::AlreadyPunished);
		let has_stake = Candidates::<T>::contains_key(&who) || Ledgers::<T>::contains_key(&who);
		ensure!(has_stake, Error::<T>::NothingAtStake);

		let (taken, reward) = Self::punish(&who, reporter, now)?;
		Punished::<T>::insert(&who, key, now);
		Self::strike(|frozen| *frozen == who);
		let reporter = reporter.clone();
		Self::deposit_event(Event::Punished { who, key, turn, taken, reporter, reward });
		Ok(())
	}

	/// Whose key sealed both, and at which turn.
	fn check_evidence(
		first: &Header,
		second: &Header,
	) -> Result<(AccountId, sr25519::Public, Turn), Error<T>> {
		let (first, second) = (Follower::parse(first)?, Follower::parse(second)?);
		// On two branches the same turn comes twice, and to seal both is honest.
		ensure!(first.parent == second.parent, Error::DifferentParents);
		ensure!(first.turn == second.turn, Error::DifferentTurns);
		// Signatures are not deterministic: two seals of one block prove nothing.
		ensure!(first.pre_hash != second.pre_hash, Error::SameBlock);
		let turn = first.turn;
		let oldest = T::Tables::epoch().saturating_sub(EVIDENCE_EPOCHS);
		ensure!(turn.epoch >= oldest, Error::EvidenceTooOld);
		let (who, key) = T::Tables::witness_at(turn.epoch, turn.turn).ok_or(Error::UnknownTurn)?;
		let is_proven = first.is_sealed_by(&key) && second.is_sealed_by(&key);
		ensure!(is_proven, Error::WrongSeal);
		Ok((who, key, turn))
	}

	/// Takes half of what is held of a bond; returns how much, and how much of that is the reporter's.
	fn punish(
		who: &AccountId,
		reporter: &AccountId,
		epoch: u32,
	) -> Result<(Balance, Balance), DispatchError> {
		let mut ledger = Ledgers::<T>::get(who);
		let taken = ledger.seize(ledger.held().div_euclid(2));
		let reward = taken.div_euclid(10);
		ledger.sits_out_until = Some(epoch.saturating_add(SIT_OUT_EPOCHS));
		let reason = HoldReason::Bond.into();
		if reward > 0 {
			T::Currency::transfer_on_hold(
				&reason,
				who,
				reporter,
				reward,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		T::Currency::burn_held(
			&reason,
			who,
			taken.saturating_sub(reward),
			Precision::Exact,
			Fortitude::Force,
		)?;
		Self::write_ledger(who, ledger);
		Ok((taken, reward))
	}
}

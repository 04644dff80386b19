//! The start of a block: claim, turn, epoch, references, difficulty.

use crate::{
	types::turn_at, BlockHead, BonusHolds, ChainParameters, Config, Duties, Duty, DutyList, Event,
	Head, Pallet, References, Shape, Sums, WeightInfo, Witnesses, LOG_TARGET,
};
use alloc::{vec, vec::Vec};
use frame_support::weights::Weight;
use pillars_consensus_primitives::{
	parse_claim, witness_root, Claimed, CompatibleDigestItem, EpochWitnesses,
};
use pillars_primitives::BlockNumber;
use pillars_rules::{turn_assigned, witness_index, Kind, Parameters, Turn};
use pillars_traits::{DifficultyAdjustment, Electorate, OnEpochEnd, WitnessDuty};
use sp_runtime::DigestItem;

/// Lists of epochs that are older than the one under way by so many are dropped.
const RETENTION: u32 = 3;

impl<T: Config> Pallet<T> {
	/// Runs in `on_initialize`; returns the weight of it.
	pub(crate) fn begin_block(number: BlockNumber) -> Weight {
		// Those in the parent's state: no extrinsic of this block has run.
		let parameters = ChainParameters::<T>::get();
		let parent = Head::<T>::get();
		let previous = turn_at(parent.as_ref());
		let parent_hash = frame_system::Pallet::<T>::parent_hash();
		Self::take_in(parent.as_ref().map(|parent| (parent.kind, parent.turn.turn)), &parent_hash);
		let is_first = parent.as_ref().is_none_or(|parent| parent.pow_count == 0);
		let head = BlockHead::child(
			parent,
			&parent_hash,
			number,
			Self::claimed(),
			// From the difficulty that this block has yet to move.
			Self::stake_maturity_under(&parameters),
			Shape::<T>::get(),
		);
		let mut weight = T::WeightInfo::on_initialize();
		if head.turn.epoch > previous.epoch {
			let (witnesses, candidates) = Self::open_epoch(head.turn.epoch, &parameters);
			weight = weight.saturating_add(T::WeightInfo::open_epoch(witnesses, candidates));
		} else if is_first && head.kind == Kind::Pow {
			T::Electorate::freeze(head.turn.epoch);
		}
		Self::count_duty(&head, &parameters);
		Self::move_difficulty(&head, &parameters);
		Head::<T>::put(head);
		weight
	}

	/// The block under execution, from the end of its `on_initialize` on.
	pub(crate) fn head_of_this_block() -> Option<BlockHead> {
		let number = frame_system::Pallet::<T>::block_number();
		Head::<T>::get().filter(|head| head.number == number)
	}

	/// What the header claims.
	///
	/// A block that claims nothing is not a block of this chain, and a hook can refuse one only by
	/// panicking.
	#[allow(clippy::panic, reason = "the one way by which a hook makes a block invalid")]
	fn claimed() -> Claimed {
		match parse_claim(&frame_system::Pallet::<T>::digest()) {
			Ok(claimed) => claimed,
			Err(error) => panic!("invalid block: {error}"),
		}
	}

	/// Opens an epoch and returns the number of its witnesses, and that of the candidates.
	fn open_epoch(epoch: u32, parameters: &Parameters) -> (u32, u32) {
		if let Some(closed) = epoch.checked_sub(1) {
			T::OnEpochEnd::epoch_ended(closed, &Self::duties_of(closed));
		}
		let drawn = Self::draw(&Self::next_randomness(epoch));
		Self::follow(drawn.as_ref(), parameters.finality_follows_elections);
		let (witnesses, candidates) = match drawn {
			Some(drawn) => (drawn.witnesses, drawn.candidates),
			None => (epoch.checked_sub(1).and_then(Witnesses::<T>::get).unwrap_or_default(), 0),
		};
		T::Electorate::freeze(epoch);
		let root = witness_root(&witnesses);
		let count = u32::try_from(witnesses.len()).unwrap_or(u32::MAX);
		Duties::<T>::insert(epoch, DutyList::truncate_from(vec![Duty::default(); witnesses.len()]));
		Witnesses::<T>::insert(epoch, witnesses);
		if let Some(old) = epoch.checked_sub(RETENTION) {
			Witnesses::<T>::remove(old);
			Duties::<T>::remove(old);
		}
		let closed = Sums::<T>::take();
		References::<T>::mutate(|references| {
			*references = references.roll(&closed);
			let means = [references.current.pow, references.next.pow];
			let held = BonusHolds::<T>::get();
			let holds = parameters.pos_bonus.holds(held, means);
			if holds != held {
				BonusHolds::<T>::put(holds);
			}
		});
		frame_system::Pallet::<T>::deposit_log(DigestItem::epoch_witnesses(&EpochWitnesses {
			epoch,
			root,
		}));
		log::debug!(
			target: LOG_TARGET,
			"epoch {epoch} opened with {count} witnesses out of {candidates} candidates",
		);
		Self::deposit_event(Event::EpochOpened { epoch, witnesses: count, candidates, root });
		(count, candidates)
	}

	/// What the witnesses of an epoch had to do, and did.
	fn duties_of(epoch: u32) -> Vec<WitnessDuty> {
		let witnesses = Witnesses::<T>::get(epoch).unwrap_or_default();
		witnesses
			.into_iter()
			.zip(Duties::<T>::get(epoch))
			.map(|((who, _), Duty { assigned, made })| WitnessDuty { who, assigned, made })
			.collect()
	}

	/// Counts the turn that a `Pow` block assigns, and the follower that a `Dpos` block is.
	fn count_duty(head: &BlockHead, parameters: &Parameters) {
		let count = match head.kind {
			Kind::Pow if turn_assigned(Some(Kind::Pow), head.number, head.gap, parameters) => {
				|duty: &mut Duty| duty.assigned = duty.assigned.saturating_add(1)
			},
			Kind::Dpos => |duty: &mut Duty| duty.made = duty.made.saturating_add(1),
			Kind::Pow | Kind::Pos => return,
		};
		let Turn { epoch, turn } = head.turn;
		Duties::<T>::mutate(epoch, |duties| {
			let witnesses = u32::try_from(duties.len()).unwrap_or(u32::MAX);
			let index = witness_index(turn, witnesses).and_then(|i| usize::try_from(i).ok());
			if let Some(duty) = index.and_then(|i| duties.get_mut(i)) {
				count(duty);
			}
		});
	}

	/// Counts the difficulty of a main block for the references, then retargets it.
	fn move_difficulty(head: &BlockHead, parameters: &Parameters) {
		if !head.kind.is_main() {
			return;
		}
		let difficulty = T::Difficulty::difficulty(head.kind);
		Sums::<T>::mutate(|sums| {
			if let Some(sum) = sums.of_mut(head.kind) {
				sum.add(difficulty);
			}
		});
		let phase = parameters.phase(head.number);
		T::Difficulty::retarget(head.kind, phase, head.timestamp, parameters);
	}
}

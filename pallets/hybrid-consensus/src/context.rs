//! What the engine and the other pallets ask.

use crate::{
	types::{as_parent, modifier_of_children, turn_at},
	ChainParameters, Config, Head, Pallet, References, Shape, Witnesses,
};
use pillars_consensus_primitives::{Context, Difficulties, StakeInfo, WitnessKey};
use pillars_ledger::{is_stake_mature, OutPoint};
use pillars_primitives::{AccountId, BlockNumber, Hash, Moment};
use pillars_rules::{effective_difficulty, witness_index, Kind, Parameters, Turn};
use pillars_traits::{
	BlockClaim, ConsensusParameters, DifficultyAdjustment, StakeInspect, WitnessScores,
	WitnessTables,
};
use sp_core::sr25519;

impl<T: Config> Pallet<T> {
	/// What decides over a child of the last block executed, asked after its execution:
	/// `parent_hash` is that block's hash, `timestamp` (ms), `author` and `stake` are what the
	/// child claims.
	pub fn context(
		parent_hash: Hash,
		timestamp: Moment,
		author: AccountId,
		stake: Option<OutPoint>,
	) -> Context {
		let number = frame_system::Pallet::<T>::block_number().saturating_add(1);
		let parameters = ChainParameters::<T>::get();
		let head = Head::<T>::get();
		let parent = as_parent(head.as_ref());
		let phase = parameters.phase(number);
		let turn = turn_at(head.as_ref());
		let difficulties = Difficulties {
			pow: T::Difficulty::difficulty(Kind::Pow),
			pos: T::Difficulty::difficulty(Kind::Pos),
		};
		let since_parent = timestamp.saturating_sub(parent.timestamp);
		Context {
			number,
			phase,
			difficulties,
			effective_pos: effective_difficulty(
				difficulties.pos,
				phase,
				parameters.window,
				parent.gap,
				since_parent,
			),
			references: References::<T>::get().current,
			shape: Shape::<T>::get(),
			turn,
			witness: Self::witness_of(turn),
			modifier: modifier_of_children(head.as_ref(), &parent_hash),
			stake: stake
				.and_then(|outpoint| Self::stake_info(&outpoint, &author, number, &parameters)),
			parent,
			parameters,
		}
	}

	/// Whose turn it is; nobody's if the epoch has no witnesses.
	fn witness_of(Turn { epoch, turn }: Turn) -> Option<(AccountId, WitnessKey)> {
		let witnesses = Witnesses::<T>::get(epoch)?;
		let count = u32::try_from(witnesses.len()).ok()?;
		let index = usize::try_from(witness_index(turn, count)?).ok()?;
		witnesses.get(index).cloned()
	}

	/// A coin, as it may stake at the height `number`. One that has no owner is judged as the
	/// author's; its lock rules it out anyway.
	fn stake_info(
		outpoint: &OutPoint,
		author: &AccountId,
		number: BlockNumber,
		parameters: &Parameters,
	) -> Option<StakeInfo> {
		let coin = T::Ledger::coin(outpoint)?;
		let owner = coin.output.lock.owner().unwrap_or(author);
		let maturity = Self::stake_maturity_under(parameters);
		let deposited = T::Ledger::deposited(owner, number, parameters.deposit_remaining);
		Some(StakeInfo {
			has_deposit: T::Ledger::has_deposit(owner, number, parameters.deposit_remaining),
			score: T::Scores::staker_score(owner, deposited),
			is_mature: is_stake_mature(&coin, number, maturity),
			key: T::Ledger::staking_key(owner, number),
			coin,
		})
	}

	/// The age in blocks at which coins may stake, by the difficulty of `Pos` in the state.
	pub(crate) fn stake_maturity_under(parameters: &Parameters) -> BlockNumber {
		let difficulty = T::Difficulty::difficulty(Kind::Pos);
		let Parameters { pos, maturity_scale, .. } = parameters;
		pillars_rules::stake_maturity(difficulty, pos.min_difficulty, *maturity_scale)
	}
}

impl<T: Config> ConsensusParameters for Pallet<T> {
	fn parameters() -> Parameters {
		ChainParameters::<T>::get()
	}
}

impl<T: Config> BlockClaim for Pallet<T> {
	fn author() -> Option<AccountId> {
		Self::head_of_this_block().map(|head| head.author)
	}

	fn kind() -> Option<Kind> {
		Self::head_of_this_block().map(|head| head.kind)
	}

	fn stake() -> Option<OutPoint> {
		Self::head_of_this_block().and_then(|head| head.stake)
	}

	fn stake_maturity() -> BlockNumber {
		// Outside of blocks: that of the next one.
		Self::head_of_this_block().map_or_else(
			|| Self::stake_maturity_under(&ChainParameters::<T>::get()),
			|head| head.stake_maturity,
		)
	}
}

impl<T: Config> WitnessTables for Pallet<T> {
	fn epoch() -> u32 {
		turn_at(Head::<T>::get().as_ref()).epoch
	}

	fn witness_at(epoch: u32, turn: u32) -> Option<(AccountId, sr25519::Public)> {
		// A list is shorter than its turns, and so answers for any number.
		if turn >= Shape::<T>::get().len() {
			return None;
		}
		let (who, key) = Self::witness_of(Turn { epoch, turn })?;
		Some((who, key.into()))
	}
}

/// Makes a node's session keys hold its witness key under this pallet's name.
impl<T: Config> sp_runtime::BoundToRuntimeAppPublic for Pallet<T> {
	type Public = WitnessKey;
}

//! # Hybrid Consensus Pallet
//!
//! The runtime half of the engine that interleaves `Pow`, `Pos` and `Dpos` blocks.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, dispatchables, storage items, events, errors and view
//! functions.
//!
//! ## Overview
//!
//! Every block says in its header what it claims to be: its author, its time, its kind and what the
//! kind needs. This pallet reads the claim, keeps what the next blocks depend on, pays the block's
//! rewards, and answers the engine. The formulas are those of `pillars-rules`.
//!
//! **The runtime computes, the engine judges.** The pallet never refuses a claim it does not like
//! (of the wrong kind, or with the wrong difficulty): a tool that replays or forks a chain must
//! still be able to build blocks. In the runtime a block is invalid only if its claim is missing or
//! malformed, or if its `coinbase` fails.
//!
//! ### What happens in a block
//!
//! 1. `on_initialize` reads the claim, with the parameters in the parent's state, and:
//!    - numbers `Pow` blocks p = 0, 1, ... from block 1 on. With N = witnesses × turns each, fixed
//!      at genesis, the epoch of a `Pow` block is p / N and its turn p mod N; every other block
//!      inherits those of the last `Pow` block (before the first: epoch 0, turn 0). So absent
//!      witnesses can not freeze an epoch;
//!    - opens an epoch at its first `Pow` block: its witnesses, their duties, the references of the
//!      block weight, and the digest item `EpochWitnesses` with their Merkle root (not in epoch 0);
//!    - takes the hash of its parent into the randomness of the epoch, if that is a `Pow` block of
//!      its first two thirds;
//!    - keeps the gap (blocks since the last `Pos` block) and the stake modifier, which only `Pow`
//!      blocks change;
//!    - counts duties: a turn is *assigned* if a follower would have been valid on its `Pow` block,
//!      *made* if one came;
//!    - counts a main block's difficulty for the references, then has it retargeted.
//! 2. The inherent `coinbase`, at index 1, names the token to be mined and fails unless the moment
//!    of the chain is the time claimed.
//! 3. `on_finalize` pays, see below.
//!
//! ### Elections
//!
//! The witnesses of epoch 0 are those of genesis. The first `Pow` block of epoch e + 1 tells
//! [`Config::OnEpochEnd`] what the witnesses of e did, draws those of e + 1 (`pillars_rules::election`)
//! from the candidates that were frozen when e was opened, and freezes those for the next draw; the
//! first `Pow` block of all only freezes. Without candidates the old list goes on. If the parameter
//! says so, those elected finalise from this block on.
//!
//! ### References
//!
//! The weight of a block is relative to the mean difficulty of its kind two epochs before the epoch
//! of its parent, the genesis difficulties in the first two epochs, and the previous reference
//! after an epoch without such blocks.
//!
//! ### Rewards
//!
//! | block | reward (economy of the chain: `pillars_rules::subsidy`) | fees of the block |
//! |---|---|---|
//! | `Pow` | minted to coinbase output 0, until the supply cap | all, output 0 |
//! | `Pos` | drawn from the reward pool, minted to output 0 | all, output 0 |
//! | `Dpos` | and 0.01 ETP for each valid level-2 certificate under its own; drawn from the reward pool, minted to the witness's account, which shares it with its delegators | 60 % to the witness, output 0; 40 % to the author of the parent, output 2 |
//!
//! Output 1 is what the block mined of the token named by the `coinbase`, if anything; of that a
//! `Dpos` block earns one part in the number of witnesses, rounded down.
//!
//! While `Pow` is easy, `Pos` blocks may earn a bonus (the parameter *pos_bonus*, of nothing on the known chains): it
//! begins, or ends, with the epoch before which the mean `Pow` difficulties of two epochs running were both below its
//! bound, or both were not. The pool holds the
//! 20 000 000 ETP of the former deposit interest and is counted down by what is minted.
//!
//! ## Low Level / Implementation Details
//!
//! `pallet-difficulty` (or whatever answers [`Config::Difficulty`]) must stand before this pallet
//! in the runtime: the genesis of this pallet reads the genesis difficulties. The lists of an epoch
//! are kept for it and the next two.
//!
//! [`BlockHead`] is the one value that ties blocks together: `on_initialize` takes the parent's and
//! leaves its own.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bounds;
mod context;
mod election;
mod genesis;
mod inherent;
mod invariants;
mod rewards;
mod sections;
mod turns;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{
	BlockHead, Duty, DutyList, EpochRandomness, EpochReferences, EpochSums, WitnessList,
};
pub use weights::WeightInfo;

const LOG_TARGET: &str = "runtime::hybrid-consensus";

use frame_support::pallet_macros::import_section;

/// The pallet.
#[import_section(sections::errors::errors)]
#[import_section(sections::events::events)]
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use pillars_consensus_primitives::{
		inherents::{InherentError, MST_IDENTIFIER},
		WitnessKey,
	};
	use pillars_ledger::Asset;
	use pillars_primitives::{AccountId, Balance, Hash, Header, Moment};
	use pillars_rules::{EpochShape, Kind, Parameters, REWARD_POOL};
	use pillars_traits::{
		Certification, DifficultyAdjustment, Electorate, FinalityAuthorities, OnEpochEnd,
		RewardLedger, StakeInspect, TokenMining, WitnessScores,
	};
	use sp_inherents::{InherentData, InherentIdentifier};
	use sp_runtime::traits::HeaderProvider;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<
		AccountId = AccountId,
		Hash = Hash,
		Block: HeaderProvider<HeaderT = Header>,
	>
	{
		/// The moment of the chain, in ms since 1970.
		type Time: Time<Moment = Moment>;

		/// The difficulties; their genesis is built before that of this pallet.
		type Difficulty: DifficultyAdjustment;

		/// Pays the rewards and knows the stakes.
		type Ledger: RewardLedger + StakeInspect;

		/// Tokens mined along with blocks.
		type TokenMining: TokenMining;

		/// Who can be elected, and shares the rewards of those who were.
		type Electorate: Electorate;

		/// Who is told what the witnesses of an epoch did, before the next ones are drawn. What that takes it registers
		/// itself, as [`Config::Electorate`] does.
		type OnEpochEnd: OnEpochEnd;

		/// Finality, as far as it follows the elections.
		type Finality: FinalityAuthorities;

		/// The scores of stakers.
		type Scores: WitnessScores;

		/// The certificates that raise the reward of a witness.
		type Certification: Certification;

		/// Who may change the parameters.
		type UpdateOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Weights of the calls and hooks.
		type WeightInfo: WeightInfo;

		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The parameters that bind the next block. Written by governance.
	#[pallet::storage]
	pub type ChainParameters<T: Config> =
		StorageValue<_, Parameters, ValueQuery, DefaultParameters>;

	/// Number of witnesses and of their turns. Never written after genesis: the numbering of turns
	/// depends on it.
	#[pallet::storage]
	pub type Shape<T: Config> = StorageValue<_, EpochShape, ValueQuery, DefaultShape>;

	/// The block under execution or, between blocks, the last one executed; none at genesis. One
	/// value, for every block reads and writes all of it.
	#[pallet::storage]
	pub type Head<T: Config> = StorageValue<_, BlockHead, OptionQuery>;

	/// The witnesses of this and the two previous epochs, with their keys, in turn order.
	// Twox64Concat: keys are numbers that nobody chooses, and are to be listed.
	#[pallet::storage]
	pub type Witnesses<T: Config> = StorageMap<_, Twox64Concat, u32, WitnessList, OptionQuery>;

	/// What the witnesses of an epoch did, in the order of [`Witnesses`]. Apart from them, for it
	/// changes with most blocks.
	// Twox64Concat: as for `Witnesses`.
	#[pallet::storage]
	pub type Duties<T: Config> = StorageMap<_, Twox64Concat, u32, DutyList, ValueQuery>;

	/// The randomness of the draws. Written by the children of `Pow` blocks.
	#[pallet::storage]
	pub type Randomness<T: Config> = StorageValue<_, EpochRandomness, ValueQuery>;

	/// References of the block weight. Written when an epoch opens.
	#[pallet::storage]
	pub type References<T: Config> = StorageValue<_, EpochReferences, ValueQuery>;

	/// Difficulties of the epoch under way. Written by every main block.
	#[pallet::storage]
	pub type Sums<T: Config> = StorageValue<_, EpochSums, ValueQuery>;

	/// Whether `Pos` blocks of this epoch earn a bonus. Written when an epoch opens.
	#[pallet::storage]
	pub type BonusHolds<T: Config> = StorageValue<_, bool, ValueQuery>;

	/// What is left, in satoshi, for the rewards of `Pos` and `Dpos` blocks.
	#[pallet::storage]
	pub type PoolLeft<T: Config> = StorageValue<_, Balance, ValueQuery, FullPool>;

	/// The token named by this block's `coinbase`. There is a value only between the inherent and
	/// the end of the block.
	#[pallet::storage]
	pub type CoinbaseMst<T: Config> = StorageValue<_, Option<Asset>, OptionQuery>;

	/// Without a genesis: those of the public chain.
	#[pallet::type_value]
	pub fn DefaultParameters() -> Parameters {
		Parameters::mainnet()
	}

	/// Without a genesis: that of the public chain.
	#[pallet::type_value]
	pub fn DefaultShape() -> EpochShape {
		genesis::MAINNET_SHAPE
	}

	/// The pool at genesis.
	#[pallet::type_value]
	pub fn FullPool() -> Balance {
		REWARD_POOL
	}

	/// The parameters, the epochs and the first witnesses.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// The parameters, within their bounds.
		pub parameters: Parameters,
		/// Number of witnesses and of their turns; can not be changed later.
		pub shape: EpochShape,
		/// The witnesses of epoch 0 with their keys, in turn order: distinct accounts with distinct
		/// keys, at most as many as the shape says. Without any there are no followers.
		pub witnesses: Vec<(AccountId, WitnessKey)>,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				parameters: DefaultParameters::get(),
				shape: DefaultShape::get(),
				witnesses: Vec::new(),
				_config: Default::default(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.check();
			self.write();
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			Self::begin_block(number).saturating_add(T::WeightInfo::on_finalize())
		}

		fn on_finalize(number: BlockNumberFor<T>) {
			Self::pay_block(number);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Names the token that the author mines with this block.
		///
		/// ## Dispatch Origin
		///
		/// None: an inherent, the extrinsic at index 1 of every block.
		///
		/// ## Details
		///
		/// A token that is unknown, can not be mined or is exhausted pays nothing and does no harm.
		/// Rewards and fees are paid at the end of the block whatever is named here.
		///
		/// ## Parameters
		///
		/// - `mst`: the token, if any.
		///
		/// ## Errors
		///
		/// - [`Error::CoinbaseMisplaced`], [`Error::SecondCoinbase`]: the block has it elsewhere,
		///   or twice.
		/// - [`Error::WrongTime`]: the moment set by the block's first extrinsic is not the time
		///   that its header claims. Any error makes the block invalid.
		#[pallet::call_index(0)]
		#[pallet::weight((T::WeightInfo::coinbase(), DispatchClass::Mandatory))]
		pub fn coinbase(origin: OriginFor<T>, mst: Option<Asset>) -> DispatchResult {
			ensure_none(origin)?;
			Self::do_coinbase(mst)
		}

		/// Changes the parameters of the consensus: what headers must be from the next block on, what the ledger asks
		/// of transactions at once. The turn of the block itself was assigned, or not, by those before.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::UpdateOrigin`].
		///
		/// ## Parameters
		///
		/// - `parameters`: all of them.
		///
		/// ## Errors
		///
		/// One for each bound that does not hold.
		///
		/// ## Events
		///
		/// - [`Event::ParametersChanged`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(origin: OriginFor<T>, parameters: Box<Parameters>) -> DispatchResult {
			T::UpdateOrigin::ensure_origin(origin)?;
			parameters.validate().map_err(Error::<T>::from)?;
			let old = Box::new(ChainParameters::<T>::get());
			ChainParameters::<T>::put(&*parameters);
			Self::deposit_event(Event::ParametersChanged { old, new: parameters });
			Ok(())
		}
	}

	#[pallet::inherent]
	impl<T: Config> ProvideInherent for Pallet<T> {
		type Call = Call<T>;
		type Error = InherentError;
		const INHERENT_IDENTIFIER: InherentIdentifier = MST_IDENTIFIER;

		fn create_inherent(data: &InherentData) -> Option<Self::Call> {
			Some(Call::coinbase { mst: inherent::mst_of(data) })
		}

		fn is_inherent_required(_: &InherentData) -> Result<Option<Self::Error>, Self::Error> {
			Ok(Some(InherentError::NoCoinbase))
		}

		fn is_inherent(call: &Self::Call) -> bool {
			matches!(call, Call::coinbase { .. })
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The parameters that bind the next block.
		pub fn parameters() -> Parameters {
			ChainParameters::<T>::get()
		}

		/// The witnesses of an epoch with their keys, in turn order. They are kept for the epoch
		/// under way and the two before it.
		pub fn witnesses(epoch: u32) -> Option<Vec<(AccountId, WitnessKey)>> {
			Witnesses::<T>::get(epoch).map(Into::into)
		}

		/// The age in blocks at which coins may stake in the next block.
		pub fn stake_maturity() -> u32 {
			Self::stake_maturity_under(&ChainParameters::<T>::get())
		}
	}
}

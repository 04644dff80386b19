//! # UTXO Assets Pallet
//!
//! The ledger of unspent outputs.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes, including its
//! configuration trait, dispatchables, storage items, events, errors and view functions. Other pallets see it as
//! a [`RewardLedger`](pillars_traits::RewardLedger) and as [`StakeInspect`](pillars_traits::StakeInspect).
//!
//! ## Overview
//!
//! ETP is held in unspent outputs or in ordinary accounts. Total issuance is the currency's; the ETP of outputs
//! sits in the ledger's own account ([`Pallet::account_id`]), which genesis endows with the existential deposit.
//! Outputs, transactions and signatures are explained in [`pillars_ledger`]; here are the state and the ways in.
//!
//! **Conservation law** ([`Pallet::do_try_state`]): the sum of unspent ETP outputs is [`HeldEtp`]; the balance of the
//! ledger's account is at least `HeldEtp` + [`Fees`] + existential deposit (anyone may send it more); what was
//! minted is at most [`Config::MaxSupply`] and not less than what exists; no output exists twice.
//!
//! ### Ways in
//!
//! | call | origin | what |
//! |---|---|---|
//! | [`Pallet::spend`] | signed | a transaction; its ETP surplus goes to the fees of the block |
//! | [`Pallet::fund`] | signed | from the account to an output; the way back is an output under a `Balance` lock |
//! | [`Pallet::coinstake`] | none | the inherent of a `Pos` block: the staked coin moves to itself |
//! | [`Pallet::set_staking_key`] | signed | who seals for the caller's coins |
//!
//! A `spend` is valid if the following holds, checked in this order, with an error for each rule and before
//! anything is written: its shape is right; its `not_before` has come; its inputs are all unspent; they are
//! unlocked (a deposit from its height on, an output of a coinbase *coinbase_maturity* blocks after it was made);
//! nothing comes out that does not go in, and the surplus pays for the outputs added; each input has a witness of
//! its owner, and those of the caller need no second signature; what is to be paid out can be received.
//!
//! ### Coinbase
//!
//! Reward and fees of a block are paid in its `on_finalize` to outputs at fixed indexes under
//! `blake2_256("pillars/coinbase/1" ++ height ++ parent hash ++ author)`. ETP below the least amount of an output
//! is carried to the next block. At most [`Config::MaxSupply`] is ever minted: beyond it, what is left is paid, then
//! nothing, and burning frees nothing.
//!
//! ### Coinstake
//!
//! Only in a `Pos` block, at its index, once, without witnesses, for the header's seal is the signature. Input 0 is
//! the kernel outpoint of the header and its owner is the header's author; the rest of the rules is
//! [`pillars_ledger::check_coinstake`]'s.
//!
//! ### Stake deposits
//!
//! An output under a `Deposit` lock that has the least amount and lock of the parameters when it is made counts as
//! a stake deposit of its owner, at most [`MAX_DEPOSITS`] at a time; a smaller or shorter one is an ordinary output
//! that has to wait. Deposits of the genesis state count whatever their amount.
//!
//! ### Staking keys
//!
//! An owner may have the blocks that stake its coins sealed by another sr25519 key, from
//! [`Config::StakingKeyDelay`] blocks after the call on. A key has one owner at a time.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod change;
mod coinbase;
mod coinstake;
mod deposits;
mod errors;
mod genesis;
mod queries;
mod staking_keys;
mod transfer;
mod try_state;
mod types;
pub mod weights;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{
	DepositEntries, DepositEntry, GenesisOutput, PendingKey, StakingKeyState, MAX_DEPOSITS,
};
pub use weights::WeightInfo;

/// The pallet.
#[frame_support::pallet]
#[allow(clippy::expect_used, reason = "the macros of FRAME write it")]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		dispatch::DispatchClass,
		pallet_prelude::*,
		traits::fungible::{Inspect, Mutate},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use pillars_consensus_primitives::inherents::{InherentError, COINSTAKE_IDENTIFIER};
	use pillars_ledger::{
		Lock, OutPoint, Output, Transaction, Unspent, Witness, MAX_INPUTS, MAX_OUTPUTS,
	};
	use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
	use pillars_traits::{BlockClaim, ConsensusParameters};
	use sp_core::{sr25519::Public, H256};
	use sp_runtime::traits::{AccountIdConversion, SaturatedConversion};

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, Hash = Hash, RuntimeEvent: From<Event<Self>>>
	{
		/// Where ETP lives outside of outputs. Nothing but this pallet may mint in it after genesis.
		type Currency: Inspect<AccountId, Balance = Balance> + Mutate<AccountId>;
		/// The chain parameters: maturity of coinbase outputs, least amount and lock of deposits.
		type Parameters: ConsensusParameters;
		/// What the block under execution claims.
		type BlockClaim: BlockClaim;
		/// The account that holds the ETP of all outputs is made from it.
		#[pallet::constant]
		type PotId: Get<PalletId>;
		/// Most ETP ever minted, in satoshi.
		#[pallet::constant]
		type MaxSupply: Get<Balance>;
		/// Blocks from the call until another staking key is in force; at least 1.
		#[pallet::constant]
		type StakingKeyDelay: Get<BlockNumber>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The unspent outputs.
	///
	/// The key is not hashed: it starts with a transaction id, which is a hash already, so that the trie stays as
	/// balanced as with any hasher, keys are shorter and a page of the map can go on from an outpoint.
	#[pallet::storage]
	pub type Unspents<T: Config> = StorageMap<_, Identity, OutPoint, Unspent>;

	/// Sum of the unspent ETP outputs, in satoshi.
	#[pallet::storage]
	pub type HeldEtp<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// Fees of the block and what earlier blocks carried over, in satoshi. The ledger's account holds them too.
	#[pallet::storage]
	pub type Fees<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// ETP ever minted, genesis included, in satoshi. Burning does not lower it.
	#[pallet::storage]
	pub type Minted<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// Serial number of the next output that no transaction makes.
	#[pallet::storage]
	pub type NextSerial<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// The stake deposits of each owner, until they are spent or make room for new ones.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, DepositEntries, ValueQuery>;

	/// The staking keys of owners that did not keep to their own.
	#[pallet::storage]
	pub type StakingKeys<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, StakingKeyState, ValueQuery>;

	/// The owner of each key in [`StakingKeys`]. The hasher is for keys that anybody can choose.
	#[pallet::storage]
	pub type StakingKeyOwners<T: Config> = StorageMap<_, Blake2_128Concat, Public, AccountId>;

	/// The outputs of the genesis state. Other pallets must have minted before.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// In this order they get the first serial numbers. Equal ones are distinct outputs.
		pub outputs: Vec<GenesisOutput>,
		/// Makes the type depend on the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.outputs);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Outputs were spent and made, by a transaction, a call, a coinbase or a coinstake.
		Applied {
			/// Id of the transaction, or what stands for it.
			txid: H256,
			/// What was unspent before.
			spent: Vec<(OutPoint, Output)>,
			/// What was made, including what is not stored: paid to an account or burned.
			created: Vec<(OutPoint, Output)>,
			/// ETP that went to the fees of the block, in satoshi.
			fee: Balance,
		},
		/// An owner chose who seals for its coins.
		StakingKeySet {
			/// The owner.
			owner: AccountId,
			/// The key in force; `None` is the owner's own.
			old: Option<Public>,
			/// The key that must seal from the height `from` on.
			new: Option<Public>,
			/// That height.
			from: BlockNumber,
		},
	}

	/// Why something was refused: one variant for each rule.
	#[pallet::error]
	pub enum Error<T> {
		/// The transaction spends nothing.
		NoInputs,
		/// The transaction spends an outpoint twice.
		DuplicateInput,
		/// The transaction makes nothing.
		NoOutputs,
		/// An output is of amount zero.
		ZeroOutput,
		/// An ETP output is below the least amount.
		OutputTooSmall,
		/// Something else than ETP is to be paid to an account.
		NotEtp,
		/// The memo is of no known kind or is no text.
		BadMemo,
		/// The transaction is too large.
		TooLarge,
		/// The transaction's height has not come.
		NotYet,
		/// A sum is too large.
		Overflow,
		/// More of an asset comes out than goes in.
		Inflation,
		/// Less of an asset other than ETP comes out than goes in.
		Vanished,
		/// The surplus does not pay for the outputs added.
		FeeTooLow,
		/// A deposit before its height or a coinbase output before its maturity is spent.
		Immature,
		/// There is not one witness for each input.
		WitnessCount,
		/// The input is not the caller's.
		NotOwner,
		/// The mode of a signature is unknown.
		UnknownMode,
		/// There is no output of the input's index, which the signature should cover.
		NoSuchOutput,
		/// A witness refers to no earlier input of the same owner that is signed for the whole transaction.
		BadReference,
		/// A signature is not the owner's or could have been altered.
		BadSignature,
		/// An input is not unspent: it was spent before or never was.
		NotUnspent,
		/// An output of that name exists.
		OutputExists,
		/// The account to be paid does not exist and the amount does not suffice for it.
		BelowExistentialDeposit,
		/// The account to be paid can not take the amount.
		CannotReceive,
		/// The owner has as many stake deposits as it can have.
		TooManyDeposits,
		/// An account can fund outputs under `Account` and `Deposit` locks only.
		NotFundable,
		/// The coinstake is not at its index.
		CoinstakeMisplaced,
		/// There is a coinstake in a block that is not `Pos`.
		NotPos,
		/// The owner of the staked coin is not the author of the block.
		CoinstakeNotAuthor,
		/// Input 0 of the coinstake is not the kernel of the header.
		CoinstakeNotKernel,
		/// The coinstake collects too many coins.
		CoinstakeTooManyInputs,
		/// The coinstake has no inputs or an outpoint twice.
		CoinstakeBadInputs,
		/// The coinstake spends what is not ETP under the lock of the kernel.
		CoinstakeForeignInput,
		/// The coinstake collects a large coin.
		CoinstakeLargeInput,
		/// The coinstake collects a coin that is not mature.
		CoinstakeImmatureInput,
		/// The coinstake collects coins though the sum is large.
		CoinstakeNeedlessCollect,
		/// Output 0 of the coinstake is not the marker.
		CoinstakeNoMarker,
		/// The outputs of the coinstake are not one or two as the rules have it.
		CoinstakeBadOutputs,
		/// The coinstake does not conserve ETP.
		CoinstakeNotConserved,
		/// The coinstake has a memo or a height.
		CoinstakeNotPlain,
		/// The staking key is another owner's.
		StakingKeyTaken,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				BlockNumberFor::<T>::max_encoded_len(),
				BlockNumber::max_encoded_len(),
				"heights in the ledger are as wide as those of the runtime"
			);
			assert!(T::StakingKeyDelay::get() >= 1, "a staking key changes in a later block");
			let least = T::Currency::minimum_balance();
			assert!(
				least <= T::MaxSupply::get(),
				"the supply does not reach for the ledger's account"
			);
			let largest = T::WeightInfo::spend(MAX_INPUTS, MAX_OUTPUTS, MAX_INPUTS);
			let limits = T::BlockWeights::get();
			let limit = limits.get(DispatchClass::Normal).max_extrinsic.unwrap_or(limits.max_block);
			assert!(largest.all_lte(limit), "the largest transaction does not fit into a block");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Spends outputs and makes others.
		///
		/// # Errors
		///
		/// The first rule of the ledger that is broken.
		#[pallet::call_index(0)]
		#[pallet::weight(weights::of_spend::<T>(tx, witnesses))]
		pub fn spend(
			origin: OriginFor<T>,
			tx: Transaction,
			witnesses: BoundedVec<Witness, ConstU32<MAX_INPUTS>>,
		) -> DispatchResult {
			let signer = ensure_signed(origin)?;
			Self::check_spend(&signer, &tx, &witnesses)?.apply()
		}

		/// Moves `amount` satoshi of the caller's account into an output under an `Account` or `Deposit` lock.
		///
		/// # Errors
		///
		/// [`Error::NotFundable`], [`Error::OutputTooSmall`], [`Error::TooManyDeposits`], and what the currency has
		/// against it.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::fund())]
		pub fn fund(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Balance,
			lock: Lock,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, amount, lock)
		}

		/// The inherent of a `Pos` block: moves the staked coin to itself.
		///
		/// # Errors
		///
		/// The first rule of coinstakes that is broken; then the block is invalid.
		#[pallet::call_index(2)]
		#[pallet::weight((
			T::WeightInfo::coinstake(tx.inputs().len().saturated_into()),
			DispatchClass::Mandatory,
		))]
		pub fn coinstake(origin: OriginFor<T>, tx: Transaction) -> DispatchResult {
			ensure_none(origin)?;
			Self::check_coinstake(&tx)?.apply()
		}

		/// Has the blocks that stake the caller's coins sealed by this key, or by the caller's own again, from
		/// [`Config::StakingKeyDelay`] blocks later on. It takes the place of a change announced before; to name the
		/// key in force calls that change off at once.
		///
		/// # Errors
		///
		/// [`Error::StakingKeyTaken`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_staking_key())]
		pub fn set_staking_key(origin: OriginFor<T>, key: Option<Public>) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_set_staking_key(&owner, key)
		}
	}

	#[pallet::inherent]
	impl<T: Config> ProvideInherent for Pallet<T> {
		type Call = Call<T>;
		type Error = InherentError;
		const INHERENT_IDENTIFIER: InherentIdentifier = COINSTAKE_IDENTIFIER;

		fn create_inherent(data: &InherentData) -> Option<Call<T>> {
			Self::coinstake_from(data)
		}

		fn is_inherent_required(
			data: &InherentData,
		) -> Result<Option<InherentError>, InherentError> {
			Self::missing_coinstake(data)
		}

		fn is_inherent(call: &Call<T>) -> bool {
			matches!(call, Call::coinstake { .. })
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An unspent output.
		pub fn unspent(outpoint: OutPoint) -> Option<Unspent> {
			Unspents::<T>::get(outpoint)
		}

		/// The stake deposits of an owner; those whose height has come count no longer.
		pub fn deposits(owner: AccountId) -> Vec<DepositEntry> {
			Deposits::<T>::get(owner).into_inner()
		}

		/// The key that must seal for the owner in the next block.
		pub fn staking_key(owner: AccountId) -> Public {
			Self::key_in_force(&owner, Self::now().saturating_add(1))
		}
	}

	impl<T: Config> Pallet<T> {
		/// The account that holds the ETP of all outputs. It has no key.
		pub fn account_id() -> AccountId {
			T::PotId::get().into_account_truncating()
		}

		/// Height of the block under execution, or of the last one.
		pub(crate) fn now() -> BlockNumber {
			frame_system::Pallet::<T>::block_number().saturated_into()
		}
	}
}

//! # UTXO Assets Pallet
//!
//! The ledger of unspent outputs.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes, including its
//! configuration trait, dispatchables, storage items, events, errors and view functions. Other pallets see it as
//! a [`RewardLedger`](pillars_traits::RewardLedger), as [`StakeInspect`](pillars_traits::StakeInspect) and as
//! [`ServiceFees`](pillars_traits::ServiceFees), the node through [`LedgerApi`](pillars_ledger::LedgerApi).
//!
//! ## Overview
//!
//! ETP is held in unspent outputs or in ordinary accounts; tokens (MST) and unique items (MIT) are in outputs only.
//! Total issuance is the currency's; the ETP of outputs sits in the ledger's own account ([`Pallet::account_id`]),
//! which genesis endows with the existential deposit. Outputs, transactions, policies and signatures are explained in
//! [`pillars_ledger`]; here are the state and the ways in.
//!
//! **Conservation law** ([`Pallet::do_try_state`]): the sum of unspent ETP outputs is `held` of [`Totals`]; the balance of
//! the ledger's account is at least `held` + `fees` + existential deposit (anyone may send it more); what was
//! minted is at most [`Config::MaxSupply`] and not less than what exists; for each token the sum of unspent outputs is
//! what was issued and mined less what was burned; a MIT has one unspent output, none once burned; no output exists
//! twice.
//!
//! ### Ways in
//!
//! | call | origin | what |
//! |---|---|---|
//! | [`Pallet::spend`] | signed | a transaction; its ETP surplus goes to the fees of the block |
//! | [`Pallet::submit`] | authorised | a transaction that no account pays for |
//! | [`Pallet::fund`] | signed | from the account to an output; the way back is an output under a `Balance` lock |
//! | [`Pallet::coinstake`] | none | the inherent of a `Pos` block: the staked coin moves to itself |
//! | [`Pallet::set_staking_key`] | signed | who seals for the caller's coins |
//! | [`Pallet::issue`] and the rest | signed | tokens, their certificates, MITs |
//!
//! The fee for outputs added is that of transactions: `fund`, `issue` and `reissue` make one output and cost what the
//! account pays for the call.
//!
//! A transaction is valid if the following holds, checked in this order, with an error for each rule and before
//! anything is written: it is not too large, witnesses and outputs named included
//! ([`MAX_TRANSACTION_SIZE`](pillars_ledger::MAX_TRANSACTION_SIZE)); its shape is right; its `not_before` has come; its
//! inputs are all unspent; they are unlocked (a deposit from its height on, an output of a coinbase
//! *coinbase_maturity* blocks after it was made); nothing comes out that does not go in, and the surplus pays for the
//! outputs added; each input has a witness, and in a `spend` those of the caller need no second signature; what is to
//! be paid out can be received.
//!
//! ### Submit
//!
//! A `submit` names the outputs that it spends, and its surplus, less the fee for outputs added, is at least
//! [`SubmitFee::minimum`](pillars_traits::SubmitFee::minimum) of its length (of the encoded call, and
//! [`ENVELOPE`] bytes more) and its weight. In a block the outputs named must be those of the state. In the pool an
//! input that is not in the state yet is judged by what is named, with age 0, and waits for the transaction that makes
//! it: the tags are `provides` = `("in", outpoint)` for each input and `("tx", txid)`; `requires` = `("tx", txid)` of
//! each transaction whose output is not there. So chains of transactions that are not confirmed work, and of two that
//! spend the same only one is in the pool. Longevity is [`LONGEVITY`] blocks.
//!
//! What is named of an output that is not there yet may be false. So the tag of such an input is `("in", outpoint,
//! output named)`, and a transaction with one has the priority 0, whatever it leaves: else anybody could name a fortune,
//! sign for it, and drive the rightful owner's transaction out of the pool. Nor does it verify more than
//! [`MAX_UNPAID_SIGNATURES`] signatures of such a transaction.
//!
//! ### Coinbase
//!
//! Reward and fees of a block are paid in its `on_finalize` to outputs at fixed indexes under
//! `blake2_256("pillars/coinbase/1" ++ height ++ parent hash ++ author)`. ETP below the least amount of an output
//! is carried to the next block. At most [`Config::MaxSupply`] is ever minted: beyond it, what is left is paid, then
//! nothing, and burning frees nothing. A token mined is paid and counted as far as its supply has room.
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
//!
//! ### Assets
//!
//! * **Tokens.** An avatar issues a token under a symbol that nobody had before. What is issued and mined of it is at
//!   most [`MAX_ASSET_SUPPLY`] (2^127). Issuing costs [`ISSUE_FEE`] (10 ETP), a service fee.
//! * **Domains.** The first label of a symbol is its domain. Whoever issues the first token of a domain gets the
//!   *domain certificate*; so that nobody is overtaken, it commits itself ([`Pallet::commit_domain`]), and reveals the
//!   domain by issuing [`MIN_REVEAL`] to [`MAX_REVEAL`] blocks later. Others need a *naming certificate* of the holder
//!   for the very symbol, which issuing uses up; while there is one, nobody else may use the symbol.
//! * **Certificates** (domain, naming, issue, mining) are held by avatars and can be transferred. Whoever has the avatar
//!   may use them: they move with it to another account. With the issue certificate, more is issued (as the token's
//!   rule for it has it) and the metadata changed. A commitment to a domain binds an account and stays with it: an
//!   avatar that moves has to be committed anew.
//! * **MITs** are registered by anybody for [`MIT_FEE`](pillars_ledger::MIT_FEE) (0.1 ETP); symbol and content never
//!   change. They move as outputs.
//!
//! ### Service fees
//!
//! Of what a service of the chain costs (the issue of a token, and whatever other pallets charge), 20 %, rounded down,
//! goes to the fees of the block, the rest to the treasury.
//!
//! ### Activity
//!
//! [`Config::Activity`] is told of all that is done, but not of the genesis state: the outputs that come and go, as they
//! are stored, then that an account made an output (`fund`), and that it issued a token or registered a MIT. With `()`
//! that costs nothing.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod assets;
mod change;
mod coinbase;
mod coinstake;
mod deposits;
mod genesis;
mod queries;
mod rules;
mod sections;
mod services;
mod staking_keys;
mod submit;
mod transfer;
mod try_state;
mod types;
mod weighing;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

#[cfg(test)]
mod tests;

pub use assets::types::{
	AssetDetails, CertificateId, Commitment, Content, Description, IssueParams, MitDetails, Supply,
	Symbol, ISSUE_FEE, MAX_ASSET_SUPPLY, MAX_REVEAL, MIN_REVEAL,
};
pub use pallet::*;
pub use submit::{ENVELOPE, LONGEVITY, MAX_UNPAID_SIGNATURES};
pub use types::{
	DepositEntries, DepositEntry, EtpTotals, GenesisOutput, PendingKey, StakingKeyState,
	MAX_DEPOSITS,
};
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

/// The pallet.
#[import_section(sections::calls::calls)]
#[import_section(sections::errors::errors)]
#[import_section(sections::events::events)]
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
		Asset, CoinOrigin, Lock, MitId, OutPoint, Output, Transaction, Unspent, Witness,
		MAX_INPUTS, MIT_FEE,
	};
	use pillars_primitives::{AccountId, Balance, BlockNumber, Hash};
	use pillars_traits::{
		AvatarId, Avatars, BlockClaim, ConsensusParameters, LedgerActivity, MiningRegistry,
		SubmitFee,
	};
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
		/// What a transaction costs that no account pays for.
		type SubmitFee: SubmitFee;
		/// Who may issue tokens and hold certificates.
		type Avatars: Avatars;
		/// Which tokens can be mined.
		type Mining: MiningRegistry;
		/// Is told what is done, for reputations.
		type Activity: LedgerActivity;
		/// Gets its part of the fees for services.
		#[pallet::constant]
		type Treasury: Get<AccountId>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Sets up the state of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: pillars_traits::BenchmarkHelper;
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

	/// What the ledger's account keeps. One value, for every transaction changes both parts of it.
	#[pallet::storage]
	pub type Totals<T: Config> = StorageValue<_, EtpTotals, ValueQuery>;

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

	/// Number of the next token; 0 is ETP.
	#[pallet::storage]
	pub type NextAsset<T: Config> = StorageValue<_, Asset, ValueQuery, FirstAsset>;

	/// The first token's number.
	#[pallet::type_value]
	pub fn FirstAsset() -> Asset {
		1
	}

	/// What is told of each token when it is issued. Apart from [`Supplies`], which changes more often.
	///
	/// Numbers are assigned one after another and can not be chosen, here and in the maps below.
	#[pallet::storage]
	pub type Assets<T: Config> = StorageMap<_, Twox64Concat, Asset, AssetDetails>;

	/// How much of each token there is.
	#[pallet::storage]
	pub type Supplies<T: Config> = StorageMap<_, Twox64Concat, Asset, Supply>;

	/// The number of the token of each symbol. The hasher is for symbols that anybody can choose.
	#[pallet::storage]
	pub type AssetsBySymbol<T: Config> = StorageMap<_, Blake2_128Concat, Symbol, Asset>;

	/// The avatar that holds each certificate. The hasher is for names that anybody can choose.
	#[pallet::storage]
	pub type Certificates<T: Config> = StorageMap<_, Blake2_128Concat, CertificateId, AvatarId>;

	/// The last commitment of each account to a domain, until it is revealed.
	#[pallet::storage]
	pub type Commitments<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, Commitment>;

	/// Number of the next MIT.
	#[pallet::storage]
	pub type NextMit<T: Config> = StorageValue<_, MitId, ValueQuery>;

	/// The MITs. They are never removed, so that no symbol is used again.
	#[pallet::storage]
	pub type Mits<T: Config> = StorageMap<_, Twox64Concat, MitId, MitDetails>;

	/// The number of the MIT of each symbol. The hasher is for symbols that anybody can choose.
	#[pallet::storage]
	pub type MitsBySymbol<T: Config> = StorageMap<_, Blake2_128Concat, Symbol, MitId>;

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

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// What issuing a token costs, in satoshi.
		#[pallet::constant_name(IssueFee)]
		fn issue_fee() -> Balance {
			ISSUE_FEE
		}

		/// What registering a MIT costs, in satoshi.
		#[pallet::constant_name(MitFee)]
		fn mit_fee() -> Balance {
			MIT_FEE
		}

		/// Least blocks between a commitment to a domain and its reveal.
		#[pallet::constant_name(MinReveal)]
		fn min_reveal() -> BlockNumber {
			MIN_REVEAL
		}

		/// Most blocks between a commitment to a domain and its reveal.
		#[pallet::constant_name(MaxReveal)]
		fn max_reveal() -> BlockNumber {
			MAX_REVEAL
		}
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
			let largest = weighing::largest::<T>();
			let limits = T::BlockWeights::get();
			let limit = limits.get(DispatchClass::Normal).max_extrinsic.unwrap_or(limits.max_block);
			assert!(largest.all_lte(limit), "the largest transaction does not fit into a block");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
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

		/// A token: what was told of it, how much of it there is.
		pub fn asset(asset: Asset) -> Option<(AssetDetails, Supply)> {
			Some((Assets::<T>::get(asset)?, Supplies::<T>::get(asset)?))
		}

		/// The account whose avatar holds a certificate.
		pub fn certificate(id: CertificateId) -> Option<AccountId> {
			Self::holder_of(id)
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

//! What transactions cost and who gets it.
//!
//! A transaction of an account pays for the time it takes and for the bytes it is: 1 satoshi for 10
//! ns, and 100 satoshi for a byte. A plain transfer (about 0.25 ms, 150 bytes) costs about 0.0004
//! ETP, a full block at least 1.5 ETP. While blocks are more than a quarter full on the mean, the
//! price of time rises block by block.
//!
//! A transaction of outputs that no account pays for must leave as much as an account would pay for one of its
//! length and weight ([`SubmitFees`]); what it leaves beyond that is what a tip is to others.
//!
//! All of it, tips included, goes through the ledger to the author of the block ([`FeesToLedger`]).

use crate::{AccountId, Balance, Balances, Runtime, RuntimeEvent, TransactionPayment, UtxoAssets};
use frame_support::{
	defensive,
	dispatch::DispatchInfo,
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU8, Imbalance, OnUnbalanced,
	},
	weights::{ConstantMultiplier, Weight, WeightToFee},
};
use pallet_transaction_payment::{
	ChargeTransactionPayment, FungibleAdapter, Multiplier, TargetedFeeAdjustment,
};
use pillars_traits::{RewardLedger, SubmitFee};
use sp_runtime::{
	traits::{Bounded, One},
	transaction_validity::TransactionPriority,
	FixedPointNumber, Perquintill, SaturatedConversion,
};

/// Time that costs one satoshi, in picoseconds: 10 ns.
const TIME_PER_SATOSHI: u64 = 10_000;

/// Price of time: one satoshi for 10 ns, rounded down. Nothing else of the weight is scarce here.
pub struct TimeToFee;

impl WeightToFee for TimeToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		Balance::from(weight.ref_time().checked_div(TIME_PER_SATOSHI).unwrap_or_default())
	}
}

parameter_types! {
	/// Price of a byte of a transaction, in satoshi.
	pub const SatoshiPerByte: Balance = 100;
	/// How full blocks are when the price of time stays as it is.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	/// How fast the price follows: a full block raises it by about 0.006 %, so an hour of full
	/// blocks by 1 %.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// The prices above are the lowest.
	pub MinimumMultiplier: Multiplier = Multiplier::one();
	/// There is no highest.
	pub MaximumMultiplier: Multiplier = Bounded::max_value();
}

/// Gives fees and tips to the ledger, which pays them with the coinbase of the block.
pub struct FeesToLedger;

impl OnUnbalanced<Credit<AccountId, Balances>> for FeesToLedger {
	fn on_nonzero_unbalanced(fees: Credit<AccountId, Balances>) {
		let amount = fees.peek();
		match Balances::resolve(&UtxoAssets::account_id(), fees) {
			Ok(()) => <UtxoAssets as RewardLedger>::note_fees(amount),
			// The ledger's account exists from genesis on, so it takes any amount.
			Err(_burned) => {
				defensive!("the account of the ledger does not exist");
			},
		}
	}
}

/// Prices of transactions that no account pays for, by the rules for those that one does.
pub struct SubmitFees;

impl SubmitFee for SubmitFees {
	fn minimum(length: u32, weight: Weight) -> Balance {
		TransactionPayment::compute_fee(length, &info(weight), 0)
	}

	fn priority(surplus_above: Balance, length: u32, weight: Weight) -> TransactionPriority {
		ChargeTransactionPayment::<Runtime>::get_priority(
			&info(weight),
			length.saturated_into(),
			surplus_above,
			surplus_above,
		)
	}
}

fn info(call_weight: Weight) -> DispatchInfo {
	DispatchInfo { call_weight, ..DispatchInfo::default() }
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, FeesToLedger>;
	type WeightToFee = TimeToFee;
	type LengthToFee = ConstantMultiplier<Balance, SatoshiPerByte>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Runtime,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

//! Weights of the calls.
//!
//! These are estimates on the safe side, made from the accesses to the state that the code does at most and from
//! the time of a signature, to be replaced by benchmarks.

use crate::Config;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pillars_ledger::{Transaction, Witness};
use sp_runtime::SaturatedConversion;

/// What a call takes at most.
pub trait WeightInfo {
	/// A transaction with so many inputs, outputs and signatures.
	fn spend(inputs: u32, outputs: u32, signatures: u32) -> Weight;
	/// An output from an account.
	fn fund() -> Weight;
	/// A coinstake with so many inputs.
	fn coinstake(inputs: u32) -> Weight;
	/// Another staking key.
	fn set_staking_key() -> Weight;
}

/// The weight of a `spend` before it is looked at: its witnesses tell the number of signatures.
pub(crate) fn of_spend<T: Config>(tx: &Transaction, witnesses: &[Witness]) -> Weight {
	let is_signature = |witness: &&Witness| matches!(witness, Witness::Signature { .. });
	T::WeightInfo::spend(
		tx.inputs().len().saturated_into(),
		tx.outputs().len().saturated_into(),
		witnesses.iter().filter(is_signature).count().saturated_into(),
	)
}

/// A call's own work beside the state: decoding, hashing, events, in microseconds.
const CALL_US: u64 = 50;
/// The same for each input or output.
const ITEM_US: u64 = 5;
/// A signature: an ECDSA recovery takes about 50 µs, an sr25519 verification less, and a signature is tried
/// twice, over the hash and over the form that browser extensions sign.
const SIGNATURE_US: u64 = 100;

fn micros(us: u64) -> Weight {
	Weight::from_parts(us.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

/// The estimates with the costs of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
	/// What a call takes whatever its size; the accesses of `frame-system` for the event are among them.
	fn estimate(reads: u64, writes: u64) -> Weight {
		micros(CALL_US).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
	}

	/// An input: its output, and the deposits of its owner.
	fn input() -> Weight {
		micros(ITEM_US).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}

	/// An output: its place and the deposits of its owner, or the two accounts of a payment.
	fn output() -> Weight {
		micros(ITEM_US).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn spend(inputs: u32, outputs: u32, signatures: u32) -> Weight {
		// The height, the genesis hash, the parameters, the sum held, the fees, the pot, the issuance, events (2).
		Self::estimate(9, 6)
			.saturating_add(Self::input().saturating_mul(inputs.into()))
			.saturating_add(Self::output().saturating_mul(outputs.into()))
			.saturating_add(micros(SIGNATURE_US).saturating_mul(signatures.into()))
	}

	fn fund() -> Weight {
		// The height, the serial, the parameters, the sum held, both accounts, events (2).
		Self::estimate(8, 6).saturating_add(Self::output())
	}

	fn coinstake(inputs: u32) -> Weight {
		// The height, the index, the claim (4), the sum held, events (2); at most three outputs.
		Self::estimate(9, 3)
			.saturating_add(Self::input().saturating_mul(inputs.into()))
			.saturating_add(Self::output().saturating_mul(3))
	}

	fn set_staking_key() -> Weight {
		// The height, the keys of the caller and of a former holder, three entries by key, events (2).
		Self::estimate(8, 7)
	}
}

/// For tests: the same with the costs of RocksDB.
impl WeightInfo for () {
	fn spend(inputs: u32, outputs: u32, signatures: u32) -> Weight {
		let db = frame_support::weights::constants::RocksDbWeight::get();
		let items = u64::from(inputs).saturating_add(outputs.into());
		let accesses = items.saturating_mul(2).saturating_add(9);
		micros(u64::from(signatures).saturating_mul(SIGNATURE_US))
			.saturating_add(db.reads_writes(accesses, accesses))
	}

	fn fund() -> Weight {
		Self::spend(0, 1, 0)
	}

	fn coinstake(inputs: u32) -> Weight {
		Self::spend(inputs, 3, 0)
	}

	fn set_staking_key() -> Weight {
		Self::spend(0, 0, 0)
	}
}

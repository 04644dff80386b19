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
use pillars_ledger::{
	count_witnesses, Checked, Transaction, Witness, MAX_INPUTS, MAX_OUTPUTS, MAX_POLICY_NODES,
	MAX_TRANSACTION_SIZE,
};
use sp_runtime::SaturatedConversion;

/// What a call takes at most.
pub trait WeightInfo {
	/// A transaction with so many inputs, outputs, signatures and nodes of policies.
	fn spend(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight;
	/// A transaction whose witnesses were verified when it was authorised.
	fn submit(inputs: u32, outputs: u32) -> Weight;
	/// The authorisation of a transaction.
	fn authorize_submit(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight;
	/// An output from an account.
	fn fund() -> Weight;
	/// A coinstake with so many inputs.
	fn coinstake(inputs: u32) -> Weight;
	/// Another staking key.
	fn set_staking_key() -> Weight;
	/// A commitment to a domain.
	fn commit_domain() -> Weight;
	/// The issue of a token.
	fn issue() -> Weight;
	/// The issue of more, with so many outputs shown.
	fn reissue(shown: u32) -> Weight;
	/// Other metadata of a token.
	fn set_metadata() -> Weight;
	/// A naming certificate.
	fn grant_naming() -> Weight;
	/// Another holder of a certificate.
	fn transfer_certificate() -> Weight;
	/// A new MIT.
	fn register_mit() -> Weight;
}

/// The weight of a `spend` before it is looked at: its witnesses tell how much there is to verify at most.
pub(crate) fn of_spend<T: Config>(tx: &Transaction, witnesses: &[Witness]) -> Weight {
	let (inputs, outputs) = sizes(tx);
	let Checked { signatures, nodes } = count_witnesses(witnesses);
	T::WeightInfo::spend(inputs, outputs, signatures, nodes)
}

/// The weight of a `submit` without its authorisation.
pub(crate) fn of_submit<T: Config>(tx: &Transaction) -> Weight {
	let (inputs, outputs) = sizes(tx);
	T::WeightInfo::submit(inputs, outputs)
}

/// The weight of the authorisation of a `submit` before it is looked at.
pub(crate) fn of_authorize<T: Config>(tx: &Transaction, witnesses: &[Witness]) -> Weight {
	of_checked::<T>(tx, count_witnesses(witnesses))
}

/// The weight of the authorisation of a `submit` in which this was verified.
pub(crate) fn of_checked<T: Config>(tx: &Transaction, checked: Checked) -> Weight {
	let (inputs, outputs) = sizes(tx);
	T::WeightInfo::authorize_submit(inputs, outputs, checked.signatures, checked.nodes)
}

/// More than the weight of any transaction: as many signatures as its size allows.
pub(crate) fn largest<T: Config>() -> Weight {
	let signatures = MAX_TRANSACTION_SIZE.checked_div(SIGNATURE_BYTES).unwrap_or_default();
	let signatures = signatures.saturated_into();
	let nodes = MAX_INPUTS.saturating_mul(MAX_POLICY_NODES);
	let spend = T::WeightInfo::spend(MAX_INPUTS, MAX_OUTPUTS, signatures, nodes);
	let submit = T::WeightInfo::submit(MAX_INPUTS, MAX_OUTPUTS);
	let authorize = T::WeightInfo::authorize_submit(MAX_INPUTS, MAX_OUTPUTS, signatures, nodes);
	spend.max(submit.saturating_add(authorize))
}

fn sizes(tx: &Transaction) -> (u32, u32) {
	(tx.inputs().len().saturated_into(), tx.outputs().len().saturated_into())
}

/// Least bytes of an encoded signature.
const SIGNATURE_BYTES: usize = 65;
/// A call's own work beside the state: decoding, hashing, events, in microseconds.
const CALL_US: u64 = 50;
/// The same for each input or output.
const ITEM_US: u64 = 5;
/// A signature: an ECDSA recovery takes about 50 µs, an sr25519 verification less, and a signature is tried
/// twice, over the hash and over the form that browser extensions sign.
const SIGNATURE_US: u64 = 100;
/// A node of a policy: decoding, comparing with the others of its list, a hash, a search among the outputs.
const NODE_US: u64 = 5;

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

	/// An output: its place and the deposits of its owner, or the two accounts of a payment, or what is noted of
	/// a token that is burned.
	fn output() -> Weight {
		micros(ITEM_US).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}

	/// The same without writing.
	fn look() -> Weight {
		micros(ITEM_US).saturating_add(T::DbWeight::get().reads(2))
	}

	/// A certificate: its holder, and whether the new one has an avatar.
	fn certificate() -> Weight {
		T::DbWeight::get().reads_writes(2, 1)
	}
}

/// What it takes to verify witnesses.
fn verify(signatures: u32, nodes: u32) -> Weight {
	let signatures = u64::from(signatures).saturating_mul(SIGNATURE_US);
	micros(signatures.saturating_add(u64::from(nodes).saturating_mul(NODE_US)))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn spend(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight {
		Self::submit(inputs, outputs).saturating_add(verify(signatures, nodes))
	}

	fn submit(inputs: u32, outputs: u32) -> Weight {
		// The height, the genesis hash, the parameters, the sum held, the fees, the price of weight, the pot, the
		// issuance, events (2).
		Self::estimate(10, 6)
			.saturating_add(Self::input().saturating_mul(inputs.into()))
			.saturating_add(Self::output().saturating_mul(outputs.into()))
	}

	fn authorize_submit(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight {
		// The height, the genesis hash, the parameters, the price of weight.
		Self::estimate(4, 0)
			.saturating_add(Self::look().saturating_mul(inputs.into()))
			.saturating_add(Self::look().saturating_mul(outputs.into()))
			.saturating_add(verify(signatures, nodes))
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

	fn commit_domain() -> Weight {
		// The height, the avatar, events (2).
		Self::estimate(4, 3)
	}

	fn issue() -> Weight {
		// The height, the symbol, the number, the commitment, the model, the fees, three accounts, the serial, the sum
		// held, events (2); written besides: the token, its supply.
		Self::estimate(13, 12)
			.saturating_add(Self::certificate().saturating_mul(4))
			.saturating_add(Self::output())
	}

	fn reissue(shown: u32) -> Weight {
		// The height, the token, its supply, the parameters, the serial, the sum held, events (2).
		Self::estimate(8, 5)
			.saturating_add(Self::certificate())
			.saturating_add(Self::look().saturating_mul(shown.into()))
			.saturating_add(Self::output())
	}

	fn set_metadata() -> Weight {
		// The height, the token, events (2).
		Self::estimate(4, 3).saturating_add(Self::certificate())
	}

	fn grant_naming() -> Weight {
		// The height, the symbol, events (2).
		Self::estimate(4, 2).saturating_add(Self::certificate().saturating_mul(2))
	}

	fn transfer_certificate() -> Weight {
		// The height, events (2).
		Self::estimate(3, 2).saturating_add(Self::certificate())
	}

	fn register_mit() -> Weight {
		// The height, the symbol, the number, the fees, two accounts, the serial, the sum held, events (2); written
		// besides: the MIT.
		Self::estimate(10, 10).saturating_add(Self::output())
	}
}

/// For tests: the same with the costs of RocksDB.
impl WeightInfo for () {
	fn spend(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight {
		Self::submit(inputs, outputs).saturating_add(verify(signatures, nodes))
	}

	fn submit(inputs: u32, outputs: u32) -> Weight {
		let db = frame_support::weights::constants::RocksDbWeight::get();
		let items = u64::from(inputs).saturating_add(outputs.into());
		let accesses = items.saturating_mul(2).saturating_add(9);
		db.reads_writes(accesses, accesses)
	}

	fn authorize_submit(inputs: u32, outputs: u32, signatures: u32, nodes: u32) -> Weight {
		let db = frame_support::weights::constants::RocksDbWeight::get();
		let items = u64::from(inputs).saturating_add(outputs.into());
		db.reads(items.saturating_mul(2)).saturating_add(verify(signatures, nodes))
	}

	fn fund() -> Weight {
		Self::submit(0, 1)
	}

	fn coinstake(inputs: u32) -> Weight {
		Self::submit(inputs, 3)
	}

	fn set_staking_key() -> Weight {
		Self::submit(0, 0)
	}

	fn commit_domain() -> Weight {
		Self::submit(0, 0)
	}

	fn issue() -> Weight {
		Self::submit(0, 9)
	}

	fn reissue(shown: u32) -> Weight {
		Self::submit(shown, 2)
	}

	fn set_metadata() -> Weight {
		Self::submit(0, 1)
	}

	fn grant_naming() -> Weight {
		Self::submit(0, 2)
	}

	fn transfer_certificate() -> Weight {
		Self::submit(0, 1)
	}

	fn register_mit() -> Weight {
		Self::submit(0, 3)
	}
}

//! What calls weigh: what the benchmarks measured ([`crate::weights`]), put together.
//!
//! A benchmark varies one number at a time, but a transaction can have many signatures and few inputs, or many nodes of
//! policies and few signatures. So witnesses are weighed apart from what they allow.

use crate::{Config, WeightInfo};
use frame_support::{traits::Get, weights::Weight};
use pillars_ledger::{
	count_witnesses, Checked, Lock, Output, SubmitSize, Transaction, Witness, MAX_COLLECTED,
	MAX_INPUTS, MAX_OUTPUTS, MAX_POLICY_NODES, MAX_TRANSACTION_SIZE,
};
use pillars_traits::LedgerActivity;
use sp_runtime::SaturatedConversion;

/// Least bytes of an encoded signature.
const SIGNATURE_BYTES: usize = 65;
/// Most outputs of a coinstake.
const COINSTAKE_OUTPUTS: u32 = 3;

/// The weight of a `spend` before it is looked at: its witnesses tell how much there is to verify at most.
pub(crate) fn of_spend<T: Config>(tx: &Transaction, witnesses: &[Witness]) -> Weight {
	let (inputs, outputs) = sizes(tx);
	// Any of the inputs may be a deposit, which is not seen before the state is read.
	T::WeightInfo::spend(inputs, outputs)
		.saturating_add(payments::<T>(count_payments(tx.outputs())))
		.saturating_add(deposits::<T>(inputs.saturating_add(count_deposits(tx.outputs()))))
		.saturating_add(verification::<T>(count_witnesses(witnesses)))
		.saturating_add(activity::<T>(inputs, outputs))
}

/// The weight of a `submit` that names these outputs, without its authorisation.
pub(crate) fn of_submit<T: Config>(tx: &Transaction, named: &[Output]) -> Weight {
	let (inputs, outputs) = sizes(tx);
	let owners = count_deposits(named).saturating_add(count_deposits(tx.outputs()));
	T::WeightInfo::submit(inputs, outputs)
		.saturating_add(payments::<T>(count_payments(tx.outputs())))
		.saturating_add(deposits::<T>(owners))
		.saturating_add(activity::<T>(inputs, outputs))
}

/// The weight of the authorisation of a `submit` before it is looked at.
pub(crate) fn of_authorize<T: Config>(tx: &Transaction, witnesses: &[Witness]) -> Weight {
	of_checked::<T>(tx, count_witnesses(witnesses))
}

/// The weight of the authorisation of a `submit` in which this was verified.
pub(crate) fn of_checked<T: Config>(tx: &Transaction, checked: Checked) -> Weight {
	let (inputs, outputs) = sizes(tx);
	authorize::<T>(inputs, outputs, checked)
}

/// The weight of both parts of a `submit` of this size.
pub(crate) fn of_size<T: Config>(size: &SubmitSize) -> Weight {
	let SubmitSize { inputs, outputs, payments: paid, deposits: owners, signatures, nodes, .. } =
		*size;
	T::WeightInfo::submit(inputs, outputs)
		.saturating_add(payments::<T>(paid))
		.saturating_add(deposits::<T>(owners))
		.saturating_add(authorize::<T>(inputs, outputs, Checked { signatures, nodes }))
		.saturating_add(activity::<T>(inputs, outputs))
}

/// The weight of a coinstake, which does what a `spend` does, without witnesses.
pub(crate) fn of_coinstake<T: Config>(tx: &Transaction) -> Weight {
	let most = u32::try_from(MAX_COLLECTED).unwrap_or(u32::MAX).saturating_add(1);
	let inputs = sizes(tx).0.max(most);
	T::WeightInfo::spend(inputs, COINSTAKE_OUTPUTS)
		.saturating_add(activity::<T>(inputs, COINSTAKE_OUTPUTS))
}

/// The weight of a call that makes at most one output, of which `measured` was measured.
pub(crate) fn of_call<T: Config>(measured: Weight) -> Weight {
	measured.saturating_add(activity::<T>(0, 1))
}

/// More than the weight of any transaction: as many signatures as its size allows, and nothing but deposits.
pub(crate) fn largest<T: Config>() -> Weight {
	let signatures = MAX_TRANSACTION_SIZE.checked_div(SIGNATURE_BYTES).unwrap_or_default();
	let size = SubmitSize {
		length: 0,
		inputs: MAX_INPUTS,
		outputs: MAX_OUTPUTS,
		outputs_added: 0,
		payments: MAX_OUTPUTS,
		deposits: MAX_INPUTS.saturating_add(MAX_OUTPUTS),
		signatures: signatures.saturated_into(),
		nodes: MAX_INPUTS.saturating_mul(MAX_POLICY_NODES),
	};
	let spend = T::WeightInfo::spend(MAX_INPUTS, MAX_OUTPUTS)
		.saturating_add(payments::<T>(size.payments))
		.saturating_add(deposits::<T>(size.deposits))
		.saturating_add(verification::<T>(Checked {
			signatures: size.signatures,
			nodes: size.nodes,
		}))
		.saturating_add(activity::<T>(MAX_INPUTS, MAX_OUTPUTS));
	spend.max(of_size::<T>(&size))
}

fn authorize<T: Config>(inputs: u32, outputs: u32, checked: Checked) -> Weight {
	T::WeightInfo::authorize_submit(inputs, outputs).saturating_add(verification::<T>(checked))
}

/// Payments to so many accounts: more than an output that is stored.
fn payments<T: Config>(count: u32) -> Weight {
	if count == 0 {
		return Weight::zero();
	}
	T::WeightInfo::payments_to_accounts(count)
}

/// That reputations follow so many inputs and outputs, as if all owners had avatars: those of the benchmarks have none.
fn activity<T: Config>(inputs: u32, outputs: u32) -> Weight {
	T::Activity::weight(inputs.saturating_add(outputs))
}

/// The stake deposits of so many owners: the benchmarks move none.
fn deposits<T: Config>(owners: u32) -> Weight {
	T::DbWeight::get().reads_writes(owners.into(), owners.into())
}

fn count_deposits(outputs: &[Output]) -> u32 {
	let is_deposit = |output: &&Output| matches!(output.lock, Lock::Deposit { .. });
	outputs.iter().filter(is_deposit).count().saturated_into()
}

fn count_payments(outputs: &[Output]) -> u32 {
	let is_payment = |output: &&Output| matches!(output.lock, Lock::Balance(_));
	outputs.iter().filter(is_payment).count().saturated_into()
}

/// What it takes to verify witnesses, with signatures of the dearest scheme.
fn verification<T: Config>(checked: Checked) -> Weight {
	let Checked { signatures, nodes } = checked;
	let dearest = T::WeightInfo::signatures_sr25519(signatures)
		.max(T::WeightInfo::signatures_ed25519(signatures))
		.max(T::WeightInfo::signatures_ecdsa(signatures));
	let signatures = if signatures == 0 { Weight::zero() } else { dearest };
	let nodes = if nodes == 0 { Weight::zero() } else { T::WeightInfo::policy_nodes(nodes) };
	signatures.saturating_add(nodes)
}

fn sizes(tx: &Transaction) -> (u32, u32) {
	(tx.inputs().len().saturated_into(), tx.outputs().len().saturated_into())
}

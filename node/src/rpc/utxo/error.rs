//! What the `utxo_*` methods refuse, each with a code and one line.

use crate::index::IndexError;
use codec::DecodeAll;
use jsonrpsee::types::{
	error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
	ErrorObjectOwned,
};
use pillars_runtime::Runtime;
use sc_transaction_pool_api::error::{Error as PoolError, IntoPoolError};
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::transaction_validity::InvalidTransaction;

/// The node runs without an index.
pub(super) const INDEX_OFF: i32 = 9001;
/// The index is empty.
pub(super) const INDEX_EMPTY: i32 = 9002;
/// The ledger refuses a transaction.
pub(super) const LEDGER_REFUSES: i32 = 9003;
/// The transaction pool refuses a transaction for a reason of its own.
pub(super) const POOL_REFUSES: i32 = 9004;
/// Too many questions at the same time.
pub(super) const INDEX_BUSY: i32 = 9005;
/// An owner has too many outputs to sum them up in one answer.
pub(super) const TOO_MANY_OUTPUTS: i32 = 9006;

fn error(code: i32, line: impl Into<String>) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(code, line, None::<()>)
}

/// A parameter is not what it must be.
pub(super) fn bad_parameter(line: impl Into<String>) -> ErrorObjectOwned {
	error(INVALID_PARAMS_CODE, line)
}

/// The node runs without an index.
pub(super) fn index_off() -> ErrorObjectOwned {
	error(INDEX_OFF, "this node runs without the index of owners: start it without --no-index")
}

/// The index does not answer.
pub(super) fn of_index(failure: IndexError) -> ErrorObjectOwned {
	match failure {
		IndexError::Empty => error(INDEX_EMPTY, failure.to_string()),
		IndexError::Busy => error(INDEX_BUSY, failure.to_string()),
		IndexError::TooManyOutputs(_) => error(TOO_MANY_OUTPUTS, failure.to_string()),
		// Paths and the like are the operator's business.
		other => {
			log::warn!(target: "pillars::index", "A question could not be answered: {other}");
			error(INTERNAL_ERROR_CODE, "the index of this node does not answer: its log tells why")
		},
	}
}

/// The runtime does not answer.
pub(super) fn of_runtime(failure: sp_api::ApiError) -> ErrorObjectOwned {
	error(INTERNAL_ERROR_CODE, failure.to_string())
}

/// The pool does not take a transaction.
pub(super) fn of_pool(failure: impl IntoPoolError) -> ErrorObjectOwned {
	let failure = match failure.into_pool_error() {
		Ok(failure) => failure,
		Err(other) => return error(INTERNAL_ERROR_CODE, other.to_string()),
	};
	match failure {
		PoolError::InvalidTransaction(InvalidTransaction::Custom(number)) => {
			error(LEDGER_REFUSES, broken_rule(number))
		},
		PoolError::InvalidTransaction(reason) => {
			let reason: &str = reason.into();
			error(LEDGER_REFUSES, format!("the transaction is invalid: {reason}"))
		},
		PoolError::AlreadyImported(_) => {
			error(POOL_REFUSES, "the transaction is in the pool already")
		},
		PoolError::TooLowPriority { .. } => error(
			POOL_REFUSES,
			"the pool holds a transaction that spends one of these outputs and pays as much or more",
		),
		other => error(POOL_REFUSES, format!("the pool refuses the transaction: {other}")),
	}
}

/// The rule of the ledger with this number, with its name and what the pallet says of it.
fn broken_rule(number: u8) -> String {
	type Rule = pallet_utxo_assets::Error<Runtime>;
	let unknown = || format!("the transaction breaks rule {number} of the ledger");
	let Ok(rule) = Rule::decode_all(&mut &[number][..]) else { return unknown() };
	let name = rule.as_str();
	let TypeDef::Variant(rules) = Rule::type_info().type_def else { return unknown() };
	let docs = rules.variants.into_iter().find(|variant| variant.name == name);
	let docs = docs.map(|variant| variant.docs.join(" ")).unwrap_or_default();
	let docs = docs.split_whitespace().collect::<Vec<_>>().join(" ");
	format!("the transaction breaks the rule {name} of the ledger: {docs}")
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn a_broken_rule_is_named_and_explained() {
		let number = pallet_utxo_assets::Error::<Runtime>::NotUnspent.encode()[0];
		let refusal = PoolError::InvalidTransaction(InvalidTransaction::Custom(number));
		let refusal = of_pool(refusal);
		assert_eq!(refusal.code(), LEDGER_REFUSES);
		let line = refusal.message();
		assert!(line.starts_with("the transaction breaks the rule NotUnspent of the ledger: "));
		assert!(line.len() > "the transaction breaks the rule NotUnspent of the ledger: ".len());
		assert!(!line.contains('\n'));
	}

	#[test]
	fn a_rule_of_a_later_runtime_is_told_by_its_number() {
		let refusal = of_pool(PoolError::InvalidTransaction(InvalidTransaction::Custom(250)));
		assert_eq!(refusal.message(), "the transaction breaks rule 250 of the ledger");
	}

	#[test]
	fn an_empty_index_has_its_own_code() {
		assert_eq!(of_index(IndexError::Empty).code(), INDEX_EMPTY);
		assert_eq!(of_index(IndexError::Damaged("a row")).code(), INTERNAL_ERROR_CODE);
		assert_eq!(index_off().code(), INDEX_OFF);
		assert_eq!(of_index(IndexError::Busy).code(), INDEX_BUSY);
		assert_eq!(of_index(IndexError::TooManyOutputs(5)).code(), TOO_MANY_OUTPUTS);
	}

	#[test]
	fn clients_are_told_no_paths() {
		let path = std::path::PathBuf::from("/home/operator/index.sqlite");
		let source = rusqlite::Error::InvalidQuery;
		for failure in [
			IndexError::Missing(path.clone()),
			IndexError::OtherVersion(path.clone()),
			IndexError::Open { path, source },
		] {
			assert!(!of_index(failure).message().contains("operator"));
		}
	}
}

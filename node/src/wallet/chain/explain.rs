//! Errors of the runtime as text: what its own documentation says of them.

use codec::{Decode, Encode};
use pallet_utxo_assets::Error;
use pillars_runtime::{Runtime, RuntimeCall, RuntimeError};
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::DispatchError;

/// What a pallet says about something that it refuses.
pub(crate) fn explain<E: Encode + TypeInfo + std::fmt::Debug>(error: &E) -> String {
	let number = error.encode().first().copied();
	let info = E::type_info();
	let variant = match &info.type_def {
		TypeDef::Variant(variants) => {
			variants.variants.iter().find(|variant| Some(variant.index) == number)
		},
		_ => None,
	};
	match variant {
		Some(variant) if !variant.docs.is_empty() => {
			let text = variant.docs.join(" ");
			format!("{} ({})", text.trim().trim_end_matches('.'), variant.name)
		},
		Some(variant) => variant.name.into(),
		None => format!("{error:?}"),
	}
}

/// What the pool means by "custom error": those of the ledger.
pub(super) fn explain_custom(number: u8) -> String {
	match Error::<Runtime>::decode(&mut &[number][..]) {
		Ok(error) => explain(&error),
		Err(_) => format!("custom error {number}"),
	}
}

/// Why a call failed.
pub(super) fn explain_dispatch(error: DispatchError) -> String {
	match RuntimeError::from_dispatch_error(error) {
		Some(RuntimeError::UtxoAssets(error)) => explain(&error),
		Some(RuntimeError::Avatars(error)) => explain(&error),
		Some(RuntimeError::Candidates(error)) => explain(&error),
		Some(RuntimeError::WitnessCertificates(error)) => explain(&error),
		Some(other) => format!("{other:?}"),
		None => <&'static str>::from(error).into(),
	}
}

/// The name of a call, as explorers show it.
pub(crate) fn call_name(call: &RuntimeCall) -> String {
	let RuntimeCall::UtxoAssets(call) = call else { return "another pallet".into() };
	let number = call.encode().first().copied();
	let variants = match pallet_utxo_assets::Call::<Runtime>::type_info().type_def {
		TypeDef::Variant(variants) => variants.variants,
		_ => Vec::new(),
	};
	let found = variants.into_iter().find(|variant| Some(variant.index) == number);
	format!("utxoAssets.{}", found.map(|variant| variant.name).unwrap_or_default())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn calls_have_their_names() {
		let call = pallet_utxo_assets::Call::<Runtime>::set_staking_key { key: None };
		assert_eq!(call_name(&RuntimeCall::UtxoAssets(call)), "utxoAssets.set_staking_key");
	}

	#[test]
	fn errors_of_the_ledger_are_told_in_its_words() {
		let text = explain(&Error::<Runtime>::ZeroOutput);
		assert_eq!(text, "An output is of amount zero (ZeroOutput)");
	}

	#[test]
	fn the_pool_tells_them_by_number() {
		let number = Error::<Runtime>::BadSignature.encode()[0];
		assert_eq!(explain_custom(number), explain(&Error::<Runtime>::BadSignature));
		assert_eq!(explain_custom(250), "custom error 250");
	}

	#[test]
	fn failed_calls_are_told_as_well() {
		let error = explain_dispatch(Error::<Runtime>::SymbolTaken.into());
		assert!(error.ends_with("(SymbolTaken)"), "{error}");
		let error = explain_dispatch(pallet_avatars::Error::<Runtime>::HasAvatar.into());
		assert!(error.ends_with("(HasAvatar)"), "{error}");
		let error = explain_dispatch(pallet_candidates::Error::<Runtime>::BondTooLow.into());
		assert!(error.ends_with("(BondTooLow)"), "{error}");
		type Certificates = pallet_witness_certificates::Error<Runtime>;
		let error = explain_dispatch(Certificates::OthersWait.into());
		assert!(error.ends_with("(OthersWait)"), "{error}");
		assert_eq!(explain_dispatch(DispatchError::BadOrigin), "Bad origin");
	}
}

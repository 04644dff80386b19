//! `utxo_submit`: from the parts of a transaction to an extrinsic in the pool.

use super::error::bad_parameter;
use codec::DecodeAll;
use jsonrpsee::types::ErrorObjectOwned;
use pillars_ledger::{Output, Transaction, Witness, MAX_INPUTS};
use pillars_primitives::opaque;
use pillars_runtime::{Runtime, TxExtension, UncheckedExtrinsic};
use sp_core::{bounded::BoundedVec, Bytes, ConstU32};
use sp_runtime::generic::Era;

/// The transaction, and the extrinsic that carries it: a general one, which no account signs or pays for.
///
/// # Errors
///
/// Which of the parts does not decode.
pub(super) fn extrinsic(
	tx: &Bytes,
	spent: &Bytes,
	witnesses: &Bytes,
) -> Result<(Transaction, opaque::UncheckedExtrinsic), ErrorObjectOwned> {
	let tx: Transaction = decode("tx", "a Transaction", tx)?;
	let spent: BoundedVec<Output, ConstU32<MAX_INPUTS>> =
		decode("spent", "a list of at most 256 Outputs", spent)?;
	let witnesses: BoundedVec<Witness, ConstU32<MAX_INPUTS>> =
		decode("witnesses", "a list of at most 256 Witnesses", witnesses)?;
	let call = pallet_utxo_assets::Call::submit { tx: tx.clone(), spent, witnesses };
	let extrinsic = UncheckedExtrinsic::new_transaction(call.into(), extension());
	Ok((tx, extrinsic.into()))
}

/// For an extrinsic without an account: its call authorises itself, and has no end.
fn extension() -> TxExtension {
	(
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
		frame_system::CheckNonce::<Runtime>::from(0),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
		frame_system::CheckWeight::<Runtime>::new(),
	)
}

fn decode<T: DecodeAll>(name: &str, what: &str, bytes: &Bytes) -> Result<T, ErrorObjectOwned> {
	T::decode_all(&mut &bytes[..])
		.map_err(|error| bad_parameter(format!("\"{name}\" is not {what} in SCALE: {error}")))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use pillars_ledger::OutPoint;
	use pillars_primitives::AccountId;
	use pillars_runtime::RuntimeCall;
	use sp_runtime::generic::Preamble;

	#[test]
	fn the_parts_are_put_into_a_general_extrinsic() {
		let coin = Output::etp(5_000_000, AccountId::new([1; 32]));
		let tx = Transaction::new(vec![OutPoint::default()], vec![coin.clone()]).unwrap();
		let (spent, witnesses) = (vec![coin], vec![Witness::As(0)]);
		let parts = [tx.encode(), spent.encode(), witnesses.encode()].map(Bytes);
		let (found, opaque) = extrinsic(&parts[0], &parts[1], &parts[2]).unwrap();
		assert_eq!(found, tx);
		let extrinsic = UncheckedExtrinsic::decode_all(&mut &opaque.encode()[..]).unwrap();
		assert!(matches!(extrinsic.preamble, Preamble::General(..)), "{extrinsic:?}");
		let call = pallet_utxo_assets::Call::submit {
			tx,
			spent: spent.try_into().unwrap(),
			witnesses: witnesses.try_into().unwrap(),
		};
		assert_eq!(extrinsic.function, RuntimeCall::UtxoAssets(call));
	}

	#[test]
	fn what_does_not_decode_is_named() {
		let none = Bytes(Vec::<Output>::new().encode());
		let refusal = extrinsic(&Bytes(vec![9]), &none, &none).unwrap_err();
		assert!(refusal.message().starts_with("\"tx\" is not a Transaction in SCALE"));
		let tx = Bytes(Transaction::new(vec![], vec![]).unwrap().encode());
		let refusal = extrinsic(&tx, &Bytes(vec![]), &none).unwrap_err();
		assert!(refusal.message().starts_with("\"spent\" is not a list"));
		let trailing = Bytes(vec![0, 0]);
		let refusal = extrinsic(&tx, &none, &trailing).unwrap_err();
		assert!(refusal.message().starts_with("\"witnesses\" is not a list"));
	}
}

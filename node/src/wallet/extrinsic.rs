//! Extrinsics in the format of the runtime.

use super::{chain::Head, error::WalletError, keys::Key};
use codec::Encode;
use pillars_primitives::{Hash, Nonce};
use pillars_runtime::{
	Address, Runtime, RuntimeCall, SignedPayload, TxExtension, UncheckedExtrinsic, VERSION,
};
use sp_core::ecdsa;
use sp_runtime::{generic::Era, MultiSignature};

/// For how many blocks a transaction of an account can be included. Longer than finality ever takes to catch up, and
/// short enough that a forgotten one does not come back.
const LIFETIME: u64 = 128;

/// What a transaction of an account commits to beside its call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
	/// Of the chain.
	pub(crate) genesis: Hash,
	/// A block that stays in the chain, from which on the transaction lives.
	pub(crate) birth: Head,
	/// The number of the transaction.
	pub(crate) nonce: Nonce,
}

/// A call that its own content authorises: nobody signs the extrinsic.
pub(crate) fn authorised(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, extension(Era::Immortal, 0))
}

/// A call of an account, signed.
///
/// # Errors
///
/// If the key does not sign.
pub(crate) fn signed(
	call: RuntimeCall,
	key: &Key,
	terms: &Terms,
) -> Result<UncheckedExtrinsic, WalletError> {
	let Terms { genesis, birth, nonce } = *terms;
	// So short an era begins exactly at that block.
	let extension = extension(Era::mortal(LIFETIME, birth.number.into()), nonce);
	let (spec, transaction) = (VERSION.spec_version, VERSION.transaction_version);
	let implicit = ((), (), spec, transaction, genesis, birth.hash, (), (), None, ());
	let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
	let signature = payload.using_encoded(|payload| key.sign(payload))?;
	let who = Address::Id(key.account().clone());
	Ok(UncheckedExtrinsic::new_signed(call, who, signature, extension))
}

/// As large as the signed one, to know what it costs.
pub(crate) fn sized(call: RuntimeCall, account: &pillars_primitives::AccountId) -> Vec<u8> {
	let signature = MultiSignature::Ecdsa(ecdsa::Signature::from_raw([0; 65]));
	let extension = extension(Era::mortal(LIFETIME, 0), Nonce::MAX);
	let who = Address::Id(account.clone());
	UncheckedExtrinsic::new_signed(call, who, signature, extension).encode()
}

fn extension(era: Era, nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckMortality::<Runtime>::from(era),
		frame_system::CheckNonce::<Runtime>::from(nonce),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
		frame_system::CheckWeight::<Runtime>::new(),
	)
}

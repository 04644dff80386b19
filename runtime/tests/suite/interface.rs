//! What wallets and explorers build on.

use crate::chain::genesis;
use codec::Decode;
use frame_support::traits::{Get, IntegrityTest, PalletInfoAccess};
use pillars_runtime::{
	configs::consensus::TargetBlockTime, AccountId, AllPalletsWithSystem, Balances, Difficulty,
	Grandpa, HybridConsensus, Runtime, RuntimeCall, System, Timestamp, TransactionPayment,
	TxExtension, Utility, UtxoAssets, VERSION,
};
use sp_core::crypto::Ss58Codec;
use sp_runtime::traits::TransactionExtension;

#[test]
fn transactions_carry_stock_extensions_only() {
	let identifiers: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.into_iter()
		.map(|extension| extension.identifier)
		.collect();
	assert_eq!(
		identifiers,
		[
			"AuthorizeCall",
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"ChargeTransactionPayment",
			"CheckMetadataHash",
			"CheckWeight",
		]
	);
}

#[test]
fn the_constants_of_the_pallets_fit_together() {
	genesis("development").execute_with(AllPalletsWithSystem::integrity_test);
}

#[test]
fn pallets_keep_their_indices_and_the_order_of_inherents() {
	let pallets = [
		(System::index(), System::name()),
		(Timestamp::index(), Timestamp::name()),
		(Balances::index(), Balances::name()),
		(TransactionPayment::index(), TransactionPayment::name()),
		(Difficulty::index(), Difficulty::name()),
		(HybridConsensus::index(), HybridConsensus::name()),
		(UtxoAssets::index(), UtxoAssets::name()),
		(Grandpa::index(), Grandpa::name()),
		(Utility::index(), Utility::name()),
	];
	let expected = [
		"System",
		"Timestamp",
		"Balances",
		"TransactionPayment",
		"Difficulty",
		"HybridConsensus",
		"UtxoAssets",
		"Grandpa",
		"Utility",
	];
	assert_eq!(pallets.to_vec(), expected.into_iter().enumerate().collect::<Vec<_>>());
}

#[test]
fn explorers_find_the_mean_block_time_of_the_phase() {
	// Pow every 6 s with a follower each, Pos every 45 s.
	assert_eq!(genesis("development").execute_with(TargetBlockTime::get), 2_813);
	// In phase 1 without followers.
	assert_eq!(genesis("local_testnet").execute_with(TargetBlockTime::get), 5_294);
}

#[test]
fn metadata_is_offered_in_the_versions_that_tools_read() {
	assert!([14, 15, 16].iter().all(|version| Runtime::metadata_versions().contains(version)));
	genesis("development").execute_with(|| {
		for version in [14, 15, 16] {
			let metadata = Runtime::metadata_at_version(version).unwrap();
			assert_eq!(metadata[4], version as u8);
		}
	});
}

#[test]
fn the_version_names_the_chain() {
	assert_eq!(VERSION.spec_name, "pillars");
	assert!(VERSION.apis.len() >= 12);
}

#[test]
fn the_account_of_the_ledger_does_not_move() {
	let account = UtxoAssets::account_id();
	assert_eq!(&Vec::<u8>::from(AsRef::<[u8]>::as_ref(&account))[..12], b"modlpillutxo");
	assert!(AccountId::decode(&mut AsRef::<[u8]>::as_ref(&account)).is_ok());
	assert!(account.to_ss58check().starts_with('5'));
}

//! What the presets hold.

use crate::chain::{check_state, genesis, genesis_with};
use frame_support::traits::fungible::Inspect;
use pillars_primitives::{units::ETP, Balance, BlockNumber};
use pillars_rules::{Kind, Parameters};
use pillars_runtime::{
	genesis::{check as check_genesis, preset, preset_names},
	AccountId, Balances, Difficulty, Grandpa, HybridConsensus, UtxoAssets,
};
use pillars_traits::{ConsensusParameters, StakeInspect};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

fn ids(keys: &[Sr25519Keyring]) -> Vec<AccountId> {
	keys.iter().map(|key| key.to_account_id()).collect()
}

/// Checks a preset whose witnesses are the stakers, and returns its issuance in satoshi.
fn check(name: &str, parameters: Parameters, stakers: &[Sr25519Keyring]) -> Balance {
	genesis(name).execute_with(|| {
		check_state();
		assert_eq!(<HybridConsensus as ConsensusParameters>::parameters(), parameters);
		parameters.validate().unwrap();

		let whole_coins = 50_000 * stakers.len() as u128;
		assert_eq!(Difficulty::difficulty(Kind::Pow), 600);
		assert_eq!(Difficulty::difficulty(Kind::Pos), 45 * whole_coins);

		for staker in ids(stakers) {
			let coins = UtxoAssets::coins(std::slice::from_ref(&staker), None, 1_000, 1_000).coins;
			assert_eq!(coins.len(), 10);
			assert!(coins.iter().all(|coin| coin.is_mature && coin.amount() == 5_000 * ETP));
			// Whatever the parameters ask to be left of it.
			assert!(UtxoAssets::deposited(&staker, 1_000_000_000, 1_000_000) > 0);
			assert!(UtxoAssets::deposited(&staker, 0, BlockNumber::MAX - 1) > 0);
		}

		let witnesses = HybridConsensus::witnesses(0).unwrap();
		let (accounts, keys): (Vec<_>, Vec<_>) = witnesses.into_iter().unzip();
		assert_eq!(accounts, ids(stakers));
		let public: Vec<_> = stakers.iter().map(|key| key.public().into()).collect();
		assert_eq!(keys, public);
		Balances::total_issuance()
	})
}

/// Six accounts and the treasury with 1 000 000 ETP each; ten coins of 5 000 ETP and a deposit of 1 000 ETP for each
/// staker; the existential deposit of the ledger's account.
fn issuance(stakers: u128) -> Balance {
	(7_000_000 + 51_000 * stakers) * ETP + ETP / 1_000
}

#[test]
fn the_development_chain_starts_with_three_stakers_who_witness() {
	let stakers = [Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie];
	assert_eq!(check("development", Parameters::development(), &stakers), issuance(3));
}

#[test]
fn the_local_chain_starts_with_four_stakers_who_witness() {
	let stakers =
		[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie, Sr25519Keyring::Dave];
	assert_eq!(check("local_testnet", Parameters::local_testnet(), &stakers), issuance(4));
}

/// Why a changed development chain can not be.
fn refused(change: impl FnOnce(&mut serde_json::Value)) -> String {
	genesis_with("development", change).execute_with(check_genesis).unwrap_err()
}

#[test]
fn candidates_must_have_avatars_and_bonds() {
	for name in preset_names() {
		assert_eq!(genesis(&name.to_string()).execute_with(check_genesis), Ok(()));
	}
	let nameless = refused(|genesis| {
		genesis["avatars"]["avatars"].as_array_mut().unwrap().remove(1);
		genesis["witnessCertificates"]["certificates"] = serde_json::json!([]);
	});
	assert!(nameless.contains("has no avatar"), "{nameless}");
	let poor = refused(|genesis| {
		let bond = &mut genesis["candidates"]["candidates"][1]["bond"];
		*bond = (bond.as_u64().unwrap() - 1).into();
	});
	assert!(poor.contains("below the least"), "{poor}");
}

#[test]
fn who_witnesses_first_must_be_a_candidate_with_that_key() {
	let refused = |change: fn(&mut serde_json::Value)| {
		refused(|genesis| change(&mut genesis["hybridConsensus"]["witnesses"]))
	};
	let eve = Sr25519Keyring::Eve;
	let stranger = refused(|list| {
		list[1][0] = serde_json::json!(Sr25519Keyring::Eve.to_account_id());
	});
	let name = format!("{:?}", eve.to_account_id());
	assert!(stranger.contains(&name) && stranger.contains("no candidate"), "{stranger}");
	let other_key = refused(|list| {
		list[1][1] = serde_json::json!(Sr25519Keyring::Eve.public());
	});
	assert!(other_key.contains("another key"), "{other_key}");
}

#[test]
fn one_key_finalises_the_development_chain_and_four_the_local_one() {
	let authorities = |name: &str| {
		let authorities = genesis(name).execute_with(Grandpa::grandpa_authorities);
		authorities.into_iter().map(|(id, weight)| (id.into(), weight)).collect::<Vec<_>>()
	};
	let alice = Ed25519Keyring::Alice.public();
	assert_eq!(authorities("development"), vec![(alice, 1)]);
	let local = authorities("local_testnet");
	assert_eq!(local.len(), 4);
	assert!(local.contains(&(Ed25519Keyring::Dave.public(), 1)));
}

#[test]
fn well_known_accounts_have_money() {
	for name in ["development", "local_testnet"] {
		genesis(name).execute_with(|| {
			for who in ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"] {
				let who: Sr25519Keyring = who.parse().unwrap();
				// Of which witnesses have some in their bonds.
				assert_eq!(Balances::total_balance(&who.to_account_id()), 1_000_000 * ETP);
			}
		});
	}
}

#[test]
fn only_the_known_presets_exist() {
	let names: Vec<String> = preset_names().iter().map(|id| id.to_string()).collect();
	assert_eq!(names, ["development", "local_testnet"]);
	assert!(preset(&"mainnet".into()).is_none());
}

#[test]
fn a_preset_survives_json_without_large_numbers() {
	for name in preset_names() {
		let json = String::from_utf8(preset(&name).unwrap()).unwrap();
		let value: serde_json::Value = serde_json::from_str(&json).unwrap();
		assert!(!json.contains("e+"), "a number became a float");
		assert_eq!(value["difficulty"]["pow"], 600);
	}
}

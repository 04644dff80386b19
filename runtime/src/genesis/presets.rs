//! The presets of the development chains.

use crate::{configs::ledger::Treasury, AccountId, Balance, RuntimeGenesisConfig};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_avatars::GenesisAvatar;
use pallet_candidates::GenesisCandidate;
use pallet_utxo_assets::GenesisOutput;
use pallet_witness_certificates::GenesisCertificate;
use pillars_consensus_primitives::WitnessKey;
use pillars_ledger::Lock;
use pillars_primitives::{units::ETP, BlockNumber};
use pillars_rules::{EpochShape, Parameters, MIN_STAKE};
use serde_json::Value as Json;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// Who holds a FRAME account in the presets.
const ACCOUNTS: [Sr25519Keyring; 6] = [
	Sr25519Keyring::Alice,
	Sr25519Keyring::Bob,
	Sr25519Keyring::Charlie,
	Sr25519Keyring::Dave,
	Sr25519Keyring::Eve,
	Sr25519Keyring::Ferdie,
];

/// What each of them has, and the treasury: 1 000 000 ETP, in satoshi.
const BALANCE: Balance = 1_000_000 * ETP;
/// Who speaks for the Foundation.
const FOUNDATION: Sr25519Keyring = Sr25519Keyring::Ferdie;
/// Who holds the level-1 certificate under which the witnesses have theirs.
const LEVEL1: Sr25519Keyring = Sr25519Keyring::Eve;
/// Number of coins of each staker.
const COINS: usize = 10;
/// What each of these is worth: 5 000 ETP, in satoshi.
const COIN: Balance = 5_000 * ETP;
/// The stake deposit of each staker: 1 000 ETP, in satoshi.
const DEPOSIT: Balance = 1_000 * ETP;
/// Difficulty of the first `Pow` block: a thread with a light cache finds it in a second or two.
const POW_DIFFICULTY: u128 = 600;
/// Mean time in slots of a second between `Pos` blocks at the start.
const POS_MEAN_SLOTS: u128 = 45;

/// What makes the presets differ.
pub struct Network {
	/// The parameters of the consensus.
	pub parameters: Parameters,
	/// The size of an epoch.
	pub shape: EpochShape,
	/// Who witnesses in epoch 0, stands for election and holds coins to stake.
	pub witnesses: Vec<Sr25519Keyring>,
	/// Who finalises.
	pub authorities: Vec<Ed25519Keyring>,
}

/// One node: witnesses are Alice, Bob and Charlie, Alice finalises.
pub fn development() -> Network {
	Network {
		parameters: Parameters::development(),
		shape: EpochShape { witness_count: 3, turns_per_witness: 4 },
		witnesses: vec![Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie],
		authorities: vec![Ed25519Keyring::Alice],
	}
}

/// A few nodes: Alice, Bob, Charlie and Dave witness and finalise.
pub fn local_testnet() -> Network {
	Network {
		parameters: Parameters::local_testnet(),
		shape: EpochShape { witness_count: 4, turns_per_witness: 5 },
		witnesses: vec![
			Sr25519Keyring::Alice,
			Sr25519Keyring::Bob,
			Sr25519Keyring::Charlie,
			Sr25519Keyring::Dave,
		],
		authorities: vec![
			Ed25519Keyring::Alice,
			Ed25519Keyring::Bob,
			Ed25519Keyring::Charlie,
			Ed25519Keyring::Dave,
		],
	}
}

impl Network {
	/// The patch of the default genesis.
	pub fn patch(self) -> Json {
		let outputs: Vec<GenesisOutput> =
			self.witnesses.iter().copied().flat_map(outputs_of).collect();
		let pos = pos_difficulty(&outputs);
		let witnesses: Vec<(AccountId, WitnessKey)> = self
			.witnesses
			.iter()
			.map(|key| (key.to_account_id(), WitnessKey::from(key.public())))
			.collect();
		let authorities: Vec<(GrandpaId, u64)> =
			self.authorities.iter().map(|key| (key.public().into(), 1)).collect();
		let balances: Vec<(AccountId, Balance)> = ACCOUNTS
			.iter()
			.map(|key| key.to_account_id())
			.chain([Treasury::get()])
			.map(|account| (account, BALANCE))
			.collect();
		let avatars: Vec<GenesisAvatar> = ACCOUNTS.iter().copied().map(avatar_of).collect();
		let min_bond = self.parameters.min_bond;
		let candidates: Vec<GenesisCandidate> =
			self.witnesses.iter().filter_map(|key| candidate_of(*key, min_bond)).collect();
		let certificates = vec![GenesisCertificate {
			holder: LEVEL1.to_account_id(),
			active: true,
			level2: self.witnesses.iter().map(|key| key.to_account_id()).collect(),
		}];
		let foundation = Some(FOUNDATION.to_account_id());
		build_struct_json_patch!(RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig { balances },
			difficulty: pallet_difficulty::GenesisConfig { pow: POW_DIFFICULTY, pos },
			hybrid_consensus: pallet_hybrid_consensus::GenesisConfig {
				parameters: self.parameters,
				shape: self.shape,
				witnesses,
			},
			utxo_assets: pallet_utxo_assets::GenesisConfig { outputs },
			grandpa: pallet_grandpa::GenesisConfig { authorities },
			avatars: pallet_avatars::GenesisConfig { avatars },
			candidates: pallet_candidates::GenesisConfig { candidates },
			witness_certificates: pallet_witness_certificates::GenesisConfig {
				certificates,
				foundation,
			},
		})
	}
}

/// An avatar with the name of its key in lower case.
fn avatar_of(key: Sr25519Keyring) -> GenesisAvatar {
	GenesisAvatar { symbol: <&str>::from(key).to_lowercase(), account: key.to_account_id() }
}

/// A candidate with the least bond, and the GRANDPA key of its name: both keyrings have the same names in the same
/// order.
fn candidate_of(key: Sr25519Keyring, bond: Balance) -> Option<GenesisCandidate> {
	let (_, finality) =
		Sr25519Keyring::iter().zip(Ed25519Keyring::iter()).find(|(other, _)| *other == key)?;
	Some(GenesisCandidate {
		who: key.to_account_id(),
		bond,
		witness_key: key.public(),
		grandpa_key: finality.public(),
		commission: Default::default(),
	})
}

/// Coins to stake, and a deposit that never expires, as deposits of genesis do not.
fn outputs_of(staker: Sr25519Keyring) -> Vec<GenesisOutput> {
	let owner = staker.to_account_id();
	let coin = GenesisOutput { lock: Lock::Account(owner.clone()), amount: COIN };
	let mut outputs = vec![coin; COINS];
	outputs.push(GenesisOutput {
		lock: Lock::Deposit { owner, until: BlockNumber::MAX },
		amount: DEPOSIT,
	});
	outputs
}

/// The difficulty at which the eligible coins, all staked, win a slot in [`POS_MEAN_SLOTS`] on the
/// mean.
fn pos_difficulty(outputs: &[GenesisOutput]) -> u128 {
	outputs
		.iter()
		.filter(|output| matches!(output.lock, Lock::Account(_)) && output.amount >= MIN_STAKE)
		.map(|output| output.amount.checked_div(ETP).unwrap_or_default())
		.fold(0u128, u128::saturating_add)
		.saturating_mul(POS_MEAN_SLOTS)
}

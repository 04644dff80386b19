//! The genesis presets: what the first state of a chain holds.
//!
//! | preset | chain |
//! |---|---|
//! | [`DEV_RUNTIME_PRESET`] | one node that makes all kinds of blocks |
//! | [`LOCAL_TESTNET_RUNTIME_PRESET`] | a few nodes on one machine |
//!
//! Both hold well-known development keys; neither has a superuser. The first state of a public
//! chain has keys that nobody knows yet, so there is no preset of one.

mod presets;

pub use presets::{development, local_testnet, Network};

use crate::{Avatars, Candidates, HybridConsensus, Runtime};
use alloc::{
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use pallet_candidates::Candidates as Registered;
use pillars_consensus_primitives::WitnessKey;
use pillars_traits::{Avatars as _, Bonds};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// The JSON patch of a preset, if there is one of that name.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
	let network = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	Some(network.patch().to_string().into_bytes())
}

/// Checks what no pallet sees alone: that candidates have avatars and bonds that suffice, and that who witnesses in epoch
/// 0 is a candidate with this very key, for witnesses stand in for what they do with their bonds.
///
/// # Errors
///
/// What does not hold.
pub fn check() -> Result<(), String> {
	let min_bond = HybridConsensus::parameters().min_bond;
	for who in Registered::<Runtime>::iter_keys() {
		if !Avatars::is_avatar(&who) {
			return Err(format!("the genesis candidate {who:?} has no avatar"));
		}
		if Candidates::own_bond(&who) < min_bond {
			return Err(format!("the bond of the genesis candidate {who:?} is below the least"));
		}
	}
	for (who, key) in HybridConsensus::witnesses(0).unwrap_or_default() {
		let keys = Registered::<Runtime>::get(&who)
			.ok_or_else(|| format!("the genesis witness {who:?} is no candidate"))?;
		if WitnessKey::from(keys.witness) != key {
			return Err(format!("the genesis witness {who:?} is a candidate with another key"));
		}
	}
	Ok(())
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

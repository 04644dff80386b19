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

use alloc::{string::ToString, vec, vec::Vec};
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

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

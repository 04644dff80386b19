//! The chains that are known by name. Their genesis is in the runtime, as presets.

use pillars_primitives::units::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL};
use pillars_runtime::WASM_BINARY;
use sc_service::{ChainType, GenericChainSpec, Properties};
use std::path::Path;

/// A chain specification of this node.
pub(crate) type ChainSpec = GenericChainSpec;

/// The specification of a chain, by the name or path given with `--chain`.
///
/// # Errors
///
/// Which chains are known, or what is wrong with the file.
pub(crate) fn load(id: &str) -> Result<ChainSpec, String> {
	const KNOWN: &str = "known are \"dev\", \"local\", or a path to a chain specification";
	match id {
		"dev" => named("Pillars Development", "pillars_dev", ChainType::Development, "development"),
		"local" => {
			named("Pillars Local Testnet", "pillars_local", ChainType::Local, "local_testnet")
		},
		"" => Err(format!("no chain chosen: give --dev or --chain; {KNOWN}")),
		path if Path::new(path).is_file() => ChainSpec::from_json_file(path.into()),
		unknown => Err(format!("unknown chain \"{unknown}\": {KNOWN}")),
	}
}

fn named(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let code = WASM_BINARY.ok_or(
		"this binary was built without a runtime (SKIP_WASM_BUILD); build it again without",
	)?;
	Ok(ChainSpec::builder(code, None)
		.with_name(name)
		.with_id(id)
		.with_protocol_id(id)
		.with_chain_type(kind)
		.with_properties(properties())
		.with_genesis_config_preset_name(preset)
		.build())
}

/// What wallets show.
fn properties() -> Properties {
	Properties::from_iter([
		("tokenSymbol".to_string(), TOKEN_SYMBOL.into()),
		("tokenDecimals".to_string(), TOKEN_DECIMALS.into()),
		("ss58Format".to_string(), SS58_PREFIX.into()),
	])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_unknown_chain_names_the_known_ones() {
		let error = load("nonsense").err().unwrap();
		assert_eq!(
			error,
			"unknown chain \"nonsense\": \
			 known are \"dev\", \"local\", or a path to a chain specification"
		);
		assert!(load("").err().unwrap().starts_with("no chain chosen"));
	}

	#[test]
	fn wallets_find_the_token() {
		let properties = properties();
		assert_eq!(properties.get("tokenSymbol"), Some(&"ETP".into()));
		assert_eq!(properties.get("tokenDecimals"), Some(&8.into()));
		assert_eq!(properties.get("ss58Format"), Some(&42.into()));
	}
}

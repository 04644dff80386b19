//! How a token is mined, as options and in words.

use crate::wallet::{amount, names::AssetName, WalletError};
use pillars_ledger::MiningModel;
use pillars_primitives::{Balance, BlockNumber};
use serde_json::{json, Value as Json};
use sp_runtime::Permill;

/// Digits behind the point of a decay: a millionth is the last.
const DECAY_DECIMALS: u8 = 6;

/// Options of `issue` for a token that is mined.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Mining")]
pub(crate) struct MiningArgs {
	/// Let blocks mine the token: how much of it a block earns at first. That can never be added or changed later.
	#[arg(long, value_name = "AMOUNT")]
	mine: Option<String>,

	/// After so many blocks the reward falls.
	#[arg(long, value_name = "BLOCKS", requires = "mine", default_value_t = 500_000,
		value_parser = clap::value_parser!(u32).range(1..))]
	mine_interval: BlockNumber,

	/// What is left of the reward then: from 0 to 1, with up to 6 digits behind the point.
	#[arg(long, value_name = "PART", requires = "mine", default_value = "0.95", value_parser = parse_decay)]
	mine_decay: Permill,

	/// The most that is ever mined; without it only the decay sets a bound.
	#[arg(long, value_name = "AMOUNT", requires = "mine")]
	mine_cap: Option<String>,
}

fn parse_decay(text: &str) -> Result<Permill, String> {
	let parts = amount::parse(text, DECAY_DECIMALS).map_err(|error| error.to_string())?;
	match u32::try_from(parts) {
		Ok(parts @ 0..=1_000_000) => Ok(Permill::from_parts(parts)),
		_ => Err("what is left is from 0 to 1".into()),
	}
}

impl MiningArgs {
	/// The model of a token with so many decimals, if it is to be mined.
	///
	/// # Errors
	///
	/// If nothing could ever be mined by it, or more than can be counted.
	pub(crate) fn model(&self, decimals: u8) -> Result<Option<MiningModel>, WalletError> {
		let Some(initial) = &self.mine else { return Ok(None) };
		let positive = |text: &str| match amount::parse(text, decimals)? {
			0 => Err(WalletError::Input("a token is mined by more than zero".into())),
			amount => Ok(amount),
		};
		let initial = u64::try_from(positive(initial)?).map_err(|_| {
			WalletError::Input("a block can earn less than 2^64 of the smallest units".into())
		})?;
		let cap = self.mine_cap.as_deref().map(positive).transpose()?;
		Ok(Some(MiningModel { initial, interval: self.mine_interval, decay: self.mine_decay, cap }))
	}
}

/// An amount of a token, with its symbol.
pub(super) fn shown(amount: Balance, name: &AssetName) -> String {
	format!("{} {}", amount::format(amount, name.decimals), name.symbol)
}

/// A model in words.
pub(crate) fn words(model: &MiningModel, name: &AssetName) -> String {
	let MiningModel { initial, interval, decay, cap } = model;
	let decay = amount::format(decay.deconstruct().into(), DECAY_DECIMALS);
	let decay = decay.trim_end_matches('0').trim_end_matches('.');
	let first = shown((*initial).into(), name);
	let cap = match cap {
		Some(cap) => format!("at most {} in all", shown(*cap, name)),
		None => "without a cap".into(),
	};
	format!("{first} a block, times {decay} every {interval} blocks, {cap}")
}

/// A model for programs.
pub(super) fn model_json(model: &MiningModel, name: &AssetName) -> Json {
	let exact = |amount| amount::format(amount, name.decimals);
	json!({
		"initial": exact(model.initial.into()),
		"interval": model.interval,
		"decay": amount::format(model.decay.deconstruct().into(), DECAY_DECIMALS),
		"cap": model.cap.map(exact),
	})
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;

	fn gold() -> AssetName {
		AssetName { id: 3, symbol: "GOLD".into(), decimals: 2 }
	}

	fn args(mine: &str, cap: Option<&str>) -> MiningArgs {
		MiningArgs {
			mine: Some(mine.into()),
			mine_interval: 500_000,
			mine_decay: parse_decay("0.95").unwrap(),
			mine_cap: cap.map(Into::into),
		}
	}

	#[test]
	fn amounts_are_in_the_token() {
		let model = args("3", Some("1000.5")).model(2).unwrap().unwrap();
		assert_eq!((model.initial, model.cap), (300, Some(100_050)));
		assert_eq!((model.interval, model.decay), (500_000, Permill::from_percent(95)));
		assert_eq!(
			words(&model, &gold()),
			"3.00 GOLD a block, times 0.95 every 500000 blocks, at most 1000.50 GOLD in all"
		);
		assert_eq!(
			model_json(&model, &gold()),
			json!({ "initial": "3.00", "interval": 500_000, "decay": "0.950000", "cap": "1000.50" })
		);
		assert!(MiningArgs::default().model(2).unwrap().is_none());
	}

	#[test]
	fn what_mines_nothing_or_too_much_is_refused() {
		let refused = |args: MiningArgs| args.model(2).unwrap_err().to_string();
		assert!(refused(args("0", None)).contains("more than zero"));
		assert!(refused(args("1", Some("0.00"))).contains("more than zero"));
		assert!(refused(args("0.001", None)).contains("2 digits"));
		let most = u64::MAX / 100;
		assert!(args(&most.to_string(), None).model(2).is_ok());
		assert!(refused(args(&(most + 1).to_string(), None)).contains("2^64"));
	}

	#[test]
	fn a_decay_is_a_part_of_one() {
		assert_eq!(parse_decay("1"), Ok(Permill::one()));
		assert_eq!(parse_decay("0"), Ok(Permill::zero()));
		assert_eq!(parse_decay("0.123456"), Ok(Permill::from_parts(123_456)));
		for bad in ["", "-1", "1.000001", "0.1234567", "95%", &u128::MAX.to_string()] {
			parse_decay(bad).unwrap_err();
		}
	}

	#[test]
	fn without_decay_and_cap_it_is_told_so() {
		let model = MiningModel { initial: 1, interval: 1, decay: Permill::one(), cap: None };
		assert_eq!(
			words(&model, &gold()),
			"0.01 GOLD a block, times 1 every 1 blocks, without a cap"
		);
		assert_eq!(model_json(&model, &gold())["cap"], Json::Null);
	}
}

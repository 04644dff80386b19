//! The known-answer vectors: computed apart from this project, with exact rationals and a stock
//! BLAKE2. Big numbers are decimal strings, hashes are hex; `note` says which rule a file is of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pillars_primitives::units::ETP;
use pillars_rules::{
	effective_difficulty, elect, kernel_hash, meets_kernel, miss_score, modifier, mst_reward,
	next_difficulty, stake_maturity, stake_score, subsidy, Kind, MissRecord, Phase, Ratio,
	DECAY_INTERVAL,
};
use primitive_types::H256;
use serde_json::Value;

/// The cases of a file, and how many there must be: an empty file shows nothing.
fn cases(file: &str, count: usize) -> Vec<Value> {
	let json: Value = serde_json::from_str(file).expect("vectors are JSON");
	let cases = json["cases"].as_array().expect("vectors have cases").clone();
	assert_eq!(cases.len(), count);
	cases
}

/// A number, written as such or as a decimal string.
fn number<T: TryFrom<u128>>(value: &Value) -> T {
	let number = match value {
		Value::String(text) => text.parse().expect("a decimal number"),
		other => u128::from(other.as_u64().expect("a number")),
	};
	T::try_from(number).unwrap_or_else(|_| panic!("{number} is too large"))
}

/// A number that may be below 0.
fn signed(value: &Value) -> i32 {
	value.as_i64().expect("a number").try_into().expect("a small number")
}

fn hash(value: &Value) -> H256 {
	let bytes = hex::decode(value.as_str().expect("a hash")).expect("hex");
	H256::from_slice(&bytes)
}

fn phase(value: &Value) -> Phase {
	match value.as_u64() {
		Some(1) => Phase::One,
		Some(2) => Phase::Two,
		_ => panic!("{value} is no phase"),
	}
}

fn kind(value: &Value) -> Kind {
	match value.as_str() {
		Some("Pow") => Kind::Pow,
		Some("Pos") => Kind::Pos,
		Some("Dpos") => Kind::Dpos,
		_ => panic!("{value} is no kind"),
	}
}

#[test]
fn difficulty() {
	for case in cases(include_str!("vectors/difficulty.json"), 60) {
		let next = next_difficulty(
			number(&case["difficulty"]),
			number(&case["interval_ms"]),
			number(&case["b"]),
			number(&case["theta_ms"]),
			number(&case["divisor"]),
			number(&case["min"]),
		);
		assert_eq!(next, number::<u128>(&case["next"]), "{case}");
	}
}

#[test]
fn ramp() {
	for case in cases(include_str!("vectors/ramp.json"), 112) {
		let effective = effective_difficulty(
			number(&case["difficulty"]),
			phase(&case["phase"]),
			number(&case["window"]),
			number(&case["gap"]),
			number(&case["since_parent_ms"]),
		);
		assert_eq!(effective, number::<u128>(&case["effective"]), "{case}");
	}
}

#[test]
fn maturity() {
	let one = Ratio { numerator: 1, denominator: 1 };
	for case in cases(include_str!("vectors/maturity.json"), 20) {
		let blocks = stake_maturity(number(&case["difficulty"]), number(&case["min"]), one);
		assert_eq!(blocks, number::<u32>(&case["blocks"]), "{case}");
	}
}

#[test]
fn modifiers() {
	for case in cases(include_str!("vectors/modifier.json"), 1) {
		let next = modifier(&hash(&case["block_hash"]), &hash(&case["modifier"]));
		assert_eq!(next, hash(&case["next"]), "{case}");
	}
}

#[test]
fn kernel() {
	for case in cases(include_str!("vectors/kernel.json"), 40) {
		let ticket = kernel_hash(
			&hash(&case["modifier"]),
			number(&case["slot"]),
			&hash(&case["txid"]),
			number(&case["index"]),
		);
		assert_eq!(ticket, hash(&case["hash"]), "{case}");
		let wins = |difficulty| meets_kernel(&ticket, number(&case["value"]), number(difficulty));
		assert_eq!(wins(&case["difficulty"]), case["valid"], "{case}");
		assert_eq!(wins(&case["too_hard"]), case["too_hard_valid"], "{case}");
	}
}

#[test]
fn subsidies() {
	for case in cases(include_str!("vectors/subsidy.json"), 54) {
		let height = number::<u32>(&case["k"]) * DECAY_INTERVAL;
		let expected = number::<u128>(&case["reward"]);
		assert_eq!(subsidy(kind(&case["kind"]), height), expected, "{case}");
		assert_eq!(subsidy(kind(&case["kind"]), height + DECAY_INTERVAL - 1), expected, "{case}");
	}
}

#[test]
fn scores_of_stakes() {
	for case in cases(include_str!("vectors/mars_stake.json"), 81) {
		let stake = number::<u128>(&case["etp"]) * ETP;
		assert_eq!(stake_score(stake), number::<u32>(&case["milli"]), "{case}");
		assert_eq!(stake_score(stake + ETP - 1), number::<u32>(&case["milli"]), "{case}");
	}
}

#[test]
fn scores_of_miss_rates() {
	for case in cases(include_str!("vectors/mars_miss.json"), 10) {
		assert_eq!(miss_score(signed(&case["x"])), number::<u32>(&case["milli"]), "{case}");
	}
}

#[test]
fn a_history_of_misses() {
	let mut record = MissRecord::default();
	for case in cases(include_str!("vectors/mars_history.json"), 30) {
		record = record.after(number(&case["assigned"]), number(&case["made"]));
		assert_eq!(record, MissRecord { x: signed(&case["x"]), n: number(&case["n"]) }, "{case}");
	}
}

#[test]
fn elections() {
	for case in cases(include_str!("vectors/election.json"), 6) {
		let candidates = case["candidates"].as_array().expect("a list");
		let mut candidates: Vec<(H256, u128)> =
			candidates.iter().map(|one| (hash(&one["account"]), number(&one["weight"]))).collect();
		candidates.sort();
		let weights: Vec<u128> = candidates.iter().map(|(_, weight)| *weight).collect();
		let drawn = elect(&weights, number(&case["seats"]), &hash(&case["randomness"]));
		let elected: Vec<H256> = drawn.into_iter().map(|index| candidates[index].0).collect();
		let expected: Vec<H256> =
			case["elected"].as_array().expect("a list").iter().map(hash).collect();
		assert_eq!(elected, expected, "{case}");
	}
}

#[test]
fn rewards_of_tokens() {
	for case in cases(include_str!("vectors/mst_reward.json"), 37) {
		let reward = mst_reward(
			number(&case["initial"]),
			number(&case["interval"]),
			number(&case["decay_ppm"]),
			number(&case["elapsed"]),
		);
		assert_eq!(reward, number::<u128>(&case["reward"]), "{case}");
	}
}

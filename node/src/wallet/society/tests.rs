//! Amounts, parts and scores as they are read and shown.

use super::*;
use pallet_candidates::Chunk;

#[test]
fn percentages_go_both_ways() {
	for (text, parts, shown) in [
		("0", 0, "0 %"),
		("5", 50_000_000, "5 %"),
		("12.5%", 125_000_000, "12.5 %"),
		("0.0000001", 1, "0.0000001 %"),
		("100", 1_000_000_000, "100 %"),
	] {
		let part = parse_percent(text).unwrap();
		assert_eq!((part.deconstruct(), percent(part)), (parts, shown.into()));
	}
	for bad in ["", "-1", "100.0000001", "0.00000001", "five", &u128::MAX.to_string()] {
		parse_percent(bad).unwrap_err();
	}
}

#[test]
fn scores_are_shown_in_points() {
	assert_eq!(points(90_900), "90.900");
	assert_eq!(points(7), "0.007");
	assert_eq!(points(0), "0.000");
}

#[test]
fn no_amount_is_nothing() {
	assert_eq!(etp_amount("1.5").unwrap(), 150_000_000);
	assert!(etp_amount("0").is_err());
	assert!(etp_amount("1 ETP").is_err());
	assert_eq!(exact(150_000_000), "1.50000000");
}

#[test]
fn what_leaves_is_told_with_its_epoch() {
	let chunk = |free_at| Chunk { amount: 100_000_000, free_at };
	let chunks = [chunk(4), chunk(5), chunk(6)];
	let lines = leaving(&chunks, 5);
	assert_eq!(lines[0], "1.00000000 ETP can be withdrawn");
	assert_eq!(lines[1], lines[0]);
	assert_eq!(lines[2], "1.00000000 ETP can be withdrawn from epoch 6 on");
	let json = leaving_json(&chunks, 5);
	assert_eq!((&json[1]["free"], &json[2]["free"]), (&true.into(), &false.into()));
	assert_eq!(json[2]["freeAt"], 6);
}

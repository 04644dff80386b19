//! What is read is what was written.

use super::*;
use proptest::prelude::*;

#[test]
fn amounts_are_read_exactly() {
	for (text, decimals, amount) in [
		("0", 8, 0),
		("1", 8, 100_000_000),
		("0.00000001", 8, 1),
		("1.5", 8, 150_000_000),
		("01.50", 8, 150_000_000),
		("7", 0, 7),
		("7.000", 0, 7),
		("90000000.00000001", 8, 9_000_000_000_000_001),
		("340282366920938463463374607431768211455", 0, u128::MAX),
	] {
		assert_eq!(parse(text, decimals), Ok(amount), "{text}");
	}
}

#[test]
fn what_is_no_amount_is_refused() {
	for text in ["", ".", "1.", ".5", "-1", "+1", "1e3", "1_000", "1,5", "1.2.3", " 1", "0x10", "١"]
	{
		assert_eq!(parse(text, 8), Err(AmountError::NotANumber(text.into())), "{text}");
	}
}

#[test]
fn what_is_too_precise_or_too_large_is_refused() {
	let error = parse("0.000000001", 8).unwrap_err();
	assert_eq!(
		error.to_string(),
		"\"0.000000001\" has more than the 8 digits behind the point that the asset has"
	);
	assert!(matches!(parse("0.5", 0), Err(AmountError::TooPrecise { .. })));
	assert!(matches!(parse(&"9".repeat(39), 0), Err(AmountError::TooLarge(_))));
	assert!(matches!(
		parse("340282366920938463463374607431768211455", 1),
		Err(AmountError::TooLarge(_))
	));
}

#[test]
fn amounts_are_shown_with_all_decimals() {
	assert_eq!(format(0, 8), "0.00000000");
	assert_eq!(format(1, 8), "0.00000001");
	assert_eq!(format(123_456_789_012, 8), "1234.56789012");
	assert_eq!(format(5, 0), "5");
	assert_eq!(format(u128::MAX, 18), "340282366920938463463.374607431768211455");
}

proptest! {
	#[test]
	fn what_is_shown_is_read_back(amount: u128, decimals in 0u8..=18) {
		prop_assert_eq!(parse(&format(amount, decimals), decimals), Ok(amount));
	}

	#[test]
	fn any_text_is_read_or_refused(text in "[0-9.]{0,44}", decimals in 0u8..=18) {
		if let Ok(amount) = parse(&text, decimals) {
			prop_assert_eq!(parse(&format(amount, decimals), decimals), Ok(amount));
		}
	}

	#[test]
	fn digits_are_worth_their_place(
		whole in 0u64..,
		fraction in 0u32..100_000_000,
	) {
		let text = format!("{whole}.{fraction:08}");
		let expected = u128::from(whole)
			.checked_mul(100_000_000)
			.and_then(|sum| sum.checked_add(u128::from(fraction)));
		prop_assert_eq!(parse(&text, 8).ok(), expected);
	}
}

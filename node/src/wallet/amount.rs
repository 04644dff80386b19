//! Amounts as people write them: decimal numbers, exact, never by way of floating point.

use pillars_primitives::Balance;

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AmountError {
	/// Not digits, perhaps with one point between them.
	#[error(
		"\"{0}\" is not an amount: write digits with at most one point, for example 12 or 0.5"
	)]
	NotANumber(String),
	/// More digits behind the point than the asset has.
	#[error("\"{text}\" has more than the {decimals} digits behind the point that the asset has")]
	TooPrecise {
		/// What was written.
		text: String,
		/// How many digits there may be.
		decimals: u8,
	},
	/// Not below 2^128 in the smallest unit.
	#[error("\"{0}\" is more than there can be of any asset")]
	TooLarge(String),
}

/// The amount in the smallest unit of an asset with so many decimals.
///
/// # Errors
///
/// If the text is not an amount, is more precise than the asset, or is too large.
pub(crate) fn parse(text: &str, decimals: u8) -> Result<Balance, AmountError> {
	let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
	let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
	if !is_digits(whole) || !is_digits(fraction) {
		return Err(AmountError::NotANumber(text.into()));
	}
	// Zeros at the end make nothing more precise.
	let fraction = fraction.trim_end_matches('0');
	let zeros = usize::from(decimals)
		.checked_sub(fraction.len())
		.ok_or_else(|| AmountError::TooPrecise { text: text.into(), decimals })?;
	let digits = format!("{whole}{fraction}{}", "0".repeat(zeros));
	digits.parse().map_err(|_| AmountError::TooLarge(text.into()))
}

/// The amount with all decimals of the asset, as [`parse`] reads it.
pub(crate) fn format(amount: Balance, decimals: u8) -> String {
	let decimals = usize::from(decimals);
	let digits = format!("{amount:0>width$}", width = decimals.saturating_add(1));
	match digits.split_at_checked(digits.len().saturating_sub(decimals)) {
		Some((whole, "")) => whole.into(),
		Some((whole, fraction)) => format!("{whole}.{fraction}"),
		None => digits,
	}
}

#[cfg(test)]
mod tests;

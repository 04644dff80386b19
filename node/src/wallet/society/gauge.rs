//! A gauge of plain text, 40 signs wide.

/// Signs of a line.
const WIDTH: usize = 40;
/// Signs of a name.
const NAME: usize = 14;
/// Signs of a bar between its brackets.
const BAR: usize = 15;

/// A line of a gauge: a name, a bar for how much of the full value is reached, and the value as it is shown.
///
/// Something above zero is at least one sign long, and only what is full is shown as full.
pub(super) fn bar(name: &str, value: u32, full: u32, shown: &str) -> String {
	let filled = filled(value, full);
	let bar = format!("{}{}", "#".repeat(filled), ".".repeat(BAR.saturating_sub(filled)));
	let rest = WIDTH.saturating_sub(NAME).saturating_sub(BAR).saturating_sub(2);
	format!("{name:<NAME$}[{bar}]{shown:>rest$}")
}

/// A line without a bar.
pub(super) fn sum(name: &str, shown: &str) -> String {
	let rest = WIDTH.saturating_sub(name.len());
	format!("{name}{shown:>rest$}")
}

/// How many signs of the bar are for the value.
fn filled(value: u32, full: u32) -> usize {
	let most = u64::try_from(BAR).unwrap_or(u64::MAX);
	if value >= full {
		return BAR;
	}
	if value == 0 {
		return 0;
	}
	// Above: the full value is not 0.
	let signs = u64::from(value).saturating_mul(most).checked_div(full.into()).unwrap_or_default();
	usize::try_from(signs.max(1)).unwrap_or(BAR)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn bars_are_as_long_as_their_values() {
		assert_eq!(
			bar("Stake", 30_900, 49_440, "30.900"),
			"Stake         [#########......]   30.900"
		);
		assert_eq!(
			bar("Miss", 30_000, 30_000, "30.000"),
			"Miss          [###############]   30.000"
		);
		assert_eq!(
			bar("Certificate", 0, 30_000, "0.000"),
			"Certificate   [...............]    0.000"
		);
		assert_eq!(sum("Witness score", "90.900"), "Witness score                     90.900");
	}

	#[test]
	fn little_is_seen_and_almost_full_is_not_full() {
		assert_eq!(filled(1, u32::MAX), 1);
		assert_eq!(filled(u32::MAX - 1, u32::MAX), BAR - 1);
		assert_eq!((filled(0, 0), filled(5, 4)), (BAR, BAR));
	}

	proptest! {
		#[test]
		fn all_lines_are_as_wide(value: u32, full: u32, points in 0u32..1_000_000_000) {
			let shown = points.to_string();
			prop_assert_eq!(bar("B2 capability", value, full, &shown).len(), WIDTH);
			prop_assert_eq!(sum("Reputation", &shown).len(), WIDTH);
		}

		#[test]
		fn more_is_never_shorter(value in 0..u32::MAX, full: u32) {
			prop_assert!(filled(value, full) <= filled(value + 1, full));
		}
	}
}

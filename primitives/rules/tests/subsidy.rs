//! Every reward there is, against school arithmetic: in decimal digits, dividing by 100^k is cutting
//! off 2k digits, and rounding half up is looking at the first digit cut off.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use pillars_rules::{subsidy, Kind, DECAY_INTERVAL, LAST_DECAY};

/// Multiplies a number, least significant digit first.
fn times(digits: &mut Vec<u8>, factor: u32) {
	let mut carry = 0;
	for digit in digits.iter_mut() {
		let product = u32::from(*digit) * factor + carry;
		*digit = (product % 10) as u8;
		carry = product / 10;
	}
	while carry > 0 {
		digits.push((carry % 10) as u8);
		carry /= 10;
	}
}

/// The number without its last `count` digits, rounded half up.
fn cut(digits: &[u8], count: usize) -> u128 {
	let digit = |index: usize| digits.get(index).copied().unwrap_or(0);
	let kept = (count..digits.len()).rev().fold(0, |sum, i| sum * 10 + u128::from(digit(i)));
	kept + u128::from(count > 0 && digit(count - 1) >= 5)
}

#[test]
fn every_reward_is_exact() {
	for (kind, base) in
		[(Kind::Pow, 300_000_000), (Kind::Pos, 30_000_000), (Kind::Dpos, 50_000_000)]
	{
		let mut digits = vec![1];
		times(&mut digits, base);
		for k in 0..LAST_DECAY {
			assert_eq!(
				subsidy(kind, k * DECAY_INTERVAL),
				cut(&digits, 2 * k as usize),
				"{kind} at k = {k}"
			);
			times(&mut digits, 95);
		}
	}
}

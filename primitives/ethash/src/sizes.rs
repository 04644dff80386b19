//! Sizes of caches and datasets: they grow linearly with the epoch, and the number of their rows
//! is the largest prime that fits, so that no access pattern repeats with a short period.

use crate::item::{ITEM_BYTES, PAGE_BYTES};

/// Rows of 64 bytes: 16 MiB, and 128 KiB more with each epoch.
const CACHE_INIT: u64 = 1 << 18;
const CACHE_GROWTH: u64 = 1 << 11;
/// Rows of 128 bytes: 1 GiB, and 8 MiB more with each epoch.
const DATASET_INIT: u64 = 1 << 23;
const DATASET_GROWTH: u64 = 1 << 16;

/// Bytes of the cache of an epoch: 64 times the largest prime below
/// `(2^24 + epoch * 2^17) / 64`.
///
/// Ethash specification, "Parameters". Saturates where the address space ends (only where that is
/// of 32 bits, and only for epochs no block number reaches within it).
pub fn cache_size(epoch: u32) -> usize {
	let size = rows(CACHE_INIT, CACHE_GROWTH, epoch).saturating_mul(u64::from(ITEM_BYTES));
	usize::try_from(size).unwrap_or(usize::MAX)
}

/// Bytes of the full dataset of an epoch: 128 times the largest prime below
/// `(2^30 + epoch * 2^23) / 128`.
///
/// Ethash specification, "Parameters". From epoch 32 640 on the dataset has more than 2^32 items,
/// for which Ethash is not defined.
pub fn dataset_size(epoch: u32) -> u64 {
	rows(DATASET_INIT, DATASET_GROWTH, epoch).saturating_mul(u64::from(PAGE_BYTES))
}

/// The largest prime below `init + epoch * growth`, which is at most 2^23 + 2^48.
fn rows(init: u64, growth: u64, epoch: u32) -> u64 {
	largest_prime_below(init.saturating_add(growth.saturating_mul(u64::from(epoch))))
}

fn largest_prime_below(limit: u64) -> u64 {
	(2..limit).rev().find(|candidate| is_prime(*candidate)).unwrap_or(2)
}

/// Trial division: the numbers in question are below 2^34 for every epoch of a 32-bit block number
/// and a prime is some 20 candidates away, so this takes well under a millisecond.
fn is_prime(number: u64) -> bool {
	if number < 4 {
		return number >= 2;
	}
	!number.is_multiple_of(2)
		&& (3..)
			.step_by(2)
			.take_while(|divisor: &u64| divisor.saturating_mul(*divisor) <= number)
			.all(|divisor| !number.is_multiple_of(divisor))
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn published_sizes() {
		// From the tables of the Ethereum wiki, which end at epoch 2047.
		for (epoch, cache, dataset) in [
			(0, 16_776_896, 1_073_739_904),
			(14, 18_611_392, 1_191_180_416),
			(17, 19_004_224, 1_216_345_216),
			(20, 19_398_208, 1_241_513_344),
			(56, 24_116_672, 1_543_503_488),
			(158, 37_486_528, 2_399_139_968),
			(211, 44_433_344, 2_843_734_144),
			(412, 70_778_816, 4_529_846_144),
			(658, 103_021_888, 6_593_443_456),
			(977, 144_832_448, 9_269_411_456),
			(1093, 160_038_464, 10_242_489_472),
			(1165, 169_475_648, 10_846_469_248),
			(1571, 222_690_368, 14_252_243_072),
			(1790, 251_395_136, 16_089_346_688),
			(2047, 285_081_536, 18_245_220_736),
		] {
			assert_eq!(cache_size(epoch), cache, "cache of epoch {epoch}");
			assert_eq!(dataset_size(epoch), dataset, "dataset of epoch {epoch}");
		}
	}

	#[test]
	fn small_primes() {
		let primes: Vec<_> = (0..40).filter(|number| is_prime(*number)).collect();
		assert_eq!(primes, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]);
		assert!(!is_prime(65_537 * 65_537));
		assert!(is_prime(2_147_483_647));
		assert_eq!(largest_prime_below(37), 31);
	}

	#[test]
	fn last_epoch_of_a_block_number() {
		let last = crate::epoch(u32::MAX);
		assert_eq!(last, 143_165);
		let ceiling = (1 << 30) + (1u64 << 23) * u64::from(last);
		let size = dataset_size(last);
		assert!(size < ceiling && size > ceiling - 128 * 500, "{size}");
		assert!(is_prime(size / 128));
	}

	proptest! {
		#[test]
		fn rows_are_prime_and_close_to_the_line(epoch in 0u32..143_166) {
			let line = (1usize << 24) + (1usize << 17) * epoch as usize;
			let size = cache_size(epoch);
			prop_assert!(size < line && line - size < 64 * 500);
			prop_assert!(is_prime(size as u64 / 64));
			prop_assert!(dataset_size(epoch) < dataset_size(epoch + 1));
		}
	}
}

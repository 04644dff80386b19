//! The errors of the pallet.

/// Becomes a part of [`crate::pallet`].
#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why a call fails.
	#[pallet::error]
	pub enum Error<T> {
		/// The `coinbase` is not the extrinsic at index 1.
		CoinbaseMisplaced,
		/// The block has a `coinbase` already.
		SecondCoinbase,
		/// The moment of the chain is not the time that the header claims.
		WrongTime,
		/// The divisor of the retarget is below its least value.
		DivisorTooSmall,
		/// A step of the retarget is 0 or longer than an hour.
		ThetaOutOfRange,
		/// A least difficulty is 0.
		MinDifficultyZero,
		/// The window is 1 or too long.
		WindowOutOfRange,
		/// A stated block time is 0 or longer than an hour.
		TargetBlockTimeOutOfRange,
		/// The slot is 0 or longer than an hour.
		SlotOutOfRange,
		/// The least time of a follower is 0.
		FollowerMinZero,
		/// The least time of a follower is above the greatest.
		FollowerWindowEmpty,
		/// The greatest time of a follower is longer than an hour.
		FollowerMaxTooLong,
		/// The numerator or the denominator of the maturity scale is 0.
		MaturityScaleZero,
		/// The coinbase maturity is 0.
		CoinbaseMaturityZero,
		/// A deposit would need more blocks left than it is locked for.
		DepositRemainingAboveLock,
		/// The least difficulty of a kind is too high.
		MinDifficultyTooHigh,
		/// The numerator or the denominator of the maturity scale is too large.
		MaturityScaleTooLarge,
		/// The coinbase maturity is too long.
		CoinbaseMaturityTooLong,
		/// The least deposit is too large.
		DepositTooLarge,
		/// The least lock of a deposit is too long.
		DepositLockTooLong,
		/// The least bond is below 1 ETP or too large.
		MinBondOutOfRange,
		/// The least score of a staker is too high.
		MinMarsTooHigh,
		/// The bonus of `Pos` blocks is above its bound.
		PosBonusTooHigh,
		/// A month is 0 or too long.
		MonthOutOfRange,
		/// The life of certificates is 0 or too long.
		CertificateLifeOutOfRange,
		/// The time to activate certificates is 0 or too long.
		ActivationTimeOutOfRange,
		/// The score below which certificates are frozen is too high.
		FreezeBelowTooHigh,
		/// The number of epochs to a freeze is 0 or too large.
		FreezeEpochsOutOfRange,
	}
}

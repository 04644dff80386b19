//! What must hold in any state.

use crate::{circle::MAX_COUNTERPARTIES, Circles, Config, Pallet, Records, Windows};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pillars_primitives::Balance;
use pillars_rules::{mars::MAX_RECORD, MAX_SUPPLY};
use pillars_traits::Avatars;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that what is stored fits together.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_records()?;
		Self::try_windows()?;
		Self::try_circles()
	}

	fn try_records() -> Result<(), TryRuntimeError> {
		for record in Records::<T>::iter_values() {
			ensure!(record.n > 0, "a record without epochs is stored");
			ensure!(record.n <= MAX_RECORD, "a record is of too many epochs");
			ensure!((-1_000_000..=0).contains(&record.x), "a miss rate is out of range");
		}
		Ok(())
	}

	fn try_windows() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let mut held: Balance = 0;
		for (avatar, window) in Windows::<T>::iter() {
			ensure!(T::Avatars::account_of(&avatar).is_some(), "a window is nobody's");
			ensure!(window.start <= window.summed_to, "a window is summed before it began");
			ensure!(window.summed_to <= now, "a window is summed to a height to come");
			ensure!(window.summed_to <= window.end, "a window is summed beyond its end");
			let blocks = Balance::from(window.summed_to.saturating_sub(window.start));
			let most = MAX_SUPPLY.saturating_mul(blocks);
			ensure!(window.etp_sum <= most, "a window sums up more ETP than there is");
			let most = blocks.saturating_mul(u32::MAX.into());
			ensure!(Balance::from(window.mit_sum) <= most, "a window sums up too many MITs");
			ensure!(window.last.mean.etp <= MAX_SUPPLY, "more ETP was held than there is");
			let most = window.counters.counterparties.max(window.last.counters.counterparties);
			ensure!(most <= MAX_COUNTERPARTIES, "too many counterparties are counted");
			let circle = Circles::<T>::get(avatar).filter(|circle| circle.start == window.start);
			let met = circle.map_or(0, |circle| circle.met.len());
			let counted = usize::try_from(window.counters.counterparties);
			ensure!(counted == Ok(met), "counterparties are not those that were met");
			held = held.saturating_add(window.held.etp);
		}
		ensure!(held <= MAX_SUPPLY, "avatars hold more ETP than there is");
		Ok(())
	}

	fn try_circles() -> Result<(), TryRuntimeError> {
		for (avatar, circle) in Circles::<T>::iter() {
			let window = Windows::<T>::get(avatar).ok_or("a circle has no window")?;
			ensure!(circle.start <= window.start, "a circle is of a window to come");
			let distinct: BTreeSet<_> = circle.met.iter().collect();
			ensure!(distinct.len() == circle.met.len(), "somebody was met twice");
			ensure!(!circle.met.is_empty(), "an empty circle is stored");
		}
		Ok(())
	}
}

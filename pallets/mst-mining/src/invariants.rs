//! What must hold in any state.

use crate::{types::check_model, Config, Mineables, Pallet};
use frame_support::ensure;
use pillars_ledger::ETP_ASSET;
use pillars_primitives::Balance;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks what is stored of each token: its model was not to be refused, it was not issued in the
	/// future, and no more was mined than its cap, or than its first reward for each block since its
	/// issue.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		for (asset, mineable) in Mineables::<T>::iter() {
			let model = mineable.model;
			ensure!(asset != ETP_ASSET, "ETP is taken for a token");
			ensure!(check_model(&model).is_ok(), "a token has a model that was to be refused");
			let elapsed = now.checked_sub(mineable.issued_at);
			let elapsed = elapsed.ok_or("a token was issued in the future")?;
			let cap = model.cap.unwrap_or(Balance::MAX);
			ensure!(mineable.mined <= cap, "more was mined of a token than its cap");
			let most = Balance::from(model.initial).saturating_mul(elapsed.into());
			ensure!(mineable.mined <= most, "more was mined of a token than its blocks earned");
		}
		Ok(())
	}
}

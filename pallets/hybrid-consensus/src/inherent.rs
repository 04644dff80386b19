//! The `coinbase`.

use crate::{CoinbaseMst, Config, Error, Pallet};
use frame_support::{ensure, traits::Time};
use pillars_consensus_primitives::inherents::{COINBASE_INDEX, MST_IDENTIFIER};
use pillars_ledger::Asset;
use sp_inherents::InherentData;
use sp_runtime::DispatchResult;

/// The token that the author of a block wants to mine. Data that can not be decoded name none: an
/// author's mistake must not cost it the block.
pub(crate) fn mst_of(data: &InherentData) -> Option<Asset> {
	data.get_data::<Option<Asset>>(&MST_IDENTIFIER).ok().flatten().flatten()
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_coinbase(mst: Option<Asset>) -> DispatchResult {
		let index = frame_system::Pallet::<T>::extrinsic_index();
		ensure!(index == Some(COINBASE_INDEX), Error::<T>::CoinbaseMisplaced);
		ensure!(!CoinbaseMst::<T>::exists(), Error::<T>::SecondCoinbase);
		let claimed = Self::head_of_this_block().map(|head| head.timestamp);
		ensure!(claimed == Some(T::Time::now()), Error::<T>::WrongTime);
		CoinbaseMst::<T>::put(mst);
		Ok(())
	}
}

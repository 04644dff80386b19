//! The coinstake: the inherent by which the staked coin of a `Pos` block moves to itself.

use crate::{
	change::{Change, Flow},
	Call, Config, Error, Pallet,
};
use alloc::{borrow::Cow, vec::Vec};
use frame_support::ensure;
use pillars_consensus_primitives::inherents::{
	InherentError, COINSTAKE_IDENTIFIER, COINSTAKE_INDEX, KIND_IDENTIFIER,
};
use pillars_ledger::{check_coinstake, CoinOrigin, Output, Transaction};
use pillars_rules::Kind;
use pillars_traits::BlockClaim;
use sp_inherents::InherentData;

impl<T: Config> Pallet<T> {
	/// Checks a coinstake against the claim of the block, writing nothing.
	///
	/// Its place in the block makes it the only one.
	pub(crate) fn check_coinstake(tx: &Transaction) -> Result<Change<'_, T>, Error<T>> {
		let index = frame_system::Pallet::<T>::extrinsic_index();
		ensure!(index == Some(COINSTAKE_INDEX), Error::CoinstakeMisplaced);
		ensure!(T::BlockClaim::kind() == Some(Kind::Pos), Error::NotPos);
		let kernel = T::BlockClaim::stake().ok_or(Error::CoinstakeNotKernel)?;

		let coins = Self::unspent_all(tx.inputs())?;
		let now = Self::now();
		check_coinstake(tx, &coins, &kernel, now, T::BlockClaim::stake_maturity())?;
		let owner = coins.first().and_then(|coin| coin.output.lock.owner());
		ensure!(owner == T::BlockClaim::author().as_ref(), Error::CoinstakeNotAuthor);

		let is_made = |(_, output): &(u32, &Output)| **output != Output::COINSTAKE_MARKER;
		let (indices, outputs): (_, Vec<Output>) = (0..)
			.zip(tx.outputs())
			.filter(is_made)
			.map(|(index, output)| (index, output.clone()))
			.unzip();
		let flow =
			Flow { inputs: tx.inputs(), coins, outputs: Cow::Owned(outputs), indices, fee: 0 };
		Change::prepare(tx.txid(), now, CoinOrigin::Coinstake, flow)
	}

	/// The coinstake that the engine made, if the block is to be a `Pos` block.
	pub(crate) fn coinstake_from(data: &InherentData) -> Option<Call<T>> {
		if kind(data) != Ok(Kind::Pos) {
			return None;
		}
		let tx = data.get_data(&COINSTAKE_IDENTIFIER).ok().flatten()?;
		Some(Call::coinstake { tx })
	}

	/// What is wrong with a block that has no coinstake.
	pub(crate) fn missing_coinstake(
		data: &InherentData,
	) -> Result<Option<InherentError>, InherentError> {
		Ok((kind(data)? == Kind::Pos).then_some(InherentError::NoCoinstake))
	}
}

fn kind(data: &InherentData) -> Result<Kind, InherentError> {
	data.get_data(&KIND_IDENTIFIER).ok().flatten().ok_or(InherentError::NoKind)
}

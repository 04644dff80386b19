//! What coins and fees a node has to offer.

use super::{
	chain::State,
	coins::{Input, Source, Unsigned},
	error::WalletError,
	session::Session,
};
use codec::Encode;
use pillars_ledger::{count_witnesses, Asset, SubmitSize, OUTPUT_FEE};
use pillars_primitives::{AccountId, Balance};

/// Coins and prices of the node.
pub(super) struct Market<'a> {
	/// The node.
	pub(super) session: &'a Session,
	/// Where it stands.
	pub(super) state: State<'a>,
	/// Whether an account pays for the transaction.
	pub(super) from_account: bool,
}

impl Source for Market<'_> {
	async fn select(
		&self,
		owner: &AccountId,
		asset: Asset,
		amount: Balance,
	) -> Result<Vec<Input>, WalletError> {
		self.session.chain.select(owner, asset, amount).await
	}

	async fn least_fee(&self, unsigned: &Unsigned) -> Result<Balance, WalletError> {
		let added = unsigned.outputs_added();
		if self.from_account {
			return Ok(OUTPUT_FEE.saturating_mul(added.into()));
		}
		let sized = unsigned.sized()?;
		let checked = count_witnesses(&sized.witnesses);
		let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
		let (inputs, outputs) = (count(unsigned.inputs.len()), count(unsigned.outputs.len()));
		let length = count(sized.submit()?.encoded_size());
		let size = SubmitSize {
			length,
			inputs,
			outputs,
			outputs_added: added,
			signatures: checked.signatures,
			nodes: checked.nodes,
		};
		let least: Balance = self.state.ledger("submit_fee", (size,)).await?;
		// The price of time rises by at most 0.006 % a block: so it still suffices when the pool looks again for
		// the last time.
		Ok(least.saturating_add(least.div_ceil(100)))
	}
}

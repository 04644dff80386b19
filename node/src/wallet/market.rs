//! What coins and fees a node has to offer.

use super::{
	amount,
	chain::State,
	coins::{Input, Source, Unsigned},
	error::WalletError,
	session::Session,
};
use codec::Encode;
use pillars_ledger::{count_witnesses, Asset, SubmitSize, OUTPUT_FEE};
use pillars_primitives::{
	units::{ETP, TOKEN_DECIMALS},
	AccountId, Balance,
};

/// Coins and prices of the node.
pub(super) struct Market<'a> {
	/// The node.
	pub(super) session: &'a Session,
	/// Where it stands.
	pub(super) state: State<'a>,
	/// Whether an account pays for the transaction.
	pub(super) from_account: bool,
	/// Whether the user leaves it to the wallet how much is paid.
	pub(super) automatic: bool,
}

/// Most that is paid as a fee, in satoshi, unless the user says how much: what a node answers is not to be trusted.
const MOST_AUTOMATIC: Balance = ETP;

/// What the wallet pays if it is left to it.
///
/// # Errors
///
/// [`WalletError::FeeTooHigh`].
fn automatic_fee(least: Balance) -> Result<Balance, WalletError> {
	// The price of time rises by at most 0.006 % a block: so it still suffices when the pool looks again for the last
	// time.
	let fee = least.saturating_add(least.div_ceil(100));
	if fee > MOST_AUTOMATIC {
		let show = |amount| amount::format(amount, TOKEN_DECIMALS);
		return Err(WalletError::FeeTooHigh { least: show(least), most: show(MOST_AUTOMATIC) });
	}
	Ok(fee)
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
			payments: unsigned.payments(),
			deposits: unsigned.deposits(),
			signatures: checked.signatures,
			nodes: checked.nodes,
		};
		let least: Balance = self.state.ledger("submit_fee", (size,)).await?;
		if self.automatic {
			automatic_fee(least)
		} else {
			Ok(least)
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_fee_is_rounded_up_and_has_a_ceiling() {
		assert_eq!(automatic_fee(200_000).unwrap(), 202_000);
		assert_eq!(automatic_fee(1).unwrap(), 2);
		automatic_fee(99 * ETP / 100).unwrap();
		let error = automatic_fee(ETP).unwrap_err();
		assert!(
			error.to_string().contains("1.00000000 ETP") && error.to_string().contains("--fee")
		);
		automatic_fee(Balance::MAX).unwrap_err();
	}
}

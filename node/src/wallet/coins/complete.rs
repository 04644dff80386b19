//! Adds to a transaction the coins that it lacks, the change, and the fee.

use super::{
	difference::{difference, Difference},
	Draft, Input, Unsigned,
};
use crate::wallet::{amount, error::WalletError, names::Names};
use pillars_ledger::{check_balance, check_shape, Asset, MIN_OUTPUT};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Balance};
use std::collections::{BTreeMap, BTreeSet};

/// After so many attempts coins and fee do not settle any more: each raises the fee or adds coins.
const ROUNDS: usize = 24;

/// Where coins and prices come from.
pub(crate) trait Source {
	/// Coins of the owner that can be spent now and are worth at least the amount together.
	///
	/// # Errors
	///
	/// [`WalletError::NotEnough`], [`WalletError::TooManyCoins`].
	async fn select(
		&self,
		owner: &AccountId,
		asset: Asset,
		amount: Balance,
	) -> Result<Vec<Input>, WalletError>;

	/// The least fee of a transaction, in satoshi.
	///
	/// # Errors
	///
	/// If nobody can tell.
	async fn least_fee(&self, unsigned: &Unsigned) -> Result<Balance, WalletError>;
}

/// Completes a transaction.
///
/// The fee is the least there is, unless the draft names one; ETP too little for an output of its own is left to it.
///
/// # Errors
///
/// If the payer has too little, the fee named does not suffice, or a rule of the ledger would be broken.
pub(crate) async fn complete(draft: Draft, source: &impl Source) -> Result<Unsigned, WalletError> {
	let mut fee = draft.fee.unwrap_or_default();
	let mut wanted = BTreeMap::<Asset, Balance>::new();
	let mut settled: Option<Unsigned> = None;
	for _ in 0..ROUNDS {
		let inputs = with_coins(&draft, &wanted, source).await?;
		let outputs = inputs.iter().map(|input| &input.coin.output);
		let found = difference(outputs, &draft.outputs, fee)?;
		if !found.missing.is_empty() {
			if let Some(settled) = settled {
				return checked(settled);
			}
			want(&mut wanted, &found, &draft, &inputs)?;
			continue;
		}
		let unsigned = assemble(&draft, inputs, &found, fee);
		let least = source.least_fee(&unsigned).await?;
		if unsigned.fee < least {
			if let Some(settled) = settled {
				return checked(settled);
			}
			if draft.fee.is_some() {
				return Err(WalletError::FeeTooLow(amount::format(least, TOKEN_DECIMALS)));
			}
			let raise = least.saturating_sub(unsigned.fee);
			if found.etp_left() >= raise.saturating_add(MIN_OUTPUT) {
				fee = fee.saturating_add(raise);
				continue;
			}
			// The change does not pay for itself: it is left to the fee, if that suffices then.
			let plain = without_etp_change(unsigned);
			let least = source.least_fee(&plain).await?;
			if plain.fee >= least {
				return checked(plain);
			}
			fee = least.max(fee.saturating_add(1));
			continue;
		}
		// A fee that was raised for more than it is needed for now is lowered once.
		let lower = draft.fee.is_none() && settled.is_none() && fee > least;
		if !lower {
			return checked(unsigned);
		}
		fee = least;
		settled = Some(unsigned);
	}
	settled.ok_or(WalletError::FeeUnsettled).and_then(checked)
}

/// The inputs of the draft and coins of the payer that are worth what is wanted.
async fn with_coins(
	draft: &Draft,
	wanted: &BTreeMap<Asset, Balance>,
	source: &impl Source,
) -> Result<Vec<Input>, WalletError> {
	let mut inputs = draft.inputs.clone();
	let mut known: BTreeSet<_> = inputs.iter().map(|input| input.outpoint).collect();
	for (asset, amount) in wanted {
		let Some(payer) = &draft.payer else { break };
		let coins = source.select(payer, *asset, *amount).await?;
		inputs.extend(coins.into_iter().filter(|coin| known.insert(coin.outpoint)));
	}
	Ok(inputs)
}

/// Asks for what is missing on top of the coins that are there.
fn want(
	wanted: &mut BTreeMap<Asset, Balance>,
	found: &Difference,
	draft: &Draft,
	inputs: &[Input],
) -> Result<(), WalletError> {
	for (asset, missing) in &found.missing {
		if draft.payer.is_none() {
			let missing = Names::default().amount(*asset, *missing);
			return Err(WalletError::Input(format!("the coins to spend lack {missing}")));
		}
		let mut selected: Balance = 0;
		for input in inputs.iter().skip(draft.inputs.len()) {
			if let pillars_ledger::Value::Coins { asset: of, amount } = input.coin.output.value {
				if of == *asset {
					selected = selected.saturating_add(amount);
				}
			}
		}
		wanted.insert(*asset, selected.saturating_add(*missing));
	}
	Ok(())
}

/// The transaction with its change; what is left of ETP beyond that goes to the fee.
fn assemble(draft: &Draft, inputs: Vec<Input>, found: &Difference, fee: Balance) -> Unsigned {
	let changes = found.changes(&draft.change);
	let returned = changes.iter().map(|output| output.value.etp_amount());
	let returned = returned.fold(0, Balance::saturating_add);
	let dust = found.etp_left().saturating_sub(returned);
	let mut outputs = draft.outputs.clone();
	let count = changes.len();
	outputs.extend(changes);
	Unsigned {
		inputs,
		outputs,
		changes: count,
		not_before: draft.not_before,
		memo: draft.memo.clone(),
		fee: fee.saturating_add(dust),
	}
}

/// The same, but the ETP that would be change goes to the fee.
fn without_etp_change(unsigned: Unsigned) -> Unsigned {
	let Unsigned { mut outputs, mut changes, mut fee, .. } = unsigned;
	let own = outputs.len().saturating_sub(changes);
	let etp = outputs.iter().skip(own).position(|output| output.value.etp_amount() > 0);
	if let Some(index) = etp.and_then(|index| index.checked_add(own)) {
		let change = outputs.remove(index);
		changes = changes.saturating_sub(1);
		fee = fee.saturating_add(change.value.etp_amount());
	}
	Unsigned { outputs, changes, fee, ..unsigned }
}

/// Checks the transaction by the rules of the ledger.
fn checked(unsigned: Unsigned) -> Result<Unsigned, WalletError> {
	let tx = unsigned.transaction()?;
	check_shape(&tx)?;
	let spent = unsigned.spent();
	let balanced = check_balance(spent.iter(), &unsigned.outputs)?;
	if balanced.surplus != unsigned.fee {
		return Err(WalletError::FeeUnsettled);
	}
	Ok(unsigned)
}

//! `submit`: a transaction that its own witnesses authorise and its own surplus pays for.

use crate::{change::check, transfer::genesis_hash, weighing, Config, Error, Pallet, Unspents};
use alloc::{collections::BTreeSet, vec::Vec};
use codec::Encode;
use frame_support::{
	ensure,
	pallet_prelude::{TransactionSource, TransactionValidityWithRefund},
};
use pillars_ledger::{
	count_witnesses, verify_witnesses, CoinOrigin, Output, SpendContext, SubmitSize, Transaction,
	Unspent, Witness, OUTPUT_FEE,
};
use pillars_primitives::{Balance, BlockNumber};
use pillars_traits::{PrefixedMap, SubmitFee};
use sp_core::H256;
use sp_runtime::{
	transaction_validity::{
		InvalidTransaction, TransactionLongevity, TransactionValidityError, ValidTransaction,
	},
	DispatchResult, SaturatedConversion, Weight,
};

/// For how many blocks the pool holds a transaction without looking at it again.
pub const LONGEVITY: TransactionLongevity = 64;
/// Bytes that the least fee counts for what an extrinsic has around the call.
pub const ENVELOPE: u32 = 16;
/// Most signatures that the pool verifies of a transaction whose inputs are not all there: it may never be in a block.
pub const MAX_UNPAID_SIGNATURES: u32 = 256;
/// Bytes of an encoded call before its arguments: the numbers of the pallet and of the call.
const CALL_PREFIX: usize = 2;

/// A transaction that may be in a block, but for its witnesses.
struct Judged {
	/// What it spends.
	coins: Vec<Unspent>,
	/// The transactions that make what is not in the state yet.
	parents: BTreeSet<H256>,
	/// What only one transaction of a pool may spend, as tags.
	spends: Vec<Vec<u8>>,
	/// Its place among others in the pool.
	priority: u64,
}

impl<T: Config> Pallet<T> {
	/// Whether a `submit` may be in the pool, or in a block.
	pub(crate) fn authorize_submit(
		source: TransactionSource,
		tx: &Transaction,
		named: &[Output],
		witnesses: &[Witness],
	) -> TransactionValidityWithRefund {
		let in_block = source == TransactionSource::InBlock;
		Self::authorized(tx, named, witnesses, in_block).map_err(as_validity::<T>)
	}

	fn authorized(
		tx: &Transaction,
		named: &[Output],
		witnesses: &[Witness],
		in_block: bool,
	) -> Result<(ValidTransaction, Weight), Error<T>> {
		let now = Self::now();
		let judged = Self::judge(tx, named, witnesses, now, in_block)?;
		let Judged { coins, parents, spends, priority } = judged;
		let txid = tx.txid();
		// In a block its inputs are there: so it was never carried out, and none of its outputs can be there.
		if !in_block {
			Self::check_new(tx, txid)?;
		}
		let genesis_hash = genesis_hash::<T>();
		let context = SpendContext { genesis_hash: &genesis_hash, now, signer: None };
		let checked = verify_witnesses(tx, &coins, witnesses, &context)?;
		// What can not be paid out is found here: a call that fails in a block would pay no fee.
		let spent = coins.iter().map(|coin| &coin.output);
		check::<T>(spent, tx.outputs().iter(), CoinOrigin::Transfer, now)?;

		let most = weighing::of_authorize::<T>(tx, witnesses);
		let unused = most.saturating_sub(weighing::of_checked::<T>(tx, checked));
		// Pools ask for those of blocks as well, at the state before, to drop what they conflict with and to let children
		// follow. One whose parent is in the same block is refused then, and has none: what waits for it in a pool follows
		// when the pool looks at it again.
		let mut provides = spends;
		provides.push(("tx", txid).encode());
		let requires = parents.iter().map(|parent| ("tx", parent).encode()).collect();
		let valid = ValidTransaction {
			priority,
			requires,
			provides,
			longevity: LONGEVITY,
			propagate: true,
		};
		Ok((valid, unused))
	}

	/// What a `submit` of this size must leave at least, in satoshi.
	pub fn submit_fee(size: SubmitSize) -> Balance {
		let length = size.length.saturating_add(ENVELOPE);
		let fee = T::SubmitFee::minimum(length, weighing::of_size::<T>(&size));
		fee.saturating_add(OUTPUT_FEE.saturating_mul(size.outputs_added.into()))
	}

	/// Carries out a `submit` that was authorised just now, by [`Self::authorize_submit`] in this very state.
	///
	/// What the ledger depends on is checked again, for it costs little: what it names, what it leaves and its
	/// witnesses are not.
	pub(crate) fn do_submit(tx: &Transaction) -> DispatchResult {
		let now = Self::now();
		Self::check_form(tx, tx.encoded_size(), now)?;
		let coins = Self::unspent_all(tx.inputs())?;
		let surplus = Self::check_coins(tx, &coins, now)?.surplus;
		Self::prepare_transfer(tx, coins, surplus, now)?.apply()
	}

	/// Checks all that is cheaper than a signature, writing nothing.
	fn judge(
		tx: &Transaction,
		named: &[Output],
		witnesses: &[Witness],
		now: BlockNumber,
		in_block: bool,
	) -> Result<Judged, Error<T>> {
		let size = tx
			.encoded_size()
			.saturating_add(named.encoded_size())
			.saturating_add(witnesses.encoded_size());
		Self::check_form(tx, size, now)?;
		ensure!(named.len() == tx.inputs().len(), Error::NamedCount);
		let mut parents = BTreeSet::new();
		let mut spends = Vec::with_capacity(named.len());
		let mut coins = Vec::with_capacity(named.len());
		for (outpoint, output) in tx.inputs().iter().zip(named) {
			coins.push(match Unspents::<T>::fetch(outpoint) {
				Some(coin) => {
					ensure!(coin.output == *output, Error::NamedDiffers);
					spends.push(("in", outpoint).encode());
					coin
				},
				None => {
					ensure!(!in_block, Error::NotUnspent);
					parents.insert(outpoint.txid);
					// Nobody can tell whether it will be as it is named: whoever names it otherwise does not
					// keep its owner from spending it.
					spends.push(("in", outpoint, output).encode());
					Unspent { output: output.clone(), height: now, origin: CoinOrigin::Transfer }
				},
			});
		}
		let balanced = Self::check_coins(tx, &coins, now)?;
		let length =
			size.saturating_add(CALL_PREFIX).saturated_into::<u32>().saturating_add(ENVELOPE);
		let weight = weighing::of_submit::<T>(tx, named)
			.saturating_add(weighing::of_authorize::<T>(tx, witnesses));
		let above = balanced
			.surplus
			.saturating_sub(balanced.output_fee)
			.checked_sub(T::SubmitFee::minimum(length, weight))
			.ok_or(Error::FeeBelowMinimum)?;
		// Nobody may ever pay for verifying them.
		let is_bounded = count_witnesses(witnesses).signatures <= MAX_UNPAID_SIGNATURES;
		ensure!(parents.is_empty() || is_bounded, Error::TooManySignatures);
		// What is left of outputs that may never be there is worth nothing: it makes way for whoever can pay.
		let priority =
			if parents.is_empty() { T::SubmitFee::priority(above, length, weight) } else { 0 };
		Ok(Judged { coins, parents, spends, priority })
	}
}

/// The number of the broken rule among the errors of the pallet, as the pool knows it.
fn as_validity<T: Config>(error: Error<T>) -> TransactionValidityError {
	let number = error.encode().first().copied().unwrap_or(u8::MAX);
	InvalidTransaction::Custom(number).into()
}

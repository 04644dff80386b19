//! Transactions that no account signs, in the pool and in blocks.

use crate::{
	chain::Chain,
	draft::{broken, Coin, Draft},
};
use codec::Encode;
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, GetDispatchInfo},
	traits::{Authorize, Get},
};
use pallet_transaction_payment::{ChargeTransactionPayment, Multiplier, NextFeeMultiplier};
use pallet_utxo_assets::Error;
use pillars_consensus_primitives::Claim;
use pillars_ledger::{
	runtime_decl_for_ledger_api::LedgerApiV1, CoinOrigin, Lock, Output, SubmitSize, OUTPUT_FEE,
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance,
};
use pillars_rules::{subsidy, Kind};
use pillars_runtime::{
	configs::system::RuntimeBlockWeights, Runtime, RuntimeCall, TransactionPayment,
	UncheckedExtrinsic,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Eve, One, Two};
use sp_runtime::{transaction_validity::InvalidTransaction, DispatchError, FixedPointNumber};

const POW: Claim = Claim::Pow { difficulty: 600 };
/// Enough for any transaction here.
const FEE: Balance = 10 * MILLI_ETP;

/// The first coins of an owner in the preset, of 5 000 ETP each.
fn coins(chain: &mut Chain, owner: Sr25519Keyring) -> Vec<Coin> {
	chain.coins(owner).into_iter().map(|coin| (coin.outpoint, coin.output)).collect()
}

fn to(owner: Sr25519Keyring, amount: Balance) -> Output {
	Output::etp(amount, owner.to_account_id())
}

/// All of a coin to somebody else, less a fee.
fn pass(chain: &mut Chain, coin: Coin, by: Sr25519Keyring, dest: Sr25519Keyring) -> Draft {
	let amount = coin.1.value.etp_amount() - FEE;
	Draft::new(chain, [coin], [to(dest, amount)]).account(0, by)
}

#[test]
fn whoever_has_only_outputs_moves_them() {
	let mut chain = Chain::new("development");
	let coin = coins(&mut chain, Alice)[0].clone();
	let first = pass(&mut chain, coin, Alice, One);
	let second = pass(&mut chain, first.coin(0), One, Two);
	chain.add(Eve, POW, vec![first.submit()]);
	assert_eq!(chain.balance(&One.to_account_id()), 0);
	chain.add(Eve, POW, vec![second.submit()]);
	assert_eq!(coins(&mut chain, Two), [second.coin(0)]);
	let paid = chain.coinbase(Eve, 0).unwrap().output.value.etp_amount();
	assert_eq!(paid, subsidy(Kind::Pow, 2) + FEE);
}

/// What the rules ask of a transaction.
fn minimum(chain: &mut Chain, draft: &Draft) -> Balance {
	let call = draft.call();
	let weight = call.get_dispatch_info().call_weight + call.weight_of_authorize();
	let length = RuntimeCall::from(call).encoded_size() as u32 + 16;
	let added = draft.tx.outputs().len().saturating_sub(draft.spent.len()) as u128;
	chain.at(|| {
		let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let by_weight = TransactionPayment::next_fee_multiplier()
			.saturating_mul_int(TransactionPayment::weight_to_fee(weight));
		TransactionPayment::weight_to_fee(base)
			+ TransactionPayment::length_to_fee(length)
			+ by_weight
			+ added * OUTPUT_FEE
	})
}

/// A coin of 5 000 ETP to two outputs, leaving this much.
fn leaving(chain: &mut Chain, fee: Balance) -> Draft {
	let coin = coins(chain, Alice)[0].clone();
	let outputs = [to(Bob, ETP), to(Alice, 4_999 * ETP - fee)];
	Draft::new(chain, [coin], outputs).account(0, Alice)
}

#[test]
fn not_a_satoshi_less_than_the_least_fee_at_any_price_of_time() {
	let mut chain = Chain::new("development");
	let mut fees = vec![];
	for price in [1, 3] {
		chain.at(|| NextFeeMultiplier::<Runtime>::put(Multiplier::saturating_from_integer(price)));
		let draft = leaving(&mut chain, FEE);
		let least = minimum(&mut chain, &draft);
		let too_little = leaving(&mut chain, least - 1).submit();
		let error = broken(Error::FeeBelowMinimum);
		assert_eq!(chain.validate(too_little.clone()), Err(error));
		assert_eq!(chain.apply(too_little), Err(error));
		let enough = leaving(&mut chain, least).submit();
		assert!(chain.validate(enough.clone()).is_ok());
		assert_eq!(chain.apply(enough), Ok(Ok(())));
		// Wallets are told the same.
		let length = RuntimeCall::from(draft.call()).encoded_size() as u32;
		let size = SubmitSize {
			length,
			inputs: 1,
			outputs: 2,
			outputs_added: 1,
			payments: 0,
			deposits: 0,
			signatures: 1,
			nodes: 0,
		};
		assert_eq!(chain.at(|| Runtime::submit_fee(size)), least);
		fees.push(least);
	}
	assert!(fees[1] > fees[0]);
	assert!(fees[0] < 5 * MILLI_ETP, "{} satoshi", fees[0]);
}

#[test]
fn the_bytes_around_the_call_are_paid_for() {
	let mut chain = Chain::new("development");
	let draft = leaving(&mut chain, FEE);
	let call = RuntimeCall::from(draft.call()).encoded_size();
	assert!(draft.submit().encoded_size() <= call + 16);
}

#[test]
fn who_leaves_more_comes_first() {
	let mut chain = Chain::new("development");
	let draft = leaving(&mut chain, FEE);
	let least = minimum(&mut chain, &draft);
	let mut priority = |fee| {
		let tx = leaving(&mut chain, fee).submit();
		chain.validate(tx).unwrap().priority
	};
	let priorities = [least, least + 1, least + ETP].map(&mut priority);
	assert!(priorities.is_sorted() && priorities[0] < priorities[1]);
	// A tip of the same amount weighs as much.
	let call = draft.call();
	let weight = call.get_dispatch_info().call_weight + call.weight_of_authorize();
	let info = DispatchInfo { call_weight: weight, ..Default::default() };
	let length = RuntimeCall::from(call).encoded_size() + 16;
	let tip = ChargeTransactionPayment::<Runtime>::get_priority(&info, length, ETP, 0);
	assert_eq!(priorities[2], tip);
}

#[test]
fn a_chain_of_transactions_is_in_one_block() {
	let mut chain = Chain::new("development");
	let coin = coins(&mut chain, Alice)[0].clone();
	let first = pass(&mut chain, coin, Alice, One);
	let second = pass(&mut chain, first.coin(0), One, Two);
	let third = pass(&mut chain, second.coin(0), Two, Bob);
	let valid = [&first, &second, &third].map(|draft| chain.validate(draft.submit()).unwrap());
	assert!(valid[0].requires.is_empty());
	for (child, parent) in [(1, &first), (2, &second)] {
		assert_eq!(valid[child].requires, [("tx", parent.tx.txid()).encode()]);
		assert!(valid[child - 1].provides.contains(&valid[child].requires[0]));
		assert_eq!((valid[child].longevity, valid[child].propagate), (64, true));
	}
	// A child without its parent is an error in a block.
	assert_eq!(chain.apply(second.submit()), Err(broken(Error::NotUnspent)));
	chain.add(Eve, POW, [&first, &second, &third].map(Draft::submit).to_vec());
	assert!(coins(&mut chain, Bob).contains(&third.coin(0)));
	for draft in [first, second, third] {
		assert_eq!(chain.apply(draft.submit()), Err(broken(Error::NotUnspent)));
	}
}

#[test]
fn of_two_that_spend_the_same_one_is_taken() {
	let mut chain = Chain::new("development");
	let coin = coins(&mut chain, Alice)[0].clone();
	let one = pass(&mut chain, coin.clone(), Alice, One);
	let two = pass(&mut chain, coin.clone(), Alice, Two);
	for draft in [&one, &two] {
		let valid = chain.validate(draft.submit()).unwrap();
		assert_eq!(valid.provides[0], ("in", coin.0).encode());
	}
	chain.add(Eve, POW, vec![one.submit()]);
	assert_eq!(chain.apply(two.submit()), Err(broken(Error::NotUnspent)));
	assert_eq!(chain.validate(one.submit()), Err(broken(Error::OutputExists)));
}

#[test]
fn other_ways_in_are_closed() {
	let mut chain = Chain::new("development");
	let draft = leaving(&mut chain, FEE);
	// Without extensions nothing authorises it; an author who puts it into a block has nothing of it.
	let bare = UncheckedExtrinsic::new_bare(draft.call().into());
	assert!(chain.validate(bare.clone()).is_err());
	assert_eq!(chain.apply(bare), Ok(Err(DispatchError::BadOrigin)));
	// An account pays for the attempt.
	let signed = chain.sign(Eve, draft.call(), 0, 0);
	assert_eq!(chain.apply(signed), Ok(Err(DispatchError::BadOrigin)));
	// Calls that hold it authorise nothing.
	let batch = pallet_utility::Call::batch { calls: vec![draft.call().into()] };
	let hidden = Chain::general(batch);
	assert!(chain.validate(hidden.clone()).is_err());
	assert!(chain.apply(hidden).is_err());
	// Nor does a general transaction carry what an account must sign.
	let transfer =
		pallet_balances::Call::transfer_all { dest: Bob.to_account_id().into(), keep_alive: false };
	let unsigned = Chain::general(transfer);
	assert_eq!(chain.apply(unsigned), Err(InvalidTransaction::UnknownOrigin.into()));
}

#[test]
fn a_signature_of_another_chain_is_worth_nothing() {
	let mut chain = Chain::new("development");
	let mut other = Chain::new("local_testnet");
	let coin = coins(&mut chain, Alice)[0].clone();
	assert!(coins(&mut other, Alice).contains(&coin), "both chains have the coin");
	let draft = pass(&mut chain, coin, Alice, Bob);
	assert!(chain.validate(draft.submit()).is_ok());
	assert_eq!(other.validate(draft.submit()), Err(broken(Error::BadSignature)));
}

#[test]
fn the_node_is_told_what_a_block_did() {
	let mut chain = Chain::new("development");
	let draft = leaving(&mut chain, FEE);
	let fund =
		pallet_utxo_assets::Call::fund { amount: ETP, lock: Lock::Account(Bob.to_account_id()) };
	let fund = chain.sign(Bob, fund, 0, 0);
	chain.add(Eve, POW, vec![fund, draft.submit()]);
	let applied = chain.at(Runtime::applied);
	let origins: Vec<CoinOrigin> = applied.iter().map(|at| at.origin).collect();
	assert_eq!(origins, [CoinOrigin::Transfer, CoinOrigin::Transfer, CoinOrigin::Coinbase]);
	let [funded, submitted, coinbase] = [0, 1, 2].map(|n| applied[n].applied.clone());
	assert_eq!(funded.created[0].1, to(Bob, ETP));
	assert_eq!((submitted.txid, submitted.fee), (draft.tx.txid(), FEE));
	assert_eq!(submitted.created, [draft.coin(0), draft.coin(1)]);
	assert_eq!(submitted.spent[0].1, draft.spent[0]);
	assert_eq!(coinbase.created.len(), 1);
	// And what is unspent, page by page.
	let (mut all, mut from) = (vec![], None);
	loop {
		let page = chain.at(|| Runtime::unspents(from, 7));
		all.extend(page.coins);
		from = page.next;
		if from.is_none() {
			break;
		}
	}
	let outpoints: Vec<_> = all.iter().map(|(outpoint, _)| *outpoint).collect();
	assert!(outpoints.contains(&draft.coin(1).0) && outpoints.contains(&coinbase.created[0].0));
	assert!(!outpoints.contains(&submitted.spent[0].0));
	assert_eq!(all.len(), 33 + 1 + 1 + 1);
	assert_eq!(chain.at(Runtime::coinbase_maturity), 5);
}

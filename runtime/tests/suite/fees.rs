//! Fees of account transactions reach the author of the block.

use crate::chain::Chain;
use frame_support::weights::{Weight, WeightToFee};
use pillars_consensus_primitives::Claim;
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance,
};
use pillars_rules::{split_fees, subsidy, Kind};
use pillars_runtime::{configs::fees::TimeToFee, RuntimeCall, RuntimeEvent, System};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Eve};

const POW: Claim = Claim::Pow { difficulty: 600 };

fn transfer(amount: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: Bob.to_account_id().into(), value: amount }
		.into()
}

/// What was paid in the last block, tips included.
fn fees_paid(chain: &mut Chain) -> Balance {
	chain.at(|| {
		System::events()
			.into_iter()
			.filter_map(|record| match record.event {
				RuntimeEvent::TransactionPayment(
					pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
				) => Some(actual_fee),
				_ => None,
			})
			.sum()
	})
}

#[test]
fn a_fee_with_its_tip_is_in_the_coinbase_of_the_author() {
	let mut chain = Chain::new("development");
	let before = chain.balance(&Charlie.to_account_id());
	let tx = chain.sign(Charlie, transfer(7 * ETP), 0, MILLI_ETP);
	chain.add(Eve, POW, vec![tx]);

	let fee = fees_paid(&mut chain);
	assert!(fee > MILLI_ETP, "the tip is a part of it");
	assert_eq!(chain.balance(&Charlie.to_account_id()), before - 7 * ETP - fee);
	let coinbase = chain.coinbase(Eve, 0).unwrap();
	assert_eq!(coinbase.output.value.etp_amount(), subsidy(Kind::Pow, 1) + fee);
}

#[test]
fn a_plain_transfer_costs_less_than_a_thousandth() {
	let mut chain = Chain::new("development");
	let tx = chain.sign(Charlie, transfer(ETP), 0, 0);
	chain.add(Eve, POW, vec![tx]);
	let fee = fees_paid(&mut chain);
	assert!(fee > MILLI_ETP / 10 && fee < MILLI_ETP, "{fee} satoshi");
}

#[test]
fn a_follower_shares_its_fees_with_the_author_of_its_parent() {
	let mut chain = Chain::new("development");
	chain.add(Eve, POW, vec![]);
	let tip = 10 * MILLI_ETP;
	let tx = chain.sign(Charlie, transfer(ETP), 0, tip);
	chain.add(Alice, Claim::Dpos { epoch: 0, turn: 0 }, vec![tx]);
	let (own, parents) = split_fees(Kind::Dpos, fees_paid(&mut chain));
	assert_eq!(chain.coinbase(Alice, 0).unwrap().output.value.etp_amount(), own);
	let shared = chain.coinbase(Alice, 2).unwrap().output;
	assert_eq!(shared.value.etp_amount(), parents);
	assert_eq!(shared.lock.owner(), Some(&Eve.to_account_id()));
}

#[test]
fn time_is_cheap_but_not_free() {
	let fee = |ps| TimeToFee::weight_to_fee(&Weight::from_parts(ps, u64::MAX));
	assert_eq!(fee(9_999), 0);
	assert_eq!(fee(10_000), 1);
	assert_eq!(fee(1_500_000_000_000), 150_000_000);
	assert_eq!(fee(u64::MAX), u128::from(u64::MAX / 10_000));
}

//! The rules of transactions, each with its own error.

use super::*;
use crate::{Error, Supplies, Totals};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use pillars_ledger::{CoinOrigin, MIN_OUTPUT, OUTPUT_FEE};
use sp_runtime::DispatchError;

/// Coins of 10 and 5 ETP of owner 1 and of 3 ETP of owner 2.
fn ledger() -> ExtBuilder {
	ExtBuilder::default().coin(1, 10 * ETP).coin(1, 5 * ETP).coin(2, 3 * ETP)
}

fn refused(tx: Transaction, error: Error<Test>) {
	assert_noop!(spend(1, &tx), error);
}

#[test]
fn outputs_move_and_the_surplus_is_the_fee() {
	ledger().build_and_execute(|| {
		go_to(7);
		let tx = tx([coin(0), coin(1)], [etp(3, 14 * ETP), etp(1, ETP - 5)]);
		assert_ok!(spend(1, &tx));
		assert_eq!(unspent(&coin(0)), None);
		assert_eq!(unspent(&coin(1)), None);
		for (index, output) in [(0, etp(3, 14 * ETP)), (1, etp(1, ETP - 5))] {
			let expected = Unspent { output, height: 7, origin: CoinOrigin::Transfer };
			assert_eq!(unspent(&output_of(&tx, index)), Some(expected));
		}
		assert_eq!(Totals::<Test>::get().fees, 5);
		assert_eq!(Totals::<Test>::get().held, 18 * ETP - 5);
		let event = Event::Applied {
			txid: tx.txid(),
			spent: vec![(coin(0), etp(1, 10 * ETP)), (coin(1), etp(1, 5 * ETP))],
			created: vec![
				(output_of(&tx, 0), etp(3, 14 * ETP)),
				(output_of(&tx, 1), etp(1, ETP - 5)),
			],
			fee: 5,
			origin: CoinOrigin::Transfer,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn what_was_made_in_a_block_may_be_spent_in_it() {
	ledger().build_and_execute(|| {
		let first = tx([coin(0)], [etp(1, 10 * ETP)]);
		let second = tx([output_of(&first, 0)], [etp(2, 10 * ETP)]);
		refused(second.clone(), Error::NotUnspent);
		assert_ok!(spend(1, &first));
		assert_ok!(spend(1, &second));
		assert_eq!(amount_of(&output_of(&second, 0)), 10 * ETP);
	});
}

#[test]
fn nothing_is_spent_twice() {
	ledger().build_and_execute(|| {
		let twice = tx([coin(0)], [etp(1, 10 * ETP)]);
		assert_ok!(spend(1, &twice));
		refused(twice, Error::NotUnspent);
		refused(tx([coin(1), coin(1)], [etp(1, 10 * ETP)]), Error::DuplicateInput);
		refused(tx([coin(99)], [etp(1, ETP)]), Error::NotUnspent);
	});
}

#[test]
fn only_accounts_spend() {
	ledger().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = UtxoAssets::spend(origin, tx([coin(0)], [etp(1, ETP)]), BoundedVec::new());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_wrong_shape_is_refused() {
	ledger().build_and_execute(|| {
		refused(tx([], [etp(1, ETP)]), Error::NoInputs);
		refused(tx([coin(0)], []), Error::NoOutputs);
		refused(tx([coin(0)], [etp(1, 0)]), Error::ZeroOutput);
		let empty = Output { value: Value::Coins { asset: 1, amount: 0 }, ..etp(1, 0) };
		refused(tx([coin(0)], [etp(1, ETP), empty]), Error::ZeroOutput);
		refused(tx([coin(0)], [etp(1, MIN_OUTPUT - 1)]), Error::OutputTooSmall);
		refused(tx([coin(0)], [locked(Lock::Burn, MIN_OUTPUT - 1)]), Error::OutputTooSmall);
		let value = Value::Coins { asset: 1, amount: 1 };
		let token = Output { value, lock: Lock::Balance(owner(1)) };
		refused(tx([coin(0)], [token]), Error::NotEtp);
		let memo = with(tx([coin(0)], [etp(1, ETP)]), |body| {
			body.memo = vec![3].try_into().unwrap();
		});
		refused(memo, Error::BadMemo);
	});
}

#[test]
fn the_least_output_is_accepted() {
	ledger().build_and_execute(|| {
		assert_ok!(spend(1, &tx([coin(0)], [etp(1, MIN_OUTPUT)])));
		assert_eq!(Totals::<Test>::get().fees, 10 * ETP - MIN_OUTPUT);
	});
}

#[test]
fn a_transaction_waits_for_its_height() {
	ledger().build_and_execute(|| {
		let later = with(tx([coin(0)], [etp(1, 10 * ETP)]), |body| body.not_before = 20);
		go_to(19);
		refused(later.clone(), Error::NotYet);
		go_to(20);
		assert_ok!(spend(1, &later));
	});
}

#[test]
fn nothing_comes_from_nowhere() {
	ledger().build_and_execute(|| {
		refused(tx([coin(0)], [etp(1, 10 * ETP + 1)]), Error::Inflation);
		refused(tx([coin(0)], [etp(1, u128::MAX), etp(1, ETP)]), Error::Overflow);
		let token = Output { value: Value::Coins { asset: 1, amount: 1 }, ..etp(1, 0) };
		refused(tx([coin(0)], [etp(1, ETP), token]), Error::Inflation);
	});
}

#[test]
fn tokens_must_not_vanish() {
	ledger().build_and_execute(|| {
		// GIVEN an output of a token
		let token = |amount, lock| Output { value: Value::Coins { asset: 1, amount }, lock };
		assets::issued(1, "TOKEN", 40);
		let inputs = [coin(3), coin(0)];
		// THEN it can not be left out
		let left_out = tx(inputs, [token(39, Lock::Account(owner(2))), etp(1, ETP)]);
		refused(left_out, Error::Vanished);
		// BUT be burned.
		let burned =
			tx(inputs, [token(39, Lock::Account(owner(2))), token(1, Lock::Burn), etp(1, ETP)]);
		assert_ok!(spend(1, &burned));
		assert_eq!(Supplies::<Test>::get(1).unwrap().existing(), 39);
	});
}

#[test]
fn added_outputs_cost_a_fee() {
	ledger().build_and_execute(|| {
		let split = |rest| tx([coin(0)], [etp(1, ETP), etp(1, ETP), etp(2, rest)]);
		refused(split(8 * ETP - 2 * OUTPUT_FEE + 1), Error::FeeTooLow);
		assert_ok!(spend(1, &split(8 * ETP - 2 * OUTPUT_FEE)));
		assert_eq!(Totals::<Test>::get().fees, 2 * OUTPUT_FEE);
		// Outputs that are not stored cost nothing.
		let paid = tx(
			[coin(1)],
			[etp(1, ETP), locked(Lock::Balance(owner(1)), ETP), locked(Lock::Burn, 3 * ETP)],
		);
		assert_ok!(spend(1, &paid));
		assert_eq!(Totals::<Test>::get().fees, 2 * OUTPUT_FEE);
	});
}

#[test]
fn of_several_faults_the_cheapest_to_find_is_told() {
	ledger().build_and_execute(|| {
		// Each of these is wrong in all ways further down.
		let wrong = |inputs: Vec<OutPoint>, outputs: Vec<Output>, height| {
			with(tx(inputs, outputs), |body| body.not_before = height)
		};
		let missing = coin(99);
		let foreign = coin(2);
		refused(wrong(vec![missing], vec![etp(1, 1)], 9), Error::OutputTooSmall);
		refused(wrong(vec![missing], vec![etp(1, 9 * ETP)], 9), Error::NotYet);
		refused(wrong(vec![missing, foreign], vec![etp(1, 9 * ETP)], 0), Error::NotUnspent);
		refused(wrong(vec![foreign], vec![etp(1, 9 * ETP)], 0), Error::Inflation);
		refused(wrong(vec![foreign], vec![etp(1, 3 * ETP), etp(1, ETP)], 0), Error::Inflation);
		let payment = vec![locked(Lock::Balance(owner(9)), MIN_OUTPUT)];
		refused(wrong(vec![foreign], payment.clone(), 0), Error::NotOwner);
		refused(wrong(vec![coin(0)], payment, 0), Error::BelowExistentialDeposit);
	});
}

#[test]
fn an_output_is_never_overwritten() {
	ledger().build_and_execute(|| {
		let tx = tx([coin(0)], [etp(1, 10 * ETP)]);
		let place = output_of(&tx, 0);
		// GIVEN an output where there can be none
		Unspents::<Test>::insert(place, unspent(&coin(1)).unwrap());
		refused(tx, Error::OutputExists);
		Unspents::<Test>::remove(place);
	});
}

#[test]
fn the_weight_counts_inputs_outputs_and_signatures() {
	use frame_support::dispatch::GetDispatchInfo;
	let sig = Witness::Signature { mode: 0, sig: sr25519::Signature::from_raw([0; 64]).into() };
	let weigh = |inputs: u64, outputs: usize, witness: &Witness| {
		let tx = tx((0..inputs).map(coin).collect::<Vec<_>>(), vec![etp(1, ETP); outputs]);
		let witnesses = vec![witness.clone(); inputs as usize].try_into().unwrap();
		crate::Call::<Test>::spend { tx, witnesses }.get_dispatch_info().call_weight.ref_time()
	};
	let least = weigh(1, 1, &Witness::Signer);
	assert!(weigh(2, 1, &Witness::Signer) > least);
	assert!(weigh(1, 2, &Witness::Signer) > least);
	assert!(weigh(1, 1, &sig) > least);
	// A signature is weighed once for all that refer to it.
	assert_eq!(weigh(2, 1, &Witness::As(0)), weigh(2, 1, &Witness::Signer));
}

//! From accounts to outputs.

use super::*;
use crate::{Error, NextSerial, Totals};
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::{CoinOrigin, MIN_OUTPUT};
use sp_runtime::{ArithmeticError, DispatchError, TokenError};

#[test]
fn an_account_funds_outputs() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		go_to(4);
		assert_ok!(fund(2, 7 * ETP, Lock::Account(owner(3))));
		let output = etp(3, 7 * ETP);
		let expected = Unspent { output: output.clone(), height: 4, origin: CoinOrigin::Transfer };
		assert_eq!(unspent(&coin(1)), Some(expected));
		assert_eq!(Balances::free_balance(owner(2)), ENDOWMENT - 7 * ETP);
		assert_eq!(Balances::free_balance(pot()), 8 * ETP + EXISTENTIAL_DEPOSIT);
		assert_eq!(Totals::<Test>::get().held, 8 * ETP);
		assert_eq!(Totals::<Test>::get().fees, 0);
		let event = Event::Applied {
			txid: serial_id(1),
			spent: vec![],
			created: vec![(coin(1), output)],
			fee: 0,
			origin: CoinOrigin::Transfer,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn each_output_has_a_name_of_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..3 {
			assert_ok!(fund(1, ETP, Lock::Account(owner(1))));
		}
		assert_eq!(NextSerial::<Test>::get(), 3);
		assert_eq!([coin(0), coin(1), coin(2)].map(|coin| amount_of(&coin)), [ETP; 3]);
	});
}

#[test]
fn an_account_may_be_emptied() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(fund(1, ENDOWMENT, Lock::Account(owner(1))));
		assert_eq!(Balances::free_balance(owner(1)), 0);
		// Dust is lost, as in a transfer.
		assert_ok!(fund(2, ENDOWMENT - 1, Lock::Account(owner(2))));
		assert_eq!(Balances::free_balance(owner(2)), 0);
	});
}

#[test]
fn the_least_amount_may_be_funded() {
	ExtBuilder::default().build_and_execute(|| {
		let lock = Lock::Account(owner(1));
		assert_noop!(fund(1, MIN_OUTPUT - 1, lock.clone()), Error::<Test>::OutputTooSmall);
		assert_noop!(fund(1, 0, lock.clone()), Error::<Test>::OutputTooSmall);
		assert_ok!(fund(1, MIN_OUTPUT, lock));
	});
}

#[test]
fn only_stored_outputs_are_funded() {
	ExtBuilder::default().build_and_execute(|| {
		for lock in [Lock::Balance(owner(1)), Lock::Burn] {
			assert_noop!(fund(1, ETP, lock), Error::<Test>::NotFundable);
		}
	});
}

#[test]
fn a_policy_may_be_funded() {
	ExtBuilder::default().build_and_execute(|| {
		let lock = Lock::Policy(H256::repeat_byte(1));
		assert_ok!(fund(1, ETP, lock.clone()));
		assert_eq!(unspent(&coin(0)).unwrap().output, locked(lock, ETP));
	});
}

#[test]
fn nobody_funds_more_than_it_has() {
	ExtBuilder::default().build_and_execute(|| {
		let lock = || Lock::Account(owner(1));
		assert_noop!(fund(1, ENDOWMENT + 1, lock()), TokenError::FundsUnavailable);
		assert_noop!(fund(9, ETP, lock()), TokenError::FundsUnavailable);
		assert_noop!(fund(9, u128::MAX, lock()), ArithmeticError::Underflow);
		let unsigned = UtxoAssets::fund(RuntimeOrigin::none(), ETP, lock());
		assert_noop!(unsigned, DispatchError::BadOrigin);
	});
}

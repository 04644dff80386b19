//! Service fees.

use super::*;
use crate::{Totals, ISSUE_FEE};
use frame_support::{assert_err, assert_noop, assert_ok};
use pillars_traits::ServiceFees;
use sp_runtime::{StateVersion, TokenError};

fn charge(n: u8, amount: Balance) -> DispatchResult {
	<UtxoAssets as ServiceFees>::charge(&owner(n), amount)
}

fn treasury() -> Balance {
	Balances::free_balance(Treasury::get())
}

#[test]
fn a_fifth_is_for_the_block_and_the_rest_for_the_treasury() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(charge(1, ETP));
		assert_eq!((Totals::<Test>::get().fees, treasury()), (ETP / 5, ETP - ETP / 5));
		assert_eq!(Balances::free_balance(owner(1)), ENDOWMENT - ETP);
		assert_ok!(charge(1, ISSUE_FEE));
		assert_eq!((Totals::<Test>::get().fees, treasury()), (22 * ETP / 10, 88 * ETP / 10));
	});
}

#[test]
fn the_fifth_is_rounded_down_and_nothing_is_lost() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(charge(1, ETP));
		for amount in 0..20 {
			let (fees, got) = (Totals::<Test>::get().fees, treasury());
			let issuance = Balances::total_issuance();
			assert_ok!(charge(1, amount));
			assert_eq!(Totals::<Test>::get().fees - fees, amount / 5);
			assert_eq!(treasury() - got, amount - amount / 5);
			assert_eq!(Balances::total_issuance(), issuance);
		}
	});
}

#[test]
fn an_account_may_pay_with_all_that_it_has() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(charge(1, ENDOWMENT));
		assert_eq!(Balances::free_balance(owner(1)), 0);
	});
}

#[test]
fn who_can_not_pay_all_pays_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(charge(9, ETP), TokenError::FundsUnavailable);
		// GIVEN one that has enough for the fifth only
		assert_ok!(fund(1, ENDOWMENT - ETP, Lock::Account(owner(1))));
		// WHEN it is charged, even by somebody who goes on when that fails
		let root = sp_io::storage::root(StateVersion::V1);
		assert_err!(charge(1, 2 * ETP), TokenError::FundsUnavailable);
		// THEN nothing was taken.
		assert_eq!(sp_io::storage::root(StateVersion::V1), root);
		assert_err!(charge(1, Balance::MAX), sp_runtime::ArithmeticError::Underflow);
		assert_eq!(sp_io::storage::root(StateVersion::V1), root);
	});
}

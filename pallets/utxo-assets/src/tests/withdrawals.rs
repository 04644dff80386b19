//! Outputs that are not stored: paid to accounts or burned.

use super::*;
use crate::{Error, Minted, Totals};
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::MIN_OUTPUT;

fn ledger() -> ExtBuilder {
	ExtBuilder::default().coin(1, 10 * ETP)
}

fn pays(n: u8, amount: Balance) -> Output {
	locked(Lock::Balance(owner(n)), amount)
}

#[test]
fn balance_outputs_are_credited() {
	ledger().build_and_execute(|| {
		let tx = tx([coin(0)], [pays(2, 4 * ETP), pays(9, 5 * ETP), etp(1, ETP)]);
		assert_ok!(spend(1, &tx));
		assert_eq!(Balances::free_balance(owner(2)), ENDOWMENT + 4 * ETP);
		assert_eq!(Balances::free_balance(owner(9)), 5 * ETP);
		assert_eq!(unspent(&output_of(&tx, 0)), None);
		// They keep their index.
		assert_eq!(amount_of(&output_of(&tx, 2)), ETP);
		assert_eq!(Totals::<Test>::get().held, ETP);
		assert_eq!(Balances::free_balance(pot()), ETP + EXISTENTIAL_DEPOSIT);
		let Event::Applied { created, .. } = last_event() else { panic!("no event") };
		assert_eq!(created.len(), 3);
	});
}

#[test]
fn a_dead_account_needs_the_existential_deposit() {
	ledger().build_and_execute(|| {
		let pay = |amounts: &[Balance]| {
			let outputs: Vec<Output> = amounts.iter().map(|amount| pays(9, *amount)).collect();
			tx([coin(0)], outputs)
		};
		let error = Error::<Test>::BelowExistentialDeposit;
		assert_noop!(spend(1, &pay(&[EXISTENTIAL_DEPOSIT - 1])), error);
		// Each output must do by itself.
		let error = Error::<Test>::BelowExistentialDeposit;
		assert_noop!(spend(1, &pay(&[EXISTENTIAL_DEPOSIT, MIN_OUTPUT])), error);
		assert_ok!(spend(1, &pay(&[EXISTENTIAL_DEPOSIT])));
		assert_eq!(Balances::free_balance(owner(9)), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn a_living_account_takes_less() {
	ledger().build_and_execute(|| {
		assert_ok!(spend(1, &tx([coin(0)], [pays(2, MIN_OUTPUT)])));
		assert_eq!(Balances::free_balance(owner(2)), ENDOWMENT + MIN_OUTPUT);
		assert_eq!(Totals::<Test>::get().fees, 10 * ETP - MIN_OUTPUT);
	});
}

#[test]
fn burned_outputs_leave_the_issuance_but_not_the_cap() {
	ledger().build_and_execute(|| {
		let (issuance, minted) = (Balances::total_issuance(), Minted::<Test>::get());
		let tx = tx([coin(0)], [locked(Lock::Burn, 9 * ETP), etp(1, ETP)]);
		assert_ok!(spend(1, &tx));
		assert_eq!(Balances::total_issuance(), issuance - 9 * ETP);
		assert_eq!(Minted::<Test>::get(), minted);
		assert_eq!(unspent(&output_of(&tx, 0)), None);
		assert_eq!(Totals::<Test>::get().held, ETP);
	});
}

#[test]
fn all_outputs_may_leave_the_ledger() {
	ledger().build_and_execute(|| {
		assert_ok!(spend(1, &tx([coin(0)], [pays(1, 10 * ETP)])));
		assert_eq!(Balances::free_balance(pot()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn what_is_paid_to_the_ledgers_account_stays_there() {
	ledger().build_and_execute(|| {
		assert_ok!(spend(1, &tx([coin(0)], [locked(Lock::Balance(pot()), 10 * ETP)])));
		assert_eq!(Totals::<Test>::get().held, 0);
		assert_eq!(Balances::free_balance(pot()), 10 * ETP + EXISTENTIAL_DEPOSIT);
	});
}

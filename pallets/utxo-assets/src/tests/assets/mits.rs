//! Unique items.

use super::*;
use crate::{Content, Mits, MitsBySymbol, Totals};
use pillars_ledger::{MitId, MIN_OUTPUT, MIT_FEE};
use sp_runtime::TokenError;

fn content() -> Content {
	b"the last unicorn".to_vec().try_into().unwrap()
}

fn register(n: u8, name: &str) -> DispatchResult {
	by(n, Call::register_mit { symbol: symbol(name), content: content() })
}

fn unique(id: MitId, lock: Lock) -> Output {
	Output { value: Value::Unique(id), lock }
}

fn of(n: u8) -> Lock {
	Lock::Account(owner(n))
}

#[test]
fn a_mit_is_registered_for_a_fee() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(1, "unicorn@last_one.org-1"));
		let mit = Mits::<Test>::get(0).unwrap();
		assert_eq!((mit.content, mit.creator, mit.burned), (content(), owner(1), false));
		assert_eq!(MitsBySymbol::<Test>::get(mit.symbol), Some(0));
		assert_eq!(unspent(&coin(0)).unwrap().output, unique(0, of(1)));
		assert_eq!(MIT_FEE, ETP / 10);
		assert_eq!(Balances::free_balance(owner(1)), ENDOWMENT - MIT_FEE);
		assert_eq!(Totals::<Test>::get().fees, MIT_FEE);
		let symbol = symbol("unicorn@last_one.org-1");
		let event = Event::MitRegistered { id: 0, symbol, creator: owner(1) };
		System::assert_has_event(event.into());
	});
}

#[test]
fn what_can_not_be_registered() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(1, "unicorn"));
		assert_noop!(register(2, "unicorn"), Error::<Test>::SymbolTaken);
		for bad in ["", "uni corn", "uni/corn", "ünicorn"] {
			assert_noop!(register(1, bad), Error::<Test>::BadSymbol);
		}
		assert_noop!(register(9, "pegasus"), TokenError::FundsUnavailable);
		// Anybody may, also without an avatar.
		without_avatar(2);
		assert_ok!(register(2, "pegasus"));
		assert_eq!(unspent(&coin(1)).unwrap().output, unique(1, of(2)));
	});
}

#[test]
fn a_mit_moves_as_an_output() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(1, "unicorn"));
		let locks = [of(2), deposit(2, 1), Lock::Policy(H256::repeat_byte(1))];
		let mut place = coin(0);
		let mut by = 1;
		for lock in locks {
			let moved = tx([place], [unique(0, lock.clone())]);
			assert_ok!(spend(by, &moved));
			place = output_of(&moved, 0);
			assert_eq!(unspent(&place).unwrap().output, unique(0, lock));
			by = 2;
		}
		// It makes nobody a staker.
		assert!(UtxoAssets::deposits(owner(2)).is_empty());
		assert_eq!(Totals::<Test>::get().fees, MIT_FEE);
	});
}

#[test]
fn a_mit_is_neither_lost_nor_doubled_nor_paid_to_an_account() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		assert_ok!(register(1, "unicorn"));
		assert_ok!(register(2, "pegasus"));
		let inputs = [coin(0), coin(1)];
		let outputs = |uniques: &[Output]| {
			let rest = vec![etp(1, ETP / 2)];
			[rest, uniques.to_vec()].concat()
		};
		for (made, error) in [
			(vec![], Error::<Test>::Vanished),
			(vec![unique(0, of(1)), unique(0, of(2))], Error::Inflation),
			(vec![unique(0, of(1)), unique(0, Lock::Burn)], Error::Inflation),
			(vec![unique(0, of(1)), unique(1, of(1))], Error::Inflation),
			(vec![unique(0, of(1)), unique(7, of(1))], Error::Inflation),
			(vec![unique(0, Lock::Balance(owner(1)))], Error::NotEtp),
		] {
			assert_noop!(spend(1, &tx(inputs, outputs(&made))), error);
		}
		// What comes out is what goes in, not another one.
		let exchanged = tx(inputs, outputs(&[unique(1, of(1))]));
		assert!(spend(1, &exchanged).is_err());
		assert_ok!(spend(1, &tx(inputs, outputs(&[unique(0, of(1))]))));
	});
}

#[test]
fn a_mit_that_is_burned_is_gone_for_good() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		assert_ok!(register(1, "unicorn"));
		let burned = tx([coin(1), coin(0)], [unique(0, Lock::Burn), etp(1, ETP)]);
		assert_ok!(spend(1, &burned));
		assert!(Mits::<Test>::get(0).unwrap().burned);
		assert_noop!(register(1, "unicorn"), Error::<Test>::SymbolTaken);
		let again = tx([output_of(&burned, 1)], [etp(1, ETP), unique(0, of(1))]);
		assert_noop!(spend(1, &again), Error::<Test>::Inflation);
	});
}

#[test]
fn a_mit_costs_the_fee_of_an_output_where_one_is_added() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		assert_ok!(register(1, "unicorn"));
		assert_ok!(register(1, "pegasus"));
		let both = [unique(0, of(1)), unique(1, of(1))];
		let with_etp = |amount| {
			let outputs = vec![etp(1, MIN_OUTPUT), etp(1, amount)];
			tx([coin(0), coin(1), coin(2)], [both.to_vec(), outputs].concat())
		};
		let left = ETP - MIN_OUTPUT - pillars_ledger::OUTPUT_FEE;
		assert_noop!(spend(1, &with_etp(left + 1)), Error::<Test>::FeeTooLow);
		assert_ok!(spend(1, &with_etp(left)));
	});
}

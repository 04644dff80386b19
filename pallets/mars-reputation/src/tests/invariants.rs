//! The invariants see what is wrong.

use super::*;
use crate::Circle;
use pillars_rules::{MissRecord, MAX_SUPPLY};

/// Breaks a state in which avatar 1 paid avatar 2 and holds something.
fn finds(expected: &'static str, damage: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		transact([old(1)], [etp(1, 50), etp(2, 1), mit(1)], 7);
		go_to(1_010);
		MarsReputation::issued(&who(1));
		Records::<Test>::insert(who(1), MissRecord { x: -1, n: 1 });
		MarsReputation::do_try_state().unwrap();
		damage();
		assert_eq!(MarsReputation::do_try_state(), Err(expected.into()));
	});
}

fn change(change: impl FnOnce(&mut Window)) {
	Windows::<Test>::mutate(id(1), |window| change(window.as_mut().unwrap()));
}

fn change_circle(change: impl FnOnce(&mut Circle)) {
	Circles::<Test>::mutate(id(1), |circle| change(circle.as_mut().unwrap()));
}

#[test]
fn records() {
	let record = |x, n| Records::<Test>::insert(who(1), MissRecord { x, n });
	finds("a record without epochs is stored", || record(0, 0));
	finds("a record is of too many epochs", || record(0, 13));
	finds("a miss rate is out of range", || record(1, 1));
	finds("a miss rate is out of range", || record(-1_000_001, 1));
}

#[test]
fn windows() {
	finds("a window is nobody's", || Owners::mutate(|all| assert!(all.remove(&who(1)).is_some())));
	finds("a window is summed before it began", || change(|window| window.start = 1_011));
	finds("a window is summed to a height to come", || change(|window| window.summed_to = 1_011));
	finds("a window sums up more ETP than there is", || {
		change(|window| window.etp_sum = 10 * MAX_SUPPLY + 1)
	});
	finds("a window sums up too many MITs", || change(|window| window.mit_sum = 10 << 32));
	finds("more ETP was held than there is", || {
		change(|window| window.last.mean.etp = MAX_SUPPLY + 1)
	});
	finds("too many counterparties are counted", || {
		change(|window| window.last.counters.counterparties = 51)
	});
	finds("avatars hold more ETP than there is", || change(|window| window.held.etp = MAX_SUPPLY));
}

#[test]
fn circles() {
	let unlike = "counterparties are not those that were met";
	finds(unlike, || change(|window| window.counters.counterparties = 2));
	finds(unlike, || Circles::<Test>::remove(id(1)));
	finds(unlike, || change_circle(|circle| circle.start = 999));
	finds("a circle has no window", || Windows::<Test>::remove(id(1)));
	finds("a circle is of a window to come", || {
		change(|window| window.counters.counterparties = 0);
		change_circle(|circle| circle.start = 1_001);
	});
	finds("somebody was met twice", || {
		change(|window| window.counters.counterparties = 2);
		change_circle(|circle| circle.met.try_push(circle.met[0]).unwrap());
	});
	finds("an empty circle is stored", || {
		change(|window| window.counters.counterparties = 0);
		change_circle(|circle| circle.met.clear());
	});
}

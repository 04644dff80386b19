//! Windows roll on by themselves.

use super::*;
use proptest::prelude::*;

#[test]
fn a_window_begins_with_the_first_thing_noted() {
	build_and_execute(|| {
		assert_eq!(window(1), None);
		go_to(1_234);
		pay(1, [9]);
		assert_eq!(window(1), None);
		pay(1, [2]);
		assert_eq!(window(1).unwrap().start, 1_234);
		go_to(1_333);
		assert_eq!((window(1).unwrap().start, last(1)), (1_234, Complete::default()));
		go_to(1_334);
		assert_eq!(window(1).unwrap().start, 1_334);
		assert_eq!(last(1).counters.transfers, 1);
		assert_eq!(counters(1), Counters::default());
	});
}

#[test]
fn a_quiet_month_has_what_is_held_only() {
	build_and_execute(|| {
		transact([old(1)], [etp(1, 50), etp(2, 1)], 7);
		go_to(1_100);
		let done = Counters { transfers: 1, fees: 7, counterparties: 1, ..Counters::default() };
		assert_eq!(last(1), Complete { counters: done, mean: held(50, 0) });
		for later in [1_200, 1_299, 1_300, 9_999_999, u32::MAX] {
			go_to(later);
			let expected = Complete { counters: Counters::default(), mean: held(50, 0) };
			assert_eq!(last(1), expected);
			assert_eq!((later - window(1).unwrap().start) / 100, 0);
			assert_eq!(window(1).unwrap().start % 100, 0);
		}
	});
}

#[test]
fn what_is_done_next_writes_it_down() {
	build_and_execute(|| {
		transact([old(1)], [etp(1, 50)], 7);
		go_to(1_130);
		MarsReputation::issued(&who(1));
		let stored = Windows::<Test>::get(id(1)).unwrap();
		let expected = Window {
			start: 1_100,
			end: 1_200,
			summed_to: 1_130,
			counters: Counters { msts_issued: 1, ..Counters::default() },
			held: held(50, 0),
			etp_sum: 30 * 50,
			mit_sum: 0,
			last: Complete {
				counters: Counters { fees: 7, ..Counters::default() },
				mean: held(50, 0),
			},
		};
		assert_eq!(stored, expected);
	});
}

#[test]
fn a_window_is_as_long_as_a_month_was_when_it_began() {
	for new in [30, 200] {
		build_and_execute(|| {
			receive(etp(1, 50));
			MarsReputation::issued(&who(1));
			Month::set(new);
			go_to(1_090);
			receive(etp(1, 50));
			assert_eq!(last(1), Complete::default());
			go_to(1_100);
			assert_eq!(last(1).counters.msts_issued, 1);
			assert_eq!(last(1).mean, held((50 * 90 + 100 * 10) / 100, 0));
			go_to(1_100 + new - 1);
			assert_eq!(window(1).unwrap().start, 1_100);
			go_to(1_100 + new);
			assert_eq!(window(1).unwrap().start, 1_100 + new);
			assert_eq!(last(1), Complete { counters: Counters::default(), mean: held(100, 0) });
		});
	}
}

#[test]
fn no_month_is_of_no_blocks() {
	build_and_execute(|| {
		receive(etp(1, 60));
		Month::set(0);
		go_to(1_132);
		assert_eq!(window(1).unwrap().start, 1_132);
		assert_eq!(last(1).mean, held(60, 0));
	});
}

#[test]
fn the_last_heights_there_are() {
	ExtBuilder::default().month(u32::MAX - 1_000).build_and_execute(|| {
		receive(etp(1, pillars_rules::MAX_SUPPLY));
		receive(mit(1));
		go_to(u32::MAX);
		receive(mit(1));
		assert_eq!(last(1).mean, held(pillars_rules::MAX_SUPPLY, 1));
		receive(mit(1));
		assert_eq!(window(1).unwrap().held.mits, 3);
		MarsReputation::issued(&who(2));
		assert_eq!(window(2).unwrap().start, u32::MAX);
		MarsReputation::issued(&who(2));
		assert_eq!(counters(2).msts_issued, 2);
		assert_eq!(last(1).mean, held(pillars_rules::MAX_SUPPLY, 1));
	});
}

/// What happens to a window.
#[derive(Clone, Copy, Debug)]
enum Step {
	Wait(BlockNumber),
	Hold(Balance, u32),
	Release(Balance, u32),
	Count,
	Month(BlockNumber),
}

/// Anything but another month; of ETP up to `most` comes at a time.
fn step(most: Balance) -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (0u32..40).prop_map(Step::Wait),
		1 => (0u32..3_000).prop_map(Step::Wait),
		2 => (0..most, any::<u32>()).prop_map(|(etp, mits)| Step::Hold(etp, mits)),
		2 => (0u128..1_000, 0u32..9).prop_map(|(etp, mits)| Step::Hold(etp, mits)),
		2 => (0u128..1_000, 0u32..9).prop_map(|(etp, mits)| Step::Release(etp, mits)),
		2 => Just(Step::Count),
	]
}

/// Anything, and of more ETP than there is.
fn any_step() -> impl Strategy<Value = Step> {
	prop_oneof![6 => step(Balance::MAX), 1 => (0u32..60).prop_map(Step::Month)]
}

/// Carries out what is due at the height and changes the window.
fn run(window: &mut Window, step: Step, now: BlockNumber, month: BlockNumber) {
	*window = window.rolled(now, || month);
	match step {
		Step::Hold(etp, mits) => window.change_held(held(etp, mits), Held::default()),
		Step::Release(etp, mits) => window.change_held(Held::default(), held(etp, mits)),
		Step::Count => window.counters.transfers += 1,
		Step::Wait(_) | Step::Month(_) => {},
	}
}

/// No chain gets beyond it: a window that would end later does not end.
const LAST: BlockNumber = u32::MAX - 1;

proptest! {
	#[test]
	fn it_does_not_matter_when_a_window_is_looked_at(
		month in 1u32..60,
		steps in prop::collection::vec(step(pillars_rules::MAX_SUPPLY), 1..60),
		start in prop_oneof![0u32..100, LAST - 2_000..=LAST],
	) {
		let (mut seldom, mut often) = (Window::open(start, month), Window::open(start, month));
		let mut now = start;
		for step in steps {
			if let Step::Wait(blocks) = step {
				for _ in 0..blocks.min(200) {
					now = LAST.min(now + 1);
					often = often.rolled(now, || month);
				}
				now = LAST.min(now.saturating_add(blocks.saturating_sub(200)));
			} else {
				run(&mut seldom, step, now, month);
				run(&mut often, step, now, month);
			}
			prop_assert_eq!(seldom.rolled(now, || month), often.rolled(now, || month));
		}
	}

	#[test]
	fn whatever_the_months_nothing_is_counted_twice(
		steps in prop::collection::vec(any_step(), 1..80),
	) {
		let (mut now, mut month, mut window) = (0u32, 30, Window::open(0, 30));
		let (mut counted, mut over, mut start) = (0, 0, 0);
		let mut most = Held::default();
		for step in steps {
			match step {
				Step::Wait(blocks) => now += blocks,
				Step::Month(blocks) => month = blocks,
				Step::Count => counted += 1,
				_ => {},
			}
			run(&mut window, step, now, month);
			if window.start != start {
				// A window that is over was counted once.
				start = window.start;
				over += window.last.counters.transfers;
			}
			prop_assert!(over + window.counters.transfers <= counted);
			prop_assert!(window.start <= window.summed_to && window.summed_to == now);
			prop_assert!(now < window.end);
			most = Held { etp: most.etp.max(window.held.etp), mits: most.mits.max(window.held.mits) };
			let Held { etp, mits } = window.last.mean;
			prop_assert!(etp <= most.etp && mits <= most.mits);
		}
	}
}

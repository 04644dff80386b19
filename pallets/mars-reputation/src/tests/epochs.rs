//! What an epoch does to the scores of its witnesses.

use super::*;
use pillars_rules::MissRecord;
use pillars_traits::{OnEpochEnd, WitnessDuty, WitnessScores};
use proptest::prelude::*;

fn duty(n: u8, assigned: u32, made: u32) -> WitnessDuty {
	WitnessDuty { who: who(n), assigned, made }
}

fn end(duties: impl AsRef<[WitnessDuty]>) {
	MarsReputation::epoch_ended(0, duties.as_ref());
}

fn record(n: u8) -> Option<(i32, u8)> {
	Records::<Test>::try_get(who(n)).ok().map(|record| (record.x, record.n))
}

fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet()
}

#[test]
fn missed_turns_lower_the_score() {
	build_and_execute(|| {
		Certified::set(vec![who(1)]);
		Bonded::set([(who(1), 100_000 * ETP)].into());
		end([duty(1, 10, 9)]);
		assert_eq!(record(1), Some((-100_000, 1)));
		let changed = Event::ScoreChanged { who: who(1), old: 90_900, new: 89_400 };
		assert_eq!(events(), [changed]);
		assert_eq!(MarsReputation::score(&who(1)), 89_400);
	});
}

#[test]
fn who_made_all_keeps_its_score() {
	build_and_execute(|| {
		end([duty(1, 10, 10)]);
		assert_eq!(record(1), Some((0, 1)));
		assert_eq!(events(), []);
	});
}

#[test]
fn who_missed_too_many_has_no_points_until_the_mean_is_better() {
	build_and_execute(|| {
		end([duty(1, 10, 7)]);
		assert_eq!(record(1), Some((-300_000, 1)));
		assert_eq!(events(), [Event::ScoreChanged { who: who(1), old: 30_000, new: 0 }]);
		go_to(1_001);
		end([duty(1, 10, 10)]);
		assert_eq!(record(1), Some((-150_000, 2)));
		assert_eq!(events(), [Event::ScoreChanged { who: who(1), old: 0, new: 27_750 }]);
	});
}

#[test]
fn an_epoch_without_assigned_turns_changes_nothing() {
	build_and_execute(|| {
		end([duty(1, 0, 0)]);
		assert_eq!(record(1), None);
		end([duty(1, 10, 9)]);
		go_to(1_001);
		end([duty(1, 0, 0)]);
		assert_eq!(record(1), Some((-100_000, 1)));
		assert_eq!(events(), []);
		end([]);
		assert_eq!(record(1), Some((-100_000, 1)));
	});
}

#[test]
fn only_those_elected_are_judged() {
	build_and_execute(|| {
		end([duty(1, 4, 3), duty(2, 4, 4), duty(9, 4, 0)]);
		assert_eq!(
			[1, 2, 3, 9].map(record),
			[Some((-250_000, 1)), Some((0, 1)), None, Some((-1_000_000, 1)),]
		);
		let lost = |n| Event::ScoreChanged { who: who(n), old: 30_000, new: 0 };
		assert_eq!(events(), [lost(1), lost(9)]);
	});
}

#[test]
fn the_number_of_epochs_ends_at_twelve() {
	build_and_execute(|| {
		for epoch in 1..=20 {
			end([duty(1, 10, 10)]);
			assert_eq!(record(1), Some((0, epoch.min(12))));
		}
		end([duty(1, 10, 4)]);
		assert_eq!(record(1), Some((-50_000, 12)));
	});
}

#[test]
fn no_more_than_sixty_four_are_judged() {
	build_and_execute(|| {
		let duties: Vec<_> = (1..=65).map(|n| duty(n, 10, 9)).collect();
		end(&duties[..64]);
		assert_eq!(Records::<Test>::iter().count(), 64);
		assert_eq!(events().len(), 64);
		end(duties);
		assert_eq!(record(64), Some((-100_000, 2)));
		assert_eq!(record(65), None);
	});
}

proptest! {
	#[test]
	fn records_are_what_the_rule_makes_of_the_duties(
		epochs in prop::collection::vec(prop::collection::vec((0u32..20, 0u32..20), 3), 0..30),
	) {
		build_and_execute(|| {
			let mut expected = [MissRecord::default(); 3];
			for epoch in epochs {
				let duties: Vec<_> = (1u8..)
					.zip(&epoch)
					.map(|(n, (assigned, made))| duty(n, *assigned, *made.min(assigned)))
					.collect();
				let before = [1, 2, 3].map(|n| MarsReputation::score(&who(n)));
				go_to(System::block_number() + 1);
				end(&duties);
				let changed: Vec<_> = (1u8..)
					.zip(before)
					.map(|(n, old)| (n, old, MarsReputation::score(&who(n))))
					.filter(|(_, old, new)| old != new)
					.map(|(n, old, new)| Event::ScoreChanged { who: who(n), old, new })
					.collect();
				assert_eq!(events(), changed);
				for (record, duty) in expected.iter_mut().zip(&duties) {
					*record = record.after(duty.assigned, duty.made);
				}
				MarsReputation::do_try_state().unwrap();
			}
			for (n, expected) in (1u8..).zip(expected) {
				assert_eq!(record(n), (expected.n > 0).then_some((expected.x, expected.n)));
			}
		});
	}
}

#[test]
fn the_end_of_an_epoch_weighs_as_many_witnesses_as_it_scores() {
	use crate::WeightInfo;
	use frame_support::dispatch::DispatchClass;

	build_and_execute(|| {
		let weight = || *System::block_weight().get(DispatchClass::Mandatory);
		let before = weight();
		end([duty(1, 10, 9), duty(2, 10, 10)]);
		let two = <() as WeightInfo>::epoch_ended(2);
		assert_eq!(weight(), before + two);
		// No more than there can be are looked at.
		end((0..70).map(|n| duty(n, 1, 1)).collect::<Vec<_>>());
		assert_eq!(weight(), before + two + <() as WeightInfo>::epoch_ended(64));
	});
}

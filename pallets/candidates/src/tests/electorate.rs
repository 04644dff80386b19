//! Freezing and striking.

use super::*;

fn duty(n: u8, assigned: u32, made: u32) -> WitnessDuty {
	WitnessDuty { who: account(n), assigned, made }
}

#[test]
fn candidates_are_frozen_as_they_are() {
	build_and_execute(|| {
		// Registered in another order than that of the accounts.
		stand(BOB, 5 * MIN_BOND);
		stand(ALICE, MIN_BOND);
		OwnScores::set([(account(ALICE), 60_500)].into());
		assert_eq!(Candidacy::freeze(1), 2);
		assert_eq!(Freezings::<Test>::get(), 2);
		assert_eq!(last_event(), Event::CandidatesFrozen { epoch: 1, count: 2 });
		// What comes later does not change them.
		OwnScores::take();
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));

		let frozen = Candidacy::take_frozen();
		assert_eq!(frozen.len(), 2);
		assert_eq!(frozen[0].who, account(ALICE));
		assert_eq!(frozen[0].witness_key, keys::of(ALICE).witness);
		assert_eq!(frozen[0].grandpa_key, keys::of(ALICE).grandpa);
		assert_eq!(frozen[0].weight, 60_500 * MIN_BOND);
		// Beyond 4B a bond weighs no more.
		assert_eq!(frozen[1].who, account(BOB));
		assert_eq!(frozen[1].weight, u128::from(SCORE) * 4 * MIN_BOND);
		assert!(Candidacy::take_frozen().is_empty());
	});
}

#[test]
fn who_has_too_low_a_bond_is_not_frozen() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		stand(BOB, MIN_BOND + 1);
		LeastBond::set(MIN_BOND + 1);
		assert_eq!(Candidacy::freeze(1), 1);
		assert_eq!(frozen(), [BOB]);
		assert!(Candidacy::is_candidate(&account(ALICE)));
		assert_ok!(Candidacy::bond(signed(ALICE), 1));
		assert_eq!(Candidacy::freeze(2), 2);
	});
}

#[test]
fn who_weighs_nothing_is_not_frozen() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		OwnScores::set([(account(ALICE), 0)].into());
		assert_eq!(Candidacy::freeze(1), 0);
	});
}

#[test]
fn delegations_weigh_from_the_next_freezing_on() {
	build_and_execute(|| {
		stand(NODE, MIN_BOND);
		assert_ok!(delegate(ALICE, NODE, MIN_BOND));
		let weight = |bond| election_weight(SCORE, bond, MIN_BOND);
		let info = Candidacy::candidate(account(NODE)).unwrap();
		assert_eq!((info.counted_bond, info.weight), (MIN_BOND, weight(MIN_BOND)));
		open_epochs(1);
		assert_eq!(Frozen::<Test>::get()[0].weight, weight(2 * MIN_BOND));
		assert_eq!(Candidacy::counted_bond(&account(NODE)), 2 * MIN_BOND);
		assert_ok!(undelegate(ALICE, NODE, MIN_BOND));
		assert_eq!(Candidacy::counted_bond(&account(NODE)), MIN_BOND);
		// Frozen is frozen.
		assert_eq!(Frozen::<Test>::get()[0].weight, weight(2 * MIN_BOND));
	});
}

#[test]
fn who_missed_too_much_is_struck() {
	let candidates = [(5, 2, true), (5, 3, false), (6, 2, true), (6, 3, false), (4, 0, false)];
	for (assigned, made, is_struck) in candidates {
		build_and_execute(|| {
			stand(ALICE, MIN_BOND);
			stand(BOB, MIN_BOND);
			open_epochs(1);
			Candidacy::epoch_ended(1, &[duty(ALICE, assigned, made), duty(BOB, 9, 9)]);
			let struck = Event::Struck { who: account(ALICE), epoch: 1, assigned, made };
			assert_eq!(last_event() == struck, is_struck);
			let left = if is_struck { vec![BOB] } else { vec![ALICE, BOB] };
			assert_eq!(frozen(), left);
			// Only for one draw.
			Candidacy::take_frozen();
			Candidacy::freeze(2);
			assert_eq!(frozen(), [ALICE, BOB]);
		});
	}
}

#[test]
fn who_is_not_frozen_can_not_be_struck() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		open_epochs(1);
		let before = System::events().len();
		Candidacy::epoch_ended(1, &[duty(BOB, 9, 0), duty(CAROL, u32::MAX, 0)]);
		assert_eq!(System::events().len(), before);
		assert_eq!(frozen(), [ALICE]);
	});
}

#[test]
fn hooks_pay_for_themselves() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		let used = || System::block_weight().total();
		let before = used();
		Candidacy::freeze(1);
		let frozen = used();
		assert!(frozen.all_gt(before));
		Candidacy::epoch_ended(1, &[]);
		let ended = used();
		assert!(ended.all_gt(frozen));
		Candidacy::take_frozen();
		assert!(used().all_gt(ended));
	});
}

#[test]
fn without_candidates() {
	build_and_execute(|| {
		assert_eq!(Candidacy::freeze(1), 0);
		Candidacy::epoch_ended(1, &[]);
		assert!(Candidacy::take_frozen().is_empty());
		Candidacy::share_reward(&account(ALICE), ETP);
	});
}

//! What wallets are told of an avatar.

use super::*;
use pillars_rules::{reputation, Activity, Reputation};
use sp_runtime::StateVersion;

fn told(n: u8) -> Reputation {
	mars_of(n).reputation
}

/// What wallets should be told.
fn expect(n: u8, activity: Activity) {
	let (avatar, reputation) = (id(n), reputation(&activity));
	assert_eq!(mars_of(n), AvatarReputation { avatar, reputation, activity });
}

fn nothing(age: BlockNumber) -> Activity {
	Activity { age, month: USUAL_MONTH, ..Activity::default() }
}

#[test]
fn an_avatar_that_does_nothing_has_its_age() {
	build_and_execute(|| {
		expect(1, nothing(1_000));
		let young = told(1).total;
		go_to(10_000);
		expect(1, nothing(10_000));
		assert!(told(1).total > young, "age counts");
		assert_eq!(MarsReputation::mars_of(who(9)), None);
	});
}

#[test]
fn it_comes_from_the_last_window_that_is_over() {
	ExtBuilder::default().avatars(10).build_and_execute(|| {
		for _ in 0..11 {
			pay(1, 2..=8);
		}
		(0..60).for_each(|_| MarsReputation::deposited(&who(1), 1));
		(0..3).for_each(|_| MarsReputation::issued(&who(1)));
		(0..6).for_each(|_| MarsReputation::registered_mit(&who(1)));
		transact([old(1)], [etp(1, 6_000 * ETP), mit(1), mit(1)], 30 * ETP);
		expect(1, nothing(1_000));
		go_to(1_100);
		let activity = Activity {
			transfers: 11,
			deposits: 60,
			mits_registered: 6,
			msts_issued: 3,
			mean_etp: 6_000 * ETP,
			mean_mit: 2,
			fees: 30 * ETP,
			counterparties: 7,
			..nothing(1_100)
		};
		expect(1, activity);
		let before = reputation(&nothing(1_100));
		let now = told(1);
		for (now, before) in [
			(now.behaviour, before.behaviour),
			(now.capability, before.capability),
			(now.credit, before.credit),
			(now.social, before.social),
			(now.total, before.total),
		] {
			assert!(now > before);
		}
		// One more month, and only what is held is left.
		go_to(1_200);
		let activity = Activity { mean_etp: 6_000 * ETP, mean_mit: 2, ..nothing(1_200) };
		expect(1, activity);
	});
}

#[test]
fn to_ask_writes_nothing() {
	build_and_execute(|| {
		pay(1, [2]);
		go_to(1_500);
		let root = sp_io::storage::root(StateVersion::V1);
		mars_of(1);
		MarsReputation::witness_score(who(1));
		assert_eq!(sp_io::storage::root(StateVersion::V1), root);
	});
}

#[test]
fn it_follows_the_account() {
	build_and_execute(|| {
		assert_eq!(MarsReputation::mars_of(who(9)), None);
		move_avatar(1, 9);
		assert_eq!(mars_of(9).avatar, id(1));
	});
}

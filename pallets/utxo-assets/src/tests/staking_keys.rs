//! Who seals for an owner's coins.

use super::*;
use crate::{Error, StakingKeyOwners, StakingKeyState, StakingKeys};
use frame_support::{assert_noop, assert_ok};
use pillars_traits::StakeInspect;
use sp_core::sr25519::Public;
use sp_runtime::DispatchError;

fn key(n: u8) -> Public {
	pair(n).public()
}

fn set(n: u8, key: Option<Public>) -> DispatchResult {
	UtxoAssets::set_staking_key(RuntimeOrigin::signed(owner(n)), key)
}

fn in_force(n: u8, now: BlockNumber) -> Public {
	<UtxoAssets as StakeInspect>::staking_key(&owner(n), now)
}

fn held_by(n: u8) -> Option<AccountId> {
	UtxoAssets::owner_of_staking_key(&key(n))
}

#[test]
fn without_a_registered_key_it_is_the_owners_own() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(in_force(1, 0), key(1));
		assert_eq!(held_by(1), None);
	});
}

#[test]
fn a_key_is_in_force_after_a_hundred_blocks() {
	ExtBuilder::default().build_and_execute(|| {
		go_to(7);
		assert_ok!(set(1, Some(key(11))));
		let event =
			Event::StakingKeySet { owner: owner(1), old: None, new: Some(key(11)), from: 107 };
		assert_eq!(last_event(), event);
		assert_eq!(held_by(11), Some(owner(1)));
		for (now, expected) in [(7, 1), (106, 1), (107, 11), (108, 11)] {
			assert_eq!(in_force(1, now), key(expected), "at {now}");
		}
		// The view answers for the next block.
		go_to(105);
		assert_eq!(UtxoAssets::staking_key(owner(1)), key(1));
		go_to(106);
		assert_eq!(UtxoAssets::staking_key(owner(1)), key(11));
	});
}

#[test]
fn a_change_back_takes_as_long() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, Some(key(11))));
		go_to(200);
		assert_ok!(set(1, None));
		assert_eq!(in_force(1, 299), key(11));
		assert_eq!(in_force(1, 300), key(1));
	});
}

#[test]
fn a_key_has_one_owner() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, Some(key(11))));
		// Announced or in force, it is taken.
		assert_noop!(set(2, Some(key(11))), Error::<Test>::StakingKeyTaken);
		go_to(101);
		assert_noop!(set(2, Some(key(11))), Error::<Test>::StakingKeyTaken);
		assert_ok!(set(2, Some(key(12))));
	});
}

#[test]
fn a_replaced_key_is_free_when_its_successor_is_in_force() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, Some(key(11))));
		go_to(101);
		assert_ok!(set(1, Some(key(12))));
		go_to(200);
		assert_eq!(held_by(11), Some(owner(1)));
		assert_noop!(set(2, Some(key(11))), Error::<Test>::StakingKeyTaken);
		go_to(201);
		assert_eq!(held_by(11), None);
		assert_ok!(set(2, Some(key(11))));
		assert_eq!(held_by(11), Some(owner(2)));
		assert_eq!(in_force(1, 301), key(12));
		assert_eq!(in_force(2, 301), key(11));
		let settled = StakingKeyState { current: Some(key(12)), next: None };
		assert_eq!(StakingKeys::<Test>::get(owner(1)), settled);
	});
}

#[test]
fn an_overtaken_change_frees_its_key_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, Some(key(11))));
		go_to(50);
		assert_ok!(set(1, Some(key(12))));
		assert_eq!(held_by(11), None);
		assert_ok!(set(2, Some(key(11))));
		// The delay starts anew.
		assert_eq!(in_force(1, 149), key(1));
		assert_eq!(in_force(1, 150), key(12));
	});
}

#[test]
fn the_key_in_force_calls_a_change_off() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, Some(key(11))));
		go_to(101);
		assert_ok!(set(1, Some(key(12))));
		assert_ok!(set(1, Some(key(11))));
		assert_eq!(held_by(12), None);
		assert_eq!(in_force(1, 1_000), key(11));
		let event = Event::StakingKeySet {
			owner: owner(1),
			old: Some(key(11)),
			new: Some(key(11)),
			from: 101,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn nothing_is_stored_for_those_who_keep_their_own() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(1, None));
		assert!(!StakingKeys::<Test>::contains_key(owner(1)));
		assert_ok!(set(1, Some(key(11))));
		assert_ok!(set(1, None));
		assert!(!StakingKeys::<Test>::contains_key(owner(1)));
		assert_eq!(StakingKeyOwners::<Test>::iter().count(), 0);
	});
}

#[test]
fn only_accounts_set_keys() {
	ExtBuilder::default().build_and_execute(|| {
		let call = UtxoAssets::set_staking_key(RuntimeOrigin::root(), None);
		assert_noop!(call, DispatchError::BadOrigin);
	});
}

#[test]
fn stakers_are_found_by_the_keys_that_seal_for_them() {
	ExtBuilder::default().build_and_execute(|| {
		let stakers =
			|keys: &[u8]| UtxoAssets::stakers(&keys.iter().map(|n| key(*n)).collect::<Vec<_>>());
		assert_ok!(set(1, Some(key(11))));
		go_to(99);
		assert_eq!(stakers(&[1, 1]), [owner(1)]);
		assert_eq!(stakers(&[11]), [AccountId::from(key(11).0)]);
		// At height 101 the new key seals; the state of block 100 answers for it.
		go_to(100);
		assert_eq!(stakers(&[1]), []);
		let mut expected = vec![owner(1), owner(11)];
		expected.sort();
		assert_eq!(stakers(&[11]), expected);
	});
}

#[test]
fn the_own_key_of_whoever_has_deposits_can_not_be_taken() {
	let lock = Lock::Deposit { owner: owner(2), until: 1_000 };
	ExtBuilder::default().output(lock, 1_000 * ETP).build_and_execute(|| {
		assert_noop!(set(1, Some(key(2))), Error::<Test>::StakingKeyTaken);
		assert_ok!(set(1, Some(key(3))));
		// Its owner may name it.
		assert_ok!(set(2, Some(key(12))));
		go_to(200);
		assert_ok!(set(2, Some(key(2))));
	});
}

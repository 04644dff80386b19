//! `try_state` finds what does not hold.

use super::*;
use crate::{Delegations, FrozenEntry, GrandpaKeys, Mark, Marks, WitnessKeys, MAX_CANDIDATES};

/// Breaks a chain with a candidate, and with delegations of every kind.
fn finds(expected: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().candidate(NODE, MIN_BOND, 0).build().execute_with(|| {
		Candidacy::freeze(0);
		assert_ok!(delegate(ALICE, NODE, 5 * ETP));
		assert_ok!(undelegate(ALICE, NODE, ETP));
		assert_ok!(Candidacy::bond(signed(NODE), ETP));
		assert_ok!(Candidacy::unbond(signed(NODE), ETP));
		open_epochs(1);
		reward(NODE, 1_000 * ETP);
		assert_ok!(delegate(BOB, NODE, 3 * ETP));
		Candidacy::do_try_state().unwrap();
		break_it();
		assert_eq!(Candidacy::do_try_state(), Err(expected.into()));
	});
}

fn change_pool(change: impl FnOnce(&mut crate::Pool)) {
	Pools::<Test>::mutate(account(NODE), |pool| change(pool.as_mut().unwrap()));
}

fn change_delegation(n: u8, change: impl FnOnce(&mut crate::Delegation)) {
	Delegations::<Test>::mutate(account(n), account(NODE), change);
}

#[test]
fn candidates() {
	finds("a candidate has no avatar", || NoAvatars::set([account(NODE)].into()));
	finds("a witness key is another's", || {
		WitnessKeys::<Test>::insert(keys::of(NODE).witness, account(BOB));
	});
	finds("a GRANDPA key is another's", || GrandpaKeys::<Test>::remove(keys::of(NODE).grandpa));
	finds("a witness key is nobody's", || {
		WitnessKeys::<Test>::insert(keys::of(BOB).witness, account(NODE));
	});
	finds("a GRANDPA key is nobody's", || {
		GrandpaKeys::<Test>::insert(keys::of(BOB).grandpa, account(NODE));
	});
	finds("the candidates are miscounted", || {
		let mut key = sp_io::hashing::twox_128(b"Candidacy").to_vec();
		key.extend(sp_io::hashing::twox_128(b"CounterForCandidates"));
		sp_io::storage::set(&key, &2u32.to_le_bytes());
	});
	finds("there are too many candidates", || {
		for n in 0..MAX_CANDIDATES {
			let mut raw = [0; 32];
			raw[..4].copy_from_slice(&n.to_le_bytes());
			let keys = CandidateKeys {
				witness: sr25519::Public::from_raw(raw),
				grandpa: ed25519::Public::from_raw(raw),
			};
			Candidacy::insert_candidate(&AccountId::new(raw), keys);
		}
	});
}

#[test]
fn frozen_candidates() {
	let entry = |n, weight| FrozenEntry { who: account(n), keys: keys::of(n), weight };
	finds("the frozen candidates are not in order", || {
		Frozen::<Test>::put(frame_support::BoundedVec::truncate_from(vec![
			entry(2, 1),
			entry(1, 1),
		]));
	});
	finds("the frozen candidates are not in order", || {
		Frozen::<Test>::mutate(|frozen| frozen.try_push(frozen[0].clone()).unwrap());
	});
	finds("a frozen candidate has no weight", || {
		Frozen::<Test>::put(frame_support::BoundedVec::truncate_from(vec![entry(1, 0)]));
	});
}

#[test]
fn bonds() {
	finds("a bond is not what is held", || {
		Ledgers::<Test>::mutate(account(NODE), |ledger| ledger.bond += 1);
	});
	finds("a bond is not what is held", || {
		Ledgers::<Test>::mutate(account(NODE), |ledger| ledger.unlocking = Default::default());
	});
	finds("an empty bond is stored", || {
		Ledgers::<Test>::insert(account(DAVE), BondLedger::default());
	});
	finds("chunks of a bond are not in order", || {
		Ledgers::<Test>::mutate(account(NODE), |ledger| {
			let chunks = &mut ledger.unlocking.0;
			chunks[0].amount -= 1;
			chunks.try_push(Chunk { amount: 1, ..chunks[0] }).unwrap();
		});
	});
}

#[test]
fn delegations() {
	let sum = "a pool is not the sum of its delegations";
	finds(sum, || change_pool(|pool| pool.active += 1));
	finds(sum, || change_pool(|pool| pool.pending -= 1));
	finds(sum, || change_pool(|pool| pool.waiting += 1));
	finds("what is delegated is not what is held", || {
		change_delegation(BOB, |delegation| delegation.pending += 1);
		change_pool(|pool| pool.pending += 1);
	});
	finds("what is delegated is not what is held", || {
		change_delegation(ALICE, |delegation| delegation.unlocking = Default::default());
	});
	finds("an empty delegation is stored", || {
		Delegations::<Test>::insert(account(DAVE), account(NODE), crate::Delegation::default());
	});
	finds("a delegation has no pool", || Pools::<Test>::remove(account(NODE)));
	finds("a pool of nothing is stored", || {
		Pools::<Test>::insert(account(DAVE), crate::Pool::new(0, 0));
	});
	finds("a pool counts freezings to come", || change_pool(|pool| pool.freezings += 1));
	finds("chunks of a delegation are not in order", || {
		change_delegation(ALICE, |delegation| {
			delegation.unlocking.0.try_insert(0, Chunk { amount: 0, free_at: 1 }).unwrap();
		});
	});
}

#[test]
fn marks() {
	let expected = "the marks are not what delegations wait for";
	let change = |waiting| {
		// Alice's delegation was made before the second freezing.
		Marks::<Test>::insert(account(NODE), 2, Mark { earned: 0.into(), waiting });
	};
	finds(expected, || change(2));
	finds(expected, || Marks::<Test>::remove(account(NODE), 2));
	finds(expected, || {
		Marks::<Test>::insert(account(NODE), 1, Mark { earned: 0.into(), waiting: 1 });
	});
}

#[test]
fn the_pot() {
	finds("the pot does not cover what can be claimed", || {
		let pot = Candidacy::account_id();
		let dust = ETP / 1_000;
		Balances::transfer(&pot, &account(DAVE), dust, Preservation::Preserve).unwrap();
	});
}

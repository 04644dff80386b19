//! Who gets what of a reward.

use super::*;

fn balance(n: u8) -> Balance {
	Balances::balance(&account(n))
}

fn pot() -> Balance {
	Balances::balance(&Candidacy::account_id())
}

fn claim(delegator: u8, node: u8) -> DispatchResult {
	Candidacy::claim_rewards(signed(delegator), account(node))
}

/// A candidate with a bond of 1 000 ETP; Alice delegates 600 ETP, Bob 400 ETP, and both count.
fn with_pool(commission: u32, test: impl FnOnce()) {
	ExtBuilder::default().candidate(NODE, MIN_BOND, commission).build_and_execute(|| {
		Candidacy::freeze(0);
		assert_ok!(delegate(ALICE, NODE, 600 * ETP));
		assert_ok!(delegate(BOB, NODE, 400 * ETP));
		open_epochs(1);
		// So that the existential deposit of the pot is out of the way.
		Balances::mint_into(&Candidacy::account_id(), EXISTENTIAL).unwrap();
		test();
	});
}

#[test]
fn a_reward_is_split_pro_rata() {
	with_pool(0, || {
		let before = balance(NODE);
		reward(NODE, 100 * ETP);
		assert_eq!(last_event(), Event::RewardShared { node: account(NODE), amount: 50 * ETP });
		assert_eq!(balance(NODE), before + 50 * ETP);
		assert_eq!(pot(), 50 * ETP + EXISTENTIAL);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
		assert_eq!(rewards(BOB, NODE), 20 * ETP);
	});
}

#[test]
fn the_node_keeps_its_commission() {
	with_pool(10, || {
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 27 * ETP);
		assert_eq!(rewards(BOB, NODE), 18 * ETP);
	});
	with_pool(100, || {
		let before = balance(NODE);
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 0);
		assert_eq!(balance(NODE), before + 100 * ETP);
	});
}

#[test]
fn what_rounding_leaves_is_the_nodes() {
	with_pool(0, || {
		let before = balance(NODE);
		// Of 3 satoshi half are 1.5.
		reward(NODE, 3);
		assert_eq!(balance(NODE), before + 2);
		assert_eq!(pot(), EXISTENTIAL + 1);
		// 0.6 and 0.4 satoshi are not paid, nor lost.
		assert_eq!((rewards(ALICE, NODE), rewards(BOB, NODE)), (0, 0));
		reward(NODE, 2);
		assert_eq!((rewards(ALICE, NODE), rewards(BOB, NODE)), (1, 0));
		reward(NODE, 2);
		assert_eq!((rewards(ALICE, NODE), rewards(BOB, NODE)), (1, 1));
	});
}

#[test]
fn the_least_and_no_reward() {
	with_pool(0, || {
		let before = balance(NODE);
		Candidacy::share_reward(&account(NODE), 0);
		reward(NODE, 1);
		assert_eq!(balance(NODE), before + 1);
		assert_eq!(pot(), EXISTENTIAL);
	});
}

#[test]
fn claiming() {
	with_pool(0, || {
		assert_noop!(claim(ALICE, NODE), Error::NothingToClaim);
		reward(NODE, 100 * ETP);
		let before = balance(ALICE);
		assert_ok!(claim(ALICE, NODE));
		assert_eq!(
			last_event(),
			Event::RewardsClaimed {
				delegator: account(ALICE),
				node: account(NODE),
				amount: 30 * ETP
			}
		);
		assert_eq!(balance(ALICE), before + 30 * ETP);
		assert_eq!(rewards(ALICE, NODE), 0);
		assert_noop!(claim(ALICE, NODE), Error::NothingToClaim);
		assert_noop!(claim(CAROL, NODE), Error::NothingToClaim);
		assert_noop!(claim(ALICE, BOB), Error::NothingToClaim);
		assert_ok!(claim(BOB, NODE));
		assert_eq!(pot(), EXISTENTIAL);
	});
}

#[test]
fn what_is_pending_earns_nothing() {
	with_pool(0, || {
		assert_ok!(delegate(CAROL, NODE, 1_000 * ETP));
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(CAROL, NODE), 0);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
		// It does from the next freezing on, also if nobody looks for a while.
		open_epochs(3);
		reward(NODE, 300 * ETP);
		assert_eq!(rewards(CAROL, NODE), 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 90 * ETP);
		assert_ok!(claim(CAROL, NODE));
	});
}

#[test]
fn what_is_undelegated_earns_nothing() {
	with_pool(0, || {
		reward(NODE, 100 * ETP);
		assert_ok!(undelegate(ALICE, NODE, 600 * ETP));
		// At once: Bob's 400 against the bond of 1 000.
		reward(NODE, 140 * ETP);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
		assert_eq!(rewards(BOB, NODE), 60 * ETP);
		// What was earned before can be claimed, even when all is withdrawn.
		open_epochs(3);
		assert_ok!(Candidacy::withdraw_delegation(signed(ALICE), account(NODE)));
		assert_ok!(claim(ALICE, NODE));
		assert_eq!(Candidacy::delegation(account(ALICE), account(NODE)), None);
	});
}

#[test]
fn claims_outlive_the_pool() {
	with_pool(0, || {
		reward(NODE, 100 * ETP);
		assert_ok!(Candidacy::leave(signed(NODE)));
		assert_ok!(undelegate(ALICE, NODE, 600 * ETP));
		assert_ok!(undelegate(BOB, NODE, 400 * ETP));
		assert!(!Pools::<Test>::contains_key(account(NODE)));
		assert_ok!(claim(ALICE, NODE));
		// A new pool begins to count anew.
		assert_ok!(delegate(BOB, NODE, 1_000 * ETP));
		open_epochs(1);
		reward(NODE, 10 * ETP);
		assert_eq!(rewards(BOB, NODE), 25 * ETP);
		assert_ok!(claim(BOB, NODE));
	});
}

#[test]
fn a_changed_commission_counts_from_the_next_freezing() {
	with_pool(0, || {
		assert_ok!(Candidacy::set_commission(signed(NODE), Perbill::from_percent(50)));
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
		open_epochs(1);
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 45 * ETP);
	});
}

#[test]
fn a_raised_bond_shares_from_the_next_freezing() {
	with_pool(0, || {
		assert_ok!(Candidacy::bond(signed(NODE), 2 * MIN_BOND));
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
		open_epochs(1);
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 45 * ETP);
		// A lowered one shares less at once.
		assert_ok!(Candidacy::unbond(signed(NODE), 2 * MIN_BOND));
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 75 * ETP);
	});
}

#[test]
fn the_first_reward_endows_the_pot() {
	ExtBuilder::default().candidate(NODE, MIN_BOND, 0).build_and_execute(|| {
		Candidacy::freeze(0);
		assert_ok!(delegate(ALICE, NODE, MIN_BOND));
		open_epochs(1);
		// Too small to make an account of.
		reward(NODE, EXISTENTIAL);
		assert_eq!(pot(), 0);
		reward(NODE, ETP + EXISTENTIAL);
		assert_eq!(pot(), ETP / 2 + EXISTENTIAL);
		assert_eq!(rewards(ALICE, NODE), ETP / 2);
		reward(NODE, ETP);
		assert_eq!(rewards(ALICE, NODE), ETP);
		assert_ok!(claim(ALICE, NODE));
		assert_eq!(pot(), EXISTENTIAL);
	});
}

#[test]
fn what_is_not_there_is_not_shared() {
	with_pool(0, || {
		// The account has spent all but what it must keep.
		let rest = balance(NODE) - EXISTENTIAL;
		Balances::transfer(&account(NODE), &account(DAVE), rest, Preservation::Preserve).unwrap();
		Candidacy::share_reward(&account(NODE), 100 * ETP);
		assert_eq!(pot(), EXISTENTIAL);
		assert_eq!(rewards(ALICE, NODE), 0);
		// What comes is shared as ever.
		reward(NODE, 100 * ETP);
		assert_eq!(rewards(ALICE, NODE), 30 * ETP);
	});
}

#[test]
fn all_the_money_there_can_be() {
	let most = pillars_rules::MAX_SUPPLY;
	ExtBuilder::default().build_and_execute(|| {
		Candidacy::freeze(0);
		Balances::mint_into(&account(ALICE), most).unwrap();
		assert_ok!(delegate(ALICE, NODE, most));
		open_epochs(1);
		Balances::mint_into(&Candidacy::account_id(), EXISTENTIAL).unwrap();
		// No own bond: all of it is the delegators'.
		reward(NODE, most);
		assert_eq!(rewards(ALICE, NODE), most);
		// The least delegation earns all there is.
		assert_ok!(undelegate(ALICE, NODE, most - MIN_DELEGATION));
		reward(NODE, most);
		assert_eq!(rewards(ALICE, NODE), 2 * most);
		assert_ok!(claim(ALICE, NODE));
	});
}

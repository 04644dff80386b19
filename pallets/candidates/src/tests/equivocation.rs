//! What evidence does.

use super::{
	evidence::{follower, report, with_witness, EPOCH, TURN},
	*,
};
use crate::Punished;
use pillars_rules::Turn;

/// Shows two blocks of the usual turn.
fn punish() -> DispatchResult {
	report(BOB, follower(EPOCH, TURN, 1), follower(EPOCH, TURN, 2))
}

#[test]
fn half_of_the_bond_is_taken() {
	with_witness(|| {
		let (issuance, before) = (Balances::total_issuance(), Balances::balance(&account(BOB)));
		BondChanges::take();
		assert_ok!(punish());
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
		assert_eq!(Candidacy::own_bond(&account(ALICE)), MIN_BOND);
		// A tenth of it is the reporter's, the rest burned.
		assert_eq!(Balances::balance(&account(BOB)), before + MIN_BOND / 10);
		assert_eq!(Balances::total_issuance(), issuance - MIN_BOND * 9 / 10);
		assert_eq!(BondChanges::get(), [(account(ALICE), MIN_BOND)]);
		assert_eq!(
			last_event(),
			Event::Punished {
				who: account(ALICE),
				key: keys::of(ALICE).witness,
				turn: Turn { epoch: EPOCH, turn: TURN },
				taken: MIN_BOND,
				reporter: account(BOB),
				reward: MIN_BOND / 10,
			}
		);
	});
}

#[test]
fn what_leaves_is_taken_as_well() {
	with_witness(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), 2 * MIN_BOND));
		assert_ok!(Candidacy::unbond(signed(ALICE), 3 * MIN_BOND));
		assert_ok!(punish());
		let BondLedger { bond, unlocking, .. } = Candidacy::bond_of(account(ALICE));
		assert_eq!((bond, unlocking.total()), (0, 2 * MIN_BOND));
		assert_eq!(held(ALICE, HoldReason::Bond), 2 * MIN_BOND);
	});
}

#[test]
fn to_leave_does_not_help() {
	with_witness(|| {
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_ok!(Candidacy::unbond(signed(ALICE), 2 * MIN_BOND));
		// The last epoch in which there can be evidence.
		open_epochs(2);
		assert_ok!(punish());
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
		open_epochs(2);
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert_eq!(held(ALICE, HoldReason::Bond), 0);
		// It has not forgotten how long to sit out.
		stand(ALICE, MIN_BOND);
		let state = Candidacy::candidate(account(ALICE)).unwrap().state;
		assert_eq!(state, CandidateState::SittingOut { until: EPOCH + 2 + 4 });
	});
}

#[test]
fn to_leave_when_frozen_does_not_help() {
	ExtBuilder::default().candidate(ALICE, 2 * MIN_BOND, 0).build_and_execute(|| {
		Candidacy::freeze(0);
		open_epochs(EPOCH - 1);
		// For the epoch of the offence.
		assert_eq!(frozen(), [ALICE]);
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_ok!(Candidacy::unbond(signed(ALICE), 2 * MIN_BOND));
		open_epochs(1);
		Turns::set([((EPOCH, TURN), (account(ALICE), keys::of(ALICE).witness))].into());
		// The last epoch in which there can be evidence.
		open_epochs(2);
		assert_noop!(Candidacy::withdraw_bond(signed(ALICE)), Error::NothingToWithdraw);
		assert_ok!(punish());
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
		open_epochs(1);
		assert_ok!(Candidacy::withdraw_bond(signed(ALICE)));
		assert_eq!(held(ALICE, HoldReason::Bond), 0);
	});
}

#[test]
fn delegations_are_not_touched() {
	with_witness(|| {
		Certified::set([account(ALICE)].into());
		assert_ok!(delegate(CAROL, ALICE, MIN_BOND));
		open_epochs(1);
		assert_ok!(punish());
		assert_eq!(held(CAROL, HoldReason::Delegation), MIN_BOND);
		assert_eq!(Candidacy::counted_bond(&account(ALICE)), 2 * MIN_BOND);
		// And share in rewards by the bond that is left.
		Balances::mint_into(&Candidacy::account_id(), EXISTENTIAL).unwrap();
		reward(ALICE, 100 * ETP);
		assert_eq!(rewards(CAROL, ALICE), 50 * ETP);
	});
}

#[test]
fn the_witness_sits_out_four_epochs() {
	with_witness(|| {
		assert_eq!(frozen(), [ALICE]);
		assert_ok!(punish());
		// Not in the next one, for which it was frozen already, nor in three more.
		assert!(frozen().is_empty());
		for _ in 0..3 {
			open_epochs(1);
			assert!(frozen().is_empty());
			let state = Candidacy::candidate(account(ALICE)).unwrap().state;
			assert_eq!(state, CandidateState::SittingOut { until: EPOCH + 4 });
		}
		open_epochs(1);
		assert_eq!(Candidacy::epoch(), EPOCH + 4);
		assert_eq!(frozen(), [ALICE]);
	});
}

#[test]
fn below_the_least_bond_it_is_not_electable() {
	with_witness(|| {
		assert_ok!(Candidacy::unbond(signed(ALICE), MIN_BOND - 1));
		assert_ok!(punish());
		assert_eq!(Candidacy::own_bond(&account(ALICE)), 1);
		open_epochs(9);
		assert!(frozen().is_empty());
		let state = Candidacy::candidate(account(ALICE)).unwrap().state;
		assert_eq!(state, CandidateState::BondTooLow);
		// Only a bond brings it back.
		assert_noop!(Candidacy::unbond(signed(ALICE), 1), Error::CandidateNeedsBond);
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND - 1));
		open_epochs(1);
		assert_eq!(frozen(), [ALICE]);
	});
}

#[test]
fn a_key_is_punished_once() {
	with_witness(|| {
		let again = || report(BOB, follower(EPOCH, TURN, 2), follower(EPOCH, TURN, 3));
		assert_ok!(punish());
		assert_noop!(punish(), Error::AlreadyPunished);
		assert_noop!(again(), Error::AlreadyPunished);
		// For all it did until then.
		let other = report(BOB, follower(EPOCH, TURN + 1, 1), follower(EPOCH, TURN + 1, 2));
		assert_eq!(other, Err(Error::AlreadyPunished.into()));
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
	});
}

#[test]
fn a_key_is_punished_again_for_what_it_does_later() {
	with_witness(|| {
		assert_ok!(punish());
		open_epochs(6);
		let (key, epoch) = (keys::of(ALICE).witness, EPOCH + 5);
		assert_eq!(Punished::<Test>::get(account(ALICE), key), Some(EPOCH));
		Turns::set([((epoch, 0), (account(ALICE), key))].into());
		assert_ok!(report(BOB, follower(epoch, 0, 1), follower(epoch, 0, 2)));
		assert_eq!(Punished::<Test>::get(account(ALICE), key), Some(EPOCH + 6));
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND / 2);
	});
}

#[test]
fn a_key_that_was_punished_protects_nobody_else() {
	with_witness(|| {
		// Bob takes over the key of Alice, and equivocates with it before she is punished.
		let (new, proof) = keys::mixed(&account(ALICE), 77, 77);
		assert_ok!(Candidacy::set_keys(signed(ALICE), new, proof));
		assert_ok!(Candidacy::bond(signed(BOB), 4 * MIN_BOND));
		let (old, proof) = keys::mixed(&account(BOB), ALICE.into(), BOB.into());
		assert_ok!(Candidacy::register_candidate(signed(BOB), old, proof));
		open_epochs(2);
		let (key, epoch) = (keys::of(ALICE).witness, EPOCH + 2);
		Turns::mutate(|turns| turns.insert((epoch, 0), (account(BOB), key)));
		let of_bob = || report(CAROL, follower(epoch, 0, 1), follower(epoch, 0, 2));
		assert_ok!(punish());
		assert_ok!(of_bob());
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
		assert_eq!(held(BOB, HoldReason::Bond), 2 * MIN_BOND);
		// Each of them once.
		assert_noop!(punish(), Error::AlreadyPunished);
		assert_noop!(of_bob(), Error::AlreadyPunished);
	});
}

#[test]
fn another_key_is_another_offence() {
	with_witness(|| {
		assert_ok!(punish());
		let other = keys::witness_pair(77);
		Turns::mutate(|turns| turns.insert((EPOCH, 9), (account(ALICE), other.public())));
		let sealed = |timestamp| {
			let claim = pillars_consensus_primitives::Claim::Dpos { epoch: EPOCH, turn: 9 };
			evidence::seal(evidence::header(1, claim, timestamp), 77)
		};
		assert_ok!(report(CAROL, sealed(1), sealed(2)));
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND / 2);
	});
}

#[test]
fn the_smallest_bonds() {
	for (bond, left, reward) in [(1, 1, 0), (2, 1, 0), (19, 10, 0), (20, 10, 1), (21, 11, 1)] {
		with_witness(|| {
			assert_ok!(Candidacy::leave(signed(ALICE)));
			assert_ok!(Candidacy::unbond(signed(ALICE), 2 * MIN_BOND));
			Ledgers::<Test>::mutate(account(ALICE), |ledger| {
				ledger.unlocking = Default::default();
				ledger.bond = bond;
			});
			let rest = 2 * MIN_BOND - bond;
			let reason = HoldReason::Bond.into();
			Balances::release(&reason, &account(ALICE), rest, Precision::Exact).unwrap();
			let before = Balances::balance(&account(BOB));
			assert_ok!(punish());
			assert_eq!(held(ALICE, HoldReason::Bond), left);
			assert_eq!(Balances::balance(&account(BOB)), before + reward);
		});
	}
}

#[test]
fn anyone_can_report_even_the_witness() {
	with_witness(|| {
		let before = Balances::balance(&account(ALICE));
		assert_ok!(report(ALICE, follower(EPOCH, TURN, 1), follower(EPOCH, TURN, 2)));
		assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
		assert_eq!(Balances::balance(&account(ALICE)), before + MIN_BOND / 10);
	});
}

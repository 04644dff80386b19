//! Who can stand for election, and who must make room.

use super::*;
use crate::MAX_CANDIDATES;

#[test]
fn an_avatar_with_a_bond_registers() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		assert!(Candidacy::is_candidate(&account(ALICE)));
		let registered = Event::CandidateRegistered { who: account(ALICE), keys: keys::of(ALICE) };
		assert_eq!(last_event(), registered);
	});
}

#[test]
fn who_is_no_avatar_does_not() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));
		NoAvatars::set([account(ALICE)].into());
		assert_noop!(register(ALICE), Error::NoAvatar);
	});
}

#[test]
fn who_is_a_candidate_does_not() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		assert_noop!(register(ALICE), Error::AlreadyCandidate);
	});
}

#[test]
fn the_own_bond_must_suffice() {
	build_and_execute(|| {
		assert_noop!(register(NODE), Error::BondTooLow);
		assert_ok!(Candidacy::bond(signed(NODE), MIN_BOND - 1));
		// Delegations do not make up for it.
		assert_ok!(delegate(ALICE, NODE, MIN_BOND));
		open_epochs(1);
		assert_noop!(register(NODE), Error::BondTooLow);
		assert_ok!(Candidacy::bond(signed(NODE), 1));
		assert_ok!(register(NODE));
	});
}

#[test]
fn what_leaves_is_no_bond() {
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));
		assert_ok!(Candidacy::unbond(signed(ALICE), 1));
		assert_noop!(register(ALICE), Error::BondTooLow);
	});
}

#[test]
fn leaving() {
	build_and_execute(|| {
		assert_noop!(Candidacy::leave(signed(ALICE)), Error::NotCandidate);
		stand(ALICE, MIN_BOND);
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_eq!(last_event(), Event::CandidateLeft { who: account(ALICE) });
		assert!(!Candidacy::is_candidate(&account(ALICE)));
		assert_noop!(Candidacy::leave(signed(ALICE)), Error::NotCandidate);
		// With the same keys, for they are nobody's now.
		assert_ok!(register(ALICE));
	});
}

#[test]
fn who_left_can_still_be_elected_once() {
	build_and_execute(|| {
		stand(ALICE, MIN_BOND);
		open_epochs(1);
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert_eq!(frozen(), [ALICE]);
		open_epochs(1);
		assert!(frozen().is_empty());
	});
}

#[test]
fn commission_is_the_candidates_to_set() {
	build_and_execute(|| {
		let tenth = Perbill::from_percent(10);
		assert_noop!(Candidacy::set_commission(signed(ALICE), tenth), Error::NotCandidate);
		stand(ALICE, MIN_BOND);
		assert_ok!(Candidacy::set_commission(signed(ALICE), tenth));
		let changed =
			Event::CommissionChanged { who: account(ALICE), old: Perbill::zero(), new: tenth };
		assert_eq!(last_event(), changed);
		let commissions = || {
			let info = Candidacy::candidate(account(ALICE)).unwrap();
			(info.commission, info.next_commission)
		};
		assert_eq!(commissions(), (Perbill::zero(), tenth));
		open_epochs(1);
		assert_eq!(commissions(), (tenth, tenth));
		// Nothing is left of it when the candidate leaves.
		assert_ok!(Candidacy::leave(signed(ALICE)));
		assert!(!Pools::<Test>::contains_key(account(ALICE)));
	});
}

#[test]
fn the_lightest_makes_room_for_a_heavier_one() {
	let full = full_registry();
	full.build_and_execute(|| {
		assert_eq!(Candidates::<Test>::count(), MAX_CANDIDATES);
		// All are as light: the highest account would have to go, but for nobody who is not heavier.
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND));
		assert_noop!(register(ALICE), Error::RegistryFull);
		assert_ok!(Candidacy::bond(signed(ALICE), 1));
		assert_ok!(register(ALICE));
		let last = numbered(u16::try_from(MAX_CANDIDATES).unwrap() - 1);
		assert!(!Candidacy::is_candidate(&last));
		assert_eq!(Candidates::<Test>::count(), MAX_CANDIDATES);
		let events = System::read_events_for_pallet::<Event<Test>>();
		assert!(events.contains(&Event::CandidateReplaced { who: last, by: account(ALICE) }));

		// A lighter one goes before a higher one.
		OwnScores::set([(numbered(5), SCORE - 1)].into());
		assert_ok!(Candidacy::bond(signed(BOB), MIN_BOND));
		assert_ok!(register(BOB));
		assert!(!Candidacy::is_candidate(&numbered(5)));

		// Who can not be frozen weighs nothing.
		Ledgers::<Test>::mutate(numbered(6), |ledger| ledger.sits_out_until = Some(9));
		assert_ok!(Candidacy::bond(signed(CAROL), MIN_BOND));
		assert_ok!(register(CAROL));
		assert!(!Candidacy::is_candidate(&numbered(6)));
		assert!(Candidacy::freeze(1) == MAX_CANDIDATES);
	});
}

#[test]
fn a_registration_is_charged_for_what_it_looks_at() {
	use crate::WeightInfo;
	let weight = |n: u8| {
		let (keys, proof) = keys::proven(n);
		Candidacy::register_candidate(signed(n), keys, proof).unwrap().actual_weight
	};
	build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND + 1));
		assert_eq!(weight(ALICE), Some(<() as WeightInfo>::register_candidate(0)));
	});
	full_registry().build_and_execute(|| {
		assert_ok!(Candidacy::bond(signed(ALICE), MIN_BOND + 1));
		let all = <() as WeightInfo>::register_candidate(MAX_CANDIDATES);
		assert_eq!(weight(ALICE), Some(all));
	});
}

/// Above all accounts of other tests.
fn numbered(n: u16) -> AccountId {
	let mut bytes = [0xff; 32];
	bytes[30..].copy_from_slice(&n.to_be_bytes());
	AccountId::new(bytes)
}

/// As many candidates as there can be, all with the least bond.
fn full_registry() -> ExtBuilder {
	let candidates = (0..u16::try_from(MAX_CANDIDATES).unwrap()).map(|n| GenesisCandidate {
		who: numbered(n),
		bond: MIN_BOND,
		witness_key: sr25519::Public::from_raw(*numbered(n).as_ref()),
		grandpa_key: ed25519::Public::from_raw(*numbered(n).as_ref()),
		commission: Perbill::zero(),
	});
	ExtBuilder { candidates: candidates.collect() }
}

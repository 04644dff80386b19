//! Attestations and what is held for them.

use super::*;

#[test]
fn an_avatar_attests_another() {
	three().build_and_execute(|| {
		go_to(5);
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		let expected = Attestation {
			hash: hash(1),
			subject_transfers: 0,
			attester: id("bob"),
			attester_transfers: 0,
			height: 5,
			held: ATTESTATION_HOLD,
		};
		assert_eq!(Avatars::attestation(id("alice"), KYC, id("bob")), Some(expected));
		let event = Event::Attested {
			subject: id("alice"),
			kind: KYC,
			attester: id("bob"),
			who: account(2),
			old: None,
			new: hash(1),
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn a_tenth_of_an_etp_is_held_for_each() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		assert_eq!(held(2), ETP / 10);
		assert_ok!(attest(2, "alice", ACHIEVEMENT, hash(1)));
		assert_ok!(attest(2, "carol", KYC, hash(1)));
		assert_eq!(held(2), 3 * ATTESTATION_HOLD);
		assert_eq!(Balances::free_balance(account(2)), ENDOWMENT - 3 * ATTESTATION_HOLD);
		assert_eq!((held(1), held(3)), (0, 0));
	});
}

#[test]
fn each_attester_speaks_for_itself() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		assert_ok!(attest(3, "alice", KYC, hash(2)));
		assert_eq!(attested("alice", KYC, "bob"), Some(hash(1)));
		assert_eq!(attested("alice", KYC, "carol"), Some(hash(2)));
		assert_eq!(attested("alice", ACHIEVEMENT, "bob"), None);
		assert_eq!(attested("bob", KYC, "alice"), None);
	});
}

#[test]
fn to_attest_again_replaces_it_and_holds_no_more() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		go_to(8);
		assert_ok!(attest(2, "alice", KYC, hash(2)));
		assert_eq!(held(2), ATTESTATION_HOLD);
		assert_eq!(attested("alice", KYC, "bob"), Some(hash(2)));
		let event = Event::Attested {
			subject: id("alice"),
			kind: KYC,
			attester: id("bob"),
			who: account(2),
			old: Some(hash(1)),
			new: hash(2),
		};
		assert_eq!(last_event(), event);
		assert_eq!(Attestations::<Test>::iter().count(), 1);
	});
}

#[test]
fn only_avatars_attest() {
	three().build_and_execute(|| {
		assert_noop!(attest(4, "alice", KYC, hash(1)), Error::<Test>::NotAvatar);
	});
}

#[test]
fn only_avatars_are_attested() {
	three().build_and_execute(|| {
		assert_noop!(attest(2, "dave", KYC, hash(1)), Error::<Test>::NoSuchAvatar);
	});
}

#[test]
fn nobody_attests_itself() {
	three().build_and_execute(|| {
		assert_noop!(attest(1, "alice", KYC, hash(1)), Error::<Test>::OwnAvatar);
	});
}

#[test]
fn a_kind_without_a_name_is_refused() {
	three().build_and_execute(|| {
		for kind in [0, 3, u32::MAX] {
			assert_noop!(attest(2, "alice", kind, hash(1)), Error::<Test>::UnknownKind);
		}
	});
}

#[test]
fn nobody_is_attested_who_got_the_avatar_meanwhile() {
	three().build_and_execute(|| {
		transfer("alice", 1, 4);
		let with = |transfers| {
			by(2, Call::attest { avatar: id("alice"), kind: KYC, hash: hash(1), transfers })
		};
		assert_noop!(with(0), Error::<Test>::SubjectMoved);
		assert_noop!(with(2), Error::<Test>::SubjectMoved);
		assert_ok!(with(1));
	});
}

#[test]
fn who_can_not_have_the_hold_does_not_attest() {
	three().build_and_execute(|| {
		Balances::set_balance(&account(2), ATTESTATION_HOLD + MILLI_ETP - 1);
		assert!(matches!(attest(2, "alice", KYC, hash(1)), Err(DispatchError::Token(_))));
		assert_eq!(attested("alice", KYC, "bob"), None);
		Balances::set_balance(&account(2), ATTESTATION_HOLD + MILLI_ETP);
		assert_ok!(attest(2, "alice", KYC, hash(1)));
	});
}

#[test]
fn it_can_be_revoked_once() {
	three().build_and_execute(|| {
		assert_noop!(revoke(2, "alice", KYC), Error::<Test>::NoAttestation);
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		assert_noop!(revoke(2, "alice", ACHIEVEMENT), Error::<Test>::NoAttestation);
		assert_noop!(revoke(2, "carol", KYC), Error::<Test>::NoAttestation);
		assert_noop!(revoke(3, "alice", KYC), Error::<Test>::NoAttestation);
		assert_noop!(revoke(1, "alice", KYC), Error::<Test>::NoAttestation);
		assert_ok!(revoke(2, "alice", KYC));
		let event = Event::AttestationRevoked {
			subject: id("alice"),
			kind: KYC,
			attester: id("bob"),
			who: account(2),
			hash: hash(1),
		};
		assert_eq!(last_event(), event);
		assert_eq!(held(2), 0);
		assert_eq!(Balances::free_balance(account(2)), ENDOWMENT);
		assert_eq!(attested("alice", KYC, "bob"), None);
		assert_noop!(revoke(2, "alice", KYC), Error::<Test>::NoAttestation);
	});
}

#[test]
fn it_lapses_when_the_subject_moves() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("alice", 1, 4);
		assert_eq!(attested("alice", KYC, "bob"), None);
		// Not even its first account has it back.
		transfer("alice", 4, 1);
		assert_eq!(attested("alice", KYC, "bob"), None);
		// What has lapsed can be renewed, and revoked.
		assert_eq!(held(2), ATTESTATION_HOLD);
		assert_ok!(attest(2, "alice", KYC, hash(2)));
		assert_eq!(attested("alice", KYC, "bob"), Some(hash(2)));
		transfer("alice", 1, 5);
		assert_ok!(revoke(2, "alice", KYC));
		assert_eq!(held(2), 0);
	});
}

#[test]
fn it_lapses_when_the_attester_moves() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("bob", 2, 4);
		assert_eq!(attested("alice", KYC, "bob"), None);
		transfer("bob", 4, 2);
		assert_eq!(attested("alice", KYC, "bob"), None);
	});
}

#[test]
fn the_hold_stays_with_the_account_and_can_be_freed_without_an_avatar() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("bob", 2, 4);
		assert_eq!((held(2), held(4)), (ATTESTATION_HOLD, 0));
		assert_noop!(revoke(4, "alice", KYC), Error::<Test>::NoAttestation);
		assert_ok!(revoke(2, "alice", KYC));
		assert_eq!(held(2), 0);
	});
}

#[test]
fn who_gets_an_avatar_attests_anew() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("bob", 2, 4);
		assert_ok!(attest(4, "alice", KYC, hash(2)));
		assert_eq!(attested("alice", KYC, "bob"), Some(hash(2)));
		assert_eq!((held(2), held(4)), (ATTESTATION_HOLD, ATTESTATION_HOLD));
		// The former one can not undo that.
		assert_ok!(revoke(2, "alice", KYC));
		assert_eq!(attested("alice", KYC, "bob"), Some(hash(2)));
	});
}

#[test]
fn the_word_of_one_avatar_is_not_that_of_the_next_one_of_the_account() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("bob", 2, 4);
		assert_ok!(register(2, "bob2"));
		assert_eq!(attested("alice", KYC, "bob2"), None);
		assert_ok!(attest(2, "alice", KYC, hash(2)));
		assert_eq!(attested("alice", KYC, "bob2"), Some(hash(2)));
		assert_eq!(attested("alice", KYC, "bob"), None);
		assert_eq!(held(2), ATTESTATION_HOLD);
	});
}

#[test]
fn an_account_may_get_an_avatar_that_it_attested() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		transfer("bob", 2, 4);
		transfer("alice", 1, 2);
		assert_eq!(attested("alice", KYC, "alice"), None);
		assert_ok!(revoke(2, "alice", KYC));
	});
}

#[test]
fn what_is_freed_is_what_was_held() {
	three().build_and_execute(|| {
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		assert_ok!(attest(2, "carol", KYC, hash(1)));
		// As if less had been asked for when the first was made.
		let less = ATTESTATION_HOLD / 4;
		Attestations::<Test>::mutate((id("alice"), KYC, account(2)), |found| {
			found.as_mut().unwrap().held = less;
		});
		assert_ok!(revoke(2, "alice", KYC));
		assert_eq!(held(2), 2 * ATTESTATION_HOLD - less);
		Attestations::<Test>::mutate((id("carol"), KYC, account(2)), |found| {
			found.as_mut().unwrap().held = 2 * ATTESTATION_HOLD - less;
		});
	});
}

#[test]
fn only_accounts_attest() {
	three().build_and_execute(|| {
		for call in [
			Call::attest { avatar: id("alice"), kind: KYC, hash: hash(1), transfers: 0 },
			Call::revoke_attestation { avatar: id("alice"), kind: KYC },
		] {
			assert_noop!(dispatch(RuntimeOrigin::root(), call), DispatchError::BadOrigin);
		}
	});
}

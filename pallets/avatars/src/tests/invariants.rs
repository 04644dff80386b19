//! `try_state` finds what does not hold.

use super::*;
use crate::{Kinds, KindsByName};

/// Breaks a state in which bob attested alice and carol is offered.
fn finds(expected: &'static str, break_it: impl FnOnce()) {
	three().build().execute_with(|| {
		go_to(3);
		assert_ok!(attest(2, "alice", KYC, hash(1)));
		assert_ok!(offer(3, 4));
		Avatars::do_try_state().unwrap();
		break_it();
		assert_eq!(Avatars::do_try_state(), Err(expected.into()));
	});
}

fn change(name: &str, change: impl FnOnce(&mut AvatarDetails)) {
	crate::Avatars::<Test>::mutate(id(name), |found| change(found.as_mut().unwrap()));
}

fn change_attestation(change: impl FnOnce(&mut Attestation)) {
	let key = (id("alice"), KYC, account(2));
	Attestations::<Test>::mutate(key, |found| change(found.as_mut().unwrap()));
}

fn insert_attestation(subject: AvatarId, kind: u32) {
	let found = Attestations::<Test>::take((id("alice"), KYC, account(2))).unwrap();
	Attestations::<Test>::insert((subject, kind, account(2)), found);
}

#[test]
fn avatars_that_are_not_their_accounts() {
	finds("the account of an avatar does not have it", || {
		AvatarOf::<Test>::remove(account(1));
	});
	finds("the account of an avatar does not have it", || {
		change("alice", |found| found.account = account(2));
	});
	finds("an account has no avatar that exists", || {
		AvatarOf::<Test>::insert(account(5), holding("dave", 0, 0));
	});
	finds("an account has the avatar of another one", || {
		AvatarOf::<Test>::insert(account(5), holding("alice", 0, 0));
	});
	for (born, since) in [(1, 0), (0, 1)] {
		finds("an account has its avatar since another time", || {
			AvatarOf::<Test>::insert(account(1), holding("alice", born, since));
		});
	}
}

#[test]
fn names_that_are_not_their_avatars() {
	finds("an avatar has a bad name", || change("alice", |found| found.symbol = symbol("")));
	finds("an avatar has the id of another name", || {
		change("alice", |found| found.symbol = symbol("alicia"));
	});
}

#[test]
fn times_that_can_not_be() {
	finds("an avatar was had before it was born", || change("alice", |found| found.born = 1));
	finds("an avatar is from the future", || change("alice", |found| found.held_since = 4));
	finds("an avatar moved and was not transferred", || {
		change("alice", |found| found.held_since = 1);
	});
	finds("an attestation is from the future", || {
		change_attestation(|found| found.height = 4);
	});
}

#[test]
fn offers_of_nothing_or_to_oneself() {
	finds("what is offered does not exist", || {
		Offers::<Test>::insert(id("dave"), account(4));
	});
	finds("an avatar is offered to the account that has it", || {
		Offers::<Test>::insert(id("carol"), account(3));
	});
}

#[test]
fn attestations_of_and_by_nobody() {
	finds("nobody is attested", || insert_attestation(id("dave"), KYC));
	finds("nobody attests", || change_attestation(|found| found.attester = id("dave")));
	finds("an avatar attests itself", || {
		change_attestation(|found| found.attester = id("alice"));
	});
	finds("a subject is attested that has not come to be", || {
		change_attestation(|found| found.subject_transfers = 1);
	});
	finds("an attester attests that has not come to be", || {
		change_attestation(|found| found.attester_transfers = 1);
	});
	finds("an attestation is of no known kind", || insert_attestation(id("alice"), 9));
}

#[test]
fn holds_that_do_not_add_up() {
	let expected = "what is held is not what the attestations say";
	finds(expected, || change_attestation(|found| found.held -= 1));
	finds(expected, || change_attestation(|found| found.held += 1));
	finds(expected, || {
		let found = Attestations::<Test>::get((id("alice"), KYC, account(2))).unwrap();
		Attestations::<Test>::insert((id("carol"), KYC, account(2)), found);
	});
	finds("a sum of holds is too large", || {
		change_attestation(|found| found.held = Balance::MAX);
		let found = Attestations::<Test>::get((id("alice"), KYC, account(2))).unwrap();
		Attestations::<Test>::insert((id("carol"), KYC, account(2)), found);
	});
}

#[test]
fn kinds_that_are_not_their_names() {
	let name = |text: &str| KindName::try_from(text.as_bytes().to_vec()).unwrap();
	finds("a kind has a bad name", || Kinds::<Test>::insert(KYC, name("K")));
	finds("the name of a kind is another one's", || {
		KindsByName::<Test>::insert(name("kyc"), ACHIEVEMENT);
	});
	finds("the name of a kind is another one's", || {
		Kinds::<Test>::insert(7, name("degree"));
	});
	finds("a name is of a kind that has another", || {
		KindsByName::<Test>::insert(name("degree"), KYC);
	});
}

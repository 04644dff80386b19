//! Who may issue in which domain.

use super::*;
use crate::{Commitments, MAX_REVEAL};

#[test]
fn a_domain_is_revealed_some_blocks_after_the_commitment() {
	for (age, error) in [
		(0, Some(Error::<Test>::RevealTooEarly)),
		(MIN_REVEAL - 1, Some(Error::RevealTooEarly)),
		(MIN_REVEAL, None),
		(MAX_REVEAL, None),
		(MAX_REVEAL + 1, Some(Error::RevealTooLate)),
	] {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(commit(1, "GOLD"));
			go_to(1 + age);
			match error {
				Some(error) => {
					assert_noop!(issue(1, params("GOLD", 1)), error);
				},
				None => {
					assert_ok!(issue(1, params("GOLD", 1)));
				},
			}
		});
	}
	assert_eq!((MIN_REVEAL, MAX_REVEAL), (5, 1_000));
}

#[test]
fn a_free_domain_needs_a_commitment() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::NotCommitted);
		assert_ok!(commit(1, "GOLD"));
		go_to(6);
		let with_salt = |salt| by(1, Call::issue { params: params("GOLD", 1), salt });
		assert_noop!(with_salt(None), Error::<Test>::NotCommitted);
		assert_noop!(with_salt(Some([6; 32])), Error::<Test>::NotCommitted);
		// It is to one domain.
		assert_noop!(issue(1, params("SILVER", 1)), Error::<Test>::NotCommitted);
		assert_noop!(issue(1, params("GOLDEN", 1)), Error::<Test>::NotCommitted);
		assert_ok!(with_salt(Some(SALT)));
	});
}

#[test]
fn a_reveal_that_is_seen_can_not_be_overtaken() {
	ExtBuilder::default().build_and_execute(|| {
		// GIVEN owner 2, who copies the commitment of owner 1, and its reveal
		assert_ok!(commit(1, "GOLD"));
		let commitment = domain_commitment(b"GOLD", &SALT, &owner(1));
		assert_ok!(by(2, Call::commit_domain { commitment }));
		go_to(6);
		assert_noop!(issue(2, params("GOLD", 1)), Error::<Test>::NotCommitted);
		// AND who commits itself once it knows the domain
		assert_ok!(commit(2, "GOLD"));
		assert_noop!(issue(2, params("GOLD", 1)), Error::<Test>::RevealTooEarly);
		// THEN owner 1 is first all the same.
		assert_ok!(issue(1, params("GOLD", 1)));
		go_to(11);
		assert_noop!(issue(2, params("GOLD.COIN", 1)), Error::<Test>::NoNamingCertificate);
	});
}

#[test]
fn of_two_who_committed_themselves_the_first_to_issue_has_the_domain() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(commit(1, "GOLD"));
		assert_ok!(commit(2, "GOLD"));
		go_to(6);
		assert_ok!(issue(2, params("GOLD.A", 1)));
		assert_noop!(issue(1, params("GOLD.B", 1)), Error::<Test>::NoNamingCertificate);
		assert_eq!(holder(&domain("GOLD")), Some(owner(2)));
	});
}

#[test]
fn a_commitment_is_used_up_and_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(commit(1, "GOLD"));
		let event = Event::DomainCommitted {
			who: owner(1),
			commitment: domain_commitment(b"GOLD", &SALT, &owner(1)),
		};
		assert_eq!(last_event(), event);
		// A later one takes its place, and starts anew.
		go_to(4);
		assert_ok!(commit(1, "SILVER"));
		go_to(8);
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::NotCommitted);
		assert_noop!(issue(1, params("SILVER", 1)), Error::<Test>::RevealTooEarly);
		go_to(9);
		assert_ok!(issue(1, params("SILVER", 1)));
		assert_eq!(Commitments::<Test>::iter().count(), 0);
	});
}

#[test]
fn only_avatars_commit_themselves() {
	ExtBuilder::default().build_and_execute(|| {
		without_avatar(1);
		assert_noop!(commit(1, "GOLD"), Error::<Test>::NotAvatar);
	});
}

#[test]
fn the_holder_issues_in_its_domain_without_ado() {
	ExtBuilder::default().build_and_execute(|| {
		// The domain is the first label, and a symbol without dots is its own.
		issued(1, "GOLD.COIN", 1);
		for name in ["GOLD", "GOLD.BAR", "GOLD.BAR.SMALL"] {
			assert_ok!(by(1, Call::issue { params: params(name, 1), salt: None }));
		}
		assert_eq!(Certificates::<Test>::iter_keys().filter(is_domain).count(), 1);
		// A longer label is another domain.
		assert_noop!(issue(1, params("GOLDEN", 1)), Error::<Test>::NotCommitted);
	});
}

fn is_domain(certificate: &CertificateId) -> bool {
	matches!(certificate, CertificateId::Domain(_))
}

#[test]
fn others_need_a_naming_certificate_for_the_very_symbol() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		assert_ok!(commit(2, "GOLD"));
		go_to(20);
		// A commitment does not help in a domain that is held.
		assert_noop!(issue(2, params("GOLD.BAR", 1)), Error::<Test>::NoNamingCertificate);
		let grant = Call::grant_naming { symbol: symbol("GOLD.BAR"), to: owner(2) };
		assert_ok!(by(1, grant));
		assert_noop!(issue(2, params("GOLD.COIN", 1)), Error::<Test>::NoNamingCertificate);
		assert_noop!(issue(3, params("GOLD.BAR", 1)), Error::<Test>::NoNamingCertificate);
		assert_ok!(by(2, Call::issue { params: params("GOLD.BAR", 1), salt: None }));
		// It is used up.
		assert_eq!(holder(&naming("GOLD.BAR")), None);
		let used = Event::CertificateUsed { certificate: naming("GOLD.BAR"), holder: owner(2) };
		System::assert_has_event(used.into());
		assert_noop!(issue(2, params("GOLD.RING", 1)), Error::<Test>::NoNamingCertificate);
	});
}

#[test]
fn a_commitment_stays_with_the_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(commit(1, "GOLD"));
		go_to(1 + MIN_REVEAL);
		move_avatar(1, 3);
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::NotAvatar);
		assert_noop!(issue(3, params("GOLD", 1)), Error::<Test>::NotCommitted);
		assert_ok!(commit(3, "GOLD"));
		go_to(1 + 2 * MIN_REVEAL);
		assert_ok!(issue(3, params("GOLD", 1)));
	});
}

//! Certificates change hands.

use super::*;

fn grant(n: u8, name: &str, to: u8) -> DispatchResult {
	by(n, Call::grant_naming { symbol: symbol(name), to: owner(to) })
}

fn transfer(n: u8, certificate: CertificateId, to: u8) -> DispatchResult {
	by(n, Call::transfer_certificate { certificate, to: owner(to) })
}

#[test]
fn a_naming_certificate_is_granted_by_the_holder_of_the_domain() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		assert_ok!(grant(1, "GOLD.BAR", 2));
		assert_eq!(holder(&naming("GOLD.BAR")), Some(owner(2)));
		let event = Event::CertificateMade { certificate: naming("GOLD.BAR"), holder: owner(2) };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn what_can_not_be_granted() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		assert_ok!(grant(1, "GOLD.BAR", 2));
		assert_noop!(grant(1, "GOLD.bar", 2), Error::<Test>::BadSymbol);
		assert_noop!(grant(1, "ETP.BAR", 2), Error::<Test>::BadSymbol);
		assert_noop!(grant(1, "SILVER", 2), Error::<Test>::NoSuchCertificate);
		assert_noop!(grant(2, "GOLD.COIN", 3), Error::<Test>::NotHolder);
		assert_noop!(grant(1, "GOLD", 2), Error::<Test>::SymbolTaken);
		assert_noop!(grant(1, "GOLD.BAR", 3), Error::<Test>::CertificateExists);
		without_avatar(3);
		assert_noop!(grant(1, "GOLD.COIN", 3), Error::<Test>::RecipientNotAvatar);
		// Whoever has a naming certificate does not hold the domain.
		assert_noop!(grant(2, "GOLD.BAR", 4), Error::<Test>::NotHolder);
	});
}

#[test]
fn a_symbol_of_a_domain_that_began_with_another_may_be_granted() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD.BAR", 1);
		assert_ok!(grant(1, "GOLD", 2));
		assert_ok!(issue(2, params("GOLD", 1)));
	});
}

#[test]
fn the_holder_that_is_left_with_a_granted_symbol_may_not_use_it() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		assert_ok!(grant(1, "GOLD.BAR", 2));
		assert_noop!(issue(1, params("GOLD.BAR", 1)), Error::<Test>::NoNamingCertificate);
		// Unless it is given back.
		assert_ok!(transfer(2, naming("GOLD.BAR"), 1));
		assert_ok!(issue(1, params("GOLD.BAR", 1)));
		assert_eq!(holder(&naming("GOLD.BAR")), None);
	});
}

#[test]
fn all_kinds_are_transferred_with_what_they_allow() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued_as(1, IssueParams { reissue: Reissue::Free, ..params("GOLD", 1) });
		assert_ok!(grant(1, "GOLD.BAR", 2));
		let reissue =
			|n| by(n, Call::reissue { asset, amount: 1, shown: vec![].try_into().unwrap() });

		assert_ok!(transfer(1, CertificateId::Issue(asset), 3));
		let event = Event::CertificateTransferred {
			certificate: CertificateId::Issue(asset),
			from: owner(1),
			to: owner(3),
		};
		assert_eq!(last_event(), event);
		assert_noop!(reissue(1), Error::<Test>::NotHolder);
		assert_ok!(reissue(3));
		assert_eq!(UtxoAssets::asset_info(asset).unwrap().issuer, owner(3));

		assert_ok!(transfer(1, domain("GOLD"), 4));
		assert_noop!(grant(1, "GOLD.COIN", 1), Error::<Test>::NotHolder);
		assert_noop!(issue(1, params("GOLD.COIN", 1)), Error::<Test>::NoNamingCertificate);
		assert_ok!(issue(4, params("GOLD.COIN", 1)));

		assert_ok!(transfer(2, naming("GOLD.BAR"), 3));
		assert_noop!(issue(2, params("GOLD.BAR", 1)), Error::<Test>::NoNamingCertificate);
		assert_ok!(by(3, Call::issue { params: params("GOLD.BAR", 1), salt: None }));
	});
}

#[test]
fn what_can_not_be_transferred() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		assert_noop!(transfer(2, domain("GOLD"), 2), Error::<Test>::NotHolder);
		let missing =
			[domain("SILVER"), naming("GOLD"), CertificateId::Issue(2), CertificateId::Mining(1)];
		for missing in missing {
			assert_noop!(transfer(1, missing, 2), Error::<Test>::NoSuchCertificate);
		}
		without_avatar(3);
		assert_noop!(transfer(1, domain("GOLD"), 3), Error::<Test>::RecipientNotAvatar);
	});
}

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

#[test]
fn all_kinds_move_with_the_avatar() {
	ExtBuilder::default().build_and_execute(|| {
		let mining =
			MiningModel { initial: 1, interval: 1, decay: sp_runtime::Permill::one(), cap: None };
		let free =
			IssueParams { reissue: Reissue::Free, mining: Some(mining), ..params("GOLD", 1) };
		let asset = issued_as(1, free);
		let reissue =
			|n| by(n, Call::reissue { asset, amount: 1, shown: vec![].try_into().unwrap() });
		let metadata =
			|n| by(n, Call::set_metadata { asset, metadata: Some(H256::repeat_byte(n)) });
		issued(2, "SILVER", 1);
		assert_ok!(grant(2, "SILVER.BAR", 1));

		// WHEN the avatar of owner 1 becomes that of owner 3
		move_avatar(1, 3);

		// THEN owner 3 holds them all
		for all in [
			domain("GOLD"),
			naming("SILVER.BAR"),
			CertificateId::Issue(asset),
			CertificateId::Mining(asset),
		] {
			assert_eq!(holder(&all), Some(owner(3)));
			assert_eq!(Certificates::<Test>::get(&all), Some(avatar(&owner(1))));
		}
		assert_eq!(UtxoAssets::asset_info(asset).unwrap().issuer, owner(3));
		// AND uses them
		assert_ok!(reissue(3));
		assert_ok!(metadata(3));
		assert_ok!(grant(3, "GOLD.COIN", 4));
		assert_ok!(by(3, Call::issue { params: params("GOLD.BAR", 1), salt: None }));
		assert_ok!(by(3, Call::issue { params: params("SILVER.BAR", 1), salt: None }));
		assert_ok!(transfer(3, CertificateId::Mining(asset), 2));
		assert_eq!(holder(&CertificateId::Mining(asset)), Some(owner(2)));
		// AND owner 1 does not.
		assert_noop!(reissue(1), Error::<Test>::NotHolder);
		assert_noop!(metadata(1), Error::<Test>::NotHolder);
		assert_noop!(grant(1, "GOLD.RING", 4), Error::<Test>::NotHolder);
		assert_noop!(transfer(1, domain("GOLD"), 4), Error::<Test>::NotHolder);
		assert_noop!(issue(1, params("GOLD.RING", 1)), Error::<Test>::NotAvatar);
	});
}

#[test]
fn another_avatar_of_the_account_does_not_inherit_them() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1);
		// Owner 1 has the avatar that was first that of owner 4.
		move_avatar(1, 3);
		Moved::mutate(|all| all.push((owner(4), owner(1))));
		assert_eq!(<Test as crate::Config>::Avatars::avatar_of(&owner(1)), Some(avatar(&owner(4))));
		assert_noop!(grant(1, "GOLD.COIN", 2), Error::<Test>::NotHolder);
		assert_noop!(issue(1, params("GOLD.COIN", 1)), Error::<Test>::NoNamingCertificate);
		assert_ok!(issue(3, params("GOLD.COIN", 1)));
		// What is given to it is that avatar's.
		assert_ok!(transfer(3, domain("GOLD"), 1));
		assert_eq!(Certificates::<Test>::get(domain("GOLD")), Some(avatar(&owner(4))));
	});
}

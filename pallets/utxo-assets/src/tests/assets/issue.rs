//! The issue of a token: what it makes, what it costs, what it refuses.

use super::*;
use crate::{Assets, AssetsBySymbol, Totals, MAX_ASSET_SUPPLY};
use pillars_ledger::CoinOrigin;
use sp_runtime::{DispatchError, Permill, TokenError};

/// Issues in a block in which the domain may be revealed.
fn revealed(name: &str) {
	assert_ok!(commit(1, name));
	go_to(System::block_number() + MIN_REVEAL);
}

fn model() -> MiningModel {
	MiningModel { initial: 100, interval: 10, decay: Permill::from_percent(95), cap: None }
}

#[test]
fn a_token_is_issued_to_its_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		let metadata = Some(H256::repeat_byte(9));
		let params = IssueParams { metadata, ..params("GOLD.BAR", 1_000) };
		let asset = issued_as(1, params);
		assert_eq!(asset, 1);

		let details = Assets::<Test>::get(1).unwrap();
		assert_eq!((&details.symbol, details.decimals), (&symbol("GOLD.BAR"), 4));
		assert_eq!((details.metadata, details.reissue), (metadata, Reissue::Never));
		assert_eq!(AssetsBySymbol::<Test>::get(symbol("GOLD.BAR")), Some(1));
		let supply = Supply { issued: 1_000, mined: 0, burned: 0 };
		assert_eq!(Supplies::<Test>::get(1), Some(supply));
		for certificate in [domain("GOLD"), CertificateId::Issue(1)] {
			assert_eq!(holder(&certificate), Some(owner(1)));
		}
		assert_eq!(Certificates::<Test>::iter().count(), 2);

		let output = tokens(1, 1_000, Lock::Account(owner(1)));
		let expected = Unspent { output: output.clone(), height: 6, origin: CoinOrigin::Transfer };
		assert_eq!(unspent(&coin(0)), Some(expected));
		let event = Event::Applied {
			txid: serial_id(0),
			spent: vec![],
			created: vec![(coin(0), output)],
			fee: 0,
			origin: CoinOrigin::Transfer,
		};
		assert_eq!(last_event(), event);
		System::assert_has_event(
			Event::Issued { asset: 1, symbol: symbol("GOLD.BAR"), issuer: owner(1), supply: 1_000 }
				.into(),
		);
		let certificate = CertificateId::Issue(1);
		System::assert_has_event(Event::CertificateMade { certificate, holder: owner(1) }.into());
	});
}

#[test]
fn it_costs_ten_etp_for_the_author_and_the_treasury() {
	ExtBuilder::default().build_and_execute(|| {
		issued(1, "GOLD", 1_000);
		assert_eq!(ISSUE_FEE, 10 * ETP);
		assert_eq!(Balances::free_balance(owner(1)), ENDOWMENT - 10 * ETP);
		assert_eq!(Totals::<Test>::get().fees, 2 * ETP);
		assert_eq!(Balances::free_balance(Treasury::get()), 8 * ETP);
	});
}

#[test]
fn numbers_follow_each_other() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!([issued(1, "A", 1), issued(2, "B", 1), issued(1, "C", 1)], [1, 2, 3]);
	});
}

#[test]
fn nothing_may_be_issued_at_first() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued_as(1, IssueParams { reissue: Reissue::Free, ..params("GOLD", 0) });
		assert_eq!(unspent(&coin(0)), None);
		assert_eq!(Supplies::<Test>::get(asset), Some(Supply::default()));
	});
}

#[test]
fn bad_parameters_are_refused_each_with_its_error() {
	ExtBuilder::default().build_and_execute(|| {
		revealed("GOLD");
		let good = || params("GOLD", 1_000);
		let reissue = |reissue| IssueParams { reissue, ..good() };
		for (bad, error) in [
			(params("gold", 1), Error::<Test>::BadSymbol),
			(params("", 1), Error::BadSymbol),
			(params("GOLD.", 1), Error::BadSymbol),
			(params("GOLD..BAR", 1), Error::BadSymbol),
			(params("GOLD-BAR", 1), Error::BadSymbol),
			(params("ETP", 1), Error::BadSymbol),
			(params("ETP.GOLD", 1), Error::BadSymbol),
			(IssueParams { decimals: 19, ..good() }, Error::TooManyDecimals),
			(reissue(Reissue::Share(0)), Error::BadReissue),
			(reissue(Reissue::Share(101)), Error::BadReissue),
			(
				IssueParams { mining: Some(MiningModel { interval: 0, ..model() }), ..good() },
				Error::BadMiningModel,
			),
			(params("GOLD", MAX_ASSET_SUPPLY + 1), Error::SupplyTooLarge),
		] {
			assert_noop!(issue(1, bad), error);
		}
		let reissue = Reissue::Share(100);
		let most = IssueParams { decimals: 18, reissue, ..params("GOLD", MAX_ASSET_SUPPLY) };
		assert_ok!(issue(1, most));
		assert_eq!(Supplies::<Test>::get(1).unwrap().room(), 0);
	});
}

#[test]
fn a_symbol_is_never_used_again() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		let asset = issued(1, "GOLD", 7);
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::SymbolTaken);
		assert_noop!(issue(2, params("GOLD", 1)), Error::<Test>::SymbolTaken);
		let burned = tokens(asset, 7, Lock::Burn);
		assert_ok!(spend(1, &tx([last_made(), coin(0)], [burned, etp(1, ETP)])));
		assert_eq!(Supplies::<Test>::get(asset).unwrap().existing(), 0);
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::SymbolTaken);
	});
}

#[test]
fn only_avatars_who_can_pay_issue() {
	ExtBuilder::default().build_and_execute(|| {
		revealed("GOLD");
		without_avatar(1);
		assert_noop!(issue(1, params("GOLD", 1)), Error::<Test>::NotAvatar);
		NoAvatars::set(vec![]);
		assert_ok!(fund(1, ENDOWMENT - ISSUE_FEE + 1, Lock::Account(owner(1))));
		assert_noop!(issue(1, params("GOLD", 1)), TokenError::FundsUnavailable);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = UtxoAssets::issue(origin, params("GOLD", 1), Some(SALT));
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_token_that_can_be_mined_has_a_certificate_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued_as(1, IssueParams { mining: Some(model()), ..params("GOLD", 0) });
		assert_eq!(Mineable::get(), vec![(asset, System::block_number(), model())]);
		assert_eq!(holder(&CertificateId::Mining(asset)), Some(owner(1)));
		assert!(UtxoAssets::asset_info(asset).unwrap().mineable);
	});
}

#[test]
fn a_model_that_can_not_be_mined_issues_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		revealed("GOLD");
		let mining = Some(MiningModel { initial: 0, ..model() });
		let unminable = IssueParams { mining, ..params("GOLD", 1) };
		assert_noop!(issue(1, unminable), Error::<Test>::MiningUnavailable);
	});
}

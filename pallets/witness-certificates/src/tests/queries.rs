//! View functions.

use super::*;
use crate::{CertificateInfo, GrantInfo, MONTH_MS};

#[test]
fn a_certificate_is_shown_as_it_stands_now() {
	build_and_execute(|| {
		assert_eq!(WitnessCertificates::certificate(account(A)), None);
		assert_ok!(issue_level1(A));
		let shown = WitnessCertificates::certificate(account(A)).unwrap();
		assert_eq!((shown.valid_until, shown.valid), (None, false));
		assert_eq!(shown.grant, GrantInfo { total: ISSUE_GRANT, ..Default::default() });
		set_height(5);
		issue_many(A, A1, 23);
		pass(3 * MONTH_MS);
		assert_ok!(claim(A1));
		pass(MONTH_MS);
		assert_eq!(
			WitnessCertificates::certificate(account(A1)),
			Some(CertificateInfo {
				level: Level::Two { under: account(A) },
				state: State::Active,
				valid: true,
				issued: (5, START),
				valid_until: Some(5 + LIFE),
				grant: GrantInfo {
					total: LEVEL2_GRANT,
					released: LEVEL2_GRANT * 2 / 3,
					claimable: LEVEL2_GRANT / 6,
				},
			})
		);
		set_height(5 + LIFE);
		let shown = WitnessCertificates::certificate(account(A1)).unwrap();
		assert_eq!((shown.state, shown.valid), (State::Expired, false));
	});
}

#[test]
fn lists_are_shown() {
	with_active(|| {
		let under: Vec<_> = (A1..A1 + 23).map(account).collect();
		assert_eq!(WitnessCertificates::level2_of(account(A)), under);
		assert_eq!(WitnessCertificates::level2_of(account(A1)), vec![]);
		assert_eq!(WitnessCertificates::level1(), vec![account(A)]);
		assert_eq!(WitnessCertificates::proposals(account(A)), vec![]);
		assert_eq!(WitnessCertificates::waiting_list(), vec![]);
		assert_eq!(WitnessCertificates::claimable(account(A)), 0);
	});
}

//! Kinds of attestations and their names.

use super::*;
use crate::{Kinds, KindsByName};

fn name(name: &str) -> KindName {
	name.as_bytes().to_vec().try_into().unwrap()
}

fn name_kind(kind: u32, text: &str) -> DispatchResult {
	dispatch(RuntimeOrigin::root(), Call::name_kind { kind, name: name(text) })
}

#[test]
fn governance_names_kinds() {
	three().build_and_execute(|| {
		assert_noop!(attest(2, "alice", 7, hash(1)), Error::<Test>::UnknownKind);
		assert_ok!(name_kind(7, "degree"));
		assert_eq!(last_event(), Event::KindNamed { kind: 7, name: name("degree") });
		assert_eq!(Avatars::kind_name(7), Some(name("degree")));
		assert_eq!(KindsByName::<Test>::get(name("degree")), Some(7));
		assert_ok!(attest(2, "alice", 7, hash(1)));
		assert_ok!(name_kind(0, "least"));
		assert_ok!(name_kind(u32::MAX, "largest"));
	});
}

#[test]
fn nobody_else_does() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::name_kind { kind: 7, name: name("degree") };
		assert_noop!(by(1, call), DispatchError::BadOrigin);
	});
}

#[test]
fn a_name_is_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(name_kind(KYC, "degree"), Error::<Test>::KindNamed);
		assert_noop!(name_kind(KYC, "achievement"), Error::<Test>::KindNamed);
		assert_eq!(Kinds::<Test>::get(KYC), Some(name("kyc")));
	});
}

#[test]
fn no_two_kinds_have_the_same_name() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(name_kind(7, "kyc"), Error::<Test>::KindNameTaken);
	});
}

#[test]
fn bad_names_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in ["", "KYC", "a b", "a_b"] {
			assert_noop!(name_kind(7, bad), Error::<Test>::BadKindName);
		}
		assert_ok!(name_kind(7, &"k".repeat(32)));
	});
}

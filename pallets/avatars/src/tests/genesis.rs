//! What genesis makes and refuses.

use super::*;
use crate::Kinds;
use sp_core::crypto::Ss58Codec;

#[test]
fn avatars_are_there_from_the_start() {
	three().build_and_execute(|| {
		let expected = AvatarDetails {
			symbol: symbol("alice"),
			account: account(1),
			born: 0,
			held_since: 0,
			transfers: 0,
		};
		assert_eq!(details("alice"), expected);
		assert_eq!(crate::Avatars::<Test>::iter().count(), 3);
		assert_eq!(Balances::free_balance(account(1)), ENDOWMENT);
	});
}

#[test]
fn reserved_names_can_be_given() {
	ExtBuilder::default().avatar("Foundation", 1).build_and_execute(|| {
		assert_eq!(details("foundation").symbol, symbol("Foundation"));
		assert_noop!(register(2, "foundation"), Error::<Test>::ReservedSymbol);
	});
}

#[test]
fn kyc_and_achievements_are_known() {
	ExtBuilder::default().build_and_execute(|| {
		let text = |kind| String::from_utf8(Kinds::<Test>::get(kind).unwrap().into()).unwrap();
		assert_eq!((text(KYC), text(ACHIEVEMENT)), ("kyc".into(), "achievement".into()));
		assert_eq!(Kinds::<Test>::iter().count(), 2);
	});
}

#[test]
fn other_kinds_can_be_given() {
	ExtBuilder::default().kind(9, "degree").build_and_execute(|| {
		let kinds: Vec<_> = Kinds::<Test>::iter_keys().collect();
		assert_eq!(kinds, [9]);
	});
}

#[test]
fn it_is_given_in_json() {
	let json = serde_json::json!({
		"avatars": [{ "symbol": "alice", "account": account(1).to_ss58check() }],
		"kinds": [{ "kind": 3, "name": "degree" }],
	});
	let config: crate::GenesisConfig<Test> = serde_json::from_value(json).unwrap();
	assert_eq!(config.avatars, [GenesisAvatar { symbol: "alice".into(), account: account(1) }]);
	assert_eq!(config.kinds, [GenesisKind { kind: 3, name: "degree".into() }]);
}

#[test]
#[should_panic(expected = "a genesis avatar can not have the name a b: Err(BadSign)")]
fn a_bad_name_is_refused() {
	ExtBuilder::default().avatar("a b", 1).build();
}

#[test]
#[should_panic(expected = "Err(TooLong)")]
fn a_long_name_is_refused() {
	ExtBuilder::default().avatar(&"a".repeat(65), 1).build();
}

#[test]
#[should_panic(expected = "two genesis avatars have the name Alice")]
fn a_name_given_twice_is_refused() {
	ExtBuilder::default().avatar("alice", 1).avatar("Alice", 2).build();
}

#[test]
#[should_panic(expected = "the account of the genesis avatar bob has another one")]
fn a_second_avatar_of_an_account_is_refused() {
	ExtBuilder::default().avatar("alice", 1).avatar("bob", 1).build();
}

#[test]
#[should_panic(expected = "a genesis kind can not have the name KYC: Err(BadSign)")]
fn a_bad_name_of_a_kind_is_refused() {
	ExtBuilder::default().kind(1, "KYC").build();
}

#[test]
#[should_panic(expected = "the genesis kind 1 has two names")]
fn a_second_name_of_a_kind_is_refused() {
	ExtBuilder::default().kind(1, "kyc").kind(1, "degree").build();
}

#[test]
#[should_panic(expected = "two genesis kinds have the name kyc")]
fn a_name_of_two_kinds_is_refused() {
	ExtBuilder::default().kind(1, "kyc").kind(2, "kyc").build();
}

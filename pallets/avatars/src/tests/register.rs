//! Registration.

use super::*;

#[test]
fn an_account_gets_an_avatar() {
	ExtBuilder::default().build_and_execute(|| {
		go_to(7);
		assert_ok!(register(1, "Alice.2"));
		let expected = AvatarDetails {
			symbol: symbol("Alice.2"),
			account: account(1),
			born: 7,
			held_since: 7,
			transfers: 0,
		};
		assert_eq!(details("alice.2"), expected);
		assert_eq!(AvatarOf::<Test>::get(account(1)), Some(holding("alice.2", 7, 7)));
		let event = Event::Registered {
			avatar: id("alice.2"),
			symbol: symbol("Alice.2"),
			account: account(1),
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn it_costs_one_etp() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(1, "alice"));
		assert_eq!(Balances::free_balance(account(1)), ENDOWMENT - ETP);
		assert_eq!(Balances::free_balance(account(200)), REGISTRATION_FEE);
	});
}

#[test]
fn who_can_not_pay_gets_none() {
	ExtBuilder::default().build_and_execute(|| {
		let left = ETP + MILLI_ETP - 1;
		Balances::set_balance(&account(1), left);
		assert!(matches!(register(1, "alice"), Err(DispatchError::Token(_))));
		assert_eq!(AvatarOf::<Test>::get(account(1)), None);
		assert_eq!(crate::Avatars::<Test>::get(id("alice")), None);
		assert_eq!(Balances::free_balance(account(1)), left);
		Balances::set_balance(&account(1), left + 1);
		assert_ok!(register(1, "alice"));
	});
}

#[test]
fn bad_names_are_refused_each_for_its_reason() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(1, ""), Error::<Test>::EmptySymbol);
		assert_noop!(register(1, "a b"), Error::<Test>::BadSign);
		assert_noop!(register(1, "Blackhole"), Error::<Test>::ReservedSymbol);
		let address = sp_core::crypto::Ss58Codec::to_ss58check(&account(1));
		assert_noop!(register(1, &address), Error::<Test>::AddressLike);
		assert_ok!(register(1, &"a".repeat(64)));
	});
}

#[test]
fn longer_names_do_not_even_decode() {
	let mut bytes = codec::Encode::encode(&vec![b'a'; 64]);
	assert!(<Symbol as codec::Decode>::decode(&mut &bytes[..]).is_ok());
	bytes = codec::Encode::encode(&vec![b'a'; 65]);
	assert!(<Symbol as codec::Decode>::decode(&mut &bytes[..]).is_err());
	let too_long = Error::<Test>::from(crate::NameError::TooLong);
	assert!(matches!(too_long, Error::SymbolTooLong));
}

#[test]
fn a_name_is_had_once_in_whatever_case() {
	three().build_and_execute(|| {
		for name in ["alice", "Alice", "ALICE"] {
			assert_noop!(register(4, name), Error::<Test>::SymbolTaken);
		}
		assert_ok!(register(4, "alice."));
	});
}

#[test]
fn an_account_has_one_avatar() {
	three().build_and_execute(|| {
		assert_noop!(register(1, "alice2"), Error::<Test>::HasAvatar);
	});
}

#[test]
fn only_accounts_register() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Call::register { symbol: symbol("alice") };
			assert_noop!(dispatch(origin, call), DispatchError::BadOrigin);
		}
	});
}

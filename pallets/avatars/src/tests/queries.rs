//! What wallets and other pallets are told.

use super::*;
use pillars_traits::Avatars as AvatarsTrait;

#[test]
fn an_avatar_is_found_by_name_and_account() {
	ExtBuilder::default().avatar("Alice", 1).build_and_execute(|| {
		let expected = Some((id("alice"), details("alice")));
		for name in ["Alice", "alice", "ALICE"] {
			assert_eq!(Avatars::avatar(name.into()), expected);
		}
		assert_eq!(Avatars::avatar_of(account(1)), expected);
		assert_eq!(Avatars::avatar("bob".into()), None);
		assert_eq!(Avatars::avatar(vec![]), None);
		assert_eq!(Avatars::avatar(vec![b'a'; 1_000]), None);
		assert_eq!(Avatars::avatar_of(account(2)), None);
	});
}

#[test]
fn an_offer_is_found() {
	three().build_and_execute(|| {
		assert_eq!(Avatars::offer(id("alice")), None);
		assert_ok!(offer(1, 4));
		assert_eq!(Avatars::offer(id("alice")), Some(account(4)));
	});
}

#[test]
fn kinds_have_names() {
	three().build_and_execute(|| {
		let name: KindName = b"kyc".to_vec().try_into().unwrap();
		assert_eq!(Avatars::kind_name(KYC), Some(name));
		assert_eq!(Avatars::kind_name(0), None);
	});
}

#[test]
fn other_pallets_see_avatars_and_accounts() {
	three().build_and_execute(|| {
		go_to(30);
		transfer("alice", 1, 4);
		let alice = Some(id("alice"));
		assert_eq!(<Avatars as AvatarsTrait>::avatar_of(&account(4)), alice);
		assert_eq!(Avatars::account_of(&id("alice")), Some(account(4)));
		let expected = holding("alice", 0, 30);
		assert_eq!(Avatars::holding(&account(4)), Some(expected));
		assert!(Avatars::is_avatar(&account(4)));
	});
}

#[test]
fn other_pallets_see_that_there_is_none() {
	three().build_and_execute(|| {
		transfer("alice", 1, 4);
		assert_eq!(<Avatars as AvatarsTrait>::avatar_of(&account(1)), None);
		assert_eq!(Avatars::account_of(&id("dave")), None);
		assert_eq!(Avatars::holding(&account(1)), None);
		assert!(!Avatars::is_avatar(&account(1)));
	});
}

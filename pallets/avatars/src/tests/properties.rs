//! Whatever is called, by whomever.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Step {
	Register(u8, u8),
	Offer(u8, u8),
	Withdraw(u8),
	Accept(u8, u8),
	Attest { by: u8, name: u8, kind: u32, hash: u8 },
	Revoke { by: u8, name: u8, kind: u32 },
	Tie(u8),
	Untie,
}

const NAMES: [&str; 5] = ["alice", "bob", "Carol", "ALICE", "dave"];

fn name(n: u8) -> &'static str {
	NAMES[usize::from(n)]
}

fn step() -> impl Strategy<Value = Step> {
	let who = || 1u8..=ACCOUNTS;
	let name = || 0u8..5;
	let kind = || 0u32..3;
	prop_oneof![
		3 => (who(), name()).prop_map(|(by, name)| Step::Register(by, name)),
		4 => (who(), who()).prop_map(|(by, to)| Step::Offer(by, to)),
		1 => who().prop_map(Step::Withdraw),
		5 => (who(), name()).prop_map(|(by, name)| Step::Accept(by, name)),
		5 => (who(), name(), kind(), any::<u8>())
			.prop_map(|(by, name, kind, hash)| Step::Attest { by, name, kind, hash }),
		2 => (who(), name(), kind()).prop_map(|(by, name, kind)| Step::Revoke { by, name, kind }),
		1 => who().prop_map(Step::Tie),
		2 => Just(Step::Untie),
	]
}

fn run(step: Step) -> DispatchResult {
	match step {
		Step::Register(by, n) => register(by, name(n)),
		Step::Offer(by, to) => offer(by, to),
		Step::Withdraw(n) => by(n, Call::withdraw_offer {}),
		Step::Accept(by, n) => accept(by, name(n)),
		Step::Attest { by, name: n, kind, hash: h } => attest(by, name(n), kind, hash(h)),
		Step::Revoke { by, name: n, kind } => revoke(by, name(n), kind),
		Step::Tie(n) => {
			Tied::set(vec![account(n)]);
			Ok(())
		},
		Step::Untie => {
			Tied::set(vec![]);
			Ok(())
		},
	}
}

/// The account of each avatar.
fn accounts() -> BTreeMap<AvatarId, AccountId> {
	crate::Avatars::<Test>::iter().map(|(avatar, found)| (avatar, found.account)).collect()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	/// The invariants hold; no money comes or goes but for fees; a tied avatar stays; each account has
	/// one; and whatever was attested can be revoked in the end, so that nothing stays held.
	#[test]
	fn nothing_is_lost(steps in prop::collection::vec(step(), 0..120)) {
		ExtBuilder::default().build_and_execute(|| {
			let issuance = Balances::total_issuance();
			for (height, step) in (1..).zip(steps) {
				go_to(height);
				let before = accounts();
				let tied = Tied::get();
				let _ = run(step);
				Avatars::do_try_state().unwrap();
				let after = accounts();
				for (avatar, account) in &before {
					assert!(after.contains_key(avatar));
					assert!(!tied.contains(account) || after[avatar] == *account);
				}
				let distinct: BTreeSet<_> = after.values().collect();
				assert_eq!(distinct.len(), after.len());
				assert_eq!(Balances::total_issuance(), issuance);
			}
			let made: Vec<_> = Attestations::<Test>::iter_keys().collect();
			for (avatar, kind, who) in made {
				let call = Call::revoke_attestation { avatar, kind };
				assert_ok!(dispatch(RuntimeOrigin::signed(who), call));
			}
			for n in 1..=ACCOUNTS {
				assert_eq!(held(n), 0);
			}
		});
	}

	/// Names that differ in case only have one id, and all others have different ones.
	#[test]
	fn ids_are_equal_if_names_are(a in "[A-Za-z0-9.@_-]{1,64}", b in "[A-Za-z0-9.@_-]{1,64}") {
		assert_eq!(id(&a.to_uppercase()), id(&a.to_lowercase()));
		assert_eq!(id(&a) == id(&b), a.eq_ignore_ascii_case(&b));
	}

	/// Anything that can be a name and is not reserved can be registered, once.
	#[test]
	fn names_are_registered_or_refused(name in ".{0,70}") {
		let Ok(symbol) = Symbol::try_from(name.clone().into_bytes()) else { return Ok(()) };
		ExtBuilder::default().build_and_execute(|| {
			let call = || Call::register { symbol: symbol.clone() };
			let right = crate::check_symbol(name.as_bytes()).is_ok();
			assert_eq!(by(1, call()).is_ok(), right);
			assert_eq!(crate::Avatars::<Test>::contains_key(id(&name)), right);
			assert!(by(2, call()).is_err());
		});
	}
}

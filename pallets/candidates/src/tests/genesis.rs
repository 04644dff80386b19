//! Candidates from genesis on.

use super::*;

#[test]
fn genesis_candidates_are_frozen_first() {
	ExtBuilder::default()
		.candidate(ALICE, MIN_BOND, 10)
		.candidate(BOB, MIN_BOND + 1, 0)
		.build_and_execute(|| {
			assert_eq!(held(ALICE, HoldReason::Bond), MIN_BOND);
			assert_eq!(Candidacy::own_bond(&account(BOB)), MIN_BOND + 1);
			assert_eq!(Candidacy::freeze(0), 2);
			assert_eq!(frozen(), [ALICE, BOB]);
			let info = Candidacy::candidate(account(ALICE)).unwrap();
			assert_eq!(info.commission, Perbill::from_percent(10));
			assert_eq!(info.keys, keys::of(ALICE));
		});
}

#[test]
fn genesis_in_json() {
	let json = r#"{ "candidates": [{
		"who": "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM",
		"bond": 100000000000,
		"witnessKey": "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM",
		"grandpaKey": "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM"
	}] }"#;
	// Without a commission there is none; what is unknown is refused.
	let parsed: crate::GenesisConfig<Test> = serde_json::from_str(json).unwrap();
	assert_eq!(parsed.candidates[0].who, AccountId::new([0; 32]));
	assert_eq!(parsed.candidates[0].bond, MIN_BOND);
	assert_eq!(parsed.candidates[0].commission, Perbill::zero());
	let unknown = json.replace("bond", "bonds");
	assert!(serde_json::from_str::<crate::GenesisConfig<Test>>(&unknown).is_err());
}

#[test]
#[should_panic(expected = "named twice")]
fn one_account_twice() {
	let mut builder =
		ExtBuilder::default().candidate(ALICE, MIN_BOND, 0).candidate(BOB, MIN_BOND, 0);
	builder.candidates[1].who = account(ALICE);
	builder.build();
}

#[test]
#[should_panic(expected = "the same witness key")]
fn one_witness_key_twice() {
	let mut builder =
		ExtBuilder::default().candidate(ALICE, MIN_BOND, 0).candidate(BOB, MIN_BOND, 0);
	builder.candidates[1].witness_key = keys::of(ALICE).witness;
	builder.build();
}

#[test]
#[should_panic(expected = "the same GRANDPA key")]
fn one_grandpa_key_twice() {
	let mut builder =
		ExtBuilder::default().candidate(ALICE, MIN_BOND, 0).candidate(BOB, MIN_BOND, 0);
	builder.candidates[1].grandpa_key = keys::of(ALICE).grandpa;
	builder.build();
}

#[test]
#[should_panic(expected = "has no bond")]
fn no_bond() {
	ExtBuilder::default().candidate(ALICE, 0, 0).build();
}

#[test]
#[should_panic(expected = "can not be held")]
fn more_than_there_is() {
	ExtBuilder::default().candidate(ALICE, WEALTH, 0).build();
}

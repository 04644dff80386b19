//! The life of a payment channel between account 1 and account 2, seen from the policies.

use super::*;
use crate::{testing::*, Output};
use sp_crypto_hashing::sha2_256;

const DELAY: BlockNumber = 10;
/// What the channel holds, in satoshi.
const FUNDS: Balance = 1_000_000;

fn funding() -> Policy {
	channel_funding(account(1), account(2)).unwrap()
}

/// The secret of a state of account 1.
fn secret(state: u8) -> [u8; 32] {
	[state; 32]
}

/// The part of account 1 in a state that it publishes.
fn part(state: u8) -> Policy {
	let hash = sha2_256(&secret(state)).into();
	channel_commitment(account(1), account(2), hash, DELAY).unwrap()
}

/// The transaction that publishes a state in which account 1 has `own`.
fn commitment(state: u8, own: Balance) -> Spend {
	let rest = Output::etp(FUNDS - own, account(2));
	let own = Output { value: Value::etp(own), lock: part(state).lock() };
	Spend::new([funding().lock()], vec![own, rest])
}

/// Spends that part at an age.
fn take(
	state: u8,
	age: BlockNumber,
	met: impl Fn(&Spend) -> Satisfaction,
) -> Result<(), RuleError> {
	let outputs = vec![Output::etp(900_000, account(9))];
	let case = Spend::new([part(state).lock()], outputs).at(MADE + age);
	case.verify(&[reveal(&part(state), met(&case))]).map(drop)
}

#[test]
fn it_is_closed_by_both() {
	let outputs = vec![Output::etp(400_000, account(1)), Output::etp(500_000, account(2))];
	let case = Spend::new([funding().lock()], outputs);
	let close = |a, b| {
		case.verify(&[reveal(&funding(), channel_close(case.key(a), case.key(b)))]).map(drop)
	};
	assert_eq!(close(1, 2), Ok(()));
	assert_eq!(close(1, 1), Err(RuleError::BadSignature));
	assert_eq!(close(2, 1), Err(RuleError::BadSignature));
	let alone = Satisfaction::Many(vec![(0, case.key(1))]);
	assert_eq!(case.verify(&[reveal(&funding(), alone)]), Err(RuleError::BadSatisfaction));
	assert_eq!(channel_funding(account(1), account(1)), Err(RuleError::BadPolicy));
}

#[test]
fn its_last_state_is_published_by_one_and_pays_after_the_delay() {
	let case = commitment(3, 600_000);
	let signed = channel_close(case.key(1), case.key(2));
	assert!(case.verify(&[reveal(&funding(), signed.clone())]).is_ok());
	// The signatures of this state open no other one.
	let richer = commitment(3, 700_000).verify(&[reveal(&funding(), signed)]);
	assert_eq!(richer, Err(RuleError::BadSignature));

	let claim = |age, key| take(3, age, |case| channel_claim(case.key(key)));
	assert_eq!(claim(0, 1), Err(RuleError::TooEarly));
	assert_eq!(claim(DELAY - 1, 1), Err(RuleError::TooEarly));
	assert_eq!(claim(DELAY, 1), Ok(()));
	assert_eq!(claim(DELAY + 1, 1), Ok(()));
	assert_eq!(claim(DELAY, 2), Err(RuleError::BadSignature));
}

#[test]
fn a_revoked_state_is_punished() {
	// States 1 and 2 were revoked: account 2 knows their secrets.
	let punish = |state, known, key, age| {
		take(state, age, move |case| channel_punish(case.key(key), secret(known)))
	};
	for state in [1, 2] {
		for age in [0, DELAY - 1, DELAY] {
			assert_eq!(punish(state, state, 2, age), Ok(()));
		}
	}
	assert_eq!(punish(1, 1, 1, 0), Err(RuleError::BadSignature));
	// The last one was not.
	for known in [1, 2] {
		assert_eq!(punish(3, known, 2, 0), Err(RuleError::WrongPreimage));
	}
}

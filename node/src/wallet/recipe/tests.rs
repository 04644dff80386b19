//! Every template can be satisfied in each of its ways, and in no other.

use super::*;
use pillars_ledger::{templates, Value};
use sp_core::{ed25519, Pair};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};

const SECRET: [u8; 32] = [7; 32];

fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

fn facts(keys: &[Sr25519Keyring]) -> Facts {
	Facts { keys: keys.iter().map(|key| account(*key)).collect(), now: 100, ..Facts::default() }
}

fn signature(account: &AccountId) -> MultiSignature {
	// Any that tells whose it is, and is the same every time.
	let pair = ed25519::Pair::from_seed(account.as_ref());
	pair.sign(b"").into()
}

/// What the recipe makes, with signatures that can be compared.
fn satisfied(policy: &Policy, facts: &Facts) -> Result<String, Unmet> {
	let recipe = solve(policy, facts)?;
	let fake = |_: &AccountId| Ok(MultiSignature::Sr25519(Default::default()));
	let satisfaction = recipe.fill::<()>(&mut { fake }).unwrap();
	Ok(format!("{satisfaction:?}"))
}

fn key() -> Satisfaction {
	Satisfaction::Sig { mode: 0, sig: MultiSignature::Sr25519(Default::default()) }
}

fn expect(policy: &Policy, facts: &Facts, satisfaction: Satisfaction) {
	assert_eq!(satisfied(policy, facts), Ok(format!("{satisfaction:?}")));
}

#[test]
fn signatures_are_asked_of_those_who_must_sign() {
	let recipe = solve(&Policy::Key(account(Bob)), &facts(&[Alice, Bob])).unwrap();
	let filled = recipe.fill::<()>(&mut |account| Ok(signature(account))).unwrap();
	assert_eq!(filled, Satisfaction::Sig { mode: 0, sig: signature(&account(Bob)) });
}

#[test]
fn of_several_keys_the_first_that_suffice_sign() {
	let policy = templates::multisig(2, &[Alice, Bob, Charlie].map(account)).unwrap();
	let both = templates::multisig_by(vec![(0, key()), (2, key())]);
	expect(&policy, &facts(&[Alice, Charlie]), both);
	let first = templates::multisig_by(vec![(0, key()), (1, key())]);
	expect(&policy, &facts(&[Alice, Bob, Charlie]), first);
	let unmet = solve(&policy, &facts(&[Bob])).unwrap_err();
	let missing = [Alice, Charlie].map(|key| Unmet::Signature(account(key)));
	assert_eq!(unmet, Unmet::Some(missing.to_vec()));
}

#[test]
fn heights_and_ages_are_waited_for() {
	let policy = templates::time_lock(account(Alice), 100);
	expect(&policy, &facts(&[Alice]), templates::time_lock_release(key()));
	let early = Facts { now: 99, ..facts(&[Alice]) };
	let unmet = solve(&policy, &early).unwrap_err();
	assert_eq!(unmet.to_string(), "the height 100 (next is 99)");

	let policy = templates::recovery(account(Alice), account(Bob), 10).unwrap();
	expect(&policy, &facts(&[Alice]), templates::recovery_spend(key()));
	let old = Facts { age: 10, ..facts(&[Bob]) };
	expect(&policy, &old, templates::recovery_take(key()));
	let unmet = solve(&policy, &Facts { age: 9, ..old }).unwrap_err().to_string();
	assert!(unmet.ends_with("an age of 10 blocks (next is 9)"), "{unmet}");
}

#[test]
fn an_htlc_is_for_the_secret_or_the_time() {
	let hash = H256(sha2_256(&SECRET));
	let policy = templates::htlc(account(Alice), account(Bob), hash, 200).unwrap();
	let knowing = Facts { preimages: vec![[1; 32], SECRET], ..facts(&[Alice]) };
	expect(&policy, &knowing, templates::htlc_claim(key(), SECRET));
	solve(&policy, &facts(&[Alice])).unwrap_err();
	// The secret alone does not help.
	solve(&policy, &Facts { preimages: vec![SECRET], ..facts(&[Bob]) }).unwrap_err();
	let late = Facts { now: 200, ..facts(&[Bob]) };
	expect(&policy, &late, templates::htlc_refund(key()));
	let unmet = solve(&policy, &facts(&[Bob])).unwrap_err().to_string();
	assert!(unmet.contains("the height 200"), "{unmet}");
}

#[test]
fn a_channel_can_be_closed_claimed_and_punished() {
	let both = templates::channel_funding(account(Alice), account(Bob)).unwrap();
	expect(&both, &facts(&[Alice, Bob]), templates::channel_close(key(), key()));
	solve(&both, &facts(&[Alice])).unwrap_err();

	let hash = H256(sha2_256(&SECRET));
	let part = templates::channel_commitment(account(Alice), account(Bob), hash, 5).unwrap();
	expect(&part, &Facts { age: 5, ..facts(&[Alice]) }, templates::channel_claim(key()));
	let fraud = Facts { preimages: vec![SECRET], ..facts(&[Bob]) };
	expect(&part, &fraud, templates::channel_punish(key(), SECRET));
}

#[test]
fn an_offer_is_moved_by_its_maker_and_taken_by_anybody() {
	let policy = templates::swap(account(Alice), Value::etp(5)).unwrap();
	expect(&policy, &facts(&[Alice]), templates::swap_move(key()));
	expect(&policy, &Facts { pays: true, ..facts(&[]) }, templates::swap_take());
	let unmet = solve(&policy, &facts(&[Bob])).unwrap_err();
	assert_eq!(unmet, Unmet::Some(vec![Unmet::Signature(account(Alice)), Unmet::Payment]));
}

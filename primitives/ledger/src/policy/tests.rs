use super::*;
use crate::{testing::*, Checked, Output, Satisfaction};
use alloc::vec;

/// Spends a coin under the policy in a call of account 1, paying 1 000 satoshi to account 3.
fn spend(policy: &Policy, satisfaction: Satisfaction) -> Result<Checked, RuleError> {
	let outputs = vec![Output::etp(1_000, account(3))];
	let spend = Spend::new([policy.lock()], outputs).called_by(&account(1));
	spend.verify(&[reveal(policy, satisfaction)])
}

fn met(nodes: u32) -> Result<Checked, RuleError> {
	Ok(Checked { signatures: 0, nodes })
}

fn many(parts: &[(u8, Satisfaction)]) -> Satisfaction {
	Satisfaction::Many(parts.to_vec())
}

#[test]
fn policies_are_encoded_as_stated() {
	let (a, b) = (Policy::After(0x0102), Policy::Older(3));
	let (a_bytes, b_bytes) = (vec![2u8, 2, 1, 0, 0], vec![3u8, 3, 0, 0, 0]);
	let two = |head: &[u8]| [head, &a_bytes[..], &b_bytes[..]].concat();
	let key: AccountId = [5; 32].into();
	let pays = Policy::Pays { value: Value::Unique(6), lock_hash: H256::repeat_byte(7) };
	for (policy, bytes) in [
		(Policy::Key(key), [vec![0u8], vec![5; 32]].concat()),
		(Policy::Sha256(H256::repeat_byte(4)), [vec![1u8], vec![4; 32]].concat()),
		(a.clone(), a_bytes.clone()),
		(b.clone(), b_bytes.clone()),
		(Policy::All(vec![a.clone(), b.clone()]), two(&[4, 2 << 2])),
		(Policy::Any(vec![a.clone(), b.clone()]), two(&[5, 2 << 2])),
		(Policy::Threshold(1, vec![a.clone(), b.clone()]), two(&[6, 1, 2 << 2])),
		(pays, [vec![7u8, 2, 6, 0, 0, 0], vec![7; 32]].concat()),
	] {
		assert_eq!(policy.encode(), bytes);
		assert_eq!(policy.hash(), blake2_256(&bytes).into());
		assert_eq!(policy.lock(), Lock::Policy(policy.hash()));
		assert_eq!(policy.to_bytes().map(Vec::<u8>::from), Ok(bytes.clone()));
		assert_eq!(Policy::decode_all_checked(&bytes), Ok(policy));
	}
	assert_eq!(Policy::decode_all_checked(&[8]), Err(RuleError::BadPolicy));
	assert_eq!(Policy::decode_all_checked(&[]), Err(RuleError::BadPolicy));
}

#[test]
fn keys_sign_or_call() {
	use Satisfaction as S;
	assert_eq!(spend(&Policy::Key(account(1)), S::Signer), met(1));
	assert_eq!(spend(&Policy::Key(account(2)), S::Signer), Err(RuleError::NotOwner));
	let wrong = [S::None, S::Preimage(SECRET), S::Many(vec![])];
	for other in wrong {
		assert_eq!(spend(&Policy::Key(account(1)), other), Err(RuleError::BadSatisfaction));
	}

	let policy = Policy::Key(account(2));
	let case = Spend::new([policy.lock()], vec![Output::etp(1_000, account(3))]);
	let by = |satisfaction| case.verify(&[reveal(&policy, satisfaction)]);
	assert_eq!(by(S::Signer), Err(RuleError::NotOwner));
	assert_eq!(by(case.key(2)), Ok(Checked { signatures: 1, nodes: 1 }));
	assert_eq!(by(case.key(1)), Err(RuleError::BadSignature));
	let one = S::Sig { mode: 1, sig: case.sign_one(2, 0) };
	assert_eq!(by(one), Ok(Checked { signatures: 1, nodes: 1 }));
	assert_eq!(by(S::Sig { mode: 1, sig: case.sign(2) }), Err(RuleError::BadSignature));
	assert_eq!(by(S::Sig { mode: 2, sig: case.sign(2) }), Err(RuleError::UnknownMode));
}

#[test]
fn hashes_want_their_preimage() {
	use Satisfaction as S;
	let policy = Policy::Sha256(secret_hash());
	assert_eq!(spend(&policy, S::Preimage(SECRET)), met(1));
	assert_eq!(spend(&policy, S::Preimage([8; 32])), Err(RuleError::WrongPreimage));
	for other in [S::Signer, S::None, S::Many(vec![])] {
		assert_eq!(spend(&policy, other), Err(RuleError::BadSatisfaction));
	}
}

#[test]
fn heights_and_ages_are_reached_or_not() {
	use Satisfaction as S;
	let early = Err(RuleError::TooEarly);
	for (height, result) in [(NOW - 1, met(1)), (NOW, met(1)), (NOW + 1, early)] {
		assert_eq!(spend(&Policy::After(height), S::None), result, "{height}");
	}
	let age = NOW - MADE;
	for (blocks, result) in [(age - 1, met(1)), (age, met(1)), (age + 1, early)] {
		assert_eq!(spend(&Policy::Older(blocks), S::None), result, "{blocks}");
	}
	for policy in [Policy::After(1), Policy::Older(1)] {
		assert_eq!(spend(&policy, S::Signer), Err(RuleError::BadSatisfaction));
	}
	// An input that is not in a block yet is of age 0, whatever the height.
	let policy = Policy::Older(0);
	let young = |now| {
		let case = Spend::new([policy.lock()], vec![Output::etp(1_000, account(3))]).at(now);
		case.verify(&[reveal(&policy, S::None)])
	};
	assert_eq!(young(MADE), met(1));
	assert_eq!(young(MADE - 1), met(1));
}

#[test]
fn covenants_want_an_output() {
	use Satisfaction as S;
	assert_eq!(spend(&pays(1_000, &account(3)), S::None), met(1));
	assert_eq!(spend(&pays(1_001, &account(3)), S::None), Err(RuleError::NotPaid));
	assert_eq!(spend(&pays(1_000, &account(4)), S::None), Err(RuleError::NotPaid));
	assert_eq!(spend(&pays(1_000, &account(3)), S::Signer), Err(RuleError::BadSatisfaction));
}

#[test]
fn lists_want_as_many_branches_as_they_say_in_order() {
	use Satisfaction as S;
	let none = |n| (n, S::None);
	let list = || vec![Policy::After(1), Policy::After(2), Policy::After(3)];
	let bad = Err(RuleError::BadSatisfaction);
	let all = Policy::All(list());
	assert_eq!(spend(&all, many(&[none(0), none(1), none(2)])), met(4));
	assert_eq!(spend(&all, many(&[none(0), none(1)])), bad);
	assert_eq!(spend(&all, many(&[none(1), none(0), none(2)])), bad);
	assert_eq!(spend(&all, many(&[none(0), none(1), none(3)])), bad);
	assert_eq!(spend(&all, S::None), bad);
	let any = Policy::Any(list());
	assert_eq!(spend(&any, many(&[none(2)])), met(4));
	assert_eq!(spend(&any, many(&[none(3)])), bad);
	assert_eq!(spend(&any, many(&[])), bad);
	assert_eq!(spend(&any, many(&[none(0), none(1)])), bad);
	assert_eq!(spend(&any, many(&[(0, many(&[none(0)]))])), bad);
	let two = Policy::Threshold(2, list());
	assert_eq!(spend(&two, many(&[none(0), none(2)])), met(4));
	assert_eq!(spend(&two, many(&[none(2), none(0)])), bad);
	assert_eq!(spend(&two, many(&[none(1), none(1)])), bad);
	assert_eq!(spend(&two, many(&[none(1)])), bad);
	assert_eq!(spend(&two, many(&[none(0), none(1), none(2)])), bad);
}

#[test]
fn senseless_policies_can_not_be_made_nor_revealed() {
	let leaf = Policy::After;
	let deep = |depth: u32| (1..depth).fold(leaf(1), |policy, _| Policy::All(vec![policy]));
	let wide = |nodes: u32| Policy::All((1..nodes).map(leaf).collect());
	for good in [deep(4), wide(32), Policy::Threshold(2, vec![leaf(1), leaf(2)])] {
		assert_eq!(good.check(), Ok(()));
		assert_eq!(Policy::decode_all_checked(&good.encode()), Ok(good));
	}
	for bad in [
		deep(5),
		wide(33),
		Policy::All(vec![]),
		Policy::Any(vec![]),
		Policy::Threshold(0, vec![leaf(1)]),
		Policy::Threshold(2, vec![leaf(1)]),
		Policy::Any(vec![leaf(1), leaf(1)]),
		Policy::All(vec![leaf(0), Policy::Any(vec![leaf(1), leaf(2), leaf(1)])]),
	] {
		assert_eq!(bad.check(), Err(RuleError::BadPolicy), "{bad:?}");
		assert_eq!(bad.to_bytes(), Err(RuleError::BadPolicy));
		assert_eq!(Policy::decode_all_checked(&bad.encode()), Err(RuleError::BadPolicy));
		assert_eq!(spend(&bad, Satisfaction::None), Err(RuleError::BadPolicy));
	}
	let trailing = [leaf(1).encode(), vec![0]].concat();
	assert_eq!(Policy::decode_all_checked(&trailing), Err(RuleError::BadPolicy));
	// The length 2 in more bytes than it needs.
	let long = [vec![5, 0b1001, 0], leaf(1).encode(), leaf(2).encode()].concat();
	assert_eq!(Policy::decode_all_checked(&long), Err(RuleError::BadPolicy));
}

#[test]
fn endless_policies_are_refused_at_decoding() {
	for endless in [[4u8, 4].repeat(1_000), [vec![5u8], Compact(u32::MAX).encode()].concat()] {
		assert_eq!(Policy::decode_all_checked(&endless), Err(RuleError::BadPolicy));
	}
	// One that would be deep enough to exhaust the stack, were it not too long.
	assert_eq!(Policy::decode_all_checked(&[4u8, 4].repeat(1_000_000)), Err(RuleError::BadPolicy));
}

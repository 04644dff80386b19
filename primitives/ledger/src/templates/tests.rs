use super::*;
use crate::{testing::*, Output};

/// Spends one coin under the policy at the height `now`; `satisfaction` is made from a function that signs for a key.
fn spend(
	policy: &Policy,
	now: BlockNumber,
	outputs: Vec<Output>,
	satisfaction: impl Fn(&dyn Fn(u8) -> Satisfaction) -> Satisfaction,
) -> Result<(), RuleError> {
	assert!(policy.to_bytes().is_ok());
	let case = Spend::new([policy.lock()], outputs).at(now);
	let met = satisfaction(&|key| case.key(key));
	case.verify(&[reveal(policy, met)]).map(drop)
}

fn anywhere() -> Vec<Output> {
	vec![Output::etp(900_000, account(9))]
}

#[test]
fn m_of_n_keys() {
	let keys = [account(1), account(2), account(3)];
	let policy = multisig(2, &keys).unwrap();
	let by = |a: u8, b: u8| {
		spend(&policy, NOW, anywhere(), |sign| {
			multisig_by(vec![(a - 1, sign(a)), (b - 1, sign(b))])
		})
	};
	assert_eq!(by(1, 2), Ok(()));
	assert_eq!(by(1, 3), Ok(()));
	assert_eq!(by(2, 3), Ok(()));
	assert_eq!(by(3, 2), Err(RuleError::BadSatisfaction));
	assert_eq!(by(1, 1), Err(RuleError::BadSatisfaction));
	let alone = spend(&policy, NOW, anywhere(), |sign| multisig_by(vec![(0, sign(1))]));
	assert_eq!(alone, Err(RuleError::BadSatisfaction));
	let all = |sign: &dyn Fn(u8) -> Satisfaction| {
		multisig_by((1..4).map(|key| (key - 1, sign(key))).collect())
	};
	assert_eq!(spend(&policy, NOW, anywhere(), all), Err(RuleError::BadSatisfaction));
	let stranger =
		spend(&policy, NOW, anywhere(), |sign| multisig_by(vec![(0, sign(1)), (1, sign(4))]));
	assert_eq!(stranger, Err(RuleError::BadSignature));
	assert_eq!(multisig(0, &keys), Err(RuleError::BadPolicy));
	assert_eq!(multisig(4, &keys), Err(RuleError::BadPolicy));
	assert_eq!(multisig(1, &[]), Err(RuleError::BadPolicy));
	assert_eq!(multisig(2, &[account(1), account(1)]), Err(RuleError::BadPolicy));
	let most: Vec<AccountId> = (0..32).map(account).collect();
	assert!(multisig(16, &most[..31]).is_ok());
	assert_eq!(multisig(16, &most), Err(RuleError::BadPolicy));
}

#[test]
fn the_caller_is_one_of_the_keys() {
	let policy = multisig(2, &[account(1), account(2)]).unwrap();
	let case = Spend::new([policy.lock()], anywhere());
	let met = multisig_by(vec![(0, Satisfaction::Signer), (1, case.key(2))]);
	let witness = [reveal(&policy, met)];
	assert!(case.clone().called_by(&account(1)).verify(&witness).is_ok());
	assert_eq!(case.verify(&witness), Err(RuleError::NotOwner));
}

#[test]
fn time_locks_and_tranches() {
	let policy = time_lock(account(1), 80);
	let release = |policy: &Policy, key: u8, now| {
		spend(policy, now, anywhere(), |sign| time_lock_release(sign(key)))
	};
	for (now, result) in [(79, Err(RuleError::TooEarly)), (80, Ok(())), (81, Ok(()))] {
		assert_eq!(release(&policy, 1, now), result);
	}
	assert_eq!(release(&policy, 2, 80), Err(RuleError::BadSignature));

	let tranches = vesting(&account(1), &[(80, 10), (90, 20), (100, 30)]);
	let expected = [(10, 80), (20, 90), (30, 100)];
	assert_eq!(tranches.len(), 3);
	for ((amount, policy), (value, height)) in tranches.iter().zip(expected) {
		assert_eq!((*amount, policy), (value, &time_lock(account(1), height)));
		assert_eq!(release(policy, 1, height - 1), Err(RuleError::TooEarly));
		assert_eq!(release(policy, 1, height), Ok(()));
		assert_eq!(release(policy, 2, height), Err(RuleError::BadSignature));
	}
	assert_eq!(vesting(&account(1), &[]), vec![]);
}

#[test]
fn hashed_time_locks() {
	let policy = htlc(account(1), account(2), secret_hash(), 80).unwrap();
	let claim = |key: u8, secret, now| {
		spend(&policy, now, anywhere(), |sign| htlc_claim(sign(key), secret))
	};
	assert_eq!(claim(1, SECRET, 60), Ok(()));
	// The recipient may be late, as long as the other did not take it.
	assert_eq!(claim(1, SECRET, 99), Ok(()));
	assert_eq!(claim(1, [8; 32], 60), Err(RuleError::WrongPreimage));
	assert_eq!(claim(2, SECRET, 60), Err(RuleError::BadSignature));
	let refund = |key: u8, now| spend(&policy, now, anywhere(), |sign| htlc_refund(sign(key)));
	assert_eq!(refund(2, 79), Err(RuleError::TooEarly));
	assert_eq!(refund(2, 80), Ok(()));
	assert_eq!(refund(2, 81), Ok(()));
	assert_eq!(refund(1, 80), Err(RuleError::BadSignature));
}

#[test]
fn offers_are_taken_at_their_price() {
	let price = Value::Coins { asset: 5, amount: 300 };
	let policy = swap(account(1), price).unwrap();
	let to = |amount, n| Output {
		value: Value::Coins { asset: 5, amount },
		lock: Lock::Account(account(n)),
	};
	let take = |outputs| spend(&policy, NOW, outputs, |_| swap_take());
	assert_eq!(take(vec![Output::etp(900_000, account(9)), to(300, 1)]), Ok(()));
	assert_eq!(take(vec![to(299, 1)]), Err(RuleError::NotPaid));
	assert_eq!(take(vec![to(301, 1)]), Err(RuleError::NotPaid));
	assert_eq!(take(vec![to(150, 1), to(150, 1)]), Err(RuleError::NotPaid));
	assert_eq!(take(vec![to(300, 9)]), Err(RuleError::NotPaid));
	assert_eq!(spend(&policy, NOW, anywhere(), |sign| swap_move(sign(1))), Ok(()));
	let stolen = spend(&policy, NOW, anywhere(), |sign| swap_move(sign(9)));
	assert_eq!(stolen, Err(RuleError::BadSignature));
	let unique = swap(account(1), Value::Unique(4)).unwrap();
	let mit = Output { value: Value::Unique(4), lock: Lock::Account(account(1)) };
	assert_eq!(spend(&unique, NOW, vec![mit], |_| swap_take()), Ok(()));
}

#[test]
fn offers_are_priced_anew_by_their_maker() {
	let offer = |price| swap(account(1), Value::etp(price)).unwrap();
	let (old, new) = (offer(300), offer(400));
	assert_ne!(old.hash(), new.hash());
	// The maker moves the coin under the new offer.
	let moved = vec![Output { value: Value::etp(1_000_000), lock: new.lock() }];
	assert_eq!(spend(&old, NOW, moved.clone(), |sign| swap_move(sign(1))), Ok(()));
	assert_eq!(spend(&old, NOW, moved, |_| swap_take()), Err(RuleError::NotPaid));
	// From then on the old price opens nothing.
	let paid = |price| vec![Output::etp(price, account(1))];
	assert_eq!(spend(&new, NOW, paid(300), |_| swap_take()), Err(RuleError::NotPaid));
	assert_eq!(spend(&new, NOW, paid(400), |_| swap_take()), Ok(()));
	let with_old = Spend::new([new.lock()], paid(300)).verify(&[reveal(&old, swap_take())]);
	assert_eq!(with_old, Err(RuleError::PolicyMismatch));
}

#[test]
fn two_offers_are_paid_twice() {
	let policy = swap(account(1), Value::etp(300)).unwrap();
	let take = |payments: usize| {
		let outputs = vec![Output::etp(300, account(1)); payments];
		let witness = reveal(&policy, swap_take());
		Spend::new([policy.lock(), policy.lock()], outputs)
			.verify(&[witness.clone(), witness])
			.map(drop)
	};
	assert_eq!(take(1), Err(RuleError::NotPaid));
	assert_eq!(take(2), Ok(()));
}

#[test]
fn a_recovery_key_waits() {
	let policy = recovery(account(1), account(2), 20).unwrap();
	assert_eq!(spend(&policy, MADE + 1, anywhere(), |sign| recovery_spend(sign(1))), Ok(()));
	let take = |key: u8, now| spend(&policy, now, anywhere(), |sign| recovery_take(sign(key)));
	assert_eq!(take(2, MADE + 19), Err(RuleError::TooEarly));
	assert_eq!(take(2, MADE + 20), Ok(()));
	assert_eq!(take(2, MADE + 21), Ok(()));
	assert_eq!(take(3, MADE + 20), Err(RuleError::BadSignature));
	let early = spend(&policy, MADE + 1, anywhere(), |sign| recovery_spend(sign(2)));
	assert_eq!(early, Err(RuleError::BadSignature));
}

//! What goes in comes out.

use super::*;
use alloc::{vec, vec::Vec};
use pillars_primitives::AccountId;
use proptest::prelude::*;
use sp_core::H256;

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn etp(amount: Balance) -> Output {
	Output::etp(amount, account(1))
}

fn token(amount: Balance) -> Output {
	Output { value: Value::Coins { asset: 7, amount }, lock: Lock::Account(account(1)) }
}

fn mit(id: MitId, lock: Lock) -> Output {
	Output { value: Value::Unique(id), lock }
}

fn check(ins: &[Output], outs: &[Output]) -> Result<Balanced, RuleError> {
	check_balance(ins.iter(), outs)
}

#[test]
fn etp_that_does_not_come_out_is_the_surplus() {
	let balanced = |surplus, output_fee| Ok(Balanced { surplus, output_fee });
	assert_eq!(check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP * 8)]), balanced(MILLI_ETP * 2, 0));
	assert_eq!(
		check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP), etp(MILLI_ETP * 8)]),
		balanced(MILLI_ETP, MILLI_ETP)
	);
	assert_eq!(
		check(&[etp(MILLI_ETP * 10)], &[etp(MILLI_ETP), etp(MILLI_ETP * 8 + 1)]),
		Err(RuleError::FeeTooLow)
	);
	assert_eq!(check(&[etp(5)], &[etp(5)]), balanced(0, 0));
	assert_eq!(check(&[etp(5)], &[etp(6)]), Err(RuleError::Inflation));
	let burned = Output { value: Value::etp(MILLI_ETP), lock: Lock::Burn };
	assert_eq!(check(&[etp(MILLI_ETP)], &[burned]), balanced(0, 0));
}

#[test]
fn tokens_come_out_as_they_go_in() {
	let etp = || etp(5);
	assert!(check(&[etp(), token(2)], &[etp(), token(2)]).is_ok());
	assert_eq!(check(&[etp()], &[etp(), token(1)]), Err(RuleError::Inflation));
	assert_eq!(check(&[etp(), token(2)], &[etp(), token(3)]), Err(RuleError::Inflation));
	assert_eq!(check(&[etp(), token(2)], &[etp(), token(1)]), Err(RuleError::Vanished));
	assert_eq!(check(&[etp(), token(2)], &[etp()]), Err(RuleError::Vanished));
	let burned = Output { lock: Lock::Burn, ..token(2) };
	assert!(check(&[etp(), token(2)], &[etp(), burned]).is_ok());
}

#[test]
fn sums_do_not_wrap() {
	for large in [etp as fn(Balance) -> Output, token] {
		let (most, one) = (large(u128::MAX), large(1));
		let two = [most.clone(), one.clone()];
		assert_eq!(check(&two, core::slice::from_ref(&one)), Err(RuleError::Overflow));
		assert_eq!(check(&[one], &two), Err(RuleError::Overflow));
		let most = [most];
		assert!(check(&most, &most).is_ok());
	}
}

#[test]
fn each_stored_output_added_costs_the_same() {
	let fee = |outs: &[Output], ins: &[Output]| check(ins, outs).map(|found| found.output_fee);
	let rich = || etp(MILLI_ETP * 100);
	let added = [
		etp(1),
		Output { lock: Lock::Policy(H256::zero()), ..etp(1) },
		Output { lock: Lock::Deposit { owner: account(1), until: 1 }, ..etp(1) },
	];
	for output in added {
		assert_eq!(fee(&[etp(1), output], &[rich()]), Ok(OUTPUT_FEE));
	}
	for gone in [Lock::Burn, Lock::Balance(account(1))] {
		assert_eq!(fee(&[etp(1), Output { lock: gone, ..etp(1) }], &[rich()]), Ok(0));
	}
	let halves = [token(1), token(1), token(1)];
	assert_eq!(fee(&halves, &[rich(), token(3)]), Ok(OUTPUT_FEE));
	assert_eq!(fee(&halves, &[etp(OUTPUT_FEE - 1), token(3)]), Err(RuleError::FeeTooLow));
	assert_eq!(fee(&halves, &[etp(OUTPUT_FEE), token(3)]), Ok(OUTPUT_FEE));
}

#[test]
fn a_mit_in_is_a_mit_out_or_burned() {
	let mine = |id| mit(id, Lock::Account(account(1)));
	let etp = || etp(MIN_OUTPUT);
	let check = |ins: &[Output], outs: &[Output]| check(ins, outs).map(drop);
	assert_eq!(check(&[mine(7), etp()], &[mit(7, Lock::Account(account(2))), etp()]), Ok(()));
	assert_eq!(check(&[mine(7)], &[mit(7, Lock::Burn)]), Ok(()));
	assert_eq!(check(&[mine(7), mine(8)], &[mine(8), mine(7)]), Ok(()));
	assert_eq!(check(&[mine(7), etp()], &[etp()]), Err(RuleError::Vanished));
	assert_eq!(check(&[etp()], &[mine(7), etp()]), Err(RuleError::Inflation));
	assert_eq!(check(&[mine(7)], &[mine(8)]), Err(RuleError::Inflation));
	assert_eq!(check(&[mine(7), etp()], &[mine(7), mine(7)]), Err(RuleError::Inflation));
	assert_eq!(
		check(&[mine(7), etp()], &[mine(7), mit(7, Lock::Burn), etp()]),
		Err(RuleError::Inflation)
	);
}

/// An output of ETP, of two tokens or of three MITs, under a lock of any kind.
fn any_output() -> impl Strategy<Value = Output> {
	let value = prop_oneof![
		3 => (0u32..3, 1u128..1_000_000)
			.prop_map(|(asset, amount)| Value::Coins { asset, amount }),
		1 => (0u32..3).prop_map(Value::Unique),
	];
	let lock = prop_oneof![
		Just(Lock::Account(account(1))),
		Just(Lock::Policy(H256::zero())),
		Just(Lock::Deposit { owner: account(1), until: 1 }),
		Just(Lock::Balance(account(1))),
		Just(Lock::Burn),
	];
	(value, lock).prop_map(|(value, lock)| Output { value, lock })
}

/// How much of an asset there is in these outputs.
fn sum(outputs: &[Output], wanted: Asset) -> Balance {
	let amount = |output: &Output| match output.value {
		Value::Coins { asset, amount } if asset == wanted => amount,
		_ => 0,
	};
	outputs.iter().map(amount).sum()
}

/// The MITs in these outputs, in order.
fn mits(outputs: &[Output]) -> Vec<MitId> {
	let id = |output: &Output| match output.value {
		Value::Unique(id) => Some(id),
		Value::Coins { .. } => None,
	};
	let mut ids: Vec<MitId> = outputs.iter().filter_map(id).collect();
	ids.sort();
	ids
}

proptest! {
	/// Accepted is what conserves everything, and nothing else: outputs made by cutting up and moving the inputs,
	/// some of them then altered.
	#[test]
	fn just_what_conserves_is_accepted(
		ins in prop::collection::vec(any_output(), 1..6),
		cuts in prop::collection::vec((any::<prop::sample::Index>(), 1u128..1_000_000), 0..4),
		change in prop::option::of((any::<prop::sample::Index>(), any_output())),
		fee in 0..3 * OUTPUT_FEE,
	) {
		let mut outs = ins.clone();
		for (place, part) in cuts {
			let chosen = place.get(&outs).clone();
			let Value::Coins { asset, amount } = chosen.value else { continue };
			if part < amount {
				let value = |amount| Value::Coins { asset, amount };
				let place = place.index(outs.len());
				outs[place].value = value(amount - part);
				outs.push(Output { value: value(part), ..chosen });
			}
		}
		outs.reverse();
		if let Some((place, other)) = change {
			let place = place.index(outs.len());
			outs[place] = other;
		}
		let ins = [ins, vec![etp(fee)]].concat();

		let found = check(&ins, &outs);
		let stored = outs.iter().filter(|output| output.lock.is_stored()).count();
		let output_fee = stored.saturating_sub(ins.len()) as Balance * OUTPUT_FEE;
		let (etp_in, etp_out) = (sum(&ins, ETP_ASSET), sum(&outs, ETP_ASSET));
		let same = (1..3).all(|asset| sum(&ins, asset) == sum(&outs, asset));
		let (mits_in, mits_out) = (mits(&ins), mits(&outs));
		let once = mits_in.windows(2).all(|pair| pair[0] != pair[1]);
		let conserved = same && once && mits_in == mits_out && etp_in >= etp_out;
		if conserved && etp_in - etp_out >= output_fee {
			prop_assert_eq!(found, Ok(Balanced { surplus: etp_in - etp_out, output_fee }));
		} else if conserved {
			prop_assert_eq!(found, Err(RuleError::FeeTooLow));
		} else {
			prop_assert!(matches!(found, Err(RuleError::Inflation | RuleError::Vanished)));
		}
	}
}

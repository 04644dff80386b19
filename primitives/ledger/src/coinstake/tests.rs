use super::*;
use crate::{CoinOrigin, Memo};
use pillars_primitives::AccountId;
use proptest::prelude::*;
use sp_core::H256;

const NOW: BlockNumber = 1_000;
const MATURITY: BlockNumber = 10;

fn lock(n: u8) -> Lock {
	Lock::Account(AccountId::new([n; 32]))
}

fn outpoint(n: u8) -> OutPoint {
	OutPoint { txid: H256::repeat_byte(n), index: 0 }
}

fn coin(amount: Balance) -> Unspent {
	Unspent {
		output: Output { value: Value::etp(amount), lock: lock(1) },
		height: NOW - MATURITY,
		origin: CoinOrigin::Transfer,
	}
}

/// A coinstake over coins of these amounts, with these outputs after the marker.
fn stake(ins: &[Balance], outs: &[Balance]) -> (Transaction, Vec<Unspent>) {
	let inputs = (0..ins.len()).map(|n| outpoint(n as u8)).collect();
	let outputs = core::iter::once(Output::COINSTAKE_MARKER)
		.chain(outs.iter().map(|a| Output { value: Value::etp(*a), lock: lock(1) }))
		.collect();
	(Transaction::new(inputs, outputs).unwrap(), ins.iter().map(|a| coin(*a)).collect())
}

fn check(case: &(Transaction, Vec<Unspent>)) -> Result<(), CoinstakeError> {
	check_coinstake(&case.0, &case.1, &outpoint(0), NOW, MATURITY)
}

#[test]
fn plain_collecting_and_splitting_stakes_are_accepted() {
	let k = STAKE_UNIT;
	assert_eq!(check(&stake(&[k], &[k])), Ok(()));
	assert_eq!(check(&stake(&[k, 5, 6], &[k + 11])), Ok(()));
	assert_eq!(check(&stake(&[2 * k], &[k, k])), Ok(()));
	assert_eq!(check(&stake(&[3 * k], &[2 * k, k])), Ok(()));
	assert_eq!(check(&stake(&[3 * k], &[3 * k])), Ok(()));
}

#[test]
fn each_broken_rule_has_its_own_error() {
	use CoinstakeError::*;
	let k = STAKE_UNIT;
	assert_eq!(check(&stake(&[k, k - 1], &[k, k - 1])), Err(BadOutputs));
	assert_eq!(check(&stake(&[2 * k], &[k / 2, k + k / 2])), Err(BadOutputs));
	assert_eq!(check(&stake(&[3 * k], &[k, k, k])), Err(BadOutputs));
	assert_eq!(check(&stake(&[k], &[])), Err(BadOutputs));
	assert_eq!(check(&stake(&[k], &[k - 1])), Err(NotConserved));
	assert_eq!(check(&stake(&[k], &[k + 1])), Err(NotConserved));
	assert_eq!(check(&stake(&[k, k], &[2 * k])), Err(LargeInput));
	assert_eq!(check(&stake(&[k + 1, k - 1], &[2 * k])), Err(NeedlessCollect));
	assert_eq!(check(&stake(&[k, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], &[k + 10])), Err(TooManyInputs));

	let after = |change: fn(&mut crate::TransactionV1, &mut Vec<Unspent>)| {
		let (Transaction::V1(mut tx), mut spent) = stake(&[k, 5], &[k + 5]);
		change(&mut tx, &mut spent);
		check(&(Transaction::V1(tx), spent))
	};
	assert_eq!(after(|_, _| {}), Ok(()));
	assert_eq!(after(|tx, _| tx.inputs[0] = outpoint(9)), Err(NotKernel));
	assert_eq!(after(|tx, _| tx.inputs[1] = outpoint(0)), Err(BadInputs));
	assert_eq!(after(|_, spent| spent.truncate(spent.len() - 1)), Err(BadInputs));
	assert_eq!(after(|tx, _| tx.not_before = 1), Err(NotPlain));
	assert_eq!(after(|tx, _| tx.memo = Memo::try_from(vec![0]).unwrap()), Err(NotPlain));
	assert_eq!(after(|_, spent| spent[1].output.lock = lock(2)), Err(ForeignInput));
	assert_eq!(after(|_, spent| spent[0].output.lock = lock(2)), Err(ForeignInput));
	assert_eq!(
		after(|_, spent| spent[1].output.value = Value::Coins { asset: 1, amount: 5 }),
		Err(ForeignInput)
	);
	assert_eq!(
		after(|_, spent| spent[0].output.lock =
			Lock::Deposit { owner: AccountId::new([1; 32]), until: 0 }),
		Err(ForeignInput)
	);
	assert_eq!(after(|_, spent| spent[1].height += 1), Err(ImmatureInput));
	assert_eq!(
		after(|_, spent| {
			spent[1].height += 1;
			spent[1].origin = CoinOrigin::Genesis;
		}),
		Ok(())
	);
	assert_eq!(
		after(|tx, _| tx.outputs.retain(|output| *output != Output::COINSTAKE_MARKER)),
		Err(NoMarker)
	);
	assert_eq!(after(|tx, _| tx.outputs[1].lock = lock(2)), Err(BadOutputs));
	let token = Value::Coins { asset: 1, amount: k + 5 };
	for value in [token, Value::Unique(1), Value::etp(0)] {
		let (Transaction::V1(mut tx), spent) = stake(&[k, 5], &[k + 5]);
		tx.outputs[1].value = value;
		assert_eq!(check(&(Transaction::V1(tx), spent)), Err(BadOutputs));
	}
	assert_eq!(after(|_, spent| spent[1].output.value = Value::Unique(1)), Err(ForeignInput));
	assert_eq!(after(|_, spent| spent[0].output.value = Value::etp(0)), Err(ForeignInput));
	// Sums of what is beyond all supply.
	assert_eq!(check(&stake(&[u128::MAX, 1], &[5])), Err(Overflow));
	assert_eq!(check(&stake(&[2 * k], &[k, u128::MAX])), Err(Overflow));
}

/// A coinstake's inputs follow the stake maturity alone.
#[test]
fn what_a_block_paid_is_collected_when_it_may_stake() {
	let (tx, mut spent) = stake(&[STAKE_UNIT, 5], &[STAKE_UNIT + 5]);
	for (height, expected) in [
		(NOW - MATURITY - 1, Ok(())),
		(NOW - MATURITY, Ok(())),
		(NOW - MATURITY + 1, Err(CoinstakeError::ImmatureInput)),
	] {
		for origin in [CoinOrigin::Coinbase, CoinOrigin::Coinstake, CoinOrigin::Transfer] {
			spent[1] = Unspent { height, origin, ..spent[1].clone() };
			assert_eq!(check(&(tx.clone(), spent.clone())), expected);
		}
	}
}

proptest! {
	/// What the author builds is what the check accepts, and no coin is lost.
	#[test]
	fn built_coinstakes_are_valid(
		kernel in STAKE_UNIT..5 * STAKE_UNIT,
		small in prop::collection::vec(1..2 * STAKE_UNIT, 0..20),
	) {
		let coins: Vec<_> = small.iter().enumerate()
			.map(|(n, amount)| (outpoint(n as u8 + 1), coin(*amount).output))
			.collect();
		let tx = build_coinstake((outpoint(0), coin(kernel).output), coins.clone()).unwrap();
		let spent: Vec<Unspent> = tx.inputs().iter().map(|input| {
			coins.iter().find(|(o, _)| o == input).map_or(coin(kernel), |(_, output)| Unspent {
				output: output.clone(),
				..coin(1)
			})
		}).collect();
		prop_assert_eq!(check_coinstake(&tx, &spent, &outpoint(0), NOW, MATURITY), Ok(()));
	}
}

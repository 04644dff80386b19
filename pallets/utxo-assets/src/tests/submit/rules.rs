//! Each rule is broken alone, and told by its own error.

use super::*;
use crate::Totals;
use frame_support::assert_ok;
use pillars_ledger::{CoinOrigin, MIN_OUTPUT};
use pillars_traits::RewardLedger;
use sp_runtime::DispatchError;

/// One coin to owner 3.
fn plain() -> Parts {
	Parts::of(&tx([coin(0)], [etp(3, 10 * ETP - FEE)]), &[])
}

fn of(inputs: impl Into<Vec<OutPoint>>, outputs: impl Into<Vec<Output>>) -> Parts {
	Parts::of(&tx(inputs, outputs), &[])
}

#[test]
fn outputs_move_and_all_of_the_surplus_is_the_fee() {
	ledger().build_and_execute(|| {
		let parts =
			of([coin(0), coin(2)], [etp(3, 12 * ETP), locked(Lock::Balance(owner(9)), ETP / 2)]);
		assert_ok!(parts.pool());
		assert_ok!(parts.block());
		let place = output_of(&parts.tx, 0);
		let expected =
			Unspent { output: etp(3, 12 * ETP), height: 1, origin: CoinOrigin::Transfer };
		assert_eq!(unspent(&place), Some(expected));
		assert_eq!([coin(0), coin(2)].map(|outpoint| unspent(&outpoint)), [None, None]);
		assert_eq!(Balances::free_balance(owner(9)), ETP / 2);
		assert_eq!(Totals::<Test>::get().fees, ETP / 2);
		assert_eq!(Totals::<Test>::get().held, 24 * ETP);
		let Event::Applied { txid, fee, origin, .. } = last_event() else { panic!("no event") };
		let expected = (parts.tx.txid(), ETP / 2, CoinOrigin::Transfer);
		assert_eq!((txid, fee, origin), expected);
	});
}

#[test]
fn only_what_was_authorised_is_carried_out() {
	ledger().build_and_execute(|| {
		for origin in
			[RuntimeOrigin::none(), RuntimeOrigin::root(), RuntimeOrigin::signed(owner(1))]
		{
			let call = RuntimeCall::from(plain().call()).dispatch(origin);
			assert_noop!(call.map_err(|failed| failed.error), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn the_shape() {
	ledger().build_and_execute(|| {
		of([], [etp(1, ETP)]).refused_everywhere(Error::NoInputs);
		of([coin(0); 2], [etp(1, ETP)]).refused_everywhere(Error::DuplicateInput);
		of([coin(0)], []).refused_everywhere(Error::NoOutputs);
		of([coin(0)], [etp(1, 0)]).refused_everywhere(Error::ZeroOutput);
		let nothing = Value::Coins { asset: 1, amount: 0 };
		let empty = Output { value: nothing, ..etp(1, 0) };
		of([coin(0)], [etp(1, ETP), empty]).refused_everywhere(Error::ZeroOutput);
		let holding = |lock| of([coin(0)], [locked(lock, MIN_OUTPUT - 1)]);
		for lock in [
			Lock::Account(owner(1)),
			deposit(1, 50),
			Lock::Policy(H256::zero()),
			Lock::Balance(owner(1)),
			Lock::Burn,
		] {
			holding(lock).refused_everywhere(Error::OutputTooSmall);
		}
		let value = Value::Coins { asset: 1, amount: 1 };
		let token = Output { value, lock: Lock::Balance(owner(1)) };
		of([coin(0)], [token]).refused_everywhere(Error::NotEtp);
		let memo = with(plain().tx, |body| body.memo = vec![3].try_into().unwrap());
		Parts::of(&memo, &[]).refused_everywhere(Error::BadMemo);
		let later = with(plain().tx, |body| body.not_before = 2);
		Parts::of(&later, &[]).refused_everywhere(Error::NotYet);
		for height in [2, 3] {
			go_to(height);
			assert_ok!(Parts::of(&later, &[]).pool());
		}
		assert_ok!(Parts::of(&later, &[]).block());
	});
}

#[test]
fn the_outputs_named() {
	ledger().build_and_execute(|| {
		let spent = vec![etp(1, 10 * ETP), etp(1, 5 * ETP)];
		Parts { spent, ..plain() }.refused(Error::NamedCount);
		Parts { spent: vec![], ..plain() }.refused(Error::NamedCount);
		// Another amount, owner or lock, signed as if it were so.
		for other in [etp(1, 11 * ETP), etp(2, 10 * ETP), locked(deposit(1, 0), 10 * ETP)] {
			let parts = Parts { spent: vec![other], ..plain() }.sign();
			parts.refused(Error::NamedDiffers);
		}
	});
}

#[test]
fn the_inputs() {
	ledger().build_and_execute(|| {
		of([coin(3)], [etp(1, 6 * ETP)]).refused_everywhere(Error::Immature);
		UtxoAssets::mint_to_outputs(ETP);
		let reward = vec![Some((owner(1), Value::etp(ETP)))];
		UtxoAssets::pay_coinbase(1, &H256::zero(), &owner(1), reward);
		let Event::Applied { created, .. } = last_event() else { panic!("no coinbase") };
		let coinbase = of([created[0].0], [etp(1, ETP - FEE)]);
		coinbase.refused_everywhere(Error::Immature);
		go_to(5);
		coinbase.refused_everywhere(Error::Immature);
		for height in [7, 6] {
			go_to(height);
			assert_ok!(coinbase.pool());
		}
		assert_ok!(coinbase.block());
		coinbase.refused_in_block(Error::NotUnspent);
		go_to(49);
		of([coin(3)], [etp(1, 6 * ETP)]).refused_everywhere(Error::Immature);
		for height in [51, 50] {
			go_to(height);
			assert_ok!(of([coin(3)], [etp(1, 6 * ETP)]).pool());
		}
		assert_ok!(of([coin(3)], [etp(1, 6 * ETP)]).block());
	});
}

#[test]
fn a_token_that_a_block_paid_matures_too() {
	ledger().build_and_execute(|| {
		assets::issued(2, "MINED", 5);
		let mined = Value::Coins { asset: 1, amount: 3 };
		let paid = System::block_number();
		let outputs = vec![None, Some((owner(1), mined))];
		UtxoAssets::pay_coinbase(paid, &H256::zero(), &owner(1), outputs);
		let Event::Applied { created, .. } = last_event() else { panic!("no coinbase") };
		let output = Output { value: mined, ..etp(3, 0) };
		let parts = of([created[0].0, coin(0)], [output, etp(1, 10 * ETP - FEE)]);
		go_to(paid + 4);
		parts.refused_everywhere(Error::Immature);
		go_to(paid + 5);
		assert_ok!(parts.pool());
		assert_ok!(parts.block());
	});
}

#[test]
fn the_balance() {
	ledger().build_and_execute(|| {
		let token = Output { value: Value::Coins { asset: 1, amount: 1 }, ..etp(1, 0) };
		of([coin(0)], [etp(1, 10 * ETP + 1)]).refused_everywhere(Error::Inflation);
		of([coin(0)], [etp(1, ETP), token.clone()]).refused_everywhere(Error::Inflation);
		let unique = Output { value: Value::Unique(0), ..etp(1, 0) };
		of([coin(0)], [etp(1, ETP), unique]).refused_everywhere(Error::Inflation);
		let too_much = [etp(1, u128::MAX), etp(1, ETP)];
		of([coin(0)], too_much).refused_everywhere(Error::Overflow);
		assets::issued(1, "GOLD", 1);
		let left_out = of([coin(0), coin(4)], [etp(1, ETP)]);
		left_out.refused_everywhere(Error::Vanished);
		assert_ok!(of([coin(0), coin(4)], [etp(1, ETP), token]).block());
	});
}

#[test]
fn the_witnesses() {
	ledger().build_and_execute(|| {
		let good = of([coin(0), coin(1), coin(2)], [etp(3, 17 * ETP)]);
		let [mine, theirs] = [1, 2].map(|n| good.signature(n));
		let changed = |change: &dyn Fn(&mut Vec<Witness>)| {
			let mut parts = good.clone();
			change(&mut parts.witnesses);
			parts
		};
		let mode = |mode| match mine.clone() {
			Witness::Signature { sig, .. } => Witness::Signature { mode, sig },
			_ => unreachable!(),
		};
		for (bad, error) in [
			(changed(&|all| drop(all.pop())), Error::WitnessCount),
			(changed(&|all| all.push(mine.clone())), Error::WitnessCount),
			// Nobody makes the call.
			(changed(&|all| all[0] = Witness::Signer), Error::NotOwner),
			(changed(&|all| all[0] = theirs.clone()), Error::BadSignature),
			(changed(&|all| all[0] = mode(2)), Error::UnknownMode),
			(changed(&|all| all[1] = mode(1)), Error::NoSuchOutput),
			(changed(&|all| all[2] = Witness::As(0)), Error::BadReference),
			(changed(&|all| all[0] = Witness::As(0)), Error::BadReference),
		] {
			bad.refused(error);
		}
		// A signature for another chain.
		let foreign = sighash(&good.tx, &good.spent, &H256::zero(), Mode::All, 0).unwrap();
		let sig = pair(1).sign(foreign.as_bytes()).into();
		let replayed = Witness::Signature { mode: 0, sig };
		changed(&|all| all[0] = replayed.clone()).refused(Error::BadSignature);
		assert_ok!(changed(&|all| all[1] = Witness::As(0)).block());
	});
}

#[test]
fn the_receivers() {
	ledger().build_and_execute(|| {
		let dust = locked(Lock::Balance(owner(9)), EXISTENTIAL_DEPOSIT - 1);
		of([coin(0)], [dust]).refused_everywhere(Error::BelowExistentialDeposit);
		// An account that is full, as no account of this chain can be.
		let full = |free| {
			frame_system::Account::<Test>::mutate(owner(9), |account| account.data.free = free);
		};
		full(u128::MAX - ETP + 1);
		let payment = |amount| of([coin(0)], [locked(Lock::Balance(owner(9)), amount)]);
		payment(ETP).refused_everywhere(Error::CannotReceive);
		assert_ok!(payment(ETP - 1).pool());
		full(0);
		let deposits = vec![locked(deposit(2, 100), 1_000 * ETP); 17];
		fund(1, 18_000 * ETP, Lock::Account(owner(1))).unwrap();
		of([coin(4)], deposits).refused_everywhere(Error::TooManyDeposits);
		let place = output_of(&plain().tx, 0);
		Unspents::<Test>::insert(place, unspent(&coin(1)).unwrap());
		// In a block its input is gone then.
		assert_eq!(plain().pool().unwrap_err(), invalid(&Error::OutputExists));
		Unspents::<Test>::remove(place);
	});
}

#[test]
fn of_several_faults_the_cheapest_to_find_is_told() {
	ledger().build_and_execute(|| {
		// Each of these is wrong in all ways further down, and last in its signature.
		let wrong = |tx: Transaction, spent: Vec<Output>| Parts {
			tx,
			spent,
			witnesses: vec![Witness::As(0)],
		};
		let named = vec![etp(2, ETP)];
		let later = |tx| with(tx, |body| body.not_before = 9);
		wrong(later(tx([coin(0)], [etp(1, 1)])), vec![]).refused(Error::OutputTooSmall);
		wrong(later(tx([coin(0)], [etp(1, 99 * ETP)])), vec![]).refused(Error::NotYet);
		wrong(tx([coin(3)], [etp(1, 99 * ETP)]), vec![]).refused(Error::NamedCount);
		wrong(tx([coin(3)], [etp(1, 99 * ETP)]), named).refused(Error::NamedDiffers);
		let named = vec![locked(deposit(1, 50), 7 * ETP)];
		wrong(tx([coin(3)], [etp(1, 99 * ETP)]), named.clone()).refused(Error::Immature);
		go_to(50);
		wrong(tx([coin(3)], [etp(1, 99 * ETP)]), named.clone()).refused(Error::Inflation);
		let dust = locked(Lock::Balance(owner(9)), MIN_OUTPUT);
		let outputs = [etp(1, 7 * ETP - MIN_OUTPUT), dust.clone()];
		wrong(tx([coin(3)], outputs), named.clone()).refused(Error::FeeBelowMinimum);
		wrong(tx([coin(3)], [dust]), named).refused(Error::BadReference);
	});
}

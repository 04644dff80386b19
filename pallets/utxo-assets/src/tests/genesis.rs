//! What genesis makes and refuses.

use super::*;
use crate::{DepositEntry, Minted, NextSerial, Totals};
use pillars_ledger::CoinOrigin;
use sp_core::crypto::Ss58Codec;

#[test]
fn an_empty_ledger_has_an_account_all_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Balances::free_balance(pot()), EXISTENTIAL_DEPOSIT);
		assert_eq!(Totals::<Test>::get().held, 0);
		assert_eq!(Minted::<Test>::get(), 4 * ENDOWMENT + EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn outputs_get_serial_ids_in_order_and_are_covered() {
	let builder = ExtBuilder::default().coin(1, ETP).coin(1, ETP).coin(2, 7 * ETP);
	builder.build_and_execute(|| {
		for (serial, expected) in [(0, etp(1, ETP)), (1, etp(1, ETP)), (2, etp(2, 7 * ETP))] {
			let expected = Unspent { output: expected, height: 0, origin: CoinOrigin::Genesis };
			assert_eq!(unspent(&coin(serial)), Some(expected));
		}
		assert_eq!(NextSerial::<Test>::get(), 3);
		assert_eq!(Totals::<Test>::get().held, 9 * ETP);
		assert_eq!(Totals::<Test>::get().fees, 0);
		assert_eq!(Balances::free_balance(pot()), 9 * ETP + EXISTENTIAL_DEPOSIT);
		assert_eq!(Minted::<Test>::get(), Balances::total_issuance());
	});
}

#[test]
fn deposits_count_whatever_their_amount() {
	let builder = ExtBuilder::default().output(deposit(1, u32::MAX), MILLI_ETP);
	builder.build_and_execute(|| {
		let expected = DepositEntry { until: u32::MAX, amount: MILLI_ETP };
		assert_eq!(UtxoAssets::deposits(owner(1)), vec![expected]);
	});
}

#[test]
fn outputs_are_given_in_json() {
	let address = owner(1).to_ss58check();
	let json = serde_json::json!({ "outputs": [
		{ "lock": { "account": address }, "amount": 2_500_000_000_000_000u64 },
		{ "lock": { "deposit": { "owner": address, "until": 4_294_967_295u64 } }, "amount": 100_000 },
	] });
	let config: crate::GenesisConfig<Test> = serde_json::from_value(json).unwrap();
	let expected = vec![
		GenesisOutput { lock: Lock::Account(owner(1)), amount: 25_000_000 * ETP },
		GenesisOutput { lock: deposit(1, u32::MAX), amount: MILLI_ETP },
	];
	assert_eq!(config.outputs, expected);
}

#[test]
fn all_of_the_supply_may_be_minted() {
	let rest = 4 * ENDOWMENT + EXISTENTIAL_DEPOSIT;
	ExtBuilder::default().coin(1, ETP).max_supply(rest + ETP).build_and_execute(|| {
		assert_eq!(Minted::<Test>::get(), MaxSupply::get());
	});
}

#[test]
#[should_panic(expected = "genesis mints more than there may ever be")]
fn more_than_the_supply_is_refused() {
	let rest = 4 * ENDOWMENT + EXISTENTIAL_DEPOSIT;
	ExtBuilder::default().coin(1, ETP).max_supply(rest + ETP - 1).build();
}

#[test]
#[should_panic(expected = "genesis mints more than there may ever be")]
fn a_sum_that_overflows_is_refused() {
	ExtBuilder::default().coin(1, u128::MAX).coin(1, u128::MAX).build();
}

#[test]
#[should_panic(expected = "a genesis output is of amount zero")]
fn an_output_of_nothing_is_refused() {
	ExtBuilder::default().coin(1, 0).build();
}

#[test]
#[should_panic(expected = "a genesis output is below the least amount")]
fn a_small_output_is_refused() {
	ExtBuilder::default().coin(1, MILLI_ETP - 1).build();
}

#[test]
#[should_panic(expected = "under a lock that is not stored")]
fn an_output_that_is_not_stored_is_refused() {
	ExtBuilder::default().output(Lock::Burn, ETP).build();
}

#[test]
#[should_panic(expected = "TooManyDeposits")]
fn too_many_deposits_are_refused() {
	let add = |builder: ExtBuilder, _| builder.output(deposit(1, 100), ETP);
	(0..17).fold(ExtBuilder::default(), add).build();
}

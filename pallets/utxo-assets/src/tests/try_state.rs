//! The invariants see what is wrong.

use super::*;
use crate::{DepositEntry, Deposits, Fees, HeldEtp, Minted, StakingKeyOwners, StakingKeys};

fn finds(damage: impl FnOnce()) {
	let ledger = ExtBuilder::default().coin(1, ETP).output(deposit(1, 9), ETP);
	ledger.build().execute_with(|| {
		UtxoAssets::do_try_state().unwrap();
		damage();
		assert!(UtxoAssets::do_try_state().is_err());
	});
}

#[test]
fn outputs_that_do_not_add_up() {
	finds(|| Unspents::<Test>::remove(coin(0)));
	finds(|| HeldEtp::<Test>::mutate(|held| *held -= 1));
	finds(|| {
		Unspents::<Test>::mutate(coin(0), |coin| coin.as_mut().unwrap().output = etp(1, ETP + 1))
	});
}

#[test]
fn outputs_that_should_not_be() {
	finds(|| {
		let output = locked(Lock::Burn, ETP);
		Unspents::<Test>::mutate(coin(0), |coin| coin.as_mut().unwrap().output = output)
	});
	finds(|| Unspents::<Test>::mutate(coin(0), |coin| coin.as_mut().unwrap().height = 9));
}

#[test]
fn money_that_is_not_there() {
	finds(|| Fees::<Test>::put(1));
	finds(|| Minted::<Test>::mutate(|minted| *minted -= 1));
	finds(|| Minted::<Test>::put(MaxSupply::get() + 1));
}

#[test]
fn deposits_without_outputs() {
	finds(|| Deposits::<Test>::mutate(owner(1), |list| list.try_push(list[0]).unwrap()));
	finds(|| Deposits::<Test>::insert(owner(2), Deposits::<Test>::get(owner(1))));
	finds(|| {
		let entry = DepositEntry { until: 8, amount: ETP };
		Deposits::<Test>::mutate(owner(1), |list| list[0] = entry)
	});
	finds(|| Deposits::<Test>::mutate(owner(1), |list| list.clear()));
}

#[test]
fn staking_keys_that_are_not_mutual() {
	let set = || {
		let origin = RuntimeOrigin::signed(owner(1));
		UtxoAssets::set_staking_key(origin, Some(pair(11).public())).unwrap();
	};
	finds(|| {
		set();
		StakingKeys::<Test>::remove(owner(1));
	});
	finds(|| {
		set();
		StakingKeyOwners::<Test>::remove(pair(11).public());
	});
	finds(|| {
		set();
		StakingKeyOwners::<Test>::insert(pair(11).public(), owner(2));
	});
}

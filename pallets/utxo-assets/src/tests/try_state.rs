//! The invariants see what is wrong.

use super::*;
use crate::{
	AssetDetails, Assets, AssetsBySymbol, Call, CertificateId, Certificates, Commitment,
	Commitments, DepositEntry, Deposits, Minted, Mits, MitsBySymbol, StakingKeyOwners, StakingKeys,
	Supplies, Supply, Symbol, Totals,
};

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
	finds(|| Totals::<Test>::mutate(|totals| totals.held -= 1));
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
	finds(|| Totals::<Test>::mutate(|totals| totals.fees = 1));
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
	finds(|| {
		set();
		StakingKeys::<Test>::mutate(owner(1), |state| state.next.as_mut().unwrap().from += 1);
	});
}

fn symbol(symbol: &str) -> Symbol {
	symbol.as_bytes().to_vec().try_into().unwrap()
}

/// The same for a ledger with token 1, GOLD, in coin 2 and MIT 0 in coin 3.
fn finds_of_assets(damage: impl FnOnce()) {
	finds(|| {
		assets::issued(1, "GOLD", 10);
		let content = Default::default();
		let register = Call::register_mit { symbol: symbol("unicorn"), content };
		assets::by(2, register).unwrap();
		UtxoAssets::do_try_state().unwrap();
		damage();
	});
}

/// Puts another value into an output.
fn change_value(serial: u64, value: Value) {
	Unspents::<Test>::mutate(coin(serial), |coin| coin.as_mut().unwrap().output.value = value);
}

fn supply(change: impl FnOnce(&mut Supply)) {
	Supplies::<Test>::mutate(1, |supply| change(supply.as_mut().unwrap()));
}

fn details(change: impl FnOnce(&mut AssetDetails)) {
	Assets::<Test>::mutate(1, |details| change(details.as_mut().unwrap()));
}

#[test]
fn tokens_that_do_not_add_up() {
	let value = |asset, amount| Value::Coins { asset, amount };
	finds_of_assets(|| change_value(2, value(1, 9)));
	finds_of_assets(|| change_value(2, value(1, 0)));
	finds_of_assets(|| change_value(2, value(2, 10)));
	finds_of_assets(|| Unspents::<Test>::remove(coin(2)));
	finds_of_assets(|| supply(|supply| supply.issued += 1));
	finds_of_assets(|| supply(|supply| supply.mined += 1));
	finds_of_assets(|| supply(|supply| supply.burned += 1));
	finds_of_assets(|| supply(|supply| supply.burned = 21));
	finds_of_assets(|| {
		supply(|supply| supply.issued = (1 << 127) + 1);
		change_value(2, value(1, (1 << 127) + 1));
	});
	finds_of_assets(|| Supplies::<Test>::remove(1));
}

#[test]
fn mits_that_are_not_unique() {
	finds_of_assets(|| Unspents::<Test>::remove(coin(3)));
	finds_of_assets(|| Mits::<Test>::mutate(0, |mit| mit.as_mut().unwrap().burned = true));
	finds_of_assets(|| {
		let twin = unspent(&coin(3)).unwrap();
		Unspents::<Test>::insert(coin(9), twin);
	});
	finds_of_assets(|| change_value(3, Value::Unique(1)));
	finds_of_assets(|| Mits::<Test>::remove(0));
}

#[test]
fn symbols_that_are_not_mutual() {
	finds_of_assets(|| Assets::<Test>::remove(1));
	finds_of_assets(|| details(|details| details.symbol = symbol("SILVER")));
	finds_of_assets(|| AssetsBySymbol::<Test>::remove(symbol("GOLD")));
	finds_of_assets(|| AssetsBySymbol::<Test>::insert(symbol("SILVER"), 1));
	finds_of_assets(|| MitsBySymbol::<Test>::remove(symbol("unicorn")));
	finds_of_assets(|| MitsBySymbol::<Test>::insert(symbol("pegasus"), 0));
	finds_of_assets(|| crate::NextAsset::<Test>::put(1));
	finds_of_assets(|| crate::NextMit::<Test>::put(0));
}

#[test]
fn certificates_for_nothing_and_missing_ones() {
	let add = |certificate| Certificates::<Test>::insert(certificate, avatar(&owner(1)));
	finds_of_assets(|| Certificates::<Test>::remove(CertificateId::Issue(1)));
	finds_of_assets(|| Certificates::<Test>::remove(CertificateId::Domain(symbol("GOLD"))));
	finds_of_assets(|| add(CertificateId::Issue(2)));
	finds_of_assets(|| NoAvatars::set(vec![owner(1)]));
	finds_of_assets(|| add(CertificateId::Mining(2)));
	finds_of_assets(|| add(CertificateId::Mining(1)));
	finds_of_assets(|| add(CertificateId::Naming(symbol("GOLD"))));
	finds_of_assets(|| add(CertificateId::Domain(symbol("gold"))));
	finds_of_assets(|| {
		let commitment = Commitment { hash: H256::zero(), height: 99 };
		Commitments::<Test>::insert(owner(1), commitment);
	});
}

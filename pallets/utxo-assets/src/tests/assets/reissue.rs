//! What the holder of an issue certificate may do later.

use super::*;
use crate::{Assets, MAX_ASSET_SUPPLY};
use pillars_traits::RewardLedger;

fn reissue(n: u8, asset: Asset, amount: Balance, shown: &[OutPoint]) -> DispatchResult {
	by(n, Call::reissue { asset, amount, shown: shown.to_vec().try_into().unwrap() })
}

/// A token of which more is issued under this rule.
fn token(reissue: Reissue, supply: Balance) -> Asset {
	issued_as(1, IssueParams { reissue, ..params("GOLD", supply) })
}

fn issued_of(asset: Asset) -> Balance {
	Supplies::<Test>::get(asset).unwrap().issued
}

#[test]
fn more_is_issued_to_the_holder_of_the_certificate() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = token(Reissue::Free, 10);
		assert_ok!(reissue(1, asset, 5, &[]));
		assert_eq!(issued_of(asset), 15);
		let output = tokens(asset, 5, Lock::Account(owner(1)));
		assert_eq!(unspent(&coin(1)).unwrap().output, output);
		let by = owner(1);
		System::assert_has_event(Event::Reissued { asset, by, amount: 5 }.into());
	});
}

#[test]
fn what_can_not_be_issued_again() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = token(Reissue::Free, 10);
		assert_noop!(reissue(1, asset, 0, &[]), Error::<Test>::ZeroOutput);
		assert_noop!(reissue(1, asset + 1, 1, &[]), Error::<Test>::NoSuchAsset);
		assert_noop!(reissue(1, pillars_ledger::ETP_ASSET, 1, &[]), Error::<Test>::NoSuchAsset);
		assert_noop!(reissue(2, asset, 1, &[]), Error::<Test>::NotHolder);
		let never = issued(1, "SILVER", 10);
		assert_noop!(reissue(1, never, 1, &[]), Error::<Test>::NotReissuable);
	});
}

#[test]
fn the_supply_is_bounded_whatever_was_burned() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		let asset = token(Reissue::Free, MAX_ASSET_SUPPLY - 10);
		assert_noop!(reissue(1, asset, 11, &[]), Error::<Test>::SupplyTooLarge);
		assert_noop!(reissue(1, asset, u128::MAX, &[]), Error::<Test>::SupplyTooLarge);
		let burned = tokens(asset, MAX_ASSET_SUPPLY - 10, Lock::Burn);
		assert_ok!(spend(1, &tx([coin(0), coin(1)], [etp(1, ETP), burned])));
		assert_noop!(reissue(1, asset, 11, &[]), Error::<Test>::SupplyTooLarge);
		assert_ok!(reissue(1, asset, 10, &[]));
	});
}

#[test]
fn a_share_must_be_shown() {
	ExtBuilder::default().coin(1, 9 * ETP).build_and_execute(|| {
		// GIVEN 1 000 units, of which owner 1 has 334 and 166
		let asset = token(Reissue::Share(50), 1_000);
		let mine = |amount| tokens(asset, amount, Lock::Account(owner(1)));
		let others = tokens(asset, 500, Lock::Account(owner(2)));
		let split = tx([coin(1), coin(0)], [mine(334), mine(166), others, etp(1, 8 * ETP)]);
		assert_ok!(spend(1, &split));
		let [large, small, _, _] = [0, 1, 2, 3].map(|index| output_of(&split, index));
		// THEN a half is enough
		assert_noop!(reissue(1, asset, 2, &[]), Error::<Test>::ShareTooSmall);
		assert_noop!(reissue(1, asset, 2, &[large]), Error::<Test>::ShareTooSmall);
		assert_ok!(reissue(1, asset, 2, &[large, small]));
		// AND is not spent, nor is it a half of the new supply.
		assert!(unspent(&large).is_some());
		assert_noop!(reissue(1, asset, 1, &[large, small]), Error::<Test>::ShareTooSmall);
		assert_ok!(reissue(1, asset, 1, &[large, small, last_made()]));
	});
}

#[test]
fn what_was_mined_and_burned_counts_for_the_share() {
	ExtBuilder::default().coin(1, 9 * ETP).coin(2, ETP).build_and_execute(|| {
		let asset = token(Reissue::Share(100), 10);
		let mined = vec![Some((owner(2), Value::Coins { asset, amount: 4 }))];
		UtxoAssets::pay_coinbase(6, &H256::zero(), &owner(2), mined);
		let Event::Applied { created, .. } = last_event() else { panic!("no coinbase") };
		assert_noop!(reissue(1, asset, 1, &[coin(2)]), Error::<Test>::ShareTooSmall);
		go_to(30);
		let burned = tokens(asset, 4, Lock::Burn);
		assert_ok!(spend(2, &tx([created[0].0, coin(1)], [burned, etp(2, ETP)])));
		assert_ok!(reissue(1, asset, 1, &[coin(2)]));
	});
}

#[test]
fn only_mature_outputs_of_the_token_under_the_own_account_are_shown() {
	ExtBuilder::default().coin(1, 9 * ETP).build_and_execute(|| {
		let asset = token(Reissue::Share(1), 1_000);
		let other = issued(1, "SILVER", 1_000);
		let locks = [
			Lock::Account(owner(2)),
			deposit(1, 1),
			Lock::Policy(H256::repeat_byte(1)),
			Lock::Account(owner(1)),
		];
		let outputs: Vec<Output> = locks.map(|lock| tokens(asset, 250, lock)).into();
		let split = tx([coin(1), coin(0)], [outputs, vec![etp(1, 8 * ETP)]].concat());
		assert_ok!(spend(1, &split));
		let place = |index| output_of(&split, index);

		for foreign in [place(0), place(1), place(2), place(4), coin(2)] {
			assert_noop!(reissue(1, asset, 1, &[foreign]), Error::<Test>::ShownForeign);
		}
		assert_eq!(
			unspent(&coin(2)).unwrap().output,
			tokens(other, 1_000, Lock::Account(owner(1)))
		);
		assert_noop!(reissue(1, asset, 1, &[place(3); 2]), Error::<Test>::ShownTwice);
		assert_noop!(reissue(1, asset, 1, &[coin(1)]), Error::<Test>::NotUnspent);

		let mined = vec![Some((owner(1), Value::Coins { asset, amount: 500 }))];
		let height = System::block_number();
		UtxoAssets::pay_coinbase(height, &H256::zero(), &owner(1), mined);
		let Event::Applied { created, .. } = last_event() else { panic!("no coinbase") };
		assert_noop!(reissue(1, asset, 1, &[created[0].0]), Error::<Test>::Immature);
		go_to(height + Parameters::development().coinbase_maturity);
		assert_ok!(reissue(1, asset, 1, &[created[0].0]));
	});
}

#[test]
fn the_metadata_is_changed_by_the_holder() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued(1, "GOLD", 1);
		let set = |n, asset, metadata| by(n, Call::set_metadata { asset, metadata });
		let new = Some(H256::repeat_byte(3));
		assert_noop!(set(2, asset, new), Error::<Test>::NotHolder);
		assert_noop!(set(1, asset + 1, new), Error::<Test>::NoSuchAsset);
		assert_ok!(set(1, asset, new));
		assert_eq!(Assets::<Test>::get(asset).unwrap().metadata, new);
		assert_eq!(last_event(), Event::MetadataSet { asset, old: None, new });
		assert_ok!(set(1, asset, None));
		assert_eq!(last_event(), Event::MetadataSet { asset, old: new, new: None });
	});
}

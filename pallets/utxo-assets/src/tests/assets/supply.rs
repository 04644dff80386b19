//! What is mined and burned of a token, and what is told of it.

use super::*;
use crate::MAX_ASSET_SUPPLY;
use pillars_ledger::{coinbase_id, AssetInfo, CoinOrigin, MitInfo};
use pillars_traits::RewardLedger;

/// Pays a coinbase of ETP and of these tokens to owner 2 and returns what was made of the tokens.
fn mine(mined: &[(Asset, Balance)]) -> Vec<Option<Unspent>> {
	let height = System::block_number() + 1;
	go_to(height);
	let minted = UtxoAssets::mint_to_outputs(ETP);
	let mut outputs = vec![Some((owner(2), Value::etp(minted)))];
	outputs.extend(
		mined.iter().map(|(asset, amount)| {
			Some((owner(2), Value::Coins { asset: *asset, amount: *amount }))
		}),
	);
	UtxoAssets::pay_coinbase(height, &H256::zero(), &owner(2), outputs);
	let txid = coinbase_id(height, &H256::zero(), &owner(2));
	assert_eq!(amount_of(&OutPoint { txid, index: 0 }), ETP);
	(1..).take(mined.len()).map(|index| unspent(&OutPoint { txid, index })).collect()
}

#[test]
fn what_is_mined_is_counted() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued(1, "GOLD", 10);
		let made = mine(&[(asset, 4)]).remove(0).unwrap();
		assert_eq!(made.output, tokens(asset, 4, Lock::Account(owner(2))));
		assert_eq!(made.origin, CoinOrigin::Coinbase);
		mine(&[(asset, 5)]);
		let supply = Supply { issued: 10, mined: 9, burned: 0 };
		assert_eq!(Supplies::<Test>::get(asset), Some(supply));
		assert_eq!(supply.existing(), 19);
	});
}

#[test]
fn what_was_never_issued_is_not_mined_and_does_no_harm() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued(1, "GOLD", 10);
		assert_eq!(mine(&[(asset + 1, 4)]), [None]);
		assert_eq!(mine(&[(asset, 0)]), [None]);
		// Others keep their index.
		let made = mine(&[(asset + 1, 4), (asset, 3)]);
		assert_eq!(made[0], None);
		assert_eq!(made[1].clone().unwrap().output.value, Value::Coins { asset, amount: 3 });
	});
}

#[test]
fn no_more_is_mined_than_there_is_room_for() {
	ExtBuilder::default().build_and_execute(|| {
		let asset = issued(1, "GOLD", MAX_ASSET_SUPPLY - 10);
		let amounts = |made: Vec<Option<Unspent>>| -> Vec<Option<Value>> {
			made.into_iter().map(|coin| coin.map(|coin| coin.output.value)).collect()
		};
		let of = |amount| Some(Value::Coins { asset, amount });
		assert_eq!(amounts(mine(&[(asset, 7), (asset, 7)])), [of(7), of(3)]);
		assert_eq!(mine(&[(asset, 1)]), [None]);
		assert_eq!(Supplies::<Test>::get(asset).unwrap().room(), 0);
	});
}

#[test]
fn a_mit_is_never_mined() {
	ExtBuilder::default().build_and_execute(|| {
		let outputs = vec![Some((owner(2), Value::Unique(0)))];
		UtxoAssets::pay_coinbase(1, &H256::zero(), &owner(2), outputs);
		assert!(System::events().is_empty());
	});
}

#[test]
fn what_is_burned_is_counted_for_each_token() {
	ExtBuilder::default().coin(1, 9 * ETP).build_and_execute(|| {
		let gold = issued(1, "GOLD", 100);
		let silver = issued(1, "SILVER", 100);
		let burn = |asset, amount| tokens(asset, amount, Lock::Burn);
		let keep = |asset, amount| tokens(asset, amount, Lock::Account(owner(3)));
		let outputs = [
			burn(gold, 1),
			burn(silver, 10),
			keep(gold, 97),
			keep(silver, 90),
			burn(gold, 2),
			locked(Lock::Burn, ETP),
			etp(1, 7 * ETP),
		];
		assert_ok!(spend(1, &tx([coin(0), coin(1), coin(2)], outputs)));
		assert_eq!(Supplies::<Test>::get(gold).unwrap().burned, 3);
		assert_eq!(Supplies::<Test>::get(silver).unwrap().burned, 10);
	});
}

#[test]
fn all_that_is_known_is_told() {
	ExtBuilder::default().build_and_execute(|| {
		let metadata = Some(H256::repeat_byte(1));
		let rules = IssueParams { metadata, reissue: Reissue::Share(7), ..params("GOLD", 10) };
		let asset = issued_as(1, rules);
		mine(&[(asset, 4)]);
		let info = AssetInfo {
			id: asset,
			symbol: b"GOLD".to_vec(),
			decimals: 4,
			description: b"for tests".to_vec(),
			metadata,
			reissue: Reissue::Share(7),
			issuer: owner(1),
			issued: 10,
			mined: 4,
			burned: 0,
			mineable: false,
		};
		assert_eq!(UtxoAssets::asset_info(asset), Some(info.clone()));
		assert_eq!(UtxoAssets::asset_by_symbol(b"GOLD"), Some(info));
		assert_eq!(UtxoAssets::asset_by_symbol(b"GOL"), None);
		assert_eq!(UtxoAssets::asset_by_symbol(&[b'G'; 65]), None);
		assert_eq!(UtxoAssets::asset_info(pillars_ledger::ETP_ASSET), None);
		let (details, supply) = UtxoAssets::asset(asset).unwrap();
		assert_eq!((details.symbol, supply.mined), (symbol("GOLD"), 4));
		assert_eq!(UtxoAssets::certificate(domain("GOLD")), Some(owner(1)));

		let content = b"c".to_vec();
		let call = Call::register_mit {
			symbol: symbol("unicorn"),
			content: content.clone().try_into().unwrap(),
		};
		assert_ok!(by(2, call));
		let symbol = b"unicorn".to_vec();
		let info = MitInfo { id: 0, symbol, content, creator: owner(2), burned: false };
		assert_eq!(UtxoAssets::mit_info(0), Some(info.clone()));
		assert_eq!(UtxoAssets::mit_by_symbol(b"unicorn"), Some(info));
		assert_eq!(UtxoAssets::mit_info(1), None);
		assert_eq!(UtxoAssets::mit_by_symbol(b"Unicorn"), None);
	});
}

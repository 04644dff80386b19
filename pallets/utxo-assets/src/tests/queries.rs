//! What the engine asks about coins.

use super::*;
use frame_support::assert_ok;
use pillars_consensus_primitives::Coin;
use pillars_ledger::CoinOrigin;
use pillars_traits::StakeInspect;
use std::collections::BTreeSet;

fn mature(outpoint: OutPoint, output: Output, height: BlockNumber) -> Coin {
	Coin { outpoint, output, height, is_mature: true }
}

#[test]
fn the_coins_of_owners_are_found_page_by_page() {
	let ledger = (0u128..20)
		.fold(ExtBuilder::default(), |ledger, n| ledger.coin(1 + (n % 4) as u8, (n + 1) * ETP));
	ledger.output(deposit(1, 9), ETP).build_and_execute(|| {
		let owners = [owner(1), owner(3)];
		let expected: BTreeSet<OutPoint> = (0..20).step_by(2).map(coin).collect();
		for limit in [0, 1, 6, 7, 20, 21, 22, u32::MAX] {
			let (mut found, mut from, mut pages) = (BTreeSet::new(), None, 0);
			loop {
				let page = UtxoAssets::coins(&owners, from, limit, 10);
				assert!(page.coins.len() <= limit.max(1) as usize);
				found.extend(page.coins.iter().map(|coin| coin.outpoint));
				(from, pages) = (page.next, pages + 1);
				if from.is_none() {
					break;
				}
			}
			assert_eq!(found, expected, "limit {limit}");
			// A last page is never empty, so their number is known.
			assert_eq!(pages, 21u32.div_ceil(limit.max(1)), "limit {limit}");
		}
		assert!(UtxoAssets::coins(&[], None, 100, 10).coins.is_empty());
	});
}

#[test]
fn a_page_goes_on_after_an_outpoint_that_is_gone() {
	let ledger = ExtBuilder::default().coin(1, ETP).coin(1, ETP).coin(1, ETP);
	ledger.build_and_execute(|| {
		let first = UtxoAssets::coins(&[owner(1)], None, 1, 10);
		let last_seen = first.coins[0].outpoint;
		assert_eq!(first.next, Some(last_seen));
		Unspents::<Test>::remove(last_seen);
		crate::Totals::<Test>::mutate(|totals| totals.held = 2 * ETP);
		let rest = UtxoAssets::coins(&[owner(1)], first.next, 5, 10);
		assert_eq!((rest.coins.len(), rest.next), (2, None));
	});
}

#[test]
fn coins_are_found_by_name_with_their_maturity_in_the_next_block() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		go_to(5);
		assert_ok!(fund(1, 2 * ETP, Lock::Account(owner(2))));
		let find = || UtxoAssets::find_coins(&[coin(1), coin(9), coin(0)], 10);
		let young = Coin { is_mature: false, ..mature(coin(1), etp(2, 2 * ETP), 5) };
		go_to(13);
		assert_eq!(find(), [young, mature(coin(0), etp(1, ETP), 0)]);
		go_to(14);
		let old = mature(coin(1), etp(2, 2 * ETP), 5);
		assert_eq!(find(), [old, mature(coin(0), etp(1, ETP), 0)]);
	});
}

#[test]
fn new_coins_are_those_of_the_block_that_are_left() {
	ExtBuilder::default().coin(1, 10 * ETP).build_and_execute(|| {
		// GIVEN a block that makes coins and spends one of them again
		go_to(3);
		assert_ok!(fund(1, ETP, Lock::Account(owner(2))));
		assert_ok!(fund(1, ETP, deposit(2, 9)));
		let first = tx([coin(0)], [etp(1, 9 * ETP)]);
		assert_ok!(spend(1, &first));
		let outputs = [etp(2, 2 * ETP), etp(3, 3 * ETP), locked(Lock::Balance(owner(2)), ETP)];
		let second = tx([output_of(&first, 0)], outputs);
		assert_ok!(spend(1, &second));
		// THEN only what is left is new, for each owner
		let new = |owners: &[AccountId]| UtxoAssets::new_coins(owners, 1);
		assert_eq!(new(&[owner(1)]), []);
		let of_two =
			[mature(coin(1), etp(2, ETP), 3), mature(output_of(&second, 0), etp(2, 2 * ETP), 3)];
		assert_eq!(new(&[owner(2)]), of_two);
		assert_eq!(new(&[owner(1), owner(2), owner(3)]).len(), 3);
		// AND nothing is new in a block without transactions.
		go_to(4);
		assert_eq!(new(&[owner(2)]), []);
	});
}

#[test]
fn all_outputs_are_told_page_by_page() {
	let ledger = ExtBuilder::default().coin(1, ETP).coin(2, ETP).output(deposit(1, 9), ETP);
	ledger.output(Lock::Policy(H256::zero()), ETP).build_and_execute(|| {
		let expected: BTreeSet<OutPoint> = (0..4).map(coin).collect();
		for limit in [0, 1, 3, 4, 5, u32::MAX] {
			let (mut found, mut from) = (BTreeSet::new(), None);
			loop {
				let page = UtxoAssets::unspents(from, limit);
				assert!(!page.coins.is_empty() && page.coins.len() <= limit.max(1) as usize);
				for (outpoint, coin) in page.coins {
					assert_eq!(unspent(&outpoint), Some(coin));
					found.insert(outpoint);
				}
				from = page.next;
				if from.is_none() {
					break;
				}
			}
			assert_eq!(found, expected, "limit {limit}");
		}
	});
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(UtxoAssets::unspents(None, 5), Default::default());
	});
}

#[test]
fn what_a_block_did_is_told_in_order() {
	use pillars_ledger::{Applied, AppliedAt};
	use pillars_traits::RewardLedger;
	ExtBuilder::default().coin(1, 10 * ETP).build_and_execute(|| {
		go_to(3);
		assert_ok!(fund(1, ETP, Lock::Account(owner(2))));
		let tx = tx([coin(0)], [etp(1, 9 * ETP), locked(Lock::Burn, ETP / 2)]);
		assert_ok!(spend(1, &tx));
		let fees = UtxoAssets::take_fees();
		let paid = vec![Some((owner(3), Value::etp(fees)))];
		UtxoAssets::pay_coinbase(3, &H256::zero(), &owner(3), paid);

		let txid = serial_id(1);
		let created = vec![(coin(1), etp(2, ETP))];
		let funded = Applied { txid, spent: vec![], created, fee: 0 };
		let burned = locked(Lock::Burn, ETP / 2);
		let spent = Applied {
			txid: tx.txid(),
			spent: vec![(coin(0), etp(1, 10 * ETP))],
			created: vec![(output_of(&tx, 0), etp(1, 9 * ETP)), (output_of(&tx, 1), burned)],
			fee: ETP / 2,
		};
		let txid = pillars_ledger::coinbase_id(3, &H256::zero(), &owner(3));
		let created = vec![(OutPoint { txid, index: 0 }, etp(3, ETP / 2))];
		let paid = Applied { txid, spent: vec![], created, fee: 0 };
		let expected = [
			AppliedAt { applied: funded, origin: CoinOrigin::Transfer },
			AppliedAt { applied: spent, origin: CoinOrigin::Transfer },
			AppliedAt { applied: paid, origin: CoinOrigin::Coinbase },
		];
		assert_eq!(UtxoAssets::applied(), expected);
		go_to(4);
		assert!(UtxoAssets::applied().is_empty());
	});
}

#[test]
fn views_and_seams_read_the_same() {
	ExtBuilder::default().coin(1, ETP).build_and_execute(|| {
		let expected = unspent(&coin(0));
		assert!(expected.is_some());
		assert_eq!(UtxoAssets::unspent(coin(0)), expected);
		assert_eq!(UtxoAssets::coin(&coin(0)), expected);
		assert_eq!(UtxoAssets::unspent(coin(1)), None);
		assert_eq!(UtxoAssets::coin(&coin(1)), None);
	});
}

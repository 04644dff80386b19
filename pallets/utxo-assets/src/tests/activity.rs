//! What is told of what is done.

use super::{
	assets::{by, issued, last_made, tokens},
	*,
};
use crate::Call;
use frame_support::assert_ok;
use pillars_ledger::build_coinstake;
use pillars_traits::RewardLedger;
use sp_runtime::traits::Dispatchable;

fn transferred(n: u8, amount: Balance, height: BlockNumber) -> Unspent {
	Unspent { output: etp(n, amount), height, origin: CoinOrigin::Transfer }
}

#[test]
fn nothing_of_genesis() {
	let ledger = ExtBuilder::default().coin(1, ETP).output(deposit(1, 9), ETP);
	ledger.build_and_execute(|| assert_eq!(told(), []));
}

#[test]
fn a_transaction_with_what_was_spent_as_it_was_stored() {
	ExtBuilder::default().coin(1, 5 * ETP).build_and_execute(|| {
		go_to(3);
		assert_ok!(fund(1, 2 * ETP, Lock::Account(owner(1))));
		told();
		go_to(8);
		let outputs = [
			etp(2, 3 * ETP),
			locked(Lock::Balance(owner(3)), 2 * ETP),
			locked(Lock::Burn, ETP),
			etp(1, ETP / 2),
		];
		assert_ok!(spend(1, &tx([coin(1), coin(0)], outputs.clone())));
		let origin = CoinOrigin::Genesis;
		let spent = vec![
			transferred(1, 2 * ETP, 3),
			Unspent { output: etp(1, 5 * ETP), height: 0, origin },
		];
		let created = outputs.to_vec();
		let fee = ETP / 2;
		let origin = CoinOrigin::Transfer;
		assert_eq!(told(), [Activity::Applied { origin, spent, created, fee }]);
	});
}

#[test]
fn a_deposit_after_the_output_that_it_made() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(fund(1, 2 * ETP, Lock::Account(owner(2))));
		let created = vec![etp(2, 2 * ETP)];
		let origin = CoinOrigin::Transfer;
		let told = told();
		assert_eq!(
			told,
			[
				Activity::Applied { origin, spent: vec![], created, fee: 0 },
				Activity::Deposited { who: owner(1), amount: 2 * ETP },
			]
		);
	});
}

#[test]
fn the_issue_of_a_token_but_not_of_more_of_it() {
	ExtBuilder::default().build_and_execute(|| {
		let free = crate::IssueParams {
			reissue: pillars_ledger::Reissue::Free,
			..assets::params("GOLD", 7)
		};
		let asset = assets::issued_as(1, free);
		let made = |amount| Activity::Applied {
			origin: CoinOrigin::Transfer,
			spent: vec![],
			created: vec![tokens(asset, amount, Lock::Account(owner(1)))],
			fee: 0,
		};
		assert_eq!(told(), [Activity::Issued(owner(1)), made(7)]);
		let shown = vec![].try_into().unwrap();
		assert_ok!(by(1, Call::reissue { asset, amount: 2, shown }));
		assert_eq!(told(), [made(2)]);
		// Of a token of which nothing is made at first too.
		issued(2, "SILVER", 0);
		assert_eq!(told(), [Activity::Issued(owner(2))]);
	});
}

#[test]
fn the_registration_of_a_mit() {
	ExtBuilder::default().build_and_execute(|| {
		let symbol = b"unicorn".to_vec().try_into().unwrap();
		assert_ok!(by(1, Call::register_mit { symbol, content: Default::default() }));
		let output = Output { value: Value::Unique(0), lock: Lock::Account(owner(1)) };
		assert_eq!(unspent(&last_made()).unwrap().output, output);
		let origin = CoinOrigin::Transfer;
		let made = Activity::Applied { origin, spent: vec![], created: vec![output], fee: 0 };
		assert_eq!(told(), [Activity::RegisteredMit(owner(1)), made]);
	});
}

#[test]
fn the_outputs_of_a_coinbase_that_are_made() {
	ExtBuilder::default().build_and_execute(|| {
		let reward = UtxoAssets::mint_to_outputs(ETP);
		let unknown = Value::Coins { asset: 9, amount: 1 };
		let outputs = vec![Some((owner(2), Value::etp(reward))), Some((owner(2), unknown))];
		UtxoAssets::pay_coinbase(1, &H256::zero(), &owner(2), outputs);
		let (origin, created) = (CoinOrigin::Coinbase, vec![etp(2, ETP)]);
		assert_eq!(told(), [Activity::Applied { origin, spent: vec![], created, fee: 0 }]);
	});
}

#[test]
fn a_coinstake_without_its_marker() {
	ExtBuilder::default().coin(1, 1_500 * ETP).build_and_execute(|| {
		go_to(2_000);
		let kernel = (coin(0), etp(1, 1_500 * ETP));
		let tx = build_coinstake(kernel, []).unwrap();
		let (author, stake) = (Some(owner(1)), Some(coin(0)));
		Claim::set(TestClaim { author, kind: Some(Kind::Pos), stake, maturity: 3 });
		System::set_extrinsic_index(pillars_consensus_primitives::inherents::COINSTAKE_INDEX);
		let call = RuntimeCall::from(Call::coinstake { tx: tx.clone() });
		assert_ok!(call.dispatch(RuntimeOrigin::none()));
		let coin = Unspent { output: etp(1, 1_500 * ETP), height: 0, origin: CoinOrigin::Genesis };
		let created = tx.outputs()[1..].to_vec();
		let origin = CoinOrigin::Coinstake;
		assert_eq!(told(), [Activity::Applied { origin, spent: vec![coin], created, fee: 0 }]);
	});
}

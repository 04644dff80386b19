//! Tokens and MITs over the real runtime.

use crate::chain::Chain;
use pallet_utxo_assets::{Call, IssueParams, ISSUE_FEE, MIN_REVEAL};
use pillars_consensus_primitives::Claim;
use pillars_ledger::{
	domain_commitment, runtime_decl_for_ledger_api::LedgerApiV1, MiningModel, Reissue, Value,
	MIT_FEE,
};
use pillars_primitives::units::ETP;
use pillars_rules::{subsidy, Kind};
use pillars_runtime::{configs::ledger::Treasury, Runtime};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve};
use sp_runtime::Permill;

const POW: Claim = Claim::Pow { difficulty: 600 };

fn params(symbol: &str) -> IssueParams {
	IssueParams {
		symbol: symbol.as_bytes().to_vec().try_into().unwrap(),
		decimals: 2,
		supply: 1_000_000,
		description: b"a token".to_vec().try_into().unwrap(),
		metadata: None,
		reissue: Reissue::Never,
		mining: None,
	}
}

/// A chain on which Alice has just issued GOLD.
fn issued() -> Chain {
	let mut chain = Chain::new("development");
	let commitment = domain_commitment(b"GOLD", &[1; 32], &Alice.to_account_id());
	let commit = chain.sign(Alice, Call::commit_domain { commitment }, 0, 0);
	chain.add(Eve, POW, vec![commit]);
	for _ in 1..MIN_REVEAL {
		chain.add(Eve, POW, vec![]);
	}
	let issue = Call::issue { params: params("GOLD"), salt: Some([1; 32]) };
	let issue = chain.sign(Alice, issue, 1, 0);
	chain.add(Eve, POW, vec![issue]);
	chain
}

#[test]
fn issuing_pays_the_author_and_the_treasury() {
	let mut chain = issued();
	let info = chain.at(|| Runtime::asset_by_symbol(b"GOLD".to_vec())).unwrap();
	assert_eq!(
		(info.issuer, info.issued, info.mineable),
		(Alice.to_account_id(), 1_000_000, false)
	);
	let before = Chain::new("development").balance(&Treasury::get());
	assert_eq!(chain.balance(&Treasury::get()) - before, ISSUE_FEE / 5 * 4);
	let paid = chain.coinbase(Eve, 0).unwrap().output.value.etp_amount();
	let own = paid - subsidy(Kind::Pow, 6) - ISSUE_FEE / 5;
	assert!(own < ETP / 100, "the rest is the fee of the transaction");
	assert_eq!(chain.at(|| Runtime::assets(vec![0, info.id, 2])).len(), 1);
}

#[test]
fn a_token_is_mined_by_blocks_that_name_it() {
	let mut chain = issued();
	let half = Permill::from_percent(50);
	let mining = MiningModel { initial: 100, interval: 2, decay: half, cap: Some(230) };
	let params = IssueParams { mining: Some(mining), supply: 0, ..params("GOLD.ORE") };
	let issue = chain.sign(Alice, Call::issue { params, salt: None }, 2, 0);
	chain.add(Eve, POW, vec![issue]);
	let ore = chain.at(|| Runtime::asset_by_symbol(b"GOLD.ORE".to_vec())).unwrap().id;
	let reward = |chain: &mut Chain| chain.coinbase(Eve, 1).map(|coin| coin.output.value);
	assert_eq!(reward(&mut chain), None, "nobody named it");
	chain.mst = Some(ore);
	// What is issued at one height is mined from the next on, until all is.
	for mined in [100, 50, 50, 25, 5] {
		chain.add(Eve, POW, vec![]);
		assert_eq!(reward(&mut chain), Some(Value::Coins { asset: ore, amount: mined }));
	}
	chain.add(Eve, POW, vec![]);
	assert_eq!(reward(&mut chain), None, "all of it is mined");
	let info = chain.at(|| Runtime::asset_by_symbol(b"GOLD.ORE".to_vec())).unwrap();
	assert_eq!((info.issued, info.mined, info.mineable), (0, 230, true));
}

#[test]
fn a_mit_pays_the_author() {
	let mut chain = Chain::new("development");
	let symbol = b"unicorn@pillars".to_vec().try_into().unwrap();
	let register = Call::register_mit { symbol, content: Default::default() };
	let register = chain.sign(Bob, register, 0, 0);
	chain.add(Eve, POW, vec![register]);
	let info = chain.at(|| Runtime::mit_by_symbol(b"unicorn@pillars".to_vec())).unwrap();
	assert_eq!((info.creator, info.burned), (Bob.to_account_id(), false));
	assert_eq!(chain.at(|| Runtime::mit(info.id)).unwrap().symbol, b"unicorn@pillars");
	let paid = chain.coinbase(Eve, 0).unwrap().output.value.etp_amount();
	assert!(paid > subsidy(Kind::Pow, 1) + MIT_FEE);
}

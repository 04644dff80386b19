//! Contracts over the real runtime: payments bound to a secret, offers that anybody takes.

use crate::{
	chain::Chain,
	draft::{broken, coin, key, refused, to, unspent, Coin, Draft},
};
use pallet_utxo_assets::{Call, Error, IssueParams, MIN_REVEAL};
use pillars_consensus_primitives::Claim;
use pillars_ledger::{
	domain_commitment,
	templates::{htlc, htlc_claim, htlc_refund, swap, swap_move, swap_take},
	Asset, Lock, Output, Policy, Reissue, Value,
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance,
};
use pillars_runtime::UtxoAssets;
use sp_io::hashing::sha2_256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Eve, One};

const POW: Claim = Claim::Pow { difficulty: 600 };
/// Of each transaction.
const FEE: Balance = 10 * MILLI_ETP;
const PREIMAGE: [u8; 32] = [42; 32];

fn under(policy: &Policy, value: Value) -> Output {
	Output { value, lock: policy.lock() }
}

fn add(chain: &mut Chain, draft: &Draft) {
	chain.add(Eve, POW, vec![draft.submit()]);
}

/// Alice pays a coin to Bob if he knows a secret before height 6, in block 1.
fn locked_to_bob(chain: &mut Chain) -> (Policy, Coin) {
	let hash = sha2_256(&PREIMAGE).into();
	let policy = htlc(Bob.to_account_id(), Alice.to_account_id(), hash, 6).unwrap();
	let coin = coin(chain, Alice);
	let output = under(&policy, Value::etp(5_000 * ETP - FEE));
	let draft = Draft::new(chain, [coin], [output]).account(0, Alice);
	add(chain, &draft);
	(policy, draft.coin(0))
}

/// All of it to somebody, still without a witness.
fn all_to(chain: &mut Chain, coin: &Coin, who: Sr25519Keyring) -> Draft {
	let amount = coin.1.value.etp_amount() - FEE;
	Draft::new(chain, [coin.clone()], [to(who, amount)])
}

#[test]
fn a_hash_locked_payment_is_claimed_with_the_secret() {
	let mut chain = Chain::new("development");
	let (policy, coin) = locked_to_bob(&mut chain);
	let draft = all_to(&mut chain, &coin, Bob);
	let by = |who, preimage| {
		let signature = key(draft.sign(who));
		draft.clone().policy(0, &policy, htlc_claim(signature, preimage))
	};
	refused(&mut chain, &by(Bob, [0; 32]), Error::WrongPreimage);
	refused(&mut chain, &by(Alice, PREIMAGE), Error::BadSignature);
	let claimed = by(Bob, PREIMAGE);
	add(&mut chain, &claimed);
	assert!(unspent(&mut chain, &claimed.coin(0)).is_some());
	// The refund comes too late.
	for _ in 0..4 {
		chain.add(Eve, POW, vec![]);
	}
	let draft = all_to(&mut chain, &coin, Alice);
	let signature = key(draft.sign(Alice));
	let late = draft.policy(0, &policy, htlc_refund(signature));
	assert_eq!(chain.apply(late.submit()), Err(broken(Error::NotUnspent)));
}

#[test]
fn a_hash_locked_payment_goes_back_when_it_expires() {
	let mut chain = Chain::new("development");
	let (policy, coin) = locked_to_bob(&mut chain);
	let draft = all_to(&mut chain, &coin, Alice);
	let signature = key(draft.sign(Alice));
	let refund = draft.policy(0, &policy, htlc_refund(signature));
	// From height 6 on.
	for _ in 2..6 {
		refused(&mut chain, &refund, Error::TooEarly);
		chain.add(Eve, POW, vec![]);
	}
	assert_eq!(chain.head().number, 5);
	add(&mut chain, &refund);
	assert!(unspent(&mut chain, &refund.coin(0)).is_some());
}

/// Alice has 1 000 units of a token, in one coin.
fn with_token() -> (Chain, Asset, Coin) {
	let mut chain = Chain::new("development");
	let commitment = domain_commitment(b"GOLD", &[1; 32], &Alice.to_account_id());
	let commit = chain.sign(Alice, Call::commit_domain { commitment }, 0, 0);
	chain.add(Eve, POW, vec![commit]);
	for _ in 1..MIN_REVEAL {
		chain.add(Eve, POW, vec![]);
	}
	let params = IssueParams {
		symbol: b"GOLD".to_vec().try_into().unwrap(),
		decimals: 0,
		supply: 1_000,
		description: Default::default(),
		metadata: None,
		reissue: Reissue::Never,
		mining: None,
	};
	let issue = chain.sign(Alice, Call::issue { params, salt: Some([1; 32]) }, 1, 0);
	chain.add(Eve, POW, vec![issue]);
	let made = chain.at(UtxoAssets::applied)[0].applied.created[0].clone();
	let Value::Coins { asset, .. } = made.1.value else { panic!("no token") };
	(chain, asset, made)
}

#[test]
fn an_offer_is_repriced_and_taken_by_a_stranger() {
	let (mut chain, asset, gold) = with_token();
	let gold_of = |amount, lock| Output { value: Value::Coins { asset, amount }, lock };
	let alices = Lock::Account(Alice.to_account_id());

	// GIVEN an offer of 1 000 units for 30 ETP
	let dear = swap(Alice.to_account_id(), Value::etp(30 * ETP)).unwrap();
	let offer = gold_of(1_000, dear.lock());
	let money = coin(&mut chain, Alice);
	let change = to(Alice, 5_000 * ETP - FEE);
	let draft = Draft::new(&mut chain, [gold, money], [offer, change]);
	let offered = draft.account(0, Alice).account(1, Alice);
	add(&mut chain, &offered);

	// WHEN its maker asks 20 ETP
	let cheap = swap(Alice.to_account_id(), Value::etp(20 * ETP)).unwrap();
	let offer = gold_of(1_000, cheap.lock());
	let change = to(Alice, 5_000 * ETP - 2 * FEE);
	let coins = [offered.coin(0), offered.coin(1)];
	let draft = Draft::new(&mut chain, coins, [offer, change]);
	let signature = key(draft.sign(Alice));
	let repriced = draft.policy(0, &dear, swap_move(signature)).account(1, Alice);
	add(&mut chain, &repriced);

	// THEN nobody takes it at the old place, or for less, or pays somebody else
	let money = coin(&mut chain, Charlie);
	let take = |chain: &mut Chain, place: &Draft, policy: &Policy, price: Output| {
		let paid = price.value.etp_amount();
		let change = to(One, 5_000 * ETP - paid - FEE);
		let bought = gold_of(1_000, Lock::Account(One.to_account_id()));
		let coins = [money.clone(), place.coin(0)];
		let draft = Draft::new(chain, coins, [bought, change, price]);
		draft.account(0, Charlie).policy(1, policy, swap_take())
	};
	let price = |amount| Output { value: Value::etp(amount), lock: alices.clone() };
	let early = take(&mut chain, &offered, &dear, price(30 * ETP));
	assert_eq!(chain.apply(early.submit()), Err(broken(Error::NotUnspent)));
	for wrong in [price(20 * ETP - 1), price(20 * ETP + 1), to(Bob, 20 * ETP)] {
		let wrong = take(&mut chain, &repriced, &cheap, wrong);
		refused(&mut chain, &wrong, Error::NotPaid);
	}
	let old = take(&mut chain, &repriced, &dear, price(30 * ETP));
	refused(&mut chain, &old, Error::PolicyMismatch);

	// AND a stranger who pays the price has the token, without asking the maker.
	let taken = take(&mut chain, &repriced, &cheap, price(20 * ETP));
	add(&mut chain, &taken);
	let bought = unspent(&mut chain, &taken.coin(0)).unwrap().output;
	assert_eq!(bought, gold_of(1_000, Lock::Account(One.to_account_id())));
	assert_eq!(unspent(&mut chain, &taken.coin(2)).unwrap().output, to(Alice, 20 * ETP));
}

#[test]
fn one_payment_does_not_take_two_offers() {
	let (mut chain, asset, gold) = with_token();
	let gold_of = |amount, lock| Output { value: Value::Coins { asset, amount }, lock };
	let policy = swap(Alice.to_account_id(), Value::etp(20 * ETP)).unwrap();
	let money = coin(&mut chain, Alice);
	let offers =
		[gold_of(500, policy.lock()), gold_of(500, policy.lock()), to(Alice, 5_000 * ETP - FEE)];
	let draft = Draft::new(&mut chain, [gold, money], offers);
	let offered = draft.account(0, Alice).account(1, Alice);
	add(&mut chain, &offered);

	let money = coin(&mut chain, Charlie);
	let take = |chain: &mut Chain, payments: usize| {
		let paid = payments as u128 * 20 * ETP;
		let bought = gold_of(1_000, Lock::Account(Charlie.to_account_id()));
		let mut outputs = vec![to(Alice, 20 * ETP); payments];
		outputs.extend([bought, to(Charlie, 5_000 * ETP - paid - FEE)]);
		let coins = [offered.coin(0), offered.coin(1), money.clone()];
		let draft = Draft::new(chain, coins, outputs);
		draft.policy(0, &policy, swap_take()).policy(1, &policy, swap_take()).account(2, Charlie)
	};
	let one = take(&mut chain, 1);
	refused(&mut chain, &one, Error::NotPaid);
	let both = take(&mut chain, 2);
	add(&mut chain, &both);
	assert!(unspent(&mut chain, &both.coin(2)).is_some());
}

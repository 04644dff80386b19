//! Locks with a height, an age or many keys, and signatures for one input, over the real runtime.

use crate::{
	chain::Chain,
	draft::{coin, key, refused, to, unspent, Coin, Draft},
};
use pallet_utxo_assets::{Call, Error};
use pillars_consensus_primitives::Claim;
use pillars_ledger::{
	sighash,
	templates::{
		multisig, multisig_by, recovery, recovery_spend, recovery_take, time_lock,
		time_lock_release, vesting,
	},
	Mode, Output, Policy, Satisfaction, Value, Witness,
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance, BlockNumber,
};
use pillars_rules::{subsidy, Kind};
use pillars_runtime::UtxoAssets;
use pillars_traits::StakeInspect;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Eve, One, Two};
use sp_runtime::MultiSignature;

const POW: Claim = Claim::Pow { difficulty: 600 };
/// Of each transaction.
const FEE: Balance = 10 * MILLI_ETP;

fn under(policy: &Policy, amount: Balance) -> Output {
	Output { value: Value::etp(amount), lock: policy.lock() }
}

fn accepted(chain: &mut Chain, draft: &Draft) {
	assert!(chain.validate(draft.submit()).is_ok());
	chain.add(Eve, POW, vec![draft.submit()]);
	assert!(unspent(chain, &draft.coin(0)).is_some());
}

/// Empty blocks until the next is of this height.
fn until(chain: &mut Chain, height: BlockNumber) {
	while chain.head().number + 1 < height {
		chain.add(Eve, POW, vec![]);
	}
}

/// A coin of Alice's goes under these policies, the last of which has what remains of it, in the next block.
fn lock(chain: &mut Chain, parts: &[(Balance, &Policy)]) -> Draft {
	let coin = coin(chain, Alice);
	let outputs: Vec<Output> =
		parts.iter().map(|(amount, policy)| under(policy, *amount)).collect();
	let draft = Draft::new(chain, [coin], outputs).account(0, Alice);
	accepted(chain, &draft);
	draft
}

/// All of it to Charlie, met by the keys of `by`.
fn take(
	chain: &mut Chain,
	coin: &Coin,
	policy: &Policy,
	met: impl FnOnce(&dyn Fn(Sr25519Keyring) -> Satisfaction) -> Satisfaction,
) -> Draft {
	let amount = coin.1.value.etp_amount() - FEE;
	let draft = Draft::new(chain, [coin.clone()], [to(Charlie, amount)]);
	let satisfaction = met(&|who| key(draft.sign(who)));
	draft.policy(0, policy, satisfaction)
}

const ALL: Balance = 5_000 * ETP - FEE;

#[test]
fn two_of_three_keys_spend_together() {
	let mut chain = Chain::new("development");
	let keys = [Alice, Bob, One].map(|who| who.to_account_id());
	let policy = multisig(2, &keys).unwrap();
	let coin = lock(&mut chain, &[(ALL, &policy)]).coin(0);
	let by = |chain: &mut Chain, signers: &[(u8, Sr25519Keyring)]| {
		take(chain, &coin, &policy, |sign| {
			multisig_by(signers.iter().map(|(place, who)| (*place, sign(*who))).collect())
		})
	};
	for (signers, error) in [
		(&[(0, Alice)][..], Error::BadSatisfaction),
		(&[(0, Alice), (0, Alice)], Error::BadSatisfaction),
		(&[(2, One), (0, Alice)], Error::BadSatisfaction),
		(&[(0, Alice), (1, Bob), (2, One)], Error::BadSatisfaction),
		(&[(0, Alice), (1, One)], Error::BadSignature),
	] {
		let draft = by(&mut chain, signers);
		refused(&mut chain, &draft, error);
	}
	let draft = by(&mut chain, &[(0, Alice), (2, One)]);
	accepted(&mut chain, &draft);
}

#[test]
fn tranches_are_released_each_at_its_height() {
	let mut chain = Chain::new("development");
	let tranches = vesting(&Bob.to_account_id(), &[(4, ETP), (6, ALL - ETP - MILLI_ETP)]);
	let [first, second] = [0, 1].map(|n: usize| tranches[n].1.clone());
	assert_eq!(first, time_lock(Bob.to_account_id(), 4));
	let parts: Vec<_> = tranches.iter().map(|(amount, policy)| (*amount, policy)).collect();
	let locked = lock(&mut chain, &parts);
	for (coin, policy, height) in [(locked.coin(0), first, 4), (locked.coin(1), second, 6)] {
		let release = |chain: &mut Chain, who| {
			take(chain, &coin, &policy, |sign| time_lock_release(sign(who)))
		};
		until(&mut chain, height - 1);
		let draft = release(&mut chain, Bob);
		refused(&mut chain, &draft, Error::TooEarly);
		until(&mut chain, height);
		let stolen = release(&mut chain, Alice);
		refused(&mut chain, &stolen, Error::BadSignature);
		accepted(&mut chain, &draft);
	}
}

#[test]
fn a_lost_key_is_recovered_after_the_delay() {
	let mut chain = Chain::new("development");
	let policy = recovery(Alice.to_account_id(), Bob.to_account_id(), 3).unwrap();
	// GIVEN two coins under it, made in block 1
	let locked = lock(&mut chain, &[(ETP, &policy), (ALL - ETP - MILLI_ETP, &policy)]);
	let recover = |chain: &mut Chain, who| {
		take(chain, &locked.coin(0), &policy, |sign| recovery_take(sign(who)))
	};
	// THEN the other key waits until they are three blocks old
	for height in [2, 3] {
		until(&mut chain, height);
		let draft = recover(&mut chain, Bob);
		refused(&mut chain, &draft, Error::TooEarly);
	}
	until(&mut chain, 4);
	let stolen = recover(&mut chain, Charlie);
	refused(&mut chain, &stolen, Error::BadSignature);
	let draft = recover(&mut chain, Bob);
	accepted(&mut chain, &draft);
	// AND the owner does not.
	let own = take(&mut chain, &locked.coin(1), &policy, |sign| recovery_spend(sign(Alice)));
	accepted(&mut chain, &own);
}

#[test]
fn a_signature_for_one_input_is_completed_by_others() {
	let mut chain = Chain::new("development");
	let (alices, bobs) = (coin(&mut chain, Alice), coin(&mut chain, Bob));
	// GIVEN that Alice gives her coin for 7 ETP at the same place, whoever takes it
	let alone = Draft::new(&mut chain, [alices.clone()], [to(Alice, 7 * ETP)]);
	let sig = alone.sign_in(Alice, Mode::SingleAnyoneCanPay, 0);
	let offer = Witness::Signature { mode: 1, sig };
	// WHEN Bob does
	let fill = |chain: &mut Chain, price: Balance| {
		let rest = 10_000 * ETP - price - FEE;
		let coins = [alices.clone(), bobs.clone()];
		let draft = Draft::new(chain, coins, [to(Alice, price), to(Bob, rest)]);
		draft.witness(0, offer.clone()).account(1, Bob)
	};
	// THEN he pays it.
	let cheap = fill(&mut chain, 7 * ETP - 1);
	refused(&mut chain, &cheap, Error::BadSignature);
	let filled = fill(&mut chain, 7 * ETP);
	accepted(&mut chain, &filled);
	assert_eq!(unspent(&mut chain, &filled.coin(0)).unwrap().output, to(Alice, 7 * ETP));
}

#[test]
fn a_signature_of_another_chain_is_worth_nothing_in_a_block() {
	let mut chain = Chain::new("development");
	let coin = coin(&mut chain, Alice);
	let draft = Draft::new(&mut chain, [coin], [to(Bob, ALL)]);
	let hash = sighash(&draft.tx, &draft.spent, &H256::repeat_byte(1), Mode::All, 0).unwrap();
	let sig = MultiSignature::from(Alice.sign(hash.as_bytes()));
	let foreign = draft.clone().witness(0, Witness::Signature { mode: 0, sig });
	refused(&mut chain, &foreign, Error::BadSignature);
	let right = draft.account(0, Alice);
	accepted(&mut chain, &right);
}

#[test]
fn what_an_account_leaves_of_its_outputs_is_the_authors_beside_the_fee() {
	let mut chain = Chain::new("development");
	let coin = coin(&mut chain, Alice);
	let draft = Draft::new(&mut chain, [coin], [to(Two, 4_999 * ETP)]);
	let witnesses = vec![Witness::Signer].try_into().unwrap();
	let spend = Call::spend { tx: draft.tx.clone(), witnesses };
	let account = Alice.to_account_id();
	let before = chain.balance(&account);
	let spend = chain.sign(Alice, spend, 0, 0);
	chain.add(Eve, POW, vec![spend]);
	assert_eq!(unspent(&mut chain, &draft.coin(0)).unwrap().output, to(Two, 4_999 * ETP));
	let fee = before - chain.balance(&account);
	assert!(fee > 0, "the account pays for the call");
	let paid = chain.coinbase(Eve, 0).unwrap().output.value.etp_amount();
	assert_eq!(paid, subsidy(Kind::Pow, 1) + ETP + fee);
}

#[test]
fn a_staking_key_is_in_force_after_a_hundred_blocks() {
	let mut chain = Chain::new("development");
	let announced = Call::set_staking_key { key: Some(One.public()) };
	let announced = chain.sign(Bob, announced, 0, 0);
	chain.add(Eve, POW, vec![announced]);
	for (height, key) in [(2, Bob), (100, Bob), (101, One), (102, One)] {
		let in_force =
			chain.at(|| <UtxoAssets as StakeInspect>::staking_key(&Bob.to_account_id(), height));
		assert_eq!(in_force, key.public(), "at height {height}");
	}
}

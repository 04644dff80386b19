//! Two parties, message by message.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::{
	message::{Body, Message},
	protocol::Reply,
	record::{Record, Stage},
	terms::{Side, Split, Terms, MAX_DELAY, MIN_DELAY},
	transactions::{delayed, Delayed},
	ChannelError,
};
use crate::{
	rpc::utxo::json::Amount,
	wallet::{
		coins::{Unlock, Unsigned},
		contract::as_bytes,
		files::Scale,
		recipe::{solve, Facts, Unmet},
		WalletError,
	},
};
use pillars_ledger::{check_balance, CoinOrigin, Transaction, Unspent};
use pillars_primitives::{AccountId, Balance};
use sp_core::{Pair, H256};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::MultiSignature;

const ETP: Balance = 100_000_000;
const FEE: Balance = 200_000;
const DELAY: u32 = 10;

fn terms() -> Terms {
	Terms {
		genesis: H256::repeat_byte(9),
		funder: Alice.to_account_id(),
		partner: Bob.to_account_id(),
		capacity: Amount(100 * ETP),
		fee: Amount(FEE),
		delay: DELAY,
		txid: H256::repeat_byte(1),
		index: 0,
	}
}

fn sign(key: Sr25519Keyring) -> impl Fn(&H256) -> Result<MultiSignature, WalletError> {
	move |hash| Ok(key.pair().sign(hash.as_bytes()).into())
}

mod safety;

/// The two ends of a channel.
struct Ends {
	alice: Record,
	bob: Record,
}

fn answer(reply: Reply) -> Message {
	match reply {
		Reply::Answer(message) => message,
		other => panic!("no answer: {other:?}"),
	}
}

impl Ends {
	/// Opened, with a part for Bob.
	fn open(given: Balance) -> Self {
		let split = terms().first_split(given).unwrap();
		let (mut alice, open) = Record::open(terms(), split).unwrap();
		let (mut bob, agree) = Record::accept(&open, &Bob.to_account_id(), &sign(Bob)).unwrap();
		let commit = answer(alice.receive(&agree, &sign(Alice)).unwrap());
		assert_eq!(bob.receive(&commit, &sign(Bob)).unwrap(), Reply::Nothing);
		let ends = Self { alice, bob };
		ends.check();
		ends
	}

	fn alice_pays(&mut self, sum: Balance) {
		let propose = self.alice.propose(sum).unwrap();
		let agree = answer(self.bob.receive(&propose, &sign(Bob)).unwrap());
		let commit = answer(self.alice.receive(&agree, &sign(Alice)).unwrap());
		let revoke = answer(self.bob.receive(&commit, &sign(Bob)).unwrap());
		assert_eq!(self.alice.receive(&revoke, &sign(Alice)).unwrap(), Reply::Nothing);
		self.check();
	}

	fn bob_pays(&mut self, sum: Balance) {
		let propose = self.bob.propose(sum).unwrap();
		let agree = answer(self.alice.receive(&propose, &sign(Alice)).unwrap());
		let commit = answer(self.bob.receive(&agree, &sign(Bob)).unwrap());
		let revoke = answer(self.alice.receive(&commit, &sign(Alice)).unwrap());
		assert_eq!(self.bob.receive(&revoke, &sign(Bob)).unwrap(), Reply::Nothing);
		self.check();
	}

	/// Both hold the same last state, can publish it, and know the secrets of all states before.
	fn check(&self) {
		for (record, key, other) in [(&self.alice, Alice, &self.bob), (&self.bob, Bob, &self.alice)]
		{
			assert_eq!(record.stage, Stage::Idle);
			assert_eq!(record.last().unwrap().1.split, other.last().unwrap().1.split);
			publish(record, key).unwrap();
			let (last, before) = record.states.split_last().unwrap();
			assert!(last.secret.is_none());
			assert!(before.iter().all(|state| state.secret.is_some()));
		}
	}
}

/// Signs our last commitment with both signatures and checks it as the ledger does.
fn publish(record: &Record, key: Sr25519Keyring) -> Result<Unsigned, WalletError> {
	let (number, last) = record.last()?;
	let unsigned = record.own_commitment(number, &last.split)?;
	finish(record, unsigned, key, &last.signature.0)
}

fn finish(
	record: &Record,
	unsigned: Unsigned,
	key: Sr25519Keyring,
	signature: &MultiSignature,
) -> Result<Unsigned, WalletError> {
	let hash = unsigned.hash(&record.terms.genesis)?;
	let own = key.to_account_id();
	let signed = unsigned.sign(None, &mut |account: &AccountId| -> Result<_, WalletError> {
		if *account == own {
			sign(key)(&hash)
		} else {
			Ok(signature.clone())
		}
	})?;
	signed.check(&unsigned, &record.terms.genesis, 5, None)?;
	check_balance(unsigned.spent().iter(), &unsigned.outputs)?;
	Ok(unsigned)
}

fn split(ends: &Ends) -> (Balance, Balance) {
	let Split { funder, partner } = ends.alice.last().unwrap().1.split;
	(funder.0, partner.0)
}

#[test]
fn money_goes_both_ways_and_none_is_lost() {
	let mut ends = Ends::open(10 * ETP);
	assert_eq!(split(&ends), (90 * ETP - FEE, 10 * ETP));
	ends.alice_pays(30 * ETP);
	ends.bob_pays(5 * ETP);
	ends.alice_pays(1);
	assert_eq!(split(&ends), (65 * ETP - FEE - 1, 35 * ETP + 1));
	// The file survives.
	let text = serde_json::to_string(&ends.bob).unwrap();
	assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), ends.bob);
}

#[test]
fn nobody_pays_more_than_it_has() {
	let mut ends = Ends::open(0);
	let error = ends.bob.propose(1).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::NotEnough(_))), "{error}");
	ends.alice.propose(100 * ETP - FEE + 1).unwrap_err();
	ends.alice_pays(100 * ETP - FEE);
	assert_eq!(split(&ends), (0, 100 * ETP - FEE));
}

#[test]
fn nobody_takes_from_the_other() {
	let mut ends = Ends::open(10 * ETP);
	let mut propose = ends.alice.propose(ETP).unwrap();
	let greedy = terms().first_split(9 * ETP).unwrap();
	if let Body::Propose { split, .. } = &mut propose.body {
		*split = greedy;
	}
	let before = ends.bob.clone();
	let error = ends.bob.receive(&propose, &sign(Bob)).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::TakesFromUs)), "{error}");
	assert_eq!(ends.bob, before);
}

#[test]
fn a_message_that_comes_again_is_answered_as_before() {
	let mut ends = Ends::open(0);
	let propose = ends.alice.propose(ETP).unwrap();
	assert_eq!(ends.alice.sent.as_ref(), Some(&propose));
	let agree = answer(ends.bob.receive(&propose, &sign(Bob)).unwrap());
	let after = ends.bob.clone();
	assert_eq!(answer(ends.bob.receive(&propose, &sign(Bob)).unwrap()), agree);
	assert_eq!(ends.bob, after);
	// But not another one: the first proposal could be carried out too.
	let Body::Propose { hash, .. } = propose.body else { unreachable!() };
	let split = terms().first_split(2 * ETP).unwrap();
	let second = Message { body: Body::Propose { split, hash }, ..propose };
	ends.bob.receive(&second, &sign(Bob)).unwrap_err();
	assert_eq!(ends.bob, after);
}

#[test]
fn when_both_propose_the_funder_s_proposal_counts() {
	let mut ends = Ends::open(10 * ETP);
	let hers = ends.alice.propose(ETP).unwrap();
	let his = ends.bob.propose(2 * ETP).unwrap();
	ends.alice.receive(&his, &sign(Alice)).unwrap_err();
	let agree = answer(ends.bob.receive(&hers, &sign(Bob)).unwrap());
	let commit = answer(ends.alice.receive(&agree, &sign(Alice)).unwrap());
	let revoke = answer(ends.bob.receive(&commit, &sign(Bob)).unwrap());
	ends.alice.receive(&revoke, &sign(Alice)).unwrap();
	ends.check();
	// His comes too late.
	let error = ends.alice.receive(&his, &sign(Alice)).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::OtherState { .. })), "{error}");
}

#[test]
fn false_signatures_and_secrets_change_nothing() {
	let mut ends = Ends::open(10 * ETP);
	let propose = ends.alice.propose(ETP).unwrap();
	let agree = answer(ends.bob.receive(&propose, &sign(Bob)).unwrap());
	let waiting = ends.alice.clone();
	let mut forged = agree.clone();
	if let Body::Agree { signature, .. } = &mut forged.body {
		*signature = Scale(sign(Bob)(&H256::zero()).unwrap());
	}
	let error = ends.alice.receive(&forged, &sign(Alice)).unwrap_err();
	assert!(matches!(error, WalletError::Rule(_)), "{error}");
	assert_eq!(ends.alice, waiting);

	let commit = answer(ends.alice.receive(&agree, &sign(Alice)).unwrap());
	let waiting = ends.bob.clone();
	for bad in [None, Some(Scale([7; 32]))] {
		let mut forged = commit.clone();
		if let Body::Commit { secret, .. } = &mut forged.body {
			*secret = bad;
		}
		let error = ends.bob.receive(&forged, &sign(Bob)).unwrap_err();
		assert!(matches!(error, WalletError::Channel(ChannelError::WrongSecret)), "{error}");
		assert_eq!(ends.bob, waiting);
	}
	let elsewhere = Message { channel: H256::zero(), ..commit };
	let error = ends.bob.receive(&elsewhere, &sign(Bob)).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::OtherChannel)), "{error}");
}

/// The delayed part of a commitment, and how it can be spent.
fn spend(
	part: &Delayed,
	key: Sr25519Keyring,
	preimages: Vec<[u8; 32]>,
	age: u32,
) -> Result<(), WalletError> {
	let keys = [key.to_account_id()].into();
	let recipe = solve(&part.policy, &Facts { keys, preimages, now: 50, age, pays: false })?;
	let unlock = Unlock::Policy { policy: as_bytes(&part.policy)?, recipe };
	let output = part.output.clone();
	let coin = Unspent { output, height: 50 - age, origin: CoinOrigin::Transfer };
	let input = crate::wallet::coins::Input { outpoint: part.outpoint, coin, unlock };
	let paid = pillars_ledger::Output::etp(ETP, key.to_account_id());
	let unsigned = Unsigned {
		inputs: vec![input],
		outputs: vec![paid],
		changes: 0,
		not_before: 0,
		memo: Default::default(),
		fee: 0,
	};
	let genesis = terms().genesis;
	let hash = unsigned.hash(&genesis)?;
	let signed =
		unsigned.sign(None, &mut |_: &AccountId| -> Result<_, WalletError> { sign(key)(&hash) })?;
	signed.check(&unsigned, &genesis, 50, None)
}

#[test]
fn who_ends_it_alone_waits_and_who_cheats_loses_all() {
	let mut ends = Ends::open(10 * ETP);
	let old = ends.alice.clone();
	ends.alice_pays(50 * ETP);

	// With the last state Alice waits, and Bob can not take her part.
	let (number, last) = ends.alice.last().unwrap();
	let hash = ends.alice.hash(number);
	let part = delayed(&terms(), &last.split, Side::Funder, hash).unwrap().unwrap();
	let early = spend(&part, Alice, vec![], DELAY - 1).unwrap_err();
	assert!(matches!(early, WalletError::Unmet(Unmet::Some(_))), "{early}");
	spend(&part, Alice, vec![], DELAY).unwrap();
	let known: Vec<_> = ends.bob.states.iter().filter_map(|state| state.secret).collect();
	let known: Vec<[u8; 32]> = known.into_iter().map(|secret| secret.0).collect();
	assert_eq!(known.len(), 1);
	spend(&part, Bob, known.clone(), DELAY).unwrap_err();

	// The state before she can still sign, but Bob knows its secret.
	publish(&old, Alice).unwrap();
	let (number, revoked) = old.last().unwrap();
	let part = delayed(&terms(), &revoked.split, Side::Funder, old.hash(number)).unwrap().unwrap();
	spend(&part, Bob, known, 0).unwrap();
	// It is the one that he looks for.
	let seen = &ends.bob.states[0];
	let found = delayed(&terms(), &seen.split, Side::Funder, seen.hash).unwrap().unwrap();
	assert_eq!((found.outpoint, found.output), (part.outpoint, part.output));
}

#[test]
fn together_they_close_for_a_smaller_fee() {
	let mut ends = Ends::open(10 * ETP);
	ends.alice_pays(ETP);
	let unsigned = ends.bob.closing(150_000).unwrap();
	let message = ends.bob.close(&unsigned, &sign(Bob)).unwrap();
	let Reply::Close(found, signature) = ends.alice.receive(&message, &sign(Alice)).unwrap() else {
		panic!("no closing transaction");
	};
	assert_eq!(*found, unsigned);
	finish(&ends.alice, *found, Alice, &signature).unwrap();
	let paid: Vec<_> = unsigned.outputs.iter().map(|output| output.value.etp_amount()).collect();
	assert_eq!(paid, [89 * ETP - 150_000, 11 * ETP]);
	// Nothing is paid in a channel that is being closed.
	let error = ends.alice.propose(1).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::Closing)), "{error}");
}

#[test]
fn a_closing_that_underpays_is_refused() {
	let mut ends = Ends::open(10 * ETP);
	let mut unsigned = ends.bob.closing(150_000).unwrap();
	unsigned.outputs[0].value = pillars_ledger::Value::etp(80 * ETP);
	let message = ends.bob.close(&unsigned, &sign(Bob)).unwrap();
	let error = ends.alice.receive(&message, &sign(Alice)).unwrap_err();
	assert!(matches!(error, WalletError::Channel(ChannelError::Underpaid)), "{error}");
	// Neither is one of something else.
	let mut message = message;
	if let Body::Close { tx, .. } = &mut message.body {
		*tx = Scale(Transaction::new(vec![], vec![]).unwrap());
	}
	ends.alice.receive(&message, &sign(Alice)).unwrap_err();
	assert_eq!(ends.alice.stage, Stage::Idle);
}

#[test]
fn terms_that_make_no_sense_are_refused() {
	let split = terms().first_split(0).unwrap();
	assert_eq!(terms().check(&split), Ok(()));
	let one = Terms { partner: Alice.to_account_id(), ..terms() };
	assert_eq!(one.check(&split), Err(ChannelError::OneAccount));
	let other = Split { funder: Amount(split.funder.0 + 1), ..split };
	assert_eq!(terms().check(&other), Err(ChannelError::BadSplit));
	let huge = Split { funder: Amount(u128::MAX), partner: Amount(u128::MAX) };
	assert_eq!(terms().check(&huge), Err(ChannelError::BadSplit));
	for delay in [0, 1, MIN_DELAY - 1, MAX_DELAY + 1, u32::MAX] {
		let other = Terms { delay, ..terms() };
		assert!(matches!(other.check(&split), Err(ChannelError::BadDelay { .. })));
	}
	assert_eq!(terms().check_delay(DELAY, DELAY), Ok(()));
	assert!(terms().check_delay(DELAY + 1, MAX_DELAY).is_err());
	let small = Terms { capacity: Amount(FEE), ..terms() };
	assert!(matches!(small.check(&split), Err(ChannelError::TooSmall(_))));
}

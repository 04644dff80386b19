//! The life of a payment channel between Alice and Bob.
//!
//! Each state is two transactions that spend what both put in, of which each party holds one that the other
//! signed. None but the last is ever sent by an honest party.

use crate::{
	chain::Chain,
	draft::{broken, key, Coin, Draft},
};
use pallet_utxo_assets::Error;
use pillars_consensus_primitives::Claim;
use pillars_ledger::{
	templates::{
		channel_claim, channel_close, channel_commitment, channel_funding, channel_punish,
	},
	Output, Policy, Satisfaction, Value,
};
use pillars_primitives::{
	units::{ETP, MILLI_ETP},
	Balance, BlockNumber,
};
use sp_core::H256;
use sp_io::hashing::sha2_256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Eve};
use sp_runtime::MultiSignature;

const POW: Claim = Claim::Pow { difficulty: 600 };
/// Of each transaction.
const FEE: Balance = 10 * MILLI_ETP;
/// What both put in, less the fee of it.
const CAPACITY: Balance = 10_000 * ETP - FEE;
/// Blocks that the other has to answer a state that was revoked.
const DELAY: BlockNumber = 4;

fn to(owner: Sr25519Keyring, amount: Balance) -> Output {
	Output::etp(amount, owner.to_account_id())
}

fn other(who: Sr25519Keyring) -> Sr25519Keyring {
	if who == Alice {
		Bob
	} else {
		Alice
	}
}

/// What a party tells to revoke its state of this number.
fn secret(of: Sr25519Keyring, state: u8) -> [u8; 32] {
	sha2_256(&[of.to_raw_public_vec(), vec![state]].concat())
}

/// The policy of what the party gets that publishes its state of this number.
fn commitment_policy(of: Sr25519Keyring, state: u8) -> Policy {
	let hash: H256 = sha2_256(&secret(of, state)).into();
	channel_commitment(of.to_account_id(), other(of).to_account_id(), hash, DELAY).unwrap()
}

fn funding_policy() -> Policy {
	channel_funding(Alice.to_account_id(), Bob.to_account_id()).unwrap()
}

/// A state that a party may publish: it has the signature of the other.
struct State {
	holder: Sr25519Keyring,
	number: u8,
	draft: Draft,
	others: MultiSignature,
}

impl State {
	/// The holder publishes it.
	fn publish(&self) -> Draft {
		let own = key(self.draft.sign(self.holder));
		let others = key(self.others.clone());
		let (a, b) = if self.holder == Alice { (own, others) } else { (others, own) };
		self.draft.clone().policy(0, &funding_policy(), channel_close(a, b))
	}

	/// Somebody takes the part of the holder.
	fn take(
		&self,
		chain: &mut Chain,
		who: Sr25519Keyring,
		met: impl FnOnce(Satisfaction) -> Satisfaction,
	) -> Draft {
		let coin = self.draft.coin(0);
		let amount = coin.1.value.etp_amount() - FEE;
		let draft = Draft::new(chain, [coin], [to(who, amount)]);
		let signature = key(draft.sign(who));
		draft.policy(0, &commitment_policy(self.holder, self.number), met(signature))
	}
}

struct Channel {
	chain: Chain,
	funding: Coin,
}

impl Channel {
	/// Both put in a coin.
	fn open() -> Self {
		let mut chain = Chain::new("development");
		let [a, b] = [Alice, Bob].map(|who| {
			let coin = chain.coins(who)[0].clone();
			(coin.outpoint, coin.output)
		});
		let output = Output { value: Value::etp(CAPACITY), lock: funding_policy().lock() };
		let draft = Draft::new(&mut chain, [a, b], [output]);
		let draft = draft.account(0, Alice).account(1, Bob);
		chain.add(Eve, POW, vec![draft.submit()]);
		Self { chain, funding: draft.coin(0) }
	}

	/// The state of this number in which Alice has so much, for one of the two to hold.
	fn state(&mut self, number: u8, alice: Balance, holder: Sr25519Keyring) -> State {
		let bob = CAPACITY - FEE - alice;
		let (own, others) = if holder == Alice { (alice, bob) } else { (bob, alice) };
		let lock = commitment_policy(holder, number).lock();
		let outputs = [Output { value: Value::etp(own), lock }, to(other(holder), others)];
		let draft = Draft::new(&mut self.chain, [self.funding.clone()], outputs);
		let others = draft.sign(other(holder));
		State { holder, number, draft, others }
	}

	/// The first state and three updates, as Alice holds them: she pays Bob, is paid, and pays again.
	fn states(&mut self) -> Vec<State> {
		let half = CAPACITY / 2;
		let amounts = [half, half - 1_000 * ETP, half - 400 * ETP, half - 3_000 * ETP];
		(0..).zip(amounts).map(|(number, alice)| self.state(number, alice, Alice)).collect()
	}

	fn add(&mut self, draft: &Draft) {
		self.chain.add(Eve, POW, vec![draft.submit()]);
	}

	/// Neither the pool nor a block takes it.
	fn refuses(&mut self, draft: &Draft, error: Error<pillars_runtime::Runtime>) {
		let error = broken(error);
		assert_eq!(self.chain.validate(draft.submit()), Err(error));
		assert_eq!(self.chain.apply(draft.submit()), Err(error));
	}

	/// No state can be published any more.
	fn refuses_all(&mut self, states: &[State]) {
		for state in states {
			let tx = state.publish().submit();
			assert_eq!(self.chain.apply(tx), Err(broken(Error::NotUnspent)));
		}
	}

	fn has(&mut self, owner: Sr25519Keyring, coin: &Coin) -> bool {
		self.chain.coins(owner).iter().any(|other| other.outpoint == coin.0)
	}
}

#[test]
fn both_close_it_together() {
	let mut channel = Channel::open();
	let last = channel.states().pop().unwrap();
	let amounts = last.draft.tx.outputs().iter().map(|output| output.value.etp_amount());
	let [alice, bob]: [Balance; 2] = amounts.collect::<Vec<_>>().try_into().unwrap();
	let outputs = [to(Alice, alice), to(Bob, bob)];
	let draft = Draft::new(&mut channel.chain, [channel.funding.clone()], outputs);
	let [a, b] = [Alice, Bob].map(|who| key(draft.sign(who)));
	// Neither closes it alone.
	let alone = channel_close(a.clone(), a.clone());
	let alone = draft.clone().policy(0, &funding_policy(), alone);
	channel.refuses(&alone, Error::BadSignature);
	let closed = draft.policy(0, &funding_policy(), channel_close(a, b));
	channel.add(&closed);
	assert!(channel.has(Alice, &closed.coin(0)) && channel.has(Bob, &closed.coin(1)));
}

#[test]
fn one_closes_it_and_waits_for_its_part() {
	let mut channel = Channel::open();
	let states = channel.states();
	let last = states.last().unwrap();
	channel.add(&last.publish());
	// Bob has his part at once.
	assert!(channel.has(Bob, &last.draft.coin(1)));
	// Alice waits, and Bob knows no preimage of this state.
	let own = last.take(&mut channel.chain, Alice, channel_claim);
	for _ in 1..DELAY {
		channel.refuses(&own, Error::TooEarly);
		channel.chain.add(Eve, POW, vec![]);
	}
	let guess = last.take(&mut channel.chain, Bob, |key| channel_punish(key, secret(Alice, 2)));
	channel.refuses(&guess, Error::WrongPreimage);
	channel.add(&own);
	assert!(channel.has(Alice, &own.coin(0)));
	// Nothing is left of the channel.
	channel.refuses_all(&states);
}

#[test]
fn whoever_publishes_a_revoked_state_loses_its_part() {
	let mut channel = Channel::open();
	let states = channel.states();
	// GIVEN that Alice published the first state, the best for her, which she had revoked
	let revoked = &states[0];
	channel.add(&revoked.publish());
	// WHEN Bob, who was told its preimage with the update, answers within the delay
	let punish = |key| channel_punish(key, secret(Alice, 0));
	let taken = revoked.take(&mut channel.chain, Bob, punish);
	channel.add(&taken);
	// THEN all is his, and Alice is too late.
	assert!(channel.has(Bob, &taken.coin(0)) && channel.has(Bob, &revoked.draft.coin(1)));
	for _ in 0..DELAY {
		channel.chain.add(Eve, POW, vec![]);
	}
	let own = revoked.take(&mut channel.chain, Alice, channel_claim);
	let tx = own.submit();
	assert_eq!(channel.chain.apply(tx), Err(broken(Error::NotUnspent)));
	channel.refuses_all(&states);
}

#[test]
fn the_other_party_is_bound_alike() {
	let mut channel = Channel::open();
	let half = CAPACITY / 2;
	let revoked = channel.state(1, half - 1_000 * ETP, Bob);
	channel.add(&revoked.publish());
	let own = revoked.take(&mut channel.chain, Bob, channel_claim);
	channel.refuses(&own, Error::TooEarly);
	// Nobody but Alice punishes, even with the preimage.
	let punish = |key| channel_punish(key, secret(Bob, 1));
	let stranger = revoked.take(&mut channel.chain, Eve, punish);
	channel.refuses(&stranger, Error::BadSignature);
	let taken = revoked.take(&mut channel.chain, Alice, punish);
	channel.add(&taken);
	assert!(channel.has(Alice, &taken.coin(0)));
}

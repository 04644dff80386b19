//! Random histories: whatever happens, what is told of each avatar is what its whole history makes it.

use super::*;
use crate::MAX_COUNTERPARTIES;
use prop::sample::Index;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Accounts, of which the first three have avatars at first.
const ACCOUNTS: u8 = 5;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
	Wait(BlockNumber),
	Transact {
		origin: CoinOrigin,
		inputs: Vec<Index>,
		outputs: Vec<Output>,
		fee: Balance,
	},
	Deposit(u8),
	Issue(u8),
	Register(u8),
	/// An account that has none gets a new avatar.
	NewAvatar(u8),
	/// An avatar moves to an account that has none.
	Move(u8, u8),
}

fn account() -> impl Strategy<Value = u8> {
	1..=ACCOUNTS
}

fn output() -> impl Strategy<Value = Output> {
	let lock = prop_oneof![
		5 => account().prop_map(|n| Lock::Account(who(n))),
		1 => account().prop_map(|n| Lock::Deposit { owner: who(n), until: 9 }),
		1 => account().prop_map(|n| Lock::Balance(who(n))),
		1 => Just(Lock::Policy(id(1))),
		1 => Just(Lock::Burn),
	];
	let value = prop_oneof![
		4 => (1u128..1_000_000).prop_map(Value::etp),
		2 => (0u32..9).prop_map(Value::Unique),
		1 => Just(Value::Coins { asset: 3, amount: 5 }),
	];
	(value, lock).prop_map(|(value, lock)| Output { value, lock })
}

fn step() -> impl Strategy<Value = Step> {
	let origin = prop_oneof![
		6 => Just(CoinOrigin::Transfer),
		1 => Just(CoinOrigin::Coinbase),
		1 => Just(CoinOrigin::Coinstake),
	];
	let inputs = prop::collection::vec(any::<Index>(), 0..4);
	let outputs = prop::collection::vec(output(), 0..4);
	let transact = (origin, inputs, outputs, 0u128..100)
		.prop_map(|(origin, inputs, outputs, fee)| Step::Transact { origin, inputs, outputs, fee });
	prop_oneof![
		4 => (1u32..9).prop_map(Step::Wait),
		1 => (1u32..70).prop_map(Step::Wait),
		8 => transact,
		1 => account().prop_map(Step::Deposit),
		1 => account().prop_map(Step::Issue),
		1 => account().prop_map(Step::Register),
		1 => account().prop_map(Step::NewAvatar),
		1 => (account(), account()).prop_map(|(from, to)| Step::Move(from, to)),
	]
}

/// An output that is, or was, in the ledger.
#[derive(Clone)]
struct Coin {
	unspent: Unspent,
	spent_at: Option<BlockNumber>,
}

/// Something that was done by an avatar.
struct Deed {
	avatar: AvatarId,
	height: BlockNumber,
	what: What,
}

enum What {
	Transfer,
	Deposit,
	Issue,
	Register,
	Fee(Balance),
	Met(AvatarId),
}

/// All that ever happened, and when something was noted of an avatar first.
struct History {
	month: BlockNumber,
	coins: Vec<Coin>,
	deeds: Vec<Deed>,
	starts: BTreeMap<AvatarId, BlockNumber>,
	avatars: u8,
}

fn own(n: u8) -> Option<Own> {
	Owners::get().get(&who(n)).copied()
}

fn paid_by(output: &Output) -> Option<u8> {
	let is_theirs = |n: &u8| {
		let lock = &output.lock;
		lock.owner() == Some(&who(*n)) || *lock == Lock::Balance(who(*n))
	};
	(1..=ACCOUNTS).find(is_theirs)
}

impl History {
	fn new(month: BlockNumber) -> Self {
		let (coins, deeds) = (vec![], vec![]);
		Self { month, coins, deeds, starts: BTreeMap::new(), avatars: 3 }
	}

	fn did(&mut self, avatar: AvatarId, what: What) {
		self.deeds.push(Deed { avatar, height: System::block_number(), what });
	}

	fn run(&mut self, step: Step) {
		match step {
			Step::Wait(blocks) => go_to(System::block_number() + blocks),
			Step::Transact { origin, inputs, outputs, fee } => {
				self.transact(origin, &inputs, &outputs, fee);
			},
			Step::Deposit(n) => {
				MarsReputation::deposited(&who(n), 1);
				own(n).into_iter().for_each(|own| self.did(own.avatar, What::Deposit));
			},
			Step::Issue(n) => {
				MarsReputation::issued(&who(n));
				own(n).into_iter().for_each(|own| self.did(own.avatar, What::Issue));
			},
			Step::Register(n) => {
				MarsReputation::registered_mit(&who(n));
				own(n).into_iter().for_each(|own| self.did(own.avatar, What::Register));
			},
			Step::NewAvatar(n) if own(n).is_none() => {
				self.avatars += 1;
				let now = System::block_number();
				give(n, self.avatars, now, now);
			},
			Step::Move(from, to) => {
				let (Some(own), None) = (own(from), own(to)) else { return };
				move_avatar(from, to);
				self.deeds.retain(|deed| deed.avatar != own.avatar);
				self.starts.remove(&own.avatar);
			},
			Step::NewAvatar(_) => {},
		}
		for avatar in Windows::<Test>::iter_keys() {
			self.starts.entry(avatar).or_insert(System::block_number());
		}
	}

	fn transact(&mut self, origin: CoinOrigin, inputs: &[Index], outputs: &[Output], fee: Balance) {
		let now = System::block_number();
		let mut spent = vec![];
		for index in inputs {
			let index = index.index(self.coins.len().max(1));
			let Some(coin) = self.coins.get_mut(index) else { continue };
			if coin.spent_at.is_none() {
				coin.spent_at = Some(now);
				spent.push(coin.unspent.clone());
			}
		}
		apply(origin, &spent, outputs, fee);
		for output in outputs.iter().filter(|output| output.lock.is_stored()) {
			let unspent = Unspent { output: output.clone(), height: now, origin };
			self.coins.push(Coin { unspent, spent_at: None });
		}
		let first = spent.first().filter(|_| origin == CoinOrigin::Transfer);
		let Some((payer, mine)) =
			first.and_then(|coin| paid_by(&coin.output)).and_then(|n| Some((n, own(n)?)))
		else {
			return;
		};
		if fee > 0 {
			self.did(mine.avatar, What::Fee(fee));
		}
		let payees: BTreeSet<u8> = outputs.iter().filter_map(paid_by).collect();
		let payees: Vec<Own> = payees.into_iter().filter(|n| *n != payer).filter_map(own).collect();
		if !payees.is_empty() {
			self.did(mine.avatar, What::Transfer);
		}
		for theirs in payees {
			if theirs.born + self.month < now {
				self.did(mine.avatar, What::Met(theirs.avatar));
			}
			if mine.born + self.month < now {
				self.did(theirs.avatar, What::Met(mine.avatar));
			}
		}
	}

	/// What the account had at the end of a block in outputs made since it has its avatar.
	fn held_at(&self, n: u8, since: BlockNumber, height: BlockNumber) -> Held {
		let mut held = Held::default();
		for Coin { unspent, spent_at } in &self.coins {
			let is_there = unspent.height <= height && spent_at.is_none_or(|spent| spent > height);
			if is_there && unspent.height > since && paid_by(&unspent.output) == Some(n) {
				match unspent.output.value {
					Value::Unique(_) => held.mits += 1,
					value => held.etp += value.etp_amount(),
				}
			}
		}
		held
	}

	/// What the avatar did from one height on and before another one.
	fn done(&self, avatar: AvatarId, from: BlockNumber, to: BlockNumber) -> Counters {
		let mut counters = Counters::default();
		let mut met = BTreeSet::new();
		let is_then = |deed: &&Deed| deed.avatar == avatar && (from..to).contains(&deed.height);
		for deed in self.deeds.iter().filter(is_then) {
			match deed.what {
				What::Transfer => counters.transfers += 1,
				What::Deposit => counters.deposits += 1,
				What::Issue => counters.msts_issued += 1,
				What::Register => counters.mits_registered += 1,
				What::Fee(fee) => counters.fees += fee,
				What::Met(other) => drop(met.insert(other)),
			}
		}
		counters.counterparties = (met.len() as u32).min(MAX_COUNTERPARTIES);
		counters
	}

	fn mean(&self, n: u8, since: BlockNumber, from: BlockNumber, to: BlockNumber) -> Held {
		let (mut etp, mut mits) = (0, 0);
		for height in from..to {
			let held = self.held_at(n, since, height);
			(etp, mits) = (etp + held.etp, mits + held.mits);
		}
		Held { etp: etp / Balance::from(to - from), mits: mits / (to - from) }
	}

	/// Compares all that is told with this.
	fn check(&self) {
		let (now, month) = (System::block_number(), self.month);
		for n in 1..=ACCOUNTS {
			let Some(Own { avatar, born, since }) = own(n) else {
				assert_eq!(MarsReputation::mars_of(who(n)), None);
				continue;
			};
			assert_eq!((mars_of(n).avatar, age(n)), (avatar, now - born));
			let Some(start) = self.starts.get(&avatar) else {
				assert_eq!(last(n), Complete::default());
				assert_eq!(self.held_at(n, since, now), Held::default(), "something is not noted");
				assert_eq!(self.done(avatar, 0, now + 1), Counters::default());
				continue;
			};
			let months = (now - start) / month;
			let begun = start + months * month;
			let expected = match months {
				0 => Complete::default(),
				_ => Complete {
					counters: self.done(avatar, begun - month, begun),
					mean: self.mean(n, since, begun - month, begun),
				},
			};
			assert_eq!(last(n), expected, "the last window");
			let window = Windows::<Test>::get(avatar).unwrap().rolled(now, || month);
			assert_eq!(window.start, begun);
			assert_eq!(window.counters, self.done(avatar, begun, now + 1), "the window under way");
			assert_eq!(window.held, self.held_at(n, since, now), "what is held");
		}
		MarsReputation::do_try_state().unwrap();
	}
}

proptest! {
	#[test]
	fn all_that_is_told_is_what_the_history_makes_it(
		month in 1u32..40,
		steps in prop::collection::vec(step(), 1..80),
	) {
		ExtBuilder::default().month(month).build_and_execute(|| {
			let mut history = History::new(month);
			for step in steps {
				history.run(step);
				history.check();
			}
		});
	}

	#[test]
	fn months_that_change_break_nothing(
		steps in prop::collection::vec((0u32..60, step()), 1..80),
	) {
		ExtBuilder::default().month(30).build_and_execute(|| {
			let mut history = History::new(30);
			for (month, step) in steps {
				if month < 10 {
					Month::set(month * 7);
				}
				history.run(step);
				for n in 1..=ACCOUNTS {
					let Some(Own { avatar, since, .. }) = own(n) else { continue };
					let held = history.held_at(n, since, System::block_number());
					let noted = Windows::<Test>::get(avatar).map(|window| window.held);
					assert_eq!(noted.unwrap_or_default(), held);
					mars_of(n);
				}
				MarsReputation::do_try_state().unwrap();
			}
		});
	}
}

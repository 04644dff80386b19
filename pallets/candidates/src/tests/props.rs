//! Whatever accounts do in whatever order: nobody gets more than its share, and nothing gets lost but dust.

use super::*;
use proptest::prelude::*;
use sp_core::U256;

/// Two nodes with bonds and commissions, and three who delegate.
const NODES: [u8; 2] = [9, 10];
const DELEGATORS: [u8; 3] = [1, 2, 3];

#[derive(Clone, Copy, Debug)]
enum Step {
	Delegate(u8, u8, Balance),
	/// This part of what is delegated, in percent.
	Undelegate(u8, u8, Balance),
	Reward(u8, Balance),
	Claim(u8, u8),
	Withdraw(u8, u8),
	Commission(u8, u32),
	Bond(u8, Balance),
	Unbond(u8),
	Open(u32),
}

fn step() -> impl Strategy<Value = Step> {
	let node = || prop::sample::select(NODES.to_vec());
	let delegator = || prop::sample::select(DELEGATORS.to_vec());
	prop_oneof![
		4 => (delegator(), node(), ETP..3_000 * ETP)
			.prop_map(|(who, node, amount)| Step::Delegate(who, node, amount)),
		3 => (delegator(), node(), 1u128..=100)
			.prop_map(|(who, node, part)| Step::Undelegate(who, node, part)),
		6 => (node(), prop_oneof![0u128..50, 0..ETP]).prop_map(|(node, amount)| Step::Reward(node, amount)),
		2 => (delegator(), node()).prop_map(|(who, node)| Step::Claim(who, node)),
		1 => (delegator(), node()).prop_map(|(who, node)| Step::Withdraw(who, node)),
		1 => (node(), 0u32..=100).prop_map(|(node, part)| Step::Commission(node, part)),
		1 => (node(), 1..1_000 * ETP).prop_map(|(node, amount)| Step::Bond(node, amount)),
		1 => node().prop_map(Step::Unbond),
		4 => (1u32..4).prop_map(Step::Open),
	]
}

/// Fractions of a satoshi that the model counts in.
fn fine(amount: Balance) -> U256 {
	U256::from(amount) * U256::exp10(30)
}

/// A node as somebody would keep its books who goes through all delegations at each reward and each freezing.
#[derive(Default)]
struct Books {
	own: Balance,
	next_own: Balance,
	commission: u32,
	next_commission: u32,
	active: BTreeMap<u8, Balance>,
	pending: BTreeMap<u8, Balance>,
	/// Earned so far, in fractions.
	earned: BTreeMap<u8, U256>,
	claimed: BTreeMap<u8, Balance>,
	shared: Balance,
}

impl Books {
	/// With the bond and the commission of genesis.
	fn new() -> Self {
		let (own, commission) = (MIN_BOND, 10);
		Self { own, next_own: own, commission, next_commission: commission, ..Default::default() }
	}

	fn delegated(&self, who: u8) -> Balance {
		let of = |of: &BTreeMap<u8, Balance>| of.get(&who).copied().unwrap_or_default();
		of(&self.active) + of(&self.pending)
	}

	fn freeze(&mut self) {
		for (who, amount) in std::mem::take(&mut self.pending) {
			*self.active.entry(who).or_default() += amount;
		}
		self.own = self.next_own;
		self.commission = self.next_commission;
	}

	fn undelegate(&mut self, who: u8, amount: Balance) {
		let pending = self.pending.entry(who).or_default();
		let first = amount.min(*pending);
		*pending -= first;
		*self.active.entry(who).or_default() -= amount - first;
	}

	fn reward(&mut self, amount: Balance) {
		let active = self.active.values().sum::<Balance>();
		if active == 0 {
			return;
		}
		let percent = U256::from(100 - self.commission);
		let part = U256::from(amount) * percent * U256::from(active)
			/ (U256::from(100) * U256::from(self.own + active));
		let part = part.as_u128();
		self.shared += part;
		for (who, of) in &self.active {
			*self.earned.entry(*who).or_default() +=
				fine(part) * U256::from(*of) / U256::from(active);
		}
	}
}

/// Does a step on the chain and in the books.
fn run(step: Step, books: &mut BTreeMap<u8, Books>) {
	match step {
		Step::Delegate(who, node, amount) => {
			if delegate(who, node, amount).is_ok() {
				let books = books.get_mut(&node).unwrap();
				*books.pending.entry(who).or_default() += amount;
			}
		},
		Step::Undelegate(who, node, percent) => {
			let books = books.get_mut(&node).unwrap();
			let delegated = books.delegated(who);
			let part = delegated * percent / 100;
			let rest = delegated - part;
			let is_allowed = rest == 0 || rest >= MIN_DELEGATION;
			if !is_allowed {
				let refused = undelegate(who, node, part);
				assert_eq!(refused, Err(Error::RemainderTooSmall.into()));
			}
			let amount = if is_allowed { part } else { delegated };
			if amount > 0 {
				assert_ok!(undelegate(who, node, amount));
				books.undelegate(who, amount);
			}
		},
		Step::Reward(node, amount) => {
			reward(node, amount);
			books.get_mut(&node).unwrap().reward(amount);
		},
		Step::Claim(who, node) => {
			let (before, due) = (Balances::balance(&account(who)), rewards(who, node));
			let claimed = Candidacy::claim_rewards(signed(who), account(node));
			assert_eq!(claimed.is_ok(), due > 0);
			assert_eq!(Balances::balance(&account(who)), before + due);
			*books.get_mut(&node).unwrap().claimed.entry(who).or_default() += due;
		},
		Step::Withdraw(who, node) => {
			let _ = Candidacy::withdraw_delegation(signed(who), account(node));
		},
		Step::Commission(node, percent) => {
			let commission = Perbill::from_percent(percent);
			assert_ok!(Candidacy::set_commission(signed(node), commission));
			books.get_mut(&node).unwrap().next_commission = percent;
		},
		Step::Bond(node, amount) => {
			if Candidacy::bond(signed(node), amount).is_ok() {
				books.get_mut(&node).unwrap().next_own += amount;
			}
		},
		Step::Unbond(node) => {
			let books = books.get_mut(&node).unwrap();
			let amount = books.next_own - MIN_BOND;
			if amount > 0 {
				assert_ok!(Candidacy::unbond(signed(node), amount));
				books.next_own = MIN_BOND;
				books.own = books.own.min(MIN_BOND);
			}
		},
		Step::Open(count) => {
			open_epochs(count);
			books.values_mut().for_each(Books::freeze);
		},
	}
}

fn with_nodes(test: impl FnOnce(BTreeMap<u8, Books>)) {
	let builder = NODES
		.iter()
		.fold(ExtBuilder::default(), |builder, node| builder.candidate(*node, MIN_BOND, 10));
	builder.build_and_execute(|| {
		Certified::set(NODES.iter().map(|node| account(*node)).collect());
		Candidacy::freeze(0);
		Balances::mint_into(&Candidacy::account_id(), EXISTENTIAL).unwrap();
		test(NODES.iter().map(|node| (*node, Books::new())).collect());
	});
}

/// What each delegator has got and can get of each node.
fn gained(books: &BTreeMap<u8, Books>) -> BTreeMap<(u8, u8), Balance> {
	let mut gained = BTreeMap::new();
	for (node, books) in books {
		for who in DELEGATORS {
			let claimed = books.claimed.get(&who).copied().unwrap_or_default();
			gained.insert((who, *node), claimed + rewards(who, *node));
		}
	}
	gained
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn everybody_gets_its_share(steps in prop::collection::vec(step(), 0..80)) {
		with_nodes(|mut books| {
			let count = steps.len() as u128;
			for step in &steps {
				run(*step, &mut books);
				Candidacy::do_try_state().unwrap();
			}
			let gained = gained(&books);
			for (node, books) in &books {
				let of_node = |(_, of): &(u8, u8)| of == node;
				let sum: Balance =
					gained.iter().filter(|(key, _)| of_node(key)).map(|(_, gained)| gained).sum();
				// Never more than was shared; each settlement rounds at most two amounts down.
				assert!(sum <= books.shared, "{sum} of {}", books.shared);
				assert!(books.shared - sum <= 3 * (2 * count + 2), "{sum} of {}", books.shared);
				for who in DELEGATORS {
					let exact = books.earned.get(&who).copied().unwrap_or_default();
					let exact = (exact / U256::exp10(30)).as_u128();
					let gained = gained[&(who, *node)];
					// The books round down as well, by far less than a satoshi.
					assert!(gained <= exact + 1, "{gained} of {exact}");
					assert!(exact <= gained + 2 * count + 2, "{gained} of {exact}");
				}
			}
		});
	}

	#[test]
	fn what_never_counted_earns_nothing(
		amount in ETP..1_000 * ETP,
		rewards_before in prop::collection::vec(0..ETP, 0..5),
		rewards_after in prop::collection::vec(0..ETP, 0..5),
	) {
		with_nodes(|_| {
			assert_ok!(delegate(2, 9, ETP));
			open_epochs(1);
			assert_ok!(delegate(1, 9, amount));
			rewards_before.iter().for_each(|amount| reward(9, *amount));
			assert_ok!(undelegate(1, 9, amount));
			open_epochs(1);
			rewards_after.iter().for_each(|amount| reward(9, *amount));
			assert_eq!(rewards(1, 9), 0);
			assert_eq!(Candidacy::delegation(account(1), account(9)).unwrap().active, 0);
		});
	}

	#[test]
	fn the_order_of_delegators_does_not_matter(
		amounts in prop::collection::vec(ETP..1_000 * ETP, 3),
		order in Just(DELEGATORS.to_vec()).prop_shuffle(),
		claims in Just(DELEGATORS.to_vec()).prop_shuffle(),
		shared in prop::collection::vec(0..ETP, 1..6),
	) {
		let run = |order: &[u8], claims: &[u8]| {
			let mut result = BTreeMap::new();
			with_nodes(|mut books| {
				for who in order {
					run(Step::Delegate(*who, 9, amounts[usize::from(*who) - 1]), &mut books);
				}
				run(Step::Open(1), &mut books);
				shared.iter().for_each(|amount| run(Step::Reward(9, *amount), &mut books));
				claims.iter().for_each(|who| run(Step::Claim(*who, 9), &mut books));
				result = gained(&books);
			});
			result
		};
		let expected = run(&DELEGATORS, &DELEGATORS);
		prop_assert_eq!(run(&order, &claims), expected);
	}
}

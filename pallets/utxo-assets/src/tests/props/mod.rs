//! Random ledgers: whatever is done to them, the conservation law holds and nothing is spent twice.
//!
//! The number of random ledgers of each property is that of the environment variable `PILLARS_LEDGER_CASES`, else
//! [`CASES`]. Each starts from the same state, in a storage transaction that is rolled back, so that one costs about a
//! millisecond.

use super::{assets::params, *};
use crate::{Call, IssueParams};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::{fungible::Mutate, tokens::Preservation},
};
use pillars_ledger::Reissue;
use proptest::{
	prelude::*,
	test_runner::{Config as RunnerConfig, TestRunner},
};
use sp_core::ed25519;
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::{
	cell::{Cell, RefCell},
	sync::LazyLock,
};

mod build;
mod model;
mod pool;
mod refusals;
mod steps;
mod witnesses;

use build::Plan;
use model::Model;

/// Random ledgers of a property, unless the environment says otherwise.
const CASES: u32 = 100_000;

/// Ed25519, the cheapest keys to verify.
static KEYS: LazyLock<Vec<ed25519::Pair>> =
	LazyLock::new(|| (0..4).map(|n| ed25519::Pair::from_seed(&[n; 32])).collect());

/// The four who do all that is done.
fn who(n: usize) -> AccountId {
	KEYS[n % 4].public().0.into()
}

/// Numbers of the tokens: of the second more can be issued, of the third with a half shown.
const TOKENS: [Asset; 3] = [1, 2, 3];

/// The state that all start from, in which little more can be minted: each of the four has an account, a coin of 50 ETP and one of 1 500 ETP; the
/// first has the tokens, the second the MITs.
fn base() -> sp_io::TestExternalities {
	let mut builder = ExtBuilder::default().max_supply(4 * ENDOWMENT + 6_210 * ETP);
	for n in 0..4 {
		builder = builder.output(Lock::Account(who(n)), 50 * ETP);
		builder = builder.output(Lock::Account(who(n)), 1_500 * ETP);
	}
	let mut ext = builder.build();
	ext.execute_with(|| {
		for n in 0..4 {
			let dest = who(n as usize);
			Balances::transfer(&owner(n + 1), &dest, 1_000 * ETP, Preservation::Preserve).unwrap();
		}
		for (name, reissue) in
			[("A", Reissue::Never), ("B", Reissue::Free), ("C", Reissue::Share(50))]
		{
			let hash = pillars_ledger::domain_commitment(name.as_bytes(), &[0; 32], &who(0));
			by(0, Call::commit_domain { commitment: hash }).unwrap();
			go_to(System::block_number() + 5);
			let params = IssueParams { reissue, ..params(name, 1_000) };
			by(0, Call::issue { params, salt: Some([0; 32]) }).unwrap();
		}
		for name in ["x", "y"] {
			let symbol = name.as_bytes().to_vec().try_into().unwrap();
			by(1, Call::register_mit { symbol, content: Default::default() }).unwrap();
		}
		go_to(20);
		// Where a coinstake stands.
		System::set_extrinsic_index(pillars_consensus_primitives::inherents::COINSTAKE_INDEX);
		UtxoAssets::do_try_state().unwrap();
	});
	ext
}

/// A call by the account of `who(n)`.
fn by(n: usize, call: Call<Test>) -> DispatchResult {
	let result = RuntimeCall::from(call).dispatch(RuntimeOrigin::signed(who(n)));
	result.map(drop).map_err(|failed| failed.error)
}

/// Runs this over the base state and rolls it back.
fn on_base<R>(run: impl FnOnce() -> R) -> R {
	thread_local! {
		static BASE: RefCell<Option<sp_io::TestExternalities>> = const { RefCell::new(None) };
	}
	// It is not put back by one that panics, for that rolls nothing back.
	let mut ext = BASE.take().unwrap_or_else(base);
	let result = ext.execute_with(|| rolled_back(run));
	BASE.set(Some(ext));
	// Nobody asks any more.
	told();
	result
}

fn rolled_back<R>(run: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(run()))).unwrap()
}

/// Runs a property, and tells how often a transaction was accepted and refused in it.
fn check<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> (u32, u32)) -> (u32, u32) {
	let counts = Cell::new((0, 0));
	let cases = std::env::var("PILLARS_LEDGER_CASES").ok().and_then(|cases| cases.parse().ok());
	let cases = cases.unwrap_or(CASES);
	let mut runner = TestRunner::new(RunnerConfig {
		cases,
		failure_persistence: None,
		..RunnerConfig::default()
	});
	let result = runner.run(&strategy, |value| {
		let (accepted, refused) = on_base(|| property(value));
		let (all_accepted, all_refused) = counts.get();
		counts.set((all_accepted + accepted, all_refused + refused));
		Ok(())
	});
	if let Err(failed) = result {
		panic!("{failed}\n{runner}");
	}
	counts.get()
}

/// Random transactions are of use only if many are valid and many are not.
fn are_mixed(valid: u32, others: u32) {
	let few = valid.saturating_add(others) < 1_000;
	assert!(few || valid > others / 4, "{valid} valid, {others} not");
	assert!(few || others > valid / 20, "{valid} valid, {others} not");
}

#[test]
fn what_exists_is_conserved_and_spent_once() {
	let steps = prop::collection::vec(steps::step(), 1..10);
	let (accepted, refused) = check(steps, |steps| {
		let mut model = Model::new();
		for step in &steps {
			step.run(&mut model);
		}
		model.check();
		(model.accepted, model.refused)
	});
	are_mixed(accepted, refused);
}

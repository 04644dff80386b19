//! Random ledgers: whatever is done to them, the conservation law holds and nothing is spent twice.

use super::*;
use pillars_ledger::{sighash, Mode};
use pillars_traits::RewardLedger;
use proptest::prelude::*;
use sp_runtime::StateVersion;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
struct Payment {
	/// 0 to 2 an account's output, 3 a deposit, 4 a balance, 5 burned.
	lock: u8,
	owner: u8,
	amount: Balance,
}

#[derive(Clone, Debug)]
enum Step {
	/// An account funds an output.
	Fund { by: u8, payment: Payment },
	/// Outputs are spent, drawn with replacement from all there ever were; the rest goes to the first payment
	/// if `exact`.
	Spend { by: u8, inputs: Vec<prop::sample::Index>, payments: Vec<Payment>, exact: bool },
	/// A block ends, with its coinbase.
	Block { reward: Balance },
}

fn payment() -> impl Strategy<Value = Payment> {
	let amount = prop_oneof![1 => 0..2 * MILLI_ETP, 9 => MILLI_ETP..3_000 * ETP];
	(0u8..6, 1u8..4, amount).prop_map(|(lock, owner, amount)| Payment { lock, owner, amount })
}

fn step() -> impl Strategy<Value = Step> {
	let inputs = prop::collection::vec(any::<prop::sample::Index>(), 1..4);
	let payments = prop::collection::vec(payment(), 1..4);
	prop_oneof![
		2 => (1u8..4, payment()).prop_map(|(by, payment)| Step::Fund { by, payment }),
		5 => (1u8..4, inputs, payments, prop::bool::weighted(0.8)).prop_map(
			|(by, inputs, payments, exact)| Step::Spend { by, inputs, payments, exact }
		),
		1 => (0..5 * ETP).prop_map(|reward| Step::Block { reward }),
	]
}

impl Payment {
	fn output(&self) -> Output {
		let lock = match self.lock {
			0..=2 => Lock::Account(owner(self.owner)),
			3 => deposit(self.owner, System::block_number() + u32::from(self.owner) * 30),
			4 => Lock::Balance(owner(self.owner + 10)),
			_ => Lock::Burn,
		};
		locked(lock, self.amount)
	}
}

/// The unspent outputs by the events so far, and all that ever were.
#[derive(Default)]
struct Model {
	unspent: BTreeMap<OutPoint, Output>,
	ever: Vec<OutPoint>,
}

impl Model {
	fn create(&mut self, outpoint: OutPoint, output: Output) {
		assert!(!self.ever.contains(&outpoint), "an outpoint is made twice");
		self.ever.push(outpoint);
		self.unspent.insert(outpoint, output);
	}

	/// Takes over what the events since the last call tell.
	fn follow(&mut self) {
		for record in System::events() {
			let RuntimeEvent::UtxoAssets(Event::Applied { spent, created, .. }) = record.event
			else {
				continue;
			};
			for (outpoint, output) in spent {
				assert_eq!(self.unspent.remove(&outpoint), Some(output), "spent twice");
			}
			for (outpoint, output) in created {
				if output.lock.is_stored() {
					self.create(outpoint, output);
				}
			}
		}
		System::reset_events();
		let stored: BTreeMap<OutPoint, Output> =
			Unspents::<Test>::iter().map(|(outpoint, coin)| (outpoint, coin.output)).collect();
		assert_eq!(stored, self.unspent);
	}

	fn spend(
		&self,
		by: u8,
		inputs: &[prop::sample::Index],
		payments: &[Payment],
		exact: bool,
	) -> DispatchResult {
		let inputs: Vec<OutPoint> = inputs.iter().map(|index| *index.get(&self.ever)).collect();
		let mut outputs: Vec<Output> = payments.iter().map(Payment::output).collect();
		let spent: Vec<Output> =
			inputs.iter().filter_map(|outpoint| self.unspent.get(outpoint).cloned()).collect();
		let sum = |outputs: &[Output]| {
			outputs.iter().map(|output| output.value.etp_amount()).sum::<Balance>()
		};
		let fee = 3 * MILLI_ETP;
		if exact {
			let rest = sum(&spent).saturating_sub(sum(&outputs[1..])).saturating_sub(fee);
			outputs[0].value = Value::etp(rest);
		}
		let tx = tx(inputs.clone(), outputs.clone());
		let genesis = System::block_hash(0);
		let witnesses = spent.iter().map(|output| {
			let n = (1..4).find(|n| output.lock.owner() == Some(&owner(*n))).unwrap();
			if n == by {
				return Witness::Signer;
			}
			let hash = sighash(&tx, &spent, &genesis, Mode::All, 0).unwrap_or_default();
			Witness::Signature { mode: 0, sig: pair(n).sign(hash.as_bytes()).into() }
		});
		let result = spend_with(by, &tx, witnesses.collect());
		if result.is_ok() {
			let distinct: BTreeSet<&OutPoint> = inputs.iter().collect();
			assert_eq!(distinct.len(), spent.len(), "what was not unspent was spent");
			assert!(sum(&outputs) <= sum(&spent), "money from nowhere");
		}
		result
	}
}

fn run(step: &Step, model: &Model) -> DispatchResult {
	match step {
		Step::Fund { by, payment } => {
			let output = payment.output();
			fund(*by, output.value.etp_amount(), output.lock)
		},
		Step::Spend { by, inputs, payments, exact } => model.spend(*by, inputs, payments, *exact),
		Step::Block { reward } => {
			let fees = UtxoAssets::take_fees();
			let minted = UtxoAssets::mint_to_outputs(*reward);
			let height = System::block_number();
			let outputs = vec![
				Some((owner(1), Value::etp(minted))),
				None,
				Some((owner(2), Value::etp(fees))),
			];
			UtxoAssets::pay_coinbase(height, &H256::zero(), &owner(1), outputs);
			System::set_block_number(height + 1);
			Ok(())
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn money_is_conserved_and_spent_once(steps in prop::collection::vec(step(), 1..40)) {
		let max_supply = 4 * ENDOWMENT + 20_010 * ETP;
		let ledger = ExtBuilder::default().max_supply(max_supply);
		ledger.coin(1, 10_000 * ETP).coin(2, 10_000 * ETP).build_and_execute(|| {
			let mut model = Model::default();
			for serial in [0, 1] {
				model.create(coin(serial), unspent(&coin(serial)).unwrap().output);
			}
			for step in steps {
				let before = sp_io::storage::root(StateVersion::V1);
				if run(&step, &model).is_err() {
					assert_eq!(sp_io::storage::root(StateVersion::V1), before, "a refused call wrote");
				}
				model.follow();
				UtxoAssets::do_try_state().unwrap();
			}
		});
	}
}

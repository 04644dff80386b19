use super::*;
use crate::{testing::*, Checked, Lock, Policy, Satisfaction, Witness};
use pillars_primitives::Balance;
use proptest::prelude::*;

fn out(amount: Balance) -> Output {
	Output::etp(amount, account(3))
}

fn price(amount: Balance) -> Policy {
	pays(amount, &account(3))
}

/// How an input is spent.
#[derive(Clone, Copy, Debug)]
enum By {
	/// A signature of key 1 for the input and its output.
	One,
	/// A signature of key 1 for the whole transaction.
	All,
	/// A payment of this amount.
	Pays(Balance),
}
use By::{One, Pays};

fn spend(inputs: &[By], outputs: &[Output]) -> Result<Checked, RuleError> {
	let lock = |by: &By| match by {
		One | By::All => Lock::Account(account(1)),
		Pays(amount) => price(*amount).lock(),
	};
	let spend = Spend::new(inputs.iter().map(lock), outputs.to_vec());
	let witness = |(index, by): (usize, &By)| match by {
		One if index < outputs.len() => {
			Witness::Signature { mode: 1, sig: spend.sign_one(1, index) }
		},
		// There is nothing that it could sign.
		One => Witness::Signature { mode: 1, sig: spend.sign(1) },
		By::All => Witness::Signature { mode: 0, sig: spend.sign(1) },
		Pays(amount) => reveal(&price(*amount), Satisfaction::None),
	};
	let witnesses: Vec<Witness> = inputs.iter().enumerate().map(witness).collect();
	spend.verify(&witnesses)
}

#[test]
fn a_payment_takes_the_first_output_that_fits_and_is_free() {
	let ok = |inputs: &[By], outputs: &[Output]| spend(inputs, outputs).is_ok();
	assert!(ok(&[Pays(5)], &[out(4), out(5)]));
	assert!(ok(&[Pays(5), Pays(4)], &[out(4), out(5)]));
	assert!(ok(&[Pays(5), Pays(5)], &[out(5), out(5)]));
	assert_eq!(spend(&[Pays(5), Pays(5)], &[out(5), out(4)]), Err(RuleError::NotPaid));
	// Exactly that value, of that asset, under that lock.
	let token = Output { value: Value::Coins { asset: 1, amount: 5 }, ..out(5) };
	let deposit =
		Output { lock: Lock::Deposit { owner: account(3), until: 0 }, value: Value::etp(5) };
	for other in [out(6), out(4), Output::etp(5, account(4)), token, deposit] {
		assert_eq!(spend(&[Pays(5)], &[other]), Err(RuleError::NotPaid));
	}
}

#[test]
fn what_a_single_signature_covers_pays_for_nothing_else() {
	assert!(spend(&[One, One], &[out(5), out(5)]).is_ok());
	assert_eq!(spend(&[One, Pays(5)], &[out(5)]), Err(RuleError::NotPaid));
	assert!(spend(&[One, Pays(5)], &[out(5), out(5)]).is_ok());
	// The payment stands first and takes the first of the two.
	assert!(spend(&[Pays(5), One], &[out(5), out(5)]).is_ok());
	assert_eq!(spend(&[Pays(5), One], &[out(4), out(5)]), Err(RuleError::OutputClaimed));
	// A signature for the whole transaction claims nothing.
	assert!(spend(&[By::All, Pays(5)], &[out(5)]).is_ok());
	assert_eq!(
		spend(&[Pays(5), One], &[out(5)]),
		Err(RuleError::NoSuchOutput),
		"there is no output of the index of the second input"
	);
}

/// Spends an input under this policy with what meets its two branches.
fn spend_both(branches: [Policy; 2], outputs: &[Output]) -> Result<Checked, RuleError> {
	let policy = Policy::All(branches.to_vec());
	let spend = Spend::new([policy.lock()], outputs.to_vec());
	let met = branches.iter().map(|branch| match branch {
		Policy::Key(owner) => {
			let key = if *owner == account(1) { 1 } else { 2 };
			Satisfaction::Sig { mode: 1, sig: spend.sign_one(key, 0) }
		},
		_ => Satisfaction::None,
	});
	let parts = (0u8..).zip(met).collect();
	spend.verify(&[reveal(&policy, Satisfaction::Many(parts))])
}

#[test]
fn claims_of_one_input_are_made_depth_first() {
	let (key, other) = (Policy::Key(account(1)), Policy::Key(account(2)));
	// Two signatures of one input claim its output once.
	let signed = spend_both([key.clone(), other], &[out(5)]);
	assert_eq!(signed, Ok(Checked { signatures: 2, nodes: 3 }));
	let mixed = |outputs: &[Output]| spend_both([key.clone(), price(5)], outputs);
	assert_eq!(mixed(&[out(5)]), Err(RuleError::NotPaid));
	assert!(mixed(&[out(5), out(5)]).is_ok());
	let turned = |outputs: &[Output]| spend_both([price(5), key.clone()], outputs);
	assert_eq!(turned(&[out(5), out(5)]), Err(RuleError::OutputClaimed));
	assert!(turned(&[out(4), out(5)]).is_ok());
}

fn any_input() -> impl Strategy<Value = By> {
	prop_oneof![Just(One), Just(By::All), (4u128..7).prop_map(Pays), (4u128..7).prop_map(Pays)]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	/// In what is accepted, those outputs that no signature of mode 1 covers suffice for all payments.
	#[test]
	fn no_output_pays_twice(
		inputs in prop::collection::vec(any_input(), 1..6),
		amounts in prop::collection::vec(4u128..7, 1..9),
	) {
		let outputs: Vec<Output> = amounts.iter().map(|amount| out(*amount)).collect();
		let result = spend(&inputs, &outputs);
		let signed = |index: &usize| matches!(inputs.get(*index), Some(One));
		let suffice = (4..7).all(|price| {
			let wanted =
				inputs.iter().filter(|by| matches!(by, Pays(amount) if *amount == price)).count();
			let free = amounts
				.iter()
				.enumerate()
				.filter(|(index, amount)| **amount == price && !signed(index))
				.count();
			wanted <= free
		});
		if result.is_ok() {
			prop_assert!(suffice);
		}
		// No signature of mode 1 stands behind a payment: then nothing is refused that could be paid.
		let first_payment = inputs.iter().position(|by| matches!(by, Pays(_)));
		let last_signed = inputs.iter().rposition(|by| matches!(by, One));
		if suffice && last_signed < first_payment.or(Some(inputs.len())) {
			let covered = last_signed.is_none_or(|index| index < outputs.len());
			prop_assert_eq!(result.is_ok(), covered);
		}
	}
}

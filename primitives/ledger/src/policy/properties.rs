//! Random policies, against their definition.

use super::*;
use crate::{count_witnesses, testing::*, Checked, Output, Satisfaction};
use alloc::{collections::BTreeSet, vec};
use pillars_primitives::Balance;
use proptest::prelude::*;

/// Owners that sign nothing: they call.
fn holder(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn any_policy() -> impl Strategy<Value = Policy> {
	let leaf = prop_oneof![
		(1u8..4).prop_map(|n| Policy::Key(holder(n))),
		Just(Policy::Sha256(secret_hash())),
		(NOW - 2..NOW + 2).prop_map(Policy::After),
		(8u32..13).prop_map(Policy::Older),
		(1u128..4).prop_map(|n| pays(n * 1_000, &holder(3))),
	];
	leaf.prop_recursive(3, 20, 4, |inner| {
		let list = || prop::collection::vec(inner.clone(), 1..4);
		prop_oneof![
			list().prop_map(Policy::All),
			list().prop_map(Policy::Any),
			(1u8..3, list()).prop_map(|(k, list)| Policy::Threshold(k, list)),
		]
	})
}

/// Outputs to account 3 of these thousands of satoshi.
fn paying(thousands: &[Balance]) -> Vec<Output> {
	thousands.iter().map(|n| Output::etp(n * 1_000, holder(3))).collect()
}

fn spend(
	policy: &Policy,
	satisfaction: Satisfaction,
	paid: &[Balance],
) -> Result<Checked, RuleError> {
	let witness = [reveal(policy, satisfaction)];
	let result = Spend::new([policy.lock()], paying(paid)).called_by(&holder(1)).verify(&witness);
	if let Ok(checked) = result {
		let most = count_witnesses(&witness);
		assert!(checked.signatures <= most.signatures && checked.nodes <= most.nodes);
	}
	result
}

/// The definition: whether `by` meets the policy if every payment that it claims is made; they are added to
/// `claimed`, in thousands of satoshi.
fn meets(policy: &Policy, by: &Satisfaction, claimed: &mut Vec<Balance>) -> bool {
	use Satisfaction as S;
	let (list, needed) = match (policy, by) {
		(Policy::All(list), S::Many(_)) => (list, list.len()),
		(Policy::Any(list), S::Many(_)) => (list, 1),
		(Policy::Threshold(k, list), S::Many(_)) => (list, usize::from(*k)),
		(Policy::Key(owner), S::Signer) => return *owner == holder(1),
		(Policy::Sha256(_), S::Preimage(preimage)) => return *preimage == SECRET,
		(Policy::After(height), S::None) => return *height <= NOW,
		(Policy::Older(blocks), S::None) => return MADE + *blocks <= NOW,
		(Policy::Pays { value, .. }, S::None) => {
			claimed.push(value.etp_amount() / 1_000);
			return true;
		},
		_ => return false,
	};
	let S::Many(parts) = by else { return false };
	let numbers: BTreeSet<u8> = parts.iter().map(|(number, _)| *number).collect();
	numbers.len() == needed
		&& numbers.into_iter().eq(parts.iter().map(|(number, _)| *number))
		&& parts.iter().all(|(number, part)| {
			list.get(usize::from(*number)).is_some_and(|branch| meets(branch, part, claimed))
		})
}

/// Whether there is an output of its own for each payment claimed.
fn suffice(paid: &[Balance], claimed: &[Balance]) -> bool {
	let count = |list: &[Balance], n: Balance| list.iter().filter(|m| **m == n).count();
	claimed.iter().all(|n| count(claimed, *n) <= count(paid, *n))
}

/// What is of the shape of the policy, whether it meets it or not; some of many.
fn shapes(policy: &Policy) -> Vec<Satisfaction> {
	const MOST: usize = 12;
	let some_of = |list: &[Policy], needed: usize| {
		let mut chosen: Vec<Vec<(u8, Satisfaction)>> = vec![vec![]];
		for (number, branch) in (0u8..).zip(list) {
			let mut longer: Vec<_> = chosen
				.iter()
				.filter(|parts| parts.len() < needed)
				.flat_map(|parts| {
					let with = |shape| [parts.clone(), vec![(number, shape)]].concat();
					shapes(branch).into_iter().take(3).map(with).collect::<Vec<_>>()
				})
				.collect();
			longer.append(&mut chosen);
			longer.truncate(MOST * 4);
			chosen = longer;
		}
		chosen.retain(|parts| parts.len() == needed);
		chosen.truncate(MOST);
		chosen.into_iter().map(Satisfaction::Many).collect()
	};
	match policy {
		Policy::Key(_) => vec![Satisfaction::Signer],
		Policy::Sha256(_) => vec![Satisfaction::Preimage(SECRET)],
		Policy::After(_) | Policy::Older(_) | Policy::Pays { .. } => vec![Satisfaction::None],
		Policy::All(list) => some_of(list, list.len()),
		Policy::Any(list) => some_of(list, 1),
		Policy::Threshold(k, list) => some_of(list, usize::from(*k)),
	}
}

/// How the parts of a satisfaction are altered.
type Change<'a> = &'a dyn Fn(&mut Vec<(u8, Satisfaction)>);

/// The same with something altered, in one place each.
fn altered(satisfaction: &Satisfaction) -> Vec<Satisfaction> {
	use Satisfaction as S;
	let mut all = vec![S::None, S::Signer, S::Preimage([8; 32]), S::Many(vec![])];
	let S::Many(parts) = satisfaction else { return all };
	let mut add = |change: Change| {
		let mut parts = parts.clone();
		change(&mut parts);
		all.push(S::Many(parts));
	};
	add(&|parts| parts.reverse());
	for (place, part) in parts.iter().enumerate() {
		add(&|parts| drop(parts.remove(place)));
		add(&|parts| parts.insert(place, part.clone()));
		add(&|parts| parts[place].0 = part.0.wrapping_add(1));
		add(&|parts| parts[place].0 = part.0.wrapping_sub(1));
		for other in altered(&part.1) {
			add(&|parts| parts[place].1 = other.clone());
		}
	}
	all
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(512))]

	#[test]
	fn sensible_policies_survive_their_encoding(policy in any_policy()) {
		let expected = policy.check().map(|()| policy.clone());
		prop_assert_eq!(Policy::decode_all_checked(&policy.encode()), expected);
	}

	/// Just what meets the definition is accepted, if there is an output of its own for each payment that it claims.
	#[test]
	fn the_evaluator_agrees_with_the_definition(
		policy in any_policy(),
		other in any_policy(),
		paid in prop::collection::vec(1u128..4, 1..8),
	) {
		prop_assume!(policy.check().is_ok());
		let shapes = shapes(&policy);
		let changed = shapes.iter().take(4).flat_map(|shape| altered(shape).into_iter().take(40));
		let candidates: Vec<Satisfaction> = shapes
			.iter()
			.cloned()
			.chain(changed)
			.chain(self::shapes(&other))
			.collect();
		for satisfaction in candidates {
			let mut claimed = Vec::new();
			let met = meets(&policy, &satisfaction, &mut claimed);
			let result = spend(&policy, satisfaction, &paid);
			if met && !suffice(&paid, &claimed) {
				prop_assert_eq!(result, Err(RuleError::NotPaid));
			} else {
				prop_assert_eq!(result.is_ok(), met);
			}
			if let Ok(checked) = result {
				prop_assert_eq!(checked, Checked { signatures: 0, nodes: policy.nodes() });
			}
		}
	}

	#[test]
	fn no_bytes_do_harm(
		bytes in prop::collection::vec(prop_oneof![0u8..9, any::<u8>()], 0..300),
	) {
		if let Ok(policy) = Policy::decode_all_checked(&bytes) {
			prop_assert_eq!(policy.check(), Ok(()));
			prop_assert_eq!(policy.encode(), bytes);
			prop_assert!(policy.nodes() <= MAX_POLICY_NODES);
		}
	}

	/// A policy with a byte changed is refused or another one: nothing else opens the lock.
	#[test]
	fn a_policy_has_one_encoding(policy in any_policy(), place: prop::sample::Index, flip in 1u8..) {
		prop_assume!(policy.check().is_ok());
		let mut bytes = policy.encode();
		let place = place.index(bytes.len());
		bytes[place] ^= flip;
		if let Ok(changed) = Policy::decode_all_checked(&bytes) {
			prop_assert_ne!(changed.hash(), policy.hash());
			prop_assert_ne!(changed, policy);
		}
	}
}

//! Random transactions: mostly such that what goes in comes out, sometimes spoiled.

use super::{
	super::submit::{invalid, Parts},
	*,
};
use crate::Error;
use pillars_ledger::{sighash, Mode, Policy, PolicyBytes, Satisfaction, ETP_ASSET, MIN_OUTPUT};
use prop::sample::Index;
use sp_runtime::transaction_validity::TransactionSource;
use std::collections::{BTreeMap, BTreeSet};

/// Enough to pay for any transaction here.
pub(super) const FEE: Balance = 15 * MILLI_ETP;

/// What is done to a transaction so that it is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spoil {
	/// Nothing is.
	No,
	/// An output is of one unit more, and the fee does not make up for it.
	Inflate,
	/// An output of a token or MIT, if there is one, is left out.
	LeaveOut,
	/// An output of a MIT, if there is one, is there twice.
	Double,
	/// The first witness is somebody else's.
	Steal,
	/// The first output named, if outputs are named, is of another amount.
	Misname,
}

/// How to make a transaction.
#[derive(Clone, Debug)]
pub(super) struct Plan {
	/// Drawn with replacement.
	pub(super) inputs: Vec<Index>,
	/// What is made is put under these in turn.
	pub(super) locks: Vec<u8>,
	/// What part of each sum goes to the first of two outputs.
	pub(super) cut: u8,
	/// What is wrong.
	pub(super) spoil: Spoil,
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
	let inputs = prop_oneof![
		3 => prop::collection::vec(any::<Index>(), 1..=1),
		3 => prop::collection::vec(any::<Index>(), 2..=4),
	];
	let spoil = prop_oneof![
		15 => Just(Spoil::No),
		1 => Just(Spoil::Inflate),
		1 => Just(Spoil::LeaveOut),
		1 => Just(Spoil::Double),
		1 => Just(Spoil::Steal),
		1 => Just(Spoil::Misname),
	];
	let locks = prop::collection::vec(any::<u8>(), 1..4);
	(inputs, locks, any::<u8>(), spoil).prop_map(|(inputs, locks, cut, spoil)| Plan {
		inputs,
		locks,
		cut,
		spoil,
	})
}

/// The policies in use. Some ask for no signature.
static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| {
	let hash = sp_io::hashing::sha2_256(&[7; 32]).into();
	let key = |n| Policy::Key(who(n));
	vec![
		Policy::Sha256(hash),
		Policy::Older(1),
		Policy::After(22),
		Policy::All(vec![key(1), Policy::Sha256(hash)]),
		Policy::Any(vec![key(2), Policy::All(vec![key(3), Policy::Older(2)])]),
		Policy::Threshold(2, vec![key(0), Policy::Sha256(hash), key(1)]),
		Policy::Pays { value: price().value, lock_hash: price().lock.hash() },
	]
});
/// What the last of them asks for.
fn price() -> Output {
	Output::etp(2 * ETP, who(3))
}
/// Their locks and bytes.
static POLICY_LOCKS: LazyLock<Vec<(Lock, PolicyBytes)>> = LazyLock::new(|| {
	POLICIES.iter().map(|policy| (policy.lock(), policy.to_bytes().unwrap())).collect()
});

/// The lock of this number, for a value of this asset.
pub(super) fn lock(number: u8, asset: Asset) -> Lock {
	let n = usize::from(number);
	match number % 16 {
		0..=8 => Lock::Account(who(n / 16)),
		9 => Lock::Deposit { owner: who(n / 16), until: if number < 128 { 21 } else { 75 } },
		10..=13 => POLICY_LOCKS[n / 16 % POLICIES.len()].0.clone(),
		14 if asset == ETP_ASSET => Lock::Balance(who(n / 16)),
		_ => Lock::Burn,
	}
}

impl Plan {
	/// The transaction and the outputs that it spends, whether or not they are there.
	pub(super) fn build(&self, coins: &[(OutPoint, Output)]) -> (Transaction, Vec<Output>) {
		let spent: Vec<Output> = coins.iter().map(|(_, output)| output.clone()).collect();
		let mut sums = BTreeMap::<Asset, Balance>::new();
		let mut outputs = vec![];
		let mut locks = self.locks.iter().cycle();
		let mut lock = |asset| lock(*locks.next().unwrap(), asset);
		for output in &spent {
			match output.value {
				Value::Coins { asset, amount } => *sums.entry(asset).or_default() += amount,
				value @ Value::Unique(_) => outputs.push(Output { value, lock: lock(1) }),
			}
		}
		// What is offered is mostly paid for, each for itself.
		let offers = offers(&spent);
		let paid = if self.cut.is_multiple_of(4) { offers.saturating_sub(1) } else { offers };
		if let Some(etp) = sums.get_mut(&ETP_ASSET) {
			if let Some(rest) = etp.checked_sub(paid as u128 * price().value.etp_amount()) {
				*etp = rest;
				outputs.extend(vec![price(); paid]);
			}
		}
		for (asset, sum) in sums {
			let (sum, least) =
				if asset == ETP_ASSET { (sum.saturating_sub(FEE), MIN_OUTPUT) } else { (sum, 1) };
			let first = sum * Balance::from(self.cut) / 256;
			let parts = if first < least || sum - first < least {
				vec![sum]
			} else {
				vec![first, sum - first]
			};
			outputs.extend(
				parts.into_iter().map(|amount| Output {
					value: Value::Coins { asset, amount },
					lock: lock(asset),
				}),
			);
		}
		let inputs: Vec<OutPoint> = coins.iter().map(|(outpoint, _)| *outpoint).collect();
		(tx(inputs, self.spoiled(outputs)), spent)
	}

	fn spoiled(&self, mut outputs: Vec<Output>) -> Vec<Output> {
		let is_unique = |output: &Output| matches!(output.value, Value::Unique(_));
		match self.spoil {
			Spoil::Inflate => {
				let more = |asset| if asset == ETP_ASSET { FEE + 1 } else { 1 };
				if let Some(Value::Coins { asset, amount }) =
					outputs.last_mut().map(|output| &mut output.value)
				{
					*amount += more(*asset);
				}
			},
			Spoil::LeaveOut => {
				let is_etp =
					|output: &Output| matches!(output.value, Value::Coins { asset: ETP_ASSET, .. });
				if let Some(place) = outputs.iter().position(|output| !is_etp(output)) {
					outputs.remove(place);
				}
			},
			Spoil::Double => outputs.extend(outputs.iter().find(|o| is_unique(o)).cloned()),
			_ => {},
		}
		outputs
	}

	/// Whether a transaction of this must be refused whatever the state.
	fn must_fail(&self, coins: &[(OutPoint, Output)], names: bool) -> bool {
		let distinct: BTreeSet<&OutPoint> = coins.iter().map(|(outpoint, _)| outpoint).collect();
		let any = |is: fn(&Value) -> bool| coins.iter().any(|(_, output)| is(&output.value));
		let is_etp = |value: &Value| matches!(value, Value::Coins { asset: ETP_ASSET, .. });
		let spoiled = match self.spoil {
			Spoil::No => false,
			Spoil::Inflate => any(|value| matches!(value, Value::Coins { .. })),
			Spoil::LeaveOut => !coins.iter().all(|(_, output)| is_etp(&output.value)),
			Spoil::Double => any(|value| matches!(value, Value::Unique(_))),
			Spoil::Steal => coins[0].1.lock.owner().is_some(),
			Spoil::Misname => names,
		};
		spoiled || distinct.len() < coins.len()
	}

	/// One witness for each input; `caller` needs no signature.
	pub(super) fn witnesses(
		&self,
		tx: &Transaction,
		spent: &[Output],
		caller: Option<usize>,
	) -> Vec<Witness> {
		let mut hash = None;
		let mut sign = |n: usize| {
			let hash = *hash.get_or_insert_with(|| {
				sighash(tx, spent, &System::block_hash(0), Mode::All, 0).unwrap_or_default()
			});
			KEYS[n % 4].sign(hash.as_bytes()).into()
		};
		let mut covered = BTreeMap::<AccountId, u8>::new();
		let mut witnesses = vec![];
		for (index, output) in (0u8..).zip(spent) {
			let owner = output.lock.owner();
			let steal = self.spoil == Spoil::Steal && index == 0;
			witnesses.push(match owner {
				Some(owner) => {
					let n = (0..4).find(|n| who(*n) == *owner).unwrap();
					let known = covered.get(owner).copied();
					covered.entry(owner.clone()).or_insert(index);
					match known {
						Some(first) => Witness::As(first),
						None if caller == Some(n) && !steal => Witness::Signer,
						None => Witness::Signature { mode: 0, sig: sign(n + usize::from(steal)) },
					}
				},
				None => satisfy(output, caller, &mut sign),
			});
		}
		witnesses
	}

	/// A `spend` of outputs that ever were.
	pub(super) fn spend(&self, model: &Model, n: usize) -> DispatchResult {
		let coins = model.pick(&self.inputs);
		let (tx, spent) = self.build(&coins);
		let witnesses = self.witnesses(&tx, &spent, Some(n)).try_into().unwrap();
		let enough = offers(&spent) <= payments(&tx);
		let result = by(n, Call::spend { tx, witnesses });
		if result.is_ok() {
			assert!(!self.must_fail(&coins, false), "a transaction against the rules was spent");
			assert!(enough, "an offer was not paid");
			let unspent = coins.iter().all(|(outpoint, _)| model.is_unspent(outpoint));
			assert!(unspent, "what was not unspent was spent");
		}
		result
	}

	/// A `submit` of outputs that ever were, as a block carries it out.
	pub(super) fn submit(&self, model: &Model) -> DispatchResult {
		let coins = model.pick(&self.inputs);
		let (tx, mut spent) = self.build(&coins);
		let witnesses = self.witnesses(&tx, &spent, None);
		let enough = offers(&spent) <= payments(&tx);
		if self.spoil == Spoil::Misname {
			spent[0] = Output::etp(ETP + 1, who(0));
		}
		let parts = Parts { tx, spent, witnesses };
		let unspent = coins.iter().all(|(outpoint, _)| model.is_unspent(outpoint));
		let pool = parts.authorize(TransactionSource::External);
		let result = parts.block();
		match &result {
			Ok(()) => {
				assert!(!self.must_fail(&coins, true), "a transaction against the rules was made");
				assert!(enough, "an offer was not paid");
				assert!(unspent, "what was not unspent was spent");
				assert!(pool.unwrap().requires.is_empty(), "nothing is to be waited for");
			},
			Err(refused) if unspent => assert_eq!(Some(refused), pool.as_ref().err()),
			Err(refused) => {
				// The pool may know no better, but a block does, unless it is wrong in itself.
				assert!(pool.is_err() || *refused == invalid(&Error::NotUnspent));
			},
		}
		result.map_err(|_| DispatchError::Other("refused"))
	}
}

/// How many of the outputs are offers at the price.
pub(super) fn offers(spent: &[Output]) -> usize {
	let lock = POLICY_LOCKS.last().map(|(lock, _)| lock);
	spent.iter().filter(|output| Some(&output.lock) == lock).count()
}

/// How many outputs are the price.
fn payments(tx: &Transaction) -> usize {
	tx.outputs().iter().filter(|output| **output == price()).count()
}

/// A witness for an output under one of the policies.
fn satisfy(
	output: &Output,
	caller: Option<usize>,
	sign: &mut impl FnMut(usize) -> sp_runtime::MultiSignature,
) -> Witness {
	let number = POLICY_LOCKS.iter().position(|(lock, _)| *lock == output.lock).unwrap();
	let mut key = |n| match caller {
		Some(caller) if caller == n => Satisfaction::Signer,
		_ => Satisfaction::Sig { mode: 0, sig: sign(n) },
	};
	let preimage = Satisfaction::Preimage([7; 32]);
	let satisfaction = match number {
		0 => preimage,
		1 | 2 | 6 => Satisfaction::None,
		3 => Satisfaction::Many(vec![(0, key(1)), (1, preimage)]),
		4 if caller == Some(3) => {
			let later = vec![(0, key(3)), (1, Satisfaction::None)];
			Satisfaction::Many(vec![(1, Satisfaction::Many(later))])
		},
		4 => Satisfaction::Many(vec![(0, key(2))]),
		_ => Satisfaction::Many(vec![(0, key(0)), (1, preimage)]),
	};
	Witness::Policy { policy: POLICY_LOCKS[number].1.clone(), satisfaction }
}

//! Benchmarks: the most that each call can take.
//!
//! Signatures, nodes of policies and payments to accounts have benchmarks of their own, for a transaction can have many
//! or few of them whatever the number of its inputs; [`crate::weighing`] adds the parts up. Inputs and outputs are
//! measured up to 32 of each: their time grows as their number, and a line through large transactions would say little
//! of the small ones, which are the most.

use super::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{
		fungible::{Inspect, Mutate},
		Authorize, UnfilteredDispatchable,
	},
	BoundedVec,
};
use frame_system::{Pallet as System, RawOrigin};
use pillars_ledger::{
	domain_commitment, serial_id, sighash, verify_witnesses, wrapped, CoinOrigin, Lock,
	MiningModel, Mode, OutPoint, Output, Policy, Reissue, Satisfaction, SpendContext, Transaction,
	Unspent, Value, Witness, MAX_POLICY_NODES,
};
use pillars_primitives::{units::ETP, AccountId, Balance};
use pillars_traits::BenchmarkHelper;
use sp_core::{sr25519::Public, H256};
use sp_runtime::{MultiSignature, Permill};

/// What a coin of the benchmarks is worth, in satoshi: enough for an output and its fee whatever their number.
const COIN: Balance = 1_000 * ETP;

fn account_of(n: u32) -> AccountId {
	account("owner", n, 0)
}

/// The name of an output that no call of the benchmarks makes.
fn outpoint(n: u32) -> OutPoint {
	OutPoint { txid: serial_id(u64::from(n).saturating_add(1 << 40)), index: 0 }
}

/// Puts coins under this lock into the ledger, older than any maturity.
fn coins<T: Config>(count: u32, lock: &Lock) -> (Vec<OutPoint>, Vec<Output>) {
	T::Currency::set_balance(&Pallet::<T>::account_id(), COIN.saturating_mul(1_000_000));
	let output = Output { value: Value::etp(COIN), lock: lock.clone() };
	let outpoints: Vec<OutPoint> = (0..count).map(|n| outpoint(n)).collect();
	for outpoint in &outpoints {
		let coin = Unspent { output: output.clone(), height: 0, origin: CoinOrigin::Transfer };
		Unspents::<T>::insert(outpoint, coin);
	}
	Totals::<T>::mutate(|totals| {
		totals.held = totals.held.saturating_add(COIN.saturating_mul(count.into()));
	});
	(outpoints, vec![output; count as usize])
}

/// Outputs that are stored.
fn stored(count: u32) -> Vec<Output> {
	(0..count).map(|n| Output::etp(pillars_ledger::MIN_OUTPUT, account_of(n))).collect()
}

/// Payments to accounts that do not exist yet.
fn payments<T: Config>(count: u32) -> Vec<Output> {
	let amount = T::Currency::minimum_balance().max(pillars_ledger::MIN_OUTPUT);
	(0..count)
		.map(|n| Output { value: Value::etp(amount), lock: Lock::Balance(account_of(n)) })
		.collect()
}

/// A transaction with so many inputs under one lock.
fn transaction<T: Config>(
	inputs: u32,
	outputs: Vec<Output>,
	lock: &Lock,
) -> (Transaction, Vec<Output>) {
	let (outpoints, spent) = coins::<T>(inputs, lock);
	(Transaction::new(outpoints, outputs).expect("within the limits"), spent)
}

/// A policy that anybody meets: inputs under it cost no signature.
fn open() -> (Lock, Witness) {
	let policy = Policy::After(0);
	let witness = Witness::Policy {
		policy: policy.to_bytes().expect("it is short"),
		satisfaction: Satisfaction::None,
	};
	(policy.lock(), witness)
}

/// A key in the keystore of the benchmark.
const KEY_TYPE: sp_core::crypto::KeyTypeId = sp_core::crypto::KeyTypeId(*b"benc");

/// Inputs each signed for itself in the form that is tried last.
fn signed<T: Config>(
	inputs: u32,
	owner: &AccountId,
	sign: impl Fn(&[u8]) -> MultiSignature,
) -> (Transaction, Vec<Unspent>, Vec<Witness>) {
	let (tx, spent) = transaction::<T>(inputs, stored(1), &Lock::Account(owner.clone()));
	let genesis = crate::transfer::genesis_hash::<T>();
	let hash = sighash(&tx, &spent, &genesis, Mode::All, 0).expect("there are as many outputs");
	let witness = Witness::Signature { mode: 0, sig: sign(&wrapped(&hash)) };
	let coins = spent
		.into_iter()
		.map(|output| Unspent { output, height: 0, origin: CoinOrigin::Transfer })
		.collect();
	(tx, coins, vec![witness; inputs as usize])
}

fn verify_all<T: Config>(tx: &Transaction, coins: &[Unspent], witnesses: &[Witness]) {
	let genesis = crate::transfer::genesis_hash::<T>();
	let context = SpendContext { genesis_hash: &genesis, now: Pallet::<T>::now(), signer: None };
	verify_witnesses(tx, coins, witnesses, &context).expect("the witnesses are right");
}

/// A funded account.
fn rich<T: Config>() -> AccountId {
	let who: AccountId = whitelisted_caller();
	T::Currency::set_balance(&who, COIN);
	who
}

/// A funded account with an avatar.
fn issuer<T: Config>() -> AccountId {
	let who = rich::<T>();
	T::BenchmarkHelper::make_avatar(&who);
	who
}

/// Another account with an avatar.
fn avatar_of<T: Config>(n: u32) -> AccountId {
	let who = account_of(n);
	T::BenchmarkHelper::make_avatar(&who);
	who
}

fn bounded<V: Clone, S: frame_support::traits::Get<u32>>(list: Vec<V>) -> BoundedVec<V, S> {
	BoundedVec::truncate_from(list)
}

fn longest_symbol(first: u8) -> Symbol {
	let mut symbol = vec![b'A'; 64];
	symbol[0] = first;
	bounded(symbol)
}

fn issue_params(symbol: Symbol, supply: Balance) -> IssueParams {
	IssueParams {
		symbol,
		decimals: 8,
		supply,
		description: bounded(vec![b'x'; 256]),
		metadata: Some(H256::repeat_byte(1)),
		reissue: Reissue::Share(1),
		mining: None,
	}
}

/// A token is registered as mineable when it is issued.
fn mined() -> MiningModel {
	let decay = Permill::from_percent(95);
	MiningModel { initial: 300_000_000, interval: 500_000, decay, cap: Some(1_000_000_000) }
}

/// Issues a token whose symbol is its own domain, and returns its number.
fn issued<T: Config>(who: &AccountId, symbol: Symbol) -> Result<u32, BenchmarkError> {
	let salt = [7; 32];
	Pallet::<T>::commit_domain(
		RawOrigin::Signed(who.clone()).into(),
		domain_commitment(&symbol, &salt, who),
	)?;
	System::<T>::set_block_number((Pallet::<T>::now().saturating_add(10)).into());
	let asset = NextAsset::<T>::get();
	let params = issue_params(symbol, 1_000_000);
	Pallet::<T>::issue(RawOrigin::Signed(who.clone()).into(), params, Some(salt))?;
	Ok(asset)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn spend(i: Linear<1, 32>, o: Linear<1, 32>) {
		let caller = rich::<T>();
		let (tx, _) = transaction::<T>(i, stored(o), &Lock::Account(caller.clone()));
		let witnesses = bounded(vec![Witness::Signer; i as usize]);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), tx.clone(), witnesses);

		assert!(tx.inputs().iter().all(|outpoint| !Unspents::<T>::contains_key(outpoint)));
	}

	#[benchmark]
	fn submit(i: Linear<1, 32>, o: Linear<1, 32>) {
		let (lock, witness) = open();
		let (tx, spent) = transaction::<T>(i, stored(o), &lock);
		let witnesses = bounded(vec![witness; i as usize]);

		#[extrinsic_call]
		_(RawOrigin::Authorized, tx.clone(), bounded(spent), witnesses);

		assert!(tx.inputs().iter().all(|outpoint| !Unspents::<T>::contains_key(outpoint)));
	}

	#[benchmark]
	fn authorize_submit(i: Linear<1, 32>, o: Linear<1, 32>) {
		let (lock, witness) = open();
		let (tx, spent) = transaction::<T>(i, stored(o), &lock);
		let witnesses = bounded(vec![witness; i as usize]);
		let call = Call::<T>::submit { tx, spent: bounded(spent), witnesses };

		#[block]
		{
			call.authorize(TransactionSource::InBlock)
				.expect("it authorises itself")
				.expect("it is valid");
		}
	}

	/// Both parts of a transaction that pays accounts.
	#[benchmark]
	fn payments_to_accounts(p: Linear<1, 32>) {
		let (lock, witness) = open();
		let (tx, spent) = transaction::<T>(1, payments::<T>(p), &lock);
		let call =
			Call::<T>::submit { tx, spent: bounded(spent), witnesses: bounded(vec![witness]) };

		#[block]
		{
			call.authorize(TransactionSource::InBlock)
				.expect("it authorises itself")
				.expect("it is valid");
			call.dispatch_bypass_filter(RawOrigin::Authorized.into()).expect("it is valid");
		}
	}

	/// Signatures over the form that browser extensions sign, which is tried last.
	#[benchmark]
	fn signatures_sr25519(s: Linear<1, 64>) {
		let key = sp_io::crypto::sr25519_generate(KEY_TYPE, None);
		let sign = |message: &[u8]| {
			let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &key, message);
			MultiSignature::Sr25519(signature.expect("the key is there"))
		};
		let (tx, coins, witnesses) = signed::<T>(s, &AccountId::from(key.0), sign);

		#[block]
		{
			verify_all::<T>(&tx, &coins, &witnesses);
		}
	}

	#[benchmark]
	fn signatures_ed25519(s: Linear<1, 64>) {
		let key = sp_io::crypto::ed25519_generate(KEY_TYPE, None);
		let sign = |message: &[u8]| {
			let signature = sp_io::crypto::ed25519_sign(KEY_TYPE, &key, message);
			MultiSignature::Ed25519(signature.expect("the key is there"))
		};
		let (tx, coins, witnesses) = signed::<T>(s, &AccountId::from(key.0), sign);

		#[block]
		{
			verify_all::<T>(&tx, &coins, &witnesses);
		}
	}

	#[benchmark]
	fn signatures_ecdsa(s: Linear<1, 64>) {
		let key = sp_io::crypto::ecdsa_generate(KEY_TYPE, None);
		let sign = |message: &[u8]| {
			let signature = sp_io::crypto::ecdsa_sign(KEY_TYPE, &key, message);
			MultiSignature::Ecdsa(signature.expect("the key is there"))
		};
		let owner = AccountId::from(sp_io::hashing::blake2_256(&key.0));
		let (tx, coins, witnesses) = signed::<T>(s, &owner, sign);

		#[block]
		{
			verify_all::<T>(&tx, &coins, &witnesses);
		}
	}

	/// Conditions on outputs, the dearest of all, in a transaction with as many outputs as there can be.
	#[benchmark]
	fn policy_nodes(n: Linear<2, { MAX_POLICY_NODES as u32 }>) {
		let paid = n.saturating_sub(1);
		let amount = |k: u32| ETP.saturating_add(k.into());
		let mut outputs = stored(256u32.saturating_sub(paid));
		let lock = Lock::Account(account_of(0));
		outputs
			.extend((0..paid).map(|k| Output { value: Value::etp(amount(k)), lock: lock.clone() }));
		let pays = (0..paid)
			.map(|k| Policy::Pays { value: Value::etp(amount(k)), lock_hash: lock.hash() });
		let policy = Policy::All(pays.collect());
		let (outpoints, spent) = coins::<T>(1, &policy.lock());
		let tx = Transaction::new(outpoints, outputs).expect("within the limits");
		let coins: Vec<Unspent> = spent
			.into_iter()
			.map(|output| Unspent { output, height: 0, origin: CoinOrigin::Transfer })
			.collect();
		let branches = (0..paid).map(|k| (k as u8, Satisfaction::None)).collect();
		let witness = Witness::Policy {
			policy: policy.to_bytes().expect("within the limits"),
			satisfaction: Satisfaction::Many(branches),
		};

		#[block]
		{
			verify_all::<T>(&tx, &coins, &[witness]);
		}
	}

	#[benchmark]
	fn fund() {
		let caller = rich::<T>();
		let lock = Lock::Deposit { owner: caller.clone(), until: u32::MAX };
		let held = Totals::<T>::get().held;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), COIN / 2, lock);

		assert_eq!(Totals::<T>::get().held, held.saturating_add(COIN / 2));
	}

	#[benchmark]
	fn set_staking_key() -> Result<(), BenchmarkError> {
		let caller = rich::<T>();
		let origin = RawOrigin::Signed(caller.clone());
		Pallet::<T>::set_staking_key(origin.clone().into(), Some(Public::from_raw([1; 32])))?;
		System::<T>::set_block_number(1_000u32.into());
		Pallet::<T>::set_staking_key(origin.clone().into(), Some(Public::from_raw([2; 32])))?;
		System::<T>::set_block_number(2_000u32.into());

		#[extrinsic_call]
		_(origin, Some(Public::from_raw([3; 32])));

		assert!(StakingKeyOwners::<T>::contains_key(Public::from_raw([3; 32])));
		Ok(())
	}

	#[benchmark]
	fn commit_domain() {
		let caller = issuer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), H256::repeat_byte(1));
	}

	#[benchmark]
	fn issue() -> Result<(), BenchmarkError> {
		let caller = issuer::<T>();
		let symbol = longest_symbol(b'B');
		let salt = [7; 32];
		let commitment = domain_commitment(&symbol, &salt, &caller);
		Pallet::<T>::commit_domain(RawOrigin::Signed(caller.clone()).into(), commitment)?;
		System::<T>::set_block_number(10u32.into());
		let asset = NextAsset::<T>::get();
		let params = IssueParams { mining: Some(mined()), ..issue_params(symbol, 1_000_000) };

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), params, Some(salt));

		assert_eq!(NextAsset::<T>::get(), asset.saturating_add(1));
		Ok(())
	}

	#[benchmark]
	fn reissue(s: Linear<1, 256>) -> Result<(), BenchmarkError> {
		let caller = issuer::<T>();
		let asset = issued::<T>(&caller, longest_symbol(b'C'))?;
		let value = Value::Coins { asset, amount: 1_000_000 };
		let output = Output { value, lock: Lock::Account(caller.clone()) };
		let shown: Vec<OutPoint> = (0..s).map(|n| outpoint(n)).collect();
		for outpoint in &shown {
			let coin = Unspent { output: output.clone(), height: 0, origin: CoinOrigin::Transfer };
			Unspents::<T>::insert(outpoint, coin);
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, 1_000, bounded(shown));

		Ok(())
	}

	#[benchmark]
	fn set_metadata() -> Result<(), BenchmarkError> {
		let caller = issuer::<T>();
		let asset = issued::<T>(&caller, longest_symbol(b'D'))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, Some(H256::repeat_byte(9)));

		Ok(())
	}

	#[benchmark]
	fn grant_naming() -> Result<(), BenchmarkError> {
		let caller = issuer::<T>();
		issued::<T>(&caller, bounded(b"DOMAIN".to_vec()))?;
		let mut symbol = b"DOMAIN.".to_vec();
		symbol.resize(64, b'A');
		let to = avatar_of::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), bounded(symbol), to);

		Ok(())
	}

	#[benchmark]
	fn transfer_certificate() -> Result<(), BenchmarkError> {
		let caller = issuer::<T>();
		let asset = issued::<T>(&caller, longest_symbol(b'E'))?;
		let to = avatar_of::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), CertificateId::Issue(asset), to);

		Ok(())
	}

	#[benchmark]
	fn register_mit() {
		let caller = issuer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), longest_symbol(b'F'), bounded(vec![b'x'; 256]));
	}
}

//! Benchmarks: the most that each call, and what the hooks of the consensus ask, can take.
//!
//! Candidates are measured up to 32: the time grows as their number.

use super::*;
use alloc::{boxed::Box, vec, vec::Vec};
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Mutate, MutateHold},
		ConstU32,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use pillars_consensus_primitives::{
	seal_message, Claim, Claimed, CompatibleDigestItem, PreDigest, Seal, WitnessKey,
};
use pillars_primitives::{AccountId, Hash, Header};
use pillars_rules::MAX_WITNESSES;
use pillars_traits::{
	BenchmarkHelper, Bonds, ConsensusParameters, Electorate, OnEpochEnd, WitnessDuty, WitnessTables,
};
use sp_core::{ed25519, sr25519, U256};
use sp_runtime::{
	traits::Header as _, Digest, DigestItem, Perbill, RuntimeAppPublic, SaturatedConversion,
};

/// What an account of the benchmarks has free, in satoshi.
const PURSE: Balance = 10_000_000 * ETP;
/// How often candidates were frozen.
const FREEZINGS: u32 = 10;
/// Bytes that bring a header near to its limit of 4 KiB.
const PADDING: usize = 3_600;

/// A funded account with an avatar.
fn person<T: Config>(name: &'static str) -> AccountId {
	let who: AccountId = account(name, 0, 0);
	T::Currency::set_balance(&who, PURSE);
	T::BenchmarkHelper::make_avatar(&who);
	Freezings::<T>::put(FREEZINGS);
	who
}

fn min_bond<T: Config>() -> Balance {
	T::Parameters::parameters().min_bond
}

/// What left in each epoch that it can have left in; the first of it is free.
fn unlocking() -> Unlocking {
	let epoch = FREEZINGS.saturating_sub(1);
	let chunks: Vec<Chunk> = (0..MAX_CHUNKS.saturating_sub(1))
		.map(|n| Chunk { amount: ETP, free_at: epoch.saturating_add(n) })
		.collect();
	Unlocking(BoundedVec::truncate_from(chunks))
}

/// Delegations to a node, of which some began to count at a freezing that is not accounted for.
fn make_pool<T: Config>(node: &AccountId) {
	let pool = Pool {
		freezings: FREEZINGS.saturating_sub(1),
		own: Pallet::<T>::own_bond(node),
		active: 1_000 * ETP,
		pending: 1_000 * ETP,
		waiting: 2,
		earned: U256::from(ETP),
		commission: Perbill::from_percent(5),
		next_commission: Perbill::from_percent(10),
	};
	Pools::<T>::insert(node, pool);
}

/// A bond, held, of which some leaves.
fn make_bond<T: Config>(who: &AccountId, bond: Balance) -> Result<(), BenchmarkError> {
	let ledger = BondLedger { bond, unlocking: unlocking(), sits_out_until: None };
	T::Currency::hold(&HoldReason::Bond.into(), who, ledger.held())?;
	Ledgers::<T>::insert(who, ledger);
	Ok(())
}

/// An account with a bond, a certificate and delegations.
fn node<T: Config>(bond: Balance) -> Result<AccountId, BenchmarkError> {
	let who = person::<T>("node");
	make_bond::<T>(&who, bond)?;
	T::BenchmarkHelper::certify(&who);
	make_pool::<T>(&who);
	Ok(who)
}

/// Distinct keys that nobody has.
fn raw_keys(n: u32) -> CandidateKeys {
	let mut raw = [0xee; 32];
	raw[..4].copy_from_slice(&n.to_be_bytes());
	CandidateKeys {
		witness: sr25519::Public::from_raw(raw),
		grandpa: ed25519::Public::from_raw(raw),
	}
}

/// Nobody but so many candidates, each with all that its weight may depend on.
fn candidates<T: Config>(count: u32) {
	let _ = Candidates::<T>::clear(u32::MAX, None);
	for n in 0..count {
		let who: AccountId = account("candidate", n, 0);
		Ledgers::<T>::insert(&who, BondLedger { bond: min_bond::<T>(), ..Default::default() });
		T::BenchmarkHelper::certify(&who);
		make_pool::<T>(&who);
		Pallet::<T>::insert_candidate(&who, raw_keys(n));
	}
	Freezings::<T>::put(FREEZINGS);
}

/// So many frozen candidates.
fn frozen<T: Config>(count: u32) -> Vec<AccountId> {
	let mut entries: Vec<FrozenEntry> = (0..count)
		.map(|n| FrozenEntry { who: account("frozen", n, 0), keys: raw_keys(n), weight: 1 << 64 })
		.collect();
	entries.sort_unstable_by(|a, b| a.who.cmp(&b.who));
	let accounts = entries.iter().map(|entry| entry.who.clone()).collect();
	Frozen::<T>::put(BoundedVec::truncate_from(entries));
	accounts
}

/// Keys of a node of the account, with their proof.
fn proven_keys<T: Config>(
	who: &AccountId,
) -> Result<(T::Keys, BoundedVec<u8, ConstU32<MAX_PROOF>>), BenchmarkError> {
	let (keys, proof) = T::BenchmarkHelper::session_keys(who);
	let keys = T::Keys::decode(&mut keys.as_slice())
		.map_err(|_| BenchmarkError::Stop("the keys can not be decoded"))?;
	Ok((keys, BoundedVec::truncate_from(proof)))
}

/// A delegation with a part that began to count unnoticed, and all else that it can have.
fn delegated<T: Config>() -> Result<(AccountId, AccountId), BenchmarkError> {
	let node = node::<T>(min_bond::<T>())?;
	let delegator = person::<T>("delegator");
	let delegation = Delegation {
		active: 500 * ETP,
		earned: U256::zero(),
		pending: 500 * ETP,
		made_in: FREEZINGS.saturating_sub(3),
		unclaimed: ETP,
		unlocking: unlocking(),
	};
	let held = delegation.total().saturating_add(delegation.unlocking.total());
	T::Currency::hold(&HoldReason::Delegation.into(), &delegator, held)?;
	let mark = Mark { earned: U256::one(), waiting: 1 };
	Marks::<T>::insert(&node, FREEZINGS.saturating_sub(2), mark);
	Delegations::<T>::insert(&delegator, &node, delegation);
	T::Currency::set_balance(&Pallet::<T>::account_id(), PURSE);
	Ok((delegator, node))
}

/// A follower's header of nearly the largest size.
fn sealed(
	author: &AccountId,
	key: &WitnessKey,
	epoch: u32,
	n: u8,
) -> Result<Header, BenchmarkError> {
	let pre_digest = PreDigest { timestamp: 1, claim: Claim::Dpos { epoch, turn: 0 } };
	let mut logs = Claimed { author: author.clone(), pre_digest }.digest_items();
	logs.push(DigestItem::Consensus(*b"FRNK", vec![n; PADDING]));
	let mut header = Header::new(2, Hash::zero(), Hash::zero(), Hash::zero(), Digest { logs });
	let signature = key
		.sign(&seal_message(&header.hash()))
		.ok_or(BenchmarkError::Stop("the key was generated here"))?;
	header.digest_mut().push(DigestItem::hybrid_seal(&Seal::Dpos(signature)));
	Ok(header)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The bond becomes large enough for the certificate, and that for the one above it.
	#[benchmark]
	fn bond() -> Result<(), BenchmarkError> {
		let caller = node::<T>(ETP)?;
		let amount = min_bond::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), amount);

		assert_eq!(Ledgers::<T>::get(caller).bond, amount.saturating_add(ETP));
		Ok(())
	}

	/// The bond becomes too small for the certificate.
	#[benchmark]
	fn unbond() -> Result<(), BenchmarkError> {
		let caller = node::<T>(min_bond::<T>())?;
		// It is looked for among them.
		T::BenchmarkHelper::freeze(MAX_CANDIDATES);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), min_bond::<T>());

		assert_eq!(Ledgers::<T>::get(caller).bond, 0);
		Ok(())
	}

	#[benchmark]
	fn withdraw_bond() -> Result<(), BenchmarkError> {
		let caller = node::<T>(min_bond::<T>())?;
		let before = Ledgers::<T>::get(&caller).held();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(Ledgers::<T>::get(caller).held() < before);
		Ok(())
	}

	/// As if there were room for no more than `n`. With 0 nobody has to go.
	#[benchmark]
	fn register_candidate(n: Linear<0, 32>) -> Result<(), BenchmarkError> {
		candidates::<T>(n);
		let caller = node::<T>(min_bond::<T>().saturating_mul(4))?;
		let (keys, proof) = proven_keys::<T>(&caller)?;
		let origin: T::RuntimeOrigin = RawOrigin::Signed(caller.clone()).into();

		#[block]
		{
			if n > 0 {
				Pallet::<T>::make_room_for(&caller)?;
			}
			Pallet::<T>::register_candidate(origin, keys, proof).map_err(|error| error.error)?;
		}

		assert!(Candidates::<T>::contains_key(&caller));
		assert_eq!(Candidates::<T>::count(), n.max(1));
		Ok(())
	}

	#[benchmark]
	fn set_keys() -> Result<(), BenchmarkError> {
		let caller = node::<T>(min_bond::<T>())?;
		Pallet::<T>::insert_candidate(&caller, raw_keys(1));
		let (keys, proof) = proven_keys::<T>(&caller)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), keys, proof);

		assert_ne!(Candidates::<T>::get(caller), Some(raw_keys(1)));
		Ok(())
	}

	#[benchmark]
	fn leave() -> Result<(), BenchmarkError> {
		let caller = node::<T>(min_bond::<T>())?;
		Pallet::<T>::insert_candidate(&caller, raw_keys(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(!Candidates::<T>::contains_key(caller));
		Ok(())
	}

	#[benchmark]
	fn set_commission() -> Result<(), BenchmarkError> {
		let caller = node::<T>(min_bond::<T>())?;
		Pallet::<T>::insert_candidate(&caller, raw_keys(1));
		let commission = Perbill::from_percent(50);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), commission);

		assert_eq!(Pools::<T>::get(caller).map(|pool| pool.next_commission), Some(commission));
		Ok(())
	}

	#[benchmark]
	fn delegate() -> Result<(), BenchmarkError> {
		let (caller, node) = delegated::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), node.clone(), ETP);

		assert_eq!(Delegations::<T>::get(caller, node).pending, ETP);
		Ok(())
	}

	#[benchmark]
	fn undelegate() -> Result<(), BenchmarkError> {
		let (caller, node) = delegated::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), node.clone(), ETP);

		assert_eq!(Delegations::<T>::get(caller, node).total(), 999 * ETP);
		Ok(())
	}

	#[benchmark]
	fn withdraw_delegation() -> Result<(), BenchmarkError> {
		let (caller, node) = delegated::<T>()?;
		let before = Delegations::<T>::get(&caller, &node).unlocking.total();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), node.clone());

		assert!(Delegations::<T>::get(caller, node).unlocking.total() < before);
		Ok(())
	}

	#[benchmark]
	fn claim_rewards() -> Result<(), BenchmarkError> {
		let (caller, node) = delegated::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), node.clone());

		assert_eq!(Delegations::<T>::get(caller, node).unclaimed, 0);
		Ok(())
	}

	#[benchmark]
	fn report_equivocation() -> Result<(), BenchmarkError> {
		let guilty = node::<T>(min_bond::<T>())?;
		let key = WitnessKey::generate_pair(None);
		let epoch = T::Tables::epoch();
		let raw: sr25519::Public = key.clone().into();
		T::BenchmarkHelper::make_witness(epoch, &guilty, raw);
		frozen::<T>(MAX_CANDIDATES);
		Frozen::<T>::mutate(|frozen| {
			if let Some(last) = frozen.last_mut() {
				last.who = guilty.clone();
			}
		});
		let first = Box::new(sealed(&guilty, &key, epoch, 1)?);
		let second = Box::new(sealed(&guilty, &key, epoch, 2)?);
		let caller = person::<T>("reporter");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), first, second);

		assert!(Punished::<T>::contains_key(&guilty, raw));
		assert!(Frozen::<T>::get().iter().all(|entry| entry.who != guilty));
		Ok(())
	}

	#[benchmark]
	fn freeze(n: Linear<1, 32>) {
		candidates::<T>(n);

		#[block]
		{
			<Pallet<T> as Electorate>::freeze(FREEZINGS);
		}

		assert_eq!(Frozen::<T>::get().len(), n.saturated_into::<usize>());
	}

	#[benchmark]
	fn take_frozen(n: Linear<1, 1024>) {
		frozen::<T>(n);

		#[block]
		{
			<Pallet<T> as Electorate>::take_frozen();
		}

		assert!(Frozen::<T>::get().is_empty());
	}

	/// All witnesses are struck from as many candidates as there can be.
	#[benchmark]
	fn epoch_ended() {
		let all = frozen::<T>(MAX_CANDIDATES);
		let most = MAX_WITNESSES.saturated_into();
		let duties: Vec<WitnessDuty> = all
			.into_iter()
			.take(most)
			.map(|who| WitnessDuty { who, assigned: MIN_ASSIGNED, made: 0 })
			.collect();

		#[block]
		{
			<Pallet<T> as OnEpochEnd>::epoch_ended(1, &duties);
		}

		let left = MAX_CANDIDATES.saturating_sub(MAX_WITNESSES);
		assert_eq!(Frozen::<T>::get().len(), left.saturated_into::<usize>());
	}
}

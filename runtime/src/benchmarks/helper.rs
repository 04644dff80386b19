//! The state of other pallets, as benchmarks want it.

use crate::{
	configs::ledger::Treasury, AccountId, Balance, Balances, BlockNumber, Candidates,
	HybridConsensus, Moment, Runtime, SessionKeys, System, Timestamp,
};
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_support::{
	traits::fungible::{Mutate, MutateHold},
	BoundedVec,
};
use pallet_candidates::{BondLedger, CandidateKeys, FrozenEntry, Pool};
use pallet_witness_certificates::{
	Certificate, Grant, Level, LevelOne, Mark, Member, State, Term, ACTIVATION_GRANT, LEVEL2_GRANT,
	LEVEL2_RELEASE_MS, MAX_LEVEL2,
};
use pillars_ledger::{Asset, MiningModel};
use pillars_primitives::units::ETP;
use pillars_traits::{BenchmarkHelper, Bonds, Holding};
use sp_core::{ed25519, sr25519, U256};
use sp_io::hashing::blake2_256;
use sp_runtime::{Perbill, Permill};

/// The token that can be mined, which no genesis has.
const TOKEN: Asset = Asset::MAX;
/// How long certificates live from now on, in blocks.
const LIFE: BlockNumber = 10_000;
/// Time in ms that is left to activate a certificate.
const TIME_LEFT: Moment = 1_000_000;

/// Writes into the pallets of this runtime.
pub struct Helper;

/// Another account, made from this one.
fn relative(who: &AccountId, n: u32) -> AccountId {
	AccountId::new((who, n).using_encoded(blake2_256))
}

/// The others under a level-1 certificate, with the least bond.
fn members(above: &AccountId, until: BlockNumber, count: u32) -> Vec<Member> {
	let bond = HybridConsensus::parameters().min_bond;
	(0..count).map(|n| Member { who: relative(above, n), bond, until }).collect()
}

/// A level-1 certificate, active from now on if it has a term.
fn write_level1(holder: &AccountId, term: Option<Term>, members: Vec<Member>) {
	let moment = Timestamp::get();
	let activate_by = moment.saturating_add(TIME_LEFT);
	let level = Level::One(LevelOne { activate_by, low_epochs: 0, freezes: 0, frozen_ms: 0 });
	let state = if term.is_some() { State::Active } else { State::Issued };
	let issued_at = System::block_number();
	let certificate = Certificate { level, state, issued_at, issued_ms: moment, term };
	pallet_witness_certificates::Certificates::<Runtime>::insert(holder, certificate);
	let members = BoundedVec::truncate_from(members);
	pallet_witness_certificates::Groups::<Runtime>::insert(holder, members);
}

/// A level-2 certificate with a grant.
fn write_level2(holder: &AccountId, under: &AccountId, term: Term) {
	let certificate = Certificate {
		level: Level::Two { under: under.clone() },
		state: State::Active,
		issued_at: term.from,
		issued_ms: Timestamp::get(),
		term: Some(term),
	};
	pallet_witness_certificates::Certificates::<Runtime>::insert(holder, certificate);
	let treasury = Treasury::get();
	// With enough for what an activation sets aside.
	Helper::fund(&treasury, ACTIVATION_GRANT.saturating_mul(2));
	let reason = pallet_witness_certificates::HoldReason::Grant.into();
	if Balances::hold(&reason, &treasury, LEVEL2_GRANT).is_ok() {
		pallet_witness_certificates::SetAside::<Runtime>::mutate(|sum| {
			*sum = sum.saturating_add(LEVEL2_GRANT);
		});
		let grant = Grant {
			total: LEVEL2_GRANT,
			over_ms: LEVEL2_RELEASE_MS,
			mark: Mark { height: term.from, clock: Timestamp::get() },
			..Grant::default()
		};
		pallet_witness_certificates::Grants::<Runtime>::insert(holder, grant);
	}
}

fn term() -> Term {
	let from = System::block_number();
	Term { from, until: from.saturating_add(LIFE) }
}

impl BenchmarkHelper for Helper {
	fn fund(who: &AccountId, amount: Balance) {
		Balances::set_balance(who, amount);
	}

	fn make_avatar(who: &AccountId) {
		// As long as names can be.
		let symbol: Vec<u8> = AsRef::<[u8; 32]>::as_ref(who)
			.iter()
			.flat_map(|byte| [byte >> 4, byte & 15])
			.map(|digit| digit.saturating_add(b'a'))
			.collect();
		let id = pallet_avatars::avatar_id(&symbol);
		let now = System::block_number();
		let details = pallet_avatars::AvatarDetails {
			symbol: BoundedVec::truncate_from(symbol),
			account: who.clone(),
			born: now,
			held_since: now,
			transfers: 0,
		};
		let holding = Holding { avatar: id, born: now, since: now };
		pallet_avatars::AvatarOf::<Runtime>::insert(who, holding);
		pallet_avatars::Avatars::<Runtime>::insert(id, details);
	}

	fn bond(who: &AccountId, amount: Balance) {
		let ledger = BondLedger { bond: amount, ..BondLedger::default() };
		pallet_candidates::Ledgers::<Runtime>::insert(who, ledger);
	}

	fn delegate_to(who: &AccountId) {
		let pool = Pool {
			freezings: pallet_candidates::Freezings::<Runtime>::get(),
			own: Candidates::own_bond(who),
			active: ETP,
			pending: ETP,
			waiting: 1,
			earned: U256::zero(),
			commission: Perbill::from_percent(5),
			next_commission: Perbill::from_percent(5),
		};
		pallet_candidates::Pools::<Runtime>::insert(who, pool);
	}

	fn certify(who: &AccountId) {
		let (above, term) = (relative(who, MAX_LEVEL2), term());
		let mut members = members(&above, term.until, MAX_LEVEL2.saturating_sub(1));
		let bond = Candidates::own_bond(who);
		members.push(Member { who: who.clone(), bond, until: term.until });
		write_level1(&above, None, members);
		write_level2(who, &above, term);
	}

	fn lead(who: &AccountId) {
		let term = term();
		write_level1(who, Some(term), members(who, term.until, MAX_LEVEL2));
	}

	fn set_moment(moment: Moment) {
		pallet_timestamp::Now::<Runtime>::put(moment);
	}

	fn session_keys(owner: &AccountId) -> (Vec<u8>, Vec<u8>) {
		let made = SessionKeys::generate(&owner.encode(), None);
		(made.keys.encode(), made.proof.encode())
	}

	fn make_witness(epoch: u32, who: &AccountId, key: sr25519::Public) {
		let list = vec![(who.clone(), key.into())];
		pallet_hybrid_consensus::Witnesses::<Runtime>::insert(
			epoch,
			BoundedVec::truncate_from(list),
		);
	}

	fn freeze(count: u32) {
		let frozen = (0..count).map(|n| {
			// The order of the numbers is that of the accounts.
			let mut raw = [0; 32];
			raw.iter_mut().zip(n.to_be_bytes()).for_each(|(to, byte)| *to = byte);
			let keys = CandidateKeys {
				witness: sr25519::Public::from_raw(raw),
				grandpa: ed25519::Public::from_raw(raw),
			};
			FrozenEntry { who: raw.into(), keys, weight: 1 << 64 }
		});
		pallet_candidates::Frozen::<Runtime>::put(BoundedVec::truncate_from(frozen.collect()));
	}

	fn make_mineable() -> Asset {
		let supply = pallet_utxo_assets::Supply { issued: 1, mined: 0, burned: 0 };
		pallet_utxo_assets::Supplies::<Runtime>::insert(TOKEN, supply);
		let decay = Permill::from_percent(95);
		let model = MiningModel { initial: u64::MAX, interval: 1, decay, cap: Some(u128::MAX) };
		let mineable = pallet_mst_mining::Mineable { model, issued_at: 0, mined: 0 };
		pallet_mst_mining::Mineables::<Runtime>::insert(TOKEN, mineable);
		TOKEN
	}
}

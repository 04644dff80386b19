//! Benchmarks: the most that each call can take.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use pillars_primitives::{units::ETP, AccountId, Balance};
use pillars_traits::{AvatarId, BenchmarkHelper};
use sp_core::H256;
use sp_runtime::SaturatedConversion;

/// What an account of the benchmarks has, in satoshi.
const PURSE: Balance = 1_000 * ETP;
/// A kind of attestations that no genesis names.
const KIND: u32 = u32::MAX;

/// A funded account.
fn person<T: Config>(n: u32) -> AccountId {
	let who: AccountId = account("person", n, 0);
	T::BenchmarkHelper::fund(&who, PURSE);
	who
}

/// The longest name, another one for each number below 26.
fn symbol(n: u32) -> Symbol {
	let mut symbol = vec![b'-'; MAX_SYMBOL as usize];
	symbol[0] = b'a'.saturating_add(n.saturated_into());
	Symbol::truncate_from(symbol)
}

/// An account with an avatar.
fn avatar<T: Config>(n: u32) -> (AccountId, AvatarId) {
	let (who, symbol) = (person::<T>(n), symbol(n));
	let id = avatar_id(&symbol);
	Pallet::<T>::make(id, symbol, who.clone());
	(who, id)
}

fn longest_kind_name() -> KindName {
	KindName::truncate_from(vec![b'k'; MAX_KIND_NAME as usize])
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let caller = person::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), symbol(1));

		assert!(AvatarOf::<T>::contains_key(caller));
	}

	#[benchmark]
	fn offer_transfer() {
		let (caller, id) = avatar::<T>(1);
		Offers::<T>::insert(id, person::<T>(2));
		let to = person::<T>(3);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), to.clone());

		assert_eq!(Offers::<T>::get(id), Some(to));
	}

	#[benchmark]
	fn withdraw_offer() {
		let (caller, id) = avatar::<T>(1);
		Offers::<T>::insert(id, person::<T>(2));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller));

		assert!(!Offers::<T>::contains_key(id));
	}

	#[benchmark]
	fn accept_transfer() {
		let (_, id) = avatar::<T>(1);
		let caller = person::<T>(2);
		Offers::<T>::insert(id, &caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert_eq!(AvatarOf::<T>::get(caller).map(|holding| holding.avatar), Some(id));
	}

	/// The first one, for which money is held.
	#[benchmark]
	fn attest() {
		let (caller, _) = avatar::<T>(1);
		let (_, subject) = avatar::<T>(2);
		Pallet::<T>::make_kind(KIND, longest_kind_name());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), subject, KIND, H256::repeat_byte(1), 0);

		assert!(Attestations::<T>::contains_key((subject, KIND, caller)));
	}

	#[benchmark]
	fn revoke_attestation() -> Result<(), BenchmarkError> {
		let (caller, _) = avatar::<T>(1);
		let (_, subject) = avatar::<T>(2);
		Pallet::<T>::make_kind(KIND, longest_kind_name());
		Pallet::<T>::do_attest(caller.clone(), subject, KIND, H256::repeat_byte(1), 0)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), subject, KIND);

		assert!(!Attestations::<T>::contains_key((subject, KIND, caller)));
		Ok(())
	}

	#[benchmark]
	fn name_kind() -> Result<(), BenchmarkError> {
		let origin =
			T::UpdateOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, KIND, longest_kind_name());

		assert!(Kinds::<T>::contains_key(KIND));
		Ok(())
	}
}

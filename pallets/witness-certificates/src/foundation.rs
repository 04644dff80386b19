//! Who speaks for the Foundation where governance does not yet.

use crate::{Config, Speaker};
use core::marker::PhantomData;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use pillars_primitives::AccountId;

/// The origin of the account that the genesis state names to speak for the Foundation; none if it names nobody.
pub struct EnsureFoundation<T>(PhantomData<T>);

impl<T, O> EnsureOrigin<O> for EnsureFoundation<T>
where
	T: Config,
	O: Into<Result<RawOrigin<AccountId>, O>> + From<RawOrigin<AccountId>> + Clone,
{
	type Success = AccountId;

	fn try_origin(origin: O) -> Result<Self::Success, O> {
		let speaker = Speaker::<T>::get();
		match origin.clone().into() {
			Ok(RawOrigin::Signed(who)) if Some(&who) == speaker.as_ref() => Ok(who),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<O, ()> {
		Speaker::<T>::get().map(|who| RawOrigin::Signed(who).into()).ok_or(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::tests::{RuntimeOrigin, Test};

	#[test]
	fn only_the_named_account_speaks() {
		sp_io::TestExternalities::default().execute_with(|| {
			let who = AccountId::new([7; 32]);
			let asks = |origin: RuntimeOrigin| EnsureFoundation::<Test>::try_origin(origin).ok();
			assert_eq!(asks(RuntimeOrigin::signed(who.clone())), None);
			Speaker::<Test>::put(&who);
			assert_eq!(asks(RuntimeOrigin::signed(who.clone())), Some(who));
			assert_eq!(asks(RuntimeOrigin::signed(AccountId::new([8; 32]))), None);
			assert_eq!(asks(RuntimeOrigin::root()), None);
			assert_eq!(asks(RuntimeOrigin::none()), None);
		});
	}
}

//! What must hold in any state.

use crate::{
	Certificate, Certificates, Config, Grants, Groups, HoldReason, Level, Level1Holders,
	Level2Count, Pallet, Proposals, SetAside, State, WaitingList, MAX_LEVEL2_IN_ALL,
};
use alloc::collections::BTreeSet;
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use pillars_primitives::{AccountId, Balance};
use pillars_traits::Bonds;
use sp_runtime::{SaturatedConversion, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the conservation law of the grants and that what is stored fits together. Reads everything.
	///
	/// # Errors
	///
	/// What does not hold.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_grants()?;
		Self::try_certificates()?;
		Self::try_groups()?;
		Self::try_lists()
	}

	/// What is set aside for all is what is held, and only those in force have more to come.
	fn try_grants() -> Result<(), TryRuntimeError> {
		let mut sum: Balance = 0;
		for (who, grant) in Grants::<T>::iter() {
			ensure!(grant.ran_ms <= grant.over_ms, "a grant has run for too long");
			ensure!(grant.claimed <= grant.released(), "more was claimed than was released");
			ensure!(
				grant.set_aside() > 0 || !grant.is_closed(),
				"a grant of which nothing can come is stored"
			);
			let certificate =
				Certificates::<T>::get(&who).ok_or("there is a grant without a certificate")?;
			ensure!(
				grant.is_closed() || !certificate.state.is_ended(),
				"the grant outlived its certificate"
			);
			sum = sum.checked_add(grant.set_aside()).ok_or("the grants are too large")?;
		}
		ensure!(sum == SetAside::<T>::get(), "the grants are not what is set aside");
		let reason = HoldReason::Grant.into();
		let held = T::Currency::balance_on_hold(&reason, &T::Foundation::get());
		ensure!(sum == held, "what is set aside is not what is held");
		Ok(())
	}

	fn try_certificates() -> Result<(), TryRuntimeError> {
		let (mut ones, mut twos) = (0usize, 0u32);
		let holders = Level1Holders::<T>::get();
		for (who, certificate) in Certificates::<T>::iter() {
			let in_force = !certificate.state.is_ended();
			match &certificate.level {
				Level::One(_) => {
					ensure!(
						certificate.state != State::Expired || certificate.term.is_some(),
						"a level 1 expired that never was active"
					);
					ensure!(
						holders.contains(&who) == in_force,
						"the list of level-1 holders is wrong"
					);
					ensure!(
						certificate.state != State::Active || certificate.term.is_some(),
						"an active level 1 has no term"
					);
					ensure!(
						certificate.state != State::Issued || certificate.term.is_none(),
						"a level 1 that is not active yet has a term"
					);
					ones = ones.saturating_add(usize::from(in_force));
				},
				Level::Two { under } => {
					ensure!(certificate.term.is_some(), "a level 2 has no term");
					ensure!(
						!in_force || certificate.state == State::Active,
						"a level 2 is written as issued or frozen"
					);
					let listed = Groups::<T>::get(under).iter().any(|member| member.who == who);
					ensure!(listed == in_force, "a level 2 is not where its level 1 has it");
					twos = twos.saturating_add(u32::from(in_force));
				},
			}
		}
		ensure!(ones == holders.len(), "a level-1 holder is listed twice");
		ensure!(twos == Level2Count::<T>::get(), "the number of level 2 is wrong");
		ensure!(twos <= MAX_LEVEL2_IN_ALL, "there are too many of level 2");
		Ok(())
	}

	/// Each list names level 2 of its own, with their terms and bonds.
	fn try_groups() -> Result<(), TryRuntimeError> {
		let mut count = 0u32;
		for (above, members) in Groups::<T>::iter() {
			ensure!(!members.is_empty(), "an empty list of level 2 is stored");
			let certificate = Certificates::<T>::get(&above).ok_or("nobody leads a level 2")?;
			ensure!(
				matches!(certificate, Certificate { level: Level::One(_), state, .. }
					if state != State::Revoked),
				"someone leads a level 2 that can not"
			);
			for member in &members {
				let own = Certificates::<T>::get(&member.who).ok_or("no such level 2")?;
				ensure!(own.level == Level::Two { under: above.clone() }, "not its level 2");
				let until = own.term.map(|term| term.until);
				ensure!(until == Some(member.until), "a level 2 has another term");
				ensure!(
					T::Bonds::own_bond(&member.who) == member.bond,
					"a level 2 has another bond"
				);
			}
			count = count.saturating_add(members.len().saturated_into());
		}
		ensure!(count == Level2Count::<T>::get(), "a level 2 is listed twice");
		Ok(())
	}

	fn try_lists() -> Result<(), TryRuntimeError> {
		let distinct =
			|list: &[AccountId]| list.iter().collect::<BTreeSet<_>>().len() == list.len();
		let holders = Level1Holders::<T>::get();
		for (who, list) in Proposals::<T>::iter() {
			ensure!(!list.is_empty(), "an empty list of proposals is stored");
			ensure!(distinct(&list), "someone is proposed twice");
			ensure!(holders.contains(&who), "someone proposes that can not");
		}
		let waiting = WaitingList::<T>::get();
		ensure!(distinct(&waiting), "someone waits twice");
		for who in &waiting {
			let certificate = Certificates::<T>::get(who);
			let in_force =
				certificate.is_some_and(|last| !Self::state_now(&last, Self::now()).is_ended());
			ensure!(!in_force, "someone waits who has a certificate");
		}
		Ok(())
	}
}

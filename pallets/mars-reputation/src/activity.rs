//! What the ledger tells of, counted for the avatars concerned.

use crate::{
	window::{Counters, Held, Window},
	Circles, Config, Pallet, WeightInfo, Windows,
};
use alloc::{collections::BTreeMap, vec::Vec};
use core::{marker::PhantomData, slice};
use frame_support::weights::Weight;
use pillars_ledger::{CoinOrigin, Lock, Output, Unspent};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_traits::{AvatarId, Avatars, Holding, LedgerActivity, OnAvatarMoved, PrefixedMap};

impl<T: Config> LedgerActivity for Pallet<T> {
	fn applied(
		now: BlockNumber,
		origin: CoinOrigin,
		spent: &[Unspent],
		created: &[Output],
		fee: Balance,
	) {
		let mut parties = Parties::<T>::new();
		for coin in spent {
			let Some(party) = coin.output.lock.owner().and_then(|who| parties.get(who)) else {
				continue;
			};
			if coin.height > party.holding.since {
				party.goes.add(&coin.output.value);
			}
		}
		let payer = spent.first().and_then(|coin| coin.output.lock.owner());
		let payer =
			payer.filter(|who| origin == CoinOrigin::Transfer && parties.get(who).is_some());
		for output in created {
			let is_stored = output.lock.is_stored();
			let to = recipient(&output.lock).filter(|_| is_stored || payer.is_some());
			let Some((to, party)) = to.and_then(|to| Some((to, parties.get(to)?))) else {
				continue;
			};
			if is_stored && now > party.holding.since {
				party.comes.add(&output.value);
			}
			party.is_paid |= payer.is_some_and(|payer| payer != to);
		}
		parties.write(payer, fee, now);
	}

	fn deposited(who: &AccountId, _: Balance) {
		Self::count(who, |counters| counters.deposits = counters.deposits.saturating_add(1));
	}

	fn issued(who: &AccountId) {
		Self::count(who, |counters| counters.msts_issued = counters.msts_issued.saturating_add(1));
	}

	fn registered_mit(who: &AccountId) {
		Self::count(who, |counters| {
			counters.mits_registered = counters.mits_registered.saturating_add(1);
		});
	}

	fn weight(accounts: u32) -> Weight {
		T::WeightInfo::applied(accounts).saturating_add(T::WeightInfo::counted())
	}
}

impl<T: Config> OnAvatarMoved for Pallet<T> {
	/// What was noted was another account's doing, and what is held is in outputs of that account: all starts anew.
	/// The age is the avatar's and goes with it.
	fn avatar_moved(_: &AccountId, to: &AccountId) {
		if let Some(avatar) = T::Avatars::avatar_of(to) {
			Windows::<T>::remove(avatar);
			Circles::<T>::remove(avatar);
		}
	}
}

impl<T: Config> Pallet<T> {
	fn count(who: &AccountId, count: impl FnOnce(&mut Counters)) {
		if let Some(avatar) = T::Avatars::avatar_of(who) {
			Self::note(&avatar, Self::now(), |window| count(&mut window.counters));
		}
	}

	/// Changes the window of an avatar that is under way.
	fn note(avatar: &AvatarId, now: BlockNumber, note: impl FnOnce(&mut Window)) {
		let mut window = Windows::<T>::fetch(avatar).map_or_else(
			|| Window::open(now, Self::month()),
			|window| window.rolled(now, Self::month),
		);
		note(&mut window);
		Windows::<T>::store(avatar, &window);
	}
}

/// Whom an output pays: the account whose signature spends it, or to which it is credited.
fn recipient(lock: &Lock) -> Option<&AccountId> {
	match lock {
		Lock::Account(who) | Lock::Deposit { owner: who, .. } | Lock::Balance(who) => Some(who),
		Lock::Policy(_) | Lock::Burn => None,
	}
}

/// What a transaction does to somebody who has an avatar.
struct Party {
	/// Outputs that are not younger than since when the account has it do not count.
	holding: Holding,
	comes: Held,
	goes: Held,
	/// Whether somebody else pays it.
	is_paid: bool,
}

/// The accounts that a transaction concerns, each looked up once; `None` are those without avatars.
struct Parties<'a, T> {
	all: BTreeMap<&'a AccountId, Option<Party>>,
	_config: PhantomData<T>,
}

impl<'a, T: Config> Parties<'a, T> {
	fn new() -> Self {
		Self { all: BTreeMap::new(), _config: PhantomData }
	}

	fn get(&mut self, who: &'a AccountId) -> Option<&mut Party> {
		let find = || {
			let holding = T::Avatars::holding(who)?;
			let (comes, goes) = (Held::default(), Held::default());
			Some(Party { holding, comes, goes, is_paid: false })
		};
		self.all.entry(who).or_insert_with(find).as_mut()
	}

	/// Notes it all: each avatar once.
	fn write(self, payer: Option<&AccountId>, fee: Balance, now: BlockNumber) {
		let parties: Vec<(&AccountId, Party)> =
			self.all.into_iter().filter_map(|(who, party)| Some((who, party?))).collect();
		if parties.is_empty() {
			return;
		}
		let paid = || parties.iter().map(|(_, party)| party).filter(|party| party.is_paid);
		let is_transfer = paid().next().is_some();
		// Only transfers ask for it.
		let month = if is_transfer { Pallet::<T>::month() } else { 0 };
		let is_grown = |party: &&Party| now.saturating_sub(party.holding.born) > month;
		let payees: Vec<AvatarId> =
			paid().filter(is_grown).map(|party| party.holding.avatar).collect();
		let paying = parties.iter().find(|(who, _)| payer == Some(*who)).map(|(_, party)| party);
		let paying = paying.filter(|party| is_transfer && is_grown(party));
		let payers = paying.map_or(&[][..], |party| slice::from_ref(&party.holding.avatar));

		for (who, party) in &parties {
			let is_payer = payer == Some(*who);
			let (transfers, fee) = if is_payer { (u32::from(is_transfer), fee) } else { (0, 0) };
			let met = match (is_payer, party.is_paid) {
				(true, _) => payees.as_slice(),
				(false, true) => payers,
				(false, false) => &[],
			};
			// A coin that only moves, as by staking, changes nothing.
			let changes_held = party.comes != party.goes;
			if !changes_held && transfers == 0 && fee == 0 && met.is_empty() {
				continue;
			}
			let avatar = &party.holding.avatar;
			Pallet::<T>::note(avatar, now, |window| {
				window.change_held(party.comes, party.goes);
				let counters = &mut window.counters;
				counters.transfers = counters.transfers.saturating_add(transfers);
				counters.fees = counters.fees.saturating_add(fee);
				Pallet::<T>::note_met(avatar, window, met);
			});
		}
	}
}

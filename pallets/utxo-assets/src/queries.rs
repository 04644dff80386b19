//! What the engine and other pallets ask about coins and stakers.

use crate::{Config, Event, Pallet, Unspents};
use alloc::{collections::BTreeSet, vec::Vec};
use pillars_consensus_primitives::{Coin, CoinPage};
use pillars_ledger::{
	is_stake_mature, Applied, AppliedAt, Lock, OutPoint, Output, Unspent, UnspentPage,
};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use pillars_traits::StakeInspect;
use sp_core::sr25519::Public;

impl<T: Config> StakeInspect for Pallet<T> {
	fn coin(outpoint: &OutPoint) -> Option<Unspent> {
		Unspents::<T>::get(outpoint)
	}

	fn has_deposit(owner: &AccountId, now: BlockNumber, remaining: BlockNumber) -> bool {
		Self::is_depositor(owner, now, remaining)
	}

	fn deposited(owner: &AccountId, now: BlockNumber, remaining: BlockNumber) -> Balance {
		Self::sum_of_deposits(owner, now, remaining)
	}

	fn staking_key(owner: &AccountId, now: BlockNumber) -> Public {
		Self::key_in_force(owner, now)
	}

	fn owner_of_staking_key(key: &Public) -> Option<AccountId> {
		Self::holder_of_key(key, Self::now())
	}
}

/// Asked at the state after a block, for the children of that block. `maturity` is the stake maturity in blocks
/// that holds for them.
impl<T: Config> Pallet<T> {
	/// The ETP outputs under an `Account` lock of these owners, looking at up to `limit` (at least one) outputs
	/// of the ledger after the outpoint `from`.
	pub fn coins(
		owners: &[AccountId],
		from: Option<OutPoint>,
		limit: u32,
		maturity: BlockNumber,
	) -> CoinPage {
		let owners: BTreeSet<&AccountId> = owners.iter().collect();
		let mut rest = outputs_after::<T>(from);
		let mut page = CoinPage::default();
		let mut last = None;
		for (outpoint, coin) in
			rest.by_ref().take(usize::try_from(limit.max(1)).unwrap_or(usize::MAX))
		{
			last = Some(outpoint);
			if is_coin_of(&owners, &coin.output) {
				page.coins.push(Self::as_coin(outpoint, coin, maturity));
			}
		}
		page.next = rest.next().and(last);
		page
	}

	/// Those of the outpoints that are unspent, with what they hold.
	pub fn find_coins(outpoints: &[OutPoint], maturity: BlockNumber) -> Vec<Coin> {
		let find = |outpoint: &OutPoint| {
			Unspents::<T>::get(outpoint).map(|coin| Self::as_coin(*outpoint, coin, maturity))
		};
		outpoints.iter().filter_map(find).collect()
	}

	/// The accounts for which one of these keys must seal in the next block, each once.
	pub fn stakers(keys: &[Public]) -> Vec<AccountId> {
		let next = Self::now().saturating_add(1);
		let candidates = keys.iter().flat_map(|key| {
			let registered = Self::holder_of_key(key, next);
			let candidates = registered.into_iter().chain([AccountId::from(key.0)]);
			candidates.filter(move |owner| Self::key_in_force(owner, next) == *key)
		});
		candidates.collect::<BTreeSet<_>>().into_iter().collect()
	}

	/// Up to `limit` (at least one) unspent outputs after the outpoint `from`.
	pub fn unspents(from: Option<OutPoint>, limit: u32) -> UnspentPage {
		let limit = usize::try_from(limit.max(1)).unwrap_or(usize::MAX);
		let mut rest = outputs_after::<T>(from);
		let coins: Vec<_> = rest.by_ref().take(limit).collect();
		let last = coins.last().map(|(outpoint, _)| *outpoint);
		UnspentPage { coins, next: rest.next().and(last) }
	}

	fn as_coin(outpoint: OutPoint, coin: Unspent, maturity: BlockNumber) -> Coin {
		let is_mature = is_stake_mature(&coin, Self::now().saturating_add(1), maturity);
		Coin { outpoint, height: coin.height, output: coin.output, is_mature }
	}
}

impl<T> Pallet<T>
where
	T: Config,
	T::RuntimeEvent: TryInto<Event<T>>,
{
	/// What the last block did to the ledger, in order, by its events.
	pub fn applied() -> Vec<AppliedAt> {
		frame_system::Pallet::<T>::read_events_no_consensus()
			.filter_map(|record| record.event.try_into().ok())
			.filter_map(|event| match event {
				Event::Applied { txid, spent, created, fee, origin } => {
					Some(AppliedAt { applied: Applied { txid, spent, created, fee }, origin })
				},
				_ => None,
			})
			.collect()
	}

	/// The ETP outputs under an `Account` lock of these owners that the last block made and did not spend.
	pub fn new_coins(owners: &[AccountId], maturity: BlockNumber) -> Vec<Coin> {
		let owners: BTreeSet<&AccountId> = owners.iter().collect();
		let unspent = |(outpoint, output): (OutPoint, Output)| {
			is_coin_of(&owners, &output)
				.then(|| Unspents::<T>::get(outpoint))
				.flatten()
				.map(|coin| Self::as_coin(outpoint, coin, maturity))
		};
		Self::applied()
			.into_iter()
			.flat_map(|AppliedAt { applied, .. }| applied.created)
			.filter_map(unspent)
			.collect()
	}
}

fn outputs_after<T: Config>(from: Option<OutPoint>) -> impl Iterator<Item = (OutPoint, Unspent)> {
	match from {
		Some(outpoint) => Unspents::<T>::iter_from_key(outpoint),
		None => Unspents::<T>::iter(),
	}
}

fn is_coin_of(owners: &BTreeSet<&AccountId>, output: &Output) -> bool {
	match &output.lock {
		Lock::Account(owner) => output.value.etp_amount() > 0 && owners.contains(owner),
		_ => false,
	}
}

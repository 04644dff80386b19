//! Unique items: registered once, then moved as outputs, perhaps burned.

use super::types::{Content, MitDetails, Symbol};
use crate::{Config, Error, Event, Mits, MitsBySymbol, NextMit, Pallet};
use frame_support::ensure;
use pillars_ledger::{check_mit_symbol, MitId, Value, MIT_FEE};
use pillars_primitives::AccountId;
use pillars_traits::LedgerActivity;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_mit(
		who: &AccountId,
		symbol: Symbol,
		content: Content,
	) -> DispatchResult {
		check_mit_symbol(&symbol).map_err(|_| Error::<T>::BadSymbol)?;
		ensure!(!MitsBySymbol::<T>::contains_key(&symbol), Error::<T>::SymbolTaken);
		let id = NextMit::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;

		Self::pay_block(who, MIT_FEE)?;
		NextMit::<T>::put(next);
		MitsBySymbol::<T>::insert(&symbol, id);
		let creator = who.clone();
		let (named, by) = (symbol.clone(), creator.clone());
		Mits::<T>::insert(id, MitDetails { symbol, content, creator, burned: false });
		Self::deposit_event(Event::MitRegistered { id, symbol: named, creator: by });
		T::Activity::registered_mit(who);
		Self::make_for(who, Value::Unique(id))
	}

	/// Notes that no output holds the MIT any more.
	pub(crate) fn note_burned(id: MitId) {
		Mits::<T>::mutate(id, |mit| {
			if let Some(mit) = mit {
				mit.burned = true;
			}
		});
	}
}

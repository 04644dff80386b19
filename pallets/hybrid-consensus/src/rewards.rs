//! The end of a block: what it pays.

use crate::{
	BlockHead, BonusHolds, ChainParameters, CoinbaseMst, Config, Event, Pallet, PoolLeft, Shape,
};
use alloc::vec;
use pillars_ledger::{Value, ETP_ASSET};
use pillars_primitives::{units::ETP, AccountId, Balance, BlockNumber};
use pillars_rules::{split_fees, subsidy, Kind};
use pillars_traits::{Certification, CoinbaseOutput, Electorate, RewardLedger, TokenMining};

/// What each valid level-2 certificate under that of a witness adds to the reward of its block, in satoshi.
const LEVEL2_REWARD: Balance = ETP / 100;

impl<T: Config> Pallet<T> {
	/// Runs in `on_finalize`.
	pub(crate) fn pay_block(number: BlockNumber) {
		let mst = CoinbaseMst::<T>::take().flatten();
		let Some(head) = Self::head_of_this_block() else { return };
		let BlockHead { kind, author, parent_author, .. } = head;

		let all = T::Ledger::take_fees();
		let (fees, parent_fees) = match parent_author {
			Some(_) => split_fees(kind, all),
			None => (all, 0),
		};
		let reward = Self::mint_reward(kind, number, &author);
		let mined = mst.map_or(0, |asset| match asset {
			ETP_ASSET => 0,
			_ => T::TokenMining::mine(asset, number, Self::mining_divisor(kind)),
		});

		let to_output = if kind == Kind::Dpos { 0 } else { reward };
		let outputs = vec![
			output(Some(&author), Value::etp(to_output.saturating_add(fees))),
			mst.and_then(|asset| output(Some(&author), Value::Coins { asset, amount: mined })),
			output(parent_author.as_ref(), Value::etp(parent_fees)),
		];
		let parent_hash = frame_system::Pallet::<T>::parent_hash();
		T::Ledger::pay_coinbase(number, &parent_hash, &author, outputs);
		Self::deposit_event(Event::Rewarded { kind, author, reward, fees, parent_fees });
	}

	/// Mints the reward of a block and returns what was minted, in satoshi. A `Dpos` block's goes
	/// to the account of the witness, and in part on to its delegators.
	fn mint_reward(kind: Kind, number: BlockNumber, author: &AccountId) -> Balance {
		let reward = subsidy(kind, number);
		match kind {
			Kind::Pow => T::Ledger::mint_to_outputs(reward),
			Kind::Pos => Self::draw_from_pool(Self::with_bonus(reward), T::Ledger::mint_to_outputs),
			Kind::Dpos => {
				let certificates = T::Certification::valid_level2_under(author);
				let more = LEVEL2_REWARD.saturating_mul(certificates.into());
				let reward = reward.saturating_add(more);
				let minted = Self::draw_from_pool(reward, |amount| {
					T::Ledger::mint_to_account(author, amount)
				});
				T::Electorate::share_reward(author, minted);
				minted
			},
		}
	}

	/// The reward of a `Pos` block with the bonus of its epoch, in satoshi.
	fn with_bonus(reward: Balance) -> Balance {
		if BonusHolds::<T>::get() {
			ChainParameters::<T>::get().pos_bonus.on(reward)
		} else {
			reward
		}
	}

	/// Mints from the reward pool: at most what is left there, and it is counted down by what was
	/// minted.
	fn draw_from_pool(reward: Balance, mint: impl FnOnce(Balance) -> Balance) -> Balance {
		PoolLeft::<T>::mutate(|left| {
			let minted = mint(reward.min(*left));
			*left = left.saturating_sub(minted);
			minted
		})
	}

	/// The part of a token's reward that a block of this kind earns: one in so many.
	fn mining_divisor(kind: Kind) -> u32 {
		match kind {
			Kind::Pow | Kind::Pos => 1,
			Kind::Dpos => Shape::<T>::get().witness_count,
		}
	}
}

/// An output, unless it would be of nothing or for nobody.
fn output(owner: Option<&AccountId>, value: Value) -> CoinbaseOutput {
	let is_nothing = matches!(value, Value::Coins { amount: 0, .. });
	owner.filter(|_| !is_nothing).map(|owner| (owner.clone(), value))
}

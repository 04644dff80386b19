//! What a random ledger should hold, by what is told of it from outside.

use super::*;
use pillars_ledger::ETP_ASSET;
use prop::sample::Index;
use std::collections::BTreeMap;

/// The ledger by its events, and the tokens that should be there.
pub(super) struct Model {
	unspent: BTreeMap<OutPoint, Output>,
	/// The height at which each of them was made.
	heights: BTreeMap<OutPoint, BlockNumber>,
	/// All outputs that ever were, spent or not.
	ever: Vec<(OutPoint, Output)>,
	/// How much there should be of each token.
	existing: BTreeMap<Asset, Balance>,
	/// Calls that did something.
	pub(super) accepted: u32,
	/// Calls that did not.
	pub(super) refused: u32,
}

impl Model {
	/// Of the base state.
	pub(super) fn new() -> Self {
		let unspent: BTreeMap<OutPoint, Output> =
			Unspents::<Test>::iter().map(|(outpoint, coin)| (outpoint, coin.output)).collect();
		let ever = unspent.iter().map(|(outpoint, output)| (*outpoint, output.clone())).collect();
		let existing = TOKENS.map(|asset| (asset, 1_000)).into();
		let heights = Unspents::<Test>::iter().map(|(outpoint, coin)| (outpoint, coin.height));
		told();
		Self { unspent, heights: heights.collect(), ever, existing, accepted: 0, refused: 0 }
	}

	/// Outputs drawn with replacement from all that ever were.
	pub(super) fn pick(&self, indices: &[Index]) -> Vec<(OutPoint, Output)> {
		indices.iter().map(|index| index.get(&self.ever).clone()).collect()
	}

	/// Whether an output can be spent as far as it is there.
	pub(super) fn is_unspent(&self, outpoint: &OutPoint) -> bool {
		self.unspent.contains_key(outpoint)
	}

	/// More of a token should exist.
	pub(super) fn exists(&mut self, asset: Asset, amount: Balance) {
		*self.existing.entry(asset).or_default() += amount;
	}

	/// Takes over what the events since the last call tell. A call that is refused tells nothing.
	pub(super) fn follow(&mut self, is_ok: bool) {
		let events: Vec<_> = System::read_events_for_pallet::<Event<Test>>();
		System::reset_events();
		assert!(is_ok || events.is_empty(), "a refused call left events");
		*(if is_ok { &mut self.accepted } else { &mut self.refused }) += 1;
		let told = told().into_iter().filter_map(|activity| match activity {
			Activity::Applied { spent, created, origin, fee } => {
				Some((spent, created, origin, fee))
			},
			_ => None,
		});
		// What is told of a call that is refused is undone with it.
		let mut told = told.filter(|_| is_ok);
		for event in events {
			let Event::Applied { spent, created, origin, fee, .. } = event else { continue };
			let (told_spent, told_created, told_origin, told_fee) = told.next().unwrap();
			assert_eq!((told_origin, told_fee), (origin, fee));
			assert!(told_created.iter().eq(created.iter().map(|(_, output)| output)));
			let told_spent = told_spent.into_iter().map(|coin| (coin.output, coin.height));
			let stored =
				|(outpoint, output): &(OutPoint, Output)| (output.clone(), self.heights[outpoint]);
			assert!(told_spent.eq(spent.iter().map(stored)), "told of something else");
			for (outpoint, output) in spent {
				assert_eq!(self.unspent.remove(&outpoint), Some(output), "spent twice");
			}
			for (outpoint, output) in created {
				self.create(outpoint, output, origin);
			}
		}
		assert_eq!(told.next(), None, "told of nothing");
	}

	fn create(&mut self, outpoint: OutPoint, output: Output, origin: pillars_ledger::CoinOrigin) {
		if let Value::Coins { asset, amount } = output.value {
			let existing = self.existing.entry(asset).or_default();
			if origin == pillars_ledger::CoinOrigin::Coinbase {
				*existing += amount;
			} else if output.lock == Lock::Burn && asset != ETP_ASSET {
				*existing -= amount;
			}
		}
		if output.lock.is_stored() {
			assert!(!self.ever.iter().any(|(other, _)| *other == outpoint), "made twice");
			self.ever.push((outpoint, output.clone()));
			self.unspent.insert(outpoint, output);
			self.heights.insert(outpoint, unspent(&outpoint).unwrap().height);
		}
	}

	/// Compares the ledger with this.
	pub(super) fn check(&self) {
		UtxoAssets::do_try_state().unwrap();
		let stored: BTreeMap<OutPoint, Output> =
			Unspents::<Test>::iter().map(|(outpoint, coin)| (outpoint, coin.output)).collect();
		assert_eq!(stored, self.unspent);
		let mut sums = BTreeMap::<Asset, Balance>::new();
		let mut mits = vec![];
		for output in self.unspent.values() {
			match output.value {
				Value::Coins { asset, amount } => *sums.entry(asset).or_default() += amount,
				Value::Unique(id) => mits.push(id),
			}
		}
		for asset in TOKENS {
			let sum = sums.get(&asset).copied().unwrap_or_default();
			assert_eq!(sum, self.existing[&asset], "token {asset} from or to nowhere");
		}
		assert!(sums.keys().all(|asset| *asset <= TOKENS[2]), "a token of nobody");
		mits.sort_unstable();
		let count = mits.len();
		mits.dedup();
		assert_eq!(mits.len(), count, "a MIT is there twice");
	}
}

//! Which tokens can be made mineable.

use super::*;

/// Refused for this reason, and nothing is left of it.
fn refused(asset: Asset, model: MiningModel, why: Refused) {
	let before = Mineables::<Test>::get(asset);
	assert_eq!(MstMining::try_register(asset, ISSUED, &model), Err(why));
	assert_eq!(MstMining::register(asset, ISSUED, &model), Err(NotMineable));
	assert_eq!(Mineables::<Test>::get(asset), before);
	assert!(events().is_empty());
}

#[test]
fn a_token_is_mineable_from_its_issue_on() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!MstMining::is_mineable(GOLD));
		assert_eq!(MstMining::register(GOLD, ISSUED, &PAPER), Ok(()));
		assert!(MstMining::is_mineable(GOLD));
		assert!(!MstMining::is_mineable(GOLD + 1));
		let expected = Mineable { model: PAPER, issued_at: ISSUED, mined: 0 };
		assert_eq!(Mineables::<Test>::get(GOLD), Some(expected));
		let event = Event::MadeMineable { asset: GOLD, issued_at: ISSUED, model: PAPER };
		assert_eq!(events(), [event]);
	});
}

#[test]
fn etp_is_no_token() {
	ExtBuilder::default().build_and_execute(|| refused(ETP_ASSET, PAPER, Refused::Etp));
}

#[test]
fn a_token_has_one_model() {
	ExtBuilder::default().token(PAPER).build_and_execute(|| {
		refused(GOLD, PAPER, Refused::AlreadyMineable);
		let other = MiningModel { initial: 1, cap: Some(1), ..PAPER };
		refused(GOLD, other, Refused::AlreadyMineable);
	});
}

#[test]
fn a_model_by_which_nothing_could_be_mined_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		refused(GOLD, MiningModel { initial: 0, ..PAPER }, Refused::ZeroInitial);
		refused(GOLD, MiningModel { interval: 0, ..PAPER }, Refused::ZeroInterval);
		refused(GOLD, MiningModel { cap: Some(0), ..PAPER }, Refused::ZeroCap);
	});
}

#[test]
fn the_least_and_the_largest_models_are_taken() {
	let least = MiningModel { initial: 1, interval: 1, decay: Permill::zero(), cap: Some(1) };
	let largest = MiningModel {
		initial: u64::MAX,
		interval: BlockNumber::MAX,
		decay: Permill::one(),
		cap: Some(Balance::MAX),
	};
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(MstMining::register(GOLD, ISSUED, &least), Ok(()));
		assert_eq!(MstMining::register(Asset::MAX, 0, &largest), Ok(()));
	});
}

#[test]
fn a_chain_without_the_pallet_refuses_all() {
	assert_eq!(<() as MiningRegistry>::register(GOLD, ISSUED, &PAPER), Err(NotMineable));
	assert!(!<() as MiningRegistry>::is_mineable(GOLD));
	assert_eq!(<() as TokenMining>::mine(GOLD, ISSUED + 1, 1), 0);
}

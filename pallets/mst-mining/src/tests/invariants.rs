//! `try_state` finds what does not hold.

use super::*;

/// Breaks the state of a token of which something was mined.
fn finds(expected: &'static str, break_it: impl FnOnce(&mut Mineable)) {
	let model = MiningModel { initial: 10, cap: Some(100), ..PAPER };
	ExtBuilder::default().token(model).build().execute_with(|| {
		assert_eq!(mine_after(GOLD, 20, 1), 10);
		MstMining::do_try_state().unwrap();
		Mineables::<Test>::mutate(GOLD, |mineable| break_it(mineable.as_mut().unwrap()));
		assert_eq!(MstMining::do_try_state(), Err(expected.into()));
	});
}

#[test]
fn models_that_were_to_be_refused() {
	let expected = "a token has a model that was to be refused";
	finds(expected, |mineable| mineable.model.initial = 0);
	finds(expected, |mineable| mineable.model.interval = 0);
	finds(expected, |mineable| mineable.model.cap = Some(0));
}

#[test]
fn issues_in_the_future() {
	finds("a token was issued in the future", |mineable| mineable.issued_at = ISSUED + 21);
}

#[test]
fn sums_that_are_too_large() {
	finds("more was mined of a token than its cap", |mineable| mineable.mined = 101);
	finds("more was mined of a token than its blocks earned", |mineable| {
		mineable.model.cap = None;
		mineable.mined = 201;
	});
}

#[test]
fn etp_among_the_tokens() {
	ExtBuilder::default().token(PAPER).build().execute_with(|| {
		let mineable = Mineables::<Test>::get(GOLD).unwrap();
		Mineables::<Test>::insert(ETP_ASSET, mineable);
		assert_eq!(MstMining::do_try_state(), Err("ETP is taken for a token".into()));
	});
}

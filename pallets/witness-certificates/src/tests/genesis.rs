//! Certificates of the genesis state.

use super::*;

#[test]
fn active_ones_live_from_genesis_on() {
	ExtBuilder::default().certificate(A, true, A1, 2).build_and_execute(|| {
		assert!(is_certified(A) && is_certified(A1));
		assert_eq!(valid_under(A), 2);
		let info = WitnessCertificates::certificate(account(A)).unwrap();
		assert_eq!(info.valid_until, Some(LIFE));
		assert_eq!(held(), 0);
		// They have nothing to wait for.
		NowMs::set(START + 10 * ACTIVATION);
		assert!(is_certified(A));
	});
}

#[test]
fn others_have_the_time_from_block_1_on() {
	ExtBuilder::default().certificate(A, false, A1, 22).build_and_execute(|| {
		assert_eq!(state(A), State::Issued);
		NowMs::set(START + ACTIVATION);
		assert_eq!(state(A), State::Issued);
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!(state(A), State::Revoked);
	});
}

#[test]
fn later_blocks_leave_the_time_as_it_is() {
	ExtBuilder::default().certificate(A, false, A1, 0).build_and_execute(|| {
		NowMs::set(START + ACTIVATION);
		set_height(2);
		WitnessCertificates::on_initialize(2);
		WitnessCertificates::on_finalize(2);
		NowMs::set(START + ACTIVATION + 1);
		assert_eq!(state(A), State::Revoked);
	});
}

#[test]
fn in_block_1_one_of_the_genesis_state_has_not_lapsed() {
	let mut ext = ExtBuilder::default().certificate(A, false, A1, 23).build();
	ext.execute_with(|| {
		// As before the end of block 1.
		Certificates::<Test>::mutate(account(A), |certificate| {
			let certificate = certificate.as_mut().unwrap();
			let Level::One(one) = &mut certificate.level else { panic!("not of level 1") };
			one.activate_by = Moment::MAX;
		});
		assert_eq!(state(A), State::Issued);
		// With enough of level 2 it is activated by who settles it.
		assert_ok!(settle(A));
		assert_eq!(state(A), State::Active);
		WitnessCertificates::on_finalize(1);
		assert_eq!(state(A), State::Active);
		try_state();
	});
}

#[test]
fn only_block_1_weighs() {
	build_and_execute(|| {
		assert!(WitnessCertificates::on_initialize(1).ref_time() > 0);
		assert_eq!(WitnessCertificates::on_initialize(2).ref_time(), 0);
	});
}

#[test]
#[should_panic(expected = "an account has two certificates")]
fn nobody_has_two() {
	ExtBuilder::default().certificate(A, true, A1, 2).certificate(B, true, A1 + 1, 1).build();
}

#[test]
#[should_panic(expected = "a holder has no avatar")]
fn all_are_avatars() {
	ExtBuilder::default().build().execute_with(|| {
		NoAvatars::set(vec![account(A1)]);
		let level2 = vec![account(A1)];
		let one = GenesisCertificate { holder: account(A), active: true, level2 };
		crate::GenesisConfig::<Test> { certificates: vec![one], ..Default::default() }.check();
	});
}

#[test]
#[should_panic(expected = "too many level-1 certificates")]
fn there_are_at_most_23_of_level_1() {
	let mut builder = ExtBuilder::default();
	for n in 0..24 {
		builder = builder.certificate(100 + n, true, A1, 0);
	}
	builder.build();
}

#[test]
#[should_panic(expected = "too many certificates under a level 1")]
fn there_are_at_most_46_under_each() {
	ExtBuilder::default().certificate(A, true, A1, 47).build();
}

#[test]
fn a_full_genesis_is_built() {
	let mut builder = ExtBuilder::default();
	for n in 0..23 {
		builder = builder.certificate(100 + n, true, 1_000 + 46 * n, 46);
	}
	builder.build_and_execute(|| {
		assert_eq!(Level2Count::<Test>::get(), 1_058);
		assert_eq!(valid_under(122), 46);
	});
}

//! Whatever is done, the invariants hold.

use super::*;
use crate::MONTH_MS;
use proptest::prelude::*;

/// Accounts that do something: level-1 holders first.
const CAST: [u16; 9] = [A, B, 3, A1, A1 + 1, B1, 5, 6, 7];

#[derive(Clone, Debug)]
enum Step {
	Issue(u16),
	Propose(u16, u16),
	Approve(u16, u16),
	Bond(u16, Balance),
	Epochs(u16, bool),
	Unfreeze(u16),
	Revoke(u16),
	Settle(u16),
	Claim(u16),
	Join(u16),
	Leave(u16),
	Time(BlockNumber, u64),
	LeastBond(Balance),
	Poor(bool),
}

fn cast() -> impl Strategy<Value = u16> {
	prop::sample::select(&CAST[..])
}

fn amount() -> impl Strategy<Value = Balance> {
	prop::sample::select(vec![0, BOND - 1, BOND, 2 * BOND])
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		1 => cast().prop_map(Step::Issue),
		3 => (cast(), cast()).prop_map(|(under, to)| Step::Propose(under, to)),
		3 => (cast(), cast()).prop_map(|(under, to)| Step::Approve(under, to)),
		4 => (cast(), amount()).prop_map(|(who, bond)| Step::Bond(who, bond)),
		2 => (cast(), any::<bool>()).prop_map(|(who, low)| Step::Epochs(who, low)),
		2 => cast().prop_map(Step::Unfreeze),
		1 => cast().prop_map(Step::Revoke),
		2 => cast().prop_map(Step::Settle),
		3 => cast().prop_map(Step::Claim),
		1 => cast().prop_map(Step::Join),
		1 => cast().prop_map(Step::Leave),
		4 => (0..LIFE / 3, 0..MONTH_MS).prop_map(|(blocks, ms)| Step::Time(blocks, ms)),
		1 => amount().prop_map(Step::LeastBond),
		1 => any::<bool>().prop_map(Step::Poor),
	]
}

/// Does it as a block would: what fails changes nothing.
fn run(step: Step) {
	let did = |call: &dyn Fn() -> DispatchResult| {
		let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
		if frame_support::storage::with_storage_layer(call).is_err() {
			assert_eq!(root, sp_io::storage::root(sp_runtime::StateVersion::V1));
		}
	};
	match step {
		Step::Issue(who) => did(&|| issue_level1(who)),
		Step::Propose(under, to) => did(&|| propose(under, to)),
		Step::Approve(under, to) => did(&|| approve(under, to)),
		Step::Bond(who, amount) => bond(who, amount),
		Step::Epochs(who, low) => (0..3).for_each(|_| epoch(&[who], if low { LOW } else { GOOD })),
		Step::Unfreeze(who) => did(&|| unfreeze(who)),
		Step::Revoke(who) => did(&|| revoke(who)),
		Step::Settle(who) => did(&|| settle(who)),
		Step::Claim(who) => did(&|| claim(who)),
		Step::Join(who) => did(&|| WitnessCertificates::join_waiting_list(signed(who))),
		Step::Leave(who) => did(&|| WitnessCertificates::leave_waiting_list(signed(who))),
		Step::Time(blocks, ms) => {
			set_height(System::block_number() + blocks);
			NowMs::mutate(|now| *now += ms);
		},
		Step::LeastBond(amount) => ChainParameters::mutate(|all| all.min_bond = amount),
		Step::Poor(poor) => {
			Balances::set_balance(&Treasury::get(), if poor { 20_000 * ETP } else { FUNDS });
		},
	}
}

/// The number of valid certificates under an account, counted one by one.
fn recount(above: u16) -> u32 {
	if !matches!(
		WitnessCertificates::certificate(account(above)).map(|one| (one.level, one.state)),
		Some((Level::One(_), State::Issued | State::Active))
	) {
		return 0;
	}
	let under = Level::Two { under: account(above) };
	let all = Certificates::<Test>::iter().filter(|(_, one)| one.level == under);
	all.filter(|(who, _)| WitnessCertificates::is_certified(who)).count() as u32
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn whatever_is_done_the_invariants_hold(steps in prop::collection::vec(step(), 0..60)) {
		ExtBuilder::default()
			.certificate(A, true, A1, 24)
			.certificate(B, false, B1, 22)
			.build_and_execute(|| {
				for step in steps {
					let shown = format!("{step:?}");
					let (held_before, claims) = (held(), matches!(step, Step::Claim(_)));
					let paid = |n: &u16| balance(*n);
					let before: Balance = CAST.iter().map(paid).sum();
					run(step);
					try_state();
					// Only claims pay, and what they pay was held.
					let after: Balance = CAST.iter().map(paid).sum();
					assert_eq!(after - before, if claims { held_before - held() } else { 0 });
					for who in CAST {
						assert_eq!(valid_under(who), recount(who), "{shown}: under {who}");
						let shown = WitnessCertificates::certificate(account(who));
						let in_force = shown.is_some_and(|one| !one.state.is_ended());
						assert_eq!(WitnessCertificates::is_tied(&account(who)), in_force);
						assert!(in_force || !is_certified(who));
					}
				}
			});
	}

	/// Claims at any time pay in sum what one claim in the end does, and that is the time in which the level 1 was
	/// not frozen.
	#[test]
	fn how_often_it_is_claimed_makes_no_difference(
		steps in prop::collection::vec((0..MONTH_MS, any::<bool>(), any::<bool>()), 0..12),
	) {
		build_and_execute(|| {
			ChainParameters::mutate(|parameters| parameters.activation_time_ms = u64::MAX);
			assert_ok!(issue_level1(A));
			issue_many(A, A1, 2);
			let (mut frozen, mut freezes, mut ran) = (false, 0, 0);
			for (ms, toggle, claims) in steps {
				if toggle && frozen {
					assert_ok!(unfreeze(A));
					frozen = false;
				} else if toggle && freezes < 2 {
					freeze(A);
					(frozen, freezes) = (true, freezes + 1);
				}
				pass(ms);
				ran += if frozen { 0 } else { ms };
				if claims {
					let _ = claim(A1);
				}
			}
			let ran = ran.min(LEVEL2_RELEASE_MS);
			let released = LEVEL2_GRANT * u128::from(ran) / u128::from(LEVEL2_RELEASE_MS);
			assert_eq!(claimable(A1 + 1), released);
			assert_eq!(claimable(A1) + balance(A1), released);
		});
	}
}

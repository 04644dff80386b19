//! What wallets see.

use super::*;

#[test]
fn a_candidate() {
	build_and_execute(|| {
		assert_eq!(Candidacy::candidate(account(NODE)), None);
		stand(NODE, 2 * MIN_BOND);
		assert_ok!(delegate(ALICE, NODE, MIN_BOND));
		open_epochs(1);
		let info = Candidacy::candidate(account(NODE)).unwrap();
		assert_eq!(info.who, account(NODE));
		assert_eq!((info.bond, info.counted_bond), (2 * MIN_BOND, 3 * MIN_BOND));
		assert_eq!(info.weight, election_weight(SCORE, 3 * MIN_BOND, MIN_BOND));
		assert_eq!(info.keys, keys::of(NODE));
		assert_eq!(info.state, CandidateState::Electable);
		LeastBond::set(2 * MIN_BOND + 1);
		let info = Candidacy::candidate(account(NODE)).unwrap();
		assert_eq!((info.weight, info.state), (0, CandidateState::BondTooLow));
	});
}

#[test]
fn all_candidates_in_order() {
	build_and_execute(|| {
		for n in [7, 3, 12, 1] {
			stand(n, MIN_BOND);
		}
		let who: Vec<_> = Candidacy::candidates().into_iter().map(|info| info.who).collect();
		assert_eq!(who, [account(1), account(3), account(7), account(12)]);
		open_epochs(1);
		let who: Vec<_> = Candidacy::frozen().into_iter().map(|entry| entry.who).collect();
		assert_eq!(who, [account(1), account(3), account(7), account(12)]);
	});
}

#[test]
fn a_delegation() {
	build_and_execute(|| {
		assert_eq!(Candidacy::delegation(account(ALICE), account(NODE)), None);
		assert_eq!(Candidacy::pool_of(account(NODE)), None);
		assert_ok!(delegate(ALICE, NODE, 5 * ETP));
		open_epochs(1);
		assert_ok!(delegate(ALICE, NODE, 2 * ETP));
		assert_ok!(undelegate(ALICE, NODE, 3 * ETP));
		let info = Candidacy::delegation(account(ALICE), account(NODE)).unwrap();
		assert_eq!((info.active, info.pending, info.rewards), (4 * ETP, 0, 0));
		assert_eq!(info.unlocking, [Chunk { amount: 3 * ETP, free_at: 4 }]);
		assert_eq!(Candidacy::pool_of(account(NODE)).unwrap().active, 4 * ETP);
	});
}

#[test]
fn to_look_changes_nothing() {
	build_and_execute(|| {
		assert_ok!(delegate(ALICE, NODE, 5 * ETP));
		open_epochs(2);
		let root = || sp_io::storage::root(sp_core::storage::StateVersion::V1);
		let before = root();
		assert_eq!(Candidacy::counted_bond(&account(NODE)), 5 * ETP);
		assert_eq!(Candidacy::pool_of(account(NODE)).unwrap().active, 5 * ETP);
		Candidacy::delegation(account(ALICE), account(NODE)).unwrap();
		Candidacy::do_try_state().unwrap();
		assert_eq!(root(), before);
	});
}

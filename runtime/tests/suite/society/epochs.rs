//! What becomes of candidates and certificates in the course of many epochs.

use super::*;
use pallet_candidates::{Call as Candidacy, Error as CandidacyError};
use pallet_witness_certificates::{Call as Certificates, Error as CertificateError, LAST_FREEZE};
use pillars_consensus_primitives::{seal_message, Claimed, CompatibleDigestItem, PreDigest, Seal};
use pillars_primitives::Header;
use pillars_runtime::{Balances, Candidates, MarsReputation, Runtime};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};
use sp_runtime::{traits::Header as _, DigestItem};

type Fault = CertificateError<Runtime>;

/// More epochs than any of this takes.
const ENOUGH: u32 = 120;
const LENT: Balance = 500 * ETP;

/// Two blocks that a witness signs for the same turn.
fn two_blocks(society: &Society, n: usize, turn: Turn) -> [Header; 2] {
	let claim = Claim::Dpos { epoch: turn.epoch, turn: turn.turn };
	[1_000, 2_000].map(|later| {
		let pre_digest = PreDigest { timestamp: society.chain.time + later, claim: claim.clone() };
		let mut header = society.chain.header(&Claimed { author: account(n), pre_digest });
		let signature = pair(n).sign(&seal_message(&header.hash()));
		header.digest_mut().push(DigestItem::hybrid_seal(&Seal::Dpos(signature.into())));
		header
	})
}

/// From issued to active, by the proposals of its holder and the Foundation's approvals.
#[test]
fn a_certificate_is_issued_and_becomes_active() {
	let mut society = Society::new();
	society.turn();
	let (leader, ferdie) = (account(LEADER), keyring(Ferdie));
	let issue = |to: usize| Certificates::issue_level1 { to: account(to) };
	let propose = |to: usize| Certificates::propose_level2 { to: account(to) };
	let approve =
		|to: usize| Certificates::approve_level2 { under: account(LEADER), to: account(to) };

	// Only the Foundation issues, to avatars without a certificate.
	society.refuses(leader.clone(), issue(LEADER), DispatchError::BadOrigin);
	society.refuses(ferdie.clone(), issue(200), Fault::NotAvatar);
	society.refuses(ferdie.clone(), issue(2), Fault::AlreadyCertified);
	society.refuses(account(2), propose(25), Fault::NotLevel1);
	society.refuses(account(49), propose(25), Fault::NoCertificate);
	let before = treasury(&mut society);
	society.foundation(issue(LEADER));
	assert_eq!(society.state(LEADER), State::Issued);
	assert_eq!(before - treasury(&mut society), 18_000 * ETP);
	assert!(!society.certificate(LEADER).valid);
	society.refuses(ferdie.clone(), issue(LEADER), Fault::AlreadyCertified);

	// Those who wait go first.
	assert_ok!(society.call(account(25), Certificates::join_waiting_list {}));
	society.refuses(account(25), Certificates::join_waiting_list {}, Fault::AlreadyWaiting);
	society.refuses(account(26), Certificates::leave_waiting_list {}, Fault::NotWaiting);
	society.refuses(ferdie.clone(), approve(26), Fault::NotProposed);
	society.refuses(leader.clone(), propose(26), Fault::OthersWait);
	for n in led_by_leader() {
		assert_eq!(society.state(LEADER), State::Issued);
		assert_ok!(society.call(leader.clone(), propose(n)));
		society.refuses(leader.clone(), propose(n), Fault::AlreadyProposed);
		society.foundation(approve(n));
		assert_eq!(society.state(n), State::Active);
	}
	assert_eq!(society.state(LEADER), State::Active);
	let spent = (18_000 + 158_000 + 23 * 6_000) * ETP;
	assert_eq!(before - treasury(&mut society), spent);
	society.refuses(ferdie, Certificates::unfreeze { holder: leader.clone() }, Fault::NotFrozen);

	// The grant is released as time goes.
	society.refuses(leader, Certificates::claim_grant {}, Fault::NothingToClaim);
	society.epoch();
	let released = society.certificate(LEADER).grant.claimable;
	assert!(released > 0);
	assert_ok!(society.call(account(LEADER), Certificates::claim_grant {}));
	society.chain.at(check_state);
}

/// Never activated, it is taken back, and its grant goes home.
#[test]
fn a_certificate_that_is_not_activated_in_time_is_revoked() {
	let mut society = Society::new();
	society.turn();
	let before = treasury(&mut society);
	society.foundation(Certificates::issue_level1 { to: account(LEADER) });
	// Ten minutes, at six seconds a block.
	while society.state(LEADER) == State::Issued {
		assert!(society.next_epoch() < 3, "it is still there");
		society.turn();
	}
	assert_eq!(society.state(LEADER), State::Revoked);
	assert_ok!(society.call(account(3), Certificates::settle { who: account(LEADER) }));
	assert_eq!(treasury(&mut society), before);
	let propose = Certificates::propose_level2 { to: account(25) };
	society.refuses(account(LEADER), propose, Fault::CertificateRevoked);
	society.chain.at(check_state);
}

/// Whoever misses all it should make is struck for an epoch; a level-1 holder is frozen for it, and the third time
/// that is the end of its certificate and of all below it.
#[test]
fn three_freezes_revoke() {
	// However long it takes to be elected so often.
	let mut society = Society::with_life(10 * LIFE);
	let idle = account(IDLE);
	society.idle.insert(idle.clone());
	let unfreeze = || Certificates::unfreeze { holder: account(IDLE) };
	let (mut freezes, mut times_elected, mut last_elected) = (0, 0, None);
	let full = society.chain.at(|| MarsReputation::witness_score(account(IDLE)).total);
	while freezes < LAST_FREEZE {
		let epoch = society.epoch();
		assert!(epoch < ENOUGH, "frozen {freezes} times, elected {times_elected} times");
		if society.witnesses(epoch).contains(&idle) {
			assert_ne!(last_elected, Some(epoch - 1), "it should have been struck");
			last_elected = Some(epoch);
			times_elected += 1;
		}
		if society.is_frozen(IDLE) {
			freezes += 1;
			assert_eq!(society.state(2), society.state(IDLE), "level 2 freezes with it");
			assert!(led_by_idle().all(|n| !society.certificate(n).valid));
			let score = society.chain.at(|| MarsReputation::witness_score(account(IDLE)));
			assert_eq!((score.certificate, score.miss), (0, 0));
			let propose = Certificates::propose_level2 { to: account(55) };
			society.refuses(idle.clone(), propose, Fault::CertificateFrozen);
			society.refuses(idle.clone(), unfreeze(), DispatchError::BadOrigin);
			society.foundation(unfreeze());
			assert_eq!(society.state(2), State::Active);
		} else if society.state(IDLE) == State::Revoked {
			freezes += 1;
			assert_eq!(freezes, LAST_FREEZE, "revoked too early");
		}
	}
	assert_eq!(times_elected, LAST_FREEZE * FREEZE_EPOCHS);
	assert_eq!(society.state(IDLE), State::Revoked);
	assert!(led_by_idle().all(|n| !society.certificate(n).valid));
	society.refuses(keyring(Ferdie), unfreeze(), Fault::CertificateRevoked);
	for n in led_by_idle() {
		// Some are settled already.
		let _ = society.call(account(3), Certificates::settle { who: account(n) });
		assert_eq!(society.state(n), State::Revoked);
	}
	let now = society.chain.at(|| MarsReputation::witness_score(account(IDLE)).total);
	assert!(now + 30_000 <= full, "{now} after {full}");
	society.chain.at(check_state);
}

/// A certificate ends with its life, and its term of the score with it.
#[test]
fn certificates_expire() {
	let mut society = Society::new();
	let score = |society: &mut Society| {
		society.chain.at(|| MarsReputation::witness_score(account(5)).certificate)
	};
	assert_eq!(score(&mut society), 30_000);
	while society.chain.head().number < LIFE {
		assert_eq!((society.state(IDLE), society.state(5)), (State::Active, State::Active));
		society.epoch();
	}
	assert_eq!((society.state(IDLE), society.state(5)), (State::Expired, State::Expired));
	assert_eq!(score(&mut society), 0);
	let propose = Certificates::propose_level2 { to: account(25) };
	society.refuses(account(IDLE), propose, Fault::CertificateExpired);
	assert_ok!(society.call(account(3), Certificates::settle { who: account(5) }));
	let again = Certificates::settle { who: account(5) };
	society.refuses(account(3), again, Fault::NothingToSettle);
	society.chain.at(check_state);
}

/// Two blocks for one turn cost half of the bond; the cheat sits out four epochs.
#[test]
fn who_signs_two_blocks_is_punished() {
	let mut society = Society::new();
	// GIVEN an epoch with the cheat
	while !{
		let epoch = society.next_epoch();
		society.witnesses(epoch).contains(&account(CHEAT))
	} {
		assert!(society.next_epoch() < ENOUGH);
		society.epoch();
	}
	let epoch = society.next_epoch();
	let witnesses = society.witnesses(epoch);
	let turn = loop {
		let turn = society.turn();
		assert_eq!(turn.epoch, epoch);
		let index = witness_index(turn.turn, SEATS).unwrap();
		if witnesses[index as usize] == account(CHEAT) {
			break turn;
		}
	};
	// WHEN somebody shows what it signed
	let [first, second] = two_blocks(&society, CHEAT, turn);
	let report = |first: &Header, second: &Header| Candidacy::report_equivocation {
		first: Box::new(first.clone()),
		second: Box::new(second.clone()),
	};
	let fault = CandidacyError::<Runtime>::SameBlock;
	society.refuses(keyring(Charlie), report(&first, &first), fault);
	let issued = society.chain.at(Balances::total_issuance);
	let had = society.chain.balance(&keyring(Charlie));
	assert_ok!(society.call(keyring(Charlie), report(&first, &second)));
	// THEN it loses half of its bond, a tenth of that to the reporter, and its place for four epochs
	let half = MOST / 2;
	assert_eq!(society.chain.at(|| Candidates::bond_of(account(CHEAT)).bond), half);
	assert_eq!(society.chain.balance(&keyring(Charlie)) - had, half / 10);
	assert_eq!(issued - society.chain.at(Balances::total_issuance), half - half / 10);
	let again = society.call(keyring(Dave), report(&second, &first));
	assert_eq!(again, Err(CandidacyError::<Runtime>::AlreadyPunished.into()));
	let mut came_back = false;
	while !came_back {
		let now = society.epoch();
		assert!(now < ENOUGH, "it never came back");
		came_back = society.witnesses(now).contains(&account(CHEAT));
		assert!(!came_back || now > epoch + 4, "it sits out until {}", epoch + 4);
	}
}

/// Delegated stake earns its part of what the node makes, and comes back two epochs after it is taken back.
#[test]
fn delegators_earn() {
	let mut society = Society::new();
	let node = account(2);
	let delegate = Candidacy::delegate { node: node.clone(), amount: LENT };
	let claim = || Candidacy::claim_rewards { node: account(2) };
	assert_ok!(society.call(keyring(Bob), delegate));
	let view = |society: &mut Society| {
		society.chain.at(|| Candidates::delegation(keyring(Bob), account(2)).unwrap())
	};
	assert_eq!(view(&mut society).pending, LENT);
	while view(&mut society).rewards == 0 {
		let epoch = society.epoch();
		assert!(epoch < ENOUGH, "nothing was earned");
	}
	assert_eq!(view(&mut society).active, LENT);
	let (rewards, had) = (view(&mut society).rewards, society.chain.balance(&keyring(Bob)));
	assert_ok!(society.call(keyring(Bob), claim()));
	assert_eq!(society.chain.balance(&keyring(Bob)) - had, rewards);
	society.refuses(keyring(Bob), claim(), CandidacyError::<Runtime>::NothingToClaim);

	let undelegate = Candidacy::undelegate { node: node.clone(), amount: LENT };
	assert_ok!(society.call(keyring(Bob), undelegate));
	let withdraw = || Candidacy::withdraw_delegation { node: account(2) };
	let mut epochs = 0;
	while society.call(keyring(Bob), withdraw()).is_err() {
		society.epoch();
		epochs += 1;
		assert!(epochs < 5, "it never comes back");
	}
	assert!(epochs >= 2, "it came back after {epochs} epochs");
	let free = society.chain.balance(&keyring(Bob));
	assert_eq!(free, had + rewards + LENT);
}

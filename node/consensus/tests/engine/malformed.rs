//! Each malformed digest, seal and claim is refused by its own error.

use crate::common::{reseal, solve, Chain, SLOT, START};
use codec::Encode;
use pillars_consensus_primitives::{
	parse_claim, Claim, Claimed, CompatibleDigestItem, DigestError, EpochWitnesses, Seal,
	AUTHOR_ENGINE_ID, ENGINE_ID,
};
use pillars_primitives::{AccountId, Hash, Header};
use pillars_rules::Kind;
use sc_client_api::HeaderBackend;
use sc_consensus::StateAction;
use sp_consensus::BlockOrigin;
use sp_runtime::DigestItem;

#[test]
fn malformed_digests_are_refused_each_by_its_own_error() {
	let chain = Chain::new();
	let refused = |error: DigestError, change: &dyn Fn(&mut Vec<DigestItem>)| {
		let found = chain.refused(|header, _| change(&mut header.digest.logs));
		assert_eq!(found, format!("bad digest: {error}"));
	};
	let epoch = EpochWitnesses { epoch: 1, root: Hash::zero() };
	refused(DigestError::NoAuthor, &|logs| drop(logs.remove(0)));
	refused(DigestError::NoClaim, &|logs| drop(logs.remove(1)));
	refused(DigestError::BadAuthor, &|logs| {
		logs[0] = DigestItem::PreRuntime(AUTHOR_ENGINE_ID, vec![1; 33]);
	});
	refused(DigestError::BadClaim, &|logs| {
		logs[1] = DigestItem::PreRuntime(ENGINE_ID, vec![]);
	});
	refused(DigestError::DuplicateClaim, &|logs| logs.insert(2, logs[1].clone()));
	refused(DigestError::Foreign, &|logs| logs.insert(2, DigestItem::Other(vec![1])));
	refused(DigestError::DuplicateConsensus, &|logs| {
		logs.insert(2, DigestItem::epoch_witnesses(&epoch));
		logs.insert(2, DigestItem::epoch_witnesses(&epoch));
	});
	refused(DigestError::TooLarge, &|logs| {
		logs.insert(2, DigestItem::Consensus(*b"FRNK", vec![0; 4096]));
	});
	refused(DigestError::NoSeal, &|logs| drop(logs.pop()));
	refused(DigestError::DuplicateSeal, &|logs| logs.insert(2, logs[2].clone()));
	refused(DigestError::BadSeal, &|logs| {
		let DigestItem::Seal(_, bytes) = &mut logs[2] else { unreachable!() };
		bytes.push(0);
	});
	refused(DigestError::KindMismatch, &|logs| {
		let signature = sp_core::sr25519::Signature::from_raw([0; 64]);
		logs[2] = DigestItem::hybrid_seal(&Seal::Pos(signature.into()));
	});
}

#[test]
fn seals_of_other_headers_and_forged_work_are_refused() {
	// A difficulty at which a random hash does not do.
	let chain = Chain::with(|genesis| genesis["difficulty"]["pow"] = 300.into());
	let work = "the Ethash result does not meet the claimed difficulty";
	assert_eq!(chain.refused(|header, _| header.state_root = Hash::repeat_byte(1)), work);
	let forged = |nonce, mix_hash| {
		chain.refused(|header, _| {
			header.digest.logs[2] = DigestItem::hybrid_seal(&Seal::Pow { nonce, mix_hash });
		})
	};
	assert_eq!(forged(1, Hash::zero()), work);
	// A mix that makes the cheap check pass is still not the mix of the nonce.
	let hash = chain.make(chain.genesis(), Kind::Pow, START).header;
	let hash = pillars_consensus_primitives::pre_hash(&hash);
	let lucky = (0u64..)
		.map(Hash::from_low_u64_be)
		.find(|mix| {
			let result = pillars_ethash::quick_result(hash.as_fixed_bytes(), 1, &mix.0);
			pillars_rules::meets_target(&result, 300)
		})
		.unwrap();
	assert_eq!(forged(1, lucky), "the Ethash mix does not belong to the nonce");
}

#[test]
fn the_number_must_be_the_parents_plus_one() {
	let chain = Chain::new();
	let error = chain.refused(|header, _| header.number = 5);
	assert_eq!(error, "block 5 follows block 0");
	let error = chain.refused(|header, _| header.parent_hash = Hash::repeat_byte(9));
	assert!(error.starts_with("the parent 0x0909"), "{error}");
}

#[test]
fn time_must_go_forward_and_not_into_the_future() {
	let chain = Chain::new();
	let first = chain.grow(chain.genesis(), Kind::Pow, START);
	// The runtime would not build these blocks, so their time is changed afterwards.
	for timestamp in [START, START - 1] {
		let mut block = chain.make(first, Kind::Pow, START + SLOT);
		let mut claimed = parse_claim(&block.header.digest).unwrap();
		claimed.pre_digest.timestamp = timestamp;
		block.header.digest.logs[1] = DigestItem::claim(&claimed.pre_digest);
		reseal(&chain, &mut block.header, &claimed);
		assert!(chain.import(block).unwrap_err().starts_with("bad time"));
	}
	let at = |timestamp| chain.import(chain.make(first, Kind::Pow, timestamp)).map(drop);
	let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
	let now = u64::try_from(now.as_millis()).unwrap();
	// Not an error of verification, which would drop the peer: the queue passes over it.
	assert_eq!(at(now + 60_000), Err("MissingState".into()));
	assert_eq!(at(now + 30_000), Ok(()));
}

#[test]
fn a_block_from_the_future_must_be_good_otherwise() {
	let chain = Chain::with(|genesis| genesis["difficulty"]["pow"] = 300.into());
	let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
	let future = u64::try_from(now.as_millis()).unwrap() + 60_000;
	let without_work = |header: &mut Header| header.state_root = Hash::repeat_byte(1);
	let mut block = chain.make(chain.genesis(), Kind::Pow, future);
	without_work(&mut block.header);
	let error = chain.import(block).unwrap_err();
	assert_eq!(error, "the Ethash result does not meet the claimed difficulty");
	// Work for another difficulty than the required one does not do either.
	let mut claimed = chain.claim(chain.genesis(), Kind::Pow, future);
	claimed.pre_digest.claim = Claim::Pow { difficulty: 1 };
	let error = chain.import(chain.make_claimed(chain.genesis(), &claimed)).unwrap_err();
	assert_eq!(error, "the block claims difficulty 1, required is 300");
	let mut block = chain.make(chain.genesis(), Kind::Pos, future / SLOT * SLOT);
	let DigestItem::Seal(_, seal) = &mut block.header.digest.logs[2] else { unreachable!() };
	seal[10] ^= 1;
	assert_eq!(chain.import(block).unwrap_err(), "the seal is not by the author's key");
}

#[test]
fn history_that_is_filled_in_needs_its_shape_number_and_work() {
	let chain = Chain::with(|genesis| genesis["difficulty"]["pow"] = 300.into());
	let ways = [
		(BlockOrigin::GapSync, false),
		(BlockOrigin::GapSync, true),
		(BlockOrigin::NetworkInitialSync, true),
	];
	for ((origin, skips), n) in ways.into_iter().zip(0u64..) {
		let way = || if skips { StateAction::Skip } else { StateAction::Execute };
		let made = || chain.make(chain.genesis(), Kind::Pow, START + n * SLOT);
		let changed = |change: &dyn Fn(&mut Header)| {
			let mut block = made();
			change(&mut block.header);
			chain.import_from(block, origin, way()).unwrap_err()
		};
		let error = changed(&|header| header.state_root = Hash::repeat_byte(1));
		assert_eq!(error, "the Ethash result does not meet the claimed difficulty");
		let error = changed(&|header| header.number = 2);
		assert_eq!(error, "block 2 follows block 0");
		let error = changed(&|header| drop(header.digest.logs.pop()));
		assert_eq!(error, "bad digest: the last digest item is not a seal");
		// What is good comes in, and is never the best.
		let good = made();
		let hash = good.header.hash();
		assert_eq!(chain.import_from(good, origin, way()), Ok(hash));
		assert_eq!(chain.client.info().best_hash, chain.genesis());
	}
}

/// A `Pow` block on genesis whose claim was changed before it was built and sealed.
fn claimed_otherwise(chain: &Chain, kind: Kind, change: impl FnOnce(&mut Claimed)) -> String {
	let parent = match kind {
		Kind::Dpos => chain.grow(chain.genesis(), Kind::Pow, START),
		_ => chain.genesis(),
	};
	let mut claimed = chain.claim(parent, kind, START + SLOT);
	change(&mut claimed);
	chain.import(chain.make_claimed(parent, &claimed)).unwrap_err()
}

#[test]
fn a_pow_block_must_claim_the_required_difficulty() {
	let chain = Chain::new();
	let error = claimed_otherwise(&chain, Kind::Pow, |claimed| {
		claimed.pre_digest.claim = Claim::Pow { difficulty: 2 };
	});
	assert_eq!(error, "the block claims difficulty 2, required is 1");
}

#[test]
fn a_pos_block_must_stake_a_good_coin_of_its_author() {
	let chain = Chain::new();
	let change = |change: &dyn Fn(&mut u128, &mut u64, &mut pillars_ledger::OutPoint)| {
		claimed_otherwise(&chain, Kind::Pos, |claimed| {
			let Claim::Pos { difficulty, slot, stake } = &mut claimed.pre_digest.claim else {
				unreachable!()
			};
			change(difficulty, slot, stake);
		})
	};
	assert_eq!(change(&|d, _, _| *d = 2), "the block claims difficulty 2, required is 1");
	assert!(change(&|_, slot, _| *slot += 1).starts_with("bad time"));
	// Its coinstake could not be executed, so the author is changed afterwards.
	let claimed = chain.claim(chain.genesis(), Kind::Pos, START);
	let mut block = chain.make_claimed(chain.genesis(), &claimed);
	let stranger = Claimed { author: sp_keyring::Sr25519Keyring::Bob.to_account_id(), ..claimed };
	block.header.digest.logs[0] = DigestItem::author(&stranger.author);
	reseal(&chain, &mut block.header, &stranger);
	let error = chain.import(block).unwrap_err();
	assert_eq!(error, "the staked coin does not belong to the author");
}

#[test]
fn an_unspent_coin_wins_only_against_its_difficulty() {
	let chain = Chain::with(|genesis| genesis["difficulty"]["pos"] = u64::MAX.into());
	let error = claimed_otherwise(&chain, Kind::Pos, |_| {});
	assert_eq!(error, "the stake kernel does not meet the difficulty");
}

#[test]
fn a_staker_without_a_deposit_is_refused() {
	let chain = Chain::with(|genesis| {
		let outputs = genesis["utxoAssets"]["outputs"].as_array_mut().unwrap();
		outputs.retain(|output| !output.to_string().contains("eposit"));
	});
	assert_eq!(claimed_otherwise(&chain, Kind::Pos, |_| {}), "the staker has no stake deposit");
}

#[test]
fn signature_seals_must_be_by_the_right_key_over_this_header() {
	let chain = Chain::new();
	let by_eve = |kind| {
		let parent = match kind {
			Kind::Dpos => chain.grow(chain.genesis(), Kind::Pow, START),
			_ => chain.genesis(),
		};
		let claimed = chain.claim(parent, kind, START + SLOT);
		let mut block = chain.make_claimed(parent, &claimed);
		let stranger = Claimed { author: AccountId::new([3; 32]), ..claimed };
		reseal(&chain, &mut block.header, &stranger);
		chain.import(block).unwrap_err()
	};
	for kind in [Kind::Pos, Kind::Dpos] {
		assert_eq!(by_eve(kind), "the seal is not by the author's key");
	}
	let change: fn(&mut Header) = |header| header.extrinsics_root = Hash::repeat_byte(1);
	let mut block = chain.make(chain.genesis(), Kind::Pos, START);
	change(&mut block.header);
	assert_eq!(chain.import(block).unwrap_err(), "the seal is not by the author's key");
}

#[test]
fn a_follower_must_be_by_the_witness_whose_turn_it_is() {
	let chain = Chain::new();
	let error = claimed_otherwise(&chain, Kind::Dpos, |claimed| {
		claimed.author = AccountId::new([3; 32]);
	});
	assert_eq!(error, "it is another witness's turn");
	let error = claimed_otherwise(&Chain::new(), Kind::Dpos, |claimed| {
		claimed.pre_digest.claim = Claim::Dpos { epoch: 0, turn: 1 };
	});
	assert_eq!(error, "the block claims epoch 0 turn 1, its parent has 0 and 0");
}

#[test]
fn a_follower_must_come_in_its_window_of_time() {
	let chain = Chain::new();
	let parent = chain.grow(chain.genesis(), Kind::Pow, START);
	let at = |after: u64| chain.import(chain.make(parent, Kind::Dpos, START + after)).map(drop);
	assert!(at(499).unwrap_err().starts_with("bad time"));
	assert!(at(4_001).unwrap_err().starts_with("bad time"));
	assert_eq!(at(500), Ok(()));
	assert_eq!(at(4_000), Ok(()));
}

#[test]
fn blocks_without_their_inherents_are_refused() {
	let chain = Chain::new();
	let error = chain.refused(|header, body| {
		body.pop();
		// The seal must fit, or the block would not get that far.
		header.extrinsics_root = Hash::repeat_byte(1);
		let claimed = parse_claim(&header.digest).unwrap();
		reseal(&chain, header, &claimed);
	});
	assert!(error.starts_with("bad inherents"), "{error}");
}

#[test]
fn a_pos_block_without_its_coinstake_is_refused() {
	let chain = Chain::new();
	let claimed = chain.claim(chain.genesis(), Kind::Pos, START);
	let mut block = chain.make_claimed(chain.genesis(), &claimed);
	block.extrinsics.pop();
	let error = chain.import(block).unwrap_err();
	assert!(error.starts_with("bad inherents"), "{error}");
}

#[test]
fn a_block_whose_execution_differs_from_its_header_is_refused() {
	let chain = Chain::new();
	let error = chain.refused(|header, _| {
		header.state_root = Hash::repeat_byte(1);
		let claimed = parse_claim(&header.digest).unwrap();
		reseal(&chain, header, &claimed);
	});
	assert!(!error.is_empty());
	assert_eq!(chain.best(), chain.genesis());
}

#[test]
fn a_solution_is_for_one_header_only() {
	let chain = Chain::with(|genesis| genesis["difficulty"]["pow"] = 300.into());
	let a = chain.make(chain.genesis(), Kind::Pow, START);
	let mut b = chain.make(chain.genesis(), Kind::Pow, START + 1);
	b.header.digest.logs[2] = a.header.digest.logs[2].clone();
	assert_eq!(
		chain.import(b).unwrap_err(),
		"the Ethash result does not meet the claimed difficulty"
	);
	let again = solve(pillars_consensus_primitives::pre_hash(&a.header), 1, 300);
	assert_eq!(DigestItem::hybrid_seal(&again).encode(), a.header.digest.logs[2].encode());
	assert!(chain.import(a).is_ok());
}
